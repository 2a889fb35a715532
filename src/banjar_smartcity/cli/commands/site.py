"""`smartcity site`: write the report as a small static site, for Pages or a memory stick."""

from __future__ import annotations

from functools import partial as bound
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from ...i18n import N_
from ...workspace.writers.endings import refuse_file_name
from ..basis import Basis, of_stage, open_basis, require_report
from ..faults import UsageFaultError
from ..options import InstrumentOption, Lang, Partial, Port, Root, StageOption, Today, Watch
from ..output import write
from ..parameters.declared import option
from ..progress import progress
from ..session import open_session

if TYPE_CHECKING:
    from collections.abc import Mapping

HELP = N_("Write the report as a static site. For Pages or a memory stick; internal documents are not named.")
_RECENT = 12
"""Versions that are shown without --history."""


def site(
    *,
    output: Annotated[
        Path | None,
        option(
            "--output",
            metavar=N_("FOLDER"),
            help=N_("Where to write; default: build/situs. An earlier site is replaced."),
        ),
    ] = None,
    stage: StageOption = None,
    instrument: InstrumentOption = None,
    partial: Partial = False,
    history: Annotated[
        bool, option("--history", help=N_("Show all versions of the data, not only the last ones."))
    ] = False,
    watch: Watch = False,
    port: Port = 0,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity site`."""
    session = open_session(root, today, lang)
    target = output or session.root / "build" / "situs"
    refuse_file_name(target)
    if watch:
        from ..preview.watch import watch_build

        build = bound(
            site,
            output=target,
            stage=stage,
            instrument=instrument,
            partial=partial,
            history=history,
            root=root,
            today=today,
            lang=lang,
        )
        return watch_build(session, target, "index.html", build, port)
    from ...workspace.writers.folder import refuse_foreign, write_folder

    refuse_foreign(target, session.root)
    basis = of_stage(open_basis(session, stage=stage, instrument=instrument, partial=partial))
    from ...publish.public import publish
    from ...render.json.site import site_data
    from ...render.page.site import render_site

    public = publish(require_report(basis, None), basis.checked.holdings)
    chart = _history(basis, whole=history)
    with progress(N_("Writing the site"), session.lang):
        pages = render_site(public, session.lang, site_data(public.report, session.lang), chart)
        write_folder(target, pages, session.root)
    write(str(target))
    return 0


def _history(basis: Basis, *, whole: bool) -> Mapping[str, Any] | None:
    """The chart of the history; None if there is no history and the option --history is not set."""
    from ...model.focus import other_instrument
    from ...render.page.charts.history_chart import history_view
    from ..shared.past import load_history

    try:
        found = load_history(basis.session, None, None, None if whole else _RECENT, other_instrument(basis.model))
    except UsageFaultError:  # there is no repository, or git cannot read it
        if whole:
            raise
        return None
    return history_view(found, basis.lang) if found.points or whole else None
