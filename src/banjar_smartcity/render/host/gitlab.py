"""Code Quality reports of GitLab: a JSON list in the form of Code Climate's issues."""

from __future__ import annotations

from ...source.letters import visible
from ..words.json import dump
from .review_log import ReviewLog

_SEVERITIES = {"error": "major", "warning": "minor"}


def gitlab(log: ReviewLog) -> str:
    """The findings as a JSON list."""
    return dump(
        [
            {
                "description": log.sentence(finding),
                "check_name": finding.kind.id,
                "fingerprint": name,
                "severity": _SEVERITIES[finding.kind.severity.value],
                "location": {"path": visible(log.place(finding.path)), "lines": {"begin": finding.position.line}},
            }
            for finding, name in zip(log.findings, log.fingerprints, strict=True)
        ]
    )
