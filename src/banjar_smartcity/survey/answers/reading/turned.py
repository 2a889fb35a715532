"""Turned: which statements a note near a table calls negative or scored in reverse, as `P3 dibalik` does.

Whether their marks were turned round already is not known then, unless the note says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ....spelling.patterns import late
from ...cells.plain import plain
from ...table.rows import Cell, is_blank

_MOST_LETTERS = 200
_ITEM = (
    "((?:item|butir|pernyataan|pertanyaan|soal|indikator|no|nomor)_(?:(?:no|nomor)_)?[pqsx]?_?[0-9]{1,2}"
    "|[pqsx]_?[0-9]{1,2})(?=_)"
)
_MORE = r"(?:_(?:dan|and|serta|[pqsx]?\d{1,2}))*"
_WORDS = (
    "(?:adalah|merupakan|ialah|is|are|pernyataan|pertanyaan|item|butir|statement|skor|nilai|skornya|nilainya|jawaban|"
    "jawabannya|bersifat|bernilai|score|scored|harus|perlu|di|untuk|pada|for|of)"
)
_REVERSED = "(?:dibalik(?:kan)?|terbalik|reversed?(?:_(?:coded|scored))?)"
_STATEMENT = "(?:pernyataan|pertanyaan|item|butir|statements?|items?)"
_IS = f"(?:adalah|merupakan|ialah|bersifat|is|are|an?|{_STATEMENT})"
_NEGATIVE = "(?:negatif|negative|unfavou?rable)"
_FORMS = (
    late(rf"_{_ITEM}{_MORE}(?:_{_WORDS}){{0,4}}_{_REVERSED}_"),
    late(rf"_{_ITEM}{_MORE}(?:_{_IS}){{0,3}}_{_NEGATIVE}_(?![0-9])"),
    late(rf"_{_REVERSED}(?:_{_WORDS}){{0,4}}_{_ITEM}"),
    late(rf"_{_STATEMENT}_{_NEGATIVE}(?:_{_WORDS}){{0,4}}_{_ITEM}"),
)
"""Answers may be negative too, and are counted; only a statement that is negative is scored in reverse."""
_ALREADY = late(
    "_(?:sudah|telah|already|been|setelah|after)(?:_[a-z]+)?_(?:dibalik(?:kan)?|reversed?|turned|diubah)_"
    "|_tidak_(?:perlu_)?dibalik_"
)


def turned_in(rows: Iterable[Sequence[Cell]]) -> str | None:
    """The first statement that a row of texts says to be scored in reverse; None if none does."""
    for cells in rows:
        text = " ".join(str(cell) for cell in cells if not is_blank(cell))
        if len(text) > _MOST_LETTERS or not any(map(str.isdigit, text)):
            continue
        name = f"_{plain(text)}_"
        found = next((one for form in _FORMS if (one := form.search(name))), None)
        if found and not _ALREADY.search(name):
            return found[1].replace("_", " ").upper()
    return None
