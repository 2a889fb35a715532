"""Aggregates: number, mean, standard deviation and distribution, without figures that could reveal single people.

A cell of a distribution is null if fewer than five people are behind it. So that it cannot be worked out by
subtraction, at least three cells are null if one is, and the deviation then has one decimal only. If number, mean and
deviation would still reveal a cell, the whole distribution is null, and if necessary the deviation. Near the ends of
the scale the mean alone can reveal one: 3.98 of 50 people is one 3 among 4s. With fewer than five people in all, there
is no mean and no deviation either. The distribution of a sub-dimension counts people by the mean of their own answers,
so that it cannot be subtracted from those of its statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, combinations_with_replacement
from math import gcd, isqrt

from ...i18n import round_half_up
from ...named import NamedTuple
from ...privacy.groups import FEWEST
from ..cells.answer import BLANK

HIDDEN_TOGETHER = 3


class GroupFigures(NamedTuple):
    """The figures of a group of answers that may be shown; None for those that may not."""

    respondents: int
    mean: Fraction | None
    deviation: Fraction | None
    """The sample standard deviation, rounded as it is stored."""
    distribution: tuple[int | None, ...] | None


def figures(values: Mapping[Fraction, int], scale: range) -> GroupFigures:
    """The figures of values on a scale of marks, which come with the number of people who gave each."""
    n = sum(values.values())
    if n < FEWEST:
        return GroupFigures(n, None, None, None)
    mean = sum((value * count for value, count in values.items()), Fraction(0)) / n
    spread = sum(((value - mean) ** 2 * count for value, count in values.items()), Fraction(0)) / (n - 1)
    counts = [0] * len(scale)
    for value, count in values.items():
        counts[int(round_half_up(value, 0)) - scale.start] += count
    cells = suppress(counts)
    if None not in cells:
        return GroupFigures(n, mean, root(spread, 2), cells)
    # Step by step less is shown, until nobody can work out how many people gave a mark that few gave.
    rough = root(spread, 1)
    nothing: tuple[int | None, ...] = (None,) * len(scale)
    for shown, deviation in ((cells, rough), (nothing, rough)):
        if not reveals(counts, shown, deviation):
            return GroupFigures(n, mean, deviation, shown)
    return GroupFigures(n, mean, None, nothing)


def of_marks(marks: Iterable[int], scale: range) -> GroupFigures:
    """The figures of marks of a scale; blanks do not count."""
    given = bytes(marks)
    return figures({Fraction(mark): count for mark in scale if (count := given.count(mark))}, scale)


def of_kinds(kinds: Mapping[bytes, int], scale: range) -> GroupFigures:
    """The figures of people, each by the mean of their marks; people without marks do not count.

    `kinds` says how many people gave the same marks.
    """
    means: dict[Fraction, int] = {}
    for marks, count in kinds.items():
        if given := [mark for mark in marks if mark != BLANK]:
            mean = Fraction(sum(given), len(given))
            means[mean] = means.get(mean, 0) + count
    found = figures(means, scale)
    # A deviation of 0, or one full cell, would tell the sum of each person. At an end the mean itself does.
    alike = len(means) == 1 and not means.keys() & {scale[0], scale[-1]}
    # If the means of all are near one mark, people who answered one statement only gave that mark.
    near = len({round_half_up(mean, 0) for mean in means}) == 1 and any(BLANK in marks for marks in kinds)
    if alike or near:
        return GroupFigures(found.respondents, found.mean, None, None)
    return found


def suppress(counts: Sequence[int]) -> tuple[int | None, ...]:
    """The counts, with None for those of fewer than five people and for others from which they could be worked out."""
    small = {i for i, count in enumerate(counts) if count < FEWEST}
    if small:
        by_size = sorted(range(len(counts)), key=lambda i: (counts[i], i))
        small |= set(by_size[:HIDDEN_TOGETHER])
    return tuple(None if i in small else count for i, count in enumerate(counts))


def reveals(counts: Sequence[int], shown: Sequence[int | None], deviation: Fraction | None) -> bool:
    """Whether the shown counts, with number, mean and deviation, reveal a hidden cell of fewer than five people.

    A cell is not revealed if another distribution agrees with all that is shown. It is looked for near the true one, by
    moving people among three hidden cells, once or twice, so that number and mean stay the same.
    """
    hidden = [i for i, count in enumerate(shown) if count is None]
    fixed = {i for i in hidden if 0 < counts[i] < FEWEST}
    moves = [_move(len(counts), i, j, k, times) for i, j, k in combinations(hidden, 3) for times in (-2, -1, 1, 2)]
    n, total = sum(counts), sum(mark * count for mark, count in enumerate(counts))
    for one, other in combinations_with_replacement([(0,) * len(counts), *moves], 2):
        if not fixed:
            return False
        found = [count + a + b for count, a, b in zip(counts, one, other, strict=True)]
        if min(found) >= 0 and (deviation is None or root(_spread(found, n, total), 1) == deviation):
            fixed -= {i for i in fixed if found[i] != counts[i]}
    return bool(fixed)


def _move(cells: int, i: int, j: int, k: int, times: int) -> tuple[int, ...]:
    """The change of each count if people move among three marks while number and mean stay the same."""
    shift = [0] * cells
    part = gcd(k - j, j - i)
    shift[i], shift[j], shift[k] = (k - j) // part, -(k - i) // part, (j - i) // part
    return tuple(times * step for step in shift)


def _spread(counts: Sequence[int], n: int, total: int) -> Fraction:
    """The sample variance of marks; `n` people gave a sum of `total`."""
    squares = sum(mark * mark * count for mark, count in enumerate(counts))
    return (Fraction(squares) - Fraction(total * total, n)) / (n - 1)


def root(value: Fraction, digits: int) -> Fraction:
    """The square root, rounded half up to this many decimals."""
    scale = 10 ** (digits + 6)
    exact = Fraction(isqrt(value.numerator * scale * scale // value.denominator), scale)
    return Fraction(round_half_up(exact, digits))
