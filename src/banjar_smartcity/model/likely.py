"""Likely: the record that a name, an abbreviation or the name of a file probably stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import takewhile

from ..diagnostics import KnownNames
from ..i18n import Text
from ..spelling.ids import id_of
from .dimension import CROSSCUTTING
from .later import outlined
from .model import Model

_CROSSCUTTING = ("lintas dimensi", "cross-cutting")
_GENERAL = re.compile(r"\A(?:dinas|badan|kantor|bagian|dimensi|smart)-")
"""Words before a name that many leave out or add: "Dinas PUPRP" for PUPRP."""
KEYS = {
    "responsible": "agency",
    "agency": "agency",
    "lead": "agency",
    "members": "agency",
    "host": "agency",
    "evidence": "evidence",
    "dimension": "dimension",
    "dimensions": "dimension",
    "item": "item",
    "sources": "source",
    "stage": "stage",
    "sub_dimension": "sub-dimension",
    "missions": "mission",
    "chair": "office",
    "innovation": "innovation",
    "possible_duplicate_of": "innovation",
}
"""Keys of records that hold ids, and what they name."""


class RecordNames:
    """What the records of a model are called. The names of a kind are gathered once, for thousands of questions."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._kinds: dict[str, _NamesOfKind] = {}

    def exactly(self, what: str, text: str) -> str | None:
        """The id of the one record that is called so, whatever its case, signs and spaces; None if none or several."""
        wanted = id_of(text)
        return None if wanted is None else self._of_kind(what).exactly(wanted)

    def likely(self, what: str, text: str) -> str | None:
        """The id of the record that is called so, or almost so; None if no name is similar."""
        wanted = id_of(text)
        if wanted is None:
            return None
        kind = self._of_kind(what)
        return kind.exactly(wanted) or kind.ids.closest(wanted) or kind.similar(wanted)

    def _of_kind(self, what: str) -> _NamesOfKind:
        if what not in self._kinds:
            ids = self._model.names[what].ids if what in self._model.names else frozenset[str]()
            self._kinds[what] = _NamesOfKind(ids, _names(self._model, what))
        return self._kinds[what]


class _NamesOfKind:
    """The ids of a kind of records, and the ids that other names of them would be, each with the records."""

    def __init__(self, ids: Iterable[str], names: Iterable[tuple[str, str]]) -> None:
        self._records: dict[str, list[str]] = {}
        for record, called in names:
            if (name := id_of(called)) is not None:
                self._records.setdefault(name, []).append(record)
        self.ids = KnownNames(ids)

    def exactly(self, wanted: str) -> str | None:
        """The one record that is called so, or of which the name goes on or has another general word before it."""
        found = set(self._records.get(wanted, ()))
        # A name may go on: "Dinas Kesehatan" is short for "Dinas Kesehatan Kabupaten Banjar".
        found = found or self._records_of(self._going_on(f"{wanted}-"))
        found = found or self._records_of(self._without_general.get(_GENERAL.sub("", wanted), ()))
        return found.pop() if len(found) == 1 else None

    def similar(self, wanted: str) -> str | None:
        """The record of the most similar name; of several, the last."""
        name = self._known.closest(wanted)
        return None if name is None else self._records[name][-1]

    def _records_of(self, names: Iterable[str]) -> set[str]:
        return {record for name in names for record in self._records[name]}

    def _going_on(self, start: str) -> Iterator[str]:
        names = self._sorted
        return takewhile(lambda name: name.startswith(start), names[bisect_left(names, start) :])

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._records)

    @cached_property
    def _without_general(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self._records:
            found.setdefault(_GENERAL.sub("", name), []).append(name)
        return found

    @cached_property
    def _known(self) -> KnownNames:
        return KnownNames(self._records)


def exactly(model: Model, what: str, text: str) -> str | None:
    """As `RecordNames.exactly`, for one question."""
    return RecordNames(model).exactly(what, text)


def likely(model: Model, what: str, text: str) -> str | None:
    """As `RecordNames.likely`, for one question."""
    return RecordNames(model).likely(what, text)


def _names(model: Model, what: str) -> Iterator[tuple[str, str]]:
    """Pairs of the id of a record and a name for it."""
    find = _REGISTERS.get(what)
    if find is not None:
        for record, names in find(model):
            yield from _called(record, names)
    if what in model.names:
        yield from ((record, record) for record in model.names[what].ids)


def _dimensions(model: Model) -> Iterator[_Record]:
    yield from ((dimension.id, (dimension.name,)) for dimension in model.dimensions.values())
    yield CROSSCUTTING, _CROSSCUTTING


_Record = tuple[str, Iterable[str | Text | None]]
_REGISTERS: Mapping[str, Callable[[Model], Iterable[_Record]]] = {
    "agency": lambda model: ((agency.id, (agency.abbreviation, agency.name)) for agency in model.agency_list),
    "dimension": _dimensions,
    "sub-dimension": lambda model: (
        (part.id, (part.name,)) for dimension in model.dimensions.values() for part in dimension.sub_dimensions
    ),
    "evidence": lambda model: ((one.id, (one.title, one.file)) for one in outlined(model.evidence).values()),
    "innovation": lambda model: ((one.id, (one.name, *one.also_named)) for one in outlined(model.innovations).values()),
    "stage": lambda model: ((stage.id, (stage.name,)) for stage in (model.program.stages if model.program else ())),
}


def _called(record: str, names: Iterable[str | Text | None]) -> Iterator[tuple[str, str]]:
    yield record, record
    for name in names:
        texts = (name.id, name.en) if isinstance(name, Text) else (name,)
        yield from ((record, text) for text in texts if text)
