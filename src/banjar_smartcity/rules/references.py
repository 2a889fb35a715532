"""References: every id that a record names must belong to an existing record."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from functools import cache
from typing import TYPE_CHECKING, Protocol

from ..diagnostics import At, Diagnostic, Kind, KnownNames, Phrase, Severity, closest
from ..i18n import N_
from ..model.contest import Contest
from ..model.contest_links import names_within, registers
from ..model.focus import is_bound, stage_instrument, stage_rules
from ..model.instrument import Instrument
from ..model.later import in_no_doubt, names_in, outlined
from ..model.links import Reference, references
from ..model.model import Model, Names
from ..model.outline import names_only
from ..model.program import Program
from .context import Context

if TYPE_CHECKING:
    from ..model.likely import RecordNames

UNKNOWN = Kind(
    id="reference-unknown",
    severity=Severity.ERROR,
    message=N_('unknown {what} "{name}"'),
    hint=N_("Correct the id, or add the record it names."),
    why=N_("A record that names something unknown cannot be counted where it belongs or traced to its source."),
    example="responsible: dkips        # seharusnya dkisp",
)
STAGE_UNLISTED = Kind(
    id="stage-unlisted",
    severity=Severity.ERROR,
    message=N_('the stage "{name}" is not listed in data/program.yaml'),
    hint=N_(
        "If it is a new stage, add it there first: copy the entry of the last stage (from line {line}), and change its "
        "id, name, year and dates."
    ),
    why=N_("Answers and surveys count in a stage of the programme. Without the stage nobody would see them."),
    example="# data/program.yaml menyebut 2026-tahap-1 saja\nstage: 2027-tahap-1",
)
KINDS = (UNKNOWN, STAGE_UNLISTED)

WHAT = {
    "agency": N_("agency"),
    "source": N_("source"),
    "mission": N_("mission"),
    "stage": N_("stage"),
    "office": N_("office"),
    "instrument": N_("instrument"),
    "instrument-record": N_("instrument"),
    "maturity-instrument": N_("maturity instrument"),
    "indicator": N_("indicator"),
    "variant": N_("variant"),
    "dimension": N_("dimension"),
    "dimension-record": N_("dimension"),
    "sub-dimension": N_("sub-dimension"),
    "working-group": N_("working group"),
    "item": N_("item"),
    "evidence": N_("evidence record"),
    "innovation": N_("innovation"),
    "ladder": N_("ladder of levels"),
    "aspect": N_("aspect"),
    "group": N_("group"),
    "conversion": N_("conversion table"),
    "category": N_("category"),
    "criterion": N_("criterion"),
    "judge": N_("judge"),
    "entry": N_("entry"),
}
MSGIDS = tuple(WHAT.values())


_MOST_SUGGESTIONS = 100
"""Suggestions are made for this many unknown names only, since the search is slow for thousands."""


class _Names(Protocol):
    @property
    def at(self) -> At: ...
    @property
    def id(self) -> str: ...


def check_references(context: Context) -> Iterator[Diagnostic]:
    """Each reference to an id that certainly does not exist."""
    model = context.model
    listed = _listed(model.names)
    found = _resolve(
        references(model, lambda outline: not names_only(outline, listed)),
        lambda: _used(model),
        model.names,
        lambda what: _entries(model, what),
        _called(model),
        _near(model),
    )
    yield from (_new_stage(model, fault) for fault in found)
    yield from _own_references(model)


def _differ_in_digits(one: str, other: str) -> bool:
    """Whether two ids have the same letters: then they are two stages, and neither is mistyped."""
    return re.sub("[0-9]+", "0", one) == re.sub("[0-9]+", "0", other)


def _called(model: Model) -> Callable[[str, str], str | None]:
    """What tells the record that a name probably stands for. What records are called is gathered when it is asked."""

    @cache
    def names() -> RecordNames:
        from ..model.likely import RecordNames

        return RecordNames(model)

    return lambda what, name: names().likely(what, name)


def _near(model: Model) -> Callable[[Reference], Collection[str] | None]:
    """The ids that a reference can mean, if its stage decides: the items of the instrument that this stage answers."""
    rules, program = stage_rules(model), model.program

    def near(reference: Reference) -> Collection[str] | None:
        bound = program is not None and reference.stage is not None and is_bound(program, reference.stage)
        return rules(reference.stage).items or None if bound and reference.stage is not None else None

    return near


def _new_stage(model: Model, fault: Diagnostic) -> Diagnostic:
    """The same fault; or that a stage is not listed yet, if no listed one is spelt almost like it."""
    facts, program = fault.facts, model.program
    if facts["what"] != Phrase(WHAT["stage"]) or program is None or not program.stages:
        return fault
    name, meant = str(facts["name"]), fault.suggestion
    if meant is not None and (meant == name or not _differ_in_digits(meant, name)):
        return fault
    return Diagnostic(STAGE_UNLISTED, fault.at, {"name": name, "line": program.stages[-1].at})


def _resolve(
    references: Iterator[Reference],
    used_names: Callable[[], Set[tuple[str, str]]],
    names: Mapping[str, Names],
    entries: Callable[[str], Iterator[tuple[str, At]]],
    called: Callable[[str, str], str | None] = lambda _what, _name: None,
    near: Callable[[Reference], Collection[str] | None] = lambda _reference: None,
) -> Iterator[Diagnostic]:
    unknown: dict[tuple[str, str], list[Reference]] = {}
    listed = _listed(names)
    for reference in references:
        known_ids = listed[reference.what]
        if known_ids is not None and reference.name not in known_ids:
            unknown.setdefault((reference.what, reference.name), []).append(reference)
    used = used_names() if unknown else frozenset[tuple[str, str]]()
    unused = {what: {name: at for name, at in entries(what) if (what, name) not in used} for what, _ in unknown}
    registers = {what: KnownNames(names[what].ids) for what in unused}
    for number, ((what, name), found) in enumerate(unknown.items()):
        known = registers[what] if number < _MOST_SUGGESTIONS else None
        candidates = unused[what] if known else {}
        mistyped = closest(name, candidates) if len(found) > 1 else None
        if mistyped is not None and not (what == "stage" and _differ_in_digits(mistyped, name)):
            # Several records use this name, and a register has a similar one that nobody uses: that one is mistyped.
            yield _unknown(Reference(what, name, candidates[mistyped]), name)
        else:
            meant = called(what, name) if known else None
            nearest = known.closest(name) if known and meant is None else meant
            for reference in found:
                fits = near(reference) if known else None
                yield _unknown(reference, nearest if fits is None else meant if meant in fits else closest(name, fits))


def _listed(names: Mapping[str, Names]) -> dict[str, frozenset[str] | None]:
    """The ids of each kind; None where any may be right."""
    return {what: register.ids if register.complete else None for what, register in names.items()}


def _used(model: Model) -> set[tuple[str, str]]:
    """Kind and id of everything that a record names."""
    used = {(reference.what, reference.name) for reference in references(model, in_no_doubt)}
    for records in (model.evidence, model.innovations, model.drafts):
        outlines = outlined(records)
        if outlines is not records:
            used.update(pair for outline in outlines.values() for pair in names_in(outline.references))
    return used


def _entries(model: Model, what: str) -> Iterator[tuple[str, At]]:
    """The ids of a register, and their places."""
    program = model.program
    registers: dict[str, Iterable[_Names]] = {
        "agency": model.agency_list,
        "source": model.source_list,
        "mission": program.missions if program else (),
        "stage": program.stages if program else (),
        "office": program.offices if program else (),
        "sub-dimension": (part for dimension in model.dimensions.values() for part in dimension.sub_dimensions),
        "item": (item for instrument in model.instruments.values() for item in instrument.items),
    }
    return ((entry.id, entry.at / "id") for entry in registers.get(what, ()))


def _unknown(reference: Reference, meant: str | None) -> Diagnostic:
    facts = {"what": Phrase(WHAT[reference.what]), "name": reference.name}
    return Diagnostic(UNKNOWN, reference.at, facts, None, meant)


def _own_references(model: Model) -> Iterator[Diagnostic]:
    """References within one record, and those between the programme and its instruments."""
    for contest in model.contests.values():
        yield from _within_contest(contest)
    if model.program:
        yield from _within_program(model, model.program)
    yield from _within_assignments(model)
    for instrument in model.all_instruments.values():
        yield from _within_instrument(instrument, model.names)
    for result in model.result_list:
        rules = model.instruments.get(result.instrument or "")
        if rules is None:
            continue
        variants, items = {v.id for v in rules.variants}, {i.id for i in rules.items}
        aspects = {aspect.id for aspect in rules.aspects}
        for row in result.rows:
            yield from _named_in("variant", row.variant, variants, row.at / "variant")
            for name in row.aspects:
                yield from _named_in("aspect", name, aspects, (row.at / "aspects").key(name))
            for name in row.ranks:
                yield from _named_in("aspect", name, aspects | {"final"}, (row.at / "ranks").key(name))
            strange = [item for item in row.items if item not in items]
            for number, item in enumerate(strange):
                meant = closest(item, items) if number < _MOST_SUGGESTIONS else None
                yield _unknown(Reference("item", item, (row.at / "items").key(item)), meant)
        for name in result.distribution.values if result.distribution else ():
            at = (result.at / "distribution" / "values").key(name)
            yield from _named_in("aspect", name, aspects | {"final"}, at)


def _within_program(model: Model, program: Program) -> Iterator[Diagnostic]:
    for entry in program.entries:
        if (answered := model.instruments.get(entry.instrument or "")) is not None:
            yield from _named_in("variant", entry.variant, {v.id for v in answered.variants}, entry.at / "variant")
    for target in program.targets:
        if (aimed := model.instruments.get(stage_instrument(program, target.stage) or "")) is not None:
            yield from _named_in("aspect", target.aspect, {a.id for a in aimed.aspects}, target.at / "aspect")


def _within_assignments(model: Model) -> Iterator[Diagnostic]:
    rules = stage_rules(model)
    for assignment in model.assignments:
        instrument = rules(assignment.stage).instrument
        if instrument is not None and not model.names["stage"].rules_out(assignment.stage):
            known = {aspect.id for aspect in instrument.aspects}
            yield from _named_in("aspect", assignment.aspect, known, assignment.at / "aspect")


def _within_contest(contest: Contest) -> Iterator[Diagnostic]:
    lists = registers(contest)
    known = {what: Names(frozenset(e.id for e in found or ()), found is not None) for what, found in lists.items()}

    def entries(what: str) -> Iterator[tuple[str, At]]:
        return ((entry.id, entry.at / "id") for entry in lists[what] or ())

    reported = set()
    named = [Reference(*one) for one in names_within(contest)]
    for fault in _resolve(iter(named), lambda: {(one.what, one.name) for one in named}, known, entries):
        # A judge has a mark for each entry and criterion; if he is not listed, that is one fault.
        if (name := (fault.facts["what"], fault.facts["name"])) not in reported:
            reported.add(name)
            yield fault


def _within_instrument(instrument: Instrument, names: Mapping[str, Names]) -> Iterator[Diagnostic]:
    aspects, ladders = {a.id for a in instrument.aspects}, {ladder.id for ladder in instrument.ladders}
    for variant in instrument.variants:
        for name in variant.weights:
            yield from _named_in("aspect", name, aspects, (variant.at / "weights").key(name))
    groups, tables = {g.id for g in instrument.groups}, {table.id for table in instrument.conversions}
    for aspect in instrument.aspects:
        yield from _named_in("group", aspect.within, groups, aspect.at / "within")
    for group in instrument.groups:
        yield from _named_in("group", group.within, groups | aspects, group.at / "within")
    for item in instrument.items:
        yield from _named_in("aspect", item.aspect, aspects, item.at / "aspect")
        yield from _named_in("ladder", item.ladder, ladders, item.at / "ladder")
        yield from _named_in("group", item.within, groups | {item.aspect}, item.at / "within")
        if item.external:
            yield from _named_in("conversion", item.external.conversion, tables, item.at / "external" / "conversion")
        if instrument.dimensions is not None and not names["dimension"].rules_out(item.dimension or ""):
            yield from _named_in("dimension", item.dimension, set(instrument.dimensions), item.at / "dimension")


def _named_in(what: str, name: str | None, known: Set[str], at: At) -> Iterator[Diagnostic]:
    """The fault of a name that is not among those of its record."""
    if name is not None and name not in known:
        yield _unknown(Reference(what, name, at), closest(name, known))
