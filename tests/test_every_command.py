"""Every command on a region that answers four instruments: nothing fails, and figures are of the right one."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.cli.completion.words import VARIABLE, WORD
from conftest import BASE, THOROUGH, findings, put, run_command
from together import (
    COUNT,
    FIRST,
    HOME,
    PARKED,
    PARKING,
    PROGRAM,
    SELF,
    SERVICE,
    SERVICE_SHEET,
    TRAFFIC,
    TRAFFIC_SHEET,
    all_four,
)


class Answered(NamedTuple):
    """An instrument of the region, and what commands must show of it."""

    instrument: str
    stage: str
    items: tuple[str, ...]
    dimensions: tuple[str, ...]
    answered: int
    final: float
    top: int
    missing: tuple[str, ...]
    """What `status` lists."""


ALL = (
    Answered(
        HOME,
        FIRST,
        ("baseline-planning-masterplan", "outcome-living-roads", "outcome-economy-poverty"),
        ("living", "economy", "crosscutting"),
        2,
        1.4,
        4,
        ("outcome-economy-poverty", "health"),
    ),
    Answered(SERVICE, SELF, ("aplikasi", "pengguna"), ("crosscutting",), 1, 2.5, 5, ("pengguna",)),
    Answered(TRAFFIC, COUNT, ("simpang",), ("mobility", "crosscutting"), 1, 2.0, 5, ()),
    Answered(PARKING, PARKED, ("lahan", "tarif", "aturan"), ("mobility", "living", "crosscutting"), 3, 3.0, 5, ()),
)
ASKED = [
    pytest.param((), ALL[0], id="default"),
    *(pytest.param(("--instrument", a.instrument), a, id=a.instrument) for a in ALL),
    *(pytest.param(("--stage", a.stage), a, id=a.stage) for a in ALL),
]
"""Each way to ask for one of them."""
DAY = ("--today", "2023-06-01", "--lang", "en")


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The region with one version; no test writes there."""
    root = tmp_path_factory.mktemp("daerah") / "kerja"
    shutil.copytree(BASE, root)
    put(root, all_four())
    commit(root, "Mulai")
    return root


@pytest.fixture
def own(region: Path, tmp_path: Path) -> Path:
    """A copy of the region that a test may change."""
    return Path(shutil.copytree(region, tmp_path / "salinan"))


def commit(root: Path, subject: str) -> None:
    when = {"GIT_AUTHOR_DATE": "2023-05-20T08:00:00+08:00", "GIT_COMMITTER_DATE": "2023-05-20T08:00:00+08:00"}
    who = ("-c", "user.name=Contoh", "-c", "user.email=contoh@daerah.example")
    for words in (("init", "-q", "-b", "main"), ("add", "-A"), (*who, "commit", "-q", "-m", subject)):
        subprocess.run(["git", "-C", str(root), *words], check=True, env={"PATH": "/usr/bin:/bin", **when})


def run(capsys: pytest.CaptureFixture[str], root: Path, *arguments: str | Path, code: int = 0) -> str:
    """What a command prints; nothing may go to the stream of errors."""
    found, out, err = run_command(capsys, arguments[0], "--root", root, *DAY, *arguments[1:])
    assert (found, err) == (code, "")
    return out


def read(capsys: pytest.CaptureFixture[str], root: Path, *arguments: str, code: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(capsys, root, *arguments, "--format", "json", code=code))
    return found


def others(shown: Answered) -> set[str]:
    """The items of the other instruments."""
    return {item for a in ALL if a.instrument != shown.instrument for item in a.items}


def says(text: str, word: str) -> bool:
    """Whether a text has a word that is not a part of a longer id."""
    # Whether it is there at all is known at once; the pattern goes over the text sign by sign.
    return word in text and re.search(rf"(?<![\w-]){word}(?![\w-])", text) is not None


def assert_is_of(text: str, shown: Answered, *, every_item: bool = True) -> None:
    """The text is about an instrument, and about no other one."""
    assert {item for item in others(shown) if says(text, item)} == set()
    assert not every_item or [item for item in shown.items if not says(text, item)] == []


def test_the_region_is_valid(region: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert findings(region) == []
    assert "nothing to fix" in run(capsys, region, "validate")


@pytest.mark.parametrize(("asked", "shown"), ASKED)
def test_figures_are_those_of_the_instrument(
    region: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], shown: Answered
) -> None:
    score = read(capsys, region, "score", *asked)
    place = (score["instrument"], score["stage"], score["answered"], score["final"], score["highest_level"])
    assert place == (shown.instrument, shown.stage, shown.answered, shown.final, shown.top)
    assert tuple(score["dimensions"]) == shown.dimensions
    status = read(capsys, region, "status", *asked)
    assert (status["instrument"], status["stage"]) == (shown.instrument, shown.stage)
    assert tuple(status["dimensions"]) == shown.dimensions
    assert tuple(entry["id"] for entry in status["missing"]) == shown.missing
    todo = read(capsys, region, "todo", *asked)
    assert todo["supported"] == shown.final
    assert {item for step in todo["steps"] for item in step["items"]} & others(shown) == set()
    plan = read(capsys, region, "plan", "--target", "1", *asked)
    assert (plan["supported"], plan["is_reached"]) == (shown.final, True)


@pytest.mark.parametrize(("asked", "shown"), ASKED)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_texts_are_about_the_instrument(
    region: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], shown: Answered, lang: str
) -> None:
    for command in ("status", "status --summary", "score", "score --summary", "score --explain", "todo"):
        code, out, err = run_command(capsys, *command.split(), *asked, "--root", region, *DAY, "--lang", lang)
        assert (code, err) == (0, "")
        assert_is_of(out, shown, every_item=command == "score --explain" and shown.instrument != HOME)


@pytest.mark.parametrize(("asked", "shown"), ASKED)
def test_a_dimension_is_one_of_the_instrument(
    region: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], shown: Answered
) -> None:
    every = {dimension for a in ALL for dimension in a.dimensions}
    for command in ("status", "score", "todo"):
        for dimension in every:
            code, out, err = run_command(
                capsys, command, *asked, "--dimension", dimension, "--root", region, *DAY, "--format", "json"
            )
            assert (code, "choose from" in err) == ((0, False) if dimension in shown.dimensions else (2, True))
            assert code or not {item for item in others(shown) if f'"{item}"' in out}


@pytest.mark.parametrize(("asked", "shown"), ASKED)
def test_reports_hold_the_items_of_the_instrument(
    region: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], shown: Answered
) -> None:
    for ending in ("html", "md", "docx") if "--stage" not in asked or THOROUGH else ("html", "md"):
        target = tmp_path / f"laporan.{ending}"
        run(capsys, region, "report", *asked, "--format", ending, "--output", target)
        if ending == "docx":
            text = zipfile.ZipFile(target).read("word/document.xml").decode()
        else:
            text = target.read_text("utf-8")
        assert_is_of(text, shown)
        run(capsys, region, "report", "--summary", *asked, "--format", ending, "--output", target)
    run(capsys, region, "site", *asked, "--output", tmp_path / "situs")
    assert_is_of("\n".join(page.read_text("utf-8") for page in (tmp_path / "situs").rglob("*.html")), shown)


@pytest.mark.needs("pango")
@pytest.mark.parametrize("shown", ALL[1:])
def test_reports_are_printed_too(
    region: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], shown: Answered
) -> None:
    target = tmp_path / "ringkasan.pdf"
    run(capsys, region, "report", "--summary", "--instrument", shown.instrument, "--format", "pdf", "--output", target)
    assert target.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(("asked", "shown"), ASKED)
def test_the_pack_is_of_the_instrument(
    region: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], shown: Answered
) -> None:
    packed = tmp_path / "paket"
    assert "1 document is packed" in run(capsys, region, "evidence", "pack", *asked, "--output", packed)
    page = packed / "data" / "index.html"
    assert_is_of(page.read_text("utf-8"), shown, every_item=False)


@pytest.mark.parametrize("shown", ALL)
def test_the_history_is_of_the_instrument(region: Path, capsys: pytest.CaptureFixture[str], shown: Answered) -> None:
    (point,) = read(capsys, region, "history", "--instrument", shown.instrument)["points"]
    assert (point["stage"], point["supported"], point["top"]) == (shown.stage, shown.final, shown.top)
    run(capsys, region, "history", "--instrument", shown.instrument, "--format", "svg")
    if shown.dimensions[0] != "crosscutting":
        found = read(capsys, region, "history", "--instrument", shown.instrument, "--dimension", shown.dimensions[0])
        assert found["dimension"] == shown.dimensions[0]


def test_the_history_without_an_instrument_has_all_of_them(region: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (point,) = read(capsys, region, "history")["points"]
    found = {name: (figures["stage"], figures["supported"]) for name, figures in point["instruments"].items()}
    assert found == {a.instrument: (a.stage, a.final) for a in ALL[1:]}
    assert point["stage"] == FIRST


def test_evidence_counts_its_uses_by_all_instruments(region: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (document,) = read(capsys, region, "evidence", "check")["documents"]
    used = {(use["stage"], use["id"]) for use in document["uses"] if use["by"] == "answer"}
    assert used >= {(SELF, "aplikasi"), (COUNT, "simpang"), (PARKED, "lahan"), (PARKED, "tarif"), (PARKED, "aturan")}


@pytest.mark.parametrize("shown", ALL)
def test_a_form_is_made_only_where_citizens_are_asked(
    region: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], shown: Answered
) -> None:
    asked = (
        "survey",
        "form",
        "--instrument",
        shown.instrument,
        "--output",
        tmp_path / "formulir.xlsx",
        "--root",
        region,
    )
    code, _, err = run_command(capsys, *asked, *DAY)
    assert (code, "no instrument with statements" in err) == ((0, False) if shown.instrument == HOME else (2, True))


def test_changes_are_compared_and_judged_by_their_instrument(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path, old, new in ((SERVICE_SHEET, "level: 5", "level: 4"), (TRAFFIC_SHEET, "level: 2", "level: 3")):
        text = (own / path).read_text("utf-8")
        assert old in text
        (own / path).write_text(text.replace(old, new), "utf-8")
    found = read(capsys, own, "diff", "HEAD")
    assert f"{SERVICE}: " in found["verdict"]
    assert f"{TRAFFIC}: " in found["verdict"]
    assert PARKING not in found["verdict"]
    for format in ("text", "markdown"):
        text = run(capsys, own, "diff", "HEAD", "--format", format)
        assert f"{SERVICE}: supported 2.50 → 2.00" in text
        assert f"{TRAFFIC}: supported 2.00 → 3.00" in text
    for format in ("text", "json", "markdown", "github", "gitlab", "sarif", "junit"):
        out = run(capsys, own, "review", "HEAD", "--format", format, code=1)
        assert "aplikasi" in out


def test_owners_are_those_of_the_dimensions_of_all(region: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, region, "codeowners")
    assert re.search(r"^/data/dimensions/mobility/\s+@contoh/jalan", out, re.MULTILINE)
    assert re.search(r"^/data/dimensions/living/\s+@contoh/hidup", out, re.MULTILINE)


@pytest.mark.parametrize("shown", ALL)
def test_a_new_stage_has_the_sheets_of_its_instrument(
    own: Path, capsys: pytest.CaptureFixture[str], shown: Answered
) -> None:
    before = set(own.rglob("*.yaml"))
    out = run(capsys, own, "new", "stage", "berikut", "--from", shown.stage)
    assert f"show {shown.stage} until" in out
    assert (f"--instrument {shown.instrument}" in out) == (shown.instrument != HOME)
    written = {path.relative_to(own).as_posix(): path.read_text("utf-8") for path in set(own.rglob("*.yaml")) - before}
    assert set(written) == {
        "data/crosscutting/answers/berikut.yaml"
        if name == "crosscutting"
        else f"data/dimensions/{name}/answers/berikut.yaml"
        for name in shown.dimensions
        if name != "crosscutting" or shown.instrument != TRAFFIC
    }
    assert_is_of("\n".join(written.values()), shown)
    assert findings(own) == []
    state = read(capsys, own, "status", "--stage", "berikut")
    assert (state["instrument"], state["whole"]["answered"]) == (shown.instrument, 0)


def test_what_was_carried_over_is_confirmed_in_its_own_stage(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    programme = (own / PROGRAM).read_text("utf-8")
    assert "ends_on: 2026-11-30" in programme
    (own / PROGRAM).write_text(programme.replace("ends_on: 2026-11-30", "ends_on: 2023-05-30"), "utf-8")
    run(capsys, own, "new", "stage", "berikut", "--from", PARKED)
    assert "Nothing of it is carried over" in run(capsys, own, "confirm", "lahan")
    assert "tarif" in run(capsys, own, "confirm", "--stage", "berikut", "--dimension", "living")
    assert read(capsys, own, "score", "--stage", "berikut")["answered"] == 1


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("score --instrument", [a.instrument for a in ALL]),
        ("status --stage", [a.stage for a in ALL]),
        (f"status --instrument {PARKING} --stage", [PARKED]),
        ("score --dimension", ["living", "economy", "crosscutting"]),
        (f"todo --instrument {PARKING} --dimension", ["mobility", "living", "crosscutting"]),
        (f"todo --stage {COUNT} --dimension", ["mobility", "crosscutting"]),
        (f"report --instrument {SERVICE} --dimension", ["crosscutting"]),
        (f"history --instrument {TRAFFIC} --dimension", ["mobility", "crosscutting"]),
    ],
)
def test_what_may_follow(
    region: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, before: str, expected: list[str]
) -> None:
    monkeypatch.chdir(region)
    monkeypatch.setenv(VARIABLE, "values")
    monkeypatch.setenv(WORD, "")
    assert main(before.split()) == 0
    assert capsys.readouterr().out.splitlines() == expected


@pytest.mark.parametrize("shown", ALL[1:])
@pytest.mark.parametrize("command", ["status", "score"])
def test_a_summary_names_the_command_that_shows_the_same(
    region: Path, capsys: pytest.CaptureFixture[str], command: str, shown: Answered
) -> None:
    out = " ".join(run(capsys, region, command, "--summary", "--stage", shown.stage).split())
    named = f"`smartcity {command} --instrument {shown.instrument}`"
    assert (named in out) == (command == "score" or shown.missing != ())


def test_the_days_to_the_end_count_where_the_first_day_is_not_known(
    region: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = run(capsys, region, "status", "--instrument", PARKING, "--today", "2026-11-20")
    assert f"10 days left until Tahap {PARKED} ends." in out
    out = run(capsys, region, "status", "--instrument", PARKING, "--today", "2026-12-01")
    assert f"Tahap {PARKED} ended on 30 November 2026. No later stage is recorded." in out


@pytest.mark.parametrize("shown", ALL)
def test_an_item_is_found_in_its_instrument(region: Path, capsys: pytest.CaptureFixture[str], shown: Answered) -> None:
    for item in shown.items:
        found = read(capsys, region, "item", item)
        assert (found["instrument"], found["stage"]) == (shown.instrument, shown.stage)
        assert read(capsys, region, "item", item, "--stage", shown.stage) == found
        assert_is_of(run(capsys, region, "item", item), shown, every_item=False)
    other = next(a for a in ALL if a is not shown)
    asked = ("item", shown.items[0], "--instrument", other.instrument, "--root", region, *DAY)
    code, _, err = run_command(capsys, *asked)
    assert (code, f"{shown.items[0]} is an item of {shown.instrument}, not of {other.instrument}" in err) == (2, True)


@pytest.mark.parametrize("shown", ALL)
def test_items_are_assigned_in_the_stage_of_the_instrument(
    own: Path, capsys: pytest.CaptureFixture[str], shown: Answered
) -> None:
    run(capsys, own, "assign", shown.items[-1], "dinkes", "--instrument", shown.instrument)
    assert f"stage: {shown.stage}" in (own / "data" / "assignments.yaml").read_text("utf-8")
    assert findings(own) == []
    other = next(a for a in ALL if a is not shown)
    code, _, err = run_command(capsys, "assign", shown.items[-1], "dkumpp", "--stage", other.stage, "--root", own, *DAY)
    assert (code, other.stage in err) == (2, True)


@pytest.mark.parametrize("shown", ALL)
def test_marks_of_assessors_are_on_the_scale_of_the_instrument(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], shown: Answered
) -> None:
    path, other = tmp_path / "nilai.csv", next(a for a in ALL if a is not shown)
    asked = ("assessments", "in", path, "--stage", shown.stage, "--root", own, *DAY)
    scale = read(capsys, own, "item", shown.items[0], "--instrument", shown.instrument)
    highest = scale["highest_level"]
    for mark, item, code in ((highest + 1, 0, 1), (highest, 0, 0)):
        path.write_text(f"Item;Assessor 1\n{shown.items[item]};{mark}\n", "utf-8")
        assert run_command(capsys, *asked)[0] == code
    assert f"level: {highest}" in (own / "data" / "assessments" / f"{shown.stage}.yaml").read_text("utf-8")
    assert findings(own) == []
    found = read(capsys, own, "item", shown.items[0], "--instrument", shown.instrument, "--stage", shown.stage)
    assert [mark["level"] for mark in found["score"]["marks"]] == [highest]
    path.write_text(f"Item;Assessor 1\n{other.items[0]};{highest}\n", "utf-8")
    code, out, err = run_command(capsys, *asked)
    assert (code, "assessed-item" in out + err) == (1, True)


def test_agencies_are_reminded_of_what_the_instrument_asks(region: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, region, "remind", "--instrument", PARKING, "--days", "10", "--today", "2026-11-20")
    assert_is_of(out, ALL[3])
    assert "nobody is reminded" in run(capsys, region, "remind", "--today", "2026-11-20")


@pytest.mark.parametrize(("asked", "shown"), ASKED)
def test_a_workbook_holds_the_items_of_the_instrument(
    region: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], shown: Answered
) -> None:
    target = tmp_path / "isian.xlsx"
    run(capsys, region, "workbook", "out", "--all", *asked, "--output", target)
    with zipfile.ZipFile(target) as book:
        text = "\n".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    titles = ("Masterplan berdasar hukum", "Jalan mantap", "Penduduk miskin") if shown is ALL[0] else shown.items
    assert_is_of(text, shown._replace(items=titles))
