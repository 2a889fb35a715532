"""Compare: two surveys of the same programmes and statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from ...model.survey import Survey
from ...model.survey_faults import same_name

RESTS_ON = frozenset(("program", "instrument", "survey"))
"""Kinds of record that a comparison of two surveys rests on."""


class Value(NamedTuple):
    """How many people answered, and their mean; None if it is not recorded."""

    n: int | None
    mean: Fraction | None


class Pair(NamedTuple):
    """The values before and after."""

    before: Value
    after: Value

    @property
    def difference(self) -> Fraction | None:
        """By how much the mean rose; None if one of them is not recorded."""
        if self.before.mean is None or self.after.mean is None:
            return None
        return self.after.mean - self.before.mean


class Comparison(NamedTuple):
    """What two surveys have in common: statements and sub-dimensions by id, programmes by name."""

    before: Survey
    after: Survey
    statements: tuple[tuple[str, Pair], ...]
    sub_dimensions: tuple[tuple[str, Pair], ...]
    programmes: tuple[tuple[str, Pair], ...]


def compare_surveys(
    before: Survey, after: Survey, sub_dimension_of: Mapping[str, str | None], programme: str | None = None
) -> Comparison:
    """Compare what two surveys have in common; with `programme`, only what is about that programme.

    If the record has no mean of a sub-dimension, it is the mean of its statements' means.
    """
    parts = None
    if programme is not None:
        wanted = same_name(programme)
        parts = {
            p.sub_dimension for s in (before, after) for p in s.programmes if p.name and same_name(p.name.id) == wanted
        }
    statements = _pairs(
        {s.item: Value(s.respondents, _exact(s.mean)) for s in before.statements},
        {s.item: Value(s.respondents, _exact(s.mean)) for s in after.statements},
    )
    chosen = tuple((item, p) for item, p in statements if parts is None or sub_dimension_of.get(item) in parts)
    subs = _pairs(_by_part(before, sub_dimension_of), _by_part(after, sub_dimension_of))
    programmes = _pairs(_by_programme(before, sub_dimension_of), _by_programme(after, sub_dimension_of))
    names = {same_name(p.name.id): p.name.id for s in (before, after) for p in s.programmes if p.name}
    return Comparison(
        before,
        after,
        chosen,
        tuple((part, p) for part, p in subs if parts is None or part in parts),
        tuple((names[key], p) for key, p in programmes if programme is None or key == same_name(programme)),
    )


def surveys_of(programme: str, surveys: Iterable[Survey], order: Mapping[str, int]) -> list[Survey]:
    """The surveys of a programme's users, sorted by day, then by stage."""
    wanted = same_name(programme)
    found = [s for s in surveys if any(p.name and same_name(p.name.id) == wanted for p in s.programmes)]
    return sorted(found, key=lambda s: (str(s.ends_on or s.starts_on or ""), order.get(s.stage, 0), s.id))


def _exact(mean: float | None) -> Fraction | None:
    return None if mean is None else Fraction(str(mean))


def _pairs(before: Mapping[str, Value], after: Mapping[str, Value]) -> tuple[tuple[str, Pair], ...]:
    return tuple((name, Pair(value, after[name])) for name, value in before.items() if name in after)


def _by_part(survey: Survey, sub_dimension_of: Mapping[str, str | None]) -> dict[str, Value]:
    found = {r.sub_dimension: Value(r.respondents, _exact(r.mean)) for r in survey.sub_dimensions}
    groups: dict[str, list[Value]] = {}
    for s in survey.statements:
        if part := sub_dimension_of.get(s.item):
            groups.setdefault(part, []).append(Value(s.respondents, _exact(s.mean)))
    for part, values in groups.items():
        means = [value.mean for value in values if value.mean is not None]
        mean = sum(means, Fraction(0)) / len(means) if means else None
        found.setdefault(part, Value(max(value.n or 0 for value in values), mean))
    return found


def _by_programme(survey: Survey, sub_dimension_of: Mapping[str, str | None]) -> dict[str, Value]:
    parts = _by_part(survey, sub_dimension_of)
    found: dict[str, Value] = {}
    for p in survey.programmes:
        if p.name is not None:
            own = Value(p.respondents, _exact(p.mean))
            alone = sum(other.sub_dimension == p.sub_dimension for other in survey.programmes) == 1
            found[same_name(p.name.id)] = own if p.mean is not None or not alone else parts.get(p.sub_dimension, own)
    return found
