"""Room: what of a long text is kept. Whatever was left out is said, so that nobody takes it for missing."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from banjar_smartcity.reading import worker
from banjar_smartcity.reading.document import READ, STOPPED, ReadDocument, from_lines, lines_of
from banjar_smartcity.reading.words import room
from banjar_smartcity.reading.words.room import MOST_NUMBERS, MOST_TEXT, Fitted, Room, fit
from banjar_smartcity.seeing.sight import look
from banjar_smartcity.seeing.sought import sought_figure

ROADS = sought_figure(61.7, "persen", 2025, ["Jalan kabupaten dalam kondisi baik"], "Kabupaten Contoh")
CLAIM = "Jalan kabupaten dalam kondisi baik 61,7 persen pada tahun 2025."


def read(path: Path, kind: str) -> ReadDocument:
    """What a worker finds in a file, in this process."""
    return from_lines(kind, lines_of("\n".join(worker.lines(str(path), kind)).encode()), ended=True)


def test_a_text_is_kept_while_there_is_room_for_its_characters_and_numbers() -> None:
    assert fit("a 1 b 2.5 c", Room(20, 2)) == Fitted("a 1 b 2.5 c", True, Room(9, 0))
    assert fit("a 1 b 2.5 c", Room(20, 1)) == Fitted("a 1 b ", False, Room(14, 0))
    assert fit("a 1 b 2.5 c", Room(3, 9)) == Fitted("a 1", False, Room(0, 8))
    assert fit("", Room(0, 0)) == Fitted("", True, Room(0, 0))


def test_a_long_report_without_pages_is_read_to_its_end(tmp_path: Path) -> None:
    words = "".join(f"<w:p>{n} kegiatan layanan warga</w:p>" for n in range(12_000))
    path = tmp_path / "laporan.docx"
    with ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:body>{words}<w:p>{CLAIM}</w:p></w:body>")
    found = read(path, "docx")
    assert (found.state, len(found.texts[0]) > 300_000) == (READ, True)
    assert look(ROADS, None, found.texts).verdict.id == "seen"


@pytest.mark.parametrize(("start", "kind"), [("kata ", "text"), ("5\n", "text"), ("<b>kata</b>", "html")])
def test_what_there_was_no_room_for_is_not_called_missing(
    start: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (MOST_TEXT, MOST_NUMBERS) == (4 * 1024**2, 500_000)
    monkeypatch.setattr(worker, "Room", lambda: Room(20_000, 1_000))
    monkeypatch.setattr(worker, "_MOST_UNPACKED", 40_000)
    path = tmp_path / "data"
    path.write_text(start * 10_000 + CLAIM, "utf-8")
    found = read(path, kind)
    assert found.state is STOPPED
    assert room._NUMBER.findall(found.texts[0]) == ["5"] * (1_000 if "5" in start else 0)
    seen = look(ROADS, None, found.texts, whole=found.state is not STOPPED)
    assert seen.verdict.id == "unreadable"


def test_a_part_of_an_office_file_that_is_not_unpacked_to_its_end_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_MOST_UNPACKED", 1_000)
    path = tmp_path / "laporan.docx"
    with ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w:p>kata</w:p>" * 100)
    assert read(path, "docx").state is STOPPED
