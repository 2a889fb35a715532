"""Ends: answers whose new documents end before the last day of the stage, in which the former ones were valid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from ....scoring.parts import ZERO
from ...index.comparison import Comparisons
from ...index.version import Facet, supported_leaves
from ..change import NO_FIGURE, Change, Gain, Sides
from ..records import CHANGED


def with_ends(sides: Sides, comparisons: Comparisons, changes: Iterable[Change]) -> Iterator[Change]:
    """The changes of answers, where it is so with what is supported less on the last day of the stage."""
    by_instrument = {(found.instrument if place else None): found for place, found in enumerate(comparisons)}

    @cache
    def leaves(instrument: str | None) -> tuple[date, Mapping[str, Fraction], Mapping[str, Fraction]] | None:
        found = by_instrument.get(instrument)
        days = [day for facet in (found.facets if found else ()) if (day := _last_day(facet))]
        if found is None or found.base is None or found.head is None or not days or max(days) <= sides.head.proof.today:
            return None
        last = max(days)
        before, after = supported_leaves(found.base, last, sides.base), supported_leaves(found.head, last, sides.head)
        return last, before, after

    for change in changes:
        found = leaves(change.instrument) if _names_others(change) else None
        last, before, after = found or (None, {}, {})
        points = after.get(change.id, ZERO) - before.get(change.id, ZERO)
        if last is not None and points < 0:
            yield change._replace(gains=Gain(points, _end(sides, change, last), falls_short=True))
        else:
            yield change


def _names_others(change: Change) -> bool:
    """Whether an answer that has a figure names other documents, without being supported less already today."""
    named = change.what == CHANGED and any("evidence" in field.pointer for field in change.fields)
    return named and change.supported >= 0 and NO_FIGURE not in change.notes


def _last_day(facet: Facet) -> date | None:
    stage = facet.model.stage(facet.stage) if facet.stage else None
    return stage.ends_on if stage else None


def _end(sides: Sides, change: Change, last: date) -> date:
    """The first day on which a document that the answer names is no longer valid."""
    answers = (facet.model.answers(facet.stage).get(change.id) for facet in sides.head.facets if facet.stage)
    records = (sides.head.model.evidence.get(use.evidence) for answer in answers if answer for use in answer.evidence)
    ends = [record.expires_on for record in records if record and record.expires_on and record.expires_on < last]
    return min((*ends, last - timedelta(days=1))) + timedelta(days=1)
