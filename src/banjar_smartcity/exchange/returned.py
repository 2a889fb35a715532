"""Returned: what an agency sends back, whether it came as a workbook or as the file of a form."""

from __future__ import annotations

import json
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from ..diagnostics import Finding
from ..i18n import N_
from ..named import NamedTuple
from ..schema.validator import shipped
from ..source.document import Document, parse
from .cells import Cells
from .parcel import Parcel, Recipient, sealed
from .record import Record

VERSION = 1
"""Of the form of the hidden sheet and of the JSON file."""
MOST_EMBEDDED = 2_000_000
"""Bytes of a photo or PDF that the file of a form contains; larger ones are only named and hashed."""
MOST_TOGETHER = 3_000_000
"""Bytes of all of them in one file: a browser keeps no more, and no file that is read is larger than 8 MiB."""
Value = str | int | float | bool | datetime | None
"""What a cell holds when it comes back."""


class Back(NamedTuple):
    """An item or an innovation that came back: as it was sent, and each of its cells as it is now.

    A cell that is not in `cells` did not come back; it counts as not changed.
    """

    id: str
    record: Record | None
    sent: Cells
    cells: Mapping[str, Value]
    places: Mapping[str, str]
    """Where each cell is, for people: `Jawaban!G12`."""

    def place(self, cell: str) -> str:
        """Where a cell is; one that did not come back is where its row is."""
        return self.places.get(cell) or next(iter(self.places.values()), self.id)


class Listed(NamedTuple):
    """A document or an innovation that the agency lists and that is not recorded yet."""

    cells: Mapping[str, Value]
    places: Mapping[str, str]
    sha256: str | None = None
    """The hash of a document, if the form could compute it."""
    content: str | None = None
    """The document itself in base64, if the form contains it; nobody has checked it yet."""


class Returned(NamedTuple):
    """A file that came back."""

    path: str
    region: str
    stage: str
    instrument: str
    recipient: Recipient
    answers: tuple[Back, ...]
    owned: tuple[Back, ...]
    papers: tuple[Listed, ...]
    innovations: tuple[Listed, ...] = ()
    """Innovations that were not sent."""
    findings: tuple[Finding, ...] = ()
    """What could not be understood at reading, each with its cell."""
    notes: tuple[tuple[str, Mapping[str, object]], ...] = ()
    """What was read differently from how it is written: a msgid and its facts."""
    marks: tuple[Back, ...] = ()
    """The remarks of assessors, each by its code, with the reply."""


class ReturnError(Exception):
    """A file is not taken in. `msgid` and `facts` make the sentence that people see."""

    def __init__(self, msgid: str, **facts: object) -> None:
        super().__init__(msgid)
        self.msgid = msgid
        self.facts = facts


def blank_return(sent: Parcel) -> dict[str, Any]:
    """The file of a form as plain data before anything is filled in (schemas/returned.schema.json)."""
    return {
        "version": VERSION,
        **address_of(sent),
        "answers": [
            {"item": row.item, "record": written(row.record), "sent": dict(row.sent), "returned": dict(row.sent)}
            for row in sent.rows
        ],
        "innovations": [
            {"innovation": one.id, "sent": dict(one.sent), "returned": dict(one.sent)} for one in sent.owned
        ],
        "new_innovations": [],
        "documents": [],
        "marks": [{"mark": one.code, "sent": dict(one.sent), "returned": dict(one.sent)} for one in sent.marks],
    }


def address_of(sent: Parcel) -> dict[str, str | None]:
    """To whom a parcel went, and the hash of what it held."""
    return {
        "region": sent.region,
        "stage": sent.stage.id,
        "instrument": sent.instrument,
        "agency": sent.recipient.agency,
        "dimension": sent.recipient.dimension,
        "base": sent.base,
    }


def written(record: Record | None) -> str | None:
    """The answer as it is sent, as a text that no program changes."""
    return None if record is None else json.dumps(record, ensure_ascii=False)


def read_record(text: str | None, path: str) -> Record | None:
    """An answer as it was sent. Raise `ReturnError` if the text is not that of an answer."""
    if not text:
        return None
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise changed_base(path) from error
    sheet: Any = {"stage": "x", "dimension": None, "answers": [record]}
    if next(iter(shipped("answers").check(Document(path, "", sheet))), None) is not None:
        raise changed_base(path)
    found: Record = record
    return found


def changed_base(path: str) -> ReturnError:
    """The error that what was sent can no longer be read from a file."""
    return ReturnError(
        N_(
            "{path}: the hidden part that says what was sent was changed or is damaged; name with --base the commit "
            "from which it was sent"
        ),
        path=path,
    )


def check_base(
    path: str, address: Mapping[str, Any], answers: Iterable[Back], owned: Iterable[Back], marks: Iterable[Back]
) -> None:
    """Raise `ReturnError` if what the file holds as sent is not what was sent."""
    place = [address[key] for key in ("region", "stage", "instrument", "agency", "dimension")]
    found = sealed(
        place,
        ((one.id, one.record, one.sent) for one in answers),
        ((one.id, one.sent) for one in owned),
        ((one.id, one.sent) for one in marks),
    )
    if found != address["base"]:
        raise changed_base(path)


def read_json_return(path: str, content: bytes) -> Returned:
    """The file of a form. Raise `ReturnError` if it is none, or if it was changed where nobody fills in anything."""
    document, faults = parse(f"{path}.json", _plain(content))
    data: Any = document.data if document else None
    if document is None or faults or next(iter(shipped("returned").check(document)), None) is not None:
        raise ReturnError(
            N_("{path} is not a file that the form has saved; ask the agency to send it again"), path=path
        )
    answers = tuple(_back(one["item"], read_record(one["record"], path), one, one["item"]) for one in data["answers"])
    owned = tuple(_back(one["innovation"], None, one, one["innovation"]) for one in data["innovations"])
    marks = tuple(_back(one["mark"], None, one, one["mark"]) for one in data.get("marks", ()))
    check_base(path, data, answers, owned, marks)
    papers = []
    for number, one in enumerate(data["documents"], 1):
        cells = {key: value for key, value in one.items() if key not in ("sha256", "content")}
        papers.append(
            Listed(cells, {key: f"documents[{number}].{key}" for key in cells}, one.get("sha256"), one.get("content"))
        )
    listed = enumerate(data.get("new_innovations", ()), 1)
    new = (Listed(one, {key: f"new_innovations[{number}].{key}" for key in one}) for number, one in listed)
    return Returned(
        path=path,
        region=data["region"],
        stage=data["stage"],
        instrument=data["instrument"],
        recipient=Recipient(data["agency"], data["dimension"]),
        answers=answers,
        owned=owned,
        papers=tuple(papers),
        marks=marks,
        innovations=tuple(new),
    )


def _plain(content: bytes) -> bytes:
    """The text of a file as the form saves it, also if an editor such as Notepad has saved it in its own way."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return content.decode("utf-16", "replace").encode()
    return content.removeprefix(BOM_UTF8)


def _back(name: str, record: Record | None, one: Mapping[str, Any], place: str) -> Back:
    return Back(name, record, one["sent"], one["returned"], {key: f"{place}.{key}" for key in one["returned"]})
