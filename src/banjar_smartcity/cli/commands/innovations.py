"""`smartcity innovations`: all innovations with their maturity, and how much of each record is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from ...i18n import N_
from ..options import DimensionOption, Format, Lang, Partial, Root, Today
from ..output import Basis, known_dimension, load_basis, warn_partial, write_json
from ..session import Session, UsageFaultError, open_session

if TYPE_CHECKING:
    from typer.core import TyperGroup

    from ...evidence.proof import Proof

FEEDING = frozenset(("program", "agencies", "maturity", "dimension", "evidence", "innovation", "sources"))
"""Kinds of record that the maturity of innovations rests on."""

HELP = N_("Show innovations and their maturity. Says what is proved, what is not known, and who may stand first.")


def innovations(
    context: typer.Context,
    *,
    dimension: DimensionOption = None,
    sort: Annotated[
        Literal["maturity", "gain", "completeness"] | None,
        typer.Option(
            "--sort",
            metavar="maturity|gain|completeness",
            help=N_("Highest first by this; else in the programme's order."),
        ),
    ] = None,
    partial: Partial = False,
    format: Format = "text",
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Show innovations and their maturity. Says what is proved, what is not known, and who may stand first."""
    if context.invoked_subcommand is not None:
        _hand_on(context, context.invoked_subcommand)
        return 0
    session = open_session(root, today, lang)
    basis = load_basis(session, None, FEEDING, format, partial=partial)
    if basis is None:
        return 1
    chosen = known_dimension(basis.model, dimension, crosscutting=False)
    from ...innovations.maturity import assess, in_order

    found = assess(basis.model, proof_of(basis, session))
    listed = in_order((m for m in found if chosen in (None, m.record.dimension)), sort)
    if format == "json":
        from ...render.json.innovations import innovations_data

        write_json(innovations_data(basis.model, listed, session.today, sort, session.lang, partial=basis.partial))
        return 0
    from ...render.terminal.records.innovations import print_innovations

    banner = warn_partial(session.lang) if basis.partial else None
    print_innovations(basis.model, listed, session.today, sort, session.lang, banner=banner)
    return 0


def _hand_on(context: typer.Context, name: str) -> None:
    """Options that stand before the command's name become defaults of that command, if it has them."""
    family = cast("TyperGroup", context.command)
    known = {parameter.name for parameter in family.commands[name].params}
    given = {
        option: str(value)
        for option, value in context.params.items()
        if (source := context.get_parameter_source(option)) and source.name == "COMMANDLINE"
    }
    for option in given:
        if option not in known:
            raise UsageFaultError(N_("{option} does not belong to {command}"), option=f"--{option}", command=name)
    defaults = context.default_map or {}
    context.default_map = {name: {**defaults.get(name, {}), **given}}


def proof_of(basis: Basis, session: Session) -> Proof:
    """What evidence there is to hold the levels against."""

    from ...evidence.proof import Proof

    return Proof(basis.model.evidence, basis.checked.holdings, session.today)
