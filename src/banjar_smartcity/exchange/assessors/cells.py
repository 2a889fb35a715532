"""Cells of an assessors' table: a number of an assessor, a mark, a decision, a time; None where it is not certain."""

from __future__ import annotations

import re
from datetime import datetime

from ...model.assessment import ACCEPTED, REVISE
from ...spelling.instants import instant, instant_of
from ...spelling.numbers import number_of
from ...survey.table.rows import Cell, tidy

_VERDICTS = {
    ACCEPTED: ("diterima", "terima", "accepted", "accept", "ok", "oke", "sesuai", "disetujui", "setuju", "valid"),
    REVISE: (
        *("revise", "to be revised", "revisi", "perlu revisi", "direvisi", "perbaikan", "perlu perbaikan"),
        *("perlu diperbaiki", "diperbaiki", "perbaiki", "ditolak", "tolak", "rejected", "reject", "not accepted"),
        *("tidak diterima", "belum diterima", "tidak sesuai", "belum sesuai", "tidak valid", "invalid", "sanggah"),
    ),
}
_MEANT = {word: verdict for verdict, words in _VERDICTS.items() for word in words}
_ASSESSOR = re.compile(
    r"(?:(?:asesor|assessor|penilai|evaluator|reviewer)\s*)?(?:no\.?\s*|#)?([1-9][0-9]?)", re.IGNORECASE
)


def words_of(cell: Cell) -> str:
    """A cell as a text without blanks at its ends; empty if there is nothing, or only a dash."""
    text = "" if cell is None else tidy(cell) if isinstance(cell, str) else str(cell)
    if isinstance(cell, float) and cell == int(cell):
        text = str(int(cell))
    return "" if text in ("-", "–", "—") else text


def assessor_of(cell: Cell) -> int | None:
    """The number of an assessor."""
    found = _ASSESSOR.fullmatch(words_of(cell))
    return int(found[1]) if found else None


def mark_of(cell: Cell) -> float | None:
    """A mark as a number."""
    if isinstance(cell, bool):
        return None
    written = number_of(words_of(cell))
    return None if written is None else float(written)


def verdict_of(cell: Cell) -> str | None:
    """A decision of an assessor."""
    return _MEANT.get(" ".join(re.findall(r"\w+", words_of(cell).casefold())))


def time_of(cell: Cell, zone: str | None) -> str | None:
    """A time with its zone, which is `zone` if the cell names none."""
    if isinstance(cell, datetime):
        written = cell.isoformat(timespec="seconds" if cell.second else "minutes")
        cell = written if cell.tzinfo else f"{written}{zone or ''}"
        return cell if instant(cell) else None
    text = words_of(cell)
    return text.replace(" ", "T", 1) if instant(text) else instant_of(text, zone)
