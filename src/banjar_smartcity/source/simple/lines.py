"""Lines: read a YAML text of which each line is a key, an entry, a comment or empty, and means one thing only.

All that libyaml might read otherwise is refused, and with it all that could be a fault: then there are no data, and
`yaml_text.py` reads the text. It is the definition; `tests/test_source_simple.py` compares both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from sys import intern
from typing import Any

from .flow import FLOW, read_flow
from .scalars import (
    MAX_DIGITS,
    NUMBER,
    NUMBER_STARTS,
    WORDS,
    has_unclear_place,
    is_doubtful,
    is_fraction,
    may_be_number,
)
from .wrapped import KEY, unwrap

_PLAIN = r"(?:[A-Za-z0-9(/<=;^_$+~\xa1-\xaa\xac\xae-\xb3\xb5-\xba\xbc-\xff]|-(?=[0-9]))[^\n]*"
"""Letters and signs that begin a plain scalar and nothing else."""
_PLAIN_STARTS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
"""Some of them, which are the most frequent."""
_QUOTED = r"\"(?:[^\"\\\n]|\\[\"\\])*\"|'(?:[^'\n]|'')*'"
_LINE = re.compile(rf"(?:( *)(- )?(?:({KEY}):(?: (?=[^ ])|\Z))?({_QUOTED}|{FLOW}|{_PLAIN})?| *#.*)", re.DOTALL)
_ORDINARY = b"\n" + bytes(range(ord(" "), ord("~") + 1))
_STRANGE = r"[^\n -~\xa1-\xaa\xac\xae-\xb3\xb5-\xba\xbc-\xff]"
"""All but the letters of European languages; some of these look like others, or end a line."""
_SIGNS = "–—‘’“”…•→←↔≥≤≠✓✔●■▪◦€™"
"""Signs of word processors, and symbols, that are nothing odd inside a text.

A set of them and letters takes 5 ms to compile.
"""
_ODD_STARTS = frozenset("‘“”")
"""A text in quotes of a word processor is odd, so that its first letter tells."""
_LATEST_MARK = 500
"""The mark where data begin comes first, or after a few comments."""
_LEAVES: dict[str, Callable[[], Any]] = {"[]": list, "{}": dict}
_MOST_DEPTH = 50
_AFTER_DASH = len("- ")
_MOST_KNOWN, _LONGEST_KNOWN = 1 << 12, 60
"""So many lines, of so many characters, are kept as they were read: most lines of many files are the same few."""

_Line = tuple[int, str, str, Callable[[], Any] | None, Any]
"""What a line says: its column, its dash, its key, what makes its value if that can be changed, and its value.

A key without a value has `_FOLLOWS`: its value is in the next lines.
"""
_NOWHERE = -2
"""A column that no line has."""
_FOLLOWS = object()
_Key = tuple[dict[str, Any], str, int]
"""A mapping, a key of it whose value may follow, and its column."""


class _NotSimpleError(Exception):
    """The text is not simple."""


def read_lines(text: str) -> dict[str, Any] | None:
    """The data of a text; None if it is not simple."""
    text = ordinary(text)
    if _is_strange(text):
        return None
    lines = text.split("\n")
    found = _data(lines)
    if found is None and (unwrapped := unwrap(lines)) is not None:
        lines, blocks = unwrapped
        found = _data(lines, partial(_read_stand_in, blocks) if blocks else _read_line)
    if found is None or (found[1] and has_unclear_place(text)):
        return None
    return found[0] or None


def ordinary(text: str) -> str:
    """The same lines without what only programs write: the line ends of Windows, and the mark where data begin."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if "---\n" in text[:_LATEST_MARK] and (mark := re.match(r"(?:#[^\n]*\n|\n)*---(?=\n)", text)):
        text = text[: mark.end() - 3] + text[mark.end() :]
    return text


def _data(lines: list[str], read: Callable[[str], _Line] | None = None) -> tuple[dict[str, Any], bool] | None:
    """As `_mapping`; None if the lines are not simple."""
    try:
        return _mapping(lines, read or _read_line)
    except _NotSimpleError:
        return None


def _is_strange(text: str) -> bool:
    """Whether there are characters of few texts, spaces that end a line, or comments behind values."""
    if " \n" in text or text.endswith(" ") or _has_tail(text):
        return True
    odd = text.encode().translate(None, _ORDINARY)
    if not odd:
        return False
    letters = odd.decode()
    for sign in _SIGNS:
        letters = letters.replace(sign, "")
    return re.search(_STRANGE, letters) is not None


def _has_tail(text: str) -> bool:
    """Whether there may be a comment behind a value."""
    place = text.find(" #")
    while place >= 0:
        if place and text[place - 1] not in " \n" and text[place + 2 : place + 3].isalnum():
            return True
        place = text.find(" #", place + 1)
    return False


def _mapping(lines: list[str], read: Callable[[str], _Line]) -> tuple[dict[str, Any], bool]:
    """The data of lines, of which `read` says what each says, and whether a number is doubtful, such as 4.00."""
    root: dict[str, Any] = {}
    columns, opened = [0], [root]  # the blocks that are open, the innermost one last
    inner, at = root, 0
    value_of: _Key | None = None
    has_doubt = False
    known = _known.get
    for written in lines:
        line = known(written)
        if line is None:
            line = read(written)
            has_doubt = has_doubt or (type(line[4]) is float and _is_doubtful(written))
        column, dash, key, make, value = line
        if column != at or dash or value_of is not None:  # it is not one more key of the mapping of the line before
            if column < 0:
                continue
            while columns[-1] > column:
                columns.pop()
                opened.pop()
            if dash:
                entries = _entries(columns, opened, column, value_of)
                if not key:
                    entries.append(make() if make else value)
                    value_of, at = None, _NOWHERE
                    continue
                at = column + _AFTER_DASH
                inner = {}
                entries.append(inner)
                columns.append(at)
                opened.append(inner)
            else:
                inner, at = _inner(columns, opened, column, value_of), column
            if len(columns) > _MOST_DEPTH:
                raise _NotSimpleError
        if key in inner:
            raise _NotSimpleError
        if value is _FOLLOWS:
            inner[key] = None
            value_of = inner, key, at
        else:
            inner[key] = make() if make else value
            value_of = None
    return root, has_doubt


def _entries(columns: list[int], opened: list[Any], column: int, value_of: _Key | None) -> list[Any]:
    """The list in which an entry at this column is; it may be the value of the key in the line before."""
    if value_of is not None and column >= value_of[2]:
        holder, key, _ = value_of
        found: list[Any] = []
        holder[key] = found
        columns.append(column)
        opened.append(found)
        return found
    block = opened[-1]
    if columns[-1] != column or type(block) is not list:
        raise _NotSimpleError
    return block


def _inner(columns: list[int], opened: list[Any], column: int, value_of: _Key | None) -> dict[str, Any]:
    """The mapping in which a key at this column is; it may be the value of the key in the line before."""
    if value_of is not None and column > value_of[2]:
        holder, key, _ = value_of
        found: dict[str, Any] = {}
        holder[key] = found
        columns.append(column)
        opened.append(found)
        return found
    if type(opened[-1]) is list:  # its entries may have the column of its own key
        columns.pop()
        opened.pop()
    block = opened[-1]
    if columns[-1] != column or type(block) is not dict:
        raise _NotSimpleError
    return block


_known: dict[str, _Line] = {}
_heads: dict[str, tuple[int, str, str]] = {}
"""Column, dash and key of lines by what is before their values: there are few of them, and many values."""


def _read_line(written: str) -> _Line:
    """What a line says; nothing, which has no column, if it is empty or a comment."""
    said = _without_comment(written) if " #" in written else written
    before, _, after = said.partition(": ")
    head = _heads.get(before)
    if head is not None and after[:1] in _PLAIN_STARTS:
        line: _Line = (*head, None, _value(after))
    else:
        line = _read_parts(said, before)
    if len(written) <= _LONGEST_KNOWN and not (type(line[4]) is float and _is_doubtful(written)):
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[written] = line
    return line


def _without_comment(written: str) -> str:
    """A line without the comment behind its value. With quotes in it, a sign of comments may be within them."""
    place = written.find(" #")
    return written if "'" in written[place:] or '"' in written[place:] else written[:place].rstrip(" ")


def _read_stand_in(blocks: Mapping[str, str], written: str) -> _Line:
    """The same of a line that may be the stand-in for one whose text has line breaks."""
    text = blocks.get(written)
    return _read_line(written) if text is None else (*_read_line(written.partition("\n")[0] + "x")[:4], text)


def _read_parts(written: str, before: str) -> _Line:
    """The same of a line of any form. `before` is what is before its first value, if that has a key."""
    found = _LINE.fullmatch(written)
    if found is None:
        raise _NotSimpleError
    spaces, dash, name, text = found.groups("")
    if text:
        if name in WORDS and (name or not dash):
            raise _NotSimpleError
        make = _make(text) if text[0] in "[{" else None
        line: _Line = (len(spaces), dash, intern(name), make, None if make else _value(text))
        if name and len(_heads) < _MOST_KNOWN:
            _heads[before] = line[:3]
    elif name:
        if name in WORDS:
            raise _NotSimpleError
        line = (len(spaces), dash, intern(name), None, _FOLLOWS)
    elif dash:
        raise _NotSimpleError
    else:
        line = (-1, "", "", None, None)
    return line


def _is_doubtful(written: str) -> bool:
    """Whether the fraction that a line has is: such lines are not kept, so that each text is known to have one."""
    number = written.partition(" #")[0].rstrip(" ")
    return is_doubtful(number[number.rfind(".") :])


def _make(written: str) -> Callable[[], Any]:
    """What makes the list or mapping in a line."""
    make = _LEAVES.get(written) or read_flow(written)
    if make is None:
        raise _NotSimpleError
    return make


def _value(written: str) -> Any:
    """The value of a scalar in a line."""
    first = written[0]
    if first in "\"'":
        if written[1] in _ODD_STARTS:
            raise _NotSimpleError
        text = written[1:-1]
        if first == "'":
            return text.replace("''", "'")
        return re.sub(r"\\(.)", r"\1", text) if "\\" in text else text
    if ": " in written or " #" in written or written[-1] == ":":
        raise _NotSimpleError
    if first not in NUMBER_STARTS:
        return WORDS.get(written, written)
    number = NUMBER.fullmatch(written)
    if number is None:
        if may_be_number(written):
            raise _NotSimpleError
        return written
    fraction = number[1]
    if len(written) > MAX_DIGITS or (fraction and not is_fraction(written)):
        raise _NotSimpleError
    return float(written) if fraction else int(written)
