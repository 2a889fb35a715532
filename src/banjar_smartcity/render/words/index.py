"""Sentences about an index: how it compares, its predicate, what is carried over, and where points were lost."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...i18n import N_, Language, round_half_up
from ...publish.summary import Compared, Summary
from ...scoring.losses import OfficialLoss
from ...scoring.parts import Node
from ...scoring.score import Score
from ...scoring.weighing.counting import exact

PLACES = 3
UNOFFICIAL = "unofficial"


def loss_line(loss: OfficialLoss, lang: Language) -> str:
    """How many points were lost, and in which aspects, the largest loss first; rounding is named if it shows."""
    _ = lang.translate
    parts = [f"{lang.text(part.name)} {lang.number(part.points, PLACES)}" for part in loss.aspects]
    if round_half_up(loss.rest, PLACES):
        rest = ("−" if loss.rest < 0 else "") + lang.number(abs(loss.rest), PLACES)
        parts.append(_(N_("rounding of the published figures {rest}")).format(rest=rest))
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


def unread_line(node: Node, lang: Language) -> str | None:
    """How much of the supported index rests on pages that nobody has checked; None if nothing does."""
    if not node.unread:
        return None
    text = N_("{points} of the supported score rest on pages that nobody has checked; run `smartcity evidence verify`.")
    return lang.translate(text).format(points=lang.number(node.unread))


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


def standing_verdict(summary: Summary, lang: Language) -> str:
    """The supported index of the top, and how it compares with the last result, the other regions and the target."""
    if summary.first_week:
        return _nothing_yet(summary, lang)
    clauses = [_clause(compared, what, lang) for compared, what in _compared(summary, lang)]
    shown = lang.translate(N_("Supported {supported} of {top}"))
    shown = shown.format(supported=lang.number(summary.node.supported), top=lang.number(summary.top))
    return f"{shown}: {_joined(clauses, lang)}." if clauses else f"{shown}."


def _nothing_yet(summary: Summary, lang: Language) -> str:
    """That nothing can be defended, and what its last result was."""
    _ = lang.translate
    text = _(N_("Nothing is answered yet, so nothing can be defended."))
    last = summary.last
    if last is None or last.final is None:
        return text
    facts = {"year": last.result.year, "final": lang.number(last.final)}
    spread = last.result.distribution.values.get("final") if last.result.distribution else None
    if spread is None or last.result.distribution is None:
        return f"{text} " + _(N_("The result of {year} was {final}.")).format(**facts)
    median = Compared(exact(spread[2]), exact(last.final) - exact(spread[2]))
    regions = last.result.distribution.regions
    clause = _clause(median, _(N_("the median of {regions} regions")).format(regions=regions), lang)
    return f"{text} " + _(N_("The result of {year} was {final}, {clause}.")).format(clause=clause, **facts)


def unknown_lines(summary: Summary, lang: Language) -> tuple[str, ...]:
    """What the page would compare with, and nobody has recorded."""
    _ = lang.translate
    unranked = summary.last is not None and all(line.rank is None for line in summary.aspects)
    missing = [
        *([] if summary.to_median else [N_("The quartiles of all regions are not recorded.")]),
        *([N_("The ranks of the aspects are not recorded.")] if unranked and summary.aspects else []),
        *([] if summary.target else [N_("No target is recorded for this stage.")]),
    ]
    return tuple(map(_, missing))


def change(compared: Compared, lang: Language) -> str:
    """A difference with an arrow: `▼ 0,13`; `=` for none."""
    if not compared.difference:
        return "="
    arrow = "▲" if compared.difference > 0 else "▼"
    return f"{arrow} {_points(compared.difference, lang)}"


def _compared(summary: Summary, lang: Language) -> Iterator[tuple[Compared, str]]:
    _ = lang.translate
    if summary.last and summary.since_last:
        yield summary.since_last, _(N_("the result of {year}")).format(year=summary.last.result.year)
    if summary.nation and summary.to_median:
        regions = summary.nation.distribution.regions
        yield summary.to_median, _(N_("the median of {regions} regions")).format(regions=regions)
    if summary.target and summary.to_target:
        value = lang.number(summary.target.value)
        yield summary.to_target, _(N_("the target of {value}")).format(value=value)


def _clause(compared: Compared, what: str, lang: Language) -> str:
    if not compared.difference:
        return lang.translate(N_("exactly {what}")).format(what=what)
    text = N_("{points} above {what}") if compared.difference > 0 else N_("{points} below {what}")
    return lang.translate(text).format(points=_points(compared.difference, lang), what=what)


def _points(difference: Fraction, lang: Language) -> str:
    """A difference without its sign, with more decimals if two would show 0."""
    size = abs(difference)
    return lang.number(size, 2 if size >= Fraction(1, 200) else 4)


def _joined(clauses: list[str], lang: Language) -> str:
    *first, last = clauses
    return lang.translate(N_("{first} and {last}")).format(first=", ".join(first), last=last) if first else last
