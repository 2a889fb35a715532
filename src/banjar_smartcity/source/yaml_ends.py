"""Ends: where a value of a YAML text really ends, and which comments below it belong to it."""

from __future__ import annotations

import re

from yaml import MappingNode, Node, ScalarNode, SequenceNode

_KEPT = re.compile(r"[|>][1-9]?\+")
"""The start of a text block that keeps the empty lines below it."""


def value_end(text: str, node: Node) -> int:
    """The offset where a value really ends: in libyaml a block ends where the next entry begins."""
    while isinstance(node, MappingNode | SequenceNode) and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, MappingNode) else node.value[-1]
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, ScalarNode) and node.style in ("|", ">") and not _KEPT.match(text, start):
        return int(start + len(text[start:end].rstrip()))
    return int(end)


def line_after(text: str, offset: int) -> int:
    """The start of the next line, or the offset itself if it is the start of a line."""
    return offset if text[offset - 1 : offset] == "\n" else text.index("\n", offset) + 1


def own_comments(text: str, start: int, end: int, column: int) -> int:
    """The offset of the first of the comments and empty lines after an entry that do not belong to it."""
    cut = offset = start
    for line in text[start:end].splitlines(keepends=True):
        offset += len(line)
        words = line.lstrip(" ")
        if words.startswith("#") and len(line) - len(words) > column:
            cut = offset
    return cut
