"""A history in the terminal: two sparklines, then a row for each version."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from ....i18n import N_, Language
from ....privacy.search import redact
from ....versions.history import History, Point, VersionFigures
from ...words.history import NOTES, remarks
from ..console import WIDE, broken, console, styled, table

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text as Styled

UNKNOWN = "–"
CLAIMED, SUPPORTED = N_("Claimed"), N_("Supported")
_BLOCKS, _PLAIN = "▁▂▃▄▅▆▇█", ".:-=+*#@"
_AROUND = 34
"""Columns of the words before and after a sparkline."""
_FIGURES = 81
"""Columns of a wide table without the subject."""


def print_history(history: History, lang: Language) -> None:
    """Print a history for people."""
    out = console()
    _ = lang.translate
    if not history.points:
        out.print(styled(_(N_("No commit has changed the data up to this day."))))
    else:
        _print_lines(out, history.points, lang)
        out.print(_table(history.points, out.width, lang))
        out.print()
        printed = [*history.points]
        for instrument in history.instruments:
            points = [point.others[instrument] for point in history.points if instrument in point.others]
            out.print(styled(instrument, "bold"))
            _print_lines(out, points, lang)
            out.print(_table(points, out.width, lang))
            out.print()
            printed += points
        for sign, is_set, meaning in NOTES:
            if any(map(is_set, printed)):
                out.print(styled(f"{sign} {_(meaning)}", "dim"))
    for line in remarks(history, lang):
        out.print(styled(line, "dim"))


def _print_lines(out: Console, points: Sequence[Point], lang: Language) -> None:
    """Print both scores as sparklines on one scale, or that neither ever changed."""
    found = [point.figures for point in points]
    known = [figures for figures in found if figures]
    if not known:
        return
    lowest = min(figures.supported for figures in known)
    highest = max(figures.claimed for figures in known)
    if lowest == highest:
        same = lang.translate(N_("{claimed} and {supported} are {score} in every version."))
        names_of = {"claimed": lang.translate(CLAIMED), "supported": lang.translate(SUPPORTED)}
        out.print(styled(same.format(**names_of, score=lang.number(lowest))))
        out.print()
        return
    top = max(figures.top for figures in known)
    utf = (sys.stdout.encoding or "").lower().startswith("utf")
    room = max(8, out.width - _AROUND)
    scores: tuple[tuple[str, Callable[[VersionFigures], Fraction], str], ...] = (
        (CLAIMED, lambda figures: figures.claimed, "dim"),
        (SUPPORTED, lambda figures: figures.supported, "green"),
    )
    names = {name: lang.translate(name) for name, _, _ in scores}
    longest = max(map(len, names.values()))
    for name, score, style in scores:
        values = [None if figures is None else score(figures) for figures in found]
        line = styled(names[name].ljust(longest) + "  ")
        line.append(sparkline(_thin(values, room), lowest, highest, _BLOCKS if utf else _PLAIN), style=style)
        line.append(f"  {lang.number(score(known[0]))} {'→' if utf else '->'} {lang.number(score(known[-1]))}")
        out.print(line)
    scale = lang.translate(N_("The lines go from {lowest} to {highest}, the index from 0 to {top}."))
    out.print(styled(scale.format(lowest=lang.number(lowest), highest=lang.number(highest), top=top), "dim"))
    out.print()


def sparkline(values: Sequence[Fraction | None], lowest: Fraction, highest: Fraction, marks: str) -> str:
    """One of `marks` for each value, in proportion between `lowest` and `highest`; a blank for None."""
    span = highest - lowest

    def mark(value: Fraction | None) -> str:
        if value is None:
            return " "
        return marks[min(len(marks) - 1, int((value - lowest) / span * len(marks))) if span else 0]

    return "".join(map(mark, values))


def _thin(values: Sequence[Fraction | None], room: int) -> Sequence[Fraction | None]:
    """At most `room` values, spread evenly and including the last."""
    count = len(values)
    return values if count <= room else [values[(place + 1) * count // room - 1] for place in range(room)]


def _table(points: Sequence[Point], width: int, lang: Language) -> object:
    _ = lang.translate
    wide = width >= WIDE
    text_headings = [_(N_("Day")), _(N_("Version")), *([_(N_("Subject"))] if wide else [])]
    headings = [_(N_("Answered")), *([_(N_("Evidence complete"))] if wide else []), _(CLAIMED), _(SUPPORTED)]
    headings += [_(N_("Errors")), *([_(N_("Warnings"))] if wide else [])]

    def row(point: Point) -> list[Styled | str]:
        found, step = point.figures, point.step
        cells: list[Styled | str] = [
            step.day.isoformat(),
            styled(_cut(step.tag or step.commit[:7], 16)).append(f" {_signs(point)}".rstrip(), style="bold yellow"),
        ]
        if wide:
            cells.append(_cut(redact(step.subject), max(9, width - _FIGURES)))
        cells.append(f"{found.answered}/{found.items}" if found else UNKNOWN)
        if wide:
            cells.append(f"{found.evidence_complete}/{found.evidence_wanted}" if found else UNKNOWN)
        cells.append(lang.number(found.claimed) if found else UNKNOWN)
        cells.append(styled(lang.number(found.supported) if found else UNKNOWN, "bold"))
        cells.append(styled(str(point.errors), "red" if point.errors else ""))
        if wide:
            cells.append(str(point.warnings))
        return cells

    return table(
        [*text_headings, *broken(headings)], [row(point) for point in points], text_columns=len(text_headings), least=1
    )


def _signs(point: Point) -> str:
    """The signs of a version, as `NOTES` defines them."""
    return "".join(sign for sign, is_set, _ in NOTES if is_set(point))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
