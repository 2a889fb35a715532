"""Three-way: merge two versions of a tree with their common base.

Entries are matched by the key that identifies them. What only one side changed is taken from that side. What both
changed in different ways is divided further; if that is not possible, it is a clash. Exchanging ours and theirs gives
the same data, with another order of what both added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ..named import NamedTuple
from ..source.entries import identity, naming
from .answer import ANSWERED_ON, CLAIM, claims_clash, later_day
from .change import ClashError, changed_side
from .notes import merge_notes, moved_notes, without
from .order import merge_order
from .tree import Block, Clash, Flow, KeyEntry, LayoutError, Scalar, Tree, chosen, clashes, plain

_Entries = Mapping[str, KeyEntry]
"""Entries by name."""
_Merged = tuple[KeyEntry | Clash, ...]
_Merge = Callable[[Tree | None, Tree, Tree], Tree]


class _Sides(NamedTuple):
    """The entries of each version."""

    base: _Entries
    ours: _Entries
    theirs: _Entries

    def only(self, keys: Iterable[str], *, without: bool = False) -> _Sides:
        """The entries with these keys, or all others if `without`."""
        chosen_keys = frozenset(keys)
        return _Sides(*({k: e for k, e in side.items() if (k in chosen_keys) is not without} for side in self))


def merge_trees(base: Tree | None, ours: Tree, theirs: Tree) -> Tree:
    """The merged tree. A base of None has no entries.

    Raise `ClashError` if the tree as a whole is a clash, and `LayoutError` if entries cannot be identified.
    """
    return _merge(base, ours, theirs, _merge_keys)


def _merge_answers(base: Tree | None, ours: Tree, theirs: Tree) -> Tree:
    return _merge(base, ours, theirs, _merge_answer)


def _merge(base: Tree | None, ours: Tree, theirs: Tree, merge_keys: Callable[[_Sides], _Merged]) -> Tree:
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    if isinstance(ours, Scalar) and isinstance(theirs, Scalar):
        return _merge_leaves(base, ours, theirs)
    if isinstance(base, Scalar) and base.value in (None, {}):
        base = None
    kinds = {_is_mapping(tree) for tree in (base, ours, theirs) if tree is not None}
    if kinds == {True} and isinstance(ours, Block) and isinstance(theirs, Block):
        merged = merge_keys(_Sides(*({entry.key or "": entry for entry in _entries(t)} for t in (base, ours, theirs))))
        return _lay_out(base, ours, theirs, merged)
    if kinds == {False}:
        return _merge_lists(base, ours, theirs)
    raise ClashError


def _is_mapping(tree: Tree) -> bool | None:
    """Whether it is a mapping; None if it has no entries at all."""
    return None if isinstance(tree, Scalar) else isinstance(tree, Block) and tree.mapping


def _entries(tree: Tree | None) -> tuple[KeyEntry, ...]:
    if isinstance(tree, Flow):
        return tuple(KeyEntry(None, "", "", leaf) for leaf in tree.leaves)
    return tuple(chosen(tree.entries)) if isinstance(tree, Block) else ()


def _merge_leaves(base: Tree | None, ours: Scalar, theirs: Scalar) -> Scalar:
    """Merge a value and the comment after it. A change of quotes does not count."""
    was = base if isinstance(base, Scalar) else None
    value = changed_side(was and identity(was.value), identity(ours.value), identity(theirs.value))
    around = changed_side(was and was.around, ours.around, theirs.around)
    for leaf in (ours, theirs):
        if identity(leaf.value) == value and leaf.around == around:
            return leaf
    raise ClashError  # one side changed the value, the other its comment


def _merge_entry(
    base: KeyEntry | None, ours: KeyEntry | None, theirs: KeyEntry | None, merge: _Merge
) -> KeyEntry | Clash | None:
    if ours is None or theirs is None:
        left = ours or theirs
        if base is None or left is None:
            return left
        if _says_the_same(base, left):
            return None
        return Clash("", (left,) if ours else (), (left,) if theirs else ())
    try:
        body = merge(base and base.body, ours.body, theirs.body)
    except ClashError:
        if ours.lead != theirs.lead:
            return Clash("", (ours,), (theirs,))
        return Clash(ours.lead, (ours._replace(lead=""),), (theirs._replace(lead=""),))
    lead = merge_notes(base.lead if base else "", ours.lead, theirs.lead)
    return KeyEntry(ours.key, lead, theirs.head if base and base.head == ours.head else ours.head, body)


def _says_the_same(one: KeyEntry, other: KeyEntry) -> bool:
    """Whether nothing was changed except empty lines above the entry."""
    return one._replace(lead=one.lead.strip()) == other._replace(lead=other.lead.strip())


def _outcomes(sides: _Sides, merge: _Merge) -> dict[str, KeyEntry | Clash]:
    """The outcome for each entry, without entries that are removed."""
    found: dict[str, KeyEntry | Clash] = {}
    repeated = moved_notes(*sides)
    for name in dict.fromkeys((*sides.ours, *sides.theirs)):
        base, ours, theirs = (side.get(name) for side in sides)
        outcome = _merge_entry(base, ours, theirs, merge)
        if isinstance(outcome, KeyEntry):
            found[name] = outcome if base or ours else without(outcome, repeated)
        elif outcome is not None:
            found[name] = outcome
    return found


def _in_order(outcomes: Mapping[str, KeyEntry | Clash], sides: Iterable[Iterable[str]]) -> _Merged:
    base, ours, theirs = map(list, sides)
    return tuple(outcomes[name] for name in merge_order(base, ours, theirs, outcomes))


def _merge_keys(sides: _Sides) -> _Merged:
    return _in_order(_outcomes(sides, merge_trees), sides)


def _merge_answer(sides: _Sides) -> _Merged:
    """Merge an answer: its claim is not divided, and if it does not clash, the later day counts."""
    claim = sides.only(CLAIM)
    merged = _outcomes(claim, merge_trees)
    changed = claims_clash(*({key: plain(entry.body) for key, entry in side.items()} for side in claim))
    if not changed and not any(map(_is_marked, merged.values())):
        outcomes = _outcomes(sides, merge_trees) | _outcomes(sides.only([ANSWERED_ON]), _merge_days)
        return _in_order(outcomes, sides)
    outcomes = _outcomes(sides.only(CLAIM, without=True), merge_trees)
    outcomes[CLAIM[0]] = Clash("", tuple(claim.ours.values()), tuple(claim.theirs.values()))
    return _in_order(outcomes, [dict.fromkeys(CLAIM[0] if key in CLAIM else key for key in side) for side in sides])


def _is_marked(outcome: KeyEntry | Clash) -> bool:
    return isinstance(outcome, Clash) or any(clashes(outcome.body))


def _merge_days(base: Tree | None, ours: Tree, theirs: Tree) -> Tree:
    try:
        return merge_trees(base, ours, theirs)
    except ClashError:
        if later := later_day(ours, theirs):
            return later
        raise


def _lay_out(base: Tree | None, ours: Block, theirs: Block, entries: _Merged) -> Block:
    """The merged entries in the layout that both sides have."""
    if (ours.column, ours.inline) != (theirs.column, theirs.inline):
        raise ClashError
    if not all(any(chosen(entries, side)) for side in (0, 1)):
        raise ClashError  # if no entry is left, there must be [] or {} after the key
    first = entries[0]
    if ours.inline and isinstance(first, Clash) and not (first.ours and first.theirs):
        raise ClashError  # a conflict marker cannot be on the line of the dash
    was = base if isinstance(base, Block) else None
    opening = changed_side(was.opening if was else "", ours.opening, theirs.opening)
    rest = merge_notes(was.rest if was else "", ours.rest, theirs.rest)
    return ours._replace(opening=opening, entries=entries, rest=rest)


def _merge_lists(base: Tree | None, ours: Tree, theirs: Tree) -> Tree:
    block = next((side for side in (ours, theirs) if isinstance(side, Block)), None)
    if block:
        base = base and _with_dashes(base, block)
        ours, theirs = _with_dashes(ours, block), _with_dashes(theirs, block)
    entries = [_entries(tree) for tree in (base, ours, theirs)]
    values = [[plain(entry.body) for entry in side] for side in entries]
    name = naming(*values)
    names = [[identity(value[name] if name else value) for value in side] for side in values]
    before, mine, yours = map(set, names)
    if [len(before), len(mine), len(yours)] != list(map(len, names)):
        raise LayoutError
    records = (value for side in values for value in side if isinstance(value, dict))
    if name not in ("id", "item") and any("item" in record for record in records):
        raise LayoutError  # answers that are not identified by their items
    if name is None and before - mine - yours and mine - before != yours - before:
        merged = _all_that_differs(*entries[1:])  # each replaced the same value with another one
    else:
        sides = _Sides(*(dict(zip(*pair, strict=True)) for pair in zip(names, entries, strict=True)))
        merged = _in_order(_outcomes(sides, _merge_answers if name == "item" else merge_trees), sides)
    if isinstance(ours, Block) and isinstance(theirs, Block):
        return _lay_out(base, ours, theirs, merged) if merged else _no_entries(ours)
    if isinstance(ours, Flow) and isinstance(theirs, Flow):
        return _on_one_line(base if isinstance(base, Flow) else None, ours, theirs, merged)
    raise ClashError


def _all_that_differs(ours: tuple[KeyEntry, ...], theirs: tuple[KeyEntry, ...]) -> _Merged:
    """One clash of everything from the first to the last entry that differs."""
    shorter = min(len(ours), len(theirs))
    start = next((i for i in range(shorter) if ours[i] != theirs[i]), shorter)
    end = next((i for i in range(shorter - start) if ours[-1 - i] != theirs[-1 - i]), shorter - start)
    clash = Clash("", ours[start : len(ours) - end], theirs[start : len(theirs) - end])
    return (*ours[:start], clash, *ours[len(ours) - end :])


def _with_dashes(tree: Tree, like: Block) -> Tree:
    """A list on one line in the layout of a list with dashes."""
    if not isinstance(tree, Flow):
        return tree
    head = next(chosen(like.entries)).head
    entries = (Scalar(f"{leaf.text}\n", leaf.value, ("", "\n")) for leaf in tree.leaves)
    opening = tree.closing.removeprefix("]")
    return like._replace(opening=opening, entries=tuple(KeyEntry(None, "", head, leaf) for leaf in entries), rest="")


def _no_entries(block: Block) -> Flow:
    closing = f"]{block.opening}{block.rest}"
    return Flow(f" [{closing}", " [", (), closing)


def _on_one_line(base: Flow | None, ours: Flow, theirs: Flow, merged: _Merged) -> Flow:
    leaves = tuple(entry.body for entry in merged if isinstance(entry, KeyEntry) and isinstance(entry.body, Scalar))
    if len(leaves) != len(merged):
        raise ClashError
    opening = changed_side(base.opening if base else "", ours.opening, theirs.opening)
    closing = changed_side(base.closing if base else "", ours.closing, theirs.closing)
    return Flow(f"{opening}{', '.join(leaf.text for leaf in leaves)}{closing}", opening, leaves, closing)
