"""`smartcity form out`: write what an agency owes as one page to fill in on a phone, or as a statement to sign."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ...i18n import N_
from ..options import InstrumentOption, Lang, Root, StageOption, Today
from ..output import write
from ..session import Session, open_session
from ..shared.answer_sending import Addressed, commit_sent, sending, sent_line, write_sent

if TYPE_CHECKING:
    from ...exchange.parcel import Parcel

HELP = N_(
    "Write a form for an agency to fill in on a phone: one HTML file that needs neither network nor account. "
    "`workbook in` takes in what it saves."
)


def out(
    *,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            metavar=N_("FILE"),
            help=N_("The form to write, for example isian-dinkes.html; with --all also a folder, for one each."),
        ),
    ],
    agency: Annotated[
        str | None, typer.Option("--agency", metavar="ID", help=N_("Only what this agency is responsible for."))
    ] = None,
    dimension: Annotated[
        str | None, typer.Option("--dimension", metavar="ID", help=N_("All items of a dimension, or crosscutting."))
    ] = None,
    all_items: Annotated[
        bool, typer.Option("--all", help=N_("All items; in a folder a form for each agency, and one for the rest."))
    ] = False,
    stage: StageOption = None,
    instrument: InstrumentOption = None,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity form out`. The same data and day give the same bytes."""
    session = open_session(root, today, lang)
    sent = sending(session, Addressed(agency, dimension, all_items), output, ".html", stage, instrument)
    commit = commit_sent(session)
    write_sent({target: _page(session, one, commit) for target, one in sent.parcels.items()})
    for target, one in sent.parcels.items():
        write(sent_line(session, target, one))
    return 0


def _page(session: Session, sent: Parcel, commit: str | None) -> bytes:
    from ...render.page.answer_form import render_answer_form

    return "".join(render_answer_form(sent, session.lang, commit)).encode("utf-8", "backslashreplace")
