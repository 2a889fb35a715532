"""LaterRecords: records that are built when somebody asks for them, each with an outline that is at hand.

Thousands of records take a lot of time and memory; a rule needs but a few of them, and knows from the outlines which.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, overload

from ..diagnostics import At
from ..named import NamedTuple
from .outline import EvidenceOutline, InnovationOutline

Record = TypeVar("Record")
Thing = TypeVar("Thing")
Entry = TypeVar("Entry")
KEPT = 1_000
"""The most records that are kept once they are built: thousands take more memory than there is."""


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
    """Records by id, each built when it is asked for, and kept as long as they are not too many."""

    def __init__(self, shelved: Mapping[str, LaterRecord], outlines: Mapping[str, Any] | None = None) -> None:
        self._shelved = shelved
        self._built: dict[str, Record] = {}
        self.opened: set[str] = set()
        """The paths of records that somebody has asked for, so that more than their outlines counted."""
        self.outlines = {name: one.outline for name, one in shelved.items()} if outlines is None else outlines

    def __getitem__(self, name: str) -> Record:
        if name not in self._built:
            found = self._make(name)
            if len(self._built) >= KEPT:
                self._built.clear()
            self._built[name] = found
        return self._built[name]

    def look_at(self, name: str) -> Record:
        """A record that is let go again, unless it is kept already or there are few."""
        return self[name] if name in self._built or len(self._shelved) <= KEPT else self._make(name)

    def is_as_outlined(self, name: str) -> bool:
        """Whether a record is the one of its outline, and not changed."""
        return name in self._shelved

    def _make(self, name: str) -> Record:
        one = self._shelved[name]
        self.opened.add(one.outline.path)
        built: Record = one.build(one.written)
        return built

    def __contains__(self, name: object) -> bool:
        return name in self._shelved  # without building it

    def __iter__(self) -> Iterator[str]:
        return iter(self._shelved)

    def __len__(self) -> int:
        return len(self._shelved)


class _ChangedRecords(LaterRecords[Record]):
    """Records of which each is changed when it is asked for."""

    def __init__(
        self, records: LaterRecords[Record], change: Callable[[Record], Record], leaves: Callable[[Any], bool]
    ) -> None:
        super().__init__(records._shelved, records.outlines)
        self._records, self._change, self._leaves = records, change, leaves

    def is_as_outlined(self, name: str) -> bool:
        return self._leaves(self.outlines[name]) and self._records.is_as_outlined(name)

    def _make(self, name: str) -> Record:
        found = self._records.look_at(name)
        return found if self._leaves(self.outlines[name]) else self._change(found)


class _ChosenRecords(LaterRecords[Record]):
    """Some of other records."""

    def __init__(self, records: LaterRecords[Record], names: Container[str]) -> None:
        super().__init__({name: one for name, one in records._shelved.items() if name in names})
        self._records = records

    def is_as_outlined(self, name: str) -> bool:
        return self._records.is_as_outlined(name)

    def _make(self, name: str) -> Record:
        return self._records.look_at(name)


class LaterThings(Sequence[Thing]):
    """Things that are made each time when they are asked for, in an order of ids or of what else they are made of."""

    def __init__(self, names: Sequence[Any], make: Callable[[Any], Thing]) -> None:
        self.names, self.make = names, make

    @overload
    def __getitem__(self, place: int) -> Thing: ...
    @overload
    def __getitem__(self, place: slice) -> LaterThings[Thing]: ...
    def __getitem__(self, place: int | slice) -> Thing | LaterThings[Thing]:
        if isinstance(place, slice):
            return LaterThings(self.names[place], self.make)
        return self.make(self.names[place])

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[Thing]:
        return map(self.make, self.names)


def changed(
    records: Mapping[str, Record], change: Callable[[Record], Record], leaves: Callable[[Any], bool]
) -> Mapping[str, Record]:
    """The records changed: those that are built later when they are asked for, all others now.

    `leaves` says by the outline of a record that the change leaves all of it as it is.
    """
    if isinstance(records, LaterRecords):
        return _ChangedRecords(records, change, leaves)
    return {name: change(record) for name, record in records.items()}


def chosen(records: Mapping[str, Record], names: Container[str]) -> Mapping[str, Record]:
    """Those of the records that have these ids; none is built for it."""
    if isinstance(records, LaterRecords):
        return _ChosenRecords(records, names)
    return {name: record for name, record in records.items() if name in names}


def with_records(records: Mapping[str, Record], new: Mapping[str, LaterRecord]) -> Mapping[str, Record]:
    """The records with those that are `new`, by path, in place of those in the same files. The ids are the same."""
    if not isinstance(records, LaterRecords):
        return records
    found: dict[str, LaterRecord] = {}
    for path, one in new.items():
        for name in (one.id, path):  # the second of two with one id is under its path
            former = records.outlines.get(name)
            if former is not None and former.path == path:
                found[name] = one
    outlines = {name: one.outline for name, one in found.items()}
    return LaterRecords({**records._shelved, **found}, {**records.outlines, **outlines}) if found else records


def opened_paths(every: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The paths of records that are built later and were asked for."""
    return frozenset().union(*(records.opened for records in every if isinstance(records, LaterRecords)))


def open_paths(every: Iterable[Mapping[str, Any]], paths: Iterable[str]) -> None:
    """Note that the records of these paths were asked for, in another check of the same files."""
    for records in every:
        if isinstance(records, LaterRecords):
            records.opened.update(paths)


def look_at(records: Mapping[str, Record], name: str) -> Record:
    """A record that is let go again if it is built later."""
    return records.look_at(name) if isinstance(records, LaterRecords) else records[name]


def each_made(
    records: Mapping[str, Record], make: Callable[[str, Record], Thing], names: Sequence[str] | None = None
) -> Sequence[Thing]:
    """What is made of each record, or of those with these names: now, or whenever somebody asks if there are many."""

    def made(name: str) -> Thing:
        return make(name, look_at(records, name))

    wanted = list(records) if names is None else names
    return LaterThings(wanted, made) if len(records) > KEPT else tuple(map(made, wanted))


def each_of(entries: Sequence[Entry], make: Callable[[Entry], Thing]) -> Sequence[Thing]:
    """What is made of each entry: now, or whenever somebody asks if there are many."""
    return LaterThings(entries, make) if len(entries) > KEPT else tuple(map(make, entries))


def each_changed(things: Sequence[Thing], change: Callable[[Thing], Thing]) -> Sequence[Thing]:
    """The things changed: of many each when it is asked for."""
    if isinstance(things, LaterThings):
        make = things.make
        return LaterThings(things.names, lambda name: change(make(name)))
    return tuple(map(change, things))


def each_in_order(things: Sequence[Thing], figures: Callable[[Thing], Any]) -> Sequence[Thing]:
    """The things with the highest figures first; equal ones keep their order."""
    if not isinstance(things, LaterThings):
        return tuple(sorted(things, key=figures, reverse=True))
    own = dict(zip(things.names, map(figures, things), strict=True))
    return LaterThings(sorted(own, key=own.__getitem__, reverse=True), things.make)


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


def glance_at(records: Mapping[str, Record], name: str) -> Any:
    """The outline of a record, or the record itself if it is at hand, or was changed since it was outlined."""
    if isinstance(records, LaterRecords):
        return records.outlines[name] if records.is_as_outlined(name) else records.look_at(name)
    return records[name]


def is_as_outlined(records: Mapping[str, Record], name: str) -> bool:
    """Whether a record is built later, and will be the one that was outlined, and not changed."""
    return isinstance(records, LaterRecords) and records.is_as_outlined(name)


def glances(records: Mapping[str, Record]) -> Iterator[tuple[str, Any]]:
    """The same of each record, with the names under which they are."""
    return ((name, glance_at(records, name)) for name in records)


def in_no_doubt(_outline: object) -> bool:
    """Say of any record that it need not be looked at."""
    return False


def names_in(references: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[tuple[str, str]]:
    """Pairs of the kind and id of another record."""
    return ((what, name) for what, names in references for name in names)
