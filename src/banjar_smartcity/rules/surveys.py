"""Surveys: aggregates that belong to the survey's dimension and rest on enough users of a programme."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Kind, Severity
from ..i18n import N_
from .context import Context

ENOUGH = 50
"""Respondents a dimension needs at least (domain page, section 5)."""

TOO_FEW = Kind(
    "survey-too-few",
    Severity.WARNING,
    N_("{count} respondents; at least {enough} users of the programme are needed"),
    N_("Ask more users, or say in the note why there are not more."),
    N_(
        "Assessors doubt surveys with fewer than 50 respondents a dimension, and their means do not count as supported."
    ),
    "respondents: 34",
)
NOT_A_STATEMENT = Kind(
    "survey-item",
    Severity.ERROR,
    N_('the item "{item}" is no statement of the citizen survey of this dimension'),
    N_("Name an impact item of the survey's dimension."),
    N_("A survey feeds the impact items of its own dimension and no others."),
    "statements:\n  - item: outcome-living-roads",
)
TWICE = Kind(
    "survey-duplicate",
    Severity.ERROR,
    N_('the survey "{other}" of the same stage already gives a result for "{item}"'),
    N_("Keep one result for each statement of a stage."),
    N_("Two results for one statement: nobody could say which one counts."),
    "# dua survei dimensi yang sama pada satu tahap",
)
KINDS = (TOO_FEW, NOT_A_STATEMENT, TWICE)


def check_surveys(context: Context) -> Iterator[Diagnostic]:
    """The faults of every survey."""
    instrument = context.model.instrument
    surveyed = {a.id for a in instrument.aspects if a.answered_by == "survey"} if instrument else set()
    items = {item.id: item for item in instrument.items} if instrument else {}
    given: dict[tuple[str, str], str] = {}
    for survey in context.model.surveys.values():
        if survey.respondents < ENOUGH:
            yield Diagnostic(TOO_FEW, survey.at / "respondents", {"count": survey.respondents, "enough": ENOUGH})
        known = not context.model.names["dimension"].rules_out(survey.dimension)
        if known and context.model.is_elsewhere(survey):
            yield Diagnostic(NOT_A_STATEMENT, survey.at / "dimension", {"item": survey.statements[0].item})
            continue
        for statement in survey.statements:
            item, key = items.get(statement.item), (survey.stage, statement.item)
            if item and (item.aspect not in surveyed or (known and item.dimension != survey.dimension)):
                yield Diagnostic(NOT_A_STATEMENT, statement.at / "item", {"item": item.id})
            elif key in given:
                yield Diagnostic(TWICE, statement.at / "item", {"other": given[key], "item": statement.item})
            given.setdefault(key, survey.id)
