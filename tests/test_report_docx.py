"""The report for Word: the same figures as the page, real headings and tables, the same bytes each time."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
import yaml
from docx.document import Document
from docx.oxml.ns import qn
from markupsafe import escape
from PIL import Image

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.i18n import language
from banjar_smartcity.publish.report import Report
from banjar_smartcity.render.office.word.document import render_docx
from banjar_smartcity.resources import MADE_BY
from banjar_smartcity.source.letters import visible_line
from conftest import Build
from returned_books import copy_of_example
from test_report import HOSTILE, Page, report_of, written
from test_report_pdf import sheets

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "kabupaten-contoh"
DAY = date(2026, 5, 15)


@cache
def example() -> Report:
    return report_of(EXAMPLE, DAY)


@cache
def page_of(code: str) -> str:
    return written(example(), "html", code)


@cache
def content_of(code: str) -> bytes:
    return render_docx([page_of(code)], language(code))


def document_of(page: str) -> Document:
    return docx.Document(BytesIO(render_docx([f"<html><title>x</title><body>{page}</body></html>"], language("en"))))


def opened(code: str) -> Document:
    return docx.Document(BytesIO(content_of(code)))


def text_of(document: Document) -> str:
    """All text in its order, paragraphs apart."""
    paragraphs = document.element.body.iter(qn("w:p"))
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in paragraphs)


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+[.,]\d{2,4}", text))


@pytest.mark.parametrize("code", ["id", "en"])
def test_it_holds_the_headings_and_figures_of_the_page(code: str) -> None:
    document, page = opened(code), Page(page_of(code))
    told = [part.get("descr") for part in document.element.body.iter(qn("wp:docPr"))]
    text = "\n".join([text_of(document), *told])
    assert numbers(text) == numbers(" ".join(page.words))
    named = [p.style.name for p in document.paragraphs if p.style is not None]
    wanted = {"Title": "h1", "Heading 1": "h2", "Heading 2": "h3", "Heading 3": "h4"}
    assert {style: named.count(style) for style in wanted} == {s: page.tags.count(tag) for s, tag in wanted.items()}


def test_tables_have_captions_and_heads_that_each_page_repeats() -> None:
    """The maps of completeness and of innovations have heads of rows only."""
    tables = list(opened("en").element.body.iter(qn("w:tbl")))
    assert len(tables) > 20
    headless = 0
    for table in tables:
        rows = table.findall(qn("w:tr"))
        headless += rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        assert len({len(row.findall(qn("w:tc"))) for row in rows}) == 1
        before = table.getprevious()
        figures = table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}") is None
        assert figures or before.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")) == "Caption"
    assert headless == page_of("en").count('<table class="tiles') == 2


def test_a_table_of_many_columns_has_small_letters_so_that_no_word_is_broken() -> None:
    heads = ("Aspek", "Mandiri", "Terdukung", "Diterbitkan", "Peringkat", "Terendah", "Kuartil", "Median", "Tertinggi")
    for columns, small in ((4, False), (9, True)):
        row = "".join(f"<th>{head}</th>" for head in heads[:columns])
        document = document_of(
            f"<main><table><thead><tr>{row}</tr></thead><tbody><tr>{row}</tr></tbody></table></main>"
        )
        (table,) = document.tables
        styles = {paragraph.style.name for cell in table._cells for paragraph in cell.paragraphs if paragraph.style}
        assert styles == ({"Small cell", "Small cell head"} if small else {"Cell", "Cell head"})
        letter = 6.5 / 8 * 1.95 if small else 1.95
        for head, column in zip(heads[:columns], table.columns, strict=True):
            assert column.width is not None
            assert column.width.mm >= len(head) * letter


def test_what_heads_a_list_or_a_table_stays_with_it_and_contents_begin_a_page() -> None:
    page = """<main><nav aria-label="Isi"></nav><h2>Kepala</h2><p>Yang berikut:</p><ul><li>satu</li></ul><p>Lain.</p>
      <details class="roomy"><summary>Angka</summary><dl class="line"><dt>Nilai</dt><dd>1</dd></dl><p>Pokja</p>
      </details><h3>Butir</h3></main>"""
    kept = {
        paragraph.text: paragraph.paragraph_format.keep_with_next or paragraph.style.paragraph_format.keep_with_next
        for paragraph in document_of(page).paragraphs
        if paragraph.style
    }
    assert [text for text, keeps in kept.items() if keeps] == ["Isi", "Kepala", "Yang berikut:", "Pokja", "Butir"]
    (contents,) = (p for p in document_of(page).paragraphs if p.text == "Isi")
    assert contents.paragraph_format.page_break_before


def test_links_lead_to_places_that_are_there() -> None:
    document = opened("en")
    body = document.element.body
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    links = list(body.iter(qn("w:hyperlink")))
    inside = {link.get(qn("w:anchor")) for link in links} - {None}
    assert inside
    assert inside <= set(names)
    outside = [document.part.rels[link.get(qn("r:id"))].target_ref for link in links if link.get(qn("r:id"))]
    assert outside
    assert all(address.startswith("https://") for address in outside)


@pytest.mark.parametrize(
    ("code", "locale", "foot"), [("id", "id-ID", "Halaman 1 dari 1"), ("en", "en-GB", "Page 1 of 1")]
)
def test_it_says_its_language_counts_its_pages_and_names_nobody(code: str, locale: str, foot: str) -> None:
    document = opened(code)
    about = document.core_properties
    assert (about.language, about.author, about.last_modified_by, about.created) == (locale, MADE_BY, "", None)
    assert about.title == re.findall(r"<title>([^<]+)</title>", page_of(code))[0].strip()
    footer = document.sections[0].footer.paragraphs[0]._p
    assert "".join(t.text for t in footer.iter(qn("w:t"))) == foot
    assert [field.get(qn("w:instr")).strip() for field in footer.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    assert {speaks.get(qn("w:val")) for speaks in document.styles.element.iter(qn("w:lang"))} == {locale}


def numbered(page: str) -> list[tuple[str, str, str]]:
    """The text, list and level of each entry of a list."""
    document = docx.Document(BytesIO(render_docx([page], language("en"))))
    found = []
    for paragraph in document.element.body.iter(qn("w:p")):
        if (place := paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")) is not None:
            text = "".join(t.text for t in paragraph.iter(qn("w:t")))
            values = [place.find(qn(name)).get(qn("w:val")) for name in ("w:numId", "w:ilvl")]
            found.append((text, values[0], values[1]))
    return found


def test_numbered_lists_begin_anew_and_lists_inside_lists_are_levels_of_word() -> None:
    first, second, *rest = numbered(
        "<title>x</title><ol><li>a<ul><li>b<p>more</p></li></ul></li></ol><ol><li>c</li></ol><ul><li>d</li></ul>"
    )
    assert (first[0], first[2]) == ("a", "0")
    assert (second[0], second[2]) == ("b", "1")
    assert [(text, level) for text, _, level in rest] == [("c", "0"), ("d", "0")]
    assert first[1] != rest[0][1]
    assert second[1] == rest[1][1]


def test_each_entry_of_a_list_among_facts_begins_a_line() -> None:
    page = "<dl><dt>Maturity</dt><dd><details><summary>Each</summary><ul><li>a<span class='small block'>b</span></li>"
    content = render_docx([f"<title>x</title>{page}<li>c</li></ul></details></dd></dl>"], language("en"))
    (fact,) = [p.text for p in docx.Document(BytesIO(content)).paragraphs if "Each" in p.text]
    assert fact.splitlines() == ["Maturity\tEach", "a", "b", "c"]


CHART = (
    "<title>x</title><style>\n.solid { fill: #0b5f6b; }\n</style><body><figure class='chart'>"
    "<svg width='100%' height='40' role='img'><title>Index</title><desc>rises to 2.90</desc>"
    "<rect class='solid' width='50%' height='16'/></svg>"
    "<ul class='legend'><li><svg width='18' height='10' aria-hidden='true'><rect class='solid' width='18' height='10'/>"
    "</svg> supported</li><li>claimed</li></ul></figure></body>"
)


def test_a_chart_is_a_picture_with_the_words_that_a_screen_reader_says_on_the_page() -> None:
    content = render_docx([CHART], language("en"))
    document = docx.Document(BytesIO(content))
    about = list(document.element.body.iter(qn("wp:docPr")))
    assert [part.get("descr") for part in about] == ["Index rises to 2.90", ""]
    assert [p.text.strip() for p in document.paragraphs] == ["", "supported \xb7 claimed"]
    with ZipFile(BytesIO(content)) as archive:
        drawn = Image.open(BytesIO(archive.read("word/media/image1.png")))
    assert drawn.size == (1328, 128)
    middle = [drawn.convert("RGB").getpixel((x, 40)) for x in (30, 600, 700)]
    assert middle == [(0x0B, 0x5F, 0x6B), (0x0B, 0x5F, 0x6B), (255, 255, 255)]


def test_without_the_program_that_draws_it_a_chart_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    document = docx.Document(BytesIO(render_docx([CHART], language("en"))))
    assert [p.text for p in document.paragraphs] == ["Index rises to 2.90", "supported \xb7 claimed"]


def laid_out(folder: Path, *files: Path) -> list[list[str]]:
    """The text of each page of documents, as LibreOffice lays them out."""
    command = ["soffice", f"-env:UserInstallation={(folder / 'user').as_uri()}", "--headless", "--convert-to", "pdf"]
    run = subprocess.run([*command, "--outdir", str(folder), *map(str, files)], capture_output=True, check=False)
    assert run.returncode == 0, run.stderr
    return [sheets((folder / f"{file.stem}.pdf").read_bytes()) for file in files]


@pytest.mark.needs("soffice")
def test_libreoffice_puts_the_summary_on_one_sheet_and_pages_into_the_contents(tmp_path: Path) -> None:
    letter = {
        "letter": {"lines": ["PEMERINTAH KABUPATEN CONTOH", "Jalan Contoh 1"], "place": "Contoh", "signed_by": "sekda"}
    }
    example = copy_of_example(tmp_path / "contoh")
    program = example / "data" / "program.yaml"
    program.write_text(program.read_text(encoding="utf-8") + yaml.safe_dump(letter), encoding="utf-8")
    files: list[Path] = []
    for root, extra in ((example, ["--summary"]), (EXAMPLE.parent.parent, ["--summary"]), (example, [])):
        files.append(tmp_path / f"{len(files)}.docx")
        asked = ["report", *extra, "--root", str(root), "--output", str(files[-1]), "--today", "2026-05-15"]
        assert main(asked) == 0
    signed, unanswered, whole = laid_out(tmp_path, *files)
    assert (len(signed), len(unanswered)) == (1, 1)
    assert "PEMERINTAH KABUPATEN CONTOH" in signed[0]
    entries = dict(re.findall(r"^([^\d\n]+?)\s*\.{4,}\s*(\d+)\s*$", "\n".join(whole[:3]), re.MULTILINE))
    for heading in ("Ringkasan", "Inovasi", "Sumber"):
        assert heading in whole[int(entries[heading]) - 1]


def test_the_same_page_gives_the_same_bytes_without_a_time() -> None:
    first = content_of("en")
    assert first == render_docx([page_of("en")], language("en"))
    with ZipFile(BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert [name for name in archive.namelist() if name.startswith("docProps")] == ["docProps/core.xml"]


def test_letters_that_xml_cannot_hold_and_markup_in_texts_stand_there_as_text() -> None:
    page = "<title>x</title><h1>a\ufffeb&lt;w:p&gt;\x01</h1><p>{PAGE} &amp;amp; <a href='javascript:x'>y</a></p>"
    document = docx.Document(BytesIO(render_docx([page], language("en"))))
    assert [p.text for p in document.paragraphs] == ["a<U+FFFE>b<w:p><U+0001>", "{PAGE} &amp; y"]
    assert not list(document.element.body.iter(qn("w:hyperlink")))


def test_what_people_write_is_shown_as_they_wrote_it_whatever_it_looks_like() -> None:
    texts = [visible_line(text) for text in HOSTILE]
    page = "<title>x</title>" + "".join(f"<p>{escape(text)}</p>" for text in texts)
    document = docx.Document(BytesIO(render_docx([page], language("en"))))
    assert [p.text for p in document.paragraphs] == texts


def test_a_drawing_is_told_and_what_only_a_screen_can_do_is_left_out() -> None:
    page = (
        "<title>x</title><body><svg role='img'><title>Index</title><desc>rises to 2.90</desc></svg>"
        "<svg><text>9</text></svg>"
        "<button>Sort</button><p hidden>no</p><p aria-hidden='true'>no</p><script>no</script><p>yes</p></body>"
    )
    document = docx.Document(BytesIO(render_docx([page], language("en"))))
    assert [p.text for p in document.paragraphs] == ["Index rises to 2.90", "yes"]


def test_lists_inside_lists_go_down_as_far_as_word_has_levels() -> None:
    page = "<title>x</title><ul><li>a<ul><li>b<ul><li>c<ul><li>d</li></ul></li></ul></li></ul></li><li>e</li></ul>"
    document = docx.Document(BytesIO(render_docx([page], language("en"))))
    assert [(p.text, p.style and p.style.name) for p in document.paragraphs] == [
        ("a", "List Bullet"),
        ("b", "List Bullet 2"),
        ("c", "List Bullet 3"),
        ("d", "List Bullet 3"),
        ("e", "List Bullet"),
    ]


def test_the_command_writes_it_where_the_name_says_so(
    build: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "laporan.docx"
    assert main(["report", "--root", str(build()), "--today", "2023-05-30", "--output", str(target)]) == 0
    assert capsys.readouterr().out == f"{target}\n"
    assert "Ringkasan" in text_of(docx.Document(str(target)))


def test_a_document_is_not_printed(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--root", str(build()), "--format", "docx", "--output", "-", "--lang", "en"]) == 2
    assert "docx cannot be printed; name a file" in capsys.readouterr().err
