"""`smartcity workbook out`: write what an agency owes as a workbook to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ...i18n import N_
from ...workspace.writing import refuse_way_out, write_file, write_files
from ..basis import in_focus, require_agency, require_dimension
from ..faults import UsageFaultError
from ..options import InstrumentOption, Lang, Root, StageOption, Today
from ..output import write
from ..session import Session, open_session
from ..shared.answer_files import readable
from ..shared.stages import require_stage

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
        typer.Option(
            "--output",
            metavar=N_("FILE"),
            help=N_("The workbook to write, for example isian-dinkes.xlsx; with --all also a folder, for one each."),
        ),
    ],
    agency: Annotated[
        str | None, typer.Option("--agency", metavar="ID", help=N_("Only what this agency is responsible for."))
    ] = None,
    dimension: Annotated[
        str | None, typer.Option("--dimension", metavar="ID", help=N_("All items of a dimension, or crosscutting."))
    ] = None,
    all_items: Annotated[
        bool, typer.Option("--all", help=N_("All items; in a folder a workbook for each agency, and one for the rest."))
    ] = False,
    stage: StageOption = None,
    instrument: InstrumentOption = None,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity workbook out`. The same data and day give the same bytes."""
    from ...exchange.parcel import Recipient, parcel, parcels

    session = open_session(root, today, lang)
    if (agency is not None) + (dimension is not None) + all_items != 1:
        raise UsageFaultError(N_("name one of --agency, --dimension and --all"))
    checked, program = readable(session)
    model = in_focus(checked.model, instrument, stage)
    chosen = require_stage(program, stage or (model.program or program).stage)
    folder = all_items and output.suffix.lower() != ENDING
    if not folder and output.suffix.lower() != ENDING:
        raise UsageFaultError(N_("{path} must end in .xlsx"), path=output)
    if folder:
        _write_all(session, model, output, parcels(model, chosen))
        return 0
    recipient = Recipient(require_agency(model, agency), require_dimension(model, dimension))
    one = parcel(model, chosen, recipient)
    if not one.rows and not one.owned:
        raise UsageFaultError(
            N_("{name} is not responsible for any item of the stage {stage}; nothing was written"),
            name=agency or dimension or "--all",
            stage=chosen.id,
        )
    refuse_way_out(session.root, output)
    _refuse_filled(model, output)
    write_file(output, [_book(session, one, _commit(session))])
    write(_line(session, output, one))
    return 0


def _refuse_filled(model: Model, target: Path) -> None:
    """Refuse to replace a workbook in which somebody has filled in something."""
    from ...exchange.intake.book import read_book_return
    from ...exchange.intake.plan import is_untouched
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


def _write_all(session: Session, model: Model, folder: Path, sent: tuple[Parcel, ...]) -> None:
    """Write a workbook for each recipient, all or none of them."""
    refuse_way_out(session.root, folder)
    commit = _commit(session)
    targets = {folder / f"isian-{one.recipient.agency or 'lain'}{ENDING}": one for one in sent}
    for target in targets:
        _refuse_filled(model, target)
    folder.mkdir(parents=True, exist_ok=True)
    write_files({target: _book(session, one, commit) for target, one in targets.items()})
    for target, one in targets.items():
        write(_line(session, target, one))


def _book(session: Session, sent: Parcel, commit: str | None) -> bytes:
    from ...render.office.answer_book import render_answer_book

    return render_answer_book(sent, session.lang, session.today, commit)


def _line(session: Session, target: Path, sent: Parcel) -> str:
    items = session.lang.ngettext("{n} item", "{n} items", len(sent.rows)).format(n=len(sent.rows))
    return f"{target}: {items}"


def _commit(session: Session) -> str | None:
    """The commit that holds exactly what is sent; None if the data were changed since, or are in no repository."""
    from ...workspace.git import GitFaultError, git, resolve

    try:
        changed = git(session.root, "status", "--porcelain", "--untracked-files=all", "--", "data")
        return None if changed.strip() else resolve(session.root, "HEAD")[:12]
    except GitFaultError:
        return None
