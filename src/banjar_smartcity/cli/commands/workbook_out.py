"""`smartcity workbook out`: write what an agency owes as a workbook to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ...i18n import N_
from ..faults import UsageFaultError
from ..options import AgencyOption, InstrumentOption, Lang, Root, StageOption, Today, WholeDimensionOption
from ..output import write
from ..parameters.declared import option
from ..progress import each, progress
from ..session import Session, open_session
from ..shared.answers.sending import Addressed, commit_sent, sending, sent_line, write_sent

if TYPE_CHECKING:
    from ...exchange.parcel import Parcel
    from ...model.model import Model

HELP = N_(
    "Write a workbook for an agency to fill in: its items with all that is answered by now, its documents and "
    "innovations. `workbook in` takes it in again."
)
ENDING = ".xlsx"


def out(
    *,
    output: Annotated[
        Path,
        option(
            "--output",
            metavar=N_("FILE"),
            help=N_("The workbook to write, for example isian-dinkes.xlsx; with --all also a folder, for one each."),
        ),
    ],
    agency: AgencyOption = None,
    dimension: WholeDimensionOption = None,
    all_items: Annotated[
        bool, option("--all", help=N_("All items; in a folder a workbook for each agency, and one for the rest."))
    ] = False,
    stage: StageOption = None,
    instrument: InstrumentOption = None,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity workbook out`. The same data and day give the same bytes."""
    session = open_session(root, today, lang)
    sent = sending(session, Addressed(agency, dimension, all_items), output, ENDING, stage, instrument)
    for target in sent.parcels:
        _refuse_filled(sent.model, target)
    commit = commit_sent(session)
    with progress(N_("Writing workbooks"), session.lang, len(sent.parcels)) as step:
        books = {target: _book(session, one, commit) for target, one in each(sent.parcels.items(), step)}
    write_sent(books)
    for target, one in sent.parcels.items():
        write(sent_line(session, target, one))
    return 0


def _refuse_filled(model: Model, target: Path) -> None:
    """Refuse to replace a workbook in which somebody has filled in something."""
    from ...exchange.intake.plan import is_untouched
    from ...exchange.reading.book import read_book_return
    from ...exchange.returned import ReturnError
    from ...survey.files.opening import read_plain_file
    from ...survey.table.rows import TableError

    if not target.is_file():
        return
    try:
        found = read_book_return(str(target), read_plain_file(str(target), str(target)))
    except (ReturnError, TableError):
        return  # another file, which is replaced as every output is
    if not is_untouched(model, found):
        raise UsageFaultError(
            N_("{path} has been filled in; take it in with `smartcity workbook in`, or choose another name"),
            path=target,
        )


def _book(session: Session, sent: Parcel, commit: str | None) -> bytes:
    from ...render.office.sheets.answer_book import render_answer_book

    return render_answer_book(sent, session.lang, session.today, commit)
