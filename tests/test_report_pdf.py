"""The report as PDF: the same figures as the page, tagged, in its language, the same bytes each time."""

from __future__ import annotations

import re
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from pypdf import PdfReader

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.cli.shared.extras import EXTRAS
from banjar_smartcity.i18n import language
from banjar_smartcity.publish.report import Report
from banjar_smartcity.render.office import pdf
from banjar_smartcity.render.page.report import render_report
from conftest import EXAMPLE, THOROUGH, TODAY, Build
from test_report import Page, report_of, written


def figures(text: str) -> set[str]:
    return set(re.findall(r"\d+[.,]\d{4}", text))


def on_paper(report: Report, code: str) -> str:
    """The page as the command makes it for a PDF: without files and lines."""
    return "".join(render_report(report, language(code), "html", origins="none"))


def read(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


FIRST = [("id", "Halaman 1 dari "), ("en", "Page 1 of ")]


def sheets(content: bytes) -> list[str]:
    """The text of each sheet; pypdf takes twenty times as long for it."""
    from pypdfium2 import PdfDocument

    return [page.get_textpage().get_text_range() for page in PdfDocument(content)]


@pytest.mark.needs("pango")
@pytest.mark.parametrize(("code", "first"), FIRST if THOROUGH else FIRST[:1])
def test_it_holds_the_figures_of_the_page_and_counts_its_own(build: Build, code: str, first: str) -> None:
    page = on_paper(report_of(build(), TODAY), code)
    made = pdf.render_pdf([page])
    document = read(made)
    text = "\n".join(sheets(made))
    assert f"{first}{len(document.pages)}" in text
    assert figures(text) == figures(" ".join(Page(page).words))
    assert {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in document.pages} == {(595, 842)}
    root: Any = document.root_object
    assert root["/Lang"] == code
    assert root["/MarkInfo"]["/Marked"]
    assert document.metadata is not None
    assert document.metadata.title == re.findall(r"<title>([^<]+)</title>", page)[0].strip()
    assert document.metadata.author is None
    assert document.metadata.creation_date is None
    assert len(document.outline) >= 1


@pytest.mark.needs("pango")
def test_the_same_page_gives_the_same_bytes(build: Build) -> None:
    page = on_paper(report_of(build(), TODAY)._replace(sections=()), "en")
    made = pdf.render_pdf([page])
    assert made == pdf.render_pdf([page])
    assert len(read(made).outline) >= 1


@pytest.mark.needs("pango")
def test_no_sheet_but_the_last_holds_only_a_few_lines() -> None:
    report = report_of(EXAMPLE, date(2026, 5, 15))
    page = on_paper(report._replace(sections=report.sections[:2]), "id")
    lengths = list(map(len, sheets(pdf.render_pdf([page]))))
    assert len(lengths) > 20
    assert min(lengths[:-1]) > 400


@pytest.mark.needs("pango")
def test_an_item_begins_below_its_head_also_where_its_picture_needs_the_next_sheet(build: Build) -> None:
    styles = "".join(re.findall(r"<style>.*?</style>", written(report_of(build(), TODAY), "html", "en"), re.DOTALL))
    drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='400' height='560'><rect width='400' height='560'/></svg>"
    picture = '<details class="page"><summary>Page 2</summary>'
    picture += f'<img src="data:image/svg+xml,{quote(drawing)}"></details>'
    item = f'<li class="item"><div><p>Question</p></div><div><p>Fact</p>{picture}</div><div>3</div></li>'
    head = '<div style="height: 14cm">Before</div><h2>Dimension</h2><h3>Whole</h3><p class="group">Outcome</p>'
    page = f"<title>x</title>{styles}"
    page += f'<main><section class="dimension">{head}<ol class="items">{item}</ol></section></main>'
    first, second = (sheet.extract_text().split()[:-4] for sheet in read(pdf.render_pdf([page])).pages)
    assert first == ["Before", "Dimension", "Whole", "Outcome", "Question", "Fact", "3"]
    assert second == ["Page", "2"]


@pytest.mark.needs("pango")
def test_nothing_is_fetched_not_even_from_the_disk(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.css"
    sheet.write_text("body::before { content: 'FETCHED' }", "utf-8")
    page = f'<title>x</title><link rel="stylesheet" href="{sheet.as_uri()}"><p>Kept'
    assert read(pdf.render_pdf([page])).pages[0].extract_text().split() == ["Kept"]


def test_drawings_carry_the_colours_of_paper() -> None:
    page = (
        "<style>:root { --paper: #123; --ink: #456; }\n.bar { fill: var(--paper); }\n.line { stroke: var(--ink); }\n"
        "@media print {\n  :root { --paper: #fff; }\n}</style><svg class='bar'><rect/></svg>"
    )
    assert (
        "<svg class='bar'><style>.bar { fill: #fff; }.line { stroke: #456; }</style><rect/>"
        in pdf._with_shape_colours(page)
    )


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_a_format_whose_extra_is_not_installed_says_how_to_install_it(
    build: Build, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], format: str
) -> None:
    monkeypatch.setitem(sys.modules, EXTRAS[format][0], None)
    root = build()
    assert main(["report", "--root", str(root), "--format", format, "--lang", "en"]) == 2
    assert f'pip install "banjar-smartcity[{format}]"' in capsys.readouterr().err
    assert not (root / "build").exists()


def test_a_machine_without_pango_is_told_what_to_install(
    build: Build, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library')", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    assert main(["report", "--root", str(build()), "--format", "pdf", "--lang", "en"]) == 2
    assert "apt install libpango-1.0-0" in capsys.readouterr().err
