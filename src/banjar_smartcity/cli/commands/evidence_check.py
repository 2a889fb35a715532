"""`smartcity evidence check`: whether each document is there, unchanged and in force, and what it is used for."""

from __future__ import annotations

from typing import Annotated

from ...i18n import N_
from ..basis import open_basis, require_agency
from ..options import Format, Lang, Partial, Root, Today
from ..output import write_json
from ..parameters.declared import option
from ..session import open_session

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
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity evidence check`. Return 1 if a file is missing, replaced, or internal and in the repository."""
    from ...evidence.state import FILE_FAULTS, RESTS_ON, assess_evidence

    basis = open_basis(open_session(root, today, lang), RESTS_ON, format=format, partial=partial, tolerated=FILE_FAULTS)
    agency = require_agency(basis.model, agency)
    state = assess_evidence(basis.model, basis.checked.holdings, basis.session.root, basis.today, within, agency)
    if format == "json":
        from ...render.json.evidence import evidence_data

        write_json(evidence_data(state, partial=basis.partial))
    else:
        from ...render.terminal.records.evidence import print_evidence

        print_evidence(basis.model, state, basis.lang, basis.banner)
    return int(bool(state.faulty))
