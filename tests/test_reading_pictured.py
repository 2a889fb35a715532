"""Reading pages whose words are in a picture, pages that are turned, and PDF files that are made to do harm."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter, Transformation

from banjar_smartcity.reading.document import DAMAGED, READ, SCAN, STOPPED, ReadDocument, read_document
from banjar_smartcity.reading.words.pictured import SCAN as PICTURE
from banjar_smartcity.reading.words.pictured import pictured_pages
from banjar_smartcity.reading.words.printed import printed_shift
from banjar_smartcity.seeing.claimed import Looking, look_in
from banjar_smartcity.seeing.sought import SoughtName, sought_figure
from documents import SENTENCE, pdf

ROADS = "Jalan kondisi baik 61,7 persen pada 2025."
VISIBLE, INVISIBLE = b"BT /F1 11 Tf 14 TL 50 800 Td ", b"BT /F1 9 Tf 9 TL 3 Tr 9 99 Td"


def read(folder: Path, content: bytes) -> ReadDocument:
    path = folder / "berkas.pdf"
    path.write_bytes(content)
    return read_document(path, "pdf")


def seen(document: ReadDocument, value: float) -> str | None:
    return look_in(document, Looking(sought_figure(value, "persen", 2025, [ROADS], "Contoh"), "1")).verdict.id


def test_what_is_not_in_the_letters_of_a_scan_could_not_be_read(tmp_path: Path) -> None:
    content = pdf([ROADS])
    assert seen(read(tmp_path, content), 71.6) == "not-found"
    guessed = read(tmp_path, content.replace(VISIBLE, INVISIBLE.ljust(len(VISIBLE))))
    assert guessed.pictured == (1,)
    assert guessed.hidden == (1,)
    assert (seen(guessed, 61.7), seen(guessed, 71.6)) == ("behind-scan", "unreadable")
    named = Looking(SoughtName(("Si Tanggap",)), "1")
    assert look_in(guessed, named).verdict.id == "unreadable"


def test_a_page_that_is_a_picture_could_not_be_read(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("L", (60, 80), 200).save(out, "PDF")
    found = read(tmp_path, out.getvalue())
    assert (found.state, found.pictured, seen(found, 61.7)) == (SCAN, (1,), "unreadable")


def test_a_picture_at_one_place_of_several_pages_is_an_ornament() -> None:
    assert pictured_pages(["1 1 9 9", None, PICTURE, "2 2 9 9", PICTURE, PICTURE]) == (1, 3, 4, 5, 6)
    assert pictured_pages(["1 1 9 9"] * 3) == ()


@pytest.mark.parametrize("angle", [90, 180, 270])
@pytest.mark.parametrize("drawn", [True, False], ids=["upright for its reader", "running down the page"])
def test_the_lines_of_a_page_that_is_turned(angle: int, drawn: bool, tmp_path: Path) -> None:
    text = "Air minum layak 84,91\nRumah layak huni 12.975\nWisatawan 173.908"
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([text]))))
    page = writer.pages[0]
    wide, high = float(page.mediabox.width), float(page.mediabox.height)
    if drawn:
        across, up = {90: (high, 0), 180: (wide, high), 270: (0, wide)}[angle]
        page.add_transformation(Transformation().rotate(angle).translate(across, up))
        page.mediabox.upper_right = page.cropbox.upper_right = (wide, high) if angle == 180 else (high, wide)
    page.rotate(angle)
    out = io.BytesIO()
    writer.write(out)
    assert [line.strip() for line in read(tmp_path, out.getvalue()).texts[0].splitlines()] == text.split("\n")


@pytest.mark.parametrize(
    ("line", "shift"),
    [
        ("Kecamatan Contoh Dalam Angka 2021 {}", 40),
        ("{}Contoh District in Figures", 40),
        ("{} | Laporan Kinerja", 40),
        ("Contoh Dalam Angka 2021", 0),
        ("Pasal 3 ayat (2)", 0),
    ],
)
def test_the_number_of_a_page_within_its_first_line(line: str, shift: int) -> None:
    texts = [f"{line.format(number)}\nisi\nhalaman\nyang panjang" for number in range(41, 47)]
    assert printed_shift(texts) == shift


def _bodies(*bodies: bytes) -> bytes:
    """A PDF of these objects, without a table of their places: a reader has to find them itself."""
    objects = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, body) for n, body in enumerate(bodies, 1))
    return b"%PDF-1.7\n" + objects + b"trailer\n<< /Size 99 /Root 1 0 R >>\n%%EOF\n"


def _stream(data: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), more, packed)


CATALOGUE, PAGE = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
)
HOSTILE = {
    "a page tree that holds itself": _bodies(CATALOGUE, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"),
    "more pages than there are": _bodies(CATALOGUE, b"<< /Type /Pages /Kids [3 0 R] /Count 999999999 >>", PAGE),
    "arrays within arrays": _bodies(CATALOGUE, b"[" * 200_000 + b"]" * 200_000),
    "a stream that unpacks to a thousand times its size": _bodies(
        CATALOGUE, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", PAGE, _stream(b"q " * (8 << 20))
    ),
    "an object stream of nothing": _bodies(CATALOGUE, _stream(b" " * (32 << 20), b"/Type /ObjStm /N 9999999 /First 9")),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pdf_ends_within_its_bounds(name: str, tmp_path: Path) -> None:
    found = read(tmp_path, HOSTILE[name])
    assert found.state in (DAMAGED, STOPPED, SCAN)
    assert seen(found, 61.7) == "unreadable"


def test_an_honest_pdf_made_the_same_way_is_read(tmp_path: Path) -> None:
    font = b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
    words = f"BT /F1 9 Tf 9 99 Td ({SENTENCE}) Tj ET".encode()
    page = PAGE.replace(b"[0 0 9 9]", b"[0 0 2000 200]").removesuffix(b">>") + font
    found = read(tmp_path, _bodies(CATALOGUE, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, _stream(words)))
    assert (found.state, found.texts[0].strip()) == (READ, SENTENCE)
