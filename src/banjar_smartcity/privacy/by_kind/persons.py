"""Persons: dates of birth next to a name, and patients by name or initials with their age."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...spelling.patterns import late
from ..kinds import BIRTH, PATIENT, Datum
from .vocabulary import ABBREVIATIONS, BIRTH_PLACES, NOT_NAMES, NOT_OF_PERSONS

_MONTHS = (
    "jan(?:uari|uary)?|feb(?:ruari|ruary)?|mar(?:et|ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?|agu(?:stus)?|agt|ags|"
    "aug(?:ust)?|sep(?:t|tember)?|o[kc]t(?:ober)?|nov(?:ember)?|des(?:ember)?|dec(?:ember)?"
)
_DATE = (
    rf"(?:[0-3]?\d[ ./\-]{{1,3}}(?i:{_MONTHS})[ ./\-,]{{1,3}}(?:'|(?:19|20))?\d\d"
    r"|[0-3]?\d ?[./\-] ?[01]?\d ?[./\-] ?(?:19|20)?\d\d|[0-3]\d [01]\d (?:19|20)\d\d"
    rf"|(?:19|20)\d\d[./\-][01]\d[./\-][0-3]\d|(?i:{_MONTHS}) [0-3]?\d, (?:19|20)\d\d)(?!\d)"
)
_LABELLED = late(
    r"(?i:(?<![^\W_])(?:ttl|tempat[\W_]{0,3}(?:(?:dan|tanggal|tgl)[\W_]{0,3}){0,2}lahir|"
    r"(?:tanggal|tgl)[ ._\-]*(?:\w{0,2} )?lahir|date[ _\-]?of[ _\-]?birth|birth[ _\-]?date|birthday|dob|"
    r"(?P<bare>lahir)(?=['\"]?:)))"
    rf"(?![^\W_])(?P<gap>[^\d;]{{0,40}})(?P<date>{_DATE}|(?:19|20)\d\d[01]\d[0-3]\d(?!\d))"
)
_BORN = late(rf"(?P<word>(?i:\b(?:lahir|kelahiran|born)\b)|(?<=\()l\.)(?P<gap>[^\d;]{{0,40}})(?P<date>{_DATE})")
_NAMED_AFTER = late(
    r"(?: (?:in|at|di) [A-Z][a-z]+)?, (?!(?:it|in|at|di|dan)\b)(?P<name>[A-Z][\w'.]+(?: [A-Z][\w'.]*){0,3})"
)
_PLACED = rf"[A-Z][a-z]+(?: [A-Z][a-z]+){{0,2}}, ?(?P<date>{_DATE})"
_BESIDE = (
    late(rf"(?P<name>\b[A-Z][\w']{{1,30}}(?: (?:bin|binti|[A-Z][\w'.]*)){{0,4}})[ \n]?[(\[/][ \n]?{_PLACED}"),
    late(
        r"(?:\b(?i:nama|name|a\. ?n|atas nama|sdri?|saudari?a?|ibu|bapak|bpk|ny|tn|nn|warga|peserta|siswa|"
        r"penerima|anggota)\b"
        r"(?: [a-z]+)?[\"']?[ :.]{1,3}[\"']?)"
        rf"(?P<name>\b[A-Z][\w']{{1,30}}(?: (?:bin|binti|[A-Z][\w'.]*)){{0,4}})(?:, S\.\w+)?[,;/\n ]{{1,3}}{_PLACED}"
    ),
)
"""A name with a place and a date in brackets; and after a title or "nama" with a place and a date."""
_ABOUT_BIRTHS = rf"(?i)lahir|ttl|birth|born|dob|\(l\.|, ?(?:\d|(?:{_MONTHS}) \d)"
"""A word of the label of a birth, or a date behind a place; most texts about persons have neither."""
_LATEST = 2005
"""Later dates next to names are those of events and letters."""
_EARLY = 2012
"""What was born later is an innovation rather than a grown-up."""
_SMALL = late(r"\b[a-z]{4,}\b")
_NAME = late(r"((?:[A-Z][\w'.]*)(?: (?:bin|binti|[A-Z][\w'.]*)){0,4})[ ,(\n]*(?:yang |who was |was |adalah |juga )?$")
_TITLES = late(
    r"\b(?:Bapak|Ibu|Bpk|Sdri?|Saudara|Saudari|Tn|Ny|Nn|An|Drs?|dr|Hj?|"
    r"Nama|nama|Warga|warga|Mr|Mrs|Ms|Bayi|a\.n|atas nama|pasien|ketua|siswa)\b"
)
_OWNER = late(r"[ ,(]{1,2}(?:atas nama|a\. ?n\.|an\.) ?[A-Z]| \([A-Z][a-z]+\b")
_AGE = (
    r"(?:[ ,\n]{0,3}\(?(?:(?:ber)?(?:usia|umur)|aged?)[ :]{1,2}\d{1,3}(?: ?(?:tahun|thn|th|bulan|bln|hari|years?))?|"
    r"[ ,\n(]{1,4}\d{1,3} ?(?:tahun|thn|th|bulan|bln|hari|years?|yo|y/o)\b|[ ,\n]{0,2}\(\d{1,3}\)|"
    r"[ ,\n/]{1,3}[LP]?/?\d{1,3} ?(?:tahun|thn|th)\b)"
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
        rf"(?:[ :,\n]{{1,2}}(?:(?:[a-z\-]+|a\. ?n\.)[ :,]{{1,2}}){{0,4}}|: ?)"
        rf"(?P<who>{_INITIALS})(?![A-Za-z]){_AGE}(?! ?(?:orang|kasus|persen|ke atas|ke bawah|%|lebih))"
    ),
)
_NAMED_PATIENTS = re.compile(
    rf"\b(?i:pasien|patient|penderita|korban|almarhum|almarhumah)(?::? |\n)(?:atas nama |a\. ?n\. |bernama |nama )?"
    rf"(?P<name>[A-Z][a-z']+(?: (?:bin|binti|[A-Z][a-z'.]*)){{0,4}}){_AGE}"
)
_BANDS = re.compile(r" ?(?:ke atas|ke bawah|lebih|orang|kasus|persen|%|and over|or older)")


def find_births(text: str) -> Iterator[Datum]:
    """Dates of birth that a label announces, or that are said of somebody with a name."""
    if re.search(_ABOUT_BIRTHS, text) is None:
        return
    for found in _LABELLED.finditer(text):
        if set(_SMALL.findall(found["gap"])) <= BIRTH_PLACES and (not found["bare"] or _is_early(found["date"])):
            yield Datum(found.start("date"), found.end("date"), BIRTH)
    for found in _BORN.finditer(text):
        if set(_SMALL.findall(found["gap"])) <= BIRTH_PLACES and _is_of_somebody(
            text[max(0, found.start() - 60) : found.start()],
            found["word"],
            text[found.end() : found.end() + 60],
            found["date"],
        ):
            yield Datum(found.start("date"), found.end("date"), BIRTH)

    for pattern in _BESIDE:
        for found in pattern.finditer(text):
            year = re.search(r"(?:19|20)\d\d", found["date"])
            if year is not None and int(year[0]) <= _LATEST and _is_name(found["name"].split()):
                yield Datum(found.start("date"), found.end("date"), BIRTH)


def _is_of_somebody(before: str, word: str, after: str, date: str) -> bool:
    """Whether a person's name, and not that of a day, a place or a programme, leads up to the word."""
    if _OWNER.match(after):
        return True
    early = _is_early(date)
    named = _NAME.search(before)
    if named is None:
        begins = word[0].isupper() or word == "kelahiran"
        follows = _NAMED_AFTER.match(after) if begins and early else None
        return follows is not None and _is_name(follows["name"].split())
    words = named[1].split()
    if words[0].lower() in NOT_NAMES:
        return False
    if _TITLES.search(before):
        return True
    if len(words) == 1 and word.lower() == "kelahiran":
        return early and _is_name(words)
    return early and (len(words) > 1 or before[-1:] == "(" or before[-2:] == ", ")


def _is_early(date: str) -> bool:
    year = re.search(r"(?:19|20)\d\d", date)
    return year is None or int(year[0]) <= _EARLY


def _is_name(words: list[str]) -> bool:
    return not {word.lower().strip(".") for word in words} & (NOT_NAMES | NOT_OF_PERSONS)


def find_patients(text: str) -> Iterator[Datum]:
    """Patients and other persons of whom name or initials and the age are said."""
    for found in _NAMED_PATIENTS.finditer(text):
        if _BANDS.match(text, found.end()) is None and _is_name(found["name"].split()) and "bulan" not in found[0]:
            yield Datum(found.start(), found.end(), PATIENT)
    for pattern in _PATIENTS:
        for found in pattern.finditer(text):
            who = found.groupdict().get("who")
            if who and who.strip() in ABBREVIATIONS:
                continue
            if _BANDS.match(text, found.end()) is None:
                yield Datum(found.start(), found.end(), PATIENT)
