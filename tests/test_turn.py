"""Turn: commands that change the data at the same time lose nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.workspace.writers import turn
from respondents import EXAMPLE

fcntl = pytest.importorskip("fcntl", reason="Windows has no such locks")
ITEMS = ("outcome-living-roads", "output-institution-council", "outcome-economy-programme-running")


@pytest.fixture
def region(tmp_path: Path) -> Path:
    folder = tmp_path / "region"
    shutil.copytree(EXAMPLE, folder)
    return folder


def test_lines_that_are_added_at_the_same_time_are_all_there(region: Path) -> None:
    (region / "data" / "assignments.yaml").unlink(missing_ok=True)
    command = (sys.executable, "-P", "-m", "banjar_smartcity", "assign")
    options = ("--root", str(region), "--today", "2026-05-15")
    running = [subprocess.Popen([*command, item, "pupr", *options]) for item in ITEMS]
    assert [process.wait() for process in running] == [0, 0, 0]
    written = (region / "data" / "assignments.yaml").read_text("utf-8")
    assert all(f"item: {item}\n" in written for item in ITEMS)


def test_who_waits_too_long_is_told_why(
    region: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "NOTICE", -1)
    monkeypatch.setattr(turn, "PATIENCE", -1)
    command = ["new", "innovation", "ambulans-sungai", "--root", str(region), "--lang", "en"]
    handle = os.open(region / "data", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    assert main(command) == 2
    waited, refused = capsys.readouterr().err.splitlines()[:2]
    assert waited == f"Another smartcity is changing {region / 'data'}; waiting until it is done …"
    assert f"another smartcity is still changing {region / 'data'}" in refused
    os.close(handle)
    assert main(command) == 0


def test_a_disk_without_locks_is_written_to(region: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(95, "not supported")

    monkeypatch.setattr(fcntl, "flock", refuse)
    assert main(["new", "innovation", "ambulans-sungai", "--root", str(region)]) == 0
