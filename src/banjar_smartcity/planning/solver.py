"""Solver: the choice among many steps, by the mixed-integer solver of SciPy, which is an extra (`[plan]`).

The solver computes in floating point. What it proposes is checked in whole numbers. What does not hold is excluded,
with all that cannot hold either, and it is asked again, so that the answer is exact.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from math import inf

from ..named import NamedTuple

TRIES = 20
SECONDS = 60.0
"""The longest time of one try."""
LARGE = 10**6
"""The largest figure that the solver gets. Its tolerance is a millionth."""
Table = Sequence[Sequence[int]]
"""For each choice, the values after one of its steps, after two, and so on."""


class UnsolvedError(Exception):
    """The solver found no exact answer. Fewer steps, such as those of one dimension, may have one."""


class Bound(NamedTuple):
    """A sum of the options that are taken, and between which figures it has to be."""

    values: Table
    least: float
    most: float


def cover(gains: Table, costs: Table, ties: Table, need: int) -> tuple[int, ...]:
    """How many steps of each choice reach the need at the lowest cost; of several such sets, that of the lowest tie.

    All steps together reach the need.
    """
    enough = Bound(gains, need, inf)
    least = _total(costs, _proved(costs, (enough,)))
    return _proved(ties, (enough, Bound(costs, -inf, least)))


def fill(gains: Table, costs: Table, limit: int) -> int:
    """The largest sum of gains of steps whose costs stay within the limit."""
    lost = [[-gain for gain in row] for row in gains]
    return _total(gains, _proved(lost, (Bound(costs, -inf, limit),)))


def _proved(objective: Table, bounds: Sequence[Bound]) -> tuple[int, ...]:
    """The steps of the lowest objective within the bounds, which are checked in whole numbers."""
    excluded: list[Bound] = []
    for _ in range(TRIES):
        taken = _solve(objective, (*bounds, *excluded))
        broken = list(_broken(bounds, taken))
        if not broken:
            return taken
        excluded += broken
    raise UnsolvedError


def _broken(bounds: Sequence[Bound], taken: tuple[int, ...]) -> Iterator[Bound]:
    """A bound against each thing that does not hold: more than these steps are needed, or less than these."""
    for bound in bounds:
        total = _total(bound.values, taken)
        if total < bound.least:
            further = [
                [int(times > done) for times in range(1, len(row) + 1)]
                for row, done in zip(bound.values, taken, strict=True)
            ]
            yield Bound(further, 1, inf)
        if total > bound.most:
            at_least = [
                [int(times >= done > 0) for times in range(1, len(row) + 1)]
                for row, done in zip(bound.values, taken, strict=True)
            ]
            yield Bound(at_least, -inf, sum(done > 0 for done in taken) - 1)


def _total(values: Table, taken: Sequence[int]) -> int:
    return sum(row[done - 1] for row, done in zip(values, taken, strict=True) if done)


@contextmanager
def _silent() -> Iterator[None]:
    """Drop what the solver itself writes to the standard output for some problems, whatever its options say."""
    try:
        kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    except OSError:  # the standard output is closed
        yield
        return
    try:
        sys.stdout.flush()
        os.dup2(nowhere, 1)
        yield
    finally:
        _flush()
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def _flush() -> None:
    """Write out what C code has written and the C library still keeps."""
    import ctypes

    with suppress(OSError, TypeError, AttributeError):  # only Windows has no library of this program itself
        ctypes.CDLL(None).fflush(None)


def _scaled(values: Sequence[int], least: float = 0, most: float = 0) -> tuple[list[float], float, float]:
    """Values and their bounds, made smaller if they are so large that the solver would lose its accuracy."""
    largest = max(LARGE, *map(abs, values))
    return [value / largest * LARGE for value in values], least / largest * LARGE, most / largest * LARGE


def _solve(objective: Table, bounds: Sequence[Bound]) -> tuple[int, ...]:
    """How many steps of each choice give the lowest objective, as far as the solver computes it."""
    import numpy
    from scipy.optimize import Bounds, LinearConstraint, milp

    flat = numpy.array(_scaled([value for row in objective for value in row])[0])
    one_each = numpy.zeros((len(objective), len(flat)))
    place = 0
    for number, row in enumerate(objective):
        one_each[number, place : place + len(row)] = 1
        place += len(row)
    sums = [_scaled([value for row in bound.values for value in row], bound.least, bound.most) for bound in bounds]
    with _silent():
        found = milp(
            flat,
            constraints=[
                LinearConstraint(
                    numpy.array([values for values, _, _ in sums]),
                    [least for _, least, _ in sums],
                    [most for _, _, most in sums],
                ),
                LinearConstraint(one_each, -inf, 1),
            ],
            integrality=numpy.ones(len(flat)),
            bounds=Bounds(0, 1),
            options={"mip_rel_gap": 0, "time_limit": SECONDS},
        )
    if found.status != 0:
        raise UnsolvedError
    options = iter(found.x)
    rows = [[next(options) > 0.5 for _ in row] for row in objective]
    return tuple(row.index(True) + 1 if any(row) else 0 for row in rows)
