"""A change of the data for people: the verdict in one line, the figures that moved, then the records that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from ...diagnostics import Finding
from ...i18n import N_, Language
from ...model.dimension import CROSSCUTTING
from ...model.focus import all_dimensions
from ...scoring.parts import Node
from ...scoring.score import crosscutting_name
from ...versions.diff.change import Change
from ...versions.diff.compare import Diff
from ...versions.index.figures import IndexChange
from ..words import wording
from ..words.points import gain
from ..words.verdict import verdict
from .blocks import Block, Heading, ListEntry, Listing, TextLine, TextTable
from .changes import blank_entry, entry, is_blank, rewording

_KINDS = {
    "rules": N_("Rules"),
    "answer": N_("Answers"),
    "answers": N_("Answers"),
    "evidence": N_("Evidence"),
    "innovation": N_("Innovations"),
    "survey": N_("Surveys"),
    "results": N_("Official results"),
}
_OTHERS = N_("Other records")
_TOGETHER = N_(
    "Rules and answers change together, so points are the mean of two orders: rules first, and answers first."
)
_SIDES = (N_("before"), N_("after"))


def diff_blocks(diff: Diff, lang: Language) -> Iterator[Block]:
    """The verdict and all that changed; if a version cannot be read, the verdict and the reasons."""
    yield TextLine(verdict(diff, lang), strong=True)
    yield from change_blocks(diff, diff.faults.new, lang) if diff.readable else obstacle_blocks(diff, lang)


def obstacle_blocks(diff: Diff, lang: Language) -> Iterator[Block]:
    """The findings because of which a version cannot be read."""
    titles = (N_("What cannot be read before the change"), N_("What cannot be read after the change"))
    for title, side in zip(titles, (diff.base, diff.head), strict=True):
        yield from findings_block(title, side.obstacles, lang)
    yield TextLine(lang.translate(N_("Fix these files, or add --partial to compare what can be read.")))


def change_blocks(diff: Diff, new: Iterable[Finding], lang: Language) -> Iterator[Block]:
    """All that changed, without the verdict. `new` are the new findings to list."""
    yield from _left_out(diff, lang)
    for place, comparison in enumerate(diff.comparisons):
        table = tuple(_table(comparison.figures, lang)) if comparison.figures else ()
        if place and table and comparison.head and comparison.head.model.instrument:
            yield Heading(lang.text(comparison.head.model.instrument.name))
        yield from table
    moved = any(comparison.figures and comparison.figures.moves for comparison in diff.comparisons)
    if moved and any(c.kind == "rules" and c.moves for c in diff.changes):
        yield TextLine(lang.translate(_TOGETHER))
    losses = [change for change in diff.changes if change.loses]
    if losses:
        yield Heading(_counted(N_("Taken away, replaced or weaker"), len(losses), lang))
        yield Listing(tuple(entry(change, lang) for change in _by_points(losses)))
    yield from findings_block(N_("New findings"), new, lang)
    yield from _changes([change for change in diff.changes if not (change.wording or change.loses)], lang)
    worded = [change for change in diff.changes if change.wording]
    if folded := tuple(change.id for change in worded):
        text = lang.ngettext(
            "Only words changed in {n} record: {names}", "Only words changed in {n} records: {names}", len(folded)
        )
        yield TextLine(text.format(n=len(folded), names=wording.express(folded, lang)))
        if words := tuple(found for change in worded if (found := rewording(change, lang))):
            yield Listing(words)
    if fixed := tuple(ListEntry(finding_entry(finding, lang).text) for finding in diff.faults.fixed):
        yield Heading(_counted(N_("Fixed findings"), len(fixed), lang))
        yield Listing(fixed)
    if diff.faults.inherited:
        count = len(diff.faults.inherited)
        text = lang.ngettext("{n} finding already existed.", "{n} findings already existed.", count)
        yield TextLine(text.format(n=count))
    if diff.changes:
        yield TextLine(_concerned(diff, lang))


def findings_block(title: str, findings: Iterable[Finding], lang: Language) -> Iterator[Block]:
    """Findings under a title, each with its place and its hint; no block if there are none."""
    entries = tuple(finding_entry(finding, lang) for finding in findings)
    if entries:
        yield Heading(_counted(title, len(entries), lang))
        yield Listing(entries)


def finding_entry(finding: Finding, lang: Language) -> ListEntry:
    """A finding as an entry of a list."""
    place = f"{finding.path}:{finding.position.line}:{finding.position.column}"
    text = f"{place}: {finding.kind.severity.value} {finding.kind.id}: {wording.message(finding, lang)}"
    return ListEntry(text, (wording.hint(finding, lang),))


def _left_out(diff: Diff, lang: Language) -> Iterator[Block]:
    """The files and items with errors, which the figures do not include."""
    for name, side in zip(_SIDES, (diff.base, diff.head), strict=True):
        if files := side.without:
            text = lang.translate(N_("PARTIAL: files with errors are left out of the figures ({side}): {files}"))
            yield TextLine(text.format(side=lang.translate(name), files=wording.express(files, lang)))
        if items := tuple(sorted({item for facet in side.facets for item in facet.unknown})):
            text = lang.translate(N_("PARTIAL: items without a valid figure, because of errors ({side}): {items}"))
            yield TextLine(text.format(side=lang.translate(name), items=wording.express(items, lang)))


def _table(found: IndexChange, lang: Language) -> Iterator[Block]:
    """The aspects, the dimensions and the index whose figures moved."""
    pairs = [
        *_pairs(found.base.aspects, found.head.aspects),
        *_pairs(found.base.dimensions, found.head.dimensions),
        (found.base.final, found.head.final),
    ]
    pairs = [(_shown(old, found, 0), _shown(new, found, 1)) for old, new in pairs]
    moved = [(old, new) for old, new in pairs if _figures(old) != _figures(new)]
    if moved:
        names = (N_("Part"), N_("Claimed"), N_("Supported"), N_("Answered"))
        yield TextTable(tuple(map(lang.translate, names)), tuple(_row(old, new, lang) for old, new in moved))


def _shown(node: Node | None, figures: IndexChange, side: int) -> Node | None:
    """A node, if it has a figure for all of its items."""
    return None if node and figures.lacks(node, side) else node


def _pairs(before: Iterable[Node], after: Iterable[Node]) -> Iterator[tuple[Node | None, Node | None]]:
    old, new = ({node.id: node for node in nodes} for nodes in (before, after))
    return ((old.get(name), new.get(name)) for name in dict.fromkeys((*new, *old)))


def _figures(node: Node | None) -> tuple[object, ...] | None:
    return node and (node.claimed, node.supported, node.answered, node.items)


def _row(old: Node | None, new: Node | None, lang: Language) -> tuple[str, ...]:
    known = new or old
    return (
        lang.text(known.name) if known else "",
        _cell(old and old.claimed, new and new.claimed, lang),
        _cell(old and old.supported, new and new.supported, lang),
        _pair(*(f"{node.answered}/{node.items}" if node else "–" for node in (old, new))),
    )


def _cell(was: Fraction | None, now: Fraction | None, lang: Language) -> str:
    shown = _pair(*("–" if figure is None else lang.number(figure) for figure in (was, now)))
    return shown if was is None or now is None or was == now else f"{shown} ({gain(now - was, lang)})"


def _pair(was: str, now: str) -> str:
    return now if was == now else f"{was} → {now}"


def _changes(changes: Iterable[Change], lang: Language) -> Iterator[Block]:
    grouped: dict[str, list[Change]] = {}
    for change in changes:
        grouped.setdefault(_KINDS.get(change.kind, _OTHERS), []).append(change)
    for title in dict.fromkeys((*_KINDS.values(), _OTHERS)):
        if title in grouped:
            yield Heading(_counted(title, len(grouped[title]), lang))
            blank = [change for change in grouped[title] if is_blank(change)]
            told = _by_points(change for change in grouped[title] if not is_blank(change))
            entries = tuple(entry(change, lang) for change in told)
            yield Listing((*entries, blank_entry(blank, lang)) if blank else entries)


def _by_points(changes: Iterable[Change]) -> list[Change]:
    """The changes by their rank, then those that move the index most, and of these, what falls."""
    return sorted(changes, key=lambda c: (c.rank, -abs(c.claimed) - abs(c.supported), c.supported, c.claimed))


def _counted(title: str, count: int, lang: Language) -> str:
    return lang.translate(title) + (f" ({count})" if count > 1 else "")


def _concerned(diff: Diff, lang: Language) -> str:
    """The working groups and agencies whose records changed."""
    dimensions = dict.fromkeys(change.dimension for change in diff.changes if change.dimension)
    agencies = dict.fromkeys(agency for change in diff.changes for agency in change.agencies)
    names = {d.id: lang.text(d.working_group.name) for d in all_dimensions(diff.head.model)}
    names[CROSSCUTTING] = lang.text(crosscutting_name(diff.head.model))
    known = diff.head.model.agencies
    listed = [names.get(name, name) for name in dimensions]
    listed += [known[name].abbreviation if name in known else name for name in agencies]
    text = lang.translate(N_("Concerns: {names}"))
    shown = wording.express(tuple(listed), lang) if listed else lang.translate(N_("nobody in particular"))
    return text.format(names=shown)
