"""Lines: read a YAML text of which each line is a key, an entry, a comment or empty, and means one thing only.

All that libyaml might read otherwise is refused, and with it all that could be a fault: then there are no data, and
`yaml_text.py` reads the text. It is the definition; `tests/test_source_simple.py` compares both.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from sys import intern
from typing import Any, NamedTuple

from .scalars import MAX_DIGITS, NUMBER, NUMBER_STARTS, WORDS, is_doubtful, may_be_number

_KEY = r"[A-Za-z_][A-Za-z0-9_-]{0,99}"
_PLAIN = r"[A-Za-z0-9(/<=;^_$+~\xa1-\xaa\xac\xae-\xb3\xb5-\xba\xbc-\xff][^\n]*"
"""Letters and signs that begin a plain scalar and nothing else."""
_QUOTED = r"\"[^\"\\\n]*\"|'[^'\n]*'"
_LINE = re.compile(rf"(?:( *)(- )?(?:({_KEY}):(?: (?=[^ ])|\Z))?({_QUOTED}|\[\]|\{{\}}|{_PLAIN})?| *#.*)", re.DOTALL)
_ORDINARY = b"\n" + bytes(range(ord(" "), ord("~") + 1))
_STRANGE = r"[^\n -~\xa1-\xaa\xac\xae-\xb3\xb5-\xba\xbc-\xff]"
"""All but the letters of European languages; some of these look like others, or end a line."""
_TAIL = r"[^ \n] #[^\W_]"
"""What may be a comment behind a value."""
_LEAVES: dict[str, Callable[[], Any]] = {"[]": list, "{}": dict}
_MOST_DEPTH = 50
_AFTER_DASH = len("- ")
_MOST_KNOWN, _LONGEST_KNOWN = 1 << 12, 60
"""So many lines, of so many characters, are kept as they were read: most lines of many files are the same few."""

_Line = tuple[int, str, str, Callable[[], Any] | None, Any]
"""What a line says: its column, its dash, its key, what makes its value if that can be changed, and its value.

A key without a value has `_FOLLOWS`: its value is in the next lines.
"""
_FOLLOWS = object()
_Key = tuple[dict[str, Any], str, int]
"""A mapping, a key of it whose value may follow, and its column."""


class _NotSimpleError(Exception):
    """The text is not simple."""


def read_lines(text: str) -> dict[str, Any] | None:
    """The data of a text; None if it is not simple."""
    if _is_strange(text):
        return None
    try:
        return _mapping(text.split("\n"))
    except _NotSimpleError:
        return None


def _is_strange(text: str) -> bool:
    """Whether there are characters of few texts, spaces that end a line, or comments behind values."""
    if " \n" in text or text.endswith(" ") or (" #" in text and re.search(_TAIL, text)):
        return True
    return bool(text.encode().translate(None, _ORDINARY) if text.isascii() else re.search(_STRANGE, text))


class _Blocks(NamedTuple):
    """The blocks that are open at a line, the innermost one last, each with its column."""

    columns: list[int]
    open: list[Any]

    def begin(self, column: int, block: Any) -> None:
        """Open a block."""
        if len(self.columns) == _MOST_DEPTH:
            raise _NotSimpleError
        self.columns.append(column)
        self.open.append(block)

    def entries(self, column: int, value_of: _Key | None) -> list[Any]:
        """The list in which an entry at this column is; it may be the value of the key in the line before."""
        if value_of is not None and column >= value_of[2]:
            holder, key, _ = value_of
            found = holder[key] = list[Any]()
            self.begin(column, found)
            return found
        block = self.open[-1]
        if self.columns[-1] != column or type(block) is not list:
            raise _NotSimpleError
        return block

    def mapping(self, column: int, value_of: _Key | None) -> dict[str, Any]:
        """The mapping in which a key at this column is; it may be the value of the key in the line before."""
        if value_of is not None and column > value_of[2]:
            holder, key, _ = value_of
            found = holder[key] = dict[str, Any]()
            self.begin(column, found)
            return found
        if type(self.open[-1]) is list:  # its entries may have the column of its own key
            self.columns.pop()
            self.open.pop()
        block = self.open[-1]
        if self.columns[-1] != column or type(block) is not dict:
            raise _NotSimpleError
        return block


def _mapping(lines: list[str]) -> dict[str, Any] | None:
    root: dict[str, Any] = {}
    blocks = _Blocks([0], [root])
    columns, opened = blocks
    value_of: _Key | None = None
    known = _known.get
    for written in lines:
        column, dash, key, make, value = known(written) or _read_line(written)
        if column < 0:
            continue
        while columns[-1] > column:
            columns.pop()
            opened.pop()
        if dash:
            entries = blocks.entries(column, value_of)
            if not key:
                entries.append(make() if make else value)
                value_of = None
                continue
            column += _AFTER_DASH
            inner: dict[str, Any] = {}
            entries.append(inner)
            blocks.begin(column, inner)
        elif value_of is None and columns[-1] == column and type(opened[-1]) is dict:
            inner = opened[-1]
        else:
            inner = blocks.mapping(column, value_of)
        if key in inner:
            raise _NotSimpleError
        if value is _FOLLOWS:
            inner[key] = None
            value_of = inner, key, column
        else:
            inner[key] = make() if make else value
            value_of = None
    return root or None


_known: dict[str, _Line] = {}


def _read_line(written: str) -> _Line:
    """What a line says; nothing, which has no column, if it is empty or a comment."""
    found = _LINE.fullmatch(written)
    if found is None:
        raise _NotSimpleError
    spaces, dash, name, value = found.groups("")
    if not (dash or name or value):
        line: _Line = (-1, "", "", None, None)
    elif name in WORDS and (name or not dash):
        raise _NotSimpleError
    else:
        make = _LEAVES.get(value)
        line = (len(spaces), dash, intern(name), make, _value(value) if value or not name else _FOLLOWS)
    if len(written) <= _LONGEST_KNOWN:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[written] = line
    return line


def _value(written: str) -> Any:
    """The value of a scalar in a line."""
    first = written[:1]
    if first in "\"'":
        return written[1:-1]
    if written in _LEAVES:
        return None
    if ": " in written or " #" in written or written[-1:] == ":":
        raise _NotSimpleError
    if written in WORDS:
        return WORDS[written]
    if first not in NUMBER_STARTS:
        return written
    number = NUMBER.fullmatch(written)
    if number is None:
        if may_be_number(written):
            raise _NotSimpleError
        return written
    fraction = number[1]
    if len(written) > MAX_DIGITS or (fraction and is_doubtful(fraction)):
        raise _NotSimpleError
    return float(written) if fraction else int(written)
