"""`smartcity score`: the index by the formula of the instrument, and published results put through it."""

from __future__ import annotations

from typing import Annotated

import typer

from ...i18n import N_
from ..options import DimensionOption, Format, Lang, Partial, Root, StageOption, Today
from ..output import known_dimension, load_basis, require_score, warn_partial, write_json
from ..session import Session, UsageFaultError, open_session

FEEDING = frozenset(
    ("program", "agencies", "instrument", "dimension", "answers", "evidence", "survey", "results", "sources")
)
"""Kinds of record that a score rests on."""


HELP = N_("Compute the index. Shows aspects, dimensions and the final index, beside what was published.")


def score(
    *,
    dimension: DimensionOption = None,
    explain: Annotated[bool, typer.Option("--explain", help=N_("Show what every item adds, and why."))] = False,
    official: Annotated[
        int | None,
        typer.Option(
            "--official", metavar=N_("YEAR"), help=N_("Put the published results of a year through the formula.")
        ),
    ] = None,
    stage: StageOption = None,
    partial: Partial = False,
    format: Format = "text",
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Compute the index. Shows aspects, dimensions and the final index, beside what was published."""
    session = open_session(root, today, lang)
    if official is not None:
        return _official(session, official, format, partial=partial)
    basis = load_basis(session, stage, FEEDING, format, partial=partial)
    if basis is None:
        return 1
    chosen = known_dimension(basis.model, dimension)
    computed = require_score(basis, session)
    from ...scoring.official import standing

    year = basis.stage.year
    now, before = standing(basis.model, year), standing(basis.model, year - 1)
    if format == "json":
        from ...render.json.values import score_data

        day = session.today.isoformat()
        write_json(score_data(computed, day, now, before, chosen, explain=explain, partial=basis.partial))
        return 0
    from ...render.terminal.figures.score import print_score

    banner = warn_partial(session.lang) if basis.partial else None
    print_score(basis.model, computed, session.today, now, before, chosen, session.lang, explain=explain, banner=banner)
    return 0


def _official(session: Session, year: int, format: str, *, partial: bool) -> int:
    basis = load_basis(
        session, None, frozenset(("program", "instrument", "results", "sources")), format, partial=partial
    )
    if basis is None:
        return 1
    from ...scoring.official import official_rows

    rows = official_rows(basis.model, year)
    if rows is None:
        known = ", ".join(str(known) for known in basis.model.results)
        raise UsageFaultError(N_("no results of {year} are recorded; known are {known}"), year=year, known=known)
    if format == "json":
        from ...render.json.values import official_data

        write_json(official_data(year, rows, partial=basis.partial))
    else:
        from ...render.terminal.figures.score import print_official

        print_official(year, rows, session.lang, banner=warn_partial(session.lang) if basis.partial else None)
    return 0
