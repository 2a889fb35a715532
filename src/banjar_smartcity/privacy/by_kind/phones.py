"""Phones: mobile numbers by their prefixes, fixed lines by their area codes, and what words like "telp" lead up to."""

from __future__ import annotations

import re

from ...named import NamedTuple
from ...spelling.patterns import late
from .numbers import said
from .runs import Run, joined
from .vocabulary import CODE_WORDS, MOBILE, MONEY_WORDS, OTHER_NUMBERS, PAPERS, PHONE_WORDS

_AREA = late(
    r"2[124]|31|61|2(?:5[1-9]|6[0-7]|7[1-6]|8[0-79]|9[1-8]|3[1-4])|3(?:2[1-8]|3[1-9]|4[1-3]|5[1-8]|6[1-8]|7[0-6]|8\d)"
    r"|4[0-8]\d|5(?:1[1-9]|[2-6]\d)|6[2-5]\d|7[0-7]\d|9[0-8]\d"
)
"""Area codes without their 0; of three places and more a large town's is the shorter one."""
_UNITS = late(r"[ \n]?(?:rupiah|juta|miliar|orang|warga|jiwa|nasabah|unit|%|,-|,00|kwh|byte|rb\b)", re.IGNORECASE)
_PAGE = late(r"://|www\.|\w\.(?:go\.|or\.|co\.)?(?:id|com|org|net)/")
_CODE_AFTER = late(r"/[A-Z]{2}|/\d{1,4}/|\.\d")
_TICKET = late(r"\b[A-Z]{2,4}-$")
_SERVICE = ("800", "804", "807", "809")
"""Numbers of services, free or dear to call, which are nobody's own."""
_MOST_GROUPS, _MOST_DIGITS = 14, 16
_FEWEST_MOBILE = 10
_WHOLE = 11
"""Mobile numbers have as many digits, but for few old ones."""
_YEAR = late(r"20[12]\d(?!\d)")
_FILED = late(r"\d+(?:/\d+)*/20[0-4]\d")
"""The number of a letter."""


class _Call(NamedTuple):
    """Groups that may be a phone number."""

    run: Run
    i: int
    j: int
    digits: str
    words: list[str]
    labelled: bool
    """A word such as "telp" leads up to it."""

    @property
    def lengths(self) -> tuple[int, ...]:
        return self.run.lengths(self.i, self.j)

    @property
    def gaps(self) -> tuple[str, ...]:
        return self.run.gaps(self.i, self.j)

    @property
    def abroad(self) -> bool:
        """Written as from abroad, with the country's 62."""
        return self.digits.startswith(("62", "0062"))

    @property
    def plus(self) -> bool:
        return "+" in self.run.before(self.i)[-2:]

    @property
    def lead(self) -> str:
        """The character before it."""
        return self.run.before(self.i)[-1:]

    @property
    def national(self) -> str:
        """The number without country and 0."""
        rest = self.digits.removeprefix("00").removeprefix("62") if self.abroad else self.digits
        return rest.removeprefix("0")


def find_phone(run: Run, i: int, words: list[str]) -> int | None:
    """The group after the phone number that begins with group `i`; None where there is none."""
    if run.text[run.groups[i][0]] not in "068" or not _may_begin(run, i, words):
        return None
    labelled = said(words, PHONE_WORDS, 4)
    best = None
    digits = ""
    for j in range(i + 1, min(len(run.groups), i + _MOST_GROUPS) + 1):
        start, end = run.groups[j - 1]
        if len(digits) >= 10 and (run.text[start : start + 2] == "08" or "/" in run.gap(j - 1)):
            break  # the next number
        digits += run.text[start:end]
        if len(digits) > _MOST_DIGITS:
            break
        if len(digits) >= 7 and _is_phone(_Call(run, i, j, digits, words, labelled)):
            best = j
    return best


def _may_begin(run: Run, i: int, words: list[str]) -> bool:
    """Whether a number of its own begins here: not within a code, a hash, a fraction, an amount, a web address."""
    prefix = run.prefix(i)
    if prefix:
        small = prefix.lower()
        named = len(prefix) > 2 and not prefix.isupper() and small not in OTHER_NUMBERS
        return prefix != "0" and (small in PHONE_WORDS or named)
    before = run.before(i)
    if i > 0:
        gap = run.gap(i)
        if not (set(gap) & set("+( \n") or gap in ("/", "_")):
            return False
        if gap == "/" and len(run.digits(0, i) if i < _MOST_GROUPS else "0" * 9) < 9:
            return False
    if before.rstrip(" .:").lower().endswith(("rp", "idr")) or before.lower().endswith("s/n "):
        return False
    page = _PAGE.search(before.rpartition(" ")[2]) is not None
    return not page or said(words, PHONE_WORDS, 2)


def _is_phone(call: _Call) -> bool:
    national = call.national
    if len(set(national)) < 3 or national.startswith(_SERVICE) or not _may_end(call):
        return False
    if call.labelled and 7 <= len(national) <= 12 and (call.digits[0] in "08" or call.abroad):
        return call.lengths[0] > 1 or call.digits[0] == "0" or set(call.lengths) == {1}
    if call.digits[0] != "0" and not call.abroad:
        return False
    if _FILED.fullmatch(call.run.text, call.run.groups[call.i][0], call.run.groups[call.j - 1][1]):
        return False
    if national[:3] in MOBILE and 9 <= len(national) <= 12:
        return _grouped_like_mobile(call) and _is_no_amount(call) and _is_no_ticket(call)
    return (call.plus or not call.abroad) and _is_fixed(call)


def _may_end(call: _Call) -> bool:
    """Whether the number ends here: nothing is written on to it that makes it a code."""
    run, j, undivided = call.run, call.j, len(call.lengths) == 1
    suffix = run.suffix(j)
    if suffix == "0" or (suffix and (len(suffix) < 2 or set(suffix.lower()) <= set("abcdef"))):
        return False
    gap = run.gap(j)
    if gap in ("-", "_") and undivided and len(call.digits) >= _WHOLE and _YEAR.match(run.text, run.groups[j][0]):
        return True  # `name-081…-2023`
    if gap in (".", "-", "_") or (gap == "/" and undivided and run.text[run.groups[j][0]] not in "06"):
        return False
    return not (
        undivided and len(call.digits) < _FEWEST_MOBILE and not call.labelled and _CODE_AFTER.match(run.after(j))
    )


def _grouped_like_mobile(call: _Call) -> bool:
    lengths, gaps = call.lengths, call.gaps
    if lengths[0] == 1 and "." in gaps[:1]:
        return False  # a decimal fraction
    in_pairs = set(lengths) == {2} and len(lengths) == 6 and set(gaps) in ({" "}, {"-"})
    whole = joined(lengths, gaps)
    if whole[0] == 2 and call.digits[0] == "0" and not in_pairs:
        return False  # a time of day
    return len(whole) <= 6 or set(lengths) <= {1, 2}


def _is_no_ticket(call: _Call) -> bool:
    if call.digits.endswith("00000"):
        return False
    if len(call.lengths) > 1 or call.labelled:
        return True
    before = call.run.before(call.i)
    if call.lead == "#":  # at the beginning of a line it is the sign of a comment
        starts = before.rstrip("#").rstrip(" ")[-1:] in ("", "\n")
        return starts and len(call.digits) >= _WHOLE and not said(call.words, OTHER_NUMBERS, 2)
    if len(call.digits) >= _WHOLE and call.digits[0] == "0" and said(call.words, PAPERS, 1):
        return True
    return call.lead != "=" and not said(call.words, OTHER_NUMBERS, 2) and _TICKET.search(before) is None


def _is_no_amount(call: _Call) -> bool:
    """Whether what begins with 62 and no plus is neither an amount of money nor a count."""
    if not call.abroad or call.plus or call.labelled:
        return True
    dotted = len(call.lengths) > 1 and set(call.gaps) == {"."} and set(call.lengths[1:]) == {3}
    if dotted or said(call.words, MONEY_WORDS, 2) or call.digits.endswith("0000"):
        return False
    return _UNITS.match(call.run.after(call.j)) is None and call.lead not in ("/", "=")


def _is_fixed(call: _Call) -> bool:
    """An area code and six to eight digits, set off as people do, or in one where no word says that it is a code."""
    area = _AREA.match(call.national)
    if area is None or (said(call.words, OTHER_NUMBERS | CODE_WORDS, 2) and call.lead != "("):
        return False
    local = call.national[len(area[0]) :]
    if not 6 <= len(local) <= 8 or local[0] in "01" or local.endswith("0000"):
        return False
    parts, gaps = list(call.lengths), list(call.gaps)
    edge = len(area[0]) + 1
    if call.abroad:
        edge -= 1
        if parts[0] in (2, 4):
            parts, gaps = parts[1:], gaps[1:]
        else:
            parts[0] -= 2
    if len(parts) == 1:
        return not call.abroad and call.lead in ("", " ", "(", "\n", "'", '"', ";", "\t")
    return parts[0] == edge and len(parts) <= 4 and min(parts[1:]) > 1
