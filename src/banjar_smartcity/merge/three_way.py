"""Three-way: what two versions of a tree say together, judged by the version that both came from.

Entries are matched by what names them. What only one side changed is taken from that side; what both changed in
different ways is taken apart further, and where that cannot be done it is a clash. Ours and theirs may be exchanged:
the outcome says the same, only the order of what both added differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from ..source.entries import identity, naming
from .answer import ANSWERED_ON, CLAIM, claims_clash, later_day
from .notes import handed_on, merge_notes, without
from .order import merge_order
from .pick import ClashError, pick
from .tree import Block, Clash, Flow, KeyEntry, OddError, Scalar, Tree, chosen, clashes, plain

_Entries = Mapping[str, KeyEntry]
"""Entries by what names them."""
_Merged = tuple[KeyEntry | Clash, ...]
_Merge = Callable[[Tree | None, Tree, Tree], Tree]


class _Sides(NamedTuple):
    """The entries of each version."""

    base: _Entries
    ours: _Entries
    theirs: _Entries

    def only(self, keys: Iterable[str], *, without: bool = False) -> _Sides:
        """The same with some of the keys, or without them."""
        wanted = frozenset(keys)
        return _Sides(*({k: e for k, e in side.items() if (k in wanted) is not without} for side in self))


def merge_trees(base: Tree | None, ours: Tree, theirs: Tree) -> Tree:
    """The merged tree; no base is one without entries.

    Raises `ClashError` where the whole of it is a clash, `OddError` where entries cannot be told apart.
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
    """Whether it is a mapping; None for what has no entries at all."""
    return None if isinstance(tree, Scalar) else isinstance(tree, Block) and tree.mapping


def _entries(tree: Tree | None) -> tuple[KeyEntry, ...]:
    if isinstance(tree, Flow):
        return tuple(KeyEntry(None, "", "", leaf) for leaf in tree.leaves)
    return tuple(chosen(tree.entries)) if isinstance(tree, Block) else ()


def _merge_leaves(base: Tree | None, ours: Scalar, theirs: Scalar) -> Scalar:
    """A value and the comment beside it; other quotes are no change."""
    was = base if isinstance(base, Scalar) else None
    value = pick(was and identity(was.value), identity(ours.value), identity(theirs.value))
    around = pick(was and was.around, ours.around, theirs.around)
    for leaf in (ours, theirs):
        if identity(leaf.value) == value and leaf.around == around:
            return leaf
    raise ClashError  # one changed the value, the other what is said of it


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
    """Whether nothing but empty lines above the entry was changed."""
    return one._replace(lead=one.lead.strip()) == other._replace(lead=other.lead.strip())


def _outcomes(sides: _Sides, merge: _Merge) -> dict[str, KeyEntry | Clash]:
    """What comes of each entry; none of those that are gone."""
    found: dict[str, KeyEntry | Clash] = {}
    repeated = handed_on(*sides)
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
    """An answer: its claim belongs together, and where it does not clash the later day wins."""
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
    """Merged entries in the layout that both sides have."""
    if (ours.column, ours.inline) != (theirs.column, theirs.inline):
        raise ClashError
    if not all(any(chosen(entries, side)) for side in (0, 1)):
        raise ClashError  # where nothing is left, there must be [] or {} behind the key
    first = entries[0]
    if ours.inline and isinstance(first, Clash) and not (first.ours and first.theirs):
        raise ClashError  # no mark can stand on the line of the dash
    was = base if isinstance(base, Block) else None
    opening = pick(was.opening if was else "", ours.opening, theirs.opening)
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
        raise OddError
    records = (value for side in values for value in side if isinstance(value, dict))
    if name not in ("id", "item") and any("item" in record for record in records):
        raise OddError  # answers that their items do not tell apart
    if name is None and before - mine - yours and mine - before != yours - before:
        merged = _all_that_differs(*entries[1:])  # each put something else in the place of the same
    else:
        sides = _Sides(*(dict(zip(*pair, strict=True)) for pair in zip(names, entries, strict=True)))
        merged = _in_order(_outcomes(sides, _merge_answers if name == "item" else merge_trees), sides)
    if isinstance(ours, Block) and isinstance(theirs, Block):
        return _lay_out(base, ours, theirs, merged) if merged else _no_entries(ours)
    if isinstance(ours, Flow) and isinstance(theirs, Flow):
        return _on_one_line(base if isinstance(base, Flow) else None, ours, theirs, merged)
    raise ClashError


def _all_that_differs(ours: tuple[KeyEntry, ...], theirs: tuple[KeyEntry, ...]) -> _Merged:
    """One clash of all from the first to the last entry that differs."""
    shorter = min(len(ours), len(theirs))
    start = next((i for i in range(shorter) if ours[i] != theirs[i]), shorter)
    end = next((i for i in range(shorter - start) if ours[-1 - i] != theirs[-1 - i]), shorter - start)
    clash = Clash("", ours[start : len(ours) - end], theirs[start : len(theirs) - end])
    return (*ours[:start], clash, *ours[len(ours) - end :])


def _with_dashes(tree: Tree, like: Block) -> Tree:
    """A list in the layout of one with dashes."""
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
    opening = pick(base.opening if base else "", ours.opening, theirs.opening)
    closing = pick(base.closing if base else "", ours.closing, theirs.closing)
    return Flow(f"{opening}{', '.join(leaf.text for leaf in leaves)}{closing}", opening, leaves, closing)
