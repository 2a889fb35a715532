"""Change: one thing that a change of the data does, as those who review speak of it."""

from __future__ import annotations

from collections.abc import Mapping
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
STANDS = Phrase(N_("it stands"), "stands")
ABSENT = Phrase(N_("there is none"), "absent")
_OF_RULES = ("en", "note")
"""Words of a rule that change nothing: translations and notes. Of the rest every word tells what is asked for."""


class Change(NamedTuple):
    """One thing that changed: an answer, or a record of any other kind."""

    kind: str
    """Of the record; `answer` for an answer, `answers` for a whole sheet, `rules` for what says how to count."""
    id: str
    what: str
    """`added`, `removed`, `changed` or `renamed`; of a document `replaced` where its file is another; `moved` where
    only a figure changed, through something else."""
    path: str
    position: Position
    """In the new version; of what was removed, in the old one."""
    name: Text | None = None
    dimension: str | None = None
    agencies: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    claimed: Fraction = ZERO
    """Points of the claimed final index."""
    supported: Fraction = ZERO
    before: Phrase | None = None
    """Why an answer counted as it did, or whether a document stood; None where that is as it was."""
    after: Phrase | None = None
    serves: tuple[str, ...] = ()
    """Of a document: the items and innovations that name it, before or after."""

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
    """The two versions, their documents by path, and how to find a line in them."""

    base: Version
    head: Version
    old: Mapping[str, Document]
    new: Mapping[str, Document]
    in_old: Locator
    in_new: Locator

    def position(self, record: Record, pointer: Pointer = ()) -> Position:
        """Where a value of a record, found by names, stands in the new version; in the old one if it is gone."""
        gone = record.what == REMOVED
        documents, path = (self.old, record.before or record.path) if gone else (self.new, record.path)
        return self.locate(record, place_of(documents[path].data, pointer), gone=gone)

    def locate(self, record: Record, place: Pointer, *, gone: bool) -> Position:
        """Where a place of a record is in the new version; in the old one where it is gone."""
        return self.in_old(At(record.before or record.path, place)) if gone else self.in_new(At(record.path, place))


def sides_of(base: Version, head: Version) -> Sides:
    """The two versions, ready to be looked up in."""
    old, new = ({document.path: document for _, document in side.checked.sound} for side in (base, head))
    return Sides(base, head, old, new, Locator(base.checked.texts), Locator(head.checked.texts))
