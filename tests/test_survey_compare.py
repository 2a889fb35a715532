"""A second survey of the same programmes is compared with the first."""

from __future__ import annotations

import json
import re
import shutil
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.render.terminal.fitting import at_hyphens
from banjar_smartcity.survey.summary.interval import Figures, interval, student
from conftest import Build
from respondents import EXAMPLE, TODAY
from surveys import resealed
from test_accessibility import AXE, COLOURS, CUT_OFF, RUN, STRUCTURE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SPATIAL_PLAN = {
    "id": "Melalui program ini saya dapat melihat rencana tata ruang daerah secara daring.",
    "en": "Through this programme I can see the spatial plan of the region online.",
}
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
    assert pair["before"] == {"n": 96, "mean": 2.65625, "deviation": 1.0}
    assert pair["after"] == {"n": 96, "mean": 3.15625, "deviation": 1.0}
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
    assert "chosen on purpose" in out
    assert sum(line.startswith("Harmony ") for line in out.splitlines()) == 1
    assert not any(line.startswith("harmony ") for line in out.splitlines())


def test_statements_are_named_as_people_know_them(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ["survei-living-2026", "survei-living-2026-b"]
    assert main(["survey", "compare", *names, *options(root)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert sum(SPATIAL_PLAN["en"] in line for line in lines) == 2, "in the table and on the scale"
    assert not any("impact-" in line for line in lines)


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("impact-health-online-registration", 20, ["impact-health-", "online-registration"]),
        ("impact-health-online-registration", 13, ["impact-", "health-", "online-", "registration"]),
        ("data/surveys/a_b", 8, ["data/", "surveys/", "a_b"]),
        ("Program kesehatan daring", 5, ["Program kesehatan daring"]),
        ("short-id and a-longer-one", 9, ["short-id and a-longer-", "one"]),
        ("--", 1, ["--"]),
    ],
)
def test_words_are_broken_at_hyphens_and_slashes_only(text: str, room: int, lines: list[str]) -> None:
    from rich.text import Text

    assert at_hyphens(Text(text), room).plain.split("\n") == lines


def test_no_scale_is_drawn_where_nothing_can_be_compared(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(root, ("official_wording: false", "official_wording: true"))
    names = ["survei-living-2026", "survei-living-2026-b"]
    assert main(["survey", "compare", *names, *options(root)]) == 0
    shown = capsys.readouterr().out
    assert "not comparable" in shown
    assert "both, " not in shown
    assert "  0  " not in shown


def test_a_survey_with_errors_is_not_called_unknown(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / AFTER).write_text((root / AFTER).read_text("utf-8") + "sealed: never\n", "utf-8")
    names = ["survei-living-2026", "survei-living-2026-b"]
    assert main(["survey", "compare", *names, *options(root), "--partial"]) == 2
    said = capsys.readouterr().err
    assert "survei-living-2026-b.yaml has errors" in said
    assert "unknown" not in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "name two surveys"),
        (["survei-living-2026"], "name two surveys"),
        (["survei-living-2026", "survei-living-2026"], "survei-living-2026 is named twice"),
        (["survei-living-2026", "nothing"], "unknown survey nothing; choose from survei-branding-2026"),
        (["survei-living-2026", "survei-economi-2026"], "did you mean survei-economy-2026?"),
        (["--programme", "KOPI SUSU"], "KOPI SUSU was surveyed only once"),
        (["--programme", "KOPI SUSSU"], "unknown programme KOPI SUSSU; did you mean KOPI SUSU?"),
        (["survei-living-2026", "survei-economy-2026"], "no statement"),
    ],
)
def test_what_cannot_be_compared_is_said(
    arguments: list[str], words: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["survey", "compare", *arguments, *options(root)]) == 2
    assert words in capsys.readouterr().err


def test_the_interval_is_that_of_welch_from_published_figures_alone(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ["survei-living-2026", "survei-living-2026-b"]
    assert main(["survey", "compare", *names, *options(root), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    pair = data["statements"]["impact-harmony-spatial-plan"]
    # 96 people each, both with a deviation of 1: the error is sqrt(2/96), and Student's t of 190 is 1.9725.
    half = 1.9725 * (2 / 96) ** 0.5
    assert pair["interval"]["low"] == pytest.approx(0.5 - half, abs=1e-4)
    assert pair["interval"]["high"] == pytest.approx(0.5 + half, abs=1e-4)
    assert (data["not_comparable"], pair["not_comparable"]) == ([], [])
    assert data["scale"] == {"lowest": 0, "highest": 4}


@pytest.mark.parametrize(
    ("freedom", "point"), [(4, 2.776), (5, 2.571), (8, 2.306), (10, 2.228), (30, 2.042), (60, 2.000), (120, 1.980)]
)
def test_the_points_are_those_of_the_printed_tables(freedom: int, point: float) -> None:
    assert student(freedom) == pytest.approx(point, abs=0.001)


def test_groups_of_unlike_spread_and_size_are_weighed_as_welch_does() -> None:
    before, after = Figures(10, Fraction(2), Fraction(1)), Figures(40, Fraction(3), Fraction(1, 2))
    # Errors 0.1 and 0.00625: 0.10625 ** 2 / (0.1 ** 2 / 9 + 0.00625 ** 2 / 39) = 10.15 degrees of freedom, t = 2.224.
    ends = interval(before, after)
    assert ends is not None
    assert ends.low == pytest.approx(1 - 2.224 * 0.10625**0.5, abs=0.001)


@pytest.mark.parametrize(
    "figures",
    [
        Figures(96, Fraction(2), None),
        Figures(96, None, Fraction(1)),
        Figures(None, Fraction(2), Fraction(1)),
        Figures(4, Fraction(2), Fraction(1)),
    ],
)
def test_nothing_is_made_up_where_a_figure_is_withheld(figures: Figures) -> None:
    known = Figures(50, Fraction(3), Fraction(1))
    assert interval(figures, known) is interval(known, figures) is None
    assert interval(known._replace(deviation=Fraction(0)), known._replace(deviation=Fraction(0))) is None


def changed(root: Path, *swaps: tuple[str, str]) -> None:
    path = root / AFTER
    text = path.read_text("utf-8")
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    path.write_text(resealed(text), "utf-8")


def compared(root: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    names = ["survei-living-2026", "survei-living-2026-b"]
    assert main(["survey", "compare", *names, *options(root), "--format", "json", "--partial"]) == 0
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return data


def reasons(data: dict[str, Any]) -> dict[str, list[str]]:
    pairs = {**data["statements"], **data["sub_dimensions"], **{p["name"]: p for p in data["programmes"]}}
    assert all((pair["difference"] is None) == bool(pair["not_comparable"]) for pair in pairs.values())
    assert all(pair["interval"] is None for pair in pairs.values() if pair["not_comparable"])
    return {name: pair["not_comparable"] for name, pair in pairs.items() if pair["not_comparable"]}


def test_other_wording_and_another_way_of_collecting_keep_all_figures_apart(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert reasons(compared(root, capsys)) == {}
    changed(root, ("official_wording: false", "official_wording: false\ncollected: online"))
    assert reasons(compared(root, capsys)) == {}, "of the other one it is not known"
    first = root / "data/surveys/survei-living-2026.yaml"
    text = first.read_text("utf-8")
    first.write_text(text.replace("official_wording: false", "official_wording: false\ncollected: interview"), "utf-8")
    data = compared(root, capsys)
    assert data["not_comparable"] == ["collected"]
    assert len(reasons(data)) == 9 + 3 + 3
    changed(root, ("collected: online", "collected: interview"), ("official_wording: false", "official_wording: true"))
    assert compared(root, capsys)["not_comparable"] == ["wording"]


def test_other_statements_keep_the_sub_dimension_apart_and_another_programme_its_statements_too(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / AFTER
    text = path.read_text("utf-8")
    at = text.index("  - item: impact-harmony-spatial-plan")
    path.write_text(resealed(text[:at] + text[text.index("  - item:", at + 10) :]), "utf-8")
    changed(root, ("name: POS KENTANG", "name: POS LAIN"))
    data = compared(root, capsys)
    assert data["only_before"] == ["impact-harmony-spatial-plan"]
    found = reasons(data)
    assert found.pop("harmony") == found.pop("RUJAK") == ["statements"]
    assert {tuple(why) for why in found.values()} == {("programme",)}
    assert len(found) == 4, "the three statements and their sub-dimension"


def test_too_few_people_and_withheld_figures_are_said(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(root, ("respondents: 96", "respondents: 49"))
    assert compared(root, capsys)["not_comparable"] == ["few-respondents"]
    assert main(["survey", "compare", "survei-living-2026", "survei-living-2026-b", *options(root)]) == 0
    out = capsys.readouterr().out
    assert "not comparable: one of them has fewer respondents than the instrument asks for" in out.replace("\n", " ")


@pytest.mark.parametrize("lang", ["id", "en"])
def test_both_years_are_on_one_scale(lang: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["survey", "compare", "survei-living-2026", "survei-living-2026-b", *options(root), "--lang", lang]) == 0
    )
    out = capsys.readouterr().out
    (line,) = [line for line in out.splitlines() if line.endswith(SPATIAL_PLAN[lang]) and "●" in line]
    drawn = line.split()[0]
    assert drawn == "·············○──●─···", "2.66 and 3.16 on a scale of 0 to 4; the interval goes from 2.87 to 3.44"
    assert "±0.28" in out.replace(",", ".")
    assert "◉" in out, "those that did not change"


def test_the_page_has_both_years_on_one_scale_and_the_reason_where_there_is_none(root: Path, tmp_path: Path) -> None:
    changed(root, ("name: POS KENTANG", "name: <b>LAIN</b>"))
    names = ["survei-living-2026", "survei-living-2026-b"]
    page = tmp_path / "s.html"
    assert main(["survey", "compare", *names, *options(root), "--output", str(tmp_path / "s.pdf")]) == 2
    assert main(["survey", "compare", *names, *options(root), "--output", str(page)]) == 0
    text = page.read_text("utf-8")
    assert text.count('class="pair"') == 2 + 2 + 6, "not those of the programme that was replaced"
    assert text.count("not compared: users of another programme were asked") == 1 + 3
    assert "+0.50 ±0.28" in text
    assert 'cx="66.41%"' in text, "2.65625 of 4"
    assert not re.search(r"https?://|<script|style=|<b>", text)
    banner = text[text.index('class="banner"') : text.index("</header>")]
    assert "impact-" not in banner
    assert main(["survey", "compare", *names, *options(root), "--output", str(page), "--lang", "id"]) == 0
    assert "selang 95 %, dihitung dari yang sebelum" in page.read_text("utf-8")


@pytest.mark.needs("chromium")
@pytest.mark.parametrize(("lang", "scheme"), [("id", "light"), ("en", "dark")])
def test_axe_finds_nothing_on_the_page_and_a_phone_shows_everything(
    lang: str, scheme: str, chromium: Browser, root: Path, tmp_path: Path
) -> None:
    changed(root, ("name: POS KENTANG", "name: POS LAIN"))
    page = tmp_path / "s.html"
    names = ["survei-living-2026", "survei-living-2026-b"]
    assert main(["survey", "compare", *names, *options(root), "--lang", lang, "--output", str(page)]) == 0
    tab = chromium.new_page(bypass_csp=True, offline=True, viewport={"width": 360, "height": 640}, is_mobile=True)
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.goto(page.as_uri())
    tab.evaluate(AXE)
    assert tab.evaluate(RUN, STRUCTURE) == []
    assert tab.evaluate(RUN, COLOURS) == []
    assert tab.evaluate("document.documentElement.scrollWidth") == 360
    assert tab.evaluate(CUT_OFF) == []
    tab.close()


def test_where_no_survey_is_recorded_there_is_nothing_to_choose_from(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = build()
    for survey in (root / "data" / "surveys").glob("*.yaml"):
        survey.unlink()
    for asked in (["survei-a", "survei-b"], ["--programme", "Apa saja"]):
        assert main(["survey", "compare", *asked, "--root", str(root), "--lang", "en"]) == 2
        assert "no survey is recorded yet; `smartcity survey import` records one" in capsys.readouterr().err
