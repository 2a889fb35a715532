"""Pool: work that is shared among processes, in chunks, with the results in order.

Each process has a pipe of its own. So one that is killed in the middle of a result ends its pipe and nothing else: with
one pipe for all, this process would wait for the rest of that result for ever.
"""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from ...named import NamedTuple
from .cores import METHOD, Method

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

_Chunk = TypeVar("_Chunk")
_Result = TypeVar("_Result")
_AHEAD = 2
"""Chunks that a process is given at a time, so that it need not wait while its results are read."""


def share(
    work: Callable[[_Chunk], _Result], chunks: Sequence[_Chunk], workers: int, method: Method = METHOD
) -> Iterator[_Result]:
    """The result of each chunk, in order. What no other process can do, this one does, so that no result is missing.

    `work` is a function of a module, since a new process may have to import it.
    """
    crew: list[_Worker] = []
    try:
        if workers > 1:
            _start(crew, work, chunks, min(workers, len(chunks)), method)
        yield from _results(list(crew), work, chunks)
    finally:
        _end(crew)


class _Worker(NamedTuple):
    """A process, and the numbers of the chunks that it was given and has not finished."""

    process: BaseProcess
    pipe: Connection[Any, Any]
    given: deque[int]


def _results(crew: list[_Worker], work: Callable[[_Chunk], _Result], chunks: Sequence[_Chunk]) -> Iterator[_Result]:
    pending = deque(range(len(chunks)))
    done: dict[int, _Result] = {}
    for _ in range(_AHEAD):
        for worker in tuple(crew):
            _give(worker, crew, pending)
    for number, chunk in enumerate(chunks):
        while number not in done and any(number in worker.given for worker in crew):
            _take(crew, pending, done)
        if number in done:
            yield done.pop(number)
            continue
        if number in pending:
            pending.remove(number)
        yield work(chunk)  # no process has it, or the one that had it has ended


def _give(worker: _Worker, crew: list[_Worker], pending: deque[int]) -> None:
    """Give a process the next chunk. It has them all and only gets the number, so that neither waits for the other."""
    if not pending:
        return
    try:
        worker.pipe.send(pending[0])
    except OSError:  # the process has ended
        crew.remove(worker)
    else:
        worker.given.append(pending.popleft())


def _take(crew: list[_Worker], pending: deque[int], done: dict[int, _Result]) -> None:
    """Wait until some processes have a result, and take it."""
    from multiprocessing import connection

    ready = connection.wait([worker.pipe for worker in crew])
    for worker in [worker for worker in crew if worker.pipe in ready]:
        try:
            number, result = worker.pipe.recv()
        except (EOFError, OSError):  # it has ended, perhaps in the middle of a result
            crew.remove(worker)
            continue
        worker.given.remove(number)
        if result is not None:
            (done[number],) = result
        _give(worker, crew, pending)


def _start(
    crew: list[_Worker], work: Callable[[_Chunk], _Result], chunks: Sequence[_Chunk], workers: int, method: Method
) -> None:
    """Add as many processes to the crew as the system allows."""
    from multiprocessing import get_context

    context = get_context("fork") if method == "fork" else get_context("spawn")
    with _interrupts_later(method):
        for _ in range(workers):
            pipe, other = context.Pipe()
            process = context.Process(target=_serve, args=(work, chunks, other), daemon=True)
            try:
                process.start()
            except OSError:  # for example because memory is short
                return
            finally:
                other.close()
            crew.append(_Worker(process, pipe, deque()))


@contextmanager
def _interrupts_later(method: Method) -> Iterator[None]:
    """Hold ^C back meanwhile. A process that is just starting gets it when it can end without a word."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    if method != "fork":
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()  # its start would let ^C through
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(crew: Sequence[_Worker]) -> None:
    """End the processes; at once, since what they still do is not needed."""
    for worker in crew:
        worker.pipe.close()
        worker.process.kill()
    for worker in crew:
        worker.process.join()


def _serve(work: Callable[[_Chunk], _Result], chunks: Sequence[_Chunk], pipe: Connection[Any, Any]) -> None:
    """Do the chunks whose numbers come, until none comes any more."""
    _begin()
    while True:
        try:
            number = pipe.recv()
        except EOFError:
            return
        result: tuple[_Result] | None = None
        with suppress(Exception):  # the command does it again and says what is wrong
            result = (work(chunks[number]),)
        try:
            pipe.send((number, result))
        except OSError:
            return


def _begin() -> None:
    """Begin a process of the pool as the command itself does. ^C ends it at once and without a word."""
    import threading

    gc.set_threshold(1_000_000, 50, 50)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT,))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the command was killed: nobody would tell it, and it would wait for ever."""
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
