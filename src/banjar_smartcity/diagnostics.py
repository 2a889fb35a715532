"""What a fault in people's data is: a kind, a place and facts; never a formatted sentence.

A check yields a `Diagnostic`, whose place is a path into the data (`At`) or a spot in a text (`Position`).
`check.py` works out lines and columns once, for those that are shown: a `Finding`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import NamedTuple


class Severity(Enum):
    """How bad: an error is wrong data, a warning is data that is missing or unknown."""

    ERROR = "error"
    WARNING = "warning"


class Kind(NamedTuple):
    """One sort of fault. Texts are gettext msgids with `{fact}` places, translated when shown."""

    id: str
    severity: Severity
    message: str
    hint: str
    why: str
    example: str
    """YAML with the fault in it; comments in Indonesian."""
    secret: bool = False
    """The place holds personal data: its source line is never shown."""


Pointer = tuple[str | int, ...]


class At(NamedTuple):
    """A place in a file's data: `At("data/agencies.yaml") / "agencies" / 0 / "name"`."""

    path: str
    pointer: Pointer = ()
    on_key: bool = False
    """The key itself is meant, not its value."""

    def __truediv__(self, step: str | int) -> At:
        return At(self.path, (*self.pointer, step), self.on_key)

    def key(self, name: str) -> At:
        """The key `name` of the mapping at this place."""
        return At(self.path, (*self.pointer, name), on_key=True)


class Position(NamedTuple):
    """A spot in a text: line and column counted from 1, columns in characters."""

    line: int
    column: int


START = Position(1, 1)


class Phrase(NamedTuple):
    """A fact that is a word of ours, to be translated: `Phrase("agency")`."""

    msgid: str
    id: str | None = None
    """A stable name for machines, where they may ask for it."""


class Limit(NamedTuple):
    """A fact that is a bound with the words for it: `Limit("at least {limit}", 3)`."""

    msgid: str
    limit: object


Fact = object
"""str (people's text, shown sanitised), int, Fraction, date, `Phrase`, `Limit`, or a tuple of these."""


class Diagnostic(NamedTuple):
    """A fault found by a check."""

    kind: Kind
    at: At
    facts: Mapping[str, Fact] = {}
    position: Position | None = None
    """Known already where the text could not be read as data; else worked out from `at`."""
    suggestion: str | None = None
    """A known name that looks like the one found."""


class Finding(NamedTuple):
    """A fault with its line and column, ready for any renderer."""

    kind: Kind
    path: str
    position: Position
    facts: Mapping[str, Fact]
    suggestion: str | None
    pointer: Pointer = ()
    """The place in the data, where it is known."""


_FEW = 20
"""Of more names than these, those are compared in earnest that share most pairs of letters."""
_LENGTHS_APART = 8


def _pairs(word: str) -> set[str]:
    return {word[i : i + 2] for i in range(min(len(word), 80) - 1)}


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known name most like `word`, or None where none is alike."""
    from difflib import get_close_matches

    candidates = sorted(known)
    if len(candidates) > _FEW:
        pairs = _pairs(word)
        near = (name for name in candidates if abs(len(name) - len(word)) <= _LENGTHS_APART)
        candidates = sorted(near, key=lambda name: len(pairs & _pairs(name)), reverse=True)[:_FEW]
    return next(iter(get_close_matches(word[:80], candidates, n=1, cutoff=0.6)), None)
