"""Gaps: bytes of a ZIP that belong to none of its files, where programs or other files can hide.

Readers go by the directory at the end of a ZIP, and pass over what is before the first file, between two or after the
end. Others read from the start, and see what these do not.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator, Sequence
from typing import IO
from zipfile import ZipFile, ZipInfo

from ...diagnostics import Phrase
from ...i18n import N_
from ...resources import MADE_BY

BEFORE = Phrase(N_("has something before its first file"), "before-first-file")
BETWEEN = Phrase(N_("has something between its files that is none of them"), "between-files")
AFTER = Phrase(N_("has something after its end"), "after-end")
COMMENT = Phrase(N_("has a comment that no pack has"), "comment")
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\5\6", 22, 0xFFFF
_HEADER, _HEADER_START = struct.Struct("<26xHH"), b"PK\3\4"
_SIZES_FOLLOW = 1 << 3
"""The bit of an entry whose sizes are written after its content."""
_LENGTHS_OF_SIZES = (12, 16, 20, 24)


def gaps(archive: ZipFile) -> Iterator[Phrase]:
    """What an open ZIP holds that is none of its files. Raise `OSError` if it cannot be read."""
    file = archive.fp
    assert file is not None  # noqa: S101 - it is open
    entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
    if entries and entries[0].header_offset > 0:
        yield BEFORE
    if not _are_together(file, entries, archive.start_dir):
        yield BETWEEN
    if not _ends_with_its_directory(file):
        yield AFTER
    if archive.comment not in (b"", MADE_BY.encode()):
        yield COMMENT


def _are_together(file: IO[bytes], entries: Sequence[ZipInfo], end: int) -> bool:
    """Whether each entry begins where the one before it ends, and the directory after the last."""
    for entry, following in zip(entries, [*(one.header_offset for one in entries[1:]), end], strict=True):
        file.seek(entry.header_offset)
        header = file.read(_HEADER.size)
        if len(header) < _HEADER.size or not header.startswith(_HEADER_START):
            return False
        after = entry.header_offset + _HEADER.size + sum(_HEADER.unpack(header)) + entry.compress_size
        rest = following - after
        if rest and not (entry.flag_bits & _SIZES_FOLLOW and rest in _LENGTHS_OF_SIZES):
            return False
    return True


def _ends_with_its_directory(file: IO[bytes]) -> bool:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT))
    tail = file.read()
    start = tail.rfind(_END)
    comment = int.from_bytes(tail[start + _END_SIZE - 2 : start + _END_SIZE], "little")
    return start + _END_SIZE + comment == len(tail)
