"""The tests on all cores, by processes that are forked when all is collected; a plugin that `dev.py test` loads.

Those of pytest-xdist import what is measured and collect the tests each for itself, which takes a fifth of the whole
time. Here it is done once. As there with `--dist loadfile`, a file's tests share a process; a process that has done a
file takes the next one.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from itertools import chain
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any, NamedTuple

import pytest

COVERED = "tools.covered"
"""The plugin that measures what a process runs."""
SECONDS = 5
"""How long nothing may come before it is asked whether the processes are there."""
LOST: tuple[str, Any] = "lost", None
Place = tuple[str, int | None, str]
"""Where a test is: its file, line and name."""


class Process(NamedTuple):
    """One that runs tests."""

    number: int
    """Its id."""
    sent: Connection
    """What it says."""


class Sender:
    """A plugin that sends what happens to the process that shows it."""

    def __init__(self, config: pytest.Config, to: Connection) -> None:
        self.config = config
        self.to = to

    def pytest_runtest_logstart(self, nodeid: str, location: Place) -> None:
        """Say that a test begins."""
        self.to.send(("start", (nodeid, location)))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Say how a part of it went."""
        self.to.send(("report", self.config.hook.pytest_report_to_serializable(config=self.config, report=report)))

    def pytest_runtest_logfinish(self, nodeid: str, location: Place) -> None:
        """Say that it has ended."""
        self.to.send(("finish", (nodeid, location)))


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Run the tests in as many processes as there are cores."""
    others = not session.items or hasattr(session.config, "workerinput")  # processes of pytest-xdist run them
    if sys.platform != "linux" or others or session.testsfailed or session.config.option.collectonly:
        return None
    files: dict[object, list[pytest.Item]] = {}
    for item in session.items:
        files.setdefault(item.path, []).append(item)
    tests = list(files.values())
    numbers = queue_of(len(tests))
    gc.collect()
    gc.freeze()  # what was collected stays, and is searched for cycles no more
    count = min(len(os.sched_getaffinity(0)), len(tests))
    processes = [started(session, tests, numbers, first=not place) for place in range(count)]
    os.close(numbers)
    follow(session, processes)
    return True


def queue_of(count: int) -> int:
    """A pipe from which each process takes the number of its next file."""
    taken, given = os.pipe()
    os.write(given, b"".join(number.to_bytes(2, "big") for number in range(count)))
    os.close(given)
    return taken


def started(session: pytest.Session, files: Sequence[list[pytest.Item]], numbers: int, *, first: bool) -> Process:
    """A new process; in it, this never returns."""
    sent, to = Pipe(duplex=False)
    sys.stdout.flush()
    sys.stderr.flush()
    if number := os.fork():
        to.close()
        return Process(number, sent)
    try:
        sent.close()
        run_files(session, files, numbers, to)
        covered: Any = session.config.pluginmanager.get_plugin(COVERED)
        to.send(("end", covered.ran(all_modules=first)))
    except KeyboardInterrupt:
        pass  # said by the one that started it
    except BaseException:  # a test ended the process: it is named by the one that hears no more
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def run_files(session: pytest.Session, files: Sequence[list[pytest.Item]], numbers: int, to: Connection) -> None:
    """Run the tests of one file after the other, until all are taken."""
    plugins = session.config.pluginmanager
    plugins.unregister(name="terminalreporter")
    plugins.register(Sender(session.config, to))
    captured: Any = plugins.getplugin("capturemanager")
    captured.stop_global_capturing()  # a file that this process does not share with others
    captured.start_global_capturing()
    captured.suspend_global_capture()
    items = chain.from_iterable(files[number] for number in taken(numbers))
    item = next(items, None)
    while item is not None:
        following = next(items, None)  # before the last test of a file, after which nothing of the session is undone
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        item = following


def taken(numbers: int) -> Iterator[int]:
    """The numbers that this process takes."""
    while number := os.read(numbers, 2):
        yield int.from_bytes(number, "big")


def follow(session: pytest.Session, processes: Sequence[Process]) -> None:
    """Show what the processes say until all have ended."""
    running = {process.sent: process.number for process in processes}
    at: dict[Connection, tuple[str, Place]] = {}
    while running:
        said = [one for one in wait(list(running), SECONDS) if isinstance(one, Connection)]
        for one in said or [one for one, number in running.items() if has_ended(number)]:
            what, fact = heard(one) if one.poll() else LOST
            if what == "start":
                at[one] = fact
            if what in ("end", "lost"):
                del running[one]
            show(session, what, at.get(one) if what == "lost" else fact)
        if session.shouldfail:
            for number in running.values():
                os.kill(number, signal.SIGTERM)
            raise session.Failed(session.shouldfail)


def heard(sent: Connection) -> tuple[str, Any]:
    """What a process says next."""
    try:
        said: tuple[str, Any] = sent.recv()
    except EOFError:
        return LOST
    return said


def has_ended(number: int) -> bool:
    """Whether a process has ended, though others that it started may still hold its end of the pipe."""
    return os.waitpid(number, os.WNOHANG)[0] == number


def show(session: pytest.Session, what: str, fact: Any) -> None:
    """Show what a process said."""
    hook = session.config.hook
    covered: Any = session.config.pluginmanager.get_plugin(COVERED)
    match what:
        case "start":
            hook.pytest_runtest_logstart(nodeid=fact[0], location=fact[1])
        case "finish":
            hook.pytest_runtest_logfinish(nodeid=fact[0], location=fact[1])
        case "report":
            hook.pytest_runtest_logreport(report=hook.pytest_report_from_serializable(config=session.config, data=fact))
        case "end":
            covered.add(fact)
        case "lost":
            name, place = fact or ("tests", ("tests", None, ""))
            why = "The process ended in this test, or after it; the next tests of its file, at least, were not run."
            hook.pytest_runtest_logreport(report=pytest.TestReport(name, place, {}, "failed", why, "call"))
