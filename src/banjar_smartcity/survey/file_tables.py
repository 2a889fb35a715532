"""File tables: the tables of a file with statements, each with what was read in it."""

from __future__ import annotations

import os
from functools import partial

from ..diagnostics import Finding
from ..named import NamedTuple
from .answers import fates
from .answers.forms import TableContent, joined
from .answers.reading.columnwise.block_rows import read_forms
from .answers.sheet_names import other_years
from .blank_form import is_form_file
from .cells.answer import by_label
from .cells.times.times import Days
from .columns.hidden import hidden_columns
from .columns.maps.column_map import ColumnMap
from .columns.meaning.below_names import numbered_below_names
from .columns.misread import about_columns, has_means, has_more_marks
from .columns.missing import missing_statements
from .columns.recognise import KnownColumns, recognise
from .columns.shapes.choices import with_answers
from .columns.shapes.neighbours import counts_respondents, side_by_side, with_beside
from .columns.shapes.split import by_place
from .columns.shapes.turned import statements_in_rows
from .columns.statements import Statements
from .columns.states.verdicts import with_verdicts
from .files.opening import open_tables
from .table.blocks import first_block
from .table.findings import finding
from .table.kinds import BLANK_FORM, GROUPS
from .table.row_kinds import OTHER_YEAR
from .table.rows import Table, TableError


class Read(NamedTuple):
    """A table that was read: the file, the path by which findings name it, and what is in it."""

    file: str
    path: str
    sheet: str
    header_row: int
    content: TableContent


def read_file(
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
        read = read_forms(with_beside(whole, columns, first), columns, statements, scale, days)
        contents.append(read._replace(findings=(*faults, *read.findings)))
    return contents[0] if len(contents) == 1 else joined(contents)
