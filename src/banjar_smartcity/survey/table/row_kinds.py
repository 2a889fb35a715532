"""What can be asked about single rows and columns of a table: which of them count, and what they mean."""

from __future__ import annotations

from ...diagnostics import Kind, Phrase, Severity
from ...i18n import N_

STATUS = Kind(
    id="survey-row-status",
    severity=Severity.WARNING,
    message=N_("{count} rows are not counted because a column says so ({how}); rows {rows}"),
    hint=N_("If they should count, correct the column {column}; else delete the rows from the table."),
    why=N_("Survey programs mark what was rejected, deleted or held back. Only approved answers of people count."),
    example="_validation_status,p1\nNot Approved,4",
)
STATUS_UNCLEAR = Kind(
    id="survey-row-status-unclear",
    severity=Severity.WARNING,
    message=N_("in {count} rows the column {column} says neither approved nor rejected; they are counted; rows {rows}"),
    hint=N_("Write approved or rejected, or rename the column if it is about something else."),
    why=N_("A rejected row that counts changes the mean."),
    example="_validation_status,p1\n?,4",
)
TEST = Kind(
    id="survey-test-rows",
    severity=Severity.WARNING,
    message=N_("{count} rows look like tests of the form and are not counted; rows {rows}"),
    hint=N_("Delete them from the table. If they are people, correct the name or the code."),
    why=N_("People fill in a new form to try it out; such rows are not answers of users."),
    example="nama,p1\nTes form,4",
)
REMARK = Kind(
    id="survey-row-remark",
    severity=Severity.WARNING,
    message=N_("in {count} rows the column {column} says {said}; they are counted; rows {rows}"),
    hint=N_("If these rows are tests, copies or not valid, delete them from the table."),
    why=N_(
        "Such words are often the only sign that somebody tried out the form, or that a row should not count. As "
        "people write other things in this column too, the rows are only asked about."
    ),
    example="saran,p1\nuji coba form,4",
)
UNLABELLED = Kind(
    id="survey-rows-below",
    severity=Severity.WARNING,
    message=N_("{count} rows below the people have marks only and are not counted; rows {rows}"),
    hint=N_("Delete rows of totals and means. If they are people, fill in the other columns as in the rows above."),
    why=N_("Medians and ranks below a table look like marks of one more person."),
    example="kode,p1,p2\nA-001,3,4\n,3,4",
)
HEAD_CHANGED = Kind(
    id="survey-head-changed",
    severity=Severity.ERROR,
    message=N_(
        "row {row} has names of columns that are not those of the table, or not in its order; {count} rows below it "
        "are not counted; rows {rows}"
    ),
    hint=N_("Put each table on a sheet or in a file of its own, or give its columns the order of the first one."),
    why=N_("Under other names the answers are those of other statements; read together, all means would be wrong."),
    example="kode,p1,p2\nA-001,3,4\nkode,p2,p1\nB-001,1,2",
)
HIDDEN = Kind(
    id="survey-hidden-rows",
    severity=Severity.WARNING,
    message=N_("{count} hidden or filtered rows are counted; rows {rows}"),
    hint=N_("Show all rows. If the hidden ones should not count, delete them; else save without a filter."),
    why=N_("Nobody who looks at the sheet sees these people; a filter may have been set to leave them out."),
    example="# baris 12 sampai 26 disembunyikan oleh saringan",
)
STRUCK = Kind(
    id="survey-rows-struck",
    severity=Severity.WARNING,
    message=N_("{count} rows that are struck out are counted; rows {rows}"),
    hint=N_("Delete the rows that should not count; take the line off the others."),
    why=N_("Who strikes a row out in a sheet usually means that it should not count; a table has no such lines."),
    example="# baris 12 sampai 14 dicoret",
)
MERGED = Kind(
    id="survey-cells-merged",
    severity=Severity.WARNING,
    message=N_(
        "in {count} rows one mark is in a cell merged across several statements; it counts for the first of them only; "
        "rows {rows}"
    ),
    hint=N_("Undo the merging, and write the mark of each statement into its own cell."),
    why=N_("Of merged cells only the first has a value, so the other statements count as not answered."),
    example="# D5:F5 digabung",
)
OTHER_YEAR = Kind(
    id="survey-sheet-year",
    severity=Severity.WARNING,
    message=N_('the sheet "{sheet}" seems to be of another year ({year}); its rows are counted'),
    hint=N_(
        "If it holds an earlier survey, move it to another workbook, or name the right sheet in a file for --columns."
    ),
    why=N_("Every sheet with statements is read; answers of an earlier year would count as those of this one."),
    example='# lembar "2026" dan "2025" sama-sama berisi jawaban',
)
SHEET_ASIDE = Kind(
    id="survey-sheet-aside",
    severity=Severity.WARNING,
    message=N_('the name of the sheet "{sheet}" says "{said}"; its rows are counted'),
    hint=N_("If they should not count, delete the sheet, or name the right one in a file for --columns."),
    why=N_("Every sheet with statements is read; trials and rows that were taken out would count as answers."),
    example='# lembar "Data" dan "Uji coba" sama-sama berisi jawaban',
)
COLUMN_YEAR = Kind(
    id="survey-columns-year",
    severity=Severity.WARNING,
    message=N_(
        "the columns of statements such as {column} have the year {year} in their names, in which the survey was not; "
        "they are read"
    ),
    hint=N_("If they are of an earlier survey, use the columns of this one; else take the year out of their names."),
    why=N_("Answers of an earlier year would count as those of this one."),
    example="2025_impact_health_online_registration",
)
WEIGHTS = Kind(
    id="survey-weights",
    severity=Severity.WARNING,
    message=N_("the column {column} has weights, but every row counts the same"),
    hint=N_("If the rows should count by their weights, say in the note that the means are not weighted."),
    why=N_("The instrument asks for the mean of all people who answered; a weighted mean is another figure."),
    example="bobot,p1\n0.5,4\n1.5,3",
)
HIDDEN_COLUMNS = Kind(
    id="survey-hidden-columns",
    severity=Severity.WARNING,
    message=N_("{count} hidden columns are read: {columns}"),
    hint=N_("Show all columns. If these should not be read, delete them; else save the workbook with them shown."),
    why=N_("Nobody who looks at the sheet sees these answers; they may be left from an earlier version."),
    example="# kolom F sampai H disembunyikan",
)
COPIES = Kind(
    id="survey-submitted-twice",
    severity=Severity.WARNING,
    message=N_("{count} rows are submissions that the table has already, and are not counted; rows {rows}"),
    hint=N_("Delete the second row of each submission."),
    why=N_("A form that is sent twice, or two exports in one table, make one person two."),
    example="instanceID,p1\nuuid:1,4\nuuid:1,4",
)
EDITED = Kind(
    id="survey-submission-edited",
    severity=Severity.WARNING,
    message=N_("{count} rows are earlier versions of submissions that were edited, and are not counted; rows {rows}"),
    hint=N_("Delete the earlier versions; the row that names one of them as its deprecatedID is the one that counts."),
    why=N_("If a form is edited after it was sent, ODK sends it again; both versions would make one person two."),
    example="instanceID,deprecatedID,p1\nuuid:1,,2\nuuid:2,uuid:1,3",
)
CONSENT_UNCLEAR = Kind(
    id="survey-consent-unclear",
    severity=Severity.WARNING,
    message=N_("in {count} rows the column {column} says neither yes nor no; they are counted; rows {rows}"),
    hint=N_("Write yes or no. If the person did not agree, delete the row."),
    why=N_("The law on personal data (UU 27/2022) requires consent; an empty or unclear cell is not a consent."),
    example="consent,p1\nlihat lampiran,4",
)
STATEMENT_MISSING = Kind(
    id="survey-statement-missing",
    severity=Severity.WARNING,
    message=N_("no column is for {items}, though other statements of the sub-dimension are there"),
    hint=N_("If it was asked, name its column by the item's id, or say in a file for --columns which column it is."),
    why=N_("A statement without a column has no mean, and its item stays unanswered."),
    example="impact_health_online_registration,impact_health_health_record",
)
STATEMENT_MISSPELT = Kind(
    id="survey-statement-misspelt",
    severity=Severity.ERROR,
    message=N_("the column {column} is not used, but looks like the statement {item}, which is missing"),
    hint=N_("Correct the column's name, or say in a file for --columns which column is the statement."),
    why=N_("A column whose name has a typing mistake would not be read, and its statement would have no mean."),
    example="impact_health_online_registraton",
)
STATEMENT_CONTINUED = Kind(
    id="survey-statement-continued",
    severity=Severity.ERROR,
    message=N_("the column {column} is not used, but has answers just where the statement {item} has none"),
    hint=N_(
        "If the question was renamed, give both columns the name of the statement; two columns are joined where no row "
        "has both."
    ),
    why=N_(
        "If a question is renamed while people answer, survey programs begin a new column; without it only some of the "
        "people would count."
    ),
    example="impact_health_online_registration,pendaftaran_daring\n3,\n,4",
)
CODES_CUT = Kind(
    id="survey-codes-cut",
    severity=Severity.WARNING,
    message=N_("the numbers in the column {column} are cut to 15 digits and identify nobody for sure"),
    hint=N_("Export the column as text again. A spreadsheet keeps 15 digits of a number; the rest become 0."),
    why=N_("People with different numbers look like one person, so nobody can see who answered twice."),
    example="nik\n6303010101010010      # angka ke-16 menjadi 0",
)
CODES_SHARED = Kind(
    id="survey-codes-shared",
    severity=Severity.WARNING,
    message=N_("the column {column} has only {different} different values in {count} rows, so it identifies nobody"),
    hint=N_(
        "If they are of interviewers, villages or an office, name the column so. Add a column with a code of each "
        "person."
    ),
    why=N_("One address or code for many people would make all of them one person, of whom one row counts."),
    example="email,p1\nkelurahan@contoh.id,4\nkelurahan@contoh.id,3",
)
CODES_DATES = Kind(
    id="survey-codes-dates",
    severity=Severity.WARNING,
    message=N_("{count} codes in the column {column} look like dates; rows {rows}"),
    hint=N_("Compare them with the list of codes, and export the column as text again."),
    why=N_("A spreadsheet changes a code such as MAR-1 to 01-Mar; two different codes may become the same date."),
    example="kode\n01-Mar",
)
DAY_FIRST, MONTH_FIRST = Phrase(N_("day first")), Phrase(N_("month first"))
TIME_ORDER = Kind(
    id="survey-time-order",
    severity=Severity.WARNING,
    message=N_("the dates in the column {column} can be read day first or month first; they are read {how}"),
    hint=N_("Give the days of the survey in a file for --columns (starts_on, ends_on), or write dates as 2026-04-06."),
    why=N_("06/04/2026 is 6 April in Indonesia and 4 June in the United States."),
    example="timestamp\n06/04/2026 08:00",
)
TIME_UNDATED = Kind(
    id="survey-time-undated",
    severity=Severity.WARNING,
    message=N_(
        "{count} times in the column {column} are 1 January 1980; they do not count as times and were not checked; "
        "rows {rows}"
    ),
    hint=N_("Switch the date stamp on in the survey program. For answers that are there already, nothing can be done."),
    why=N_("LimeSurvey writes this day where its date stamp is switched off or answers are anonymous."),
    example="submitdate\n1980-01-01 00:00:00",
)
DURATION_UNIT = Kind(
    id="survey-duration-unit",
    severity=Severity.WARNING,
    message=N_("the column {column} is not used: it is not certain whether it has seconds or minutes"),
    hint=N_('Write the unit in the name of the column, for example "duration (seconds)".'),
    why=N_("How long a form took shows whether the statements were read. A wrong unit would accuse honest people."),
    example="duration,p1\n4,3",
)
KINDS = (
    STATUS,
    STATUS_UNCLEAR,
    TEST,
    REMARK,
    UNLABELLED,
    HEAD_CHANGED,
    HIDDEN,
    STRUCK,
    MERGED,
    OTHER_YEAR,
    SHEET_ASIDE,
    COLUMN_YEAR,
    WEIGHTS,
    HIDDEN_COLUMNS,
    COPIES,
    EDITED,
    CONSENT_UNCLEAR,
    STATEMENT_MISSING,
    STATEMENT_MISSPELT,
    STATEMENT_CONTINUED,
    CODES_CUT,
    CODES_SHARED,
    CODES_DATES,
    TIME_ORDER,
    TIME_UNDATED,
    DURATION_UNIT,
)
