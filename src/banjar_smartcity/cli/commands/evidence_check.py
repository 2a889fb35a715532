"""`smartcity evidence check`: whether each document is there, unchanged and in force, and what it is used for."""

from __future__ import annotations

from typing import Annotated

import typer

from ...i18n import N_
from ..options import Format, Lang, Partial, Root, Today
from ..output import known_agency, load_basis, warn_partial, write_json
from ..session import open_session

HELP = N_("Show the state of the evidence. Files and hashes, expiry, unused documents, and overused ones.")

FEEDING = frozenset({"program", "agencies", "instrument", "dimension", "answers", "evidence", "innovation"})


def check(
    *,
    within: Annotated[
        int,
        typer.Option(
            "--within", metavar=N_("DAYS"), min=0, max=36_500, help=N_("Name what expires in so many days; else 90.")
        ),
    ] = 90,
    agency: Annotated[
        str | None, typer.Option("--agency", metavar="ID", help=N_("Only documents of this agency."))
    ] = None,
    partial: Partial = False,
    format: Format = "text",
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Show the state of the evidence; 1 where a file is missing, exchanged, or internal and in the repository."""
    from ...evidence.state import FILE_FAULTS, look_at_evidence

    session = open_session(root, today, lang)
    basis = load_basis(session, None, FEEDING, format, partial=partial, tolerated=FILE_FAULTS)
    if basis is None:
        return 1
    known_agency(basis.model, agency)
    state = look_at_evidence(basis.model, basis.checked.holdings, session.root, session.today, within, agency)
    if format == "json":
        from ...render.json.evidence import evidence_data

        write_json(evidence_data(state, partial=basis.partial))
    else:
        from ...render.terminal.records.evidence import print_evidence

        print_evidence(basis.model, state, session.lang, warn_partial(session.lang) if basis.partial else None)
    return int(bool(state.faulty))
