"""Calendars: the due days of an agency as a file for any calendar (RFC 5545).

The bytes depend on nothing but the data and the day: a day of an agency keeps its UID, so that a calendar that takes
the file again replaces the entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, timedelta

from ...i18n import Language
from ...publish.reminders import DueDay, Reminder
from ...scoring.steps.remarks import OpenRemark
from ...source.letters import printable
from ...spelling.ids import id_of
from ..words.exchange.mark_words import mark_text, reply_by
from .reminder_text import borrowed

FOLDED_AT = 75
"""The most bytes of a line, without its end (RFC 5545, 3.1)."""


def calendar_file(reminder: Reminder, region: str, lang: Language) -> bytes:
    """The calendar: an event of a whole day for each due day."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//smartcity//remind//{lang.code.upper()}"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for entry in reminder.remarks:
        lines += _rebuttal(entry, reminder, region, lang)
    for day in reminder.days:
        lines += _event(day, reminder, region, lang)
    lines.append("END:VCALENDAR")
    return b"".join(piece + b"\r\n" for line in lines for piece in folded(line))


def folded(line: str) -> Iterator[bytes]:
    """The pieces of a line: each but the first begins with a space, and none ends within a character."""
    piece, room = b"", FOLDED_AT
    for letter in line:
        encoded = letter.encode()
        if len(piece) + len(encoded) > room:
            yield piece
            piece = b" "
        piece += encoded
    yield piece


def escaped(text: str) -> str:
    """A text as a value (RFC 5545, 3.3.11). Line ends stay as `\\n`; other control characters are left out."""
    plain = "\n".join(printable(line) for line in text.splitlines())
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, "\\" + sign)
    return plain.replace("\n", "\\n")


def _rebuttal(entry: OpenRemark, reminder: Reminder, region: str, lang: Language) -> Iterator[str]:
    """The end of a rebuttal as an event with its hour; of the whole day of the reminder if it is not known."""
    item, end = entry.leaf.item, entry.deadline
    title = f"{reminder.agency.abbreviation}: {reply_by(end, reminder.today, lang)}"
    place = ".".join((id_of(region) or "smartcity", reminder.stage.id, item.id, str(entry.mark.assessor)))
    at = end.astimezone(UTC).strftime(":%Y%m%dT%H%M%SZ") if end else f";VALUE=DATE:{_basic(reminder.today)}"
    yield "BEGIN:VEVENT"
    yield f"UID:{place}.{reminder.agency.id}@smartcity"
    yield f"DTSTAMP:{_basic(reminder.today)}T000000Z"
    yield f"DTSTART{at}"
    yield f"SUMMARY:{escaped(title)}"
    yield "DESCRIPTION:" + escaped(f"{lang.text(item.question)} ({item.id})\n{mark_text(entry.mark, lang)}")
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _event(day: DueDay, reminder: Reminder, region: str, lang: Language) -> Iterator[str]:
    title = lang.ngettext("{agency}: {n} thing due", "{agency}: {n} things due", len(day.entries))
    names = [f"- {lang.text(due.step.name)} ({due.step.id})" for due in day.entries]
    stage = lang.text(reminder.stage.name)
    if not all(due.is_own for due in day.entries):
        names.append(borrowed(day.day, lang))
    place = ".".join((id_of(region) or "smartcity", reminder.stage.id, reminder.agency.id))
    yield "BEGIN:VEVENT"
    yield f"UID:{place}.{_basic(day.day)}@smartcity"
    yield f"DTSTAMP:{_basic(reminder.today)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_basic(day.day)}"
    yield f"DTEND;VALUE=DATE:{_basic(day.day + timedelta(days=1))}"
    yield f"SUMMARY:{escaped(title.format(agency=reminder.agency.abbreviation, n=len(day.entries)))}"
    yield "DESCRIPTION:" + escaped("\n".join((stage, *names)))
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _basic(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"
