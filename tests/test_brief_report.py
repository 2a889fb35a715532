"""The report on paper: innovations are one table, and only the sources that it cites are listed, with their numbers."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from lxml import html

from banjar_smartcity.i18n import Text, language
from banjar_smartcity.render.page.report import render_report
from banjar_smartcity.render.words.records.survey_words import marks_line
from banjar_smartcity.scoring.steps.owed import Owed, OwedGroup, group_steps
from banjar_smartcity.scoring.steps.step import WAITING, Blocker
from conftest import EXAMPLE, ROOT, Build, run_command
from test_report import report_of

SHEET = "data/dimensions/economy/answers/2023-tahap-1.yaml"
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


@pytest.mark.parametrize(("root", "day"), REGIONS)
def test_on_paper_steps_of_which_the_same_is_said_are_one_entry_and_none_is_missing(root: Path, day: date) -> None:
    report = report_of(root, day)
    groups = sorted(group_steps(report.todo, report.score), key=lambda group: group.is_raise)
    bundles = [bundle for group in groups for bundle in group.bundles]
    assert sorted(entry.anchor for bundle in bundles for entry in bundle) == sorted(
        entry.anchor for group in groups for entry in group.entries
    )
    page = html.fromstring("".join(render_report(report, language("en"), "html", on_paper=True)))
    shown = page.xpath("//section[@id='steps']//ul[@class='entries']/li")
    assert len(shown) == len(bundles) < sum(len(group.entries) for group in groups)
    for entries, one in zip(bundles, shown, strict=True):
        assert one.xpath(".//a/@href") == [f"#{entry.anchor}" for entry in entries]
        names = {str(entry.name.en or entry.name.id) for entry in entries}
        assert names <= set(one.xpath(".//a//text()"))


def test_entries_are_one_bundle_only_if_the_same_is_said_of_each() -> None:
    first = Owed(Text("A"), "living", ("dinkes",), Fraction(1, 10), ("photo",), (), "item-a", item="a")
    others = (
        first._replace(item="b"),
        first._replace(dimension="economy"),
        first._replace(agencies=()),
        first._replace(gain=Fraction(1, 5)),
        first._replace(wanted=("report",)),
        first._replace(blocked_by=(Blocker(WAITING),)),
    )
    sizes = {
        what: [len(b) for b in OwedGroup(what, None, Fraction(0), (first, *others)).bundles]
        for what in ("evidence", "answer")
    }
    assert sizes == {"evidence": [2, 1, 1, 1, 1, 1], "answer": [3, 1, 1, 1, 1]}


@pytest.mark.parametrize("asked", ["history", "origins", "seen", "pictures"])
def test_the_summary_refuses_what_it_does_not_show(
    build: Build, capsys: pytest.CaptureFixture[str], asked: str
) -> None:
    words = ("report", "--root", build(), "--lang", "en", "--summary", f"--{asked}", "--output", "-")
    code, out, err = run_command(capsys, *words)
    assert (code, out) == (2, "")
    assert f"--{asked} is for the whole report; --summary shows nothing of it" in err


def test_a_finding_names_what_it_is_about_and_its_line_only_where_origins_are_shown() -> None:
    report = report_of(*REGIONS[0])
    pages = {
        shown: html.fromstring("".join(render_report(report, language("en"), "html", origins=shown)))
        for shown in ("none", "all")
    }
    said = {name: page.xpath("//section[@id='findings']")[0].text_content() for name, page in pages.items()}
    assert (
        "level 2 is claimed without any evidence · How does the region carry out recovery after disasters?"
        in said["none"]
    )
    assert "this evidence expired on 31 March 2026 · Memorandum with Bank Umpama" in said["none"]
    assert ".yaml:" not in said["none"]
    assert "data/evidence/nota-kesepahaman-bank-umpama.yaml:15" in said["all"]


@pytest.mark.parametrize(
    ("fact", "agency", "blank"), [("null", "null", True), ("null", "dinkes", True), ("Ada survei", "null", False)]
)
def test_an_item_of_which_a_new_sheet_says_nothing_is_among_those_without_an_answer(
    build: Build, fact: str, agency: str, blank: bool
) -> None:
    entry = (
        f"{{item: outcome-economy-poverty, fact: {fact}, level: null, sources: [], evidence: [], "
        f"responsible: {agency}, answered_on: null}}"
    )
    report = report_of(build({SHEET: f"stage: 2023-tahap-1\ndimension: economy\nanswers: [{entry}]\n"}))
    (found,) = (a for s in report.sections for a in s.items if a.leaf.item.id == "outcome-economy-poverty")
    assert found.is_blank == blank
    page = html.fromstring("".join(render_report(report, language("en"), "html")))
    asked = page.xpath("//ul[@class='asked']/li[@id='item-outcome-economy-poverty']")
    assert len(asked) == blank
    assert all(("Dinkes" in one.text_content()) == (agency != "null") for one in asked)
