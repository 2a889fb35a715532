"""Plan: what of the files that came back is written, what is asked about, and what stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from ...checking.returned_kinds import CELL, DOCUMENT, PERSON, ROW
from ...diagnostics import Finding, Kind, Phrase
from ...i18n import N_
from ...model.instrument import EXTERNAL, Instrument, Item
from ...model.model import Model
from ...model.program import Stage
from ...named import NamedTuple
from ...privacy.search import find_personal_data, redact
from ..cells import CLAIMED, answer_cells
from ..parcel import rungs_of
from ..reading.places import finding_at
from ..record import Record, empty_record, record_of, tidy
from ..returned import Back, Returned
from .filled import Filled, Reply, Resolve, filled
from .meaning import Asked
from .merging import OURS, THEIRS, merge_records

SAME, TAKEN, CONFLICT, DOUBTFUL = "same", "taken", "conflict", "doubtful"
"""What becomes of an item that came back."""
_CELLS = {"evidence": ("document", "pages"), "note": ("remark",), "": ("document", "pages")}
"""The cells that a conflict at a key of an answer is about; all other keys are those of the claim."""


class Disputed(NamedTuple):
    """A cell on which both sides say something else than was sent."""

    cell: str
    place: str
    sent: str
    ours: str
    theirs: str


class Outcome(NamedTuple):
    """What becomes of an item of a file."""

    item: Item
    agency: str | None
    what: str
    cells: tuple[str, ...] = ()
    """The cells that were changed, if they are taken."""
    disputed: tuple[Disputed, ...] = ()
    noted: tuple[tuple[str, str, str], ...] = ()
    """Where a cell was read differently from how it is written, how it was written, and how it was read."""
    kept: tuple[tuple[str, str], ...] = ()
    """Where a cell was emptied, and what it still says, since nothing is deleted."""


class Merging(NamedTuple):
    """The answers of a stage after the files are taken in."""

    outcomes: Mapping[str, tuple[Outcome, ...]]
    """By the path of the file."""
    answers: Mapping[str, Record]
    """The answers that are changed, by item."""
    before: Mapping[str, Record]
    """All answers of the stage as they are in the repository."""
    findings: tuple[Finding, ...]


class Request(NamedTuple):
    """What is known when files are taken in."""

    model: Model
    """In focus of the instrument of the stage."""
    stage: Stage
    day: date | None
    """The day of answers whose claim is changed."""
    take: Mapping[str, int]
    """The side that decides the conflicts of an item."""
    resolve: Callable[[Returned], Resolve]
    refusal: Callable[[Returned, str], Phrase | str | None] = lambda file, name: None
    """Why a document that an answer names was refused; None if it was not."""
    owners: Mapping[str, str] = {}
    """The agency to which an item is assigned."""


def merge_answers(request: Request, files: Sequence[Returned]) -> Merging:
    """Take in the answers of files, one file after the other."""
    before = {item: record_of(answer) for item, answer in request.model.answers(request.stage.id).items()}
    now: dict[str, Record] = dict(before)
    outcomes: dict[str, list[Outcome]] = {}
    findings: list[Finding] = []
    items = {item.id: item for item in request.model.items}
    for file in files:
        findings += file.findings
        found = outcomes.setdefault(file.path, [])
        resolve = request.resolve(file)
        for back in file.answers:
            item = items.get(back.id)
            if item is None:
                findings += _unknown(file, back)
                continue
            outcome, record, faults = _merge(request, file, back, item, now.get(back.id), resolve)
            findings += faults
            found.append(outcome)
            if record is not None:
                now[back.id] = record
    return Merging(
        outcomes={path: tuple(found) for path, found in outcomes.items()},
        answers={item: record for item, record in now.items() if before.get(item) != record},
        before=before,
        findings=tuple(findings),
    )


def is_untouched(model: Model, file: Returned) -> bool:
    """Whether nobody has filled in anything."""
    items = {item.id: item for instrument in model.instruments.values() for item in instrument.items}
    asked = {i.id: asked_of(n, i) for n in model.instruments.values() for i in n.items}
    found = (filled(Reply(b, asked[b.id], None), str) for b in file.answers if b.id in items)
    same = not any(one.changed or one.emptied or one.doubts for one in found)
    filled_in = any(map(_is_filled, (*file.owned, *file.marks)))
    return same and not filled_in and not (file.findings or file.papers or file.innovations or file.notes)


def _is_filled(back: Back) -> bool:
    return any(str(back.cells.get(cell) or "") != text for cell, text in back.sent.items())


def asked_of(instrument: Instrument, item: Item) -> Asked:
    """What may be answered for an item."""
    return Asked(rungs_of(instrument, item), not instrument.whole_levels, item.kind == EXTERNAL)


def _merge(
    request: Request, file: Returned, back: Back, item: Item, ours: Record | None, resolve: Resolve
) -> tuple[Outcome, Record | None, list[Finding]]:
    """What becomes of an item, its record if it is changed, and what is not certain of it."""
    instrument = request.model.instrument
    assert instrument is not None  # noqa: S101 - its items are those of an instrument
    named = (ours or back.record or {}).get("responsible")
    agency = file.recipient.agency or named or request.owners.get(item.id)
    reply = Reply(back, asked_of(instrument, item), agency)
    back_now = filled(reply, resolve)
    side = request.take.get(item.id, 0)
    faults = [_at(file, back.place(doubt.cell), CELL, doubt.text, doubt.what) for doubt in back_now.doubts]
    faults += _personal(file, back, back_now)
    kept = tuple((back.place(cell), back.sent[cell]) for cell in back_now.emptied)
    same = Outcome(item=item, agency=agency, what=SAME, kept=kept)
    if side == THEIRS and back_now.emptied and back_now.bare is None and not faults:
        faults.append(_incomplete(file, back, back_now))
    if faults:
        return same._replace(what=DOUBTFUL), None, faults
    missing = Phrase(N_("no file of this name was given"))
    faults = [
        _at(file, back.place("document"), DOCUMENT, redact(name), request.refusal(file, name) or missing)
        for name in back_now.unnamed
    ]
    base = back.record or empty_record(item.id, agency)
    theirs = back_now.theirs
    if side == THEIRS and back_now.bare is not None:
        theirs, kept = back_now.bare, ()
    elif back_now.is_torn and side == OURS:
        theirs = _without_claim(base, theirs)
    here = ours or empty_record(item.id, agency)
    if back_now.bare is not None and merge_records(base, here, back_now.bare) == (here, ()):
        return same._replace(kept=()), None, faults  # taken in before, with what was emptied
    merged = merge_records(base, here, theirs, side or OURS)
    noted = tuple((back.place(cell), was, read) for cell, was, read in back_now.noted)
    clashes = merged.conflicts
    if back_now.is_torn and not side and not _has_claim_of(here, theirs):
        clashes = ("fact", *clashes)
    if clashes and not side:
        disputed = _disputed(back, back_now, ours, clashes, external=item.kind == EXTERNAL)
        return same._replace(kept=kept, what=CONFLICT, disputed=disputed), None, faults
    if merged.record == here:
        return same._replace(kept=kept), None, faults
    taken = same._replace(what=TAKEN, cells=back_now.changed, noted=noted, kept=kept)
    return taken, _dated(here, merged.record, request.day, file.recipient.agency), faults


def _dated(before: Record, after: Record, day: date | None, agency: str | None) -> Record:
    """An answer with the day and the agency of its claim, if that is another one now; then it is no longer carried."""
    if _has_claim_of(before, after):
        return after
    found = {**after, "answered_on": day and day.isoformat(), "responsible": after["responsible"] or agency}
    if found.get("carried"):
        found["confirmed_from"] = found.pop("carried")
    return tidy(found)


_CLAIM = ("fact", "statistic", "level", "not_applicable", "external")


def _without_claim(base: Record, theirs: Record) -> Record:
    """An answer as it came back, with the claim as it was sent."""
    kept = {key: value for key, value in theirs.items() if key not in _CLAIM}
    return tidy({**kept, **{key: value for key, value in base.items() if key in _CLAIM}})


def _has_claim_of(one: Record, other: Record) -> bool:
    return all(one.get(key) == other.get(key) for key in _CLAIM)


def _disputed(
    back: Back, now: Filled, ours: Record | None, keys: tuple[str, ...], *, external: bool
) -> tuple[Disputed, ...]:
    """The cells that a conflict is about, as sent, as they are in the repository, and as they came back."""
    cells = dict.fromkeys(cell for key in keys for cell in _CELLS.get(key, CLAIMED))
    here, there = answer_cells(ours, external=external), answer_cells(now.bare or now.theirs, external=external)
    return tuple(
        Disputed(cell, back.places.get(cell, ""), back.sent[cell], here[cell], there[cell])
        for cell in cells
        if here[cell] != there[cell] or len(cells) == 1
    )


def _personal(file: Returned, back: Back, now: Filled) -> list[Finding]:
    """Personal data in the cells that were changed."""
    found = []
    for cell in now.changed:
        value = back.cells[cell]
        for datum in find_personal_data(" ".join(str(value).split())) if value is not None else ():
            found.append(_at(file, back.place(cell), PERSON, "", Phrase(datum.what)))
            break
    return found


def _incomplete(file: Returned, back: Back, now: Filled) -> Finding:
    cell = now.emptied[0]
    return _at(file, back.place(cell), CELL, "", Phrase(N_("a figure needs its value, unit and year")))


def _unknown(file: Returned, back: Back) -> Iterator[Finding]:
    """An item that the instrument no longer has, if any of its cells was changed."""
    if any(back.cells.get(cell) not in (None, "", text) for cell, text in back.sent.items()):
        place = next(iter(back.places.values()), "")
        yield _at(file, place, ROW, back.id, Phrase(N_("the instrument has no such item"), about=None))


def _at(file: Returned, place: str, kind: Kind, text: str, what: Phrase | str) -> Finding:
    return finding_at(kind, file.path, place, {"text": text, "what": what})
