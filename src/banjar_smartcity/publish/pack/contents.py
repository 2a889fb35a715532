"""Pack: which documents the assessors get, in which folder, and the state of each item. Nothing is written here.

A document is in the folder of every item and innovation that it serves: assessors open the folder of an item, and
links between folders do not survive a ZIP on their computers. A large document that serves several is only in
`0-shared`, and a note in each folder says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256

from ...diagnostics import At, Phrase
from ...evidence.claims import innovation_uses
from ...evidence.files import is_in_place
from ...evidence.guess import is_reserved, split_name
from ...evidence.holdings import Holding, agrees
from ...evidence.proof import Proof, prove
from ...i18n import Text
from ...model.evidence import Evidence
from ...model.innovation import Innovation
from ...model.instrument import SURVEY
from ...model.model import Model
from ...model.parts import EvidenceUse
from ...model.program import Stage
from ...model.web_address import web_address
from ...named import NamedTuple
from ...scoring.parts import Leaf
from ...scoring.score import Score

PACKED, INTERNAL, ADDRESS, NOWHERE = "packed", "internal", "address", "nowhere"
MISSING, DIFFERS, LINKED, UNRECORDED, WITHHELD = "missing", "differs", "linked", "unrecorded", "withheld"
LOUD = (MISSING, DIFFERS, LINKED, UNRECORDED, NOWHERE, WITHHELD)
"""The states of documents that nobody can open, in the pack or elsewhere, and which are therefore reported."""
SHARED = "0-shared"
SHARED_FROM = 10 * 1024 * 1024
"""The size in bytes from which a document that serves several is packed once."""
_LONGEST = {"aspect": 20, "item": 50, "document": 56, "pack": 30}
"""The longest names, so that paths in the pack have less than 200 characters: Windows allows 260, with the folder
that the pack is put into."""


class Stock(NamedTuple):
    """The files on disk: their state by the path that records give, their sizes, and hashes of internal documents."""

    holdings: Mapping[str, Holding]
    sizes: Mapping[str, int]
    secret: frozenset[str]
    withheld: frozenset[str] = frozenset()
    """Paths of files that nobody gets: personal data, rows of respondents."""


class Placed(NamedTuple):
    """A document named for an item or innovation: its status in the pack, and its path below data/ if it is packed."""

    id: str
    evidence: Evidence | None
    pages: str | None
    status: str
    path: str | None
    note: str | None
    """The path of the note in the folder of the item, if the document is in the shared folder."""
    fault: Phrase | None
    """Why it is not valid on the day; None if it is."""
    at: At | None = None
    """The place of the reference."""


class PackItem(NamedTuple):
    """An item of the form with its documents. `number` counts within the aspect, as in the form."""

    leaf: Leaf
    number: int
    folder: str
    placed: tuple[Placed, ...]
    missing: tuple[str, ...]
    """Kinds of document that the item requires and of which no valid document is named."""


class PackAspect(NamedTuple):
    """An aspect with its items."""

    id: str
    name: Text
    number: int
    folder: str
    surveyed: bool
    items: tuple[PackItem, ...]


class PackInnovation(NamedTuple):
    """An innovation with its documents."""

    innovation: Innovation
    folder: str
    placed: tuple[Placed, ...]


class Pack(NamedTuple):
    """The contents of a pack for the assessors."""

    model: Model
    stage: Stage
    today: date
    dimension: str | None
    aspects: tuple[PackAspect, ...]
    innovations: tuple[PackInnovation, ...]
    partial: bool

    @property
    def placed(self) -> tuple[tuple[str, Placed], ...]:
        """Every reference to a document, with the item or innovation that names it, in the order of the pack."""
        items = [(item.leaf.item.id, placed) for a in self.aspects for item in a.items for placed in item.placed]
        return (*items, *((i.innovation.id, placed) for i in self.innovations for placed in i.placed))

    @property
    def covered(self) -> tuple[PackItem, ...]:
        """The items that have a folder with documents, and so a cover sheet."""
        items = (item for aspect in self.aspects for item in aspect.items)
        return tuple(item for item in items if any(placed.path for placed in item.placed))

    @property
    def name(self) -> str:
        """The name of the folder in a ZIP, such as `bukti-2026-tahap-1`."""
        return _short("-".join(["bukti", self.stage.id, *([self.dimension] if self.dimension else [])]), "pack")

    def documents(self, *statuses: str) -> tuple[Placed, ...]:
        """The documents with one of these statuses, each once."""
        return tuple({placed.id: placed for _, placed in self.placed if placed.status in statuses}.values())


def plan_pack(model: Model, score: Score, today: date, dimension: str | None, stock: Stock, *, partial: bool) -> Pack:
    """The contents of the pack of a stage, or of one dimension in it."""
    proof = prove(model, stock.holdings, today)
    leaves = {
        leaf.item.id: leaf for leaf in score.final.leaves if dimension in (None, leaf.item.dimension or "crosscutting")
    }
    innovations = [
        record
        for record in model.innovations.values()
        if record.status != "withdrawn" and dimension in (None, record.dimension)
    ]
    uses = [use for leaf in leaves.values() if leaf.answer for use in leaf.answer.evidence]
    uses += [use for record in innovations for use in innovation_uses(record)]
    shared = _shared(uses, model, stock)
    aspects = []
    for number, node in enumerate(score.aspects, 1):
        folder = f"{number}-{_short(node.id, 'aspect')}"
        form = [item for item in model.items if item.aspect == node.id]
        items = []
        for place, item in enumerate(form, 1):
            if (leaf := leaves.get(item.id)) is not None:
                within = f"{folder}/{place:02}-{_short(item.id, 'item')}"
                answer = leaf.answer
                placed = _place_all(answer.evidence if answer else (), within, shared, model, stock, proof)
                required = tuple(dict.fromkeys(w.kind for w in item.evidence))
                items.append(PackItem(leaf, place, within, placed, proof.missing(item, answer) if answer else required))
        if items:
            surveyed = all(packed.leaf.item.kind == SURVEY for packed in items)
            aspects.append(PackAspect(node.id, node.name, number, folder, surveyed, tuple(items)))
    last = f"{len(score.aspects) + 1}-innovations"
    innovation_parts = []
    for record in innovations:
        within = f"{last}/{_short(record.dimension, 'aspect')}/{_short(record.id, 'item')}"
        # If the same pages of a document prove several levels of maturity, the document is listed once.
        named = {(use.evidence, use.pages): use for use in innovation_uses(record)}
        placed = _place_all(named.values(), within, shared, model, stock, proof)
        innovation_parts.append(PackInnovation(record, within, placed))
    return Pack(
        model=model,
        stage=score.stage,
        today=today,
        dimension=dimension,
        aspects=tuple(aspects),
        innovations=tuple(innovation_parts),
        partial=partial,
    )


def _shared(uses: Iterable[EvidenceUse], model: Model, stock: Stock) -> frozenset[str]:
    """The documents that are packed once: large, and named more than once."""
    times: dict[str, int] = {}
    for use in uses:
        times[use.evidence] = times.get(use.evidence, 0) + 1
    return frozenset(
        name
        for name, count in times.items()
        if count > 1 and (record := model.evidence.get(name)) and stock.sizes.get(record.file or "", 0) >= SHARED_FROM
    )


def _place_all(
    uses: Iterable[EvidenceUse], folder: str, shared: frozenset[str], model: Model, stock: Stock, proof: Proof
) -> tuple[Placed, ...]:
    placed = []
    for use in uses:
        record = model.evidence.get(use.evidence)
        status = _status(record, stock)
        path = note = None
        if record is not None and status == PACKED:
            name = file_name(record)
            path = f"{SHARED}/{name}" if use.evidence in shared else f"{folder}/{name}"
            note = f"{folder}/{name}.txt" if use.evidence in shared else None
        placed.append(
            Placed(
                id=use.evidence,
                evidence=record,
                pages=use.pages,
                status=status,
                path=path,
                note=note,
                fault=proof.use_fault(use),
                at=use.at,
            )
        )
    return tuple(placed)


def _status(record: Evidence | None, stock: Stock) -> str:
    """The status of a document. A file with the hash of an internal document is never packed."""
    if record is None:
        return UNRECORDED
    holding = stock.holdings.get(record.file or "")
    hashes = {record.sha256, holding.sha256 if holding else None}
    if record.access == "internal" or not stock.secret.isdisjoint(hashes):
        return INTERNAL
    if record.file is None:
        return ADDRESS if record.address and web_address(record.address) else NOWHERE
    if holding is None or not holding.inside or not holding.present:
        return MISSING
    if record.file in stock.withheld or not is_in_place(record.file):
        return WITHHELD
    if holding.linked or record.file not in stock.sizes:
        return LINKED
    return PACKED if agrees(record, holding) else DIFFERS


def file_name(record: Evidence) -> str:
    """The name of a document in the pack: its id and the ending of its file, in letters, digits and hyphens only."""
    stem = _short(record.id, "document")
    ending = split_name((record.file or "").rpartition("/")[2])[1]
    return ("_" if is_reserved(stem) else "") + stem + ending


def _short(name: str, what: str) -> str:
    """A name, cut if it is too long, with a part of its hash to keep it unique."""
    longest = _LONGEST[what]
    clean = re.sub(r"[^a-z0-9-]", "-", name.lower())
    if clean == name and len(name) <= longest:
        return name
    return f"{clean[: longest - 9].rstrip('-')}-{sha256(name.encode()).hexdigest()[:8]}"
