"""`smartcity validate`: report every fault of the data, with its place and how to fix it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from ...i18n import N_, language
from ..direct.checking import check_data, check_files
from ..options import Jobs, Lang, NoCache, ReviewFormat, Root, Today
from ..output import summary_format
from ..parameters.declared import argument, option
from ..session import find_language, open_session

HELP = N_("Check the data. Every finding says where it is, why it matters and how to fix it.")


def validate(
    paths: Annotated[
        list[Path] | None,
        argument(metavar=N_("[PATH]..."), help=N_("Show only findings in these files and folders.")),
    ] = None,
    *,
    schema: Annotated[
        Path | None,
        option(
            "--schema",
            metavar=N_("FILE"),
            help=N_("Check the paths against this JSON Schema instead of the data's own."),
        ),
    ] = None,
    summary: Annotated[
        bool, option("--summary", help=N_("Sum up the findings by kind, each with one example."))
    ] = False,
    strict: Annotated[bool, option("--strict", help=N_("Warnings count as errors."))] = False,
    format: ReviewFormat = "text",
    jobs: Jobs = None,
    no_cache: NoCache = False,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity validate`."""
    shown = summary_format(format) if summary else format
    if schema is not None:
        return check_files(schema, paths or [], language(lang or find_language()), shown, strict=strict)
    return check_data(open_session(root, today, lang), paths or [], shown, strict=strict, jobs=jobs, cache=not no_cache)
