"""Reading: the personal data in lines that may hold some."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...spelling.patterns import late
from ..folding import fold
from ..hints import AT, is_about_persons
from ..kinds import ACCOUNT, EMAIL, PHONE, Datum
from .accounts import find_account, leads_to_account
from .numbers import find_person, is_sum_of_money
from .phones import find_phone
from .runs import Run, runs

_MAIL = late(
    r"(?<![\w.+%-])([\w.+%-]{1,64})"
    r"(?:@| ?[\[(](?i:at|@)[\])] ?| (?i:at) (?=[\w-]{1,40} (?i:dot) )|"
    r"[ \n]?@[ \n]?(?=[a-z]*(?:mail|yahoo|outlook|proton)))"
    r"((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.| ?[\[(](?i:dot)[\])] ?| (?i:dot) )){1,8}[A-Za-z]{2,24})\b"
)
"""With a space or a line end at the sign only before the hosts of private mail: `a @ b.c` is also code."""
_OFFICIAL = (".go.id", ".desa.id", ".mil.id", ".ac.id", ".sch.id")
_FILES = (".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif", ".css", ".js", ".html", ".yaml", ".yml", ".json")
_HOSTS = (".com", ".net", ".org", ".id")
"""Endings of hosts after which the ending of a file still follows: `budi@gmail.com.yaml`, but not `logo@2x.min.js`."""
_PROGRAMS = frozenset(("git", "noreply", "no-reply", "donotreply"))


def read(text: str, start: int, end: int) -> Iterator[Datum]:
    """The personal data of a stretch of a text, in its order, none within another."""
    folded = fold(text, start, end)
    last = 0
    for datum in sorted(_candidates(folded.text), key=lambda d: (d.start, -d.end)):
        if datum.start >= last:
            last = datum.end
            yield Datum(folded.places[datum.start], folded.places[datum.end - 1] + 1, datum.what)


def _candidates(text: str) -> Iterator[Datum]:
    for run in runs(text):
        yield from _in_run(run)
    if any(sign in text for sign in AT):
        yield from _mails(text)
    if re.search(r"\d", text) is not None:
        yield from _persons(text)


def _in_run(run: Run) -> Iterator[Datum]:
    if is_sum_of_money(run):
        return
    i = 0
    while i < len(run.groups):
        j, what = (i, "") if run.goes_on(i) else _number(run, i)
        if j > i:
            yield Datum(run.groups[i][0], run.groups[j - 1][1], what)
        i = max(j, i + 1)


def _number(run: Run, i: int) -> tuple[int, str]:
    words = run.words(i)
    if found := find_person(run, i, words):
        return found
    account = leads_to_account(words)
    if not account and (after := find_phone(run, i, words)):
        return after, PHONE
    if after := find_account(run, i, words):
        return after, ACCOUNT
    if account and (after := find_phone(run, i, words)):
        return after, PHONE
    return i, ""


def _mails(text: str) -> Iterator[Datum]:
    for found in _MAIL.finditer(text):
        domain = "." + re.sub(r" ?[\[(]dot[\])] ?| dot ", ".", found[2].lower())
        if domain.endswith(_FILES):
            domain = domain.rpartition(".")[0]
            if not domain.endswith(_HOSTS) or domain in _HOSTS:
                continue
        if not domain.endswith(_OFFICIAL) and found[1].lower() not in _PROGRAMS:
            yield Datum(found.start(), found.end(), EMAIL)


def _persons(text: str) -> Iterator[Datum]:
    if is_about_persons(text):
        from .persons import find_births, find_patients

        yield from find_births(text)
        yield from find_patients(text)
