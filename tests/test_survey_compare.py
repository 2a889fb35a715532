"""A second survey of the same programmes is compared with the first."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from banjar_smartcity.cli.boundary import main
from respondents import EXAMPLE, TODAY
from surveys import resealed

AFTER = "data/surveys/survei-living-2026-b.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The example, whose living was surveyed a second time in another stage."""
    folder = tmp_path / "region"
    shutil.copytree(EXAMPLE, folder)
    text = (folder / "data/surveys/survei-living-2026.yaml").read_text("utf-8")
    stages = [
        line.split(": ")[1]
        for line in (folder / "data/program.yaml").read_text("utf-8").splitlines()
        if "- id: 20" in line
    ]
    other = next(stage for stage in stages if stage != "2026-tahap-1")
    text = text.replace("id: survei-living-2026", "id: survei-living-2026-b").replace("2026-tahap-1", other)
    text = text.replace("2026-03-23", "2026-04-20").replace("2026-04-17", "2026-05-01")
    # A statement rises by 0.5, and so the mean of its sub-dimension by a third of that.
    text = text.replace("mean: 2.65625", "mean: 3.15625").replace("mean: 2.753472", "mean: 2.920139")
    (folder / AFTER).write_text(resealed(text), "utf-8")
    return folder


def options(root: Path) -> list[str]:
    return ["--root", str(root), "--today", TODAY.isoformat(), "--lang", "en"]


def test_two_surveys_are_laid_side_by_side(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ["survei-living-2026", "survei-living-2026-b"]
    assert main(["survey", "compare", *names, *options(root), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    pair = data["statements"]["impact-harmony-spatial-plan"]
    assert (pair["before"], pair["after"]) == ({"n": 96, "mean": 2.65625}, {"n": 96, "mean": 3.15625})
    assert pair["difference"] == 0.5
    assert len(data["statements"]) == 9
    assert data["sub_dimensions"]["harmony"]["difference"] == pytest.approx(0.5 / 3, abs=1e-6)
    assert data["sub_dimensions"]["health"]["difference"] == 0
    assert [p["name"] for p in data["programmes"]] == ["RUJAK", "POS KENTANG", "ONDE-ONDE"]


def test_a_programme_is_compared_over_its_first_and_last_survey(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["survey", "compare", "--programme", "rujak", *options(root), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["before"]["id"], data["after"]["id"]) == ("survei-living-2026", "survei-living-2026-b")
    assert list(data["sub_dimensions"]) == ["harmony"]
    assert len(data["statements"]) == 3


@pytest.mark.parametrize("columns", ["60", "100"])
def test_people_read_the_differences_and_that_they_prove_nothing(
    columns: str, root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert main(["survey", "compare", "survei-living-2026", "survei-living-2026-b", *options(root)]) == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= int(columns)
    assert "+0.50" in out
    assert "not at random" in out


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["survei-living-2026"],
        ["survei-living-2026", "nothing"],
        ["--programme", "KOPI SUSU"],
        ["survei-living-2026", "survei-economy-2026"],
    ],
)
def test_what_cannot_be_compared_is_said(arguments: list[str], root: Path) -> None:
    assert main(["survey", "compare", *arguments, *options(root)]) == 2
