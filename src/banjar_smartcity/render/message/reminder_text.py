"""Reminders as texts: a short one for WhatsApp and a full one for e-mail. Neither has tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import wrap

from ...i18n import N_, Language
from ...publish.reminders import Due, DueDay, Reminder
from ...scoring.steps.remarks import OpenRemark
from ...source.letters import printable
from ..words.exchange.mark_words import mark_text, reply_by, unsent_lines
from ..words.steps import action, blocker

MOST = 1000
"""The most characters of a WhatsApp text, counted as phones do: an emoji counts twice."""
_REMARKS = N_("Remarks of assessors that wait for a reply")
WIDTH = 60
"""The most columns of a line of an e-mail."""
_ROOMS = (MOST, 160, 120, 90, 75, 60)
"""The most characters of an entry of a WhatsApp text, tried until all entries fit."""


def length(text: str) -> int:
    """How many characters a text has on a phone, which are UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def whatsapp_text(reminder: Reminder, lang: Language) -> str:
    """The text for WhatsApp, at most MOST characters. What does not fit is counted, never cut in silence."""
    head = [f"*{_plain(_title(reminder, lang))}*", *map(_plain, _opening(reminder, lang))]
    tail = _closing(reminder, lang)
    things = len(reminder.remarks) + sum(len(day.entries) for day in reminder.days)
    for room in _ROOMS:
        entries = [(_REMARKS, _short_remark(entry, reminder.today, lang, room)) for entry in reminder.remarks]
        entries += [(_day(day, lang), _short(due, lang, room)) for day in reminder.days for due in day.entries]
        fewest = 0 if room == _ROOMS[-1] else things
        for shown in range(things, fewest - 1, -1):
            text = "\n".join((*head, *_listed(entries[:shown], things - shown, lang), "", *tail)) + "\n"
            if length(text) <= MOST:
                return text
    return _cut("\n".join((*head, "", _more(things, lang))), MOST - 1) + "\n"


def _listed(entries: Sequence[tuple[str, str]], left: int, lang: Language) -> Iterator[str]:
    """The entries under their titles, and how many more there are."""
    for title in dict.fromkeys(title for title, _ in entries):
        yield from ("", f"*{lang.translate(title)}*", *(line for other, line in entries if other == title))
    if left:
        yield from ("", _more(left, lang))


def mail_text(reminder: Reminder, lang: Language) -> str:
    """The text for an e-mail: its subject, and everything that is due, with what to do and what blocks it."""
    subject = lang.translate(N_("Subject: {title}")).format(title=_title(reminder, lang))
    lines = [subject, ""]
    for sentence in _opening(reminder, lang):
        lines += wrap(sentence, WIDTH, break_long_words=False)
    if reminder.remarks:
        lines += ["", *wrap(f"{lang.translate(_REMARKS)} ({len(reminder.remarks)})", WIDTH)]
        for entry in reminder.remarks:
            lines += _full_remark(entry, reminder.today, lang)
    for day in reminder.days:
        lines += ["", *wrap(f"{_day(day, lang)} ({len(day.entries)})", WIDTH)]
        for due in day.entries:
            lines += _full(due, lang)
    lines.append("")
    for sentence in _closing(reminder, lang):
        lines += wrap(sentence, WIDTH, break_long_words=False)
    return "\n".join(lines) + "\n"


def _title(reminder: Reminder, lang: Language) -> str:
    text = lang.translate(N_("Reminder: {stage}"))
    return printable(text.format(stage=lang.text(reminder.stage.name)))


def _opening(reminder: Reminder, lang: Language) -> Iterator[str]:
    agency = reminder.agency
    name = printable(lang.text(agency.name) or agency.abbreviation)
    yield lang.translate(N_("To {agency}")).format(agency=name)
    text = lang.ngettext(
        "As of {day} you have {n} thing to do that is due.",
        "As of {day} you have {n} things to do that are due.",
        reminder.things,
    )
    yield text.format(day=lang.date(reminder.today), n=reminder.things)


def _closing(reminder: Reminder, lang: Language) -> tuple[str, ...]:
    return () if reminder.borrowed is None else (borrowed(reminder.borrowed, lang),)


def borrowed(day: date, lang: Language) -> str:
    """The sentence that says which day counts where nobody has set one."""
    text = N_("Where nobody has set a due date, the day of the stage counts: {day}.")
    return lang.translate(text).format(day=lang.date(day))


def _day(day: DueDay, lang: Language) -> str:
    """A due day in words, with how far away it is."""
    if day.left < 0:
        text = lang.ngettext("Overdue: {day}, {n} day ago", "Overdue: {day}, {n} days ago", -day.left)
    elif day.left == 0:
        text = lang.translate(N_("Due today: {day}"))
    else:
        text = lang.ngettext("Due {day}, in {n} day", "Due {day}, in {n} days", day.left)
    return text.format(day=lang.date(day.day), n=abs(day.left))


def _more(left: int, lang: Language) -> str:
    text = lang.ngettext(
        "and {n} more thing; the e-mail lists it", "and {n} more things; the e-mail lists all of them", left
    )
    return text.format(n=left)


def _short(due: Due, lang: Language, room: int) -> str:
    """A thing to do on one line of at most `room` characters: the beginning of its name, and the kind of step."""
    what = lang.translate(due.kind.msgid)
    return f"- {_cut(_plain(lang.text(due.name)), max(12, room - 4 - len(what)))}: {what}"


def _short_remark(entry: OpenRemark, today: date, lang: Language, room: int) -> str:
    """A remark on one line of at most `room` characters: by when it is answered, and which item it is about."""
    end = reply_by(entry.deadline, today, lang) if entry.deadline else lang.translate(N_("no date"))
    name = _cut(_plain(lang.text(entry.leaf.item.question)), max(10, room - 4 - len(end)))
    return f"- {_cut(end, room - 14)}: {name}"


def _full_remark(entry: OpenRemark, today: date, lang: Language) -> Iterator[str]:
    item = entry.leaf.item
    yield from wrap(printable(lang.text(item.question)), WIDTH, initial_indent="- ", subsequent_indent="  ")
    end = reply_by(entry.deadline, today, lang)
    for detail in (mark_text(entry.mark, lang), *unsent_lines(entry.mark, lang), end, f"({item.id})"):
        yield from wrap(
            printable(detail),
            WIDTH,
            initial_indent="  ",
            subsequent_indent="  ",
            break_long_words=False,
            break_on_hyphens=False,
        )


def _full(due: Due, lang: Language) -> Iterator[str]:
    yield from wrap(printable(lang.text(due.name)), WIDTH, initial_indent="- ", subsequent_indent="  ")
    if due.step is None:
        details = [lang.translate(N_("decided in: {meeting}")).format(meeting=lang.text(due.meeting))]
    else:
        blocked = (blocker(entry, lang) for entry in due.step.blocked_by)
        details = [action(due.step, lang)]
        details += [lang.translate(N_("blocked: {what}")).format(what=what) for what in blocked]
    for detail in (*details, f"({due.id})"):
        yield from wrap(
            printable(detail),
            WIDTH,
            initial_indent="  ",
            subsequent_indent="  ",
            break_long_words=False,
            break_on_hyphens=False,
        )


def _plain(text: str) -> str:
    """A text without the signs with which WhatsApp makes letters bold, slanted, struck out or code."""
    return printable("".join(" " if letter in "*_~`" else letter for letter in text))


def _cut(text: str, most: int) -> str:
    """The text, or its beginning with a sign that there is more: whole words, unless the last one is very long."""
    if length(text) <= most:
        return text
    kept = text.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", "ignore")
    words = kept if text[len(kept)].isspace() else kept.rpartition(" ")[0]
    return (words if len(words) > len(kept) // 2 else kept).rstrip() + "…"
