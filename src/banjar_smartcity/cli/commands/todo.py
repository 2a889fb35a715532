"""`smartcity todo`: what to do next, the step with the largest gain first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ...i18n import N_
from ..basis import of_stage, open_basis, require_agency, require_dimension, require_score
from ..faults import UsageFaultError
from ..options import DimensionOption, Format, InstrumentOption, Lang, Partial, Root, StageOption, Today
from ..output import write_json
from ..parameters.declared import option
from ..session import open_session
from ..shared.documents.seen import seen_before

if TYPE_CHECKING:
    from ...seeing.claimed import SeenUse
    from ..basis import Basis

HELP = N_("Show what to do next. In order of what it gains, with who owes it, by when, and what blocks it.")
SHOWN = 20
"""Steps that a terminal shows without --limit; JSON has all."""


def todo(
    *,
    dimension: DimensionOption = None,
    agency: Annotated[
        str | None,
        option("--agency", metavar="ID", help=N_("Only what this agency is responsible for, for example dkisp.")),
    ] = None,
    limit: Annotated[int | None, option("--limit", metavar=N_("N"), help=N_("At most N steps; 0 shows all."))] = None,
    stage: StageOption = None,
    instrument: InstrumentOption = None,
    partial: Partial = False,
    format: Format = "text",
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity todo`."""
    session = open_session(root, today, lang)
    if limit is not None and limit < 0:
        raise UsageFaultError(N_("--limit takes 0 or a larger number, not {value}"), value=limit)
    basis = of_stage(open_basis(session, format=format, stage=stage, instrument=instrument, partial=partial))
    dimension = require_dimension(basis.model, dimension)
    agency = require_agency(basis.model, agency)
    from ...scoring.completeness import compute_completeness
    from ...scoring.steps.todo import compute_todo, limit_todo

    score = require_score(basis)
    missing = compute_completeness(basis.model, score, basis.today).missing
    everything = compute_todo(basis.model, score, basis.today, missing)
    selected = limit_todo(everything, dimension, agency)
    seen = tuple(found for found in seen_before(basis.model, session.root) if _is_owed(found, dimension, agency, basis))
    if format == "json":
        from ...render.json.steps.todo import todo_data

        write_json(
            todo_data(everything, selected, limit or None, basis.lang, partial=basis.partial, agency=agency, seen=seen)
        )
        return 0
    from ...render.terminal.figures.todo import print_todo

    shown = SHOWN if limit is None else limit or None
    print_todo(basis.model, score, everything, selected, shown, seen, basis.lang, agency=agency, banner=basis.banner)
    return 0


def _is_owed(found: SeenUse, dimension: str | None, agency: str | None, basis: Basis) -> bool:
    """Whether another page must be named, or found, for a claim of the stage, the dimension and the agency."""
    from ...model.dimension import CROSSCUTTING
    from ...seeing.claimed import responsible_for
    from ...seeing.sight import ABSENT, ELSEWHERE

    claim = found.claim
    if found.sight is None or found.sight.verdict not in (ABSENT, ELSEWHERE):
        return False
    if claim.stage not in (None, basis.stage.id) or dimension not in (None, claim.dimension or CROSSCUTTING):
        return False
    return agency in (None, responsible_for(basis.model, claim))
