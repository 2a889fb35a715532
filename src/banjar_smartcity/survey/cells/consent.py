"""Consent: yes or no in a word, a code or a sentence, however people put it."""

from __future__ import annotations

from math import isfinite

from ...spelling.patterns import late
from ..table.rows import Cell, is_blank, tidy
from .plain import plain, words

_YES = frozenset(("y", "true", "1", "v", "benar", "betul"))
_NO = frozenset(("t", "n", "false", "0", "2", "salah"))
"""What means yes or no only as the whole of a cell."""
_NOT = words(
    "tidak tdk tak bukan belum balum blm kurang kada ndak nda indak nggak gak ga enggak ngga not no never don dont "
    "doesn won cannot"
)
_REFUSES = words(
    "menolak tolak ditolak keberatan enggan ogah emoh batal refuse refused refuses refusal decline declined "
    "declines disagree disagreed unwilling absen mundur membatalkan object objects objection withdraw withdrew"
)
_AGREES = words(
    "ya iya yes bersedia setuju menyetujui mau ingin berkenan sepakat agree agreed consent consents accept "
    "accepted willing ikut serta terlibat berpartisipasi participate hadir sudah pernah pengguna pemakai "
    "menggunakan memakai memanfaatkan used uses use user ok oke boleh silakan disetujui "
    "izinkan diizinkan diberikan granted dibolehkan "
    "menyatakan ttd tertanda siap sanggup senang bersetuju mengizinkan ada "
    "present attended involved inggih nggih iih suah kawa hakun handak"
)
_STATES = words("menyatakan sudah pernah ada present saya")
_WILL = words("bersedia setuju menyetujui mau ingin berkenan sepakat agree willing consent hakun handak")
"""Next to a word of will, others decide nothing: "menyatakan tidak bersedia", "sudah tidak mau"."""
_NO_MATTER = words("masalah apa mengapa problem objection keberatan")
"""After a "no", words that make it a yes."""
_CLAUSES = late(r"[,;.!?()\n]| - ")
_CODE = late(r"[0-9]\s*[-–.:)=]\s*(?=[^\W\d])")
_REACH = 2
_REFUSAL = late(
    r"(?:apakah_)?(?:(?:anda|saudara|bapak|ibu|responden|warga)_)*(?:menolak|keberatan(?=_)|(?:tidak|tdk|belum)_(?:bersedia|"
    r"berkenan|mau|ikut|berpartisipasi))(?:_(?:untuk|menjadi|di|dalam|ikut))*(?:_(?:(?:di)?wawancarai?|survei|survey|"
    r"mengisi|mengikuti|menjawab|responden|berpartisipasi|partisipasi|ikut|serta|jika)(?:_.*)?)?"
    r"|(?:i_)?(?:refus(?:e|ed|al|es)|decline[ds]?|do_not_(?:agree|consent))(?:_(?:to_)?(?:participat\w*|consent|interview\w*|"
    r"survey|take_part)(?:_.*)?)?|opt(?:ed)?_out"
)
"""Names of columns that ask whether somebody refuses, so that a yes is a no."""
_BARE = _YES | _NO | words("ya iya yes tidak tdk no nggak gak enggak bukan")
_TICKS, _CROSSES = frozenset("✓✔✅☑√"), frozenset("✗✘❌")


def yes_or_no(cell: Cell) -> bool | None:
    """True for yes, False for no, None for anything else."""
    if cell is None or type(cell) is bool:
        return cell
    if type(cell) is float:
        cell = int(cell) if isfinite(cell) and cell == int(cell) else None
    text = _CODE.sub("", tidy(str(cell))) if cell is not None else ""
    whole = plain(text)
    if text in _TICKS or text in _CROSSES:
        return text in _TICKS
    if whole in _YES or whole in _NO:
        return whole in _YES
    for clause in _CLAUSES.split(text):
        if (said := _clause(plain(clause).split("_"))) is not None:
            return said
    return None


def asks_for_refusal(name: str) -> bool:
    """Whether a column, by its plain name, asks whether people refuse."""
    return _REFUSAL.fullmatch(name) is not None


def refusal(cell: Cell) -> bool | None:
    """What `yes_or_no` says of a cell below the question whether somebody refuses: True if the person takes part."""
    if is_blank(cell):
        return True
    text = _CODE.sub("", tidy(str(int(cell) if type(cell) is float and cell.is_integer() else cell)))
    first = plain(_CLAUSES.split(text)[0])
    said = yes_or_no(cell if first not in _BARE or type(cell) is not str else first)
    return said if said is None or (first not in _BARE and text not in _TICKS) else not said


def _clause(said: list[str]) -> bool | None:
    """What one clause says: its first word that decides, and whether a "not" is before it."""
    if len(said) > 1 and not _WILL.isdisjoint(said):
        said = [word for word in said if word not in _STATES]
    for i, word in enumerate(said):
        negated = not _NOT.isdisjoint(said[max(0, i - _REACH) : i])
        if negated and word in _NO_MATTER:
            return True
        if word in _REFUSES:
            return negated
        if word in _AGREES:
            return not negated
    return None if _NOT.isdisjoint(said) else False
