"""Use: words with which people say that they never used a programme, where they are asked when or how often."""

from __future__ import annotations

from ...spelling.patterns import late

_NEVER = late(
    "(?:saya_)?(?:belum|tidak|tdk|tak)_(?:sama_sekali|(?:pernah|menggunakan|memakai|memanfaatkan|pakai)(?:_.*)?)"
    "|never(?:_.*)?|not_(?:used|yet|at_all)|(?:0|nol)(?:_kali|_times)?|bukan_pengguna"
)


def is_never(word: str) -> bool:
    """Whether an answer, as `plain` writes it, says that somebody never used the programme."""
    return _NEVER.fullmatch(word) is not None
