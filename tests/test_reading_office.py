"""The tables of Word files, slides and OpenDocument texts: the cells of a row are on one line."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from banjar_smartcity.reading.document import read_document

WORD = "<w:tr>{}</w:tr>", "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
SLIDE = "<a:tr>{}</a:tr>", "<a:tc><a:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></a:txBody><a:tcPr/></a:tc>"
OPEN = "<table:table-row>{}</table:table-row>", "<table:table-cell><text:p>{}</text:p></table:table-cell>"
ROWS = (("Indikator", "Target", "Realisasi"), ("Titik wifi", "180", "172"))


@pytest.mark.parametrize(
    ("ending", "part", "forms"),
    [
        ("docx", "word/document.xml", WORD),
        ("pptx", "ppt/slides/slide1.xml", SLIDE),
        ("odt", "content.xml", OPEN),
    ],
)
def test_the_cells_of_a_row_are_on_one_line(tmp_path: Path, ending: str, part: str, forms: tuple[str, str]) -> None:
    row, cell = forms
    path = tmp_path / f"capaian.{ending}"
    with ZipFile(path, "w") as archive:
        archive.writestr(part, "".join(row.format("".join(map(cell.format, cells))) for cells in ROWS))
    (text,) = read_document(path, ending).texts
    assert [line.split() for line in text.splitlines() if line.strip()] == [
        ["Indikator", "Target", "Realisasi"],
        ["Titik", "wifi", "180", "172"],
    ]
