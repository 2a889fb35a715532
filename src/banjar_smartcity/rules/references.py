"""References: every id that a record names belongs to a record that exists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

from ..diagnostics import At, Diagnostic, Kind, Phrase, Severity, closest
from ..i18n import N_
from ..model.contest import Contest
from ..model.contest_links import names_outside, names_within, registers
from ..model.instrument import Instrument
from ..model.model import Model, Names, stem
from ..model.parts import EvidenceUse, Sourced, Statement
from ..model.program import sourced_parts
from .context import Context

UNKNOWN = Kind(
    "reference-unknown",
    Severity.ERROR,
    N_('there is no {what} "{name}"'),
    N_("Correct the id, or add the record it names."),
    N_("A record that names something unknown cannot be counted where it belongs, nor traced to its source."),
    "responsible: dkips        # seharusnya dkisp",
)
KINDS = (UNKNOWN,)

_WHAT = {
    "agency": N_("agency"),
    "source": N_("source"),
    "mission": N_("mission"),
    "stage": N_("stage"),
    "office": N_("office"),
    "instrument": N_("instrument"),
    "instrument-record": N_("instrument"),
    "variant": N_("variant"),
    "dimension": N_("dimension"),
    "dimension-record": N_("dimension"),
    "sub-dimension": N_("sub-dimension"),
    "item": N_("item"),
    "evidence": N_("evidence record"),
    "innovation": N_("innovation"),
    "ladder": N_("ladder of levels"),
    "aspect": N_("aspect"),
    "category": N_("category"),
    "criterion": N_("criterion"),
    "judge": N_("judge"),
    "entry": N_("entry"),
}
MSGIDS = tuple(_WHAT.values())


_GUESSES = 100
"""Looking for what was meant takes long where thousands of names are unknown."""


class _Entry(Protocol):
    @property
    def at(self) -> At: ...
    @property
    def id(self) -> str: ...


class _Reference(NamedTuple):
    what: str
    name: str
    at: At


def check_references(context: Context) -> Iterator[Diagnostic]:
    """Each reference of a sound record to an id that certainly does not exist."""
    model = context.model
    yield from _resolve(lambda: _all(model), model.names, lambda what: _entries(model, what))
    yield from _own_references(model)


def _resolve(
    all_of: Callable[[], Iterator[_Reference]],
    names: Mapping[str, Names],
    entries: Callable[[str], Iterator[tuple[str, At]]],
) -> Iterator[Diagnostic]:
    unknown: dict[tuple[str, str], list[_Reference]] = {}
    for reference in all_of():
        if names[reference.what].rules_out(reference.name):
            unknown.setdefault((reference.what, reference.name), []).append(reference)
    used = {(reference.what, reference.name) for reference in all_of()} if unknown else set()
    unused = {what: {name: at for name, at in entries(what) if (what, name) not in used} for what, _ in unknown}
    for number, ((what, name), references) in enumerate(unknown.items()):
        known, spare = (names[what].ids, unused[what]) if number < _GUESSES else (frozenset[str](), {})
        slip = closest(name, spare) if len(references) > 1 else None
        if slip is not None:
            # Many agree on a name, and a register has one like it that nobody uses: the slip is there.
            yield _unknown(_Reference(what, name, spare[slip]), name)
        else:
            meant = closest(name, known)
            yield from (_unknown(reference, meant) for reference in references)


def _entries(model: Model, what: str) -> Iterator[tuple[str, At]]:
    """The ids of a register, and where they stand."""
    program = model.program
    registers: dict[str, Iterable[_Entry]] = {
        "agency": model.agency_list,
        "source": model.source_list,
        "mission": program.missions if program else (),
        "stage": program.stages if program else (),
        "office": program.offices if program else (),
        "sub-dimension": (part for dimension in model.dimensions.values() for part in dimension.sub_dimensions),
        "item": (item for instrument in model.instruments.values() for item in instrument.items),
    }
    return ((entry.id, entry.at / "id") for entry in registers.get(what, ()))


def _unknown(reference: _Reference, meant: str | None) -> Diagnostic:
    facts = {"what": Phrase(_WHAT[reference.what]), "name": reference.name}
    return Diagnostic(UNKNOWN, reference.at, facts, None, meant)


def _all(model: Model) -> Iterator[_Reference]:
    yield from _program(model)
    for agency in model.agencies.values():
        yield from _sources(agency.at, agency.sources)
    for instrument in model.instruments.values():
        yield from _instrument(instrument)
    for dimension in model.dimensions.values():
        group = dimension.working_group
        yield from _optional("agency", group.lead, group.at / "lead")
        yield from _many("agency", group.members or (), group.at / "members")
        yield from _sources(dimension.at, dimension.sources)
    yield from _answers(model)
    for evidence in model.evidence.values():
        yield from _optional("agency", evidence.agency, evidence.at / "agency")
    yield from _innovations(model)
    yield from _surveys(model)
    for result in model.results.values():
        yield from _optional("instrument", result.instrument, result.at / "instrument")
        yield from _sources(result.at, result.sources)
        for row in result.rows:
            yield from _sources(row.at, row.sources)
    for contest in model.contests.values():
        yield from (_Reference(*named) for named in names_outside(contest))


def _optional(what: str, name: str | None, at: At) -> Iterator[_Reference]:
    if name is not None:
        yield _Reference(what, name, at)


def _many(what: str, names: Iterable[str], at: At) -> Iterator[_Reference]:
    return (_Reference(what, name, at / i) for i, name in enumerate(names))


def _sources(record: At, sources: Iterable[str]) -> Iterator[_Reference]:
    return _many("source", sources, record / "sources")


def _uses(uses: Iterable[EvidenceUse]) -> Iterator[_Reference]:
    return (_Reference("evidence", use.evidence, use.at / "evidence") for use in uses)


def _statements(statements: Iterable[Statement]) -> Iterator[_Reference]:
    for statement in statements:
        yield from _sources(statement.at, statement.sources)


def _program(model: Model) -> Iterator[_Reference]:
    program = model.program
    if program is None:
        return
    yield from _sources(program.at / "region", program.region_sources)
    yield from _optional("instrument-record", program.instrument, program.at / "instrument")
    yield _Reference("stage", program.stage, program.at / "stage")
    yield from _many("dimension-record", program.dimensions, program.at / "dimensions")
    if program.vision:
        yield from _sources(program.vision.at, program.vision.sources)
    for record in sourced_parts(program):
        yield from _sources(record.at, record.sources)
    for meeting in program.meetings:
        yield from _optional("office", meeting.chair, meeting.at / "chair")
        yield from _optional("agency", meeting.host, meeting.at / "host")
    for office in program.offices:
        yield from _optional("agency", office.agency, office.at / "agency")
        if office.holder:
            yield from _sources(office.at / "holder", office.holder.sources)


def _instrument(instrument: Instrument) -> Iterator[_Reference]:
    yield from _sources(instrument.at, instrument.sources)
    for variant in instrument.variants:
        yield from _sources(variant.at, variant.sources)
    for item in instrument.items:
        yield from _optional("dimension", item.dimension, item.at / "dimension")
        yield from _optional("sub-dimension", item.sub_dimension, item.at / "sub_dimension")


def _answers(model: Model) -> Iterator[_Reference]:
    for sheet in model.sheets:
        # Where a sheet disagrees with its own place, that is the fault.
        if sheet.stage == stem(sheet.at.path):
            yield _Reference("stage", sheet.stage, sheet.at / "stage")
        if sheet.dimension == sheet.folder:
            yield from _optional("dimension", sheet.dimension, sheet.at / "dimension")
        for answer in sheet.answers:
            yield _Reference("item", answer.item, answer.at / "item")
            yield from _sources(answer.at, answer.sources)
            yield from _uses(answer.evidence)
            yield from _optional("agency", answer.responsible, answer.at / "responsible")


def _innovations(model: Model) -> Iterator[_Reference]:
    for record in model.innovations.values():
        yield _Reference("dimension", record.dimension, record.at / "dimension")
        yield from _optional("sub-dimension", record.sub_dimension, record.at / "sub_dimension")
        yield from _optional("innovation", record.possible_duplicate_of, record.at / "possible_duplicate_of")
        for owner in record.owners:
            yield from _optional("agency", owner.agency, owner.at / "agency")
            yield from _sources(owner.at, owner.sources)
        yield from _statements((*record.expansions, *record.conflicts))
        yield from _statements(s for s in (record.description, record.programme, record.activity) if s)
        parts: list[Sourced] = [*record.facts, *record.budget, *record.participants]
        for part in parts:
            yield from _sources(part.at, part.sources)
        yield from _many("mission", record.missions, record.at / "missions")
        yield from _uses(record.evidence)
        yield from _sources(record.at, record.sources)


def _surveys(model: Model) -> Iterator[_Reference]:
    for survey in model.surveys.values():
        yield _Reference("stage", survey.stage, survey.at / "stage")
        yield _Reference("dimension", survey.dimension, survey.at / "dimension")
        for programme in survey.programmes:
            yield _Reference("sub-dimension", programme.sub_dimension, programme.at / "sub_dimension")
            yield from _optional("agency", programme.agency, programme.at / "agency")
        for statement in survey.statements:
            yield _Reference("item", statement.item, statement.at / "item")


def _own_references(model: Model) -> Iterator[Diagnostic]:
    """References within one record, and those that hang together."""
    for contest in model.contests.values():
        yield from _within_contest(contest)
    program = model.program
    if program and model.instrument and program.variant is not None:
        names = Names(frozenset(v.id for v in model.instrument.variants), complete=True)
        if names.rules_out(program.variant):
            yield _unknown(
                _Reference("variant", program.variant, program.at / "variant"), closest(program.variant, names.ids)
            )
    for instrument in model.instruments.values():
        yield from _within_instrument(instrument)
    for result in model.results.values():
        rules = model.instruments.get(result.instrument or "")
        if rules is None:
            continue
        variants, items = {v.id for v in rules.variants}, {i.id for i in rules.items}
        for row in result.rows:
            if row.variant is not None and row.variant not in variants:
                yield _unknown(_Reference("variant", row.variant, row.at / "variant"), closest(row.variant, variants))
            strange = [item for item in row.items if item not in items]
            for number, item in enumerate(strange):
                meant = closest(item, items) if number < _GUESSES else None
                yield _unknown(_Reference("item", item, (row.at / "items").key(item)), meant)


def _within_contest(contest: Contest) -> Iterator[Diagnostic]:
    lists = registers(contest)
    known = {what: Names(frozenset(e.id for e in found or ()), found is not None) for what, found in lists.items()}

    def entries(what: str) -> Iterator[tuple[str, At]]:
        return ((entry.id, entry.at / "id") for entry in lists[what] or ())

    told = set()
    for fault in _resolve(lambda: (_Reference(*named) for named in names_within(contest)), known, entries):
        # A judge has as many marks as there are entries and criteria; that he is not listed is one fault.
        if (name := (fault.facts["what"], fault.facts["name"])) not in told:
            told.add(name)
            yield fault


def _within_instrument(instrument: Instrument) -> Iterator[Diagnostic]:
    aspects, ladders = {a.id for a in instrument.aspects}, {ladder.id for ladder in instrument.ladders}
    for variant in instrument.variants:
        for aspect in variant.weights:
            if aspect not in aspects:
                yield _unknown(
                    _Reference("aspect", aspect, (variant.at / "weights").key(aspect)), closest(aspect, aspects)
                )
    for item in instrument.items:
        if item.aspect not in aspects:
            yield _unknown(_Reference("aspect", item.aspect, item.at / "aspect"), closest(item.aspect, aspects))
        if item.ladder not in ladders:
            yield _unknown(_Reference("ladder", item.ladder, item.at / "ladder"), closest(item.ladder, ladders))
