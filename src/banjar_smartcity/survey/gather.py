"""Gather: read the files and the column map of a call, and check them together."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from ..diagnostics import Finding, Kind, Severity
from ..i18n import N_
from ..model.innovation import Innovation
from ..model.model import Model
from ..model.program import Stage
from ..model.survey_faults import same_name
from .answers.collected import Collected
from .answers.forms import Form, TableContent, read_forms
from .answers.people import identify
from .blank_form import is_form_file
from .columns.column_map import EMPTY, ColumnMap, read_map
from .columns.names import plain
from .columns.recognise import known_columns, recognise
from .columns.statements import Statements
from .lint import lint
from .table.findings import finding
from .table.kinds import BLANK_FORM
from .table.opening import open_table
from .table.rows import Row, Table, TableError, is_blank

FILE_TWICE = Kind(
    id="survey-file-twice",
    severity=Severity.ERROR,
    message=N_('this is the same file as "{other}"'),
    hint=N_("Name each file once."),
    why=N_("Rows that are read twice would count twice."),
    example="smartcity survey import living.csv salinan-living.csv",
)
KINDS = (FILE_TWICE,)


class Gathered(NamedTuple):
    """The content of the files of a call, and all findings about them."""

    collected: Collected
    findings: tuple[Finding, ...]
    reads: tuple[tuple[str, TableContent], ...]
    """The content of each file, with its path as it was given."""

    @property
    def column_names(self) -> dict[tuple[str, int], str]:
        """The labels of the known columns, by path and number of the column."""
        return {(path, i + 1): label for path, read in self.reads for i, label in read.labels.items()}

    @property
    def errors(self) -> int:
        """The number of findings that are errors."""
        return sum(f.kind.severity is Severity.ERROR for f in self.findings)


def gather(
    paths: Sequence[str],
    map_path: str | None,
    model: Model,
    statements: Statements,
    stage: Stage,
    today: date,
    dimension: str | None,
) -> Gathered:
    """Read all files of a call and lint them together; with `dimension`, only the answers of that dimension."""
    column_map, findings = _map(map_path, model, statements)
    reads: list[tuple[str, TableContent]] = []
    digests: dict[bytes, str] = {}
    for path in paths:
        read, digest = _read(path, column_map, statements, dimension)
        if digest and digest in digests:
            findings.append(finding(FILE_TWICE, path, {"other": digests[digest]}))
            continue
        if digest:
            digests[digest] = path
        reads.append((path, read))
        findings += read.findings
    forms = tuple(f for _, read in reads for f in read.forms if dimension in (None, f.dimension))
    collected = _collect(forms, model, statements, stage, today, column_map)
    if collected.dimensions or any(len(form.refused) for form in forms):
        findings += lint(collected)
    findings.sort(key=lambda f: (f.path, f.position, f.kind.id))
    return Gathered(collected, tuple(findings), tuple(reads))


def _map(path: str | None, model: Model, statements: Statements) -> tuple[ColumnMap, list[Finding]]:
    if path is None:
        return EMPTY, []
    stages = tuple(stage.id for stage in model.program.stages) if model.program else ()
    return read_map(path, path, statements, stages)


def _collect(
    forms: tuple[Form, ...], model: Model, statements: Statements, stage: Stage, today: date, column_map: ColumnMap
) -> Collected:
    innovations: dict[str, Innovation] = {}
    for innovation in model.innovations.values():
        for name in (innovation.id, innovation.name, *innovation.also_named):
            innovations.setdefault(same_name(name), innovation)
    agencies = model.agency_list
    return Collected(
        forms=forms,
        statements=statements,
        stage=stage,
        today=today,
        column_map=column_map,
        agencies=agencies,
        innovations=innovations,
        people=identify(forms),
    )


def _read(
    path: str, column_map: ColumnMap, statements: Statements, dimension: str | None
) -> tuple[TableContent, bytes]:
    """The content of a file, and the SHA-256 hash of its bytes, which is empty if the file has no rows."""
    mapped = column_map.file(os.path.basename(path))
    if is_form_file(path):
        return TableContent((), 0, 0, (finding(BLANK_FORM, path),)), b""
    try:
        table = open_table(path, path, lambda cells: known_columns(cells, statements, column_map), mapped.sheet)
        place = mapped.place or _place(os.path.basename(path), statements) or dimension
        reads = [
            _read_table(part, column_map, statements, own or place)
            for part, own in _by_place(table, column_map, statements)
        ]
    except TableError as error:
        return TableContent((), 0, 0, (error.fault,)), b""
    whole = TableContent(
        tuple(form for read in reads for form in read.forms),
        sum(read.rows for read in reads),
        sum(read.not_counted for read in reads),
        (*table.findings, *(f for read in reads for f in read.findings)),
        {place: label for read in reads for place, label in read.labels.items()},
    )
    return whole, _digest(path) if whole.rows else b""


def _read_table(table: Table, column_map: ColumnMap, statements: Statements, place: str | None) -> TableContent:
    columns, faults = recognise(table, statements, column_map, place)
    if not columns.statements:
        return TableContent((), 0, 0, tuple(faults))
    read = read_forms(table, columns, statements, {plain(label): mark for label, mark in column_map.scale.items()})
    return read._replace(findings=(*faults, *read.findings))


def _by_place(table: Table, column_map: ColumnMap, statements: Statements) -> Iterator[tuple[Table, str | None]]:
    """The table; or one for each sub-dimension or dimension, if a column has it and statements are only numbered."""
    columns, _ = recognise(table, statements, column_map, None)
    column = columns.single.get("sub_dimension") or columns.single.get("dimension")
    if columns.statements or column is None:
        yield table, None
        return
    names = statements.parts if "sub_dimension" in columns.single else statements.wholes
    groups: dict[str | None, list[Row]] = {}
    for number, cells in table.rows:
        cell = cells[column.place] if column.place < len(cells) else None
        if not all(map(is_blank, cells)):
            groups.setdefault(names.get(plain(cell)), []).append((number, cells))
    for place, rows in (groups or {None: []}).items():
        yield table._replace(rows=iter(rows)), place


def _digest(path: str) -> bytes:
    with open(path, "rb") as file:
        return sha256(file.read()).digest()


def _place(name: str, statements: Statements) -> str | None:
    """The one sub-dimension, else the one dimension, in the name of a file; None if there is none or several."""
    words = f"_{plain(os.path.splitext(name)[0])}_"
    for names in (statements.parts, statements.wholes):
        found = {place for alias, place in names.items() if re.search(f"_{re.escape(alias)}_", words)}
        if len(found) == 1:
            return found.pop()
    return None
