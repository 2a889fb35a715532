"""`smartcity form out`: write what an agency owes as one page to fill in on a phone, or as a statement to sign."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from ...i18n import N_
from ..options import AgencyOption, InstrumentOption, Lang, Root, StageOption, Today, WholeDimensionOption
from ..output import write
from ..parameters.declared import option
from ..progress import each, progress
from ..session import Session, open_session
from ..shared.answers.sending import Addressed, commit_sent, sending, sent_line, write_sent
from ..shared.extras import require_extras

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
        option(
            "--output",
            metavar=N_("FILE"),
            help=N_("The form to write, for example isian-dinkes.html; with --all also a folder, for one each."),
        ),
    ],
    agency: AgencyOption = None,
    dimension: WholeDimensionOption = None,
    all_items: Annotated[
        bool, option("--all", help=N_("All items; in a folder a form for each agency, and one for the rest."))
    ] = False,
    format: Annotated[
        Literal["html", "pdf"] | None,
        option(
            "--format",
            metavar="html|pdf",
            help=N_("The form (html, default), or the statement to sign (pdf), with what is answered by now."),
        ),
    ] = None,
    stage: StageOption = None,
    instrument: InstrumentOption = None,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity form out`. The same data and day give the same bytes."""
    kind = format or ("pdf" if output.suffix.lower() == ".pdf" else "html")
    require_extras(kind)
    session = open_session(root, today, lang)
    to = Addressed(agency, dimension, all_items)
    sent = sending(session, to, output, f".{kind}", stage, instrument)
    commit = commit_sent(session)
    render = _statement if kind == "pdf" else _form
    with progress(N_("Writing forms"), session.lang, len(sent.parcels)) as step:
        forms = {target: render(session, one, commit) for target, one in each(sent.parcels.items(), step)}
    write_sent(forms)
    for target, one in sent.parcels.items():
        write(sent_line(session, target, one))
    return 0


def _form(session: Session, sent: Parcel, commit: str | None) -> bytes:
    from ...render.page.exchange.answer_form import render_answer_form

    return "".join(render_answer_form(sent, session.lang, commit)).encode("utf-8", "backslashreplace")


def _statement(session: Session, sent: Parcel, commit: str | None) -> bytes:
    from ...render.office.pdf import render_pdf
    from ...render.page.exchange.statement import render_statement

    return render_pdf(render_statement(sent, session.lang, session.today, commit))
