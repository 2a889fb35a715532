"""How well records are compared with their documents: `.venv/bin/python benchmarks/records.py FOLDER`.

FOLDER has real PDFs whose names give a number, a year and a title: "Perbup 12 Tahun 2023 - Kota Cerdas.pdf". What the
names say is taken as true; each is then made false. Aims: of 100 true records at most 1 is contradicted, and look at
that one: names can be wrong too. How many of the false ones are contradicted is printed as well.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from banjar_smartcity.diagnostics import At
from banjar_smartcity.i18n import Text
from banjar_smartcity.model.evidence import Evidence
from banjar_smartcity.reading.document import READ, read_document
from banjar_smartcity.seeing.record import ANOTHER, ISSUED, NUMBER, FieldCheck, check_record
from banjar_smartcity.seeing.stated import stated

NAMED = re.compile(r"(?P<number>\d+) Tahun (?P<year>\d{4}) - (?P<title>.*)")


class NamedDocument(NamedTuple):
    """A document, and what the name of its file says of it."""

    path: Path
    number: int
    year: int
    title: str
    texts: tuple[str, ...]


def documents(folder: Path) -> Iterator[NamedDocument]:
    """The documents with text whose names say what they are."""
    for path in sorted(folder.rglob("*.pdf")):
        if found := NAMED.search(path.stem):
            read = read_document(path, "pdf")
            if read.state == READ:
                yield NamedDocument(path, int(found["number"]), int(found["year"]), found["title"], read.texts)


def contradicted(one: NamedDocument, number: str | None, day: date | None) -> Iterator[FieldCheck]:
    """The fields of a record that a document contradicts."""
    record = Evidence(
        at=At("data/evidence/x.yaml"),
        id="x",
        title=Text(one.title),
        kind="regulation",
        issuer=None,
        number=number,
        issued_on=day,
        in_force_on=None,
        expires_on=None,
        access="public",
        file=None,
        address=None,
        kept_at=None,
        sha256=None,
        agency=None,
        note=None,
    )
    return (found for found in check_record(record, one.texts) if found.verdict == ANOTHER)


def main() -> None:
    """Print how many true and false records are contradicted."""
    counts: Counter[str] = Counter()
    for one in documents(Path(sys.argv[1])):
        days = [said.day for said in stated(one.texts).days if said.day is not None]
        day = next((day for day in days if day.year == one.year), None)
        counts["documents"] += 1
        for found in contradicted(one, f"{one.number} Tahun {one.year}", day):
            counts[f"true, contradicted: {found.field}"] += 1
            print(f"{one.path.name}: {found.field}: page {found.sheet}: {found.words}")
        for number in (f"{one.number + 1} Tahun {one.year}", f"{one.number} Tahun {one.year - 1}"):
            counts["false numbers"] += 1
            counts["false numbers, contradicted"] += any(c.field == NUMBER for c in contradicted(one, number, None))
        if day is not None:
            counts["false days"] += 1
            late = day + timedelta(days=30)
            counts["false days, contradicted"] += any(c.field == ISSUED for c in contradicted(one, None, late))
    for name, count in sorted(counts.items()):
        print(f"{name:<40} {count:5}")


if __name__ == "__main__":
    main()
