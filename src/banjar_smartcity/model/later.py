"""LaterRecords: records that are built when somebody asks for them, each with an outline that is at hand.

Thousands of records take a lot of time and memory; a rule needs but a few of them, and knows from the outlines which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from ..diagnostics import At
from ..named import NamedTuple
from .outline import EvidenceOutline, InnovationOutline

Record = TypeVar("Record")


class LaterRecord(NamedTuple):
    """A record that is not built yet. It has the same id and place."""

    outline: InnovationOutline | EvidenceOutline
    written: Any
    """What it is built from: bytes, or the file that is read again."""
    build: Callable[[Any], Any]

    @property
    def id(self) -> str:
        """Its id."""
        return self.outline.id

    @property
    def at(self) -> At:
        """Its place in the data."""
        return self.outline.at

    @property
    def draft(self) -> bool:
        """Whether it is an innovation that has no name yet."""
        return isinstance(self.outline, InnovationOutline) and self.outline.draft


class LaterRecords(Mapping[str, Record]):
    """Records by id, each built once and when it is asked for."""

    def __init__(self, shelved: Mapping[str, LaterRecord]) -> None:
        self._shelved = shelved
        self._built: dict[str, Record] = {}
        self.outlines: Mapping[str, Any] = {name: one.outline for name, one in shelved.items()}

    def __getitem__(self, name: str) -> Record:
        if name not in self._built:
            self._built[name] = self._make(name, keep=True)
        return self._built[name]

    def look_at(self, name: str) -> Record:
        """A record that is let go again, unless it is kept already because somebody has asked for it."""
        return self._built[name] if name in self._built else self._make(name, keep=False)

    def _make(self, name: str, *, keep: bool) -> Record:
        one = self._shelved[name]
        built: Record = one.build(one.written)
        return built

    def __contains__(self, name: object) -> bool:
        return name in self._shelved  # without building it

    def __iter__(self) -> Iterator[str]:
        return iter(self._shelved)

    def __len__(self) -> int:
        return len(self._shelved)


class _ChangedRecords(LaterRecords[Record]):
    """Records of which each is changed when it is asked for. What a change leaves is shared with those before it."""

    def __init__(self, records: LaterRecords[Record], change: Callable[[Record], Record]) -> None:
        super().__init__(records._shelved)
        self._records, self._change = records, change

    def _make(self, name: str, *, keep: bool) -> Record:
        return self._change(self._records[name] if keep else self._records.look_at(name))


def changed(records: Mapping[str, Record], change: Callable[[Record], Record]) -> Mapping[str, Record]:
    """The records changed: those that are built later when they are asked for, all others now.

    The change is to leave alone what is in the outlines.
    """
    if isinstance(records, LaterRecords):
        return _ChangedRecords(records, change)
    return {name: change(record) for name, record in records.items()}


def built_later(records: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same records, as `LaterRecords` if they are not built yet."""
    return LaterRecords(records) if any(isinstance(one, LaterRecord) for one in records.values()) else records


def outlined(records: Mapping[str, Any]) -> Mapping[str, Any]:
    """The outlines of records; the records themselves if they are at hand, as they have the same fields and more."""
    return records.outlines if isinstance(records, LaterRecords) else records


def suspects(records: Mapping[str, Record], doubt: Callable[[Any], bool]) -> Iterator[tuple[str, Record]]:
    """The records by id that a rule has to look at: those whose outline is in doubt, or all that are at hand."""
    if not isinstance(records, LaterRecords):
        yield from records.items()
        return
    for name, outline in records.outlines.items():
        if doubt(outline):
            yield name, records[name]


def passing(records: Mapping[str, Record], doubt: Callable[[Any], bool] | None = None) -> Iterator[Record]:
    """The records one after the other, none kept that was not built before: thousands take no memory together.

    With `doubt`, of those that are built later only the ones whose outline is in doubt.
    """
    if not isinstance(records, LaterRecords):
        yield from records.values()
        return
    for name, outline in records.outlines.items():
        if doubt is None or doubt(outline):
            yield records.look_at(name)


def in_no_doubt(_outline: object) -> bool:
    """Say of any record that it need not be looked at."""
    return False


def names_in(references: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[tuple[str, str]]:
    """Pairs of the kind and id of another record."""
    return ((what, name) for what, names in references for name in names)
