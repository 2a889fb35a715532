"""Shortlist: which innovation may represent each dimension and sub-dimension, by its evidence. Ties are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from fractions import Fraction

from ..diagnostics import Phrase
from ..i18n import N_, Text
from ..model.innovation import Innovation
from ..model.later import each_of, glance_at, look_at, outlined
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
    candidates: Sequence[Candidate]
    state: SlotState
    first: Sequence[Candidate]
    """The first one, or several in a tie, without candidates that are held back."""
    criterion: Phrase | None
    """The criterion that puts the first one before the next; None if there is no next one."""
    next: Candidate | None
    """The next one."""


class Shortlist(NamedTuple):
    """A dimension as a whole, each of its sub-dimensions, and the candidates that name no sub-dimension."""

    whole: Slot
    parts: tuple[Slot, ...]
    unplaced: Sequence[Candidate]


class _Standing(NamedTuple):
    """What decides the place of a candidate. Thousands of these take little memory; records do not."""

    place: int
    """Its place among all that are assessed."""
    id: str
    dimension: str
    sub_dimension: str | None
    key: Key
    held_back: HeldBack | None = None

    @property
    def is_proved(self) -> bool:
        """Whether anything of it is proved, so that it has a rank."""
        return self.key[0] > 0


def compute_shortlists(
    model: Model, assessed: Sequence[Maturity], dimension: str | None = None
) -> tuple[Shortlist, ...]:
    """The shortlists of all dimensions, or of one, without withdrawn innovations."""
    found: list[_Standing] = []
    names: list[str] = []
    for place, maturity in enumerate(assessed):
        record = maturity.record
        if record.status != "withdrawn":
            found.append(_Standing(place, record.id, record.dimension, record.sub_dimension, key(maturity)))
            names.append(record.at.path if record.at.path in model.innovations else record.id)
    groups = twins_in(model.innovations, names)
    held = _held(groups, {one.id: one.key for one in found})
    candidates = [one._replace(held_back=held.get(one.id)) for one in found]

    def slot(part_id: str, name: Text, members: Iterable[_Standing]) -> Slot:
        return _slot(part_id, name, list(members), assessed, groups)

    lists = []
    for part in model.ordered_dimensions:
        if dimension not in (None, part.id):
            continue
        own = [one for one in candidates if one.dimension == part.id]
        known = {sub.id for sub in part.sub_dimensions}
        parts = tuple(
            slot(sub.id, sub.name, (one for one in own if one.sub_dimension == sub.id)) for sub in part.sub_dimensions
        )
        unplaced = slot(part.id, part.name, (one for one in own if one.sub_dimension not in known))
        lists.append(Shortlist(slot(part.id, part.name, own), parts, unplaced.candidates))
    return tuple(lists)


def twins_in(innovations: Mapping[str, Innovation], names: Iterable[str] | None = None) -> dict[str, tuple[Twin, ...]]:
    """The possible duplicates of all innovations, or of those with these names, by their records or by similar names.

    No more are in memory than those with similar names.
    """
    listed = list(innovations if names is None else names)
    outlines = outlined(innovations)
    marks = {name: outlines[name].marks for name in listed} if outlines is not innovations else {}
    similar = with_common_marks(marks)
    named: dict[str, str] = {}
    pairs: list[tuple[str, str | None]] = []
    for one in (glance_at(innovations, name) for name in listed):
        named[one.id] = one.name
        pairs.append((one.id, _duplicate_of(one)))
    alike = similar_pairs(look_at(innovations, name) for name in listed if not marks or name in similar)
    return _groups(named, [*pairs, *((record.id, other.id) for record, other in alike)])


def _duplicate_of(one: Innovation | InnovationOutline) -> str | None:
    """The innovation that a record says to be the same; it names no other."""
    return one.possible_duplicate_of if isinstance(one, Innovation) else next(iter(one.named("innovation")), None)


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
    members: list[_Standing],
    assessed: Sequence[Maturity],
    groups: Mapping[str, tuple[Twin, ...]],
) -> Slot:
    ranked = sorted((one for one in members if one.is_proved), key=_key, reverse=True)  # sorted keeps the order of ties
    ranks: dict[Key, int] = {}
    for number, one in enumerate(ranked, 1):
        ranks.setdefault(one.key, number)

    def made(standings: Iterable[_Standing]) -> Sequence[Candidate]:
        return each_of(tuple(standings), candidate)

    def candidate(one: _Standing) -> Candidate:
        rank = ranks[one.key] if one.is_proved else None
        return Candidate(assessed[one.place], rank, groups.get(one.id, ()), one.held_back)

    candidates = made((*ranked, *(one for one in members if not one.is_proved)))
    eligible = [one for one in ranked if one.held_back is not HeldBack.BEHIND]
    leading = [one for one in eligible if one.key == eligible[0].key]
    first = [one for one in leading if one.held_back is None]
    if not members:
        state = SlotState.EMPTY
    elif not eligible:
        state = SlotState.DOUBLE if ranked else SlotState.UNRANKED
    elif len(first) < len(leading):
        state, first = SlotState.DOUBLE, []
    else:
        state = SlotState.FIRST if len(first) == 1 else SlotState.TIE
    other = next((one for one in ranked if one.key < first[0].key), None) if state is SlotState.FIRST else None
    return Slot(
        id=part_id,
        name=name,
        candidates=candidates,
        state=state,
        first=made(first),
        criterion=_criterion(first[0], other) if other else None,
        next=candidate(other) if other else None,
    )


def _key(one: _Standing) -> Key:
    return one.key


def _criterion(first: _Standing, other: _Standing) -> Phrase:
    """The criterion that puts the first before the next ranked candidate, held back or not."""
    pairs = zip(CRITERIA, first.key, other.key, strict=True)
    return next(criterion for criterion, a, b in pairs if a != b)
