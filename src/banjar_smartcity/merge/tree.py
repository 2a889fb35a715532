"""Tree: a YAML text as a tree of entries, which gives exactly the same text when it is joined."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..named import NamedTuple
from ..source.entries import below, naming

Resolve = Callable[[str, str], str]
"""A function that gives the text of a clash from our lines and their lines."""


class LayoutError(Exception):
    """The text, or the result of the merge, has a layout that cannot be divided into entries."""


class Scalar(NamedTuple):
    """A value that is not divided further: all text after its key or dash, up to the next entry."""

    text: str
    value: Any
    around: tuple[str, str]
    """The text before and after the value itself: spaces and a comment."""


class KeyEntry(NamedTuple):
    """A key or a dash with its value."""

    key: str | None
    """None in a list."""
    lead: str
    """Comments and empty lines above it."""
    head: str
    """`key:` or `- `, without the spaces before it."""
    body: Tree


class Clash(NamedTuple):
    """Entries that both versions changed in different ways; empty for a side that removed them."""

    lead: str
    """The comments and empty lines that both have above it."""
    ours: tuple[KeyEntry, ...]
    theirs: tuple[KeyEntry, ...]


class Block(NamedTuple):
    """A mapping, or a list with dashes, with each entry on its own line."""

    mapping: bool
    column: int
    inline: bool
    """Whether the first entry is on the line of the dash that the block belongs to."""
    opening: str
    """The text after the key on its line; for a whole file, the text above the first entry."""
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
    """Decide a clash for ours."""
    return ours


def keep_theirs(_: str, theirs: str) -> str:
    """Decide a clash for theirs."""
    return theirs


def join(tree: Tree, resolve: Resolve = keep_ours) -> str:
    """The text of a tree. Raise `LayoutError` if a clash is where no conflict marker can be."""
    pieces: list[str] = []
    _write(tree, "", resolve, pieces)
    return "".join(pieces)


def _write(tree: Tree, before: str, resolve: Resolve, pieces: list[str]) -> None:
    """Append the text of a tree, with the key or the dash before it."""
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
                raise LayoutError
            pieces += (entry.lead, resolve(*sides))
        first = indent
    pieces.append(tree.rest)


def _side(entries: tuple[KeyEntry, ...], first: str, indent: str) -> str:
    """The text of one side of a clash. Nothing in it has been merged, so it has no clashes."""
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
    """The trails of the clashes: `answers[outcome-living-roads].level`."""
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
