"""Change: one of the changes between two versions, in the terms of reviewers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ...diagnostics import At, Phrase, Pointer, Position
from ...i18n import N_, Text
from ...scoring.parts import ZERO
from ...source.document import Document, Locator
from ...source.entries import place_of
from .records import CHANGED, REMOVED, Field, Record
from .version import Version

MOVED, REPLACED = "moved", "replaced"
STANDS = Phrase(N_("it is valid"), "stands")
ABSENT = Phrase(N_("there is none"), "absent")
_OF_RULES = ("en", "note")
"""Words of a rule that change nothing: translations and notes. All its other words are requirements."""


class Gain(NamedTuple):
    """What a changed record of a document adds to the supported final index, everything else being as it is now."""

    points: Fraction
    """Negative if it takes away."""
    since: date | None
    """The day from which it does so, if that is after today: the day after the document would have expired."""


class Change(NamedTuple):
    """A changed answer, or a changed record of another kind."""

    kind: str
    """The kind of record; `answer` for an answer, `answers` for a whole sheet, `rules` for the rules of the score."""
    id: str
    what: str
    """`added`, `removed`, `changed` or `renamed`; `replaced` if a document has another file; `moved` if only a figure
    changed, because of something else."""
    path: str
    position: Position
    """The place in the new version; of what was removed, in the old one."""
    name: Text | None = None
    dimension: str | None = None
    agencies: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    claimed: Fraction = ZERO
    """Points of the claimed final index."""
    supported: Fraction = ZERO
    before: Phrase | None = None
    """Why an answer counted as it did, or whether a document was valid; None if that has not changed."""
    after: Phrase | None = None
    serves: tuple[str, ...] = ()
    """For a document: the items and innovations that name it, before or after."""
    gains: Gain | None = None
    """For a document: what the change of its record adds to the supported final index by itself."""

    @property
    def moves(self) -> bool:
        """Whether it moves the final index."""
        return bool(self.claimed or self.supported)

    @property
    def wording(self) -> bool:
        """Whether only words differ and nothing moves."""
        still = not self.moves and self.before is None
        return still and self.what == CHANGED and bool(self.fields) and all(map(self._worded, self.fields))

    def _worded(self, field: Field) -> bool:
        return field.wording and (self.kind != "rules" or any(step in _OF_RULES for step in field.pointer))


class Sides(NamedTuple):
    """The two versions, their documents by path, and the locators of their lines."""

    base: Version
    head: Version
    old: Mapping[str, Document]
    new: Mapping[str, Document]
    in_old: Locator
    in_new: Locator

    def position(self, record: Record, pointer: Pointer = ()) -> Position:
        """The position of a value, by a pointer with names: in the new version, or in the old one if it is gone."""
        gone = record.what == REMOVED
        documents, path = (self.old, record.before or record.path) if gone else (self.new, record.path)
        return self.locate(record, place_of(documents[path].data, pointer), gone=gone)

    def locate(self, record: Record, place: Pointer, *, gone: bool) -> Position:
        """The position of a value, by a pointer with list positions: in the old version if `gone`, else in the new."""
        return self.in_old(At(record.before or record.path, place)) if gone else self.in_new(At(record.path, place))


def sides_of(base: Version, head: Version) -> Sides:
    """The two versions with what is needed to look up their documents and lines."""
    old, new = ({document.path: document for _, document in side.checked.sound} for side in (base, head))
    return Sides(base, head, old, new, Locator(base.checked.texts), Locator(head.checked.texts))
