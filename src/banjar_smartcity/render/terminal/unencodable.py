"""Unencodable: signs that the encoding of an output does not have, such as a minus sign in a pipe on Windows."""

from __future__ import annotations

import codecs
from typing import TextIO

_NAME = "smartcity"
"""The name of this way out, as streams know it."""
_PLAIN = {
    **dict.fromkeys("\N{MINUS SIGN}\N{EN DASH}\N{EM DASH}\N{MIDDLE DOT}\N{NON-BREAKING HYPHEN}", "-"),
    **dict.fromkeys("\N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}", " "),
    **dict.fromkeys("\u2018\u2019\u201c\u201d", "'"),
    "\N{HORIZONTAL ELLIPSIS}": "...",
    "\N{MULTIPLICATION SIGN}": "x",
    "\N{BULLET}": "*",
    "\N{RIGHTWARDS ARROW}": "->",
    "\N{GREATER-THAN OR EQUAL TO}": ">=",
    "\N{LESS-THAN OR EQUAL TO}": "<=",
}
"""What people write where they have no such sign. None of it has to be escaped in JSON."""


def allow_any_sign(stream: TextIO) -> None:
    """Have a stream write plain signs for those that its encoding does not have, instead of failing."""
    if hasattr(stream, "reconfigure"):
        codecs.register_error(_NAME, _replace)
        stream.reconfigure(errors=_NAME)


def _replace(error: UnicodeError) -> tuple[str, int]:
    """The nearest plain signs; of all other letters their number, as JSON escapes it."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(_PLAIN.get(letter) or _number(letter) for letter in text), error.end


def _number(letter: str) -> str:
    units = letter.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))
