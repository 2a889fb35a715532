"""The to-do list in the terminal: which steps gain most, who is responsible, by when, and what blocks them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from ....i18n import N_, Language
from ....model.model import Model
from ....scoring.completeness import stage_is_over
from ....scoring.steps.step import Step
from ....scoring.steps.todo import Todo
from ...words.exchange.mark_words import mark_text, reply_by, unsent_lines
from ...words.index import carried_line
from ...words.points import PLACES
from ...words.steps import DECIDED, action, blocker, decision_line, relation, when
from ...words.times import notices
from ..console import WIDE, broken, console, hanging, styled, table
from .score import heading, notes
from .status import WHAT

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text as Styled

    from ....scoring.score import Score
    from ....seeing.claimed import SeenUse

NOBODY = N_("nobody named yet")


def print_todo(
    model: Model,
    score: Score,
    whole: Todo,
    todo: Todo,
    limit: int | None,
    seen: Iterable[SeenUse],
    lang: Language,
    *,
    agency: str | None,
    banner: str | None,
) -> None:
    """Print the first `limit` steps of `todo` for people. `whole` has all steps, of which `todo` may be a part.

    Of an agency only its own figures are printed.
    """
    out = console()
    _ = lang.translate
    if banner:
        out.print(styled(banner, "bold red"))
    out.print(styled(heading(model, lang.text(todo.stage.name), todo.today, lang), "bold"))
    ended = stage_is_over(model, todo.stage, todo.today)
    for sentence in notices(model, todo.stage, todo.today, lang, stage_over=ended):
        out.print(styled(sentence, "bold"))
    _remarks(out, model, todo, lang)
    if agency is None:
        _sums(out, score, whole, lang)
        _worth(out, todo, lang)
    elif todo.steps:
        _own_sums(out, model.agencies[agency].abbreviation, todo, lang)
    _decisions(out, todo, lang)
    out.print()
    shown = todo.steps[:limit]
    unnamed = sum(not step.agencies for step in whole.steps)
    if agency is not None and not todo.steps:
        text = _(N_("{agency} has no step that raises the index."))
        out.print(styled(text.format(agency=model.agencies[agency].abbreviation), "bold"))
    elif not whole.steps:
        out.print(styled(_(N_("No step is left that raises the index.")), "bold green"))
    elif not todo.steps:
        text = _(N_("None of the {all} steps matches; for {unnamed} of them nobody is named yet."))
        out.print(styled(text.format(all=len(whole.steps), unnamed=unnamed), "bold yellow"))
    else:
        out.print(_steps(model, shown, None if ended else todo.today, out.width, lang))
        gain = sum(step.gain for step in shown)
        text = lang.ngettext("{n} step of {all} shown: +{gain}.", "{n} steps of {all} shown: +{gain}.", len(shown))
        out.print(styled(text.format(n=len(shown), all=len(todo.steps), gain=lang.number(gain, PLACES)), "bold"))
    _pages(out, seen, model, lang)
    _apart(out, todo, lang)
    out.print()
    out.print(
        styled(
            _(
                N_(
                    "Gain: what the step adds to the supported final index when its items reach the next level with "
                    "all evidence. For an unanswered item that is the lowest level that adds something, for a claimed "
                    "one its own level, for a proved one the next. At most: the gain at the highest level. No two "
                    "steps share an item, so gains can be added up in any order. * is an estimate."
                )
            ),
            "dim",
        )
    )
    for note in notes(score, lang)[:-1] if score.final.estimated else notes(score, lang):
        out.print(styled(note, "dim"))


def _sums(out: Console, score: Score, whole: Todo, lang: Language) -> None:
    """Print what all steps of all agencies add."""
    if carried := carried_line(score.final, lang):
        out.print(styled(carried, "bold yellow"))
    sums = lang.translate(
        N_(
            "Supported now: {now}. One step further in every item: +{gain}, of which +{estimated} from surveys "
            "(estimate). Everything at its highest level: +{most}."
        )
        if score.instrument.surveyed
        else N_(
            "Supported now: {now}. One step further in every item: +{gain}. Everything at its highest level: +{most}."
        )
    )
    most = sum(step.most for step in whole.steps)
    figures = {"now": whole.supported, "gain": whole.gain, "estimated": whole.estimated, "most": most}
    out.print(styled(sums.format(**{name: lang.number(value) for name, value in figures.items()}), "bold"))


def _own_sums(out: Console, name: str, todo: Todo, lang: Language) -> None:
    """Print what the steps of an agency add."""
    sums = lang.translate(
        N_(
            "{agency}: one step further in each of its items adds +{gain}, of which +{estimated} from surveys "
            "(estimate). All of them at their highest level: +{most}."
        )
    )
    most = sum(step.most for step in todo.steps)
    figures = {"gain": todo.gain, "estimated": todo.estimated, "most": most}
    shown = {key: lang.number(value, PLACES) for key, value in figures.items()}
    out.print(styled(sums.format(agency=name, **shown), "bold"))


def _worth(out: Console, todo: Todo, lang: Language) -> None:
    """Print what one level of one item adds in each aspect, and how many items of the last aspect that equals."""
    _ = lang.translate
    if len(todo.worth) < 2:
        return
    least = todo.worth[-1]
    rows = [
        [
            lang.text(worth.aspect.name),
            str(worth.items),
            "+" + lang.number(worth.level, PLACES),
            lang.number(worth.level / least.level, 1),
        ]
        for worth in todo.worth
    ]
    equals = _(N_("In items of {aspect}")).format(aspect=lang.text(least.aspect.name))
    out.print()
    out.print(table([_(N_("One level of one item")), _(N_("Items")), _(N_("Adds")), equals], rows))


def _remarks(out: Console, model: Model, todo: Todo, lang: Language) -> None:
    """Print what assessors remarked and nobody has answered yet, the rebuttal that ends first before the others."""
    if not todo.remarks:
        return
    _ = lang.translate
    title = lang.ngettext("{n} remark waits for a reply:", "{n} remarks wait for a reply:", len(todo.remarks))
    out.print(styled(title.format(n=len(todo.remarks)), "bold red"))
    for entry in todo.remarks:
        known = (model.agencies.get(name) for name in entry.agencies)
        names = ", ".join(agency.abbreviation for agency in known if agency) or _(NOBODY)
        end = reply_by(entry.deadline, todo.today, lang)
        item = entry.leaf.item
        hanging(out, styled(f"{end} · {names} · {lang.text(item.question)}  {item.id}"), 0, "- ")
        for text in (mark_text(entry.mark, lang), *unsent_lines(entry.mark, lang)):
            hanging(out, styled(text, "dim"), 2, "")
    out.print()


def _decisions(out: Console, todo: Todo, lang: Language) -> None:
    """Print what meetings decided and nobody has carried out yet."""
    if not todo.decisions:
        return
    _ = lang.translate
    out.print()
    out.print(styled(_(DECIDED), "bold"))
    for entry in todo.decisions:
        out.print(styled(f"- {decision_line(entry, todo.today, lang)}"))


def _pages(out: Console, seen: Iterable[SeenUse], model: Model, lang: Language) -> None:
    """Print where another page is to be named, as far as the documents were read."""
    if not seen:
        return
    from ...words.evidence.seen import page_step  # slow to load

    lines = dict.fromkeys(text for found in seen if (text := page_step(found, model, lang)))
    if lines:
        out.print()
        out.print(
            styled(
                lang.translate(
                    N_("Pages to name or find, in documents that were read on this computer; they move no score:")
                ),
                "bold",
            )
        )
    for text in lines:
        hanging(out, styled(text), 0)


def _steps(model: Model, steps: Iterable[Step], today: date | None, width: int, lang: Language) -> object:
    _ = lang.translate
    wide = width >= WIDE
    headings = [_(N_("Step")), _(N_("Gain")), _(N_("At most"))] + ([_(N_("Who")), _(N_("Due"))] if wide else [])

    def row(step: Step) -> list[Styled | str]:
        who_and_when = [who(model, step, lang), when(step.due, today, lang)]
        first = described(step, [] if wide else [", ".join(who_and_when)], lang)
        for link in step.related:
            first.append("\n").append_text(styled(relation(link, lang), "cyan"))
        gain = "+" + lang.number(step.gain, PLACES) + ("*" if step.estimate else "")
        return [first, gain, "+" + lang.number(step.most, PLACES), *(who_and_when if wide else ())]

    return table(headings if wide else broken(headings), [row(step) for step in steps])


def who(model: Model, step: Step, lang: Language) -> str:
    """The responsible agencies of a step, by their abbreviations."""
    known = (model.agencies.get(name) for name in step.agencies)
    return ", ".join(agency.abbreviation for agency in known if agency) or lang.translate(NOBODY)


def described(step: Step, details: Iterable[str], lang: Language) -> Styled:
    """A step in several lines: its name, its id, what to do, details, and what blocks it."""
    found = styled(lang.text(step.name), "bold")
    for detail in (step.id, action(step, lang), *details):
        found.append("\n").append_text(styled(detail, "dim"))
    for entry in step.blocked_by:
        line = lang.translate(N_("blocked: {what}")).format(what=blocker(entry, lang))
        found.append("\n").append_text(styled(line, "yellow"))
    return found


def _apart(out: Console, todo: Todo, lang: Language) -> None:
    """Print what is missing but does not move the index."""
    if not todo.apart:
        return
    _ = lang.translate
    out.print()
    out.print(styled(_(N_("Does not move the index, but assessors ask for it:")), "bold"))
    kinds = tuple(dict.fromkeys(entry.what for entry in todo.apart))
    for what in kinds:
        names = [lang.text(entry.name) for entry in todo.apart if entry.what == what]
        out.print(styled(f"- {_(WHAT[what])} ({len(names)}): {', '.join(names)}"))
