"""The report of an agency holds all that it owes or answers, nothing of others, and comes in every format."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from banjar_smartcity.i18n import language
from banjar_smartcity.publish.agency_report import limit_report
from banjar_smartcity.publish.public import answered
from banjar_smartcity.publish.report import Report, portraits
from banjar_smartcity.render.page.environment import FORMATS
from banjar_smartcity.render.page.report import AGENCY, render_report
from banjar_smartcity.scoring.steps.owed import debtors, group_steps
from conftest import EXAMPLE, run_command
from test_report import Page, markdown_page, report_of

DAY = date(2026, 5, 15)


@cache
def whole() -> Report:
    return report_of(EXAMPLE, DAY)


@cache
def of(agency: str) -> Report:
    return limit_report(whole(), agency)


def items(report: Report) -> list[str]:
    return [found.leaf.item.id for section in report.sections for found in answered(section)]


def innovations(report: Report) -> set[str]:
    return {portrait.innovation.id for section in report.sections for portrait in portraits(section)}


def test_each_item_of_an_agency_is_in_its_report_once_and_nothing_is_in_none() -> None:
    agencies = whole().model.agencies
    seen: set[str] = set()
    for agency in agencies:
        found = items(of(agency))
        assert len(found) == len(set(found))
        named = {leaf.item.id for leaf in whole().score.final.leaves if leaf.agency == agency}
        assert named <= set(found)
        seen |= set(found)
    unnamed = {leaf.item.id for leaf in whole().score.final.leaves if leaf.agency is None and not leaf.survey}
    assert set(items(whole())) - seen == unnamed


def test_steps_documents_and_innovations_are_those_of_the_agency() -> None:
    report = of("dlh")
    assert report.todo.steps
    assert all("dlh" in step.agencies for step in report.todo.steps)
    assert all("dlh" in debtor.agencies for debtor in debtors(group_steps(report.todo, report.score)))
    assert {shown.evidence.agency for shown in report.documents} == {"dlh"}
    owned = {
        record.id for record in whole().model.innovations.values() if any(o.agency == "dlh" for o in record.owners)
    }
    assert innovations(report) == owned != set()


def test_its_figures_are_those_of_its_items() -> None:
    node = of("dlh").summary.node
    assert node.items == len(items(of("dlh"))) == sum(section.node.items for section in of("dlh").sections)
    assert node.weight == sum(section.node.weight for section in of("dlh").sections)
    assert of("dlh").summary.last is None


def test_findings_are_those_of_its_answers_documents_and_innovations() -> None:
    kept = [finding for agency in whole().model.agencies for finding in of(agency).findings]
    assert {finding.path for finding in kept} <= {finding.path for finding in whole().findings}
    for finding in of("dlh").findings:
        assert finding in whole().findings
    duplicate = next(finding for finding in of("dlh").findings if finding.kind.id == "innovation-duplicate")
    assert "dlh" in (EXAMPLE / duplicate.path).read_text(encoding="utf-8")


@pytest.mark.parametrize("format", FORMATS)
def test_every_agency_gets_a_page_without_loose_ends(format: str) -> None:
    for agency in whole().model.agencies:
        text = "".join(render_report(of(agency), language("id"), format, sheet=AGENCY))
        page = Page(text) if format == "html" else markdown_page(text)
        assert page.open == []
        assert language("id").text(whole().model.agencies[agency].name) in page.text
        ids = {attributes["id"] for _, attributes in page.attributes if "id" in attributes}
        targets = {(a["href"] or "")[1:] for a in page.links() if (a["href"] or "").startswith("#")}
        assert {target for target in targets - ids if format == "html"} == set()


def test_the_command_writes_it_and_refuses_what_does_not_go_together(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    base = ("report", "--root", EXAMPLE, "--today", str(DAY), "--lang", "en")
    code, out, _ = run_command(capsys, *base, "--agency", "dlh", "--format", "md", "--output", "-")
    assert code == 0
    assert "Environment Agency of Contoh Regency" in out
    assert "Who owes what" not in out
    code, _, err = run_command(capsys, *base, "--agency", "dhl", "--output", str(tmp_path / "x.html"))
    assert (code, "did you mean dlh" in err) == (2, True)
    code, _, err = run_command(capsys, *base, "--agency", "dlh", "--dimension", "living")
    assert (code, "--agency is not combined with --dimension or --history" in err) == (2, True)
