"""Entries: where nothing that counts between files has changed, the findings are those of a new check."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banjar_smartcity.checking.memory import entries
from banjar_smartcity.checking.memory.state import WorkspaceState
from banjar_smartcity.checking.memory.verdict import Verdict, remembered_verdict, verdict_of
from banjar_smartcity.checking.pipeline import Checked, check_workspace
from banjar_smartcity.workspace import stamp
from banjar_smartcity.workspace.memory import place
from conftest import CASES, TODAY, Build

KLINIK = "data/innovations/klinik-daring.yaml"
AGENCIES = "data/agencies.yaml"
FAULTY = CASES / "reference-unknown" / "bad"
pytestmark = pytest.mark.skipif(os.name != "posix", reason="nothing is remembered on Windows")


class Clerk(NamedTuple):
    """Somebody who checks a workspace again and again."""

    root: Path
    cache: Path
    checks: list[Path]

    def ask(self) -> Verdict:
        """What the check says; it must be what a new check says."""

        def check() -> Checked:
            self.checks.append(self.root)
            return check_workspace(self.root, TODAY)

        found = remembered_verdict(self.root, TODAY, check)
        fresh = verdict_of(check_workspace(self.root, TODAY, memory=False))
        assert (found.findings, found.paths) == (fresh.findings, fresh.paths)
        assert all(found.texts.get(f.path) == fresh.texts.get(f.path) for f in found.findings)
        return found

    def checks_again(self) -> bool:
        """Whether everything is checked again."""
        before = len(self.checks)
        self.ask()
        return len(self.checks) > before

    def change(self, path: str, old: str, new: str) -> None:
        """Change all such words in a file."""
        text = (self.root / path).read_text("utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def clerk(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clerk:
    """A clerk who has checked the data once."""
    monkeypatch.setattr(stamp, "_COARSEST", -(10**18))  # the files are as new as the test
    monkeypatch.setenv(place.VARIABLE, str(tmp_path / "cache"))
    found = Clerk(build(over=FAULTY), tmp_path / "cache", [])
    assert found.checks_again()
    return found


def test_a_file_that_is_written_again_or_has_a_new_note_changes_nothing(clerk: Clerk) -> None:
    path = clerk.root / KLINIK
    path.write_bytes(path.read_bytes())
    assert not clerk.checks_again()
    path.write_bytes(b"# diperiksa\n" + path.read_bytes())
    assert not clerk.checks_again()
    assert not clerk.checks_again()


def test_entries_are_loaded_only_where_something_has_changed(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, entries.__name__)
    assert not clerk.checks_again()
    assert entries.__name__ not in sys.modules


def test_what_changes_while_it_is_looked_at_again_is_not_kept(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    count = entries.entries_of

    def meanwhile(checked: Checked, state: WorkspaceState) -> entries.Entries:
        clerk.change(KLINIK, "name: Klinek", "name: Klinok")
        return count(checked, state)

    def kept() -> list[bytes]:
        return [path.read_bytes() for path in sorted(clerk.cache.glob("*-entries.*.memory"))]

    clerk.change(KLINIK, "name: Klinik", "name: Klinek")
    before = kept()
    monkeypatch.setattr(entries, "entries_of", meanwhile)
    remembered_verdict(clerk.root, TODAY, lambda: check_workspace(clerk.root, TODAY))
    assert kept() == before
    monkeypatch.setattr(entries, "entries_of", count)
    assert clerk.checks_again()


def test_changes_of_several_runs_add_up(clerk: Clerk) -> None:
    for note in ("# a\n", "# b\n", "# c\n"):
        with (clerk.root / KLINIK).open("a", encoding="utf-8") as file:
            file.write(note)
        assert not clerk.checks_again()
    clerk.change(KLINIK, "name: Klinik", "name: Klinok")
    assert clerk.checks_again()


def test_a_note_in_a_register_changes_nothing(clerk: Clerk) -> None:
    with (clerk.root / AGENCIES).open("a", encoding="utf-8") as file:
        file.write("# diperiksa\n")
    assert not clerk.checks_again()


def test_a_line_above_a_finding_moves_it(clerk: Clerk) -> None:
    path = clerk.root / clerk.ask().findings[0].path
    path.write_bytes(b"# diperiksa\n" + path.read_bytes())
    assert clerk.checks_again()


def test_what_counts_between_files_is_checked_again(clerk: Clerk) -> None:
    clerk.change(KLINIK, "name: Klinik", "name: Klinok")
    assert clerk.checks_again()


def test_a_fault_of_a_file_by_itself_is_found(clerk: Clerk) -> None:
    with (clerk.root / KLINIK).open("a", encoding="utf-8") as file:
        file.write("# NIK 3302125001900001\n")
    assert any(finding.kind.secret for finding in clerk.ask().findings)


def test_many_changes_are_checked_together(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "MOST_CHANGED", 10**6)
    for name in (KLINIK, AGENCIES):
        with (clerk.root / name).open("a", encoding="utf-8") as file:
            file.write("# diperiksa\n")
    assert clerk.checks_again()


def test_data_that_grew_too_large_are_checked_again(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "MOST_OF_DATA", 100)
    with (clerk.root / KLINIK).open("a", encoding="utf-8") as file:
        file.write("# diperiksa\n")
    assert clerk.checks_again()


def test_of_many_files_of_which_the_record_counts_all_counts(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "MOST_RECORDS", 0)
    clerk.change(KLINIK, "name: Klinik", "name: Klinok")
    assert clerk.checks_again()
    with (clerk.root / AGENCIES).open("a", encoding="utf-8") as file:
        file.write("# diperiksa\n")
    assert clerk.checks_again()


POISONS: dict[str, Callable[[bytes], bytes]] = {
    "it is empty": lambda _: b"",
    "it is noise": lambda _: b"\xff\0" * 200,
    "it is cut off": lambda content: content[:-300],
    "it has fewer entries than it says": lambda content: content.replace(b"\0\0", b"\0", 1),
    "it is about another state": lambda content: content[:32] + b"0" * 64 + content[96:],
    "it is of another tool": lambda content: bytes(32) + content[32:],
}


@pytest.mark.parametrize("poison", POISONS)
def test_damaged_entries_lead_to_a_new_check(poison: str, clerk: Clerk) -> None:
    (path,) = clerk.cache.glob("*-entries.*.memory")
    content = place.read_sealed(clerk.cache, path.stem)
    assert content is not None
    place.write_sealed(clerk.cache, path.stem, POISONS[poison](bytes(content)))
    with (clerk.root / KLINIK).open("a", encoding="utf-8") as file:
        file.write("# diperiksa\n")
    assert clerk.checks_again()
    assert not clerk.checks_again()


def test_a_note_in_any_file_is_read_as_by_a_new_check(clerk: Clerk) -> None:
    for path in sorted((clerk.root / "data").rglob("*.yaml")):
        with path.open("a", encoding="utf-8") as file:
            file.write("# diperiksa\n")
        clerk.ask()


def mutated(lines: list[str], draw: Callable[[int], int]) -> list[str]:
    """Lines of which one is gone, doubled, moved to the end, spoilt or remarked upon."""
    at, how = draw(len(lines)), draw(6)
    line = lines[at]
    changed = ([], [line, line], [], [line.replace("a", "e")], [f"{line} # x"], [line.replace("1", "2")])[how]
    return [*lines[:at], *changed, *lines[at + 1 :], *([line] if how == 2 else [])]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.data())
def test_whatever_is_written_in_a_file_the_findings_are_those_of_a_new_check(clerk: Clerk, data: st.DataObject) -> None:
    files = sorted((clerk.root / "data").rglob("*.yaml"))
    path = data.draw(st.sampled_from(files))
    before = path.read_text("utf-8")
    lines = mutated(before.split("\n"), lambda most: data.draw(st.integers(0, most - 1)))
    path.write_text("\n".join(lines), "utf-8")
    try:
        clerk.ask()
    finally:
        path.write_text(before, "utf-8")
