"""Shortlist: which innovation may represent each dimension and sub-dimension, by its evidence. Ties are kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import Enum
from fractions import Fraction

from ..diagnostics import Phrase
from ..i18n import N_, Text
from ..model.innovation import Innovation
from ..model.later import glances, look_at, outlined
from ..model.model import Model
from ..model.outline import InnovationOutline
from ..named import NamedTuple
from .maturity import Maturity
from .similarity import similar_pairs, with_common_marks

CRITERIA = (
    Phrase(N_("supported points"), "supported"),
    Phrase(N_("claimed points, the lowest of the range"), "lowest"),
    Phrase(N_("mandatory indicators met"), "mandatory"),
    Phrase(N_("completeness of the record"), "completeness"),
)
"""The criteria for ranking candidates: the first decides, and each next one breaks ties."""

Key = tuple[Fraction, ...]


def key(maturity: Maturity) -> Key:
    """The figures of an innovation for the criteria, in their order; more is better."""
    points = (maturity.supported, maturity.lowest, maturity.mandatory_met)
    return (*map(Fraction, points), maturity.completeness)


class HeldBack(Enum):
    """Why a candidate is held back: another candidate may be the same innovation."""

    BEHIND = "behind"
    """Its possible duplicate has more proof."""
    EQUAL = "equal"
    """All criteria are equal for it and its possible duplicate."""


class Twin(NamedTuple):
    """An innovation that may be the same as another one."""

    id: str
    name: str


class Candidate(NamedTuple):
    """An innovation that may represent a part. `rank` is None if nothing of it is proved; ties share a rank."""

    maturity: Maturity
    rank: int | None
    group: tuple[Twin, ...]
    """It and its possible duplicates; empty if it has none."""
    held_back: HeldBack | None

    @property
    def twins(self) -> tuple[Twin, ...]:
        """Its possible duplicates."""
        return tuple(other for other in self.group if other.id != self.maturity.record.id)


class SlotState(Enum):
    """The state of a part: whether somebody can represent it."""

    EMPTY = "hole"
    """It has no innovation."""
    UNRANKED = "unranked"
    """Nothing is proved of any of its innovations."""
    FIRST = "first"
    """One innovation is first."""
    TIE = "tie"
    """Several are first, with all criteria equal."""
    DOUBLE = "double"
    """The first ones may be the same as others."""


class Slot(NamedTuple):
    """A dimension, or a sub-dimension of it, with its candidates, ranked ones first."""

    id: str
    name: Text
    candidates: tuple[Candidate, ...]
    state: SlotState
    first: tuple[Candidate, ...]
    """The first one, or several in a tie, without candidates that are held back."""
    criterion: Phrase | None
    """The criterion that puts the first one before the next; None if there is no next one."""
    next: Candidate | None
    """The next one."""


class Shortlist(NamedTuple):
    """A dimension as a whole, each of its sub-dimensions, and the candidates that name no sub-dimension."""

    whole: Slot
    parts: tuple[Slot, ...]
    unplaced: tuple[Candidate, ...]


def compute_shortlists(
    model: Model, assessed: Iterable[Maturity], dimension: str | None = None
) -> tuple[Shortlist, ...]:
    """The shortlists of all dimensions, or of one, without withdrawn innovations."""
    candidates = [maturity for maturity in assessed if maturity.record.status != "withdrawn"]
    groups = possible_duplicates([maturity.record for maturity in candidates])
    held = _held(groups, {maturity.record.id: key(maturity) for maturity in candidates})

    def slot(part_id: str, name: Text, members: Iterable[Maturity]) -> Slot:
        return _slot(part_id, name, list(members), groups, held)

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


def twins_in(innovations: Mapping[str, Innovation]) -> dict[str, tuple[Twin, ...]]:
    """The possible duplicates of all innovations, of which no more are in memory than those with similar names."""
    outlines = outlined(innovations)
    marks = {name: one.marks for name, one in outlines.items()} if outlines is not innovations else {}
    similar = with_common_marks(marks)
    named: dict[str, str] = {}
    pairs: list[tuple[str, str | None]] = []
    for _, one in glances(innovations):
        named[one.id] = one.name
        pairs.append((one.id, _duplicate_of(one)))
    alike = similar_pairs(look_at(innovations, name) for name in innovations if not marks or name in similar)
    return _groups(named, [*pairs, *((record.id, other.id) for record, other in alike)])


def _duplicate_of(one: Innovation | InnovationOutline) -> str | None:
    """The innovation that a record says to be the same; it names no other."""
    return one.possible_duplicate_of if isinstance(one, Innovation) else next(iter(one.named("innovation")), None)


def possible_duplicates(records: Collection[Innovation]) -> dict[str, tuple[Twin, ...]]:
    """For each innovation with possible duplicates, by its record or by similar names: the group, including itself."""
    pairs = [(record.id, record.possible_duplicate_of) for record in records]
    pairs += [(record.id, other.id) for record, other in similar_pairs(records)]
    return _groups({record.id: record.name for record in records}, pairs)


def _groups(named: Mapping[str, str], pairs: Iterable[tuple[str, str | None]]) -> dict[str, tuple[Twin, ...]]:
    group: dict[str, set[str]] = {name: {name} for name in named}
    for name, other in pairs:
        if other is not None and other in named and group[name] is not group[other]:
            small, large = sorted((group[name], group[other]), key=len)
            large |= small
            group.update(dict.fromkeys(small, large))
    members: dict[int, list[Twin]] = {}
    for name, called in named.items():
        members.setdefault(id(group[name]), []).append(Twin(name, called))
    shared = {number: tuple(found) for number, found in members.items()}
    return {name: shared[id(own)] for name, own in group.items() if len(own) > 1}


def _held(groups: Mapping[str, tuple[Twin, ...]], keys: Mapping[str, Key]) -> dict[str, HeldBack]:
    """All possible duplicates are held back, except one that has more proof than all others of its group."""
    held: dict[str, HeldBack] = {}
    for group in {members[0].id: members for members in groups.values()}.values():
        found = [keys[record.id] for record in group]
        best = max(found)
        alone = found.count(best) == 1
        for record, own in zip(group, found, strict=True):
            if best[0] and not (own == best and alone):
                held[record.id] = HeldBack.EQUAL if own == best else HeldBack.BEHIND
    return held


def _slot(
    part_id: str,
    name: Text,
    members: list[Maturity],
    groups: Mapping[str, tuple[Twin, ...]],
    held: Mapping[str, HeldBack],
) -> Slot:
    ranked = sorted((m for m in members if m.supported), key=key, reverse=True)  # sorted keeps the order of ties
    ranks: dict[Key, int] = {}
    for number, m in enumerate(ranked, 1):
        ranks.setdefault(key(m), number)
    candidates = tuple(
        Candidate(m, ranks[key(m)] if m.supported else None, groups.get(m.record.id, ()), held.get(m.record.id))
        for m in (*ranked, *(m for m in members if not m.supported))
    )
    eligible = [c for c in candidates if c.rank is not None and c.held_back is not HeldBack.BEHIND]
    leading = tuple(c for c in eligible if c.rank == eligible[0].rank)
    first = tuple(c for c in leading if c.held_back is None)
    if not candidates:
        state = SlotState.EMPTY
    elif not eligible:
        state = SlotState.DOUBLE if ranked else SlotState.UNRANKED
    elif len(first) < len(leading):
        state, first = SlotState.DOUBLE, ()
    else:
        state = SlotState.FIRST if len(first) == 1 else SlotState.TIE
    criterion, other = _criterion(first[0], candidates) if state is SlotState.FIRST else (None, None)
    return Slot(id=part_id, name=name, candidates=candidates, state=state, first=first, criterion=criterion, next=other)


def _criterion(first: Candidate, candidates: Iterable[Candidate]) -> tuple[Phrase | None, Candidate | None]:
    """The criterion that puts the first before the next ranked candidate, and that candidate, held back or not."""
    own = key(first.maturity)
    other = next((c for c in candidates if c.rank is not None and key(c.maturity) < own), None)
    if other is None:
        return None, None
    pairs = zip(CRITERIA, own, key(other.maturity), strict=True)
    return next(criterion for criterion, a, b in pairs if a != b), other
