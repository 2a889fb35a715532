"""Patterns: regular expressions that are compiled when they are first asked.

A command reads modules with a hundred of them and asks a few; to compile all takes longer than to read a small table.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("finditer", "findall", "fullmatch", "match", "search", "split", "sub", "subn")


class _LatePattern:
    """What is asked like a compiled pattern. From the first time on its methods are those of the pattern itself."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        if name not in (*_METHODS, "pattern", "flags", "groups", "groupindex"):
            raise AttributeError(name)
        compiled = re.compile(self._text, self._flags)
        vars(self).update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def late(text: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled when it is first asked; a fault in it shows only then."""
    return cast("re.Pattern[str]", _LatePattern(text, flags))
