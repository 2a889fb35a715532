"""`smartcity diff`: what a change of the data does to the score, the evidence and the findings."""

from __future__ import annotations

from typing import Annotated, Literal

from ...i18n import N_
from ..options import Lang, Partial, Root, Today
from ..output import write, write_json
from ..parameters.declared import argument, option
from ..session import open_session
from ..versions import compare_versions, find_main

HELP = N_("Show what a change does. Compare score, answers, evidence and findings of two revisions or folders.")


def diff(
    base: Annotated[
        str | None,
        argument(metavar=N_("[BASE]"), help=N_("A revision or folder; default: the main branch.")),
    ] = None,
    head: Annotated[
        str | None,
        argument(metavar=N_("[HEAD]"), help=N_("A revision or folder; default: the files as they are.")),
    ] = None,
    *,
    format: Annotated[
        Literal["text", "json", "markdown"],
        option("--format", metavar="text|json|markdown", help=N_("Output format."), show_default=False),
    ] = "text",
    partial: Partial = False,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity diff`. Return 1 if a version is not readable."""
    session = open_session(root, today, lang)
    found = compare_versions(session, base or find_main(session), head)._replace(partial=partial)
    if format == "json":
        from ...render.json.diff import diff_data

        write_json(diff_data(found, session.lang))
    else:
        from ...render.comment.blocks import as_markdown, as_text
        from ...render.comment.diff import diff_blocks

        write((as_markdown if format == "markdown" else as_text)(diff_blocks(found, session.lang), session.lang))
    return 0 if found.readable else 1
