"""Use: words with which people say that they never used a programme, or are children, whose parents have to agree."""

from __future__ import annotations

import re

from ...spelling.patterns import late
from ..table.rows import Cell, is_blank, tidy

_NEVER = late(
    "(?:saya_)?(?:belum|blm|tidak|tdk|tak)_(?:sama_sekali|(?:pernah|menggunakan|memakai|memanfaatkan|pakai|menjadi_pengguna)(?:_.*)?)"
    "|(?:i_)?(?:have_|ve_)?never(?:_.*)?|not_(?:used|yet|at_all)|(?:0|nol)(?:_kali|_times)?|bukan_pengguna"
)
_NON_USER = late(
    "(?:non|bukan|not_a)_?(?:pengguna|user|pemakai)|(?:belum|tidak)_(?:pernah_)?(?:pakai|memakai|menggunakan)(?:_.*)?"
    "|never_used(?:_.*)?|calon_(?:pengguna|pemakai)|(?:hanya|baru|cuma|sekadar|just)_(?:pernah_)?(?:mendengar|dengar|tahu|"
    "mengetahui|heard)(?:_.*)?"
)
_ADULT = 17
"""From this age on, or when married, people have an identity card (UU 24/2013, article 63). Some write "below 18"."""
_YOUNGEST = 6
"""Below it, a number under an age is the code of a group, or of something else."""
_AGE = re.compile(r"(\d{1,2})(?:[.,]0+)?\s*(?:tahun|thn|th|years?(?: old)?)?\.?", re.IGNORECASE)
_AGES = re.compile(
    r"(?:(?:usia|umur|age)\s*)?(?:(?:<=?|≤|di ?bawah|kurang dari|under|below|less than)\s*(\d{1,2})|"
    r"\d{1,2}\s*(?:-|–|s/d|sampai|to)\s*(\d{1,2}))\s*(?:tahun|thn|th|years?(?: old)?)?\.?",
    re.IGNORECASE,
)


def is_never(word: str) -> bool:
    """Whether an answer, as `plain` writes it, says that somebody never used the programme."""
    return _NEVER.fullmatch(word) is not None


def is_non_user(word: str) -> bool:
    """Whether the name of a kind of people, as `plain` writes it, is that of people who do not use the programme."""
    return _NON_USER.fullmatch(word) is not None


def child_age(cell: Cell) -> str | None:
    """What says that somebody is below the age of adults, under an age or a group of ages; None if nothing does."""
    if is_blank(cell) or type(cell) is bool:
        return None
    text = tidy(str(cell))
    if found := _AGE.fullmatch(text):
        return f"<{_ADULT}" if _YOUNGEST <= int(found[1]) < _ADULT else None
    found = _AGES.fullmatch(text)
    return f"<{_ADULT}" if found and int(found[1] or found[2]) <= _ADULT + bool(found[1]) else None
