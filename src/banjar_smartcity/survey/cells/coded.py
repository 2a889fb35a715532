"""Coded: what numbers in a column mean, if its name lists them, as `Bersedia (1 = Ya, 2 = Tidak)` does."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..table.rows import Cell, tidy

_CODE = re.compile(r"(?<!\d)(\d{1,2})\s*[=:]\s*([^\W\d][^\d,;/()\[\]=:]*)")
_LISTED = re.compile(r"\s*[(\[][^()\[\]]*\d\s*[=:][^()\[\]]*[)\]]\s*")


def codes_in(name: str) -> Mapping[str, str]:
    """The word for each number that the name of a column explains; nothing if it explains fewer than two."""
    if "=" not in name and ":" not in name:
        return {}
    found = {str(int(code)): word.strip() for code, word in _CODE.findall(name)}
    return found if len(found) > 1 else {}


def without_codes(name: str) -> str:
    """The name of a column without the list of codes in brackets in it."""
    return _LISTED.sub(" ", name).strip() or name if codes_in(name) else name


def decoded(cell: Cell, codes: Mapping[str, str]) -> Cell:
    """The word for a cell that is one of these codes, else the cell itself."""
    if not codes or cell is None:
        return cell
    number = int(cell) if type(cell) is float and cell.is_integer() else cell
    text = tidy(str(number))
    return codes.get(str(int(text)) if text.isdecimal() and len(text) < 3 else text, cell)
