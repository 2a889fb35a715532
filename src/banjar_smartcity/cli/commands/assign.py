"""`smartcity assign`: write down which agency answers what, by when, or take that back. A person names both."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

from ...diagnostics import closest
from ...i18n import N_
from ...source.letters import visible
from ...workspace.layout import PROGRAM
from ...workspace.writing import change_files, refuse_links
from ..basis import in_focus, require_agency, require_dimension
from ..faults import UsageFaultError
from ..options import DryRun, InstrumentOption, Lang, Root, StageOption, Today
from ..output import write
from ..parameters.declared import argument, option
from ..session import Session, parse_day
from ..shared.changing import open_to_change
from ..shared.items import instrument_of, instrument_of_part
from ..shared.stages import checked_program, require_stage

if TYPE_CHECKING:
    from ...checking.pipeline import Checked
    from ...model.model import Model
    from ...model.program import Stage
    from ...stages.assigning import Wanted

HELP = N_(
    "Assign items to an agency, or take that back. Names what and whom: ITEM AGENCY, or --aspect, --dimension and so "
    "on with AGENCY. Writes data/assignments.yaml."
)
ASSIGNMENTS = "data/assignments.yaml"


def assign(
    words: Annotated[
        list[str],
        argument(metavar=N_("[ITEM]... AGENCY"), help=N_("The items, if single ones are meant, and the agency.")),
    ],
    *,
    group: Annotated[
        str | None, option("--group", metavar=N_("NAME"), help=N_("All items below this heading or group."))
    ] = None,
    aspect: Annotated[str | None, option("--aspect", metavar="ID", help=N_("All items of this aspect."))] = None,
    sub_dimension: Annotated[
        str | None, option("--sub-dimension", metavar="ID", help=N_("All items of this sub-dimension."))
    ] = None,
    dimension: Annotated[
        str | None, option("--dimension", metavar="ID", help=N_("All items of this dimension."))
    ] = None,
    due: Annotated[
        str | None, option("--due", metavar=N_("DAY"), help=N_("The day by which it is due, YYYY-MM-DD."))
    ] = None,
    remove: Annotated[bool, option("--remove", help=N_("Take the assignment back."))] = False,
    stage: StageOption = None,
    instrument: InstrumentOption = None,
    dry_run: DryRun = False,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity assign`. All changes are made or none; comments stay."""
    from ...stages.assigning import Wanted

    session = open_to_change(root, today, lang)
    *items, named = words
    wide = {"group": group, "aspect": aspect, "sub_dimension": sub_dimension, "dimension": dimension}
    scope = {key: value for key, value in wide.items() if value is not None}
    if bool(items) == bool(scope):
        raise UsageFaultError(
            N_("name what is assigned and to whom: ITEM AGENCY, or --aspect ID AGENCY; either items or a wider part")
        )
    checked, program = checked_program(session)
    own = instrument
    if instrument is None and stage is None:
        own = instrument_of(checked.model, items) if items else instrument_of_part(checked.model, scope)
    model = in_focus(checked.model, own, stage)
    chosen = require_stage(program, stage or (model.program or program).stage)
    agency = require_agency(model, named) or named
    if "dimension" in scope:
        scope["dimension"] = require_dimension(model, dimension) or ""
    day = None if due is None else parse_day(due)
    scopes: list[Mapping[str, str]] = [{"item": item} for item in dict.fromkeys(items)] or [scope]
    wishes = [Wanted(chosen.id, part, agency, day, session.today) for part in scopes]
    if remove:
        return _remove(session, checked, wishes, dry_run=dry_run)
    for wish in wishes:
        _refuse_unfit(model, chosen, wish)
    return _assign(session, checked, model, wishes, dry_run=dry_run)


def _refuse_unfit(model: Model, stage: Stage, wish: Wanted) -> None:
    """Refuse what would be a finding at once: nothing is assigned, an agency that is gone, a day after the stage."""
    from ...model.focus import stage_rules
    from ...model.register import successor

    rules = stage_rules(model)(stage.id).instrument
    if rules is None:
        raise UsageFaultError(N_("the stage {stage} has no instrument with items to assign"), stage=stage.id)
    if not _covered(model, wish):
        known: list[str] = []
        if "item" in wish.scope:
            known = [item.id for item in rules.items]
        elif "aspect" in wish.scope:
            known = [found.id for found in rules.aspects]
        name = " ".join(wish.scope.values())
        near = closest(name, known)
        unknown = N_('no item of the stage {stage} belongs to "{name}"')
        similar = N_('no item of the stage {stage} belongs to "{name}"; did you mean "{near}"?')
        raise UsageFaultError(similar if near else unknown, stage=stage.id, name=name, near=near)
    if wish.due is not None and stage.ends_on is not None and wish.due > stage.ends_on:
        text = N_("{due} is after the last day of the stage {stage}, {end}; nothing was written")
        raise UsageFaultError(text, due=wish.due, stage=stage.id, end=stage.ends_on)
    found = model.agencies.get(wish.agency)
    day = stage.starts_on or stage.ends_on
    if found is not None and found.ends is not None and day is not None and found.ends.last < day:
        gone = N_("{agency} existed until {end}, before the stage {stage}; nothing was written")
        replaced = N_("{agency} existed until {end}, before the stage {stage}; name {heir}, its successor")
        heir = successor(found, model.agencies, day)
        raise UsageFaultError(
            replaced if heir else gone, agency=found.id, end=found.ends.last, stage=stage.id, heir=heir
        )


def _covered(model: Model, wish: Wanted) -> int:
    """How many items a line of this kind covers."""
    from ...diagnostics import At
    from ...model.assignment import build_assignments, covered
    from ...model.focus import stage_rules
    from ...stages.assigning import new_line

    rules = stage_rules(model)(wish.stage).instrument
    (line,) = build_assignments(At(ASSIGNMENTS), {"assignments": [new_line(wish)]})
    return len(covered(line, rules)) if rules else 0


def _assign(session: Session, checked: Checked, model: Model, wishes: list[Wanted], *, dry_run: bool) -> int:
    from ...source.yaml_edit import EditError
    from ...stages.assigning import assigned_lines

    target = refuse_links(session.root, session.root / ASSIGNMENTS)
    is_new = not target.exists()
    content, data = (_fresh(session), {"assignments": []}) if is_new else _register(checked, target)
    try:
        after = assigned_lines(content, data, wishes)
    except (EditError, KeyError) as error:
        raise UsageFaultError(N_("{path} cannot be changed safely; change it in the file"), path=ASSIGNMENTS) from error
    if after != content and not dry_run:
        change_files(session.root / "data", {} if is_new else {target: after}, {target: after} if is_new else {})
    lang = session.lang
    for wish in wishes:
        n = _covered(model, wish)
        text = lang.ngettext("{name}: {n} item for {agency}", "{name}: {n} items for {agency}", n)
        agency = model.agencies.get(wish.agency)
        line = text.format(name=_name(wish), n=n, agency=agency.abbreviation if agency else wish.agency)
        if wish.due:
            line += lang.translate(N_(", due {day}")).format(day=lang.date(wish.due))
        write(visible(line))
    _end(session, changed=after != content, dry_run=dry_run)
    return 0


def _remove(session: Session, checked: Checked, wishes: list[Wanted], *, dry_run: bool) -> int:
    from ...source.yaml_edit import EditError
    from ...stages.assigning import same_lines, without_lines

    target = refuse_links(session.root, session.root / ASSIGNMENTS)
    content, data = _register(checked, target) if target.exists() else (b"", {"assignments": []})
    places: list[int] = []
    for wish in wishes:
        found = same_lines(data["assignments"], wish.stage, wish.scope)
        own = [place for place in found if data["assignments"][place]["agency"] == wish.agency]
        if not own:
            other = next((data["assignments"][place]["agency"] for place in found), None)
            nothing = N_('no line assigns "{name}" in the stage {stage}; nothing was changed')
            differs = N_('"{name}" is assigned to {other}, not to {agency}; nothing was changed')
            facts = {"name": _name(wish), "stage": wish.stage, "agency": wish.agency, "other": other}
            raise UsageFaultError(differs if other else nothing, **facts)
        places += own
    try:
        after = without_lines(content, data, set(places))
    except (EditError, KeyError) as error:
        raise UsageFaultError(N_("{path} cannot be changed safely; change it in the file"), path=ASSIGNMENTS) from error
    if not dry_run:
        change_files(session.root / "data", {target: after}, {})
    for wish in wishes:
        text = session.lang.translate(N_("{name}: no longer assigned to {agency}"))
        write(visible(text.format(name=_name(wish), agency=wish.agency)))
    _end(session, changed=True, dry_run=dry_run)
    return 0


def _register(checked: Checked, target: Path) -> tuple[bytes, Mapping[str, list[Mapping[str, object]]]]:
    """The register as it is. Raise `UsageFaultError` if it has errors, so that none is written over."""
    from ...checking.gathering.documents import of_kind

    document = next(iter(of_kind(checked.sound, "assignments")), None)
    if document is None or not isinstance(document.data, dict):
        text = N_("{path} has errors; `smartcity validate {path}` lists them")
        raise UsageFaultError(text, path=ASSIGNMENTS)
    return target.read_bytes(), cast("Mapping[str, list[Mapping[str, object]]]", document.data)  # as its schema says


def _fresh(session: Session) -> bytes:
    """The register before its first line, with the comment that leads editors to its schema."""
    from ...source.yaml_write import schema_beside

    program = (session.root / PROGRAM).read_bytes().decode(errors="replace")
    schema = schema_beside(program, PROGRAM, kind="assignments", other=ASSIGNMENTS)
    return f"# yaml-language-server: $schema={schema}\nassignments: []\n".encode()


def _name(wish: Wanted) -> str:
    return " ".join(wish.scope.values())


def _end(session: Session, *, changed: bool, dry_run: bool) -> None:
    if not changed:
        text = N_("It is assigned so already; nothing was changed.")
    elif dry_run:
        text = N_("Preview: nothing was written.")
    else:
        text = N_("Written to data/assignments.yaml.")
    write(session.lang.translate(text))
