"""Policy: waivers that have ended, and the findings of gates, which concern changes of the data."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Kind, Severity
from ..i18n import N_
from .context import Context

WAIVER_ENDED = Kind(
    id="waiver-ended",
    severity=Severity.WARNING,
    message=N_("this waiver ended on {until}"),
    hint=N_("Delete it, or agree on a new last day."),
    why=N_("It no longer allows anything, but a reader believes that it does."),
    example="until: 2023-05-01",
)
SUPPORTED_FALLS = Kind(
    id="supported-falls",
    severity=Severity.ERROR,
    message=N_("the supported final index falls by {points} here, mostly because of {id}"),
    hint=N_(
        "Restore the evidence, or add better evidence; if the lower index is right, add a waiver to "
        "data/program.yaml first."
    ),
    why=N_("The supported score is what the region can defend; another change should not lower it silently."),
    example="level: 2        # sebelumnya 3",
)
RULES_CHANGED = Kind(
    id="rules-changed",
    severity=Severity.ERROR,
    message=N_("rules for counting or review have changed: {id}"),
    hint=N_("Change rules separately from answers. The label that allows such a change: {label}."),
    why=N_(
        "If weights, items, levels or gates change together with answers, nobody sees which of them changed the score."
    ),
    example="weights: {baseline: 30}        # sebelumnya 20",
)
EVIDENCE_REMOVED = Kind(
    id="evidence-removed",
    severity=Severity.ERROR,
    message=N_("evidence was removed: {id}"),
    hint=N_(
        "Restore it, or add a better document in its place; if it was wrong, add a waiver to data/program.yaml first."
    ),
    why=N_(
        "Assessors may ask again for a document that they have seen. Without it, what it proved is no longer proved."
    ),
    example="evidence: []        # sebelumnya [{evidence: sk-forum}]",
)
OF_CHANGES = (SUPPORTED_FALLS, RULES_CHANGED, EVIDENCE_REMOVED)
"""Kinds that concern a change of the data, not its state: `smartcity review` reports them."""
KINDS = (WAIVER_ENDED, *OF_CHANGES)


def check_policy(context: Context) -> Iterator[Diagnostic]:
    """Waivers whose last day has passed."""
    program = context.model.program
    for waiver in program.policy.waivers if program else ():
        if waiver.until is not None and waiver.until < context.today:
            yield Diagnostic(WAIVER_ENDED, waiver.at / "until", {"until": waiver.until})
