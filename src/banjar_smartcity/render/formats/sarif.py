"""SARIF 2.1.0 (OASIS): the interchange format that code hosts and editors read."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from ...diagnostics import Finding, Kind
from .. import wording
from ..machine import dump
from .told import Told

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(told: Told) -> str:
    """The findings as a SARIF log with one run."""
    kinds = list({finding.kind.id: finding.kind for finding in told.findings}.values())
    places = {kind.id: place for place, kind in enumerate(kinds)}
    driver = {
        "name": "smartcity",
        "semanticVersion": version("banjar-smartcity"),
        "rules": [_rule(kind, told) for kind in kinds],
    }
    run = {
        "tool": {"driver": driver},
        "language": told.lang.code,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "The repository"}}},
        "results": [
            _result(finding, name, places[finding.kind.id], told)
            for finding, name in zip(told.findings, told.fingerprints, strict=True)
        ],
    }
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(kind: Kind, told: Told) -> dict[str, Any]:
    return {
        "id": kind.id,
        "shortDescription": {"text": wording.pattern(kind.message, told.lang)},
        "fullDescription": {"text": wording.pattern(kind.why, told.lang)},
        "help": {"text": wording.pattern(kind.hint, told.lang)},
        "defaultConfiguration": {"level": kind.severity.value},
    }


def _result(finding: Finding, fingerprint: str, rule: int, told: Told) -> dict[str, Any]:
    line, column = finding.position
    where = {
        "artifactLocation": {"uri": quote(finding.path.encode("utf-8", "surrogateescape")), "uriBaseId": "ROOT"},
        "region": {"startLine": line, "startColumn": column},
    }
    return {
        "ruleId": finding.kind.id,
        "ruleIndex": rule,
        "level": finding.kind.severity.value,
        "message": {"text": told.sentence(finding)},
        "locations": [{"physicalLocation": where}],
        "partialFingerprints": {"finding/v1": fingerprint},
    }
