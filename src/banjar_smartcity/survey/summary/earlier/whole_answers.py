"""Whole answers: two versions of which one is about those who answered every statement, and the other about all.

If the people of a version answered two or three statements each, what those with three gave together follows from its
means. A version of those with three alone then tells what the few gave by whom it differs from them. How many they were
is known only within bounds.
"""

from __future__ import annotations

from collections.abc import Mapping

from ....named import NamedTuple
from ....privacy.groups import FEWEST
from ...columns.statements import Statements
from .published import Figures, Group, groups_of
from .rest import TooClose


class _Answers(NamedTuple):
    """The people of a sub-dimension, and the least and the most of them who can have answered every statement."""

    people: int
    least: int
    most: int
    mean: bool
    """Whether the mean of people is given."""


def told_by_whole_answers(record: Figures, version: Figures, statements: Statements) -> TooClose | None:
    """A sub-dimension of which one version has whole answers, about as many as the other can have; None if none has."""
    found, others = groups_of(record), groups_of(version)
    for dimension in statements.dimensions:
        for sub in dimension.sub_dimensions:
            items = statements.items_of(sub.id)
            new, old = (_answers(one, sub.id, items) for one in (found, others))
            if new is None or old is None:
                continue
            whole, blanks = (new, old) if old.least < old.people else (old, new)
            if whole.least < whole.people or blanks.least == blanks.people or not blanks.mean:
                continue
            if blanks.least - FEWEST < whole.people < blanks.most + FEWEST:
                missing = blanks.most + FEWEST - whole.people if whole is new else 1
                return TooClose(sub.id, old.people, new.people, missing)
    return None


def _answers(figures: Mapping[Group, Figures], part: str, items: tuple[str, ...]) -> _Answers | None:
    """How many people answered, as a version gives it; None if it has not all statements."""
    asked = [one["respondents"] for item in items if (one := figures.get(("statements", item, "")))]
    whole = figures.get(("sub_dimensions", part, ""))
    if len(asked) < len(items) or not asked:
        return None
    people = whole["respondents"] if whole else max(asked)
    if whole is None and len(set(asked)) > 1:
        return None
    return _Answers(people, max(sum(asked) - (len(asked) - 1) * people, 0), min(asked), whole is not None)
