"""Flow: a list or mapping in brackets on one line whose values are words, numbers and quoted texts: `[3, 4]`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from .scalars import MAX_DIGITS, NUMBER, WORDS, is_doubtful

_WORD = r"[A-Za-z][A-Za-z0-9_-]*"
_QUOTED = r"\"[ !#-\[\]-~]*\"|'[ -&(-~]*'"
_PHRASE = rf"{_WORD}(?: [A-Za-z0-9][A-Za-z0-9_-]*)*"
_SCALAR = rf"{_PHRASE}|-?[0-9]+(?:\.[0-9]+)?|{_QUOTED}"
_PAIR = rf"{_WORD}: (?:{_SCALAR})"
_KEY_AND_VALUE = rf"({_WORD}): ({_SCALAR})"
FLOW = rf"\[(?:(?:{_SCALAR})(?:, (?:{_SCALAR}))*)?\]|\{{(?:{_PAIR}(?:, {_PAIR})*)?\}}"
"""All that is read. What is in quotes has no letters that look like others."""


def read_flow(written: str) -> Callable[[], Any] | None:
    """What makes the list or mapping that is written here; None if its values may be read otherwise by some."""
    if written[0] == "[":
        values = [_scalar(found[0]) for found in re.finditer(_SCALAR, written)]
        return None if _UNCLEAR in values else partial(list, values)
    pairs = [(found[1], _scalar(found[2])) for found in re.finditer(_KEY_AND_VALUE, written)]
    made = dict(pairs)
    if len(made) < len(pairs) or any(key in WORDS for key in made) or _UNCLEAR in made.values():
        return None
    return partial(dict, made)


def flow_place(line: str, column: int, step: str | int, *, on_key: bool) -> int | None:
    """The column of an entry of the list or mapping in brackets at a column of a line; None if there is no entry."""
    found = re.compile(FLOW).match(line, column)
    if found is None:
        return None
    if line[column] == "[":
        starts = [entry.start() for entry in re.compile(_SCALAR).finditer(line, column, found.end())]
        return starts[step] if isinstance(step, int) and step < len(starts) else None
    pairs = re.compile(_KEY_AND_VALUE).finditer(line, column, found.end())
    return next((pair.start(1 if on_key else 2) for pair in pairs if pair[1] == str(step)), None)


_UNCLEAR = object()


def _scalar(written: str) -> Any:
    if written[0] in "\"'":
        return written[1:-1]
    if written in WORDS:
        return WORDS[written]
    if written[0] not in "-0123456789":
        return written
    number = NUMBER.fullmatch(written)
    if number is None or len(written) > MAX_DIGITS or (number[1] and is_doubtful(number[1])):
        return _UNCLEAR
    return float(written) if number[1] else int(written)
