"""Heads: what is above each column of a table, as far as its lines let that be known.

A PDF has the places of its words, and reading it puts a line of parted heads before the figures. Without one, a line
of heads has a word for each column, or heads of several lines have the same number of lines each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...reading.words.columns import BETWEEN
from .cells import columns_marked

_MOST_LINES = 3
_LABEL = re.compile(
    r"(?i)(?:no\.?\s+)?(?:desa|kelurahan|kecamatan|kabupaten|kota|wilayah|uraian|bulan|tahun|kelompok\s+umur|jenis\s+\w+"
    r"|village|villages|sub-?district|district|regency|region|description|month|year|age\s+groups?|kind\s+of\s+\w+)"
    r"(?:\s*/\s*\w+)*"
)
"""The head of the first column, which names the rows."""


def is_parted(line: str) -> bool:
    """Whether a line has the heads of columns as the reader of a PDF parted them."""
    return BETWEEN in line


def columns_parted(line: str) -> int | None:
    """How many columns of figures a line of parted heads has; None if it is none."""
    return line.count(BETWEEN) or None


def heads_of_columns(heads: Sequence[str], columns: int) -> tuple[str, ...] | None:
    """The heads of all columns of figures, given the lines above a row, the nearest first; None if not known."""
    parted = next((line.split(BETWEEN)[1:] for line in heads if is_parted(line)), ())
    if len(parted) == columns:
        return tuple(parted)
    marked = next((n for n, head in enumerate(heads) if columns_marked(head) == columns), None)
    if marked is None:
        return None
    above = heads[marked + 1 :]
    for n, line in enumerate(above[: columns * _MOST_LINES + 1]):
        if _LABEL.fullmatch(line.strip()) and n and n % columns == 0:
            each = n // columns
            lines = above[:n][::-1]
            return tuple(" ".join(lines[k : k + each]) for k in range(0, n, each))
    for line in above[:_MOST_LINES]:
        words = re.sub(r"\([^()]*\)", " ", line).split()
        if len(words) == columns + 1 and _LABEL.fullmatch(words[0]):
            return tuple(words[1:])
    return None
