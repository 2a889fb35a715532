"""Support: whether a survey supports its means, and if not, why.

Import, score, to-do and rules all use this one function.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import At, Phrase
from ..evidence.proof import Proof
from ..i18n import N_
from ..model.instrument import Instrument
from ..model.survey import Programme, Survey
from ..model.survey_faults import NO_AGENCY, NOT_THERE, STAND_IN, TOO_MANY, UNNAMED, ProgrammeFault, programme_faults
from ..model.survey_rules import SurveyRules, default_rules
from ..model.survey_seal import BROKEN, WHOLE
from ..named import NamedTuple
from ..privacy.groups import FEWEST

RESEALED = Phrase(N_("its figures have been changed since its import"), "survey-seal")
TYPED = Phrase(N_("its figures were typed by hand, not imported"), "survey-unsealed")
BY_HAND = Phrase(N_("neither a table nor a document shows that the agency of {thing} took part"), "survey-took-part")
TELL_OF_PRESENCE = frozenset(("decree", "letter", "list", "minutes"))
"""Kinds of document that can say that an agency took part: a decree of a team, a letter, a list of those present."""
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


def survey_support(survey: Survey, instrument: Instrument | None, proof: Proof | None = None) -> Support:
    """The objections to a survey under the instrument in force. Without `proof` no document counts as valid."""
    rules = instrument.survey if instrument else default_rules()
    parts = {item.id: item.sub_dimension for item in instrument.items} if instrument else {}
    programmes = (_of_programme(fault) for fault in programme_faults(survey, parts.get))
    with_mean = frozenset(parts.get(statement.item) for statement in survey.statements if statement.mean is not None)
    no_means = () if with_mean else (Objection(NO_MEANS, survey.at / "statements", (), None),)
    seal = tuple(_of_seal(survey)) or tuple(_by_hand(survey, proof))
    return Support((*seal, *_too_few(survey, rules), *programmes, *_of_rows(survey), *no_means), with_mean)


def _of_seal(survey: Survey) -> Iterator[Objection]:
    """The objection to figures of which nothing shows that an import computed them from a table."""
    if survey.seal == BROKEN:
        sealed = survey.imported is not None and survey.imported.sealed
        yield Objection(RESEALED, survey.at / "imported" / "seal" if sealed else survey.at / "imported", (), None)
    elif survey.seal != WHOLE:
        yield Objection(TYPED, survey.at / "respondents", (), None)


def _by_hand(survey: Survey, proof: Proof | None) -> Iterator[Objection]:
    """Objections to programmes that say, unlike the tables, that their agency took part, without a valid document.

    Several programmes of a sub-dimension have one name for the tables: then their number counts.
    """
    tables = survey.imported
    if tables is None or (tables.took_part is None and not tables.sealed):
        return  # a seal of an earlier version covers all that the record says
    took_part, stayed_away = tables.took_part or (), tables.stayed_away or ()
    for part in dict.fromkeys(programme.sub_dimension for programme in survey.programmes):
        unproved = [p for p in survey.programmes if p.sub_dimension == part and not _is_proved(p, proof)]
        proved = sum(p.sub_dimension == part for p in survey.programmes) - len(unproved)
        said = [p.agency_took_part for p in unproved]
        denied = said.count(False) < stayed_away.count(part) - proved
        if denied or said.count(True) > took_part.count(part):
            place = min(unproved, key=lambda p: (True, None, False).index(p.agency_took_part))
            yield Objection(BY_HAND, place.at / "agency_took_part", (part,), part)


def _is_proved(programme: Programme, proof: Proof | None) -> bool:
    """Whether a valid document of a kind that can say it shows that the agency of a programme took part."""
    return (
        proof is not None
        and programme.agency_took_part is True
        and any(
            proof.supports(use) and proof.evidence[use.evidence].kind in TELL_OF_PRESENCE for use in programme.evidence
        )
    )


def _too_few(survey: Survey, rules: SurveyRules) -> Iterator[Objection]:
    if (survey.respondents or 0) < rules.respondents:
        yield Objection(TOO_FEW, survey.at / "respondents", (), str(counted(survey)), needed=rules.respondents)


def counted(survey: Survey) -> int | str:
    """The number of respondents, or all that is known of it."""
    return f"1–{FEWEST - 1}" if survey.respondents is None else survey.respondents


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
