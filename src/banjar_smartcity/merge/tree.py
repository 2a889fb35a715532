"""Tree: a YAML text taken apart into its entries, so that the pieces put together are the text again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from ..source.entries import below, naming

Resolve = Callable[[str, str], str]
"""What stands where two versions cannot be merged, given the lines of ours and of theirs."""


class OddError(Exception):
    """The text, or what comes of it, has a layout that cannot be taken apart."""


class Scalar(NamedTuple):
    """What is not taken apart further: all that follows its key or dash, up to the next entry."""

    text: str
    value: Any
    around: tuple[str, str]
    """What of the text stands before and after the value itself: spaces and a comment."""


class KeyEntry(NamedTuple):
    """A key or a dash with what it holds."""

    key: str | None
    """None in a list."""
    lead: str
    """Comments and empty lines above it."""
    head: str
    """`key:` or `- `, without the spaces before it."""
    body: Tree


class Clash(NamedTuple):
    """Entries that both versions changed, each in its own way; none of one side where that side removed them."""

    lead: str
    """What both have above it."""
    ours: tuple[KeyEntry, ...]
    theirs: tuple[KeyEntry, ...]


class Block(NamedTuple):
    """A mapping, or a list with dashes, that has its entries on lines of their own."""

    mapping: bool
    column: int
    inline: bool
    """The first entry stands on the line of the dash that holds the block."""
    opening: str
    """What follows the key on its line; for a whole file its head."""
    entries: tuple[KeyEntry | Clash, ...]
    rest: str
    """Comments and empty lines below the last entry."""


class Flow(NamedTuple):
    """A list in brackets on one line."""

    text: str
    opening: str
    leaves: tuple[Scalar, ...]
    closing: str


Tree = Scalar | Block | Flow


def keep_ours(ours: str, _: str) -> str:
    """Decide a clash for our side."""
    return ours


def keep_theirs(_: str, theirs: str) -> str:
    """Decide a clash for their side."""
    return theirs


def join(tree: Tree, resolve: Resolve = keep_ours) -> str:
    """The text of a tree. Raises `OddError` where a clash stands where no mark can."""
    pieces: list[str] = []
    _write(tree, "", resolve, pieces)
    return "".join(pieces)


def _write(tree: Tree, before: str, resolve: Resolve, pieces: list[str]) -> None:
    """Add the text of a tree, and of the key or the dash before it."""
    if not isinstance(tree, Block):
        pieces += (before, tree.text)
        return
    indent, first = " " * tree.column, before
    if not tree.inline:
        pieces += (before, tree.opening)
        first = indent
    for entry in tree.entries:
        if isinstance(entry, KeyEntry):
            pieces.append(entry.lead)
            _write(entry.body, first + entry.head, resolve, pieces)
        else:
            sides = _side(entry.ours, first, indent), _side(entry.theirs, first, indent)
            if first != indent and not all(sides):
                raise OddError
            pieces += (entry.lead, resolve(*sides))
        first = indent
    pieces.append(tree.rest)


def _side(entries: tuple[KeyEntry, ...], first: str, indent: str) -> str:
    """The text of one side of a clash: nothing in it has been merged, so nothing in it clashes."""
    pieces: list[str] = []
    for entry in entries:
        pieces.append(entry.lead)
        _write(entry.body, first + entry.head, keep_ours, pieces)
        first = indent
    return "".join(pieces)


def chosen(entries: tuple[KeyEntry | Clash, ...], side: int = 0) -> Iterator[KeyEntry]:
    """The entries with every clash decided for one side: 0 ours, 1 theirs."""
    for entry in entries:
        if isinstance(entry, Clash):
            yield from entry.theirs if side else entry.ours
        else:
            yield entry


def plain(tree: Tree, side: int = 0) -> Any:
    """The data of a tree, every clash decided for one side."""
    if isinstance(tree, Scalar):
        return tree.value
    if isinstance(tree, Block) and tree.mapping:
        return {entry.key: plain(entry.body, side) for entry in chosen(tree.entries, side)}
    if isinstance(tree, Flow):
        return [leaf.value for leaf in tree.leaves]
    return [plain(entry.body, side) for entry in chosen(tree.entries, side)]


def clashes(tree: Tree, trail: str = "") -> Iterator[str]:
    """Where the clashes stand, by names: `answers[outcome-living-roads].level`."""
    if not isinstance(tree, Block):
        return
    name = None if tree.mapping else naming(*(plain(tree, side) for side in (0, 1)))
    for number, entry in enumerate(tree.entries, 1):
        if isinstance(entry, KeyEntry):
            yield from clashes(entry.body, _trail(trail, entry, name, number))
        elif name is None and not tree.mapping:
            yield f"{trail}[…]"
        else:
            changed = (one for one in (*entry.ours, *entry.theirs) if one not in entry.ours or one not in entry.theirs)
            yield from dict.fromkeys(_trail(trail, one, name, number) for one in changed)


def _trail(trail: str, entry: KeyEntry, name: str | None, number: int) -> str:
    if entry.key is not None:
        return below(trail, entry.key)
    return f"{trail}[{plain(entry.body)[name] if name else number}]"
