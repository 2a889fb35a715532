"""Reading pages with letters that nobody sees, or that no program reads: behind scans, within forms, in odd fonts."""

from __future__ import annotations

from pathlib import Path

import pytest

from banjar_smartcity.reading.document import GARBLED, READ, ReadDocument, read_document
from banjar_smartcity.reading.words.legible import has_lost_words, is_legible
from banjar_smartcity.reading.words.pictured import HIDDEN, hidden_pages, pictured_pages
from banjar_smartcity.seeing.claimed import Looking, look_in
from banjar_smartcity.seeing.sight import look
from banjar_smartcity.seeing.sought import SoughtName, sought_figure
from documents import SENTENCE

ROADS = "Jalan kondisi baik 61,7 persen pada 2025."
TEXT = f"BT /F1 11 Tf {{}} Tr 50 100 Td ({ROADS}) Tj ET"
PICTURE = "q 2000 0 0 842 0 0 cm /Im0 Do Q"
SHIFTED = "%!PS\n1 begincodespacerange <00> <FF> endcodespacerange\n1 beginbfrange\n<20> <7E> <E020>\nendbfrange\n"


def page(folder: Path, *drawn: str, form: str = "", map_of_font: str = "") -> ReadDocument:
    """A page on which this is drawn one after another; /Im0 is a picture, and /Fm0 a form with the text `form`."""
    box, font = "[0 0 2000 842]", "/Font << /F1 3 0 R >>"
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica {'/ToUnicode 8 0 R' if map_of_font else ''} >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Contents 5 0 R"
        f" /Resources << {font} /XObject << /Im0 6 0 R /Fm0 7 0 R >> >> >>",
        _stream("\n".join(drawn)),
        _stream("8", "/Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"),
        _stream(form, f"/Subtype /Form /BBox {box} /Resources << {font} >>"),
        _stream(map_of_font),
    ]
    objects = "".join(f"{n} 0 obj\n{body}\nendobj\n" for n, body in enumerate(bodies, 1))
    path = folder / "berkas.pdf"
    path.write_text(f"%PDF-1.7\n{objects}trailer\n<< /Size 9 /Root 1 0 R >>\n%%EOF\n", encoding="latin-1")
    return read_document(path, "pdf")


def _stream(data: str, more: str = "") -> str:
    return f"<< /Length {len(data)} {more} >>\nstream\n{data}\nendstream"


def seen(document: ReadDocument, value: float = 61.7) -> str | None:
    return look_in(document, Looking(sought_figure(value, "persen", 2025, [ROADS], "Contoh"), "1")).verdict.id


UNSEEN, SHOWN = TEXT.format(3), TEXT.format(0)


@pytest.mark.parametrize(
    ("drawn", "form", "verdict"),
    [
        ((UNSEEN, PICTURE), "", "behind-scan"),
        ((PICTURE, UNSEEN), "", "behind-scan"),
        ((PICTURE, "/Fm0 Do"), UNSEEN, "behind-scan"),
        ((SHOWN, PICTURE), "", "behind-scan"),
        (("/Fm0 Do", PICTURE), SHOWN, "behind-scan"),
        ((UNSEEN,), "", "behind-scan"),
        ((PICTURE, SHOWN), "", "seen"),
        ((PICTURE, "/Fm0 Do"), SHOWN, "seen"),
        (("BT /F1 11 Tf 3 Tr 9 9 Td (halaman) Tj ET", SHOWN, SHOWN), "", "seen"),
    ],
)
def test_words_that_nobody_sees_are_not_seen(drawn: tuple[str, ...], form: str, verdict: str, tmp_path: Path) -> None:
    assert seen(page(tmp_path, *drawn, form=form)) == verdict


def test_what_is_not_among_the_letters_behind_a_scan_could_not_be_read(tmp_path: Path) -> None:
    scan = page(tmp_path, UNSEEN, PICTURE)
    assert (scan.pictured, scan.hidden, seen(scan, 71.6)) == ((1,), (1,), "unreadable")
    named = look_in(scan, Looking(SoughtName(("Jalan kondisi baik",)), "1"))
    assert (named.verdict.id, named.sheet) == ("behind-scan", 1)


def test_a_page_that_shows_the_words_comes_before_one_that_hides_them() -> None:
    assert hidden_pages([None, HIDDEN, "1 1 9 9"]) == (2,)
    assert pictured_pages([HIDDEN] * 4) == (1, 2, 3, 4)
    sought = sought_figure(61.7, "persen", 2025, [ROADS], "Contoh")
    found = look(sought, "1-2", (ROADS, ROADS), pictured=(1,), hidden=(1,))
    assert (found.verdict.id, found.sheet) == ("seen", 2)
    assert look(sought, "2", (ROADS, "isi"), hidden=(1,)).verdict.id == "elsewhere"


def test_a_font_whose_map_leads_to_private_letters(tmp_path: Path) -> None:
    found = page(tmp_path, SHOWN, map_of_font=SHIFTED)
    assert (found.state, seen(found), seen(found, 71.6)) == (GARBLED, "unreadable", "unreadable")


def test_letters_that_came_out_as_signs_are_not_words() -> None:
    assert not is_legible("\"#$#% !!&!'()**+,-./0,/01*)1*+,)2,2*22 !!.343%536!7 -898$:8% 2*22!|;3$<=%3> &!2!?@A3B!:8%4")
    assert is_legible("1. Misal 12.345 - 67,8 ... 9.012 (5) 10/2025; 11: 12% " * 9)
    assert is_legible("BAB I PENDAHULUAN " + "." * 60 + " I-1\n1.1 Latar Belakang " + "." * 60 + " I-2")


def test_some_words_that_cannot_be_read_make_the_rest_uncertain(tmp_path: Path) -> None:
    assert has_lost_words("Jumlah \ue041\ue042\ue043 jiwa")
    assert not has_lost_words("\uf0b7 Jalan\n\uf0b7 Jembatan")
    text = f"{SENTENCE} " * 3 + "Jalan kondisi baik pada 2025: \x13\x14\x15 persen"
    lost = page(tmp_path, SHOWN)._replace(texts=(text,))
    assert (lost.state, seen(lost)) == (READ, "unreadable")
    assert seen(lost._replace(texts=(text.replace("\x13\x14\x15", "60,9"),))) == "not-found"
