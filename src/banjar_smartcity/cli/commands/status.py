"""`smartcity status`: how complete the preparation is, what is missing, and who owes it."""

from __future__ import annotations

from typing import Annotated

import typer

from ...i18n import N_
from ..options import DimensionOption, Format, Lang, Partial, Root, StageOption, Today
from ..output import known_agency, known_dimension, load_basis, require_score, warn_partial, write_json
from ..session import open_session

HELP = N_("Show what is missing and who owes it. Also how complete each dimension, aspect and agency is.")


def status(
    *,
    dimension: DimensionOption = None,
    agency: Annotated[
        str | None, typer.Option("--agency", metavar="ID", help=N_("Only what this agency owes, for example dkisp."))
    ] = None,
    stage: StageOption = None,
    partial: Partial = False,
    format: Format = "text",
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Show what is missing and who owes it. Also how complete each dimension, aspect and agency is."""
    session = open_session(root, today, lang)
    basis = load_basis(session, stage, None, format, partial=partial)
    if basis is None:
        return 1
    chosen = known_dimension(basis.model, dimension)
    known_agency(basis.model, agency)
    from ...scoring.completeness import compute_completeness, of_agency

    state = compute_completeness(basis.model, require_score(basis, session), session.today, chosen)
    if agency is not None:
        state = of_agency(state, agency)
    if format == "json":
        from ...render.json.values import status_data

        write_json(status_data(state, session.lang, partial=basis.partial))
        return 0
    from ...render.terminal.figures.status import print_status

    banner = warn_partial(session.lang) if basis.partial else None
    print_status(basis.model, state, session.lang, limited=chosen is not None, agency=agency is not None, banner=banner)
    return 0
