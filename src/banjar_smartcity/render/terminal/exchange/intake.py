"""Intake in the terminal: what is taken in, what both sides changed, and one line for each agency."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ....exchange.headings import ANSWERS, COLUMNS, INNOVATIONS, REMARKS
from ....exchange.intake.newcomers import Newcomer
from ....exchange.intake.owned import OwnedMerging
from ....exchange.intake.plan import Disputed, Merging
from ....exchange.intake.replies import RepliesMerging
from ....exchange.intake.tally import Tally
from ....i18n import N_, Language
from ....model.model import Model
from ....model.moment import parse_moment
from ....model.register import Agency
from ....privacy.search import redact
from ....source.letters import visible, visible_line

_LONGEST = 200
_BEFORE = 40
"""Letters that are shown before the first one that differs."""
_FRACTION = re.compile(r"-?[0-9]+\.[0-9]+")


def conflict_lines(merging: Merging, owned: OwnedMerging, replies: RepliesMerging, lang: Language) -> Iterator[str]:
    """What both sides changed, by question, with both texts."""
    _ = lang.translate
    found = [one for outcomes in merging.outcomes.values() for one in outcomes if one.disputed]
    if not found and not owned.conflicts and not replies.conflicts:
        return
    yield _(N_("Changed on both sides; nothing of it was written:"))
    for outcome in found:
        yield shown(f"  {outcome.item.id}: {lang.text(outcome.item.question)}")
        yield from _cells(outcome.disputed, ANSWERS, lang)
    for name, disputed in owned.conflicts.items():
        yield shown(f"  {name}")
        yield from _cells(disputed, INNOVATIONS, lang)
    for name, disputed in replies.conflicts.items():
        yield shown(f"  {name}")
        yield from _cells(disputed, REMARKS, lang)
    yield "  " + _(
        N_(
            "Decide for each, with the same files: --take theirs ITEM for what came back, --take ours ITEM for what is "
            "here."
        )
    )
    yield ""


def _cells(disputed: Sequence[Disputed], sheet: str, lang: Language) -> Iterator[str]:
    _ = lang.translate
    nothing = _(N_("(empty)"))
    for one in disputed:
        name = _(COLUMNS[sheet][one.cell])
        yield shown(f"    {one.place} {name}")
        ours, theirs = _cut_both(one.ours, one.theirs)
        yield shown("      " + _(N_("here: {text}")).format(text=ours or nothing))
        yield shown("      " + _(N_("came back: {text}")).format(text=theirs or nothing))


def note_lines(merging: Merging, lang: Language) -> Iterator[str]:
    """What was read differently from how it is written, and what did not come back and stays."""
    _ = lang.translate
    outcomes = [one for found in merging.outcomes.values() for one in found]
    for outcome in outcomes:
        for place, was, now in outcome.noted:
            yield from _note(place, was, now, lang)
    for outcome in outcomes:
        for place, text in outcome.kept:
            kept = _(N_('{cell}: "{text}" did not come back; it stays, since nothing is deleted'))
            yield shown(kept.format(cell=place, text=_cut(text)))


def _note(place: str, was: str, now: str, lang: Language) -> Iterator[str]:
    """How a cell was read, if that is not what its reader sees there: figures have the mark of the language."""
    written, read = _cut_both(was, now)
    if lang.code != "en" and _FRACTION.fullmatch(read):
        read = read.replace(".", ",")
    if " ".join(written.split()) != " ".join(read.split()):
        yield shown(lang.translate(N_('{cell}: "{was}" is read as "{now}"')).format(cell=place, was=written, now=read))
    elif was != read:
        yield shown(lang.translate(N_("{cell}: unusual spaces are read as ordinary ones")).format(cell=place))


def taken_lines(merging: Merging, lang: Language) -> Iterator[str]:
    """The items that are taken in, each with the cells that were changed."""
    for found in merging.outcomes.values():
        for outcome in found:
            if outcome.cells:
                yield shown(f"{outcome.item.id}: {_named(ANSWERS, outcome.cells, lang)}")


def owned_lines(owned: OwnedMerging, lang: Language) -> Iterator[str]:
    """The innovations that are taken in, each with the cells that were changed."""
    for name, cells in owned.changes.items():
        yield shown(f"{name}: {_named(INNOVATIONS, cells, lang)}")


def answered_lines(replies: RepliesMerging, lang: Language) -> Iterator[str]:
    """The replies that are taken in."""
    text = lang.translate(N_("{item}: reply to assessor {n}"))
    for one in replies.taken.values():
        yield shown(text.format(item=one.item, n=one.mark.assessor))


def reply_lines(replies: RepliesMerging, lang: Language) -> Iterator[str]:
    """The replies that are taken in, and what to do with them."""
    yield from answered_lines(replies, lang)
    if any(one.mark.replied_at is None for one in replies.taken.values()):
        yield lang.translate(
            N_("Send the replies to the assessors, then write when in replied_at, in data/assessments/.")
        )


def newcomer_lines(newcomers: Mapping[str, Newcomer], model: Model, lang: Language) -> Iterator[str]:
    """The innovations that get a record, each with what was read of it."""
    _ = lang.translate
    for name, one in newcomers.items():
        found = model.dimensions.get(one.dimension)
        parts = [f'"{one.name}"', lang.text(found.name) if found else one.dimension, _since(one.started, lang)]
        text = _(N_("{id}: new innovation {what}; complete data/innovations/{id}.yaml"))
        yield shown(text.format(id=name, what=", ".join(filter(None, parts))))


def _since(started: str, lang: Language) -> str:
    """Since when an innovation has been running, as people write it; empty if nobody has said so."""
    moment = parse_moment(started) if started else None
    if moment is None:
        return ""
    shapes = {"year": lambda day: str(day.year), "month": lang.month, "day": lang.date}
    return lang.translate(N_("since {time}")).format(time=shapes[moment.precision](moment.first))


def _named(sheet: str, cells: Iterable[str], lang: Language) -> str:
    return ", ".join(lang.translate(COLUMNS[sheet][cell]) for cell in cells)


def tally_lines(tallies: Sequence[Tally], agencies: Mapping[str, Agency], lang: Language) -> Iterator[str]:
    """One line for each agency."""
    for tally in tallies:
        agency = agencies.get(tally.agency or "")
        name = agency.abbreviation if agency else tally.agency or lang.translate(N_("no agency named"))
        sign = "+" if tally.gain >= 0 else "−"
        gain = lang.translate(N_("supported {change}")).format(change=f"{sign}{lang.number(abs(tally.gain))}")
        parts = [
            lang.ngettext("{n} filled in", "{n} filled in", tally.filled).format(n=tally.filled),
            lang.ngettext("{n} conflict", "{n} conflicts", tally.conflicts).format(n=tally.conflicts),
            lang.ngettext("{n} unclear", "{n} unclear", tally.unclear).format(n=tally.unclear) if tally.unclear else "",
            lang.ngettext("{n} empty", "{n} empty", tally.empty).format(n=tally.empty),
        ]
        yield shown(f"{name}: {', '.join(filter(None, parts))}; {gain}")


def _cut(text: str) -> str:
    line = visible_line(redact(text))
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _cut_both(one: str, other: str) -> tuple[str, str]:
    """Two texts cut so that the place from which they differ is in what is left."""
    first, second = visible_line(redact(one)), visible_line(redact(other))
    pairs = enumerate(zip(first, second, strict=False))
    same = next((at for at, (a, b) in pairs if a != b), min(len(first), len(second)))
    start = same - _BEFORE if max(len(first), len(second)) > _LONGEST and same > _LONGEST - _BEFORE else 0
    lead = "…" if start else ""
    return lead + _cut(first[start:]), lead + _cut(second[start:])


def shown(line: str) -> str:
    """A line without personal data, safe for a terminal."""
    return visible(redact(line))
