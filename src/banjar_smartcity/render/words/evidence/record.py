"""What a document says of itself next to its record, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ....i18n import N_, Language
from ....model.evidence import Evidence
from ....privacy.search import redact
from ....seeing.record import (
    AGREES,
    EXPIRES,
    FIELDS,
    ISSUED,
    NOT_FOUND,
    NOT_READ,
    NUMBER,
    TITLE,
    FieldCheck,
    contradicts,
)
from ....source.letters import printable
from ..wording import express


def record_lines(record: Evidence, found: Iterable[FieldCheck], lang: Language, *, everything: bool) -> Iterator[str]:
    """What the document says otherwise, one line each; with `everything` also what agrees and what was not found."""
    checks = tuple(found)
    _ = lang.translate
    for check in filter(contradicts, checks):
        text = _(N_("{field}: the record says {recorded}; page {sheet} says: {words}"))
        facts = {"field": express(FIELDS[check.field], lang), "recorded": redact(_recorded(record, check.field, lang))}
        yield printable(text.format(**facts, sheet=check.sheet, words=check.words))
    texts = {
        AGREES: N_("the record agrees with the text: {fields}"),
        NOT_FOUND: N_("not found on the first and last pages: {fields}"),
        NOT_READ: N_("could not be read, as the words of these pages are in a picture: {fields}"),
    }
    for verdict, text in texts.items() if everything else ():
        if fields := [express(FIELDS[check.field], lang) for check in checks if check.verdict == verdict]:
            yield _(text).format(fields=", ".join(fields))


def record_summary(records: Mapping[str, Iterable[FieldCheck]], lang: Language) -> Iterator[str]:
    """How many records are contradicted by their documents, if any."""
    if count := sum(any(map(contradicts, checks)) for checks in records.values()):
        text = lang.ngettext(
            "{n} record says another thing than its document says of itself.",
            "{n} records say another thing than their documents say of themselves.",
            count,
        )
        yield text.format(n=count)


def _recorded(record: Evidence, field: str, lang: Language) -> str:
    if field == NUMBER:
        return record.number or ""
    if field in (ISSUED, EXPIRES):
        day = record.issued_on if field == ISSUED else record.expires_on
        return lang.date(day) if day else ""
    return lang.text(record.title if field == TITLE else record.issuer)
