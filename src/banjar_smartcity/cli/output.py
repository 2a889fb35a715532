"""Output: print text, JSON, and findings in the requested format."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..diagnostics import Finding
from ..i18n import N_, Language
from .faults import UsageFaultError

Findings = tuple[Finding, ...]


def print_findings(
    findings: Findings,
    paths: tuple[str, ...],
    texts: Mapping[str, str],
    lang: Language,
    format: str,
    columns: Mapping[tuple[str, int], str] = {},
    data: Mapping[str, object] = {},
    root: Path | None = None,
) -> None:
    """Print findings as lines for people (`text`), by kind (`summary`), as JSON, or in a format for reviewers.

    `paths` are the files read, relative to `root`, which may be any folder of its repository. With `data`, findings
    keep their fingerprints when lines move.
    """
    if format == "text":
        from ..render.terminal.findings import findings_text

        terminal = sys.stdout.isatty()
        colour = _colour(terminal=terminal)
        lines = findings_text(findings, len(paths), texts, lang, colour=colour, excerpts=terminal, columns=columns)
        write("\n".join(lines))
    elif format == "summary":
        from ..render.terminal.console import columns as width
        from ..render.terminal.summary import summary_text

        colour = _colour(terminal=sys.stdout.isatty())
        write("\n".join(summary_text(findings, len(paths), lang, colour=colour, width=width())))
    elif format == "json":
        from ..render.json.values import findings_data

        write_json(findings_data(findings, len(paths), lang))
    else:
        from ..render.host import FORMATS, ReviewLog
        from ..versions.diff.faults import Findings as Found
        from ..versions.diff.faults import fingerprints
        from ..workspace.git.program import prefix

        folder = prefix(root) if root else ""
        log = ReviewLog(findings, fingerprints(Found(findings, texts, data), {}), paths, lang, folder)
        if text := FORMATS[format](log):
            write(text)


def _colour(*, terminal: bool) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (terminal and os.environ.get("TERM") != "dumb")


def summary_format(format: str) -> str:
    """The format of the short form. Only text has one: programs read all of the JSON and select from it."""
    if format != "text":
        raise UsageFaultError(N_("--summary prints text; leave it out, or leave out --format {format}"), format=format)
    return "summary"


def write(text: str) -> None:
    """Write a line to standard output."""
    sys.stdout.write(text + "\n")


def write_pieces(pieces: Iterable[str]) -> None:
    """Write the pieces of a line to standard output."""
    sys.stdout.writelines(pieces)
    sys.stdout.write("\n")


def write_json(data: object) -> None:
    """Write data as JSON to standard output."""
    from ..render.words.json import dump

    write(dump(data))
