"""Stretches: the sentences and table rows of a page, each with the lines above it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ...named import NamedTuple
from .cells import columns_marked
from .years import years

HEADS_OF_COLUMNS, _MOST_EACH = 6, 6
"""Lines above a row among which its units and the heads of columns below the years are; columns of one year."""
MOST_HEADS, _MOST_HEADS_OF_ROW = 14, 30
"""Lines above a sentence, and above a row, among which what holds for it is."""
_LONGEST_HEAD = 4000
"""Characters of a line above that are looked at; each row and sentence below asks about it."""
_PIECE = re.compile(r"(?s).{1,4000}(?=\s|\Z)|.{1,4000}")
_ADDRESS = re.compile(r"(?:^|\s)https?://\S+$")
"""What an office prints along the side of every page, and the last row then ends with."""
_ROW_END = re.compile(
    r"(?:[0-9][.,]*(?:/[a-z]{2,})*|[-\u2013%\u2030*\u2026]|\.{3})\s*\)?(?:\s+[^\W\d_]+){0,2}\s*$|^\s*[0-9][0-9.,\s]*$"
)
_ROW_START = re.compile(r"\s*[^a-z\s]")
_NAMED = re.compile(
    r"(?i)\([0-9]{1,2}\)|\b(?:19|20)[0-9]{2}(?:\b|[a-z]\b)|\b(?:tabel|table|gambar|figure|lampiran)\s*(?:[A-Z]{1,4}[.-])?[0-9.]+[a-z]?\b|^[0-9]+(?:\.[0-9]+)+\s"
    r"|\b[kdc]?m[23]\b|(?<=[^\W\d_]\))[0-9]\b|(?<=[^\W\d_])[0-9]\b|\b[0-9](?=\s?\([^\W\d_])"
)
"""What heads have: marks of columns, years, the number of a table, units of area, and marks of notes."""
_LABEL_ONLY = re.compile(r"\s*[0-9]{1,3}\s*[.,)]\s*[^\d]*")
"""The number and the words of a row whose figures stand on the next line."""
_MOST_WORDS, _LONGEST_ROW = 12, 1000
_ABBREVIATION = re.compile(
    r"(?:\b(?:no|rp|hal|hlm|jl|kab|kec|kel|dr|drs|ir|st|tn|ny|dkk|dll|dsb|s\.?d|a\.?n|u\.?b|vol|art)|\b[A-Z])\.$", re.I
)
_LONGEST_ABBREVIATION = 20
"""Characters at the end of a piece that say whether it ends with one."""
_END = re.compile(r"(?<=[.?!;])\s+(?=[\"'\u201c(]?[A-Z0-9])|(?<=;)\s+")


_GOES_ON = re.compile(
    r"(?i)(?:[,/&]|\b(?:dan|atau|serta|di|ke|dari|yang|pada|dengan|untuk|oleh|sebesar|sebanyak|mencapai|(?:di)?kabupaten"
    r"|(?:di)?kota|(?:di)?kecamatan|(?:di)?desa|kelurahan|provinsi|dinas|badan|and|or|of|in|to|by|the)"
    r"(?:\s+[0-9][0-9.,]*)?)$"
)
"""The end of a line after which its sentence goes on, also with a name in capitals."""
_LEADS_ON = re.compile(r"(?i)\b(?:sebesar|sebanyak|mencapai|menjadi|yaitu|adalah)$")
"""The end of a line that is of a sentence, and so is the next one."""


class Stretch(NamedTuple):
    """A sentence or a table row of a page."""

    text: str
    row: bool
    heads: tuple[str, ...]
    """The lines above a row or sentence, the nearest first; above a row those that are no rows themselves."""
    columns: tuple[int, ...] = ()
    """How many columns of figures the table of a row may have, the likeliest first."""


def stretches(page: str) -> Iterator[Stretch]:
    """The sentences and rows of a page in their order."""
    lines = [_ADDRESS.sub("", " ".join(line.split())) for line in page.splitlines()]
    rows = [is_row(lines, n) for n in range(len(lines))]
    tops: list[str] = []
    """What is above the rows, the nearest last."""
    paragraph: list[str] = []
    began = 0
    for n, line in enumerate(lines):
        row = rows[n]
        if paragraph and (row or not line or _breaks(paragraph[-1], line)):
            yield from _sentences(paragraph, _heads(lines, began))
            paragraph = []
        if row:
            yield Stretch(
                line, row=True, heads=(heads := tuple(reversed(tops[-_MOST_HEADS_OF_ROW:]))), columns=_columns(heads)
            )
        elif line:
            began = began if paragraph else n
            paragraph.append(line)
        if line and (not row or is_head(line)):
            tops.append(line[:_LONGEST_HEAD])
    yield from _sentences(paragraph, _heads(lines, began))


def _heads(lines: Sequence[str], n: int) -> tuple[str, ...]:
    return tuple(line[:_LONGEST_HEAD] for line in reversed(lines[max(0, n - MOST_HEADS) : n]) if line)


@lru_cache(maxsize=256)
def _columns(heads: tuple[str, ...]) -> tuple[int, ...]:
    """How many columns of figures a table may have: by their marks, by the years above them, of several each or not."""
    marked = next(filter(None, map(columns_marked, heads)), None)
    dated = next(filter(None, map(_columns_dated, heads)), 0)
    each = max((repeated(head, dated) for head in heads[:HEADS_OF_COLUMNS]), default=0) if dated else 0
    several = (dated * count for count in range(min(each, _MOST_EACH), 1, -1))
    return tuple(count for count in (marked, *several, dated) if count)


def repeated(head: str, times: int) -> int:
    """How many words a line of heads repeats: two in "Laki-laki Perempuan Laki-laki Perempuan"; 0 if none."""
    words = head.split()
    each = len(words) // times
    return each if each > 1 and words[:each] * times == words else 0


@lru_cache(maxsize=4096)
def _columns_dated(head: str) -> int | None:
    """How many years a line states, if there are several. All rows of a table ask about the same lines."""
    stated = [year.year for year in years(head)]
    return len(stated) if len(set(stated)) > 1 else None


def is_head(line: str) -> bool:
    """Whether a line that looks like a row has only marks, years or the number of a table: "Uraian 2023 2024"."""
    return not re.search(r"[0-9]", _NAMED.sub("", line))


def is_row(lines: Sequence[str], n: int) -> bool:
    """Whether a line is a row of a table: it ends with a figure, and no sentence goes on over its ends."""
    line = lines[n]
    if (
        len(line) > _LONGEST_ROW
        or not re.search(r"[0-9]", line)
        or not _ROW_START.match(line)
        or _LABEL_ONLY.fullmatch(line)
    ):
        return False
    if not _ROW_END.search(line):
        return False
    words = re.findall(r"[^\W\d_]{2,}", line)
    if len(words) > _MOST_WORDS or (line.endswith((".", ":", ",", ";")) and not line.endswith("...")):
        return False
    if _LEADS_ON.search(line) or (n and _LEADS_ON.search(lines[n - 1])):
        return False
    following = lines[n + 1] if n + 1 < len(lines) else ""
    before = lines[n - 1] if n else ""
    goes_on = following[:1].islower()
    came_from = len(before) > 60 and before[-1:].islower() and len(re.findall(r"[0-9]+", line)) < 2
    return not goes_on and not came_from


def _breaks(line: str, following: str) -> bool:
    """Whether a paragraph ends between two lines: the first is a heading or an entry of a list."""
    ended = line.endswith((".", "?", "!", ":", ";")) or _GOES_ON.search(line)
    return not ended and len(line) < 60 and following[:1].isupper()


def _sentences(paragraph: Sequence[str], heads: tuple[str, ...]) -> Iterator[Stretch]:
    text = _joined(paragraph)
    start = 0
    above = deque(heads, maxlen=_MOST_HEADS_OF_ROW)
    for found in _END.finditer(text):
        piece = text[start : found.start()]
        if _ABBREVIATION.search(piece[-_LONGEST_ABBREVIATION:]):
            continue
        yield from _pieces(piece, tuple(above))
        above.appendleft(piece[:_LONGEST_HEAD])
        start = found.end()
    if text[start:].strip():
        yield from _pieces(text[start:], tuple(above))


def _joined(paragraph: Sequence[str]) -> str:
    """The lines of a paragraph as one, each put to the end once: a page may have a hundred thousand of them."""
    parts: list[str] = []
    for line in paragraph:
        if parts and parts[-1].endswith("-") and line[:1].islower():
            parts[-1] = parts[-1][:-1]
        elif parts:
            parts.append(" ")
        parts.append(line)
    return "".join(parts).strip()


def _pieces(sentence: str, heads: tuple[str, ...]) -> Iterator[Stretch]:
    """A sentence; in pieces if it is so long that it is none, since each figure is compared with all of its piece."""
    for found in _PIECE.finditer(sentence):
        yield Stretch(text=found[0], row=False, heads=heads)
