"""Heads of columns by the places of words: each above its own figures, and groups of digits that are one number."""

from __future__ import annotations

import re
from collections import Counter
from time import process_time

from banjar_smartcity.reading.words.columns import PlacedWord, with_heads
from banjar_smartcity.reading.words.order import PlacedLine

PLACES = {"label": 50, "one": 200, "two": 300, "three": 400}
Cells = dict[str, str]


def line(level: int, cells: Cells | str) -> PlacedLine:
    """A line of cells that are centred in their columns; letters are 5 wide and 20 high, levels 24 apart."""
    cells = {"label": cells} if isinstance(cells, str) else cells
    left = [_left(name, text) for name, text in cells.items()]
    right = max(x + 5 * len(text) for x, text in zip(left, cells.values(), strict=True))
    return PlacedLine(" ".join(cells.values()), 500 - 24 * level, 480 - 24 * level, min(left), right)


def _left(name: str, text: str) -> float:
    """The label begins at its place, all other cells are centred."""
    return PLACES[name] if name == "label" else PLACES[name] - 2.5 * len(text)


def heads(*table: Cells | str) -> list[str]:
    """The texts of a table with its heads, the words at the places of their cells."""
    rows = dict(enumerate(table))
    lines = [line(number, row) for number, row in rows.items()]

    def words(placed: PlacedLine) -> list[PlacedWord]:
        row = rows[round((500 - placed.top) / 24)]
        cells = {"label": row} if isinstance(row, str) else row
        found = []
        for name, text in cells.items():
            for word in re.finditer(r"\S+", text):
                left = _left(name, text) + 5 * word.start()
                found.append(PlacedWord(word[0], left, left + 5 * len(word[0])))
        return sorted(found, key=lambda word: word.left)

    return with_heads(lines, words)


def row(label: str, one: str, two: str, three: str) -> Cells:
    return {"label": label, "one": one, "two": two, "three": three}


ROWS = (row("Umpama", "359", "350", "61,46"), row("Misal", "336", "-", "61,43"), row("Contoh", "648", "633", "61,45"))


def test_heads_of_several_lines_are_each_above_their_column() -> None:
    found = heads(
        "Luas Tanam, Luas Panen, dan Produktivitas Padi Menurut Desa di Kecamatan Contoh, 2023",
        {"one": "Luas Tanam", "two": "Luas Panen"},
        {"label": "Desa", "one": "(Ha)", "two": "(Ha)", "three": "Produktivitas"},
        row("(1)", "(2)", "(3)", "(4)"),
        *ROWS,
    )
    assert found[3] == "Desa \u2502 Luas Tanam (Ha) \u2502 Luas Panen (Ha) \u2502 Produktivitas"
    assert found[4] == "(1) (2) (3) (4)"


def test_a_table_without_marks_has_the_columns_of_its_rows() -> None:
    found = heads(row("Indikator", "Target", "Realisasi", "Capaian"), *ROWS)
    assert found[0] == "Indikator Target Realisasi Capaian"
    assert found[1] == "Indikator \u2502 Target \u2502 Realisasi \u2502 Capaian"
    assert found[2:] == ["Umpama 359 350 61,46", "Misal 336 - 61,43", "Contoh 648 633 61,45"]


def test_a_head_in_the_middle_of_columns_is_above_all_of_them() -> None:
    PLACES["between"] = 250
    found = heads({"between": "Guru", "three": "Murid"}, row("Desa", "Negeri", "Swasta", "Negeri"), *ROWS)
    assert found[2] == "Desa \u2502 Guru Negeri \u2502 Guru Swasta \u2502 Murid Negeri"


def test_nothing_is_said_of_columns_without_a_head() -> None:
    found = heads({"label": "Desa", "one": "Luas", "two": "Produksi"}, *ROWS)
    assert not any("\u2502" in text for text in found)


def test_columns_that_the_marks_do_not_fit_are_those_of_the_rows() -> None:
    found = heads(row("Desa", "Luas", "Panen", "Hasil"), {"label": "(1)", "one": "(2)", "three": "(3)"}, *ROWS)
    assert found[2] == "Desa \u2502 Luas \u2502 Panen \u2502 Hasil"


def test_a_table_that_goes_on_has_later_marks() -> None:
    found = heads(row("Desa", "Luas", "Panen", "Hasil"), row("(1)", "(7)", "(8)", "(9)"), *ROWS)
    assert found[1] == "Desa \u2502 Luas \u2502 Panen \u2502 Hasil"


def test_the_title_is_no_head() -> None:
    title = "Luas Tanam dan Luas Panen, 2023"
    found = heads(title, "", "", row("Desa", "Luas", "Panen", "Hasil"), row("(1)", "(2)", "(3)", "(4)"), *ROWS)
    assert found[4] == "Desa \u2502 Luas \u2502 Panen \u2502 Hasil"


def test_groups_of_digits_that_are_one_number_stay_together() -> None:
    rows = (
        row("Umpama", "16 088", "339", "244"),
        row("Misal", "6 942", "124", "331"),
        row("Contoh", "1 206", "1", "9"),
    )
    found = heads(row("Desa", "Islam", "Hindu", "Lain"), row("(1)", "(2)", "(3)", "(4)"), *rows)
    assert found[3:] == ["Umpama 16\u202f088 339 244", "Misal 6\u202f942 124 331", "Contoh 1\u202f206 1 9"]


def grid(columns: int, *, heads_above: int = 20, label: str = "x ") -> tuple[list[str], Counter[PlacedLine]]:
    """The texts of heads above rows, with a word in every column, and how often each line was asked for."""
    texts = [label + " ".join(["ab"] * columns)] * heads_above + [label + " ".join(["7"] * columns)] * 12
    lines = [PlacedLine(text, 3000 - 8 * n, 2993 - 8 * n, 0, 20 * columns + 15, n) for n, text in enumerate(texts)]
    asked: Counter[PlacedLine] = Counter()

    def words(placed: PlacedLine) -> list[PlacedWord]:
        asked[placed] += 1
        return [PlacedWord(word, 20 * k, 20 * k + 10) for k, word in enumerate(placed.text.split())]

    return with_heads(lines, words), asked


def test_the_places_of_a_line_are_asked_for_once() -> None:
    """Each place is asked of the PDF, and rows without labels that make up no table must not ask again for each."""
    assert max(grid(40, label="")[1].values()) == 1


def test_heads_of_very_many_columns_are_not_looked_for() -> None:
    assert any("\u2502" in text for text in grid(60)[0])
    assert not any("\u2502" in text for text in grid(61)[0])


def test_columns_take_time_as_they_are_many() -> None:
    """A head that is above no column was compared with all columns, for each of them again."""
    began = process_time()
    for _ in range(5):
        grid(60)
    assert process_time() - began < 3
