"""Tests in a process for each core; a plugin of pytest that `dev.py test` loads where processes can be forked.

The test files are imported, and what they import is marked for coverage, in one process. The others are copies of it
that take file after file. Processes that begin empty, as those of pytest-xdist, each import and mark everything again.
"""

from __future__ import annotations

import gc
import os
from itertools import groupby
from multiprocessing import get_context
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.queues import SimpleQueue

COVERED = "tools.covered"
"""The plugin that measures coverage."""


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Mark what test files import before the first is imported."""
    early_config.pluginmanager.getplugin(COVERED).start()


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Hand out the test files, and report what the processes send."""
    if session.testsfailed or session.config.option.collectonly:
        return None  # what pytest itself does then
    files = [list(items) for _, items in groupby(session.items, key=lambda item: item.path)]
    context, cores = get_context("fork"), len(os.sched_getaffinity(0))
    # A file's tests share a process, and so what is made once for them.
    queue: SimpleQueue[int | None] = context.SimpleQueue()
    for number in (*range(len(files)), *[None] * (cores + 1)):
        queue.put(number)
    session.config.pluginmanager.getplugin("capturemanager").stop_global_capturing()
    session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]  # one folder for all
    gc.freeze()  # what was imported is not searched for cycles, and stays shared
    workers = {}
    for _ in range(cores):
        receiving, sending = context.Pipe(duplex=False)
        worker = context.Process(target=work, args=(session, files, queue, sending))
        worker.start()
        sending.close()
        workers[receiving] = worker
    try:
        follow(session, list(workers))
    finally:
        for worker in workers.values():
            worker.terminate()
            worker.join()
    return True


def follow(session: pytest.Session, running: list[Any]) -> None:
    """Pass on what the processes send until each has sent what it ran."""
    hook = session.config.hook
    while running:
        ready: Any
        for ready in wait(running):
            try:
                data = ready.recv()
            except EOFError:
                pytest.exit("a process that ran tests has ended", returncode=pytest.ExitCode.INTERNAL_ERROR)
            if isinstance(data, str):
                session.config.pluginmanager.getplugin(COVERED).join(data)
                running.remove(ready)
                continue
            report = hook.pytest_report_from_serializable(config=session.config, data=data)
            hook.pytest_runtest_logreport(report=report)
            if session.shouldfail:
                raise session.Failed(session.shouldfail)


def work(
    session: pytest.Session, files: list[list[pytest.Item]], queue: SimpleQueue[int | None], sending: Connection
) -> None:
    """Run file after file; at the end, send what was run."""
    manager = session.config.pluginmanager
    manager.unregister(name="terminalreporter")
    manager.getplugin("capturemanager").start_global_capturing()
    manager.register(Sender(session.config, sending))
    number = queue.get()
    while number is not None:
        following = queue.get()  # the fixtures of a file end with it, those of a run with the last file
        items = files[number] if following is None else [*files[number], files[following][0]]
        for item, after in zip(files[number], [*items[1:], None], strict=False):
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        number = following
    manager.getplugin("capturemanager").stop_global_capturing()
    sending.send(manager.getplugin(COVERED).ran())


class Sender:
    """The plugin of a process that sends what its tests gave."""

    def __init__(self, config: pytest.Config, sending: Connection) -> None:
        self.config = config
        self.sending = sending

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Send a report; of a fixture that did as it should there is nothing to show."""
        if report.when == "call" or not report.passed:
            data: dict[str, Any] = self.config.hook.pytest_report_to_serializable(config=self.config, report=report)
            self.sending.send(data)
