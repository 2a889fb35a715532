"""A contest in the terminal: what is known about it, the ranking of each category, and how each judge marks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from .....i18n import N_, Language
from .....innovations.contest import CategoryRanking, JudgeSpread, Placing, Ranked, Ranking
from .....model.contest import Contest, ContestDate, Judge
from .....model.model import Model
from ....words.points import signed
from ....words.times import plan_note
from ....words.wording import moment
from ...console import WIDE, broken, console, hanging, styled, table
from ...figures.score import heading

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text as Styled

DATES = {
    "registration": N_("Registration"),
    "extension": N_("Registration, extended"),
    "selection": N_("Administrative selection"),
    "technical-meeting": N_("Technical meeting"),
    "judging": N_("Judging"),
    "final": N_("Final"),
    "award": N_("Award"),
}
UNKNOWN = {
    "criteria": N_("criteria"),
    "weights": N_("weights of the criteria"),
    "judges": N_("judges"),
    "entries": N_("entries"),
    "marks": N_("marks"),
}
"""What must be known before entries can be ranked, in words."""
STATUS = {
    "withdrawn": N_("withdrew"),
    "disqualified": N_("disqualified"),
}

_LEAST = 12
"""The least width of names, in columns; with more, rich would cut the figures of a narrow table."""


def print_contest(model: Model, ranking: Ranking, today: date, lang: Language, *, banner: str | None) -> None:
    """Print a contest for people."""
    out = console()
    _ = lang.translate
    contest = ranking.contest
    if banner:
        out.print(styled(banner, "bold red"))
    out.print(styled(heading(model, lang.text(contest.name), today, lang), "bold"))
    _known(out, model, contest, today, lang)
    if ranking.unknown:
        out.print()
        what = ", ".join(_(UNKNOWN[name]) for name in ranking.unknown)
        out.print(styled(_(N_("Nothing can be ranked. Not known: {what}.")).format(what=what), "bold"))
    for category in ranking.categories:
        if category.entries:
            _category(out, model, category, ranking, lang)
    if any(spread.marks for spread in ranking.judges):
        _judges(out, model, ranking.judges, lang)
    _published(out, ranking, lang)
    for title, texts in (
        (N_("Sources disagree"), [conflict.text for conflict in contest.conflicts]),
        (N_("Still to find out"), contest.unknowns),
    ):
        if texts:
            out.print()
            out.print(styled(_(title), "bold"))
            for text in texts:
                hanging(out, styled(lang.text(text)), 2)
    out.print()
    out.print(styled(_(N_("Sources: {sources}")).format(sources=", ".join(contest.sources) or "–"), "dim"))


def _known(out: Console, model: Model, contest: Contest, today: date, lang: Language) -> None:
    _ = lang.translate
    organiser = model.agencies.get(contest.organiser or "")
    name = organiser.abbreviation if organiser else _(N_("not known"))
    out.print(styled(_(N_("Organiser: {name}")).format(name=name)))
    for part in contest.dates:
        note = plan_note(part.starts_on or part.ends_on, today, lang, planned=part.planned)
        out.print(styled(f"{_(DATES[part.id])}: {_span(part, lang)}" + (f" ({note})" if note else "")))
    for category in contest.categories:
        line = _(N_("Category {name}")).format(name=lang.text(category.name))
        if category.finalists:
            line += ": " + _(N_("{n} go on to be judged")).format(n=category.finalists.number)
        out.print(styled(line))
    if contest.criteria:
        listed = ", ".join(
            lang.text(c.name) + (f" {_percent(c.weight, lang)}" if c.weight is not None else "")
            for c in contest.criteria
        )
        out.print(styled(_(N_("Criteria: {listed}")).format(listed=listed)))
    if contest.scale:
        bounds = (_mark(Fraction(str(bound)), lang, 0) for bound in (contest.scale.lowest, contest.scale.highest))
        out.print(styled(_(N_("Scale of the marks: {bounds}")).format(bounds="–".join(bounds))))
    if contest.judges and not contest.marks:
        names = "; ".join(judge_name(model, judge, lang) for judge in contest.judges)
        hanging(out, styled(_(N_("Judges: {names}")).format(names=names)), 0, "")
    for prize in contest.prizes:
        hanging(out, styled(_(N_("Prize: {text}")).format(text=lang.text(prize.text))), 0, "")


def _percent(weight: float, lang: Language) -> str:
    return lang.number(weight, 0 if weight == int(weight) else 2) + " %"


def _span(part: ContestDate, lang: Language) -> str:
    _ = lang.translate
    start, end = part.starts_on, part.ends_on
    if start and end and start != end:
        return _(N_("{start} to {end}")).format(start=lang.date(start), end=lang.date(end))
    if end and not start:
        return _(N_("until {end}")).format(end=lang.date(end))
    if start and not end:
        return _(N_("from {start}")).format(start=lang.date(start))
    return lang.date(start) if start else _(N_("not known"))


def _mark(value: Fraction, lang: Language, least: int = 2) -> str:
    return lang.number(value, least if value == int(value) else 2)


def _category(out: Console, model: Model, found: CategoryRanking, ranking: Ranking, lang: Language) -> None:
    _ = lang.translate
    own, wide = any(ranked.own for ranked in found.entries), out.width >= WIDE
    headings = [_(N_("Entry")), _(N_("Rank")), _(N_("Score"))]
    if own:
        headings += [_(N_("Rank without own")), _(N_("Score without own"))]
    if wide:
        headings.append(_(N_("By judge, from–to")))
    rows = []
    for ranked in found.entries:
        cells: list[Styled | str] = [_entry(ranked, model, lang, ranking), *_placing(ranked.placing, lang)]
        cells += _placing(ranked.without_own, lang) if own else []
        rows.append([*cells, *([_range(ranked.scores.values(), lang)] if wide else [])])
    out.print()
    out.print(styled(_(N_("Category {name}")).format(name=lang.text(found.category.name)), "bold"))
    out.print()
    out.print(table(broken(headings), rows, least=_LEAST))
    if own:
        note = _(
            N_(
                "* includes marks of a judge from the entry's own agency; 'without own' leaves out such marks "
                "for all entries."
            )
        )
        out.print(styled(note, "dim"))


def _entry(ranked: Ranked, model: Model, lang: Language, ranking: Ranking) -> Styled:
    _ = lang.translate
    line = styled(lang.text(ranked.name) + ("*" if ranked.own else ""))
    remarks = []
    if ranked.is_out:
        remarks.append(_(STATUS[str(ranked.entry.status)]))
    elif not ranking.unknown:
        if ranked.placing is None:
            remarks.append(_(N_("incomplete: {n} of {all} marks")).format(n=ranked.given, all=ranked.wanted))
        if ranked.aside:
            judges = {judge.id: judge_name(model, judge, lang) for judge in ranking.contest.judges or ()}
            names = ", ".join(judges[name] for name in ranked.aside)
            remarks.append(_(N_("did not judge: {judges}")).format(judges=names))
    for remark in remarks:
        line.append("\n").append_text(styled(f"  {remark}", "yellow"))
    return line


def _placing(placing: Placing | None, lang: Language) -> list[Styled | str]:
    return [str(placing.rank), lang.number(placing.score)] if placing else ["–", "–"]


def _range(scores: Iterable[Fraction], lang: Language) -> str:
    listed = list(scores)
    return f"{lang.number(min(listed))}–{lang.number(max(listed))}" if listed else "–"


def _judges(out: Console, model: Model, spreads: Iterable[JudgeSpread], lang: Language) -> None:
    _ = lang.translate
    headings = [
        _(N_("Judge")),
        _(N_("Marks")),
        _(N_("Mean")),
        _(N_("Lowest to highest")),
        _(N_("From the others")),
    ]
    rows = [
        [
            judge_name(model, spread.judge, lang),
            str(spread.marks),
            "–" if spread.mean is None else lang.number(spread.mean),
            "–".join(_mark(bound, lang, 0) for bound in (spread.lowest, spread.highest) if bound is not None) or "–",
            "–" if spread.deviation is None else signed(spread.deviation, lang, 2),
        ]
        for spread in spreads
    ]
    out.print()
    out.print(table(broken(headings), rows, least=_LEAST))
    text = _(
        N_(
            "'From the others' compares a judge's marks with those of the other judges for the same entries: "
            "below 0 is stricter."
        )
    )
    out.print(styled(text, "dim"))


def judge_name(model: Model, judge: Judge, lang: Language) -> str:
    """The name of a judge: that of the office or the judge, else of the agency, else the id."""
    offices = {office.id: office.name for office in (model.program.offices if model.program else ())}
    agency = model.agencies.get(judge.agency or "")
    if judge.office in offices:
        return lang.text(offices[judge.office])
    return lang.text(judge.name) or (agency.abbreviation if agency else judge.id)


def _published(out: Console, ranking: Ranking, lang: Language) -> None:
    _ = lang.translate
    results = ranking.contest.results
    out.print()
    if results is None:
        out.print(styled(_(N_("Winners: not known."))))
        return
    out.print(styled(_(N_("Published result, {day}")).format(day=moment(results.published, lang)), "bold"))
    names = {ranked.entry.id: ranked.name for found in ranking.categories for ranked in found.entries}
    for found in ranking.categories:
        for row in sorted(results.rows, key=lambda row: row.place):
            if row.category == found.category.id:
                name = lang.text(row.name or names.get(row.entry or "")) or str(row.entry)
                hanging(out, styled(f"{lang.text(found.category.name)} {row.place}: {name}"), 2)
