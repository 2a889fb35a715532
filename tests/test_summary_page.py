"""The summary page: a verdict, one figure, the aspects, and what to decide, on one sheet."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from banjar_smartcity.i18n import language
from banjar_smartcity.publish.report import Report
from banjar_smartcity.publish.summary import DECISIONS, MOST_ASPECTS
from banjar_smartcity.render.office import pdf
from banjar_smartcity.render.page.report import SUMMARY, render_report
from banjar_smartcity.scoring.steps.owed import LATER
from conftest import BASE, Build, base_text
from test_report import Page, report_of

ROOT = Path(__file__).parent.parent
REGIONS = {
    "banjar": ROOT,
    "contoh": ROOT / "examples" / "kabupaten-contoh",
    "malang": ROOT / "examples" / "kabupaten-malang-2023",
}
DAY = date(2026, 11, 27)
PROGRAM = "data/program.yaml"
PLANS = """
targets:
  - id: rpjmd-2023
    stage: 2023-tahap-1
    value: 3.5
    sources: [berita]
  - id: rpjmd-2023-outcome
    stage: 2023-tahap-1
    aspect: outcome
    value: 3
    sources: [berita]
letter:
  lines: [PEMERINTAH KABUPATEN CONTOH, SEKRETARIAT DAERAH]
  place: Contoh
  signed_by: sekda
"""


@cache
def region(name: str) -> Report:
    return report_of(REGIONS[name], DAY)


def page(report: Report, format: str = "html", code: str = "en") -> str:
    return "".join(render_report(report, language(code), format, sheet=SUMMARY))


def words(report: Report, code: str = "en") -> str:
    return Page(page(report, "html", code)).text


@pytest.mark.parametrize("code", ["id", "en"])
@pytest.mark.parametrize("name", REGIONS)
def test_it_has_at_most_sixty_lines_of_markdown(name: str, code: str) -> None:
    assert len(page(region(name), "md", code).splitlines()) <= 60


def test_the_verdict_compares_the_supported_index_with_the_last_result_and_the_median() -> None:
    text = words(region("contoh"))
    assert "Supported 2.52 of 4.00: 0.13 below the result of 2025 and 0.26 below the median of 40 regions." in text


def test_the_supported_figure_is_the_large_one_and_the_claimed_one_is_beside_it() -> None:
    html = page(region("contoh"))
    assert re.search(r'<p class="large"><strong class="n">2\.52</strong>', html)
    assert "self-assessed 2.90, 111 of 111 items answered" in words(region("contoh"))


def test_what_is_not_recorded_is_named(build: Build) -> None:
    text = words(report_of(build()))
    for sentence in (
        "no result of 2023 or 2022 is on record",
        "The quartiles of all regions are not recorded.",
        "No target is recorded for this stage.",
    ):
        assert sentence in text


def test_a_target_is_compared_with_what_is_supported(build: Build) -> None:
    report = report_of(build({PROGRAM: base_text(PROGRAM) + PLANS}))
    compared = report.summary.to_target
    assert compared is not None
    assert compared.difference == report.score.final.supported - Fraction("3.5")
    text = words(report)
    assert "2.10 below the target of 3.50" in text
    assert "No target is recorded" not in text
    assert "The target 3.50 is out of reach: all 6 steps together reach 2.80." in text
    (outcome,) = (line for line in report.summary.aspects if line.node.id == "outcome")
    assert outcome.target is not None
    assert outcome.target.value == 3


def test_a_letterhead_and_a_place_to_sign_are_printed_if_the_office_has_them(build: Build) -> None:
    with_letter = report_of(build({PROGRAM: base_text(PROGRAM) + PLANS}))
    text = words(with_letter)
    assert text.startswith("Smart-city evaluation report: Contoh Regency, Tahap I 2023")
    assert "PEMERINTAH KABUPATEN CONTOH SEKRETARIAT DAERAH" in text
    assert text.rstrip().endswith("Contoh, 30 May 2023 Sekretaris Daerah")
    assert "Sekretaris Daerah" not in words(report_of(BASE))


def test_the_aspects_that_lose_most_come_first() -> None:
    lost = [line.lost for line in region("contoh").summary.aspects]
    assert lost == sorted(lost, reverse=True)
    assert sum(lost) == 4 - region("contoh").score.final.supported


def test_of_a_region_without_answers_the_losses_of_the_last_result_come_first() -> None:
    summary = region("banjar").summary
    assert [line.node.id for line in summary.aspects] == ["impact", "output", "outcome", "quick-win", "baseline"]
    lost = [line.lost_before for line in summary.aspects if line.lost_before is not None]
    assert [float(round(points, 3)) for points in lost] == [0.548, 0.342, 0.321, 0.32, 0.052]
    text = words(region("banjar"))
    assert "Nothing is answered yet, so nothing can be defended." in text
    assert "The result of 2023 was 2.42, 0.52 below the median of 130 regions." in text
    assert "Of 4.00 points, 1.58 were lost in 2023: Impact 0.548" in text


def test_a_region_without_answers_is_told_what_to_do_in_the_first_week() -> None:
    text = words(region("banjar"))
    assert "To do in the first week" in text
    assert "for 111 of 111 items nobody is named" in text
    assert "18 of at least 50 respondents each" in text
    assert "Decisions needed" not in text
    assert "To do in the first week" not in words(region("contoh"))


def test_the_first_week_names_no_aspect_in_which_the_reader_has_no_item() -> None:
    assert "Answer Output first" in words(region("banjar"))
    report = report_of(ROOT, DAY, "living")
    assert {leaf.item.aspect for leaf in report.summary.node.leaves} == {"outcome", "impact"}
    assert "Answer Outcome first" in words(report)


def test_three_decisions_say_who_by_when_and_what_they_gain() -> None:
    summary = region("contoh").summary
    assert len(summary.decisions) == DECISIONS
    gains = [decision.group.gain for decision in summary.decisions]
    assert gains == sorted(gains, reverse=True)
    assert not {decision.group.what for decision in summary.decisions} & set(LATER)
    text = words(region("contoh"))
    assert "Outcome: add the missing evidence of 4 answers Dispar, Bappeda, PUPR and 1 more" in text


def test_no_step_is_left_out_without_being_counted() -> None:
    report = region("contoh")
    shown = sum(decision.group.gain for decision in report.summary.decisions)
    assert shown + report.summary.more_gain == report.todo.gain
    assert f"{report.summary.more_steps} more groups of steps" in words(report)


def test_a_decision_without_a_due_date_says_so() -> None:
    assert words(region("contoh")).count("no new due date yet") == DECISIONS, "the stage is over, and none follows"
    report = report_of(REGIONS["contoh"], date(2026, 5, 15))
    assert "no new due date" not in words(report)
    undated = tuple(decision._replace(due=None) for decision in report.summary.decisions)
    assert words(report._replace(summary=report.summary._replace(decisions=undated))).count("no due date") == DECISIONS


def test_where_nothing_is_answered_it_is_said_once_and_the_losses_are_those_of_the_result() -> None:
    for format in ("html", "md"):
        text = page(region("banjar"), format)
        assert text.count("is answered yet") == 1
        assert "Points lost 2023" in text
        assert "0.548" in text
        assert "0.800" not in text


def test_ranks_that_nobody_recorded_take_no_column_and_are_named() -> None:
    text = words(region("malang"))
    assert "The ranks of the aspects are not recorded." in text
    assert "Rank" not in text
    assert "The ranks of the aspects" not in words(region("banjar"))


def test_aspects_beyond_the_last_line_are_counted() -> None:
    report = region("contoh")
    many = report.summary._replace(more_aspects=3)
    assert "3 more aspects lose less." in words(report._replace(summary=many))
    assert len(report.summary.aspects) <= MOST_ASPECTS


def test_its_sources_are_named_on_it_and_no_link_leads_to_a_missing_place() -> None:
    for name in REGIONS:
        html = page(region(name))
        ids = set(re.findall(r'id="([^"]+)"', html))
        targets = set(re.findall(r'href="#([^"]+)"', html))
        assert targets <= ids
    assert "Surat B-1384/DJAI/AI.01.04/12/2023" in words(region("banjar"))


@pytest.mark.needs("pango")
@pytest.mark.parametrize("name", REGIONS)
def test_the_pdf_has_one_page(name: str) -> None:
    made = pdf.render_sheet([page(region(name), "html", "id")])
    assert len(PdfReader(BytesIO(made)).pages) == 1


@pytest.mark.needs("pango")
def test_a_page_that_is_too_long_gets_smaller_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint import Document

    write, written = Document.write_pdf, []

    def counted(*arguments: Any, **options: Any) -> Any:
        written.append(True)
        return write(*arguments, **options)

    long = "<style>html { font-size: 9.4pt }</style>" + "<p>Satu baris</p>" * 40
    assert len(PdfReader(BytesIO(pdf.render_pdf([long]))).pages) == 2
    monkeypatch.setattr(Document, "write_pdf", counted)
    assert len(PdfReader(BytesIO(pdf.render_sheet([long]))).pages) == 1
    assert len(written) == 1, "sizes that do not fit are not written"
