"""Verdict: a change of the data summed up in one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from ...i18n import N_, Language, round_half_up
from ...model.dimension import CROSSCUTTING
from ...scoring.parts import Node
from ...versions.diff.compare import Diff
from ...versions.index.basis import RisePart, parts_of_rise
from ...versions.index.comparison import IndexComparison
from ...versions.index.figures import IndexChange
from ...versions.review import Review
from .points import gain, step
from .wording import MAX_LISTED, express


def verdict(diff: Diff, lang: Language) -> str:
    """The figures that moved, and how many findings are new or fixed."""
    if not diff.readable:
        return _unread(diff, lang)
    _ = lang.translate
    new, fixed, missing = diff.faults.new, diff.faults.fixed, {*diff.base.without, *diff.head.without}
    unknown = any(facet.unknown for comparison in diff.comparisons for facet in comparison.facets)
    parts = [
        f"{comparison.instrument}: {part}" if place and comparison.instrument else part
        for place, comparison in enumerate(diff.comparisons)
        for part in _figures(comparison, diff, lang)
    ]
    if not (parts or diff.changes or new or fixed):
        return _(
            N_("No change in what can be read: files with errors are left out.")
            if missing or unknown
            else N_("No change.")
        )
    if not parts and diff.changes:
        count = len(diff.changes)
        text = lang.ngettext("{n} record changed; no figure changes", "{n} records changed; no figure changes", count)
        parts.append(text.format(n=count))
    for place, comparison in enumerate(reversed(diff.comparisons), 1 - len(diff.comparisons)):
        if comparison.figures and not comparison.figures.complete:
            reason = _no_index(comparison.figures, lang)
            parts.insert(0, f"{comparison.instrument}: {reason}" if place and comparison.instrument else reason)
    if missing:
        count = len(missing)
        text = lang.ngettext("without {n} file that has errors", "without {n} files that have errors", count)
        parts.append(text.format(n=count))
    if new:
        parts.append(lang.ngettext("{n} new finding", "{n} new findings", len(new)).format(n=len(new)))
    if fixed:
        text = lang.ngettext("{n} finding fixed", "{n} findings fixed", len(fixed))
        parts.append(text.format(n=len(fixed)))
    return "; ".join(parts) + "."


def _unread(diff: Diff, lang: Language) -> str:
    """The sentence for a change of which a version cannot be read."""
    old, new = len(diff.base.unread), len(diff.head.unread)
    files = []
    if old:
        files.append(lang.ngettext("{n} file before the change", "{n} files before the change", old).format(n=old))
    if new:
        files.append(lang.ngettext("{n} file after the change", "{n} files after the change", new).format(n=new))
    return lang.translate(N_("CANNOT BE COMPARED: {files} cannot be read.")).format(files=", ".join(files))


def _figures(comparison: IndexComparison, diff: Diff, lang: Language) -> Iterator[str]:
    _ = lang.translate
    found = comparison.figures
    if found is None:
        if comparison.base is None:
            yield _(N_("it is answered from now on"))
        elif comparison.head is None:
            yield _(N_("it is no longer answered"))
        elif comparison.base.score or comparison.head.score:
            yield _(N_("the index cannot be compared: one of the two versions gives none"))
        return
    old = {node.id: node.claimed for node in found.base.dimensions}
    without = {node.id for node in found.base.dimensions if found.lacks(node, 0)}
    moved = [
        node
        for node in found.head.dimensions
        if old.get(node.id, node.claimed) != node.claimed and node.id not in without and not found.lacks(node, 1)
    ]
    for node in moved[:MAX_LISTED]:
        name = lang.text(node.name).lower() if node.id == CROSSCUTTING else node.id
        yield step(name, old[node.id], node.claimed, lang)
    if len(moved) > MAX_LISTED:
        yield "…"
    rests = parts_of_rise(found, diff.base, diff.head)
    if found.claimed:
        yield _step(N_("final"), lambda node: node.claimed, found.claimed, found, lang)
    if found.supported or rests:
        yield ", ".join(
            [_step(N_("supported"), lambda node: node.supported, found.supported, found, lang), *_rests(rests, lang)]
        )
    if not found.complete:
        return
    complete = [_complete(s.final) for s in (found.base, found.head)]
    if complete[0] != complete[1]:
        text = _(N_("complete {before} % → {after} %"))
        digits = 0 if round_half_up(complete[0], 0) != round_half_up(complete[1], 0) else 2
        yield text.format(before=lang.number(complete[0], digits), after=lang.number(complete[1], digits))


def _no_index(figures: IndexChange, lang: Language) -> str:
    """Why the index is not shown."""
    items = tuple(sorted(frozenset().union(*figures.unknown)))
    text = lang.ngettext(
        "The index is not shown, because {n} item has no valid figure: {items}",
        "The index is not shown, because {n} items have no valid figure: {items}",
        len(items),
    )
    return text.format(n=len(items), items=express(items, lang))


def _step(name: str, figure: Callable[[Node], Fraction], points: Fraction, figures: IndexChange, lang: Language) -> str:
    """The index before and after; only the difference if it has no figure for some items."""
    if figures.complete:
        return step(lang.translate(name), figure(figures.base.final), figure(figures.head.final), lang)
    return lang.translate(N_("{name} {points} by the other items")).format(
        name=lang.translate(name), points=gain(points, lang)
    )


def _rests(parts: Sequence[RisePart], lang: Language) -> Iterator[str]:
    """What a rise of the supported index rests on: `of that +0.04 by survey figures typed by hand`."""
    for place, part in enumerate(parts):
        text = N_("{points} by {basis}") if place else N_("of that {points} by {basis}")
        yield lang.translate(text).format(points=gain(part.points, lang), basis=lang.translate(part.basis.msgid))


def _complete(node: Node) -> Fraction:
    return Fraction(node.answered * 100, node.items) if node.items else Fraction(0)


def review_verdict(review: Review, lang: Language) -> str:
    """Whether the change may be merged, and what it does, in one line."""
    _ = lang.translate
    blocking = sum(entry.holds for entry in review.judged)
    outcome = _(N_("PASSES."))
    if not review.passed:
        outcome = lang.ngettext("HELD BACK by {n} finding.", "HELD BACK by {n} findings.", blocking).format(n=blocking)
    if not review.diff.readable:
        outcome = _(N_("HELD BACK."))
    return f"{outcome} {verdict(review.diff, lang)}"
