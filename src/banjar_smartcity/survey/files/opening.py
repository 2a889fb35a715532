"""Opening: a file of respondents' rows opened safely, by what it really is and not by its name."""

from __future__ import annotations

import os
import stat

from ...diagnostics import Phrase
from ...i18n import N_
from ...workspace.refusals import refusal
from ..table.findings import finding
from ..table.kinds import FILE_KIND, FILE_UNOPENED
from ..table.rows import MAX_FILE, Judge, Opened, TableError, too_large
from ..table.unsplit import split
from .csv_rows import open_csv
from .foreign import OLE, foreign

_ZIP = b"PK\x03\x04"


def open_tables(full: str, path: str, judge: Judge, sheet: str | None = None) -> Opened:
    """Open a CSV file or workbook, by what it is and not by its name. Raises `TableError` where it is neither."""
    content = read_plain_file(full, path)
    if content.startswith((_ZIP, OLE)):
        from .workbook_rows import open_workbook, open_xls  # what a CSV file has no need of

        opened = (open_workbook if content.startswith(_ZIP) else open_xls)(content, path, judge, sheet)
    elif (what := foreign(content)) is not None:
        raise TableError(finding(FILE_KIND, path, {"what": Phrase(what)}))
    else:
        opened = open_csv(content, path, judge)
    return opened._replace(tables=tuple(split(table, judge) for table in opened.tables))


def read_plain_file(full: str, path: str) -> bytes:
    """The bytes of an ordinary file. Never waits for a pipe, never reads too much."""
    try:
        handle = os.open(full, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise TableError(finding(FILE_UNOPENED, path, {"reason": refusal(error)})) from error
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise TableError(finding(FILE_UNOPENED, path, {"reason": Phrase(N_("it is not an ordinary file"))}))
        with os.fdopen(handle, "rb", closefd=False) as file:
            content = file.read(MAX_FILE + 1)
    finally:
        os.close(handle)
    if len(content) > MAX_FILE:
        raise TableError(too_large(path, Phrase(N_("megabytes in the file")), MAX_FILE >> 20))
    return content
