"""`smartcity innovations matrix`: innovations by mission, dimension and sub-dimension, with the gaps."""

from __future__ import annotations

from typing import Annotated, Literal

from ...i18n import N_
from ..basis import open_basis
from ..options import Format, Lang, Partial, Root, Today
from ..output import write_json
from ..parameters.declared import option
from ..session import open_session

HELP = N_("Show which innovations serve which mission and sub-dimension. Gaps are marked.")


def matrix(
    *,
    by: Annotated[
        Literal["missions", "sub-dimensions"] | None,
        option("--by", metavar="missions|sub-dimensions", help=N_("Only one of the two; default: both.")),
    ] = None,
    partial: Partial = False,
    format: Format = "text",
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity innovations matrix`."""
    from ...innovations.matrix import RESTS_ON, mission_matrix, sub_dimension_matrix

    basis = open_basis(open_session(root, today, lang), RESTS_ON, format=format, partial=partial)
    missions = mission_matrix(basis.model) if by in (None, "missions") else None
    parts = sub_dimension_matrix(basis.model) if by in (None, "sub-dimensions") else None
    if format == "json":
        from ...render.json.matrix import matrix_data

        write_json(matrix_data(missions, parts, basis.today, basis.lang, partial=basis.partial))
        return 0
    from ...render.terminal.records.innovations.matrix import print_matrix

    print_matrix(basis.model, missions, parts, basis.today, basis.lang, banner=basis.banner)
    return 0
