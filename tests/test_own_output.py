"""What this tool wrote proves nothing: by its mark, and by its content where another program saved it again."""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from banjar_smartcity.evidence.contents.content import look
from banjar_smartcity.evidence.contents.own_output import is_own_book, is_own_output
from banjar_smartcity.evidence.verified import is_own
from banjar_smartcity.reading.document import read_document
from banjar_smartcity.render.office.pdf import render_pdf
from banjar_smartcity.resources import MADE_BY, TEMPLATES
from banjar_smartcity.workspace.sample import HEAD, TAIL, take
from conftest import Build, base_text, findings, put, run_command

UNMARKED = {"questionnaire.html.j2", "watch.html.j2"}
"""A blank questionnaire holds no data; a preview is never saved."""
WRITTEN = (
    "report --output {}/a.md",
    "report --output {}/a.pdf --format pdf",
    "report --summary --output {}/b.html",
    "report --summary --output {}/b.docx",
    "plan --target 0.1 --output {}/c.html",
    "plan --target 0.1 --output {}/c.ics",
    "export {}/tables",
    "export {}/tables.xlsx",
    "export {}/tables.zip",
    "export {}/tables.sqlite",
    "export {}/tables.parquet",
    "compare {root} --output {}/d.csv",
    "compare {root} --output {}/d.html",
    "compare {root} --output {}/d.json",
    "workbook out --all --output {}/e.xlsx",
    "form out --all --output {}/f.html",
    "form out --all --format pdf --output {}/g.pdf",
    "portal --output {}/h.html",
    "portal --output {}/h.xlsx",
    "remind --output {}/remind",
    "evidence pack --output {}/pack.zip",
    "site --output {}/site",
)
"""A call for each format of each command that writes what it made of the data; `test_every_writer.py` has them all."""
PRINTED = ("score", "todo", "status", "innovations", "evidence check")


@pytest.mark.parametrize("lang", ["id", "en"])
def test_what_this_tool_wrote_from_the_data_is_no_document(
    lang: str, build: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, made = build({}), tmp_path / "made"
    made.mkdir()
    day = ("--today", "2023-05-30", "--lang", lang)
    for command in WRITTEN:
        place = () if command.startswith("compare") else ("--root", root)
        done = run_command(capsys, *command.format(made, root=root).split(), *place, *day)
        assert done[0] == 0, (command, done)
    for command in PRINTED:
        for form in ("text", "json"):
            said = run_command(capsys, *command.split(), "--format", form, "--root", root, *day)[1]
            (made / f"{command}-{form}.txt").write_text(said, "utf-8")
    files = [path for path in made.rglob("*") if path.is_file() and path.name != ".nojekyll"]
    assert [path.name for path in files if not look(path.name, take([path.read_bytes()])[1]).own] == []
    assert len(files) > 80
    # The same without what says who made it, as other programs save it.
    others = [path for path in files if path.suffix != ".pdf"]
    assert [path.name for path in others if not look(path.name, take([without_mark(path)])[1]).own] == []
    assert [path.name for path in made.glob("*.pdf") if not is_own(read_document(path, "pdf"))] == []


def without_mark(path: Path) -> bytes:
    """The file without its mark; an archive is packed again."""
    content = path.read_bytes()
    if path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as base:
            base.executescript("PRAGMA application_id = 0; VACUUM")
        return path.read_bytes()
    if not content.startswith(b"PK"):
        return content.replace(MADE_BY.encode(), b"Word").replace(
            b"smartcity\x18\x06export", b"smartcity\x18\x06xxxxxx"
        )
    packed = BytesIO()
    with ZipFile(path) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"<dc:creator\b.*?</dc:creator>", b"", old.read(name)))
    return packed.getvalue()


def test_every_page_says_who_made_it() -> None:
    pages = [path for path in TEMPLATES.glob("*.j2") if "<head>" in path.read_text("utf-8")]
    generator = f'<meta name="generator" content="{MADE_BY}">'
    assert {path.name for path in pages if generator not in path.read_text("utf-8")} == UNMARKED
    assert len(pages) > 10


AS_OF = "Evaluasi tahap I tahun 2026 · seluruh dimensi · keadaan per 15 Mei 2026"
NOISE = Random(1).randbytes(HEAD + TAIL)


def word(text: str, creator: str = "Dinas", *, large: bool = False) -> bytes:
    """A document of Word; a large one has a picture between its text and its end."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("docProps/core.xml", f"<dc:creator>{creator}</dc:creator>")
        archive.writestr("word/document.xml", f"<w:p><w:t>{text}</w:t></w:p>")
        if large:
            archive.writestr("word/media/image1.png", NOISE)
    return packed.getvalue()


def packed(**parts: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("_", "."), content)
    return made.getvalue()


def own(name: str, content: bytes) -> bool:
    return look(name, take([content])[1]).own


@pytest.mark.parametrize("large", [False, True])
def test_a_word_file_is_known_by_its_author_or_its_first_lines(*, large: bool) -> None:
    assert own("a.docx", word("Laporan", MADE_BY, large=large))
    assert own("a.docx", word(f"Laporan evaluasi. {AS_OF}", large=large))
    assert not own("a.docx", word("Laporan kinerja tahun 2025, keadaan per 15 Mei 2026", "smartcity", large=large))


def test_a_large_office_file_of_which_the_middle_is_not_kept_is_whole_and_holds_something() -> None:
    found = look("a.docx", take([word("x", large=True)])[1])
    assert (found.empty, found.looks, found.words, found.core) == (False, None, None, None)


def test_an_archive_is_own_only_if_all_in_it_is() -> None:
    ours, document = word("Laporan", MADE_BY), word("Keputusan bupati tentang forum kota pintar")
    assert own("a.zip", packed(a_docx=ours, b_docx=ours))
    assert not own("a.zip", packed(a_docx=ours, b_docx=ours, c_docx=document))
    assert not own("a.zip", packed(a_docx=document, b_docx=ours))


@pytest.mark.parametrize(
    "head", [f'<meta content="{MADE_BY}" name=generator>', f"<META NAME='Generator' CONTENT='{MADE_BY}'>"]
)
def test_a_page_is_known_by_its_generator_however_it_is_written(head: str) -> None:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>Rencana kerja dinas</body></html>"
    assert own("a.html", page.encode())
    assert own("a.txt", page.encode())


def test_a_page_drawn_by_the_same_library_is_not_ours() -> None:
    page = "<html lang=id><head><title>Notula</title>{}</head><body><h1>Notula rapat tim</h1></body></html>"
    theirs = render_pdf([page.format("")])
    assert own("a.pdf", theirs)
    for mark in (rb"/ID [(" + MADE_BY.replace("(", r"\(").replace(")", r"\)").encode(),):
        assert mark in theirs
        assert not own("a.pdf", theirs.replace(mark, b"/ID [(" + b"0" * (len(mark) - 6)))
    marked = render_pdf([page.format(f"<meta name=generator content='{MADE_BY}'>")]).replace(b"/ID", b"/Xx")
    assert own("a.pdf", marked)


def test_what_others_call_smartcity_is_theirs() -> None:
    by_person = "<dc:creator>smartcity</dc:creator><dcterms:created>2025-03-04T08:12:45Z</dcterms:created>"
    shown = '<sheet name="smartcity" sheetId="1" r:id="rId1"/><sheet name="Data" sheetId="2" state="hidden"/>'
    assert not is_own_book(frozenset(("jalan", "kondisi")), by_person + shown)
    assert is_own_book(frozenset(), '<sheet name="smartcity" sheetId="6" state="veryHidden" r:id="rId6"/>')
    before = "<dc:creator>smartcity</dc:creator><dcterms:created>2025-03-04T00:00:00Z</dcterms:created>"
    assert is_own_book(frozenset(), before)
    assert not is_own_book(frozenset(), f'{before}<sheet name="survey" sheetId="1"/>')


@pytest.mark.parametrize(
    "text",
    [
        "Pengingat: rapat evaluasi\nYth. Kepala Dinas\nPer 5 Juni 2026 ada 2 hal yang perlu dibahas.\n",
        "Yang dinyatakan dalam rapat\nSemua butir disetujui.\nYang membuktikannya: notula.\n",
        "Yang bertanda tangan di bawah ini, dalam jabatan: Kepala Dinas\nmenyatakan bahwa data ini benar.\n",
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Google Inc//Google Calendar\nSUMMARY:Rapat smartcity\n",
        f"{'ab' * 32}  data/laporan.pdf\n{'cd' * 32}  data/sk.pdf\n",
        "Bag-Software-Agent: bagit.py v1.8.1\nBagging-Date: 2025-01-01\nPayload-Oxum: 1.1\n",
        "Panduan: jalankan smartcity evidence verify-pack lalu lihat data/index.html.\n",
        "# CODEOWNERS\n/data/ @pemda/diskominfo\n",
        '{"runs": [{"tool": {"driver": {"name": "bandit"}}}]}',
        '{"path": "data/jalan.yaml", "severity": "tinggi"}',
    ],
)
def test_texts_of_offices_and_of_other_programs_are_documents(text: str) -> None:
    assert not is_own_output(text)


def test_a_hostile_text_takes_no_longer_than_another() -> None:
    for text in (
        "What is claimed What shows it " * 4000,
        "data/" * 20_000,
        "· keadaan per 1 Mei " * 5000,
        "a, b: " * 9000,
    ):
        assert is_own_output(text) in (True, False)


def test_a_report_printed_by_another_program_is_named_where_it_is_read(
    build: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = f"<html lang=id><head><title>x</title></head><body><h1>Laporan</h1><p>{AS_OF}</p></body></html>"
    printed = tmp_path / "laporan.pdf"
    printed.write_bytes(render_pdf([page]).replace(b"/ID", b"/Xx"))
    assert not own("laporan.pdf", printed.read_bytes())
    root = build({})
    options = ("--root", root, "--today", "2023-05-30", "--lang", "en")
    code, _, said = run_command(capsys, "evidence", "add", printed, *options)
    assert (code, "repeats these data" in said) == (2, True), said
    record = base_text("data/evidence/sk-forum.yaml").replace("sk-forum.txt", "laporan.pdf")
    put(
        root,
        {
            "data/evidence/sk-forum.yaml": re.sub(
                r"sha256: \w+", f"sha256: {hashlib.sha256(printed.read_bytes()).hexdigest()}", record
            )
        },
    )
    shutil.copy(printed, root / "data/evidence/files/laporan.pdf")
    code, said, _ = run_command(capsys, "evidence", "verify", "sk-forum", *options)
    assert (code, "its file only repeats these data" in said) == (1, True)


def test_a_marked_file_is_an_error_and_supports_nothing(build: Build) -> None:
    root = build({"data/evidence/files/sk-forum.txt": f"<html><meta name=generator content='{MADE_BY}'>Forum"})
    assert [line.rpartition(" ")[2] for line in findings(root) if "own-data" in line] == ["evidence-own-data"]
