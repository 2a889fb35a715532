"""Tables that are read column by column: each quick way says the same as reading row by row and cell by cell."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from banjar_smartcity.survey.answers.marks import FormMarks, tally
from banjar_smartcity.survey.answers.reading.columnwise.block_rows import BlockReader
from banjar_smartcity.survey.answers.reading.columnwise.openings import DATE, NUMBER, REMARK, SUMMARY, TEST, Openings
from banjar_smartcity.survey.answers.reading.nobody.sum_labels import is_summary
from banjar_smartcity.survey.answers.reading.people_cells import looks_like_date
from banjar_smartcity.survey.answers.reading.table_rows import RowReader
from banjar_smartcity.survey.cells.answer import BLANK
from banjar_smartcity.survey.cells.plain import all_plain, plain
from banjar_smartcity.survey.cells.remarks import remark_of
from banjar_smartcity.survey.cells.times.iso_times import IsoTimes
from banjar_smartcity.survey.cells.times.time_forms import time_of
from banjar_smartcity.survey.cells.times.times import ANY_DAYS, days_of
from banjar_smartcity.survey.cells.trials import is_test
from banjar_smartcity.survey.cells.values import person_key, person_keys
from banjar_smartcity.survey.columns.maps.column_map import EMPTY
from banjar_smartcity.survey.columns.recognise import recognise
from banjar_smartcity.survey.files import csv_rows, plain_csv
from banjar_smartcity.survey.files.xml import plain_rows
from banjar_smartcity.survey.files.xml.sheet_xml import Unsaid, examine_sheet
from banjar_smartcity.survey.table.blocks import in_blocks
from banjar_smartcity.survey.table.rows import MAX_ROWS, Cell, Table, TableError
from respondents import STATEMENTS, items

LIVING = items("living")
HEADER = (
    *("respondent_code", "nama", "nik", "instanceID", "start", "end", "consent", "_validation_status"),
    *("programme_health", *LIVING, LIVING[0], "keterangan", "meta/deprecatedID"),
)
CODES = ("R-1", "R-2", "R-3", "r_4", "Ré-5", "", "-", "Total", "Nilai 3", "tes-1", "MAR-1", "01-Mar", "R\n6", 7, None)
NAMES = ("Siti", "Budi", "Test Form", "Trisno", "Rata-rata", " Total", "", "x", "Σ", None)
NUMBERS = ("6303010101010011", "'6303010101010012", "6,3E+15", "6303010101010010", "", 6303010101010013, None)
TIMES = (
    *("2026-04-01 08:30:15", "2026-04-01 09:30:15", "2026-04-01T08:30:15", "01/04/2026 08:30", "kemarin", ""),
    *(None, datetime(2026, 4, 2, 8), "2026-02-30 08:00:00", "2026-04-01 24:00:00", "2026-04-01 08:30:61"),
)
ANSWERS = ("3", "4", "0", "", " ", "5", "#N/A", "-", "4 - Setuju", 3, 3.0, True, None, "٣", LIVING[1])
PLAIN = ("R-8", "Nor", "", "", "2026-04-01 08:30:15", "2026-04-01 09:30:15", "ya", "Approved", "Delimas")


def cells() -> st.SearchStrategy[list[Cell]]:
    """A row of cells of every kind, in a row as most are, or an odd one."""
    odd = st.tuples(
        *map(st.sampled_from, (CODES, NAMES, NUMBERS, ("u1", "u2", "", None), TIMES, TIMES)),
        *map(st.sampled_from, (("ya", "tidak", "?", "", None), ("Approved", "Not Approved", "?", ""), ("A", "a", ""))),
        *[st.sampled_from(ANSWERS)] * 10,
        st.sampled_from(("", "batal", "ok")),
        st.sampled_from(("", "u1", "u3", None)),
    )
    usual = st.lists(st.sampled_from("01234"), min_size=9, max_size=9).map(lambda m: [*PLAIN, *m, "", "", ""])
    heading = st.sampled_from(("DATA DIBATALKAN", "Desa A", "Jawaban 3", "SS")).map(lambda text: [text])
    cut = st.tuples(odd.map(list), st.integers(0, 20)).map(lambda pair: pair[0][: pair[1]])
    return st.one_of(usual, usual, usual, odd.map(list), cut, odd.map(lambda row: [*row, "x"]), heading)


def content(reader: type[RowReader], rows: Sequence[Sequence[Cell]], width: int, size: int) -> Any:
    """All that a reader says of a table, with plain values in place of arrays."""
    return of_table(reader, Table("a.csv", 1, HEADER[:width], in_blocks(iter(list(enumerate(rows, 2))), size)))


def of_table(reader: type[RowReader], table: Table) -> Any:
    columns, _ = recognise(table, STATEMENTS, EMPTY, None)
    read = reader(table, columns, STATEMENTS, {}).read(ANY_DAYS)
    forms = [
        (
            *(form.dimension, form.items, list(form.rows), list(form.marks), list(form.refused)),
            {role: list(keys) for role, keys in form.people.items()},
            *(
                clock and (list(clock.seconds), clock.grain, list(clock.shifts), clock.days == days_of(clock.seconds))
                for clock in (form.started, form.ended)
            ),
            {key: [one.texts[code] for code in one.codes] for key, one in form.labels.items()},
        )
        for form in read.forms
    ]
    return forms, read._replace(forms=(), fates=tuple((why, list(numbers)) for why, numbers in read.fates))


@given(st.lists(cells(), max_size=40), st.sampled_from((len(HEADER), len(HEADER) - 3)), st.sampled_from((1, 7, 100)))
def test_blocks_say_what_rows_say(rows: list[list[Cell]], width: int, size: int) -> None:
    assert content(BlockReader, rows, width, size) == content(RowReader, rows, width, 100)


def test_rows_that_hold_nothing_but_marks_are_read_too() -> None:
    rows = [["3", "4", "2", "1", "0", "4", "3", "2", mark] for mark in "01234" * 4]
    table = Table("a.csv", 1, LIVING, in_blocks(iter(enumerate(rows, 2))))
    columns, _ = recognise(table, STATEMENTS, EMPTY, None)
    (form,) = BlockReader(table, columns, STATEMENTS, {}).read(ANY_DAYS).forms
    assert [marks[-1] for marks in form.marks] == [0, 1, 2, 3, 4] * 4


WORDS = st.sampled_from(
    (
        *("total", "Rata-rata", "grand", "subtotal", "nilai", "Skor", "NRR", "mean", "min", "n", "Jumlah", "IKM", "Σ"),
        *("tes", "TEST", "uji", "coba", "percobaan", "dummy", "trial", "asdfgh", "qwerty", "lorem", "admin", "siti"),
        *("Ibu", "Bu", "Pak", "bapak", "Budi", "Nama", "user", "u", "te"),
        *(
            "jawaban",
            "Sangat",
            "setuju",
            "varian",
            "ss",
            "TS",
            "yang",
            "menjawab",
            "4",
            "neutral",
            "ngetes",
            "frekuensi",
        ),
        *("ini", "form", "tidak", "valid", "duplikat", "dari", "hanya", "cek", "speeder"),
        *("Mar", "01", "2026", "R", "_", "-", "(", ".", ",", "'", "5", "12345", "é", "\u200b", "\u202f", "_x000D_"),
        *("@", "%", " ", "\t"),
    )
)


@given(st.lists(WORDS, max_size=5), st.sampled_from(("", " ", "-", "_")))
@example(["2026", "-", "04", "-", "01"], "")
@example(["To_x000D_tal"], "")
def test_first_letters_rule_out_only_what_a_text_is_not(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    (said,) = Openings().column([text])
    assert said & SUMMARY or not is_summary([text, "3.2", "3.4"], [0], [1, 2])
    assert said & TEST or not any(is_test(role, text) for role in ("name", "code", "email"))
    assert said & REMARK or not any(remark_of(role, text) for role in ("name", ""))
    assert said & DATE or not looks_like_date(text)
    # What may be a number or empty leaves the next column to say what the row is.
    assert said & NUMBER or not is_summary([text, "Total", "3.2"], [0, 1], [2]) or said & SUMMARY


TEXTS = st.lists(st.text("aB1 _-x0D.é\n\t'", max_size=8) | st.sampled_from(("x", "NA", "tidak ada", "")), max_size=8)


@given(TEXTS, st.sampled_from(("code", "name", "number", "instance", "nik", "phone", "email")))
def test_names_and_keys_of_a_column_are_those_of_its_cells(texts: list[str], role: str) -> None:
    assert all_plain(texts) == [plain(text) for text in texts]
    assert list(person_keys(role, texts, "salt")) == [person_key(role, text, "salt") for text in texts]


MOMENTS = st.datetimes(datetime(1969, 1, 1), datetime(2100, 1, 1))


@given(
    st.lists(MOMENTS, min_size=1, max_size=6),
    st.sampled_from((" ", "T", "_")),
    st.sampled_from(("", "Z", ".000+08:00", "+0700", " WIB", ".%f", "\n")),
)
def test_times_of_a_column_are_those_of_its_cells(moments: list[datetime], sign: str, end: str) -> None:
    texts = [f"{moment.isoformat(sign, 'seconds')}{moment.strftime(end)}" for moment in moments]
    quick = IsoTimes().column(texts)
    slow = [time_of(text) for text in texts]
    if quick is not None:
        assert [(one.seconds, one.shift) for one in slow if one] == [(second, quick.shift) for second in quick.seconds]
        assert all(one is not None and one.grain == 1 for one in slow)
    elif sign != "_" and end not in (" WIB", "\n"):
        assert any(moment.year < 1970 for moment in moments)


@pytest.mark.parametrize(
    "wrong",
    ["2026-02-30 08:30:15", "2026-04-01 24:30:15", "2026-04-01 08:60:15", "2026-04-01 08:30:1x", "2026-04-01 08:30,15"],
)
def test_a_column_with_a_wrong_time_is_read_cell_by_cell(wrong: str) -> None:
    assert IsoTimes().column(["2026-04-01 08:30:15", wrong]) is None


@given(st.lists(st.lists(st.sampled_from((0, 1, 4, 5, BLANK)), min_size=4, max_size=4), max_size=12))
def test_columns_say_what_rows_of_marks_say(rows: list[list[int]]) -> None:
    marks = FormMarks(bytes(mark for row in rows for mark in row), 4)
    assert list(marks) == [bytes(row) for row in rows]
    assert list(marks.answering((1, 3))) == [i for i, row in enumerate(rows) if (row[1], row[3]) != (BLANK, BLANK)]
    assert list(marks.complete) == [i for i, row in enumerate(rows) if BLANK not in row]
    assert list(tally(marks.columns, 4)) == [row.count(4) for row in rows]
    pairs = [bytes((row[3], row[0])) for row in rows]
    assert len(set(zip(marks.keys((3, 0)), pairs, strict=True))) == len(set(pairs))
    assert list(marks.holding((0, 2), 0, BLANK)) == [{row[0], row[2]} <= {0, BLANK} for row in rows]
    uniform = [i for i, row in enumerate(rows) if BLANK in row or len(set(row)) == 1]
    assert list(marks.perhaps_uniform) == uniform


@given(st.lists(st.lists(st.sampled_from((0, 1, 4, BLANK)), min_size=7, max_size=7), min_size=1, max_size=30))
def test_keys_of_six_statements_tell_rows_apart_as_their_marks_do(rows: list[list[int]]) -> None:
    marks, places = FormMarks(bytes(mark for row in rows for mark in row), 7), (6, 1, 2, 3, 4, 5)
    own = [bytes(row[place] for place in places) for row in rows]
    assert len(set(zip(marks.keys(places), own, strict=True))) == len(set(own)) == len(set(marks.keys(places)))


@given(
    st.integers(1, 14).flatmap(
        lambda width: st.lists(st.lists(st.sampled_from((0, 1, 4, BLANK)), min_size=width, max_size=width), max_size=30)
    ),
    st.data(),
)
def test_different_marks_are_those_of_the_rows(rows: list[list[int]], data: st.DataObject) -> None:
    marks = FormMarks(bytes(mark for row in rows for mark in row), max(1, len(rows[0]) if rows else 0))
    own = [bytes(row) for row in rows]
    assert list(marks) == own == [marks[i] for i in range(len(marks))]
    assert marks.patterns == Counter(own)
    assert marks.kinds.marks.rows == list(dict.fromkeys(own))
    assert list(marks.kinds.counts) == list(dict.fromkeys(marks.ids))
    assert [marks.kinds.counts[one] for one in marks.ids] == [own.count(one) for one in own]
    assert marks.sums is None or list(marks.sums) == [sum(mark for mark in row if mark != BLANK) for row in rows]
    gone = sorted(data.draw(st.sets(st.integers(0, len(rows) - 1)))) if rows else []
    rest = marks.without(gone)
    assert list(rest) == [row for i, row in enumerate(own) if i not in gone]
    assert list(rest.ids) == [one for i, one in enumerate(marks.ids) if i not in gone]


LAYOUT_HEADER = ("respondent_code", "nama", "start", "consent", "_validation_status", *LIVING, "keterangan")
LAYOUTS = (
    *(st.sampled_from(("R-001", "R-002", "MAR-1", "Total", "tes-1", "     ", "    x")), st.sampled_from("Ax -")),
    st.sampled_from(("2026-04-01 08:30:15", "2026-04-01 08:30:15", "2026-11-30T23:59:60", "2026-02-30 08:00:00")),
    *(st.sampled_from(("ya", "no", "? ")), st.sampled_from(("Approved", "Rejected", "        "))),
    *[st.sampled_from("0123450 -x")] * 9,
    st.sampled_from(("", "", "", "a", "é")),
)


@given(
    st.lists(st.tuples(*LAYOUTS), min_size=1, max_size=30), st.sampled_from((60, 500)), st.sampled_from(("\n", "\r\n"))
)
def test_rows_of_one_layout_say_what_rows_say(rows: list[tuple[str, ...]], piece: int, end: str) -> None:
    text = "".join(",".join(row) + end for row in [LAYOUT_HEADER, *rows])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain_csv, "_FIRST", piece)
        patch.setattr(plain_csv, "_PIECE", piece)
        patch.setattr(plain_csv, "_LEAST_ROWS", 1)
        (table,) = csv_rows.open_csv(text.encode(), "a.csv", len).tables
        quick = of_table(BlockReader, table)
    plain_rows = in_blocks(iter([(i, list(row)) for i, row in enumerate(rows, 2)]))
    assert quick == of_table(RowReader, Table("a.csv", 1, LAYOUT_HEADER, plain_rows))


TEXT_CELLS = st.sampled_from(
    ("R-1", "3", "", "é", " a ", "2026-04-01 08:30:15", "x" * 6_000, "x" * 10_001, "\x1c", "\u2028")
)


@given(
    st.lists(st.lists(TEXT_CELLS, min_size=2, max_size=3), max_size=12),
    st.sampled_from((",", ";", "\t")),
    st.sampled_from(("\n", "\r\n")),
    st.sampled_from(("utf-8", "utf-8-sig")),
    st.sampled_from(("", "\n", "\r", "a\rb\nc", "\ra,b\n\r\na,b")),
    st.sampled_from(("", "", "a\rb\nc", "\n\r")),
    st.sampled_from((1, 40, 100_000)),
)
def test_lines_that_are_cut_at_once_are_as_csv_reads_them(
    rows: list[list[str]], sign: str, end: str, encoding: str, tail: str, top: str, piece: int
) -> None:
    text = top + end.join(sign.join(row) for row in [["kode", "p1"], *rows]) + tail
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain_csv, "_FIRST", piece)
        patch.setattr(plain_csv, "_PIECE", piece)
        patch.setattr(plain_csv, "_LEAST_ROWS", 1)
        found = _read_csv(text.encode(encoding))
        patch.setattr(csv_rows, "line_end", lambda _: None)  # then Python's csv reads all
        assert found == _read_csv(text.encode(encoding))


def _read_csv(content: bytes) -> tuple[list[tuple[int, list[Cell]]], str]:
    """All rows below the first, and what ended them."""
    read: list[tuple[int, list[Cell]]] = []
    try:
        (table,) = csv_rows.open_csv(content, "a.csv", len).tables
        read.extend((number, list(cells)) for number, cells in table.rows)
    except TableError as error:
        return read, str(error.fault)
    return read, ""


CELLS = (
    '<c r="{c}{r}"><v>3</v></c>',
    '<c r="{c}{r}" s="1" t="n"><v>3</v></c>',
    '<c r="{c}{r}" t="s"><v>0</v></c>',
    '<c r="{c}{r}" t="inlineStr"><is><t xml:space="preserve">a b</t></is></c>',
    '<c r="{c}{r}" s="2"/>',
    "",
    '<c r="{c}{r}" t="inlineStr"><is><t>é &amp; b</t></is></c>',
    '<c r="{c}{r}" t="e"><v>#N/A</v></c>',
    '<c r="{c}{r}"><f>A1+1</f></c>',
    '<c r="{c}{r}"><f>A1+1</f><v>2</v></c>',
    "<c><v>1</v></c>",
    '<x:c xmlns:x="u" r="{c}{r}"><v>3</v></x:c>',
)
ROW_FORMS = (
    *('<row r="{r}">{cells}</row>', '<row r="{r}" spans="1:3" ht="15.5" customHeight="1">{cells}</row>'),
    *('<row r="{r}" hidden="1">{cells}</row>', "<row>{cells}</row>", '<!-- <row r="9"> --><row r="{r}">{cells}</row>'),
)


@st.composite
def sheets(draw: st.DrawFn) -> bytes:
    """The XML of a sheet, mostly of plain rows."""
    made = []
    number = 0
    for _ in range(draw(st.integers(0, 25))):
        number += draw(st.sampled_from((1, 1, 1, 2, 50)))
        columns = draw(st.sampled_from(("ABC", "ABC", "AC", "BCD", "")))
        kinds = CELLS[:6] if draw(st.booleans()) else CELLS
        cells = "".join(draw(st.sampled_from(kinds)).format(c=c, r=number) for c in columns)
        form = draw(st.sampled_from((ROW_FORMS[0], ROW_FORMS[0], *ROW_FORMS)))
        made.append(form.format(r=number, cells=cells))
    text = "\n".join(made) if draw(st.booleans()) else "".join(made)
    return f"<worksheet><sheetData>{text}</sheetData></worksheet>".encode()


def examined(xml: bytes, patterns: int, block: int) -> Unsaid:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain_rows, "_MOST_PATTERNS", patterns)
        patch.setattr(plain_rows, "_BLOCK", block)
        seen = examine_sheet(io.BytesIO(xml), "a.xlsx")
    return seen._replace(errors={row: list(cells) for row, cells in seen.errors.items()}, hidden=list(seen.hidden))


@given(sheets(), st.sampled_from((100, 700, 1 << 20)))
def test_rows_that_a_pattern_knows_are_as_if_they_were_parsed(xml: bytes, block: int) -> None:
    assert examined(xml, 8, block) == examined(xml, 0, 1 << 20)


def rows_up_to(last: int) -> Iterator[str]:
    yield from (f'<row r="{r}"><c r="A{r}"><v>3</v></c></row>' for r in (1, 2, 3, last))


@pytest.mark.parametrize("patterns", [0, 8])
def test_bounds_hold_for_rows_that_are_not_parsed(patterns: int) -> None:
    xml = f"<worksheet><sheetData>{''.join(rows_up_to(MAX_ROWS + 2))}</sheetData></worksheet>"
    with pytest.raises(TableError):
        examined(xml.encode(), patterns, 1 << 20)


@pytest.mark.parametrize("broken", [b"\xff", b"<", b"&nbsp;", b"\x01"])
def test_what_is_not_xml_is_refused_in_plain_rows_too(broken: bytes) -> None:
    xml = "".join(rows_up_to(4)).encode().replace(b'"A4"><v>3', b'"A4"><v>3' + broken)
    with pytest.raises(ValueError, match="not valid XML"):
        examine_sheet(io.BytesIO(b"<worksheet><sheetData>" + xml + b"</sheetData></worksheet>"), "a.xlsx")


@pytest.mark.parametrize("name", ["Budi Santoso", "Bunga", "Pakri", "Ibunda Rahmah"])
def test_a_name_that_only_begins_like_a_title_needs_no_look_at_the_whole_row(name: str) -> None:
    assert not Openings().column([name])[0] & (TEST | SUMMARY)


@pytest.mark.parametrize("code", ["R-0001", "R 12", "X-0001", "N-17", "P/003", "RES_09", "M-MTP-4", "uuid:5f0c"])
def test_a_code_that_begins_like_the_name_of_a_statistic_needs_no_look_at_the_whole_row(code: str) -> None:
    (said,) = Openings().column([code])
    assert not said & SUMMARY


def read_one_by_one(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows of a table are not read column by column, of those that may be."""
    asked: list[int] = []

    class CountingReader(BlockReader):
        def _next(self, number: int, cells: Sequence[Cell]) -> None:
            asked.append(number)
            super()._next(number, cells)

    columns, _ = recognise(
        table := Table("a.csv", 1, tuple(header), in_blocks(iter(list(enumerate(rows, 2))))), *RECOGNISED
    )
    CountingReader(table, columns, STATEMENTS, {}).read(ANY_DAYS)
    return len(asked) - 2  # the first two may say what is in the columns


RECOGNISED = (STATEMENTS, EMPTY, None)
EVERYDAY: dict[str, tuple[str, ...]] = {
    "respondent_code": (
        *("R-{i:04d}", "SKM-{i:04d}", "IKM-{i:02d}", "2026-{i:03d}", "2026-04-{i:03d}x", "Res-{i:02d}", "Kec-{i}-A"),
        *("01-MTP-{i}", "TES{i}B", "N {i}", "M.{i}", "X{i}", "Min-{i:03d}", "uuid:5f0c1d2e-{i:04d}", "Max{i}q", "{i}"),
    ),
    "nama": (
        *("Min Rahmah {i}", "Totalia {i}", "Ma\u2019ruf {i}", "Nilawati {i}", "Uji Rahayu {i}", "Contohan {i}"),
        *("Bapak Tesar {i}", "Bu Ujang {i}", "Jumlahayati {i}", "Idealis {i}", "Hasil Anwar {i}", "Mutu Sari {i}"),
        *("Ratapana {i}", "Pak Coban {i}", "Skala Putra {i}", "H. Noor {i}", "Jos\u00e9 {i}", "N. Hasanah {i}"),
    ),
    "no_hp": ("+6281234{i:05d}", "0812-34{i:02d}-{i:04d}", "62 812 3{i:07d}", "81234{i:05d}", "(0511) 47{i:05d}"),
    "kecamatan": ("Kertak Hanyar", "Aluh-Aluh", "Simpang Empat", "Mataraman", "Target\u2013Gambut", "Nilai-nilai"),
    "instansi": ("Dinas Pendidikan", "Ujian Nasional", "Testimoni", "SDN Percobaan 1", "BPS \u2013 Banjar"),
    "saran": ("tidak ada", "data saya tidak muncul", "ini sudah baik", "uji lab lambat", "cek lagi {i}", "jangan lama"),
    "email": ("tesar{i}@contoh.id", "uji.{i}@contoh.id", "coba{i}an@contoh.id", "Admin{i}@contoh.id"),
}


@pytest.mark.parametrize(("column", "cell"), [(column, cell) for column, listed in EVERYDAY.items() for cell in listed])
def test_hardly_a_row_of_an_everyday_table_is_read_by_itself(column: str, cell: str) -> None:
    header = [*dict.fromkeys(("kode_pos", column, "start")), *LIVING]
    rows = [["70611", cell.format(i=i), "2026-04-01 08:30:15", *"342140321"] for i in range(1, 101)]
    assert read_one_by_one(header, rows) <= 2


@pytest.mark.parametrize(("column", "cell"), [("nama", "Total"), ("nama", "Tes"), ("respondent_code", "Mar-01")])
def test_rows_about_which_something_has_to_be_asked_are_read_by_themselves(column: str, cell: str) -> None:
    rows = [["70611", cell if i == 50 else f"A {i}", "2026-04-01 08:30:15", *"342140321"] for i in range(1, 101)]
    assert read_one_by_one(["kode_pos", column, "start", *LIVING], rows) == 1


PHONES = st.lists(
    st.text("0612378* -+.aE,'\t\r(x_", max_size=14)
    | st.sampled_from(
        ("", "0811111111", "62081234567", "000000", "0062812345678", "111111", "62", "\u0661\u0662345678")
    ),
    max_size=8,
)


@given(PHONES, st.sampled_from(("nik", "phone", "email")))
def test_numbers_and_addresses_of_a_column_are_those_of_its_cells(texts: list[str], role: str) -> None:
    assert list(person_keys(role, texts, "salt")) == [person_key(role, text, "salt") for text in texts]
