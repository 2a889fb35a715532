"""Verdicts: columns of any name that may say whether a row counts, as their name and all their words together tell.

Names such as `Diterima?` may be about something else too. So the rows count, but are asked about.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ....spelling.patterns import late
from ...cells.plain import plain, words
from ...cells.states.finished import IS_FINISHED, IS_SENT, is_unfinished
from ...cells.states.status import is_approval, is_doubt, is_order, is_rejection, is_unmet, status_of
from ...cells.use import child_age, is_never, is_non_user
from ...table.fixed import FixedRows
from ...table.rows import Cell, FlatRows, RowBlock, is_blank
from ..column import Column, Columns
from ..names import role_of
from .questions import about, is_how_long, is_request
from .thresholds import beyond, threshold_of

_MOST_WORDS, _MOST_COLUMNS = 6, 200
_LONGEST = 40
"""The most letters of a word in such a column."""
_IMPORT_ID = '{"ImportId"'
"""How a cell of the third head of Qualtrics begins."""
_ROWS_EACH = 3
"""Of so many rows at most one is turned down, else the column is about something else."""
_TRIAL = late(
    "pelatihan_(?:enumerator|petugas|surveyor)|latihan|demo|dev|development|sandbox|gladi|gladi_bersih|tes|test|"
    "(?:.*_)?(?:tes|test)_internal|internal_test|(?:.*_)?uji|(?:.*_)?(?:pilot(?:ing)?|testing|simulasi|uji_?coba|uji_form(?:ulir)?|pra_?survei|pre_?test?)(?:_.*)?"
)
_OF_A_THING = late(
    "(?:^|_)(?:rumah|hunian|sarana|prasarana|fasilitas|biaya|tarif|persyaratan|prosedur|informasi|jalan|jembatan|bangunan|gedung|jamban|sanitasi|air|listrik|kendaraan|makanan|obat|ktp|kk|sim|"
    "bpjs|paspor|sertifikat|usaha|tanah|lahan|panen|tanaman|ternak)(?:_|$)"
)
"""Names of things that may be fit or not, as the row may be."""
_CODE = late(r"^[0-9]{1,2}\s*[-–.:)=]\s*(?=[^\W\d])")
"""The code of an answer before its words."""
_OF_ROWS = ("no", "its", "met")
_DAMAGED = words("rusak cacat ulang diulang gagal kosong sampah junk")
_NO = words(
    "tidak tdk t n no false 0 belum bukan non tl tms tv ts x jangan wna asing foreigner luar_wilayah di_luar_wilayah "
    "di_luar_area di_luar_sampel warga_negara_asing"
)
_OUTSIDE = late(
    "(?:di_)?luar_(?:kab|kabupaten|kota|daerah|wilayah|area)(?:_|$)|outside_(?:the_)?(?:region|district|city)"
)
"""How those who live elsewhere answer."""
_NOT = words("tidak tdk belum not bukan")
_YES = words("ya y yes true 1 v ok ms s sudah iya ya_sudah ya_pernah")
_TICKED = _YES | {"x"}


def with_verdicts(columns: Columns, first: RowBlock | None) -> Columns:
    """The columns, with those among the unused ones that may say whether a row counts; `first` are some of the rows."""
    if first is None:
        return columns
    columns = _with_finished(columns, first)
    asked: dict[Column, str] = {}
    for column in columns.unused[:_MOST_COLUMNS]:
        cells = cells_in(first, column.place)
        if (threshold := threshold_of(column, cells, columns.status)) is not None:
            asked[column] = THRESHOLD + threshold
        elif role_of(name := asked_name(column)) in (None, "user", "status") and _may_reject(name, cells):
            asked[column] = name
    if not asked:
        return columns
    return columns._replace(
        status=(*columns.status, *asked),
        asked={column.place: name for column, name in asked.items()},
        unused=tuple(column for column in columns.unused if column not in asked),
    )


ASKED = "?"
"""What is put before the plain name of a column whose rows count, but are asked about."""


THRESHOLD = ":"
"""What is put before a threshold that stands for the name of such a column."""


def state_of(name: str, cell: Cell) -> str | None:
    """What `status_of` says of a cell; of a column that is only asked about, the word that may turn the row down."""
    if not name.startswith(ASKED):
        return status_of(name, cell)
    asked = name.removeprefix(ASKED)
    return beyond(asked[1:], cell) if asked.startswith(THRESHOLD) else turned_down(asked, cell)


def asked_name(column: Column) -> str:
    """The plain name of a column that may be asked about, without groups before it."""
    text = column.name.replace("<", " di bawah ").replace(">", " di atas ")  # of signs `plain` keeps none
    whole = plain(text)
    return whole if about(whole) else plain(text.rpartition("/")[2])


def turned_down(name: str, cell: Cell) -> str | None:
    """The word of a cell that may turn its row down; None if it does not. `name` is the plain name of the column."""
    word, what = _word(cell), _about(name)
    shown = word.replace("_", " ")
    if type(cell) is str and is_order(cell):
        return shown
    if what == "never":
        return shown if is_never(word) and not (word[:1] == "0" and is_how_long(name)) else None
    if what == "age":
        return child_age(cell)
    if what == "place":
        return shown if _TRIAL.fullmatch(word) else None
    if what == "home":
        return shown if _OUTSIDE.match(word) else None
    named = name.split("_")
    if what == "yes" and word in named and _NOT.isdisjoint(named):
        return shown
    if (what == "yes" and word in _TICKED) or (what == "met" and is_unmet(word)):
        return shown
    if word and (is_rejection(word) or (what and word in _DAMAGED) or (what == "no" and word in _NO)):
        return shown
    if (what in ("where", "kind") and _TRIAL.fullmatch(word)) or (what == "kind" and is_non_user(word)):
        return shown
    if (what in _OF_ROWS and is_doubt(word)) or (what in ("its", "where", "met") and is_unfinished(word)):
        return shown
    first, _, rest = word.partition("_")
    return first if what == "no" and rest and first in _NOT else None  # what follows may be somebody's remark


def _may_reject(name: str, cells: Sequence[Cell]) -> bool:
    """Whether the cells of a column turn some rows down, and all others say that or the opposite."""
    said = {_word(cell) or "?" for cell in set(cells) if not is_blank(cell) and not str(cell).startswith(_IMPORT_ID)}
    what = _about(name)
    if any(is_order(cell) for cell in set(cells) if type(cell) is str):
        return not is_request(name)
    if what in ("never", "age", "home"):  # all others are any times and numbers
        return 0 < sum(turned_down(name, cell) is not None for cell in cells) * _ROWS_EACH <= len(cells)
    if not 0 < len(said) <= _MOST_WORDS or max(map(len, said)) > _LONGEST:
        return False
    no = {word for word in said if turned_down(name, word)}
    if not no or (no == {"x"} and len(said) == 1 and what != "yes"):  # a cross alone may be a tick
        return False
    if not what and (
        is_request(name) or _OF_A_THING.search(name) or not all(word in no or is_approval(word) for word in said)
    ):
        return False
    return sum(_word(cell) in no for cell in cells) * _ROWS_EACH <= len(cells)


def _about(name: str) -> str:
    """The same as `about`, also of a further question whether people use the programme."""
    return "no" if role_of(name) == "user" else about(name)


def _with_finished(columns: Columns, first: RowBlock) -> Columns:
    """The columns, with one called `Finished` or `Complete?` as a state if it has words for yes and no, not times."""
    timed = [columns.single[role] for role in ("ended", "submitted", "sent") if role in columns.single]
    found = [column for column in (*timed, *columns.unused) if plain(column.name) in IS_FINISHED | IS_SENT]
    found = [column for column in found if _all_states({_word(cell) for cell in cells_in(first, column.place)})]
    if not found:
        return columns
    return columns._replace(
        status=(*columns.status, *found),
        single={role: column for role, column in columns.single.items() if column not in found},
        unused=tuple(column for column in columns.unused if column not in found),
    )


def _all_states(said: Collection[str]) -> bool:
    known = _YES | _NO | {"", "unverified"}
    return any(said) and all(word in known or is_approval(word) or is_rejection(word) for word in said)


def _word(cell: Cell) -> str:
    if type(cell) is float and cell.is_integer():
        cell = int(cell)
    text = _CODE.sub("", str(cell).strip()) if not is_blank(cell) else ""
    return {"✗": "x", "✘": "x", "✓": "v", "✔": "v"}.get(text) or plain(text)


def cells_in(block: RowBlock, place: int) -> Sequence[Cell]:
    """The cells of a column in rows of a table."""
    if isinstance(block.rows, FlatRows | FixedRows):
        return block.rows.column(place) if place < block.rows.width else ()
    return [cells[place] if place < len(cells) else None for cells in block.rows]
