"""Personal data: identity numbers, phones, private e-mail and bank accounts, which never belong in the repository.

The raw text is searched, comments and keys included, so that nothing hides outside of what the schema reads. A NIK or
family-card number has 16 digits: six for the place, six for a date (women's days plus 40), four running (PP 37/2007
and Permendagri 72/2022 on population administration). A civil servant's number (NIP) has 18. Numbers of decrees,
budget codes (dotted), amounts, dates, hashes and web addresses pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .diagnostics import At, Diagnostic, Kind, Phrase, Severity
from .i18n import N_
from .source.decode import position_of

PERSONAL_DATA = Kind(
    "personal-data",
    Severity.ERROR,
    N_("personal data stands here: {what}"),
    N_("Delete it. If it has been committed before, tell the keeper of the repository: it stays in the history."),
    N_("The repository is read by many and keeps everything. The law on personal data (UU 27/2022) wants such data kept from it; state counts instead of people."),
    "# hubungi 08xx-xxxx-xxxx        # nomor telepon pribadi",
    secret=True,
)
KINDS = (PERSONAL_DATA,)

_PROVINCES = "1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7]"
_PLACE = rf"(?:{_PROVINCES})\d{{2}}\d{{2}}"
_DAY = r"(?:0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])"
_MONTH = r"(?:0[1-9]|1[0-2])"
_EDGE = r"(?<![0-9A-Za-z])"
_NO_MORE = r"(?![0-9A-Za-z])"

_IDENTITY = re.compile(
    rf"{_EDGE}(?:(?:{_PROVINCES})\d{{14}}"  # unbroken
    rf"|(?=(?:\d[ .\-]?){{16}}{_NO_MORE})(?:{_PROVINCES})[ .\-]?\d{{2}}[ .\-]?\d{{2}}[ .\-]?{_DAY}[ .\-]?{_MONTH}[ .\-]?\d{{2}}[ .\-]?\d{{4}}"
    rf"|(?:{_PROVINCES})\d{{2}}[ \-]\d{{4}}[ \-]\d{{4}}[ \-]\d{{4}}){_NO_MORE}"
)
_IDENTITY_NAMED = re.compile(
    r"(?i)\b(?:NIK|KTP|no\.?\s*KK|kartu\s+keluarga|nomor\s+induk\s+kependudukan|family\s*card)\b\D{0,20}((?:\d[ .\-]?){15}\d)"
    + _NO_MORE
)
_CIVIL_SERVANT = re.compile(
    rf"{_EDGE}(?:19|20)\d{{2}}{_MONTH}(?:0[1-9]|[12]\d|3[01]) ?(?:19|20)\d{{2}}{_MONTH} ?[12] ?\d{{3}}{_NO_MORE}"
)
_MOBILE = re.compile(r"(?<![0-9A-Za-z.,/=_-])(?:\+?62|\(\+?62\)|0)[ .\-]?8[1-9]\d?(?:[ .\-]?\d){6,10}(?![0-9A-Za-z]|[./]\d)")
_PHONE_NAMED = re.compile(
    r"(?i)\b(?:telp|telepon|tlp|tel|phone|hp|no\.?\s*hp|wa|whatsapp|ponsel|handphone)\b\.?[^\d\n+(]{0,20}([+(]{0,2}(?:62|0)[) .\-]{0,2}\d(?:[ .\-)]{0,2}\d){6,11})(?!\d)"
)
_EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}@((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24})\b"
)
_OFFICIAL = (".go.id", ".desa.id", ".mil.id", ".ac.id", ".sch.id")
_ACCOUNT = re.compile(
    r"(?i)\b(?:no(?:mor)?\.?[ _]*rek(?:ening)?|rekening|norek|rek\b\.?|bank[ _]account|account[ _]number"
    r"|(?:bank|BRI|BNI|BCA|BSI|BTN|Mandiri|Bank Kalsel)\s+(?:no\.?|a/?c)?)"
    r"[^\d\n]{0,30}?(?<![\d.])(\d[\d .\-]{7,22}\d)(?![\d.])"
)
_BUDGET_CODE = re.compile(r"\d(?:\.\d{1,4}){2,}")
"""An account of the regional budget, such as 5.1.02.01.01.0024, is also called a *rekening*."""

_DIGITS = re.compile(r"\d{8}|(?:\d[ .\-()]{0,2}){9}|@")
"""What every kind of personal data has at least; most lines are done with after this."""


class Datum(NamedTuple):
    """Where personal data stand in a text, and of what sort they are; never the data."""

    start: int
    end: int
    what: str


_IDENTITY_NAME = N_("a citizen's identity or family-card number (NIK, KK)")
_CIVIL_NAME = N_("a civil servant's number (NIP)")
_PHONE_NAME = N_("a phone number")
_EMAIL_NAME = N_("a private e-mail address")
_ACCOUNT_NAME = N_("a bank account number")


def find_personal_data(text: str) -> Iterator[Datum]:
    """Every place of a text that holds personal data, each once."""
    if _DIGITS.search(text) is None:
        return
    taken: list[tuple[int, int]] = []
    for datum in sorted(_candidates(text), key=lambda d: (d.start, -d.end)):
        if not any(start < datum.end and datum.start < end for start, end in taken[-1:]):
            taken.append((datum.start, datum.end))
            yield datum


def _candidates(text: str) -> Iterator[Datum]:
    for pattern, name in ((_CIVIL_SERVANT, _CIVIL_NAME), (_IDENTITY, _IDENTITY_NAME), (_MOBILE, _PHONE_NAME)):
        for found in pattern.finditer(text):
            yield Datum(found.start(), found.end(), name)
    for found in _EMAIL.finditer(text):
        if not ("." + found[1].lower()).endswith(_OFFICIAL):
            yield Datum(found.start(), found.end(), _EMAIL_NAME)
    for pattern, name in (
        (_IDENTITY_NAMED, _IDENTITY_NAME),
        (_PHONE_NAMED, _PHONE_NAME),
        (_ACCOUNT, _ACCOUNT_NAME),
    ):
        for found in pattern.finditer(text):
            if name is _ACCOUNT_NAME and not _looks_like_account(found[1]):
                continue
            yield Datum(found.start(1), found.end(1), name)


def _looks_like_account(digits: str) -> bool:
    """Ten to sixteen digits that are neither a budget code nor a grouped amount of money."""
    compact = re.sub(r"\D", "", digits)
    amount = re.fullmatch(r"\d{1,3}(\.\d{3})+", digits)
    return 10 <= len(compact) <= 16 and amount is None and _BUDGET_CODE.fullmatch(digits) is None


def check_personal_data(path: str, text: str) -> Iterator[Diagnostic]:
    """A finding for each place of a file's text, comments included, that holds personal data."""
    for datum in find_personal_data(text):
        yield Diagnostic(PERSONAL_DATA, At(path), {"what": Phrase(datum.what)}, position_of(text, datum.start))


def redact(text: str) -> str:
    """The text with every personal datum replaced by an ellipsis."""
    parts, last = [], 0
    for datum in find_personal_data(text):
        parts += [text[last : datum.start], "…"]
        last = datum.end
    return "".join([*parts, text[last:]]) if parts else text
