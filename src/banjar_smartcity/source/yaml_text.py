"""YAML text to plain data, through libyaml's nodes and a resolver of our own.

Plain scalars that are not text: null, ~, nothing; true, false; decimal integers without leading zeros; decimal
fractions. All else is text (`no`, `12:30`, `2023-05-30`, `0123`), unlike YAML 1.1, which PyYAML's loaders follow.
"""

from __future__ import annotations

import re
from typing import Any

from yaml import MappingNode, MarkedYAMLError, Node, ScalarNode, SequenceNode
from yaml._yaml import CParser

from ..diagnostics import START, At, Diagnostic, Phrase, Pointer, Position
from .kinds import (
    FILE_EMPTY,
    NUMBER_OUT_OF_RANGE,
    YAML_ALIAS_CYCLE,
    YAML_DUPLICATE_KEY,
    YAML_KEY_NOT_TEXT,
    YAML_MANY_DOCUMENTS,
    YAML_MERGE_KEY,
    YAML_SYNTAX,
    YAML_TAG,
    YAML_TOO_DEEP,
    YAML_TOO_MUCH,
)
from .problems import explain_problem

MAX_DEPTH = 100
MAX_VALUES = 1_000_000
"""Values of a file after its aliases are expanded."""
MAX_DIGITS = 300
"""Beyond this a fraction overflows, and programs disagree about integers."""

_NULL, _BOOL, _INT, _FRACTION, _TEXT, _LIST, _MAPPING = "null", "bool", "int", "fraction", "text", "list", "mapping"
_OURS = frozenset((_NULL, _BOOL, _INT, _FRACTION, _TEXT, _LIST, _MAPPING))
_WORDS = {"": _NULL, "~": _NULL, "null": _NULL, "true": _BOOL, "false": _BOOL}
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?")
_NUMBER_STARTS = frozenset("-0123456789")


class _TooDeepError(Exception):
    def __init__(self, node: Node | None) -> None:
        self.node = node


class _Composer(CParser):  # type: ignore[misc]  # the C extension has no types
    """libyaml's composer with the resolver it asks for: a tag of ours for each node, and a bound on depth."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.depth = 0

    def descend_resolver(self, parent: Node | None, index: object) -> None:
        # The C composer recurses: without a bound, 32,000 brackets overflow its stack and end the process.
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _TooDeepError(parent)

    def ascend_resolver(self) -> None:
        self.depth -= 1

    def resolve(self, kind: type[Node], value: str, implicit: Any) -> str:
        if kind is not ScalarNode:
            return _MAPPING if kind is MappingNode else _LIST
        if not implicit[0]:
            return _TEXT
        if value[:1] in _NUMBER_STARTS and value:
            number = _NUMBER.fullmatch(value)
            return _TEXT if number is None else _FRACTION if number[1] else _INT
        return _WORDS.get(value, _TEXT)


def _position(node: Node) -> Position:
    return Position(node.start_mark.line + 1, node.start_mark.column + 1)


def _compose(text: str) -> Node | None:
    composer = _Composer(text)
    try:
        return composer.get_single_node()  # type: ignore[no-any-return]
    finally:
        composer.dispose()


class _Builder:
    """Builds plain data from nodes and collects what is wrong on the way."""

    def __init__(self, path: str) -> None:
        self.at = At(path)
        self.faults: list[Diagnostic] = []
        self.built: dict[int, tuple[Any, int]] = {}
        self.open: set[int] = set()

    def fault(self, kind: Any, node: Node, **facts: object) -> None:
        self.faults.append(Diagnostic(kind, self.at, facts, _position(node)))

    def build(self, node: Node) -> tuple[Any, int]:
        """The data of a node, and how many values it holds with its aliases expanded."""
        tag = node.tag
        if tag not in _OURS:
            self.fault(YAML_TAG, node, tag=tag.replace("tag:yaml.org,2002:", "!!"))
            return None, 1
        if type(node) is ScalarNode:
            return self.scalar(node), 1
        key = id(node)
        if (done := self.built.get(key)) is not None:
            return done
        if key in self.open:
            self.fault(YAML_ALIAS_CYCLE, node)
            return None, 1
        self.open.add(key)
        result = self.mapping(node) if type(node) is MappingNode else self.sequence(node)
        self.open.discard(key)
        self.built[key] = result
        return result

    def scalar(self, node: ScalarNode) -> None | bool | int | float | str:
        tag, value = node.tag, node.value
        if tag is _TEXT:
            return value
        if tag is _NULL:
            return None
        if tag is _BOOL:
            return value == "true"
        if len(value) > MAX_DIGITS:
            self.fault(NUMBER_OUT_OF_RANGE, node)
            return None
        return int(value) if tag is _INT else float(value)

    def sequence(self, node: SequenceNode) -> tuple[list[Any], int]:
        values, size = [], 1
        for child in node.value:
            value, count = self.build(child)
            values.append(value)
            size += count
        return values, size

    def mapping(self, node: MappingNode) -> tuple[dict[str, Any], int]:
        data: dict[str, Any] = {}
        size = 1
        for key_node, value_node in node.value:
            if key_node.tag is not _TEXT:
                if key_node.tag in _OURS:
                    self.fault(YAML_KEY_NOT_TEXT, key_node)
                else:
                    self.build(key_node)
                continue
            key = key_node.value
            if key in data:
                first = next(k for k, _ in node.value if k.value == key)
                self.fault(YAML_DUPLICATE_KEY, key_node, key=key, first=_position(first).line)
                continue
            if key == "<<" and not key_node.style:
                self.fault(YAML_MERGE_KEY, key_node)
                continue
            data[key], count = self.build(value_node)
            size += count
        return data, size


def _syntax(path: str, error: MarkedYAMLError) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    where = Position(mark.line + 1, mark.column + 1) if mark else START
    if error.problem == "but found another document":
        return Diagnostic(YAML_MANY_DOCUMENTS, At(path), {}, where)
    return Diagnostic(YAML_SYNTAX, At(path), {"problem": Phrase(explain_problem(error.problem))}, where)


def read_yaml(path: str, text: str) -> tuple[Any, list[Diagnostic]]:
    """Plain data of a YAML text, and every fault of the text that can be told apart."""
    try:
        root = _compose(text)
    except _TooDeepError as error:
        where = _position(error.node) if error.node else START
        return None, [Diagnostic(YAML_TOO_DEEP, At(path), {"limit": MAX_DEPTH}, where)]
    except MarkedYAMLError as error:
        return None, [_syntax(path, error)]
    if root is None or (root.tag is _NULL and not root.value):
        return None, [Diagnostic(FILE_EMPTY, At(path), {}, START)]
    builder = _Builder(path)
    data, size = builder.build(root)
    if size > MAX_VALUES:
        builder.fault(YAML_TOO_MUCH, root, limit=MAX_VALUES)
    return data, builder.faults


def locate_yaml(text: str, pointer: Pointer, *, on_key: bool) -> Position:
    """Line and column of a place; where the path ends early, of the last part that exists."""
    node = _compose(text)
    if node is None:
        return START
    where = _position(node)
    for step in pointer:
        if type(node) is MappingNode:
            pair = next((p for p in node.value if p[0].value == step), None)
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
