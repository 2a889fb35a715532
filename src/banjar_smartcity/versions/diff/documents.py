"""Documents: the evidence that was added, removed, replaced, or became valid or invalid, and what it is used for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from datetime import date, timedelta
from fractions import Fraction

from ...diagnostics import Phrase
from ...evidence.claims import claims
from ...evidence.holdings import Holding
from ...model.evidence import Evidence
from ...model.focus import each_focus
from ...model.later import outlined
from ...model.model import Model
from ..index.basis import content
from ..index.version import Facet, Version, supported_on
from .change import ABSENT, FAULTY, REPLACED, SAID_ANEW, STANDS, Change, Gain, Sides
from .records import ADDED, CHANGED, REMOVED, RENAMED, Record

_FILE = frozenset(("file", "sha256"))
_PLACE = frozenset(("file", "sha256", "address", "kept_at"))
_MOST_WEIGHED = 100
"""Of more changed records than this, the rest is shown without what it gains: each takes a computation of the score."""


def changed_documents(sides: Sides, records: tuple[Record, ...]) -> Iterator[Change]:
    """Documents whose record changed, then those of which only the file changed, or whether they are valid."""
    reported = {_id(path) for r in records if r.kind == "evidence" for path in (r.path, r.before or r.path)}
    both = sides.base.model.evidence.keys() & sides.head.model.evidence.keys()
    others = [name for name in sorted(_unlike(sides, both - reported)) if _differs(sides, name)]
    serves = _serves(sides, reported.union(others))
    weighed = 0
    for record in records:
        if record.kind == "evidence":
            change = _document(sides, record, serves)
            decides = record.what == CHANGED and not all(field.wording for field in record.fields)
            weighed += decides
            if decides and weighed <= _MOST_WEIGHED:
                change = change._replace(gains=_gain(sides, change))
            yield change._replace(notes=tuple(_notes(change)))
    for name in others:
        path = sides.head.model.evidence[name].at.path
        change = _document(sides, Record("evidence", CHANGED, path, None, ()), serves)
        weighed += 1
        if weighed <= _MOST_WEIGHED:
            change = change._replace(gains=_gain(sides, change))
        yield change._replace(notes=tuple(_notes(change)))


def _differs(sides: Sides, name: str) -> bool:
    """Whether a document whose record is the same has another file, or is valid now and was not, or the reverse."""
    before, after = content(sides.base, name), content(sides.head, name)
    if before is not None and after is not None and before != after:
        return True
    return _validity(sides.base, name) != _validity(sides.head, name)


def _unlike(sides: Sides, names: Set[str]) -> list[str]:
    """The documents whose validity may differ, as something differs on which it depends. No record is looked at."""
    old, new = (outlined(side.model.evidence) for side in (sides.base, sides.head))
    before, after = sides.base.proof, sides.head.proof
    if before.today != after.today:
        return list(names)
    same = before.holdings == after.holdings and before.repeated.keys() == after.repeated.keys()

    def is_alike(name: str) -> bool:
        one, other = old[name], new[name]
        if one is not other and not one.at.path == other.at.path in sides.same:
            return False
        return same or (
            before.holdings.get(one.file or "") == after.holdings.get(other.file or "")
            and (name in before.repeated) == (name in after.repeated)
        )

    return [name for name in names if not is_alike(name)]


def _notes(change: Change) -> Iterator[Phrase]:
    """What a reviewer must know: a document counts for more than before, and it is the same document."""
    rises = change.after == STANDS or (change.gains is not None and change.gains.gives)
    same = change.what in (CHANGED, RENAMED) and not any(field.pointer[0] in _PLACE for field in change.fields)
    if rises and same:
        yield SAID_ANEW


def _gain(sides: Sides, change: Change) -> Gain | None:
    """What the change of a record gains: the score with it, less the score with the record of the old version.

    If the change moves the end of a document that is still in force, it is weighed on the day after the earlier end;
    if the document falls short of the last day of the stage, on that day, whatever happens until then.
    """
    old, new = (side.model.evidence.get(change.id) for side in (sides.base, sides.head))
    if old is None or new is None or not change.serves:
        return None
    today, model, holdings = sides.head.proof.today, sides.head.model, sides.head.proof.holdings
    ends = [record.expires_on for record in (old, new) if record.expires_on is not None]
    moved = old.expires_on != new.expires_on
    day = max(today, min(ends) + timedelta(days=1)) if moved else today
    former = model._replace(evidence={**model.evidence, change.id: old})
    earlier = {**holdings, **_holding(sides.base, old)}
    gained = dict[str | None, Fraction]()
    falls_short = False
    for facet, now, then in zip(sides.head.facets, each_focus(model), each_focus(former), strict=True):
        last = max(filter(None, (_last_day(sides.base.model, facet), _last_day(model, facet))), default=None)
        short = last is not None and _stands_until(old, last) and not _stands_until(new, last) and day <= last
        weighed = last if short and last is not None else day
        after, before = supported_on(now, weighed, holdings), supported_on(then, weighed, earlier)
        if after is not None and before is not None:
            gained[facet.instrument] = after - before
            falls_short |= short and after < before
    default = sides.head.facets[0].instrument
    others = tuple((name, points) for name, points in gained.items() if name and name != default and points)
    if default not in gained or not (gained[default] or others or moved):
        return None
    return Gain(gained[default], day if day > today else None, others, falls_short and day > today)


def _last_day(model: Model, facet: Facet) -> date | None:
    """The last day of the stage of a facet by a model."""
    stage = model.stage(facet.stage) if facet.stage else None
    return stage.ends_on if stage else None


def _stands_until(record: Evidence, day: date) -> bool:
    return record.expires_on is None or record.expires_on >= day


def _holding(side: Version, record: Evidence) -> Mapping[str, Holding]:
    """The file of a record in a version, if it has one."""
    holding = side.proof.holdings.get(record.file) if record.file is not None else None
    return {} if holding is None or record.file is None else {record.file: holding}


def _id(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml")


def _document(sides: Sides, record: Record, serves: Mapping[str, list[str]]) -> Change:
    name, former = _id(record.path), _id(record.before or record.path)
    known = (sides.base if record.what == REMOVED else sides.head).checked.model.evidence.get(name)
    before, after = _validity(sides.base, former), _validity(sides.head, name)
    what = REPLACED if record.what == CHANGED and _replaced(sides, record, (former, name)) else record.what
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
        same_file=content(sides.base, former) is not None and content(sides.base, former) == content(sides.head, name),
        before=before if differ else None,
        after=after if differ else None,
        serves=tuple(dict.fromkeys((*serves.get(name, ()), *serves.get(former, ())))),
    )


def _validity(side: Version, name: str) -> Phrase:
    if name in side.model.evidence:
        return side.proof.fault(name) or STANDS
    return FAULTY if name in side.checked.model.evidence else ABSENT


def _replaced(sides: Sides, record: Record, names: tuple[str, str]) -> bool:
    """Whether a record has another file. A file with the same contents at another path is the same file."""
    before, after = content(sides.base, names[0]), content(sides.head, names[1])
    if before is not None and after is not None:
        return before != after
    return any(field.pointer[0] in _FILE for field in record.fields)


def _serves(sides: Sides, documents: Set[str]) -> Mapping[str, list[str]]:
    """The items and innovations that name each of these documents, in either version."""
    found: dict[str, list[str]] = {}
    for side in (sides.base, sides.head) if documents else ():
        for claim in claims(side.model, lambda outline: not documents.isdisjoint(outline.documents)):
            for use in claim.uses:
                found.setdefault(use.evidence, []).append(claim.id)
    return found
