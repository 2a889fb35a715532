"""Foreign files: what a file is that is not a table, by its first bytes, in words that say what to do with it."""

from __future__ import annotations

import re

from ...i18n import N_

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file in the container of old Office programs begins."""
_STARTS = (
    (b"%PDF", N_("a PDF document")),
    (b"{\\rtf", N_("a text document (RTF)")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"$FL2", N_("a data file of SPSS")),
    (b"$FL3", N_("a data file of SPSS")),
    (b"<stata_dta>", N_("a data file of Stata")),
    (b"\x1f\x8b", N_("a compressed file (gzip)")),
    (b"7z\xbc\xaf\x27\x1c", N_("a compressed file (7z)")),
    (b"Rar!", N_("a compressed file (RAR)")),
    (b"SQLite format 3", N_("a database")),
    (b"PAR1", N_("a data file (Parquet)")),
    (b"RDX", N_("a data file of R")),
    (b"ID;P", N_("a table in the format SYLK")),
    (b"TABLE\r\n0,1", N_("a table in the format DIF")),
    (b"TABLE\n0,1", N_("a table in the format DIF")),
)
_MARKUP = (
    (re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet", re.IGNORECASE), N_("a workbook of Excel 2003 (XML)")),
    (re.compile(rb"<(?:!doctype html|html|table|head|body|meta)\b", re.IGNORECASE), N_("a web page with a table")),
    (re.compile(rb"\A\s*<\?xml"), N_("an XML file")),
)
_JSON = re.compile(rb"\A\s*(?:\{\s*\"|\[\s*\{\s*\"|\[\s*\])")
_HEAD = 4096


def foreign(content: bytes) -> str | None:
    """What a file is, if it is something that a person may take for a table; None if it may be one."""
    start = content[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    for mark, what in _STARTS:
        if start.startswith(mark):
            return what
    if start.lstrip()[:1] == b"<":
        return next((what for pattern, what in _MARKUP if pattern.search(start)), None)
    return N_("a JSON file") if _JSON.match(start) else None
