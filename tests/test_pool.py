"""The pool of processes: the results in order and none missing, whatever is killed, however a process starts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from banjar_smartcity.checking.gathering import cores, gather, pool
from banjar_smartcity.checking.pipeline import check_workspace
from conftest import BASE, TODAY
from test_gathering import same

METHODS: tuple[cores.Method, ...] = ("fork", "spawn") if sys.platform == "linux" else ("spawn",)
NUMBERS = tuple(range(1, 8))
DOUBLED = [2 * number for number in NUMBERS]


@pytest.mark.parametrize("method", METHODS)
def test_processes_find_the_same_however_they_start(method: cores.Method, monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[str] = []
    real = pool.share

    def share(work: Callable[[Any], Any], chunks: Sequence[Any], workers: int) -> Iterator[Any]:
        used.append(method)
        return real(work, chunks, workers, method)

    monkeypatch.setattr(gather, "FROM", 1)
    monkeypatch.setattr(gather, "_CHUNK", 2)
    monkeypatch.setattr(pool, "share", share)
    assert same(check_workspace(BASE, TODAY, 2), check_workspace(BASE, TODAY, 1))
    assert used == [method]


def _double(own: int, killed: Sequence[int], number: int) -> int:
    """Double a number. A process that gets certain ones is killed, as by a system that is short of memory."""
    if number in killed and os.getpid() != own:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def _double_or_answer_in_part(own: int, number: int) -> int:
    """Double a number. The process that gets the second one is killed in the middle of its answer."""
    if number == NUMBERS[1] and os.getpid() != own:
        pipe = sys._getframe(1).f_locals["pipe"]
        os.write(pipe.fileno(), (1000).to_bytes(4, "big") + b"half of it")
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


@pytest.mark.parametrize("killed", [*((number,) for number in NUMBERS), NUMBERS])
def test_a_process_that_is_killed_leaves_its_work_to_the_others(killed: Sequence[int]) -> None:
    assert list(pool.share(partial(_double, os.getpid(), killed), NUMBERS, 2)) == DOUBLED


@pytest.mark.parametrize("method", METHODS)
def test_half_an_answer_is_none(method: cores.Method) -> None:
    assert list(pool.share(partial(_double_or_answer_in_part, os.getpid()), NUMBERS, 2, method)) == DOUBLED


def test_a_system_that_refuses_processes_gets_the_work_done(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise OSError

    monkeypatch.setattr("multiprocessing.process.BaseProcess.start", refuse)
    assert list(pool.share(abs, [-1, -2], 2)) == [1, 2]


def test_a_fault_of_the_work_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(pool.share(partial(divmod, 1), [1, 0], 2))


def test_no_process_is_left_when_the_results_are_not_taken() -> None:
    results = pool.share(abs, NUMBERS, 2)
    assert next(results) == 1
    results.close()  # type: ignore[attr-defined]
    import multiprocessing

    assert multiprocessing.active_children() == []


INTERRUPTED = """
import os, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # also where the tests run in the background
from functools import partial
from banjar_smartcity.checking.gathering import pool

def work(number):
    if number:
        os.write(1, b"%d\\n" % os.getpid())  # in one piece: two processes write here
        time.sleep(60)
    return number

def main(arguments):
    return sum(pool.share(work, [0, 1, 2], 2, arguments[0]))

if __name__ == "__main__":
    from banjar_smartcity import __main__
    from banjar_smartcity.cli import boundary

    boundary.guard = lambda *_: main(sys.argv[1:])
    __main__.run()
"""


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.skipif(os.name != "posix", reason="^C goes to a group of processes")
def test_an_interrupt_ends_all_processes_without_a_word(method: cores.Method, tmp_path: Path) -> None:
    script = tmp_path / "interrupted.py"
    script.write_text(INTERRUPTED, encoding="utf-8")
    command = subprocess.Popen(
        [sys.executable, str(script), method],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert command.stdout
    workers = [int(command.stdout.readline()) for _ in range(2)]
    os.killpg(command.pid, signal.SIGINT)
    assert command.communicate(timeout=30) == ("", "")
    assert command.returncode == 130
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]


WHILE_LOADING = """
class Loading:
    def __getattr__(self, name):
        raise KeyboardInterrupt
sys.modules["banjar_smartcity.cli.boundary"] = Loading()
"""
IN_A_FINALIZER = """
class Last:
    def __del__(self):
        raise KeyboardInterrupt
from banjar_smartcity.cli import boundary
boundary.guard = lambda *_: Last() and 0
"""


@pytest.mark.parametrize("moment", [WHILE_LOADING, IN_A_FINALIZER])
def test_an_interrupt_at_any_moment_ends_the_command_without_a_word(moment: str) -> None:
    script = f"import sys\nfrom banjar_smartcity import __main__\n{moment}\n__main__.run()"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, b"", b"")


@pytest.mark.parametrize(
    ("groups", "wanted"),
    [
        ({"cpu.max": "max 100000"}, 4),
        ({"cpu.max": "50000 100000"}, 1),
        ({"cpu.max": "250000 100000\n"}, 2),
        ({"cpu.max": "?"}, 4),
        ({}, 4),
        ({"outer/cpu.max": "max 100000", "outer/inner/cpu.max": "200000 100000"}, 2),
        ({"outer/cpu.max": "150000 100000", "outer/inner/cpu.max": "300000 100000"}, 1),
        ({"other/cpu.max": "100000 100000"}, 4),
        ({"cpu/cpu.cfs_quota_us": "200000\n", "cpu/cpu.cfs_period_us": "100000\n"}, 2),
        ({"cpu/cpu.cfs_quota_us": "-1\n", "cpu/cpu.cfs_period_us": "100000\n"}, 4),
    ],
)
def test_a_container_with_part_of_a_processor_gets_no_more_processes(
    groups: dict[str, str], wanted: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in groups.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="ascii")
    own = tmp_path / "own"
    own.write_text("1:name=systemd:/outer\n0::/outer/inner\n", encoding="ascii")
    monkeypatch.setattr(cores, "_GROUPS", str(tmp_path))
    monkeypatch.setattr(cores, "_OWN_GROUP", str(own))
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(4), raising=False)
    assert cores.cores() == wanted
