"""Tally: what each agency has sent back, in numbers, and what that changes in the index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from ...evidence.holdings import Holding
from ...model.as_of import as_of
from ...model.in_force import in_force
from ...model.model import Model
from ...model.program import Stage
from ...named import NamedTuple
from ...scoring.score import compute_score
from ..record import Record
from .plan import CONFLICT, DOUBTFUL, Merging

ZERO = Fraction(0)


class Tally(NamedTuple):
    """What an agency has sent back; None for items that no agency is responsible for."""

    agency: str | None
    filled: int
    """Items that are taken in."""
    conflicts: int
    unclear: int
    empty: int
    """Items that are still not answered, and of which nothing came back either."""
    gain: Fraction
    """The change of the supported index, in points."""


def tallies(merging: Merging, gains: Mapping[str, Fraction]) -> tuple[Tally, ...]:
    """What each agency has sent back, in the order of the files. `gains` are by item."""
    last = {outcome.item.id: outcome for found in merging.outcomes.values() for outcome in found}
    grouped: dict[str | None, list[str]] = {}
    for name, outcome in last.items():
        grouped.setdefault(outcome.agency, []).append(name)
    after = {**merging.before, **merging.answers}

    def came(name: str) -> bool:
        return name in merging.answers or last[name].what in (CONFLICT, DOUBTFUL)

    def count(names: Iterable[str], what: str) -> int:
        return sum(last[name].what == what for name in names)

    return tuple(
        Tally(
            agency,
            sum(name in merging.answers for name in names),
            count(names, CONFLICT),
            count(names, DOUBTFUL),
            sum(not _is_answered(after.get(name)) and not came(name) for name in names),
            sum((gains.get(name, ZERO) for name in names if name in merging.answers), ZERO),
        )
        for agency, names in grouped.items()
    )


def still_carried(merging: Merging) -> tuple[str, ...]:
    """The items that came back with an answer of an earlier stage which nobody has changed or confirmed."""
    after = {**merging.before, **merging.answers}
    names = dict.fromkeys(outcome.item.id for found in merging.outcomes.values() for outcome in found)
    return tuple(name for name in names if after.get(name, {}).get("carried") is not None)


def _is_answered(record: Record | None) -> bool:
    return record is not None and any(record.get(key) is not None for key in ("level", "external", "not_applicable"))


def gains_of(
    before: Model, after: Model, stage: Stage, today: date, holdings: Mapping[str, Holding]
) -> Mapping[str, Fraction]:
    """What each item adds to the supported index more than before, in points."""
    found: dict[str, Fraction] = {}
    for model, sign in ((after, 1), (before, -1)):
        score = compute_score(in_force(as_of(model, today, stage.id), today), stage, today, holdings)
        for leaf in score.final.leaves if score else ():
            found[leaf.item.id] = found.get(leaf.item.id, ZERO) + sign * leaf.weight * leaf.supported
    return found
