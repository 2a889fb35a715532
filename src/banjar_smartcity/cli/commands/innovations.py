"""`smartcity innovations`: all innovations with their maturity, and how complete each record is."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from ...i18n import N_
from ..basis import open_basis, proof_of, require_dimension
from ..options import DimensionOption, Format, Lang, Partial, Root, Today
from ..output import write_pieces
from ..parameters.declared import option
from ..session import open_session
from ..shared.family import pass_on

HELP = N_("Show innovations and their maturity. What is proved, what is not known, and which ones lead.")


def innovations(
    context: typer.Context,
    *,
    dimension: DimensionOption = None,
    sort: Annotated[
        Literal["maturity", "gain", "completeness"] | None,
        option(
            "--sort",
            metavar="maturity|gain|completeness",
            help=N_("Highest first by this; default: the programme's order."),
        ),
    ] = None,
    partial: Partial = False,
    format: Format = "text",
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity innovations`, or pass its options on to the command that follows."""
    if context.invoked_subcommand is not None:
        pass_on(context, context.invoked_subcommand)
        return 0
    from ...innovations.maturity import RESTS_ON, assess, in_order

    basis = open_basis(open_session(root, today, lang), RESTS_ON, format=format, partial=partial)
    chosen = require_dimension(basis.model, dimension, crosscutting=False)
    listed = in_order(assess(basis.model, proof_of(basis), chosen), sort)
    if format == "json":
        from ...render.json.innovations import innovations_data, listed_innovation
        from ...render.words.json import pieces

        data = innovations_data(basis.model, basis.today, sort, partial=basis.partial)
        entries = (listed_innovation(m, basis.lang) for m in listed)
        write_pieces(pieces(data, "innovations", entries))
        return 0
    from ...render.terminal.records.innovations.table import print_innovations

    print_innovations(basis.model, listed, basis.today, sort, basis.lang, banner=basis.banner)
    return 0
