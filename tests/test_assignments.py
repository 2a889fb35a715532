"""Assignments: who answers which items, before there is an answer."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from banjar_smartcity.checking.pipeline import check_workspace
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.model.as_of import as_of
from banjar_smartcity.model.assignment import assigned
from banjar_smartcity.scoring.score import compute_score
from banjar_smartcity.scoring.steps.step import Step
from banjar_smartcity.scoring.steps.todo import compute_todo
from conftest import BASE, TODAY, Build, findings
from test_report import page_of, report_of

FILE = "data/assignments.yaml"
ROADS = "data/dimensions/living/answers/2023-tahap-1.yaml"


def listed(*lines: str) -> str:
    return "assignments:\n" + "".join(f"  - {{stage: 2023-tahap-1, {line}}}\n" for line in lines)


def agencies(build: Build, *lines: str) -> dict[str, str]:
    return agencies_on(TODAY, build({FILE: listed(*lines)}))


def agencies_on(today: date, root: Path) -> dict[str, str]:
    model = as_of(check_workspace(root, today).model, today)
    assert model.instrument is not None
    return {item: a.agency for item, a in assigned(model.assignments, "2023-tahap-1", model.instrument).items()}


def steps(build: Build, *lines: str) -> dict[str, Step]:
    checked = check_workspace(build({FILE: listed(*lines)}), TODAY)
    stage = checked.model.stage()
    assert stage is not None
    score = compute_score(checked.model, stage, TODAY, checked.holdings)
    assert score is not None
    return {step.id: step for step in compute_todo(checked.model, score, TODAY, ()).steps}


def test_the_assignment_that_covers_the_fewest_items_counts(build: Build) -> None:
    found = agencies(
        build,
        "agency: dkumpp",
        "aspect: outcome, agency: dinkes",
        "aspect: outcome, dimension: economy, agency: dkumpp",
        "group: Perencanaan, agency: dinkes",
    )
    assert found["outcome-living-roads"] == "dinkes"
    assert found["outcome-economy-poverty"] == "dkumpp"
    assert found["baseline-planning-masterplan"] == "dinkes"
    assert found["impact-health-record"] == "dkumpp"


@pytest.mark.parametrize("order", [1, -1])
def test_an_assignment_that_names_the_item_comes_before_all_others(build: Build, order: int) -> None:
    lines = ["dimension: economy, agency: dinkes", "item: outcome-economy-poverty, agency: dkumpp"]
    assert agencies(build, *lines[::order])["outcome-economy-poverty"] == "dkumpp"


def test_steps_name_the_assigned_agency_its_due_date_and_what_it_takes(build: Build) -> None:
    line = "item: outcome-economy-poverty, agency: dkumpp, due: 2023-06-01, effort: 2.5"
    step = steps(build, line)["outcome-economy-poverty"]
    assert (step.agencies, step.due, step.effort) == (("dkumpp",), date(2023, 6, 1), Fraction("2.5"))


def test_effort_that_nobody_wrote_is_unknown(build: Build) -> None:
    assert {step.effort for step in steps(build, "aspect: outcome, agency: dinkes").values()} == {None}


def test_a_survey_is_a_step_of_the_agency_of_its_sub_dimension(build: Build) -> None:
    step = steps(build, "sub_dimension: health, agency: dinkes, due: 2023-06-02, effort: 4")["health"]
    assert (step.agencies, step.due, step.effort) == (("dinkes",), date(2023, 6, 2), Fraction(4))


def test_the_agency_that_the_answer_names_counts_and_the_difference_is_reported(build: Build) -> None:
    root = build({FILE: listed("dimension: living, agency: dkumpp")})
    assert findings(root) == [f"{ROADS}:9:18: assignment-elsewhere"]
    checked = check_workspace(root, TODAY)
    stage = checked.model.stage()
    assert stage is not None
    score = compute_score(checked.model, stage, TODAY, checked.holdings)
    assert score is not None
    (leaf,) = (leaf for leaf in score.final.leaves if leaf.item.id == "outcome-living-roads")
    assert leaf.agency == "dinkes"


def test_what_was_decided_later_is_not_shown(build: Build) -> None:
    root = build({FILE: listed("dimension: living, agency: dkumpp, decided_on: 2023-06-01")})
    assert agencies_on(date(2023, 5, 31), root) == {}
    assert agencies_on(date(2023, 6, 1), root) != {}


def test_status_todo_and_report_name_the_agency(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build({FILE: listed("agency: dkumpp")})
    assert "Nobody is named yet" in page_of(report_of(BASE), "html").text
    assert "Nobody is named yet" not in page_of(report_of(root), "html").text
    for command in ("status", "todo"):
        assert main([command, "--root", str(root), "--today", str(TODAY), "--agency", "dkumpp", "--lang", "en"]) == 0
        assert "DKUMPP" in capsys.readouterr().out
