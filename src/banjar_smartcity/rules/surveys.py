"""Surveys: aggregates must belong to the survey's dimension and come from enough users of a programme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ..diagnostics import Diagnostic, Kind, Phrase, Severity
from ..evidence.proof import Proof, prove
from ..i18n import N_
from ..model.focus import StageRules, is_bound, stage_rules
from ..model.instrument import SURVEY, Instrument
from ..model.model import Model
from ..model.survey import PartResult, Programme, StatementResult, Survey
from ..model.survey_faults import NO_AGENCY, NOT_THERE, STAND_IN, TOO_MANY, UNNAMED, ProgrammeFault, programme_faults
from ..privacy.groups import FEWEST
from ..schema.scale import off_cells
from ..scoring.support import BY_HAND, RESEALED, TYPED, counted, survey_support
from .context import Context

TOO_FEW = Kind(
    id="survey-too-few",
    severity=Severity.WARNING,
    message=N_("{count} respondents; at least {enough} users of the programme are needed"),
    hint=N_("Ask more users, or say in the note why that is not possible."),
    why=N_(
        "Assessors doubt surveys with fewer respondents per dimension than the instrument requires, and "
        "their means do not count as supported."
    ),
    example="respondents: 34",
)
NOT_A_STATEMENT = Kind(
    id="survey-item",
    severity=Severity.ERROR,
    message=N_('the item "{item}" is not a statement of this dimension in the citizen survey'),
    hint=N_("Name a statement of the survey's dimension."),
    why=N_("A survey answers only the statements of its own dimension."),
    example="statements:\n  - item: outcome-living-roads",
)
TWICE = Kind(
    id="survey-duplicate",
    severity=Severity.ERROR,
    message=N_('the survey "{other}" of the same stage already gives a result for "{item}"'),
    hint=N_("Keep one result for each statement of a stage."),
    why=N_("Two results for one statement: nobody could say which one counts."),
    example="# dua survei dimensi yang sama pada satu tahap",
)
COUNT = Kind(
    id="survey-count",
    severity=Severity.ERROR,
    message=N_("according to the record, {part} people answered this, but the survey has {whole} respondents"),
    hint=N_("Compare both numbers with the survey's table and correct the wrong one."),
    why=N_("Only respondents answer statements: one of the two numbers is wrong."),
    example="respondents: 50\nstatements:\n  - respondents: 68",
)
MEAN = Kind(
    id="survey-mean",
    severity=Severity.ERROR,
    message=N_("the mean {mean} is outside the scale of this statement, which goes from {lowest} to {highest}"),
    hint=N_("Compare it with the survey's table and correct it."),
    why=N_("A mean of marks is between the lowest and the highest mark."),
    example="mean: 4.2        # paling tinggi 4",
)
PROGRAMME_UNNAMED = Kind(
    id="survey-programme-unnamed",
    severity=Severity.WARNING,
    message=N_('the programme whose users were asked about "{sub_dimension}" is not named'),
    hint=N_("Name the programme that was chosen for this sub-dimension."),
    why=N_(
        "Assessors saw forms without the name of the programme: nobody can know whose users answered. "
        "When a survey is imported, this is an error; in a record, its means do not count as supported."
    ),
    example="programmes:\n  - sub_dimension: health\n    name: null",
)
AGENCY_ABSENT = Kind(
    id="survey-agency-absent",
    severity=Severity.WARNING,
    message=N_('the agency that owns the programme of "{sub_dimension}" is missing: {how}'),
    hint=N_("Name the agency of data/agencies.yaml that owns the programme, and run the survey together with it."),
    why=N_(
        "The agency that owns the programme must take part in its survey. When a survey is imported, "
        "this is an error; in a record, its means do not count as supported."
    ),
    example="programmes:\n  - sub_dimension: health\n    agency: null",
)
NOT_NAMED = Phrase(N_("it is not named"))
AWAY = Phrase(N_("it did not take part"))
MORE_THAN_USERS = Kind(
    id="survey-more-than-users",
    severity=Severity.WARNING,
    message=N_('{count} people answered about the programme of "{sub_dimension}", which has only {users} users'),
    hint=N_("Ask real users only. If the number of users is out of date, correct it."),
    why=N_(
        "Assessors found 50 respondents for a programme of about 30 users: some of them never used it. "
        "When a survey is imported, this is an error; in a record, its means do not count as supported."
    ),
    example="programmes:\n  - sub_dimension: health\n    users: 30        # 50 responden",
)
ONE_PROGRAMME = Kind(
    id="survey-one-programme",
    severity=Severity.WARNING,
    message=N_("one programme is used for {count} sub-dimensions: {parts}"),
    hint=N_("Choose a separate programme for each sub-dimension, and ask its users."),
    why=N_(
        "One programme is chosen for each sub-dimension. Assessors found one that was used for three. "
        "When a survey is imported, this is an error; in a record, its means do not count as supported."
    ),
    example="programmes:\n  - {sub_dimension: health, name: MPP}\n  - {sub_dimension: harmony, name: MPP}",
)
SEAL = Kind(
    id="survey-seal",
    severity=Severity.ERROR,
    message=N_("the figures of this survey are not the ones that the import wrote: they do not match its seal"),
    hint=N_("Import the tables again with smartcity survey import --replace. What was filled in is kept."),
    why=N_(
        "Figures of a survey come from its tables. Until they are imported again, its means count as claimed only. "
        "The seal protects against mistakes; it is not a signature."
    ),
    example="imported:\n  seal: 3f1c…        # nilai hash angka sebelum diubah",
)
UNSEALED = Kind(
    id="survey-unsealed",
    severity=Severity.WARNING,
    message=N_("this survey has no seal of an import: its figures count as typed by hand"),
    hint=N_("Import the table of answers with smartcity survey import."),
    why=N_("Nothing shows that typed figures come from answers of citizens. Their means count as claimed only."),
    example="imported: null",
)
TOOK_PART = Kind(
    id="survey-took-part",
    severity=Severity.WARNING,
    message=N_(
        'neither the tables nor a valid document shows that the agency that owns the programme of "{sub_dimension}" '
        "took part"
    ),
    hint=N_(
        "Name a document that shows it, such as minutes or a letter, in `evidence` of the programme, or write "
        "what the tables say."
    ),
    why=N_(
        "What a person writes about the agency after the import needs a document. Without one, the means of the "
        "sub-dimension do not count as supported."
    ),
    example="programmes:\n  - sub_dimension: health\n    agency_took_part: true        # kata tabel: false",
)
KINDS = (
    TOO_FEW,
    NOT_A_STATEMENT,
    TWICE,
    COUNT,
    MEAN,
    PROGRAMME_UNNAMED,
    AGENCY_ABSENT,
    MORE_THAN_USERS,
    ONE_PROGRAMME,
    SEAL,
    UNSEALED,
    TOOK_PART,
)
CLAIMED_ONLY = frozenset((SEAL.id,))
"""Errors that do not exclude a survey from the figures: its means are shown, and are not supported."""
_OF_RECORD = {RESEALED: SEAL, TYPED: UNSEALED, BY_HAND: TOOK_PART}
_OF_FAULT: Mapping[str, Kind] = {
    UNNAMED: PROGRAMME_UNNAMED,
    NO_AGENCY: AGENCY_ABSENT,
    NOT_THERE: AGENCY_ABSENT,
    TOO_MANY: MORE_THAN_USERS,
    STAND_IN: ONE_PROGRAMME,
}


def check_programmes(
    survey: Survey, sub_dimension_of: Callable[[str], str | None], others: Iterable[Programme] = ()
) -> Iterator[Diagnostic]:
    """The faults of a survey's programmes. They are warnings: the figures are shown, but do not count as supported."""
    yield from map(_of_programme, programme_faults(survey, sub_dimension_of, others))


def _of_programme(fault: ProgrammeFault) -> Diagnostic:
    how = {"how": AWAY if fault.what == NOT_THERE else NOT_NAMED}
    return Diagnostic(_OF_FAULT[fault.what], fault.at, {**fault.facts, **how})


def _unsupported(survey: Survey, instrument: Instrument | None, proof: Proof) -> Iterator[Diagnostic]:
    """The objections to a survey that its record shows; errors in its rows were reported by the import."""
    for objection in survey_support(survey, instrument, proof).objections:
        if objection.fault:
            yield _of_programme(objection.fault)
        elif objection.needed is not None:
            yield Diagnostic(TOO_FEW, objection.at, {"count": counted(survey), "enough": objection.needed})
        elif kind := _OF_RECORD.get(objection.reason):
            yield Diagnostic(kind, objection.at, {"sub_dimension": objection.thing} if objection.thing else {})


def check_surveys(context: Context) -> Iterator[Diagnostic]:
    """The faults of every survey."""
    rules = stage_rules(context.model)
    if not context.model.surveys:
        return
    proof = prove(context.model, context.holdings, context.today)
    given: dict[tuple[str, str], str] = {}
    for survey in context.model.surveys.values():
        judged_by = rules(survey.stage)
        errors = tuple(_errors(survey, context.model, judged_by, given))
        misnamed = bool(errors) or _is_misnamed(survey, context.model)
        # A wrong name breaks the seal too, and is one fault.
        yield from (d for d in _unsupported(survey, judged_by.instrument, proof) if not (d.kind is SEAL and misnamed))
        yield from errors


def _errors(survey: Survey, model: Model, rules: StageRules, given: dict[tuple[str, str], str]) -> Iterator[Diagnostic]:
    """Results that cannot be right. `given` has the survey of each result so far, by stage and item."""
    instrument, items = rules.instrument, rules.items
    known = not model.names["dimension"].rules_out(survey.dimension)
    bound = instrument is not None and model.program is not None and is_bound(model.program, survey.stage)
    if known and rules.is_elsewhere(survey):
        yield Diagnostic(NOT_A_STATEMENT, survey.at / "dimension", {"item": survey.statements[0].item})
        return
    if instrument:
        told: tuple[StatementResult | PartResult | Programme, ...]
        told = (*survey.statements, *survey.sub_dimensions, *survey.programmes)
        yield from off_cells({one.at / "distribution": one.distribution for one in told}, instrument.survey_levels)
    for statement in survey.statements:
        item, key = items.get(statement.item), (survey.stage, statement.item)
        foreign = item is None and bound and statement.item in model.names["item"].ids
        if foreign or (item and (item.kind != SURVEY or (known and item.dimension != survey.dimension))):
            yield Diagnostic(NOT_A_STATEMENT, statement.at / "item", {"item": statement.item})
        elif key in given:
            yield Diagnostic(TWICE, statement.at / "item", {"other": given[key], "item": statement.item})
        given.setdefault(key, survey.id)
        if instrument and item and item.kind == SURVEY and statement.mean is not None:
            lowest, highest = instrument.lowest_of(item), instrument.highest_of(item)
            if not lowest <= statement.mean <= highest:
                facts = {"mean": statement.mean, "lowest": lowest, "highest": highest}
                yield Diagnostic(MEAN, statement.at / "mean", facts)
        if (statement.respondents or 0) > (survey.respondents or FEWEST - 1):
            counts = {"part": statement.respondents, "whole": counted(survey)}
            yield Diagnostic(COUNT, statement.at / "respondents", counts)


def _is_misnamed(survey: Survey, model: Model) -> bool:
    """Whether it names a stage, dimension, sub-dimension or item that does not exist or belongs elsewhere."""
    names = model.names
    dimension = model.dimensions.get(survey.dimension)
    parts = {part.id for part in dimension.sub_dimensions} if dimension else set()
    return (
        names["stage"].rules_out(survey.stage)
        or names["dimension"].rules_out(survey.dimension)
        or any(names["item"].rules_out(statement.item) for statement in survey.statements)
        or (bool(parts) and any(programme.sub_dimension not in parts for programme in survey.programmes))
    )
