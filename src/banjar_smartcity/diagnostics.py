"""A fault in the data as a value: a kind, a place and facts; never a formatted sentence.

A check yields a `Diagnostic`, whose place is a path into the data (`At`) or a line and column (`Position`).
`checking/pipeline.py` turns the diagnostics that are shown into a `Finding`, which always has a line and column.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from .named import NamedTuple


class Severity(Enum):
    """How bad a finding is: an error is wrong data, a warning is data that is missing or unknown."""

    ERROR = "error"
    WARNING = "warning"


class Kind(NamedTuple):
    """A kind of fault. Its texts are gettext msgids with `{fact}` placeholders, translated when they are shown."""

    id: str
    severity: Severity
    message: str
    hint: str
    why: str
    example: str
    """YAML that has the fault, with comments in Indonesian."""
    secret: bool = False
    """The place contains personal data, so its source line is never shown."""
    corrects: bool = False
    """A suggestion is the text to write instead, and says all that there is to do."""


Pointer = tuple[str | int, ...]


_made = tuple.__new__


class At(NamedTuple):
    """A place in the data of a file: `At("data/agencies.yaml") / "agencies" / 0 / "name"`."""

    path: str
    pointer: Pointer = ()
    on_key: bool = False
    """Whether the place is the key itself, not its value."""

    def __truediv__(self, step: str | int) -> At:
        return _made(At, (self[0], (*self[1], step), self[2]))  # twice as fast as by names, and there are very many

    def key(self, name: str) -> At:
        """The key `name` of the mapping at this place."""
        return At(self.path, (*self.pointer, name), on_key=True)


class Position(NamedTuple):
    """A line and a column of a text, both counted from 1; columns are characters."""

    line: int
    column: int


class RowPosition(Position):
    """The place in a table of what is about whole rows or all of it: no column is meant."""

    __slots__ = ()


START = Position(1, 1)


class Phrase(NamedTuple):
    """A fact that is a word of the tool, to be translated: `Phrase("agency")`."""

    msgid: str
    id: str | None = None
    """A stable name for machines, if JSON output includes it."""
    about: str | None = None
    """What it is about, such as the id of a stage, to be filled in for `{about}`."""


class Limit(NamedTuple):
    """A fact that is a limit, with the words for it: `Limit("at least {limit}", 3)`."""

    msgid: str
    limit: object


Fact = object
"""A str (text from the data, sanitised when shown), int, Fraction, date, `Phrase`, `Limit`, or a tuple of these."""


class Diagnostic(NamedTuple):
    """A fault found by a check."""

    kind: Kind
    at: At
    facts: Mapping[str, Fact] = {}
    position: Position | None = None
    """Set if the text could not be read as data; else worked out from `at`."""
    suggestion: str | None = None
    """A known name that is similar to the one found."""


class Finding(NamedTuple):
    """A fault with its line and column, ready to be rendered."""

    kind: Kind
    path: str
    position: Position
    facts: Mapping[str, Fact]
    suggestion: str | None
    pointer: Pointer = ()
    """The path of the place within the data; empty if it is not known."""


_MOST_COMPARED = 20
"""If there are more known names than this, only the ones that share most pairs of letters are compared fully."""
_MOST_EXTRA_LETTERS = 8


def _pairs(word: str) -> set[str]:
    return {word[i : i + 2] for i in range(min(len(word), 80) - 1)}


class KnownNames:
    """Names that are known, among which the one most similar to a word is found. Thousands are kept for many words."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(names)
        self._bits: dict[str, int] = {}
        """A number of one bit for each pair of letters."""
        many = len(self._names) > _MOST_COMPARED
        self._marks = [sum(map(self._bit, _pairs(name))) for name in self._names] if many else []

    def closest(self, word: str) -> str | None:
        """The name most similar to a word, or None if none is similar enough (difflib ratio of at least 0.6)."""
        from difflib import get_close_matches
        from heapq import nsmallest

        candidates = self._names
        if self._marks:
            own = sum(self._bits.get(pair, 0) for pair in _pairs(word))
            least, most = len(word) - _MOST_EXTRA_LETTERS, len(word) + _MOST_EXTRA_LETTERS
            shared = [
                (-(own & marks).bit_count(), place)
                for place, (name, marks) in enumerate(zip(candidates, self._marks, strict=True))
                if least <= len(name) <= most
            ]
            candidates = [candidates[place] for _, place in nsmallest(_MOST_COMPARED, shared)]
        return next(iter(get_close_matches(word[:80], candidates, n=1, cutoff=0.6)), None)

    def _bit(self, pair: str) -> int:
        return self._bits.setdefault(pair, 1 << len(self._bits))


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known name most similar to a word, as `KnownNames` finds it."""
    return KnownNames(known).closest(word)
