"""Sentences about an index: its predicate, what is carried over, and where an official result lost its points."""

from __future__ import annotations

from ...i18n import N_, Language, round_half_up
from ...scoring.losses import OfficialLoss
from ...scoring.parts import Node
from ...scoring.score import Score

PLACES = 3
UNOFFICIAL = "unofficial"


def loss_line(loss: OfficialLoss, lang: Language) -> str:
    """How many points were lost, and in which aspects, the largest loss first; rounding is named if it shows."""
    _ = lang.translate
    parts = [f"{lang.text(part.name)} {lang.number(part.points, PLACES)}" for part in loss.aspects]
    if round_half_up(loss.rest, PLACES):
        parts.append(_(N_("rounding of the published figures {rest}")).format(rest=lang.number(loss.rest, PLACES)))
    text = N_("Of {top} points, {lost} were lost in {year}: {parts}.")
    return _(text).format(
        top=lang.number(loss.top),
        lost=lang.number(loss.points),
        year=loss.standing.result.year,
        parts=", ".join(parts),
    )


def predicate_line(score: Score, lang: Language) -> str | None:
    """The predicates of the supported and the claimed index, and what is missing to the next one; None if none exist.

    Below the first band there is no predicate, and that is said.
    """
    claimed, supported = score.predicate, score.supported_predicate
    if claimed is None or supported is None:
        return None
    _ = lang.translate
    none = _(N_("none (below the first)"))
    words = [lang.text(judged.predicate.name) if judged.predicate else none for judged in (supported, claimed)]
    if claimed.predicate is None and supported.predicate is None:
        text = _(N_("No predicate yet: both the supported and the claimed index are below the first."))
    else:
        text = _(N_("Predicate: supported {supported}, claimed {claimed}."))
        text = text.format(supported=words[0], claimed=words[1])
    if supported.next is None or supported.missing is None:
        return text
    more = _(N_("{points} more supported points give {predicate}."))
    return f"{text} {more.format(points=lang.number(supported.missing, 4), predicate=lang.text(supported.next.name))}"


def carried_line(node: Node, lang: Language) -> str | None:
    """How many answers are carried over, from which stages, and how many are confirmed; None if none is."""
    if not node.carried_from:
        return None
    text = lang.translate(N_("{n} carried over from {stages}, {confirmed} confirmed."))
    total = node.carried + node.confirmed
    return text.format(n=total, stages=", ".join(node.carried_from), confirmed=node.confirmed)


def unofficial_line(score: Score, lang: Language) -> str | None:
    """What of the instrument is our own wording, as far as it counts here; None if nothing is."""
    _ = lang.translate
    instrument, items = score.instrument, [leaf.item for leaf in score.final.leaves]
    ladders, tables = (list(map(of, items)) for of in (instrument.ladder, instrument.conversion))
    ours = {
        N_("the meaning of the levels"): any(ladder and ladder.rubric == UNOFFICIAL for ladder in ladders),
        N_("the required evidence"): any(wanted.rubric == UNOFFICIAL for item in items for wanted in item.evidence),
        N_("the tables that convert the index of another body"): any(t and t.rubric == UNOFFICIAL for t in tables),
    }
    parts = [_(part) for part, is_ours in ours.items() if is_ours]
    text = N_("Unofficial, not the evaluator's own text but ours: {parts}.")
    return _(text).format(parts=", ".join(parts)) if parts else None
