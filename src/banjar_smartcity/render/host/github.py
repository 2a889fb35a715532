"""Annotations of GitHub Actions: workflow commands on standard output."""

from __future__ import annotations

from collections.abc import Iterator

from ...source.letters import visible
from .review_log import ReviewLog


def github(told: ReviewLog) -> str:
    """A workflow command for each finding."""
    return "\n".join(_commands(told))


def _commands(told: ReviewLog) -> Iterator[str]:
    for finding in told.findings:
        place = f"file={_property(told.place(finding.path))},line={finding.position.line},col={finding.position.column}"
        head = f"{finding.kind.severity.value} {place},title={_property(finding.kind.id)}"
        yield f"::{head}::{_data(told.sentence(finding))}"


def _data(text: str) -> str:
    """What follows the second `::`: a line end or a percent sign in it would begin something else."""
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A value before the second `::`."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
