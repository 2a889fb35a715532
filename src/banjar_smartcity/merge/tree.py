"""Tree: a YAML text taken apart into its entries, so that the pieces put together are the text again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from ..entries import below, naming

Resolve = Callable[[str, str], str]
"""What stands where two versions cannot be merged, given the lines of ours and of theirs."""


class OddError(Exception):
    """The text, or what comes of it, has a layout that cannot be taken apart."""


class Leaf(NamedTuple):
    """What is not taken apart further: all that follows its key or dash, up to the next entry."""

    text: str
    value: Any
    around: tuple[str, str]
    """What of the text stands before and after the value itself: spaces and a comment."""


class Entry(NamedTuple):
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
    ours: tuple[Entry, ...]
    theirs: tuple[Entry, ...]


class Block(NamedTuple):
    """A mapping, or a list with dashes, that has its entries on lines of their own."""

    mapping: bool
    column: int
    inline: bool
    """The first entry stands on the line of the dash that holds the block."""
    opening: str
    """What follows the key on its line; for a whole file its head."""
    entries: tuple[Entry | Clash, ...]
    rest: str
    """Comments and empty lines below the last entry."""


class Flow(NamedTuple):
    """A list in brackets on one line."""

    text: str
    opening: str
    leaves: tuple[Leaf, ...]
    closing: str


Tree = Leaf | Block | Flow


def join(tree: Tree, resolve: Resolve = lambda ours, _: ours) -> str:
    """The text of a tree. Raises `OddError` where a clash stands where no mark can."""
    return "".join(_pieces(tree, "", resolve))


def _pieces(tree: Tree, dash: str, resolve: Resolve) -> Iterator[str]:
    """The text of a tree, and of the dash on whose line it begins."""
    if not isinstance(tree, Block):
        yield dash + tree.text
        return
    indent = " " * tree.column
    yield tree.opening if tree.inline else dash + tree.opening
    for entry in tree.entries:
        first = dash if tree.inline and entry is tree.entries[0] else indent
        if isinstance(entry, Entry):
            yield from _entry(entry, first, resolve)
            continue
        sides = ["".join(_side(side, first, indent, resolve)) for side in (entry.ours, entry.theirs)]
        if first != indent and not all(sides):
            raise OddError
        yield entry.lead + resolve(*sides)
    yield tree.rest


def _side(entries: tuple[Entry, ...], first: str, indent: str, resolve: Resolve) -> Iterator[str]:
    for entry in entries:
        yield from _entry(entry, first if entry is entries[0] else indent, resolve)


def _entry(entry: Entry, before: str, resolve: Resolve) -> Iterator[str]:
    yield entry.lead
    yield from _pieces(entry.body, before + entry.head, resolve)


def chosen(entries: tuple[Entry | Clash, ...], side: int = 0) -> Iterator[Entry]:
    """The entries with every clash decided for one side: 0 ours, 1 theirs."""
    for entry in entries:
        if isinstance(entry, Clash):
            yield from entry.theirs if side else entry.ours
        else:
            yield entry


def plain(tree: Tree, side: int = 0) -> Any:
    """The data of a tree, every clash decided for one side."""
    if isinstance(tree, Leaf):
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
        if isinstance(entry, Entry):
            yield from clashes(entry.body, _trail(trail, entry, name, number))
        else:
            changed = (one for one in (*entry.ours, *entry.theirs) if one not in entry.ours or one not in entry.theirs)
            yield from dict.fromkeys(_trail(trail, one, name, number) for one in changed)


def _trail(trail: str, entry: Entry, name: str | None, number: int) -> str:
    if entry.key is not None:
        return below(trail, entry.key)
    return f"{trail}[{plain(entry.body)[name] if name else number}]"
