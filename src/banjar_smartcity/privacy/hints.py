"""Hints: places of a text near which personal data may be. Most texts have none and are done with at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

_RUN = re.compile("\\d[0-9OoIl .()/\\-\\n\\r\\t#_+\\\\\u0080-\U0010ffff]{6,400}")
"""Digits and all that may be between the digits of one number, at most so long that a text is gone over once."""
_FEWEST_DIGITS = 9
"""What every number that is looked for has at least."""
_WORDS = (
    "lahir", "ttl", "birth", "born", "dob", "pasien", "patient", "inisial", "initial", "penderita", "korban", "almarhum"
)  # fmt: skip
_TITLES = ("Ny.", "Tn.", "Nn.", "An.", "By.", "Sdr", "Mrs", "Ny ", "Tn ", "Mr.", "Ms.")
"""Words near a date of birth or the age of a patient, in small letters and as they are."""
AT = ("@", "(at)", "[at]", "\uff20", " dot ")
"""What stands in an e-mail address, spelled so that programs do not read it."""
_DIGIT = re.compile("[0-9]")


def hints(text: str) -> list[int]:
    """The places, in the order of the text."""
    places: list[int] = []
    for found in _RUN.finditer(text):
        if _digits(found[0]) >= _FEWEST_DIGITS:
            places.append(found.start())
            places += [found.start() + k + 1 for k in _places(found[0], "\n")]
    for sign in AT:
        if sign in text:
            places += _places(text, sign)
    if _DIGIT.search(text) is not None:
        small = text.lower()
        for word in named(text):
            places += _places(text if word in _TITLES else small, word)
    places.sort()
    return places


def named(text: str) -> list[str]:
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
    return sum(letter.isdecimal() or letter in "Oo" for letter in run)
