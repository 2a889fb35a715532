"""`smartcity instruments show`: one instrument that comes with the tool."""

from __future__ import annotations

from typing import Annotated

from ...i18n import N_
from ..options import Lang, Root
from ..output import write
from ..parameters.declared import argument
from ..shared.instruments import open_shelf

HELP = N_("Show an instrument: its variants and aspects with their weights, and whether its texts are official.")


def show(
    name: Annotated[str, argument(metavar="ID", help=N_("The instrument."), show_default=False)],
    *,
    root: Root = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity instruments show`."""
    from ...render.terminal.region import instrument_sheet

    shelf = open_shelf(root, lang)
    shipped = shelf.find(name)
    for line in instrument_sheet(shipped, shelf.state(shipped), shelf.lang):
        write(line)
    return 0
