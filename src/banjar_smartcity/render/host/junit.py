"""JUnit: every file is a test, which fails if the file has errors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from ...diagnostics import Finding, Severity
from ...source.letters import visible
from .review_log import ReviewLog

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow, not even escaped."""


def junit(log: ReviewLog) -> str:
    """The findings as a JUnit XML document."""
    return "\n".join(_lines(log))


def _lines(log: ReviewLog) -> Iterator[str]:
    by_path: dict[str, list[Finding]] = {path: [] for path in log.paths}
    for finding in log.findings:
        by_path.setdefault(finding.path, []).append(finding)
    failed = sum(any(_fails(f) for f in found) for found in by_path.values())
    counts = f'tests="{len(by_path)}" failures="{failed}" errors="0"'
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="smartcity validate" {counts}>'
    yield f'<testsuite name="smartcity validate" {counts}>'
    for path, found in by_path.items():
        name = _attribute(log.place(path))
        failures = [f for f in found if _fails(f)]
        others = [f for f in found if not _fails(f)]
        yield f'<testcase classname="validate" name={name} file={name}>'
        if failures:
            title = _attribute(", ".join(dict.fromkeys(f.kind.id for f in failures)))
            yield f"<failure message={title}>{_text(log, failures)}</failure>"
        if others:
            yield f"<system-out>{_text(log, others)}</system-out>"
        yield "</testcase>"
    yield "</testsuite>"
    yield "</testsuites>"


def _fails(finding: Finding) -> bool:
    return finding.kind.severity is Severity.ERROR


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", visible(text))


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))


def _text(log: ReviewLog, findings: list[Finding]) -> str:
    lines = (
        f"{log.place(f.path)}:{f.position.line}:{f.position.column}: {f.kind.id}: {log.sentence(f)}" for f in findings
    )
    return "\n".join(escape(_clean(line)) for line in lines)
