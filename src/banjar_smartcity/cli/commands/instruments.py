"""`smartcity instruments`: the instruments that come with the tool, and whether the workspace has them."""

from __future__ import annotations

import typer

from ...i18n import N_
from ..options import Lang, Root
from ..output import write
from ..shared.family import pass_on
from ..shared.instruments import open_shelf

HELP = N_("List the instruments that come with smartcity.")


def instruments(context: typer.Context, root: Root = None, lang: Lang = None) -> int:
    """Run `smartcity instruments`, or pass its options on to the command that follows."""
    if context.invoked_subcommand is not None:
        pass_on(context, context.invoked_subcommand)
        return 0
    from ...render.terminal.region import instrument_lines

    shelf = open_shelf(root, lang)
    for line in instrument_lines(((shipped, shelf.state(shipped)) for shipped in shelf.known.values()), shelf.lang):
        write(line)
    return 0
