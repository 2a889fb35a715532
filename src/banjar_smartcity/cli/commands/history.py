"""`smartcity history`: score, completeness and findings of each version that changed the data."""

from __future__ import annotations

from typing import Annotated, Literal

from ...i18n import N_
from ..basis import in_focus, require_dimension
from ..options import DimensionOption, InstrumentOption, Lang, Root, Today
from ..output import write, write_json
from ..parameters.declared import option
from ..session import open_session
from ..shared.past import load_history

HELP = N_(
    "Show score, completeness and findings over time. For the commits or tags that changed the data, "
    "each as of its own day."
)


def history(
    *,
    since: Annotated[
        str | None,
        option("--since", metavar="REV", help=N_("Start with this commit or tag, on the line that leads to HEAD.")),
    ] = None,
    tags: Annotated[bool, option("--tags", help=N_("Use tags instead of commits."))] = False,
    dimension: DimensionOption = None,
    instrument: InstrumentOption = None,
    limit: Annotated[int | None, option("--limit", metavar="N", min=1, help=N_("Only the last N versions."))] = None,
    format: Annotated[
        Literal["text", "json", "svg"],
        option("--format", metavar="text|json|svg", help=N_("Output format; svg is a chart."), show_default=False),
    ] = "text",
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity history`. Each version is as of its own day; those after today are excluded."""
    session = open_session(root, today, lang)
    chosen = None
    if dimension is not None or instrument is not None:
        from ...checking.pipeline import check_workspace

        model = in_focus(check_workspace(session.root, session.today).model, instrument, None)
        dimension, chosen = require_dimension(model, dimension), model.instrument if instrument else None
    found = load_history(session, since, dimension, limit, chosen, tags=tags)
    if format == "json":
        from ...render.json.history import history_data

        write_json(history_data(found))
    elif format == "svg":
        from ...render.page.charts.history_chart import history_svg

        write("".join(history_svg(found, session.lang)))
    else:
        from ...render.terminal.figures.history import print_history

        print_history(found, session.lang)
    return 0
