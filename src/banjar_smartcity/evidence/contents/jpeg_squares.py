"""JPEG: the mean of each square of 8 by 8 pixels, as far as it can be read without decoding the picture (ITU-T T.81).

The mean is the first coefficient of a square. In a progressive picture all of them are in the first scan; in any other
the rest is skipped, and only asked whether it is more than noise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...named import NamedTuple
from .smooth import edge_of, specks_of

_BASELINE, _PROGRESSIVE = (0xC0, 0xC1), 0xC2
_STRONG = 72
"""A coefficient of at least this size, with its factor, is a stroke or an edge and no noise."""
_FEWEST_STRONG = 2
_MOST_BITS = 40
"""Bits a square that the finer scans of a progressive picture may have, so that they hold nothing but noise."""
_MOST_SQUARES = 250_000
_MARKER = rb"\xff([\x01-\xfe])"


class Plane(NamedTuple):
    """The means of a component in rows, and the step by which they are rounded."""

    rows: list[list[float]]
    step: float


class _Component(NamedTuple):
    across: int
    down: int
    factors: list[int]


class _Head(NamedTuple):
    progressive: bool
    size: tuple[int, int]
    components: dict[int, _Component]


class _Broken(ValueError):
    """The picture is of another kind, or ends too soon."""


def planes(content: bytes) -> list[Plane] | None:
    """The means of all components; None if the picture shows strokes or edges, or is of a kind that is not read."""
    try:
        return _planes(content)
    except (_Broken, IndexError, KeyError):
        return None


def _planes(content: bytes) -> list[Plane] | None:
    factors: dict[int, list[int]] = {}
    tables: dict[int, list[int]] = {}
    head: _Head | None = None
    restart = 0
    for kind, body, after in _segments(content):
        if kind == 0xDB:
            factors.update(_factors(body))
        elif kind == 0xC4:
            tables.update(_tables(body))
        elif kind == 0xDD:
            restart = int.from_bytes(body[:2], "big")
        elif kind in (*_BASELINE, _PROGRESSIVE):
            head = _read_head(kind, body, factors)
        elif kind == 0xDA:
            if head is None:
                raise _Broken
            return _scan(content, body, after, head, tables, restart)
        elif 0xC0 <= kind <= 0xCF:
            raise _Broken
    raise _Broken


def _segments(content: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Each segment up to the first scan: its kind, its body, and the place after it."""
    place = 2
    while content[place] == 0xFF:
        kind = content[place + 1]
        if kind == 0xFF:
            place += 1
            continue
        size = int.from_bytes(content[place + 2 : place + 4], "big")
        yield kind, content[place + 4 : place + 2 + size], place + 2 + size
        place += 2 + max(size, 2)


def _factors(body: bytes) -> Iterator[tuple[int, list[int]]]:
    place = 0
    while place < len(body):
        wide = 2 if body[place] >> 4 else 1
        values = body[place + 1 : place + 1 + 64 * wide]
        if len(values) < 64 * wide:
            raise _Broken
        yield body[place] & 15, [int.from_bytes(values[i : i + wide], "big") for i in range(0, 64 * wide, wide)]
        place += 1 + 64 * wide


def _tables(body: bytes) -> Iterator[tuple[int, list[int]]]:
    """For each 16 bits that may come, the length of the code that they begin with (times 256) and its symbol."""
    place = 0
    while place < len(body):
        counts, start = body[place + 1 : place + 17], place + 17
        table: list[int] = []
        for length, count in enumerate(counts, 1):
            for symbol in body[start : start + count]:
                table += [length << 8 | symbol] * (1 << 16 - length)
            start += count
        if len(counts) < 16 or len(table) > 1 << 16:
            raise _Broken
        yield body[place], table + [0] * ((1 << 16) - len(table))
        place = start


def _read_head(kind: int, body: bytes, factors: Mapping[int, list[int]]) -> _Head:
    height, width = (int.from_bytes(body[i : i + 2], "big") for i in (1, 3))
    components = {
        body[i]: _Component(body[i + 1] >> 4, body[i + 1] & 15, factors[body[i + 2]])
        for i in range(6, 6 + 3 * body[5], 3)
    }
    if (
        body[0] != 8
        or not (width and height)
        or not all(1 <= c.across <= 4 >= c.down >= 1 for c in components.values())
    ):
        raise _Broken
    return _Head(kind == _PROGRESSIVE, (width, height), components)


def _scan(
    content: bytes, body: bytes, start: int, head: _Head, tables: Mapping[int, list[int]], restart: int
) -> list[Plane] | None:
    named = [(body[i], body[i + 1]) for i in range(1, 1 + 2 * body[0], 2)]
    first, last, shifts = body[1 + 2 * body[0] : 4 + 2 * body[0]]
    if [name for name, _ in named] != list(head.components) or (head.progressive and (last or first or shifts >> 4)):
        raise _Broken  # components in scans of their own
    shift = shifts & 15 if head.progressive else 0
    widest = max(c.across for c in head.components.values())
    tallest = max(c.down for c in head.components.values())
    if len(named) == 1:
        head = head._replace(components={name: c._replace(across=1, down=1) for name, c in head.components.items()})
        widest = tallest = 1
    across, down = -(-head.size[0] // (8 * widest)), -(-head.size[1] // (8 * tallest))
    total = across * down * sum(c.across * c.down for c in head.components.values())
    if total > _MOST_SQUARES:
        raise _Broken
    pieces, ends = _pieces(content, start)
    if head.progressive and 8 * (len(content) - ends) > _MOST_BITS * total:
        return None
    rows = {name: [[0.0] * (across * c.across) for _ in range(down * c.down)] for name, c in head.components.items()}
    strong = _FEWEST_STRONG + specks_of(total)
    unit, units = 0, across * down
    for piece in pieces:
        strong = _read(piece, range(unit, min(units, unit + (restart or units))), across, head, named, tables, rows,
                       shift, strong)  # fmt: skip
        if strong < 0:
            return None
        unit += restart or units
        if unit >= units:
            return [Plane(rows[name], c.factors[0] * (1 << shift) / 8) for name, c in head.components.items()]
    raise _Broken


def _pieces(content: bytes, start: int) -> tuple[list[bytes], int]:
    """The bits of a scan between its marks, and where it ends."""
    pieces, place = [], start
    for found in re.finditer(_MARKER, content[start:]):
        at = start + found.start()
        if 0xD0 <= found[1][0] <= 0xD7:
            pieces.append(content[place:at].replace(b"\xff\0", b"\xff"))
            place = at + 2
            continue
        return [*pieces, content[place:at].replace(b"\xff\0", b"\xff")], at
    raise _Broken


def _read(
    bits: bytes,
    units: range,
    across: int,
    head: _Head,
    named: list[tuple[int, int]],
    tables: Mapping[int, list[int]],
    rows: Mapping[int, list[list[float]]],
    shift: int,
    strong: int,
) -> int:
    """Read the squares of some units into their rows; return how many more strong ones there may be, or -1."""
    place, end = 0, 8 * len(bits)
    before = dict.fromkeys(head.components, 0)
    parts = [
        (
            name,
            head.components[name],
            tables[chosen >> 4],
            tables.get(16 | chosen & 15),
            rows[name],
            edge_of(len(rows[name]), len(rows[name][0])),
        )
        for name, chosen in named
    ]
    for unit in units:
        top, left = divmod(unit, across)
        for name, component, first, others, plane, (tall, wide) in parts:
            for square in range(component.across * component.down):
                if place >= end:
                    raise _Broken
                window = int.from_bytes(bits[place >> 3 : (place >> 3) + 5].ljust(5, b"\xff"), "big")
                room = 40 - (place & 7)
                code = first[window >> room - 16 & 0xFFFF]
                length, size = code >> 8, code & 255
                if not length or size > 11:
                    raise _Broken
                place += length + size
                if size:
                    value = window >> room - length - size & (1 << size) - 1
                    before[name] += value if value >> size - 1 else value - (1 << size) + 1
                y, x = divmod(square, component.across)
                y, x = top * component.down + y, left * component.across + x
                plane[y][x] = before[name] * (1 << shift) * component.factors[0] / 8 + 128
                if head.progressive:
                    continue
                if others is None:
                    raise _Broken
                place, edge = _skip(bits, place, others, component.factors)
                strong -= edge and tall <= y < len(plane) - tall and wide <= x < len(plane[0]) - wide
                if strong < 0:
                    return -1
    return strong


def _skip(bits: bytes, place: int, table: list[int], factors: list[int]) -> tuple[int, bool]:
    """Skip the other coefficients of a square; return where it ends, and whether one is more than noise."""
    number, edge = 1, False
    while number < 64:
        window = int.from_bytes(bits[place >> 3 : (place >> 3) + 5].ljust(5, b"\xff"), "big")
        code = table[window >> 24 - (place & 7) & 0xFFFF]
        length, size, skipped = code >> 8, code & 15, code >> 4 & 15
        if not length:
            raise _Broken
        place += length + size
        if not size and skipped != 15:
            break
        number += skipped
        # The size of a coefficient says that it is at least half of 2 to the power of it.
        edge = edge or (size > 0 and number < 64 and (1 << size - 1) * factors[number] >= _STRONG)
        number += 1
    return place, edge
