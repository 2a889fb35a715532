"""Read the files of a survey, for `survey import` and `survey lint`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ...i18n import N_
from ..basis import in_focus, require_dimension
from ..faults import UsageFaultError
from ..output import print_findings, write, write_json
from ..parameters.declared import argument, option
from ..session import Session
from .stages import require_stage

if TYPE_CHECKING:
    from ...model.model import Model
    from ...survey.gather import Gathered

Files = Annotated[
    list[Path],
    argument(
        metavar=N_("FILE..."), help=N_("Tables of respondents (CSV, Excel or LibreOffice), all of one stage together.")
    ),
]
ColumnsOption = Annotated[
    Path | None,
    option("--columns", metavar=N_("FILE"), help=N_("A small YAML file that says which column contains what.")),
]


def read_survey(
    session: Session, files: list[Path], columns: Path | None, stage: str | None, dimension: str | None
) -> tuple[Gathered, Model]:
    """Read and lint the files together. Return the result, and the model that they were checked against."""
    from ...checking.records import read_model
    from ...survey.columns.maps.column_map import named_stage, open_map
    from ...survey.columns.statements import statements_of
    from ...survey.gather import gather

    whole = read_model(session.root)
    for path in (*files, *([columns] if columns else [])):
        if not path.exists():
            raise UsageFaultError(N_("there is no file or folder {path}"), path=path)
    map_file = open_map(str(columns)) if columns is not None else None
    if stage is None and map_file is not None:
        stage = named_stage(map_file, whole)
    model = in_focus(whole, None, stage)
    statements = statements_of(model)
    if model.program is None or not statements.items:
        raise UsageFaultError(N_("data/program.yaml names no instrument with statements of the citizen survey"))
    known = [d.id for d in statements.dimensions]
    if dimension not in known:
        dimension = require_dimension(model, dimension, crosscutting=False)
    if dimension is not None and dimension not in known:
        raise UsageFaultError(
            N_("unknown dimension {dimension}; choose from {known}"), dimension=dimension, known=", ".join(known)
        )
    chosen = require_stage(model.program, stage or model.program.stage)
    names = [str(path) for path in files]
    gathered = gather(names, map_file, model, statements, chosen, session.today, dimension)
    return gathered, model


def show_findings(gathered: Gathered, session: Session, format: str) -> None:
    """Print what was read and the findings as lines, or as JSON with their rows."""
    if format == "json":
        from ...render.json.survey import lint_data

        write_json(lint_data(gathered, session.lang))
    else:
        if format == "text":
            from ...render.terminal.records.survey_account import account_lines

            names = {dimension.id: dimension.name for dimension in gathered.collected.statements.dimensions}
            for line in account_lines(gathered.files, names, session.lang):
                write(line)
        paths = tuple(file.path for file in gathered.files)
        print_findings(gathered.findings, paths, {}, session.lang, format, gathered.column_names)
