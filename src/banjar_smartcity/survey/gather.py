"""Gather: read the files and the column map of a call, and check them together."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial

from ..diagnostics import Finding, Kind, Severity
from ..i18n import N_
from ..model.innovation import Innovation
from ..model.model import Model
from ..model.program import Stage
from ..model.survey_faults import same_name
from ..named import NamedTuple
from .answers import fates
from .answers.account import FileAccount, TableAccount, table_account
from .answers.collected import Collected
from .answers.forms import Form, TableContent, joined
from .answers.keys.running import with_codes_by_table
from .answers.people import identify
from .answers.reading.columnwise.block_rows import read_forms
from .answers.sheet_years import other_years
from .blank_form import is_form_file
from .cells.answer import by_label
from .cells.times.times import Days
from .columns.choices import with_answers
from .columns.hidden import hidden_columns
from .columns.maps.column_map import EMPTY, ColumnMap, MapFile, map_in
from .columns.maps.programme_names import with_programmes
from .columns.meaning.below_names import numbered_below_names
from .columns.misread import about_columns, has_means, has_more_marks
from .columns.missing import missing_statements, statements_in_rows
from .columns.neighbours import counts_respondents, side_by_side
from .columns.recognise import KnownColumns, recognise
from .columns.split import by_place
from .columns.statements import Statements
from .columns.states.verdicts import with_verdicts
from .files.opening import open_tables
from .lint import lint
from .table.blocks import first_block
from .table.findings import finding
from .table.kinds import BLANK_FORM, GROUPS
from .table.row_kinds import OTHER_YEAR
from .table.rows import Table, TableError

FILE_TWICE = Kind(
    id="survey-file-twice",
    severity=Severity.ERROR,
    message=N_('this is the same file as "{other}"'),
    hint=N_("Name each file once."),
    why=N_("Rows that are read twice would count twice."),
    example="smartcity survey import living.csv salinan-living.csv",
)
KINDS = (FILE_TWICE,)
_LEAST_SAME = 20
"""Rows of a table with the same answers, row by row, as another one, before that is not chance."""


class Read(NamedTuple):
    """A table that was read: the file, the path by which findings name it, and what is in it."""

    file: str
    path: str
    sheet: str
    header_row: int
    content: TableContent


class Gathered(NamedTuple):
    """The content of the files of a call, and all findings about them."""

    collected: Collected
    findings: tuple[Finding, ...]
    files: tuple[FileAccount, ...]
    """Every file with its tables: what was read, and why some rows do not count."""
    reads: tuple[tuple[str, TableContent], ...]
    """The content of each table, with its path."""

    @property
    def tables(self) -> tuple[TableAccount, ...]:
        """The accounts of all tables."""
        return tuple(table for file in self.files for table in file.tables)

    @property
    def column_names(self) -> dict[tuple[str, int], str]:
        """The labels of the known columns, by path and number of the column."""
        return {(path, i + 1): label for path, read in self.reads for i, label in read.columns.labels().items()}

    @property
    def errors(self) -> int:
        """The number of findings that are errors."""
        return sum(f.kind.severity is Severity.ERROR for f in self.findings)


def gather(
    paths: Sequence[str],
    map_file: MapFile | None,
    model: Model,
    statements: Statements,
    stage: Stage,
    today: date,
    dimension: str | None,
) -> Gathered:
    """Read all files of a call and lint them together; with `dimension`, only the answers of that dimension."""
    column_map, findings = _map(map_file, model, statements)
    statements = with_programmes(statements, column_map)
    days = _days(column_map, stage, today)
    reads: list[Read] = []
    others: dict[str, tuple[str, ...]] = {}
    digests: dict[bytes, str] = {}
    for path in paths:
        found, others[path], faults = _read(path, column_map, statements, dimension, days)
        findings += faults
        digest = _digest(path) if len(paths) > 1 and any(read.content.rows for read in found) else b""
        if digest and digest in digests:
            findings.append(finding(FILE_TWICE, path, {"other": digests[digest]}))
            continue
        if digest:
            digests[digest] = path
        for read in found:
            findings += read.content.findings
        reads += found
    if len(reads) > 1:
        reads = list(_once(reads, findings))
    forms = tuple(f for read in reads for f in read.content.forms if dimension in (None, f.dimension))
    forms, faults = with_codes_by_table(forms)
    findings += faults
    collected = _collect(forms, model, statements, stage, today, column_map)
    if collected.dimensions or any(len(form.refused) for form in forms):
        findings += lint(collected)
    findings.sort(key=lambda f: (f.path, f.position, f.kind.id))
    files = tuple(
        FileAccount(
            path,
            tuple(
                table_account(r.content, r.path, r.sheet, r.header_row, collected, dimension)
                for r in reads
                if r.file == path and r.content.columns.statements
            ),
            others[path],
        )
        for path in dict.fromkeys(paths)
    )
    return Gathered(collected, tuple(findings), files, tuple((read.path, read.content) for read in reads))


def _days(column_map: ColumnMap, stage: Stage, today: date) -> Days:
    """The days of the survey in the column map, else the year up to today or to the end of the stage."""
    if column_map.starts_on or column_map.ends_on:
        return Days(column_map.starts_on, column_map.ends_on or today)
    last = min(today, stage.ends_on) if stage.ends_on else today
    first = stage.starts_on or last
    return Days(min(first, last) - timedelta(days=366), last)


def _map(file: MapFile | None, model: Model, statements: Statements) -> tuple[ColumnMap, list[Finding]]:
    if file is None:
        return EMPTY, []
    stages = tuple(stage.id for stage in model.program.stages) if model.program else ()
    return map_in(file, statements, stages)


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
        region=(model.program.region.id, model.program.official_name) if model.program else (),
        people=identify(forms),
    )


def _read(
    path: str, column_map: ColumnMap, statements: Statements, dimension: str | None, days: Days
) -> tuple[list[Read], tuple[str, ...], list[Finding]]:
    """The tables of a file with statements, the names of its other sheets, and findings about the file itself."""
    mapped = column_map.file(os.path.basename(path))
    named = mapped.place or statements.place_in(os.path.splitext(os.path.basename(path))[0])
    if is_form_file(path):
        return [], (), [finding(BLANK_FORM, path)]
    try:
        opened = open_tables(path, path, KnownColumns(statements, column_map), mapped.sheet)
        places = [statements.place_in(table.sheet.name) or named or dimension for table in opened.tables]
        able = [
            (table, place)
            for table, place in zip(opened.tables, places, strict=True)
            if _has_statements(table, column_map, statements, place)
        ]
        chosen = able or list(zip(opened.tables[:1], places[:1], strict=True))
        read = {table.sheet.name for table, _ in chosen}
        notes = tuple(rows for name, rows in opened.notes.items() if name not in read)
        reads: list[Read] = []
        for table, place in chosen:
            name = f"{path}#{table.sheet.name}" if len(able) > 1 else path
            for part in side_by_side(
                table._replace(path=name, notes=(*table.notes, *notes)),
                partial(_has_statements, column_map=column_map, statements=statements, place=place),
            ):
                content = _read_table(part, column_map, statements, place, days)
                reads.append(Read(path, part.path, table.sheet.name, table.header_row, content))
    except TableError as error:
        return [], (), [error.fault]
    people = [read for read in reads if _has_people(read.content)]
    kept = people or reads[:1]  # a sheet with nothing but names or sums goes with another one
    used = {read.sheet for read in kept}
    others = (*(t.sheet.name for t in opened.tables if t.sheet.name not in used), *opened.others)
    sheets = [read.sheet for read in kept]
    faults = [f for table in opened.tables for f in table.findings]
    return kept, others, [*faults, *(finding(OTHER_YEAR, path, facts) for facts in other_years(sheets, days))]


def _has_statements(table: Table, column_map: ColumnMap, statements: Statements, place: str | None) -> bool:
    columns, _ = recognise(table, statements, column_map, place)
    return bool(columns.statements or (columns.single.keys() & {"sub_dimension", "dimension"}))


def _has_people(content: TableContent) -> bool:
    """Whether a table has a row that is not one of names, sums, examples or nothing."""
    others = (fates.NAMES, fates.SUMMARY, fates.EMPTY, fates.TEST)
    beside = sum(len(rows) for why, rows in content.fates if why in others)
    return content.rows > beside


def _read_table(
    table: Table, column_map: ColumnMap, statements: Statements, place: str | None, days: Days
) -> TableContent:
    """The content of a table; if a column names the dimension, of its rows by dimension."""
    scale = by_label(column_map.scale)
    contents = []
    for part, own in by_place(table, column_map, statements):
        columns, faults = recognise(part, statements, column_map, own or place)
        ticked = with_answers(part, columns, statements)
        if ticked.header != part.header:
            columns, faults = recognise(ticked, statements, column_map, own or place)
        first, whole = first_block(ticked)
        if (fault := statements_in_rows(part, len(columns.statements), statements, first)) is not None:
            contents.append(TableContent(forms=(), findings=(fault,)))
            continue
        if columns.statements and (column := counts_respondents(columns)) is not None:
            facts = {"column": column.label}
            fault = finding(GROUPS, part.path, facts, row=part.header_row, column=column.place)
            contents.append(TableContent(forms=(), findings=(fault,)))
            continue
        if not columns.statements:
            below = numbered_below_names(part, first)
            contents.append(TableContent(forms=(), findings=(below,) if below else tuple(faults), columns=columns))
            continue
        fault = has_means(part, columns, first) or has_more_marks(part, columns, statements, first)
        if fault is not None:
            contents.append(TableContent(forms=(), findings=(fault,)))
            continue
        faults += missing_statements(whole, columns, statements, first)
        columns = with_verdicts(columns, first)
        faults += about_columns(part, columns, first, days)
        faults += hidden_columns(whole, columns)
        read = read_forms(whole, columns, statements, scale, days)
        contents.append(read._replace(findings=(*faults, *read.findings)))
    return contents[0] if len(contents) == 1 else joined(contents)


def _once(reads: Sequence[Read], findings: list[Finding]) -> Iterator[Read]:
    """The tables, except those with the same answers, row by row, as an earlier one."""
    from hashlib import sha256

    seen: dict[tuple[str, bytes], str] = {}
    for read in reads:
        forms = [form for form in read.content.forms if len(form.rows) >= _LEAST_SAME]
        keys = [(f.dimension, sha256(f.marks.matrix + str(f.items).encode()).digest()) for f in forms]
        others = {seen[key] for key in keys if key in seen}
        if keys and len(keys) == len(read.content.forms) and all(key in seen for key in keys):
            findings[:] = [f for f in findings if f.path != read.path]
            findings.append(finding(FILE_TWICE, read.path, {"other": min(others)}))
            continue
        for key in keys:
            seen.setdefault(key, read.path)
        yield read


def _digest(path: str) -> bytes:
    from hashlib import sha256

    with open(path, "rb") as file:
        return sha256(file.read()).digest()
