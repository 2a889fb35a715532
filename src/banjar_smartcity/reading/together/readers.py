"""Readers: as many documents at a time as there are processors, with what was read in the order of the documents."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from typing import IO, TYPE_CHECKING, NamedTuple

from ...workspace.disk import read_blocks
from ...workspace.sample import take
from ..document import MOST_OUTPUT, ReadDocument, from_lines, lines_of, read_document
from ..formats import CUT, recognise
from ..remembered import recall, remember, tidy

if TYPE_CHECKING:
    from concurrent.futures import Future

_AHEAD = 4
"""Documents for each reader that may be read, or wait to be, before the one that is asked for next."""
_SECONDS_TO_END, _TRIES = 2, 2


class FileToRead(NamedTuple):
    """A file, its hash, and the format that was recognised when its content was read before; None if it was not."""

    path: Path
    sha256: str
    kind: str | None


class _FoundDocument(NamedTuple):
    read: ReadDocument
    new: bool
    """Whether it was read now, and in the very file that is meant."""


class _Reader:
    """A process that forks one for each document. Where that is not possible, each is started from nothing."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._lock = Lock()

    def read(self, path: Path, kind: str) -> ReadDocument:
        """What is in a file. Raise `OSError` if nothing more is to be read."""
        for _ in range(_TRIES if hasattr(os, "fork") else 0):
            try:
                return self._ask(os.path.abspath(path), kind)
            except (OSError, ValueError):  # somebody has ended the process
                self._end()
        if self._closed:
            raise BrokenPipeError
        return read_document(path, kind)

    def _ask(self, path: str, kind: str) -> ReadDocument:
        """Raise `OSError` or `ValueError` if the process cannot be started, or has ended."""
        process = self._started()
        to, answers = process.stdin, process.stdout
        assert to is not None  # noqa: S101 - both are pipes
        assert answers is not None  # noqa: S101 - as well
        to.write(json.dumps([path, kind]).encode() + b"\n")
        to.flush()
        ended, size = map(int, answers.readline().split())
        return from_lines(kind, lines_of(_exactly(answers, min(size, 2 * MOST_OUTPUT))), ended=bool(ended))

    def _started(self) -> subprocess.Popen[bytes]:
        """The process. ^C in the terminal does not reach it: it ends when it is closed, or this one has ended."""
        with self._lock:
            if self._closed:
                raise BrokenPipeError
            if self._process is None:
                command = [sys.executable, "-I", "-m", "banjar_smartcity.reading.together.server"]
                self._process = subprocess.Popen(  # noqa: S603 - our own
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )
            return self._process

    def close(self) -> None:
        """End the process, and that of the document that it reads."""
        with self._lock:
            self._closed = True
        self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin is not None:
            with suppress(OSError, ValueError):
                process.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_SECONDS_TO_END)
        with suppress(ProcessLookupError):  # what it forked is in its group, and may outlive it
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _exactly(source: IO[bytes], size: int) -> bytes:
    """This many bytes. Raise `OSError` if there are fewer."""
    found = source.read(size)
    if len(found) != size:
        raise BrokenPipeError
    return found


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

    readers = [_Reader() for _ in range(max(1, min(workers, len(files))))]
    idle: SimpleQueue[_Reader] = SimpleQueue()
    for reader in readers:
        idle.put(reader)

    def find(file: FileToRead) -> _FoundDocument:
        known = recall(file.sha256, file.kind) if file.kind is not None else None
        if known is not None:
            return _FoundDocument(known, new=False)
        kind, is_same = _recognised(file)
        known = recall(file.sha256, kind) if kind != file.kind else None
        if known is not None:
            return _FoundDocument(known, new=False)
        reader = idle.get()
        try:
            return _FoundDocument(reader.read(file.path, kind), new=is_same)
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
