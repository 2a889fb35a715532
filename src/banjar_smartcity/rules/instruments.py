"""Instruments: the scale, groups, conversions and predicates of a form must fit each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

from ..diagnostics import At, Diagnostic, Kind, Severity
from ..i18n import N_
from ..model.conversion import Conversion
from ..model.group import Group, outwards
from ..model.instrument import EXTERNAL, Aspect, Instrument, Level
from .context import Context

SCALE_MISSING = Kind(
    id="scale-missing",
    severity=Severity.ERROR,
    message=N_('the aspect "{aspect}" has no scale'),
    hint=N_("Add `scale` at the top of the instrument, or `lowest` and `highest` to the aspect."),
    why=N_("Without a lowest and a highest level no answer can be checked and no index computed."),
    example="aspects:\n  - {id: tata-kelola, name: Tata kelola}        # scale: {lowest: 1, highest: 5} tidak ada",
)
SCALE = Kind(
    id="scale-upside-down",
    severity=Severity.ERROR,
    message=N_("the highest level {highest} is not above the lowest level {lowest}"),
    hint=N_("Correct the two levels; they may be exchanged."),
    why=N_("Answers are levels from the lowest to the highest."),
    example="scale: {lowest: 5, highest: 1}",
)
OUTSIDE = Kind(
    id="level-outside-scale",
    severity=Severity.ERROR,
    message=N_("level {level} is outside the scale, which goes from {lowest} to {highest}"),
    hint=N_("Correct the level or the scale."),
    why=N_("A level that nobody can reach would make the index leave its scale."),
    example="scale: {lowest: 1, highest: 5}\nladders:\n  - {id: umum, …, levels: [{level: 6, text: …}]}",
)
CIRCLE = Kind(
    id="group-circle",
    severity=Severity.ERROR,
    message=N_('the group "{group}" is within itself: {circle}'),
    hint=N_("Correct `within` of one of these groups."),
    why=N_("Groups are a tree: each is within one other, and the outermost is directly below the index."),
    example="groups:\n  - {id: a, name: A, within: b}\n  - {id: b, name: B, within: a}",
)
ELSEWHERE = Kind(
    id="group-outside-aspect",
    severity=Severity.ERROR,
    message=N_('the group "{group}" is not within the aspect "{aspect}" of the item "{item}"'),
    hint=N_("Write the aspect as `within` of the outermost group, or correct the aspect or the group of the item."),
    why=N_("An item counts in its aspect; a group elsewhere cannot share the weight of that aspect among its items."),
    example="aspects: [{id: layanan, …}]\ngroups: [{id: daring, name: Daring}]        # within: layanan tidak ada\n"
    "items: [{id: portal, aspect: layanan, within: daring, …}]",
)
HOLDS_ASPECT = Kind(
    id="aspect-within-aspect",
    severity=Severity.ERROR,
    message=N_('the group "{group}" is within the aspect "{outer}", so it cannot hold the aspect "{aspect}"'),
    hint=N_("Remove `within` of the aspect, or make it a group."),
    why=N_("An aspect has a weight of its own in the index; what is within an aspect is a group."),
    example="groups: [{id: daring, name: Daring, within: layanan}]\naspects: [{id: portal, within: daring, …}]",
)
GROUP_WEIGHT = Kind(
    id="group-weight",
    severity=Severity.ERROR,
    message=N_('the group "{group}" has the weight {weight}, but its aspects weigh {sum} in the variant "{variant}"'),
    hint=N_("Remove the weight, or correct the weights of the variant."),
    why=N_("A group above aspects weighs what its aspects weigh in the index; another number cannot count too."),
    example="groups: [{id: layanan, name: Layanan, weight: 50}]\nvariants: [{…, weights: {daring: 20, loket: 20}}]",
)
BAND = Kind(
    id="conversion-band",
    severity=Severity.ERROR,
    message=N_("the band from {first} to {last} ends before it begins or overlaps another one"),
    hint=N_("Correct its edges. Two bands may share an edge."),
    why=N_("A value in two bands would be two levels."),
    example="bands:\n  - {from: 0, to: 50, …}\n  - {from: 40, to: 100, …}",
)
TURNS = Kind(
    id="conversion-order",
    severity=Severity.ERROR,
    message=N_("the levels of this band go against those of the other bands"),
    hint=N_("Correct `lowest` and `highest`: the levels at `from` and at `to`."),
    why=N_("A better value of the other index must not give a worse level."),
    example="bands:\n  - {from: 0, to: 50, lowest: 1, highest: 2}\n  - {from: 50, to: 100, lowest: 4, highest: 2}",
)
PREDICATE = Kind(
    id="predicate-order",
    severity=Severity.ERROR,
    message=N_("the predicate from {first} is not above the one before it, which begins at {before}"),
    hint=N_("List the predicates from the lowest to the highest, each with its own first index."),
    why=N_("A predicate counts up to the next one; two that begin at the same index cannot both count."),
    example="bands: [{from: 2.6, name: Baik}, {from: 1.8, name: Cukup}]",
)
NOT_EXTERNAL = Kind(
    id="item-external",
    severity=Severity.ERROR,
    message=N_('the item "{item}" needs both `kind: external` and `external`, or neither'),
    hint=N_("Say with `external` whose index it takes, or correct its kind."),
    why=N_("A value of another body can be traced only if the instrument says whose it is."),
    example="- {id: satu-data, kind: external, …}        # external: {body: Bappenas, index: …} tidak ada",
)
KINDS = (
    SCALE_MISSING,
    SCALE,
    OUTSIDE,
    CIRCLE,
    ELSEWHERE,
    HOLDS_ASPECT,
    GROUP_WEIGHT,
    BAND,
    TURNS,
    PREDICATE,
    NOT_EXTERNAL,
)


def check_instruments(context: Context) -> Iterator[Diagnostic]:
    """The faults of every instrument."""
    for instrument in context.model.all_instruments.values():
        groups = {group.id: group for group in instrument.groups}
        scaled = tuple(_scales(instrument))
        yield from scaled
        if not scaled:
            yield from _levels(instrument)
        yield from _circles(groups)
        yield from _places(instrument, groups)
        yield from _group_weights(instrument, groups)
        for conversion in instrument.conversions:
            yield from _bands(conversion)
        yield from _predicates(instrument)
        for item in instrument.items:
            if (item.kind == EXTERNAL) != (item.external is not None):
                yield Diagnostic(NOT_EXTERNAL, item.at / "id", {"item": item.id})


def _scales(instrument: Instrument) -> Iterator[Diagnostic]:
    for aspect in instrument.aspects:
        if aspect.lowest == aspect.highest == 0:
            yield Diagnostic(SCALE_MISSING, aspect.at / "id", {"aspect": aspect.id})
        elif aspect.highest <= aspect.lowest:
            facts = {"lowest": aspect.lowest, "highest": aspect.highest}
            own = aspect.own_scale
            at = aspect.at / own[-1] if own else instrument.at / "scale" / "highest"
            yield Diagnostic(SCALE, at, facts)
            if not own:
                return  # the scale of all aspects, once


def _levels(instrument: Instrument) -> Iterator[Diagnostic]:
    """Levels of ladders, conversions and predicates that no item or index can reach."""
    aspects = {aspect.id: aspect for aspect in instrument.aspects}
    tables: dict[str, list[Aspect]] = {}
    for item in instrument.items:
        if item.external and item.external.conversion and item.aspect in aspects:
            tables.setdefault(item.external.conversion, []).append(aspects[item.aspect])
    every = list(aspects.values())
    lowest, highest = min(0, instrument.lowest), instrument.highest  # what is not answered may count 0
    for ladder in instrument.ladders:
        for number, level in enumerate(ladder.levels):
            if not lowest <= level <= highest:
                facts = {"level": level, "lowest": instrument.lowest, "highest": highest}
                yield Diagnostic(OUTSIDE, ladder.at / "levels" / number / "level", facts)
    for table in instrument.conversions:
        for band in table.bands:
            for key, level in (("lowest", band.lowest), ("highest", band.highest)):
                yield from _outside(level, tables.get(table.id, every), band.at / key)
    for predicate in instrument.predicates.bands:
        if not lowest <= predicate.first <= highest:
            facts = {"level": predicate.first, "lowest": lowest, "highest": highest}
            yield Diagnostic(OUTSIDE, predicate.at / "from", facts)


def _outside(level: Level, aspects: list[Aspect], at: At) -> Iterator[Diagnostic]:
    lowest, highest = min(a.lowest for a in aspects), max(a.highest for a in aspects)
    if not lowest <= level <= highest:
        yield Diagnostic(OUTSIDE, at, {"level": level, "lowest": lowest, "highest": highest})


def _circles(groups: Mapping[str, Group]) -> Iterator[Diagnostic]:
    """Each circle of groups, once."""
    known: set[str] = set()
    for group in groups.values():
        if group.id in known:
            continue
        way, holder = outwards(group.id, groups)
        if holder in way and holder not in known:
            circle = (*way[way.index(holder) :], holder)
            yield Diagnostic(CIRCLE, groups[holder].at / "within", {"group": holder, "circle": " → ".join(circle)})
        known.update(way)


def _places(instrument: Instrument, groups: Mapping[str, Group]) -> Iterator[Diagnostic]:
    """Items in groups that are not within their aspect, and aspects in groups that are within one."""
    aspects = {aspect.id for aspect in instrument.aspects}
    above = {aspect.within for aspect in instrument.aspects}
    reported: set[str] = set()
    for item in instrument.items:
        way, holder = outwards(item.within, groups)
        if not way or holder == item.aspect or item.aspect not in aspects or not (holder is None or holder in aspects):
            continue  # a circle, and an unknown group or aspect, are reported elsewhere
        outermost = way[-1]
        if holder is None and outermost not in above:
            if outermost not in reported:  # it says nowhere where it belongs, which is one fault for all its items
                reported.add(outermost)
                facts = {"group": outermost, "aspect": item.aspect, "item": item.id}
                yield Diagnostic(ELSEWHERE, groups[outermost].at / "id", facts)
        else:
            facts = {"group": way[0], "aspect": item.aspect, "item": item.id}
            yield Diagnostic(ELSEWHERE, item.at / "within", facts)
    for aspect in instrument.aspects:
        way, holder = outwards(aspect.within, groups)
        if way and holder is not None and holder in aspects:
            facts = {"group": way[0], "outer": holder, "aspect": aspect.id}
            yield Diagnostic(HOLDS_ASPECT, aspect.at / "within", facts)


def _group_weights(instrument: Instrument, groups: Mapping[str, Group]) -> Iterator[Diagnostic]:
    """Groups above aspects with a weight that is not the sum of those of their aspects."""
    held: dict[str, list[str]] = {}
    for aspect in instrument.aspects:
        for place in outwards(aspect.within, groups)[0]:
            held.setdefault(place, []).append(aspect.id)
    for name, aspects in held.items():
        weight = groups[name].weight
        for variant in instrument.variants if weight is not None else ():
            total = sum((Fraction(str(variant.weights.get(a, 0))) for a in aspects), Fraction(0))
            if Fraction(str(weight)) != total:
                facts = {"group": name, "weight": weight, "sum": total, "variant": variant.id}
                yield Diagnostic(GROUP_WEIGHT, groups[name].at / "weight", facts)
                break


def _bands(conversion: Conversion) -> Iterator[Diagnostic]:
    last: float | None = None
    for band in conversion.bands:
        if band.last < band.first or (last is not None and band.first < last):
            yield Diagnostic(BAND, band.at / "from", {"first": band.first, "last": band.last})
            return
        last = band.last
    levels = [level for band in conversion.bands for level in (band.lowest, band.highest)]
    rising = levels[-1] >= levels[0]
    for before, band in zip((None, *conversion.bands), conversion.bands, strict=False):
        steps = (band.highest - band.lowest, band.lowest - before.highest if before else 0)
        if any(step < 0 if rising else step > 0 for step in steps):
            yield Diagnostic(TURNS, band.at / "lowest")
            return


def _predicates(instrument: Instrument) -> Iterator[Diagnostic]:
    listed = sorted(instrument.predicates.bands, key=lambda band: int(band.at.pointer[-1]))
    for before, band in pairwise(listed):
        if band.first <= before.first:
            yield Diagnostic(PREDICATE, band.at / "from", {"first": band.first, "before": before.first})
