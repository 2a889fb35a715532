"""Findings as lines: `path:line:column: severity id: message`, the hint, and in a terminal the line with a caret.

The words `error` and `warning` are the same in every language, as editors look for them. No library is used: `validate`
must be fast, and a table would break the lines from which editors jump to a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from unicodedata import category, east_asian_width

from ...diagnostics import Finding, RowPosition, Severity
from ...i18n import N_, Language
from ...privacy.search import redact
from ...source.decode import split_lines
from ...source.letters import visible
from ..words.wording import hint, message

_MAX_LINE = 160
_STYLES = {"error": "31;1", "warning": "33;1", "path": "1", "faint": "2", "good": "32;1"}


def findings_text(
    findings: tuple[Finding, ...],
    files: int,
    texts: Mapping[str, str],
    lang: Language,
    *,
    colour: bool,
    excerpts: bool,
    columns: Mapping[tuple[str, int], str] = {},
) -> Iterator[str]:
    """The lines of the findings, and at the end their count.

    `columns` are the names of the columns of tables, by the path of the table and the number of the column.
    """
    lines: dict[str, list[str]] = {}
    for finding in findings:
        place = f"{visible(finding.path)}:{finding.position.line}:{finding.position.column}:"
        level = finding.kind.severity.value
        label = paint(f"{level} {finding.kind.id}:", level, colour=colour)
        yield f"{paint(place, 'path', colour=colour)} {label} {message(finding, lang)}"
        if excerpts and not finding.kind.secret and finding.path in texts:
            if finding.path not in lines:
                lines[finding.path] = split_lines(texts[finding.path])
            yield from _excerpt(lines[finding.path], finding, paint("^", level, colour=colour))
        column = columns.get((finding.path, finding.position.column))
        if column and not isinstance(finding.position, RowPosition):
            name = lang.translate(N_("Column {name}.")).format(name=visible(redact(column)))
            yield paint(f"    {name}", "faint", colour=colour)
        yield paint(f"    {hint(finding, lang)}", "faint", colour=colour)
    yield totals(findings, files, lang, colour=colour)


def _excerpt(lines: list[str], finding: Finding, caret: str) -> Iterator[str]:
    line, column = finding.position
    if line > len(lines) or not lines[line - 1].strip():
        return
    source = lines[line - 1]
    if redact(source) != source:  # the line may have personal data, which is another finding
        return
    start = max(0, column - _MAX_LINE // 2) if column > _MAX_LINE - 20 else 0
    cut = source[start : start + _MAX_LINE]
    gutter = f"{line:>5} | "
    yield gutter + visible(cut)
    yield " " * (len(gutter) - 2) + "| " + " " * _width(visible(cut[: column - 1 - start])) + caret


def _width(text: str) -> int:
    """The width of a text in columns of a terminal."""
    return sum(0 if category(c) in ("Mn", "Me") else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def paint(text: str, style: str, *, colour: bool) -> str:
    """The text in the colour of a severity or of a part of the line; as it is without `colour`."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if colour else text


def totals(findings: tuple[Finding, ...], files: int, lang: Language, *, colour: bool) -> str:
    """How many files were read, and what was found in them."""
    errors = sum(f.kind.severity is Severity.ERROR for f in findings)
    warnings = len(findings) - errors
    read = lang.ngettext("{n} file", "{n} files", files).format(n=files)
    if not findings:
        tick = paint("✓ ", "good", colour=colour) if colour else ""
        return tick + lang.translate(N_("{files} read, nothing to fix.")).format(files=read)
    wrong = lang.ngettext("{n} error", "{n} errors", errors).format(n=errors)
    doubtful = lang.ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings)
    text = lang.translate(N_("{files} read: {errors}, {warnings}."))
    return text.format(files=read, errors=wrong, warnings=doubtful)
