"""Joint: what is found in all files of a version together."""

from __future__ import annotations

from ...diagnostics import Finding
from ...named import NamedTuple


class JointFindings(NamedTuple):
    """All findings of a version, and of which files more than an outline counted for them."""

    findings: tuple[Finding, ...]
    placed: frozenset[str]
    """The files of which the lines count, since something was found in them, or its words give one of their lines."""
    opened: frozenset[str]
    """The files of records with an outline at which a rule has looked, so that more than their outlines counted."""
