"""A change of the data told to people: the verdict in one line, then only what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from ..diagnostics import Finding
from ..diff.compare import Change, Diff, Version
from ..diff.records import Field
from ..i18n import N_, Language
from ..model.dimension import CROSSCUTTING
from ..personal_data import redact
from ..scoring.score import CROSSCUTTING_NAME
from . import markdown, wording
from .why import PLACES

LIMIT = 60_000
"""Characters of a comment; the platforms refuse longer ones (65,536 on GitHub)."""
_MAX_VALUE = 60
_WHAT = {
    "added": N_("added"),
    "removed": N_("removed"),
    "changed": N_("changed"),
    "renamed": N_("renamed"),
    "moved": N_("counts otherwise"),
}
_KINDS = {
    "rules": N_("Rules"),
    "answer": N_("Answers"),
    "evidence": N_("Evidence"),
    "innovation": N_("Innovations"),
    "survey": N_("Surveys"),
    "results": N_("Official results"),
}
_OTHERS = N_("Other records")

Escape = Callable[[str], str]


def verdict(diff: Diff, lang: Language) -> str:
    """The whole change in one line that can be read alone."""
    _ = lang.translate
    parts = list(_figures(diff, lang))
    if diff.faults.new:
        count = len(diff.faults.new)
        parts.append(lang.ngettext("{n} new finding", "{n} new findings", count).format(n=count))
    if diff.faults.mended:
        count = len(diff.faults.mended)
        parts.append(lang.ngettext("{n} finding mended", "{n} findings mended", count).format(n=count))
    if not parts and not diff.changes:
        return _(N_("No change."))
    if not parts:
        count = len(diff.changes)
        text = lang.ngettext("{n} record changed; no figure moves", "{n} records changed; no figure moves", count)
        parts.append(text.format(n=count))
    return "; ".join(parts) + "."


def _figures(diff: Diff, lang: Language) -> Iterator[str]:
    _ = lang.translate
    found = diff.figures
    if found is None:
        yield _(N_("no index can be compared: one of the two has no instrument in force"))
        return
    old = {node.id: node for node in found.base.dimensions}
    for node in found.head.dimensions:
        before = old.get(node.id)
        if before and before.claimed != node.claimed:
            yield _step(lang.text(node.name), before.claimed, node.claimed, lang)
    if diff.claimed:
        yield _step(_(N_("final")), found.base.final.claimed, found.head.final.claimed, lang)
    if diff.supported:
        yield _step(_(N_("supported")), found.base.final.supported, found.head.final.supported, lang)
    complete = [Fraction(s.final.answered * 100, s.final.items) for s in (found.base, found.head)]
    if complete[0] != complete[1]:
        text = _(N_("complete {before} % → {after} %"))
        yield text.format(before=lang.number(complete[0], 0), after=lang.number(complete[1], 0))


def _step(name: str, before: Fraction, after: Fraction, lang: Language) -> str:
    return f"{name} {lang.number(before)} → {lang.number(after)} ({signed(after - before, lang, 2)})"


def signed(value: Fraction, lang: Language, digits: int = PLACES) -> str:
    """A number with its sign."""
    shown = lang.number(value, digits).replace("-", "\N{MINUS SIGN}")
    return shown if value < 0 else f"+{shown}"


def diff_lines(diff: Diff, lang: Language, *, comment: bool) -> Iterator[str]:
    """The verdict and what changed: as plain text, or as Markdown for a comment."""
    _ = lang.translate
    esc: Escape = markdown.escape if comment else wording.visible
    strong = "**{}**" if comment else "{}"
    yield strong.format(esc(verdict(diff, lang)))
    for line in _unread(diff, lang):
        yield ""
        yield esc(line)
    folded = [change for change in diff.changes if change.wording]
    shown = [change for change in diff.changes if not change.wording]
    for title, changes in _sections(shown, lang):
        yield ""
        yield ("### " if comment else "") + esc(title)
        yield ""
        for change in changes:
            yield "- " + esc(headline(change, lang))
            yield from (f"  - {esc(line)}" for line in field_lines(change, lang))
    if folded:
        yield ""
        text = lang.ngettext(
            "Only words changed in {n} record: {names}", "Only words changed in {n} records: {names}", len(folded)
        )
        yield esc(text.format(n=len(folded), names=", ".join(change.id for change in folded)))
    if diff.changes:
        yield ""
        yield esc(_concerned(diff, lang))
    for title, findings in (
        (N_("New findings"), diff.faults.new),
        (N_("Mended findings"), diff.faults.mended),
    ):
        if findings:
            yield ""
            yield ("### " if comment else "") + esc(_(title))
            yield ""
            yield from ("- " + esc(_finding(finding, lang)) for finding in findings)
    if diff.faults.inherited:
        count = len(diff.faults.inherited)
        yield ""
        text = lang.ngettext("{n} finding was there before.", "{n} findings were there before.", count)
        yield esc(text.format(n=count))


def _unread(diff: Diff, lang: Language) -> Iterator[str]:
    sides: tuple[tuple[str, Version], ...] = ((N_("before"), diff.base), (N_("after"), diff.head))
    for name, side in sides:
        if side.unread:
            text = lang.translate(N_("PARTIAL: these files cannot be read and are left out ({side}): {files}"))
            yield text.format(side=lang.translate(name), files=", ".join(side.unread))


def _sections(changes: Iterable[Change], lang: Language) -> Iterator[tuple[str, list[Change]]]:
    grouped: dict[str, list[Change]] = {}
    for change in changes:
        grouped.setdefault(_KINDS.get(change.kind, _OTHERS), []).append(change)
    for title in dict.fromkeys((*_KINDS.values(), _OTHERS)):
        if title in grouped:
            yield lang.translate(title), sorted(grouped[title], key=lambda c: -abs(c.claimed) - abs(c.supported))


def headline(change: Change, lang: Language) -> str:
    """A change in one line: what it is, and what it moves."""
    _ = lang.translate
    level = next((field for field in change.fields if field.pointer == ("level",)), None)
    what = f"level {_value(level.before)} → {_value(level.after)}" if level else _(_WHAT[change.what])
    moved = []
    if change.claimed:
        moved.append(_(N_("{points} on the final index")).format(points=signed(change.claimed, lang)))
    if change.supported:
        moved.append(_(N_("{points} supported")).format(points=signed(change.supported, lang)))
    return f"{change.id}: {what}" + (f" ({', '.join(moved)})" if moved else "")


def field_lines(change: Change, lang: Language) -> Iterator[str]:
    """What changed in it, field by field; what is only worded otherwise last, and together."""
    fields = [field for field in change.fields if field.pointer != ("level",)]
    for field in fields:
        if not field.wording:
            yield f"{_name(field)}: {_value(field.before)} → {_value(field.after)}"
    worded = [_name(field) for field in fields if field.wording]
    if worded:
        yield lang.translate(N_("worded otherwise: {fields}")).format(fields=", ".join(worded))


def _name(field: Field) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in field.pointer)


def _value(value: object) -> str:
    """A value in short; unknown is a dash."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        value = next((value[key] for key in ("id", "evidence", "item", "name", "text") if key in value), "…")
    text = " ".join(redact(str(value)).split())
    return text if len(text) <= _MAX_VALUE else text[: _MAX_VALUE - 1] + "…"


def _concerned(diff: Diff, lang: Language) -> str:
    """The working groups and agencies whose records changed."""
    dimensions = dict.fromkeys(change.dimension for change in diff.changes if change.dimension)
    agencies = dict.fromkeys(agency for change in diff.changes for agency in change.agencies)
    names = {d.id: lang.text(d.working_group.name) for d in diff.head.model.ordered_dimensions}
    names[CROSSCUTTING] = lang.text(CROSSCUTTING_NAME)
    known = diff.head.model.agencies
    listed = [names.get(name, name) for name in dimensions]
    listed += [known[name].abbreviation if name in known else name for name in agencies]
    text = lang.translate(N_("Concerned: {names}"))
    return text.format(names=", ".join(listed) or lang.translate(N_("nobody in particular")))


def _finding(finding: Finding, lang: Language) -> str:
    place = f"{finding.path}:{finding.position.line}:{finding.position.column}"
    return f"{place}: {finding.kind.severity.value} {finding.kind.id}: {wording.message(finding, lang)}"


def cut(lines: Iterable[str], lang: Language, limit: int = LIMIT) -> Iterator[str]:
    """The lines as far as a platform takes them; then how many more there are."""
    size, left = 0, 0
    for line in lines:
        size += len(line.encode()) + 1
        if size <= limit and not left:
            yield line
        elif line.startswith(("- ", "  - ")):
            left += 1
    if left:
        yield ""
        yield lang.ngettext("… and {n} more line", "… and {n} more lines", left).format(n=left)
