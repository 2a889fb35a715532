"""The report on paper: innovations are one table, and only the sources that it cites are listed, with their numbers."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from banjar_smartcity.i18n import language
from banjar_smartcity.render.page.report import render_report
from banjar_smartcity.render.words.records.survey_words import marks_line
from conftest import EXAMPLE, ROOT, Build, run_command
from test_report import report_of

CITED = re.compile(r"#source-(\d+)")
REGIONS = ((EXAMPLE, date(2026, 5, 15)), (ROOT, date(2026, 11, 27)))


def page_of(root: Path, day: date, *, brief: bool) -> html.HtmlElement:
    pieces = render_report(report_of(root, day), language("en"), "html", brief=brief)
    return html.fromstring("".join(pieces))


def sources_of(page: html.HtmlElement) -> dict[str, str]:
    """The text of each source by its anchor, without its number."""
    found = page.xpath("//*[contains(@class, 'sources')]/li")
    return {one.get("id"): re.sub(r"^\[\d+\] ", "", " ".join(one.text_content().split())) for one in found}


@pytest.mark.parametrize(("root", "day"), REGIONS)
def test_every_innovation_is_a_row_and_no_link_leads_nowhere(root: Path, day: date) -> None:
    page = page_of(root, day, brief=True)
    rows = page.xpath("//tbody[@id='rows-of-innovations']/tr/th/@id")
    known = {f"innovation-{name}" for name in report_of(root, day).model.innovations}
    assert len(rows) == len(set(rows))
    assert set(rows) == known != set()
    assert page.xpath("//article") == []
    anchors = page.xpath("//@id")
    assert len(anchors) == len(set(anchors))
    assert {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")} <= set(anchors)


@pytest.mark.parametrize(("root", "day"), REGIONS)
def test_only_sources_that_are_cited_are_listed_and_keep_their_numbers(root: Path, day: date) -> None:
    brief, full = page_of(root, day, brief=True), page_of(root, day, brief=False)
    listed, complete = sources_of(brief), sources_of(full)
    cited = {link[1:] for link in brief.xpath("//a/@href") if CITED.fullmatch(link)}
    assert set(listed) == cited
    assert 0 < len(listed) < len(complete)
    assert listed == {anchor: complete[anchor] for anchor in listed}
    for one in brief.xpath("//ul[contains(@class, 'sources')]/li"):
        assert " ".join(one.text_content().split()).startswith(f"[{one.get('id').partition('-')[2]}] ")


def test_the_page_has_the_records_unless_somebody_asks_otherwise(
    build: Build, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    root = build()
    pages = {}
    for name, words in {"": (), "full": ("--innovations", "full"), "brief": ("--innovations", "brief")}.items():
        path = tmp_path / f"{name}.html"
        shared = ("--root", root, "--today", "2023-06-05", "--lang", "en", "--output", path)
        assert run_command(capsys, "report", *shared, *words)[0] == 0
        pages[name] = path.read_text("utf-8")
    assert pages[""] == pages["full"]
    assert "The whole record<" in pages["full"]
    assert "The whole record<" not in pages["brief"]


@pytest.mark.parametrize("words", [("--format", "md"), ("--summary",), ("--agency", "dinkes")])
def test_what_has_no_such_choice_refuses_it(
    build: Build, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    code, out, err = run_command(
        capsys, "report", "--root", build(), "--lang", "en", *words, "--innovations", "brief", "--output", "-"
    )
    assert (code, out) == (2, "")
    assert "--innovations is for the whole report" in err


def test_marks_that_are_not_known_are_named_together() -> None:
    english, indonesian = language("en"), language("id")
    assert marks_line((None, None, 12, 40, 3), 0, english) == "marks of respondents 2: 12, 3: 40, 4: 3; 0, 1: unknown"
    assert marks_line((1, 2), 1, indonesian) == "nilai responden 1: 1, 2: 2"
    assert marks_line((None, None), 0, english) == "marks of respondents 0, 1: unknown"
    assert marks_line(None, 0, english) == ""
