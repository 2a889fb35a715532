"""Unreadable: the figures of a version that has errors. A person who looks at its text reads them all the same.

A record may have been committed with the marks of a merge conflict, with a typing mistake, or with numbers as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_CONFLICT = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
_KEYS = ("respondents", "mean", "deviation", "distribution", "stage", "dimension", "starts_on", "ends_on", "name")
_SECTIONS = ("programmes", "statements", "sub_dimensions", "lint", "imported")
_PAIR = re.compile(
    rf"""\b({"|".join((*_KEYS, *_SECTIONS, "item", "sub_dimension"))})["']?\s*:[ ]*
    (\[[^\]\n]*\] | \d+,\d+(?=[ ]*$) | "[^"\n]*" | '[^'\n]*' | [^,{{}}\[\]#\n]*)""",
    re.MULTILINE | re.VERBOSE,
)
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")


def figures_of(text: str) -> list[Mapping[str, Any]]:
    """The records that a text holds, one for each side of a conflict; only the keys that figures are compared by."""
    # Of UTF-16, every other byte is one of these.
    return [found for side in _sides(text.replace("\0", "")) if (found := _figures(side))]


def _sides(text: str) -> Iterator[str]:
    """The text with either side of its conflicts; the text itself if it has none."""
    parts = _CONFLICT.split(text)
    if len(parts) == 1:
        yield text
        return
    for wanted in ("<", "|", ">"):
        # What follows the last line of a conflict, and what comes before the first, belongs to every side.
        chosen, now = [parts[0]], ""
        for mark, piece in zip(parts[1::2], parts[2::2], strict=True):
            now = {"=": ">", ">": ""}.get(mark[0], mark[0])
            if now in ("", wanted):
                chosen.append(piece)
        yield "".join(chosen)


def _figures(text: str) -> Mapping[str, Any]:
    record: dict[str, Any] = {}
    entry, section = record, ""
    for found in _PAIR.finditer(text):
        key, value = found[1], found[2].strip().strip("\"'")
        if key in _SECTIONS:
            section, entry = key, {}
        elif key in ("item", "sub_dimension"):
            entry = {key: value}
            kind = "statements" if key == "item" else section
            if kind in ("statements", "sub_dimensions", "programmes"):
                record.setdefault(kind, []).append(entry)
        elif value:
            entry.setdefault(key, _value(key, value))
    return record


def _value(key: str, value: str) -> Any:
    if key == "distribution":
        return [int(cell) if cell.strip().isdigit() else None for cell in value.strip("[]").split(",")]
    if key in ("respondents", "mean", "deviation"):
        return _number(value)
    return value


def _number(value: str) -> int | float | None:
    if not _NUMBER.fullmatch(value):
        return None
    return int(value) if value.isdigit() else float(value.replace(",", "."))
