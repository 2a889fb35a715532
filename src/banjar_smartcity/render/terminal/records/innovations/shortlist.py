"""The shortlist in the terminal: which innovation is first in each dimension and sub-dimension, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from .....i18n import N_, Language
from .....innovations.shortlist import CRITERIA, Candidate, HeldBack, Shortlist, Slot, SlotState
from .....model.model import Model
from ....words.wording import express
from ...console import console, hanging, styled
from ...figures.score import heading
from ...many import further, most_of_each, shown, summed_up, too_many
from .table import instrument_notes, of_parts, placement, several, span

if TYPE_CHECKING:
    from rich.console import Console

HOLDS = {
    HeldBack.BEHIND: N_("held back: more is proved of the other one"),
    HeldBack.EQUAL: N_("held back until that is settled"),
}
VERDICTS = {
    SlotState.EMPTY: N_("A gap: it has no innovation."),
    SlotState.UNRANKED: N_("Cannot be ranked: nothing is proved yet."),
    SlotState.DOUBLE: N_(
        "None is proposed: the first one here may be the same innovation as another. Settle that first."
    ),
    SlotState.TIE: N_("A tie, nothing distinguishes them: {names}."),
}


def print_shortlist(
    model: Model, lists: tuple[Shortlist, ...], today: date, lang: Language, *, banner: str | None
) -> None:
    """Print the shortlists for people, after an explanation of the order."""
    out = console()
    _ = lang.translate
    if banner:
        out.print(styled(banner, "bold red"))
    out.print(styled(heading(model, _(N_("Shortlist of innovations")), today, lang), "bold"))
    for note in instrument_notes(model, lang):
        out.print(styled(note, "dim"))
    out.print()
    out.print(styled(order_text(lang)))
    out.print(styled(_(N_("The order may change as long as ranges overlap. Withdrawn innovations are left out."))))
    together = sum(len(shortlist.whole.candidates) for shortlist in lists)
    if too_many(together):
        out.print(styled(summed_up(together, lang)))
    for shortlist in lists:
        _print_list(out, shortlist, most_of_each(together), lang)


def order_text(lang: Language) -> str:
    """The criteria by which candidates are ranked, in a sentence."""
    listed = "; ".join(express(criterion, lang) for criterion in CRITERIA)
    text = N_("Ranked by these criteria, in this order: {criteria}. What is not proved is not ranked.")
    return lang.translate(text).format(criteria=listed)


def _print_list(out: Console, shortlist: Shortlist, most: int, lang: Language) -> None:
    out.print()
    out.print(styled(lang.text(shortlist.whole.name), "bold"))
    whole = lang.translate(N_("The dimension as a whole"))
    hanging(out, styled(f"{whole}: ", "bold").append_text(styled(verdict(shortlist.whole, lang))), 2, "")
    if shortlist.whole.state is not SlotState.EMPTY:
        for slot in shortlist.parts:
            title, found = lang.text(slot.name), verdict(slot, lang)
            _print_part(out, title, slot.state, found, slot.candidates, most, lang)
        if shortlist.unplaced:
            title = lang.translate(N_("Sub-dimension unknown"))
            stands = lang.translate(N_("These represent the dimension only."))
            _print_part(out, title, shortlist.whole.state, stands, shortlist.unplaced, most, lang)


def _print_part(
    out: Console,
    title: str,
    found: SlotState,
    state_text: str,
    candidates: Sequence[Candidate],
    most: int,
    lang: Language,
) -> None:
    hanging(out, styled(f"{title}: ", "bold").append_text(styled(state_text)), 2, "")
    for candidate in shown(candidates, most):
        rank = f"{candidate.rank}. " if candidate.rank is not None else "-  "
        record = candidate.maturity.record
        text = styled(f"{record.name}  ").append_text(styled(record.id + placement(record, lang), "dim"))
        text.append("\n" + _figures(candidate, lang, reason_given=found is SlotState.UNRANKED))
        if doubles := _twins(candidate, lang):
            text.append("\n").append_text(styled(doubles, "yellow"))
        hanging(out, text, 4, rank)
    if left := further(len(candidates), lang, most):
        hanging(out, styled(left), 4, "")


def verdict(slot: Slot, lang: Language) -> str:
    """The verdict of a dimension or sub-dimension, in a sentence."""
    _ = lang.translate
    if slot.state is not SlotState.FIRST:
        names = ", ".join(candidate.maturity.record.name for candidate in slot.first)
        return _(VERDICTS[slot.state]).format(names=names)
    name = slot.first[0].maturity.record.name
    if slot.first[0].rank != 1:
        return _(N_("{name} may come first: one of which more is proved is held back.")).format(name=name)
    if slot.criterion is None or slot.next is None:
        return _(N_("{name} comes first: it is the only one of which anything is proved.")).format(name=name)
    text = _(N_("{name} comes first by {criterion}: {own}, against {other} for {next}."))
    return text.format(
        name=name,
        criterion=express(slot.criterion, lang),
        own=_measure(slot.first[0], slot.criterion.id),
        other=_measure(slot.next, slot.criterion.id),
        next=slot.next.maturity.record.name,
    )


def _measure(candidate: Candidate, criterion: str | None) -> str:
    m = candidate.maturity
    shown = {
        "supported": str(m.supported),
        "lowest": str(m.lowest),
        "mandatory": str(m.mandatory_met),
        "completeness": of_parts(m),
    }
    return shown[criterion or "supported"]


def _figures(candidate: Candidate, lang: Language, *, reason_given: bool) -> str:
    """The figures of a candidate, and that it cannot be ranked, unless the verdict has said that already."""
    _ = lang.translate
    m = candidate.maturity
    if candidate.rank is not None:
        text = N_(
            "assessed {n} of {all}, range {range}, claimed {claimed}, supported {supported}, "
            "mandatory met {met} of {mandatory}, complete {parts}"
        )
    else:
        text = N_("assessed {n} of {all}, range {range}, complete {parts}")
    line = _(text).format(
        n=m.assessed,
        all=len(m.grades),
        range=span(m.lowest, m.highest),
        claimed=m.claimed,
        supported=m.supported,
        met=m.mandatory_met,
        mandatory=len(m.mandatory),
        parts=of_parts(m),
    )
    if candidate.rank is not None or reason_given:
        return line
    return _(N_("cannot be ranked: nothing is proved yet")) + "; " + line


def _twins(candidate: Candidate, lang: Language) -> str:
    if not candidate.group:
        return ""
    names = several(f"{twin.name} ({twin.id})" for twin in candidate.twins)
    text = lang.translate(N_("may be the same as {names}")).format(names=names)
    return f"{text}; {lang.translate(HOLDS[candidate.held_back])}" if candidate.held_back else text
