"""Contents of evidence files: a file must be of the format that its name says, and there must be something in it."""

from __future__ import annotations

import csv
import json
import struct
import subprocess
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile
from zlib import compress

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from PIL import Image, ImageChops, ImageDraw

from banjar_smartcity.evidence.contents.content import look
from banjar_smartcity.evidence.contents.own_data import is_own_data
from banjar_smartcity.evidence.contents.own_output import is_own_output
from banjar_smartcity.evidence.holdings import take_stock
from banjar_smartcity.reading.formats import ENDINGS, NAMES
from banjar_smartcity.workspace.disk import Disk
from banjar_smartcity.workspace.git.commit import open_commit
from banjar_smartcity.workspace.git.program import resolve
from banjar_smartcity.workspace.git.revision import open_revision
from banjar_smartcity.workspace.sample import HEAD, TAIL, Content, take
from conftest import Build, check, findings, run_command

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "kabupaten-contoh"


def archive(**parts: str) -> bytes:
    """A ZIP file; `__` in a name stands for a slash, and `_dot_` for a dot."""
    target = BytesIO()
    with ZipFile(target, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return target.getvalue()


def office(folder: str, **parts: str) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        for name, text in parts.items():
            packed.writestr(f"{folder}/{name.replace('__', '/')}.xml", text)
    return target.getvalue()


def opened(kind: str, text: str) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w") as packed:
        packed.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        packed.writestr("content.xml", f"<office:body><text:p>{text}</text:p></office:body>")
    return target.getvalue()


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height) + b"\x08\x06\0\0\0" + b"x" * 40


def jpeg(width: int, height: int) -> bytes:
    exif = b"\xff\xe1" + struct.pack(">H", 12) + b"Exif\0\0....."[:10]
    return b"\xff\xd8" + exif + b"\xff\xc0\0\x11\x08" + struct.pack(">HH", height, width) + b"\x03" + b"x" * 40


def gif(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + b"x" * 20


def bmp(width: int, height: int) -> bytes:
    return b"BM" + b"\x01" * 16 + struct.pack("<ii", width, -height) + b"\0" * 30


def webp(width: int, height: int) -> bytes:
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF\x40\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + sides + b"x" * 20


def pdf(inside: str) -> bytes:
    return f"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n{inside}\n%%EOF\n".encode()


PAGE = "2 0 obj << /Type/Page /Contents 3 0 R >> endobj"
DRAWN = f"{PAGE}\n3 0 obj << >>\nstream\nBT (Surat) Tj ET\nendstream endobj"
WORDS = "Surat keputusan tentang forum kota"
WEB = f"<!DOCTYPE html><html><head><title>x</title></head><body><p>{WORDS}</p></body></html>"
SHEET = "<worksheet><sheetData><row><c><v>68.4</v></c><c><is><t>Jalan</t></is></c></row></sheetData></worksheet>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x08moov\0\0\0\x08mdat"

SOUND = {
    "a.pdf": pdf(DRAWN),
    "packed.pdf": pdf(PAGE) + b"stream\r\n" + compress(b"q (Surat) Tj Q") + b"\nendstream\n%%EOF\n",
    "damaged.pdf": pdf(PAGE) + b"stream\n\x78\x9cxxxxxxxx\nendstream\n%%EOF\n",
    "filled.pdf": pdf("2 0 obj << /Type/Page /Annots [3 0 R] >> endobj"),
    "remark.md": f"<!-- disalin --> {WORDS}".encode(),
    "windows-files.zip": archive(desktop_dot_ini="[x]", a_dot_txt=WORDS),
    "compressed.pdf": pdf("2 0 obj << /Type /ObjStm >> endobj"),
    "large.jpg": jpeg(16, 16) + b"x" * HEAD,
    "large.png": png(640, 480) + b"x" * HEAD,
    "large.txt": (WORDS.encode() + b"\n") * 9000,
    "large.pdf": pdf("x" * (HEAD + TAIL) + "\nstartxref\n9"),
    "late-mark.pdf": b"\r\n" * 100 + pdf(DRAWN),
    "a.PNG": png(800, 600),
    "a.jpg": jpeg(800, 600),
    "a.jpeg": jpeg(16, 16),
    "a.gif": gif(64, 64),
    "a.bmp": bmp(64, 64),
    "a.webp": webp(640, 480),
    "a.tif": b"II*\0" + b"\0" * 20,
    "a.heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "a.docx": office("word", document=f"<w:document><w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p></w:document>"),
    "picture.docx": office("word", document="<w:p/>", media__image1="x"),
    "a.xlsx": office("xl", workbook="<workbook/>", worksheets__sheet1=SHEET),
    "shared.xlsx": office("xl", sharedStrings="<sst><si><t>Jalan mantap</t></si></sst>", worksheets__sheet1="<c/>"),
    "windows.xlsx": office("xl", worksheets__sheet1=SHEET).replace(b"xl/worksheets/", b"xl\\worksheets\\"),
    "a.pptx": office("ppt", slides__slide1=f"<p:sld><a:t>{WORDS}</a:t></p:sld>"),
    "a.odt": opened("text", WORDS),
    "a.ods": opened("spreadsheet", WORDS),
    "password.docx": OLE + "EncryptedPackage".encode("utf-16-le"),
    "a.doc": OLE,
    "a.xls": OLE,
    "rtf.doc": b"{\\rtf1 " + WORDS.encode() + b"}",
    "a.html": WEB.encode(),
    "part.htm": f"Pengumuman: <b>{WORDS}</b>".encode(),
    "picture.html": b"<html><body><img src='x.png'></body></html>",
    "a.txt": WORDS.encode(),
    "windows.txt": WORDS.encode("utf-16"),
    "old.txt": "keputusan café número".encode("latin-1"),
    "a.md": f"# Notula\n\n{WORDS}\n".encode(),
    "a.csv": b"ruas,kondisi\nA,baik\n",
    "a.json": b'{"ruas": [1, 2, 3], "kondisi": "baik"}',
    "a.mp4": MP4,
    "a.mov": b"\0\0\0\x08wide\0\0\0\x08mdat\0\0\0\x08moov",
    "a.webm": b"\x1aE\xdf\xa3" + b"\x1f\x43\xb6\x75",
    "a.avi": b"RIFF\x10\0\0\0AVI LIST\x04\0\0\0movi",
    "a.zip": archive(a_dot_txt=WORDS),
    "office.zip": office("word", document=f"<w:t>{WORDS}</w:t>"),
    "a.rar": b"Rar!\x1a\x07\x01\0" + b"x" * 20,
    "unknown.dwg": b"AC1032" + b"\0" * 30,
    "no-ending": b"\x01\x02\x03 apa saja",
}


@pytest.mark.parametrize("name", SOUND)
def test_a_document_in_its_format_is_accepted(name: str) -> None:
    found = look(f"data/evidence/files/{name}", take([SOUND[name]])[1])
    assert (found.empty, found.looks) == (False, None)


EMPTY = {
    "zero.pdf": b"",
    "zero.dwg": b"",
    "one.xlsx": b"d",
    "one.txt": b"x",
    "lines.txt": b"\n \r\n\t\n",
    "nul.bin": b"\0" * 5000,
    "many.bin": b" \n" * (HEAD * 2),
    "mark.txt": b"\xef\xbb\xbf\r\n",
    "space.txt": "\u00a0\u200b\u3000\n".encode(),
    "dashes.md": b"---\n***\n- -\n",
    "wide.txt": " \n".encode("utf-16"),
    "commas.csv": b",,,\n,,,\n",
    "braces.json": b"{}",
    "pages.pdf": pdf("2 0 obj << /Type /Pages /Kids [] /Count 0 >> endobj"),
    "blank-page.pdf": pdf("2 0 obj << /Type /Page /MediaBox [0 0 595 842] >> endobj"),
    "no-stream.pdf": pdf(PAGE),
    "blank-stream.pdf": pdf(f"{PAGE}\n3 0 obj << >>\nstream\nq BT ET Q\nendstream endobj"),
    "packed-blank.pdf": pdf(PAGE) + b"stream\n" + compress(b"q\nQ\n") + b"\nendstream\n%%EOF\n",
    "named-later.pdf": pdf("2 0 obj << /Type/Page >> endobj") + b"% /Contents\n",
    "remark.md": b"<!-- rapat membahas rencana -->\n",
    "blank-texts.zip": archive(a_dot_txt=" \n", b_dot_txt="---"),
    "system.zip": archive(desktop_dot_ini="[.ShellClassInfo]", _dot_DS_Store="x", Thumbs_dot_db="x"),
    "dot.png": png(1, 1),
    "line.png": png(800, 1),
    "dot.jpg": jpeg(1, 1),
    "start.jpg": b"\xff\xd8\xff\xe0",
    "dot.gif": gif(1, 1),
    "dot.bmp": bmp(1, 1),
    "dot.webp": webp(1, 1),
    "new.docx": office("word", document="<w:document><w:body><w:p/></w:body></w:document>", styles="<w:x>Normal</w:x>"),
    "new.xlsx": office("xl", workbook="<sheet name='Sheet1'/>", worksheets__sheet1="<sheetData/>"),
    "new.pptx": office("ppt", slides__slide1="<p:sld/>", slideLayouts__l1="<a:t>Click to edit</a:t>"),
    "new.odt": opened("text", ""),
    "new.ods": opened("spreadsheet", " "),
    "empty.zip": archive(),
    "folder.zip": archive(a__="", b_dot_txt=""),
    "page.html": b"<html><head><title>Judul</title><style>p {color: red}</style></head><body><p></p></body></html>",
    "script.html": b"<!doctype html><body><script>window.location = 'masuk'</script><!-- isi --></body>",
    "start.mp4": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
    "start.webm": b"\x1aE\xdf\xa3" + b"\0" * 20,
    "padded.png": png(1, 1) + b"x" * HEAD,
    "padded.txt": b"\xc2\xa0\n-\n" * HEAD,
    "start.wav": b"RIFF\x10\0\0\0WAVEfmt ",
}


@pytest.mark.parametrize("name", EMPTY)
def test_what_holds_nothing_is_empty(name: str) -> None:
    assert look(f"data/evidence/files/{name}", take([EMPTY[name]])[1]) == Content(empty=True)


FALSE = {
    "page.pdf": (WEB.encode(), "html"),
    "words.pdf": (WORDS.encode(), "text"),
    "cut.pdf": (b"%PDF-1.7\n" + b"x" * (HEAD + 1), "cut"),
    "picture.png": (jpeg(800, 600), "jpeg"),
    "picture.jpg": (png(800, 600), "png"),
    "words.jpg": (WORDS.encode(), "text"),
    "document.docx": (pdf(PAGE), "pdf"),
    "sheet.docx": (office("xl", worksheets__sheet1=SHEET), "xlsx"),
    "old.docx": (OLE, "office"),
    "archive.xlsx": (archive(a_dot_txt=WORDS), "zip"),
    "table.xlsx": (b"ruas;kondisi\nA;baik\n", "text"),
    "cut.xlsx": (office("xl", worksheets__sheet1=SHEET)[:-30], "cut"),
    "page.xls": (WEB.encode(), "html"),
    "new.doc": (office("word", document="<w:t>isi</w:t>"), "docx"),
    "page.csv": (WEB.encode(), "html"),
    "document.txt": (pdf(PAGE), "pdf"),
    "zeros.txt": (b"isi" + b"\0" * 50 + b"isi", "binary"),
    "words.mp4": (WORDS.encode(), "text"),
    "document.mp4": (pdf(PAGE), "pdf"),
    "film.mp4": (b"\x1aE\xdf\xa3" + b"\0" * 20, "matroska"),
    "words.zip": (WORDS.encode(), "text"),
    "words.html": (WORDS.encode(), "text"),
    "page.rar": (WEB.encode(), "html"),
}


@pytest.mark.parametrize("name", FALSE)
def test_what_is_not_of_the_format_of_its_name_is_called_what_it_is(name: str) -> None:
    content, looks = FALSE[name]
    assert look(f"data/evidence/files/{name}", take([content])[1]) == Content(looks=looks)


SAME = {
    "a.txt": f"# {WORDS}, {WORDS}.\n".encode(),
    "capitals.md": f"**{WORDS.upper()}**\r\n\r\n{WORDS}\r\n".encode(),
    "a.html": f"<html><body><h1>{WORDS}</h1><p>{WORDS}</p></body></html>".encode(),
    "a.docx": office("word", document=f"<w:p><w:t>{WORDS}</w:t></w:p><w:p><w:t>{WORDS}</w:t></w:p>"),
    "a.zip": archive(a_dot_txt=f"{WORDS} {WORDS}"),
}


@pytest.mark.parametrize("name", SAME)
def test_what_reads_the_same_is_the_same_document(name: str) -> None:
    first = look("data/evidence/files/a.txt", take([SAME["a.txt"]])[1])
    assert first.core is not None
    assert look(f"data/evidence/files/{name}", take([SAME[name]])[1]).core == first.core
    assert look(f"data/evidence/files/{name}", take([SOUND[name.replace("capitals", "a")]])[1]).core != first.core


def test_what_follows_the_end_of_a_pdf_makes_no_other_document() -> None:
    cores = {look("a.pdf", take([pdf(DRAWN) + more])[1]).core for more in (b"", b"\n", b"% salinan\n", b"\0" * 20)}
    assert len(cores) == 1
    assert None not in cores
    assert look("a.pdf", take([pdf(DRAWN.replace("Surat", "Nota"))])[1]).core not in cores


def test_a_large_text_that_repeats_one_line_has_few_words() -> None:
    found = look("a.txt", take([(WORDS.encode() + b"\n") * 9000])[1])
    assert found.words == frozenset(WORDS.lower().split())


def test_an_archive_that_holds_an_archive_is_not_unpacked_further() -> None:
    inner = archive(a_dot_txt="")
    target = BytesIO()
    with ZipFile(target, "w") as packed:
        packed.writestr("dalam.zip", inner)
    assert not look("a.zip", take([target.getvalue()])[1]).empty


def test_every_format_has_a_name() -> None:
    assert {name for promised in ENDINGS.values() for name in promised} <= NAMES.keys()


@given(st.binary(max_size=400), st.sampled_from([*ENDINGS, ".dwg", ""]), st.sampled_from([*SOUND.values(), b""]))
def test_no_bytes_bring_the_check_down(content: bytes, ending: str, before: bytes) -> None:
    cut = len(before) * len(content) // 400
    look(f"x{ending}", take([before[:cut] + content])[1])


HOSTILE = {
    "a.html": b"<!-- -->" * 16_000,
    "b.html": b"<script" * 18_000,
    "c.html": b"<" * HEAD,
    "d.html": b"<!--" * 32_000,
    "e.svg": b"<a " * 40_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_takes_no_longer_than_another(name: str) -> None:
    start = time.process_time()
    look(name, take([HOSTILE[name]])[1])
    assert time.process_time() - start < 1


def test_a_bomb_is_not_unpacked() -> None:
    target = BytesIO()
    with ZipFile(target, "w", compression=8) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", b" " * (100 << 20))
    assert len(target.getvalue()) < HEAD
    start = time.process_time()
    assert look("bomb.docx", take([target.getvalue()])[1]) == Content(empty=True)
    assert time.process_time() - start < 1


@given(st.lists(st.binary(max_size=60_000), max_size=8))
def test_a_sample_does_not_depend_on_the_pieces(pieces: list[bytes]) -> None:
    whole = b"".join(pieces)
    digest, sample = take(pieces)
    assert (digest, sample) == take([whole])
    assert (sample.size, sample.head, sample.tail) == (len(whole), whole[:HEAD], whole[-TAIL:])


def test_a_commit_is_judged_as_the_same_files_on_disk(build: Build) -> None:
    texts = {f"data/evidence/files/{name}": content for name, content in {**SOUND, **EMPTY}.items()}
    root = build({**texts, **{f"data/evidence/files/{name}": content for name, (content, _) in FALSE.items()}})
    model = check(root).model
    record = next(iter(model.evidence.values()))
    records = [record._replace(file=f"data/evidence/files/{name}") for name in (*SOUND, *EMPTY, *FALSE)]
    for arguments in (["init", "-q", "."], ["add", "-A", "-f"], ["commit", "-q", "-m", "x"]):
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@b.id", "-c", "core.autocrlf=false", *arguments]
        subprocess.run(command, cwd=root, check=True)
    commit = open_commit(open_revision(root, resolve(root, "HEAD")))
    held = take_stock(commit, records)
    assert held == take_stock(Disk(root), records)
    assert {name for name in EMPTY if not held[f"data/evidence/files/{name}"].content.empty} == set()


def test_no_file_of_the_example_is_empty_or_of_another_format() -> None:
    for path in (EXAMPLE / "data" / "evidence" / "files").iterdir():
        found = look(path.name, take([path.read_bytes()])[1])
        assert (path.name, found.empty, found.looks) == (path.name, False, None)


RECORDS = sorted(path for path in (EXAMPLE / "data").rglob("*.yaml") if path.stat().st_size < HEAD)
DRESSES = {
    "as it is": "{}",
    "in Markdown": "# Laporan\n\n```yaml\n{}\n```\n",
    "with remarks": "# Disalin dari arsip\n{}\n# Disahkan oleh kepala dinas\n",
}


@pytest.mark.parametrize("dress", DRESSES)
def test_every_record_of_the_data_is_known_under_another_name(dress: str) -> None:
    unknown = [path.name for path in RECORDS if not is_own_data(DRESSES[dress].format(path.read_text("utf-8")))]
    assert unknown == []
    assert len(RECORDS) > 40


def test_remarks_of_a_record_may_go_and_its_lines_may_be_quoted() -> None:
    for path in RECORDS:
        lines = [line for line in path.read_text("utf-8").splitlines() if not line.lstrip().startswith("#")]
        assert is_own_data("\n".join(f"> {line}" for line in lines)), path


def test_no_document_of_the_example_is_taken_for_a_record() -> None:
    documents = yaml.safe_load((EXAMPLE.parents[1] / "tools" / "example_documents.yaml").read_text("utf-8"))
    pages = (page for document in documents.values() for page in document.get("on", {}).values())
    told = ["\n".join(map(str, lines)) for lines in pages]
    assert len(told) > 30
    assert [text[:60] for text in told if is_own_data(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "title: Jalan\nid: 12\nyear: 2024\nvalue: 68.4\nunit: persen\n",
        "Nomor: 12\nTanggal: 3 Mei\nPerihal: Undangan\nTempat: Aula\n",
        "name: Jalan kabupaten\nnumber: 14\naddress: Jl. A. Yani\nkind: aspal\nnote: -\n",
        "openapi: 3.0.0\ninfo:\n  title: API\n  version: 1\npaths:\n  /a:\n    get:\n      summary: a\n",
    ],
)
def test_fields_of_a_form_or_of_another_program_are_no_record(text: str) -> None:
    assert not is_own_data(text)


def test_a_blank_questionnaire_and_its_sheets_as_csv_are_neither_own_data_nor_rows_of_people(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = build({})
    before = findings(root)
    target = root / "data/evidence/files/kuesioner.xlsx"
    options = ("--root", root, "--today", "2023-05-30")
    for path in (target, target.with_suffix(".html")):
        assert run_command(capsys, "survey", "form", "--output", root / path.name, *options)[0] == 0
        (root / path.name).rename(path)
    for sheet in load_workbook(target):
        for folder in (target.parent, root / "data", root):
            with (folder / f"kuesioner-{sheet.title}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(sheet.iter_rows(values_only=True))
    for path in target.parent.glob("kuesioner*"):
        assert not look(path.name, take([path.read_bytes()])[1]).own, path.name
    told = [line for line in findings(root) if line not in before]
    assert {line.rpartition(" ")[2] for line in told} <= {"evidence-unrecorded-file", "file-misplaced"}


@pytest.mark.parametrize(
    "text",
    [
        "Notula rapat tim\nKeadaan per 15 Mei 2026: nilai mandiri 2,90, terdukung 2,52.\nDinkes melengkapi.",
        "Laporan kinerja, keadaan per 31 Desember 2025\nJalan mantap 68,4 persen.\n",
        "no;nama;alamat;kecamatan;tahun;status\n1;Klinik;Jl. A;Utara;2024;aktif\n",
        '{"as_of": "2026-05-15", "rows": [{"kecamatan": "Utara", "jalan": 68.4}]}',
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": null}]}',
    ],
)
def test_documents_that_name_a_day_or_have_columns_are_documents(text: str) -> None:
    assert (is_own_output(text), is_own_data(text)) == (False, False)


def test_records_as_json_in_one_line_are_own_data() -> None:
    for path in RECORDS:
        data = yaml.safe_load(path.read_text("utf-8"))
        assert is_own_data(json.dumps(data, default=str)), path


FORMATS = {"png": "PNG", "jpg": "JPEG", "bmp": "BMP", "gif": "GIF"}


def saved(picture: Image.Image, ending: str) -> bytes:
    target = BytesIO()
    picture.save(target, FORMATS[ending])
    return target.getvalue()


def is_empty(name: str, content: bytes) -> bool:
    return look(name, take([content])[1]).empty


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("colour", ["white", "black", "#c80a1e"])
def test_a_picture_of_one_colour_has_nothing_in_it(ending: str, colour: str) -> None:
    assert is_empty(f"a.{ending}", saved(Image.new("RGB", (160, 120), colour), ending))


@pytest.mark.parametrize("ending", FORMATS)
def test_a_picture_on_which_something_is_drawn_is_not_plain(ending: str) -> None:
    page = Image.new("RGB", (180, 200), "white")
    ImageDraw.Draw(page).text((20, 160), "Keputusan Bupati", fill="black")
    shaded = Image.linear_gradient("L").resize((180, 200)).convert("RGB")
    assert not is_empty(f"a.{ending}", saved(page, ending))
    assert not is_empty(f"a.{ending}", saved(shaded, ending))


@pytest.mark.parametrize("spread", [0, 3, 60])
@pytest.mark.parametrize("kind", range(5))
def test_a_picture_is_plain_by_its_colours_however_its_rows_are_packed(kind: int, spread: int) -> None:
    width, height = 40, 30
    rows = [bytes(120 + (x * 7 + y * 5) % (spread + 1) for x in range(width)) for y in range(height)]
    packed = bytearray()
    for y, row in enumerate(rows):
        above = rows[y - 1] if y else bytes(width)
        packed.append(kind)
        for x, value in enumerate(row):
            left, corner = (row[x - 1], above[x - 1]) if x else (0, 0)
            middle = left + above[x] - corner
            away, _, nearest = min((abs(middle - near), i, near) for i, near in enumerate((left, above[x], corner)))
            assert away <= 255
            packed.append(value - (0, left, above[x], (left + above[x]) // 2, nearest)[kind] & 255)
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height) + b"\x08\0\0\0\0" + b"crc."
    data = compress(bytes(packed))
    content = head + struct.pack(">I", len(data)) + b"IDAT" + data + b"crc." + b"\0\0\0\0IENDcrc."
    assert is_empty("a.png", content) == (spread < 6)


def noisy(picture: Image.Image, spread: float) -> Image.Image:
    noise = [Image.effect_noise(picture.size, spread) for _ in range(3)]
    return ImageChops.add(picture, Image.merge("RGB", noise), 1, -128)


def shaded(size: tuple[int, int], dark: int, light: int) -> Image.Image:
    ramp = Image.linear_gradient("L").resize(size)
    return ramp.point([dark + (light - dark) * value // 255 for value in range(256)]).convert("RGB")


BLANK_SHEET = noisy(Image.new("RGB", (620, 877), (246, 245, 242)), 3)


def drawn(draw: Callable[[ImageDraw.ImageDraw], object], sheet: Image.Image = BLANK_SHEET) -> Image.Image:
    page = sheet.copy()
    draw(ImageDraw.Draw(page))
    return page


NOTHING: dict[str, Image.Image] = {
    "a blank sheet": BLANK_SHEET,
    "a shaded sheet": noisy(shaded((620, 877), 222, 250), 2),
    "a covered lens": noisy(Image.new("RGB", (320, 240), (9, 8, 10)), 8),
    "a speck of dust": drawn(lambda on: on.point([(300, 300), (301, 300), (300, 301)], (90, 90, 90))),
    "the lid of a scanner": drawn(lambda on: on.rectangle((0, 0, 620, 7), (40, 40, 40))),
}
SOMETHING: dict[str, Image.Image] = {
    "two words": drawn(lambda on: on.text((200, 300), "Lampiran I", (20, 20, 20))),
    "faint words": drawn(lambda on: on.text((200, 300), "Sudah diperiksa", (170, 170, 170))),
    "a stamp": drawn(lambda on: on.ellipse((420, 700, 520, 800), outline=(90, 80, 200), width=4)),
    "a pale stamp": drawn(lambda on: on.ellipse((420, 700, 520, 800), outline=(200, 200, 240), width=5)),
    "a line": drawn(lambda on: on.line((50, 500, 560, 500), (60, 60, 60))),
    "a page number": drawn(lambda on: on.text((270, 800), "Halaman 3 dari 12", (40, 40, 40))),
    "light and dark": shaded((320, 240), 0, 255),
    "the sky": noisy(shaded((320, 240), 120, 210), 4),
    "a soft photo": Image.effect_noise((40, 30), 90).resize((320, 240), Image.Resampling.BICUBIC).convert("RGB"),
}
WAYS: tuple[dict[str, Any], ...] = ({"quality": 40}, {"quality": 75}, {"quality": 75, "progressive": True})


def jpegs(picture: Image.Image) -> Iterator[bytes]:
    for way in WAYS:
        for mode in ("RGB", "L"):
            target = BytesIO()
            picture.convert(mode).save(target, "JPEG", **way)
            yield target.getvalue()


@pytest.mark.parametrize("name", NOTHING)
def test_noise_and_light_on_a_blank_picture_are_nothing(name: str) -> None:
    for content in jpegs(NOTHING[name]):
        assert len(content) <= HEAD
        assert is_empty("a.jpg", content)


@pytest.mark.parametrize("name", SOMETHING)
def test_whatever_can_be_seen_is_something(name: str) -> None:
    for content in jpegs(SOMETHING[name]):
        assert not is_empty("a.jpg", content)
    for ending in ("png", "gif", "bmp"):
        assert not is_empty(f"a.{ending}", saved(SOMETHING[name], ending))


def test_a_small_noise_or_shade_is_nothing_without_loss_too() -> None:
    for picture in (noisy(Image.new("RGB", (100, 80), (200, 198, 190)), 3), shaded((100, 80), 225, 250)):
        for ending in ("png", "gif", "bmp"):
            assert is_empty(f"a.{ending}", saved(picture, ending)), ending


@pytest.mark.parametrize("lossless", [False, True])
def test_a_webp_of_one_colour_is_nothing_and_one_with_a_word_is_not(*, lossless: bool) -> None:
    for size in ((320, 240), (1240, 1754)):
        page = Image.new("RGB", size, "white")
        for picture, empty in ((page, True), (drawn(lambda on: on.text((99, 99), "Lampiran", "black"), page), False)):
            target = BytesIO()
            picture.save(target, "WEBP", lossless=lossless)
            assert is_empty("a.webp", target.getvalue()) == empty


@pytest.mark.parametrize("tiny", [16, 24, 48])
def test_a_tiny_picture_of_something_is_not_plain(tiny: int) -> None:
    picture = drawn(lambda on: on.line((2, 2, tiny - 3, tiny - 3), "black"), Image.new("RGB", (tiny, tiny), "white"))
    for ending, kind in {**FORMATS, "webp": "WEBP"}.items():
        target = BytesIO()
        picture.save(target, kind)
        assert not is_empty(f"a.{ending}", target.getvalue()), ending


def test_scans_of_blank_sheets_make_an_empty_pdf() -> None:
    for sheets, empty in (([BLANK_SHEET, BLANK_SHEET], True), ([BLANK_SHEET, SOMETHING["two words"]], False)):
        target = BytesIO()
        sheets[0].save(target, "PDF", save_all=True, append_images=sheets[1:], quality=60)
        assert len(target.getvalue()) <= HEAD
        assert is_empty("a.pdf", target.getvalue()) == empty


@given(st.binary(max_size=200), st.sampled_from(sorted(FORMATS)), st.integers(0, 400))
def test_no_broken_picture_stops_anything(noise: bytes, ending: str, cut: int) -> None:
    sound = saved(Image.new("RGB", (32, 32), "white"), ending)
    look(f"a.{ending}", take([sound[:cut] + noise + sound[cut:]])[1])
    look(f"a.{ending}", take([sound[:cut] + noise])[1])
