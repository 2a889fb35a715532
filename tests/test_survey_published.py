"""What was published of a survey is found wherever the history has it, and even where its text has errors."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.source.document import parse
from banjar_smartcity.survey.summary.earlier.published import groups_of, published
from banjar_smartcity.survey.summary.earlier.unreadable import figures_of
from respondents import EXAMPLE, MODEL, STAGE, TODAY, survey, write_csv
from test_survey_privacy import commit, imported

RECORD = f"data/surveys/survei-living-{STAGE}.yaml"
ROWS = survey("living", 70)


@pytest.fixture
def region(tmp_path: Path) -> Path:
    """The example in a repository, with one imported survey that is not committed yet."""
    folder = tmp_path / "region"
    shutil.copytree(EXAMPLE, folder)
    shutil.rmtree(folder / "data" / "surveys")
    commit(folder)
    assert imported(folder, ROWS[:55]) == 0
    return folder


def conflict(text: str) -> str:
    other = text.replace("respondents: 55", "respondents: 63")
    return f"# sama\n<<<<<<< HEAD\n{other}||||||| asal\n{other}=======\n{text}>>>>>>> cabang\n"


def as_json(text: str) -> str:
    document, _ = parse(RECORD, text.encode())
    assert document is not None
    return json.dumps(document.data)


WAYS: dict[str, Callable[[str], bytes]] = {
    "conflict": lambda text: conflict(text).encode(),
    "a tab and an open bracket": lambda text: f"{text}\n\tcatatan: [\n".encode(),
    "a key twice": lambda text: f"{text}id: lain\n".encode(),
    "numbers as text": lambda text: text.replace("respondents: 55", "respondents: '55'").encode(),
    "a text": lambda text: json.dumps(text).replace("\\n", "\n").encode(),
    "JSON with a comma too many": lambda text: f"{as_json(text)[:-1]},,}}".encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_version_with_errors_counts_too(region: Path, way: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A person who looks at it reads its figures."""
    record = region / RECORD
    record.write_bytes(WAYS[way](record.read_text(encoding="utf-8")))
    commit(region)
    record.unlink()
    commit(region)
    capsys.readouterr()
    assert imported(region, ROWS[:56]) == 2
    assert "of 55 respondents, this one of 56" in capsys.readouterr().err
    assert imported(region, ROWS[:55]) == 0
    assert imported(region, ROWS[:69]) == 0


PART = [name for name in ROWS[0] if name.startswith("impact_")]


def test_a_corrected_mark_needs_five_more_people_and_the_words_say_so(
    region: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commit(region)
    corrected = [{**ROWS[0], PART[0]: (ROWS[0][PART[0]] + 1) % 5}, *ROWS[1:]]
    assert imported(region, corrected[:55]) == 2
    said = capsys.readouterr().err
    assert "of 55 respondents too, but with other answers" in said
    assert "Keep the correction, and import it together with at least this many more respondents: 5." in said
    assert imported(region, corrected[:63]) == 0


def test_a_refusal_names_in_words_all_that_it_is_about(region: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = survey("society", 70)
    tables = [str(write_csv(region.parent / f"{name}.csv", rows)) for name, rows in (("l", ROWS), ("s", other))]
    shared = ("--root", str(region), "--today", TODAY.isoformat(), "--lang", "en")
    assert main(["survey", "import", *tables, *shared]) == 0
    commit(region)
    for name, rows in (("l", ROWS), ("s", other)):
        part = [key for key in rows[0] if key.startswith("impact_")]
        write_csv(
            region.parent / f"{name}.csv", [{**rows[0], **{key: (rows[0][key] + 1) % 5 for key in part}}, *rows[1:]]
        )
    capsys.readouterr()
    assert main(["survey", "import", *tables, *shared]) == 2
    said = capsys.readouterr().err
    assert [f"data/surveys/survei-{name}-{STAGE}.yaml: earlier" in said for name in ("living", "society")] == [True] * 2
    questions = {item.id: item.question.en for item in MODEL.items if item.id.replace("-", "_") in PART}
    assert sum(f'"{question.rstrip(".")}"' in said for question in questions.values() if question) == 2
    assert "more of 70 respondents too" in said
    assert not any(item in said for item in questions)


def test_newcomers_who_all_gave_one_mark_are_said_to_be_too_few_for_that(
    region: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commit(region)
    content = [{**row, PART[0]: 4} for row in ROWS[55:65]]
    assert imported(region, [*ROWS[:55], *content]) == 2
    said = capsys.readouterr().err
    assert "for example because all of them gave the same mark. Respondents still missing, at least: 1." in said
    assert imported(region, [*ROWS[:55], *content, {**ROWS[66], PART[0]: 2}]) == 0


@pytest.mark.parametrize("name", ["survei.yml", "SURVEI.YAML", "lama/survei.yaml", "survei.yaml.orig", "survei.yaml~"])
def test_a_version_counts_whatever_its_file_is_called(region: Path, name: str) -> None:
    record = region / RECORD
    (record.parent / name).parent.mkdir(exist_ok=True)
    record.rename(record.parent / name)
    commit(region)
    shutil.rmtree(record.parent)
    commit(region)
    assert imported(region, ROWS[:56]) == 2
    assert imported(region, ROWS[:60]) == 0


def test_a_workspace_that_was_moved_has_the_versions_of_its_old_place(region: Path) -> None:
    commit(region)
    (region / RECORD).unlink()
    commit(region)
    (region / "banjar").mkdir()
    (region / "data").rename(region / "banjar" / "data")
    commit(region)
    assert imported(region / "banjar", ROWS[:56]) == 2
    assert imported(region / "banjar", ROWS[:60]) == 0
    commit(region)
    (region / "banjar" / "data").rename(region / "data")
    shutil.rmtree(region / "data" / "surveys")
    commit(region)
    assert imported(region, ROWS[:61]) == 2
    assert imported(region, ROWS[:66]) == 0


def test_another_region_of_the_repository_is_about_other_people(region: Path) -> None:
    beside = region / "tapin"
    shutil.copytree(region / "data", beside / "data")
    (region / RECORD).unlink()
    commit(region)
    assert imported(region, ROWS[:56]) == 0
    assert imported(beside, ROWS[:56]) == 2


def test_a_version_that_only_a_merge_has_counts_too(region: Path) -> None:
    name = ("-c", "user.name=A", "-c", "user.email=a@example.org")

    def git(*arguments: str) -> None:
        subprocess.run(["git", *name, *arguments], cwd=region, check=True, capture_output=True)

    text = (region / RECORD).read_bytes()
    shutil.rmtree(region / "data" / "surveys")
    git("checkout", "-qb", "other")
    (region / "one.txt").write_text("1", encoding="utf-8")
    commit(region)
    git("checkout", "-q", "-")
    (region / "two.txt").write_text("2", encoding="utf-8")
    commit(region)
    git("merge", "-q", "--no-commit", "--no-ff", "other")
    (region / "data" / "surveys").mkdir()
    (region / RECORD).write_bytes(text)
    commit(region)
    shutil.rmtree(region / "data" / "surveys")
    commit(region)
    assert imported(region, ROWS[:56]) == 2


def test_patterns_of_paths_that_git_is_told_to_take_literally_hide_no_version(
    region: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(region)
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "1")
    assert len(published(region).versions) == 1


def test_either_side_of_a_conflict_has_its_figures() -> None:
    text = (
        "dimension: living\nstatements:\n  - item: a\n    respondents: 9\n    mean: 2.5\n    distribution: [null, 9]\n"
    )
    (only,) = figures_of(text)
    assert groups_of(only)["statements", "a", ""]["distribution"] == [None, 9]
    lines = text.splitlines(keepends=True)
    merged = "".join((*lines[:3], "<<<<<<< a\n", *lines[3:5], "=======\n", "    respondents: 10\n    mean: 2,4\n"))
    sides = [groups_of(one).get(("statements", "a", "")) for one in figures_of(f"{merged}>>>>>>> b\n{lines[5]}")]
    shown = [(one["respondents"], one["mean"]) for one in sides if one]
    assert shown == [(9, 2.5), (10, 2.4)]
