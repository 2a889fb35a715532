"""`smartcity compare`: regions next to each other."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from ...i18n import N_, Language, language
from ...workspace.layout import PROGRAM, find_root
from ...workspace.writing import refuse_output, write_file
from ..faults import DataFaultError, UsageFaultError
from ..options import Jobs, Lang, Root, Today
from ..output import write, write_json
from ..parameters.declared import argument, option
from ..session import language_code, parse_today

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...comparison.figures import RegionFigures, Unread
    from ...comparison.league import League

HELP = N_(
    "Compare regions. Ranks, quartiles, aspects, peers, and what changed since last year, of folders with data and of "
    "published results. Different instruments and years are never ranked together."
)
_MOST_NAMED = 10
"""Folders without figures that are named one by one."""


def compare(
    *,
    folders: Annotated[
        list[Path],
        argument(
            metavar=N_("FOLDER..."),
            help=N_("Repositories with the folder data/, or files of results such as data/results/2023.yaml."),
        ),
    ],
    region: Annotated[
        str | None,
        option(
            "--region", metavar=N_("NAME"), help=N_("The region to mark; default: that of the repository you are in.")
        ),
    ] = None,
    by: Annotated[
        Literal["claimed", "supported"],
        option(
            "--by",
            metavar="claimed|supported",
            help=N_("Which index of answers is ranked; default: claimed."),
            show_default=False,
        ),
    ] = "claimed",
    instrument: Annotated[
        str | None,
        option("--instrument", metavar="ID", help=N_("Only figures of this instrument; default: all.")),
    ] = None,
    partial: Annotated[
        bool,
        option(
            "--partial",
            help=N_("Show the other regions if some have no data; leave out answers and files with errors."),
        ),
    ] = False,
    jobs: Jobs = None,
    output: Annotated[
        Path | None,
        option(
            "--output", metavar=N_("FILE"), help=N_("Write a page (.html), a table (.csv) or JSON (.json) instead.")
        ),
    ] = None,
    format: Annotated[
        Literal["text", "json", "csv"] | None,
        option("--format", metavar="text|json|csv", help=N_("Output format."), show_default=False),
    ] = None,
    delimiter: Annotated[
        Literal[",", ";"] | None,
        option(
            "--delimiter",
            metavar=N_("SIGN"),
            help=N_(
                "What separates the columns of CSV: , (default) or ; with decimal commas, for Excel in Indonesian."
            ),
        ),
    ] = None,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity compare`."""
    form = _form(output, format, delimiter)
    own_root = root or find_root(Path.cwd())
    if root is not None and not (root / PROGRAM).is_file():
        raise UsageFaultError(N_("there is no data/program.yaml in {root}"), root=root)
    if output is not None:
        refuse_output(own_root or Path.cwd(), output)
    chosen = language(lang or language_code(own_root))
    from ...comparison.figures import CompareWish
    from ...comparison.many import read_places

    wanted = CompareWish(parse_today(today), instrument, by, partial)
    places = tuple({os.path.realpath(folder): str(folder) for folder in reversed(folders)}.values())[::-1]
    figures: list[RegionFigures] = []
    unread: list[Unread] = []
    for reading in read_places(places, wanted, jobs):
        figures += reading.figures
        unread += reading.unread
    leagues, unread = _leagues(figures, unread, by)
    _refuse(unread, leagues, chosen, partial=partial)
    own = _own(region, own_root, leagues)
    if form == "html" and output is not None:  # only the ending of a file asks for a page
        _write_page(output, leagues, unread, by, own, chosen)
    elif form == "csv":
        _write_table(output, leagues, by, delimiter or ",")
    elif form == "json":
        from ...render.json.comparison import comparison_data
        from ...render.words.json import dump

        data = comparison_data(leagues, unread, by, own, chosen)
        if output is None:
            write_json(data)
        else:
            write_file(output, [(dump(data) + "\n").encode()])
    else:
        from ...render.terminal.comparison import print_comparison

        print_comparison(leagues, by, own, chosen)
    if output is not None:
        write(str(output))
    return 0


def _form(output: Path | None, format: str | None, delimiter: str | None) -> str:
    """The form of the output. Raise `UsageFaultError` if the options contradict each other."""
    ending = output.suffix.lower().removeprefix(".") if output is not None else None
    if ending is not None and ending not in ("html", "csv", "json"):
        raise UsageFaultError(N_("{path}: compare writes a file .html, .csv or .json"), path=output)
    if ending is not None and format not in (None, ending):
        raise UsageFaultError(N_("--format {format} does not go with {path}"), format=format, path=output)
    form = ending or format or "text"
    if delimiter and form != "csv":
        raise UsageFaultError(N_("--delimiter is for CSV; leave it out"))
    return form


def _leagues(
    figures: Sequence[RegionFigures], unread: list[Unread], by: str
) -> tuple[tuple[League, ...], list[Unread]]:
    from ...comparison.league import leagues, without_repeats
    from ...comparison.results_file import with_changes

    kept, conflicts = without_repeats(figures)
    return leagues(with_changes(kept), by), [*unread, *conflicts]


def _refuse(unread: Sequence[Unread], leagues: Sequence[League], lang: Language, *, partial: bool) -> None:
    """Name the places without figures. Raise the fault of the command unless the others are to be shown."""
    if not unread:
        return
    from ...render.words.compared.sentences import unread_line
    from ...source.letters import visible

    lines = [visible(unread_line(one, lang)) for one in unread[:_MOST_NAMED]]
    if (more := len(unread) - _MOST_NAMED) > 0:
        lines.append(lang.ngettext("and {n} more", "and {n} more", more).format(n=more))
    print("\n".join(lines), file=sys.stderr)
    if partial and leagues:
        return
    if all(one.errors for one in unread):
        if not partial:
            print(lang.translate(N_("No figures are shown. Fix the errors, or add --partial.")), file=sys.stderr)
        raise DataFaultError
    if partial:
        raise UsageFaultError(N_("no folder has figures to compare"))
    raise UsageFaultError(N_("some folders have no figures; leave them out, or add --partial"))


def _own(region: str | None, root: Path | None, leagues: Sequence[League]) -> str | None:
    """The name of the region to mark. Raise `UsageFaultError` if the one of the command line is not compared."""
    from ...comparison.own import is_called, meant_region

    compared = [row.figures.region for league in leagues for row in league.rows]
    if region is None:
        return _region_at(root)
    if not any(is_called(one, region) for one in compared):
        meant = meant_region(region, compared)
        text = (
            N_("{region} is not among the regions; did you mean {meant}?")
            if meant
            else N_("{region} is not among the regions")
        )
        raise UsageFaultError(text, region=region, meant=meant)
    return region


def _region_at(root: Path | None) -> str | None:
    """The official name of the region of a repository; None if it cannot be read."""
    from ...workspace.layout import load

    document = load(str(root / PROGRAM), PROGRAM).document if root is not None else None
    data = document.data if document else None
    region = data.get("region") if isinstance(data, dict) else None
    name = region.get("official_name") if isinstance(region, dict) else None
    return name if isinstance(name, str) else None


def _write_table(output: Path | None, leagues: Sequence[League], by: str, delimiter: str) -> None:
    from ...comparison.table import comparison_table
    from ...render.package.csv_file import csv_file

    pieces = csv_file(comparison_table(leagues, by), delimiter)
    if output is None:
        write(b"".join(pieces).decode("utf-8-sig").removesuffix("\r\n").replace("\r\n", "\n"))
    else:
        write_file(output, pieces)


def _write_page(
    output: Path,
    leagues: Sequence[League],
    unread: Sequence[Unread],
    by: str,
    own: str | None,
    lang: Language,
) -> None:
    from ...render.page.comparison import render_comparison

    pieces = render_comparison(leagues, unread, by, own, lang)
    write_file(output, (piece.encode("utf-8", "backslashreplace") for piece in pieces))
