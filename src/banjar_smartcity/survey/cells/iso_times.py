"""ISO times: a column of moments as survey programs write them, all in one form, read at once."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Sequence
from operator import add

from ..table.rows import Cell
from .time_forms import time_of

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK = re.compile(r"(\d\d):(\d\d)")
_SECOND = re.compile(r"\d\d")
_END = re.compile(r"(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?")
_WHOLE = 19
"""Letters of `2026-04-01 08:30:15`."""


class _Known(dict[str, int]):
    """Seconds by the text of a day or of a time of day. Raises `ValueError` where it is none."""

    def __init__(self, judge: Callable[[str], int]) -> None:
        super().__init__()
        self._judge = judge

    def __missing__(self, text: str) -> int:
        self[text] = found = self._judge(text)
        return found


def _day(text: str) -> int:
    time = time_of(text) if _DAY.fullmatch(text) else None
    if time is None:
        raise ValueError(text)
    return time.seconds


def _clock(text: str) -> int:
    found = _CLOCK.fullmatch(text)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise ValueError(text)
    return int(found[1]) * 3600 + int(found[2]) * 60


def _second(text: str) -> int:
    if not _SECOND.fullmatch(text) or int(text) > 60:
        raise ValueError(text)
    return int(text)


class IsoTimes:
    """Reads columns of moments in one form. What it has read is kept: there are few days, and few times of day."""

    def __init__(self) -> None:
        self._days, self._clocks, self._seconds = _Known(_day), _Known(_clock), _Known(_second)

    def column(self, cells: Sequence[Cell]) -> tuple[array[int], int] | None:
        """The seconds of all moments, and their shift; None unless all have one form.

        Texts of one form have the same length, a blank or T after the day, and the same zone or none.
        """
        texts: Sequence[str] = cells  # type: ignore[assignment]
        try:
            whole = "".join(texts)
        except TypeError:
            return None
        size = len(texts[0])
        if size < _WHOLE or set(map(len, texts)) != {size} or not whole.isascii():
            return None
        if not set(whole[10::size]) <= {" ", "T"} or set(whole[16::size]) != {":"}:
            return None
        ends = {text[_WHOLE:] for text in texts} if size > _WHOLE else {""}
        zones = {found and found[1] for found in map(_END.fullmatch, ends)}
        time = time_of(texts[0])
        if len(zones) > 1 or None in map(_END.fullmatch, ends) or time is None:
            return None
        try:
            days = map(self._days.__getitem__, [text[:10] for text in texts])
            clocks = map(self._clocks.__getitem__, [text[11:16] for text in texts])
            seconds = map(self._seconds.__getitem__, [text[17:_WHOLE] for text in texts])
            moments = array("q", map(add, map(add, days, clocks), seconds))
        except ValueError:
            return None
        ahead = time.seconds - moments[0]
        return (array("q", [moment + ahead for moment in moments]) if ahead else moments), time.shift
