"""What can be wrong with a file of respondents' rows before anyone looks at the survey itself."""

from __future__ import annotations

from ...diagnostics import Kind, Severity
from ...i18n import N_

FILE_KIND = Kind(
    id="survey-file-kind",
    severity=Severity.ERROR,
    message=N_("this is not a table that can be read, but {what}"),
    hint=N_("Open it in Excel or LibreOffice and save the sheet as CSV (UTF-8) or .xlsx."),
    why=N_("Only CSV files and workbooks (.xlsx, .xlsm, .xls, .xlsb, .ods) without a password are read."),
    example="smartcity survey import responden.pdf",
)
FILE_UNSEEN = Kind(
    id="survey-file-unseen",
    severity=Severity.WARNING,
    message=N_("in an {ending} workbook these cannot be seen: {what}"),
    hint=N_("If the sheet may have any of them, save it as .xlsx in Excel or LibreOffice and read that file instead."),
    why=N_(
        "The library that reads workbooks does not report them in this format; "
        "a cell with an error counts as empty there."
    ),
    example="smartcity survey import responden.ods",
)
FILE_LIMIT = Kind(
    id="survey-file-limit",
    severity=Severity.ERROR,
    message=N_("this is too large: at most {limit} {what}"),
    hint=N_("Split the table, or remove sheets and columns that have nothing to do with the survey."),
    why=N_(
        "A survey of a region fits well within these limits. A file beyond them is damaged, or made to "
        "exhaust the computer that opens it."
    ),
    example="smartcity survey import bom.xlsx        # 5 GB setelah dibuka",
)
FILE_DAMAGED = Kind(
    id="survey-file-damaged",
    severity=Severity.ERROR,
    message=N_("this table cannot be read: {reason}"),
    hint=N_("Open it in Excel or LibreOffice, check this place, and save the sheet again as CSV (UTF-8) or .xlsx."),
    why=N_("A table that can only be read in part would give figures that nobody can check."),
    example="smartcity survey import rusak.xlsx",
)
FILE_CUT = Kind(
    id="survey-file-cut",
    severity=Severity.ERROR,
    message=N_("the file ends within this row, so rows may be missing: {how}"),
    hint=N_("Export or download the table again. If nothing is missing, save it again in Excel or LibreOffice."),
    why=N_("A download that breaks off leaves only the first rows, and their means would be taken for those of all."),
    example='kode,p1,p2\nA-001,3,4\nA-002,"3',
)
ROWS_FEWER = Kind(
    id="survey-rows-fewer",
    severity=Severity.WARNING,
    message=N_("the table says that it has {stated} respondents, but only {count} rows were read"),
    hint=N_("Was the file cut off, filtered or divided? Read all of it, or correct the number in the table."),
    why=N_("A file that is cut off at the end of a row does not show it: the means of the rest look complete."),
    example="Jumlah responden: 60\nkode,p1,p2\nA-001,3,4",
)
FILE_UNOPENED = Kind(
    id="survey-file-unopened",
    severity=Severity.ERROR,
    message=N_("this file cannot be opened: {reason}"),
    hint=N_("Check the folder and the name of the file, and that you are allowed to read it."),
    why=N_("Without the file the figures would be those of the other files only."),
    example="smartcity survey import livng.csv      # living.csv",
)
SHEET_UNKNOWN = Kind(
    id="survey-sheet-unknown",
    severity=Severity.ERROR,
    message=N_('the file for --columns names the sheet "{name}", but this workbook has {sheets}'),
    hint=N_("Write the name as the workbook has it, or leave it out: then every sheet with statements is read."),
    why=N_("A sheet that is named is the only one that is read; another one may be an earlier version."),
    example="sheet: Jawabn",
)
FILE_EMPTY = Kind(
    id="survey-file-empty",
    severity=Severity.ERROR,
    message=N_("this table has no respondents"),
    hint=N_("Export the rows of the respondents, one row per person below one row of column names."),
    why=N_("The table is empty or has only column names, so there is nothing to sum up."),
    example="respondent_code,impact_health_online_registration",
)
NO_STATEMENTS = Kind(
    id="survey-no-statements",
    severity=Severity.ERROR,
    message=N_("no column of this table is a statement of the survey"),
    hint=N_(
        "Name the columns by the items' ids or the statements' texts, or say in a file for --columns which is which."
    ),
    why=N_("Only columns that are known to contain the answers to a statement are read; nothing is guessed."),
    example="nama,pertanyaan A,pertanyaan B",
)
NUMBERED = Kind(
    id="survey-statements-numbered",
    severity=Severity.ERROR,
    message=N_("the {count} columns that are only numbered ({columns}) are not read: {how}"),
    hint=N_(
        "Name the dimension in the name of the file, with --dimension or under files in a file for --columns, with one "
        "numbered column for each of its statements; or say in that file which column is which statement."
    ),
    why=N_("P1 is another statement in each dimension; nothing is guessed."),
    example="nama,p1,p2,p3,p4",
)
IN_ROWS = Kind(
    id="survey-statements-in-rows",
    severity=Severity.ERROR,
    message=N_("the statements are in the rows of the column {column}, not in columns"),
    hint=N_(
        "Turn the table round (copy it, then Paste Special with Transpose), or make a pivot table of it, so that each "
        "person is a row and each statement a column. A table that only has counts or means of all people cannot be "
        "read."
    ),
    why=N_("One row is read as one person. Where a row is a statement, nobody's answers would be together."),
    example="pernyataan,A-001,A-002\nimpact-health-health-record,3,4",
)
GROUPS = Kind(
    id="survey-groups",
    severity=Severity.ERROR,
    message=N_("the column {column} counts respondents, so that each row is about a group and not about a person"),
    hint=N_("Use the table with one row for each person. If this is one, rename or delete the column."),
    why=N_("Means of villages or offices would count as answers of people, each as much as a person's."),
    example="desa,jumlah_responden,p1\nBincau,20,3",
)
MEANS = Kind(
    id="survey-means",
    severity=Severity.ERROR,
    message=N_("most marks have decimals, so each row has the means of a group and not the marks of a person"),
    hint=N_("Use the table with one row for each person; a table of means goes on another sheet."),
    why=N_("Means of villages or offices would count as answers of people, each as much as a person's."),
    example="desa,p1,p2\nBincau,3.12,2.87",
)
BLANK_FORM = Kind(
    id="survey-blank-form",
    severity=Severity.ERROR,
    message=N_("this is the blank questionnaire, not a table of answers"),
    hint=N_("Collect answers with it, then import the table of answers that the survey service exports."),
    why=N_("The questionnaire only asks; there are no respondents in it."),
    example="type,name,label",
)
COLUMN_TWICE = Kind(
    id="survey-column-twice",
    severity=Severity.ERROR,
    message=N_("{count} rows have answers in two columns of the same statement: {columns}; rows {rows}"),
    hint=N_("Rename the column that does not count (it may be what people expect, not what they got); delete nothing."),
    why=N_(
        "With two answers to one statement, nobody could say which one counts; here the first one does. "
        "Two columns are joined if no row has an answer in both."
    ),
    example="impact_health_online_registration,impact_health_online_registration",
)
COLUMN_MISSING = Kind(
    id="survey-column-missing",
    severity=Severity.ERROR,
    message=N_('the column "{name}", which the file for --columns names, is not in the table'),
    hint=N_("Write the column's name exactly as it is in the first row of the table."),
    why=N_("A column that is named but does not exist would be left out silently."),
    example='columns:\n  respondent: No HP        # di tabel tertulis "No. HP"',
)
ROW_LONGER = Kind(
    id="survey-row-longer",
    severity=Severity.ERROR,
    message=N_("{count} rows are longer than the row of column names: {rows}"),
    hint=N_("Put cells that contain the separator in quotes, or save the table again from Excel or LibreOffice."),
    why=N_("A separator within a name moves all answers after it into the wrong columns. Such rows are not counted."),
    example="kode,p1,p2\nA,B,4,3",
)
FORMULA = Kind(
    id="survey-formula",
    severity=Severity.ERROR,
    message=N_("{count} cells contain a formula without its result: {cells}"),
    hint=N_("Open the workbook in Excel or LibreOffice, save it, and import again; or replace formulas with values."),
    why=N_(
        "The result of a formula is stored only when a program has computed it; without it the cell counts as empty."
    ),
    example="=C2+1",
)
ANSWER = Kind(
    id="survey-answer",
    severity=Severity.ERROR,
    message=N_("{count} cells of the column {column} are not marks from {lowest} to {highest}; rows {rows}"),
    hint=N_(
        "Correct them from the questionnaires, or leave them empty. The contents of these cells are not shown here."
    ),
    why=N_("Answers are whole marks on the scale that the instrument gives. A cell with anything else is not counted."),
    example="impact_health_online_registration\n5",
)
TIME_UNREADABLE = Kind(
    id="survey-time-unreadable",
    severity=Severity.WARNING,
    message=N_(
        "{count} times in the column {column} cannot be read, so it was not checked when these interviews took place, "
        "how long they took and whether many began at once; rows {rows}"
    ),
    hint=N_("Write times as 2026-04-01 08:30:15."),
    why=N_("If a time cannot be read, nobody can see whether the interview took place as recorded."),
    example="start\nkemarin",
)
MAP = Kind(
    id="survey-map",
    severity=Severity.ERROR,
    message=N_('the file for --columns names an unknown {what} "{name}"'),
    hint=N_("Look the name up in data/, or remove it."),
    why=N_("A name that does not exist has no effect, and what it was meant for would be left out silently."),
    example="statements:\n  impact-healt-registration: P1",
)
TURNED = Kind(
    id="survey-statement-turned",
    severity=Severity.ERROR,
    message=N_('the table says that the statement "{said}" is negative or scored in reverse'),
    hint=N_("Turn its marks round (0 becomes 4), if that is not done yet; then say so in the table: already reversed."),
    why=N_("All statements of the form are positive: who agrees gives more. A negative one turns the mean round."),
    example="Catatan: item P3 dibalik\np1,p2,p3\n4,3,0",
)
KINDS = (
    FILE_KIND,
    FILE_UNSEEN,
    FILE_LIMIT,
    FILE_DAMAGED,
    FILE_CUT,
    ROWS_FEWER,
    FILE_UNOPENED,
    SHEET_UNKNOWN,
    FILE_EMPTY,
    NO_STATEMENTS,
    NUMBERED,
    TURNED,
    IN_ROWS,
    GROUPS,
    MEANS,
    BLANK_FORM,
    COLUMN_TWICE,
    COLUMN_MISSING,
    ROW_LONGER,
    FORMULA,
    ANSWER,
    TIME_UNREADABLE,
    MAP,
)
