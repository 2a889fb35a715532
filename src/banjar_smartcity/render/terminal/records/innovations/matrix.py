"""The matrices in the terminal: missions by dimensions, sub-dimensions by innovations, with their gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from .....i18n import N_, Language
from .....innovations.matrix import MissionMatrix, SubDimensionMatrix, withdrawn
from .....model.later import glance_at, glances
from .....model.model import Model
from .....model.program import Mission
from ...console import broken, console, hanging, styled, table
from ...figures.score import heading
from ...many import further, most_of_each, shown

if TYPE_CHECKING:
    from rich.console import Console

HOLE = "---"
"""An empty cell; it can be seen without colour and is not like a figure."""
OURS = "*"
"""The mark of an innovation that we placed in its sub-dimension ourselves."""
_Listed = Callable[..., str]
"""Gives the names of innovations by their ids."""
_LABEL = 19
"""The width of the names of the rows, in columns."""


def print_matrix(
    model: Model,
    missions: MissionMatrix | None,
    parts: SubDimensionMatrix | None,
    today: date,
    lang: Language,
    *,
    banner: str | None,
) -> None:
    """Print the matrices for people; one that is None is left out."""
    out = console()
    _ = lang.translate
    if banner:
        out.print(styled(banner, "bold red"))
    out.print(styled(heading(model, _(N_("Innovations")), today, lang), "bold"))
    together = max((matrix.innovations for matrix in (missions, parts) if matrix is not None), default=0)
    listed = _lister(_namer(model), most_of_each(together), lang)
    if missions is not None:
        _missions(out, missions, model.program.other_missions if model.program else (), listed, lang)
    if parts is not None:
        _parts(out, parts, listed, lang)
    if left_out := withdrawn(missions, parts):
        out.print()
        text = _(N_("Withdrawn, not counted: {names}")).format(names=listed(left_out))
        hanging(out, styled(text, "dim"), 0, "")


def _namer(model: Model) -> Callable[[str], str]:
    """The name of an innovation by its id; the id is added where two innovations have one name."""
    shared = Counter(record.name.casefold() for _id, record in glances(model.innovations))

    def named(innovation: str) -> str:
        name = str(glance_at(model.innovations, innovation).name)
        return name if shared[name.casefold()] == 1 else f"{name} ({innovation})"

    return named


def _lister(named: Callable[[str], str], most: int, lang: Language) -> _Listed:
    """The first names of innovations, and how many others there are. A star is behind those that are `marked`."""

    def listed(innovations: Collection[str], marked: Container[str] = ()) -> str:
        names = [named(one) + OURS * (one in marked) for one in shown(innovations, most)]
        return ", ".join([*names, *filter(None, [further(len(innovations), lang, most)])])

    return listed


def _missions(
    out: Console, matrix: MissionMatrix, others: tuple[Mission, ...], listed: _Listed, lang: Language
) -> None:
    _ = lang.translate
    out.print()
    out.print(styled(_(N_("Innovations by mission and dimension")), "bold"))
    names = [lang.text(dimension.name) for dimension in matrix.dimensions]
    columns: list[tuple[str, list[str]]] = [
        (row.mission.id, [*(_count(cell) for cell in row.cells), str(row.total)]) for row in matrix.rows
    ]
    columns.append((_(N_("No mission")), [*(str(len(cell)) for cell in matrix.without), str(matrix.without_mission)]))
    columns.append((_(N_("Innovations")), [*map(str, matrix.totals), str(matrix.innovations)]))
    for block in _fitting(columns, out.width - _LABEL):
        figures = zip(*(cells for _heading, cells in block), strict=True)
        rows = [[name, *cells] for name, cells in zip([*names, _(N_("Total"))], figures, strict=True)]
        out.print()
        out.print(table([_(N_("Dimension")), *broken(title for title, _cells in block)], rows))
    if matrix.rows or matrix.elsewhere or others:
        out.print()
    if matrix.rows:
        _sums(out, matrix, lang)
    if others and not matrix.rows:
        periods = ", ".join(dict.fromkeys(mission.period for mission in others if mission.period))
        text = _(N_("The missions in force are not known; those of {periods} are not in force."))
        out.print(styled(text.format(periods=periods), "yellow"))
    if matrix.elsewhere:
        text = _(N_("They name only missions of another RPJMD: {names}"))
        hanging(out, styled(text.format(names=listed(matrix.elsewhere)), "yellow"), 0)
    for row in matrix.rows:
        out.print()
        out.print(styled(f"{row.mission.id}: {lang.text(row.mission.text)}", "bold"))
        sources = ", ".join(row.mission.sources) or "–"
        out.print(styled("  " + _(N_("Sources: {sources}")).format(sources=sources), "dim"))
        for name, cell in zip(names, row.cells, strict=True):
            if cell:
                hanging(out, styled(_counted(name, cell, listed)), 2)
        empty = [name for name, cell in zip(names, row.cells, strict=True) if not cell]
        if empty:
            where = _(N_("everywhere")) if len(empty) == len(names) else ", ".join(empty)
            hanging(out, styled(_(N_("none ({hole}): {where}")).format(hole=HOLE, where=where), "yellow"), 2)
    if matrix.without_mission:
        out.print()
        out.print(styled(_(N_("No mission")), "bold"))
        for name, cell in zip(names, matrix.without, strict=True):
            if cell:
                hanging(out, styled(_counted(name, cell, listed)), 2)


def _sums(out: Console, matrix: MissionMatrix, lang: Language) -> None:
    """What the cells add up to, and how many are empty."""
    _ = lang.translate
    cells = len(matrix.rows) * len(matrix.dimensions)
    holes = _(N_("{hole} is a gap: no innovation. Gaps: {n} of {cells} cells."))
    out.print(styled(holes.format(hole=HOLE, n=matrix.holes, cells=cells)))
    served = matrix.innovations - matrix.without_mission
    text = _(
        N_(
            "{all} innovations: {served} with a mission, {without} without. An innovation with two missions "
            "counts in both, so the cells add up to {cells}."
        )
    )
    out.print(
        styled(text.format(all=matrix.innovations, served=served, without=matrix.without_mission, cells=matrix.served))
    )


def _parts(out: Console, matrix: SubDimensionMatrix, listed: _Listed, lang: Language) -> None:
    _ = lang.translate
    out.print()
    out.print(styled(_(N_("Innovations by sub-dimension")), "bold"))
    for part in matrix.dimensions:
        out.print()
        out.print(styled(f"{lang.text(part.dimension.name)} ({part.total})", "bold"))
        for row in part.rows:
            line = _counted(lang.text(row.sub_dimension.name), row.innovations, listed, matrix.placed_by_us)
            hanging(out, styled(line, "" if row.innovations else "yellow"), 2)
        if part.without:
            hanging(out, styled(_counted(_(N_("No sub-dimension")), part.without, listed)), 2)
    out.print()
    text = _(
        N_(
            "{all} innovations: {placed} with a sub-dimension, {without} without. Gaps ({hole}): {holes} of "
            "{parts} sub-dimensions."
        )
    )
    without = matrix.without_sub_dimension
    out.print(
        styled(
            text.format(
                all=matrix.innovations,
                placed=matrix.innovations - without,
                without=without,
                holes=matrix.holes,
                parts=matrix.sub_dimensions,
                hole=HOLE,
            )
        )
    )
    if matrix.placed_by_us:
        note = _(N_("{mark} our own placement: no source names the sub-dimension."))
        out.print(styled(note.format(mark=OURS)))


def _count(cell: Sequence[str]) -> str:
    return str(len(cell)) if cell else HOLE


def _counted(name: str, cell: Sequence[str], listed: _Listed, marked: Container[str] = ()) -> str:
    return f"{name}: {len(cell)} · {listed(cell, marked)}" if cell else f"{name}: {HOLE}"


def _fitting(columns: Iterable[tuple[str, list[str]]], width: int) -> Iterable[list[tuple[str, list[str]]]]:
    """The columns in blocks that fit the width; headings may break between words."""
    block: list[tuple[str, list[str]]] = []
    taken = 0
    for column in columns:
        needed = 2 + max(map(len, [*column[0].split(), *column[1]]), default=0)
        if block and taken + needed > width:
            yield block
            block, taken = [], 0
        block.append(column)
        taken += needed
    yield block
