"""One item in the terminal: what is asked and required, who owes it, what is recorded, and what is still missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from .....diagnostics import At, Position
from .....evidence.proof import Proof
from .....i18n import N_, Language
from .....model.evidence import ANY_KIND, EVIDENCE_KINDS
from .....model.instrument import PER_INNOVATION, SURVEY, Ladder
from .....model.model import Model
from .....model.related import Related
from .....named import NamedTuple
from .....scoring.completeness import stage_is_over
from .....scoring.steps.item_view import ItemView, StageRecord, SurveyMean
from ....words.points import PLACES
from ....words.records.people import respondents
from ....words.steps import action, blocker, relation, when
from ....words.values import WORDS
from ....words.wording import express
from ...console import console, hanging, styled
from ...records.innovations.sheet import document
from ..score import heading
from ..todo import NOBODY
from .lines import answer_lines, band_lines, beside_lines, level_text, objection_line, part_name
from .why import why

if TYPE_CHECKING:
    from rich.console import Console


class _ItemPage(NamedTuple):
    """What all parts of the page need to print and to look things up."""

    out: Console
    model: Model
    view: ItemView
    proof: Proof
    locate: Callable[[At], Position]
    lang: Language
    seen: Mapping[At, str]
    """What was seen on the pages of a reference, by its place."""

    def say(self, msgid: str, **facts: object) -> str:
        """A message in the reader's language."""
        text = self.lang.translate(msgid)
        return text.format(**facts) if facts else text

    def title(self, msgid: str, note: str = "") -> None:
        """Print the heading of a part."""
        self.out.print()
        self.out.print(styled(self.say(msgid) + (f" ({note})" if note else ""), "bold"))

    def line(self, text: str, style: str = "", *, mark: str = "- ", indent: int = 2) -> None:
        """Print an entry of a part."""
        hanging(self.out, styled(text, style), indent, mark)

    def rubric(self, rubric: str) -> str:
        """Whether the ministry has published texts, or they are placeholders."""
        return self.say(N_("unofficial")) if rubric == "unofficial" else self.say(N_("official"))

    def place(self, at: At) -> str:
        """A file and line."""
        return f"{at.path}:{self.locate(at).line}"

    def number(self, value: Fraction | float) -> str:
        """A level or score, without decimals if it is whole."""
        return level_text(value, self.lang)


def print_item(
    model: Model,
    view: ItemView,
    proof: Proof,
    locate: Callable[[At], Position],
    sheets: frozenset[str],
    seen: Mapping[At, str],
    lang: Language,
    *,
    banner: str | None,
) -> None:
    """Print an item for people. `sheets` are the paths of the sheets of answers that exist."""
    page = _ItemPage(out=console(), model=model, view=view, proof=proof, locate=locate, lang=lang, seen=seen)
    out, item = page.out, view.item
    if banner:
        out.print(styled(banner, "bold red"))
    stage = lang.text(view.stage.name) if view.stage else page.say(N_("no stage"))
    out.print(styled(heading(model, stage, proof.today, lang), "bold"))
    out.print(styled(f"{item.id} · {lang.text(view.instrument.name)} ({view.instrument.id})", "dim"))
    out.print()
    out.print(styled(lang.text(item.question), "bold"))
    for text in _where(page):
        out.print(styled(text, "dim"))
    if view.others:
        text = page.say(N_("An item of this id is also in {instruments}."), instruments=", ".join(view.others))
        out.print(styled(text, "dim"))
    _to_do(page, sheets)
    _missing(page)
    _asked(page)
    if view.now is not None:
        _recorded(page, view.now, N_("In this stage"))
    for record in view.last:
        _recorded(page, record, N_("Before"))
    for text in beside_lines(view, proof.today, lang, seen=bool(seen)):
        out.print()
        out.print(styled(text))
    _related(page)


def _where(page: _ItemPage) -> Iterator[str]:
    """The place of the item in its form, and what it weighs."""
    view, lang = page.view, page.lang
    item = view.item
    aspect = view.instrument.aspect(item.aspect)
    dimension = lang.text(view.dimension.name) if view.dimension else item.dimension
    part = part_name(view.dimension, item.sub_dimension, lang) if item.sub_dimension else None
    group = lang.text(item.group)  # of many items it is the name of their dimension or part again
    if any(f"{place} ".startswith(f"{group} ") for place in (dimension, part)):
        group = ""
    yield " › ".join(filter(None, (lang.text(aspect.name) if aspect else item.aspect, group, dimension, part)))
    if view.leaf is not None:
        share = lang.number(view.leaf.weight * 100, 3)
        text = page.say(
            N_("It weighs {share} % of the index; one level adds {points}."),
            share=share,
            points=lang.number(view.leaf.weight, PLACES),
        )
        yield text + (" " + page.say(N_("It counts {n} times."), n=item.times) if item.times > 1 else "")
    elif view.instrument.per == PER_INNOVATION:
        yield page.say(N_("It is answered for each innovation: `smartcity innovations show ID`."))
    elif view.stage is None:
        yield page.say(N_("The region does not answer this instrument."))
    elif view.now and view.now.answer and view.now.answer.not_applicable:
        yield page.say(N_("It does not apply, and this instrument leaves it out of the mean."))
    else:
        yield page.say(N_("It does not count in the variant of the region."))


def _to_do(page: _ItemPage, sheets: frozenset[str]) -> None:
    """Print the next step, who owes it by when, what blocks it, and where to write."""
    view, lang = page.view, page.lang
    if view.stage is None:
        return
    page.title(N_("What to do"))
    step = view.step
    if step is not None:
        figures = {"gain": lang.number(step.gain, PLACES), "most": lang.number(step.most, PLACES)}
        adds = page.say(N_("+{gain}, at most +{most}"), **figures)
        if not step.most:
            adds = page.say(N_("what it adds is not known"))
        page.line(f"{action(step, lang)}: {adds}")
        for entry in step.blocked_by:
            page.line(page.say(N_("blocked: {what}"), what=blocker(entry, lang)), "yellow")
    else:
        page.line(page.say(N_("No step is left that raises the index.")))
    found = (page.model.agencies.get(name) for name in view.agencies)
    who = ", ".join(agency.abbreviation for agency in found if agency) or page.say(NOBODY)
    if view.leaf is not None and (assigned := view.leaf.assignment) is not None:
        who += f" · {page.place(assigned.at)}"
    page.line(page.say(N_("Responsible: {who}"), who=who), "" if view.agencies else "yellow")
    page.line(page.say(N_("Working group: {name}"), name=_group(page)))
    if step is not None:
        today = None if stage_is_over(page.model, view.stage, page.proof.today) else page.proof.today
        page.line(page.say(N_("Due: {day}"), day=when(step.due, today, lang)))
    page.line(_write(page, sheets))


def _group(page: _ItemPage) -> str:
    """The working group of the item, and the agency that leads it."""
    if page.view.dimension is None:
        return page.say(N_("the secretariat"))
    group = page.view.dimension.working_group
    lead = page.model.agencies.get(group.lead or "")
    return page.lang.text(group.name) + (f" ({lead.abbreviation})" if lead else "")


def _write(page: _ItemPage, sheets: frozenset[str]) -> str:
    """Where the answer is written."""
    view = page.view
    if view.path is None:
        return page.say(
            N_("Answered by the citizen survey, not by hand: `smartcity survey form`, then `survey import`.")
        )
    if view.now is not None and view.now.answer is not None:
        return page.say(N_("Write it in {place}"), place=page.place(view.now.answer.at))
    if view.path in sheets:
        place = page.place(At(view.path).key("answers"))
        return page.say(N_("Add it in {place}, below `answers`, as `- item: {item}`"), place=place, item=view.item.id)
    return page.say(N_("Write it in {path}, which does not exist yet"), path=view.path)


def _missing(page: _ItemPage) -> None:
    """Print what is between the supported score and the highest level."""
    view, lang = page.view, page.lang
    leaf = view.leaf
    if leaf is None:
        return
    top = page.number(Fraction(str(view.instrument.highest_of(view.item))))
    figures = {"claimed": page.number(leaf.claimed), "supported": page.number(leaf.supported), "top": top}
    page.out.print()
    page.out.print(styled(page.say(N_("Claimed {claimed}, supported {supported}, highest {top}"), **figures), "bold"))
    page.line(why(leaf, view.instrument, lang))
    for loss in view.losses:
        page.line(f"\N{MINUS SIGN}{page.number(loss.points)} {express(loss.cause, lang)}", "yellow")


def _asked(page: _ItemPage) -> None:
    """Print the required evidence, the levels, and the index of another body whose value the item takes."""
    item, instrument, lang = page.view.item, page.view.instrument, page.lang
    if item.evidence:
        rubrics = {wanted.rubric for wanted in item.evidence}
        page.title(N_("Required evidence"), page.rubric(rubrics.pop()) if len(rubrics) == 1 else "")
        for wanted in item.evidence:
            kind = page.say(EVIDENCE_KINDS.get(wanted.kind, ANY_KIND))
            rubric = f", {page.rubric(wanted.rubric)}" if rubrics else ""
            page.line(f"{lang.text(wanted.text)} ({kind}{rubric})")
        if instrument.per == PER_INNOVATION and len(item.evidence) > 1:
            page.line(page.say(N_("One valid document of any of these kinds is enough.")), "dim")
    if item.external is not None:
        other, table = item.external, instrument.conversion(item)
        page.title(N_("Value of another body's index"), page.rubric(table.rubric) if table else "")
        page.line(f"{lang.text(other.name)} · {lang.text(other.body)}")
        if table is None:
            page.line(page.say(N_("How a value becomes a level is not known.")), "yellow")
        for text in band_lines(table, lang) if table else ():
            page.line(text)
    ladder = instrument.ladder(item)
    if ladder is not None:
        _levels(page, ladder)
    elif item.kind != SURVEY and item.external is None:
        page.title(N_("Levels"))
        page.line(page.say(N_("The meaning of the levels is not known.")), "yellow")


def _levels(page: _ItemPage, ladder: Ladder) -> None:
    page.title(N_("Levels"), page.rubric(ladder.rubric))
    answer = page.view.now.answer if page.view.now else None
    for level, text in sorted(ladder.levels.items(), reverse=True):
        claimed = answer is not None and answer.level == level
        mark = f"{page.number(level)}  "
        page.line(page.lang.text(text), "bold" if claimed else "", mark=("> " if claimed else "  ") + mark, indent=1)


def _recorded(page: _ItemPage, record: StageRecord, title: str) -> None:
    """Print what is recorded in a stage: the answer, its documents, and the means of surveys."""
    lang = page.lang
    page.title(title, lang.text(record.stage.name))
    if record.instrument.id != page.view.instrument.id:
        page.line(f"{lang.text(record.instrument.name)}: {record.item.id}")
    if record.is_empty:
        page.line(page.say(N_("nothing is recorded")), "yellow")
    if (answer := record.answer) is not None:
        for text in answer_lines(answer, lang):
            page.line(text)
        for use in answer.evidence:
            stands = page.proof.supports(use)
            page.line(document(use, page.model, page.proof, lang), "" if stands else "yellow")
            if words := page.seen.get(use.at):
                page.line(words, "dim", mark="", indent=4)
        if answer.answered and not answer.evidence:
            page.line(page.say(N_("no evidence is named")), "yellow")
        page.line(page.place(answer.at), "dim")
    for mean in record.means:
        _mean(page, mean)


def _mean(page: _ItemPage, mean: SurveyMean) -> None:
    value = page.say(N_("unknown")) if mean.statement.mean is None else page.lang.number(mean.statement.mean)
    text = page.say(N_("Survey {survey}: mean {mean}"), survey=mean.survey.id, mean=value)
    page.line(f"{text} ({respondents(mean.statement.respondents, page.lang)}) · {page.place(mean.statement.at)}")
    for entry in mean.objections:
        name = part_name(page.view.dimension, entry.thing, page.lang) if entry.thing else None
        page.line(objection_line(entry, name, page.lang), "yellow", indent=4)


def _related(page: _ItemPage) -> None:
    """Print the items of other instruments, and what their answers have for this one."""
    lang, entries = page.lang, page.view.related
    if not entries:
        return
    page.title(N_("Related items of other instruments"))
    for entry in entries:
        page.line(f"{entry.item.id}: {lang.text(entry.item.question)}")
        for text in _link(entry, page):
            page.line(text, "dim", mark="", indent=4)
    page.line(page.say(N_("Nothing is copied: a person decides what to use.")), "dim", mark="")


def _link(entry: Related, page: _ItemPage) -> Iterator[str]:
    confidence = page.say(N_("confidence: {confidence}"), confidence=page.say(WORDS[entry.confidence]))
    yield f"{page.say(WORDS[entry.relation])} · {confidence}"
    yield relation(entry, page.lang)
    if entry.note:
        yield page.lang.text(entry.note)
    if entry.answer is not None:
        yield page.place(entry.answer.at)
