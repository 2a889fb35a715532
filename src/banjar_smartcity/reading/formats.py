"""Formats: what the bytes of a file are, and what its name says they are."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..i18n import N_
from ..workspace.sample import Sample

CUT = "cut"
"""A file that breaks off, or that no program can open."""
BINARY, TEXT, HTML = "binary", "text", "html"
NAMES: Mapping[str, str] = {
    CUT: N_("a damaged or incomplete file"),
    BINARY: N_("unknown data"),
    TEXT: N_("plain text"),
    HTML: N_("a web page"),
    "pdf": "PDF",
    "png": "PNG",
    "jpeg": "JPEG",
    "gif": "GIF",
    "webp": "WebP",
    "bmp": "BMP",
    "tiff": "TIFF",
    "heif": "HEIF",
    "svg": "SVG",
    "xml": "XML",
    "rtf": "RTF",
    "docx": "Word (.docx)",
    "xlsx": "Excel (.xlsx)",
    "pptx": "PowerPoint (.pptx)",
    "odt": "OpenDocument (.odt)",
    "ods": "OpenDocument (.ods)",
    "odp": "OpenDocument (.odp)",
    "office": N_("an old Office file (.doc, .xls, .ppt)"),
    "encrypted": N_("an Office file with a password"),
    "zip": "ZIP",
    "rar": "RAR",
    "7z": "7-Zip",
    "gzip": "GZIP",
    "mp4": N_("MP4 or another video of its family"),
    "matroska": "Matroska/WebM",
    "avi": "AVI",
    "wav": "WAV",
    "asf": "WMV/WMA",
    "mpeg": "MPEG",
    "flv": "FLV",
    "mp3": "MP3",
    "ogg": "Ogg",
    "sqlite": "SQLite",
    "parquet": "Parquet",
}
"""The names of the formats; those of products are the same in every language."""
FILMS = frozenset({"mp4", "matroska", "avi", "asf", "mpeg", "flv", "mp3", "wav", "ogg"})
"""Moving pictures and sound."""
ZIPPED = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp", "zip"})
ARCHIVES = frozenset({"zip", "rar", "7z", "gzip"})
"""Formats that may hold files of any kind."""
_TEXTS = frozenset({TEXT, HTML, "xml", "svg"})

ENDINGS: Mapping[str, frozenset[str]] = {
    ".pdf": frozenset({"pdf"}),
    ".png": frozenset({"png"}),
    **dict.fromkeys((".jpg", ".jpeg", ".jpe", ".jfif"), frozenset({"jpeg"})),
    ".gif": frozenset({"gif"}),
    ".webp": frozenset({"webp"}),
    ".bmp": frozenset({"bmp"}),
    **dict.fromkeys((".tif", ".tiff"), frozenset({"tiff"})),
    **dict.fromkeys((".heic", ".heif", ".avif"), frozenset({"heif"})),
    ".svg": frozenset({"svg", "xml"}),
    **dict.fromkeys((".docx", ".docm"), frozenset({"docx", "encrypted"})),
    **dict.fromkeys((".xlsx", ".xlsm"), frozenset({"xlsx", "encrypted"})),
    **dict.fromkeys((".pptx", ".pptm", ".ppsx"), frozenset({"pptx", "encrypted"})),
    ".odt": frozenset({"odt"}),
    ".ods": frozenset({"ods"}),
    ".odp": frozenset({"odp"}),
    ".doc": frozenset({"office", "encrypted", "rtf"}),
    ".xls": frozenset({"office", "encrypted", "xml"}),
    **dict.fromkeys((".ppt", ".pps"), frozenset({"office", "encrypted"})),
    ".rtf": frozenset({"rtf"}),
    **dict.fromkeys((".htm", ".html"), frozenset({HTML, "xml"})),
    ".xml": frozenset({"xml", "svg", HTML}),
    **dict.fromkeys((".csv", ".tsv", ".json"), frozenset({TEXT})),
    **dict.fromkeys((".txt", ".text", ".md", ".markdown", ".log"), _TEXTS),
    **dict.fromkeys((".mp4", ".m4v", ".mov", ".3gp", ".m4a"), frozenset({"mp4"})),
    **dict.fromkeys((".mkv", ".webm"), frozenset({"matroska"})),
    ".avi": frozenset({"avi"}),
    ".wav": frozenset({"wav"}),
    **dict.fromkeys((".wmv", ".asf", ".wma"), frozenset({"asf"})),
    **dict.fromkeys((".mpg", ".mpeg"), frozenset({"mpeg"})),
    ".flv": frozenset({"flv"}),
    ".mp3": frozenset({"mp3"}),
    **dict.fromkeys((".ogg", ".oga", ".ogv", ".opus"), frozenset({"ogg"})),
    ".zip": ZIPPED,
    ".rar": frozenset({"rar"}),
    ".7z": frozenset({"7z"}),
    **dict.fromkeys((".gz", ".tgz"), frozenset({"gzip"})),
    **dict.fromkeys((".sqlite", ".sqlite3"), frozenset({"sqlite"})),
    ".parquet": frozenset({"parquet"}),
}
"""The formats that each ending promises. Files with other endings are not judged by their format."""

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"\x1aE\xdf\xa3", "matroska"),
    (b"0&\xb2u\x8ef\xcf\x11", "asf"),
    (b"\0\0\x01\xba", "mpeg"),
    (b"\0\0\x01\xb3", "mpeg"),
    (b"FLV\x01", "flv"),
    (b"ID3", "mp3"),
    (b"OggS", "ogg"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf'\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "rtf"),
    (b"SQLite format 3\0", "sqlite"),
    (b"PAR1", "parquet"),
)
_RIFF = {b"WEBP": "webp", b"AVI ": "avi", b"WAVE": "wav"}
_BOXES = frozenset((b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot"))
_STILL = frozenset((b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"hevc"))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = {"docx": (b"word/", b"word\\"), "xlsx": (b"xl/", b"xl\\"), "pptx": (b"ppt/", b"ppt\\")}
"""The folder of each format, which some programs write with the separator of Windows."""
_OPEN = {"odt": b"opendocument.text", "ods": b"opendocument.spreadsheet", "odp": b"opendocument.presentation"}
_CONTROL = rb"[\x00-\x08\x0e-\x19\x1c-\x1f]"
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_PAGE = r"(?is)\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|table|div|p|h\d)\b"
_XML = r"(?i)\s*<\?xml\b|\s*<!DOCTYPE\b"


def ending_of(path: str) -> str:
    """The ending of the name of a file in small letters, with its dot; empty if it has none.

    Dots and spaces after it are not looked at: Windows removes them.
    """
    stem, dot, ending = path.rpartition("/")[2].rstrip(". ~").rpartition(".")
    return dot + ending.lower() if stem else ""


def promised_format(path: str) -> str | None:
    """The format that the name of a file promises, the usual one if there are several; None if it is not known."""
    promised = ENDINGS.get(ending_of(path))
    if not promised:
        return None
    return "zip" if promised == ZIPPED else next(name for name in NAMES if name in promised)


def recognise(sample: Sample) -> str:
    """The format that the bytes of a file have."""
    head = sample.head
    if b"%PDF-" in head[:1024]:
        ends = sample.whole or b"startxref" in sample.tail or b"%%EOF" in sample.tail
        return "pdf" if ends else CUT
    for start, name in _STARTS:
        if head.startswith(start) and not (name == "bmp" and _is_text(sample)):
            return name
    if head[:4] in (b"RIFF", b"RIFX", b"RF64"):
        return _RIFF.get(head[8:12], BINARY)
    if head[4:8] in _BOXES:
        return "heif" if head[8:12] in _STILL else "mp4"
    if len(head) > 3 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2:
        return "mp3"
    if head.startswith(_OLE):
        return _ole(sample)
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _zip(sample)
    return _markup(decode(sample)) if _is_text(sample) else BINARY


def _ole(sample: Sample) -> str:
    """An old Office file, or a new one that a password protects: both are containers of the same kind."""
    mark = "EncryptedPackage".encode("utf-16-le")
    return "encrypted" if mark in sample.head or mark in sample.tail else "office"


def _zip(sample: Sample) -> str:
    """A format whose files are ZIP archives. The names in one are listed at its end."""
    ends = sample.head if sample.whole else sample.tail
    if b"PK\x05\x06" not in ends:
        return CUT
    for name, mark in _OPEN.items():
        if mark in sample.head[:200]:
            return name
    seen = sample.head + sample.tail
    if b"[Content_Types].xml" in seen:
        return next((name for name, folders in _OFFICE.items() if any(f in seen for f in folders)), "zip")
    return "zip"


def _is_text(sample: Sample) -> bool:
    if sample.head.startswith(_MARKS):
        return True
    strange = re.findall(_CONTROL, sample.head)
    return b"\0" not in strange and len(strange) * 200 <= len(sample.head)


def _markup(text: str) -> str:
    start = text[:4096]
    if re.match(_PAGE, start):
        return HTML
    if re.match(_XML, start):
        return HTML if re.search(r"<html\b", start, re.I) else "svg" if "<svg" in start else "xml"
    return "svg" if start.lstrip().startswith("<") and "<svg" in start else TEXT


def decode(sample: Sample) -> str:
    """The head of a file as text; an old encoding is read as Latin letters."""
    head = sample.head
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    try:
        return head.decode("utf-8-sig", "strict" if sample.whole else "ignore")
    except UnicodeDecodeError:
        return head.decode("latin-1")
