"""What the files of Python are made of, parsed once for all tests that look for a kind of line in them."""

from __future__ import annotations

import ast
from functools import cache


@cache
def tree_of(text: str) -> ast.Module:
    """A Python text as a tree."""
    return ast.parse(text)


@cache
def nodes_of(text: str) -> tuple[ast.AST, ...]:
    """All nodes of a Python text."""
    return tuple(ast.walk(tree_of(text)))
