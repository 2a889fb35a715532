"""A score in the terminal: first how much is answered and still open, then the figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ....diagnostics import At
from ....i18n import N_, Language
from ....model.model import Model
from ....scoring.losses import OfficialLoss
from ....scoring.official import OfficialRow, Standing
from ....scoring.parts import Node
from ....scoring.score import Score
from ...words.evidence.here import ON_THIS_COMPUTER
from ...words.index import carried_line, loss_line, predicate_line, unofficial_line, unread_line
from ...words.points import PLACES
from ...words.times import sooner_line
from ...words.wording import same_stage
from ..console import WIDE, broken, console, styled, table
from .item.why import explain_node, print_bridge, print_differences, print_losses, print_placed

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console


ESTIMATED = N_("* contains means of the citizen survey. They are estimates: how they become a score is not known.")


def heading(model: Model, score_stage_name: str, today: date, lang: Language) -> str:
    """The heading of a view: region, stage and day."""
    region = lang.text(model.program.region) if model.program else ""
    text = lang.translate(N_("{region} · {stage} · as of {day}"))
    return text.format(region=region, stage=score_stage_name, day=lang.date(today))


def print_score(
    model: Model,
    score: Score,
    today: date,
    official: Standing | None,
    before: Standing | None,
    loss: OfficialLoss | None,
    dimension: str | None,
    lang: Language,
    *,
    explain: bool,
    seen: Mapping[At, str],
    banner: str | None,
) -> None:
    """Print a score for people. `official` and `before` are the published results of this year and the last.

    `seen` is what was seen on the pages of each reference, for `explain`.
    """
    out = console()
    _ = lang.translate
    node = score.dimension(dimension) if dimension else None
    _heading(out, model, score, today, lang, banner)
    instrument = _(N_("Instrument {instrument}, variant {variant}.")).format(
        instrument=lang.text(score.instrument.name), variant=lang.text(score.variant.name)
    )
    out.print(styled(instrument, "dim"))
    out.print()
    _headline(out, node or score.final, lang)
    if node is None:
        _predicate(out, score, lang)
        _standings(out, [official, before], lang)
    if loss is not None:
        out.print(styled(loss_line(loss, lang)))
    _unread(out, node or score.final, lang)
    out.print()
    if node is None:
        out.print(_nodes(_(N_("Aspect")), score.aspects, official.row.aspects if official else {}, out.width, lang))
        out.print()
        if score.groups:
            out.print(_nodes(_(N_("Group")), score.groups, {}, out.width, lang))
            out.print()
        if len(score.dimensions) > 1:
            out.print(_nodes(_(N_("Dimension (our own view)")), score.dimensions, {}, out.width, lang))
            out.print()
        if out.width >= WIDE and len(score.dimensions) > 1:
            text = N_("The contributions of the dimensions and of what is cross-cutting add up to the final index.")
            out.print(styled(_(text), "dim"))
    else:
        text = _(N_("It adds {part} to the final index; its weight is {share} %."))
        out.print(
            styled(text.format(part=lang.number(node.contribution, PLACES), share=lang.number(node.weight * 100, 1)))
        )
    print_bridge(out, node or score.final, score.instrument, lang)
    print_differences(out, node or score.final, lang)
    if loss is not None:
        print_placed(out, loss, lang)
    if loss is not None and loss.groups:
        print_losses(out, loss, lang)
    if explain:
        _explain(out, [node] if node else score.aspects, score, seen, lang)
    out.print()
    for note in notes(score, lang):
        out.print(styled(note, "dim"))


def _explain(out: Console, parts: Iterable[Node], score: Score, seen: Mapping[At, str], lang: Language) -> None:
    for part in parts:
        out.print()
        explain_node(out, part, score.instrument, seen, lang)
    if seen:
        out.print()
        out.print(styled(lang.translate(ON_THIS_COMPUTER), "dim"))


def print_score_summary(
    model: Model,
    score: Score,
    today: date,
    official: Standing | None,
    dimension: str | None,
    lang: Language,
    *,
    banner: str | None,
) -> None:
    """Print a score on a third of a screen: how much is answered and still open, the index, and its aspects."""
    out = console()
    _ = lang.translate
    node = score.dimension(dimension) if dimension else None
    _heading(out, model, score, today, lang, banner)
    _headline(out, node or score.final, lang)
    if node is None:
        _predicate(out, score, lang)
        _standings(out, [official], lang)
        _unread(out, score.final, lang)
        out.print(_nodes(_(N_("Aspect")), score.aspects, official.row.aspects if official else {}, out.width, lang))
    if (node or score.final).estimated:
        out.print(styled(_(ESTIMATED), "dim"))
    text = (
        N_("By dimension, and why it is not higher: `{command}`.")
        if node is None and len(score.dimensions) > 1
        else N_("Why it is not higher: `{command}`.")
    )
    command = f"smartcity score --dimension {dimension}" if node else "smartcity score"
    out.print(styled(_(text).format(command=same_stage(command, model, score.stage)), "dim"))


def _heading(out: Console, model: Model, score: Score, today: date, lang: Language, banner: str | None) -> None:
    if banner:
        out.print(styled(banner, "bold red"))
    out.print(styled(heading(model, lang.text(score.stage.name), today, lang), "bold"))
    if (line := sooner_line(model, score.stage, today, lang)) is not None:
        out.print(styled(line, "bold"))


def _predicate(out: Console, score: Score, lang: Language) -> None:
    if (line := predicate_line(score, lang)) is not None:
        out.print(styled(line))


def _unread(out: Console, node: Node, lang: Language) -> None:
    if line := unread_line(node, lang):
        out.print(styled(line, "yellow"))


def _standings(out: Console, published: Iterable[Standing | None], lang: Language) -> None:
    for standing in published:
        if standing:
            out.print(styled(standing_line(standing, lang)))


def notes(score: Score, lang: Language) -> list[str]:
    """Notes that a reader needs to understand the figures."""
    _ = lang.translate
    policy = {
        "counted": N_("Items that are not applicable count as 0 in this instrument."),
        "lowest": N_("Items that are not applicable count as the lowest level in this instrument."),
        "excluded": N_("Items that are not applicable are left out of the mean in this instrument."),
    }[score.instrument.not_applicable]
    found = [_(policy)]
    if (ours := unofficial_line(score, lang)) is not None:
        found.append(ours)
    if score.instrument.note is not None:
        found.append(lang.text(score.instrument.note))
    if score.final.estimated:
        found.append(_(ESTIMATED))
    return found


def _headline(out: Console, node: Node, lang: Language) -> None:
    _ = lang.translate
    answered = _(N_("Answered: {n} of {all} items. Still open: {low} to {high}."))
    out.print(
        styled(
            answered.format(
                n=node.answered, all=node.items, low=lang.number(node.lowest), high=lang.number(node.highest)
            ),
            "bold",
        )
    )
    figures = _(N_("{name}: claimed {claimed}, supported by evidence {supported}."))
    out.print(
        styled(
            figures.format(
                name=lang.text(node.name), claimed=lang.number(node.claimed), supported=lang.number(node.supported)
            )
        )
    )
    if carried := carried_line(node, lang):
        out.print(styled(carried, "bold yellow"))
    if node.marked:
        text = N_("The assessors have given marks for {n} of {all} items.")
        out.print(styled(_(text).format(n=node.marked, all=node.items)))


def standing_line(standing: Standing, lang: Language) -> str:
    """The published result of a year, with its rank."""
    _ = lang.translate
    row, year = standing.row, standing.result.year
    if standing.final is None:
        return _(N_("Official result {year}: not known.")).format(year=year)
    text = (
        N_("Official result {year}: {final}")
        if row.final is not None
        else N_("{year}: {final}, derived (none was published)")
    )
    line = _(text).format(year=year, final=lang.number(standing.final))
    if (rank := row.ranks.get("final")) and row.ranked:
        ranked = N_(", rank {rank} of {ranked}")
        if row.ranks_basis == "reconstructed":
            ranked = N_(", rank {rank} of {ranked} (reconstructed from the published results)")
        line += _(ranked).format(rank=rank, ranked=row.ranked)
    return line + "."


def _nodes(title: str, nodes: tuple[Node, ...], published: Mapping[str, float], width: int, lang: Language) -> object:
    """Nodes as a table. Without item scores of the assessors, the column for them shows the published figures."""
    _ = lang.translate
    assessed = {node.id: published.get(node.id) if node.given is None else node.given for node in nodes}
    wide = width >= WIDE
    columns = [title, _(N_("Answered")), _(N_("Claimed")), _(N_("Supported"))]
    beside = any(value is not None for value in assessed.values())
    if beside:
        columns.append(_(N_("Assessed")))
    if wide:
        columns += [_(N_("Range")), _(N_("Weight %")), _(N_("Contribution"))]
    if wide and not beside:  # there is room for one of the two
        columns.append(_(N_("Open")))

    def row(node: Node) -> list[str]:
        cells = [
            lang.text(node.name),
            f"{node.answered}/{node.items}",
            lang.number(node.claimed) + ("*" if node.estimated else ""),
            lang.number(node.supported),
        ]
        if beside:
            value = assessed[node.id]
            cells.append("–" if value is None else lang.number(value))
        if wide:
            cells += [
                f"{lang.number(node.lowest)}–{lang.number(node.highest)}",
                lang.number(node.weight * 100, 1),
                lang.number(node.contribution, PLACES),
            ]
        if wide and not beside:
            cells.append(lang.number(node.cost, PLACES))
        return cells

    return table(columns if wide else [columns[0], *broken(columns[1:])], [row(node) for node in nodes])


def print_official(year: int, rows: Iterable[OfficialRow], lang: Language, *, banner: str | None) -> None:
    """Print published rows with the index that the formula gives for their aspects."""
    _ = lang.translate
    out = console()
    if banner:
        out.print(styled(banner, "bold red"))
    out.print(styled(_(N_("Results published for {year}, recomputed with the formula")).format(year=year), "bold"))
    out.print()
    unknown = _(N_("unknown"))

    def row(entry: OfficialRow) -> list[str]:
        return [
            entry.row.region,
            entry.row.variant or unknown,
            lang.number(entry.computed.final, PLACES) if entry.computed else "–",
            lang.number(entry.row.final) if entry.row.final is not None else unknown,
            lang.number(entry.difference, PLACES) if entry.difference is not None else "–",
        ]

    headings = [_(N_("Region")), _(N_("Variant")), _(N_("Computed")), _(N_("Published")), _(N_("Difference"))]
    out.print(table(headings, [row(entry) for entry in rows], text_columns=2))
    out.print(styled(_(N_("If the variant is not known, nothing is computed.")), "dim"))
