"""Contents: whether the bytes of a file are of the kind that its name says, and whether there is anything in them.

Only what is kept of a file while it is hashed is looked at (`workspace/sample.py`). Only small files, which are kept
completely, are called empty: an empty document of Word has 12 to 40 KB, and no file of more than 128 KB is empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from ...reading.formats import CUT, ENDINGS, HTML, TEXT, ZIPPED, decode, ending_of, recognise
from ...workspace.sample import BLANK, HEAD, Content, Sample
from .own_data import is_own_data
from .own_output import ABOUT_BOOK, is_own_book, is_own_output
from .plain_pictures import is_plain

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

FEWEST_LETTERS = 3
"""A text with fewer letters and digits says nothing."""
SMALLEST_SIDE = 16
"""In pixels. A picture that is narrower or lower shows nothing."""
MOST_WORDS = 40
"""A text with more different words is never only a title."""
_MOST_READ = 1 << 20
"""Bytes that are read of the texts of an Office file."""
_TAG = r"<[^<>]*>"
_REMARK = ("<!--", "-->")
_HEADS = (("<head>", "</head>"), ("<head ", "</head>"))  # and not "<header>"
_UNSEEN = (_REMARK, ("<script", "</script"), ("<style", "</style"), *_HEADS)
_SHOWN = r"(?i)<(?:img|svg|video|iframe|object|embed|canvas|audio)\b"
_OF_SYSTEM = r"(?i)(?:^|/)(?:__MACOSX/.*|\.[^/]*|desktop\.ini|thumbs\.db)$"
"""Files that Windows and macOS write into a folder by themselves."""
_PDF_STREAM = rb"(?s)\bstream\r?\n(.*?)endstream"
_DRAWS_NOTHING = frozenset((b"q", b"Q", b"BT", b"ET", b"n"))
_PDF_PAGE = rb"/Type\s*/Page(?![A-Za-z])"
_JPEG_SIZES = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))
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


def look(path: str, sample: Sample) -> Content:
    """What the bytes of a file say about it."""
    if sample.blank or sample.size < 2:
        return Content(empty=True)
    found = recognise(sample)
    promised = ENDINGS.get(ending_of(path))
    if promised is not None and found not in promised and not _is_fragment(path, found, sample):
        return Content(looks=found)
    if not sample.whole:
        # Two words may be cut, where the head ends and where the tail starts; a text may also be one long line.
        head, tail = decode(sample), sample.tail.partition(b"\n")[2].decode("utf-8", "replace")
        seen = _of_text((head.rpartition("\n")[0] or head) + "\n" + tail) if found == TEXT else Content()
        own = found in (TEXT, HTML) and is_own_output(_visible(head) if found == HTML else head)
        blank = found in _PICTURES and _EMPTY[found](sample.head)
        return seen._replace(core=None, empty=seen.empty or blank, own=own)
    if found in ZIPPED:
        return _look_into(found, sample, judged=promised is not None)
    if found in (TEXT, HTML):
        text = decode(sample)
        if found == TEXT:
            content = _of_text(_without(text, *_REMARK))
            return content._replace(plain=not content.empty, own=is_own_data(text) or is_own_output(text))
        read = _visible(text)
        return _of_text(read, shown=bool(re.search(_SHOWN, text)))._replace(own=is_own_output(read))
    judge = _EMPTY.get(found)
    empty = (judge is not None and judge(sample.head)) or is_plain(found, sample.head)
    # Whatever follows the end of a PDF shows on no page.
    ends = sample.head.rfind(b"%%EOF") if found == "pdf" and not empty else -1
    return Content(empty=empty, core=_hash(sample.head[:ends]) if ends > 0 else None)


def _hash(content: bytes) -> str:
    from hashlib import sha256

    return sha256(content).hexdigest()


def _is_fragment(path: str, found: str, sample: Sample) -> bool:
    """Whether a text is a part of a web page, with tags further down."""
    return found == TEXT and HTML in ENDINGS[ending_of(path)] and bool(re.search(_TAG, decode(sample)))


def words_of(text: str) -> frozenset[str]:
    """The words of a text in small letters."""
    return frozenset(_listed(text))


def _listed(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _of_text(text: str, *, shown: bool = False) -> Content:
    listed = _listed(text)
    words = frozenset(listed)
    if shown:
        return Content()
    if sum(map(len, words)) < FEWEST_LETTERS:
        return Content(empty=True)
    core = _hash(" ".join(listed).encode("utf-8", "replace"))
    return Content(words=words if len(words) <= MOST_WORDS else None, core=core)


def _visible(text: str) -> str:
    """The text of a web page, without what a browser does not show."""
    for start, end in _UNSEEN:
        text = _without(text, start, end)
    return re.sub(_TAG, " ", text)


def _without(text: str, start: str, end: str) -> str:
    """A text without everything between two marks. It is searched once: a hostile file costs no more than another."""
    folded, kept, place = text.lower(), [], 0
    if len(folded) != len(text):
        return text
    while (opens := folded.find(start, place)) >= 0 and (closes := folded.find(end, opens)) >= 0:
        kept.append(text[place:opens])
        place = closes + len(end)
    return " ".join((*kept, text[place:]))


def _look_into(found: str, sample: Sample, *, judged: bool) -> Content:
    """Look into a small ZIP archive: an Office file, or any other."""
    from zipfile import BadZipFile, ZipFile
    from zlib import error as ZlibError

    try:
        with ZipFile(BytesIO(sample.head)) as archive:
            parts = [part for part in archive.infolist() if part.file_size > 0 and not part.is_dir()]
            names = {part.filename.replace("\\", "/"): part for part in parts}
            if found == "zip":
                return _of_archive(archive, {name for name in names if not re.search(_OF_SYSTEM, name)})
            read = (part for name, part in names.items() if re.fullmatch(_PARTS[found], name))
            texts = list(_texts(archive, read, found))
            own = is_own_output(" ".join(texts))
            if found == "xlsx" and not own:
                about = (archive.read(names[name])[:HEAD] for name in ABOUT_BOOK if name in names)
                own = is_own_book(frozenset(texts), b" ".join(about).decode("utf-8", "replace"))
            shown = any(re.match(_INSIDE, name) for name in names)
            return _of_text(" ".join(texts), shown=shown)._replace(own=own)
    except (BadZipFile, ZlibError, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return Content(looks=CUT) if judged else Content()


def _of_archive(archive: ZipFile, names: set[str]) -> Content:
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
        contents.append(content if content.core or len(head) < part.file_size else content._replace(core=_hash(head)))
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
            yield re.sub(_TAG, "" if found == "docx" else " ", text.replace("</w:p>", " "))
        if left <= 0:
            return


def _pdf(head: bytes) -> bool:
    """Whether a PDF has no page, or nothing on its pages. Those in compressed objects are not looked for."""
    if b"/ObjStm" in head:
        return False
    if not re.search(_PDF_PAGE, head) or not (b"/Contents" in head or b"/Annots" in head):
        return True
    return b"/Annots" not in head and not any(map(_draws, re.findall(_PDF_STREAM, head)))


def _draws(stream: bytes) -> bool:
    """Whether a stream of a PDF draws anything, or cannot be read."""
    from zlib import decompressobj
    from zlib import error as ZlibError

    packed, stream = stream.lstrip(b"\r\n"), stream.strip(BLANK)
    if packed[:1] in (b"\x78", b"\x58", b"\x48"):
        try:
            stream = decompressobj().decompress(packed, _MOST_READ)
        except ZlibError:
            return True
    return any(word not in _DRAWS_NOTHING for word in stream.split())


def _is_small(*sides: int) -> bool:
    return min(sides) < SMALLEST_SIDE


def _png(head: bytes) -> bool:
    return len(head) < 24 or _is_small(*(int.from_bytes(head[i : i + 4], "big") for i in (16, 20)))


def _gif(head: bytes) -> bool:
    return len(head) < 10 or _is_small(*(int.from_bytes(head[i : i + 2], "little") for i in (6, 8)))


def _bmp(head: bytes) -> bool:
    return len(head) < 26 or _is_small(*(abs(int.from_bytes(head[i : i + 4], "little", signed=True)) for i in (18, 22)))


def _jpeg(head: bytes) -> bool:
    """Whether a JPEG has no picture, or a very small one. Its segments are walked to the one with the size."""
    place = 2
    while place + 9 <= len(head) and head[place] == 0xFF:
        if head[place + 1] in _JPEG_SIZES:
            return _is_small(*(int.from_bytes(head[i : i + 2], "big") for i in (place + 5, place + 7)))
        if head[place + 1] == 0xFF:
            place += 1
        else:
            place += 2 + max(int.from_bytes(head[place + 2 : place + 4], "big"), 2)
    return True


def _webp(head: bytes) -> bool:
    if head[12:16] == b"VP8X":
        return _is_small(*(int.from_bytes(head[i : i + 3], "little") + 1 for i in (24, 27)))
    if head[12:16] == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return _is_small((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if head[12:16] == b"VP8 ":
        return _is_small(*(int.from_bytes(head[i : i + 2], "little") & 0x3FFF for i in (26, 28)))
    return True


_EMPTY: Mapping[str, Callable[[bytes], bool]] = {
    "pdf": _pdf,
    "png": _png,
    "gif": _gif,
    "bmp": _bmp,
    "jpeg": _jpeg,
    "webp": _webp,
    "mp4": lambda head: b"moov" not in head and b"moof" not in head,
    "matroska": lambda head: b"\x1f\x43\xb6\x75" not in head,
    "avi": lambda head: b"movi" not in head,
    "wav": lambda head: len(head) <= 44,
}
"""Whether there is nothing in a small file, by its format."""
_PICTURES = frozenset({"png", "gif", "bmp", "webp"})
"""Pictures that give their size in their first bytes."""
