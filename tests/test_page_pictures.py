"""Pages as pictures: on the cover sheets of a pack, and in a report if asked for."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from base64 import b64decode
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.reading.drawn.picture import WIDEST, page_pictures
from banjar_smartcity.seeing.pictured import shown
from conftest import Build, base_text, run_command
from documents import SENTENCE, pdf, protected

RECORD, ANSWERS = "data/evidence/sk-forum.yaml", "data/crosscutting/answers/2023-tahap-1.yaml"
TEXT_FILE = "data/evidence/files/sk-forum.txt"
HASH = base_text(RECORD).partition("sha256: ")[2].partition("\n")[0]
COVER = "01-baseline-planning-masterplan/0-cover.html"
PERSON = "Hubungi Saudara Fulan di 0812-3456-7890"
THREE = pdf([SENTENCE, f"{SENTENCE}\n{PERSON}", "Halaman tiga"])


def region(build: Build, content: bytes, pages: str, *more: tuple[str, str], ending: str = "pdf") -> Path:
    """The base with a file as its document, of which an answer names these pages."""
    file = f"data/evidence/files/sk-forum.{ending}"
    return build(
        {
            RECORD: base_text(RECORD, (TEXT_FILE, file), (HASH, sha256(content).hexdigest()), *more),
            TEXT_FILE: None,
            file: content,
            ANSWERS: base_text(ANSWERS, ("pages: '1'", f"pages: {pages!r}")),
        }
    )


def pack(capsys: pytest.CaptureFixture[str], root: Path, *more: str) -> tuple[str, str]:
    """What the command printed, and the cover sheet."""
    where = ("--output", root / "paket", "--root", root, "--today", "2023-05-30", "--lang", "en")
    code, printed, error = run_command(capsys, "evidence", "pack", *more, *where)
    assert code == 0, error
    found = list((root / "paket").rglob(COVER))
    return " ".join(printed.split()), found[0].read_text("utf-8") if found else ""


def report(capsys: pytest.CaptureFixture[str], root: Path, *more: str) -> str:
    where = ("--root", root, "--today", "2023-05-30", "--lang", "en", "--output", "-")
    code, page, error = run_command(capsys, "report", *more, *where)
    assert code == 0, error
    return page


def pictures(page: str) -> list[Image.Image]:
    found = re.findall(r'<img src="data:image/webp;base64,([^"]+)"', page)
    return [Image.open(io.BytesIO(b64decode(data))) for data in found]


def test_the_cover_sheet_shows_the_page_that_is_named(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = region(build, THREE, "3")
    printed, cover = pack(capsys, root, "--pictures")
    (picture,) = pictures(cover)
    assert "img-src data:;" in cover
    assert picture.format == "WEBP"
    assert picture.width == WIDEST
    assert f'width="{picture.width}" height="{picture.height}"' in " ".join(cover.split())
    assert 'alt="Picture of page 3 of SK Forum' in cover
    assert "Page 3 of the file" in cover
    assert re.search(r"\d page[s a-z]+ shown as (a )?pictures? on the cover sheets \(0\.\d MB\)", printed)
    drawn = page_pictures(root / "data/evidence/files/sk-forum.pdf", "pdf", [1, 3])
    assert drawn[3].webp in b64decode(cover.partition("base64,")[2].partition('"')[0])
    assert drawn[1].webp != drawn[3].webp


def test_without_the_choice_there_is_no_picture_and_no_permission_for_one(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = region(build, THREE, "3")
    printed, cover = pack(capsys, root)
    assert "<img" not in cover + report(capsys, root)
    assert "img-src" not in cover + report(capsys, root)
    assert "picture" not in printed


@pytest.mark.parametrize(
    ("content", "ending", "pages", "reason"),
    [
        (THREE, "pdf", "7", "it cannot be drawn"),
        (protected(THREE), "pdf", "2", "it cannot be drawn"),
        (b"Teks biasa tentang forum\n", "txt", "1", "pages of this format cannot be drawn"),
    ],
)
def test_a_page_that_is_not_shown_is_said_in_words(
    build: Build, capsys: pytest.CaptureFixture[str], content: bytes, ending: str, pages: str, reason: str
) -> None:
    printed, cover = pack(capsys, region(build, content, pages, ending=ending), "--pictures")
    assert pictures(cover) == []
    assert f"no picture of this page: {reason}" in cover
    assert f"no picture of this page: {reason}: sk-forum" in printed


def test_pictures_together_are_bounded(
    build: Build, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown, "PACK_BYTES", 2000)
    printed, cover = pack(capsys, region(build, THREE, "1"), "--pictures")
    assert pictures(cover) == []
    assert "no picture of this page: the pictures before it are as large as all together may be" in cover
    assert "sk-forum" in printed


def test_the_report_shows_pages_of_public_documents_without_personal_data(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = region(build, THREE, "3")
    page = report(capsys, root, "--pictures")
    assert "img-src data:;" in page
    assert len(pictures(page)) >= 1
    answers = root / ANSWERS
    answers.write_text(answers.read_text("utf-8").replace("pages: '3'", "pages: '2'"), "utf-8")
    page = report(capsys, root, "--pictures")
    assert "no picture of this page: there is personal data on it" in page
    assert 'alt="Picture of page 2' not in page
    assert "3456" not in page


def test_pdf_and_word_show_the_same_pages_and_markdown_says_that_it_has_none(
    build: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = region(build, THREE, "3")
    where = ("--root", str(root), "--today", "2023-05-30", "--lang", "en", "--partial")
    for name in ("a.docx", "a.pdf"):
        assert main(["report", *where, "--pictures", "--output", str(tmp_path / name)]) == 0
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        assert [part for part in archive.namelist() if part.endswith((".jpg", ".jpeg"))]
        assert 'descr="Picture of page 3 of' in archive.read("word/document.xml").decode()
    assert sum(len(page.images) for page in PdfReader(tmp_path / "a.pdf").pages) >= 1
    capsys.readouterr()
    assert main(["report", *where, "--pictures", "--output", str(tmp_path / "a.md")]) == 2
    assert "Markdown has no pictures" in capsys.readouterr().err


def test_internal_documents_are_never_drawn(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = region(build, THREE, "3", ("access: public", "access: internal\nkept_at: Lemari"))
    page = report(capsys, root, "--pictures", "--partial")
    assert pictures(page) == []
    assert "Picture of page" not in page


def test_a_photo_is_shown_the_right_way_up_without_camera_and_place(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Kamera Contoh"
    photo = tmp_path / "foto.jpg"
    Image.new("RGB", (3000, 1500), "green").save(photo, exif=exif)
    drawn = page_pictures(photo, "jpeg", [1, 2])
    assert list(drawn) == [1]
    assert (drawn[1].width, drawn[1].height) == (800, 1600)
    assert b"Kamera" not in drawn[1].webp
    assert dict(Image.open(io.BytesIO(drawn[1].webp)).getexif()) == {}


def test_a_page_of_any_size_is_drawn_small(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([SENTENCE, SENTENCE]))))
    for page, box in zip(writer.pages, ((0, 0, 14400, 300), (0, 0, 300, 14400)), strict=True):
        page.mediabox.upper_right = box[2:]
    path = tmp_path / "besar.pdf"
    writer.write(path)
    found = page_pictures(path, "pdf", [1, 2])
    assert list(found) == [1, 2]
    for drawn in found.values():
        assert drawn.width <= WIDEST
        assert drawn.height <= 1600
        assert len(drawn.webp) <= 200_000


def test_what_is_missing_is_named_before_anything_is_written(
    build: Build, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = region(build, THREE, "3")
    paper = run_command(capsys, "report", "--pictures", "--format", "md", "--root", root, "--lang", "en")
    monkeypatch.setitem(sys.modules, "PIL", None)
    for command in ("report", "evidence pack"):
        words = [*command.split(), "--pictures", "--root", str(root), "--output", str(root / "hasil.html")]
        code, _, error = run_command(capsys, *words, "--lang", "en")
        assert code == 2
        assert 'pip install "banjar-smartcity[pictures]"' in error
    assert not (root / "hasil.html").exists()
    assert (paper[0], "--pictures is for HTML, PDF and Word" in paper[2]) == (2, True)
