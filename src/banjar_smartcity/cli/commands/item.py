"""`smartcity item`: everything that is needed to answer one item of an instrument."""

from __future__ import annotations

from typing import Annotated

from ...i18n import N_
from ..options import Format, InstrumentOption, Lang, Partial, Root, StageOption, Today
from ..parameters.declared import argument
from ..session import open_session
from ..shared.items import show_item

HELP = N_("Show one item. What is asked and required, who owes it, what is answered and proved, and where to write it.")


def item(
    item: Annotated[str, argument(metavar="ID", help=N_("For example output-budget-apbd-share."))],
    *,
    stage: StageOption = None,
    instrument: InstrumentOption = None,
    partial: Partial = False,
    format: Format = "text",
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity item`."""
    session = open_session(root, today, lang)
    return show_item(session, item, stage=stage, instrument=instrument, partial=partial, format=format)
