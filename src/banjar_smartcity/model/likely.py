"""Likely: the record that a name, an abbreviation or the name of a file probably stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from ..diagnostics import closest
from ..i18n import Text
from ..spelling.ids import id_of
from .dimension import CROSSCUTTING
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


def exactly(model: Model, what: str, text: str) -> str | None:
    """The id of the one record that is called so, whatever its case, signs and spaces; None if none or several are."""
    wanted = id_of(text)
    if wanted is None:
        return None
    names = [(record, id_of(name) or "") for record, name in _names(model, what)]
    for same in (
        lambda name: name == wanted,
        # A name may go on: "Dinas Kesehatan" is short for "Dinas Kesehatan Kabupaten Banjar".
        lambda name: name.startswith(f"{wanted}-"),
        lambda name: _GENERAL.sub("", name) == _GENERAL.sub("", wanted),
    ):
        found = {record for record, name in names if same(name)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def likely(model: Model, what: str, text: str) -> str | None:
    """The id of the record that is called so, or almost so; None if no name is similar."""
    found = exactly(model, what, text)
    wanted = id_of(text)
    if found is not None or wanted is None:
        return found
    if what in model.names and (id_alike := closest(wanted, model.names[what].ids)) is not None:
        return id_alike
    by_name = {name: record for record, called in _names(model, what) if (name := id_of(called))}
    similar = closest(wanted, by_name)
    return None if similar is None else by_name[similar]


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
    "evidence": lambda model: ((found.id, (found.title, found.file)) for found in model.evidence.values()),
    "innovation": lambda model: ((found.id, (found.name, *found.also_named)) for found in model.innovations.values()),
    "stage": lambda model: ((stage.id, (stage.name,)) for stage in (model.program.stages if model.program else ())),
}


def _called(record: str, names: Iterable[str | Text | None]) -> Iterator[tuple[str, str]]:
    yield record, record
    for name in names:
        texts = (name.id, name.en) if isinstance(name, Text) else (name,)
        yield from ((record, text) for text in texts if text)
