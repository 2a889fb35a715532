"""Yardstick: the instrument by which figures are measured, next to a list of results or as it is shipped."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ..checking.one_file import Known, examine
from ..diagnostics import At
from ..i18n import Text
from ..model.instrument import Instrument, build_instrument
from ..regions.shipped import shipped_instruments
from ..scoring.weighing.counting import bottom, exact
from ..workspace.disk import Disk
from ..workspace.layout import File
from .figures import Yardstick


def yardstick(instrument: Instrument) -> Yardstick:
    """What the figures of an instrument are measured by."""
    aspects = {aspect.id: aspect.name for aspect in instrument.aspects}
    return Yardstick(instrument.name, instrument.series, aspects, bottom(instrument), exact(instrument.highest))


@cache
def shared_names() -> Mapping[str, Text]:
    """The names of the aspects that every shipped instrument with such an aspect gives it, by id."""
    found: dict[str, set[Text]] = {}
    for shipped in shipped_instruments().values():
        for aspect in shipped.instrument.aspects:
            found.setdefault(aspect.id, set()).add(aspect.name)
    return {id: name for id, (name, *others) in found.items() if not others}


def find_instrument(results: Path, instrument: str | None, known: Known | None = None) -> Instrument | None:
    """The instrument of a file of results: the one next to its folder, else the one that is shipped.

    None if neither is known.
    """
    if instrument is None:
        return None
    own = results.parent.parent / "instruments"
    if (own / f"{instrument}.yaml").is_file():
        document = examine(Disk(own), File(f"{instrument}.yaml", "instrument"), known).document
        if document is not None and isinstance(document.data, dict):
            return build_instrument(At(document.path), document.data)
    shipped = shipped_instruments().get(instrument)
    return shipped.instrument if shipped else None
