"""Parse: turn a YAML text into a tree of entries.

Comments and empty lines above an entry belong to it, except comments that are indented deeper: they belong to the
entry above. If the layout of a value is unusual (keys with `?`, a dash alone on its line), it is not divided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from yaml import MappingNode, Node, SequenceNode

from ..named import NamedTuple
from ..source.yaml_ends import line_after, own_comments, value_end
from .tree import Block, Flow, KeyEntry, Scalar, Tree

_COLON = re.compile(r" *:")
_DASH = re.compile(r"( *)(- +)")


class _Child(NamedTuple):
    """An entry and its place in the text."""

    key: str | None
    start: int
    """The offset of its key or dash."""
    inside: int
    """The offset of its value."""
    node: Node
    value: Any


def parse_tree(text: str, root: Node, data: Any) -> Tree:
    """The tree of a text that ends with a line end. `root` and `data` are its node and its data."""
    return _tree(text, root, data, 0, len(text))


def _tree(text: str, node: Node, value: Any, start: int, end: int) -> Tree:
    if isinstance(node, MappingNode | SequenceNode):
        tree = _flow(text, node, value, start, end) if node.flow_style else _block(text, node, value, start, end)
        if tree is not None:
            return tree
    last = value_end(text, node)
    return Scalar(text[start:end], value, (text[start : node.start_mark.index], text[last:end]))


def _flow(text: str, node: Node, values: Any, start: int, end: int) -> Flow | None:
    """A list on one line; None for longer ones, and for mappings."""
    first, last = node.start_mark.index, node.end_mark.index
    if isinstance(node, MappingNode) or "\n" in text[start:last]:
        return None
    leaves = tuple(
        Scalar(text[child.start_mark.index : child.end_mark.index], value, ("", ""))
        for child, value in zip(node.value, values, strict=True)
    )
    return Flow(text[start:end], text[start : first + 1], leaves, text[last - 1 : end])


def _block(text: str, node: Node, data: Any, start: int, end: int) -> Block | None:
    mapping = isinstance(node, MappingNode)
    children = list(_keys(text, node, data) if mapping else _dashes(text, node, data, start))
    if len(children) != len(node.value) or not children:
        return None
    lines = [text.rfind("\n", 0, child.start) + 1 for child in children]
    column = children[0].start - lines[0]
    inline = lines[0] < start
    if inline and children[0].start != start:
        return None
    own = list(zip(lines, children, strict=True))[inline:]
    if any(text[line : child.start] != " " * column for line, child in own):
        return None
    begin = start if inline else lines[0] if start == 0 else text.find("\n", start) + 1
    opening, entries = text[start:begin], []
    if begin > lines[0] and not inline:
        return None
    for i, child in enumerate(children):
        below = line_after(text, value_end(text, child.node))
        stop = own_comments(text, below, lines[i + 1] if i + 1 < len(children) else end, column)
        lead = "" if inline and i == 0 else text[begin : lines[i]]
        body = _tree(text, child.node, child.value, child.inside, stop)
        entries.append(KeyEntry(child.key, lead, text[child.start : child.inside], body))
        begin = stop
    return Block(mapping, column, inline, opening, tuple(entries), text[begin:end])


def _keys(text: str, node: Node, data: Any) -> Iterator[_Child]:
    for (key, value), (name, plain) in zip(node.value, data.items(), strict=True):
        if colon := _COLON.match(text, key.end_mark.index):
            yield _Child(name, key.start_mark.index, colon.end(), value, plain)


def _dashes(text: str, node: Node, data: Any, start: int) -> Iterator[_Child]:
    for child, plain in zip(node.value, data, strict=True):
        inside = child.start_mark.index
        line = max(start, text.rfind("\n", 0, inside) + 1)
        if dash := _DASH.fullmatch(text, line, inside):
            yield _Child(None, dash.start(2), inside, child, plain)
