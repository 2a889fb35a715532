"""Remarks: words in any column with which somebody says that a row is only a test, a copy or not valid.

No program writes them as a state, and people write other things there too. So such a row counts, but is asked
about.
"""

from __future__ import annotations

from ...spelling.patterns import late
from ..table.rows import Cell, tidy
from .plain import plain, words

MOST_LETTERS = 60
"""A longer text says something else as well."""
_FORM = (
    "form|formulir|kuesioner|survei|survey|data|input|isian|isi|aplikasi|saja|dulu|ya|lagi|tes|test|coba|admin|sistem|"
    r"system|kobo|odk|google|user|entri|entry|submission|submit|kirim|link|pertama|doang|aja|\d+"
)
_TRIES = "tes|test|testing|tester|uji|uji_?coba|coba|coba_?coba|percobaan|dummy|pretest|asdf\\w*|qwert\\w*|lorem_ipsum"
_TRY = late(
    rf"(?:(?:ini|hanya|cuma|cuman|sekadar|sekedar|just|only|a|data|isian)_)*(?:(?:{_TRIES})\d*|(?:mencoba|nyoba|cek|mengetes)_(?:{_FORM}))"
    rf"(?:_(?:{_FORM}))*|preview|staging|(?:link|tautan|collector|kolektor)_(?:{_TRIES})\d*|(?:{_TRIES})_(?:collector|kolektor)"
)
_TRY_NAME = late(r"(?:uji_?coba|percobaan|testing|tester|dummy|test|percobaan)\d*(?:_.*)?")
"""The name of somebody, or of an account, that begins so is hardly one; `Uji` and `Tes` alone begin names too."""
_NOT_VALID = late(
    "(?:data_|isian_|kuesioner_|responden_|jawaban_)?(?:(?:tidak|tdk|not|non)_?(?:valid|sah|absah|eligible|usable|"
    "memenuhi_syarat|dihitung|diolah|dipakai|diikutkan)|invalid|rejected|fiktif|fake|excluded?|duplikat|duplicated?|"
    "duplicate_(?:of|row|entry|case|respondent).*|duplikat_(?:dari|responden|kode).*|screened_out|disqualified|diskualifikasi|spam|speeder|speeding|"
    "straight_?lin(?:er|ing)|fabricated|jangan_(?:dihitung|diolah|dipakai|digunakan)|do_not_(?:use|count|include))"
)
_SURELY_OUT = (
    "dibatalkan|ditolak|dikeluarkan|dihapus|dianulir|(?:tidak|tdk)_(?:valid|sah|dihitung|diolah|dipakai|"
    "memenuhi_syarat)|rejected|excluded|deleted|cancell?ed|not_counted"
)
_OUT = f"{_SURELY_OUT}|batal|gugur|duplikat|uji_?coba|percobaan|invalid|duplicates?"
"""What a heading says that takes rows out; a village may be called Gugur and a school Percobaan."""
_OF_ROWS = (
    "(?:(?:daftar|data|responden|kuesioner|angket|baris|isian|jawaban|formulir|respon|entri|yang|rows?|records?|"
    "responses?|respondents?|entries|submissions?)_)"
)
_HEADING = late(rf"(?:.*_)?({_OUT})(?:_.*)?")
_HEADING_OF_ROWS = late(rf"(?:{_OF_ROWS}*(?:{_SURELY_OUT})|{_OF_ROWS}+(?:{_OUT}))_.*|(?:{_OUT})_{_OF_ROWS}+")
"""Such a heading about nothing but rows, with an underscore after it."""
REMARK_WORDS = words(
    "ini hanya cuma cuman sekadar sekedar just only a data isian mencoba nyoba cek mengetes tes test testing tester "
    "uji coba percobaan dummy pretest asdf qwert lorem kuesioner responden jawaban tidak tdk not non invalid rejected "
    "fiktif fake exclude duplikat duplicate screened disqualified diskualifikasi spam speed straight fabricated "
    "jangan do preview staging link tautan collector kolektor"
)
"""With one of these begins all that `remark_of` finds."""


def remark_of(role: str, cell: Cell) -> str | None:
    """The words that ask whether a row should count; None if there are none. Only words from these lists are shown.

    `role` is `name` for a column of names or accounts, `trouble` for one of what went wrong for people, whose own data
    may have been turned down, and anything else for all others.
    """
    if type(cell) is not str or len(text := tidy(cell)) > MOST_LETTERS:
        return None
    name = plain(text)
    if role == "name":
        return name.partition("_")[0] if _TRY_NAME.fullmatch(name) else None
    if _TRY.fullmatch(name):
        return name.replace("_", " ")
    return name.replace("_", " ") if role != "trouble" and _NOT_VALID.fullmatch(name) else None


def heading_of(cell: Cell) -> tuple[str, bool] | None:
    """The word of a heading in a table that takes out the rows below it, and whether it is about nothing but rows."""
    if type(cell) is not str or len(text := tidy(cell)) > MOST_LETTERS:
        return None
    found = _HEADING.fullmatch(name := plain(text))
    return (found[1].replace("_", " "), _HEADING_OF_ROWS.fullmatch(f"{name}_") is not None) if found else None
