"""Crosswalks: each link joins two items that exist, once, and a level carries over only where it means the same."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import At, Diagnostic, Kind, Phrase, Severity, closest
from ..i18n import N_
from ..model.crosswalk import LEVEL, SAME, Crosswalk, Link
from ..model.instrument import Instrument
from .context import Context

UNKNOWN = Kind(
    id="crosswalk-item-unknown",
    severity=Severity.ERROR,
    message=N_('the instrument {instrument} has no item "{item}"'),
    hint=N_("Correct the id; items of the first instrument are in `from`, those of the second in `to`."),
    why=N_("A link to an item that does not exist is never shown to anybody."),
    example="links:\n  - {from: output-budget-apbd-shar, …}        # seharusnya output-budget-apbd-share",
)
TWICE = Kind(
    id="crosswalk-link-twice",
    severity=Severity.ERROR,
    message=N_('"{first}" and "{second}" are already linked on line {line}'),
    hint=N_("Keep one of the two links."),
    why=N_("Two links of the same items may contradict each other, and only the first would be shown."),
    example="links:\n  - {from: a, to: b, …}\n  - {from: a, to: b, …}",
)
ITSELF = Kind(
    id="crosswalk-itself",
    severity=Severity.ERROR,
    message=N_('the instrument "{instrument}" is linked with itself'),
    hint=N_("Write the other instrument as `to`. What changed between two years belongs in data/migrations/."),
    why=N_("A crosswalk leads from one instrument to another one."),
    example="from: kominfo-2023\nto: kominfo-2023",
)
LEVELS = Kind(
    id="crosswalk-level",
    severity=Severity.WARNING,
    message=N_("a level does not carry over here: {why}"),
    hint=N_("Remove `level` from `carries`; the level has to be judged by the other ladder."),
    why=N_(
        "A level is the answer to one question on one scale. On another scale the same number means something else."
    ),
    example="- {from: a, to: b, relation: related, carries: [level], confidence: high}",
)
OTHER_QUESTION = N_("the items do not ask for the same")
OTHER_SCALE = N_("the scales differ")
KINDS = (UNKNOWN, TWICE, ITSELF, LEVELS)


def check_crosswalks(context: Context) -> Iterator[Diagnostic]:
    """The faults of every crosswalk. Items are looked up only in instruments that can be read."""
    instruments = context.model.all_instruments
    for crosswalk in context.model.crosswalks.values():
        if crosswalk.first == crosswalk.second:
            yield Diagnostic(ITSELF, crosswalk.at / "to", {"instrument": crosswalk.second})
        sides = instruments.get(crosswalk.first), instruments.get(crosswalk.second)
        yield from _links(crosswalk, *sides)


def _links(crosswalk: Crosswalk, first: Instrument | None, second: Instrument | None) -> Iterator[Diagnostic]:
    seen: dict[tuple[str, str], At] = {}
    for link in crosswalk.links:
        yield from _unknown(link.first, link.at / "from", first)
        yield from _unknown(link.second, link.at / "to", second)
        pair = link.first, link.second
        if pair in seen:
            facts = {"first": link.first, "second": link.second, "line": seen[pair]}
            yield Diagnostic(TWICE, link.at / "to", facts)
        seen.setdefault(pair, link.at)
        yield from _level(link, first, second)


def _unknown(item: str, at: At, instrument: Instrument | None) -> Iterator[Diagnostic]:
    if instrument is None:
        return
    known = {other.id for other in instrument.items}
    if item not in known:
        yield Diagnostic(UNKNOWN, at, {"item": item, "instrument": instrument.id}, None, closest(item, known))


def _level(link: Link, first: Instrument | None, second: Instrument | None) -> Iterator[Diagnostic]:
    if LEVEL not in link.carries:
        return
    at = link.at / "carries" / link.carries.index(LEVEL)
    if link.relation != SAME:
        yield Diagnostic(LEVELS, at, {"why": Phrase(OTHER_QUESTION)})
    elif first and second and _scale(first, link.first) != _scale(second, link.second):
        yield Diagnostic(LEVELS, at, {"why": Phrase(OTHER_SCALE)})


def _scale(instrument: Instrument, item: str) -> tuple[float, float] | None:
    found = next((other for other in instrument.items if other.id == item), None)
    return (instrument.lowest_of(found), instrument.highest_of(found)) if found else None
