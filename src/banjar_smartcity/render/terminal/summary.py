"""Summary: findings by kind, errors before warnings; each kind with its count, one example and its hint.

It fits on a screen when the lines of `findings.py` do not. Like them it needs no library and no colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...diagnostics import Finding, Severity
from ...i18n import N_, Language
from ...source.letters import visible
from ..words.wording import hint, message
from .findings import paint, totals

MANY = 10
"""If there are more findings of one kind, their lines hide all others, and the summary is suggested."""


def summary_text(
    findings: tuple[Finding, ...], files: int, lang: Language, *, colour: bool, width: int
) -> Iterator[str]:
    """The lines of the summary, no wider than `width` columns where words allow; at the end, how to see all."""
    for group in by_kind(findings):
        first = group[0]
        level = first.kind.severity.value
        count = lang.translate(N_("{n}, for example")).format(n=len(group)) if len(group) > 1 else "1"
        yield f"{paint(f'{level} {first.kind.id}:', level, colour=colour)} {count}"
        place = f"{visible(first.path)}:{first.position.line}:{first.position.column}:"
        yield from _wrapped(f"{place} {message(first, lang)}", width, 2)
        yield from (paint(line, "faint", colour=colour) for line in _wrapped(hint(first, lang), width, 6))
    yield totals(findings, files, lang, colour=colour)
    if findings:
        text = lang.translate(N_("All of them: `smartcity validate`; what a kind means: `smartcity explain ID`."))
        yield from _wrapped(text, width, 0)


def by_kind(findings: Iterable[Finding]) -> list[list[Finding]]:
    """The findings of each kind, in their order: errors before warnings, the most frequent kind first."""
    kinds: dict[str, list[Finding]] = {}
    for finding in findings:
        kinds.setdefault(finding.kind.id, []).append(finding)
    return sorted(kinds.values(), key=lambda group: (group[0].kind.severity is not Severity.ERROR, -len(group)))


def _wrapped(text: str, width: int, indent: int) -> list[str]:
    """Lines of a text; paths stay whole, so that a terminal can open them."""
    import textwrap  # not needed by those who ask only whether to suggest a summary

    return textwrap.wrap(
        text,
        max(20, width),
        initial_indent=" " * indent,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
