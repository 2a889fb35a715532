"""Migrations: every item of both instruments has one place in the way from the old one to the new one."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import At, Diagnostic, Kind, Severity, closest
from ..i18n import N_
from ..model.instrument import Instrument, Level
from ..model.migration import DROPPED, KEEP, MERGED, NEW, RENAMED, SAME, SPLIT, Migration, Relation
from .context import Context

UNKNOWN = Kind(
    id="migration-item-unknown",
    severity=Severity.ERROR,
    message=N_('the instrument {instrument} has no item "{item}"'),
    hint=N_("Correct the id; the old items are in `from`, the new ones in `to`."),
    why=N_("An answer cannot go to an item that does not exist."),
    example="from: [outcome-living-roadz]        # seharusnya outcome-living-roads",
)
TWICE = Kind(
    id="migration-item-twice",
    severity=Severity.ERROR,
    message=N_('the item "{item}" already has a place on line {first}'),
    hint=N_("Keep one of the two. If one item becomes several, list all of them in one entry of kind split."),
    why=N_("Each item becomes one thing. With two entries nobody could say where its answer goes."),
    example="- {kind: same, from: [a], to: [a]}\n- {kind: renamed, from: [a], to: [b]}",
)
MISSING = Kind(
    id="migration-item-missing",
    severity=Severity.WARNING,
    message=N_("these items of {instrument} have no place: {items}"),
    hint=N_("Say for each what it becomes; dropped and new are answers too."),
    why=N_("What is not named is not carried over. Its answer stays in the old sheet only."),
    example="items: []        # padahal kedua instrumen mempunyai butir",
)
COUNT = Kind(
    id="migration-kind",
    severity=Severity.ERROR,
    message=N_("{kind} has {old} old and {new} new items; that does not fit"),
    hint=N_(
        "same and renamed have one item on each side, split one old item, merged one new item, dropped no new and new "
        "no old item. Correct the kind or the lists."
    ),
    why=N_("The kind says what happens to an answer; it must agree with the items."),
    example="- {kind: renamed, from: [a], to: [b, c]}        # seharusnya split",
)
SCALE = Kind(
    id="migration-scale",
    severity=Severity.WARNING,
    message=N_("the level is kept, but the scales differ: {old} and {new}"),
    hint=N_("Write `level: rescale` or `level: ask`."),
    why=N_("The same number means something else on another scale, or does not exist there."),
    example="level: keep        # skala keduanya tidak sama",
)
KINDS = (UNKNOWN, TWICE, MISSING, COUNT, SCALE)


def check_migrations(context: Context) -> Iterator[Diagnostic]:
    """The faults of every migration. Items are compared only with instruments that can be read."""
    instruments = context.model.instruments
    for migration in context.model.migrations.values():
        old, new = instruments.get(migration.old), instruments.get(migration.new)
        yield from _places(migration, "from", old)
        yield from _places(migration, "to", new)
        for relation in migration.relations:
            if not fits(relation):
                facts = {"kind": relation.kind, "old": len(relation.old), "new": len(relation.new)}
                yield Diagnostic(COUNT, relation.at / "kind", facts)
            elif old and new and relation.level == KEEP:
                yield from _scales(relation, old, new)


def fits(relation: Relation) -> bool:
    """Whether the kind of a relation agrees with how many items it has on each side."""
    old, new = len(relation.old), len(relation.new)
    return {
        SAME: relation.old == relation.new and old == 1,
        RENAMED: old == new == 1 and relation.old != relation.new,
        SPLIT: old == 1 and new > 1,
        MERGED: old > 1 and new == 1,
        DROPPED: old > 0 and new == 0,
        NEW: old == 0 and new > 0,
    }[relation.kind]


def _places(migration: Migration, side: str, instrument: Instrument | None) -> Iterator[Diagnostic]:
    known = {item.id for item in instrument.items} if instrument else set()
    first: dict[str, At] = {}
    for relation in migration.relations:
        for place, item in enumerate(relation.old if side == "from" else relation.new):
            at = relation.at / side / place
            if item in first:
                yield Diagnostic(TWICE, at, {"item": item, "first": first[item]})
            elif instrument and item not in known:
                facts = {"item": item, "instrument": instrument.id}
                yield Diagnostic(UNKNOWN, at, facts, None, closest(item, known))
            first.setdefault(item, at)
    missing = tuple(item.id for item in instrument.items if item.id not in first) if instrument else ()
    if instrument and missing:
        yield Diagnostic(MISSING, migration.at / side, {"instrument": instrument.id, "items": missing})


def _scales(relation: Relation, old: Instrument, new: Instrument) -> Iterator[Diagnostic]:
    before, after = (
        {(rules.lowest_of(item), rules.highest_of(item)) for item in rules.items if item.id in names}
        for rules, names in ((old, relation.old), (new, relation.new))
    )
    if before and after and before != after:
        facts = {"old": _range(before), "new": _range(after)}
        yield Diagnostic(SCALE, relation.at / "kind", facts)


def _range(scales: set[tuple[Level, Level]]) -> str:
    return ", ".join(f"{low}-{high}" for low, high in sorted(scales))
