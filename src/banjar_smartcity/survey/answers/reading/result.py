"""Result: the forms of a table that has been read, with all that was noticed about it as findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from ....diagnostics import Finding
from ...cells.scale import TableScale
from ...cells.times.times import Days
from ...columns.column import Columns
from ...columns.meaning.other_marks import turned_name
from ...table import row_kinds
from ...table.findings import about_rows, finding
from ...table.kinds import ANSWER, COLUMN_TWICE, FILE_EMPTY, ROW_LONGER, TIME_UNREADABLE, TURNED
from ...table.rows import Table
from ..durations import durations_of
from ..fates import APART, EMPTY, LONGER, REPLACED, Fates
from ..forms import Form, FormRows, Labels, TableContent
from ..keys.edited import kept_places, replaced_keys
from ..keys.shared import shared_roles
from ..marks import FormMarks
from .marking.codes import Codes
from .marking.merging import MergedMarks, merge
from .nobody.heads import Heads
from .noted import Noted
from .people_cells import PeopleCells, identifying
from .states import unsettled

DURATION = "duration"
_MOST_SHOWN = 4
"""So many pairs of columns are named in a finding."""


class RowsRead(Protocol):
    """What a reader of a table has gathered."""

    codes: Codes
    fates: Fates
    heads: Heads
    noted: Noted
    people: PeopleCells
    rows: int
    width: int


def content_of(
    table: Table,
    columns: Columns,
    parts: Sequence[FormRows],
    reader: RowsRead,
    scale: TableScale,
    days: Days,
    faults: list[Finding],
) -> TableContent:
    """The content of a table whose rows have all been read."""
    table_of_marks = reader.codes.marks(scale)
    merged = [merge(part, table_of_marks) for part in parts]
    faults += _about_marks(table, columns, parts, merged, scale)
    if said := reader.noted.turned or turned_name(columns):
        faults.append(finding(TURNED, table.path, {"said": said}, row=table.header_row))
    forms = []
    replaced = replaced_keys(parts)
    edited: set[int] = set()
    read = [part.rows for part in parts]
    for part, found in zip(parts, merged, strict=True):
        marks = FormMarks(found.matrix, len(part.items))
        if replaced:
            before = set(part.rows)
            marks = _without(part, marks, kept_places(part, replaced))
            edited |= before.difference(part.rows)
        marks = _without(part, marks, marks.answering(range(marks.width)))
        if part.rows or part.refused:
            forms.append(_form(part, marks, table, columns, reader, days, faults))
    if any(part.rows is not before for part, before in zip(parts, read, strict=True)):
        for number in sorted(_all(read) - _all(part.rows for part in parts)):
            reader.fates.add(REPLACED if number in edited else EMPTY, number)
    reader.noted.edited += sorted(edited)
    faults += _about_rows(table, columns, reader, parts)
    if not any(part.rows for part in parts) and not any(fault.kind.severity.value == "error" for fault in faults):
        faults.append(finding(FILE_EMPTY, table.path, row=table.header_row))
    places = {place for found in merged for place in found.notes}
    notes = tuple(column for _, column in columns.answers() if column.place in places)
    unread = {
        one.column.place: one.column for part in parts for (role, _), one in part.labels.items() if role == DURATION
    }
    used = {form.durations.column.place for form in forms if form.durations is not None}
    return TableContent(
        forms=tuple(forms),
        rows=reader.rows,
        fates=tuple(reader.fates.listed()),
        findings=tuple(faults),
        columns=columns,
        companions=notes,
        unread=tuple(column for place, column in unread.items() if place not in used and forms),
        stated=reader.noted.stated,
    )


def _all(rows: Iterable[Iterable[int]]) -> frozenset[int]:
    return frozenset[int]().union(*rows)


def _about_marks(
    table: Table, columns: Columns, parts: Sequence[FormRows], merged: Sequence[MergedMarks], scale: TableScale
) -> list[Finding]:
    by_place = {column.place: column for _, column in columns.answers()}
    marks = parts and scale.bounds
    faults: list[Finding] = []
    if scale.fault is not None and by_place:
        facts = {"labels": scale.labels, "lowest": scale.bounds[0], "highest": scale.bounds[1], "how": scale.how}
        facts["such"] = scale.such
        first = min(place for part in parts for place in part.places)
        faults.append(finding(scale.fault, table.path, facts, row=table.header_row, column=first))
    wrong: dict[int, list[int]] = {}
    for found in merged:
        for place, rows in found.wrong.items():
            wrong.setdefault(place, []).extend(rows)
    if marks:
        bounds = {"lowest": scale.bounds[0], "highest": scale.bounds[1]}
        together: dict[tuple[int, ...], list[int]] = {}
        for place, rows in sorted(wrong.items()):
            together.setdefault(tuple(sorted(set(rows))), []).append(place)
        for found_in, places in together.items():
            # Rows that cannot be read in several columns are one fault: a lookup that failed, another scale.
            labels = [by_place[place].label for place in places]
            shown = tuple(f"{label}" for label in labels[:_MOST_SHOWN]) + (("…",) if len(labels) > _MOST_SHOWN else ())
            facts = {**bounds, "count": len(found_in) * len(places), "column": shown if len(places) > 1 else labels[0]}
            faults.append(about_rows(ANSWER, table.path, found_in, facts, column=places[0]))
    faults += _about_columns(table, columns, parts, merged)
    return faults


def _about_columns(
    table: Table, columns: Columns, parts: Sequence[FormRows], merged: Sequence[MergedMarks]
) -> list[Finding]:
    """One finding about all statements that have answers in two columns of one row."""
    pairs: list[str] = []
    rows: set[int] = set()
    place = 0
    for part, found in zip(parts, merged, strict=True):
        for i, numbers in found.twice.items():
            item = part.items[i]
            more = columns.more[item]
            pairs.append(f"{columns.statements[item].label} / {more[0].label}")
            place = place or more[0].place
            rows.update(numbers)
    if not pairs:
        return []
    shown = (*pairs[:_MOST_SHOWN], "…") if len(pairs) > _MOST_SHOWN else tuple(pairs)
    return [about_rows(COLUMN_TWICE, table.path, sorted(rows), {"columns": shown}, column=place)]


def _about_rows(table: Table, columns: Columns, reader: RowsRead, parts: Sequence[FormRows]) -> list[Finding]:
    path, noted = table.path, reader.noted
    sheet = table.sheet
    hidden = sheet.hidden or sheet.hidden_rows or sheet.struck_rows or sheet.merged_across
    asked_about = noted.unclear or noted.doubted or noted.remarks or hidden
    counted = _all(part.rows for part in parts) if asked_about else frozenset()
    faults: list[Finding] = []
    lost = reader.fates.rows
    faults += [about_rows(ROW_LONGER, path, lost[LONGER], column=reader.width)] if LONGER in lost else []
    first = reader.heads.others[:1]
    faults += [about_rows(row_kinds.HEAD_CHANGED, path, lost[APART], {"row": first[0]})] if APART in lost else []
    for column, by_state in noted.status.items():
        rows = [row for numbers in by_state.values() for row in numbers]
        facts = {"column": column.label, "how": tuple(by_state)}
        faults.append(about_rows(row_kinds.STATUS, path, rows, facts, column=column.place))
    for column in {**noted.unclear, **noted.doubted}:
        facts = {"column": column.label}
        if rows := [row for row in unsettled(column, noted, len(counted)) if row in counted]:
            faults.append(about_rows(row_kinds.STATUS_UNCLEAR, path, rows, facts, column=column.place))
    for column, by_word in noted.remarks.items():
        known = set(unsettled(column, noted, len(counted)))
        rows = sorted(counted.intersection(n for numbers in by_word.values() for n in numbers) - known)
        if rows and len(rows) * 2 <= len(counted):  # what most rows have is about something else
            facts = {"column": column.label, "said": tuple(sorted(by_word)[:_MOST_SHOWN])}
            faults.append(about_rows(row_kinds.REMARK, path, rows, facts, column=column.place))
    for kind, rows in (
        (row_kinds.TEST, noted.tests),
        (row_kinds.UNLABELLED, noted.below),
        (row_kinds.COPIES, noted.copies),
        (row_kinds.EDITED, noted.edited),
        (row_kinds.MERGED, sorted(counted.intersection(_merged(table, columns)))),
        (row_kinds.STRUCK, sorted(counted.intersection(table.sheet.struck_rows))),
        (row_kinds.HIDDEN, sorted(counted if table.sheet.hidden else counted.intersection(table.sheet.hidden_rows))),
    ):
        if rows:
            faults.append(about_rows(kind, path, rows))
    consent = columns.single.get("consent")
    # A column in which nobody wrote anything was not asked.
    rows = [*noted.consent_unclear, *(noted.consent_blank if noted.consents or noted.consent_unclear else ())]
    if consent is not None and rows:
        facts = {"column": consent.label}
        faults.append(about_rows(row_kinds.CONSENT_UNCLEAR, path, rows, facts, column=consent.place))
    for role in reader.people.damaged():
        column = columns.single[role]
        faults.append(
            finding(row_kinds.CODES_CUT, path, {"column": column.label}, row=table.header_row, column=column.place)
        )
    if reader.people.dates:
        column = columns.single["code"]
        facts = {"column": column.label}
        faults.append(about_rows(row_kinds.CODES_DATES, path, reader.people.dates, facts, column=column.place))
    for role, rows in noted.unreadable.items():
        column = columns.single[role]
        faults.append(about_rows(TIME_UNREADABLE, path, rows, {"column": column.label}, column=column.place))
    return faults


def _merged(table: Table, columns: Columns) -> Iterable[int]:
    """The rows in which several answers are one cell."""
    places = {column.place for _, column in columns.answers()}
    return (row for row, cells in table.sheet.merged_across.items() if any(len(places & set(c)) > 1 for c in cells))


def _without(part: FormRows, marks: FormMarks, kept: Sequence[int]) -> FormMarks:
    """Remove the rows that turned out not to count while others were read."""
    if len(kept) == len(marks):
        return marks
    part.keep(kept)
    return FormMarks(b"".join([marks.rows[i] for i in kept]), marks.width)


def _form(
    part: FormRows,
    marks: FormMarks,
    table: Table,
    columns: Columns,
    reader: RowsRead,
    days: Days,
    faults: list[Finding],
) -> Form:
    clocks = {role: times.settle(days) for role, times in part.times.items()}
    for role, clock in clocks.items():
        if clock.doubtful:
            column = columns.single[role]
            facts = {"column": column.label, "how": row_kinds.MONTH_FIRST if clock.swapped else row_kinds.DAY_FIRST}
            fault = finding(row_kinds.TIME_ORDER, table.path, facts, column=column.place)
            if fault not in faults:
                faults.append(fault)
        if clock.undated:
            column, rows = columns.single[role], [part.rows[i] for i in clock.undated]
            fault = about_rows(row_kinds.TIME_UNDATED, table.path, rows, {"column": column.label}, column=column.place)
            faults += [] if fault in faults else [fault]
    people = reader.people.of_form(part.people)
    useless = [*reader.people.useless(), *shared_roles(people, marks, table, columns, faults)]
    durations = None
    for counted in (one for (role, _), one in part.labels.items() if role == DURATION):
        column = counted.column
        durations = durations_of(column, counted.texts, counted.codes, clocks.get("started"), clocks.get("ended"))
        if durations is None:
            fault = finding(
                row_kinds.DURATION_UNIT,
                table.path,
                {"column": column.label},
                row=table.header_row,
                column=column.place,
            )
            faults += [] if fault in faults else [fault]
    return Form(
        path=table.path,
        dimension=part.dimension,
        items=part.items,
        columns=columns,
        rows=part.rows,
        marks=marks,
        people=identifying({role: keys for role, keys in people.items() if role not in useless}),
        started=clocks.get("started"),
        ended=clocks.get("ended"),
        labels={key: Labels(one.column, one.texts, one.codes) for key, one in part.labels.items()},
        durations=durations,
        refused=part.refused,
        last_apart=len(part.rows) > 1 and list(part.rows[-1:]) == reader.noted.unnumbered,
    )
