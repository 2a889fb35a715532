"""YAML text: read it as plain data, from libyaml's nodes.

Only these plain scalars are not text: `null`, `~` and an empty value; `true` and `false`; decimal integers without
leading zeros; decimal fractions. All else is text (`no`, `12:30`, `2023-05-30`, `0123`), unlike in YAML 1.1, which
PyYAML's loaders follow.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from yaml import MappingNode, MarkedYAMLError, Node, ScalarNode, SequenceNode

from ..diagnostics import START, At, Diagnostic, Kind, Pointer, Position
from ..named import NamedTuple
from .broken.syntax import conflicts_left, syntax_fault
from .compose import MAX_DEPTH, TooDeepError, compose, explicit_tag, is_plain
from .decode import find_control
from .kinds import (
    FILE_CONTROL_CHARACTER,
    FILE_EMPTY,
    NUMBER_OUT_OF_RANGE,
    YAML_ALIAS_CYCLE,
    YAML_DUPLICATE_KEY,
    YAML_KEY_NOT_TEXT,
    YAML_MERGE_KEY,
    YAML_TAG,
    YAML_TOO_DEEP,
    YAML_TOO_MUCH,
)
from .simple.scalars import MAX_DIGITS, NUMBER, NUMBER_STARTS, WORDS, is_doubtful, may_be_number

MAX_VALUES = 100_000
"""The most values that a file may have after its aliases are expanded; a long text counts as several."""
_LONG_TEXT = 100


def _position(node: Node) -> Position:
    return Position(node.start_mark.line + 1, node.start_mark.column + 1)


def _is_text(node: Node) -> bool:
    """Whether a node is text, which every key must be."""
    if type(node) is not ScalarNode:
        return False
    return not is_plain(node) or (node.value not in WORDS and NUMBER.fullmatch(node.value) is None)


class _Builder:
    """Builds plain data from nodes and collects the faults that it meets."""

    def __init__(self, path: str) -> None:
        self.at = At(path)
        self.faults: list[Diagnostic] = []
        self.built: dict[int, tuple[Any, int]] = {}
        self.open: set[int] = set()
        self.heights: dict[int, int] = {}
        self.doubtful: list[Node] = []

    def fault(self, kind: Kind, node: Node, **facts: object) -> None:
        self.faults.append(Diagnostic(kind, self.at, facts, _position(node)))

    def build(self, node: Node, depth: int = 1) -> tuple[Any, int]:
        """The data of a node, and the number of its values with aliases expanded."""
        if (tag := explicit_tag(node)) is not None:
            self.fault(YAML_TAG, node, tag=tag.replace("tag:yaml.org,2002:", "!!"))
            return None, 1
        if type(node) is ScalarNode:
            return self.scalar(node), 1 + len(node.value) // _LONG_TEXT
        key = id(node)
        if (done := self.built.get(key)) is not None:
            if depth + self.height(done[0]) > MAX_DEPTH + 1:
                raise TooDeepError(node)
            return done
        if key in self.open:
            self.fault(YAML_ALIAS_CYCLE, node)
            return None, 1
        if depth > MAX_DEPTH:
            raise TooDeepError(node)
        self.open.add(key)
        result = self.mapping(node, depth) if isinstance(node, MappingNode) else self.sequence(node, depth)
        self.open.discard(key)
        self.built[key] = result
        return result

    def height(self, value: Any) -> int:
        """How many levels a value has: an alias may put deep data below deep data."""
        if not isinstance(value, dict | list):
            return 0
        if id(value) not in self.heights:
            parts = value.values() if isinstance(value, dict) else value
            self.heights[id(value)] = 1 + max(map(self.height, parts), default=0)
        return self.heights[id(value)]

    def scalar(self, node: ScalarNode) -> bool | int | float | str | None:
        if not is_plain(node):
            if node.style == '"' and (code := find_control(node.value)):  # written as an escape
                self.fault(FILE_CONTROL_CHARACTER, node, code=code[0])
            return node.value  # type: ignore[no-any-return]  # a scalar's value is text
        text: str = node.value
        if text in WORDS:
            return WORDS[text]
        if text[0] not in NUMBER_STARTS:
            return text
        number = NUMBER.fullmatch(text)
        if number is None:
            if may_be_number(text):
                self.doubtful.append(node)
            return text
        if len(text) > MAX_DIGITS:
            self.fault(NUMBER_OUT_OF_RANGE, node)
            return None
        if not (fraction := number[1]):
            return int(text)
        if is_doubtful(fraction):
            self.doubtful.append(node)
        return float(text)

    def sequence(self, node: Node, depth: int) -> tuple[list[Any], int]:
        values, size = [], 1
        for child in node.value:
            value, count = self.build(child, depth + 1)
            values.append(value)
            size += count
        return values, size

    def mapping(self, node: MappingNode, depth: int) -> tuple[dict[str, Any], int]:
        data: dict[str, Any] = {}
        firsts: dict[str, Node] = {}
        size = 1
        for key_node, value_node in node.value:
            if explicit_tag(key_node) is not None:
                self.build(key_node)
                continue
            if not _is_text(key_node):
                self.fault(YAML_KEY_NOT_TEXT, key_node)
                continue
            key = str(self.scalar(key_node))
            if key in data:
                firsts = firsts or {k.value: k for k, _ in reversed(node.value) if type(k) is ScalarNode}
                self.fault(YAML_DUPLICATE_KEY, key_node, key=key, first=_position(firsts[key]).line)
                continue
            if key == "<<" and is_plain(key_node):
                self.fault(YAML_MERGE_KEY, key_node)
                continue
            data[key], count = self.build(value_node, depth + 1)
            size += count
        return data, size


class Reading(NamedTuple):
    """Plain data of a YAML text, every fault of the text that can be identified, and what it was composed to."""

    data: Any
    faults: list[Diagnostic]
    node: Node | None = None
    doubtful: tuple[Node, ...] = ()
    """Plain scalars that some people or programs read as another number: 1.180, 34.0, 1e3, 0123."""


def read_yaml(path: str, text: str) -> Reading:
    """Read a text of one document."""
    if conflicts := conflicts_left(path, text):
        return Reading(None, conflicts)
    builder = _Builder(path)
    try:
        root = compose(text)
        if root is None or (explicit_tag(root) is None and root.value == "" and is_plain(root)):
            return Reading(None, [Diagnostic(FILE_EMPTY, At(path), {}, START)])
        data, size = builder.build(root)
    except TooDeepError as error:
        where = _position(error.node) if error.node else START
        return Reading(None, [Diagnostic(YAML_TOO_DEEP, At(path), {"limit": MAX_DEPTH}, where)])
    except MarkedYAMLError as error:
        return Reading(None, [syntax_fault(path, text, error)])
    if size > max(MAX_VALUES, len(text)):  # what is written out has fewer values than letters
        builder.fault(YAML_TOO_MUCH, root, limit=MAX_VALUES)
    faults = [_with_suggestion(text, fault) for fault in builder.faults]
    if sum(fault.kind is YAML_DUPLICATE_KEY for fault in faults) > 1:
        from .broken.hyphens import with_hyphens

        faults = list(with_hyphens(text, faults))
    return Reading(data, faults, root, tuple(builder.doubtful))


def _with_suggestion(text: str, fault: Diagnostic) -> Diagnostic:
    """A fault with what was probably meant, where the text tells it."""
    if fault.kind is YAML_TAG and fault.position:
        from .broken.marks import tag_meant

        return fault._replace(suggestion=tag_meant(text, fault.position))
    return fault


def yaml_places(text: str, node: Node | None) -> Callable[[Pointer, bool], Position]:
    """A function that gives the line and column of a place. The text is composed now if no `node` is given."""
    root = node or compose(text)

    def locate(pointer: Pointer, on_key: bool) -> Position:  # noqa: FBT001 - the signature that all formats share
        return START if root is None else _locate(root, pointer, on_key=on_key)

    return locate


def written(node: Node, pointer: Pointer) -> str | None:
    """The letters of the plain scalar at a place; None where there is none."""
    for step in pointer:
        if type(node) is MappingNode:
            found = next((value for key, value in node.value if key.value == str(step)), None)
        elif type(node) is SequenceNode and isinstance(step, int) and step < len(node.value):
            found = node.value[step]
        else:
            return None
        if found is None:
            return None
        node = found
    return str(node.value) if type(node) is ScalarNode and is_plain(node) else None


def _locate(node: Node, pointer: Pointer, *, on_key: bool) -> Position:
    """The position at the end of a path, or of the last part of it that exists."""
    where = _position(node)
    for step in pointer:
        if type(node) is MappingNode:
            pair = next((p for p in node.value if p[0].value == str(step)), None)
            if pair is None:
                return where
            key, node = pair
            where = _position(key if on_key and step is pointer[-1] else node)
        elif type(node) is SequenceNode and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            where = _position(node)
        else:
            return where
    return where
