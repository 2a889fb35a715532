"""Splices: change values and add entries in a YAML text. Everything else stays, byte for byte, comments too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from yaml import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from ..named import NamedTuple
from .compose import compose
from .decode import decode
from .entries import identity
from .yaml_ends import line_after, own_comments, value_end
from .yaml_text import read_yaml
from .yaml_write import mapping_lines, scalar

_NOT_DATA = re.compile(r"(?: *(?:#[^\n]*)?\n)*")
"""Comments and empty lines."""


class Splice(NamedTuple):
    """Text that replaces the characters from `first` up to `last`."""

    first: int
    last: int
    text: str


class EditError(Exception):
    """A text cannot be changed safely: its layout is unusual, or it would not read back as what was meant."""


def edit_file(content: bytes, edit: Any, expected: Any) -> bytes:
    """A file after edits. `edit` makes them from its text and its root node; then it must read as `expected`.

    Raise `EditError` if it does not.
    """
    text, faults = decode("", content)
    if text is None or faults:
        raise EditError
    unix = text.replace("\r\n", "\n")
    if not unix.endswith("\n"):
        unix += "\n"
    root = compose(unix)
    if root is None:
        raise EditError
    changed = apply_edits(unix, edit(unix, root))
    data, wrong, _, _ = read_yaml("", changed)
    if wrong or identity(data) != identity(expected):
        raise EditError
    if not text.endswith("\n"):
        changed = changed[:-1]
    if "\r\n" in text:
        if text.count("\r\n") != text.count("\n"):
            raise EditError  # both kinds of line end: nobody could say which a new line has
        changed = changed.replace("\n", "\r\n")
    return changed.encode()


def apply_edits(text: str, edits: Iterable[Splice]) -> str:
    """A text after edits, which must not overlap."""
    for edit in sorted(edits, reverse=True):
        text = text[: edit.first] + edit.text + text[edit.last :]
    return text


def pairs_of(node: Node) -> dict[str, tuple[Node, Node]]:
    """The keys of a mapping with the nodes of the key and its value. Raise `EditError` if it is not a mapping."""
    if not isinstance(node, MappingNode):
        raise EditError
    return {key.value: (key, value) for key, value in node.value}


def list_at(node: Node) -> SequenceNode:
    """The node of a list. Raise `EditError` if it is another one."""
    if not isinstance(node, SequenceNode):
        raise EditError
    return node


def replace_scalar(node: Node, value: object) -> Splice:
    """The edit that writes another plain value. Raise `EditError` if there is none to replace."""
    if not isinstance(node, ScalarNode) or node.style in ("|", ">"):
        raise EditError
    first, last = node.start_mark.index, node.end_mark.index
    return Splice(first, last, ("" if last > first else " ") + scalar(value))


def add_entries(text: str, mapping: Node, key: str, added: Sequence[Mapping[str, Any]]) -> Splice:
    """The edit that adds entries at the end of a list below a key of a mapping, in the layout of the list."""
    node = list_at(pairs_of(mapping)[key][1])
    entries = node.value
    if node.flow_style:
        close = node.end_mark.index - 1
        return Splice(close, close, (", " if entries else "") + ", ".join(map(flow, added)))
    column = entries[-1].start_mark.column
    line = text.rfind("\n", 0, node.start_mark.index) + 1
    dash = len(text[line : node.start_mark.index])
    first = " " * dash + "-" + " " * (column - dash - 1)
    lines = [line for entry in added for line in mapping_lines(entry, " " * column, first)]
    end = line_after(text, value_end(text, node))
    below = _NOT_DATA.match(text, end)
    place = own_comments(text, end, below.end() if below else end, dash)
    return Splice(place, place, "\n".join(lines) + "\n")


def add_pair(text: str, mapping: Node, after: str, key: str, value: object) -> Splice:
    """The edit that adds a key with a plain value below another key of a mapping. An existing one gets the value."""
    keys = pairs_of(mapping)
    if key in keys:
        return replace_scalar(keys[key][1], value)
    first, last = keys[after]
    pair = f"{key}: {scalar(value)}"
    if isinstance(mapping, CollectionNode) and mapping.flow_style:
        end = last.end_mark.index
        return Splice(end, end, f", {pair}")
    place = line_after(text, value_end(text, last))
    return Splice(place, place, " " * first.start_mark.column + pair + "\n")


def add_key(text: str, root: Node, after: str, key: str, entries: Iterable[Mapping[str, Any]]) -> Splice:
    """The edit that adds a top key with a list of entries below another top key."""
    place = line_after(text, value_end(text, pairs_of(root)[after][1]))
    lines = [f"{key}:"]
    for entry in entries:
        lines += mapping_lines(entry, "    ", "  - ")
    return Splice(place, place, "\n".join(lines) + "\n")


def flow(value: object) -> str:
    """A value in brackets on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)
