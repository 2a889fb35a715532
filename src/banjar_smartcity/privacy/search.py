"""Personal data: identity numbers, phones, private e-mail and bank accounts, which never belong in the repository.

The raw text is searched, comments and keys included, so that no place is missed. A NIK or family-card number has
16 digits: six for the place, six for a date (women's days plus 40) and a running number of four (PP 37/2007 and
Permendagri 72/2022 on population administration). A civil servant's number (NIP) has 18. Numbers of decrees, budget
codes (dotted), amounts, dates, hashes and web addresses are not reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..diagnostics import At, Diagnostic, Kind, Phrase, Severity
from ..i18n import N_
from ..source.decode import positions

PERSONAL_DATA = Kind(
    id="personal-data",
    severity=Severity.ERROR,
    message=N_("there is personal data here: {what}"),
    hint=N_(
        "Delete it. If it has been committed before, tell the maintainer of the repository: it stays in the history."
    ),
    why=N_(
        "Many people read the repository, and it keeps everything. The law on personal data (UU 27/2022) "
        "requires that such data stay out of it; state counts instead of people."
    ),
    example="# hubungi 08xx-xxxx-xxxx        # nomor telepon pribadi",
    secret=True,
)
KINDS = (PERSONAL_DATA,)

_RUN = re.compile(r"\d[\d .()\-]{7,}\d")
_RUN_OR_MAIL = re.compile(_RUN.pattern + "|@")
_DISGUISE = re.compile(r"\\|: [>|][-+0-9]*\s*$", re.MULTILINE)
"""An escape, or a text block of several lines."""
_FEWEST_DIGITS = 9
"""Every kind of personal data but e-mail has at least this many digits; most texts have no such number."""


class Datum(NamedTuple):
    """The offsets of personal data in a text, and their kind in words; never the data themselves."""

    start: int
    end: int
    what: str


_IDENTITY_NAME = N_("a citizen's identity or family-card number (NIK, KK)")
_CIVIL_NAME = N_("a civil servant's number (NIP)")
_PHONE_NAME = N_("a phone number")
_EMAIL_NAME = N_("a private e-mail address")
_ACCOUNT_NAME = N_("a bank account number")


def find_personal_data(text: str) -> Iterator[Datum]:
    """Every place of a text that contains personal data, each once."""
    done = 0
    for run in (_RUN_OR_MAIL if "@" in text else _RUN).finditer(text):
        if run.start() < done or (run[0] != "@" and _digits(run[0]) < _FEWEST_DIGITS):
            continue
        # Words that say what a number is are on its line, so the rest of the text need not be searched.
        start = text.rfind("\n", 0, run.start()) + 1
        done = text.find("\n", run.end())
        done = len(text) if done < 0 else done
        yield from _in_line(text[start:done], start)


def _in_line(line: str, offset: int) -> Iterator[Datum]:
    end = 0
    for datum in sorted(_candidates(line), key=lambda d: (d.start, -d.end)):
        if datum.start >= end:
            end = datum.end
            yield Datum(datum.start + offset, datum.end + offset, datum.what)


def _digits(text: str) -> int:
    return sum(map(str.isdecimal, text))


def _candidates(text: str) -> Iterator[Datum]:
    from . import patterns

    for pattern, name in (
        (patterns.CIVIL_SERVANT, _CIVIL_NAME),
        (patterns.IDENTITY, _IDENTITY_NAME),
        (patterns.MOBILE, _PHONE_NAME),
    ):
        for found in pattern.finditer(text):
            if patterns.AMOUNT.fullmatch(found[0]) is None:
                yield Datum(found.start(), found.end(), name)
    for found in patterns.EMAIL.finditer(text):
        if not ("." + found[1].lower()).endswith(patterns.OFFICIAL):
            yield Datum(found.start(), found.end(), _EMAIL_NAME)
    for pattern, name in (
        (patterns.IDENTITY_NAMED, _IDENTITY_NAME),
        (patterns.PHONE_NAMED, _PHONE_NAME),
        (patterns.ACCOUNT, _ACCOUNT_NAME),
    ):
        for found in pattern.finditer(text):
            if name is _ACCOUNT_NAME and not _looks_like_account(found[1]):
                continue
            yield Datum(found.start(1), found.end(1), name)


def _looks_like_account(digits: str) -> bool:
    """Whether a number has ten to sixteen digits and is not a budget code, an amount of money, or years or dates."""
    from . import patterns

    others = (patterns.BUDGET_CODE, patterns.AMOUNT, patterns.YEARS)
    return 10 <= _digits(digits) <= 16 and not any(other.fullmatch(digits) for other in others)


def check_personal_data(path: str, text: str) -> Iterator[Diagnostic]:
    """A finding for each place of a file's text, comments included, that contains personal data."""
    position = None
    for datum in find_personal_data(text):
        position = position or positions(text)
        yield Diagnostic(PERSONAL_DATA, At(path), {"what": Phrase(datum.what)}, position(datum.start))


def check_decoded(at: At, text: str, value: object) -> Iterator[Diagnostic]:
    """A finding for each value with personal data that appear only after YAML has joined lines and replaced escapes.

    Call it for a text in which `check_personal_data` found nothing. Most texts have neither escapes nor folded lines.
    """
    if _DISGUISE.search(text) is not None:
        yield from _check_values(at, value)


def _check_values(at: At, value: object) -> Iterator[Diagnostic]:
    if isinstance(value, str):
        for datum in find_personal_data(" ".join(value.split())):
            yield Diagnostic(PERSONAL_DATA, at, {"what": Phrase(datum.what)})
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _check_values(at / key, entry)
    elif isinstance(value, list):
        for i, entry in enumerate(value):
            yield from _check_values(at / i, entry)


def redact(text: str) -> str:
    """The text with all personal data replaced by an ellipsis."""
    parts, last = [], 0
    for datum in find_personal_data(text):
        parts += [text[last : datum.start], "…"]
        last = datum.end
    return "".join([*parts, text[last:]]) if parts else text
