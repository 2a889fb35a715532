"""Innovations in the terminal: a table of all, and the texts that the views of maturity share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from .....i18n import N_, Language
from .....innovations.maturity import Maturity
from .....innovations.shortlist import Twin, twins_in
from .....model.innovation import Innovation, Owner
from .....model.instrument import Level
from .....model.maturity import add, indicators
from .....model.model import Model
from ....words.values import WORDS
from ....words.wording import drafts
from ...console import WIDE, console, stacked, styled, table
from ...figures.score import heading
from ...many import too_many
from .sums import print_sums, sums, whole

if TYPE_CHECKING:
    from rich.text import Text as Styled

_FEW = 5
_FIRST = 20
"""How many of an order are shown if all are too many."""
PARTS = {
    "owner": N_("owner"),
    "start": N_("start"),
    "description": N_("description"),
    "sources": N_("sources"),
    "evidence": N_("evidence of the record"),
    "facts": N_("facts"),
}
"""The parts that a complete record has in addition to the levels of its indicators."""
SORTED = {
    "maturity": N_("Order: supported points, then claimed ones, highest first; ties stay in the programme's order."),
    "gain": N_("Order: what can still be gained, highest first; ties stay in the programme's order."),
    "completeness": N_("Order: completeness, highest first; ties stay in the programme's order."),
}


def print_innovations(
    model: Model, found: Sequence[Maturity], today: date, sort: str | None, lang: Language, *, banner: str | None
) -> None:
    """Print all innovations for people: first how much is assessed, then a table with their points."""
    out = console()
    _ = lang.translate
    if banner:
        out.print(styled(banner, "bold red"))
    out.print(styled(heading(model, _(N_("Innovations")), today, lang), "bold"))
    for note in instrument_notes(model, lang):
        out.print(styled(note, "dim"))
    out.print()
    groups = sums(found)
    together = whole(part for parts in groups.values() for part in parts.values())
    assessed, wanted = together.assessed, together.wanted
    count = lang.ngettext("{n} innovation.", "{n} innovations.", len(found)).format(n=len(found))
    answered = _(N_("Assessed: {n} of {all} indicators.")).format(n=assessed, all=wanted)
    out.print(styled(f"{count} {answered}" if wanted else count, "bold"))
    if wanted and not assessed:
        out.print(styled(_(N_("No level is recorded yet, so the maturity of the innovations is not known."))))
    out.print()
    if too_many(len(found)):
        print_sums(out, model, groups, lang)
    is_listed = bool(found) and (sort is not None or not too_many(len(found)))
    if is_listed:
        first = found[:_FIRST] if too_many(len(found)) else found
        out.print(_table(model, first, out.width, lang))
        out.print()
    if unnamed := drafts(model.drafts, lang):
        out.print(styled(unnamed))
    if not found:
        out.print(styled(_(N_("`smartcity new innovation ID` begins the record of an innovation."))))
        return
    for note in _legend(found, sort, lang, is_listed=is_listed):
        out.print(styled(note, "dim"))


def _table(model: Model, found: Iterable[Maturity], width: int, lang: Language) -> object:
    _ = lang.translate
    wide = width >= WIDE
    groups = twins_in(model.innovations)
    headings = [_(N_("Innovation")), _(N_("Assessed")), _(N_("Range")), _(N_("Supported"))]
    if wide:
        headings[-1:-1] = [_(N_("Claimed"))]
        headings += [_(N_("Gain")), _(N_("Complete"))]

    def row(m: Maturity) -> list[Styled | str]:
        name = styled(f"{m.record.name}  ").append_text(styled(m.record.id, "dim"))
        known, claimed, supported = figures(m, lang)
        owner = _(N_("Owner: {name}")).format(name=owners_text(model, m.record, lang))
        lines = [place(model, m.record, lang), owner, *remarks(m.record, groups.get(m.record.id, ()), lang)]
        if not wide:
            text = _(N_("Claimed: {claimed} · Gain: {gain}")).format(claimed=claimed, gain=m.gain)
            lines += [text, _(N_("Complete: {parts}")).format(parts=of_parts(m))]
        for line in lines:
            name.append("\n").append_text(styled(line, "dim"))
        cells: list[Styled | str] = [name, known, span(m.lowest, m.highest), stacked(supported)]
        return [*cells[:3], stacked(claimed), cells[3], str(m.gain), of_parts(m)] if wide else cells

    return table(headings, [row(m) for m in found])


def _legend(found: Sequence[Maturity], sort: str | None, lang: Language, *, is_listed: bool) -> list[str]:
    _ = lang.translate
    notes = []
    asked = [grade.indicator for grade in found[0].grades]
    grades = len(asked)
    if asked and not is_listed:
        notes = [_(N_("Supported: proved by a valid document."))]
    elif asked:
        scale = {"lowest": min(one.lowest for one in asked), "highest": max(one.highest for one in asked)}
        notes = [
            _(
                N_(
                    "Range: what is not known counts as level {lowest} at the lower end and as level {highest} at the "
                    "upper. Supported: proved by a valid document."
                )
            ).format(**scale),
            _(N_("Gain: points still available by proving what is claimed and assessing what is not known.")),
        ]
    listed = ", ".join(_(word) for word in PARTS.values())
    text = N_("Complete: how many of the {n} things that a record should have are known: {parts}, {all} indicators.")
    notes.append(_(text).format(n=len(PARTS) + grades, parts=listed, all=grades))
    return [*notes, *([_(SORTED[sort])] if sort else [])]


def instrument_notes(model: Model, lang: Language) -> list[str]:
    """Which instrument measures maturity, and whether its texts are official."""
    _ = lang.translate
    instrument = model.maturity_instrument
    if instrument is None:
        return [_(N_("No maturity instrument is recorded (one with `per: innovation`): maturity cannot be computed."))]
    asked = indicators(instrument)
    text = _(
        N_("Maturity by {instrument}: {n} indicators, weight times level {lowest}-{highest}, at most {top} points.")
    )
    facts = {"n": len(asked), "top": add(one.top for one in asked)}
    scale = {"lowest": instrument.lowest, "highest": instrument.highest}
    notes = [text.format(instrument=lang.text(instrument.name), **scale, **facts)]
    if instrument.evidence_rubric == "unofficial":
        notes.append(_(N_("Its levels follow a public catalogue, not the ministry: the points are unofficial.")))
    return notes


def figures(m: Maturity, lang: Language) -> tuple[str, str, str]:
    """The number of assessed indicators, and the claimed and supported points, unknown if none is assessed."""
    if not m.grades:
        return "–", "–", "–"
    known = f"{m.assessed}/{len(m.grades)}"
    if not m.assessed:
        unknown = lang.translate(N_("unknown"))
        return known, unknown, unknown
    return known, str(m.claimed), str(m.supported)


def span(lowest: Level, highest: Level) -> str:
    """A range of points."""
    return f"{lowest}–{highest}" if lowest != highest else str(lowest)


def of_parts(m: Maturity) -> str:
    """How many of the parts of a complete record are known, such as `3/26`."""
    return f"{m.known}/{len(m.parts)}"


def place(model: Model, record: Innovation, lang: Language) -> str:
    """The names of dimension and sub-dimension."""
    dimension = model.dimensions.get(record.dimension)
    name = lang.text(dimension.name) if dimension else record.dimension
    if record.sub_dimension is None:
        unknown = lang.translate(N_("sub-dimension unknown"))
        return f"{name} · {unknown}"
    parts = dimension.sub_dimensions if dimension else ()
    part = next((lang.text(p.name) for p in parts if p.id == record.sub_dimension), record.sub_dimension)
    return f"{name} · {part}{placement(record, lang)}"


def placement(record: Innovation, lang: Language) -> str:
    """The mark of a sub-dimension that is our own placement; empty if a source names it."""
    mark = lang.translate(N_("our own placement"))
    return f" ({mark})" if record.is_placed_by_us else ""


def remarks(record: Innovation, group: Iterable[Twin], lang: Language) -> list[str]:
    """What a reader must know about a record: that it is withdrawn, or may be the same as another."""
    found = [lang.translate(WORDS["withdrawn"])] if record.status == "withdrawn" else []
    if names := several(other.name for other in group if other.id != record.id):
        found.append(lang.translate(N_("may be the same as {names}")).format(names=names))
    return found


def several(names: Iterable[str]) -> str:
    """The first few names."""
    first = list(islice(names, _FEW + 1))
    return ", ".join([*first[:_FEW], *(["…"] if len(first) > _FEW else [])])


def owners_text(model: Model, record: Innovation, lang: Language) -> str:
    """The first owner of an innovation, and how many more there are."""
    names = [owner_name(model, owner, lang) for owner in record.owners]
    if not names:
        return lang.translate(N_("unknown"))
    return names[0] if len(names) == 1 else f"{names[0]} +{len(names) - 1}"


def owner_name(model: Model, owner: Owner, lang: Language) -> str:
    """An agency by its abbreviation, another body by its name."""
    agency = model.agencies.get(owner.agency or "")
    return agency.abbreviation if agency else lang.text(owner.name) or owner.agency or lang.translate(WORDS[owner.kind])
