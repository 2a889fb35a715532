"""Maturity: each indicator may be answered once, a claimed level must name its proof, and what it cites must be there.

What is unknown is not a finding; `smartcity innovations` shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from ..diagnostics import At, Diagnostic, Kind, Severity
from ..i18n import N_
from ..model.innovation import Innovation
from ..model.later import suspects
from ..model.maturity import IndicatorAnswer, indicators
from ..model.model import Model
from ..model.outline import InnovationOutline
from ..schema.scale import off_scale
from .context import Context

TWICE = Kind(
    id="indicator-duplicate",
    severity=Severity.ERROR,
    message=N_('the indicator "{indicator}" is answered twice; the first answer is on line {first}'),
    hint=N_("Keep one of the two answers."),
    why=N_("Two levels of one indicator: nobody could say which one counts."),
    example="maturity:\n  - {indicator: video, level: 1, evidence: []}\n  - {indicator: video, level: 3, evidence: []}",
)
NO_EVIDENCE = Kind(
    id="indicator-without-evidence",
    severity=Severity.WARNING,
    message=N_('level {level} of the indicator "{indicator}" is claimed without any evidence'),
    hint=N_("Name the evidence record and its pages; or write null while the level is not known."),
    why=N_("A level without evidence gives no supported points, and assessors ask for the document."),
    example="- indicator: regulation\n  level: 1\n  evidence: []",
)
CITES_NOTHING = Kind(
    id="indicator-cites-unknown",
    severity=Severity.WARNING,
    message=N_('the indicator "{indicator}" cites {key}, but nothing is known of it in this record'),
    hint=N_("State it under {key} with its sources, or take {key} out of `cites`."),
    why=N_("A reader who looks for what answers the indicator would find nothing."),
    example="budget: []\nmaturity:\n  - {indicator: budget, level: null, evidence: [], cites: [budget]}",
)
KINDS = (TWICE, NO_EVIDENCE, CITES_NOTHING)


def check_maturity(context: Context) -> Iterator[Diagnostic]:
    """Indicators that are answered twice, levels off the scale or without proof, and citations of nothing."""
    scales = _scales(context.model)
    for record in context.model.drafts.values():
        for answer in record.maturity:
            yield from _off_scale(answer, scales)

    def doubt(outline: InnovationOutline) -> bool:
        return "maturity" in outline.remarks or any(_is_off(scales, *pair) for pair in outline.levels)

    for _, innovation in suspects(context.model.innovations, doubt):
        yield from of_innovation(innovation, scales)


def _scales(model: Model) -> dict[str, range]:
    """The levels of each indicator."""
    return {one.id: range(int(one.lowest), int(one.highest) + 1) for one in indicators(model.maturity_instrument)}


def off_scale_in(model: Model) -> Callable[[str, int | None], bool]:
    """What says whether the level of an indicator is one that the instrument does not have."""
    return partial(_is_off, _scales(model))


def of_innovation(record: Innovation, scales: Mapping[str, range] = {}) -> Iterator[Diagnostic]:
    """The faults of the answers of an innovation that has a name. `scales` has the levels of each indicator."""
    first: dict[str, At] = {}
    for answer in record.maturity:
        if answer.indicator in first:
            facts = {"indicator": answer.indicator, "first": first[answer.indicator] / "indicator"}
            yield Diagnostic(TWICE, answer.at / "indicator", facts)
            continue
        first[answer.indicator] = answer.at
        off = tuple(_off_scale(answer, scales))
        yield from off
        if answer.level and not answer.evidence and not off:
            claimed = {"indicator": answer.indicator, "level": answer.level}
            yield Diagnostic(NO_EVIDENCE, answer.at / "level", claimed)
        for place, key in enumerate(answer.cites):
            if not record.states(key):
                cited = {"indicator": answer.indicator, "key": key}
                yield Diagnostic(CITES_NOTHING, answer.at / "cites" / place, cited)


def _is_off(scales: Mapping[str, range], indicator: str, level: int | None) -> bool:
    return level is not None and level not in scales.get(indicator, (level,))


def _off_scale(answer: IndicatorAnswer, scales: Mapping[str, range]) -> Iterator[Diagnostic]:
    """A level that the instrument does not have; nothing if its scale is not known."""
    if answer.level is not None and _is_off(scales, answer.indicator, answer.level):
        yield from off_scale({answer.at / "level": answer.level}, scales[answer.indicator])
