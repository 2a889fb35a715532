"""`smartcity assessments in`: take in a table of assessors' marks and remarks, completely or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from ...i18n import N_
from ...source.letters import visible
from ...workspace.layout import PROGRAM
from ...workspace.writing import change_files, refuse_links
from ..faults import UsageFaultError
from ..options import DryRun, Lang, Root, StageOption, Today
from ..output import print_findings, write
from ..parameters.declared import argument, option
from ..session import Session
from ..shared.changing import open_to_change
from ..shared.stages import checked_program, require_stage

if TYPE_CHECKING:
    from ...checking.pipeline import Checked
    from ...exchange.assessors.table import AssessorTable, Setting
    from ...exchange.assessors.writing import MarkChange
    from ...model.program import Stage

HELP = N_(
    "Take in the table that assessors give: items, marks, remarks and decisions, by assessor. Writes "
    "data/assessments/STAGE.yaml, or nothing if a cell is not certain."
)
_ZONES = {"WIB": "+07:00", "WITA": "+08:00", "WIT": "+09:00"}


def in_(
    file: Annotated[Path, argument(metavar=N_("FILE"), help=N_("The table: Excel, LibreOffice or CSV."))],
    *,
    assessor: Annotated[
        int | None,
        option("--assessor", metavar=N_("N"), help=N_("The number of the assessor, if the table has none.")),
    ] = None,
    received: Annotated[
        str | None,
        option(
            "--received",
            metavar=N_("TIME"),
            help=N_("When it was received, if the table does not say so, for example 2026-06-09T14:00+08:00."),
        ),
    ] = None,
    zone: Annotated[
        str | None,
        option("--zone", metavar=N_("ZONE"), help=N_("The zone of times that name none: WIB, WITA or WIT.")),
    ] = None,
    stage: StageOption = None,
    dry_run: DryRun = False,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity assessments in`. The same file a second time changes nothing."""
    from ...exchange.assessors.table import read_assessor_table
    from ...exchange.assessors.writing import mark_changes
    from ...survey.table.rows import TableError

    session = open_to_change(root, today, lang)
    if not file.exists():
        raise UsageFaultError(N_("there is no file or folder {path}"), path=file)
    checked, program = checked_program(session)
    chosen = require_stage(program, stage or program.stage)
    setting = _setting(checked, chosen, assessor, received, zone)
    try:
        table = read_assessor_table(str(file), setting)
    except TableError as error:
        print_findings((error.fault,), (str(file),), {}, session.lang, "text")
        return 1
    if table.findings:
        print_findings(table.findings, (str(file),), {}, session.lang, "text")
        return 1
    path = f"data/assessments/{chosen.id}.yaml"
    target = refuse_links(session.root, session.root / path)
    content, data = _register(checked, target, path) if target.exists() else (b"", {"assessments": []})
    changes = mark_changes(data, table.given)
    after = _changed(session, chosen, path, content, data, changes)
    if after != content and not dry_run:
        change_files(session.root / "data", {target: after} if content else {}, {} if content else {target: after})
    _show(session, table, changes, path, dry_run=dry_run)
    return 0


def _setting(checked: Checked, stage: Stage, assessor: int | None, received: str | None, zone: str | None) -> Setting:
    from ...exchange.assessors.table import Setting
    from ...model.focus import stage_rules
    from ...spelling.instants import instant_of

    rules = stage_rules(checked.model)(stage.id)
    if rules.instrument is None:
        raise UsageFaultError(N_("the stage {stage} has no instrument with items to assess"), stage=stage.id)
    if assessor is not None and not 1 <= assessor <= 99:
        raise UsageFaultError(N_("--assessor takes a number from 1 to 99, not {value}"), value=assessor)
    offset = None if zone is None else _ZONES.get(zone.upper())
    if zone is not None and offset is None:
        raise UsageFaultError(N_("--zone takes WIB, WITA or WIT, not {value}"), value=zone)
    time = None if received is None else instant_of(received, offset)
    if received is not None and time is None:
        text = N_("--received takes a day with an hour and a zone, such as 2026-06-09T14:00+08:00, not {value}")
        raise UsageFaultError(text, value=received)
    items = {name: item for name, item in rules.items.items() if rules.counts(item)}
    return Setting(rules.instrument, items, assessor, time, offset)


def _register(checked: Checked, target: Path, path: str) -> tuple[bytes, dict[str, Any]]:
    """The marks as they are. Raise `UsageFaultError` if they have errors, so that none is written over."""
    from ...checking.gathering.documents import of_kind

    document = next((d for d in of_kind(checked.sound, "assessments") if d.path == path), None)
    faulty = any(found.path == path and found.kind.severity.value == "error" for found in checked.findings)
    if document is None or not isinstance(document.data, dict) or faulty:
        raise UsageFaultError(N_("{path} has errors; `smartcity validate {path}` lists them"), path=path)
    return target.read_bytes(), document.data


def _changed(
    session: Session, stage: Stage, path: str, content: bytes, data: dict[str, Any], changes: tuple[MarkChange, ...]
) -> bytes:
    from ...exchange.assessors.writing import changed_marks, new_record
    from ...source.yaml_edit import EditError
    from ...source.yaml_write import schema_beside, yaml_text

    if not content and changes:
        program = (session.root / PROGRAM).read_bytes().decode(errors="replace")
        schema = schema_beside(program, PROGRAM, kind="assessments", other=path)
        head = session.lang.translate(N_("What the assessors gave in this stage. They are numbered, never named."))
        return yaml_text(new_record(stage.id, changes), schema, (head,)).encode()
    try:
        return changed_marks(content, data, changes)
    except (EditError, KeyError) as error:
        raise UsageFaultError(N_("{path} cannot be changed safely; change it in the file"), path=path) from error


def _show(session: Session, table: AssessorTable, changes: tuple[MarkChange, ...], path: str, *, dry_run: bool) -> None:
    from ...privacy.search import redact

    _ = session.lang.translate
    if table.strange:
        text = _(N_("Columns that are not read: {names}"))
        write(visible(redact(text.format(names=", ".join(table.strange)))))
    for change in changes:
        one = change.given
        new, other = _(N_("{place}: {item}, assessor {n}: new")), _(N_("{place}: {item}, assessor {n}: {keys} changed"))
        text = (new if change.is_new else other).format(
            place=one.place, item=one.item, n=one.assessor, keys=", ".join(change.values)
        )
        write(visible(redact(text)))
    if not changes:
        write(_(N_("Nothing changed.")))
    else:
        done = session.lang.ngettext("{n} mark written to {path}.", "{n} marks written to {path}.", len(changes))
        would = session.lang.ngettext(
            "{n} mark would be written to {path}. Nothing was written.",
            "{n} marks would be written to {path}. Nothing was written.",
            len(changes),
        )
        write((would if dry_run else done).format(n=len(changes), path=path))
