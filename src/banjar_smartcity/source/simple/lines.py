"""Lines: read a YAML text of which each line is a key, an entry, a comment or empty, and means one thing only.

All that libyaml might read otherwise is refused, and with it all that could be a fault: then there are no data, and
`yaml_text.py` reads the text. It is the definition; `tests/test_source_simple.py` compares both.
"""

from __future__ import annotations

import re
from sys import intern
from typing import Any, cast

from .scalars import MAX_DIGITS, NUMBER, NUMBER_STARTS, WORDS, is_doubtful, may_be_number

_KEY = r"[A-Za-z_][A-Za-z0-9_-]{0,99}"
_PLAIN = r"[A-Za-z0-9(/<=;^_$+~\xa1-\xaa\xac\xae-\xb3\xb5-\xba\xbc-\xff][^\n]*"
"""Letters and signs that begin a plain scalar and nothing else."""
_QUOTED = r"\"[^\"\\\n]*\"|'[^'\n]*'"
_LINE = re.compile(
    rf"^(?:( *)(- )?(?:({_KEY}):(?: (?=[^ \n])|$))?({_QUOTED}|\[\]|\{{\}}|{_PLAIN})?| *#[^\n]*)$", re.MULTILINE
)
_ORDINARY = b"\n" + bytes(range(ord(" "), ord("~") + 1))
_STRANGE = r"[^\n -~\xa1-\xaa\xac\xae-\xb3\xb5-\xba\xbc-\xff]"
"""All but the letters of European languages; some of these look like others, or end a line."""
_TAIL = r"[^ \n] #[^\W_]"
"""What may be a comment behind a value."""
_LEAVES = frozenset(("[]", "{}"))
_MOST_DEPTH = 50


class _NotSimpleError(Exception):
    """The text is not simple."""


def read_lines(text: str) -> dict[str, Any] | None:
    """The data of a text; None if it is not simple."""
    if _is_strange(text):
        return None
    lines = _LINE.findall(text)
    if len(lines) != text.count("\n") + 1:
        return None
    try:
        return _mapping(lines)
    except _NotSimpleError:
        return None


def _is_strange(text: str) -> bool:
    """Whether there are characters of few texts, spaces that end a line, or comments behind values."""
    if " \n" in text or text.endswith(" ") or (" #" in text and re.search(_TAIL, text)):
        return True
    return bool(text.encode().translate(None, _ORDINARY) if text.isascii() else re.search(_STRANGE, text))


class _Blocks:
    """The blocks that are open at a line, each with its column, and a key whose value may follow."""

    def __init__(self, root: dict[str, Any]) -> None:
        self.columns, self.open = [0], [cast(Any, root)]
        self.key: str | None = None
        self.holder, self.column = root, 0

    def begin(self, column: int, block: Any) -> None:
        """Open a block."""
        if len(self.columns) == _MOST_DEPTH:
            raise _NotSimpleError
        self.columns.append(column)
        self.open.append(block)

    def close(self, column: int) -> None:
        """Close the blocks that end before a line at this column."""
        while self.columns[-1] > column:
            self.columns.pop()
            self.open.pop()

    def entries(self, column: int) -> list[Any]:
        """The list in which an entry at this column is."""
        if self.key is not None and column >= self.column:
            found = self.holder[self.key] = list[Any]()
            self.begin(column, found)
            return found
        block = self.open[-1]
        if self.columns[-1] != column or type(block) is not list:
            raise _NotSimpleError
        return block

    def mapping(self, column: int) -> dict[str, Any]:
        """The mapping in which a key at this column is."""
        if self.key is not None and column > self.column:
            found = self.holder[self.key] = dict[str, Any]()
            self.begin(column, found)
            return found
        if type(self.open[-1]) is list:  # its entries may have the column of its own key
            self.columns.pop()
            self.open.pop()
        block = self.open[-1]
        if self.columns[-1] != column or type(block) is not dict:
            raise _NotSimpleError
        return block


def _mapping(lines: list[tuple[str, str, str, str]]) -> dict[str, Any] | None:
    root: dict[str, Any] = {}
    blocks = _Blocks(root)
    for spaces, dash, name, written in lines:
        key = intern(name)
        if not (dash or key or written):
            continue
        column = len(spaces)
        if blocks.columns[-1] > column:
            blocks.close(column)
        if dash:
            entries = blocks.entries(column)
            if not key:
                entries.append(_value(written))
                blocks.key = None
                continue
            column += len(dash)
            inner: dict[str, Any] = {}
            entries.append(inner)
            blocks.begin(column, inner)
        elif key:
            inner = blocks.mapping(column)
        else:
            raise _NotSimpleError
        if key in inner or key in WORDS:
            raise _NotSimpleError
        if written:
            inner[key] = _value(written)
            blocks.key = None
        else:
            inner[key] = None
            blocks.key, blocks.holder, blocks.column = key, inner, column
    return root or None


def _value(written: str) -> Any:
    """The value of a scalar in a line."""
    first = written[:1]
    if first in "\"'":
        return written[1:-1]
    if written in _LEAVES:
        return [] if first == "[" else {}
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
