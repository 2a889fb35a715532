"""Support: whether a survey supports its means, and if not, why.

Import, score, to-do and rules all use this one function.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..diagnostics import At, Phrase
from ..i18n import N_
from ..model.instrument import Instrument, SurveyRules
from ..model.survey import Survey
from ..model.survey_faults import NO_AGENCY, NOT_THERE, STAND_IN, TOO_MANY, UNNAMED, ProgrammeFault, programme_faults

TOO_FEW = Phrase(N_("only {thing} respondents, {needed} are needed"), "respondents")
LINTED = Phrase(N_("its rows have errors: {thing}"), "survey-lint")
UNCHECKED = Phrase(N_("its import does not say what was found in its rows"), "survey-unchecked")
NO_MEANS = Phrase(N_("it has no mean for any statement"), "no-means")
NO_OWNER = Phrase(N_("the agency that owns the programme of {thing} is missing"), "agency-absent")
PROGRAMMES = {
    UNNAMED: Phrase(N_("no programme is named for {thing}"), "programme-unnamed"),
    NO_AGENCY: NO_OWNER,
    NOT_THERE: NO_OWNER,
    TOO_MANY: Phrase(N_("more people answered about {thing} than its programme has users"), "more-than-users"),
    STAND_IN: Phrase(N_("the programme of {thing} is used for another sub-dimension too"), "one-programme"),
}
"""The reasons for an objection by the fault of a programme."""


class Objection(NamedTuple):
    """A reason why a survey, or a part of it, does not support its means."""

    reason: Phrase
    at: At
    sub_dimensions: tuple[str, ...]
    """The sub-dimensions whose means it concerns; empty for the whole survey."""
    thing: str | None
    """The subject of the reason: a number, a sub-dimension or the id of a finding."""
    needed: int | None = None
    fault: ProgrammeFault | None = None


class Support(NamedTuple):
    """The objections to a survey. `parts` are the sub-dimensions of the statements for which it has a mean."""

    objections: tuple[Objection, ...]
    parts: frozenset[str | None]

    def against(self, sub_dimension: str | None) -> tuple[Objection, ...]:
        """The objections to the means of a sub-dimension; if empty, they are supported."""
        return tuple(o for o in self.objections if not o.sub_dimensions or sub_dimension in o.sub_dimensions)

    @property
    def supported(self) -> bool:
        """Whether all of its means are supported."""
        return not any(map(self.against, self.parts or {None}))


def survey_support(survey: Survey, instrument: Instrument | None) -> Support:
    """The objections to a survey under the instrument in force."""
    rules = instrument.survey if instrument else SurveyRules()
    parts = {item.id: item.sub_dimension for item in instrument.items} if instrument else {}
    programmes = (_of_programme(fault) for fault in programme_faults(survey, parts.get))
    with_mean = frozenset(parts.get(statement.item) for statement in survey.statements if statement.mean is not None)
    no_means = () if with_mean else (Objection(NO_MEANS, survey.at / "statements", (), None),)
    return Support((*_too_few(survey, rules), *programmes, *_of_rows(survey), *no_means), with_mean)


def _too_few(survey: Survey, rules: SurveyRules) -> Iterator[Objection]:
    if survey.respondents < rules.respondents:
        yield Objection(TOO_FEW, survey.at / "respondents", (), str(survey.respondents), needed=rules.respondents)


def _of_programme(fault: ProgrammeFault) -> Objection:
    several = fault.facts.get("parts")  # all sub-dimensions that name the same programme
    parts = several if isinstance(several, tuple) else (fault.sub_dimension,)
    return Objection(PROGRAMMES[fault.what], fault.at, parts, fault.sub_dimension, fault=fault)


def _of_rows(survey: Survey) -> Iterator[Objection]:
    """Objections for the errors found in its rows at import. A record that a person wrote has none."""
    found = survey.lint
    errors = [kind for kind, severity, _ in found.findings if severity == "error"] if found else []
    for kind in errors:
        yield Objection(LINTED, survey.at / "lint", (), kind)
    if (found.errors > 0 and not errors) if found else survey.imported is not None:
        yield Objection(UNCHECKED, survey.at, (), None)
