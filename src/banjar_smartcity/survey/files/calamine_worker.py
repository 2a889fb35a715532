"""Calamine worker: reads one workbook in a process of its own, which a hostile file can end without harm.

It is started as a file, so that it loads nothing but the standard library and calamine. Both sides speak in frames:
eight bytes of length, then what `marshal` makes of a plain value (never `pickle`, which could run what it reads).
"""

from __future__ import annotations

import marshal
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice
from typing import IO, Any

MAX_TEXT = 10_001
"""Letters of a cell that are handed on: one more than a cell may have."""
HEAD = 10
_FRAME = 2_000
"""Cells of a frame, more or less."""
_LAST_ROW = 1 << 20
_MOST_WIDE, _MOST_ACROSS = 10_000, 100
"""Merged cells of a sheet, and columns of one, that are handed on where both directions count."""
_EPOCH = datetime(1899, 12, 30)

Plain = str | int | float | bool | tuple[int, ...] | None
"""A cell as it is handed on: a moment as its numbers from the year to the microsecond."""


def serve(asked: IO[bytes], told: IO[bytes]) -> None:
    """Read a workbook, then answer what is asked about its sheets: `head 0`, `rows 0`."""
    from python_calamine import PasswordError

    content = asked.read(int.from_bytes(asked.read(8), "big"))
    try:
        for frame in _frames(content, asked):
            _send(told, frame)
    except PasswordError:
        _send(told, ("password",))
    except MemoryError:
        _send(told, ("memory",))
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except BaseException:  # a panic of Rust comes as no Exception
        _send(told, ("damaged",))


def _send(told: IO[bytes], frame: Sequence[Any]) -> None:
    data = marshal.dumps(tuple(frame), 2)  # version 2 writes each value out: no table of references to hold
    told.write(len(data).to_bytes(8, "big") + data)
    told.flush()


def _frames(content: bytes, asked: Iterable[bytes]) -> Iterator[Sequence[Any]]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

    book = load_workbook(BytesIO(content))
    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    names = [sheet.name for sheet in sheets]
    yield "sheets", names, [sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible]
    loaded: tuple[int, Any] = (-1, None)
    for line in asked:
        verb, index = line.decode().split()
        if int(index) != loaded[0]:
            loaded = (-1, None)  # first let go of the last one
            loaded = (int(index), book.get_sheet_by_name(names[int(index)]))
        if verb == "head":
            yield "head", list(islice(_rows(loaded[1], 0), HEAD))
        else:
            spans = _spans(loaded[1])
            yield "merged", spans, _wide(loaded[1])
            yield from _cut(_rows(loaded[1], max((last for _, _, last in spans), default=0)))
            yield ("end",)


def _cut(rows: Iterator[tuple[int, list[Plain]]]) -> Iterator[Sequence[Any]]:
    frame: list[tuple[int, list[Plain]]] = []
    size = 0
    for row in rows:
        frame.append(row)
        size += len(row[1])
        if size >= _FRAME:
            yield "rows", frame
            frame, size = [], 0
    yield "rows", frame


def _spans(sheet: Any) -> list[tuple[int, int, int]]:
    """Cells merged downwards: the column (from 0), the first row and the last (from 1)."""
    return [
        (column, top + 1, min(bottom + 1, _LAST_ROW))
        for (top, column), (bottom, right) in sheet.merged_cell_ranges or ()
        if bottom > top and right == column
    ]


def _wide(sheet: Any) -> list[tuple[int, int, int]]:
    """The same for each column of cells merged both downwards and across."""
    return [
        (column, top + 1, min(bottom + 1, _LAST_ROW))
        for (top, left), (bottom, right) in islice(sheet.merged_cell_ranges or (), _MOST_WIDE)
        if bottom > top and right > left
        for column in range(left, min(right + 1, left + _MOST_ACROSS))
    ]


def _rows(sheet: Any, keep: int) -> Iterator[tuple[int, list[Plain]]]:
    """The rows that say something, and all up to the row `keep`."""
    if sheet.start is None:
        return
    before: list[Plain] = [None] * sheet.start[1]  # calamine leaves out empty columns, though not rows, before a table
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = before + [(cell[:MAX_TEXT] or None) if type(cell) is str else _plain(cell) for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        if cells or number <= keep:
            yield number, cells


def _plain(cell: Any) -> Plain:
    """A value as marshal takes it: whole numbers as such, days as moments, since a sheet tells no day from midnight."""
    if type(cell) is float:
        return int(cell) if cell.is_integer() and abs(cell) < 1e20 else cell
    if type(cell) is timedelta:
        try:
            cell = _EPOCH + cell
        except OverflowError:
            return str(cell)
    if type(cell) is datetime:
        return (cell.year, cell.month, cell.day, cell.hour, cell.minute, cell.second, cell.microsecond)
    if type(cell) is date:
        return (cell.year, cell.month, cell.day)
    return cell.isoformat() if type(cell) is time else cell


def bound(memory: int, seconds: int) -> None:
    """Take no more bytes of address space and seconds of the processor, where the system can hold a process to it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        value = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (value, value))


if __name__ == "__main__":
    bound(int(sys.argv[1]), int(sys.argv[2]))
    serve(sys.stdin.buffer, sys.stdout.buffer)
