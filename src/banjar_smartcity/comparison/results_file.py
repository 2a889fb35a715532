"""Results file: the figures of every region in a list of published results."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..checking.one_file import Known, examine
from ..diagnostics import At, Diagnostic, Severity
from ..i18n import N_
from ..model.instrument import series_of
from ..model.moment import Moment
from ..model.result import OfficialResult, ResultRow, build_results
from ..rules.figures import official_faults
from ..scoring.weighing.counting import exact
from ..source.document import Locator, parse
from ..workspace.disk import Disk, read_file
from ..workspace.layout import File
from .figures import (
    PUBLISHED,
    ComparedRegion,
    CompareWish,
    Evaluation,
    PlaceReading,
    PublishedRank,
    RegionFigures,
    Unread,
    Yardstick,
    YearChange,
)
from .yardstick import find_instrument, yardstick

NOT_RESULTS = N_("it is not a file of results, which has the keys year and rows")
LATER = N_("its results were published after {day}")
FILE_HAS_ERRORS = N_(
    "errors: {errors}, the first in line {line}; `smartcity explain {kind}` says what such an error is"
)
OTHER = N_("its results are not of the instrument {instrument}")
_KEYS = frozenset(("year", "rows"))


def read_results(place: str, wanted: CompareWish, known: Known | None = None) -> PlaceReading:
    """The figures of every row of a file of results."""
    path = Path(place)
    content, _ = read_file(place, place)
    document = parse(place, content)[0] if content is not None else None
    data = document.data if document else None
    if not isinstance(data, dict) or not data.keys() >= _KEYS:
        return PlaceReading((), (Unread(place, NOT_RESULTS, {}),))
    found = examine(Disk(path.parent), File(path.name, "results"), known)
    faults = [fault for fault in found.faults if fault.kind.severity is Severity.ERROR]
    if faults:
        return _faulty(place, path.name, found.text, faults)
    results = build_results(At(place), data)
    instrument = find_instrument(path.absolute(), results.instrument, known)
    if instrument is not None and (faults := [*official_faults(instrument, results)]):
        return _faulty(place, place, found.text, faults)
    if _is_later(results.published, wanted):
        return PlaceReading((), (Unread(place, LATER, {"day": wanted.today}),))
    if wanted.instrument not in (None, results.instrument):
        return PlaceReading((), (Unread(place, OTHER, {"instrument": wanted.instrument}),))
    measured = yardstick(instrument) if instrument is not None else None
    return PlaceReading(tuple(_row(place, results, row, measured) for row in results.rows))


def _faulty(place: str, name: str, text: str, faults: list[Diagnostic]) -> PlaceReading:
    """What is wrong with a file that may be in no repository: how much, and where it begins."""
    locate = Locator({name: text})
    line, first = min(((locate(fault.at).line, fault) for fault in faults), key=lambda found: found[0])
    facts = {"errors": len(faults), "line": line, "kind": first.kind.id}
    return PlaceReading((), (Unread(place, FILE_HAS_ERRORS, facts, errors=True),))


def _is_later(published: Moment | None, wanted: CompareWish) -> bool:
    return published is not None and published.first > wanted.today


def _row(place: str, results: OfficialResult, row: ResultRow, measured: Yardstick | None) -> RegionFigures:
    derived = row.final is None and row.derived is not None
    final = row.derived.final if row.derived and row.final is None else row.final
    rank = row.ranks.get("final")
    return RegionFigures(
        place=place,
        region=ComparedRegion(None, row.region),
        evaluation=Evaluation(results.instrument, results.year, PUBLISHED, None if results.instrument else place),
        variant=row.variant,
        final=None if final is None else exact(final),
        aspects={name: exact(score) for name, score in row.aspects.items()},
        yardstick=measured,
        derived=derived,
        change=_improvement(results.year, row),
        rank=None if rank is None else PublishedRank(rank, row.ranked, row.ranks_basis),
        all_regions=results.distribution,
    )


def _improvement(year: int, row: ResultRow) -> YearChange | None:
    return None if row.improvement is None else YearChange(year - 1, "improvement", exact(row.improvement), {})


def with_changes(figures: Iterable[RegionFigures]) -> tuple[RegionFigures, ...]:
    """Published figures with their difference from those of the year before, where that year is compared as well.

    A published difference stays: it was taken before rounding. Instruments of two years differ, so the series must be
    the same, which only known instruments say.
    """
    listed = tuple(figures)
    before = {
        (_series(f), f.evaluation.year, f.region.official_name): f
        for f in listed
        if f.evaluation.basis == PUBLISHED and f.evaluation.instrument is not None and f.final is not None
    }

    def changed(now: RegionFigures) -> RegionFigures:
        last = before.get((_series(now), now.evaluation.year - 1, now.region.official_name))
        if now.evaluation.basis != PUBLISHED or last is None or last.final is None or now.final is None:
            return now
        aspects = {name: score - last.aspects[name] for name, score in now.aspects.items() if name in last.aspects}
        if now.change is not None:
            return now._replace(change=now.change._replace(aspects=aspects))
        basis = "derived" if last.derived else "published"
        return now._replace(change=YearChange(last.evaluation.year, basis, now.final - last.final, aspects))

    return tuple(map(changed, listed))


def _series(figures: RegionFigures) -> str | None:
    named = figures.evaluation.instrument
    if figures.yardstick is not None:
        return figures.yardstick.series
    return None if named is None else series_of(named)
