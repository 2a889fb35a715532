"""A survey on another scale of marks than 0 to 4: the instrument gives it, for the form, the tables and the record."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections import Counter
from fractions import Fraction
from pathlib import Path
from zipfile import ZipFile

import pytest

from banjar_smartcity.checking.pipeline import check_workspace
from banjar_smartcity.diagnostics import At
from banjar_smartcity.schema.scale import off_cells, off_scale
from banjar_smartcity.survey.cells.answer import WRONG
from banjar_smartcity.survey.cells.scale import mark_of
from banjar_smartcity.survey.columns.maps.column_map import map_in, open_map
from banjar_smartcity.survey.summary.aggregate import of_kinds, of_marks
from conftest import run_command
from respondents import EXAMPLE, STAGE, STATEMENTS, TODAY, survey, uniform, write_csv

ZERO_TO_FIVE, ONE_TO_FIVE = range(6), range(1, 6)


@pytest.mark.parametrize("scale", [ZERO_TO_FIVE, ONE_TO_FIVE])
def test_figures_have_a_cell_for_each_mark_of_the_scale(scale: range) -> None:
    marks = [mark for mark in scale for _ in range(5 + mark)]
    told = of_marks(marks, scale)
    assert told.mean == Fraction(sum(marks), len(marks))
    assert told.distribution == tuple(Counter(marks)[mark] for mark in scale)
    assert of_kinds({bytes([5, 4]): 20, bytes([1]): 20}, scale).respondents == 40
    assert of_kinds({bytes([5]): 20}, scale).mean == 5


@pytest.mark.parametrize(
    ("cell", "scale", "mark"),
    [
        (5, ZERO_TO_FIVE, 5),
        ("5 - sangat setuju", ONE_TO_FIVE, 5),
        (0, ONE_TO_FIVE, WRONG),
        ("Sangat setuju", ONE_TO_FIVE, WRONG),
        ("Sangat setuju", range(5), 4),
        ("Sangat setuju", range(1, 5), 4),
    ],
)
def test_words_mean_a_mark_only_on_the_scale_that_they_are_of(cell: object, scale: range, mark: int) -> None:
    assert mark_of(cell, {}, scale) == mark  # type: ignore[arg-type]


def test_the_labels_of_the_office_decide_on_any_scale() -> None:
    assert mark_of("Sangat setuju", {"sangat_setuju": 5}, ONE_TO_FIVE) == 5


def test_a_mark_off_the_scale_is_a_fault() -> None:
    at = At("kata.yaml")
    found = list(off_scale({at / "a": 0, at / "b": 1, at / "c": 5, at / "d": 6}, ONE_TO_FIVE))
    assert [(d.kind.id, d.at) for d in found] == [("schema-range", at / "a"), ("schema-range", at / "d")]


def test_a_distribution_has_a_cell_for_each_mark() -> None:
    at = At("survei.yaml")
    cells = {at / str(n): (None,) * n for n in range(3, 9)}
    assert [d.at for d in off_cells(cells, ONE_TO_FIVE)] == [at / "3", at / "4", at / "7", at / "8"]
    assert [d.at for d in off_cells(cells, range(5))] == [at / str(n) for n in (3, 4, 6, 7, 8)]


@pytest.mark.parametrize(("scale", "faults"), [(ONE_TO_FIVE, []), (range(5), ["schema-range"])])
def test_labels_of_a_map_are_judged_by_the_scale(scale: range, faults: list[str], tmp_path: Path) -> None:
    path = tmp_path / "kolom.yaml"
    path.write_text("scale: {Puas sekali: 5}\n", "utf-8")
    _, found = map_in(open_map(str(path)), STATEMENTS._replace(marks=scale), ())
    assert [f.kind.id for f in found] == faults


@pytest.fixture
def one_to_five(tmp_path: Path) -> Path:
    """The example without its surveys, whose statements are answered from 1 to 5."""
    root = tmp_path / "region"
    shutil.copytree(EXAMPLE, root)
    shutil.rmtree(root / "data" / "surveys")
    path = root / "data" / "instruments" / "kominfo-2023.yaml"
    old = "answered_by: survey\n    lowest: 0\n    highest: 4\n"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    text = text.replace(old, "answered_by: survey\n    lowest: 1\n    highest: 5\n")
    before, start, ladder = text.partition("  - id: survei\n")
    levels, end, after = ladder.partition("\n  - id: ")
    assert (bool(start), levels.count("- level: "), bool(end)) == (True, 5, True)
    levels = re.sub(r"- level: (\d)", lambda found: f"- level: {int(found[1]) + 1}", levels)
    path.write_text(before + start + levels + end + after, "utf-8")
    return root


def test_from_the_form_to_the_score_on_a_scale_from_one_to_five(
    one_to_five: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shared = ("--root", one_to_five, "--today", TODAY.isoformat(), "--lang", "en")
    form = tmp_path / "formulir.xlsx"
    assert run_command(capsys, "survey", "form", "--dimension", "living", "--output", form, *shared)[0] == 0
    page = tmp_path / "formulir.html"
    asked = ("survey", "form", "--dimension", "living", "--format", "html", "--output", page)
    assert run_command(capsys, *asked, *shared)[0] == 0
    with ZipFile(form) as book:
        text = " ".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert re.findall(r"(\d): (?:Disagree|Strongly agree)", text) == ["2", "5"]
    boxes = page.read_text("utf-8")
    assert re.findall(r'class="tick"></span> (\d)</span>', boxes) == ["1", "2", "3", "4", "5"] * 9

    rows = survey("living", answer=uniform(1, 2, 3, 4, 5))
    table = write_csv(tmp_path / "living.csv", rows)
    code, out, _ = run_command(capsys, "survey", "lint", table, "--format", "json", *shared)
    assert (code, json.loads(out)["summary"]["errors"]) == (0, 0)
    assert run_command(capsys, "survey", "import", table, *shared)[0] == 0
    checked = check_workspace(one_to_five, TODAY)
    path = f"data/surveys/survei-living-{STAGE}.yaml"
    assert [f.kind.id for f in checked.findings if f.path == path] == []
    (record,) = checked.model.surveys.values()
    for statement in record.statements:
        given = [row[statement.item.replace("-", "_")] for row in rows]
        assert statement.mean == pytest.approx(sum(given) / len(given), abs=1e-6)
        assert statement.distribution is not None
        assert len(statement.distribution) == 5

    _, out, _ = run_command(capsys, "score", "--explain", "--format", "json", *shared)
    score = json.loads(out)
    first = record.statements[0]
    assert score["highest_level"] == 5
    assert score["item_scores"][first.item]["supported"] == pytest.approx(first.mean, abs=1e-6)
    assert score["item_scores"][first.item]["reason"] == "survey"


@pytest.mark.parametrize("mark", [0, 6])
def test_a_mark_off_the_scale_is_an_error_of_the_table(
    one_to_five: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], mark: int
) -> None:
    rows = survey("living", answer=uniform(1, 2, 3, 4, 5))
    column = next(name for name in rows[0] if name.startswith("impact_"))
    rows[random.Random(1).randrange(len(rows))][column] = mark
    table = write_csv(tmp_path / "living.csv", rows)
    shared = ("--root", one_to_five, "--today", TODAY.isoformat(), "--lang", "en")
    code, out, _ = run_command(capsys, "survey", "lint", table, "--format", "json", *shared)
    assert (code, json.loads(out)["summary"]["errors"]) == (1, 1)
