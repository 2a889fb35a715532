"""What `evidence check` printed is printed again: the very same as without memory, and only as long as it holds."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.cli.commands import evidence_check
from banjar_smartcity.cli.shared.printed import PrintedOutput
from banjar_smartcity.workspace import stamp
from banjar_smartcity.workspace.memory import place
from conftest import CASES, EXAMPLE, ROOT, Build
from test_memory import CHANGES, KLINIK

RECORD, FILE = "data/evidence/sk-forum.yaml", "data/evidence/files/sk-forum.txt"
FORMATS = ((), ("--format", "json"))
pytestmark = pytest.mark.skipif(os.name != "posix", reason="nothing is remembered on Windows")


class Clerk(NamedTuple):
    """A workspace, the folder of the memory, and how often the state of the evidence was found out."""

    root: Path
    cache: Path
    looks: list[str]
    capsys: pytest.CaptureFixture[str]

    def run(self, *options: str, root: Path | None = None) -> tuple[int, str, str]:
        """Run the command."""
        day = () if "--today" in options else ("--today", "2023-05-30")
        code = main(["evidence", "check", "--root", str(root or self.root), *day, *options])
        return code, *self.capsys.readouterr()

    def looks_again(self, *options: str, root: Path | None = None) -> bool:
        """Whether the command looks at the evidence again. It must print what it prints without memory."""
        before = len(self.looks)
        told = self.run(*options, root=root)
        found = len(self.looks) > before
        assert told == self.run("--no-cache", *options, root=root)
        return found

    @property
    def memory(self) -> Path:
        """The file in which the text is."""
        return next(self.cache.glob("*-evidence.*.memory"))


@pytest.fixture
def clerk(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Clerk:
    """A clerk who has looked through the evidence once."""
    monkeypatch.setattr(stamp, "_COARSEST", -(10**18))  # the files are as new as the test
    monkeypatch.setenv(place.VARIABLE, str(tmp_path / "cache"))
    for name in ("COLUMNS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    looks: list[str] = []
    real = evidence_check._check

    def look(*arguments: object, **named: object) -> PrintedOutput:
        looks.append("")
        return real(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(evidence_check, "_check", look)
    found = Clerk(build(), tmp_path / "cache", looks, capsys)
    assert found.looks_again()
    return found


@pytest.mark.parametrize("options", FORMATS)
def test_nothing_is_found_out_twice(options: tuple[str, ...], clerk: Clerk) -> None:
    clerk.run(*options)
    assert not clerk.looks_again(*options)


@pytest.mark.parametrize("root", [ROOT, EXAMPLE])
@pytest.mark.parametrize("options", [*FORMATS, ("--lang", "en"), ("--agency", "diskominfo")])
def test_real_data_are_shown_the_same_again(options: tuple[str, ...], root: Path, clerk: Clerk) -> None:
    found = [clerk.run(*options, "--today", "2026-05-20", root=root) for _ in range(2)]
    assert found[0] == found[1] == clerk.run(*options, "--no-cache", "--today", "2026-05-20", root=root)


def rewritten(root: Path) -> None:
    """A file with another content of the same size, whose time is set back."""
    path = root / FILE
    status, content = path.stat(), path.read_bytes()
    path.write_bytes(content[:-2] + bytes((content[-2] ^ 1,)) + content[-1:])
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def folder_instead(root: Path) -> None:
    (root / FILE).unlink()
    (root / FILE).mkdir()


EVIDENCE_CHANGES: dict[str, Callable[[Path], object]] = {
    "a file is another one of the same size and time": rewritten,
    "a file is gone": lambda root: (root / FILE).unlink(),
    "a file is empty": lambda root: (root / FILE).write_bytes(b""),
    "a file is added that no record names": lambda root: (root / FILE).with_name("surat.txt").write_text("Surat"),
    "a folder takes its place": folder_instead,
    "a record is gone": lambda root: (root / RECORD).unlink(),
}


@pytest.mark.parametrize("change", [*CHANGES, *EVIDENCE_CHANGES])
def test_whatever_changes_is_found_out(change: str, clerk: Clerk) -> None:
    before = clerk.run()
    {**CHANGES, **EVIDENCE_CHANGES}[change](clerk.root)
    assert clerk.looks_again()
    assert change not in EVIDENCE_CHANGES or clerk.run() != before


ASKED: tuple[tuple[str, ...], ...] = (
    ("--within", "300"),
    ("--agency", "dinkes"),
    ("--agency", "dinas kesehatan"),
    ("--partial",),
    ("--lang", "en"),
    ("--format", "json"),
    ("--today", "2024-05-30"),
)


@pytest.mark.parametrize("options", ASKED)
def test_another_question_gets_an_answer_of_its_own(options: tuple[str, ...], clerk: Clerk) -> None:
    assert clerk.looks_again(*options)
    assert not clerk.looks_again(*options)
    assert clerk.looks_again()


@pytest.mark.parametrize("name", ["COLUMNS", "FORCE_COLOR"])
def test_another_layout_is_made_again(name: str, clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "60")
    assert clerk.looks_again()
    assert not clerk.looks_again()
    monkeypatch.setenv(name, "90")
    assert clerk.looks_again()


def test_where_a_shell_is_says_nothing_of_the_layout(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    clerk.run()
    monkeypatch.setenv("PWD", "/elsewhere")
    assert not clerk.looks_again()


def test_variables_of_the_environment_are_not_written(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TOKEN", "rahasia-sekali")
    clerk.run()
    assert all(b"rahasia-sekali" not in path.read_bytes() for path in clerk.cache.iterdir())


def test_a_refusal_is_given_each_time(clerk: Clerk) -> None:
    (clerk.root / KLINIK).write_text("id: [\n", "utf-8")
    assert clerk.run()[0] == 1
    assert clerk.looks_again()
    assert not clerk.run()[1].startswith("Data")


def test_nothing_is_kept_of_data_with_personal_data(clerk: Clerk) -> None:
    path = clerk.root / RECORD
    path.write_text(path.read_text("utf-8").replace("SK Forum", "SK Forum 3201010101010001"), "utf-8")
    assert clerk.looks_again("--partial")
    assert clerk.looks_again("--partial")
    assert all(b"3201010101010001" not in kept.read_bytes() for kept in clerk.cache.iterdir())


def test_nothing_is_kept_where_nothing_may_be(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(place.VARIABLE, "")
    assert clerk.looks_again()
    assert clerk.looks_again()


POISONS: dict[str, Callable[[Path], object]] = {
    "it is empty": lambda path: path.write_bytes(b""),
    "it is cut off": lambda path: path.write_bytes(path.read_bytes()[:-9]),
    "a figure in it is another": lambda path: path.write_bytes(path.read_bytes().replace(b"1", b"2")),
    "it is noise": lambda path: path.write_bytes(b"\0\xff" * 200),
    "it is gone": Path.unlink,
    "others may write to it": lambda path: path.chmod(0o666),
    "it is the verdict": lambda path: shutil.copy(
        next(own for own in path.parent.glob("*.memory") if "-" not in own.name), path
    ),
    "it is about nothing": lambda path: place.write_sealed(path.parent, path.stem, bytes(4), b"[]"),
}


@pytest.mark.parametrize("poison", POISONS)
def test_a_damaged_or_hostile_memory_is_not_printed(poison: str, clerk: Clerk) -> None:
    main(["validate", "--root", str(clerk.root), "--today", "2023-05-30"])
    clerk.capsys.readouterr()
    POISONS[poison](clerk.memory)
    assert clerk.looks_again()


def test_an_answer_of_no_length_is_none(clerk: Clerk) -> None:
    kept = bytes(place.read_sealed(clerk.cache, clerk.memory.stem) or b"")
    end = 4 + int.from_bytes(kept[:4], "big")
    place.write_sealed(clerk.cache, clerk.memory.stem, kept[:end])
    assert clerk.looks_again()


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.glob("evidence-*")))
def test_every_case_of_evidence_is_shown_the_same_again(case: str, clerk: Clerk) -> None:
    shutil.copytree(CASES / case / "bad", clerk.root, dirs_exist_ok=True)
    for options in (("--partial", *shown) for shown in FORMATS):  # without it, some are refused
        assert clerk.looks_again(*options)
        assert not clerk.looks_again(*options)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from((RECORD, FILE, KLINIK)),
    start=st.floats(0, 1),
    cut=st.integers(0, 9),
    new=st.binary(max_size=9),
)
def test_changed_workspaces_are_shown_as_without_memory(
    name: str, start: float, cut: int, new: bytes, clerk: Clerk
) -> None:
    path = clerk.root / name
    kept = path.read_bytes()
    at = int(start * len(kept))
    path.write_bytes(kept[:at] + new + kept[at + cut :])
    try:
        clerk.looks_again()
        clerk.looks_again("--partial", "--format", "json")
    finally:
        path.write_bytes(kept)
    clerk.looks_again()
