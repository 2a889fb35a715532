"""Pool: work that is shared among processes, in chunks, with the results in order."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

_Chunk = TypeVar("_Chunk")
_Result = TypeVar("_Result")

_QUOTA, _QUOTA_BEFORE = "/sys/fs/cgroup/cpu.max", "/sys/fs/cgroup/cpu/cpu.cfs_"
"""Where Linux says how much of the processors a container may use, in its present and its former way."""


def cores() -> int:
    """How many processors this process may use; a container may have less than one of those that it sees."""
    seen = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    allowed = _quota()
    return seen if allowed is None else max(1, min(seen, int(allowed)))


def _quota() -> float | None:
    """The processors that a container is allowed; None if it is not bounded."""
    try:
        if os.path.exists(_QUOTA):
            amount, period = Path(_QUOTA).read_text(encoding="ascii").split()
        else:
            amount, period = (
                Path(f"{_QUOTA_BEFORE}{name}_us").read_text(encoding="ascii").strip() for name in ("quota", "period")
            )
        return int(amount) / int(period) if int(amount) > 0 and int(period) > 0 else None
    except (OSError, ValueError):  # not Linux, or "max"
        return None


def share(work: Callable[[_Chunk], _Result], chunks: Sequence[_Chunk], workers: int) -> Iterator[_Result]:
    """The result of each chunk, in order. What no other process can do, this one does.

    `work` is a function of a module, since a new process may have to import it.
    """
    done = 0
    for result in _shared(work, chunks, workers) if workers > 1 else ():
        yield result
        done += 1
    for chunk in chunks[done:]:
        yield work(chunk)


def _shared(work: Callable[[_Chunk], _Result], chunks: Sequence[_Chunk], workers: int) -> Iterator[_Result]:
    """The results of the first chunks, until the system refuses a process or ends one."""
    from concurrent.futures import ProcessPoolExecutor  # slow to load
    from concurrent.futures.process import BrokenProcessPool

    try:
        pool = ProcessPoolExecutor(min(workers, len(chunks)), initializer=_begin)
    except (OSError, NotImplementedError, ImportError):  # a system without semaphores
        return
    try:
        yield from pool.map(work, chunks)
    except (BrokenProcessPool, OSError):  # for example because memory is short
        return
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Begin a process of the pool as the command itself does. ^C ends it at once and without a word."""
    import threading

    gc.set_threshold(200_000, 50, 50)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the command was killed: nobody would tell it, and it would wait for ever."""
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
