"""A survey on another scale of marks than 0 to 4: the instrument gives it, for the form, the tables and the record."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from banjar_smartcity.diagnostics import At
from banjar_smartcity.schema.scale import off_cells, off_scale
from banjar_smartcity.survey.cells.answer import WRONG
from banjar_smartcity.survey.cells.scale import mark_of
from banjar_smartcity.survey.columns.column_map import read_map
from banjar_smartcity.survey.summary.aggregate import of_marks, of_people
from respondents import STATEMENTS

ZERO_TO_FIVE, ONE_TO_FIVE = range(6), range(1, 6)


@pytest.mark.parametrize("scale", [ZERO_TO_FIVE, ONE_TO_FIVE])
def test_figures_have_a_cell_for_each_mark_of_the_scale(scale: range) -> None:
    marks = [mark for mark in scale for _ in range(5 + mark)]
    told = of_marks(marks, scale)
    assert told.mean == Fraction(sum(marks), len(marks))
    assert told.distribution == tuple(Counter(marks)[mark] for mark in scale)
    assert of_people([bytes([5, 4])] * 20 + [bytes([1])] * 20, scale).respondents == 40
    assert of_people([bytes([5])] * 20, scale).mean == 5


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
    _, found = read_map(str(path), path.name, STATEMENTS._replace(marks=scale), ())
    assert [f.kind.id for f in found] == faults
