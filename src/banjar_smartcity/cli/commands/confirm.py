"""`smartcity confirm`: say that answers carried over from an earlier stage are still true, so that they count."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ...diagnostics import closest
from ...i18n import N_, Language
from ...source.letters import visible
from ...workspace.writing import change_files, refuse_links
from ..basis import in_focus, require_agency, require_dimension
from ..faults import UsageFaultError
from ..options import AgencyOption, DimensionOption, DryRun, InstrumentOption, Lang, Root, StageOption, Today
from ..output import write
from ..parameters.declared import argument
from ..session import Session
from ..shared.changing import open_to_change
from ..shared.items import instrument_of
from ..shared.stages import checked_program, require_stage

if TYPE_CHECKING:
    from ...checking.pipeline import Checked
    from ...model.carried import Carried
    from ...model.model import Model
    from ...model.program import Program
    from ...stages.confirming import Choice

HELP = N_(
    "Confirm answers that were carried over from an earlier stage, so that they count. Sets the day of each answer to "
    "today; check them first."
)


def confirm(
    items: Annotated[
        list[str] | None,
        argument(metavar=N_("[ITEM]..."), help=N_("The items; without any, name an agency or a dimension.")),
    ] = None,
    *,
    agency: AgencyOption = None,
    dimension: DimensionOption = None,
    stage: StageOption = None,
    instrument: InstrumentOption = None,
    dry_run: DryRun = False,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity confirm`. All sheets are changed or none; comments and everything else stay as they are."""
    from ...stages.confirming import Choice, to_confirm

    session = open_to_change(root, today, lang)
    named = tuple(dict.fromkeys(items or ()))
    if not named and agency is None and dimension is None:
        raise UsageFaultError(N_("name the items to confirm, or an agency or a dimension with --agency or --dimension"))
    checked, program = checked_program(session)
    own = instrument_of(checked.model, named) if instrument is None and stage is None else instrument
    model = in_focus(checked.model, own, stage)
    wanted = require_stage(program, stage or (model.program or program).stage)
    choice = Choice(wanted.id, named, require_agency(model, agency), require_dimension(model, dimension))
    found = to_confirm(model, choice)
    _refuse_others(model, choice, found)
    if not found:
        write(session.lang.translate(N_("Nothing of it is carried over and not confirmed; nothing was changed.")))
        return 0
    _refuse_days(session, program, choice, found)
    contents = _contents(session, checked, found)
    if not dry_run:
        change_files(session.root / "data", contents, {})
    _show(session.lang, found, written=not dry_run)
    return 0


def _refuse_others(model: Model, choice: Choice, found: tuple[Carried, ...]) -> None:
    """Refuse items that the stage does not answer; those that are confirmed already are fine."""
    answers = model.answers(choice.stage)
    for item in choice.items:
        if item not in answers:
            near = closest(item, answers)
            unknown = N_('the stage {stage} has no answer to "{item}"')
            similar = N_('the stage {stage} has no answer to "{item}"; did you mean "{near}"?')
            raise UsageFaultError(similar if near else unknown, stage=choice.stage, item=item, near=near)


def _refuse_days(session: Session, program: Program, choice: Choice, found: tuple[Carried, ...]) -> None:
    """Refuse a day on which an answer would not count: after the stage, or before the earlier one has ended."""
    from ...model.focus import stage_instrument

    stage = require_stage(program, choice.stage)
    last = stage.ends_on
    if last is not None and session.today > last:
        raise UsageFaultError(N_("the stage {stage} ended on {end}; nothing was changed"), stage=stage.id, end=last)
    for earlier in dict.fromkeys(entry.stage for entry in found):
        former = program.find_stage(earlier)
        end = former and (former.ends_on or former.starts_on)
        of_same = stage_instrument(program, earlier) == stage_instrument(program, stage.id)
        if of_same and end is not None and session.today <= end:
            raise UsageFaultError(
                N_("the stage {stage} lasts until {end}; what comes from it can be confirmed after that day"),
                stage=earlier,
                end=end,
            )


def _contents(session: Session, checked: Checked, found: tuple[Carried, ...]) -> Mapping[Path, bytes]:
    """The sheets after confirmation. Raise `UsageFaultError` if one cannot be changed safely."""
    from ...checking.gathering.documents import of_kind
    from ...source.yaml_edit import EditError
    from ...stages.confirming import confirmed

    documents = {document.path: document for document in of_kind(checked.sound, "answers")}
    contents: dict[Path, bytes] = {}
    for path in dict.fromkeys(entry.answer.at.path for entry in found):
        target = refuse_links(session.root, session.root / path)
        document = documents.get(path)
        if document is None or not isinstance(document.data, dict):
            raise UsageFaultError(N_("{path} has errors; `smartcity validate {path}` lists them"), path=path)
        own = [entry for entry in found if entry.answer.at.path == path]
        try:
            contents[target] = confirmed(target.read_bytes(), document.data, own, session.today)
        except (EditError, KeyError) as error:
            raise UsageFaultError(N_("{path} cannot be changed safely; change it in the file"), path=path) from error
    return contents


def _show(lang: Language, found: tuple[Carried, ...], *, written: bool) -> None:
    for entry in found:
        fact = lang.text(entry.answer.fact) or lang.text(entry.answer.not_applicable)
        level = "" if entry.answer.level is None else f" · level {entry.answer.level}"
        write(visible(f"{entry.answer.item}{level} · {fact}"))
    done = lang.ngettext("{n} answer confirmed.", "{n} answers confirmed.", len(found))
    would = lang.ngettext(
        "{n} answer would be confirmed. Nothing was written.",
        "{n} answers would be confirmed. Nothing was written.",
        len(found),
    )
    write((done if written else would).format(n=len(found)))
