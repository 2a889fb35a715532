"""Reader: a process that forks one for each document, and how it is asked, and ended with all that it has started."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import IO

from ...named import NamedTuple
from ..document import ReadDocument, from_lines, lines_of, read_document
from ..worker import CPU_SECONDS, MOST_OUTPUT

_SECONDS_TO_END, _TRIES = 2, 2


class TimedDocument(NamedTuple):
    """A document, and how long its reading took."""

    read: ReadDocument
    seconds: float
    """Of computing by all processes that took part; of the clock where no process can be forked."""


class DocumentReader:
    """A process that forks one for each document. Where that is not possible, each is started from nothing."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._lock = Lock()

    def read(self, path: Path, kind: str, seconds: int = CPU_SECONDS) -> TimedDocument:
        """What is in a file, read in at most this time. Raise `OSError` if nothing more is to be read."""
        began = time.monotonic()
        for _ in range(_TRIES if hasattr(os, "fork") else 0):
            try:
                return self._ask(os.path.abspath(path), kind, seconds)
            except (OSError, ValueError):  # somebody has ended the process
                self._end()
        if self._closed:
            raise BrokenPipeError
        found = read_document(path, kind, seconds)
        return TimedDocument(found, time.monotonic() - began)

    def _ask(self, path: str, kind: str, seconds: int) -> TimedDocument:
        """Raise `OSError` or `ValueError` if the process cannot be started, or has ended."""
        process = self._started()
        to, answers = process.stdin, process.stdout
        assert to is not None  # noqa: S101 - both are pipes
        assert answers is not None  # noqa: S101 - as well
        to.write(json.dumps([path, kind, seconds]).encode() + b"\n")
        to.flush()
        ended, size, taken = map(int, answers.readline().split())
        output = _exactly(answers, min(size, 2 * MOST_OUTPUT))
        return TimedDocument(from_lines(kind, lines_of(output), ended=bool(ended)), taken / 1000)

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
