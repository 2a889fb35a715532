"""What people see in a terminal, as golden files; UPDATE_GOLDEN=1 renews them."""

from __future__ import annotations

import os
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from banjar_smartcity.checking.pipeline import check_workspace
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.i18n import language
from banjar_smartcity.render.terminal.findings import findings_text

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "kabupaten-contoh"
GOLDEN = Path(__file__).parent / "golden"
COMMANDS = {
    "score": ("score",),
    "score-explained": ("score", "--dimension", "economy", "--explain"),
    "todo": ("todo", "--limit", "12"),
    "item": ("item", "output-institution-council"),
    "item-survey": ("item", "impact-energy-renewable-energy"),
    "todo-agency": ("todo", "--agency", "bpkad"),
    "status": ("status",),
    "status-dimension": ("status", "--dimension", "living"),
    "status-agency": ("status", "--agency", "bpkad"),
    "evidence": ("evidence", "check", "--within", "1400"),
    "innovations": ("innovations", "--sort", "maturity"),
    "innovations-dimension": ("innovations", "--dimension", "society"),
    "innovation": ("innovations", "show", "pos-kentang"),
    "innovation-unproved": ("innovations", "show", "si-pare"),
    "shortlist": ("innovations", "shortlist"),
    "official": ("score", "--official", "2025"),
    "contest": ("innovations", "contest"),
    "contest-category": ("innovations", "contest", "2026", "--category", "umum"),
    "matrix": ("innovations", "matrix"),
    "matrix-missions": ("innovations", "matrix", "--by", "missions"),
}


def compare(name: str, text: str) -> None:
    path = GOLDEN / name
    shown = "".join(line.rstrip() + "\n" for line in text.splitlines())
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(shown, "utf-8")
    assert shown == path.read_text("utf-8")


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("columns", ["60", "100"])
@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_figures_in_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, columns: str, lang: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("NO_COLOR", "1")
    assert main([*COMMANDS[name], "--root", str(EXAMPLE), "--today", "2026-05-15", "--lang", lang]) == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= int(columns)
    compare(f"terminal-{name}-{columns}.{lang}.txt", out)


@pytest.mark.parametrize("columns", ["60", "70", "80", "90", "100"])
@pytest.mark.parametrize("day", ["2023-06-01", "2023-12-05"])
def test_no_figure_is_cut(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: str, day: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("NO_COLOR", "1")
    assert main(["score", "--root", str(ROOT), "--today", day, "--lang", "id"]) == 0
    shown = capsys.readouterr().out
    losses = re.search(r"^Dari 4,00 poin.*?−0,003\.$", shown, re.DOTALL | re.MULTILINE)
    assert losses is None or set(re.findall(r"\d,(\d+)", losses[0])) >= {"548", "342", "321", "320", "052"}
    figures = re.findall(r"\d,(\d+)", shown.replace(losses[0], "") if losses else shown)
    assert {len(decimals) for decimals in figures} <= {1, 2, 4}


@pytest.mark.parametrize("lang", ["id", "en"])
def test_findings_in_a_terminal_show_the_line_and_a_caret_but_no_personal_data(tmp_path: Path, lang: str) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    path = tmp_path / "data" / "innovations" / "urc.yaml"
    text = path.read_text("utf-8").replace("dimension: society", "dimenson: society  # 0812-3456-7890")
    path.write_text(text.replace("status: provisional", "\tstatus: provisional"), "utf-8")
    other = tmp_path / "data" / "innovations" / "wajar.yaml"
    other.write_text(
        other.read_text("utf-8").replace("dimension: society", "dimenson: society  # hubungi 0812-3456-7890"), "utf-8"
    )
    checked = check_workspace(tmp_path, date(2023, 6, 1))
    errors = tuple(f for f in checked.findings if f.kind.severity.value == "error")
    lines = findings_text(errors, len(checked.paths), checked.texts, language(lang), colour=True, excerpts=True)
    shown = "\n".join(lines)
    assert "3456" not in shown
    compare(f"terminal-findings.{lang}.txt", shown.replace("\x1b", "ESC"))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_an_explanation_in_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert main(["explain", "answer-without-evidence", "--lang", lang]) == 0
    compare(f"terminal-explain.{lang}.txt", capsys.readouterr().out)
    assert main(["explain", "--lang", lang, "--format", "json"]) == 0
    assert '"kinds": [' in capsys.readouterr().out
    assert main(["explain", "--lang", lang]) == 0
    assert "answer-without-evidence" in capsys.readouterr().out
