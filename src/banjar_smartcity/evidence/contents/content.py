"""Contents: whether the bytes of a file are of the kind that its name says, and whether there is anything in them.

Only what is kept of a file while it is hashed is looked at (`workspace/sample.py`). Only small files, which are kept
completely, are called empty: an empty document of Word has 12 to 40 KB. Whether a larger one is empty is not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping

from ...reading.formats import ENDINGS, HTML, TEXT, ZIPPED, decode, ending_of, recognise
from ...workspace.sample import BLANK, Content, Sample
from .own_data import is_own_data
from .own_marks import is_marked
from .own_output import is_own_output
from .plain_pictures import is_plain
from .texts import REMARK, SHOWN, TAG, hash_of, of_text, visible, without
from .zipped import look_into

SMALLEST_SIDE = 16
"""In pixels. A picture that is narrower or lower shows nothing."""
_MOST_READ = 1 << 20
"""Bytes that are unpacked of a stream of a PDF."""
_PDF_STREAM = rb"(?s)\bstream\r?\n(.*?)endstream"
_DRAWS_NOTHING = frozenset((b"q", b"Q", b"BT", b"ET", b"n"))
_DRAWS_PICTURES = frozenset((b"cm", b"Do", b"gs", b"re", b"W"))
_PDF_OPERAND = rb"[-+.\d]+|/\S+"
_PDF_OBJECT = rb"(?s)\bobj\b((?:(?!endobj).)*?)\bstream\r?\n(.*?)endstream"
_PDF_UNDRAWN = rb"/Metadata|/Alternate|/N\s+[134]\b"
"""What a scanner says of itself, and of its colours."""
_PDF_PAGE = rb"/Type\s*/Page(?![A-Za-z])"
_JPEG_SIZES = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))


def look(path: str, sample: Sample) -> Content:
    """What the bytes of a file say about it."""
    if sample.blank or sample.size < 2:
        return Content(empty=True)
    found = recognise(sample)
    promised = ENDINGS.get(ending_of(path))
    if promised is not None and found not in promised and not _is_fragment(path, found, sample):
        return Content(looks=found)
    content = _look(found, sample, judged=promised is not None)
    return content if content.own or content.empty else content._replace(own=is_marked(found, sample))


def _look(found: str, sample: Sample, *, judged: bool) -> Content:
    if found in ZIPPED:
        return look_into(found, sample, look, judged=judged)
    if not sample.whole:
        # Two words may be cut, where the head ends and where the tail starts; a text may also be one long line.
        head, tail = decode(sample), sample.tail.partition(b"\n")[2].decode("utf-8", "replace")
        seen = of_text((head.rpartition("\n")[0] or head) + "\n" + tail) if found == TEXT else Content()
        own = found in (TEXT, HTML) and is_own_output(visible(head) if found == HTML else head)
        blank = found in _PICTURES and _EMPTY[found](sample.head)
        return seen._replace(core=None, empty=seen.empty or blank, own=own)
    if found in (TEXT, HTML):
        text = decode(sample)
        if found == TEXT:
            content = of_text(without(text, *REMARK))
            return content._replace(plain=not content.empty, own=is_own_data(text) or is_own_output(text))
        read = visible(text)
        return of_text(read, shown=bool(re.search(SHOWN, text)))._replace(own=is_own_output(read))
    judge = _EMPTY.get(found)
    empty = (judge is not None and judge(sample.head)) or is_plain(found, sample.head)
    # Whatever follows the end of a PDF shows on no page.
    ends = sample.head.rfind(b"%%EOF") if found == "pdf" and not empty else -1
    return Content(empty=empty, core=hash_of(sample.head[:ends]) if ends > 0 else None)


def _is_fragment(path: str, found: str, sample: Sample) -> bool:
    """Whether a text is a part of a web page, with tags further down."""
    return found == TEXT and HTML in ENDINGS[ending_of(path)] and bool(re.search(TAG, decode(sample)))


def _pdf(head: bytes) -> bool:
    """Whether a PDF has no page, or nothing on its pages. Those in compressed objects are not looked for."""
    if b"/ObjStm" in head:
        return False
    if not re.search(_PDF_PAGE, head) or not (b"/Contents" in head or b"/Annots" in head):
        return True
    if b"/Annots" in head:
        return False
    return not any(map(_draws, re.findall(_PDF_STREAM, head))) or (b"/Font" not in head and _scans_of_nothing(head))


def _scans_of_nothing(head: bytes) -> bool:
    """Whether all that is drawn are pictures on which nothing is seen, such as scans of empty sheets."""
    pictures = 0
    for about, stream in re.findall(_PDF_OBJECT, head):
        if b"/Image" in about:
            if b"/DCTDecode" not in about or not is_plain("jpeg", stream):
                return False
            pictures += 1
        elif not re.search(_PDF_UNDRAWN, about) and _draws(stream, _DRAWS_PICTURES):
            return False
    return pictures > 0


def _draws(stream: bytes, allowed: Container[bytes] = frozenset()) -> bool:
    """Whether a stream of a PDF draws anything but what is allowed, or cannot be read."""
    from zlib import decompressobj
    from zlib import error as ZlibError

    packed, stream = stream.lstrip(b"\r\n"), stream.strip(BLANK)
    if packed[:1] in (b"\x78", b"\x58", b"\x48"):
        try:
            stream = decompressobj().decompress(packed, _MOST_READ)
        except ZlibError:
            return True
    return any(
        word not in _DRAWS_NOTHING and word not in allowed and not (allowed and re.fullmatch(_PDF_OPERAND, word))
        for word in stream.split()
    )


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
