"""Every command that writes is killed, led out of the repository by a link, and its files are tried as documents.

A new writer has to join the table.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import stat
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from random import Random
from typing import NamedTuple
from unittest.mock import patch

import pytest

from banjar_smartcity.checking.pipeline import check_workspace
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.evidence.contents.content import look
from banjar_smartcity.workspace.sample import take
from banjar_smartcity.workspace.writers.workshop import PREFIX
from conftest import BASE, check, put
from respondents import EXAMPLE, survey, write_csv
from returned_books import fill
from surveys import resealed
from test_commit import commit
from test_instruments import NEXT, VERSION
from test_migrate import NEW, OLD, invented

SOURCE = Path(__file__).resolve().parent.parent / "src" / "banjar_smartcity"
COMMANDS = SOURCE / "cli"
WRITES = r"\b(?:write_file|write_files|create_files|change_files|write_folder|write_dataset|write_bag)\("
OPENS = (
    r"""\.write_(text|bytes)\(|\bopen\([^)\n]*["'][wax]b?\+?["']|\bos\.(replace|rename|link)\(|O_(WRONLY|RDWR|CREAT)"""
)
STAGE = "2027-tahap-1 --from 2026-tahap-1 --starts 2027-06-07 --ends 2027-06-09"


class Call(NamedTuple):
    """A call of a command that writes."""

    command: str
    place: str
    """The folder into which it writes."""
    prepare: Callable[[Path], object] = lambda _: None


def runs(*commands: str) -> Callable[[Path], None]:
    return lambda _: [run(command) for command in commands].clear()


def sent_back(root: Path) -> None:
    run("workbook out --agency dinkes --output ../b.xlsx --lang id")
    fill(root.parent / "b.xlsx", fact="Semua baduta ditangani")


def marked(root: Path) -> None:
    rows = "No,Butir,Asesor,Nilai mandiri,Nilai,Catatan\n1,outcome-living-roads,2,4,3,-\n"
    (root.parent / "n.csv").write_text(rows, "utf-8")


def other_region(root: Path) -> None:
    """A region whose answers can be taken to another instrument."""
    shutil.rmtree(root / "data")
    shutil.copytree(BASE / "data", root / "data")
    put(root, {**invented(Random(1))[0]})


def unread(root: Path) -> None:
    """The record of a document that nobody has read."""
    path = root / "data/evidence/laporan-smart-city-2025.yaml"
    path.write_text(re.sub(r"(?m)^document:\n(?:  .*\n)+", "", path.read_text("utf-8")), "utf-8")


def surveyed_again(root: Path) -> None:
    path = root / "data/surveys/survei-living-2026.yaml"
    again = path.read_text("utf-8").replace("survei-living-2026", "survei-living-lagi").replace("-tahap-1", "-tahap-2")
    path.with_stem("survei-living-lagi").write_text(resealed(again), "utf-8")


def older_instrument(root: Path) -> None:
    path = root / "data/instruments/kominfo-2023.yaml"
    path.write_text(path.read_text("utf-8").replace(VERSION, NEXT), "utf-8")


CALLS = {
    "assessments_in": Call("assessments in ../n.csv", "data", marked),
    "assign": Call("assign outcome-living-roads dinkes", "data"),
    "codeowners": Call("codeowners --output o/CODEOWNERS", "o"),
    "compare": Call("compare . --output o/c.html", "o"),
    "confirm": Call(
        "confirm --agency dinkes --stage 2027-tahap-1 --today 2026-06-20", "data", runs(f"new stage {STAGE}")
    ),
    "evidence_add": Call("evidence add ../SK.txt --agency dinkes", "data/evidence"),
    "evidence_confirm": Call("evidence confirm sk", "data/evidence", runs("evidence add ../SK.txt")),
    "evidence_pack": Call("evidence pack --output o/pack", "o"),
    "evidence_verify": Call("evidence verify laporan-smart-city-2025", "data/evidence", unread),
    "export": Call("export o/data", "o"),
    "form_out": Call("form out --agency dinkes --output o/f.html", "o"),
    "instruments_update": Call("instruments update kominfo-2023 --accept", "data/instruments", older_instrument),
    "migrate_instrument": Call(f"migrate instrument {OLD} {NEW} --today 2023-05-30", "data/dimensions", other_region),
    "migrate_workspace": Call("migrate workspace", ".smartcity", lambda root: (root / ".smartcity").mkdir()),
    "new_innovation": Call("new innovation baru", "data/innovations"),
    "new_stage": Call(f"new stage {STAGE}", "data/dimensions"),
    "plan": Call("plan --target 2.9 --output o/r.html", "o"),
    "portal": Call("portal", "build"),
    "remind": Call("remind --output o/r --today 2026-06-05", "o"),
    "report": Call("report", "build"),
    "review": Call("review HEAD HEAD --output o/r.md", "o", commit),
    "site": Call("site", "build"),
    "survey_compare": Call(
        "survey compare survei-living-2026 survei-living-lagi --output o/s.html", "o", surveyed_again
    ),
    "survey_form": Call("survey form", "build"),
    "survey_import": Call("survey import ../r.csv --replace --with-faults", "data/surveys"),
    "survey_import --page": Call("survey import ../r.csv --replace --with-faults --page o/s.html", "o"),
    "workbook_in": Call("workbook in ../b.xlsx", "data/dimensions", sent_back),
    "workbook_out": Call("workbook out --agency dinkes --output o/b.xlsx", "o"),
}
NOT_OWN = {
    "evidence_add": r"sk\.txt",  # the document itself
    "evidence_pack": r"(?!index|manifest|print-list|0-cover|README|bag|tag).*",  # the documents
    "migrate_workspace": r".*\.json|\.git.*",  # schemas, and settings of other programs
    "instruments_update": r"instruments\.json",  # hashes of what was shipped
    "survey_form": r"kuesioner-.*\.xlsx",  # a blank questionnaire holds no data
}
"""Names of files of commands that may be documents, or never are: all others hold nothing but the data."""
ELSEWHERE = {"init": "test_init.py"}
"""A command that begins with nothing, and the test that kills it and leads it out."""


def writers() -> set[str]:
    """The commands that write files, by themselves or by what they share."""
    modules = (COMMANDS / "shared").rglob("*.py")
    writing = (path.relative_to(COMMANDS) for path in modules if re.search(WRITES, path.read_text("utf-8")))
    shared = {".".join(path.with_suffix("").parts) for path in writing}
    found = set()
    for path in (COMMANDS / "commands").glob("*.py"):
        text = path.read_text("utf-8")
        if re.search(WRITES, text) or shared & set(re.findall(r"from \.\.(shared[\w.]+) import", text)):
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
    words = command.split()
    day = () if "--today" in words or words[0] == "instruments" else ("--today", "2026-05-15")
    tongue = () if "--lang" in words else ("--lang", "en")
    return main([*words, *day, *tongue])


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
    assert writers() == {name.split()[0] for name in CALLS} | ELSEWHERE.keys()
    assert all((Path(__file__).parent / name).is_file() for name in ELSEWHERE.values())


def test_nothing_writes_but_the_writers() -> None:
    """Whole files and rights are the business of `workspace/`; a bag and its signature grow in a workshop."""
    own = {"publish/pack/bag.py", "publish/pack/signature.py", "cli/completion/shells.py", "cli/boundary.py"}
    own |= {"versions/reading.py", "cli/shared/answers/files.py"}  # copies in a temporary folder
    own |= {"render/package/archive_file.py", "render/package/sqlite.py"}  # grow in a workshop too
    own |= {"render/office/archive.py"}  # entries of an archive that grows in a workshop, or in memory
    own |= {"planning/solver.py"}  # sends what the solver prints nowhere
    found = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if path.relative_to(SOURCE).parts[0] != "workspace" and re.search(OPENS, path.read_text("utf-8"))
    }
    assert found == own


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed at its work")
@pytest.mark.parametrize("name", CALLS)
def test_a_killed_command_leaves_nothing_and_rights_stay(name: str, root: Path) -> None:
    CALLS[name].prepare(root)
    before = {path: path.stat() for path in root.rglob("*") if path.is_file() and ".git" not in path.parts}
    for path in before:
        path.chmod(0o640)
    assert killed_before_placing(CALLS[name].command)
    assert list(root.rglob(f"{PREFIX}*"))
    assert {path: path.stat().st_ino for path in before} == {path: was.st_ino for path, was in before.items()}
    texts = {path: path.read_bytes() for path in before}
    run(CALLS[name].command)
    assert list(root.rglob(f"{PREFIX}*")) == []
    assert {stat.S_IMODE(path.stat().st_mode) for path in before} == {0o640}
    assert {path for path in unknown_as_own(root, texts) if not re.fullmatch(NOT_OWN.get(name, ""), path)} == set()


def unknown_as_own(root: Path, before: Mapping[Path, bytes]) -> set[str]:
    """The files that a command wrote which would be accepted as documents, under the names of documents."""
    kept = (path for path in root.rglob("*") if path.is_file() and not {".git", ".smartcity-cache"} & {*path.parts})
    made = [path for path in kept if before.get(path) != path.read_bytes()]
    sights = {path: look(path.name.replace(".yaml", ".txt"), take([path.read_bytes()])[1]) for path in made}
    return {path.name for path, content in sights.items() if not (content.own or content.empty)}


@pytest.mark.parametrize("name", CALLS)
def test_no_command_writes_through_a_link_out_of_the_repository(
    name: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, place, prepare = CALLS[name]
    prepare(root)
    outside = tmp_path / "outside"
    (root / ".git").mkdir(exist_ok=True)  # the top of the repository
    shutil.move(root / place, outside)
    (root / place).symlink_to(outside)
    before = {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()}
    capsys.readouterr()
    code = run(CALLS[name].command)
    said = "".join(capsys.readouterr())
    assert (code != 0, bool(re.search(r"leads out|is a link|no record", said))) == (True, True), said
    assert {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()} == before


WITH_FORMATS = (*CALLS, "export o/x.xlsx", "export o/x.zip", "survey form --output o/f.xlsx", "report --format docx")


@pytest.mark.parametrize("year", [1970, 2150])
@pytest.mark.parametrize("name", WITH_FORMATS)
def test_a_clock_that_is_wrong_by_decades_stops_no_command(name: str, year: int, root: Path) -> None:
    """That of a computer whose battery is empty; the day of the report is given. Archives have no such dates."""
    if name.endswith("docx"):
        pytest.importorskip("docx")
    command, _, prepare = CALLS.get(name) or Call(name, "o")
    prepare(root)
    with clock(year):  # the data are checked once for all (`conftest.py`), and once more below
        assert run(command) in (0, 1)


def clock(year: int) -> AbstractContextManager[object]:
    """The computer's clock on a day of a year."""
    return patch.object(time, "localtime", return_value=time.struct_time((year, 1, 1, 0, 0, 10, 3, 1, 0)))


@pytest.mark.parametrize("year", [1970, 2150])
def test_a_clock_that_is_wrong_by_decades_stops_no_check(year: int, root: Path) -> None:
    with clock(year):
        assert check_workspace(root, date(2026, 5, 15)).findings == check(EXAMPLE, date(2026, 5, 15)).findings
