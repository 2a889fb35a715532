"""Headings of an assessors' table, understood by their words in Indonesian and English."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ...named import NamedTuple
from ...survey.table.rows import Cell, is_blank, under

ITEM, ASSESSOR, LEVEL, REMARK, VERDICT = "item", "assessor", "level", "remark", "verdict"
RECEIVED, REPLY_BY, REPLY, REPLIED = "received_at", "reply_by", "reply", "replied_at"
CONTENT = (LEVEL, REMARK, VERDICT)
"""A table has at least one of these columns."""
_MOST_HEAD = 30
_PERSONS = frozenset(("asesor", "assessor", "penilai", "evaluator", "reviewer"))
_NUMBERED = re.compile(rf"(?:{'|'.join(sorted(_PERSONS))})\s*(?:no\.?|nomor|number|ke|#)?[\s-]*([1-9][0-9]?)(?![0-9])")
_OWN = frozenset(("mandiri", "self", "klaim", "claimed", "daerah", "bobot", "weight", "terdukung", "supported"))
"""Words of what the region or the form says; no assessor gave it."""
_WORDS: Sequence[tuple[str, frozenset[str]]] = (
    (REPLY_BY, frozenset(("batas", "tenggat", "deadline", "due", "selambatnya"))),
    (REPLIED, frozenset(("dijawab", "ditanggapi", "replied", "answered"))),
    (REPLY, frozenset(("jawaban", "tanggapan", "respon", "respons", "response", "reply", "klarifikasi"))),
    (RECEIVED, frozenset(("diterima", "received", "waktu", "tanggal", "time", "date"))),
    (
        REMARK,
        frozenset(
            (
                *("catatan", "komentar", "saran", "rekomendasi", "masukan", "alasan", "remark", "remarks", "comment"),
                *("comments", "note", "notes", "feedback", "recommendation", "reason"),
            )
        ),
    ),
    (VERDICT, frozenset(("keputusan", "status", "verdict", "decision", "hasil", "kesimpulan", "verifikasi"))),
    (LEVEL, frozenset(("nilai", "skor", "score", "mark", "marks", "level", "grade"))),
    (ITEM, frozenset(("butir", "item", "id", "indikator", "indicator", "kode", "code"))),
    (ITEM, frozenset(("pertanyaan", "question", "pernyataan", "statement"))),
)
_BY = re.compile(
    r"\b(?:di)?(?:jawab|balas|tanggapi?) (?:sebelum|sampai|hingga|paling)\b|\bpaling (?:lambat|akhir)\b"
    r"|\b(?:reply|replies|answer|respond|response) (?:by|before|until)\b|\bselambat lambatnya\b"
)
_REBUTTAL = frozenset(("sanggah", "rebuttal"))
"""The time for replies, unless the heading is about a mark, a decision or a reply: "nilai setelah sanggah"."""
_CLOCK = frozenset(("waktu", "tanggal", "time", "date", "jam", "pukul"))


class MarkHeading(NamedTuple):
    """What a column holds, and the number of the assessor if its heading names one."""

    what: str
    assessor: int | None = None


class MarkBoard(NamedTuple):
    """The headings of a table: their last row, and what the columns hold that are understood."""

    row: int
    columns: Mapping[int, MarkHeading]
    strange: Sequence[str]
    """The headings that are not understood."""


def heading_of(cell: Cell) -> MarkHeading | None:
    """What a heading says that its column holds; None if that is not understood, or not the assessors' own."""
    if not isinstance(cell, str) or len(cell) > 120:
        return None
    words = re.findall(r"[^\W\d_]+|[0-9]+", cell.casefold())
    named = _PERSONS.intersection(words)
    found = _NUMBERED.search(cell.casefold())
    number = int(found[1]) if found else None
    if _OWN.intersection(words):
        return None
    if _BY.search(" ".join(words)):
        return MarkHeading(REPLY_BY, number)
    about = [what for what, known in _WORDS if known.intersection(words)]
    if _REBUTTAL.intersection(words) and not {REPLY_BY, REPLY, VERDICT, LEVEL}.intersection(about):
        return MarkHeading(REPLY_BY, number)
    for what in about:
        if what == REPLY and _CLOCK.intersection(words):
            return MarkHeading(REPLIED, number)
        return MarkHeading(what, number)
    if named:
        return MarkHeading(LEVEL, number) if number is not None else MarkHeading(ASSESSOR)
    return None


def find_board(rows: Sequence[tuple[int, Sequence[Cell]]]) -> MarkBoard | None:
    """The headings of a table, in one row or in two of which the upper one names assessors; None if there are none."""
    best: MarkBoard | None = None
    above: tuple[int, Sequence[Cell]] | None = None
    for number, cells in rows[:_MOST_HEAD]:
        # What is below the names of the assessors are headings too, and not the first row of data.
        is_lower = above is not None and above[0] == number - 1 and all(heading_of(c) for c in cells if not is_blank(c))
        for names in (cells, under(above[1], cells) if above and is_lower else ()):
            found = _board(number, names)
            if found and (best is None or len(set(found.columns.values())) > len(set(best.columns.values()))):
                best = found
        above = number, cells
    return best


def _board(row: int, names: Sequence[Cell]) -> MarkBoard | None:
    columns = {place: found for place, cell in enumerate(names) if (found := heading_of(cell))}
    held = {heading.what for heading in columns.values()}
    if ITEM not in held or not held.intersection(CONTENT):
        return None
    strange = [str(cell) for place, cell in enumerate(names) if not is_blank(cell) and place not in columns]
    return MarkBoard(row, columns, strange)
