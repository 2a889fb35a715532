"""SARIF 2.1.0 (OASIS): the interchange format that code hosts and editors read.

It names no category (`automationDetails`): whoever uploads the log names one, since a repository may hold several
folders of data. Paths are relative to the top of the repository, which is what the hosts take paths without a base for.
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
"""GitHub refuses a log with more, whole."""


def sarif(told: ReviewLog) -> str:
    """The findings as a SARIF log with one run; errors first where it would grow too long."""
    named = list(zip(told.findings, told.fingerprints, strict=True))
    if len(named) > MAX_RESULTS:
        named = sorted(named, key=lambda pair: pair[0].kind.severity is not Severity.ERROR)[:MAX_RESULTS]
    kinds = list({finding.kind.id: finding.kind for finding, _ in named}.values())
    places = {kind.id: place for place, kind in enumerate(kinds)}
    driver = {
        "name": "smartcity",
        "semanticVersion": version("banjar-smartcity"),
        "rules": [_rule(kind, told) for kind in kinds],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [_invocation(len(told.findings) - len(named), told)],
        "language": told.lang.code,
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, name, places[finding.kind.id], told) for finding, name in named],
    }
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _invocation(left_out: int, told: ReviewLog) -> dict[str, Any]:
    if not left_out:
        return {"executionSuccessful": True}
    text = told.lang.ngettext("… and {n} more", "… and {n} more", left_out).format(n=left_out)
    notice = {"level": "warning", "message": {"text": text}}
    return {"executionSuccessful": True, "toolExecutionNotifications": [notice]}


def _rule(kind: Kind, told: ReviewLog) -> dict[str, Any]:
    why, hint = (wording.pattern(text, told.lang) for text in (kind.why, kind.hint))
    example = told.lang.translate(N_("An example with the fault in it:"))
    return {
        "id": kind.id,
        "shortDescription": {"text": wording.pattern(kind.message, told.lang)},
        "fullDescription": {"text": why},
        "help": {"text": hint, "markdown": f"{why}\n\n{hint}\n\n{example}\n\n```yaml\n{kind.example}\n```"},
        "defaultConfiguration": {"level": kind.severity.value},
    }


def _result(finding: Finding, fingerprint: str, rule: int, told: ReviewLog) -> dict[str, Any]:
    line, column = finding.position
    path = told.place(finding.path).encode("utf-8", "surrogateescape")
    where = {
        "artifactLocation": {"uri": quote(path)},
        "region": {"startLine": line, "startColumn": column},
    }
    return {
        "ruleId": finding.kind.id,
        "ruleIndex": rule,
        "level": finding.kind.severity.value,
        "message": {"text": _unlinked(told.sentence(finding))},
        "locations": [{"physicalLocation": where}],
        # The only name that GitHub looks at.
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }


def _unlinked(text: str) -> str:
    """A message in which data make no link: SARIF reads `[text](target)` as one, even in plain text."""
    return text.replace("](", "] (")
