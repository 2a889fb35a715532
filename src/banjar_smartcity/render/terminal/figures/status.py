"""Completeness in the terminal: bars, what is missing, and who is responsible for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ....evidence.unread import ReadingState
from ....i18n import N_, Language, Text
from ....model.dimension import CROSSCUTTING
from ....model.evidence import EVIDENCE_KINDS
from ....model.model import Model
from ....scoring.completeness import Completeness, Missing, Part
from ....scoring.score import crosscutting_name
from ...words.evidence.unread import unread_lines
from ...words.index import carried_line
from ...words.times import notices
from ...words.wording import drafts, same_stage
from ..console import WIDE, bar, broken, console, hanging, styled, table
from .score import heading

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text as Styled

WHAT = {
    "answer": N_("answer it"),
    "level": N_("set its level"),
    "external": N_("record the value of the other body's index"),
    "conversion": N_("find out to which level the value of the other body's index converts"),
    "carried": N_("confirm what was carried over, or change it"),
    "evidence": N_("add evidence"),
    "survey": N_("run the citizen survey"),
    "respondents": N_("ask more users of the programme in the citizen survey"),
    "survey-faults": N_("fix the errors of the citizen survey"),
    "innovation-owner": N_("find its owner"),
    "innovation-source": N_("name a source"),
    "innovation-evidence": N_("add evidence for the innovation"),
}
"""What is to be done about each kind of gap."""
_EVERYTHING = Text("Seluruhnya", "Everything")


def print_status(
    model: Model,
    state: Completeness,
    lang: Language,
    *,
    limited: bool,
    agency: bool,
    unread: ReadingState,
    banner: str | None,
) -> None:
    """Print the state of preparation for people."""
    out = console()
    _ = lang.translate
    _heading(out, model, state, lang, banner)
    if not state.is_over:
        out.print(styled(countdown(state, lang)))
    out.print()
    if not agency:
        whole = () if limited or _has_dimensions(state) else (_whole(state),)
        if _has_dimensions(state) or limited:
            out.print(_parts(_(N_("Dimension")), _dimensions(state, limited=limited), out.width, lang))
            out.print()
        out.print(_parts(_(N_("Aspect")), (*state.aspects, *whole), out.width, lang, innovations=False))
        out.print()
    if state.agencies:
        out.print(_parts(_(N_("Agency")), state.agencies, out.width, lang))
    _missing(out, model, state.missing, lang)
    _unread(out, unread, lang)
    if note := drafts(model.drafts, lang):
        out.print(styled(note, "dim"))


def print_status_summary(
    model: Model,
    state: Completeness,
    lang: Language,
    *,
    limited: bool,
    agency: bool,
    banner: str | None,
) -> None:
    """Print the state of preparation on half a screen: each dimension, and how often each thing has to be done."""
    out = console()
    _ = lang.translate
    _heading(out, model, state, lang, banner)
    if state.next_stage or not state.is_over:
        out.print(styled(countdown(state, lang)))
    if not agency:
        by_dimension = _has_dimensions(state) or limited
        first = _(N_("Dimension")) if by_dimension else _(N_("Aspect"))
        headings = [first, _(N_("Answered")), _(N_("Evidence"))]
        parts = _dimensions(state, limited=limited) if by_dimension else [*state.aspects, _whole(state)]
        out.print(table(headings, [[lang.text(part.name), *_progress(part)] for part in parts]))
    missing = _how_much(state.missing, lang)
    if not state.missing:
        out.print(styled(missing, "bold green"))
        return
    command = same_stage("smartcity status", model, state.stage)
    out.print(styled(_(N_("{missing}; by name: `{command}`")).format(missing=missing, command=command), "bold"))
    counts = ((sum(entry.what == what for entry in state.missing), text) for what, text in WHAT.items())
    out.print(styled(" · ".join(f"{count} {_(text)}" for count, text in counts if count)))


def _unread(out: Console, unread: ReadingState, lang: Language) -> None:
    for n, line in enumerate(unread_lines(unread, lang)):
        if not n:
            out.print()
        hanging(out, styled(line, "yellow"), 0, "")


def _heading(out: Console, model: Model, state: Completeness, lang: Language, banner: str | None) -> None:
    if banner:
        out.print(styled(banner, "bold red"))
    out.print(styled(heading(model, lang.text(state.stage.name), state.today, lang), "bold"))
    for sentence in notices(model, state.stage, state.today, lang, stage_over=state.is_over):
        out.print(styled(sentence, "bold"))
    if carried := carried_line(state.node, lang):
        out.print(styled(carried, "bold yellow"))


def _dimensions(state: Completeness, *, limited: bool) -> list[Part]:
    """The dimensions and, unless they are `limited`, the whole."""
    return [*state.dimensions, *([] if limited else [_whole(state)])]


def _whole(state: Completeness) -> Part:
    return state.whole._replace(name=_EVERYTHING)


def _has_dimensions(state: Completeness) -> bool:
    return len(state.dimensions) > 1


def countdown(state: Completeness, lang: Language) -> str:
    """The days left until the next stage, in a sentence; whether it is running."""
    _ = lang.translate
    if not (state.stage.starts_on or state.stage.ends_on):
        return _(N_("The days of {stage} are not recorded.")).format(stage=lang.text(state.stage.name))
    if state.next_stage is None or state.days_left is None:
        return _last_day(state, lang) or _(N_("No further stage is recorded."))
    stage = lang.text(state.next_stage.name)
    if state.days_left == 0:
        return _(N_("{stage} is running.")).format(stage=stage)
    days = lang.ngettext("{n} day left until {stage}.", "{n} days left until {stage}.", state.days_left)
    return days.format(n=state.days_left, stage=stage)


def _last_day(state: Completeness, lang: Language) -> str | None:
    """The days left until a stage ends whose first day is not known; None if it has ended or its end is not known."""
    end = state.stage.ends_on
    if end is None or end < state.today:
        return None
    left = (end - state.today).days
    days = lang.ngettext("{n} day left until {stage} ends.", "{n} days left until {stage} ends.", left)
    return days.format(n=left, stage=lang.text(state.stage.name))


def _parts(title: str, parts: Iterable[Part], width: int, lang: Language, *, innovations: bool = True) -> object:
    _ = lang.translate
    headings = [title, "", _(N_("Answered")), _(N_("Evidence complete"))]
    wide = width >= WIDE
    if innovations and wide:
        headings += [_(N_("Innovations")), _(N_("Owner")), _(N_("Source")), _(N_("Evidence"))]

    def row(part: Part, indent: str) -> list[Styled | str]:
        held = part.innovations
        cells: list[Styled | str] = [
            styled(indent + lang.text(part.name)),
            bar(part.answered, part.items, 12 if wide else 6),
            *_progress(part),
        ]
        if innovations and wide:
            cells += [str(held.total), str(held.with_owner), str(held.with_source), str(held.with_evidence)]
        return cells

    rows = []
    for part in parts:
        rows += [row(part, ""), *(row(sub, "  ") for sub in part.parts)]
    return table([title, *broken(headings[1:])], rows)


def _progress(part: Part) -> tuple[str, str]:
    """How many of its items are answered, and how many of those that require evidence have all of it."""
    return _of(part.answered, part.items), _of(part.evidence_complete, part.evidence_wanted)


def _of(part: int, whole: int) -> str:
    return f"{part}/{whole}" if whole else "–"


def _missing(out: Console, model: Model, missing: tuple[Missing, ...], lang: Language) -> None:
    out.print()
    out.print(styled(_how_much(missing, lang), "bold" if missing else "bold green"))
    names = {dimension.id: dimension.name for dimension in model.ordered_dimensions}
    names[CROSSCUTTING] = crosscutting_name(model)
    for dimension, name in names.items():
        entries = [entry for entry in missing if entry.dimension == dimension]
        if entries:
            out.print()
            out.print(styled(lang.text(name), "bold"))
            _owed(out, model, entries, lang)


def _how_much(missing: tuple[Missing, ...], lang: Language) -> str:
    if not missing:
        return lang.translate(N_("Nothing is missing."))
    return lang.ngettext("{n} thing is missing", "{n} things are missing", len(missing)).format(n=len(missing))


def _owed(out: Console, model: Model, entries: Iterable[Missing], lang: Language) -> None:
    """Print what is missing in one dimension, grouped by what is to be done and who is responsible."""
    groups: dict[tuple[str, str | None], list[Missing]] = {}
    for entry in entries:
        groups.setdefault((entry.what, entry.agency), []).append(entry)
    for (what, agency), owed in groups.items():
        out.print(styled(f"  {lang.translate(WHAT[what])} · {who(model, agency, lang)} ({len(owed)})", "yellow"))
        for entry in owed:
            hanging(out, _name(entry, lang), 4)


def who(model: Model, agency: str | None, lang: Language) -> str:
    """The agency that is responsible, by its abbreviation."""
    record = model.agencies.get(agency or "")
    return record.abbreviation if record else lang.translate(N_("nobody named yet"))


def _name(entry: Missing, lang: Language) -> Styled:
    text = lang.text(entry.name)
    if entry.what == "evidence":
        text += ": " + ", ".join(lang.translate(EVIDENCE_KINDS[kind]) for kind in entry.details)
    elif entry.what in ("survey", "respondents"):
        count = lang.ngettext("{n} statement", "{n} statements", len(entry.details))
        text += " (" + count.format(n=len(entry.details)) + ")"
    line = styled(text + "  ")
    line.append_text(styled(entry.id, "dim"))
    return line
