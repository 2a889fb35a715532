"""Zipped: what is in an archive, be it an Office file or any other."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO, RawIOBase
from typing import TYPE_CHECKING

from ...reading.formats import CUT, recognise
from ...workspace.sample import BLANK, HEAD, Content, Look, Sample
from .own_marks import is_own_archive
from .own_output import ABOUT, is_made_here, is_own_book, is_own_output
from .texts import TAG, hash_of, of_text

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

_MOST_READ = 1 << 20
"""Bytes that are read of the texts of an Office file."""
_PIECE, _MOST_FILLED = 1 << 13, 64
_OF_SYSTEM = r"(?i)(?:^|/)(?:__MACOSX/.*|\.[^/]*|desktop\.ini|thumbs\.db)$"
"""Files that Windows and macOS write into a folder by themselves."""
_PARTS: Mapping[str, str] = {
    "docx": r"word/(?:document|header|footer|footnotes|endnotes)[^/]*\.xml",
    "xlsx": r"xl/(?:sharedStrings|worksheets/[^/]+)\.xml",
    "pptx": r"ppt/slides/[^/]+\.xml",
    "odt": r"content\.xml",
    "ods": r"content\.xml",
    "odp": r"content\.xml",
}
"""The parts of an Office file in which its texts are."""
_INSIDE = r"(?:[^/]+/)?(?:media|embeddings|charts|diagrams|Pictures|Object [^/]*)/."
"""The parts in which its pictures and diagrams are."""
_CELL = r"<(?:\w+:)?(?:v|t)\b[^<>]*>([^<]*)<"


def look_into(found: str, sample: Sample, look: Look, *, judged: bool) -> Content:
    """Look into a ZIP archive: an Office file, or any other. Of a large one, what is at its start and its end."""
    from zipfile import BadZipFile, ZipFile
    from zlib import error as ZlibError

    try:
        with ZipFile(BytesIO(sample.head) if sample.whole else _Ends(sample)) as archive:
            content = _look_into(found, archive, look)
    except (BadZipFile, ZlibError, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return Content(looks=CUT) if judged and sample.whole else Content()
    return content if sample.whole else Content(own=content.own)


class _NotKeptError(OSError):
    """This part of the file is not kept."""


class _Ends(RawIOBase):
    """The file of which only the start and the end are kept. Raise `_NotKeptError` where what is between is read."""

    def __init__(self, sample: Sample) -> None:
        self._sample, self._place = sample, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        begin = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._sample.size}[whence]
        self._place = max(0, begin + offset)
        return self._place

    def read(self, size: int | None = -1) -> bytes:
        head, tail, place = self._sample.head, self._sample.tail, self._place
        start = self._sample.size - len(tail)
        if size is None or size < 0:  # what ends an archive is searched in all of its end, which may begin earlier
            if start - max(place, len(head)) > _MOST_FILLED:
                raise _NotKeptError
            piece = head[place:start] + bytes(max(0, start - max(place, len(head)))) + tail[max(0, place - start) :]
        elif place >= start:
            piece = tail[place - start : place - start + size]
        elif place < len(head):
            piece = head[place : place + size]
        else:
            raise _NotKeptError
        self._place += len(piece)
        return piece


def _look_into(found: str, archive: ZipFile, look: Look) -> Content:
    parts = [part for part in archive.infolist() if part.file_size > 0 and not part.is_dir()]
    names = {part.filename.replace("\\", "/"): part for part in parts}
    if found == "zip":
        if is_own_archive(archive.comment, archive.namelist()):
            return Content(own=True)
        return _of_archive(archive, look, {name for name in names if not re.search(_OF_SYSTEM, name)})
    about = b" ".join(_start(archive, names[name]) for name in ABOUT if name in names).decode("utf-8", "replace")
    texts = list(_texts(archive, (part for name, part in names.items() if re.fullmatch(_PARTS[found], name)), found))
    own = is_own_output(" ".join(texts)) or (
        is_own_book(frozenset(texts), about) if found == "xlsx" else is_made_here(about)
    )
    shown = any(re.match(_INSIDE, name) for name in names)
    return of_text(" ".join(texts), shown=shown)._replace(own=own)


def _start(archive: ZipFile, part: ZipInfo) -> bytes:
    """The start of a part; nothing if it is not kept."""
    try:
        with archive.open(part) as file:
            return file.read(HEAD)
    except _NotKeptError:
        return b""


def _of_archive(archive: ZipFile, look: Look, names: set[str]) -> Content:
    """What an archive says that is not an Office file. An archive of one file is that file."""
    contents: list[Content] = []
    left = _MOST_READ
    for part in (part for part in archive.infolist() if part.filename.replace("\\", "/") in names):
        with archive.open(part) as file:
            head = file.read(min(HEAD, left))
        left -= len(head)
        blank = len(head) == part.file_size and not head.strip(BLANK)
        sample = Sample(part.file_size, head, b"", blank)
        # An archive in an archive is not opened: it may hold itself. An Office file opens no other.
        inner = head.startswith(b"PK") and (not sample.whole or recognise(sample) == "zip")
        content = Content() if inner else look(part.filename, sample)
        contents.append(content if content.core or not sample.whole else content._replace(core=hash_of(head)))
        if (not (content.empty or content.own) and len(contents) > 1) or left <= 0:
            break
    core = contents[0].core if len(contents) == len(names) == 1 else None
    told = [content for content in contents if not content.empty]
    own = bool(told) and len(contents) == len(names) and all(content.own for content in told)
    return Content(empty=not told, core=core, own=own)


def _texts(archive: ZipFile, parts: Iterable[ZipInfo], found: str) -> Iterator[str]:
    """The texts of an Office file, up to a limit."""
    left = _MOST_READ
    for part in parts:
        text = b"".join(_pieces(archive, part, left)).decode("utf-8", "replace")
        left -= len(text)
        if found == "xlsx":
            yield from re.findall(_CELL, text)
        else:
            # Word cuts words into runs, so that only the end of a paragraph is the end of a word.
            yield re.sub(TAG, "" if found == "docx" else " ", text.replace("</w:p>", " "))
        if left <= 0:
            return


def _pieces(archive: ZipFile, part: ZipInfo, most: int) -> Iterator[bytes]:
    """A part up to a limit, or up to where it is no longer kept."""
    try:
        with archive.open(part) as file:
            while most > 0 and (piece := file.read(min(_PIECE, most))):
                most -= len(piece)
                yield piece
    except _NotKeptError:
        return
