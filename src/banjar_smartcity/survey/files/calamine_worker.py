"""Calamine worker: reads one workbook in a process of its own, which a hostile file can end without harm.

It is started as a file, so that it loads nothing but the standard library and calamine. Both sides speak in frames:
eight bytes of length, then what `marshal` makes of a plain value (never `pickle`, which could run what it reads).
"""

from __future__ import annotations

import marshal
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice, repeat

TYPE_CHECKING = False  # to import `typing`, which says the same, takes as long as to start Python
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import IO, Any

MAX_TEXT = 10_001
"""Letters of a cell that are handed on: one more than a cell may have."""
_FIRST = 10
_FRAME = 20_000
"""Cells of a frame, more or less."""
_LETTERS = 50_000_000
"""Letters of a frame, at most, unless one row has more."""
_LAST_ROW = 1 << 20
_MOST_WIDE, _MOST_ACROSS = 10_000, 100
"""Merged cells of a sheet, and columns of one, that are handed on where both directions count."""
_EPOCH = datetime(1899, 12, 30)

Plain = str | int | float | bool | tuple[int, ...] | None
"""A cell as it is handed on: a moment as its numbers from the year to the microsecond."""


def serve(asked: IO[bytes], told: IO[bytes]) -> None:
    """Read a workbook, then answer what is asked about its sheets: `head 0 10`, `rows 0 0`."""
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
        verb, index, most = line.decode().split()
        if int(index) != loaded[0]:
            loaded = (-1, None)  # first let go of the last one
            loaded = (int(index), book.get_sheet_by_name(names[int(index)]))
        if verb == "head":
            yield "head", list(islice(_rows(loaded[1]), int(most)))
        else:
            spans = _spans(loaded[1])
            yield "merged", spans, _wide(loaded[1])
            for batch in _batches(loaded[1], max((last for _, _, last in spans), default=0)):
                yield "rows", *batch
            yield ("end",)


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


Batch = tuple[list[int], list[list[Plain]], int, bool]
"""The numbers of rows, their cells, the letters of the longest text, and whether a cell is a moment."""


def _rows(sheet: Any) -> Iterator[tuple[int, list[Plain]]]:
    """The first rows that say something."""
    for numbers, rows, _, _ in _batches(sheet, 0, _FIRST):
        yield from zip(numbers, rows, strict=True)


def _batches(sheet: Any, keep: int, size: int = 0) -> Iterator[Batch]:
    """The rows that say something, and all up to the row `keep`, some at a time."""
    if sheet.start is None:
        return
    before: list[Plain] = [None] * sheet.start[1]  # calamine leaves out empty columns, though not rows, before a table
    rows = iter(sheet.iter_rows())
    number = 0
    while batch := list(islice(rows, size or max(1, _FRAME // max(1, sheet.width)))):
        columns = [_column(column) for column in zip(*batch, strict=True)]
        longest = max((length for _, length, _ in columns), default=0)
        moments = any(moments for _, _, moments in columns)
        numbers: list[int] = []
        kept: list[list[Plain]] = []
        made = zip(*(cells for cells, _, _ in columns), strict=True) if columns else repeat((), len(batch))
        for row in made:
            number += 1
            cells = [*before, *row]
            while cells and cells[-1] is None:
                cells.pop()
            if cells or number <= keep:
                numbers.append(number)
                kept.append(cells)
        step = max(1, _LETTERS // max(1, longest * len(columns)))
        for i in range(0, len(kept), step):
            yield numbers[i : i + step], kept[i : i + step], longest, moments


def _column(cells: Sequence[Any]) -> tuple[Sequence[Plain], int, bool]:
    """The values of a column, the letters of its longest text, and whether a cell is a moment. Most have one kind."""
    kinds = set(map(type, cells))
    if kinds == {float} and all(map(float.is_integer, cells)) and max(map(abs, cells)) < 1e20:
        return list(map(int, cells)), 0, False
    longest = max((len(cell) for cell in cells if type(cell) is str), default=0) if str in kinds else 0
    if kinds == {str} and longest < MAX_TEXT and "" not in cells:
        return cells, longest, False
    made = [(cell[:MAX_TEXT] or None) if type(cell) is str else _plain(cell) for cell in cells]
    return made, min(longest, MAX_TEXT), tuple in set(map(type, made))


def _plain(cell: Any) -> Plain:
    """A value as marshal takes it: whole numbers as such, days as moments, since a sheet tells no day from midnight."""
    if type(cell) is float:
        whole = round(cell) if abs(cell) < 1e20 else None
        # What a formula computes may be 3.0000000000000004; no fact of a survey is so exact.
        return whole if whole is not None and abs(cell - whole) < 1e-9 else cell
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
