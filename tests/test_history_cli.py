"""`smartcity history`: what people, programs and the report see of it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.render.page.charts.chart import draw
from banjar_smartcity.render.terminal.figures.history import sparkline
from conftest import Build, base_text
from test_history import begin, level, run, save
from test_scoring import SHEET

HOSTILE = "@here <img src=x> \u202e 3201234567890123 \x1b[31m"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def root(build: Build) -> Path:
    root = begin(build(), "2023-05-25")
    save(root, {SHEET: "stage: ["}, "rusak", "2023-05-26")
    save(root, level(4), HOSTILE, "2023-05-28")
    program = base_text("data/program.yaml", ("dimensions: [living, economy]", "dimensions: [economy, living]"))
    save(root, {"data/program.yaml": program}, "urutan", "2023-05-30")
    return root


def shown(
    capsys: pytest.CaptureFixture[str], root: Path, *arguments: str, code: int = 0, today: str = "2023-06-01"
) -> str:
    given = ["history", "--root", str(root), "--today", today, *arguments]
    assert main([*given, *([] if "--lang" in arguments else ["--lang", "en"])]) == code
    told = capsys.readouterr()
    return told.out if code == 0 else told.err


@pytest.mark.parametrize("width", [60, 100])
@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_table_fits_the_terminal(
    width: int, lang: str, root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = shown(capsys, root, "--lang", lang).splitlines()
    assert max(map(len, lines)) <= width
    rows = [line for line in lines if line.startswith("2023-05-")]
    assert len(rows) == 4, "no row is broken"
    assert [row.split()[2] in "*!" for row in rows] == [False, True, False, True]
    assert any("2/5" in row for row in rows)
    assert ("urutan" in rows[-1]) == (width == 100)
    assert all(("1.40" if lang == "en" else "1,40") in row for row in rows[:1])


def test_what_is_marked_is_explained(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = shown(capsys, root)
    assert "* files with errors are left out of the figures" in told
    assert "! the rules changed: figures before and after cannot be compared" in told
    assert "*" not in shown(capsys, root, "--limit", "2")


def test_a_subject_is_hostile_text_and_no_person_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for format in ("text", "json", "svg"):
        told = shown(capsys, root, "--format", format)
        assert "3201234567890123" not in told
        assert "\x1b" not in told
        assert "Siti" not in told
        assert "x@example.org" not in told
    assert "\u202e" not in shown(capsys, root)


def test_json_is_unrounded_and_says_what_is_not_known(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(root, {"data/program.yaml": "rusak"}, "rusak", "2023-05-31")
    told = json.loads(shown(capsys, root, "--format", "json"))
    assert (told["dimension"], told["shallow"], told["later"]) == (None, False, 0)
    first, broken, mended, last, lost = told["points"]
    assert first["claimed"] == pytest.approx(1.4)
    assert (first["partial"], broken["partial"], broken["errors"]) == (False, True, 1)
    assert mended["answered"] == first["answered"]
    assert (last["new_rules"], mended["new_rules"]) == (True, False)
    assert (lost["claimed"], lost["supported"], lost["answered"], lost["partial"]) == (None, None, None, False)


def test_scores_that_never_changed_are_said_in_a_sentence(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = shown(capsys, root, "--dimension", "economy")
    assert "Claimed and Supported are 0.00 in every version." in told
    assert "The lines go from" not in told
    assert "The lines go from" in shown(capsys, root)


def test_the_last_few_know_what_came_before_them(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(shown(capsys, root, "--format", "json", "--limit", "1"))
    assert [(point["subject"], point["new_rules"]) for point in told["points"]] == [("urutan", True)]


def test_what_came_after_the_day_is_left_out_and_counted(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = shown(capsys, root, today="2023-05-27")
    assert "2 later versions are left out." in told
    assert "2023-05-28" not in told
    assert "No commit has changed the data up to this day." in shown(capsys, root, today="2020-01-01")


def test_the_days_are_the_same_whatever_is_today(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    now = json.loads(shown(capsys, root, "--format", "json"))["points"]
    assert json.loads(shown(capsys, root, "--format", "json", today="2030-01-01"))["points"] == now


def test_a_start_is_on_the_line_to_head(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(shown(capsys, root, "--since", "HEAD~1", "--format", "json"))
    assert [point["subject"] for point in told["points"]][-1] == "urutan"
    assert len(told["points"]) == 2
    run(root, "checkout", "-q", "-b", "lain", "HEAD~2")
    save(root, level(2), "di cabang")
    run(root, "checkout", "-q", "main")
    assert "not on the line" in shown(capsys, root, "--since", "lain", code=2)
    for unknown in ("nowhere", "--all", ""):
        assert "is not a revision that git knows" in shown(capsys, root, f"--since={unknown}", code=2)


def test_tags_are_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(root, "tag", "v1", "HEAD~1")
    assert " v1 " in shown(capsys, root, "--tags")


def test_without_git_or_commits_it_is_wrong_use(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build()
    assert f"{root} is not in a git repository" in shown(capsys, root, code=2)
    run(root, "init")
    assert "nothing has been committed" in shown(capsys, root, code=2)


def test_without_the_program_git_it_is_wrong_use(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(root / "nowhere"))
    assert "git is not installed" in shown(capsys, root, code=2)


def test_an_unknown_dimension_is_wrong_use(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "unknown dimension x" in shown(capsys, root, "--dimension", "x", code=2)
    told = json.loads(shown(capsys, root, "--dimension", "living", "--format", "json"))
    assert told["dimension"] == "living"
    assert told["points"][0]["items"] < 5
    for format in ("text", "svg"):
        assert "Only dimension living" in shown(capsys, root, "--dimension", "living", "--format", format)


def test_a_picture_has_words_and_no_figure_of_its_own(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = ElementTree.fromstring(shown(capsys, root, "--format", "svg"))
    named = {picture.findtext(f"{SVG}title"), picture.findtext(f"{SVG}desc")}
    assert picture.get("aria-labelledby") == "chart-title chart-words"
    assert "1.40" in "".join(str(text) for text in named)
    assert len(picture.findall(f".//{SVG}path")) == 2
    signs = [text.text for text in picture.iter(f"{SVG}text") if text.text == "▲"]
    assert len(signs) == 1


def test_a_picture_of_nothing_has_no_lines(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = ElementTree.fromstring(shown(capsys, root, "--format", "svg", today="2020-01-01"))
    assert [path.get("d") for path in picture.iter(f"{SVG}path")] == ["", ""]


@pytest.mark.parametrize("format", ["html", "md"])
def test_a_report_shows_it_only_where_asked(format: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def report(*arguments: str) -> str:
        given = ["report", "--root", str(root), "--today", "2023-06-01", "--format", format, "--output", "-"]
        assert main([*given, "--lang", "en", *arguments]) == 0
        return capsys.readouterr().out

    plain = report()
    assert "History" not in plain
    with_history = report("--history")
    assert "History" in with_history
    save(root, {"README": "x"}, "lain", "2023-05-31")
    assert report() == plain
    assert report("--history") == with_history
    assert "History" in report("--history", "--dimension", "living")


def test_a_small_line_is_lowest_at_the_lowest_and_has_gaps() -> None:
    values = [Fraction(0), None, Fraction(2), Fraction(4)]
    assert sparkline(values, Fraction(0), Fraction(4), "▁▂▃▄▅▆▇█") == "▁ ▅█"
    assert sparkline([Fraction(1)], Fraction(1), Fraction(1), ".:") == "."


def test_a_terminal_without_unicode_has_plain_marks(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="replace")
    monkeypatch.setattr(sys, "stdout", out)
    assert main(["history", "--root", str(root), "--lang", "en"]) == 0
    out.flush()
    assert b"Claimed    #.@@  1.40 -> " in out.buffer.getvalue()


def test_a_history_in_which_nothing_varies_has_a_sentence_and_no_chart(build: Build, tmp_path: Path) -> None:
    root = begin(build(), "2023-05-25")
    save(root, {SHEET: base_text(SHEET) + "# catatan\n"}, "catatan", "2023-05-26")
    page = tmp_path / "laporan.html"
    given = ["report", "--history", "--root", str(root), "--today", "2023-06-01", "--lang", "en", "--output", str(page)]
    assert main(given) == 0
    still = page.read_text(encoding="utf-8")
    assert 'id="chart-title"' not in still
    assert "The figures are the same in all 2 versions, so no chart is drawn." in still
    save(root, level(4), "naik", "2023-05-28")
    assert main(given) == 0
    assert 'id="chart-title"' in page.read_text(encoding="utf-8")


def test_signs_of_a_chart_have_room_and_the_last_one_is_kept() -> None:
    days = [date(2023, 5, 1) + timedelta(days=n) for n in range(100)]
    drawn = draw(days, (), [(n, "▲") for n in range(100)], 4)
    places = sorted(float(x.rstrip("%")) for x, _ in drawn.marks)
    assert places[-1] == 100
    assert min(right - left for left, right in pairwise(places)) >= 6
    assert len(places) > 10
