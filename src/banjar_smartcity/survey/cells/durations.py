"""Durations: how long a form took, as survey programs write it, and the unit that the name of the column gives."""

from __future__ import annotations

import re

from ...spelling.patterns import late
from .plain import plain

SECOND, MINUTE = 1.0, 60.0
_UNITS = (
    (SECOND, "seconds second secs sec detik dtk s interviewtime"),
    (MINUTE, "minutes minute mins min menit mnt"),
    (0.001, "milliseconds millisecond milidetik ms"),
)
"""Seconds of a unit, by its names. LimeSurvey's `interviewtime` is in seconds (the time shown by its statistics)."""
_OF_WORD = {word: seconds for seconds, words in _UNITS for word in words.split()}
_NUMBER = late(r"\d{1,9}(?:[.,]\d{1,9})?")
_CLOCK = late(r"(\d{1,3}):([0-5]\d):([0-5]\d)(?:[.,]\d+)?")
_WORDS = late(
    r"(?=.)(?:(\d{1,3})\s*(?:jam|hours?|hrs?|h)\b[\s,]*)?(?:(\d{1,5})\s*(?:menit|mnt|minutes?|mins?|m)\b[\s,]*)?"
    r"(?:(\d{1,7})\s*(?:detik|dtk|seconds?|secs?|s)\b)?",
    re.IGNORECASE,
)


def unit_of(name: str) -> float | None:
    """The seconds of the unit that the name of a column gives; None if it names none or several."""
    found = {_OF_WORD[word] for word in plain(name).split("_") if word in _OF_WORD}
    return found.pop() if len(found) == 1 else None


def number_of(text: str) -> float | None:
    """A duration without a unit."""
    text = text.strip()
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def seconds_of(text: str) -> float | None:
    """The seconds of a duration that has its units, such as `0:04:05` or "4 menit 5 detik"."""
    text = text.strip()
    found = _CLOCK.fullmatch(text) or _WORDS.fullmatch(text)
    if found is None:
        return None
    return sum(int(part or 0) * unit for part, unit in zip(found.groups(), (3600, 60, 1), strict=True))
