"""Phones: mobile numbers by their prefixes, fixed lines by their area codes, and what words like "telp" lead up to.

Prefixes are those of the national numbering plan (Permenkominfo 14/2018 on telecommunication numbering).
"""

from __future__ import annotations

import re

from .numbers import said
from .runs import Run, joined
from .vocabulary import CODE_WORDS, MOBILE, MONEY_WORDS, OTHER_NUMBERS, PHONE_WORDS

_AREA = re.compile(
    r"2[124]|31|61|2(?:5[1-9]|6[0-7]|7[1-6]|8[0-79]|9[1-8]|3[1-4])|3(?:2[1-8]|3[1-9]|4[1-3]|5[1-8]|6[1-8]|7[0-6]|8[0-9])"
    r"|4(?:[01]\d|2[0-9]|3\d|5\d|6\d|7\d|8\d)|5(?:1[1-9]|2\d|3\d|4\d|5\d|6\d)|6(?:2\d|3\d|4\d|5\d)|7(?:[0-7]\d)|9(?:[0-8]\d)"
)
_UNITS = re.compile(r"[ \n]?(?:rupiah|juta|miliar|orang|warga|jiwa|nasabah|unit|%|,-|,00|kwh|byte|rb\b)", re.IGNORECASE)
_SERVICE = ("800", "804", "807", "809")
"""Numbers of services, free or dear to call, which are nobody's own."""
_MOST = 14


def find_phone(run: Run, i: int) -> int | None:
    """The group after the phone number that begins with group `i`; None where there is none."""
    if run.text[run.groups[i][0]] not in "0689" or not _may_begin(run, i):
        return None
    words = run.words(i)
    labelled = said(words, PHONE_WORDS, 4)
    best = None
    digits = ""
    for j in range(i + 1, min(len(run.groups), i + _MOST) + 1):
        start, end = run.groups[j - 1]
        if j > i + 1 and len(digits) >= 10 and (run.text[start : start + 2] == "08" or "/" in run.gap(j - 1)):
            break
        digits += run.text[start:end]
        if len(digits) > 16:
            break
        if len(digits) >= 7 and _is_phone(run, i, j, digits, words, labelled=labelled):
            best = j
    return best


def _may_begin(run: Run, i: int) -> bool:
    """Whether a number of its own begins here: not in the middle of a code, a hash, a fraction or a web address."""
    prefix = run.prefix(i)
    if prefix:
        small = prefix.lower()
        return prefix != "0" and (
            small in PHONE_WORDS or (len(prefix) > 2 and not prefix.isupper() and small not in OTHER_NUMBERS)
        )
    gap = run.gap(i)
    if i > 0 and not ("+" in gap or "(" in gap or " " in gap or "\n" in gap or gap in ("/", "_")):
        return False
    if gap == "/" and len(run.digits(0, i)) < 9:
        return False
    return not (_in_address(run, i) and not said(run.words(i), PHONE_WORDS, 2))


def _in_address(run: Run, i: int) -> bool:
    """Whether the number is a part of the address of a page."""
    token = run.before(i).rpartition(" ")[2]
    return (
        "://" in token
        or "www." in token
        or ("/" in token and bool(re.search(r"\w\.(?:go\.|or\.|co\.)?(?:id|com|org|net)/", token)))
    )


def _is_phone(run: Run, i: int, j: int, digits: str, words: list[str], *, labelled: bool) -> bool:
    lengths, gaps = run.lengths(i, j), run.gaps(i, j)
    lead = run.before(i)[-1:]
    international = digits.startswith(("62", "0062"))
    national = (
        digits.removeprefix("00").removeprefix("62").removeprefix("0") if international else digits.removeprefix("0")
    )
    plus = "+" in run.before(i)[-2:]
    if (
        national.startswith(_SERVICE)
        or len(set(national)) < 3
        or not national
        or not _may_end(run, j, lengths, labelled=labelled)
    ):
        return False
    if labelled and (digits[0] in "08" or international) and 7 <= len(national) <= 12:
        return lengths[0] > 1 or (lengths[0] == 1 and digits[0] == "0") or set(lengths) == {1}
    if digits[0] == "0" or international:
        if national[:3] in MOBILE and 9 <= len(national) <= 12:
            return _is_mobile(run, i, digits, lengths, gaps, words, lead, plain=international and not plus)
        if international and not plus:
            return False
        return _is_fixed(run, i, national, lengths, gaps, international=international)
    return False


def _may_end(run: Run, j: int, lengths: tuple[int, ...], *, labelled: bool) -> bool:
    suffix = run.suffix(j)
    if suffix == "0" or (suffix and (len(suffix) < 2 or set(suffix.lower()) <= set("abcdef"))):
        return False
    gap = run.gap(j)
    if gap in (".", "-", "_") or (gap == "/" and len(lengths) == 1 and run.text[run.groups[j][0]] != "0"):
        return False
    after = run.after(j)
    return not (len(lengths) == 1 and not labelled and re.match(r"/[A-Z]{2}|/\d{1,4}/|\.\d", after))


def _is_mobile(
    run: Run,
    i: int,
    digits: str,
    lengths: tuple[int, ...],
    gaps: tuple[str, ...],
    words: list[str],
    lead: str,
    *,
    plain: bool,
) -> bool:
    first = digits[:2] if lengths[0] < 2 else ""
    if (first == "08" or lengths[0] == 1) and "." in gaps[:1]:
        return False  # a decimal fraction
    whole = joined(lengths, gaps)
    if lengths[0] == 2 and digits[0] == "0" and not (set(lengths) == {2} and len(digits) == 12) and whole[0] == 2:
        return False  # a time of day
    if len(whole) > 6 and set(lengths) - {1, 2}:
        return False
    if len(lengths) == 1 and (lead in ("#", "=") or said(words, OTHER_NUMBERS, 2)):
        return _after_comment_sign(run, i)
    if digits.endswith("00000"):
        return False
    if plain:
        dotted = all(gap == "." for gap in gaps) and len(lengths) > 1 and set(lengths[1:]) == {3}
        if (
            dotted
            or said(words, MONEY_WORDS, 2)
            or digits.endswith("0000")
            or _UNITS.match(run.after(i + len(lengths)))
        ):
            return False
        return len(digits) >= 12 or len(lengths) > 1 or lead not in ("/", "=")
    return True


def _after_comment_sign(run: Run, i: int) -> bool:
    """`#0812…` at the beginning of a line is a comment, elsewhere the number of a ticket."""
    before = run.before(i)
    return before.endswith("#") and before.rstrip("#").rstrip(" ")[-1:] in ("", "\n")


def _is_fixed(
    run: Run, i: int, national: str, lengths: tuple[int, ...], gaps: tuple[str, ...], *, international: bool
) -> bool:
    """An area code and five to eight digits, written apart as people do."""
    area = _AREA.match(national)
    if area is None:
        return False
    for code in {area[0], area[0][:2] if national[:2] in ("21", "22", "24", "31", "61") else area[0]}:
        local = national[len(code) :]
        if not 6 <= len(local) <= 8 or local[0] in "01" or local.endswith("0000"):
            continue
        edge = len(code) + (0 if international else 1)
        parts = lengths[1:] if international and lengths[0] in (2, 4) else lengths
        inner = gaps[1:] if international and lengths[0] in (2, 4) else gaps
        if len(lengths) == 1 and not international and _lead_is_plain(run, i):
            return not said(run.words(i), OTHER_NUMBERS | CODE_WORDS, 2)
        if parts and parts[0] == edge and len(parts) in (2, 3, 4) and _apart(run, i, inner, parts):
            return not said(run.words(i), OTHER_NUMBERS | CODE_WORDS, 2) or "(" in run.before(i)[-1:]
    return False


def _lead_is_plain(run: Run, i: int) -> bool:
    """Whether nothing but a space or a bracket leads up to the number."""
    return run.before(i)[-1:] in ("", " ", "(", "\n", "'", '"', ";", "\t")


def _apart(run: Run, i: int, gaps: tuple[str, ...], parts: tuple[int, ...]) -> bool:
    """Whether the area code is set off, and the rest is in parts as phone numbers are."""
    if min(parts[1:]) < 2 or (len(parts) > 2 and min(parts[1:]) < 2):
        return False
    return gaps[0].strip(" \n") in ("", "-", ")", "/", ".", ")-") or "(" in run.before(i)[-2:]
