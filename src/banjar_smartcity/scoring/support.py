"""Support: whether a survey supports its means, and what stands against it.

One answer for all who ask: import, score, to-do and rules.
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
LINTED = Phrase(N_("its rows were found faulty: {thing}"), "survey-lint")
UNCHECKED = Phrase(N_("its import does not say what was found in its rows"), "survey-unchecked")
NO_MEANS = Phrase(N_("it gives no mean of any statement"), "no-means")
NO_OWNER = Phrase(N_("the agency that owns the programme of {thing} is absent"), "agency-absent")
PROGRAMMES = {
    UNNAMED: Phrase(N_("no programme is named for {thing}"), "programme-unnamed"),
    NO_AGENCY: NO_OWNER,
    NOT_THERE: NO_OWNER,
    TOO_MANY: Phrase(N_("more people answered about {thing} than its programme has users"), "more-than-users"),
    STAND_IN: Phrase(N_("the programme of {thing} stands for another sub-dimension too"), "one-programme"),
}
"""The reasons that a programme gives, by its fault."""


class Objection(NamedTuple):
    """One thing that stands against a survey."""

    reason: Phrase
    at: At
    sub_dimensions: tuple[str, ...]
    """Whose means it takes; empty: all of the survey."""
    thing: str | None
    """What the reason is about: a number, a sub-dimension or the id of a finding."""
    needed: int | None = None
    fault: ProgrammeFault | None = None


class Support(NamedTuple):
    """What stands against a survey. `parts` are the sub-dimensions of the statements of which it gives a mean."""

    objections: tuple[Objection, ...]
    parts: frozenset[str | None]

    def against(self, sub_dimension: str | None) -> tuple[Objection, ...]:
        """What stands against the means of a sub-dimension; nothing: they are supported."""
        return tuple(o for o in self.objections if not o.sub_dimensions or sub_dimension in o.sub_dimensions)

    @property
    def supported(self) -> bool:
        """Whether all of its means are supported."""
        return not any(map(self.against, self.parts or {None}))


def survey_support(survey: Survey, instrument: Instrument | None) -> Support:
    """What stands against a survey by the instrument in force."""
    rules = instrument.survey if instrument else SurveyRules()
    parts = {item.id: item.sub_dimension for item in instrument.items} if instrument else {}
    programmes = (_of_programme(fault) for fault in programme_faults(survey, parts.get))
    told = frozenset(parts.get(statement.item) for statement in survey.statements if statement.mean is not None)
    nothing = () if told else (Objection(NO_MEANS, survey.at / "statements", (), None),)
    return Support((*_too_few(survey, rules), *programmes, *_of_rows(survey), *nothing), told)


def _too_few(survey: Survey, rules: SurveyRules) -> Iterator[Objection]:
    if survey.respondents < rules.respondents:
        yield Objection(TOO_FEW, survey.at / "respondents", (), str(survey.respondents), needed=rules.respondents)


def _of_programme(fault: ProgrammeFault) -> Objection:
    several = fault.facts.get("parts")  # all sub-dimensions that one programme stands for
    parts = several if isinstance(several, tuple) else (fault.sub_dimension,)
    return Objection(PROGRAMMES[fault.what], fault.at, parts, fault.sub_dimension, fault=fault)


def _of_rows(survey: Survey) -> Iterator[Objection]:
    """The errors that were found in its rows when it was imported; a record that a person wrote has none."""
    found = survey.lint
    errors = [kind for kind, severity, _ in found.findings if severity == "error"] if found else []
    for kind in errors:
        yield Objection(LINTED, survey.at / "lint", (), kind)
    if (found.errors > 0 and not errors) if found else survey.imported is not None:
        yield Objection(UNCHECKED, survey.at, (), None)
