"""Annotations of GitHub Actions: workflow commands on standard output."""

from __future__ import annotations

from collections.abc import Iterator

from ...source.letters import visible
from .review_log import ReviewLog


def github(log: ReviewLog) -> str:
    """A workflow command for each finding."""
    return "\n".join(_commands(log))


def _commands(log: ReviewLog) -> Iterator[str]:
    for finding in log.findings:
        place = f"file={_property(log.place(finding.path))},line={finding.position.line},col={finding.position.column}"
        head = f"{finding.kind.severity.value} {place},title={_property(finding.kind.id)}"
        yield f"::{head}::{_data(log.sentence(finding))}"


def _data(text: str) -> str:
    """The message after the second `::`, with line ends and percent signs escaped as GitHub asks."""
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property before the second `::`, in which colons and commas are escaped too."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
