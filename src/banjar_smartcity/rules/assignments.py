"""Assignments: each covers items that exist, once, and is due before its stage ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ..diagnostics import At, Diagnostic, Kind, Severity, closest
from ..i18n import N_
from ..model.assignment import Assignment, assigned, covered, headings
from ..model.focus import stage_rules
from ..model.instrument import Instrument
from ..model.model import Model
from ..model.register import successor
from .context import Context

EMPTY = Kind(
    id="assignment-empty",
    severity=Severity.ERROR,
    message=N_("no item of {stage} has everything that is named here"),
    hint=N_("Name fewer things, or correct one of them; `smartcity todo` shows the items."),
    why=N_("The agency would not know of it, and nobody would see that the items are still without one."),
    example="- stage: 2026-tahap-1\n  dimension: living\n  sub_dimension: income   # Economy\n  agency: dinkes",
)
GROUP_UNKNOWN = Kind(
    id="assignment-group-unknown",
    severity=Severity.ERROR,
    message=N_('no item of {stage} is in a group "{group}"'),
    hint=N_("Write the heading as it is in the form, in Indonesian, or the id of the group."),
    why=N_("The agency would not know of it, and nobody would see that the items are still without one."),
    example="- stage: 2026-tahap-1\n  group: Perencanan        # seharusnya Perencanaan\n  agency: bappeda",
)
TWICE = Kind(
    id="assignment-twice",
    severity=Severity.ERROR,
    message=N_("the same items are already assigned, to {agency}; see line {first}"),
    hint=N_("Keep the assignment that was decided, and remove the other one."),
    why=N_("With two assignments of the same items, nobody could say which agency answers."),
    example="- {stage: 2026-tahap-1, aspect: output, agency: a}\n- {stage: 2026-tahap-1, aspect: output, agency: b}",
)
LATE = Kind(
    id="assignment-late",
    severity=Severity.WARNING,
    message=N_("the due date {due} comes after the last day of {stage}, {last}"),
    hint=N_("Correct the date, or that of the stage in data/program.yaml."),
    why=N_("What comes after the stage has ended does not count any more."),
    example="# tahap berakhir 2026-06-10\ndue: 2026-07-10",
)
ELSEWHERE = Kind(
    id="assignment-elsewhere",
    severity=Severity.WARNING,
    message=N_("the answer names {own}, but the item is assigned to {agency}"),
    hint=N_("Correct `responsible`, or assign the item to {own} in data/assignments.yaml; until then {own} counts."),
    why=N_("Two agencies would each believe that the other one answers."),
    example="responsible: pupr          # ditugaskan kepada dinkes",
)
OVERLAP = Kind(
    id="assignment-overlap",
    severity=Severity.WARNING,
    message=N_("{n} of these items are also assigned to {agency}, by as wide a line; see line {first}, which counts"),
    hint=N_("Assign these items on a line of their own, for example {item}, or narrow one of the two lines."),
    why=N_("Two agencies would each believe that they answer, or that the other one does."),
    example="- {stage: 2026-tahap-1, aspect: output, agency: a}\n- {stage: 2026-tahap-1, dimension: living, agency: b}",
)
ENDED = Kind(
    id="assignment-agency-ended",
    severity=Severity.WARNING,
    message=N_("{agency} existed until {end}, before {stage}"),
    hint=N_("Name the agency that took over its tasks."),
    why=N_("An agency that no longer exists answers nothing, and nobody would be reminded."),
    example="# disbun berlaku sampai 2024\n- {stage: 2026-tahap-1, dimension: economy, agency: disbun}",
)
KINDS = (EMPTY, GROUP_UNKNOWN, TWICE, LATE, ELSEWHERE, OVERLAP, ENDED)


def check_assignments(context: Context) -> Iterator[Diagnostic]:
    """Assignments that cover nothing, the same as another one, or too late; answers that name another agency."""
    model = context.model
    rules = stage_rules(model)
    first: dict[tuple[str, str | None, frozenset[str]], Assignment] = {}
    for assignment in model.assignments:
        yield from _late(model, assignment)
        yield from _ended(model, assignment)
        instrument = rules(assignment.stage).instrument if _is_known(model, assignment) else None
        if instrument is None:
            continue
        items = covered(assignment, instrument)
        if not items:
            yield from _nothing(assignment, instrument)
            continue
        known = first.setdefault((assignment.stage, assignment.item, items), assignment)
        if known is not assignment:
            yield Diagnostic(TWICE, assignment.at, {"agency": known.agency, "first": known.at})
    if model.assignments:
        yield from _overlaps(model)
        yield from _elsewhere(model)


def _is_known(model: Model, assignment: Assignment) -> bool:
    """Whether the names that it uses exist, so that an unknown one is the only fault."""
    names = (
        ("stage", assignment.stage),
        ("item", assignment.item),
        ("dimension", assignment.dimension),
        ("sub-dimension", assignment.sub_dimension),
    )
    return not any(name is not None and model.names[what].rules_out(name) for what, name in names)


def _nothing(assignment: Assignment, instrument: Instrument) -> Iterator[Diagnostic]:
    """Why an assignment covers no item; an unknown aspect is a fault of its own."""
    if assignment.aspect is not None and instrument.aspect(assignment.aspect) is None:
        return
    known = headings(instrument)
    if assignment.group is not None and assignment.group not in known:
        facts = {"stage": assignment.stage, "group": assignment.group}
        yield Diagnostic(GROUP_UNKNOWN, assignment.at / "group", facts, None, closest(assignment.group, known))
    else:
        yield Diagnostic(EMPTY, assignment.at, {"stage": assignment.stage})


def _late(model: Model, assignment: Assignment) -> Iterator[Diagnostic]:
    stage = model.program.find_stage(assignment.stage) if model.program else None
    if stage and stage.ends_on and assignment.due and assignment.due > stage.ends_on:
        facts = {"due": assignment.due, "stage": stage.id, "last": stage.ends_on}
        yield Diagnostic(LATE, assignment.at / "due", facts)


def _ended(model: Model, assignment: Assignment) -> Iterator[Diagnostic]:
    """An agency that was gone before the stage began, with the one that took over."""
    stage = model.program.find_stage(assignment.stage) if model.program else None
    agency = model.agencies.get(assignment.agency)
    if stage is None or agency is None or agency.ends is None:
        return
    day = stage.starts_on or stage.ends_on or date(stage.year, 1, 1)
    if agency.ends.last < day:
        facts = {"agency": agency.id, "end": agency.ends.last, "stage": stage.id}
        yield Diagnostic(ENDED, assignment.at / "agency", facts, None, successor(agency, model.agencies, day))


def _overlaps(model: Model) -> Iterator[Diagnostic]:
    """Lines as wide as the one that counts that give some of its items, and other items, to another agency."""
    rules = stage_rules(model)
    for stage in dict.fromkeys(assignment.stage for assignment in model.assignments):
        instrument = rules(stage).instrument
        if instrument is None:
            continue
        counts = assigned(model.assignments, stage, instrument)
        for other in model.assignments:
            if other.stage != stage:
                continue
            items = covered(other, instrument)
            shared: dict[At, list[str]] = {}
            for item in (item.id for item in instrument.items if item.id in items):
                first = counts[item]
                if first.at == other.at or first.agency == other.agency or (first.item, other.item) != (None, None):
                    continue
                rival = covered(first, instrument)
                if len(rival) == len(items) and rival != items:
                    shared.setdefault(first.at, []).append(item)
            for at, found in shared.items():
                agency = counts[found[0]].agency
                facts = {"n": len(found), "agency": agency, "first": at, "item": found[0]}
                yield Diagnostic(OVERLAP, other.at, facts)


def _elsewhere(model: Model) -> Iterator[Diagnostic]:
    rules = stage_rules(model)
    known: dict[str, Mapping[str, Assignment]] = {}
    for sheet in model.sheets:
        instrument = rules(sheet.stage).instrument
        if sheet.stage not in known:
            known[sheet.stage] = assigned(model.assignments, sheet.stage, instrument) if instrument else {}
        for answer in sheet.answers:
            found = known[sheet.stage].get(answer.item)
            if found and answer.responsible and found.agency != answer.responsible:
                facts = {"own": answer.responsible, "agency": found.agency}
                yield Diagnostic(ELSEWHERE, answer.at / "responsible", facts)
