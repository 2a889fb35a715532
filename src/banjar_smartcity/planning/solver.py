"""Solver: the choice among many steps, by the mixed-integer solver of SciPy, which is an extra (`[plan]`).

The solver computes in floating point. What it proposes is checked in whole numbers, and asked again with a little more
where it falls short, so that the answer is exact: a set that reaches the need, and none is cheaper.
"""

from __future__ import annotations

from collections.abc import Sequence

TRIES = 8


class UnsolvedError(Exception):
    """The solver found no exact answer. Fewer steps, such as those of one dimension, may have one."""


def cover(gains: Sequence[int], costs: Sequence[int], need: int) -> frozenset[int]:
    """The members of the cheapest set whose gains reach the need, which all of them together do."""
    asked = need
    for _ in range(TRIES):
        chosen = _solve([float(cost) for cost in costs], gains, float(asked), float("inf"))
        reached = sum(gains[number] for number in chosen)
        if reached >= need:
            return chosen
        asked += need - reached
    raise UnsolvedError


def fill(gains: Sequence[int], costs: Sequence[int], limit: int) -> int:
    """The largest sum of gains of a set whose costs stay within the limit."""
    allowed = limit
    for _ in range(TRIES):
        chosen = _solve([-float(gain) for gain in gains], costs, float("-inf"), float(allowed))
        spent = sum(costs[number] for number in chosen)
        if spent <= limit:
            return sum(gains[number] for number in chosen)
        allowed -= spent - limit
    raise UnsolvedError


def _solve(objective: Sequence[float], row: Sequence[int], least: float, most: float) -> frozenset[int]:
    """The members that minimise the objective, while the sum of their row is between `least` and `most`."""
    import numpy
    from scipy.optimize import Bounds, LinearConstraint, milp

    found = milp(
        numpy.array(objective),
        constraints=LinearConstraint(numpy.array([row], dtype=float), least, most),
        integrality=numpy.ones(len(objective)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0},
    )
    if found.x is None:
        raise UnsolvedError
    return frozenset(number for number, taken in enumerate(found.x) if taken > 0.5)
