"""Compose: turn YAML text into libyaml's nodes, with a limit on depth so that the stack never overflows."""

from __future__ import annotations

import operator
import re
from typing import Any

from yaml import Node
from yaml._yaml import CParser

MAX_DEPTH = 100
_NESTED, _NESTED_LINE = "\\n[ ?:-]{60}", "[\\n\\r\x85\u2028\u2029][ ?:-]{60}"
"""A line that may open many blocks: after the usual line end, found much faster, and after any that libyaml knows."""
_FEW_BRACKETS = 40


class TooDeepError(Exception):
    """The text nests deeper than MAX_DEPTH; `node` is the innermost node that was entered."""

    def __init__(self, node: Node | None) -> None:
        self.node = node


class _Composer(CParser):
    """libyaml's composer, with the resolver methods that it calls for the tag of each node and around each descent.

    The methods are C callables that accept the right number of arguments: Python methods, called three times for each
    node, would double the time to read a file. The tag of a node is `slice(kind, value, implicit)`: unlike the tag
    that a text gives a node, it is not a string, and its `step` says whether a scalar was written plain.
    """

    resolve = slice
    descend_resolver = operator.is_
    ascend_resolver = tuple


class _CountingComposer(CParser):
    """The same with a limit on depth: composing recurses in C, and 32,000 brackets would crash the process."""

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


def may_be_deep(text: str) -> bool:
    """Whether depth must be counted: blocks nest by indentation and dashes, flow collections by brackets."""
    if text.count("[") + text.count("{") > _FEW_BRACKETS:
        return True
    return re.search(_NESTED if text.isascii() and "\r" not in text else _NESTED_LINE, f"\n{text}") is not None


def compose(text: str) -> Node | None:
    """The root node of a text with one document, or None if the text is empty.

    Raise `TooDeepError` if it nests too deep, and yaml's `MarkedYAMLError` if it is not valid YAML.
    """
    composer: Any = _CountingComposer(text) if may_be_deep(text) else _Composer(text)
    try:
        root: Node | None = composer.get_single_node()
        return root
    finally:
        composer.dispose()


def explicit_tag(node: Node) -> str | None:
    """The tag that the text gives a node, or None if it gives none."""
    return node.tag if isinstance(node.tag, str) else None


def is_plain(node: Node) -> bool:
    """Whether a scalar without a tag was written without quotes and not as a text block."""
    tag: Any = node.tag
    return bool(tag.step[0])
