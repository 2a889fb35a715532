"""`smartcity innovations contest`: the innovation contest of a year, its ranking and its judges."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ...i18n import N_
from ..basis import open_basis
from ..faults import UsageFaultError
from ..options import Format, Lang, Partial, Root, Today
from ..output import write_json
from ..parameters.declared import argument, option
from ..session import open_session

HELP = N_("Show the innovation contest of a year. Rank the entries, and show how each judge marks.")


def contest(
    year: Annotated[
        int | None,
        argument(metavar=N_("[YEAR]"), help=N_("The year; default: the newest on record."), show_default=False),
    ] = None,
    *,
    category: Annotated[
        str | None, option("--category", metavar="ID", help=N_("Only this category, for example umum."))
    ] = None,
    partial: Partial = False,
    format: Format = "text",
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity innovations contest`."""
    from ...innovations.contest import RESTS_ON, latest, rank_contest
    from ...model.in_force import in_force

    basis = open_basis(open_session(root, today, lang), RESTS_ON, format=format, partial=partial)
    contests = basis.model.contests
    wanted = latest(contests) if year is None else year
    chosen = None if wanted is None else contests.get(wanted)
    if chosen is None:
        if not contests:
            raise UsageFaultError(N_("no innovation contest is on record by {day}"), day=basis.lang.date(basis.today))
        known = ", ".join(str(known) for known in sorted(contests))
        raise UsageFaultError(N_("no contest of {year} is on record; choose from {known}"), year=year, known=known)
    categories = [c.id for c in chosen.categories]
    if category is not None and category not in categories:
        raise UsageFaultError(
            N_("unknown category {category}; choose from {known}"), category=category, known=", ".join(categories)
        )
    # Organisers, judges and entries have the names of the contest's year.
    model = in_force(basis.known, min(basis.today, date(chosen.year, 12, 31)))
    ranking = rank_contest(model, chosen, category)
    if format == "json":
        from ...render.json.contest import contest_data

        write_json(contest_data(ranking, basis.today, basis.lang, partial=basis.partial))
        return 0
    from ...render.terminal.records.innovations.contest import print_contest

    print_contest(model, ranking, basis.today, basis.lang, banner=basis.banner)
    return 0
