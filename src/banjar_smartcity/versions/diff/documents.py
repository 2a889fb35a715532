"""Documents: the evidence that was added, removed, replaced, or became valid or invalid, and what it is used for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...diagnostics import Phrase
from ...evidence.claims import claims
from .change import ABSENT, REPLACED, STANDS, Change, Sides
from .records import ADDED, CHANGED, REMOVED, Record
from .version import Version

_FILE = frozenset(("file", "sha256"))


def changed_documents(sides: Sides, records: tuple[Record, ...]) -> Iterator[Change]:
    """Documents whose record changed, then those of which only the file changed, or whether they are valid."""
    serves = _serves(sides)
    reported: set[str] = set()
    for record in records:
        if record.kind == "evidence":
            reported |= {_id(record.path), _id(record.before or record.path)}
            yield _document(sides, record, serves)
    for name in sorted((sides.base.model.evidence.keys() & sides.head.model.evidence.keys()) - reported):
        path = sides.head.model.evidence[name].at.path
        change = _document(sides, Record("evidence", CHANGED, path, None, ()), serves)
        if change.before or change.what == REPLACED:
            yield change


def _id(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml")


def _document(sides: Sides, record: Record, serves: Mapping[str, list[str]]) -> Change:
    name, former = _id(record.path), _id(record.before or record.path)
    known = (sides.base if record.what == REMOVED else sides.head).checked.model.evidence.get(name)
    before, after = _validity(sides.base, former), _validity(sides.head, name)
    what = REPLACED if record.what == CHANGED and _replaced(sides, record, name) else record.what
    differ = before != after and record.what not in (ADDED, REMOVED)
    pointer = record.fields[0].pointer if record.fields else ()
    return Change(
        kind="evidence",
        id=name,
        what=what,
        path=record.path,
        position=sides.position(record, pointer),
        name=known.title if known else None,
        agencies=(known.agency,) if known and known.agency else (),
        fields=record.fields,
        before=before if differ else None,
        after=after if differ else None,
        serves=tuple(dict.fromkeys((*serves.get(name, ()), *serves.get(former, ())))),
    )


def _validity(side: Version, name: str) -> Phrase:
    return (side.proof.fault(name) or STANDS) if name in side.model.evidence else ABSENT


def _replaced(sides: Sides, record: Record, name: str) -> bool:
    """Whether a record has another file: another path, another recorded hash, or other contents."""

    def content(side: Version) -> str | None:
        known = side.model.evidence.get(name)
        holding = side.checked.holdings.get(known.file) if known and known.file else None
        return holding.settled if holding else None

    contents = content(sides.base), content(sides.head)
    return any(f.pointer[0] in _FILE for f in record.fields) or (None not in contents and contents[0] != contents[1])


def _serves(sides: Sides) -> Mapping[str, list[str]]:
    """The items and innovations that name each document, in either version."""
    found: dict[str, list[str]] = {}
    for side in (sides.base, sides.head):
        for claim in claims(side.model):
            for use in claim.uses:
                found.setdefault(use.evidence, []).append(claim.id)
    return found
