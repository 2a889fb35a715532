"""Withdrawn: documents that a change removes, from the data or from the answers and innovations that named them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set

from ...diagnostics import At, Position
from ...evidence.claims import claims
from ...model.later import outlined
from ...model.model import Model
from ...model.outline import InnovationOutline
from ...named import NamedTuple
from ...source.document import Locator
from ..index.basis import content, unmatched
from ..index.version import same_files
from .change import Change
from .compare import Diff
from .records import REMOVED, RENAMED


class Withdrawn(NamedTuple):
    """What was removed: a document, its file, or documents of an answer or an innovation."""

    id: str
    names: tuple[str, ...]
    """The file, or the documents that are no longer named; empty if the document itself is removed."""
    path: str
    position: Position


def withdrawn(diff: Diff) -> Iterator[Withdrawn]:
    """Documents whose record or file is removed, then documents that are no longer named where they were."""
    documents = [change for change in diff.changes if change.kind == "evidence"]
    removed = {change.id for change in documents if change.what == REMOVED}
    for change in documents:
        file = _lost_file(diff, change)
        if change.id in removed or file:
            yield Withdrawn(change.id, (file,) if file else (), change.path, change.position)
    yield from _unnamed(diff, removed)


def _lost_file(diff: Diff, change: Change) -> str | None:
    """The file of a document that is removed, unless its record keeps its hash: at an address, or internally."""
    record, former = (side.checked.model.evidence.get(change.id) for side in (diff.head, diff.base))
    if record is None or record.file is not None:
        return None
    hashes = (former and former.sha256, content(diff.base, change.id))
    kept = record.access == "internal" or record.address is not None
    if kept and record.sha256 is not None and record.sha256 in hashes:
        return None
    return next((str(f.before) for f in change.fields if f.pointer == ("file",) and f.after is None), None)


_Key = tuple[str, str, str | None]
"""`answer`, `innovation` or `survey`, its id, and the stage of an answer or survey."""


def _unnamed(diff: Diff, removed: Set[str]) -> Iterator[Withdrawn]:
    """Documents that a record no longer names, without new ones that are as strong in their place.

    Not those of removed innovations and surveys.
    """
    renamed = {
        (change.kind, str(field.before)): str(field.after)
        for change in diff.changes
        if change.what == RENAMED
        for field in change.fields
        if field.pointer == ("id",)
    }
    models = [side.checked.model for side in (diff.base, diff.head)]
    documents_gone = {before for (by, before) in renamed if by == "evidence"}
    same = same_files(diff.base, diff.head)

    before, after = (outlined(model.innovations).get for model in models)

    def may_differ(outline: InnovationOutline) -> bool:
        """Whether an innovation may name other documents than before."""
        one, other = before(outline.id), after(outline.id)
        if one is None or other is None:
            return True
        # What both have in common is nearly always one and the same outline.
        if not (outline is one is other or (outline.path in same and one.at.path == other.at.path == outline.path)):
            return True
        return bool(documents_gone) and not documents_gone.isdisjoint(outline.documents)

    old, new = (_named(model, may_differ) for model in models)
    in_old, in_new = Locator(diff.base.checked.texts), Locator(diff.head.checked.texts)
    unread = frozenset(diff.head.unread)
    salvaged = {document.path for _, document in diff.head.checked.salvaged}
    for (by, name, stage), (at, documents) in old.items():
        key = by, renamed.get((by, name), name), stage
        place, now = new.get(key, (None, frozenset[str]()))
        if (place is None and by != "answer") or at.path in unread:
            continue
        if place and place.path in salvaged and place in diff.head.faulty.entries:
            continue  # what the answer names cannot be read with certainty
        names = {renamed.get(("evidence", document), document): document for document in documents}
        gone = {names[new]: new for new in names.keys() - now - removed}
        # A name that is not recorded is a fault of its own.
        unrecorded = now - diff.head.checked.model.evidence.keys()
        gained = now - names.keys() - unrecorded
        lost = tuple(gone[name] for name in unmatched(gone, gained, diff.base, diff.head)[len(unrecorded) :])
        if lost:
            position = in_new(place) if place else in_old(at)
            yield Withdrawn(key[1], lost, (place or at).path, position)


def _named(model: Model, may_differ: Callable[[InnovationOutline], bool]) -> Mapping[_Key, tuple[At, frozenset[str]]]:
    """The documents that each answer, innovation and survey names; if an item has two answers, those of both.

    Innovations that are built later are among them if they `may_differ`, also those that name no document any more.
    """
    found: dict[_Key, tuple[At, frozenset[str]]] = {}
    for claim in claims(model, may_differ):
        key = claim.by, claim.id, claim.stage
        at, documents = found.get(key, (claim.at, frozenset[str]()))
        found[key] = at, documents | {use.evidence for use in claim.uses}
    return found
