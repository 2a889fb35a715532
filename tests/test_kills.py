"""Kills: a writer that is killed at any of its steps leaves nothing half done that stays, and blocks nobody."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from multiprocessing import forkserver, get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import NamedTuple

import pytest

from banjar_smartcity.publish.pack.bag import write_bag
from banjar_smartcity.workspace.writers import folder, workshop
from banjar_smartcity.workspace.writers.dataset import write_dataset
from banjar_smartcity.workspace.writers.folder import write_folder
from banjar_smartcity.workspace.writers.workshop import PREFIX, sweep
from banjar_smartcity.workspace.writing import change_files, create_files, write_file, write_files

Act = Callable[[Path], None]
Files = Mapping[str, bytes]


class Work(NamedTuple):
    """What is done in a folder, and what is there before."""

    act: Act
    prepare: Act


pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed at each of its steps")

TESTS = str(Path(__file__).parent)
_STEPS = frozenset(("os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "open", "shutil.rmtree"))


def everything(top: Path) -> Files:
    """Path and content of all files, those of workshops excepted."""
    return {
        path.relative_to(top).as_posix(): path.read_bytes()
        for path in sorted(top.rglob("*"))
        if path.is_file() and not workshop.is_leftover(path.relative_to(top).as_posix())
    }


def leftovers(top: Path) -> list[str]:
    return [path.relative_to(top).as_posix() for path in top.rglob(f"{PREFIX}*")]


def work(name: str, top: Path) -> None:
    """Do what has this name."""
    WORKS[name].act(top)


def die(act: Act, step: int, top: Path) -> None:
    """Do a work, and be killed at one of its steps."""
    left = step

    def hook(event: str, _: object) -> None:
        nonlocal left
        if event in _STEPS:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    os.fsync = lambda fd: None  # as conftest.py does for the process of the tests
    sys.addaudithook(hook)
    act(top)


@cache
def server() -> ForkServerContext:
    """Forks processes from one that has loaded the works, and nothing else."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["test_kills", "test_init"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", TESTS)  # what is not found there would be loaded by each process again
        forkserver.ensure_running()
    return context


def killed_at(step: int, act: Act, top: Path) -> bool:
    """Whether a process was killed at a step of its work; it was not if it has fewer.

    To fork all that tests have loaded would take ten times as long.
    """
    process = server().Process(target=die, args=(act, step, top))
    process.start()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


def killed_everywhere(name: str, tmp_path: Path) -> Iterator[tuple[Path, Files, Files]]:
    """A folder for each step that a run was killed at, with its files before and after a whole run."""
    act, prepare = WORKS[name]
    whole = tmp_path / "whole"
    whole.mkdir()
    prepare(whole)
    act(whole)
    after = everything(whole)
    for step in range(1, 1000):
        top = tmp_path / f"at-{step}"
        top.mkdir()
        prepare(top)
        before = everything(top)
        if not killed_at(step, partial(work, name), top):
            assert step > 5
            assert everything(top) != before
            return
        yield top, before, after
    raise AssertionError("endless")


def nothing(_: Path) -> None:
    """Begin with an empty folder."""


def old_site(top: Path) -> None:
    write_folder(top / "situs", [("index.html", b"old"), ("a/old.html", b"old")], top / "root")


def new_site_by_two_renames(top: Path) -> None:
    """Where the system cannot exchange two folders."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folder, "exchange", lambda one, other: False)
        new_site(top)


def new_site(top: Path) -> None:
    write_folder(top / "situs", [("index.html", b"new"), ("b/new.html", b"new")], top / "root")


def old_files(top: Path) -> None:
    (top / "s").mkdir()
    (top / "s" / "one.yaml").write_bytes(b"old 1")
    (top / "s" / "two.yaml").write_bytes(b"old 2")


def stage(top: Path) -> None:
    """A register is replaced and sheets are created, as a new stage does."""
    change_files(top / "s", {top / "s" / "one.yaml": b"new"}, {top / "s" / n / "a.yaml": b"new" for n in ("x", "y")})


def bag(top: Path) -> None:
    write_bag(
        top / "pack", "pack", {"a.txt": b"a", "b/c.txt": b"c"}, {"Source": "x"}, {"README.txt": b"r"}, zipped=False
    )


def zipped(top: Path) -> None:
    write_bag(top / "pack.zip", "pack", {"a.txt": b"a"}, {"Bagging-Date": "2026-01-01"}, {}, zipped=True)


def dataset(content: bytes) -> Act:
    files = {f"{table}/region=a/year=2023/x.parquet": content for table in ("scores", "answers")}

    def write(top: Path) -> None:
        write_dataset(top / "negara.parquet", files, top / "root", lambda found: found.read_bytes() in (b"old", b"new"))

    return write


REPEATED: Mapping[str, Work] = {
    "file": Work(lambda top: write_file(top / "s" / "one.yaml", [b"new " * 9000, b"1"]), old_files),
    "first file": Work(lambda top: write_file(top / "build" / "one.html", [b"new"]), nothing),
    "files": Work(lambda top: write_files({top / "s" / f"{n}.yaml": b"new" for n in ("one", "two", "six")}), old_files),
    "site": Work(new_site, old_site),
    "first site": Work(new_site, nothing),
    "files of a dataset": Work(dataset(b"new"), dataset(b"old")),
    "first files of a dataset": Work(dataset(b"new"), nothing),
}
ONCE: Mapping[str, Work] = {
    "new file": Work(lambda top: create_files({top / "data" / "a.yaml": [b"a"]}), nothing),
    "two files": Work(
        lambda top: create_files({top / "e" / "f" / "a.pdf": [b"p"], top / "e" / "a.yaml": [b"a"]}), nothing
    ),
    "bag": Work(bag, nothing),
    "zip": Work(zipped, nothing),
}
WORKS: Mapping[str, Work] = {
    **REPEATED,
    **ONCE,
    "stage": Work(stage, old_files),
    "site by two renames": Work(new_site_by_two_renames, old_site),
}


@pytest.mark.parametrize("name", REPEATED)
def test_a_killed_writer_has_done_all_or_nothing_and_the_next_run_is_as_any(name: str, tmp_path: Path) -> None:
    for top, before, after in killed_everywhere(name, tmp_path):
        if "files" not in name:  # several are replaced one by one; the next run finishes them
            assert everything(top) in (before, after)
        WORKS[name].act(top)
        assert (everything(top), leftovers(top)) == (after, [])


@pytest.mark.parametrize("name", ONCE)
def test_what_a_killed_writer_was_creating_is_there_or_not_after_the_next_sweep(name: str, tmp_path: Path) -> None:
    for top, before, after in killed_everywhere(name, tmp_path):
        for place in (top, *(found for found in top.rglob("*") if found.is_dir())):
            sweep(place)
        assert everything(top) in (before, after)
        assert leftovers(top) == []
        if everything(top) == before:
            WORKS[name].act(top)
        assert (everything(top), leftovers(top)) == (after, [])


def test_files_that_were_half_replaced_are_all_replaced_by_the_next_sweep(tmp_path: Path) -> None:
    seen = set()
    for top, before, after in killed_everywhere("files", tmp_path):
        half = everything(top) not in (before, after)
        sweep(top / "s")
        assert everything(top) in ((after,) if half else (before, after))
        seen.add(half)
    assert seen == {True, False}


def test_a_stage_that_was_half_written_is_written_completely_by_the_next_command(tmp_path: Path) -> None:
    seen = set()
    for top, before, after in killed_everywhere("stage", tmp_path):
        half = everything(top) not in (before, after)
        sweep(top / "s")
        assert everything(top) in ((after,) if half else (before, after))
        assert leftovers(top) == []
        seen.add(half)
    assert seen == {True, False}


def test_a_stage_whose_sheet_exists_changes_nothing(tmp_path: Path) -> None:
    old_files(tmp_path)
    (tmp_path / "s" / "y").mkdir()
    (tmp_path / "s" / "y" / "a.yaml").write_bytes(b"mine")
    before = everything(tmp_path)
    with pytest.raises(FileExistsError):
        stage(tmp_path)
    assert (everything(tmp_path), leftovers(tmp_path)) == (before, [])


def test_a_site_that_two_renames_left_without_a_place_gets_it_from_the_next_run(tmp_path: Path) -> None:
    absent = 0
    for top, before, after in killed_everywhere("site by two renames", tmp_path):
        gone = not (top / "situs").exists()
        absent += gone
        sweep(top)
        assert leftovers(top) == []
        assert everything(top) in ((after,) if gone else (before, after))
    assert absent == 1


def test_a_site_is_never_missing_where_the_system_can_exchange(tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("the system has no exchange")
    assert all((top / "situs" / "index.html").exists() for top, _, _ in killed_everywhere("site", tmp_path))


def test_a_workshop_in_use_is_left_alone(tmp_path: Path) -> None:
    with workshop.workshop(tmp_path) as bench:
        (bench / "0").write_bytes(b"mine")
        sweep(tmp_path)
        write_file(tmp_path / "other", [b"1"])
        assert (bench / "0").read_bytes() == b"mine"
    assert leftovers(tmp_path) == []


def test_two_writers_at_once_never_take_each_other_s_workshop(tmp_path: Path) -> None:
    children = []
    for number in range(4):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                for turn in range(60):
                    write_file(tmp_path / f"{number}", [b"%d" % turn])
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    assert everything(tmp_path) == {f"{n}": b"59" for n in range(4)}
    assert leftovers(tmp_path) == []


def test_a_folder_of_the_repository_that_looks_like_a_workshop_overwrites_nothing(tmp_path: Path) -> None:
    """Whatever git can check out: no links to files outside, no file over a file, no hidden folder."""
    (tmp_path / "build").mkdir()
    (tmp_path / "victim").write_bytes(b"precious")
    (tmp_path / "build" / "page.html").write_bytes(b"mine")
    plans = [
        '[{"made": "0", "target": "../victim", "before": null}]',
        '[{"made": "0", "target": "page.html", "before": null}, {"made": "1", "target": "x", "before": null}]',
        '[{"made": "fresh", "target": ".git", "before": null}]',
        '[{"made": "fresh", "target": "../gone", "before": null}]',
        '[{"made": "../page", "target": "x", "before": null}]',
        '{"made": 1}', "[1]", "[" * 100_000, "",
    ]  # fmt: skip
    for number, plan in enumerate(plans):
        bench = tmp_path / "build" / f"{PREFIX}{number:08}"
        (bench / "fresh").mkdir(parents=True)
        (bench / "fresh" / "config").write_bytes(b"evil")
        (bench / "0").write_bytes(b"evil")
        (bench / "1").symlink_to(tmp_path / "victim")
        (bench / "lock").write_bytes(b"")
        (bench / "plan").write_text(plan)
    (tmp_path / "build" / f"{PREFIX}linked").symlink_to(tmp_path)
    before = everything(tmp_path)
    sweep(tmp_path / "build")
    assert everything(tmp_path) == before
    assert leftovers(tmp_path) == [f"build/{PREFIX}linked"]


def test_a_plan_that_cannot_be_read_does_not_keep_its_workshop(tmp_path: Path) -> None:
    bench = tmp_path / f"{PREFIX}00000000"
    (bench / "plan").mkdir(parents=True)
    sweep(tmp_path)
    assert leftovers(tmp_path) == []


def test_several_files_of_which_one_cannot_be_placed_are_all_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_files(tmp_path)
    before = everything(tmp_path)
    real = workshop.put_over

    def put(bench: Path, name: str, target: Path) -> None:
        if name == "1":
            raise PermissionError(13, "no", str(target))
        real(bench, name, target)

    monkeypatch.setattr("banjar_smartcity.workspace.writing.put_over", put)
    with pytest.raises(PermissionError):
        write_files({tmp_path / "s" / "one.yaml": b"new", tmp_path / "s" / "two.yaml": b"new"})
    assert (everything(tmp_path), leftovers(tmp_path)) == (before, [])
