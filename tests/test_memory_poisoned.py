"""A memory that is damaged, exchanged or hostile in any way: never another verdict than that of a new check."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from banjar_smartcity.checking.memory import state
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.workspace import stamp
from banjar_smartcity.workspace.memory import place
from conftest import CASES, Build

FAULTY = CASES / "reference-unknown" / "bad"
KLINIK = "data/innovations/klinik-daring.yaml"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="rights, links and faults are those of Linux")


class Desk(NamedTuple):
    """Two workspaces, one with a fault, of which all is remembered."""

    root: Path
    other: Path
    cache: Path

    def files(self) -> Iterator[Path]:
        """Every file of the memory."""
        return iter(sorted(self.cache.glob("*.memory")))


@pytest.fixture
def desk(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A desk where both were checked, so that nothing is examined any more."""
    monkeypatch.setattr(stamp, "_COARSEST", -(10**18))  # the files are as new as the test
    monkeypatch.setenv(place.VARIABLE, str(tmp_path / "cache"))
    other = tmp_path / "other"
    found = Desk(build(over=FAULTY), other, tmp_path / "cache")
    shutil.copytree(found.root, other)
    (other / KLINIK).unlink()
    for root in (found.root, other):
        ask(root, capsys)
    return found


def ask(root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str, str]:
    code = main(["validate", "--root", str(root), "--today", "2023-05-30", "--format", "json", *options])
    return code, *capsys.readouterr()


def each(change: Callable[[Path], object]) -> Callable[[Desk], None]:
    """The same change of every file of the memory."""

    def poison(desk: Desk) -> None:
        for path in [*desk.files(), desk.cache / "key"]:
            change(path)

    return poison


def linked(path: Path) -> None:
    path.symlink_to(shutil.move(path, path.with_suffix(".elsewhere")))


def in_its_place(make: Callable[[Path], object]) -> Callable[[Desk], None]:
    def change(path: Path) -> None:
        path.unlink()
        make(path)

    return each(change)


def swapped(desk: Desk) -> None:
    """Every file under the name of the next one."""
    files = list(desk.files())
    contents = [path.read_bytes() for path in files]
    for path, content in zip(files, [*contents[1:], contents[0]], strict=True):
        path.write_bytes(content)


def of_other_version(desk: Desk) -> None:
    """What another version sealed, under the name of this one."""
    for path in desk.files():
        content = place.read_sealed(desk.cache, path.stem)
        assert content is not None
        place.write_sealed(desk.cache, path.stem, bytes(byte ^ 1 for byte in content[:32]), bytes(content[32:]))


def other_folder(make: Callable[[Path], object]) -> Callable[[Desk], None]:
    def poison(desk: Desk) -> None:
        shutil.rmtree(desk.cache)
        make(desk.cache)

    return poison


POISONS: dict[str, Callable[[Desk], object]] = {
    "cut off": each(lambda path: os.truncate(path, path.stat().st_size // 2)),
    "one byte is another": each(lambda path: path.write_bytes(path.read_bytes()[:-1] + b"\0")),
    "longer": each(lambda path: path.write_bytes(path.read_bytes() + b"\0")),
    "very long": each(lambda path: os.truncate(path, 1 << 33)),
    "swapped": swapped,
    "of another version": of_other_version,
    "links": each(linked),
    "hard links": each(lambda path: os.link(path, path.with_suffix(".twin"))),
    "folders": in_its_place(Path.mkdir),
    "pipes": in_its_place(os.mkfifo),
    "devices": in_its_place(lambda path: path.symlink_to("/dev/zero")),
    "without rights": each(lambda path: path.chmod(0)),
    "for the group": each(lambda path: path.chmod(0o660)),
    "in the future": each(lambda path: os.utime(path, (2**33, 2**33))),
    "before all time": each(lambda path: os.utime(path, (-(2**33), -(2**33)))),
    "its folder is for the group": lambda desk: desk.cache.chmod(0o770),
    "its folder cannot be read": lambda desk: desk.cache.chmod(0),
    "its folder is read-only": lambda desk: desk.cache.chmod(0o500),
    "its folder is a file": other_folder(Path.touch),
    "its folder is a link": lambda desk: linked(desk.cache),
    "its folder is a link to nothing": other_folder(lambda path: path.symlink_to("nothing")),
    "its folder is a repository": lambda desk: (desk.cache / ".git").mkdir(),
    "its folder is gone": lambda desk: shutil.rmtree(desk.cache),
}


@pytest.mark.parametrize("poison", POISONS)
def test_a_poisoned_memory_changes_nothing(poison: str, desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = [ask(root, capsys, "--no-cache") for root in (desk.root, desk.other)]
    POISONS[poison](desk)
    try:
        for _ in range(2):  # the second run meets what the first one made of it
            assert [ask(root, capsys) for root in (desk.root, desk.other)] == wanted
        (desk.root / KLINIK).write_text((desk.root / KLINIK).read_text("utf-8") + "nama: dua\n", "utf-8")
        assert ask(desk.root, capsys) == ask(desk.root, capsys, "--no-cache") != wanted[0]
    finally:
        if desk.cache.is_dir():
            desk.cache.chmod(0o700)


@pytest.mark.parametrize("is_new", [False, True])
@pytest.mark.parametrize("fault", ["ESTALE", "EROFS"])
@pytest.mark.parametrize("call", ["open", "replace", "mkdir", "unlink", "listdir", "lstat", "fstat"])
def test_a_disk_that_fails_changes_nothing(
    call: str, fault: str, is_new: bool, desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real, wanted = getattr(os, call), ask(desk.root, capsys, "--no-cache")
    if is_new:
        shutil.rmtree(desk.cache)

    def refuse(path: object, *others: object, **named: object) -> object:
        name = os.readlink(f"/proc/self/fd/{path}") if isinstance(path, int) else str(path)
        if name.startswith(str(desk.cache)):
            raise OSError(getattr(errno, fault), fault)
        return real(path, *others, **named)

    monkeypatch.setattr(os, call, refuse)
    assert ask(desk.root, capsys) == wanted


def test_what_another_user_owns_is_not_taken(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own = os.geteuid()
    wanted = ask(desk.root, capsys, "--no-cache")
    monkeypatch.setattr(os, "geteuid", lambda: own + 1)
    for path in desk.files():
        assert place.read_sealed(desk.cache, path.stem) is None
    assert ask(desk.root, capsys) == wanted


@pytest.mark.parametrize(
    "variables",
    [{}, {"HOME": ""}, {"HOME": "relative"}, {"HOME": "/none", "XDG_CACHE_HOME": "relative"}],
)
def test_a_home_that_is_none_changes_nothing(
    variables: dict[str, str], desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = ask(desk.root, capsys, "--no-cache")
    for name in (place.VARIABLE, "HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert place.find_place() is None
    assert ask(desk.root, capsys) == wanted


def test_an_interrupt_leaves_nothing_half_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path: path.read_bytes() for path in desk.files()}

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        place.write_sealed(desk.cache, next(desk.files()).stem, b"x")
    assert {path: path.read_bytes() for path in desk.cache.iterdir() if path.name != "key"} == before


def test_versions_of_the_tool_do_not_take_each_others_place(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own = {path: path.read_bytes() for path in desk.files()}
    monkeypatch.setattr("sys.version", "4")
    state.tool_digest.cache_clear()
    ask(desk.root, capsys)
    monkeypatch.undo()
    state.tool_digest.cache_clear()
    assert {path: path.read_bytes() for path in desk.files() if path in own} == own
    assert len(list(desk.files())) > len(own)


def test_only_a_few_versions_are_kept(desk: Desk) -> None:
    for number in range(6):
        place.write_sealed(desk.cache, f"name.v{number}", b"x")
        os.utime(desk.cache / f"name.v{number}.memory", (number, number))
    place.write_sealed(desk.cache, "name.v7", b"x")
    assert sorted(path.name for path in desk.cache.glob("name.*")) == [
        "name.v4.memory",
        "name.v5.memory",
        "name.v7.memory",
    ]


def test_what_a_killed_run_left_behind_goes(desk: Desk) -> None:
    old, new = desk.cache / "a.memory.1.x.new", desk.cache / "a.memory.2.y.new"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (1, 1))
    place.write_sealed(desk.cache, "b", b"x")
    assert (old.exists(), new.exists()) == (False, True)


def test_several_runs_at_once_say_the_same(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = ask(desk.root, capsys, "--no-cache")
    shutil.rmtree(desk.cache)
    command = [sys.executable, "-m", "banjar_smartcity", "validate", "--root", str(desk.root), "--today", "2023-05-30"]
    runs = [
        subprocess.Popen([*command, "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert [(run.wait(), *run.communicate()) for run in runs] == [wanted] * 3
    assert not list(desk.cache.glob("*.new"))


@pytest.mark.parametrize("part", ["all", "some", "the key"])
def test_a_memory_of_an_earlier_day_changes_nothing(
    part: str, desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a backup restores it: sealed with the own key, and true of data that have changed since."""
    earlier = tmp_path / "earlier"
    shutil.copytree(desk.cache, earlier)
    path, times = desk.root / KLINIK, (desk.root / KLINIK).stat()
    path.write_text(path.read_text("utf-8").replace("Klinik", "Kliniq"), "utf-8")  # as long as before
    path.write_text(path.read_text("utf-8") + "nama: dua\n", "utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    wanted = ask(desk.root, capsys, "--no-cache")
    assert ask(desk.root, capsys) == wanted
    for place_now in sorted(desk.cache.iterdir())[:: 2 if part == "some" else 1]:
        before = earlier / place_now.name
        if before.exists() and (part != "the key" or place_now.name == "key"):
            shutil.copy2(before, place_now)
    for _ in range(2):
        assert ask(desk.root, capsys) == wanted


def test_folders_that_have_changed_places_keep_their_own_verdicts(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = {root: ask(root, capsys, "--no-cache") for root in (desk.root, desk.other)}
    desk.root.rename(tmp_path / "apart")
    desk.other.rename(desk.root)
    (tmp_path / "apart").rename(desk.other)
    for _ in range(2):
        assert ask(desk.root, capsys) == wanted[desk.other] != ask(desk.other, capsys) == wanted[desk.root]
