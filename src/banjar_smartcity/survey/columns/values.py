"""Values: the content of a cell as a mark, as yes or no, as a number, as a text, or as the key of a person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from hashlib import blake2b
from math import isfinite

from ..table.rows import Cell
from .names import plain

BLANK, WRONG = 255, 254
"""The marks of an empty cell, and of a cell without a mark of the scale."""

_LABEL = re.compile(r"([0-9])(?:[.,]0+)?(?:\s*[-–—:.)=(/]\s*\D.*|\s+[^\W\d].*)?", re.DOTALL)
_LABEL_LAST = re.compile(r"[^\W\d]\D*[(\[:=-]\s*([0-9])\s*[)\]]?", re.DOTALL)
_CHOICE = re.compile(
    r"(?:(?:mark|level|skor|score|nilai|choice|pilihan|opt|option|a|n|v)[ _-]*)?([0-9])", re.IGNORECASE
)
SCALE: Mapping[str, int] = {
    "sangat_tidak_setuju": 1,
    "tidak_setuju": 2,
    "setuju": 3,
    "sangat_setuju": 4,
    "strongly_disagree": 1,
    "disagree": 2,
    "agree": 3,
    "strongly_agree": 4,
    "bukan_pengguna": 0,
    "tidak_pernah_menggunakan": 0,
    "tidak_menggunakan": 0,
    "not_a_user": 0,
    "never_used": 0,
}
"""Marks of answers in words that mean one mark only, on a scale that ends with the highest of them."""
_NOTHING = frozenset(
    (
        "",
        "n_a",
        "na",
        "nan",
        "null",
        "none",
        "nil",
        "kosong",
        "tidak_ada",
        "tdk_ada",
        "belum_ada",
        "tidak_tahu",
        "unknown",
        "x",
        "xx",
        "xxx",
    )
)
"""What people write into a cell that is meant to be empty."""
_YES = frozenset(
    (
        "ya",
        "y",
        "iya",
        "yes",
        "true",
        "benar",
        "betul",
        "1",
        "pernah",
        "pengguna",
        "setuju",
        "bersedia",
        "hadir",
        "ikut",
        "sudah",
        "ok",
        "v",
    )
)
_NO = frozenset(
    ("tidak", "tdk", "t", "no", "n", "false", "bukan", "belum", "0", "2", "tak", "menolak", "absen", "nggak", "gak")
)


def mark_of(cell: Cell, scale: Mapping[str, int], marks: range) -> int:
    """The mark of an answer; `BLANK` if there is none, `WRONG` if it is not one of `marks`.

    `scale` has the marks of the office's own words.
    """
    mark = _mark(cell, scale, marks)
    return mark if mark in marks or mark == BLANK else WRONG


def _mark(cell: Cell, scale: Mapping[str, int], marks: range) -> int:
    if cell is None:
        return BLANK
    if type(cell) is int or type(cell) is float:
        return int(cell) if cell in range(10) else WRONG
    if type(cell) is not str:
        return WRONG
    text = cell.strip()
    if not text:
        return BLANK
    if len(text) == 1:
        return int(text) if text in "0123456789" else BLANK if text == "-" else WRONG
    name = plain(text)
    if name in scale:
        return scale[name]
    if name in ("n_a", "na", "nan", "null", "none"):
        return BLANK
    found = _LABEL.fullmatch(text) or _CHOICE.fullmatch(text) or _LABEL_LAST.fullmatch(text)
    if found:
        return int(found[1])
    # On a scale with another end, the same words mean another mark.
    return SCALE.get(name, WRONG) if marks and marks[-1] == max(SCALE.values()) else WRONG


def yes_or_no(cell: Cell) -> bool | None:
    """True for yes, False for no, None for anything else."""
    if cell is None or type(cell) is bool:
        return cell
    if type(cell) is float:
        cell = int(cell) if isfinite(cell) and cell == int(cell) else None
    words = plain(cell).split("_")
    return True if words[0] in _YES else False if words[0] in _NO else None


def text_of(cell: Cell) -> str:
    """The text of a cell; empty if it has only a word for nothing, such as "tidak ada"."""
    if type(cell) is float and cell.is_integer():
        cell = int(cell)
    text = " ".join(str(cell).split()) if cell is not None else ""
    return "" if plain(text) in _NOTHING else text


def count_of(cell: Cell) -> int | None:
    """A number of people, such as `1.250`, `1,250` or `1250 orang`; None if there is none."""
    if type(cell) is int:
        return cell if cell >= 0 else None
    if type(cell) is float:
        return int(cell) if cell >= 0 and cell == cell // 1 else None
    found = re.search(r"\d{1,3}(?:[. ,]\d{3})+(?!\d)|\d{1,9}", cell) if type(cell) is str else None
    return int(re.sub(r"\D", "", found[0])) if found else None


def person_key(role: str, cell: Cell, salt: bytes) -> int:
    """A number that stands for the person whom a column identifies; 0 if the cell does not identify anybody.

    It is a keyed hash of 64 bits (BLAKE2b). The salt is new in every run, so that no number can be traced back.
    """
    if cell is None:
        return 0
    if type(cell) is float and cell.is_integer():
        cell = int(cell)
    text = _normal(role, cell.isoformat() if isinstance(cell, datetime) else str(cell))
    return int.from_bytes(blake2b(text.encode(), digest_size=8, key=salt).digest(), "big") | 1 if text else 0


def _normal(role: str, text: str) -> str:
    if role in ("nik", "phone"):
        if re.search(r"[A-Za-z*]", text):  # 6,3E+15 as a spreadsheet saves it, or 6303xxxx, identifies nobody
            return ""
        digits = re.sub(r"\D", "", text)
        if role == "phone":
            digits = re.sub(r"^(?:0*62|0+)", "", digits)
        # A few digits, such as "0" or "08", do not identify anybody.
        return digits if len(digits) >= 6 and len(set(digits)) > 1 else ""
    if role == "email":
        return text.strip().casefold() if "@" in text else ""
    name = plain(text)
    return "" if name in _NOTHING or (role == "name" and len(name) < 2) else name
