"""Links: the references from records to other records."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from ..diagnostics import At, Pointer
from ..named import NamedTuple
from .contest_links import names_outside
from .dimension import CROSSCUTTING
from .evidence import Evidence
from .innovation import Innovation
from .instrument import Instrument
from .later import suspects
from .model import Model, stem
from .outline import Outline
from .parts import EvidenceUse, Sourced, Statement
from .program import sourced_parts


class Reference(NamedTuple):
    """A reference at a place of a record: the kind (`what`) and id (`name`) of another record."""

    what: str
    name: str
    within: At
    """A place that it is at or below: places are made for the few references that are wrong, since all take long."""
    steps: Pointer = ()
    """The way from there to its own place."""
    stage: str | None = None
    """The stage of an answer or survey that names an item, which decides what items there are."""

    @property
    def at(self) -> At:
        """Its place."""
        return self.within._replace(pointer=(*self.within.pointer, *self.steps))


def _any(_outline: Outline) -> bool:
    return True


def references(model: Model, doubt: Callable[[Outline], bool] = _any) -> Iterator[Reference]:
    """Every reference from one record to another, in the order of the files.

    Of innovations and evidence that are built later, only those whose outline is in `doubt`.
    """
    yield from _program(model)
    for agency in model.agencies.values():
        yield from _sources(agency.at, agency.sources)
        yield from _optional("agency", agency.replaced_by, agency.at, "replaced_by")
    for instrument in model.all_instruments.values():
        yield from _instrument(instrument)
    for crosswalk in model.crosswalks.values():
        yield Reference("instrument-record", crosswalk.first, crosswalk.at, ("from",))
        yield Reference("instrument-record", crosswalk.second, crosswalk.at, ("to",))
        yield from _sources(crosswalk.at, crosswalk.sources)
    for migration in model.migrations.values():
        yield from _optional("instrument-record", migration.old, migration.at, "from")
        yield from _optional("instrument-record", migration.new, migration.at, "to")
        yield from _sources(migration.at, migration.sources)
    for assignment in model.assignments:
        yield Reference("stage", assignment.stage, assignment.at, ("stage",))
        yield Reference("agency", assignment.agency, assignment.at, ("agency",))
        yield from _optional("item", assignment.item, assignment.at, "item", assignment.stage)
        if assignment.dimension != CROSSCUTTING:
            yield from _optional("dimension", assignment.dimension, assignment.at, "dimension")
        yield from _optional("sub-dimension", assignment.sub_dimension, assignment.at, "sub_dimension")
        yield from _sources(assignment.at, assignment.sources)
    for dimension in model.dimensions.values():
        group = dimension.working_group
        yield from _optional("agency", group.lead, group.at, "lead")
        yield from _many("agency", group.members or (), group.at, "members")
        yield from _sources(dimension.at, dimension.sources)
    yield from _answers(model)
    yield from _assessments(model)
    for _, evidence in suspects(model.evidence, doubt):
        yield from of_evidence(evidence)
    for _, innovation in chain(suspects(model.innovations, doubt), suspects(model.drafts, doubt)):
        yield from of_innovation(innovation)
    yield from _surveys(model)
    for result in model.result_list:
        yield from _optional("instrument", result.instrument, result.at, "instrument")
        yield from _sources(result.at, result.sources)
        for row in result.rows:
            yield from _sources(row.at, row.sources)
    for contest in model.contests.values():
        yield from (Reference(*named) for named in names_outside(contest))


def _optional(what: str, name: str | None, record: At, key: str, stage: str | None = None) -> Iterator[Reference]:
    if name is not None:
        yield Reference(what, name, record, (key,), stage)


def _many(what: str, names: Iterable[str], record: At, *steps: str) -> Iterator[Reference]:
    return (Reference(what, name, record, (*steps, i)) for i, name in enumerate(names))


def _sources(record: At, sources: Iterable[str]) -> Iterator[Reference]:
    return (Reference("source", name, record, ("sources", i)) for i, name in enumerate(sources))


def _uses(uses: Iterable[EvidenceUse]) -> Iterator[Reference]:
    return (Reference("evidence", use.evidence, use.at, ("evidence",)) for use in uses)


def _statements(statements: Iterable[Statement]) -> Iterator[Reference]:
    for statement in statements:
        yield from _sources(statement.at, statement.sources)


def _program(model: Model) -> Iterator[Reference]:
    program = model.program
    if program is None:
        return
    yield from _many("source", program.region_sources, program.at, "region", "sources")
    for entry in program.entries:
        yield from _optional("instrument-record", entry.instrument, entry.at, "instrument")
        yield Reference("stage", entry.stage, entry.at, ("stage",))
    yield from _optional("maturity-instrument", program.maturity_instrument, program.at, "maturity_instrument")
    yield from _many("dimension-record", program.shared_dimensions, program.at, "dimensions")
    for record in sourced_parts(program):
        yield from _sources(record.at, record.sources)
    for stage in program.stages:
        yield from _optional("instrument-record", stage.instrument, stage.at, "instrument")
    for reviewers in program.reviewers:
        yield from _optional("working-group", reviewers.working_group, reviewers.at, "working_group")
    yield from (Reference("stage", target.stage, target.at, ("stage",)) for target in program.targets)
    if program.letter:
        yield from _optional("office", program.letter.signed_by, program.letter.at, "signed_by")
    for meeting in program.meetings:
        yield from _optional("office", meeting.chair, meeting.at, "chair")
        yield from _optional("agency", meeting.host, meeting.at, "host")
        yield from _optional("evidence", meeting.minutes, meeting.at, "minutes")
        yield from _many("office", meeting.attended or (), meeting.at, "attended")
        for decision in meeting.decisions:
            yield from _optional("agency", decision.agency, decision.at, "agency")
            yield from _optional("office", decision.office, decision.at, "office")
    for office in program.offices:
        yield from _optional("agency", office.agency, office.at, "agency")
        for holder in office.holders:
            yield from _sources(holder.at, holder.sources)


def _instrument(instrument: Instrument) -> Iterator[Reference]:
    yield from _sources(instrument.at, instrument.sources)
    yield from _many("dimension", instrument.dimensions or (), instrument.at, "dimensions")
    for ladder in instrument.ladders:
        yield from _sources(ladder.at, ladder.sources)
    for conversion in instrument.conversions:
        yield from _sources(conversion.at, conversion.sources)
    for variant in instrument.variants:
        yield from _sources(variant.at, variant.sources)
    for item in instrument.items:
        yield from _optional("dimension", item.dimension, item.at, "dimension")
        yield from _optional("sub-dimension", item.sub_dimension, item.at, "sub_dimension")


def _answers(model: Model) -> Iterator[Reference]:
    for sheet in model.sheets:
        # If a sheet does not belong in its file, that is the fault, and its references are not reported too.
        if sheet.stage == stem(sheet.at.path):
            yield Reference("stage", sheet.stage, sheet.at, ("stage",))
        if sheet.dimension == sheet.folder:
            yield from _optional("dimension", sheet.dimension, sheet.at, "dimension")
        for answer in sheet.answers:
            yield Reference("item", answer.item, answer.at, ("item",), sheet.stage)
            yield from _sources(answer.at, answer.sources)
            yield from _uses(answer.evidence)
            yield from _optional("agency", answer.responsible, answer.at, "responsible")
            yield from _optional("stage", answer.carried, answer.at, "carried")
            yield from _optional("stage", answer.confirmed_from, answer.at, "confirmed_from")


def _assessments(model: Model) -> Iterator[Reference]:
    for sheet in model.assessments:
        if sheet.stage == stem(sheet.at.path):
            yield Reference("stage", sheet.stage, sheet.at, ("stage",))
        yield from (Reference("item", entry.item, entry.at, ("item",), sheet.stage) for entry in sheet.items)


def of_evidence(record: Evidence) -> Iterator[Reference]:
    """The references of a record of evidence."""
    return _optional("agency", record.agency, record.at, "agency")


def of_innovation(record: Innovation) -> Iterator[Reference]:
    """The references of an innovation."""
    yield from _optional("dimension", record.dimension or None, record.at, "dimension")
    yield from _optional("sub-dimension", record.sub_dimension, record.at, "sub_dimension")
    yield from _optional("innovation", record.possible_duplicate_of, record.at, "possible_duplicate_of")
    for owner in record.owners:
        yield from _optional("agency", owner.agency, owner.at, "agency")
        yield from _sources(owner.at, owner.sources)
    yield from _statements((*record.expansions, *record.conflicts))
    yield from _statements(s for s in (record.description, record.programme, record.activity) if s)
    parts: list[Sourced] = [*record.facts, *record.budget, *record.participants, *record.profile.parts]
    for part in parts:
        yield from _sources(part.at, part.sources)
    yield from _many("mission", record.missions, record.at, "missions")
    yield from _uses(record.evidence)
    for answer in record.maturity:
        yield Reference("indicator", answer.indicator, answer.at, ("indicator",))
        yield from _uses(answer.evidence)
    yield from _sources(record.at, record.sources)
    for key, names in record.sources_of._asdict().items():
        yield from _many("source", names, record.at, "sources_of", key)


def _surveys(model: Model) -> Iterator[Reference]:
    for survey in model.surveys.values():
        yield Reference("stage", survey.stage, survey.at, ("stage",))
        yield Reference("dimension", survey.dimension, survey.at, ("dimension",))
        for programme in survey.programmes:
            yield Reference("sub-dimension", programme.sub_dimension, programme.at, ("sub_dimension",))
            yield from _optional("agency", programme.agency, programme.at, "agency")
            yield from _uses(programme.evidence)
        for statement in survey.statements:
            yield Reference("item", statement.item, statement.at, ("item",), survey.stage)
