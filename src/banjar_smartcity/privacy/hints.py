"""Hints: places of a text near which personal data may be. Most texts have none and are done with at once.

A hint is cheap and says too much rather than too little. What it finds is looked at by kind (`reading`), for which more
has to be loaded than most checks need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_RUN = re.compile(r"\d[^\0-\x08\x0b\x0c\x0e-\x1f!\"$%&'*,:;<=>?@A-HJ-NP-Z\[\]^`a-kmnp-z{|}~]{6,400}")
"""Digits and all that may be between the digits of one number, at most so long that a text is read once."""
_BETWEEN = r"[^\0-\x08\x0b\x0c\x0e-\x1f!\"$%&'*,:;<=>?@A-HJ-Z\[\]^`a-km-z{|}~\d]*+"
"""What of a run is not counted as a digit."""
_ENTRY = r"\n[ \t]*[-*] "
_FEWEST_DIGITS = 9
"""Every number that is looked for has at least this many digits, but for those of the police (NRP)."""
_NINES = bytes.maketrans(b"0123456789", b"9" * 10)
"""Each digit as 9: what begins with one certain letter is found five times as fast."""
_DENSE = rf"\d(?:{_BETWEEN}[\dOo])"
_DENSE_NINES = r"9(?:[\t\n\r #()+\-./I\\_l\x7f]*+[9Oo])"
"""The first digit of a run and the others, to be counted: in all texts, and faster where all digits are 9."""
_WHOLE = (15, 16, 18)
"""The number of a person has as many digits."""
_FEWEST_IN_WORD = 12
"""Fewer digits between letters are a part of a hash."""
_SEPARATORS = " .()/-\n\r\t#_+\\"
_AMOUNT_KEY = "amount: "
_AMOUNT = r"(?!62)[1-9]\d{8,10}\n *(?:- |[a-z_]+:[ \n])"
"""The amount of a budget as the schema has it, alone on its line, which no word makes a number of somebody."""
_COUNTED = "0123456789Oo"
_LETTERS = ("O", "o", "I", "l")
_NO_DIGITS = f"{_SEPARATORS}OoIl"
"""What of a run cannot be a number without a digit."""
_WORDS = (
    "lahir", "ttl", "birth", "born ", "born:", "dob", "(l.", "pasien", "patient",
    "inisial", "initial", "penderita", "korban", "almarhum", "laki-laki", "perempuan", "pria", "wanita",
)  # fmt: skip
_TITLES = ("Ny.", "Tn.", "Nn.", "An.", "By.", "Sdr", "Mrs", "Ny ", "Tn ", "Mr.", "Ms.")
"""Words near a date of birth or the age of a patient, in small letters and as they are."""
AT = ("@", "(at)", "[at]", "(AT)", "[AT]", "\uff20", " dot ", " DOT ")
"""Parts of e-mail addresses, also of those spelled so that programs do not read them."""
_DIGIT = re.compile(r"\d")
_UNITS = "tahun|th|bulan|bln|hari|y|-y"
_AFTER_DIGIT = (
    rf"\)|{_UNITS}| (?:{_UNITS})|[./ -][./ -]{{0,2}}(?:[0-9]{{1,2}}|[JFMASOND][a-z]{{2,8}})[./ -]+'?[0-9]{{2}}"
    r"|, [12][0-9]{3}|[0-9]{7}"
)
"""Each part begins with what is certain, so that most digits are passed over at once."""
_AGE_OR_DATE = rf"[0-9](?:{_AFTER_DIGIT})|(?:usia|umur|aged?)[ :]{{1,2}}[0-9]"
"""What is near such a word where it is about a person; compiled when it is first asked for, as most texts never are."""
_AGE = r"(?<=(?:sia|mur|ged|age)[ :].)|(?<=(?:sia|mur|ged|age)[ :]{2}.)"
_NUMBER_NEAR = rf"9(?:(?={_AFTER_DIGIT.replace('[12][0-9]', '[0-9][0-9]')})|(?<=[ :].)(?:{_AGE}))"
"""The same from a digit on, where all are 9. It may find more."""
_AROUND = 120
_LONGEST_WORD = max(map(len, _WORDS))
_PLACE_AND_DATE = (
    r",\s?\d{1,2}[\s./\-\u2010-\u2015]\s?(?:[A-Za-z]{3,9}|\d{1,2})[\s./\-\u2010-\u2015]\s?(?:19[3-9]|200)\d(?!\d)"
)
"""`, 3 Mei 1987`, as it follows the place of a birth. Later dates are those of letters."""


def hints(text: str) -> list[int]:
    """The places, in the order of the text."""
    small = text.lower()
    places: list[int] = []
    if may_have_mail(text, small):
        for sign in AT:
            if sign in text:
                places += [k for k in _places(text, sign) if sign != "@" or _follows_a_name(text, k)]
    if _DIGIT.search(text) is not None:
        nines = _as_nines(text)
        for found in _runs(text, nines, small):
            places += _in_run(text, found.start(), found[0])
        places += _persons(text, nines)
    places.sort()
    return places


def _as_nines(text: str) -> str:
    """The text with 9 for each digit; as it is if there may be other digits."""
    return text.encode().translate(_NINES).decode() if text.isascii() else text


def _runs(text: str, nines: str, small: str) -> Iterator[re.Match[str]]:
    """The runs of a text that have enough digits.

    A run begins at the first digit from which the others follow, so that it is found by these digits alone.
    """
    dense = _dense(_FEWEST_DIGITS - 1 - ("nrp" in small), plain=text.isascii())
    end = 0
    # What is dense is a run.
    while (first := dense.search(nines, end)) is not None and (run := _RUN.match(text, first.start())) is not None:
        yield run
        end = run.end()


@cache
def _dense(more: int, *, plain: bool) -> re.Pattern[str]:
    return re.compile(f"{_DENSE_NINES if plain else _DENSE}{{{more}}}")


def may_have_mail(text: str, small: str) -> bool:
    """Whether a text may have one of the signs of addresses (`AT`). `small`: the text in small letters."""
    if "@" in text or " dot " in small or not text.isascii():
        return True
    return ("(" in text and "(at)" in small) or ("[" in text and "[at]" in small)


def may_hold(stretch: str) -> bool:
    """Whether lines have a digit, a sign of an address, or a character that may be one in disguise.

    Digits of sums of money do not count where none is like an age or a date.
    """
    if not stretch.isascii() or may_have_mail(stretch, stretch.lower()):
        return True
    if _DIGIT.search(stretch) is None:
        return False
    if re.search(_AGE_OR_DATE, stretch) is not None:
        return True
    from .by_kind.runs import without_sums

    return _DIGIT.search(without_sums(stretch)) is not None


def _in_run(text: str, start: int, run: str) -> Iterator[int]:
    if _is_money(text, start, run) or (_digits(run) < _FEWEST_DIGITS and not _is_registered(text, start, run)):
        return
    offset = 0
    for piece in re.split(_ENTRY, run) if "\n" in run else (run,):
        offset = run.index(piece, offset)
        if _may_be_number(text, start + offset, piece):
            yield start + offset
            goes_on = piece.rstrip(_NO_DIGITS)
            yield from (start + offset + k + 1 for k in _places(goes_on, "\n"))


def _is_money(text: str, start: int, run: str) -> bool:
    """Whether a run is a sum and nothing else, as most long numbers are."""
    if text[start - 1 : start] in ("p", "P"):  # as the sign of money ends
        from .by_kind.runs import end_of_sum

        end = end_of_sum(text, start)
        return end > 0 and not run[end - start :].strip(_NO_DIGITS)
    if text[start - len(_AMOUNT_KEY) : start] != _AMOUNT_KEY or re.compile(_AMOUNT).match(text, start) is None:
        return False
    return text[text.rfind("\n", 0, start) + 1 : start].lstrip(" -") == _AMOUNT_KEY


def _is_registered(text: str, start: int, run: str) -> bool:
    """Whether these may be the eight digits of a member of the police or the army."""
    return _digits(run) == _FEWEST_DIGITS - 1 and "nrp" in text[max(0, start - 12) : start].lower()


def _may_be_number(text: str, start: int, run: str) -> bool:
    """Whether this can be the number of a person, or hold it."""
    written = run.strip(_SEPARATORS)
    while written[-1:] in _LETTERS and written[-2:-1] in _SEPARATORS:  # the beginning of the next word
        written = written[:-1].rstrip(_SEPARATORS)
    if _digits(written) < _FEWEST_DIGITS:
        return _is_registered(text, start, written)
    if written.isdecimal():
        if len(written) < _FEWEST_IN_WORD and text[start - 1 : start].isalpha() and len(run) == len(written):
            return not text[start + len(run) : start + len(run) + 1].isalpha()
        if len(written) == _FEWEST_DIGITS and written[0] not in "08":
            return "nip" in text[max(0, start - 12) : start].lower()
    return sum(_digits(token) for token in written.split() if not _is_code(token)) >= _FEWEST_DIGITS


def _is_code(token: str) -> bool:
    """Whether this is the code of a budget, a fraction, a date, or the number of a letter."""
    if token[1:2] == "." or (len(token) == 10 and token[4] == token[7] == "-"):
        return True
    if "/" not in token:
        return False
    parts = token.split("/")
    if any(_digits(part) >= 7 for part in parts if part[1:2] != "." and part[3:4] != "."):
        return False
    if "".join(parts).isdecimal() and len("".join(parts)) in _WHOLE:
        return False
    return not all(len(part) >= 3 for part in parts) or not (parts[0][:1] == "0" or {*map(len, parts)} == {4})


def _follows_a_name(text: str, place: int) -> bool:
    before = text[place - 1 : place]
    if before == " ":
        return text[place + 1 : place + 2] in " \n"  # set apart on both sides
    return before.isalnum() or before in "_.+-%" or not before.isascii()


def _is_of_a_person(text: str, place: int) -> bool:
    around = text[max(0, place - _AROUND) : place + _AROUND]
    if not around.isascii():  # its spaces, dashes and digits show once it is folded
        return _DIGIT.search(around) is not None
    return re.search(_AGE_OR_DATE, around) is not None


def is_about_persons(text: str) -> bool:
    """Whether a text may have a date of birth or a patient's age."""
    return next(_persons(text, _as_nines(text)), None) is not None


def _persons(text: str, nines: str) -> Iterator[int]:
    words = _named(_near_dates(text, nines))
    small = text.lower() if words else ""
    for word in words:
        yield from (k for k in _places(text if word in _TITLES else small, word) if _is_of_a_person(text, k))
    yield from (found.start() for found in re.finditer(_PLACE_AND_DATE, text))


def _near_dates(text: str, nines: str) -> str:
    """The parts of a text in which a word may be near to a date or an age; the complete text if that is as fast."""
    if not text.isascii():
        return text
    parts: list[str] = []
    covered = 0
    for found in re.finditer(_NUMBER_NEAR, nines):
        if found.start() - covered > _AROUND:
            parts.append("\n\n")
        start = max(covered, found.start() - _AROUND)
        covered = found.start() + _AROUND + _LONGEST_WORD
        parts.append(text[start:covered])
    return "".join(parts)


def _named(text: str) -> list[str]:
    """The words of dates of birth and of patients that a text has."""
    small = text.lower()
    found = [word for word in _WORDS if word in small] if len(small) == len(text) else []
    return found + [word for word in _TITLES if word in text]


def _places(text: str, word: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + 1)


def _digits(run: str) -> int:
    if run.isascii():
        return sum(map(run.count, _COUNTED))
    return sum(letter.isdecimal() or letter in "Oo" for letter in run)
