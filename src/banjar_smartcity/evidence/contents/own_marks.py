"""Own marks: what the bytes of a file say of the program that made it, where that is this one.

A mark is exact, so that nobody else's file has it: the program that draws our PDF files draws those of others too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ...reading.formats import HTML, TEXT, decode
from ...resources import MADE_BY
from ...source.pdf_properties import properties
from ...workspace.sample import Sample
from .own_output import COLUMNS

_GENERATOR = r"""<meta\b[^<>]*\bname\s*=\s*["']?generator\b[^<>]*>"""
_METADATA = f"<metadata>{re.escape(MADE_BY)}</metadata>"
_SUITES = r"<testsuites name=\"smartcity\b"
_IDENTIFIER = re.escape(MADE_BY).replace(r"\(", r"\\?\(").replace(r"\)", r"\\?\)").replace(r"\ ", " ")
_PDF_ID = rf"/ID\s*\[\s*(?:\({_IDENTIFIER} |<{MADE_BY.encode().hex()}20)".encode()
"""The lasting identifier of a PDF, as text or as hexadecimal digits."""
_SQLITE_ID, _SQLITE_AT = b"SCEX", 68
_SQL = rb"(?i)CREATE TABLE\s+[\"'`\[]?(evidence_uses|innovation_owners|result_parts|survey_statements)\b"
_FEWEST_TABLES = 2
_PARQUET = rb"smartcity.{1,4}export"
ARCHIVE_COMMENTS = (MADE_BY.encode(), b"smartcity export")
_FILES = (
    frozenset(("datapackage.json", "evidence_uses.csv", "survey_statements.csv")),
    frozenset(("bag-info.txt", "manifest-excel.csv", "print-list.html")),
    frozenset((".smartcity-site", "data.json")),
)
"""Names that only archives of our folders have together."""


def is_marked(found: str, sample: Sample) -> bool:
    """Whether a file of a format says that this program made it."""
    judge = _JUDGES.get(found)
    return judge is not None and judge(sample)


def is_own_archive(comment: bytes, names: list[str]) -> bool:
    """Whether an archive is a folder that this program wrote, packed by it or by anybody."""
    bare = frozenset(name.rpartition("/")[2] for name in names)
    return comment in ARCHIVE_COMMENTS or any(files <= bare for files in _FILES)


def _html(sample: Sample) -> bool:
    return any(MADE_BY in tag for tag in re.findall(_GENERATOR, decode(sample), re.I))


def _xml(sample: Sample) -> bool:
    return re.search(f"{_METADATA}|{_SUITES}", decode(sample)) is not None


def _pdf(sample: Sample) -> bool:
    if any(re.search(_PDF_ID, part) for part in (sample.head, sample.tail)):
        return True
    return any(MADE_BY in text.split("\n") for part in (sample.head, sample.tail) for text in properties(part))


def _author(sample: Sample) -> bool:
    """Whether an old Office file names us as its author, which it does in letters of eight or sixteen bits."""
    spellings = (MADE_BY.encode(), MADE_BY.encode("utf-16-le"))
    return any(spelling in part for spelling in spellings for part in (sample.head, sample.tail))


def _rtf(sample: Sample) -> bool:
    return b"{\\author " + MADE_BY.encode() in sample.head


def _sqlite(sample: Sample) -> bool:
    tables = {name.lower() for part in (sample.head, sample.tail) for name in re.findall(_SQL, part)}
    return sample.head[_SQLITE_AT : _SQLITE_AT + 4] == _SQLITE_ID or len(tables) >= _FEWEST_TABLES


def _parquet(sample: Sample) -> bool:
    """Whether the description at the end has our mark, or columns that only our tables have side by side."""
    end = sample.tail
    if re.search(_PARQUET, end):
        return True
    return any(all(bytes((len(name),)) + name.encode() in end for name in names) for names in COLUMNS)


_JUDGES: Mapping[str, Callable[[Sample], bool]] = {
    HTML: _html,
    TEXT: _html,  # a page that begins with something else
    "svg": _xml,
    "xml": _xml,
    "pdf": _pdf,
    "office": _author,
    "rtf": _rtf,
    "sqlite": _sqlite,
    "parquet": _parquet,
}
