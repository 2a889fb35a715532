"""A review for people: whether the change may be merged, what blocks it and why, then the change itself."""

from __future__ import annotations

from collections.abc import Iterator

from ...i18n import N_, Language
from ...model.policy import GATES
from ...rules.policy import OF_CHANGES
from ...versions.review import NEW_ERROR, Judged, Review
from ..words import wording
from ..words.index import unread_line
from ..words.verdict import review_verdict
from .blocks import Block, Heading, ListEntry, Listing, TextLine
from .diff import change_blocks, finding_entry, obstacle_blocks

MARK = "<!-- smartcity-review -->"
"""The hidden first line of a comment, by which the next review finds and replaces it."""
TITLES = {
    "new-error": N_("New errors"),
    "supported-falls": N_("The supported score falls"),
    "rules-changed": N_("Rules changed"),
    "evidence-removed": N_("Evidence removed"),
    "words-not-found": N_("Not found in the documents"),
}
_ORDER = sorted(GATES, key=lambda gate: gate == NEW_ERROR)
"""What is taken away comes before what is wrong, of which there can be very much."""
REASONS = {
    NEW_ERROR: N_("Old errors do not block a change; new errors do."),
    **{kind.id: kind.why for kind in OF_CHANGES if kind.id in GATES},
}


def review_blocks(review: Review, lang: Language) -> Iterator[Block]:
    """The verdict, the gates with findings, and all that changed."""
    yield TextLine(review_verdict(review, lang), strong=True)
    for label in review.old_labels:
        text = N_(
            "The label {label} was given for another version, so it does not count. Check this one and give it again."
        )
        yield TextLine(lang.translate(text).format(label=wording.express(label, lang)))
    if not review.diff.readable:
        yield from obstacle_blocks(review.diff, lang)
        return
    for gate in _ORDER:
        found = sorted((entry for entry in review.judged if entry.gate == gate), key=lambda entry: not entry.holds)
        if found:
            yield Heading(lang.translate(TITLES[gate]))
            yield TextLine(lang.translate(REASONS[gate]))
            yield Listing(tuple(_entry(entry, lang) for entry in found))
    for comparison in review.diff.comparisons:
        figures = comparison.figures
        if figures and figures.complete and figures.head.final.unread > figures.base.final.unread:
            yield TextLine(unread_line(figures.head.final, lang) or "")
    yield from change_blocks(review.diff, review.others, lang)


def _entry(judged: Judged, lang: Language) -> ListEntry:
    entry = finding_entry(judged.finding, lang)
    note = _note(judged, lang)
    return ListEntry(entry.text, (note,) if note and not judged.holds else (*entry.details, *([note] if note else ())))


def _note(judged: Judged, lang: Language) -> str | None:
    """Why a finding does not block the change, or which waiver of it has ended; None if there is nothing to note."""
    _ = lang.translate
    waiver = judged.waiver
    if judged.label is not None:
        return _(N_("allowed by the label {label}")).format(label=judged.label)
    if waiver is not None and waiver.until is not None:
        text = N_("the waiver for it ended on {until}") if judged.ended else N_("allowed until {until}: {reason}")
        reason = wording.express(lang.text(waiver.reason), lang)
        return _(text).format(until=lang.date(waiver.until), reason=reason)
    return None if judged.holds else _(N_("only a warning by this region's policy"))
