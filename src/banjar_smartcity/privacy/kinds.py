"""Kinds: what is reported of personal data, the sorts there are, and a place where one was found."""

from __future__ import annotations

from ..diagnostics import Kind, Severity
from ..i18n import N_
from ..named import NamedTuple

_WHY = N_(
    "Many people read the repository, and it keeps everything. The law on personal data (UU 27/2022) "
    "requires that such data stay out of it; state counts instead of people."
)
PERSONAL_DATA = Kind(
    id="personal-data",
    severity=Severity.ERROR,
    message=N_("there is personal data here: {what}"),
    hint=N_(
        "Delete it. If it has been committed before, tell the maintainer of the repository: it stays in the history."
    ),
    why=_WHY,
    example="# hubungi 08xx-xxxx-xxxx        # nomor telepon pribadi",
    secret=True,
)
IN_NAME = Kind(
    id="personal-data-in-name",
    severity=Severity.ERROR,
    message=N_("the name of this file or folder contains personal data: {what}"),
    hint=N_("Rename it. If it was committed, tell the maintainer of the repository: the name stays in the history."),
    why=N_("Names are shown in lists, links and addresses, where everybody reads them."),
    example="data/evidence/files/ktp-63xxxxxxxxxxxxxx.pdf",
    secret=True,
)
IN_DOCUMENT = Kind(
    id="personal-data-in-document",
    severity=Severity.WARNING,
    message=N_("this document contains personal data: {what}; places found: {count}"),
    hint=N_(
        "Read it. If the data is about a private person, keep the document outside the repository "
        "(access: internal) or publish a copy in which the data is blacked out."
    ),
    why=N_(
        "Documents are read by everybody who can read the repository. Only texts, tables and the properties of "
        "PDF files are searched, so read every document before you add it."
    ),
    example="# data/evidence/files/daftar-hadir.txt: Fulan, 08xx-xxxx-xxxx",
    secret=True,
)
KINDS = (PERSONAL_DATA, IN_NAME, IN_DOCUMENT)

IDENTITY = N_("a citizen's identity or family-card number (NIK, KK)")
CIVIL_SERVANT = N_("a civil servant's number (NIP)")
TAXPAYER = N_("a taxpayer's number (NPWP)")
MEMBER = N_("a member's, pupil's, teacher's or officer's number (BPJS, NISN, NUPTK, NRP)")
PHONE = N_("a phone number")
EMAIL = N_("a private e-mail address")
ACCOUNT = N_("a bank account number")
BIRTH = N_("a person's date of birth")
PATIENT = N_("a patient's name or initials with the age")


class Datum(NamedTuple):
    """Where personal data is in a text, and of what sort it is; never the data."""

    start: int
    end: int
    what: str
