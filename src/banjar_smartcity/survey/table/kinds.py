"""What can be wrong with a file of respondents' rows before anyone looks at the survey itself."""

from __future__ import annotations

from ...diagnostics import Kind, Severity
from ...i18n import N_

FILE_KIND = Kind(
    "survey-file-kind",
    Severity.ERROR,
    N_("this is no table that can be read, but {what}"),
    N_("Open it in Excel or LibreOffice and save the sheet as CSV (UTF-8) or .xlsx."),
    N_("Only CSV files and workbooks (.xlsx, .xlsm, .xls, .xlsb, .ods) without a password are read."),
    "smartcity survey import responden.pdf",
)
FILE_UNSEEN = Kind(
    "survey-file-unseen",
    Severity.WARNING,
    N_("in an {ending} workbook these cannot be seen: {what}"),
    N_("If the sheet may have any of them, save it as .xlsx in Excel or LibreOffice and read that file instead."),
    N_(
        "The library that reads workbooks does not report them in this format; "
        "a cell with an error counts as empty there."
    ),
    "smartcity survey import responden.ods",
)
FILE_LIMIT = Kind(
    "survey-file-limit",
    Severity.ERROR,
    N_("this is too large: {what} (at most {limit})"),
    N_("Split the table, or remove sheets and columns that have nothing to do with the survey."),
    N_(
        "A survey of a region fits well within these limits. A file beyond them is damaged, or made to "
        "exhaust the computer that opens it."
    ),
    "smartcity survey import bom.xlsx        # 5 GB setelah dibuka",
)
FILE_DAMAGED = Kind(
    "survey-file-damaged",
    Severity.ERROR,
    N_("this table cannot be read: {reason}"),
    N_("Open it in Excel or LibreOffice, look at this place, and save the sheet again as CSV (UTF-8) or .xlsx."),
    N_("A table that can be read in part only would give figures that nobody can check."),
    "smartcity survey import rusak.xlsx",
)
FILE_EMPTY = Kind(
    "survey-file-empty",
    Severity.ERROR,
    N_("there is no respondent in this table"),
    N_("Export the rows of the respondents, one row a person below one row of column names."),
    N_("The table is empty or holds column names only, so that there is nothing to sum up."),
    "respondent_code,impact_health_online_registration",
)
NO_STATEMENTS = Kind(
    "survey-no-statements",
    Severity.ERROR,
    N_("no column of this table is a statement of the survey"),
    N_("Name the columns by the items' ids or the statements' texts, or say in a file for --columns which is which."),
    N_("Only columns that are known to hold the answers to a statement are read; nothing is guessed."),
    "nama,pertanyaan A,pertanyaan B",
)
COLUMN_TWICE = Kind(
    "survey-column-twice",
    Severity.ERROR,
    N_("two columns hold the same: {column} and {other}"),
    N_("Delete one of them, or say in a file for --columns which one counts."),
    N_("Of two columns for one statement nobody could say which one counts."),
    "impact_health_online_registration,impact_health_online_registration",
)
COLUMN_MISSING = Kind(
    "survey-column-missing",
    Severity.ERROR,
    N_('the column "{name}", which the file for --columns names, is not in the table'),
    N_("Write the column's name as it stands in the first row of the table."),
    N_("A column that is named and not there would be left out without anyone noticing."),
    'columns:\n  respondent: No HP        # di tabel tertulis "No. HP"',
)
ROW_LONGER = Kind(
    "survey-row-longer",
    Severity.ERROR,
    N_("{count} rows are longer than the row of column names: {rows}"),
    N_("Put cells that hold the separator into quotes, or save the table anew from Excel or LibreOffice."),
    N_("A separator within a name moves all answers after it into wrong columns. Such rows are not counted."),
    "kode,p1,p2\nA,B,4,3",
)
FORMULA = Kind(
    "survey-formula",
    Severity.ERROR,
    N_("{count} cells hold a formula without its result: {cells}"),
    N_("Open the workbook in Excel or LibreOffice, save it, and import again; or replace formulas by values."),
    N_("The result of a formula is stored only when a program has computed it; without it the cell counts as empty."),
    "=C2+1",
)
ANSWER = Kind(
    "survey-answer",
    Severity.ERROR,
    N_("{count} cells of the column {column} are no mark from {lowest} to {highest}; rows {rows}"),
    N_("Correct them from the questionnaires, or leave them empty. What these cells say is not shown here."),
    N_(
        "Answers are whole marks of the scale that the instrument gives. A cell that says something else is not "
        "counted."
    ),
    "impact_health_online_registration\n5",
)
TIME_UNREADABLE = Kind(
    "survey-time-unreadable",
    Severity.WARNING,
    N_("{count} times of the column {column} cannot be read; rows {rows}"),
    N_("Write times as 2026-04-01 08:30:15."),
    N_("Where a time cannot be read, nobody can see whether the interview took place as told."),
    "start\nkemarin",
)
MAP = Kind(
    "survey-map",
    Severity.ERROR,
    N_('the file for --columns names the {what} "{name}", which does not exist'),
    N_("Look the name up in data/, or remove it."),
    N_(
        "A name that does not exist has no effect, and what it was meant for would be left out without anyone noticing."
    ),
    "statements:\n  impact-healt-registration: P1",
)
KINDS = (
    FILE_KIND,
    FILE_UNSEEN,
    FILE_LIMIT,
    FILE_DAMAGED,
    FILE_EMPTY,
    NO_STATEMENTS,
    COLUMN_TWICE,
    COLUMN_MISSING,
    ROW_LONGER,
    FORMULA,
    ANSWER,
    TIME_UNREADABLE,
    MAP,
)
