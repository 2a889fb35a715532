"""Decode: turn bytes into text, and refuse what is too large, not UTF-8, or has invisible characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from ..diagnostics import START, At, Diagnostic, Phrase, Position
from ..i18n import N_
from .kinds import (
    FILE_BYTE_ORDER_MARK,
    FILE_CONTROL_CHARACTER,
    FILE_EMPTY,
    FILE_ENCODING,
    FILE_NOT_TEXT,
    FILE_TOO_LARGE,
)

MAX_BYTES = 8 * 1024 * 1024

_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
"""Every line end that libyaml knows."""
_CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
"""Characters that are not printable (YAML 1.2, section 5.1) or that reverse the text (CVE-2021-42574)."""
_PLAIN = b"\t\n\r" + bytes(range(0x20, 0x7F))  # what it allows of ASCII: to take it out is faster than to search


def split_lines(text: str) -> list[str]:
    """The lines of a text, without their line ends."""
    return _BREAK.split(text)


def positions(text: str) -> Callable[[int], Position]:
    """A function that gives the line and column of the character at an offset."""
    starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def position(offset: int) -> Position:
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    return position


def position_of(text: str, offset: int) -> Position:
    """The line and column of the character at an offset."""
    return positions(text)(offset)


def find_control(text: str) -> tuple[str, int] | None:
    """The first invisible character, as its code point, and its offset; None if there is none."""
    if text.isascii() and not text.encode("ascii").translate(None, _PLAIN):
        return None
    found = re.search(_CONTROL, text)
    return (f"U+{ord(found[0]):04X}", found.start()) if found else None


_ANSI = "ANSI (Windows-1252)"
_PROGRAMS = (
    (b"PK\x03\x04", N_("a document of Word, Excel or PowerPoint, or a ZIP archive")),
    (b"\xd0\xcf\x11\xe0", N_("an old document of Word, Excel or PowerPoint")),
    (b"%PDF-", N_("a PDF document")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
)
MSGIDS = tuple(dict.fromkeys(what for _, what in _PROGRAMS))


def _other_program(content: bytes) -> str | None:
    """The msgid that says what other program wrote these bytes; None for what may be text."""
    return next((what for start, what in _PROGRAMS if content.startswith(start)), None)


def _wide(content: bytes) -> str | None:
    """The name of an encoding that takes two or four bytes a character; None if it is not one."""
    if content.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "UTF-32"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    start = content[:400]
    halves = start[0::2], start[1::2]
    return "UTF-16" if len(start) > 3 and any(2 * half.count(0) > len(half) > 1 for half in halves) else None


def _not_text(at: At, content: bytes) -> Diagnostic | None:
    """The finding for bytes of another program or of a wide encoding."""
    if (what := _other_program(content)) is not None:
        return Diagnostic(FILE_NOT_TEXT, at, {"what": Phrase(what)}, START)
    if (wide := _wide(content)) is not None:
        return Diagnostic(FILE_ENCODING, at, {"encoding": wide}, START)
    return None


def encoding_of(content: bytes) -> str:
    """The name of the encoding that bytes probably have which are not UTF-8."""
    return _wide(content) or _ANSI


def decode(path: str, content: bytes) -> tuple[str | None, list[Diagnostic]]:
    """The text of a file, or None with a finding that says why it cannot be read."""
    at = At(path)
    if len(content) > MAX_BYTES:
        return None, [Diagnostic(FILE_TOO_LARGE, at, {"size": len(content), "limit": MAX_BYTES}, START)]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        where = position_of(before, len(before))
        return None, [_not_text(at, content) or Diagnostic(FILE_ENCODING, at, {"encoding": _ANSI}, where)]
    diagnostics = []
    if text.startswith("\ufeff"):
        text = text[1:]
        diagnostics.append(Diagnostic(FILE_BYTE_ORDER_MARK, at, {}, START))
    if control := find_control(text):
        if (fault := _not_text(at, content)) is not None:
            return None, [fault]
        code, offset = control
        return None, [*diagnostics, Diagnostic(FILE_CONTROL_CHARACTER, at, {"code": code}, position_of(text, offset))]
    if not text.strip():
        return None, [*diagnostics, Diagnostic(FILE_EMPTY, at, {}, START)]
    return text, diagnostics
