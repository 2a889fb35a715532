"""Documents: the personal data in files that are not records: texts, tables, and what PDF files say of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..diagnostics import START, Position
from ..privacy.kinds import CIVIL_SERVANT, Datum
from ..privacy.search import find_personal_data
from ..source.decode import positions

TABLES = (".csv", ".tsv", ".csv.txt", ".tab")
PDF = ".pdf"
TEXTS = (
    *TABLES, ".txt", ".md", ".json", ".jsonl", ".geojson", ".xml", ".html", ".htm", ".svg", ".yaml", ".yml", ".log",
    ".rst", ".eml", ".vcf", ".ics", ".tex", ".j2", ".jinja", ".css",
)  # fmt: skip
"""Endings of files that are searched as texts."""
_JSON = (".json", ".jsonl", ".geojson")
MAX_SCANNED = 1024 * 1024
"""Of a text so many bytes are searched."""
_ESCAPED = r"\\u([0-9A-Fa-f]{4})"
_OFFICE = (
    r"(?i)\b(?:kepala|plt|plh|bupati|sekretaris|camat|lurah|direktur|ketua|kabid|kasi|kasubbag|asisten|inspektur|pejabat|pimpinan|"
    r"staf|"
    r"pembina|penata|pengatur|juru|pangkat|golongan|jabatan|bendahara|pengguna anggaran|pptk|ppk|notulis|"
    r"pelaksana|analis|"
    r"head of|director|secretary|regent)\b"
)
_LABELLED = r"(?i)\bNIP(?:PPK|PK|P)?\b[.: ]{0,4}$"
_BLOCK = 400
"""So many characters before and after a number are its signature block, with the office and the rank."""


def decode(content: bytes) -> str:
    """The text of a document: UTF-16 by its mark, UTF-8, else what Windows writes."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.end >= len(content) - 3 and content[: error.start].strip():  # cut within a letter
            return content[: error.start].decode("utf-8-sig", "replace")
        return content.decode("cp1252", "replace")


def way_of(path: str) -> str:
    """In which way a document is searched, by its name: of the same bytes, another way may find something else."""
    name = path.lower()
    return "pdf" if name.endswith(PDF) else "json" if name.endswith(_JSON) else "text"


def in_text(path: str, content: bytes) -> dict[str, tuple[Position, int]]:
    """Of each sort of personal data in a text or table: where it is first, and in how many places."""
    text = decode(content)
    if way_of(path) == "json" and "\\u" in text:
        text = re.sub(_ESCAPED, lambda found: chr(int(found[1], 16)), text)
    position = positions(text)
    return _counted(
        (datum.what, position(datum.start)) for datum in find_personal_data(text) if not _signs(text, datum)
    )


def in_properties(content: bytes) -> dict[str, tuple[Position, int]]:
    """The same of what a PDF file says of itself, which is at no line."""
    from ..source.pdf_properties import properties

    return _counted((datum.what, START) for text in properties(content) for datum in find_personal_data(text))


def _counted(found: Iterator[tuple[str, Position]]) -> dict[str, tuple[Position, int]]:
    counted: dict[str, tuple[Position, int]] = {}
    for what, position in found:
        first, count = counted.get(what, (position, 0))
        counted[what] = first, count + 1
    return counted


def _signs(text: str, datum: Datum) -> bool:
    """Whether this is the number of an official in a signature block: after "NIP", near an office or a rank."""
    if datum.what != CIVIL_SERVANT or re.search(_LABELLED, text[max(0, datum.start - 16) : datum.start]) is None:
        return False
    return re.search(_OFFICE, text[max(0, datum.start - _BLOCK) : datum.end + _BLOCK]) is not None
