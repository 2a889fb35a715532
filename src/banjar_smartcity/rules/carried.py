"""Carried: an answer that only repeats that of an earlier stage must be confirmed or changed."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Kind, Severity
from ..i18n import N_
from ..model.carried import carried_over
from .context import Context

CARRIED = Kind(
    id="answer-carried",
    severity=Severity.WARNING,
    message=N_('the answer to "{item}" repeats that of {stage} and was not given since; it does not count'),
    hint=N_(
        "If it is still true, run `smartcity confirm {item}`, or write the day on which you checked it into "
        "answered_on. If it is not, change the answer."
    ),
    why=N_("Each stage has its own answers. What was true a year ago proves nothing until somebody has looked again."),
    example="answered_on: 2026-04-21        # di lembar 2027-tahap-1, dengan isi yang sama",
)
KINDS = (CARRIED,)


def check_carried(context: Context) -> Iterator[Diagnostic]:
    """Answers that repeat those of an earlier stage. What is marked as carried over says so itself."""
    for answers in carried_over(context.model).values():
        for found in answers.values():
            if not found.marked:
                facts = {"item": found.answer.item, "stage": found.stage}
                yield Diagnostic(CARRIED, found.answer.at / "answered_on", facts)
