"""Within: documents that are read several at a time, where all of them together may take no more than some time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from threading import Condition
from typing import TYPE_CHECKING

from ...named import NamedTuple
from ..document import STOPPED, ReadDocument
from ..worker import CPU_SECONDS
from .reader import DocumentReader

if TYPE_CHECKING:
    from concurrent.futures import Future


class Within(NamedTuple):
    """How documents are read while there is time."""

    start: Callable[[Path, str], Future[ReadDocument | None]]
    """Reads the file at a path, of a format, as soon as there is a reader for it; None if there was no time left."""
    is_spent: Callable[[], bool]
    """Whether there is no time left for one more."""


class SharedTime:
    """Seconds that several threads share. What one is allowed is not given to another one until it is known."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds
        self._allowed = 0
        self._changed = Condition()

    def allow(self) -> int:
        """The whole seconds that the next document may take; 0 if none are left."""
        with self._changed:
            while self._left < CPU_SECONDS and self._allowed:
                self._changed.wait()
            seconds = max(0, min(CPU_SECONDS, int(self._left)))
            self._left -= seconds
            self._allowed += seconds
            return seconds

    def is_spent(self) -> bool:
        """Whether nothing is left, whatever those take that are being read."""
        return self._left + self._allowed < 1

    def take(self, allowed: int, taken: float) -> None:
        """Say what a document has taken of what it was allowed."""
        with self._changed:
            self._left += allowed - taken
            self._allowed -= allowed
            self._changed.notify_all()


@contextmanager
def read_within(seconds: float, workers: int) -> Iterator[Within]:
    """Read documents while they together take no more than these seconds. At the end, no process is left."""
    from concurrent.futures import ThreadPoolExecutor  # slow to load

    shared = SharedTime(seconds)
    readers = [DocumentReader() for _ in range(max(1, workers))]
    idle: SimpleQueue[DocumentReader] = SimpleQueue()
    for reader in readers:
        idle.put(reader)

    def read(path: Path, kind: str) -> ReadDocument | None:
        allowed = shared.allow()
        if not allowed:
            return None
        reader, taken = idle.get(), float(allowed)
        try:
            found, taken = reader.read(path, kind, allowed)
        finally:
            idle.put(reader)
            shared.take(allowed, taken)
        return found if allowed == CPU_SECONDS or found.state is not STOPPED else None

    pool = ThreadPoolExecutor(len(readers))
    try:
        yield Within(lambda path, kind: pool.submit(read, path, kind), shared.is_spent)
    finally:
        for reader in readers:
            reader.close()
        pool.shutdown(cancel_futures=True)
