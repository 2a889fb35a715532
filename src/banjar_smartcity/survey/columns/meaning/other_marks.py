"""Meanings: words next to a statement in a column's name by which it has something else than people's answers to it.

It may have what people expect or expected before, how important they find it, or marks that were turned round.
"""

from __future__ import annotations

from ....spelling.patterns import late
from ...cells.plain import plain
from ..column import Columns

_ELSE = late(
    "(?:(?:tingkat|nilai|skor|score|level|rata|the|of|yang|di|dari)_)*"
    "(?:harapan|diharapkan|ekspektasi|expectations?|expected|kepentingan|pentingnya|importance|prioritas|priority|targets?|"
    "sebelum(?:nya)?|before|previous|tahun_lalu|last_year|baseline|z_?scores?|peringkat|ranking|rank|mean|average|rata_rata|"
    "rata|rerata|gap|selisih|idealnya|ideal)"
    "(?:_(?:program|warga|responden|pelanggan|masyarakat|pengguna|level|score|skor|rating|ini|\\d{1,4}))*"
)
_TURNED = late(
    "(?:.*_)?(?:r|rev|reversed?|reverse_(?:coded|scored)|recoded?|dibalik|balik|negatif|negative|unfavou?rable)"
)


_SIGN = late(r"\(\s*[-\u2013\u2212]\s*\)\s*$")
"""How some offices mark a negative statement at the end of its name."""


def turned_name(columns: Columns) -> str | None:
    """The name of a column of marks that is marked as that of a negative statement; None unless it alone is so."""
    names = [column.name for column in columns.statements.values()]
    found = [name for name in names if _SIGN.search(name)]
    return found[0] if 0 < len(found) < len(names) else None


def means_else(rest: str) -> bool:
    """Whether the rest of a column's name, without that of a statement, says that it has something else."""
    return _ELSE.fullmatch(plain(rest)) is not None


def is_turned(rest: str) -> bool:
    """Whether it says that the marks are turned round, or are those of the opposite statement."""
    return _TURNED.fullmatch(plain(rest)) is not None
