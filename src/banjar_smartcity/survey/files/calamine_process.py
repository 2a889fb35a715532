"""Calamine process: our side, which asks the worker, and turns its end into a finding."""

from __future__ import annotations

import marshal
import os
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from importlib.util import find_spec
from typing import Any

from ...diagnostics import Phrase
from ...i18n import N_
from ...named import NamedTuple
from ..table.findings import finding
from ..table.kinds import FILE_KIND
from ..table.rows import HEADER_ROWS, Cell, Row, RowBlock, TableError, too_large
from .archive import damaged, with_password

MAX_MEMORY = 3 * 1024**3
"""Bytes of the worker's address space; 200,000 rows of 60 columns take about 1.2 billion. Linux holds to it; macOS does
not, and Windows has no such bound: there the time alone is bounded."""
MAX_SECONDS = 300
"""Of the processor, and of waiting for an answer; such a table takes about 10."""


class Bounds(NamedTuple):
    """What the worker may take."""

    memory: int
    processor: int
    """Seconds of the processor."""
    waiting: float
    """Seconds until it answers, on a computer that others use too."""


SMALL = Bounds(512 << 20, 10, 60)
"""For workbooks that people fill in; one of a hundred items takes a hundredth."""
_WORKER = os.path.join(os.path.dirname(__file__), "calamine_worker.py")
_LONGEST = 256 * 1024 * 1024
"""Bytes of a frame; one row of 2,000 cells of 10,000 letters each takes a fifth."""

_TIME = tuple(-getattr(signal, name) for name in ("SIGXCPU",) if hasattr(signal, name))
_MEMORY = tuple(-getattr(signal, name) for name in ("SIGABRT", "SIGKILL") if hasattr(signal, name))
"""How a process ends that has no more time, or no more memory: Rust aborts, and Linux kills."""

Spans = Mapping[int, Sequence[tuple[int, int]]]
"""By column, counted from 0: the first and last rows of cells merged downwards."""


class Calamine:
    """A workbook opened in a process of its own. Raises `TableError` wherever the worker gives up or ends."""

    def __init__(self, content: bytes, path: str, bounds: Bounds | None = None) -> None:
        if find_spec("python_calamine") is None:
            missing = Phrase(N_("a workbook, and python-calamine, which reads workbooks, is not installed here"))
            raise TableError(finding(FILE_KIND, path, {"what": missing}))
        self._path = path
        self._bounds = bounds or Bounds(MAX_MEMORY, MAX_SECONDS, MAX_SECONDS)
        self._late = threading.Event()
        self._fault: Exception | None = None
        self._process = subprocess.Popen(  # noqa: S603 - a list, no shell
            [sys.executable, "-P", _WORKER, str(self._bounds.memory), str(self._bounds.processor)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # where Rust says that it panicked
        )
        self.close = weakref.finalize(self, _stop, self._process)
        self._tell(len(content).to_bytes(8, "big") + content)
        _, names, hidden = self._frame("sheets")
        self.names: Sequence[str] = names
        """The names of all sheets with cells."""
        self.hidden: Collection[str] = hidden
        """Those of them that are hidden."""
        self._unread = False
        self.longest = 0
        """The letters of the longest text in the block that was read last."""

    def head(self, index: int, most: int = HEADER_ROWS) -> Sequence[Row]:
        """The first rows of a sheet that say something."""
        self._tell(b"head %d %d\n" % (index, most))
        return _decoded(self._frame("head")[1])

    def blocks(self, index: int) -> tuple[Spans, Iterator[RowBlock]]:
        """The cells of a sheet that are merged downwards, and all its rows, once."""
        self._skip()
        self._tell(b"rows %d 0\n" % index)
        self._unread = True
        spans: dict[int, list[tuple[int, int]]] = {}
        for column, first, last in self._frame("merged")[1]:
            spans.setdefault(column, []).append((first, last))
        return spans, self._blocks()

    def sheet(self, index: int, most: int) -> Sequence[Row]:
        """All rows of a small sheet; the workbook stays open. Raise `TableError` if there are more than `most`."""
        return self.merged_sheet(index, most)[1]

    def merged_sheet(self, index: int, most: int) -> tuple[Spans, Sequence[Row]]:
        """The cells of a small sheet merged downwards, also those merged across as well, and all its rows.

        The workbook stays open.
        """
        self._tell(b"rows %d 0\n" % index)
        spans: dict[int, list[tuple[int, int]]] = {}
        _, down, both = self._frame("merged")
        for column, first, last in (*down, *both):
            spans.setdefault(column, []).append((first, last))
        found: list[Row] = []
        while (frame := self._frame("rows", "end"))[0] == "rows":
            found += zip(frame[1], _cells(frame[2], moments=frame[4]), strict=True)
            if len(found) > most:
                raise TableError(too_large(self._path, Phrase(N_("rows")), most))
        return spans, found

    def _blocks(self) -> Iterator[RowBlock]:
        while (frame := self._frame("rows", "end"))[0] == "rows":
            _, numbers, rows, longest, moments = frame
            self.longest = longest
            yield RowBlock(numbers, _cells(rows, moments=moments))
        self._unread = False

    def _skip(self) -> None:
        """Pass over what is left of a sheet that was not read to its end."""
        while self._unread:
            self._unread = self._frame("merged", "rows", "end")[0] != "end"

    def _tell(self, data: bytes) -> None:
        stdin = self._process.stdin
        if stdin is None or stdin.closed:
            return
        with suppress(OSError):  # it has ended; the next frame will say how
            stdin.write(data)
            stdin.flush()

    def _frame(self, *expected: str) -> Sequence[Any]:
        """The next frame."""
        if self._fault is not None:
            raise self._fault
        watch = threading.Timer(self._bounds.waiting, _give_up, (self._process, self._late))
        watch.daemon = True
        watch.start()
        try:
            frame = self._read()
        finally:
            watch.cancel()
        if frame is None or frame[0] not in expected:
            self._fault = self._meaning("" if frame is None else frame[0])
            self.close()
            raise self._fault
        return frame

    def _read(self) -> Sequence[Any] | None:
        stdout = self._process.stdout
        if stdout is None:
            return None
        size = int.from_bytes(stdout.read(8), "big")
        if not 0 < size <= _LONGEST:
            return ("memory",) if size else None
        data = stdout.read(size)
        if len(data) < size:
            return None
        frame: Sequence[Any] = marshal.loads(data)  # noqa: S302 - written by our own worker
        return frame

    def _meaning(self, why: str) -> Exception:
        """What it means that the worker gives up for a reason, or ends without a word."""
        code = 0 if why else self._process.wait()
        if self._late.is_set() or code in _TIME:
            seconds = self._bounds.processor
            return TableError(too_large(self._path, Phrase(N_("seconds that it takes to read it")), seconds))
        if why == "memory" or code in _MEMORY:
            megabytes = Phrase(N_("megabytes of memory that it takes to read it"))
            return TableError(too_large(self._path, megabytes, self._bounds.memory >> 20))
        if code == 1:
            return RuntimeError("the worker that reads workbooks failed")
        return with_password(self._path) if why == "password" else damaged(self._path)


def _decoded(rows: Sequence[Any]) -> Sequence[Row]:
    return [(number, cells) for number, (cells,) in ((n, _cells([c], moments=True)) for n, c in rows)]


def _cells(rows: Sequence[Any], *, moments: bool) -> Sequence[Sequence[Cell]]:
    """Rows with their moments, which come as numbers."""
    if not moments:
        return rows
    return [[datetime(*cell) if type(cell) is tuple else cell for cell in cells] for cells in rows]


def _give_up(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):  # what could not be written to it is of no use any more
            if pipe is not None:
                pipe.close()
    process.wait()
