"""Unsaid: what calamine does not say of the cells of a workbook that came back: percentages, errors, lost letters."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from zipfile import BadZipFile

from ...survey.files.archive import open_archive
from ...survey.files.foreign import OLE
from ...survey.files.workbook_rows import WholeSheet
from ..returned import Value
from .cells_seen import CellsSeen


def cells_unsaid(content: bytes, path: str) -> Mapping[str, CellsSeen]:
    """What was seen of the cells of each sheet, by its name. The workbook has been read before, within its bounds."""
    from .cells_ods import cells_of_ods
    from .cells_xls import cells_of_xls
    from .cells_xlsx import cells_of_xlsx

    try:
        if content.startswith(OLE):
            return cells_of_xls(content)
        archive = open_archive(content, path)
        return {"xlsx": cells_of_xlsx, "ods": cells_of_ods}.get(archive.format, lambda _: {})(archive)
    except (ValueError, KeyError, IndexError, struct.error, zlib.error, BadZipFile, EOFError, NotImplementedError):
        return {}  # calamine has read what we cannot; it is as sure of it as before


def with_unsaid(sheets: Iterable[WholeSheet], seen: Mapping[str, CellsSeen]) -> Iterator[WholeSheet]:
    """The sheets with what was seen of their cells: 0.934 that is shown as a percentage is `93.4%`."""
    for sheet in sheets:
        found = seen.get(sheet.name)
        if found is None or not any(found):
            yield sheet
            continue
        columns = {*sheet.spans, *found.spans}
        spans = {at: (*sheet.spans.get(at, ()), *found.spans.get(at, ())) for at in columns}
        texts: dict[int, list[tuple[int, str]]] = {}
        for (row, column), text in found.texts.items():
            texts.setdefault(row, []).append((column, text))
        rows = [(number, _cells(number, cells, found, texts.get(number, ()))) for number, cells in sheet.rows]
        yield sheet._replace(rows=rows, spans=spans)


def _cells(row: int, cells: Sequence[Value], seen: CellsSeen, texts: Sequence[tuple[int, str]]) -> Sequence[Value]:
    found = [_shown(value) if (row, at) in seen.percentages else value for at, value in enumerate(cells)]
    for column, text in texts:
        found += [None] * (column + 1 - len(found))
        found[column] = text
    return found


def _shown(value: Value) -> Value:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return f"{value * 100:.15g}%"
