"""Every command that writes is killed, and led out of the repository by a link. A new writer has to join the table."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
from pathlib import Path

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.workspace.writers.workshop import PREFIX
from conftest import findings
from respondents import EXAMPLE, survey, write_csv

COMMANDS = Path(__file__).resolve().parent.parent / "src" / "banjar_smartcity" / "cli"
WRITES = r"\b(?:write_file|write_files|create_files|change_files|write_folder|write_bag)\("
STAGE = "2027-tahap-1 --from 2026-tahap-1 --starts 2027-06-07 --ends 2027-06-09"
CALLS = {
    "assign": ("assign outcome-living-roads dinkes", "data"),
    "codeowners": ("codeowners --output o/CODEOWNERS", "o"),
    "evidence_add": ("evidence add ../SK.txt --agency dinkes", "data/evidence"),
    "evidence_pack": ("evidence pack --output o/pack", "o"),
    "export": ("export o/data", "o"),
    "form_out": ("form out --agency dinkes --output o/f.html", "o"),
    "new_innovation": ("new innovation baru", "data/innovations"),
    "new_stage": (f"new stage {STAGE}", "data/dimensions"),
    "plan": ("plan --target 2.9 --output o/r.html", "o"),
    "portal": ("portal", "build"),
    "report": ("report", "build"),
    "site": ("site", "build"),
    "survey_form": ("survey form", "build"),
    "survey_import": ("survey import ../r.csv --replace --with-faults", "data/surveys"),
    "workbook_out": ("workbook out --agency dinkes --output o/b.xlsx", "o"),
}
"""A call of each command, and the folder into which it writes."""
ELSEWHERE = {
    "assessments_in": "test_assessments_in.py",
    "compare": "test_compare.py",
    "confirm": "test_confirm.py",
    "evidence_confirm": "test_evidence_confirm.py",
    "evidence_verify": "test_evidence_verify.py",
    "init": "test_init.py",
    "instruments_update": "test_instruments.py",
    "migrate_instrument": "test_migrate.py",
    "migrate_workspace": "test_migrate_workspace.py",
    "remind": "test_remind.py",
    "review": "test_review.py",
    "workbook_in": "test_workbook_in.py",
}
"""Commands that write only after other steps, and the tests that take them."""


def writers() -> set[str]:
    """The commands that write files, by themselves or by what they share."""
    shared = {p.stem for p in (COMMANDS / "shared").glob("*.py") if re.search(WRITES, p.read_text("utf-8"))}
    found = set()
    for path in (COMMANDS / "commands").glob("*.py"):
        text = path.read_text("utf-8")
        if re.search(WRITES, text) or shared & set(re.findall(r"from \.\.shared\.(\w+) import", text)):
            found.add(path.stem)
    return found


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "region"
    shutil.copytree(EXAMPLE / "data", folder / "data")
    (tmp_path / "SK.txt").write_bytes(b"Keputusan tentang forum kota\n")
    write_csv(tmp_path / "r.csv", survey("living", 40))
    for name in ("o", "build"):
        (folder / name).mkdir()
    monkeypatch.chdir(folder)
    return folder


def run(command: str) -> int:
    return main([*command.split(), "--today", "2026-05-15", "--lang", "en"])


def killed_before_placing(command: str) -> bool:
    """Whether a process was killed when it was about to put its first file in place."""
    child = os.fork()
    if child == 0:

        def hook(event: str, facts: tuple[object, ...]) -> None:
            if event in ("os.rename", "os.link") and PREFIX in str(facts[0]):
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(hook)
            run(command)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def test_every_command_that_writes_is_tried() -> None:
    assert writers() == CALLS.keys() | ELSEWHERE.keys()
    assert all((Path(__file__).parent / name).is_file() for name in ELSEWHERE.values())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed at its work")
@pytest.mark.parametrize("name", CALLS)
def test_a_killed_command_blocks_nobody_and_leaves_nothing(name: str, root: Path) -> None:
    command, _ = CALLS[name]
    assert killed_before_placing(command)
    assert list(root.rglob(f"{PREFIX}*"))
    assert PREFIX not in "".join(findings(root))
    run(command)
    assert list(root.rglob(f"{PREFIX}*")) == []


@pytest.mark.parametrize("name", CALLS)
def test_no_command_writes_through_a_link_out_of_the_repository(
    name: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command, place = CALLS[name]
    outside = tmp_path / "outside"
    (root / ".git").mkdir()  # the top of the repository
    shutil.move(root / place, outside)
    (root / place).symlink_to(outside)
    before = {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()}
    assert run(command) != 0, capsys.readouterr()
    assert {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()} == before
