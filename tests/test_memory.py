"""What is remembered of a check: the same as checking again, and nothing if anything at all is doubtful."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.checking.memory import state
from banjar_smartcity.checking.memory.verdict import Verdict, remembered_verdict, verdict_of
from banjar_smartcity.checking.memory.written import UnknownValueError, read, written
from banjar_smartcity.checking.pipeline import KINDS as ALL
from banjar_smartcity.checking.pipeline import Checked, check_workspace
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.diagnostics import Finding, Limit, Phrase, Position
from banjar_smartcity.schema.engine import VARIABLE as ENGINE
from banjar_smartcity.workspace import stamp
from banjar_smartcity.workspace.memory import place
from banjar_smartcity.workspace.tree import MOST_ENTRIES
from conftest import CASES, EXAMPLE, ROOT, TODAY, Build
from test_cases import cases

FAULTY = CASES / "reference-unknown" / "bad"
KLINIK = "data/innovations/klinik-daring.yaml"
RECORD, FILE = "data/evidence/sk-forum.yaml", "data/evidence/files/sk-forum.txt"
KINDS = {kind.id: kind for kind in ALL}
pytestmark = pytest.mark.skipif(os.name != "posix", reason="nothing is remembered on Windows")


class Office(NamedTuple):
    """A workspace, the folder of the memory, and how often the workspace was checked."""

    root: Path
    cache: Path
    checks: list[Path]

    def ask(self, today: date = TODAY, root: Path | None = None) -> Verdict:
        """What the check says, remembered or not; it must be what a new check says."""
        root = root or self.root

        def check() -> Checked:
            self.checks.append(root)
            return check_workspace(root, today, memory=False)

        found = remembered_verdict(root, today, check)
        fresh = verdict_of(check_workspace(root, today, memory=False))
        assert (found.findings, found.paths) == (fresh.findings, fresh.paths)
        assert all(found.texts.get(f.path) == fresh.texts.get(f.path) for f in found.findings)
        return found

    def asks_again(self, today: date = TODAY, root: Path | None = None) -> bool:
        """Whether the workspace is checked, because nothing is remembered that still holds."""
        before = len(self.checks)
        self.ask(today, root)
        return len(self.checks) > before

    @property
    def memory(self) -> Path:
        """The file in which the verdict is."""
        return next(path for path in self.cache.glob("*.memory") if "-" not in path.name)


@pytest.fixture
def office(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office that has checked its data once."""
    monkeypatch.setattr(stamp, "_COARSEST", -(10**18))  # the files are as new as the test
    monkeypatch.setenv(place.VARIABLE, str(tmp_path / "cache"))
    found = Office(build(over=FAULTY), tmp_path / "cache", [])
    assert found.asks_again()
    assert found.ask().findings
    assert len(found.checks) == 1
    yield found
    new_process()


def test_nothing_is_checked_twice(office: Office) -> None:
    assert not office.asks_again()


def renamed(root: Path) -> None:
    path = root / KLINIK
    path.write_text(path.read_text("utf-8").replace("name: Klinik", "name: Klinok"), "utf-8")


def with_its_time_kept(root: Path) -> None:
    path = root / KLINIK
    status, text = path.stat(), path.read_text("utf-8")
    path.write_text(text.replace("Klinik", "Klinok"), "utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def moved_in(root: Path) -> None:
    new = root / "data/innovations/new"
    new.write_text((root / KLINIK).read_text("utf-8").replace("Klinik", "Klinok"), "utf-8")
    new.replace(root / KLINIK)


CHANGES: dict[str, Callable[[Path], object]] = {
    "an innovation has another name": renamed,
    "a record is changed, and its time and size are kept": with_its_time_kept,
    "another file takes its place": moved_in,
    "a record is deleted": lambda root: (root / KLINIK).unlink(),
    "a record is added": lambda root: shutil.copy(root / KLINIK, root / "data/innovations/apotek.yaml"),
    "a folder is renamed": lambda root: (root / "data/innovations").rename(root / "data/inovasi"),
    "a table of answers is added outside the data": lambda root: (root / "jawaban.csv").write_text("nik,p1,p2,p3\n"),
    "a hidden file is added among the evidence": lambda root: (root / "data/.x").write_text("x"),
    "git is told of line ends": lambda root: (root / ".gitattributes").write_text("* -text\n"),
    "a file may no longer be read": lambda root: (root / KLINIK).chmod(0),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_checked(change: str, office: Office) -> None:
    CHANGES[change](office.root)
    assert office.asks_again()
    assert not office.asks_again()


@pytest.mark.parametrize("folder", ["build", "BUILD", ".hidden", "node_modules/x", ".git"])
def test_a_document_in_a_folder_of_which_nothing_else_is_read_is_looked_at_each_time(
    folder: str, office: Office
) -> None:
    text = (office.root / RECORD).read_text("utf-8")
    (office.root / RECORD).write_text(text.replace(FILE, f"{folder}/sk-forum.txt"), "utf-8")
    inside = office.root / folder
    inside.mkdir(parents=True)
    shutil.copy(office.root / FILE, inside / "sk-forum.txt")
    assert office.asks_again()
    (inside / "sk-forum.txt").unlink()
    assert office.asks_again()
    assert office.asks_again()


def test_another_day_is_checked(office: Office) -> None:
    assert office.asks_again(TODAY + timedelta(days=1))


def test_another_folder_is_checked(office: Office, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(office.root, other)
    assert office.asks_again(root=other)
    assert not office.asks_again()


def new_process() -> None:
    """Forget what a process knows of its own tool."""
    state.tool_digest.cache_clear()


def test_another_version_of_the_tool_checks_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.version", "4")
    new_process()
    assert office.asks_again()


def test_another_engine_checks_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENGINE, "jsonschema")
    new_process()
    assert office.asks_again()


def test_a_workspace_with_a_link_is_checked_each_time(office: Office) -> None:
    (office.root / "data/innovations/x.yaml").symlink_to("klinik-daring.yaml")
    assert office.asks_again()
    assert office.asks_again()


def test_what_changed_just_now_is_checked_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "_COARSEST", 10**12)
    renamed(office.root)
    assert office.asks_again()
    assert office.asks_again()


def test_what_changes_while_it_is_checked_is_not_remembered(office: Office) -> None:
    def check() -> Checked:
        found = check_workspace(office.root, TODAY, memory=False)
        (office.root / KLINIK).unlink()
        return found

    renamed(office.root)
    remembered_verdict(office.root, TODAY, check)
    assert office.asks_again()


def test_too_many_files_are_not_remembered(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_ENTRIES > 3
    monkeypatch.setattr(state, "MOST_ENTRIES", 3)
    assert state.state_of(office.root) is None


def sealed(office: Office, content: bytes | None = None, words: list[str] | None = None, **changes: object) -> None:
    """Write a memory as somebody would who has the key."""
    kept = office.memory.read_bytes()[32:]
    end = 4 + int.from_bytes(kept[:4], "big")
    head = json.dumps(words).encode() if words is not None else kept[4:end]
    made = json.dumps({**json.loads(kept[end:]), **changes}).encode() if content is None else content
    place.write_sealed(office.cache, office.memory.stem, len(head).to_bytes(4, "big"), head, made)


def digest(office: Office) -> str:
    """The state of the workspace."""
    found = state.state_of(office.root)
    assert found is not None
    return found.digest


def test_a_memory_that_is_sealed_again_as_it_was_is_taken(office: Office) -> None:
    sealed(office, words=[os.path.realpath(office.root), TODAY.isoformat(), digest(office)])
    assert not office.asks_again()


POISONS: dict[str, Callable[[Office], object]] = {
    "no finding is left in it": lambda o: o.memory.write_bytes(
        o.memory.read_bytes().replace(b'"reference-unknown"', b'"reference-knowing"')
    ),
    "it is empty": lambda o: o.memory.write_bytes(b""),
    "it is cut off": lambda o: o.memory.write_bytes(o.memory.read_bytes()[:-9]),
    "it is noise": lambda o: o.memory.write_bytes(b"\0\xff" * 200),
    "it is very large": lambda o: os.truncate(o.memory, place.MOST_BYTES + 1),
    "others may write to it": lambda o: o.memory.chmod(0o666),
    "others may write to its folder": lambda o: o.cache.chmod(0o777),
    "it is a link": lambda o: o.memory.symlink_to(shutil.move(o.memory, o.cache / "elsewhere")),
    "the key is another one": lambda o: (o.cache / "key").write_bytes(b"k" * 32),
    "the key is empty": lambda o: (o.cache / "key").write_bytes(b""),
    "the key is gone": lambda o: (o.cache / "key").unlink(),
    "others may read the key, as if it came with the data": lambda o: (o.cache / "key").chmod(0o644),
    "its question is nested too deep": lambda o: place.write_sealed(
        o.cache, o.memory.stem, b"\0\1\0\0" + b"[" * 100_000
    ),
    "its question is longer than it is": lambda o: place.write_sealed(o.cache, o.memory.stem, b"\xff" * 4),
    "its question is a number": lambda o: place.write_sealed(o.cache, o.memory.stem, b"\0\0\0\1" + b"7"),
    "its question has no words": lambda o: sealed(o, words=[]),
    "it is nested too deep": lambda o: sealed(o, b"[" * 100_000),
    "it is no mapping": lambda o: sealed(o, b"[1]"),
    "its findings are none": lambda o: sealed(o, findings=[["a", 1]]),
    "its kinds do not exist": lambda o: sealed(o, findings=[["a", "b", [1, 1], [], None, []]]),
    "its paths are a number": lambda o: sealed(o, paths=7),
    "it is about another state": lambda o: sealed(o, words=[os.path.realpath(o.root), TODAY.isoformat(), "0" * 64]),
    "it is about another folder": lambda o: sealed(o, words=["/", TODAY.isoformat(), digest(o)]),
    "it is about another day": lambda o: sealed(o, words=[os.path.realpath(o.root), "2023-01-01", digest(o)]),
}


@pytest.mark.parametrize("poison", POISONS)
def test_a_damaged_or_hostile_memory_leads_to_a_new_check(poison: str, office: Office) -> None:
    POISONS[poison](office)
    assert office.asks_again()


def test_a_memory_of_another_workspace_is_not_taken(office: Office, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(office.root, other)
    (other / KLINIK).unlink()
    own = office.memory
    office.ask(root=other)
    theirs = next(path for path in office.cache.glob("*.memory") if path != own and "-" not in path.name)
    shutil.copy(theirs, own)
    assert office.asks_again()


def test_a_folder_that_cannot_be_written_to_does_not_matter(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    (office.cache.parent / "file").write_text("x")
    monkeypatch.setenv(place.VARIABLE, str(office.cache.parent / "file" / "cache"))
    assert office.asks_again()
    assert office.asks_again()


def test_a_full_disk_does_not_matter(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    renamed(office.root)
    monkeypatch.setattr(os, "replace", refuse)
    assert office.asks_again()
    assert not list(office.cache.glob("*.new"))


def test_the_memory_is_bounded(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "MOST_FILES", 3)
    for n in range(5):
        place.write_sealed(office.cache, f"n{n}", b"x")
        os.utime(office.cache / f"n{n}.memory", (n, n))
    assert len(list(office.cache.glob("*.memory"))) <= 3
    monkeypatch.setattr(place, "MOST_BYTES", 40)
    place.write_sealed(office.cache, "large", b"x" * 9)
    assert place.read_sealed(office.cache, "large") is None


def test_an_empty_name_turns_the_memory_off(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(place.VARIABLE, "")
    assert office.asks_again()


@pytest.mark.parametrize("secret", ["pemilik@gmail.com", "3302125001900001"])
def test_a_verdict_has_no_personal_data(secret: str, office: Office) -> None:
    path = office.root / KLINIK
    path.write_text(f"{path.read_text('utf-8')}x-{secret}: {secret}\n", "utf-8")
    path.rename(path.with_stem(f"{path.stem}-{secret}"))
    assert any(finding.kind.secret for finding in office.ask().findings)
    assert not office.asks_again()
    assert secret.encode() not in office.memory.read_bytes()


def test_a_memory_in_a_repository_is_not_taken(office: Office) -> None:
    office.ask()
    (office.cache.parent / ".git").mkdir()
    kept = office.memory.read_bytes()
    assert office.asks_again()
    assert office.asks_again()
    assert office.memory.read_bytes() == kept


@pytest.mark.parametrize(
    ("platform", "variables", "wanted"),
    [
        ("linux", {"HOME": "/home/a"}, "/home/a/.cache/smartcity"),
        ("linux", {"HOME": "/home/a", "XDG_CACHE_HOME": "/c"}, "/c/smartcity"),
        ("linux", {"HOME": "a"}, None),
        ("linux", {}, None),
        ("darwin", {"HOME": "/Users/a"}, "/Users/a/Library/Caches/smartcity"),
        ("win32", {"LOCALAPPDATA": "/l"}, "/l/smartcity"),
        ("linux", {"SMARTCITY_CACHE": "x"}, "x"),
    ],
)
def test_the_place_is_the_cache_folder_of_the_user(
    platform: str, variables: dict[str, str], wanted: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    assert place.find_place(variables) == (wanted and Path(wanted))


facts = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.dates()
    | st.fractions()
    | st.builds(Phrase, st.text(), st.none() | st.text(), st.none() | st.text()),
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.builds(Limit, st.text(), inner),
    max_leaves=6,
)


@given(
    st.builds(
        Finding,
        st.sampled_from(list(KINDS.values())),
        st.text(),
        st.builds(Position, st.integers(1), st.integers(1)),
        st.dictionaries(st.text(), facts, max_size=3),
        st.none() | st.text(),
        st.lists(st.text() | st.integers(), max_size=3).map(tuple),
    )
)
def test_a_finding_is_read_as_it_was_written(finding: Finding) -> None:
    found = read(json.loads(json.dumps(written(finding))), KINDS)
    assert found == finding
    assert repr(found) == repr(finding)


def test_an_unknown_value_is_not_written() -> None:
    finding = Finding(next(iter(KINDS.values())), "a", Position(1, 1), {"x": {1}}, None)
    with pytest.raises(UnknownValueError):
        written(finding)
    with pytest.raises(UnknownValueError):
        read(["a", "a", [1, 1], [["x", ["pickle"]]], None, []], {"a": finding.kind})


@pytest.mark.parametrize("case", cases())
def test_findings_of_every_kind_are_remembered_as_they_are(case: str) -> None:
    for finding in check_workspace(CASES / case / "bad", TODAY).findings:
        assert repr(read(json.loads(json.dumps(written(finding))), KINDS)) == repr(finding)


@pytest.mark.parametrize("root", [ROOT, EXAMPLE])
@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_command_prints_the_same_from_memory(
    root: Path, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(place.VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setattr(stamp, "_COARSEST", -(10**18))
    for shown in (["--format", "text"], ["--format", "json"], ["--summary"]):
        call = ["validate", "--root", str(root), "--today", "2026-07-01", "--lang", lang, *shown]
        printed = []
        for more in ([], [], ["--no-cache"], ["--jobs", "1"]):
            code = main([*call, *more])
            printed.append((code, capsys.readouterr()))
        assert printed.count(printed[0]) == len(printed)


def test_no_process_at_all_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--root", str(ROOT), "--jobs", "0", "--lang", "en"]) == 2
    assert "--jobs" in capsys.readouterr().err
