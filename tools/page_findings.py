"""The page on findings: each kind with its message, why it matters, what to do, and an example."""

from __future__ import annotations

from typing import NamedTuple

from page_text import document, fenced, plain, table

from banjar_smartcity.checking.pipeline import KINDS
from banjar_smartcity.i18n import Language
from banjar_smartcity.render.words.wording import pattern, severity


class Words(NamedTuple):
    """The words of the page in one language."""

    title: str
    twin: str
    lead: str
    head: tuple[str, str, str]
    hint: str


WORDS = {
    "en": Words(
        "Findings",
        "[Bahasa Indonesia](catatan.md)",
        "Everything that `validate`, `review` and the survey commands can report, in the order of the alphabet. This "
        "page is made from the program by `python3 dev.py docs`; `smartcity explain ID` shows the same. An error is "
        "wrong data; a warning is data that is missing, unknown or no longer in force. `…` is filled in from the data.",
        ("finding", "severity", "message"),
        "What to do:",
    ),
    "id": Words(
        "Catatan pemeriksaan",
        "[English](findings.md)",
        "Semua yang dapat dicatat oleh `validate`, `review` dan perintah survei, menurut abjad. Halaman ini dibuat "
        "dari programnya oleh `python3 dev.py docs`; `smartcity explain ID` menampilkan hal yang sama. Kesalahan "
        "(*error*) adalah data yang salah; peringatan (*warning*) adalah data yang kurang, belum diketahui, atau "
        "sudah tidak berlaku. `…` diisi dari data.",
        ("catatan", "jenis", "pesan"),
        "Yang perlu dilakukan:",
    ),
}


def page(lang: Language) -> str:
    """The page in a language."""
    words = WORDS[lang.code]
    kinds = sorted(KINDS, key=lambda kind: kind.id)
    rows = [(f"[{kind.id}](#{kind.id})", severity(kind, lang), plain(pattern(kind.message, lang))) for kind in kinds]
    parts = [f"# {words.title}", f"{words.lead} {words.twin}", table(words.head, rows)]
    for kind in kinds:
        parts += [
            f"## {kind.id}",
            f"*{severity(kind, lang)}*: {plain(pattern(kind.message, lang))}",
            plain(pattern(kind.why, lang)),
            f"**{words.hint}** {plain(pattern(kind.hint, lang))}",
            fenced(kind.example, "yaml"),
        ]
    return document(parts)
