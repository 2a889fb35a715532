"""Attacks on the whole command line, and how each of them must end."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from banjar_smartcity.cli.boundary import main

ROOT = Path(__file__).resolve().parent.parent


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    code = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out + captured.err


@pytest.fixture
def city(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


def change(city: Path, old: str, new: str) -> None:
    path = city / "data" / "innovations" / "urc.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_report_is_written_into_a_pipe_and_does_not_replace_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        code, said = run(capsys, "report", "--root", ROOT, "--format", "md", "--output", pipe)
        if code:
            reader.kill()  # nobody will ever write to it
        assert code == 0, said
        assert reader.communicate()[0].lstrip().startswith(b"# ")
    assert pipe.is_fifo()


def test_a_link_given_as_output_stays_a_link(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "link.md").symlink_to(tmp_path / "real.md")
    assert run(capsys, "report", "--root", ROOT, "--output", tmp_path / "link.md")[0] == 0
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text("utf-8") != "old"


def test_a_pattern_that_gives_up_is_a_finding(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text(json.dumps({"pattern": "(a*)*\\1b"}))
    (tmp_path / "x.json").write_text(json.dumps("a" * 60))
    assert run(capsys, "validate", "--schema", tmp_path / "s.json", tmp_path / "x.json")[0] == 1


def test_a_long_text_repeated_by_alias_counts_for_its_length(capsys: pytest.CaptureFixture[str], city: Path) -> None:
    change(city, "id: urc", "id: &s " + "A" * 100_000 + "\nnote: [" + "*s, " * 1000 + "]")
    code, out = run(capsys, "validate", "--root", city)
    assert code == 1
    assert "yaml-alias-expansion" in out


def test_a_name_without_end_is_not_compared_letter_by_letter(capsys: pytest.CaptureFixture[str], city: Path) -> None:
    change(city, "name: Unit Reaksi Cepat (URC)", "name: " + "ab" * 500_000)
    assert run(capsys, "validate", "--root", city)[0] in (0, 1)


def test_a_number_known_by_the_word_beside_it_is_quoted_by_no_other_finding(
    capsys: pytest.CaptureFixture[str], city: Path
) -> None:
    change(city, "missions: []", 'missions: [telp, "05114772013"]')
    code, out = run(capsys, "validate", "--root", city)
    assert code == 1
    assert "personal-data" in out
    assert "4772013" not in out


@pytest.mark.parametrize(
    "note",
    ['"\\x30\\x3812-3456-7890"', ">-\n    hubungi telp\n    0511 4772013"],
    ids=["escaped", "folded"],
)
def test_personal_data_in_disguise_is_found(capsys: pytest.CaptureFixture[str], city: Path, note: str) -> None:
    change(city, "description: null", f"description:\n  sources: [b2]\n  text: {note}")
    code, out = run(capsys, "validate", "--root", city)
    assert code == 1
    assert out.count("personal-data") == 1


def test_keys_of_digits_have_their_own_places(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text(json.dumps({"additionalProperties": {"type": "string"}}))
    (tmp_path / "x.json").write_text('{"x": "a",\n"2023": 1,\n"2024": 1}')
    _, out = run(capsys, "validate", "--schema", tmp_path / "s.json", tmp_path / "x.json")
    assert "x.json:2:9:" in out
    assert "x.json:3:9:" in out


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_closed_streams_are_no_fault() -> None:
    command = f'"{sys.executable}" -m banjar_smartcity validate'
    for closed in (">&-", "2>&-"):
        done = subprocess.run(f"{command} {closed}", shell=True, cwd=ROOT, capture_output=True, check=False)
        assert done.returncode == 0
        assert b"Traceback" not in done.stderr
