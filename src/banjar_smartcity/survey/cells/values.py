"""Values: the content of a cell as a number, as a text, or as the key of a person."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from datetime import datetime

from ..table.fixed import FixedColumn
from ..table.rows import Cell, tidy
from .plain import all_plain, plain, words

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
_NOBODY = _NOTHING | words(
    "anonim anonymous anon n_n nn noname no_name tanpa_nama hamba_allah rahasia dirahasiakan responden warga masyarakat"
)
"""What people write as a name who do not give theirs."""


_FEWEST_DIGITS = 6
_MOST_DIGITS = 9
_NUMBERS_END = 10**_MOST_DIGITS
_FEW = 3
"""Where a column has so many cells for each different text, each text is looked at once."""
_DIGITS = bytes(ord("*") if chr(code).isalpha() and code < 128 else code for code in range(256))
_SIGNS = bytes(code for code in range(128) if not (chr(code).isalnum() or chr(code) in "*\n"))
"""For `bytes.translate`: a star for every letter, and all that is neither a letter nor a digit."""
_ALIKE = [b"\n" + digit * _FEWEST_DIGITS for digit in (b"%d" % i for i in range(10))]
"""How a number begins that has one digit only."""


_ROUNDED = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?)\s*(?:(ribu|rb|k\b)|juta|jt\b)", re.IGNORECASE)
"""A number with a word for thousands or millions after it."""


def text_of(cell: Cell) -> str:
    """The text of a cell; empty if it has only a word for nothing, such as "tidak ada"."""
    if type(cell) is float and cell.is_integer():
        cell = int(cell)
    text = " ".join(tidy(str(cell)).split()) if cell is not None else ""
    return "" if plain(text) in _NOTHING else text


def count_of(cell: Cell) -> int | None:
    """A number of people, such as `1.250`, `1,250` or `1250 orang`; None if there is none."""
    if type(cell) is int:
        return cell if cell >= 0 else None
    if type(cell) is float:
        return int(cell) if cell >= 0 and cell == cell // 1 else None
    if type(cell) is str and (rounded := _ROUNDED.search(cell)):
        return round(float(rounded[1].replace(",", ".")) * (1_000 if rounded[2] else 1_000_000))
    found = re.search(r"\d{1,3}(?:[. ,]\d{3})+(?!\d)|\d{1,9}", cell) if type(cell) is str else None
    return int(re.sub(r"\D", "", found[0])) if found else None


def person_key(role: str, cell: Cell, salt: str) -> int:
    """A number that stands for the person whom a column identifies; 0 if the cell does not identify anybody.

    It is a keyed hash of 64 bits (SipHash, that of Python's texts). The salt is new in every run, so that no number can
    be traced back; it never leaves the process.
    """
    text = _normal(role, tidy(text_of_key(cell)))
    return hash(salt + text) if text else 0


def text_of_key(cell: Cell) -> str:
    """A cell that identifies a person as a text."""
    if type(cell) is str:
        return cell
    if type(cell) is float and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else cell.isoformat() if isinstance(cell, datetime) else str(cell)


def person_keys(role: str, texts: Sequence[str], salt: str) -> array[int]:
    """What `person_key` makes of each text of a column."""
    if not isinstance(texts, FixedColumn) and len(different := list(set(texts))) * _FEW <= len(texts):
        known = dict(zip(different, person_keys(role, different, salt), strict=True)) if different else {}
        return array("q", map(known.__getitem__, texts))
    if role in ("nik", "phone"):
        return _number_keys(role, texts, salt)
    if role == "email":
        return array("q", [person_key(role, text, salt) if "@" in text else 0 for text in texts])
    if role == "name":
        names = all_plain(texts)
        return array("q", [0 if name in _NOBODY or len(name) < 2 else hash(salt + name) for name in names])
    keys = array("q", map(hash, all_plain(texts, salt)))
    if isinstance(texts, FixedColumn) and any(not letters.translate(None, b"0123456789") for letters in texts.letters):
        return keys  # no word for nothing has a digit
    nobody = {hash(salt + word) for word in _NOTHING}
    return keys if nobody.isdisjoint(keys) else array("q", [0 if key in nobody else key for key in keys])


def number_keys(texts: Sequence[str], salt: str) -> array[int]:
    """As `person_keys` of running numbers, but a number stands for itself, so that it is seen whether they run."""
    if texts and _is_whole(texts[0]):
        run = range(int(texts[0]), int(texts[0]) + len(texts))
        if list(map(str, run)) == list(texts):
            return array("q", run)
    names = all_plain(texts)
    keys = person_keys("number", texts, salt)
    return array("q", [int(name) if _is_whole(name) else key for name, key in zip(names, keys, strict=True)])


def keys_of_numbers(keys: array[int], salt: str) -> array[int]:
    """What `person_keys` makes of the same cells as `number_keys`."""
    return array("q", [hash(f"{salt}{key}") if 0 < key < _NUMBERS_END else key for key in keys])


def _is_whole(text: str) -> bool:
    """Whether a text is a number as one counts."""
    return text.isdecimal() and text.isascii() and text[0] != "0" and len(text) <= _MOST_DIGITS


def _number_keys(role: str, texts: Sequence[str], salt: str) -> array[int]:
    """What `person_key` makes of each text of a column of numbers; those of ASCII are changed all at once."""
    whole = "\n".join(texts)
    if not texts or not whole.isascii() or whole.count("\n") >= len(texts) or "_x" in whole:
        return array("q", [person_key(role, text, salt) for text in texts])
    made = b"\n" + whole.encode().translate(_DIGITS, _SIGNS)
    if role == "phone":
        while b"\n0" in made:
            made = made.replace(b"\n0", b"\n")
        made = made.replace(b"\n62", b"\n")
    numbers = made[1:].decode().split("\n")
    if b"*" not in made and len(min(numbers, key=len)) >= _FEWEST_DIGITS and not any(map(made.__contains__, _ALIKE)):
        return array("q", map(hash, made.decode().replace("\n", f"\n{salt}")[1:].split("\n")))
    return array("q", [hash(salt + number) if _identifies(number) else 0 for number in numbers])


def _identifies(number: str) -> bool:
    """Whether digits identify somebody: a few, such as "0" or "08", do not, nor do those hidden behind a star."""
    return len(number) >= _FEWEST_DIGITS and number.strip(number[0]) != "" and "*" not in number


def _normal(role: str, text: str) -> str:
    if role in ("nik", "phone"):
        if re.search(r"[A-Za-z*]", text):  # 6,3E+15 as a spreadsheet saves it, or 6303xxxx, identifies nobody
            return ""
        digits = re.sub(r"\D", "", text)
        if role == "phone":
            digits = re.sub(r"^(?:0*62|0+)", "", digits)
        return digits if _identifies(digits) else ""
    if role == "email":
        return text.strip().casefold() if "@" in text else ""
    name = plain(text)
    return "" if name in (_NOBODY if role == "name" else _NOTHING) or (role == "name" and len(name) < 2) else name
