"""Cited: the sources of what is shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..model.innovation import Innovation
from ..model.links import of_innovation
from ..model.model import Model
from ..model.outline import InnovationOutline
from ..model.program import sourced_parts
from ..model.register import Source
from ..model.view import known_by
from ..scoring.official import Standing
from ..scoring.score import Score


def cited_sources(
    model: Model, score: Score, shown: Iterable[str], standings: Iterable[Standing | None], today: date
) -> tuple[Source, ...]:
    """The sources of everything shown, with those `shown` in its sections, except those that came after the day."""
    cited: set[str] = {*score.instrument.sources, *score.variant.sources}
    if program := model.program:
        cited.update(program.region_sources, program.vision.sources if program.vision else ())
        for record in sourced_parts(program):
            cited.update(record.sources)
        for office in program.offices:
            cited.update(source for holder in office.holders for source in holder.sources)
    for published in standings:
        cited.update((*published.result.sources, *published.row.sources) if published else ())
    cited.update(shown)
    return tuple(s for s in model.sources.values() if s.id in cited and known_by(today, [s.id], model.sources))


def sources_of(record: Innovation | InnovationOutline) -> Iterable[str]:
    """The ids of the sources that an innovation cites."""
    if isinstance(record, InnovationOutline):
        return record.named("source")
    return (reference.name for reference in of_innovation(record) if reference.what == "source")
