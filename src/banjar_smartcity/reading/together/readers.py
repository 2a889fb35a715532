"""Readers: as many documents at a time as there are processors, with what was read in the order of the documents."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from ...named import NamedTuple
from ...workspace.sample import read_blocks, take
from ..document import STOPPED, ReadDocument
from ..formats import CUT, recognise
from ..remembered import recall, remember, tidy
from .reader import DocumentReader

if TYPE_CHECKING:
    from concurrent.futures import Future

_AHEAD = 4
"""Documents for each reader that may be read, or wait to be, before the one that is asked for next."""


class FileToRead(NamedTuple):
    """A file, its hash, and the format that was recognised when its content was read before; None if it was not."""

    path: Path
    sha256: str
    kind: str | None
    anew: bool = False
    """Whether to read it again if it was stopped before: on a quieter computer it may be read to its end."""

    def recall(self, kind: str | None) -> ReadDocument | None:
        """What was read in it before, if that will do."""
        known = recall(self.sha256, kind) if kind is not None else None
        return None if known is not None and self.anew and known.state is STOPPED else known


class _FoundDocument(NamedTuple):
    read: ReadDocument
    new: bool
    """Whether it was read now, and in the very file that is meant."""


def _recognised(file: FileToRead) -> tuple[str, bool]:
    """The format of a file, and whether it still is the one of its hash; of one that is gone by now, what it was."""
    try:
        sha256, sample = take(read_blocks(str(file.path)))
    except OSError:
        return file.kind or CUT, False
    return recognise(sample), sha256 == file.sha256


Reading = Callable[[Path, str], ReadDocument]
"""What is in a file of a path and a hash."""


@contextmanager
def read_many(files: Sequence[FileToRead], workers: int) -> Iterator[Reading]:
    """Read these files ahead while they are asked for one after the other, in this order.

    A file that was read before on this computer is not opened. At the end, however it comes, no process is left.
    """
    from concurrent.futures import ThreadPoolExecutor  # slow to load

    readers = [DocumentReader() for _ in range(max(1, min(workers, len(files))))]
    idle: SimpleQueue[DocumentReader] = SimpleQueue()
    for reader in readers:
        idle.put(reader)

    def find(file: FileToRead) -> _FoundDocument:
        known = file.recall(file.kind)
        if known is not None:
            return _FoundDocument(known, new=False)
        kind, is_same = _recognised(file)
        known = file.recall(kind) if kind != file.kind else None
        if known is not None:
            return _FoundDocument(known, new=False)
        reader = idle.get()
        try:
            return _FoundDocument(reader.read(file.path, kind).read, new=is_same)
        finally:
            idle.put(reader)

    pool = ThreadPoolExecutor(len(readers))
    waiting = iter(files)
    ahead: deque[tuple[FileToRead, Future[_FoundDocument]]] = deque()

    def go_ahead() -> None:
        while len(ahead) < _AHEAD * len(readers) and (file := next(waiting, None)) is not None:
            ahead.append((file, pool.submit(find, file)))

    anything_new = False

    def read(path: Path, sha256: str) -> ReadDocument:
        nonlocal anything_new
        go_ahead()
        while ahead and (ahead[0][0].path, ahead[0][0].sha256) != (path, sha256):
            ahead.popleft()[1].cancel()
        found = ahead.popleft()[1].result() if ahead else find(FileToRead(path, sha256, None))
        go_ahead()
        if found.new:
            anything_new = True
            remember(sha256, found.read)
        return found.read

    try:
        yield read
    finally:
        for reader in readers:
            reader.close()
        pool.shutdown(cancel_futures=True)
        if anything_new:
            tidy()
