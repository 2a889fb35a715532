"""Compare: two surveys of the same programmes and statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from ...diagnostics import Phrase
from ...model.focus import StageRules
from ...model.survey import PartResult, Programme, StatementResult, Survey
from ...model.survey_faults import same_name
from ...named import NamedTuple
from .comparable import PROGRAMME, SCALE, STATEMENTS, Grounds, grounds
from .interval import Figures, Interval, interval

RESTS_ON = frozenset(("program", "instrument", "survey"))
"""Kinds of record that a comparison of two surveys rests on."""


class Pair(NamedTuple):
    """The figures before and after, and why they are not comparable, if they are not."""

    before: Figures
    after: Figures
    reasons: tuple[Phrase, ...] = ()

    @property
    def difference(self) -> Fraction | None:
        """By how much the mean rose; None if one of them is not recorded, or if they are not comparable."""
        if self.before.mean is None or self.after.mean is None or self.reasons:
            return None
        return self.after.mean - self.before.mean

    @property
    def interval(self) -> Interval | None:
        """The 95 % interval of the difference; None if there is no difference, or no deviation is published."""
        return None if self.difference is None else interval(self.before, self.after)


class Comparison(NamedTuple):
    """What two surveys have in common: statements and sub-dimensions by id, programmes by name."""

    before: Survey
    after: Survey
    statements: tuple[tuple[str, Pair], ...]
    sub_dimensions: tuple[tuple[str, Pair], ...]
    programmes: tuple[tuple[str, Pair], ...]
    reasons: tuple[Phrase, ...]
    """Why the two surveys as a whole are not comparable."""
    only_before: tuple[str, ...]
    """Statements that only the earlier survey asked."""
    only_after: tuple[str, ...]
    part_of: Mapping[str, str | None]
    """The sub-dimension of each statement."""
    scale: tuple[int, int] | None
    """The lowest mark and the highest, if both have the same."""

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """All figures that are compared."""
        return tuple(pair for _, pair in (*self.programmes, *self.sub_dimensions, *self.statements))


def compare_surveys(
    before: Survey, after: Survey, rules_of: Callable[[str], StageRules], programme: str | None = None
) -> Comparison:
    """Compare what two surveys have in common; with `programme`, only what is about that programme.

    If the record has no mean of a sub-dimension, it is the mean of its statements' means.
    """
    rules = rules_of(after.stage)
    sub_dimension_of = {
        item.id: item.sub_dimension for one in (rules_of(before.stage), rules) for item in one.items.values()
    }
    why = grounds(before, after, rules_of, sub_dimension_of)
    parts = None
    if programme is not None:
        wanted = same_name(programme)
        parts = {
            p.sub_dimension for s in (before, after) for p in s.programmes if p.name and same_name(p.name.id) == wanted
        }
    statements = _pairs(
        {s.item: _figures(s) for s in before.statements}, {s.item: _figures(s) for s in after.statements}
    )
    chosen = tuple((item, p) for item, p in statements if parts is None or sub_dimension_of.get(item) in parts)
    subs = _pairs(_by_part(before, sub_dimension_of), _by_part(after, sub_dimension_of))
    programmes = _pairs(_by_programme(before, sub_dimension_of), _by_programme(after, sub_dimension_of))
    names = {same_name(p.name.id): p.name.id for s in (before, after) for p in s.programmes if p.name}
    marks = rules.instrument.survey_levels if rules.instrument else range(0)
    part_of = [{same_name(p.name.id): p.sub_dimension for p in one.programmes if p.name} for one in (before, after)]
    asked = [tuple(s.item for s in one.statements) for one in (before, after)]
    return Comparison(
        before=before,
        after=after,
        statements=tuple((item, _judged(p, why, why.statements.get(item, ()))) for item, p in chosen),
        sub_dimensions=tuple(
            (part, _judged(p, why, why.parts.get(part, ()))) for part, p in subs if parts is None or part in parts
        ),
        programmes=tuple(
            # Even if the sub-dimension has other programmes too, these are users of one and the same.
            (names[key], _judged(p, why, _of_programme(part_of[0][key], part_of[1][key], why)))
            for key, p in programmes
            if programme is None or key == same_name(programme)
        ),
        reasons=why.whole,
        only_before=tuple(item for item in asked[0] if item not in asked[1]),
        only_after=tuple(item for item in asked[1] if item not in asked[0]),
        part_of=sub_dimension_of,
        scale=(marks[0], marks[-1]) if marks and SCALE not in why.whole else None,
    )


def _of_programme(before: str, after: str, why: Grounds) -> tuple[Phrase, ...]:
    """The reasons about a programme, which is one of two sub-dimensions if it has been moved."""
    if before != after:
        return (STATEMENTS,)
    return tuple(reason for reason in why.parts.get(after, ()) if reason != PROGRAMME)


def _judged(pair: Pair, why: Grounds, named: tuple[Phrase, ...]) -> Pair:
    """The pair with all reasons why its figures are not comparable."""
    return pair._replace(reasons=why.of(named, pair.before, pair.after))


def surveys_of(programme: str, surveys: Iterable[Survey], order: Mapping[str, int]) -> list[Survey]:
    """The surveys of a programme's users, sorted by day, then by stage."""
    wanted = same_name(programme)
    found = [s for s in surveys if any(p.name and same_name(p.name.id) == wanted for p in s.programmes)]
    return sorted(found, key=lambda s: (str(s.ends_on or s.starts_on or ""), order.get(s.stage, 0), s.id))


def _exact(mean: float | None) -> Fraction | None:
    return None if mean is None else Fraction(str(mean))


def _figures(one: StatementResult | PartResult | Programme) -> Figures:
    return Figures(one.respondents, _exact(one.mean), _exact(one.deviation))


def _pairs(before: Mapping[str, Figures], after: Mapping[str, Figures]) -> tuple[tuple[str, Pair], ...]:
    return tuple((name, Pair(value, after[name])) for name, value in before.items() if name in after)


def _by_part(survey: Survey, sub_dimension_of: Mapping[str, str | None]) -> dict[str, Figures]:
    found = {r.sub_dimension: _figures(r) for r in survey.sub_dimensions}
    groups: dict[str, list[Figures]] = {}
    for s in survey.statements:
        if part := sub_dimension_of.get(s.item):
            groups.setdefault(part, []).append(Figures(s.respondents, _exact(s.mean)))
    for part, values in groups.items():
        means = [value.mean for value in values if value.mean is not None]
        mean = sum(means, Fraction(0)) / len(means) if means else None
        found.setdefault(part, Figures(max((value.n for value in values if value.n is not None), default=None), mean))
    return found


def _by_programme(survey: Survey, sub_dimension_of: Mapping[str, str | None]) -> dict[str, Figures]:
    parts = _by_part(survey, sub_dimension_of)
    found: dict[str, Figures] = {}
    for p in survey.programmes:
        if p.name is not None:
            own = _figures(p)
            alone = sum(other.sub_dimension == p.sub_dimension for other in survey.programmes) == 1
            found[same_name(p.name.id)] = own if p.mean is not None or not alone else parts.get(p.sub_dimension, own)
    return found
