"""`smartcity survey import`: sum up respondents' rows in data/surveys/, unless the lint finds errors."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ...i18n import N_
from ...source.letters import visible
from ...workspace.writers.workshop import sweep
from ...workspace.writing import refuse_links, refuse_output, refuse_way_out, write_file, write_files
from ..faults import UsageFaultError
from ..options import DimensionOption, Format, Lang, Root, StageOption, Today
from ..output import write, write_json
from ..parameters.declared import option
from ..session import Session
from ..shared.changing import open_to_change
from ..shared.survey_reading import ColumnsOption, Files, read_survey, show_findings

if TYPE_CHECKING:
    from ...model.model import Model
    from ...survey.gather import Gathered
    from ...survey.summary.drafts import SurveyDraft

HELP = N_(
    "Import the tables of a survey into data/surveys/, after a check. Only aggregates are stored, never rows of people."
)


def import_(
    files: Files,
    *,
    columns: ColumnsOption = None,
    stage: StageOption = None,
    dimension: DimensionOption = None,
    with_faults: Annotated[
        bool,
        option(
            "--with-faults",
            help=N_("Write even if there are errors; the record says so and does not count as supported."),
        ),
    ] = False,
    page: Annotated[
        Path | None,
        option(
            "--page",
            metavar=N_("FILE"),
            help=N_(
                "Also write a page (.html) for the office that ran the survey: distributions, means, and what was "
                "left out. Only if the records are written."
            ),
        ),
    ] = None,
    replace: Annotated[bool, option("--replace", help=N_("Replace a record that a person wrote or changed."))] = False,
    format: Format = "text",
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity survey import`. Rows of people are never stored."""
    from ...render.json.survey import import_data, lint_data
    from ...render.terminal.records.survey import conflict_text, import_lines
    from ...survey.summary.drafts import draft_records

    session = open_to_change(root, today, lang)
    surveys = session.root / "data" / "surveys"
    refuse_way_out(session.root, surveys)
    _check_page(page, files, session.root)
    sweep(surveys)
    gathered, model = read_survey(session, files, columns, stage, dimension)
    drafts = draft_records(gathered, model, session.root, replace=replace)
    conflicts = [draft.conflict for draft in drafts if draft.conflict is not None]
    accepted = bool(drafts) and (with_faults or not gathered.errors)
    if accepted and conflicts:
        *others, last = conflicts
        for conflict in others:
            print(f"smartcity: {visible(conflict_text(conflict, model, session.lang))}\n", file=sys.stderr)
        raise UsageFaultError("{why}", why=conflict_text(last, model, session.lang))
    if accepted:
        for draft in drafts:
            refuse_links(session.root, session.root / draft.path)
        content = _page(gathered, drafts, model, session) if page is not None else b""
        write_files({Path(session.root) / draft.path: draft.text.encode() for draft in drafts})
        if page is not None:
            write_file(page, [content])
    if format == "json":
        data = lint_data(gathered, session.lang)
        write_json(import_data(data, [draft.summary for draft in drafts], written=accepted))
    else:
        show_findings(gathered, session, format)
        for line in import_lines(drafts, model, session.lang, written=accepted):
            write(line)
        if accepted and page is not None:
            write(str(page))
        if not accepted:
            advice = N_(
                "Nothing was written. Fix the errors, or add --with-faults: then the survey does not count as "
                "supported."
            )
            print(session.lang.translate(advice), file=sys.stderr)
    return int(gathered.errors > 0 and not with_faults) if drafts else 1


def _check_page(page: Path | None, files: list[Path], root: Path) -> None:
    """Raise `UsageFaultError` or `UnwritableError` if the page may not be written there."""
    if page is None:
        return
    if page.suffix.lower() not in (".html", ".htm"):
        raise UsageFaultError(N_("{path}: the page is a file .html"), path=page)
    if os.path.realpath(page) in {os.path.realpath(file) for file in files}:
        raise UsageFaultError(N_("{path} is one of the tables"), path=page)
    refuse_output(root, page)


def _page(gathered: Gathered, drafts: list[SurveyDraft], model: Model, session: Session) -> bytes:
    from ...render.page.surveys.imported import render_survey

    pieces = render_survey(gathered, drafts, model, gathered.collected.stage, session.lang)
    return "".join(pieces).encode("utf-8", "backslashreplace")
