"""Compose: YAML text to libyaml's nodes, with their marks, and never deeper than a stack can bear."""

from __future__ import annotations

import operator
import re
from typing import Any

from yaml import Node
from yaml._yaml import CParser

MAX_DEPTH = 100

_NESTED_LINE = re.compile("(?:^|[\\r\x85\u2028\u2029])[ ?:-]{60}", re.MULTILINE)
"""A line that may open many blocks, after any of libyaml's line ends."""
_FEW_BRACKETS = 40


class TooDeepError(Exception):
    """The text nests deeper than MAX_DEPTH; `node` is the innermost one that was still entered."""

    def __init__(self, node: Node | None) -> None:
        self.node = node


class _Composer(CParser):
    """libyaml's composer. It asks a resolver for the tag of each node and tells it of each descent.

    These are C callables that take the right number of arguments, since a Python method three times a node would
    double the time of reading. `slice(kind, value, implicit)` is kept as the tag: it is no string, which tells the
    nodes without a tag of their own, and holds in `step` whether a scalar was written plain.
    """

    resolve = slice
    descend_resolver = operator.is_
    ascend_resolver = tuple


class _CountingComposer(CParser):
    """The same with a bound on depth: composing recurses in C, and 32,000 brackets would end the process."""

    resolve = slice

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.depth = 0

    def descend_resolver(self, parent: Node | None, index: object) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise TooDeepError(parent)

    def ascend_resolver(self) -> None:
        self.depth -= 1


def _may_be_deep(text: str) -> bool:
    """Whether depth must be counted: blocks nest by what stands in front of a line, flows by brackets."""
    return text.count("[") + text.count("{") > _FEW_BRACKETS or _NESTED_LINE.search(text) is not None


def compose(text: str) -> Node | None:
    """The root node of a text of one document, None for none.

    Raises `TooDeepError`, and yaml's `MarkedYAMLError` where the text breaks a rule of YAML.
    """
    composer: Any = _CountingComposer(text) if _may_be_deep(text) else _Composer(text)
    try:
        root: Node | None = composer.get_single_node()
        return root
    finally:
        composer.dispose()


def explicit_tag(node: Node) -> str | None:
    """The tag that the text itself gives a node."""
    return node.tag if isinstance(node.tag, str) else None


def is_plain(node: Node) -> bool:
    """Whether a scalar without a tag was written without quotes and not as a block."""
    tag: Any = node.tag
    return bool(tag.step[0])
