"""Stages on the command line: what commands share that start a stage from an earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ...i18n import N_
from ...regions.editors import schema_path
from ...workspace.layout import PROGRAM
from ...workspace.writing import change_files, refuse_links
from ..faults import UsageFaultError
from ..output import print_findings, write
from ..session import Session

if TYPE_CHECKING:
    from ...checking.pipeline import Checked
    from ...model.program import Program, Stage
    from ...source.document import Document
    from ...stages.start import Start, Wish


def checked_program(session: Session) -> tuple[Checked, Program]:
    """The data and the programme. Raise `DataFaultError` if the programme, an instrument or a migration has errors."""
    from ...checking.partial import errors_among
    from ...checking.pipeline import check_workspace
    from ..faults import DataFaultError

    checked = check_workspace(session.root, session.today)
    errors = errors_among(checked, frozenset(("program", "instrument", "migration")))
    if errors or checked.model.program is None:
        print_findings(errors, checked.paths, checked.texts, session.lang, "text")
        raise DataFaultError
    return checked, checked.model.program


def require_stage(program: Program, stage: str) -> Stage:
    """The stage that the command line names. Raise `UsageFaultError` if there is none."""
    found = program.find_stage(stage)
    if found is None:
        known = ", ".join(s.id for s in program.stages)
        raise UsageFaultError(N_("unknown stage {stage}; choose from {known}"), stage=stage, known=known)
    return found


def plan(session: Session, checked: Checked, program: Program, wish: Wish) -> Start:
    """The plan of a stage. Raise `UsageFaultError` if it cannot be started, or if one of its sheets exists."""
    from ...checking.gathering.documents import of_kind
    from ...stages.start import StartError, plan_start

    documents: Mapping[str, Document] = {d.path: d for d in of_kind(checked.sound, "answers")}
    try:
        found = plan_start(checked.model, program, wish, documents, session.today)
    except StartError as error:
        raise UsageFaultError(error.msgid, **error.facts) from error
    for sheet in found.sheets:
        path = refuse_links(session.root, session.root / sheet.path)
        if path.exists():
            raise UsageFaultError(N_("{path} already exists; nothing was written"), path=sheet.path)
    return found


def carry_out(session: Session, checked: Checked, start: Start) -> None:
    """Write the programme and every sheet, all of them or none, and say what was done."""
    from ...checking.gathering.documents import of_kind
    from ...source.yaml_edit import EditError
    from ...stages.listing import listed

    target = refuse_links(session.root, session.root / PROGRAM)
    data = next(d.data for d in of_kind(checked.sound, "program") if isinstance(d.data, dict))
    content = target.read_bytes()
    changed: dict[Path, bytes] = {}
    if start.record is not None or start.entry is not None:
        try:
            changed[target] = listed(content, data, start)
        except EditError as error:
            raise UsageFaultError(N_("{path} cannot be changed safely; change it in the file"), path=PROGRAM) from error
    sheets = {path: text.encode() for path, text in sheet_texts(session, start).items()}
    created = {session.root / path: text for path, text in sheets.items()}
    refuse_invalid({PROGRAM: changed.get(target, content)}, "program")
    refuse_invalid(sheets, "answers")
    try:
        change_files(session.root / "data", changed, created)
    except FileExistsError as error:
        raise UsageFaultError(N_("{path} already exists; nothing was written"), path=error.filename) from error


def refuse_invalid(contents: Mapping[str, bytes], kind: str) -> None:
    """Raise `UsageFaultError` if a file would not be valid, so that nothing is written that has to be repaired."""
    from ...schema.validator import shipped
    from ...source.document import parse

    for path, content in contents.items():
        document, _ = parse(path, content)
        if document is None or next(iter(shipped(kind).check(document)), None):
            raise UsageFaultError(N_("{path} would have errors; nothing was written"), path=path)


def sheet_texts(session: Session, start: Start) -> dict[str, str]:
    """The text of each sheet of a new stage, by its path."""
    from ...render.records.answer_sheet import sheet_text

    return {
        sheet.path: sheet_text(start.stage, sheet, session.lang, schema_path(session.root, sheet.path, "answers"))
        for sheet in start.sheets
    }


def show(session: Session, start: Start, *, written: bool) -> None:
    """Print what was written, what is carried over and what is not, and what to do next."""
    from ...render.terminal.records.stage import start_lines

    for line in start_lines(start, session.lang, written=written):
        write(line)
