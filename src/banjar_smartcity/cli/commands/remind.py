"""`smartcity remind`: texts and calendars that remind each agency of what is due. Nothing is sent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ...i18n import N_
from ...workspace.writers.endings import refuse_file_name
from ...workspace.writing import refuse_output, write_files
from ..basis import of_stage, open_basis, require_agency, require_score
from ..faults import UsageFaultError
from ..options import Format, InstrumentOption, Lang, Partial, Root, StageOption, Today
from ..output import write, write_json
from ..parameters.declared import option
from ..session import open_session

if TYPE_CHECKING:
    from ...publish.reminders import Reminder
    from ..basis import Basis

HELP = N_(
    "Remind each agency of what is due. Writes a text for WhatsApp, one for e-mail and a calendar; a person sends them."
)
USUAL = "7,3,1"
MOST_DAYS = 366


def remind(
    *,
    agency: Annotated[
        str | None, option("--agency", metavar="ID", help=N_("Only this agency, for example dkisp."))
    ] = None,
    days: Annotated[
        str,
        option(
            "--days",
            metavar=N_("DAYS"),
            help=N_("What is due in exactly that many days, and all that is overdue; default: 7,3,1."),
            show_default=False,
        ),
    ] = USUAL,
    output: Annotated[
        Path | None,
        option(
            "--output", metavar=N_("FOLDER"), help=N_("Folder for the files, three an agency; default: the screen.")
        ),
    ] = None,
    stage: StageOption = None,
    instrument: InstrumentOption = None,
    partial: Partial = False,
    format: Format = "text",
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity remind`. The same data and day give the same bytes."""
    ahead = _days(days)
    if output is not None:
        if format == "json":
            raise UsageFaultError(N_("--format json prints; leave out --output"))
        refuse_file_name(output)
    session = open_session(root, today, lang)
    basis = of_stage(open_basis(session, format=format, stage=stage, instrument=instrument, partial=partial))
    chosen = require_agency(basis.model, agency)
    from ...publish.reminders import reminders
    from ...render.message.reminder_text import mail_text, whatsapp_text
    from ...scoring.steps.todo import compute_todo

    todo = compute_todo(basis.model, require_score(basis), basis.today, ())
    found = reminders(basis.model, basis.stage, basis.today, todo.steps, todo.decisions, ahead, todo.remarks)
    found = tuple(reminder for reminder in found if chosen in (None, reminder.agency.id))
    texts = [(r, whatsapp_text(r, basis.lang), mail_text(r, basis.lang)) for r in found]
    if format == "json":
        from ...render.json.steps.reminder import reminders_data

        write_json(reminders_data(basis.stage, basis.today, texts, basis.lang, partial=basis.partial))
        return 0
    if basis.banner:
        write(basis.banner)
    if not found:
        write(_nothing(basis))
    elif output is None:
        for _, whatsapp, mail in texts:
            write(f"{whatsapp}\n{mail}")
        write(basis.lang.translate(N_("Nothing was sent. --output FOLDER writes the texts and calendars.")))
    else:
        _write(basis, output, texts)
    return 0


def _days(text: str) -> frozenset[int]:
    """The numbers of days of the command line. Raise `UsageFaultError` if one is not a number of days."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts or not all(part.isascii() and part.isdigit() and int(part) <= MOST_DAYS for part in parts):
        raise UsageFaultError(
            N_("--days takes numbers of days from 0 to {most}, such as 7,3,1; not {value}"), most=MOST_DAYS, value=text
        )
    return frozenset(map(int, parts))


def _nothing(basis: Basis) -> str:
    """Why nobody is reminded."""
    from ...scoring.completeness import stage_is_over

    if stage_is_over(basis.model, basis.stage, basis.today):
        text = basis.lang.translate(N_("{stage} is over; nobody is reminded."))
        return text.format(stage=basis.lang.text(basis.stage.name))
    return basis.lang.translate(N_("Nothing is overdue or due on the chosen days; nobody is reminded."))


def _write(basis: Basis, folder: Path, texts: list[tuple[Reminder, str, str]]) -> None:
    """Write the files, all of them or none. Their names begin with the day, so that no older one is taken for new."""
    from ...render.message.calendar import reminder_calendar

    refuse_output(basis.session.root, folder)
    program = basis.model.program
    region = program.official_name if program else ""
    contents: dict[Path, bytes] = {}
    for reminder, whatsapp, mail in texts:
        name = f"{basis.today.isoformat()}-{reminder.agency.id}"
        contents[folder / f"{name}-wa.txt"] = whatsapp.encode()
        contents[folder / f"{name}-email.txt"] = mail.encode()
        contents[folder / f"{name}.ics"] = reminder_calendar(reminder, region, basis.lang)
    write_files(contents)
    for path in contents:
        write(str(path))
    text = basis.lang.ngettext("{n} agency; nothing was sent.", "{n} agencies; nothing was sent.", len(texts))
    write(text.format(n=len(texts)))
