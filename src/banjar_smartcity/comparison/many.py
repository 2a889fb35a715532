"""Many: read many regions with all cores. Instruments that regions share are examined once in each process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from ..checking.gathering.cores import cores
from ..checking.gathering.pool import share
from ..checking.one_file import Known, nothing_known
from ..i18n import N_
from ..workspace.layout import PROGRAM
from .figures import CompareWish, PlaceReading, Unread
from .region import read_region
from .results_file import NOT_RESULTS, read_results

FROM = 16
"""Places from which processes are worth their start."""
_CHUNK = 8
"""Places that a process reads before it asks for more."""
_SHARED = ("data/instruments/", "data/dimensions/")
"""Where files are that are the same in many regions."""
_MOST_KNOWN = 400
"""Shared files that a process remembers; then it begins again, so that memory does not grow with the regions."""
MISSING = N_("it does not exist")


def read_places(places: Sequence[str], wanted: CompareWish, jobs: int | None = None) -> Iterator[PlaceReading]:
    """What each place has, in the order given; with as many processes as cores, or as `jobs` says."""
    workers = min(jobs or cores(), len(places) // _CHUNK)
    if len(places) < FROM or workers < 2:
        yield from read_chunk(places, wanted)
        return
    chunks = [places[start : start + _CHUNK] for start in range(0, len(places), _CHUNK)]
    for found in share(partial(read_chunk, wanted=wanted), chunks, workers):
        yield from found


_known = nothing_known()
"""What this process knows of files that it has examined."""


def read_chunk(places: Sequence[str], wanted: CompareWish) -> list[PlaceReading]:
    """What each of a few places has."""
    found = []
    for place in places:
        found.append(read_place(place, wanted, _known))
        _forget_own(_known)
    return found


def _forget_own(known: Known) -> None:
    """Forget the files of a region that no other region has."""
    known.places.clear()
    known.searched.clear()
    remembered: tuple[dict[tuple[str, Any], Any], ...] = (known.files, known.records)
    for cache in remembered:
        for key in [key for key in cache if not key[0].startswith(_SHARED) or "/answers/" in key[0]]:
            del cache[key]
    if len(known.files) > _MOST_KNOWN:
        known.forget()


def read_place(place: str, wanted: CompareWish, known: Known | None = None) -> PlaceReading:
    """The figures of a folder with the data of a region, or of a file of results, or of a folder of such files."""
    path = Path(place)
    if path.is_dir():
        return _read_results_in(path, wanted, known) or read_region(place, wanted, known)
    if path.is_file():
        return read_results(place, wanted, known)
    return PlaceReading((), (Unread(place, MISSING, {}),))


def _read_results_in(folder: Path, wanted: CompareWish, known: Known | None) -> PlaceReading | None:
    """What the files of results in a folder have; None if it has none, or if it is the folder of a region."""
    if (folder / PROGRAM).is_file():
        return None
    found = [read_results(str(path), wanted, known) for path in sorted(folder.glob("*.yaml"))]
    if all(reading.unread and reading.unread[0].msgid == NOT_RESULTS for reading in found):
        return None
    figures = tuple(figures for reading in found for figures in reading.figures)
    return PlaceReading(figures, tuple(unread for reading in found for unread in reading.unread))
