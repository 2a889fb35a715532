"""Packing: the hidden sheet of a workbook, which says to whom it was sent and what each cell was then.

What was sent is in letters that no spreadsheet program changes: JSON, compressed, in base64.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..i18n import Language
from ..named import NamedTuple
from .cells import ANSWER, INNOVATION, REMARK, Cells
from .headings import HIDDEN
from .parcel import Parcel, Recipient
from .record import Record
from .returned import VERSION, ReturnError, address_of, changed_base, read_record, written

_PIECE = 8000
"""Letters of a cell. Readers hand on at most 10,000."""
_MOST = 8 << 20
"""Bytes of what was sent; the answers of a region have a twentieth."""


class SentRow(NamedTuple):
    """A row as it was sent; an innovation has neither number nor record, a remark the number of its assessor."""

    id: str
    number: int
    titles: tuple[str, ...]
    """Its question, or its name, in the languages in which it may have been sent."""
    record: Record | None
    sent: Cells


class Packed(NamedTuple):
    """What a hidden sheet says."""

    address: Mapping[str, Any]
    answers: tuple[SentRow, ...]
    owned: tuple[SentRow, ...]
    marks: tuple[SentRow, ...] = ()
    """What assessors remarked; the title of each is its item."""

    @property
    def recipient(self) -> Recipient:
        """To whom it was sent."""
        return Recipient(self.address["agency"], self.address["dimension"])


def pack(sent: Parcel, lang: Language, commit: str | None) -> Iterator[Sequence[str]]:
    """The rows of the hidden sheet. `commit` is the version of the data, where it is exactly what was sent."""
    yield HIDDEN, str(VERSION)
    for key, value in {**address_of(sent), "commit": commit}.items():
        yield key, value or ""
    rows = {
        "answers": [
            [row.item, row.number, lang.text(row.question), written(row.record), dict(row.sent)] for row in sent.rows
        ],
        "innovations": [[one.id, 0, one.name, None, dict(one.sent)] for one in sent.owned],
        "marks": [[one.code, one.mark.assessor, one.item.id, None, dict(one.sent)] for one in sent.marks],
    }
    letters = b64encode(zlib.compress(json.dumps(rows, ensure_ascii=False).encode(), 9)).decode()
    for start in range(0, len(letters), _PIECE):
        yield "sent", letters[start : start + _PIECE]


def unpack(rows: Sequence[Sequence[object]], path: str) -> Packed:
    """What a hidden sheet says. Raise `ReturnError` if it was changed or is damaged."""
    pairs = [(str(row[0]), str(row[1]) if len(row) > 1 and row[1] is not None else "") for row in rows if row]
    if not pairs or pairs[0] != (HIDDEN, str(VERSION)):
        raise changed_base(path)
    address: dict[str, str | None] = {key: value or None for key, value in pairs if key != "sent"}
    names = ("region", "stage", "instrument", "agency", "dimension", "base")
    letters = "".join(value for key, value in pairs if key == "sent")
    try:
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(b64decode(letters, validate=True), _MOST)
        data = json.loads(content)
        answers = tuple(_row(entry, ANSWER, path) for entry in data["answers"])
        owned = tuple(_row(entry, INNOVATION, path) for entry in data["innovations"])
        marks = tuple(_row(entry, REMARK, path) for entry in data.get("marks", ()))
    except ReturnError:
        raise
    except (ValueError, zlib.error, RecursionError, TypeError, KeyError, AttributeError) as error:
        raise changed_base(path) from error
    if unpacker.unconsumed_tail or not all(address.get(key) for key in ("region", "stage", "instrument", "base")):
        raise changed_base(path)
    return Packed({key: address.get(key) for key in names}, answers, owned, marks)


def _row(entry: Sequence[Any], cells: Sequence[str], path: str) -> SentRow:
    name, number, title, record, sent = entry
    if tuple(sent) != tuple(cells) or not all(isinstance(text, str) for text in (name, title, *sent.values())):
        raise ValueError("not the cells of a row")
    return SentRow(name, int(number), (title,), read_record(record, path), sent)
