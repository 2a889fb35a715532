"""Use: words with which people say that they never used a programme, where they are asked when or how often."""

from __future__ import annotations

from ...spelling.patterns import late

_NEVER = late(
    "(?:saya_)?(?:belum|tidak|tdk|tak)_(?:sama_sekali|(?:pernah|menggunakan|memakai|memanfaatkan|pakai)(?:_.*)?)"
    "|never(?:_.*)?|not_(?:used|yet|at_all)|(?:0|nol)(?:_kali|_times)?|bukan_pengguna"
)
_NON_USER = late(
    "(?:non|bukan|not_a)_?(?:pengguna|user|pemakai)|(?:belum|tidak)_(?:pernah_)?(?:pakai|memakai|menggunakan)(?:_.*)?"
    "|never_used(?:_.*)?"
)


def is_never(word: str) -> bool:
    """Whether an answer, as `plain` writes it, says that somebody never used the programme."""
    return _NEVER.fullmatch(word) is not None


def is_non_user(word: str) -> bool:
    """Whether the name of a kind of people, as `plain` writes it, is that of people who do not use the programme."""
    return _NON_USER.fullmatch(word) is not None
