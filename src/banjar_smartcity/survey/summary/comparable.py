"""Comparable: why two surveys, or two figures of them, are not about the same thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ...diagnostics import Phrase
from ...i18n import N_
from ...model.focus import StageRules
from ...model.survey import Survey
from ...model.survey_faults import same_name
from ...named import NamedTuple
from ...privacy.groups import FEWEST
from .interval import Figures

SCALE = Phrase(N_("they have another scale"), "scale")
WORDING = Phrase(N_("their statements are worded differently"), "wording")
STATEMENTS = Phrase(N_("other statements were asked"), "statements")
PROGRAMME = Phrase(N_("users of another programme were asked"), "programme")
WAY = Phrase(N_("the answers were collected in another way"), "collected")
FEW = Phrase(N_("one of them has fewer respondents than the instrument asks for"), "few-respondents")
UNPUBLISHED = Phrase(N_("figures of one of them are not published, to protect a few people"), "not-published")
REASONS = (SCALE, WORDING, STATEMENTS, PROGRAMME, WAY, FEW, UNPUBLISHED)
"""Every reason, the most serious first."""


class Grounds(NamedTuple):
    """What keeps two surveys from being compared: as a whole, by statement, and by sub-dimension."""

    whole: tuple[Phrase, ...]
    statements: Mapping[str, tuple[Phrase, ...]]
    parts: Mapping[str, tuple[Phrase, ...]]

    def of(self, named: tuple[Phrase, ...], before: Figures, after: Figures) -> tuple[Phrase, ...]:
        """All reasons why two figures are not compared, in their order."""
        few = any(one.mean is None or one.n is None or one.n < FEWEST for one in (before, after))
        found = {*self.whole, *named, *((UNPUBLISHED,) if few else ())}
        return tuple(reason for reason in REASONS if reason in found)


def grounds(
    before: Survey, after: Survey, rules_of: Callable[[str], StageRules], part_of: Mapping[str, str | None]
) -> Grounds:
    """The reasons in the records of two surveys and in the instruments that they answer."""
    first, second = rules_of(before.stage), rules_of(after.stage)
    asked = [_by_part(one, part_of) for one in (before, after)]
    names = [_programmes(one) for one in (before, after)]
    parts: dict[str, tuple[Phrase, ...]] = {}
    for part in {*asked[0], *asked[1], *names[0], *names[1]}:
        others = names[0].get(part), names[1].get(part)
        parts[part] = (
            *((STATEMENTS,) if asked[0].get(part) != asked[1].get(part) else ()),
            *((PROGRAMME,) if all(others) and others[0] != others[1] else ()),
        )
    statements = {}
    for item in {s.item for s in before.statements} & {s.item for s in after.statements}:
        reworded = item in first.items and item in second.items and not _same_words(first, second, item)
        about = PROGRAMME in parts.get(part_of.get(item) or "", ())
        statements[item] = (*((WORDING,) if reworded else ()), *((PROGRAMME,) if about else ()))
    return Grounds(tuple(_whole(before, after, first, second)), statements, parts)


def _whole(before: Survey, after: Survey, first: StageRules, second: StageRules) -> Iterator[Phrase]:
    scales = {tuple(rules.instrument.survey_levels) for rules in (first, second) if rules.instrument}
    widths = {len(s.distribution) for one in (before, after) for s in one.statements if s.distribution is not None}
    if len(scales) > 1 or len(widths) > 1:
        yield SCALE
    if before.official_wording != after.official_wording:
        yield WORDING
    if before.collected and after.collected and before.collected != after.collected:
        yield WAY
    for survey, rules in ((before, first), (after, second)):
        if rules.instrument and (survey.respondents or 0) < rules.instrument.survey.respondents:
            yield FEW
            return


def _same_words(first: StageRules, second: StageRules, item: str) -> bool:
    return " ".join(first.items[item].question.id.split()) == " ".join(second.items[item].question.id.split())


def _by_part(survey: Survey, part_of: Mapping[str, str | None]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one in survey.statements:
        if part := part_of.get(one.item):
            found.setdefault(part, set()).add(one.item)
    return {part: frozenset(items) for part, items in found.items()}


def _programmes(survey: Survey) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one in survey.programmes:
        if one.name is not None:
            found.setdefault(one.sub_dimension, set()).add(same_name(one.name.id))
    return {part: frozenset(names) for part, names in found.items()}
