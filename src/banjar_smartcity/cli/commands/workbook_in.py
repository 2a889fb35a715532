"""`smartcity workbook in`: take in what agencies send back, as a workbook or as the file of a form."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from ...i18n import N_
from ...workspace.layout import is_id
from ...workspace.writing import change_files
from ..faults import UsageFaultError
from ..options import DryRun, Format, Lang, Root, StageOption, Today
from ..output import write, write_json
from ..parameters.declared import argument, option
from ..progress import progress
from ..session import Session
from ..shared.answers.files import read_returned, readable
from ..shared.answers.intake import Intake, Written, take_in, to_write
from ..shared.changing import open_to_change

if TYPE_CHECKING:
    from ...checking.pipeline import Checked
    from ...diagnostics import Finding
    from ...exchange.intake.tally import Tally
    from ...exchange.returned import Returned

HELP = N_(
    "Take in what agencies send back, workbooks and files of the form. What only they changed is taken, what others "
    "changed meanwhile is shown; nothing is deleted."
)


def in_(
    files: Annotated[
        list[Path],
        argument(
            metavar=N_("FILE... [ITEM]..."),
            help=N_("Workbooks (.xlsx, .xls, .ods) and files of the form (.json); with --take also items."),
        ),
    ],
    *,
    dry_run: DryRun = False,
    take: Annotated[
        Literal["theirs", "ours"] | None,
        option(
            "--take",
            metavar="theirs|ours",
            help=N_("Decide the conflicts of the items named: for what came back, or for what is here."),
            show_default=False,
        ),
    ] = None,
    evidence: Annotated[
        Path | None,
        option("--evidence", metavar=N_("FOLDER"), help=N_("The documents that came along; they are recorded.")),
    ] = None,
    base: Annotated[
        str | None,
        option("--base", metavar=N_("COMMIT"), help=N_("What was sent, if a workbook has lost its hidden sheet.")),
    ] = None,
    format: Format = "text",
    stage: StageOption = None,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity workbook in`. All files are changed or none. Return 1 if something is left to ask."""
    session = open_to_change(root, today, lang)
    named, items = _named(files, take)
    checked, program = readable(session, format)
    with progress(N_("Reading files"), session.lang, len(named)) as step:
        returned = read_returned(session, program, checked.model.agencies, named, stage, base, step)
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="smartcity-") as scratch:
        with progress(N_("Comparing answers and documents"), session.lang):
            intake = take_in(session, checked, returned, items, evidence, Path(scratch))
            written = to_write(session, checked, intake)
        if not dry_run and (written.changed or written.created):
            try:
                change_files(session.root / "data", written.changed, written.created)
            except FileExistsError as error:
                raise UsageFaultError(N_("{path} already exists; nothing was written"), path=error.filename) from error
    tallied = _tallies(session, checked, intake, written)
    if format == "json":
        _print_json(session, intake, written, returned, tallied, dry_run=dry_run)
    else:
        _show(session, intake, written, returned)
        _close(session, intake, written, tallied, dry_run=dry_run)
    conflicts = (*intake.owned.conflicts, *intake.replies.conflicts)
    asked = any(tally.conflicts or tally.unclear for tally in tallied) or bool(conflicts)
    return int(asked or bool(_findings(intake)))


def _findings(intake: Intake) -> tuple[Finding, ...]:
    """What is not certain of all that came back."""
    return (*intake.merging.findings, *intake.owned.findings, *intake.replies.findings)


def _named(files: list[Path], take: str | None) -> tuple[list[Path], dict[str, int]]:
    """The files of the command line, and the side of each item that it names."""
    from ...exchange.intake.merging import OURS, THEIRS

    found = list(dict.fromkeys(files))
    items = [str(file) for file in found if take and not file.exists() and is_id(str(file))]
    if take and not items:
        raise UsageFaultError(N_("name the items after --take {way}"), way=take)
    named = [file for file in found if str(file) not in items]
    if not named:
        raise UsageFaultError(N_("name a file that came back"))
    return named, dict.fromkeys(items, THEIRS if take == "theirs" else OURS)


def _tallies(session: Session, checked: Checked, intake: Intake, written: Written) -> tuple[Tally, ...]:
    from ...exchange.intake.tally import gains_of, tallies

    gains = gains_of(intake.model, written.after, intake.stage, session.today, checked.holdings)
    return tallies(intake.merging, gains)


def _print_json(
    session: Session,
    intake: Intake,
    written: Written,
    returned: tuple[Returned, ...],
    tallied: tuple[Tally, ...],
    *,
    dry_run: bool,
) -> None:
    from ...render.json.exchange.intake import intake_data

    papers = [(intake.planned[added.id], added.warnings) for added in intake.additions]
    data = intake_data(
        intake.stage.id, returned, intake.merging, intake.owned, intake.replies, papers, tallied, session.lang
    )
    data["new_innovations"] = [one._asdict() for one in intake.newcomers.values()]
    for name, paths in (("changed", written.changed), ("created", written.created)):
        data[name] = [path.relative_to(session.root).as_posix() for path in paths]
    write_json({**data, "written": not dry_run and bool(written.changed or written.created)})


def _show(session: Session, intake: Intake, written: Written, returned: tuple[Returned, ...]) -> None:
    """Print what is not certain, what both sides changed, and what was read differently from how it is written."""
    from ...render.terminal.exchange.intake import (
        conflict_lines,
        newcomer_lines,
        note_lines,
        owned_lines,
        reply_lines,
        shown,
        taken_lines,
    )
    from ...render.terminal.findings import findings_text

    lang = session.lang
    findings = _findings(intake)
    if findings:
        for line in findings_text(findings, len(returned), {}, lang, colour=False, excerpts=False):
            write(line)
        write("")
    for line in conflict_lines(intake.merging, intake.owned, intake.replies, lang):
        write(line)
    notes = list(note_lines(intake.merging, lang))
    for file in returned:
        notes += [shown(f"{file.path}: {lang.translate(msgid).format(**facts)}") for msgid, facts in file.notes]
    for line in notes:
        write(line)
    if intake.late and intake.merging.answers:
        end = lang.date(intake.stage.ends_on) if intake.stage.ends_on else ""
        text = N_("The stage ended on {end}, so the day of these answers is left open; write it if it is known.")
        write(lang.translate(text).format(end=end))
    taken = (*taken_lines(intake.merging, lang), *owned_lines(intake.owned, lang), *reply_lines(intake.replies, lang))
    for line in taken:
        write(line)
    for line in newcomer_lines(intake.newcomers, intake.model, lang):
        write(line)
    for added in intake.additions:
        text = N_("{id}: recorded; check it, then `smartcity evidence confirm {id}`")
        write(lang.translate(text).format(id=added.id))
        if remark := intake.planned[added.id].remark:
            write(shown(f"  {remark}"))
        for warning in added.warnings:
            line = lang.translate(N_("Warning about {id}: {reason}.")).format(id=added.id, reason=warning)
            print(line, file=sys.stderr)


def _close(session: Session, intake: Intake, written: Written, tallied: tuple[Tally, ...], *, dry_run: bool) -> None:
    """Print one line for each agency, what was written, and the branch and the message that are proposed."""
    from ...exchange.intake.tally import still_carried
    from ...render.terminal.exchange.intake import answered_lines, newcomer_lines, owned_lines, tally_lines

    lang = session.lang
    lines = list(tally_lines(tallied, intake.model.agencies, lang))
    write("")
    for line in lines:
        write(line)
    if carried := still_carried(intake.merging):
        text = lang.ngettext(
            "{n} answer is still that of an earlier stage and does not count; if it is still true: {command}",
            "{n} answers are still those of an earlier stage and do not count; if they are still true: {command}",
            len(carried),
        )
        write(text.format(n=len(carried), command=f"smartcity confirm {' '.join(carried)}"))
    paths = [str(path) for path in (*written.changed, *written.created)]
    if not paths:
        write(lang.translate(N_("Nothing changed.")))
        return
    done = lang.ngettext("{n} file written.", "{n} files written.", len(paths))
    would = lang.ngettext(
        "{n} file would be written. Nothing was written.",
        "{n} files would be written. Nothing was written.",
        len(paths),
    )
    write((would if dry_run else done).format(n=len(paths)))
    who = list(dict.fromkeys((*(t.agency for t in tallied if t.filled and t.agency), *_others(intake))))
    name = "-".join(("isian", intake.stage.id, *(who[:1] if len(who) == 1 else ())))
    subject = lang.translate(N_("Take in answers for {stage}")).format(stage=intake.stage.id)
    body = [line for line, tally in zip(lines, tallied, strict=True) if tally.filled]
    body += owned_lines(intake.owned, lang)
    body += answered_lines(intake.replies, lang)
    body += newcomer_lines(intake.newcomers, intake.model, lang)
    write(lang.translate(N_("Proposed, not done:")))
    write(f"  git switch -c {name}")
    write(f"  git add data && git commit -m {shlex.quote(subject)} -m {shlex.quote(chr(10).join(body))}")


def _others(intake: Intake) -> Iterator[str]:
    """The agencies that list new innovations or reply to an assessor."""
    asked = {outcome.item.id: outcome.agency for found in intake.merging.outcomes.values() for outcome in found}
    found = (
        *(one.agency for one in intake.newcomers.values()),
        *(asked.get(one.item) for one in intake.replies.taken.values()),
    )
    return filter(None, found)
