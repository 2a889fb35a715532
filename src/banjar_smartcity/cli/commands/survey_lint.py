"""`smartcity survey lint`: check the rows of a survey as assessors do. Nothing is written."""

from __future__ import annotations

from ...i18n import N_
from ..options import DimensionOption, Format, Lang, Root, StageOption, Today
from ..session import open_session
from ..shared.survey_reading import ColumnsOption, Files, read_survey, show_findings

HELP = N_("Check the tables of a survey as assessors do. Name row and column, show no personal data, write nothing.")


def lint(
    files: Files,
    *,
    columns: ColumnsOption = None,
    stage: StageOption = None,
    dimension: DimensionOption = None,
    format: Format = "text",
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity survey lint`."""
    session = open_session(root, today, lang)
    gathered, _ = read_survey(session, files, columns, stage, dimension)
    show_findings(gathered, session, format)
    return int(gathered.errors > 0)
