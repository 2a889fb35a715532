"""Titles: whether a text repeats only what its record says, such as a form that was never filled in."""

from __future__ import annotations

from ...model.evidence import Evidence
from .texts import words_of

_FEWEST_WORDS = 3
_COMMON = frozenset(("nomor", "no", "judul", "tanggal", "penerbit", "tahun", "number", "title", "date", "issuer"))
_WORDS = (
    "akan belum ada tidak kosong menyusul nanti segera kemudian diisi diunggah dilengkapi sementara diketahui "
    "dokumen berkas file isi halaman lampiran draf draft template contoh tes test todo tbd this is a placeholder empty "
    "document page to be added later here di sini ini dan yang sedang dalam proses lorem ipsum dolor sit amet "
    "consectetur adipiscing elit"
)
STAND_IN = frozenset(_WORDS.split())
"""Words that stand in for a text that is still missing. They say nothing by themselves."""


def is_only_a_title(record: Evidence, words: frozenset[str] | None) -> bool:
    """Whether a short text has one or two words, or only those of the title, number and issuer."""
    if words is None:
        return False
    texts = [record.id, record.file or "", record.number or "", str(record.issued_on or "")]
    texts += [part for text in (record.title, record.issuer) if text for part in (text.id, text.en) if part]
    return len(words) < _FEWEST_WORDS or words <= words_of(" ".join(texts)) | _COMMON | STAND_IN
