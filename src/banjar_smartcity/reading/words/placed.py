"""Placed: the lines of a page of a PDF with their places on it, as the page is turned for its reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from .columns import PlacedWord, with_heads
from .order import PlacedLine, in_order

_MOST_LINES = 2000
"""With more lines on a page, their order is left as it was drawn."""


def text_in_order(page: Any) -> str:
    """The text of a page of pypdfium2, its lines in order as far as their places are known.

    Where the lines of a turned page run down or up, its reader turns it back, and so does this one.
    """
    text = page.get_textpage()
    lines = text.get_text_bounded().split("\r\n")
    every = text.get_text_range()
    drawn = [n for n, character in enumerate(every) if character not in "\r\n"]
    known = sum(map(len, lines)) == len(drawn) and len(every) == text.count_chars()
    if known and len(lines) <= _MOST_LINES:
        turned = page.get_rotation()
        placed = list(_placed(text, lines, drawn, turned))
        if turned and _run_down(placed):
            page.set_rotation(0)
            return text_in_order(page)

        def words(line: PlacedLine) -> list[PlacedWord]:
            return list(_words(text, line, drawn, turned))

        lines = with_heads(in_order(placed), words)
    return "\n".join(lines)


def _placed(text: Any, lines: Sequence[str], drawn: Sequence[int], turned: int) -> Iterator[PlacedLine]:
    """The lines with their places. `drawn` are the numbers of their characters in the page."""
    start = 0
    for line in filter(None, _seen_lines(text, lines, drawn, turned)):
        ends = (text.get_charbox(drawn[n], loose=True) for n in (start, start + len(line) - 1))
        (left, bottom, right, top), (left_too, bottom_too, right_too, top_too) = (_turned(box, turned) for box in ends)
        yield PlacedLine(
            line, max(top, top_too), min(bottom, bottom_too), min(left, left_too), max(right, right_too), start
        )
        start += len(line)


def _words(text: Any, line: PlacedLine, drawn: Sequence[int], turned: int) -> Iterator[PlacedWord]:
    """The words of a line with their places from left to right."""
    for found in re.finditer(r"\S+", line.text):
        ends = (text.get_charbox(drawn[line.first + n], loose=True) for n in (found.start(), found.end() - 1))
        (left, _, right, _), (left_too, _, right_too, _) = (_turned(box, turned) for box in ends)
        yield PlacedWord(found[0], min(left, left_too), max(right, right_too))


def _run_down(lines: Sequence[PlacedLine]) -> bool:
    """Whether most lines run down or up the page, which a reader has to turn."""
    return sum(line.top - line.bottom > line.right - line.left for line in lines if len(line.text) > 1) * 2 > len(lines)


def _seen_lines(text: Any, lines: Sequence[str], drawn: Sequence[int], turned: int) -> Iterator[str]:
    """The lines as a reader of the page sees them."""
    start = 0
    for line in lines:
        yield from _parts(text, line, drawn[start : start + len(line)], turned) if turned else (line,)
        start += len(line)


def _parts(text: Any, line: str, drawn: Sequence[int], turned: int) -> Iterator[str]:
    """A line of a turned page where its reader sees several: what was drawn upwards is given as one.

    The next line begins below, and further left; words that run downwards on the page do not go back.
    """
    began = 0
    start, bottom, top = 0.0, 0.0, 0.0
    for n in range(len(line)):
        left, low, _, high = _turned(text.get_charbox(drawn[n], loose=True), turned)
        if n and high > low and top > bottom and (low >= top or high <= bottom) and left < start - (top - bottom):
            yield line[began:n]
            began = n
        if high > low:
            start, bottom, top = left, low, high
    yield line[began:]


def _turned(box: tuple[float, float, float, float], turned: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a box on a page that is turned clockwise."""
    left, bottom, right, top = box
    if turned == 90:
        return bottom, -right, top, -left
    if turned == 180:
        return -right, -top, -left, -bottom
    return (-top, left, -bottom, right) if turned == 270 else box
