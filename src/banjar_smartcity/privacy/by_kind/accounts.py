"""Accounts: numbers of bank accounts, by the words and the names of banks that lead up to them or follow.

The accounts of the regional budget are called *rekening* as well: their codes pass, and so do amounts of money.
"""

from __future__ import annotations

import re

from ...spelling.patterns import late
from .numbers import said
from .runs import Run
from .vocabulary import ACCOUNT_WORDS, BANKS, BETWEEN, BUDGET_WORDS, NOT_BANKS, OTHER_NUMBERS, PHONE_WORDS

_BUDGET_CODE = late(r"\d(?:\.\d{1,4}){2,}")
_UNDOTTED_CODE = late(r"[4-8][1-6]0[1-9]\d{4}0\d{3}")
"""`510201010024`, the account of a regional budget without its dots."""
_AMOUNT = late(r"[1-9]\d{0,2}(?:\.\d{3})+")
_YEARS = late(r"(?:(?:19|20)\d{2}(?:-\d{2}-\d{2})?[ .\-]*)+")
_UNITS = late(r"[ \n]?(?:rupiah|juta|miliar|orang|warga|jiwa|nasabah|unit|kepada|%|,-|,00)", re.IGNORECASE)
_NAMED_AFTER = late(
    r"[ \n]?[,(/\-]?[ \n]?(?:(?:rek|rekening)\.? )?"
    r"(?:bank\s+(?!sampah|data|soal|darah|dunia|indonesia)[A-Za-z]|([A-Za-z]{3,10})\b)",
    re.IGNORECASE,
)
_WORDS = late(r"[^\W\d_]+")
_FEWEST, _MOST = 10, 16


def find_account(run: Run, i: int, words: list[str]) -> int | None:
    """The group after the account number that begins with group `i`; None where there is none."""
    if i > 0 and not (" " in run.gap(i) or "\n" in run.gap(i)):
        return None
    end = _end(run, i)
    if end is None or not _is_named(run, i, end, words):
        return None
    return end if _looks_like_account(run, i, end, words) else None


def _end(run: Run, i: int) -> int | None:
    """Where the number ends: with what is written without spaces, if that is long enough, else with the run."""
    digits = 0
    whole = None
    for j in range(i + 1, len(run.groups) + 1):
        start, stop = run.groups[j - 1]
        if j - 1 > i and "/" in run.gap(j - 1):
            return whole
        digits += stop - start
        if digits > _MOST:
            return whole
        apart = j == len(run.groups) or " " in run.gap(j) or "\n" in run.gap(j) or "/" in run.gap(j)
        if digits >= _FEWEST and apart:
            if whole is not None and j - 1 > i and "\n" not in run.gap(j - 1) and run.gap(whole) != " ":
                return whole
            whole = j
            if "/" in run.gap(j):
                return whole
    return whole


def _is_named(run: Run, i: int, j: int, words: list[str]) -> bool:
    if said(words, OTHER_NUMBERS, 1) or run.prefix(i) == "0" or run.suffix(j):
        return False
    near = words[-7:]
    labels = [k for k, word in enumerate(near) if word in ACCOUNT_WORDS]
    banks = [k for k, word in enumerate(near) if _is_bank(near, k)]
    if labels and not banks:
        return not (set(near[max(0, labels[-1] - 1) :]) & BUDGET_WORDS)
    if banks:
        between = _WORDS.findall(run.before(i))[-7:][banks[-1] + 1 :] if len(words) >= 1 else []
        return _leads_up(between, after_bank=near[banks[-1]] == "bank", labelled=bool(labels))
    found = _NAMED_AFTER.match(run.after(j))
    return (
        found is not None
        and (found[1] is None or found[1].lower() in BANKS)
        and not run.before(i)[-4:].lower().strip().startswith("rp")
    )


def leads_to_account(words: list[str]) -> bool:
    """Whether the nearest word that says what a number is speaks of an account, and not of a phone."""
    for k in range(len(words) - 1, max(len(words) - 8, -1), -1):
        if words[k] in PHONE_WORDS and words[k] not in ACCOUNT_WORDS:
            return False
        if words[k] in ACCOUNT_WORDS or _is_bank(words, k):
            return True
    return False


def _is_bank(words: list[str], k: int) -> bool:
    if words[k] == "bank":
        return words[k + 1 : k + 2] == [] or words[k + 1] not in NOT_BANKS
    return words[k] in BANKS


def _leads_up(between: list[str], *, after_bank: bool, labelled: bool) -> bool:
    """Whether the words between a bank and a number are those of an account: its name, its branch, its owner."""
    lowered = [word.lower() for word in between]
    if set(lowered) & BUDGET_WORDS:
        return False
    if labelled or "an" in lowered or "nama" in lowered or lowered[:2] == ["a", "n"]:
        return True
    return all(
        word in BETWEEN or text[0].isupper() or (after_bank and k == 0)
        for k, (word, text) in enumerate(zip(lowered, between, strict=True))
    )


def _looks_like_account(run: Run, i: int, j: int, words: list[str]) -> bool:
    """Ten to sixteen digits that are not a budget code, an amount of money, or years or dates."""
    start, end = run.groups[i][0], run.groups[j - 1][1]
    written, digits = run.text[start:end], run.digits(i, j)
    if not _FEWEST <= len(digits) <= _MOST or len(set(digits)) < 3 or digits.endswith("000000"):
        return False
    if run.before(i).rstrip(" .:").lower().endswith(("rp", "idr", "usd", "rupiah")) or _UNITS.match(run.after(j)):
        return False
    if run.gap(j) == "." or (run.before(i)[-1:] == "." and run.before(i)[-2:-1].isdecimal()):
        return False
    others = (_BUDGET_CODE, _AMOUNT, _YEARS)
    if any(other.fullmatch(written) for other in others):
        return False
    return not (_UNDOTTED_CODE.fullmatch(written) and not any(_is_bank(words[-7:], k) for k in range(len(words[-7:]))))
