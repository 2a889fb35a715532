"""Guesses: the id, title, kind and dates of a document from the name of its file."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..named import NamedTuple
from ..source.letters import printable
from ..spelling.ids import kebab
from ..spelling.names import DEVICES

MAX_ID = 56

_PHRASES: Mapping[str, str] = {
    "surat-keputusan": "decree",
    "surat-edaran": "letter",
    "surat-perjanjian": "agreement",
    "tangkapan-layar": "screenshot",
    "screen-shot": "screenshot",
    "berita-acara": "minutes",
    "nota-dinas": "letter",
    "nota-kesepahaman": "agreement",
    "daftar-isian": "budget",
    "rencana-kerja-dan-anggaran": "budget",
}
_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("sk", "keputusan", "kepbup", "kepwal", "kepmen", "decree"), "decree"),
    **dict.fromkeys(("perda", "perbup", "perwali", "peraturan", "perpres", "permen", "permendagri"), "regulation"),
    **dict.fromkeys(("raperda", "ranperda", "uu", "regulation"), "regulation"),
    **dict.fromkeys(("masterplan", "renstra", "renja", "rkpd", "rpjmd", "rencana", "plan"), "plan"),
    **dict.fromkeys(("notula", "notulen", "notulensi", "risalah", "minutes"), "minutes"),
    **dict.fromkeys(("laporan", "lppd", "lkjip", "lakip", "lhe", "report"), "report"),
    **dict.fromkeys(("surat", "undangan", "letter"), "letter"),
    **dict.fromkeys(("dpa", "dppa", "rka", "anggaran", "apbd", "budget"), "budget"),
    **dict.fromkeys(("screenshot", "tangkapan"), "screenshot"),
    **dict.fromkeys(("foto", "photo", "img", "dokumentasi"), "photo"),
    **dict.fromkeys(("video", "vid"), "video"),
    **dict.fromkeys(("paparan", "presentasi", "slide", "slides", "materi"), "slides"),
    **dict.fromkeys(("mou", "pks", "perjanjian", "kerjasama", "agreement"), "agreement"),
    **dict.fromkeys(("pedoman", "panduan", "manual", "juknis", "juklak", "sop"), "manual"),
    **dict.fromkeys(("sertifikat", "piagam", "penghargaan", "certificate"), "certificate"),
    **dict.fromkeys(("daftar", "list"), "list"),
    **dict.fromkeys(("data", "statistik", "neraca", "dataset"), "data"),
}
_ENDINGS: Mapping[str, str] = {
    **dict.fromkeys((".jpg", ".jpeg", ".heic", ".tif", ".tiff"), "photo"),
    ".png": "screenshot",
    **dict.fromkeys((".mp4", ".mov", ".avi", ".mkv", ".webm", ".3gp"), "video"),
    **dict.fromkeys((".ppt", ".pptx", ".odp"), "slides"),
    **dict.fromkeys((".csv", ".xls", ".xlsx", ".ods"), "data"),
}
_MONTHS = ("januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober")
_MONTH = "|".join((*_MONTHS, "november", "desember"))
_DATES = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d[-_. ]?(?:0[1-9]|1[0-2])[-_. ]?(?:0[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])[-_. ](?:0?[1-9]|1[0-2])[-_. ](?:19|20)\d\d"
    rf"|(?:(?:0?[1-9]|[12]\d|3[01])[-_ ])?(?:{_MONTH})[-_ ](?:19|20)\d\d"
    r"|(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE | re.ASCII,
)


class Guess(NamedTuple):
    """What the name of a file suggests about a document; all of it is to be checked by a person."""

    id: str | None
    """None if the name gives no usable id."""
    title: str
    kind: str
    dates: tuple[str, ...]
    """As they are written in the name."""


def guess(name: str) -> Guess:
    """What the name of a file suggests about the document."""
    stem, ending = split_name(name)
    words = kebab(stem)
    return Guess(
        document_id(words),
        _title(stem),
        _kind(words, ending),
        tuple(dict.fromkeys(found[0] for found in _DATES.finditer(stem))),
    )


def split_name(name: str) -> tuple[str, str]:
    """The name of a file without its ending, and the ending in lower case; the ending is empty if it is unusual."""
    stem, dot, ending = name.rpartition(".")
    if stem and re.fullmatch(r"[A-Za-z0-9]{1,10}", ending):
        return stem, dot + ending.lower()
    return name, ""


def document_id(words: str) -> str | None:
    """An id made of these words, cut between words if it is too long; None if they give no id."""
    if len(words) > MAX_ID:
        words = words[: MAX_ID + 1].rpartition("-")[0] or words[:MAX_ID]
    return None if not words or words in DEVICES else words


def is_reserved(name: str) -> bool:
    """Whether Windows reserves this name for a device."""
    return name in DEVICES


def _title(stem: str) -> str:
    """The name as a title, without invisible characters and with spaces instead of the marks that replace them."""
    text = printable(stem)
    if " " not in text:
        text = text.replace("-", " ")
    return " ".join(text.replace("_", " ").split())


def _kind(words: str, ending: str) -> str:
    """The kind of document by the first word of the name that indicates one; else by the ending; else `other`."""
    padded = f"-{words}-"
    places = [(padded.find(f"-{word}-"), -len(word), kind) for word, kind in {**_PHRASES, **_WORDS}.items()]
    found = min((place for place in places if place[0] >= 0), default=None)
    return found[2] if found else _ENDINGS.get(ending, "other")
