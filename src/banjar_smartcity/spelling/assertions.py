"""Assertions: the figures and words of a sentence that decide what it says, whatever its other words are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from .patterns import late

_NUMBER = r"(?:(?<![\w.,])[-\N{MINUS SIGN}])?\d(?:[\d.,]*\d)?"
_SIGNS = {"%": "persen", "percent": "persen", "\N{MINUS SIGN}": "-"}
_NEGATIONS = frozenset(
    (
        *("tidak", "tak", "bukan", "belum", "tanpa", "nihil", "jangan", "kecuali", "gagal", "batal", "dibatalkan"),
        *(
            "ditolak",
            "dicabut",
            "ditunda",
            "not",
            "no",
            "never",
            "none",
            "without",
            "nor",
            "cannot",
            "failed",
            "except",
        ),
        *("cancelled", "rejected", "revoked", "postponed"),
    )
)
_AMOUNTS = frozenset(
    (
        *("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"),
        *("belas", "puluh", "seratus", "ratus", "seribu", "ribu", "sejuta", "juta", "miliar", "milyar", "triliun"),
        *("setengah", "separuh", "seperempat", "persen", "permil", "%", "percent", "semua", "seluruh", "sebagian"),
        *("hampir", "hanya", "lebih", "kurang", "zero", "one", "two", "three", "four", "five", "six", "seven", "eight"),
        *("nine", "ten", "eleven", "twelve", "dozen", "hundred", "thousand", "million", "billion", "trillion", "half"),
        *("all", "some", "most", "only", "nearly", "almost", "more", "less", "fewer", "rb", "jt"),
    )
)
_DIRECTIONS = frozenset(
    (
        *("naik", "turun", "meningkat", "menurun", "bertambah", "berkurang", "rose", "fell", "rises", "falls"),
        *("increased", "decreased", "increases", "decreases", "grew", "shrank"),
    )
)
_DECIDING = _NEGATIONS | _AMOUNTS | _DIRECTIONS
_CONTRACTED = "n't"
_PIECE = late(rf"{_NUMBER}|%|[^\W\d_]+(?:'t)?")


@lru_cache(1 << 10)
def assertion(text: str) -> tuple[str, ...]:
    """The numbers with their signs and separators, and the words for amounts, directions and negation, in order.

    If they are the same in two sentences, only the wording differs. If not, the sentences may say different things.
    """
    return tuple(p for p in _pieces(text) if p[0] in "-0123456789" or p in _DECIDING or p.endswith(_CONTRACTED))


@lru_cache(1 << 10)
def negations(text: str) -> int:
    """How many words of a sentence deny something."""
    return sum(piece in _NEGATIONS or piece.endswith(_CONTRACTED) for piece in _pieces(text))


def _pieces(text: str) -> Iterator[str]:
    for found in _PIECE.finditer(text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")):
        piece = found[0].replace("\N{MINUS SIGN}", "-")
        yield _SIGNS.get(piece, piece)
