"""One innovation in the terminal: what is known, with sources; its evidence; its points and the reasons for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from .....diagnostics import At, Position
from .....evidence.proof import Proof
from .....i18n import N_, Language
from .....innovations.maturity import STANDS, Grade, Maturity, use_state
from .....model.evidence import ANY_KIND
from .....model.innovation import Innovation
from .....model.maturity import add
from .....model.model import Model
from .....model.moment import Moment
from .....model.parts import EvidenceUse
from .....named import NamedTuple
from ....words.records.innovation import KEYS, asked, paid, unasked
from ....words.times import period_note, plan_note
from ....words.values import WORDS
from ....words.wording import express, moment
from ...console import WIDE, console, hanging, styled, table
from .table import PARTS, figures, instrument_notes, owner_name, place, span

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text as Styled

Locate = Callable[[At], Position]
_MOST = 5
"""The most indicators listed of those that gain points."""


class _Sheet(NamedTuple):
    """What all parts of the sheet need to print and to look things up."""

    out: Console
    model: Model
    proof: Proof
    locate: Locate
    lang: Language

    def translate(self, msgid: str) -> str:
        """A message in the reader's language."""
        return self.lang.translate(msgid)

    def title(self, msgid: str) -> None:
        """Print the heading of a part."""
        self.out.print()
        self.out.print(styled(self.translate(msgid), "bold"))

    def line(self, text: str, *below: str, style: str = "") -> None:
        """Print an entry, with details below it in faint letters."""
        entry = styled(text, style)
        for detail in below:
            entry.append("\n").append_text(styled(detail, "dim"))
        hanging(self.out, entry, 2)

    def origin(self, at: At, sources: Iterable[str], happened: Moment | None = None) -> str:
        """When it happened, its sources, and the file and line where it is recorded."""
        note = plan_note(happened, self.proof.today, self.lang)
        when = [moment(happened, self.lang) + (f" ({note})" if note else "")] if happened else []
        cited = ", ".join(self.source(name) for name in sources) or self.translate(N_("no source"))
        source = self.translate(N_("source: {sources}")).format(sources=cited)
        return " · ".join([*when, source, f"{at.path}:{self.locate(at).line}"])

    def source(self, name: str) -> str:
        source = self.model.sources.get(name)
        if source is None:
            return name
        return f"{source.title or source.publisher or name} ({moment(source.published, self.lang)})"


def print_innovation(
    model: Model,
    found: Maturity,
    proof: Proof,
    others: Iterable[Innovation],
    locate: Locate,
    lang: Language,
    *,
    banner: str | None,
) -> None:
    """Print an innovation with everything known about it. `others` may be the same innovation."""
    out = console()
    sheet = _Sheet(out, model, proof, locate, lang)
    record = found.record
    if banner:
        out.print(styled(banner, "bold red"))
    out.print(styled(f"{record.name} · {lang.date(proof.today)}", "bold"))
    where = f"{record.at.path}:{locate(record.at / 'name').line}"
    out.print(styled(f"{place(model, record, lang)} · {sheet.translate(WORDS[record.status])} · {where}", "dim"))
    for other in others:
        text = sheet.translate(N_("May be the same as {name} ({place}). Settle that before one of them is presented."))
        out.print(styled(text.format(name=other.name, place=place(model, other, lang)), "yellow"))
    out.print()
    _headline(sheet, found)
    _known(sheet, record)
    _profile(sheet, record)
    _evidence(sheet, record)
    if found.grades:
        _indicators(sheet, found)
        _gains(sheet, found)
    out.print()
    for note in instrument_notes(model, lang):
        out.print(styled(note, "dim"))


def _headline(sheet: _Sheet, found: Maturity) -> None:
    _, lang = sheet.translate, sheet.lang
    _count, claimed, supported = figures(found, lang)
    if found.grades:
        text = _(N_("Assessed: {n} of {all} indicators. Still possible: {range} of {top} points."))
        text = text.format(
            n=found.assessed, all=len(found.grades), range=span(found.lowest, found.highest), top=found.top
        )
        sheet.out.print(styled(text, "bold"))
        text = _(N_("Claimed {claimed}, supported by evidence {supported}."))
        if not found.assessed:
            text = _(N_("Claimed and supported points are unknown: no level is recorded."))
        sheet.out.print(styled(text.format(claimed=claimed, supported=supported)))
        text = _(N_("Mandatory indicators: {met} of {all} met, {unknown} not known yet."))
        unknown = sum(not grade.known for grade in found.mandatory)
        met, mandatory = found.mandatory_met, len(found.mandatory)
        sheet.out.print(styled(text.format(met=met, all=mandatory, unknown=unknown)))
    missing = [_(word) for part in found.parts if not part.known and (word := PARTS.get(part.id))]
    if open_ones := len(found.grades) - found.assessed:
        missing.append(lang.ngettext("{n} indicator", "{n} indicators", open_ones).format(n=open_ones))
    text = N_("Complete: {n} of {all} things are known; still missing: {lacking}.")
    if not missing:
        text = N_("Complete: all {all} things are known.")
    sheet.out.print(styled(_(text).format(n=found.known, all=len(found.parts), lacking=", ".join(missing))))


def _known(sheet: _Sheet, record: Innovation) -> None:
    _, lang = sheet.translate, sheet.lang
    unknown = _(N_("unknown"))
    sheet.title(N_("What is known"))
    for statement in record.expansions:
        text = _(N_("Stands for: {text}")).format(text=lang.text(statement.text))
        sheet.line(text, sheet.origin(statement.at, statement.sources))
    if record.description:
        sheet.line(lang.text(record.description.text), sheet.origin(record.description.at, record.description.sources))
    else:
        sheet.line(_(N_("What it is: {text}")).format(text=unknown), style="yellow")
    for owner in record.owners:
        name = owner_name(sheet.model, owner, lang) + (f" ({lang.text(owner.role)})" if owner.role else "")
        sheet.line(_(N_("Owner: {name}")).format(name=name), sheet.origin(owner.at, owner.sources))
    if not record.owners:
        sheet.line(_(N_("Owner: {name}")).format(name=unknown), style="yellow")
    since = moment(record.started, lang) if record.started else unknown
    cited = record.sources_of.started
    begun = (sheet.origin(record.at / "started", cited),) if record.started and cited else ()
    sheet.line(_(N_("Since: {when}")).format(when=since), *begun, style="" if record.started else "yellow")
    for fact in record.facts:
        sheet.line(lang.text(fact.text), sheet.origin(fact.at, fact.sources, fact.date))
    if record.conflicts:
        sheet.title(N_("Sources disagree"))
        for statement in record.conflicts:
            sheet.line(lang.text(statement.text), sheet.origin(statement.at, statement.sources))
    if record.unknowns:
        sheet.title(N_("Not known"))
        for what in record.unknowns:
            sheet.line(lang.text(what))
    if record.note:
        sheet.title(N_("Note"))
        sheet.line(lang.text(record.note))


def _profile(sheet: _Sheet, record: Innovation) -> None:
    """Print what the ministry asks, which missions it serves, what pays for it, and who takes part."""
    _, lang = sheet.translate, sheet.lang
    sheet.title(N_("What the ministry asks about an innovation"))
    for told in asked(record, lang):
        sheet.line(f"{told.label}: {told.text}", sheet.origin(told.at, told.sources))
    if missing := unasked(record, lang):
        sheet.line(_(N_("Not known: {names}")).format(names=", ".join(missing)), style="yellow")
    program = sheet.model.program
    missions = (*program.missions, *program.other_missions) if program else ()
    served = [mission for mission in missions if mission.id in record.missions]
    money = tuple(paid(record, lang))
    if not (served or money):
        return
    sheet.title(N_("In the plan and budget of the region"))
    for mission in served:
        text = _(N_("Mission: {text}")).format(text=lang.text(mission.text))
        if mission.period and program:
            text += f" ({period_note(mission.period, program, sheet.proof.today, lang)})"
        sheet.line(text, sheet.origin(mission.at, mission.sources))
    for told in money:
        sheet.line(f"{told.label}: {told.text}", sheet.origin(told.at, told.sources))


def _evidence(sheet: _Sheet, record: Innovation) -> None:
    sheet.title(N_("Evidence of the record"))
    for use in record.evidence:
        sheet.line(document(use, sheet.model, sheet.proof, sheet.lang), style=_style(use, sheet.proof))
    if not record.evidence:
        sheet.line(sheet.translate(N_("none recorded")), style="yellow")


def document(use: EvidenceUse, model: Model, proof: Proof, lang: Language) -> str:
    """A document, its pages, and whether it counts."""
    record = model.evidence.get(use.evidence)
    title = lang.text(record.title) if record else use.evidence
    if use.pages:
        title += ", " + lang.translate(N_("p. {pages}")).format(pages=use.pages)
    return f"{title}: {express(use_state(use, proof), lang)}"


def _style(use: EvidenceUse, proof: Proof) -> str:
    return "" if use_state(use, proof) is STANDS else "yellow"


def _indicators(sheet: _Sheet, found: Maturity) -> None:
    _ = sheet.translate
    sheet.title(N_("Maturity, indicator by indicator (* mandatory)"))
    headings = [_(N_("Indicator")), _(N_("Level")), _(N_("Range")), _(N_("Claimed")), _(N_("Supported"))]
    known, claimed, supported = figures(found, sheet.lang)
    rows = [_row(sheet, grade) for grade in found.grades]
    rows.append([_(N_("Total")), known, span(found.lowest, found.highest), claimed, supported])
    # In a narrow terminal the range is enough: if the level is known, it is the claimed points.
    shown = range(5) if sheet.out.width >= WIDE else (0, 1, 2, 4)
    sheet.out.print(table([headings[i] for i in shown], [[row[i] for i in shown] for row in rows]))


def _row(sheet: _Sheet, grade: Grade) -> list[Styled | str]:
    lang = sheet.lang
    answer, indicator = grade.answer, grade.indicator
    star = "*" if indicator.mandatory else ""
    number = "" if indicator.number is None else f"{indicator.number} "
    name = styled(f"{number}{lang.text(indicator.name)}{star}")
    meaning = indicator.meaning(answer.level) if answer and answer.level is not None else None
    below = [lang.text(meaning)] if meaning else []
    below += [express(grade.reason, lang)] if grade.known else []
    if answer:
        below += [document(use, sheet.model, sheet.proof, lang) for use in answer.evidence]
        if answer.cites:
            keys = ", ".join(sheet.translate(KEYS[key]) for key in answer.cites)
            below.append(sheet.translate(N_("see above: {keys}")).format(keys=keys))
        below += [lang.text(answer.note)] if answer.note else []
    for detail in below:
        name.append("\n").append_text(styled(detail, "dim"))
    if answer is None or answer.level is None:
        unknown = sheet.translate(N_("unknown"))
        return [name, "–", span(grade.lowest, indicator.top), unknown, unknown]
    return [name, str(answer.level), str(grade.claimed), str(grade.claimed), str(grade.supported)]


def _gains(sheet: _Sheet, found: Maturity) -> None:
    _, lang = sheet.translate, sheet.lang
    sheet.title(N_("Largest gains in points"))
    gaining = sorted((grade for grade in found.grades if grade.gain), key=lambda grade: -grade.gain)
    for grade in gaining[:_MOST]:
        text = (
            N_("{name}: add the evidence, {gain} points. Required: {evidence}")
            if grade.known
            else N_("{name}: find out its level, up to {gain} points. Required: {evidence}")
        )
        wanted = grade.indicator.evidence
        evidence = lang.text(wanted) if wanted else _(ANY_KIND)
        sheet.line(_(text).format(name=lang.text(grade.indicator.name), gain=grade.gain, evidence=evidence))
    if rest := gaining[_MOST:]:
        text = lang.ngettext(
            "{n} more indicator can give up to {gain} points.",
            "{n} more indicators can give up to {gain} points.",
            len(rest),
        )
        sheet.line(text.format(n=len(rest), gain=add(grade.gain for grade in rest)))
    if not gaining:
        sheet.line(_(N_("Everything is assessed, and what is claimed is proved.")))
    if beyond := add(grade.beyond for grade in found.grades):
        sheet.line(_(N_("Beyond that, only higher levels add points: up to {gain}.")).format(gain=beyond))
