"""SARIF 2.1.0 (OASIS): the interchange format that code hosts and editors read.

The log has no category (`automationDetails`): a repository may have several folders of data, so the one who uploads
the log names it. Paths are relative to the top of the repository, as hosts read paths without a base.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from ...diagnostics import Finding, Kind, Severity
from ...i18n import N_
from ..words import wording
from ..words.json import dump
from .review_log import ReviewLog

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MAX_RESULTS = 25_000
"""GitHub refuses a log with more results."""


def sarif(log: ReviewLog) -> str:
    """The findings as a SARIF log with one run; if there are too many, errors come first and the rest is cut."""
    named = list(zip(log.findings, log.fingerprints, strict=True))
    if len(named) > MAX_RESULTS:
        named = sorted(named, key=lambda pair: pair[0].kind.severity is not Severity.ERROR)[:MAX_RESULTS]
    kinds = list({finding.kind.id: finding.kind for finding, _ in named}.values())
    places = {kind.id: place for place, kind in enumerate(kinds)}
    driver = {
        "name": "smartcity",
        "semanticVersion": version("banjar-smartcity"),
        "rules": [_rule(kind, log) for kind in kinds],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [_invocation(len(log.findings) - len(named), log)],
        "language": log.lang.code,
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, name, places[finding.kind.id], log) for finding, name in named],
    }
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _invocation(left_out: int, log: ReviewLog) -> dict[str, Any]:
    if not left_out:
        return {"executionSuccessful": True}
    text = log.lang.ngettext("… and {n} more", "… and {n} more", left_out).format(n=left_out)
    notice = {"level": "warning", "message": {"text": text}}
    return {"executionSuccessful": True, "toolExecutionNotifications": [notice]}


def _rule(kind: Kind, log: ReviewLog) -> dict[str, Any]:
    why, hint = (wording.pattern(text, log.lang) for text in (kind.why, kind.hint))
    example = log.lang.translate(N_("An example of the problem:"))
    return {
        "id": kind.id,
        "shortDescription": {"text": wording.pattern(kind.message, log.lang)},
        "fullDescription": {"text": why},
        "help": {"text": hint, "markdown": f"{why}\n\n{hint}\n\n{example}\n\n```yaml\n{kind.example}\n```"},
        "defaultConfiguration": {"level": kind.severity.value},
    }


def _result(finding: Finding, fingerprint: str, rule: int, log: ReviewLog) -> dict[str, Any]:
    line, column = finding.position
    path = log.place(finding.path).encode("utf-8", "surrogateescape")
    where = {
        "artifactLocation": {"uri": quote(path)},
        "region": {"startLine": line, "startColumn": column},
    }
    return {
        "ruleId": finding.kind.id,
        "ruleIndex": rule,
        "level": finding.kind.severity.value,
        "message": {"text": _unlinked(log.sentence(finding))},
        "locations": [{"physicalLocation": where}],
        # The only fingerprint that GitHub reads.
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }


def _unlinked(text: str) -> str:
    """A message in which the data cannot form a link: SARIF reads `[text](target)` as one, even in plain text."""
    return text.replace("](", "] (")
