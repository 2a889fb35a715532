"""Numbers: identity numbers of persons, by their structure and by the words that lead up to them.

A NIK or family-card number has 16 digits: six for the place, six for a date (women's days plus 40), four running (PP
37/2007 and Permendagri 72/2022 on population administration). A civil servant's number (NIP) has 18: the date of birth,
year and month of appointment (21 for a month: employed by contract, PPPK), one for the sex, three running (Perka BKN
22/2007). A taxpayer's number (NPWP) has 15, or 16 since PMK 112/2022.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from ...spelling.patterns import late
from ..kinds import CIVIL_SERVANT, IDENTITY, MEMBER, TAXPAYER
from .runs import SUM, Run, are_words_of_sum, has_sign, joined
from .vocabulary import MONEY_WORDS, NIK_WORDS, NIP_WORDS, OTHER_LONG, OTHER_NUMBERS, REGISTERS

_NIK = late(
    r"(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])(?!00)\d\d(?!00)\d\d"
    r"(?:0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])(?:0[1-9]|1[0-2])\d\d(?!0000)\d{4}"
)
_UNBROKEN = late(
    r"(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])(?:0[1-9]|[12]\d|7[1-9])(?!00)[0-7]\d\d{6}(?!0000)\d{4}"
)
"""A place's code and ten digits more. Written in one, they are probably a mistyped NIK."""
_NIP = late(
    r"(?:19[3-9]\d|20[01]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:19[5-9]\d|20[0-4]\d)(?:0[1-9]|1[0-2]|21)[12]\d{3}"
)
_NPWP_WORDS = frozenset(("npwp",))
_FEWEST = 8
_FEWEST_CHANGES = 5
_MOST = 40
"""Groups of one number at most: each a digit, with room to spare."""
_SUM = late(SUM)


def is_sum_of_money(run: Run) -> bool:
    """Whether a run is a sum such as Rp12.345.678.900 and nothing that is looked for.

    No phone or account begins right after a sign of money or a dot, so that only the words before remain to be read.
    """
    start, end = run.groups[0][0], run.groups[-1][1]
    if not has_sign(run.text, start) or _SUM.fullmatch(run.text, start, end) is None:
        return False
    return are_words_of_sum(run.words(len(run.groups) - 1))  # those of the last group are cut off first


def find_person(run: Run, i: int, words: list[str]) -> tuple[int, str] | None:
    """The group after the number that begins with group `i`, and what it is; None if it is not about a person."""
    digits = ""
    for j in range(i + 1, min(len(run.groups), i + _MOST) + 1):
        start, end = run.groups[j - 1]
        digits += run.text[start:end]
        if len(digits) > 18:
            return None
        if len(digits) >= _FEWEST and (what := _what(run, i, j, digits, words)):
            return j, what
    return None


def _what(run: Run, i: int, j: int, digits: str, words: list[str]) -> str | None:
    if len(set(digits)) < 3 or sum(map(str.__ne__, digits, digits[1:])) < _FEWEST_CHANGES:
        return None  # a number made up to fill a place
    if _is_registered(run, j, digits, words):
        return MEMBER
    if len(digits) == 18:
        if said(words, NIP_WORDS, 3) or (_NIP.fullmatch(digits) and _stands_alone(run, i, j, words)):
            return CIVIL_SERVANT
    elif len(digits) == 9 and said(words, NIP_WORDS, 2) and not _goes_on(run, j):
        return CIVIL_SERVANT
    elif len(digits) in (15, 16):
        # Treasurers of offices have numbers that begin with 00.
        if (len(digits) == 16 or digits[:2] != "00") and (
            said(words, _NPWP_WORDS, 4) or _written_as_taxpayer(run, i, j)
        ):
            return None if len(digits) == 15 and _ends_within(run, j) else TAXPAYER
        if len(digits) == 16 and _is_identity(run, i, j, digits, words):
            return IDENTITY
    return None


def _is_registered(run: Run, j: int, digits: str, words: list[str]) -> bool:
    """Whether a register of persons is named before a number that is as long as those in it."""
    named = next((word for word in reversed(words[-3:]) if word in REGISTERS), None)
    return (
        named is not None
        and len(digits) in REGISTERS[named]
        and not _goes_on(run, j)
        and "/" not in run.text[run.groups[j - 1][0] - 1 : run.groups[j - 1][1]]
    )


def said(words: list[str], known: Collection[str], within: int) -> bool:
    """Whether one of the last words before a number says what it is."""
    return any(word in known for word in words[-within:])


def _goes_on(run: Run, j: int) -> bool:
    return j < len(run.groups) and "\n" not in run.gap(j) and len(run.gap(j)) == 1


def _ends_within(run: Run, j: int) -> bool:
    """Whether a number of 16 digits would end with the next group."""
    return _goes_on(run, j) and run.groups[j][1] - run.groups[j][0] == 1


def _is_identity(run: Run, i: int, j: int, digits: str, words: list[str]) -> bool:
    if said(words, NIK_WORDS, 6):
        return True
    if not _stands_alone(run, i, j, words):
        return False
    if _NIK.fullmatch(digits) is not None:
        return _grouped_like_identity(run.lengths(i, j), run.gaps(i, j))
    probable = (
        j == i + 1
        and run.before(i)[-1:] not in ("=", "/", "#", ".")
        and not said(words, OTHER_NUMBERS | MONEY_WORDS, 2)
    )
    return probable and _UNBROKEN.fullmatch(digits) is not None


def _grouped_like_identity(lengths: tuple[int, ...], gaps: tuple[str, ...]) -> bool:
    if any("\n" in gap for gap in gaps):
        whole = joined(lengths, gaps)
        if len(whole) < len(lengths) and _grouped_like_identity(whole, tuple(g for g in gaps if g.strip(" ") != "\n")):
            return True
    if any("." in gap for gap in gaps):  # a date whose own parts are between dots is the code of an account or asset
        return lengths in ((2, 2, 2, 6, 4), (4, 4, 4, 4), (6, 6, 4))
    if len(lengths) <= 2 or set(lengths) == {1} or lengths in ((2, 2, 2, 2, 2, 2, 4), (2, 2, 2, 6, 4)):
        return True
    return (len(lengths) <= 5 and min(lengths) >= 3) or lengths in ((6, 2, 2, 2, 4), (6, 2, 2, 6), (4, 2, 6, 4))


def _written_as_taxpayer(run: Run, i: int, j: int) -> bool:
    """`12.345.678.9-012.000`."""
    return run.lengths(i, j) == (2, 3, 3, 1, 3, 3) and "".join(run.gaps(i, j)) == "...-."


def _stands_alone(run: Run, i: int, j: int, words: list[str]) -> bool:
    """Whether these groups are a number of their own, and no part of a longer code, a hash or another's number."""
    prefix, suffix = run.prefix(i), run.suffix(j)
    if "0" in (prefix, suffix) or said(words, OTHER_LONG, 1):
        return False
    inner = set(run.gaps(i, j))
    if i > 0 and (run.gap(i) == "." or run.gap(i) in inner):
        return False
    if j < len(run.groups) and (run.gap(j) == "." or run.gap(j) in inner):
        return False
    return not re.match(r"[.,]\d", run.after(j)) or j < len(run.groups) or run.after(j)[0] == ","
