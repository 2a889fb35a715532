"""Policy: waivers that have ended, and the findings of gates, which concern changes of the data."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Kind, Severity
from ..i18n import N_
from .context import Context

WAIVER_ENDED = Kind(
    "waiver-ended",
    Severity.WARNING,
    N_("this waiver ended on {until}"),
    N_("Delete it, or agree on a new last day."),
    N_("It lets nothing through any more, and whoever reads it believes that it does."),
    "until: 2023-05-01",
)
SUPPORTED_FALLS = Kind(
    "supported-falls",
    Severity.ERROR,
    N_("the supported final index loses {points} here, most of it through {id}"),
    N_("Bring the evidence back, or better evidence; if the fall is right, put a waiver into data/program.yaml first."),
    N_("The supported score is what the region can defend; it should not be lost unnoticed in some other change."),
    "level: 2        # sebelumnya 3",
)
RULES_CHANGED = Kind(
    "rules-changed",
    Severity.ERROR,
    N_("rules of counting or of review have changed: {id}"),
    N_("Change rules apart from answers. The label that lets such a change through: {label}."),
    N_("Where weights, items, levels or gates move together with answers, nobody sees which of them moved the score."),
    "weights: {baseline: 30}        # sebelumnya 20",
)
EVIDENCE_REMOVED = Kind(
    "evidence-removed",
    Severity.ERROR,
    N_("evidence was removed: {id}"),
    N_("Put it back, or a better document in its place; if it was wrong, put a waiver into data/program.yaml first."),
    N_("A document that assessors were shown once may be asked for again, and what it proved is unproved without it."),
    "evidence: []        # sebelumnya [{evidence: sk-forum}]",
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
