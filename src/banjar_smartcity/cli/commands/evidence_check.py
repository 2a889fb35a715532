"""`smartcity evidence check`: whether each document is there, unchanged and in force, and what it is used for."""

from __future__ import annotations

from typing import Annotated

from ...i18n import N_
from ..basis import open_basis, require_agency
from ..options import Format, Lang, NoCache, Partial, Root, Today
from ..output import write_pieces
from ..parameters.declared import option
from ..session import Session, open_session
from ..shared.printed import PrintedOutput, say, terminal_look

HELP = N_("Show the state of the evidence. Files and hashes, expiry, unused documents, and overused ones.")


def check(
    *,
    within: Annotated[
        int,
        option("--within", metavar=N_("DAYS"), min=0, max=36_500, help=N_("Show what expires within this many days.")),
    ] = 90,
    agency: Annotated[str | None, option("--agency", metavar="ID", help=N_("Only documents of this agency."))] = None,
    partial: Partial = False,
    format: Format = "text",
    no_cache: NoCache = False,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity evidence check`. Return 1 if a file is missing, replaced, or internal and in the repository."""
    session = open_session(root, today, lang)

    def work() -> PrintedOutput:
        return _check(session, within, agency, format, partial=partial, cache=not no_cache)

    if no_cache:
        return work().code
    look = () if format == "json" else terminal_look()
    return say(session, "evidence", (format, within, partial, agency is None, agency), look, work)


def _check(
    session: Session, within: int, agency: str | None, format: str, *, partial: bool, cache: bool
) -> PrintedOutput:
    from ...evidence.state import FILE_FAULTS, RESTS_ON, assess_evidence

    basis = open_basis(session, RESTS_ON, format=format, partial=partial, tolerated=FILE_FAULTS, cache=cache)
    agency = require_agency(basis.model, agency)
    state = assess_evidence(basis.model, basis.checked.holdings, session.root, basis.today, within, agency)
    if format == "json":
        from ...render.json.evidence import documents_data, evidence_data
        from ...render.words.json import pieces

        data = evidence_data(state, partial=basis.partial)
        write_pieces(pieces(data, "documents", documents_data(state, basis.model.evidence)))
    else:
        from ...render.terminal.records.evidence import print_evidence

        print_evidence(basis.model, state, basis.lang, basis.banner)
    return PrintedOutput(int(bool(state.faulty)), basis.checked)
