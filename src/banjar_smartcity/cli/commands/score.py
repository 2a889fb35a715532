"""`smartcity score`: compute the index by the formula of the instrument, also from published results."""

from __future__ import annotations

from typing import Annotated

from ...i18n import N_
from ..basis import of_stage, open_basis, require_dimension, require_score
from ..faults import UsageFaultError
from ..options import DimensionOption, Format, InstrumentOption, Lang, Partial, Root, StageOption, Summary, Today
from ..output import summary_format, write_json
from ..parameters.declared import option
from ..session import Session, open_session
from ..shared.documents.seen import seen_words

HELP = N_("Compute the index. Show aspects, dimensions and the final index, next to what was published.")


def score(
    *,
    dimension: DimensionOption = None,
    explain: Annotated[bool, option("--explain", help=N_("Show what every item adds, and why."))] = False,
    official: Annotated[
        int | None,
        option("--official", metavar=N_("YEAR"), help=N_("Apply the formula to the published results of a year.")),
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
    """Run `smartcity score`."""
    from ...scoring.score import RESTS_ON

    shown = summary_format(format) if summary else format
    if summary and (explain or official is not None):
        raise UsageFaultError(N_("--summary does not go with --explain or --official"))
    session = open_session(root, today, lang)
    if official is not None:
        return _official(session, official, format, instrument, partial=partial)
    basis = of_stage(open_basis(session, RESTS_ON, format=shown, stage=stage, instrument=instrument, partial=partial))
    chosen = require_dimension(basis.model, dimension)
    computed = require_score(basis)
    from ...scoring.losses import official_loss
    from ...scoring.official import standing

    year = basis.stage.year
    now, before = standing(basis.model, year), standing(basis.model, year - 1)
    loss = official_loss(basis.model, year) if chosen is None else None
    if format == "json":
        from ...render.json.values import score_data

        figures = (computed, basis.today, now, before, loss, chosen)
        write_json(score_data(basis.model, *figures, explain=explain, partial=basis.partial))
        return 0
    from ...render.terminal.figures.score import print_score, print_score_summary

    if summary:
        print_score_summary(basis.model, computed, basis.today, now, chosen, basis.lang, banner=basis.banner)
        return 0
    seen = seen_words(basis.model, session.root, basis.lang) if explain else {}
    print_score(
        basis.model, computed, basis.today, now, before, loss, chosen, basis.lang,
        explain=explain, seen=seen, banner=basis.banner,
    )  # fmt: skip
    return 0


def _official(session: Session, year: int, format: str, instrument: str | None, *, partial: bool) -> int:
    from ...scoring.official import RESTS_ON, official_rows

    basis = open_basis(session, RESTS_ON, format=format, instrument=instrument, partial=partial)
    rows = official_rows(basis.model, year)
    if rows is None:
        known = ", ".join(str(known) for known in basis.model.results)
        raise UsageFaultError(N_("no results of {year} are recorded; choose from {known}"), year=year, known=known)
    if format == "json":
        from ...render.json.values import official_data

        write_json(official_data(year, rows, partial=basis.partial))
    else:
        from ...render.terminal.figures.score import print_official

        print_official(year, rows, session.lang, banner=basis.banner)
    return 0
