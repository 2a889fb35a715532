"""Steps: what a report advises to do next and who owes it, those first that gain most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from ..completeness import Missing
from ..scoring.score import Score
from ..scoring.tree import ZERO, Leaf, Node

ORDER = (
    "answer",
    "level",
    "survey",
    "evidence",
    "respondents",
    "innovation-owner",
    "innovation-source",
    "innovation-evidence",
)
"""Of steps that gain the same."""


class Entry(NamedTuple):
    """One thing that is owed. `gain` is what it could add to the final index."""

    missing: Missing
    gain: Fraction
    anchor: str
    """Where the report tells of it."""


class Step(NamedTuple):
    """Things of one sort to be done, in one aspect where they concern items."""

    what: str
    aspect: Node | None
    gain: Fraction
    """To the final index; of evidence: to what of it is supported."""
    entries: tuple[Entry, ...]

    @property
    def unnamed(self) -> int:
        """How many of them nobody is named for."""
        return sum(entry.missing.agency is None for entry in self.entries)


class Debtor(NamedTuple):
    """What an agency owes (None: what nobody is named for)."""

    agency: str | None
    answers: int
    evidence: int
    surveys: int
    innovations: int
    gain: Fraction


def plan(score: Score, missing: Iterable[Missing]) -> tuple[Step, ...]:
    """All that is owed, grouped and ordered by what it could gain."""
    leaves = {leaf.item.id: leaf for leaf in score.final.leaves}
    aspects = {aspect.id: aspect for aspect in score.aspects}
    grouped: dict[tuple[str, str | None], list[Entry]] = {}
    for entry in missing:
        owed = _entry(entry, leaves)
        grouped.setdefault((entry.what, _aspect(entry, leaves)), []).append(owed)
    steps = (
        Step(
            what,
            aspects.get(aspect or ""),
            sum((entry.gain for entry in entries), ZERO),
            tuple(sorted(entries, key=lambda entry: -entry.gain)),
        )
        for (what, aspect), entries in grouped.items()
    )
    return tuple(sorted(steps, key=lambda step: (-step.gain, ORDER.index(step.what))))


def debtors(steps: Iterable[Step]) -> tuple[Debtor, ...]:
    """Who owes how much, those first who hold most of the gain."""
    owed: dict[str | None, list[tuple[str, Fraction]]] = {}
    for step in steps:
        for entry in step.entries:
            owed.setdefault(entry.missing.agency, []).append((step.what, entry.gain))
    found = (
        Debtor(
            agency,
            sum(what in ("answer", "level") for what, _ in things),
            sum(what == "evidence" for what, _ in things),
            sum(what in ("survey", "respondents") for what, _ in things),
            sum(what.startswith("innovation-") for what, _ in things),
            sum((gain for _, gain in things), ZERO),
        )
        for agency, things in owed.items()
    )
    return tuple(sorted(found, key=lambda d: (-d.gain, -(d.answers + d.evidence + d.surveys + d.innovations))))


def _entry(entry: Missing, leaves: Mapping[str, Leaf]) -> Entry:
    if entry.what in ("answer", "level"):
        return Entry(entry, leaves[entry.id].open, f"item-{entry.id}")
    if entry.what == "evidence":
        return Entry(entry, leaves[entry.id].unsupported, f"item-{entry.id}")
    if entry.what in ("survey", "respondents"):
        gain = sum((leaves[item].open + leaves[item].unsupported for item in entry.details), ZERO)
        return Entry(entry, gain, f"part-{entry.dimension}-{entry.id}")
    return Entry(entry, ZERO, f"innovation-{entry.id}")


def _aspect(entry: Missing, leaves: Mapping[str, Leaf]) -> str | None:
    item = entry.details[0] if entry.what in ("survey", "respondents") else entry.id
    return leaves[item].item.aspect if item in leaves else None
