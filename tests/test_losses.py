"""Where the points of an official result were lost: exact, by aspect, group and item."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from banjar_smartcity.checking.pipeline import check_workspace
from banjar_smartcity.i18n import language
from banjar_smartcity.render.words.index import loss_line
from banjar_smartcity.scoring.losses import OfficialLoss, official_loss
from banjar_smartcity.scoring.official import TOLERANCE
from conftest import run_command

ROOT = Path(__file__).parent.parent
MALANG = ROOT / "examples" / "kabupaten-malang-2023"
DAY = date(2026, 11, 27)


def loss_of(root: Path, region: str | None = None) -> OfficialLoss | None:
    model = check_workspace(root, DAY).model
    if region is not None and model.program is not None:
        model = model._replace(program=model.program._replace(official_name=region))
    return official_loss(model, 2023)


def points(loss: OfficialLoss) -> dict[str, float]:
    return {part.id: round(float(part.points), 3) for part in loss.aspects}


def test_banjar_lost_a_third_of_its_points_to_impact() -> None:
    loss = loss_of(ROOT)
    assert loss is not None
    assert loss.points == Fraction("1.58")
    assert points(loss) == {"impact": 0.548, "output": 0.342, "outcome": 0.321, "quick-win": 0.32, "baseline": 0.052}
    assert (loss.groups, loss.items) == ((), ())
    assert loss_line(loss, language("en")) == (
        "Of 4.00 points, 1.58 were lost in 2023: Impact 0.548, Output 0.342, Outcome 0.321, Quick win 0.320, "
        "Baseline 0.052, rounding of the published figures −0.003."
    )


def test_each_aspect_says_what_it_lacks_to_other_regions_and_how_it_changed() -> None:
    loss = loss_of(ROOT)
    assert loss is not None
    impact = loss.aspects[0]
    assert (impact.rank, impact.to_median, impact.to_upper_quartile) == (
        125,
        Fraction("2.99") - Fraction("1.26"),
        Fraction("1.92"),
    )
    # The baseline is above the median of all regions, and no aspect is recorded for the year before.
    baseline = loss.aspects[-1]
    assert (baseline.id, baseline.to_median, baseline.change) == ("baseline", Fraction(0), None)
    assert (loss.final.rank, loss.final.points, loss.final.to_median) == (98, loss.points, Fraction("0.52"))
    assert loss.final.change == Fraction("-0.57")


def test_the_items_of_malang_give_its_published_result() -> None:
    loss = loss_of(MALANG)
    assert loss is not None
    assert (loss.top - loss.points, len(loss.items)) == (Fraction("2.94"), 117)
    assert abs(loss.rest) <= TOLERANCE
    assert sum(part.points for part in loss.items) == sum(part.points for part in loss.aspects)
    assert sum(part.points for part in loss.groups) == sum(part.points for part in loss.aspects)
    assert (loss.groups[0].id, loss.items[0].id) == ("quick-win/Program quick win", "output-budget-apbd-share")


def test_every_published_row_lost_what_its_aspects_lost_but_for_rounding() -> None:
    rows = check_workspace(ROOT, DAY).model.results[2023].rows
    losses = [loss for row in rows if (loss := loss_of(ROOT, row.region)) is not None]
    assert len(losses) == len(rows)
    assert all(abs(loss.rest) <= TOLERANCE for loss in losses)


@pytest.mark.parametrize("year", [2020, 2022])
def test_a_year_without_a_formula_or_a_published_index_is_not_taken_apart(year: int) -> None:
    assert official_loss(check_workspace(ROOT, DAY).model, year) is None


def test_the_instruments_of_malang_are_copies() -> None:
    def body(path: Path) -> str:
        return path.read_text("utf-8").split("\n", 1)[1]

    for path in sorted((MALANG / "data" / "instruments").iterdir()):
        assert body(path) == body(ROOT / "data" / "instruments" / path.name)


def test_malang_has_no_answer_and_no_fault() -> None:
    checked = check_workspace(MALANG, date(2023, 12, 31))
    assert checked.findings == ()
    assert [answer for sheet in checked.model.sheets for answer in sheet.answers] == []


def test_figures_that_do_not_fit_each_other_are_not_called_rounding() -> None:
    model = check_workspace(ROOT, DAY).model

    def of(final: float) -> OfficialLoss | None:
        results = tuple(
            result._replace(rows=tuple(r._replace(final=final) if r.final == 2.42 else r for r in result.rows))
            for result in model.result_list
        )
        return official_loss(model._replace(result_list=results), 2023)

    assert of(2.43) is not None
    assert of(2.44) is None


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("form", ["md", "html"])
def test_the_report_of_malang_shows_all_scores_of_the_assessors_and_what_lost_most(
    lang: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("--root", MALANG, "--today", str(DAY), "--lang", lang)
    _, text, _ = run_command(capsys, "report", "--output", "-", "--format", form, *options)
    shown = re.sub("<desc.*?</desc>", "", " ".join(text.split()))  # the radar says them of each dimension
    by_assessors = {"en": r"[0-4]\.[0-9]{2} assessed", "id": r"asesor [0-4],[0-9]{2}"}[lang]
    assert len(re.findall(by_assessors, shown)) == 117
    group, points = {"en": ("Output: Budget", "−0.1714"), "id": ("Output: Anggaran", "−0,1714")}[lang]
    assert 0 < shown.index(group) < shown.index(points)
