"""Persons: dates of birth next to a name, and patients by name or initials with their age."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .kinds import BIRTH, PATIENT, Datum
from .vocabulary import ABBREVIATIONS, BIRTH_PLACES, NOT_NAMES

_MONTHS = (
    "jan(?:uari|uary)?|feb(?:ruari|ruary)?|mar(?:et|ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?|agu(?:stus)?|agt|ags|"
    "aug(?:ust)?|sep(?:t|tember)?|o[kc]t(?:ober)?|nov(?:ember)?|des(?:ember)?|dec(?:ember)?"
)
_DATE = (
    rf"(?:[0-3]?\d[ ./\-]{{1,3}}(?i:{_MONTHS})[ ./\-,]{{1,3}}(?:19|20)?\d\d"
    r"|[0-3]?\d ?[./\-] ?[01]?\d ?[./\-] ?(?:19|20)?\d\d|[0-3]\d [01]\d (?:19|20)\d\d"
    rf"|(?:19|20)\d\d[./\-][01]\d[./\-][0-3]\d|(?i:{_MONTHS}) [0-3]?\d, (?:19|20)\d\d)(?!\d)"
)
_LABELLED = re.compile(
    r"(?i:\b(?:ttl|tempat\W{0,3}(?:(?:dan|tanggal|tgl)\W{0,3}){0,2}lahir|(?:tanggal|tgl)[ ._]*(?:\w{0,2} )?lahir|"
    rf"date[ _]of[ _]birth|birth[ _]?date|dob))\b(?P<gap>[^\d;]{{0,40}})(?P<date>{_DATE})"
)
_BORN = re.compile(rf"(?i:\b(?:lahir|kelahiran|born))\b(?P<gap>[^\d;]{{0,40}})(?P<date>{_DATE})")
_SMALL = re.compile(r"\b[a-z]{4,}\b")
_NAME = re.compile(
    r"((?:[A-Z][\w'.]*)(?: (?:bin|binti|[A-Z][\w'.]*)){0,4})[ ,(\n]*(?:yang |who was |was |adalah |juga )?$"
)
_TITLES = re.compile(
    r"\b(?:Bapak|Ibu|Bpk|Sdri?|Saudara|Saudari|Tn|Ny|Nn|An|Drs?|dr|Hj?|"
    r"Nama|nama|Warga|warga|Mr|Mrs|Ms|Bayi|a\.n|atas nama|pasien|ketua|siswa)\b"
)
_OWNER = re.compile(r"[ ,(]{1,2}(?:atas nama|a\. ?n\.|an\.) ?[A-Z]")
_AGE = (
    r"(?:[ ,\n]{0,3}\(?(?:(?:ber)?(?:usia|umur)|aged?)[ :]{1,2}\d{1,3}(?: ?(?:tahun|thn|th|bulan|bln|hari|years?))?|"
    r"[ ,\n(]{1,4}\d{1,3} ?(?:tahun|thn|th|bulan|bln|hari|years?|yo|y/o)\b|[ ,\n]{0,2}\(\d{1,3}\)|"
    r"[ ,\n/]{1,2}[LP]?/?\d{1,3} ?(?:tahun|thn|th)\b)"
)
_INITIALS = r"(?:[A-Z]\.? ?){0,3}[A-Z]\.?"
_PATIENTS = (
    re.compile(rf"\b(?:Ny|Tn|Nn|By|Sdri?|Mrs?|Ms)\b\.?,? ?(?:{_INITIALS}|[A-Z][a-z]+(?: [A-Z][a-z]+)?){_AGE}"),
    re.compile(rf"\b{_INITIALS}, ?(?:laki-laki|perempuan|pria|wanita|male|female),{_AGE}"),
    re.compile(rf"\bAn\b\.? ?(?:{_INITIALS}|[A-Z][a-z]+)(?![a-z]){_AGE}"),
    re.compile(rf"\b(?i:(?:ber)?inisial|initials?)\b[ :\"'(]{{0,3}}{_INITIALS}[\"')]{{0,2}}[^\d\n.;]{{0,20}}?{_AGE}"),
    re.compile(
        r"\b\d{1,3}[ -]?(?:tahun|thn|th|years?)\b[^\d;]{0,25}\b(?i:(?:ber)?inisial|initials?)\b[ :\"'(]{0,3}"
        rf"{_INITIALS}(?![a-z])"
    ),
    re.compile(
        r"\b(?i:pasien|patient|penderita|korban|almarhum|almarhumah)\b"
        rf"(?:[ :,]{{1,2}}(?:[a-z\-]+[ :,]{{1,2}}){{0,4}}|: ?)"
        rf"(?P<who>{_INITIALS})(?![A-Za-z]){_AGE}(?! ?(?:orang|kasus|persen|ke atas|ke bawah|%|lebih))"
    ),
)
_BANDS = re.compile(r" ?(?:ke atas|ke bawah|lebih|orang|kasus|persen|%|and over|or older)")


def find_births(text: str) -> Iterator[Datum]:
    """Dates of birth that a label announces, or that are said of somebody with a name."""
    for found in _LABELLED.finditer(text):
        if set(_SMALL.findall(found["gap"])) <= BIRTH_PLACES:
            yield Datum(found.start("date"), found.end("date"), BIRTH)
    for found in _BORN.finditer(text):
        if set(_SMALL.findall(found["gap"])) <= BIRTH_PLACES and _is_of_somebody(
            text[max(0, found.start() - 60) : found.start()], text[found.end() : found.end() + 16], found["date"]
        ):
            yield Datum(found.start("date"), found.end("date"), BIRTH)


def _is_of_somebody(before: str, after: str, date: str) -> bool:
    """Whether a person's name, and not that of a day, a place or a programme, leads up to the word."""
    if _OWNER.match(after):
        return True
    named = _NAME.search(before)
    if named is None:
        return False
    words = named[1].split()
    if words[0].lower() in NOT_NAMES:
        return False
    if _TITLES.search(before):
        return True
    year = re.search(r"(?:19|20)\d\d", date)
    return (year is None or int(year[0]) <= 2012) and (len(words) > 1 or before[-1:] == "(" or before[-2:] == ", ")


def find_patients(text: str) -> Iterator[Datum]:
    """Patients and other persons of whom name or initials and the age are said."""
    for pattern in _PATIENTS:
        for found in pattern.finditer(text):
            who = found.groupdict().get("who")
            if who and who.strip() in ABBREVIATIONS:
                continue
            if _BANDS.match(text, found.end()) is None:
                yield Datum(found.start(), found.end(), PATIENT)
