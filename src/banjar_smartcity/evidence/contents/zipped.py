"""Zipped: what is in an archive, be it an Office file or any other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from ...reading.formats import CUT
from ...workspace.sample import BLANK, HEAD, Content, Look, Sample
from .own_output import ABOUT_BOOK, is_own_book, is_own_output
from .texts import TAG, hash_of, of_text

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

_MOST_READ = 1 << 20
"""Bytes that are read of the texts of an Office file."""
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
    """Look into a small ZIP archive: an Office file, or any other."""
    from zipfile import BadZipFile, ZipFile
    from zlib import error as ZlibError

    try:
        with ZipFile(BytesIO(sample.head)) as archive:
            parts = [part for part in archive.infolist() if part.file_size > 0 and not part.is_dir()]
            names = {part.filename.replace("\\", "/"): part for part in parts}
            if found == "zip":
                return _of_archive(archive, look, {name for name in names if not re.search(_OF_SYSTEM, name)})
            read = (part for name, part in names.items() if re.fullmatch(_PARTS[found], name))
            texts = list(_texts(archive, read, found))
            own = is_own_output(" ".join(texts))
            if found == "xlsx" and not own:
                about = (archive.read(names[name])[:HEAD] for name in ABOUT_BOOK if name in names)
                own = is_own_book(frozenset(texts), b" ".join(about).decode("utf-8", "replace"))
            shown = any(re.match(_INSIDE, name) for name in names)
            return of_text(" ".join(texts), shown=shown)._replace(own=own)
    except (BadZipFile, ZlibError, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return Content(looks=CUT) if judged else Content()


def _of_archive(archive: ZipFile, look: Look, names: set[str]) -> Content:
    """What an archive says that is not an Office file. An archive of one file is that file."""
    contents: list[Content] = []
    left = _MOST_READ
    for part in (part for part in archive.infolist() if part.filename.replace("\\", "/") in names):
        with archive.open(part) as file:
            head = file.read(min(HEAD, left))
        left -= len(head)
        blank = len(head) == part.file_size and not head.strip(BLANK)
        # An archive in an archive is not opened: it may hold itself.
        inner = head.startswith(b"PK")
        content = Content() if inner else look(part.filename, Sample(part.file_size, head, b"", blank))
        contents.append(content if content.core or len(head) < part.file_size else content._replace(core=hash_of(head)))
        if (not contents[-1].empty and len(contents) > 1) or left <= 0:
            break
    core = contents[0].core if len(contents) == len(names) == 1 else None
    told = [content for content in contents if not content.empty]
    return Content(empty=not told, core=core, own=bool(told) and all(content.own for content in told))


def _texts(archive: ZipFile, parts: Iterable[ZipInfo], found: str) -> Iterator[str]:
    """The texts of an Office file, up to a limit."""
    left = _MOST_READ
    for part in parts:
        with archive.open(part) as file:
            text = file.read(left).decode("utf-8", "replace")
        left -= len(text)
        if found == "xlsx":
            yield from re.findall(_CELL, text)
        else:
            # Word cuts words into runs, so that only the end of a paragraph is the end of a word.
            yield re.sub(TAG, "" if found == "docx" else " ", text.replace("</w:p>", " "))
        if left <= 0:
            return
