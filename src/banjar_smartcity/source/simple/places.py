"""Places: the line and column of a value in a simple text, found by its lines, where composing nodes takes longer.

`yaml_text.py` is the definition; `tests/test_source_simple.py` compares both at every place.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ...diagnostics import Pointer, Position
from ...named import NamedTuple
from .flow import flow_place
from .lines import ordinary, read_lines

_DASH = "- "
_MOST_PLACES = 30
"""So many places are found by lines; for more, composing nodes once is faster than looking through all lines again."""


class _Node(NamedTuple):
    """A value: its line, its column, and whether it is a list or a mapping whose entries are on lines of their own."""

    line: int
    column: int
    kind: str = ""


Places = Callable[[Pointer, bool], Position]


def line_places(text: str) -> Places | None:
    """A function that gives the line and column of a place; None if the text is not simple."""
    lines = ordinary(text).split("\n")
    if read_lines(text) is None or (root := _first(lines, 0)) is None:
        return None
    found = 0
    by_nodes: Places | None = None

    def locate(pointer: Pointer, on_key: bool) -> Position:  # noqa: FBT001 - the signature that all formats share
        nonlocal found, by_nodes
        found += 1
        if found <= _MOST_PLACES:
            return _locate(lines, root, pointer, on_key=on_key)
        if by_nodes is None:
            from ..yaml_text import yaml_places

            by_nodes = yaml_places(text, None)
        return by_nodes(pointer, on_key)

    return locate


def _locate(lines: list[str], node: _Node, pointer: Pointer, *, on_key: bool) -> Position:
    """The position at the end of a path, or of the last part of it that exists."""
    where = _position(node)
    for step in pointer:
        if node.kind == "mapping":
            key = _key(lines, node, str(step))
            if key is None:
                return where
            node = _value(lines, key, key.column + len(str(step)) + 1)
            where = _position(key if on_key and step is pointer[-1] else node)
        elif node.kind == "list" and isinstance(step, int):
            entry = _entry(lines, node, step)
            if entry is None:
                return where
            node = entry
            where = _position(node)
        elif node.kind == "":
            is_key = on_key and step is pointer[-1]
            column = flow_place(lines[node.line], node.column, step, on_key=is_key)
            return where if column is None else Position(node.line + 1, column + 1)
        else:
            return where
    return where


def _position(node: _Node) -> Position:
    return Position(node.line + 1, node.column + 1)


def _indent(line: str) -> int:
    """The column in which a line begins; -1 if it is empty or a comment."""
    stripped = line.lstrip(" ")
    return -1 if stripped[:1] in ("", "#") else len(line) - len(stripped)


def _first(lines: list[str], start: int) -> _Node | None:
    """The list or mapping that begins in the next line that says something."""
    for number in range(start, len(lines)):
        column = _indent(lines[number])
        if column >= 0:
            return _Node(number, column, "list" if lines[number].startswith(_DASH, column) else "mapping")
    return None


def _key(lines: list[str], mapping: _Node, name: str) -> _Node | None:
    """The key of a mapping, which may begin behind the dash of an entry."""
    written = f"{name}:"
    number, column = mapping.line, mapping.column
    while True:
        if lines[number].startswith(written, column) and lines[number][column + len(written) :][:1] in ("", " "):
            return _Node(number, column)
        number += 1
        while number < len(lines) and ((indent := _indent(lines[number])) < 0 or indent > column):
            number += 1
        if number == len(lines) or indent < column:
            return None


def _entry(lines: list[str], block: _Node, place: int) -> _Node | None:
    """An entry of a list."""
    for number in range(block.line, len(lines)):
        indent = _indent(lines[number])
        if 0 <= indent < block.column:
            return None
        if indent != block.column:
            continue
        if not lines[number].startswith(_DASH, indent):
            return None
        if place == 0:
            column = block.column + len(_DASH)
            is_mapping = re.match(r"[A-Za-z_][A-Za-z0-9_-]*:(?: |\Z)", lines[number][column:])
            return _Node(number, column, "mapping" if is_mapping else "")
        place -= 1
    return None


def _value(lines: list[str], key: _Node, end: int) -> _Node:
    """The value of a key that ends before a column of its line."""
    if lines[key.line][end:].lstrip(" ")[:1] not in ("", "#"):
        return _Node(key.line, end + 1)
    below = _first(lines, key.line + 1)
    if below is not None and below.column >= key.column + (below.kind == "mapping"):
        return below
    return _Node(key.line, end)
