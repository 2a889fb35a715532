"""Companions: columns that survey programs and offices put next to each statement, such as points or the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...cells.plain import plain

_SURE = (
    "feedback umpan_balik komentar comment comments catatan note notes alasan reason reasons mengapa kenapa why "
    "jelaskan penjelasan explain explanation keterangan other lainnya bukti_foto foto photo image gambar display_order "
    "urutan_tampil"
)
"""Words that no statement is about; a column with one of them next to a statement is not the statement."""
_LIKELY = (
    "points point poin skor score nilai_soal masukan saran time waktu durasi duration timing benar correct bobot weight"
)
"""Words that a group of statements may have too: they count if another column is the statement itself."""


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|_)(?:{'|'.join(words.split())})(?=_|$)")


_SURE_WORD, _LIKELY_WORD = _pattern(_SURE), _pattern(_LIKELY)
_ASKS = re.compile("(?:seberapa|sejauh_mana|apa|apakah|bagaimana|mengapa|how|what|do_you)_.*")
"""A question next to a statement: how sure somebody is of the answer, or how important it is."""


_LABEL = re.compile(r".*_(?:labels?|lbl|teks|text|txt|str|kode|code|nilai|value|num|angka)")


def is_label(name: str) -> bool:
    """Whether a column next to that of a statement has the labels of the same answers, or their numbers."""
    return _LABEL.fullmatch(plain(name)) is not None


def is_companion(rest: str) -> bool:
    """Whether the rest of a column's name, without that of a statement, is that of a note or a reason."""
    return _SURE_WORD.search(plain(rest)) is not None


def may_be_companion(rest: str) -> bool:
    """Whether the rest may be that of points, of a note or a reason, or of another question about the answer."""
    name = plain(rest)
    return is_companion(rest) or _LIKELY_WORD.search(name) is not None or _ASKS.fullmatch(name) is not None


def without_companion(name: str) -> str | None:
    """The plain name of a column without a companion's word at one of its ends; None if it has none."""
    words = plain(name).split("_")
    for size in (2, 1):
        for rest, word in ((words[size:], words[:size]), (words[:-size], words[-size:])):
            if rest and may_be_companion("_".join(word)) and _is_one(word):
                return "_".join(rest)
    return None


def _is_one(words: Sequence[str]) -> bool:
    """Whether these words are one companion's word, not one and something else."""
    text = "_".join(words)
    return any(pattern.fullmatch(text) is not None for pattern in (_SURE_WORD, _LIKELY_WORD))
