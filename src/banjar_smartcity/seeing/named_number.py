"""Numbers of documents: whether two are the same, clearly different, or too unlike to be compared."""

from __future__ import annotations

import re

_FILLERS = frozenset(("nomor", "no", "number", "tahun", "of", "year", "th"))
_CONFUSED = str.maketrans({"o": "0", "l": "1", "i": "1", "|": "1", "s": "5", "b": "8", "z": "2"})
"""Letters that a scan gives for digits."""


def tokens_of(number: str) -> tuple[str, ...]:
    """The parts of a number that count: digits without leading zeros, and letters."""
    parts = re.findall(r"[^\W_]+", number.casefold())
    split = (piece for part in parts for piece in re.findall(r"[0-9]+|[^\W\d_]+", _clean(part)))
    kept = (piece for piece in split if piece not in _FILLERS)
    return tuple(piece.lstrip("0") or "0" if piece.isdecimal() else piece for piece in kept)


def _clean(part: str) -> str:
    """A part with digits as a scan should have read it: "l2" is "12"."""
    digits = sum(c.isdecimal() for c in part)
    return part.translate(_CONFUSED) if digits and digits * 2 >= len(part) else part


def same_number(recorded: str, said: str) -> bool:
    """Whether two numbers are the same, or one is a part of the other that has more than its year."""
    fewer, more = sorted((_digits(recorded), _digits(said)), key=len)
    if sorted(fewer) == sorted(more):
        return bool(fewer)
    rest = iter(more)
    return not all(map(_is_year, fewer)) and all(token in rest for token in fewer)


def other_number(recorded: str, said: str) -> bool:
    """Whether two numbers are clearly not the same: of the same form, with other digits."""
    ours, theirs = tokens_of(recorded), tokens_of(said)
    if same_number(recorded, said) or [t.isdecimal() for t in ours] != [t.isdecimal() for t in theirs]:
        return False
    if len(_digits(recorded)) < 2:
        return False
    letters = [(a, b) for a, b in zip(ours, theirs, strict=True) if not a.isdecimal()]
    if any(_as_digits(a) != _as_digits(b) for a, b in letters):
        return False
    return any(a != b for a, b in zip(ours, theirs, strict=True) if a.isdecimal())


def _digits(number: str) -> list[str]:
    return [token for token in tokens_of(number) if token.isdecimal()]


def _is_year(token: str) -> bool:
    return len(token) == 4 and token.startswith(("19", "20"))


def _as_digits(token: str) -> str:
    return token.translate(_CONFUSED)
