"""`smartcity review` of survey records: figures that give a few people away next to an earlier version hold it back."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from banjar_smartcity.cli.boundary import main
from respondents import TODAY, survey
from test_survey_privacy import RECORD, commit, imported, region

__all__ = ["region"]

ROWS = survey("living", 90)


def reviewed(root: Path, capsys: pytest.CaptureFixture[str], *sides: str) -> tuple[int, str]:
    """The exit code of a review of what is on disk, or of two revisions, and what it says."""
    capsys.readouterr()
    options = ("--root", str(root), "--today", TODAY.isoformat(), "--lang", "en", "--format", "json")
    code = main(["review", *sides, *options])
    return code, capsys.readouterr().out


def change(root: Path, by: Callable[[dict[str, Any]], None]) -> None:
    """Change the record by hand."""
    data = yaml.safe_load((root / RECORD).read_text(encoding="utf-8"))
    data["imported"]["on"] = data["imported"].pop(True)  # a yes to PyYAML
    by(data)
    (root / RECORD).write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")


def typed(people: int) -> Callable[[dict[str, Any]], None]:
    """Figures of this many people more, as somebody types them."""

    def by(data: dict[str, Any]) -> None:
        data["respondents"] += people
        for one in data["statements"]:
            total = one["respondents"] * one["mean"] + 3 * people
            one |= {"respondents": one["respondents"] + people, "deviation": None, "distribution": None}
            one["mean"] = round(total / one["respondents"], 6)
        data["programmes"] = [
            {**one, **dict.fromkeys(("respondents", "mean", "deviation", "distribution"))} for one in data["programmes"]
        ]
        del data["lint"], data["imported"], data["sub_dimensions"]

    return by


@pytest.fixture
def published(region: Path) -> Path:
    """A region that published a survey of 60 people."""
    commit(region)
    assert imported(region, ROWS[:60]) == 0
    commit(region)
    return region


@pytest.mark.parametrize(("people", "held"), [(1, True), (4, True), (-4, True), (5, False), (9, False)])
def test_figures_typed_for_a_few_people_more_or_fewer_hold_a_change_back(
    people: int, held: bool, published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(published, typed(people))
    _, said = reviewed(published, capsys, "HEAD")
    assert ("survey-too-close" in said) == held
    told = f"of 60 respondents, this one of {60 + people}; the difference tells what a few of them answered"
    assert (told in said) == held
    commit(published)
    code, said = reviewed(published, capsys, "HEAD~1", "HEAD")
    assert ("survey-too-close" in said) == held
    assert code or not held


def test_a_survey_is_compared_with_every_version_before_and_under_another_name(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert imported(published, ROWS[:70]) == 0
    commit(published)
    change(published, typed(-8))
    _, said = reviewed(published, capsys, "HEAD")
    assert "of 60 respondents, this one of 62" in said
    (published / RECORD).rename(published / "data/surveys/lain.yaml")
    change_id = (
        (published / "data/surveys/lain.yaml").read_text(encoding="utf-8").replace("survei-living-2026-tahap-1", "lain")
    )
    (published / "data/surveys/lain.yaml").write_text(change_id, encoding="utf-8")
    assert "of 60 respondents, this one of 62" in reviewed(published, capsys, "HEAD")[1]


def test_an_import_that_was_accepted_passes_and_so_do_names_that_were_filled_in(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def by(data: dict[str, Any]) -> None:
        data["note"] = "Wawancara di tiga kecamatan"

    change(published, by)
    assert "survey-too-close" not in reviewed(published, capsys, "HEAD")[1]
    assert imported(published, ROWS[:67], "--replace") == 0
    said = reviewed(published, capsys, "HEAD")[1]
    assert "survey-too-close" not in said
    commit(published)
    assert "survey-too-close" not in reviewed(published, capsys, "HEAD~1", "HEAD")[1]


def test_a_distribution_that_differs_by_few_people_is_found_too(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert imported(published, ROWS[:67]) == 0

    def by(data: dict[str, Any]) -> None:
        one = next(one for one in data["statements"] if one["item"] == "impact-harmony-spatial-plan")
        one |= {"deviation": 1.0, "distribution": [None, None, None, 20, 22]}

    change(published, by)
    said = reviewed(published, capsys, "HEAD")[1]
    assert "the distribution or deviation of impact-harmony-spatial-plan tells" in said


def test_a_mean_of_people_typed_after_a_version_with_blanks_is_found(
    region: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{**row, "impact_harmony_spatial_plan": ""} if i < 8 else row for i, row in enumerate(ROWS)]
    commit(region)
    assert imported(region, rows[:60]) == 0
    commit(region)
    assert imported(region, rows[:80]) == 0
    assert "survey-too-close" not in reviewed(region, capsys, "HEAD")[1]

    def by(data: dict[str, Any]) -> None:
        one = next(one for one in data["sub_dimensions"] if one["sub_dimension"] == "harmony")
        assert one["mean"] is None
        one |= {"respondents": 80, "mean": 2.9}

    change(region, by)
    said = reviewed(region, capsys, "HEAD")[1]
    assert "with statements left blank, the mean of harmony tells" in said


def test_what_could_not_be_compared_is_said(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(published, ROWS[:67]) == 0
    commit(published)
    commit(published)
    clone = published.parent / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "2", published.as_uri(), str(clone)], check=True)
    assert "survey-not-compared" not in reviewed(clone, capsys, "HEAD~1", "HEAD")[1]
    change(clone, typed(20))
    said = reviewed(clone, capsys, "HEAD")[1]
    assert "survey-not-compared" in said


def test_two_folders_are_compared_too(published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other"
    subprocess.run(["cp", "-r", str(published), str(other)], check=True)
    change(other, typed(2))
    assert "survey-too-close" in reviewed(published, capsys, str(published), str(other))[1]
