"""Short forms: findings by kind, status and score in a few lines, and the main job on one screen."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.diagnostics import Finding, Kind, Position, Severity
from banjar_smartcity.i18n import language
from banjar_smartcity.render.terminal.summary import MANY, by_kind, summary_text
from conftest import THOROUGH, Build, base_text
from test_cli import EXAMPLE, ROOT

ENGLISH = language("en")


def finding(id: str, severity: Severity = Severity.WARNING, line: int = 1) -> Finding:
    kind = Kind(id=id, severity=severity, message="{name} is odd", hint="Look at {name}.", why="", example="")
    return Finding(kind, "data/agencies.yaml", Position(line, 3), {"name": id.upper()}, None)


def lines_of(findings: tuple[Finding, ...], width: int = 100) -> list[str]:
    return list(summary_text(findings, 4, ENGLISH, colour=False, width=width))


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    return code, *capsys.readouterr()


def test_errors_come_before_warnings_and_frequent_kinds_before_rare_ones() -> None:
    few, many = finding("few", Severity.ERROR), finding("many")
    found = (many, many, many, finding("one"), few, few, finding("rare", Severity.ERROR))
    assert [(alike[0].kind.id, len(alike)) for alike in by_kind(found)] == [
        ("few", 2),
        ("rare", 1),
        ("many", 3),
        ("one", 1),
    ]


def test_a_kind_is_told_with_count_first_place_message_and_hint() -> None:
    assert lines_of((finding("many", line=7), finding("many", line=9), finding("one", Severity.ERROR))) == [
        "error one: 1",
        "  data/agencies.yaml:1:3: ONE is odd",
        "      Look at ONE.",
        "warning many: 2, for example",
        "  data/agencies.yaml:7:3: MANY is odd",
        "      Look at MANY.",
        "4 files read: 1 error, 2 warnings.",
        "All of them: `smartcity validate`; what a kind means: `smartcity explain ID`.",
    ]


def test_without_findings_there_is_nothing_to_see_elsewhere() -> None:
    assert lines_of(()) == ["4 files read, nothing to fix."]


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("width", [60, 120])
def test_no_line_of_the_real_summary_is_wider_than_the_screen(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, lang: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    code, out, err = run(capsys, "validate", "--summary", "--root", ROOT, "--lang", lang)
    everything = json.loads(run(capsys, "validate", "--root", ROOT, "--format", "json")[1])
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= width
    heads = re.findall(r"^(?:error|warning) ([a-z-]+): (\d+)", out, re.MULTILINE)
    counts = [found["id"] for found in everything["findings"]]
    assert {id: int(n) for id, n in heads} == {id: counts.count(id) for id in counts}
    assert "smartcity validate" in out.split("\n", 1)[1]


def test_the_summary_keeps_the_exit_code_and_the_paths(capsys: pytest.CaptureFixture[str], build: Build) -> None:
    text = base_text("data/agencies.yaml")
    city = build({"data/agencies.yaml": text.replace("abbreviation:", "singkatan:", 1)})
    assert run(capsys, "validate", "--summary", "--root", city)[0] == 1
    code, out, _ = run(capsys, "validate", "--summary", "--root", city, city / "data" / "program.yaml")
    assert code == 0
    assert "singkatan" not in out


def test_plain_findings_suggest_the_summary_where_one_kind_hides_the_others(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, out, err = run(capsys, "validate", "--root", ROOT, "--lang", "en")
    assert "--summary" not in out, "what scripts read stays as it is"
    assert err.splitlines() == [
        "innovation-without-evidence was found 20 times; `smartcity validate --summary` shows one finding of each kind."
    ]
    for format in ("json", "sarif", "github", "junit"):
        assert run(capsys, "validate", "--root", ROOT, "--format", format)[2] == ""


def test_few_findings_suggest_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, err = run(capsys, "validate", "--root", EXAMPLE, "--today", "2026-05-15")
    ids = re.findall(r": (?:error|warning) ([a-z-]+):", out)
    assert 0 < max(ids.count(id) for id in ids) <= MANY
    assert err == ""


@pytest.mark.parametrize("command", ["validate", "status", "score"])
def test_machines_get_no_short_form(capsys: pytest.CaptureFixture[str], command: str) -> None:
    code, out, err = run(capsys, command, "--summary", "--format", "json", "--root", ROOT)
    assert (code, out) == (2, "")
    assert "--summary" in err


@pytest.mark.parametrize("other", [["--explain"], ["--official", "2023"]])
def test_the_short_score_is_of_the_index_alone(capsys: pytest.CaptureFixture[str], other: list[str]) -> None:
    assert run(capsys, "score", "--summary", "--root", ROOT, *other)[0] == 2


def test_the_short_status_counts_what_the_long_one_names(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--root", ROOT, "--lang", "en", "--today", "2023-06-01")
    missing = json.loads(run(capsys, "status", *arguments, "--format", "json")[1])["missing"]
    _, out, _ = run(capsys, "status", "--summary", *arguments)
    assert "11 days left until First stage of the 2023 evaluation." in out
    assert f"{len(missing)} things are missing; by name: `smartcity status`" in out
    assert f"{sum(entry['what'] == 'innovation-owner' for entry in missing)} find its owner" in out
    counts = re.findall(r"(?:^|· )(\d+) [a-z]", out.partition("by name")[2], re.MULTILINE)
    assert sum(map(int, counts)) == len(missing)
    agency = run(capsys, "status", "--summary", *arguments, "--agency", "dpmptsp")[1]
    assert "1 thing is missing" in agency
    assert "Smart Living" not in agency


def test_the_short_score_says_what_is_open_before_any_figure(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "score", "--summary", "--root", EXAMPLE, "--today", "2026-05-15", "--lang", "en")
    long = run(capsys, "score", "--root", EXAMPLE, "--today", "2026-05-15", "--lang", "en")[1]
    assert out.index("Answered:") < out.index("claimed")
    assert "* contains means of the citizen survey." in out
    assert set(out.splitlines()[:-1]) <= set(long.splitlines()), "the long form says all of it"


@pytest.mark.parametrize("width", ["60", "100"] if THOROUGH else ["60"])
def test_the_main_job_fits_a_screen(width: str, tmp_path: Path) -> None:
    outside = {"COLUMNS": width, "SMARTCITY_LANG": "id", "PYTHONIOENCODING": "utf-8"}
    code = f"import dev; dev.set_up = lambda _: None; dev.PYTHON = {sys.executable!r}; raise SystemExit(dev.main([]))"
    job = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, env={**os.environ, **outside}
    )
    lines = job.stdout.decode().splitlines()
    assert len(lines) <= 60
    assert Path(lines[-1]).is_file()
    assert lines[-1].endswith(".html")
    assert job.stderr == b""
