"""Archive: the zip of a workbook, once its directory has passed the bounds on all that it may unpack to."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import IO, Literal

from ...diagnostics import Phrase
from ...i18n import N_
from ...named import NamedTuple
from ..table.findings import finding
from ..table.kinds import FILE_DAMAGED, FILE_KIND
from ..table.rows import TableError, too_large
from .repacked import is_at_root, repacked

MAX_UNFOLDED = 600 * 1024 * 1024
"""Bytes of all parts together; 200,000 rows of 60 columns take about 400 million."""
MAX_SMALL = 24 * 1024 * 1024
"""Bytes of all sheets of a workbook that people fill in; 20,000 full rows of 13 columns take half of it."""
MAX_TEXTS = 64 * 1024 * 1024
"""Bytes of a part that is held in memory as a whole, such as the table of texts."""
MAX_RATIO = 200
"""Parts that shrink more than this are made, not written: tables shrink ten to forty times."""
SMALL = 10 * 1024 * 1024
"""Parts up to this size may shrink as they like."""
MAX_PARTS = 2_000
_STREAMED = ("xl/worksheets/", "content.xml")
"""Only what lies here is read piece by piece; all other parts are kept whole."""

Format = Literal["xlsx", "xlsb", "ods"]
_MARKS: Mapping[str, Format] = {"xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsb", "content.xml": "ods"}
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


class Archive(NamedTuple):
    """A zip with a valid directory, what kind of workbook it contains, and its parts by their plain names."""

    zip: zipfile.ZipFile
    format: Format
    parts: Mapping[str, zipfile.ZipInfo]
    content: bytes
    """The bytes of the zip, with its parts where a reader looks for them."""

    def open(self, name: str) -> IO[bytes]:
        """A part by its plain name. Raises `KeyError`; reading raises what zipfile raises where it is damaged."""
        return self.zip.open(self.parts[name])


def plain_name(name: str) -> str:
    """A part's name as the standard compares it: letter case does not count, and some programs write backslashes."""
    return name.replace("\\", "/").lstrip("./").casefold()


def damaged(path: str) -> TableError:
    """The error that a workbook cannot be read."""
    return TableError(finding(FILE_DAMAGED, path, {"reason": Phrase(N_("it is not a valid workbook"))}))


def with_password(path: str) -> TableError:
    """The error that a workbook is encrypted."""
    return TableError(finding(FILE_KIND, path, {"what": Phrase(N_("a workbook with a password"))}))


def open_archive(content: bytes, path: str) -> Archive:
    """The archive of a workbook. Raises `TableError` where it is something else or passes a bound.

    zipfile gives out no more bytes of a part than its directory declares, so that what is declared bounds what is read.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        listed = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise damaged(path) from error
    if len(listed) > MAX_PARTS:
        raise TableError(too_large(path, Phrase(N_("parts in the workbook")), MAX_PARTS))
    parts = {plain_name(part.filename): part for part in listed}
    found = _format(archive, parts, path)
    if len(parts) < len(listed):
        raise damaged(path)  # of two parts of one name each reader would take another
    if sum(part.file_size for part in listed) > MAX_UNFOLDED:
        raise TableError(too_large(path, Phrase(N_("megabytes in the unpacked workbook")), MAX_UNFOLDED >> 20))
    for name, part in parts.items():
        _check_part(name, part, path)
    try:
        settled = repacked(archive, parts)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError, EOFError, zlib.error) as error:
        raise damaged(path) from error
    return Archive(archive, found, parts, content) if settled is None else open_archive(settled, path)


def check_small(archive: Archive, path: str) -> None:
    """Raise `TableError` if the sheets are larger than those of any workbook that people fill in."""
    if sum(part.file_size for name, part in archive.parts.items() if name.startswith(_STREAMED)) > MAX_SMALL:
        raise TableError(too_large(path, Phrase(N_("megabytes in the unpacked sheets")), MAX_SMALL >> 20))


def _format(archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo], path: str) -> Format:
    formats = [format for mark, format in _MARKS.items() if mark in parts]
    if is_at_root(parts):
        formats.append("xlsx")
    if formats == ["ods"] and not _is_ods(archive, parts.get("mimetype")):
        formats = []  # a text document has a content.xml too
    if not formats:
        raise TableError(finding(FILE_KIND, path, {"what": Phrase(N_("a zip archive"))}))
    if len(formats) > 1:
        raise damaged(path)  # nobody could say which of them calamine would take
    return formats[0]


def _is_ods(archive: zipfile.ZipFile, part: zipfile.ZipInfo | None) -> bool:
    if part is None:
        return False
    try:
        with archive.open(part) as file:
            return file.read(len(_ODS)) == _ODS
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError, EOFError):
        return False


def _check_part(name: str, part: zipfile.ZipInfo, path: str) -> None:
    if part.flag_bits & 1:
        raise with_password(path)
    if not name.startswith(_STREAMED) and part.file_size > MAX_TEXTS:
        raise TableError(too_large(path, Phrase(N_("megabytes of text in the workbook")), MAX_TEXTS >> 20))
    if part.file_size > SMALL and part.file_size > MAX_RATIO * max(1, part.compress_size):
        swells = Phrase(N_("times that the file swells when it is opened; save it again as .xlsx or CSV"))
        raise TableError(too_large(path, swells, MAX_RATIO))
