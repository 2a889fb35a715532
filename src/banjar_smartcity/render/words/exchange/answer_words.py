"""The texts that an agency reads where it fills in answers; plain and short, without a word of our tools."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ....exchange.parcel import Earlier, Parcel, Row
from ....i18n import N_, Language
from ....model.instrument import External
from ..steps import DECIDED, decision_line

TITLE = N_("Answers to fill in: {name}")
TITLE_OF_ALL = N_("Answers to fill in")
STAGE = N_("{region}, {stage}")
DUE = N_("Please send this file back by {day}.")
DUE_FROM = N_("Please send this file back by {day}; the last answers are due on {last}.")
BACK = N_("Send it back to the office from which you received it.")
STEPS = (
    N_("Open the sheet {answers}. Each row is one item. Fill in the yellow cells; the grey ones are for reading."),
    N_("Write what is the case in your agency, in one or two sentences."),
    N_("A figure needs its unit and its year: 91,6 and persen and 2025."),
    N_("Choose the level from the list. The words next to it say what is asked for."),
    N_("If an item does not apply to the region, leave the level empty and write why it does not apply."),
    N_(
        "Name the documents that prove the answer, one on each line: the code of a document of the sheet {documents}, "
        "or the name of a file that you send along. Pages have a line for each document."
    ),
    N_("List new documents on the sheet {documents}, and send the files together with this one."),
    N_(
        "On the sheet {innovations}, write since when each innovation has been running. One that is missing there goes "
        "on an empty row: its name and its dimension; leave the code empty."
    ),
    N_("Leave empty what you do not know. An empty cell deletes nothing."),
    N_("Write no names, NIK, telephone numbers or addresses of persons."),
    N_("You may sort and filter the rows, and save the file in another format. Leave number and question as they are."),
)
NEXT = N_(
    "What happens next: the office takes in what you have filled in, asks you where something is unclear, and changes "
    "nothing that others have answered meanwhile without asking."
)
ASSESSED = N_("Assessors")
"""The name of the sheet with what the assessors gave, if they gave anything yet."""
REMARKED = N_(
    "The sheet {sheet} has the remarks of the assessors. Write your reply in the last column, by the time named there."
)
VERSION = N_("Version of the data: {version}")
WRONG_NUMBER = N_("Write a number, for example 91,6.")
WRONG_YEAR = N_("Write a year, for example 2025.")
WRONG_LEVEL = N_("Choose a level from the list.")
WRONG_DATE = N_("Write a date, for example 31/05/2026.")
WRONG_DIMENSION = N_("Choose a dimension from the list.")
TOO_LONG = N_("Write at most 4,000 characters.")


def instructions(sent: Parcel, sheets: Mapping[str, str], lang: Language, version: str) -> Iterator[tuple[str, str]]:
    """The lines of the instructions, each with its style: `title`, `strong`, `step` or `text`."""
    _ = lang.translate
    yield "title", title(sent, lang)
    yield "strong", _(STAGE).format(region=sent.region, stage=lang.text(sent.stage.name))
    for line in due(sent, lang):
        yield "strong", line
    yield "text", _(BACK)
    yield "text", ""
    for number, step in enumerate(STEPS, 1):
        yield "step", f"{number}. {_(step).format(**sheets)}"
    yield "text", ""
    if sent.marks:
        yield "strong", _(REMARKED).format(sheet=_(ASSESSED))
    yield "text", _(NEXT)
    if sent.decisions:
        yield "text", ""
        yield "strong", _(DECIDED)
        for entry in sent.decisions:
            yield "text", f"- {decision_line(entry, None, lang)}"
    yield "text", ""
    yield "text", _(VERSION).format(version=version)


def due(sent: Parcel, lang: Language) -> Iterator[str]:
    """When to send it back, if that is known."""
    days = sorted({row.due for row in sent.rows if row.due})
    if days:
        text = DUE if len(days) == 1 else DUE_FROM
        yield lang.translate(text).format(day=lang.date(days[0]), last=lang.date(days[-1]))


def title(sent: Parcel, lang: Language) -> str:
    """What the file is, and for whom."""
    return lang.translate(TITLE).format(name=lang.text(sent.name)) if sent.name else lang.translate(TITLE_OF_ALL)


def earlier_text(earlier: Earlier | None, lang: Language) -> str:
    """The answer of an earlier stage in a few words."""
    if earlier is None:
        return ""
    parts = [f"level {earlier.level}"] if earlier.level is not None else []
    if earlier.value is not None:
        figure = lang.number(earlier.value, 0 if float(earlier.value).is_integer() else 2)
        parts.append(" ".join(filter(None, (figure, earlier.unit, f"({earlier.year})" if earlier.year else ""))))
    parts += [lang.text(earlier.fact)] if earlier.fact else []
    return f"{lang.text(earlier.stage)}: {'; '.join(parts)}" if parts else ""


def wanted_text(row: Row, lang: Language) -> str:
    """The other body's index whose value an item takes, and the evidence that it requires, a line for each."""
    lines = [f"- {lang.text(text)}" for text in row.wanted]
    if other := row.external:
        lines.insert(0, taken_text(other, lang))
    return "\n".join(lines)


def taken_text(other: External, lang: Language) -> str:
    """Whose index gives the value of an item."""
    taken = lang.translate(N_("Takes the value of: {name} ({body})"))
    return taken.format(name=lang.text(other.name), body=lang.text(other.body))


def question_text(row: Row, lang: Language) -> str:
    """The question of an item."""
    return lang.text(row.question)
