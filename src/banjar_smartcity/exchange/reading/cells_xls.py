"""Cells of an .xls: percentages and errors, from the records of the old binary format ([MS-XLS], [MS-CFB])."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from struct import iter_unpack, unpack_from

from .cells_seen import MOST_ACROSS, MOST_NOTED, CellsSeen, Place, is_percentage

_END = 0xFFFFFFFC
"""Sectors from here on are marks, not places."""
_ENTRY = 128
_MOST_RECORDS = 1_000_000
_BOF, _EOF, _SHEET, _FORMAT, _XF = 0x809, 0x0A, 0x85, 0x41E, 0xE0
_NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR = 0x203, 0x27E, 0xBD, 0x06, 0x205
_BUILT_IN = (9, 10)
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def cells_of_xls(content: bytes) -> Mapping[str, CellsSeen]:
    """What is seen of each sheet. Raise `ValueError`, `IndexError` or `struct.error` where the file is not valid."""
    book = _stream(content)
    sheets: list[tuple[str, int]] = []
    formats: set[int] = set(_BUILT_IN)
    styles: list[int] = []
    for kind, data in _records(book, 0):
        if kind == _SHEET:
            sheets.append((_name(data, data[6], 7), unpack_from("<I", data)[0]))
        elif kind == _FORMAT and is_percentage(_name(data, unpack_from("<H", data, 2)[0], 4)):
            formats.add(unpack_from("<H", data)[0])
        elif kind == _XF:
            styles.append(unpack_from("<H", data, 2)[0])
    shown = frozenset(number for number, form in enumerate(styles) if form in formats)
    return {name: _cells(book, start, shown) for name, start in sheets}


def _cells(book: bytes, start: int, shown: Set[int]) -> CellsSeen:
    percentages: set[Place] = set()
    texts: dict[Place, str] = {}
    for kind, data in _records(book, start):
        if kind not in (_NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR):
            continue
        row, column, style = unpack_from("<HHH", data)
        if column >= MOST_ACROSS or len(percentages) + len(texts) >= MOST_NOTED:
            continue
        if kind == _MULRK:
            pairs = iter_unpack("<HI", data[4:-2])
            percentages.update((row + 1, column + n) for n, (one, _) in enumerate(pairs) if one in shown)
        elif kind == _BOOLERR and data[7]:
            texts[row + 1, column] = _ERRORS.get(data[6], "#N/A")
        elif kind == _FORMULA and data[12:14] == b"\xff\xff":
            if data[6] == 2:  # neither a text nor yes or no
                texts[row + 1, column] = _ERRORS.get(data[8], "#N/A")
        elif style in shown:
            percentages.add((row + 1, column))
    return CellsSeen(percentages, texts)


def _records(book: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place to the end of their part, without those of charts inside it."""
    place, depth = start, 0
    for _ in range(_MOST_RECORDS):
        if place + 4 > len(book):
            return
        kind, size = unpack_from("<HH", book, place)
        depth += (kind == _BOF) - (kind == _EOF)
        if kind == _EOF and depth < 1:
            return
        if depth == 1:
            yield kind, book[place + 4 : place + 4 + size]
        place += 4 + size


def _name(data: bytes, letters: int, flags: int) -> str:
    """A short text: one byte a letter, or two."""
    if data[flags] & 1:
        return data[flags + 1 : flags + 1 + 2 * letters].decode("utf-16-le", "replace")
    return data[flags + 1 : flags + 1 + letters].decode("latin-1")


def _stream(content: bytes) -> bytes:
    """The stream of the workbook out of its container."""
    size, small = 1 << unpack_from("<H", content, 30)[0], 1 << unpack_from("<H", content, 32)[0]
    if size not in (512, 4096) or small != 64:
        raise ValueError("not a container")

    def sector(number: int) -> bytes:
        return content[(number + 1) * size : (number + 2) * size]

    heads = list(unpack_from("<109I", content, 76))
    more, count = unpack_from("<I", content, 68)[0], 0
    while more < _END and count <= len(content) // size:
        *listed, more = unpack_from(f"<{size // 4}I", sector(more))
        heads += listed
        count += 1
    heads = heads[: len(content) // size + 1]
    table = [n for head in heads if head < _END for (n,) in iter_unpack("<I", sector(head))]

    def chain(first: int, links: list[int], most: int) -> Iterator[int]:
        while first < _END and most > 0:
            yield first
            first, most = links[first], most - 1

    def whole(first: int) -> bytes:
        return b"".join(map(sector, chain(first, table, len(content) // size)))

    folder = whole(unpack_from("<I", content, 48)[0])
    entries = [folder[at : at + _ENTRY] for at in range(0, len(folder), _ENTRY)]
    named = {entry[: max(0, entry[64] - 2)].decode("utf-16-le", "replace"): entry for entry in entries}
    entry = named["Workbook"] if "Workbook" in named else named["Book"]
    first, length = unpack_from("<II", entry, 116)
    if length >= unpack_from("<I", content, 56)[0]:
        return whole(first)[:length]
    links = [n for (n,) in iter_unpack("<I", whole(unpack_from("<I", content, 60)[0]))]
    store = whole(unpack_from("<I", entries[0], 116)[0])
    return b"".join(store[n * small : (n + 1) * small] for n in chain(first, links, len(links)))[:length]
