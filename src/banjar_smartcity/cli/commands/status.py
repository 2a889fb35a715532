"""`smartcity status`: how complete the preparation is, what is missing, and who is responsible for it."""

from __future__ import annotations

from typing import Annotated

from ...i18n import N_
from ..basis import of_stage, open_basis, require_agency, require_dimension, require_score
from ..options import DimensionOption, Format, InstrumentOption, Lang, Partial, Root, StageOption, Summary, Today
from ..output import summary_format, write_json
from ..parameters.declared import option
from ..session import open_session

HELP = N_("Show what is missing and who owes it. Also how complete each dimension, aspect and agency is.")


def status(
    *,
    dimension: DimensionOption = None,
    agency: Annotated[
        str | None,
        option("--agency", metavar="ID", help=N_("Only what this agency is responsible for, for example dkisp.")),
    ] = None,
    stage: StageOption = None,
    instrument: InstrumentOption = None,
    summary: Summary = False,
    partial: Partial = False,
    format: Format = "text",
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity status`."""
    shown = summary_format(format) if summary else format
    basis = of_stage(
        open_basis(open_session(root, today, lang), format=shown, stage=stage, instrument=instrument, partial=partial)
    )
    chosen = require_dimension(basis.model, dimension)
    agency = require_agency(basis.model, agency)
    from ...evidence.unread import find_unread
    from ...scoring.completeness import compute_completeness, of_agency

    state = compute_completeness(basis.model, require_score(basis), basis.today, chosen)
    if agency is not None:
        state = of_agency(state, agency)
    unread = find_unread(basis.model, basis.checked.holdings, chosen, agency)
    if format == "json":
        from ...render.json.documents.unread import unread_data
        from ...render.json.values import status_data

        data = status_data(state, basis.model, basis.lang, partial=basis.partial)
        write_json({**data, "documents": unread_data(unread)})
        return 0
    from ...render.terminal.figures.status import print_status, print_status_summary

    narrowed = {"limited": chosen is not None, "agency": agency is not None}
    if summary:
        print_status_summary(basis.model, state, basis.lang, **narrowed, banner=basis.banner)
    else:
        print_status(basis.model, state, basis.lang, **narrowed, unread=unread, banner=basis.banner)
    return 0
