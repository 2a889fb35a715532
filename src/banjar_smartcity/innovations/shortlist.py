"""Shortlist: which innovation may represent each dimension and sub-dimension, on evidence, with ties left as ties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from ..diagnostics import Phrase
from ..i18n import N_, Text
from ..model.innovation import Innovation
from ..model.model import Model
from .alike import alike
from .maturity import Maturity

CRITERIA = (
    Phrase(N_("supported points"), "supported"),
    Phrase(N_("claimed points, the lowest of the range"), "lowest"),
    Phrase(N_("mandatory indicators met"), "mandatory"),
    Phrase(N_("completeness of the record"), "completeness"),
)
"""By what candidates are ranked: the first decides, each following one only among equals."""

Key = tuple[Fraction, ...]


def key(maturity: Maturity) -> Key:
    """The figures of an innovation by the criteria, in their order; more is better."""
    points = (maturity.supported, maturity.lowest, maturity.mandatory_met)
    return (*map(Fraction, points), maturity.completeness)


class Hold(Enum):
    """Why a candidate is held back: another may be the same innovation."""

    BEHIND = "behind"
    """Its double is proved further."""
    EQUAL = "equal"
    """Nothing distinguishes it from its double."""


class Candidate(NamedTuple):
    """An innovation that may represent a part. `rank` is None where nothing of it is proved; ties share a rank."""

    maturity: Maturity
    rank: int | None
    group: tuple[Innovation, ...]
    """All that may be one innovation, itself among them; empty where it has no double."""
    hold: Hold | None

    @property
    def twins(self) -> tuple[Innovation, ...]:
        """The others that may be the same innovation."""
        return tuple(other for other in self.group if other.id != self.maturity.record.id)


class Verdict(Enum):
    """What can be said of a part."""

    HOLE = "hole"
    """No innovation stands for it."""
    UNRANKED = "unranked"
    """Of none is anything proved."""
    FIRST = "first"
    """One stands before the others."""
    TIE = "tie"
    """Several stand first, and nothing distinguishes them."""
    DOUBLE = "double"
    """Those that stand first may be the same as others."""


class Slot(NamedTuple):
    """A dimension, or a sub-dimension of it, with its candidates, ranked ones first."""

    id: str
    name: Text
    candidates: tuple[Candidate, ...]
    verdict: Verdict
    first: tuple[Candidate, ...]
    """Who stands first: one, or several in a tie. Doubles that are held back are not among them."""
    criterion: Phrase | None
    """What puts the one that stands first before the next; None where none comes after it."""
    next: Candidate | None
    """The one that it stands before."""


class Shortlist(NamedTuple):
    """A dimension as a whole, each of its sub-dimensions, and the candidates that name no sub-dimension."""

    whole: Slot
    parts: tuple[Slot, ...]
    unplaced: tuple[Candidate, ...]


def draw_up(model: Model, assessed: Iterable[Maturity], dimension: str | None = None) -> tuple[Shortlist, ...]:
    """The shortlists of all dimensions or of one. Withdrawn innovations are left out."""
    candidates = [maturity for maturity in assessed if maturity.record.status != "withdrawn"]
    groups = doubles([maturity.record for maturity in candidates])
    held = _held(groups, {maturity.record.id: key(maturity) for maturity in candidates})

    def slot(part_id: str, name: Text, standing: Iterable[Maturity]) -> Slot:
        return _slot(part_id, name, list(standing), groups, held)

    lists = []
    for record in model.ordered_dimensions:
        if dimension not in (None, record.id):
            continue
        own = [maturity for maturity in candidates if maturity.record.dimension == record.id]
        known = {sub.id for sub in record.sub_dimensions}
        whole = slot(record.id, record.name, own)
        parts = tuple(
            slot(sub.id, sub.name, (m for m in own if m.record.sub_dimension == sub.id))
            for sub in record.sub_dimensions
        )
        unplaced = tuple(c for c in whole.candidates if c.maturity.record.sub_dimension not in known)
        lists.append(Shortlist(whole, parts, unplaced))
    return tuple(lists)


def doubles(records: Iterable[Innovation]) -> dict[str, tuple[Innovation, ...]]:
    """The group of each innovation that may be the same as others, by record or by name; itself is among them."""
    known = {record.id: record for record in records}
    group: dict[str, set[str]] = {name: {name} for name in known}
    pairs = [(record.id, record.possible_duplicate_of) for record in known.values()]
    pairs += [(record.id, other.id) for record, other in alike(known.values())]
    for name, other in pairs:
        if other in known and group[name] is not group[other]:
            small, large = sorted((group[name], group[other]), key=len)
            large |= small
            group.update(dict.fromkeys(small, large))
    members: dict[int, list[Innovation]] = {}
    for name, record in known.items():
        members.setdefault(id(group[name]), []).append(record)
    shared = {number: tuple(found) for number, found in members.items()}
    return {name: shared[id(own)] for name, own in group.items() if len(own) > 1}


def _held(groups: Mapping[str, tuple[Innovation, ...]], keys: Mapping[str, Key]) -> dict[str, Hold]:
    """Of doubles only the one that is proved furthest may represent anything; of equals none until it is settled."""
    held: dict[str, Hold] = {}
    for group in {members[0].id: members for members in groups.values()}.values():
        found = [keys[record.id] for record in group]
        best = max(found)
        alone = found.count(best) == 1
        for record, own in zip(group, found, strict=True):
            if best[0] and not (own == best and alone):
                held[record.id] = Hold.EQUAL if own == best else Hold.BEHIND
    return held


def _slot(
    part_id: str,
    name: Text,
    standing: list[Maturity],
    groups: Mapping[str, tuple[Innovation, ...]],
    held: Mapping[str, Hold],
) -> Slot:
    ranked = sorted((m for m in standing if m.supported), key=key, reverse=True)  # sorted keeps the order of equals
    ranks: dict[Key, int] = {}
    for number, m in enumerate(ranked, 1):
        ranks.setdefault(key(m), number)
    candidates = tuple(
        Candidate(m, ranks[key(m)] if m.supported else None, groups.get(m.record.id, ()), held.get(m.record.id))
        for m in (*ranked, *(m for m in standing if not m.supported))
    )
    in_question = [c for c in candidates if c.rank is not None and c.hold is not Hold.BEHIND]
    leading = tuple(c for c in in_question if c.rank == in_question[0].rank)
    first = tuple(c for c in leading if c.hold is None)
    if not candidates:
        verdict = Verdict.HOLE
    elif not in_question:
        verdict = Verdict.DOUBLE if ranked else Verdict.UNRANKED
    elif len(first) < len(leading):
        verdict, first = Verdict.DOUBLE, ()
    else:
        verdict = Verdict.FIRST if len(first) == 1 else Verdict.TIE
    criterion, other = _criterion(first[0], candidates) if verdict is Verdict.FIRST else (None, None)
    return Slot(part_id, name, candidates, verdict, first, criterion, other)


def _criterion(first: Candidate, candidates: Iterable[Candidate]) -> tuple[Phrase | None, Candidate | None]:
    """What puts the one that stands first before the next ranked one, and that next one, held back or not."""
    own = key(first.maturity)
    other = next((c for c in candidates if c.rank is not None and key(c.maturity) < own), None)
    if other is None:
        return None, None
    pairs = zip(CRITERIA, own, key(other.maturity), strict=True)
    return next(criterion for criterion, a, b in pairs if a != b), other
