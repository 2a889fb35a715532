"""Newcomers: innovations that agencies list and that are not recorded: which get a record, which are asked about.

A row whose record was made meanwhile, as when a file is taken in twice, is merged with that record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...checking.returned_kinds import CELL, INNOVATION, PERSON
from ...diagnostics import Finding, Phrase
from ...evidence.guess import document_id
from ...i18n import N_
from ...innovations.similarity import is_similar, similar_records
from ...model.dimension import CROSSCUTTING
from ...model.innovation import Innovation
from ...model.likely import exactly
from ...model.model import Model
from ...named import NamedTuple
from ...privacy.search import find_personal_data
from ...spelling.ids import kebab
from .. import cells
from ..headings import folded
from ..innovations import belongings
from ..reading.places import finding_at
from ..returned import Back, Listed, Returned
from .meaning import Asked, meaning
from .merging import OURS

_ASKED = Asked((), fractions=False, external=False)
_MEANT = {"name": "title", "dimension": "kind", "started": "started", "remark": "remark"}
"""The kind of cell as which each one is read."""


class Newcomer(NamedTuple):
    """An innovation that gets a record."""

    id: str
    name: str
    dimension: str
    agency: str | None
    """The agency that lists it; None if the file went to several."""
    started: str
    """As data write it; empty if it is not known."""
    remark: str


class Newcomers(NamedTuple):
    """What becomes of the innovations that were not sent."""

    made: Mapping[str, Newcomer]
    """Those that get a record, by id."""
    again: Mapping[str, tuple[Back, ...]]
    """Those whose record was made meanwhile, by the path of the file."""
    ids: frozenset[str]
    """The id that each of them has or would have, by which a person decides about it."""
    findings: tuple[Finding, ...]


class _Said(NamedTuple):
    """What a row says, and where."""

    file: Returned
    listed: Listed
    texts: Mapping[str, str]
    faults: tuple[Finding, ...]

    def at(self, cell: str) -> str:
        return self.listed.places.get(cell) or next(iter(self.listed.places.values()), "")

    def doubt(self, cell: str, what: str) -> Finding:
        text = self.texts[cell] or next(filter(None, self.texts.values()), "")  # what the row is about, if it is empty
        return finding_at(CELL, self.file.path, self.at(cell), {"text": text, "what": Phrase(what)})


def newcomers(model: Model, files: Iterable[Returned], take: Mapping[str, int]) -> Newcomers:
    """What becomes of the innovations that were not sent, one file after the other."""
    known = {**model.drafts, **model.innovations}
    made: dict[str, Newcomer] = {}
    torn: set[str] = set()
    ids: set[str] = set()
    again: dict[str, list[Back]] = {}
    findings: list[Finding] = []
    for said in (_said(file, listed) for file in files for listed in file.innovations):
        own = _recorded(said, known.values())
        if own is not None:
            ids.add(own.id)
            findings += _moved(said, own, model, take)
            again.setdefault(said.file.path, []).append(_back(said, own))
            continue
        wanted, faults = _wanted(said, model, {*known, *made})
        if wanted is None:
            findings += faults
            continue
        same = next((one for one in made.values() if _is_named(one, wanted)), None)
        if same is not None and same.agency == wanted.agency:
            if same._replace(id=wanted.id, name=wanted.name) != wanted:
                torn.add(same.id)
                findings.append(said.doubt("name", N_("two rows have this name, and they say different things")))
            continue
        ids.add(wanted.id)
        side = take.get(wanted.id, 0)
        other = next(_similar(wanted, known.values(), made.values()), None)
        if other is not None and not side:
            facts = {"text": wanted.name, "name": other.name, "id": other.id, "new": wanted.id}
            findings.append(finding_at(INNOVATION, said.file.path, said.at("name"), facts))
        elif side != OURS:
            made[wanted.id] = wanted
    return Newcomers(
        {name: one for name, one in made.items() if name not in torn},
        {path: tuple(found) for path, found in again.items()},
        frozenset(ids),
        tuple(findings),
    )


def _said(file: Returned, listed: Listed) -> _Said:
    """What a row says, with what is not certain of it and what may not be written down."""
    texts: dict[str, str] = {}
    faults = []
    for cell in cells.NEW_INNOVATION:
        found = meaning(_MEANT[cell], listed.cells.get(cell), _ASKED)
        texts[cell] = found.text
        place = listed.places.get(cell) or next(iter(listed.places.values()), "")
        if found.fault:
            faults.append(finding_at(CELL, file.path, place, {"text": found.text, "what": found.fault}))
        for datum in find_personal_data(" ".join(found.text.split())):
            faults.append(finding_at(PERSON, file.path, place, {"text": "", "what": Phrase(datum.what)}))
            break
    return _Said(file, listed, texts, tuple(faults))


def _recorded(said: _Said, known: Iterable[Innovation]) -> Innovation | None:
    """The innovation of the same name and agency that was recorded since the file was sent."""
    name, agency = folded(said.texts["name"]), said.file.recipient.agency
    sent = {back.id for back in said.file.owned}
    same = (one for one in known if name and one.id not in sent and folded(one.name) == name and not one.draft)
    return next((one for one in same if agency is None or agency in {o.agency for o in one.owners}), None)


def _back(said: _Said, own: Innovation) -> Back:
    given = {cell: said.listed.cells.get(cell) for cell in cells.INNOVATION}
    return Back(own.id, None, dict.fromkeys(cells.INNOVATION, ""), given, said.listed.places)


def _moved(said: _Said, own: Innovation, model: Model, take: Mapping[str, int]) -> Iterator[Finding]:
    """Whether the row names another dimension than the record, which no cell of the record's row can say."""
    named = said.texts["dimension"]
    if named and exactly(model, "dimension", named) != own.dimension and take.get(own.id) != OURS:
        yield said.doubt("dimension", N_("the record of this innovation names another dimension"))


def _wanted(said: _Said, model: Model, taken: set[str]) -> tuple[Newcomer | None, Sequence[Finding]]:
    """The innovation that a row describes, or why that is not certain."""
    if said.faults:
        return None, said.faults
    texts, recipient = said.texts, said.file.recipient
    if not texts["name"]:
        return None, (said.doubt("name", N_("an innovation needs its name")),)
    base = document_id(kebab(texts["name"]))
    if base is None:
        return None, (said.doubt("name", N_("this name gives no id")),)
    here = {one.id for one in belongings(model)}
    sent = recipient.dimension if recipient.dimension != CROSSCUTTING else None
    dimension = exactly(model, "dimension", texts["dimension"]) if texts["dimension"] else sent
    if dimension is None or dimension not in here:
        what = N_("it is not a dimension of the region") if texts["dimension"] else N_("choose its dimension")
        return None, (said.doubt("dimension", what),)
    free = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
    name = next(found for found in free if found not in taken)
    return Newcomer(name, texts["name"], dimension, recipient.agency, texts["started"], texts["remark"]), ()


def _is_named(one: Newcomer, other: Newcomer) -> bool:
    return folded(one.name) == folded(other.name)


def _similar(
    wanted: Newcomer, known: Iterable[Innovation], made: Iterable[Newcomer]
) -> Iterator[Innovation | Newcomer]:
    """The innovations that may be this one: those of the same name first, which need not be similar to any other."""
    records = tuple(known)
    yield from (one for one in records if folded(one.name) == folded(wanted.name))
    yield from similar_records(wanted.name, records)
    yield from (one for one in made if is_similar(one.name, wanted.name))
