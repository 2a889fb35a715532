"""Tables as the world exports them: words, companions, times, damaged codes, two heads, owners; with honest twins."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from banjar_smartcity.model.agency_names import find_agency
from banjar_smartcity.survey.cells.answer import WRONG, Said, answer_of
from banjar_smartcity.survey.cells.scale import mark_of, settle
from banjar_smartcity.survey.cells.times.time_forms import NONE, clock_of, time_of
from banjar_smartcity.survey.cells.times.times import Days, TimeColumn
from banjar_smartcity.survey.gather import Gathered
from respondents import MODEL, STATEMENTS, Row, found, gathered, ids, items, survey, write_csv

LIVING = items("living")
TEXTS = {item.id.replace("-", "_"): item.question.id for item in STATEMENTS.items}
REGION = ("Kabupaten Contoh",)
OWN = {1: "Tidak setuju", 2: "Kurang setuju", 3: "Setuju", 4: "Sangat setuju"}
CLASSIC = {1: "Sangat tidak setuju", 2: "Tidak setuju", 3: "Setuju", 4: "Sangat setuju"}


def write(tmp_path: Path, rows: list[Row], columns: str | None = None) -> Gathered:
    return gathered(write_csv(tmp_path / "living.csv", rows), columns=columns)


def columns(tmp_path: Path, text: str) -> str:
    path = tmp_path / "kolom.yaml"
    path.write_text(text, "utf-8")
    return str(path)


def marks(result: Gathered) -> list[bytes]:
    return [m for form in result.collected.forms for m in form.marks]


def four(rows: list[Row]) -> list[Row]:
    """The rows without a 0, which has no word on a scale of four."""
    return [{key: 1 if key in LIVING and value == 0 else value for key, value in row.items()} for row in rows]


def worded(words: dict[int, str], rows: list[Row] | None = None) -> list[Row]:
    rows = four(survey("living")) if rows is None else rows
    return [{key: words[int(value)] if key in LIVING else value for key, value in row.items()} for row in rows]


SOUND = [bytes(int(row[name]) for name in LIVING) for row in survey("living")]
FOUR = [bytes(int(row[name]) for name in LIVING) for row in four(survey("living"))]
SCALES = {
    "our own form": OWN,
    "the classic four": CLASSIC,
    "our own form in English": {1: "Disagree", 2: "Rather disagree", 3: "Agree", 4: "Strongly agree"},
    "letters": {1: "STS", 2: "TS", 3: "S", 4: "SS"},
    "letters of our own form": {1: "TS", 2: "KS", 3: "S", 4: "SS"},
    "numbers and words": {n: f"{n} - {word}" for n, word in OWN.items()},
    "words and numbers": {n: f"{word} ({n})" for n, word in CLASSIC.items()},
    "other words": {1: "1. Tidak puas", 2: "2. Kurang puas", 3: "3. Puas", 4: "4. Sangat puas"},
    "a top without very": {1: "1 = Tidak baik", 2: "2 = Kurang baik", 3: "3 = Cukup baik", 4: "4 = Baik"},
    "blanks and escapes": {n: f" {word}_x000D_\n" for n, word in OWN.items()},
}


@pytest.mark.parametrize("scale", SCALES)
def test_words_of_a_scale_of_four_are_its_marks(scale: str, tmp_path: Path) -> None:
    result = write(tmp_path, worded(SCALES[scale]))
    assert (found(result), marks(result)) == ([], FOUR)


@pytest.mark.parametrize("language", ["id", "en"])
def test_labels_of_our_own_form_are_its_marks(language: str, tmp_path: Path) -> None:
    assert MODEL.instrument is not None
    ladder = MODEL.instrument.ladder(STATEMENTS.items[0])
    assert ladder is not None
    names = [(text.id if language == "id" else text.en or "") for text in ladder.levels.values()]
    words = dict(zip(STATEMENTS.marks, names, strict=True))
    for other in ({4: 0}, {1: 0, 2: 1, 3: 4}):  # in the second nobody chose the middle, but the lowest is ours
        rows = survey("living")
        for row in rows:
            row.update({name: other.get(row[name], row[name]) for name in LIVING})
        result = write(tmp_path, worded(words, rows))
        assert marks(result) == [bytes(int(row[name]) for name in LIVING) for row in rows]
        assert not any("scale" in kind or "answer" in kind for kind in ids(result))


def test_our_own_form_reads_as_it_is_printed_though_nobody_chose_its_lowest_answer(tmp_path: Path) -> None:
    rows = [{k: max(2, v) if k in LIVING else v for k, v in row.items()} for row in four(survey("living"))]
    result = write(tmp_path, worded(OWN, rows))
    assert marks(result) == [bytes(int(row[name]) for name in LIVING) for row in rows]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ({1: "1 - Sangat setuju", 2: "2 - Setuju", 3: "3 - Tidak setuju", 4: "4 - Sangat tidak setuju"}, "-reversed"),
        ({1: "Sangat puas (1)", 2: "Puas (2)", 3: "Kurang puas (3)", 4: "Tidak puas (4)"}, "-reversed"),
        ({1: "Sangat tidak setuju", 2: "Tidak setuju", 3: "Netral", 4: "Setuju"}, ""),
        ({1: "STS", 2: "TS", 3: "N", 4: "S"}, ""),
        ({1: "1 - Sangat tidak setuju", 2: "2 - Tidak setuju", 3: "3 - Netral", 4: "4 - Setuju"}, ""),
        ({1: "Sangat tidak setuju", 2: "Tidak setuju", 3: "Kurang setuju", 4: "Setuju"}, ""),
        ({1: "Sangat tidak setuju", 2: "Agak tidak setuju", 3: "Agak setuju", 4: "Sangat setuju"}, ""),
        ({1: "0 - Sangat tidak setuju", 2: "1 - Tidak setuju", 3: "2 - Setuju", 4: "3 - Sangat setuju"}, ""),
        ({1: "Tidak setuju", 2: "Tidak setuju", 3: "Setuju", 4: "Sangat setuju"}, ""),
        ({1: "1 - Tidak setuju", 2: "3 - Netral", 3: "5 - Setuju", 4: "7 - Sangat setuju"}, ""),
    ],
)
def test_a_scale_that_is_not_the_instruments_is_refused_in_one_word(
    words: dict[int, str], kind: str, tmp_path: Path
) -> None:
    assert [f for f in ids(write(tmp_path, worded(words))) if "scale" in f or "answer" in f] == [f"survey-scale{kind}"]


@pytest.mark.parametrize("times", [2, 25])
def test_numbers_of_a_wider_scale_are_one_fault_and_a_typing_mistake_is_another(times: int, tmp_path: Path) -> None:
    rows = [{k: v * times if k in LIVING else v for k, v in row.items()} for row in survey("living")]
    assert ids(write(tmp_path, rows)) == ["survey-scale"]
    rows = survey("living")
    rows[7][LIVING[1]] = rows[9][LIVING[1]] = 5
    assert ids(write(tmp_path, rows)) == ["survey-answer"]


def test_a_separator_within_the_answers_does_not_move_the_names_of_columns(tmp_path: Path) -> None:
    rows = [{k: f"{v},0" if k in LIVING else v for k, v in row.items()} for row in survey("living")]
    result = gathered(write_csv(tmp_path / "living.csv", rows, delimiter=";"))
    assert (found(result), marks(result)) == ([], SOUND)


def test_an_instrument_of_five_answers_has_their_words() -> None:
    words = ("Sangat tidak setuju", "Tidak setuju", "Netral", "Setuju", "Sangat setuju")
    said = [answer for word in words if isinstance(answer := answer_of(word, {}), Said)]
    marks = settle(said, range(1, 6)).marks
    assert [marks[answer] for answer in said] == [1, 2, 3, 4, 5]
    assert mark_of("Sangat setuju", {}, range(1, 6)) == WRONG, "that it is one of five is not known"


def test_the_office_may_write_how_its_scale_becomes_marks(tmp_path: Path) -> None:
    words = {1: "Sangat tidak setuju", 2: "Tidak setuju", 3: "Netral", 4: "Setuju"}
    text = "scale: {Sangat tidak setuju: 1, Tidak setuju: 2, Netral: 3, Setuju: 4}\n"
    result = write(tmp_path, worded(words), columns=columns(tmp_path, text))
    assert (found(result), marks(result)) == ([], FOUR)
    higher = [{k: v + 1 if k in LIVING else v for k, v in row.items()} for row in survey("living")]
    text = 'scale: {"1": 0, "2": 1, "3": 2, "4": 3, "5": 4}\n'
    result = write(tmp_path, higher, columns=columns(tmp_path, text))
    assert (found(result), marks(result)) == ([], SOUND)


def test_a_label_of_the_map_says_which_scale_the_others_are_of(tmp_path: Path) -> None:
    result = write(tmp_path, worded(OWN), columns=columns(tmp_path, "scale: {Kurang setuju: 2}\n"))
    assert (found(result), marks(result)) == ([], FOUR)


@pytest.mark.parametrize("cell", ["#N/A", "#DIV/0!", "#NAME?", "#VALUE!", "Err:502", "S"])
def test_a_cell_that_is_no_answer_is_reported(cell: str, tmp_path: Path) -> None:
    rows = survey("living")
    rows[3][LIVING[0]] = cell
    assert found(write(tmp_path, rows)) == [("survey-answer", "error")]


COMPANIONS = {
    "Microsoft Forms": ("{text}", "Points - {text}", "Feedback - {text}"),
    "Microsoft Forms in Indonesian": ("{text}", "Poin - {text}", "Umpan balik - {text}"),
    "Google Forms": ("{text}", "{text} [Score]", "{text} [Feedback]"),
    "the note first": ("{text}", "Catatan: {text}"),
    "why": ("{text}", "Mengapa Anda menjawab demikian? {text}"),
    "XML names": ("{name}", "alasan_{name}", "{name}_note"),
    "LimeSurvey": ("{name}", "{name}[comment]", "Question time: {name}"),
    "numbers": ("P{n}", "P{n} alasan", "Skor P{n}"),
}


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("content", ["", "karena mudah", "4"])
@pytest.mark.parametrize("way", COMPANIONS)
def test_columns_that_go_with_a_statement_are_left_aside(way: str, content: str, first: bool, tmp_path: Path) -> None:
    rows = []
    for row in survey("living"):
        made = {key: value for key, value in row.items() if key not in LIVING}
        for n, name in enumerate(LIVING, 1):
            names = [form.format(text=TEXTS[name], name=name, n=n) for form in COMPANIONS[way]]
            for column in names if first else reversed(names):
                made[column] = row[name] if column == names[0] else content
        rows.append(made)
    result = write(tmp_path, rows)
    assert (found(result), marks(result)) == ([], SOUND)
    assert len(result.tables[0].columns["companions"]) == 9 * (len(COMPANIONS[way]) - 1)


def test_a_second_column_of_words_is_a_note_even_if_its_name_does_not_say_so(tmp_path: Path) -> None:
    rows = [{**row, f"{LIVING[0].upper()}": "bagus sekali"} for row in survey("living")]
    result = write(tmp_path, rows)
    assert (found(result), marks(result)) == ([], SOUND)


def test_two_columns_of_one_statement_are_joined_if_no_row_has_both(tmp_path: Path) -> None:
    rows = []
    for i, row in enumerate(survey("living")):
        group = "desa" if i % 2 else "kota"
        blank = {f"{other}/{name}": "" for other in ("desa", "kota") for name in LIVING}
        rest = {key: value for key, value in row.items() if key not in LIVING}
        rows.append({**rest, **blank, **{f"{group}/{name}": row[name] for name in LIVING}})
    result = write(tmp_path, rows)
    assert (found(result), marks(result)) == ([], SOUND)
    rows[0][f"kota/{LIVING[0]}"] = rows[0][f"desa/{LIVING[0]}"] = 3
    assert found(write(tmp_path, rows)) == [("survey-column-twice", "error")]


def test_numbered_columns_that_are_there_twice_are_one_error_and_the_first_ones_count(tmp_path: Path) -> None:
    names = ["kode", *(f"P{i}" for i in range(1, 10)), *(f"P{i}" for i in range(1, 10))]
    lines = [
        [row["respondent_code"], *(row[n] for n in LIVING), *(4 - row[n] for n in LIVING)] for row in survey("living")
    ]
    path = tmp_path / "living.csv"
    path.write_text("\n".join(",".join(map(str, line)) for line in [names, *lines]), "utf-8")
    result = gathered(str(path))
    assert [kind for kind in ids(result) if "column" in kind] == ["survey-column-twice"]
    assert marks(result) == SOUND


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("impact_mobility_internet", "impact_mobility_internt"),
        ("impact_health_online_registration", "impact_health_online_registraton"),
        ("impact_harmony_spatial_plan", "harmony/impact_harmony_spasial_plan"),
        ("impact_health_remote_care", TEXTS["impact_health_remote_care"].replace("dari jauh", "dari  jarak jauh")),
    ],
)
def test_a_misspelt_column_is_an_error_with_the_statement_that_it_looks_like(
    name: str, wrong: str, tmp_path: Path
) -> None:
    rows = [{wrong if key == name else key: value for key, value in row.items()} for row in survey("living")]
    result = write(tmp_path, rows)
    assert found(result) == [("survey-statement-misspelt", "error")]
    assert result.findings[0].suggestion == name.replace("_", "-")
    assert result.tables[0].dimensions[0][1:] == (8, 9, (name.replace("_", "-"),))


def test_names_that_a_program_has_cut_mean_the_one_statement_that_begins_so(tmp_path: Path) -> None:
    long = {name: TEXTS[name][:56] for name in LIVING}
    assert len(set(long.values())) == 9
    rows = [{long.get(key, key): value for key, value in row.items()} for row in survey("living")]
    result = write(tmp_path, rows)
    assert (found(result), marks(result)) == ([], SOUND)


def test_a_table_in_which_nobody_counts_is_not_passed_over(tmp_path: Path) -> None:
    rows = [{**row, "_validation_status": "Not Approved"} for row in survey("living")]
    assert found(write(tmp_path, rows)) == [("survey-file-empty", "error"), ("survey-row-status", "warning")]


def test_a_statement_without_a_column_is_a_warning_but_a_form_of_one_part_is_whole(tmp_path: Path) -> None:
    rows = [{key: value for key, value in row.items() if key != LIVING[0]} for row in survey("living")]
    assert found(write(tmp_path, rows)) == [("survey-statement-missing", "warning")]
    health = [{k: v for k, v in row.items() if k not in LIVING or "health" in k} for row in survey("living")]
    result = write(tmp_path, health)
    assert found(result) == []
    assert result.tables[0].dimensions[0].missing == ("harmony", "mobility")


@pytest.mark.parametrize("named", ["Harmonisasi Tata Ruang,Kesehatan,Mobilitas", "harmoni,health,mobility"])
@pytest.mark.parametrize("start", [0, 1])
def test_names_of_groups_above_the_numbers_are_read_together(named: str, start: int, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for _ in range(start):
        sheet.append(["Survei dampak 2026"])
    sheet.append(["Kode responden", "Waktu", *(cell for group in named.split(",") for cell in (group, None, None))])
    sheet.append([None, None, *["P1", "P2", "P3"] * 3])
    for row in survey("living"):
        sheet.append([row["respondent_code"], row["start"], *(row[name] for name in LIVING)])
    book.save(tmp_path / "a.xlsx")
    result = gathered(str(tmp_path / "a.xlsx"))
    assert "survey-no-statements" not in ids(result)
    assert (marks(result), result.tables[0].header_row) == (SOUND, start + 2)


def test_answer_and_reason_below_each_statement_are_two_columns(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Kode responden", *(cell for name in LIVING for cell in (TEXTS[name], None))])
    sheet.append([None, *["Jawaban", "Alasan"] * 9])
    for row in survey("living"):
        sheet.append([row["respondent_code"], *(cell for name in LIVING for cell in (row[name], "karena baik"))])
    book.save(tmp_path / "a.xlsx")
    result = gathered(str(tmp_path / "a.xlsx"))
    assert (marks(result), len(result.tables[0].columns["companions"])) == (SOUND, 9)


def test_what_people_got_and_what_they_expect_are_two_columns_of_a_statement(tmp_path: Path) -> None:
    rows = []
    for row in survey("living"):
        got = {f"Kinerja/P{j}": row[name] for j, name in enumerate(LIVING, 1)}
        rows.append({"kode": row["respondent_code"], **got, **{f"Harapan/P{j}": 4 for j in range(1, 10)}})
    result = write(tmp_path, rows)
    assert [kind for kind in ids(result) if "column" in kind] == ["survey-column-twice"]
    assert marks(result) == SOUND


def test_numbers_that_go_on_under_the_groups_are_those_of_the_dimension(tmp_path: Path) -> None:
    groups = ("Harmoni", "Kesehatan", "Mobilitas")
    names = {name: f"{groups[i // 3]}/P{i + 1}" for i, name in enumerate(LIVING)}
    rows = [{names.get(key, key): value for key, value in row.items()} for row in survey("living")]
    assert marks(write(tmp_path, rows)) == SOUND


TIME = datetime(2026, 4, 6, 8, 0, 0, tzinfo=UTC)
FORMS = [
    "2026/04/06 8:00:00 AM GMT+8",
    "Senin, 6 April 2026 pukul 08.00.00 Waktu Indonesia Tengah",
    "Apr 6, 2026 8:00:00\u202fAM",
    "Apr 6, 2026, 8:00:00 AM",
    "Mon Apr 06 2026 08:00:00 GMT+0800 (Central Indonesia Time)",
    "Mon Apr  6 08:00:00 WITA 2026",
    "Mon, 06 Apr 2026 08:00:00 +0800",
    "2026-04-06 08:00:00 +0800",
    "2026-04-06T08:00:00.000+08:00",
    "2026-04-06T00:00:00Z",
    "6 April 2026 08:00 WITA",
    "6/4/2026 8:00:00 Central Indonesian Time",
    "06.04.2026 08.00",
    "Senin/06-04-2026, jam 08.00",
    "2026-04-06 08:00:00 Asia/Makassar",
    "46118.3333333333",
    "08:00 06-04-2026",
    "06apr2026 08:00:00",
]


@pytest.mark.parametrize("text", FORMS)
def test_times_are_read_in_the_forms_of_every_program(text: str) -> None:
    time = time_of(text)
    assert time is not None
    assert time.seconds == TIME.timestamp()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("08.30", 30_600),
        ("8:30 PM", 73_800),
        ("pukul 08.30", 30_600),
        (0.25, 21_600),
        ("08:30:15 WITA", 30_615),
        ("26", None),
    ],
)
def test_a_time_of_day_may_have_a_column_of_its_own(text: str | float, seconds: int | None) -> None:
    clock = clock_of(text)
    assert (clock and clock[0]) == seconds


APRIL = Days(date(2026, 4, 1), date(2026, 4, 30))


@pytest.mark.parametrize(
    ("texts", "days", "first", "doubtful"),
    [
        (["4/1/2026", "4/11/2026"], APRIL, date(2026, 4, 1), False),
        (["1/4/2026", "11/4/2026"], APRIL, date(2026, 4, 1), False),
        (["4/1/2026", "4/2/2026"], Days(date(2025, 5, 1), date(2026, 5, 15)), date(2026, 4, 1), False),
        (["5/4/2026", "5/4/2026"], Days(date(2025, 5, 1), date(2026, 5, 15)), date(2026, 4, 5), True),
        (["1/4/2026", "25/4/2026"], Days(), date(2026, 4, 1), False),
        (["4/1/2026", "4/25/2026"], Days(), date(2026, 4, 1), False),
        (["2026/01/04", "2026/25/04", "2026/13/04"], APRIL, date(2026, 4, 1), False),
        (["2026/04/01", "2026/04/05"], Days(), date(2026, 4, 1), False),
        (["2026/04/01", "2026/13/04", "2026/04/25", "2026/04/26"], APRIL, date(2026, 4, 1), False),
        (["44656", "44657"], APRIL, date(2026, 4, 6), False),
        (["46118", "46119"], APRIL, date(2026, 4, 6), False),
    ],
)
def test_the_days_of_the_survey_decide_how_a_column_is_read(
    texts: list[str], days: Days, first: date, doubtful: bool
) -> None:
    column = TimeColumn()
    for text in texts:
        column.add(time_of(text))
    clock = column.settle(days)
    assert clock.seconds[0] == datetime(first.year, first.month, first.day, tzinfo=UTC).timestamp()
    assert (clock.doubtful, NONE in clock.seconds) == (doubtful, False)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("Start time", "Completion time"),
        ("Waktu mulai", "Waktu penyelesaian"),
        ("startdate", "submitdate"),
        ("StartDate", "EndDate"),
        ("Cap waktu", "Waktu selesai"),
        ("starttime", "endtime"),
    ],
)
def test_times_of_every_program_are_known_by_their_columns(start: str, end: str, tmp_path: Path) -> None:
    rows = [{{"start": start, "end": end}.get(k, k): v for k, v in row.items()} for row in survey("living")]
    assert found(write(tmp_path, rows)) == []
    for row in rows:
        row[end] = row[start]
    assert found(write(tmp_path, rows)) == [("survey-impossible-times", "error")]


def test_a_day_and_a_time_of_day_in_two_columns_are_one_time(tmp_path: Path) -> None:
    rows = []
    for row in survey("living"):
        begin, end = datetime.fromisoformat(row.pop("start")), datetime.fromisoformat(row.pop("end"))
        clocks = {"Jam mulai": f"{begin:%H.%M.%S}", "Jam selesai": f"{end:%H:%M:%S}"}
        rows.append({"Tanggal": f"{begin:%d/%m/%Y}", **clocks, **row})
    result = write(tmp_path, rows)
    assert found(result) == []
    (form,), (other,) = (r.collected.forms for r in (result, write(tmp_path, survey("living"))))
    assert (form.started, form.ended) == (other.started, other.ended)
    for row in rows:
        row["Tanggal"] = "Senin"
    assert ids(write(tmp_path, rows)) == ["survey-time-unreadable"] * 2


def test_times_that_cannot_be_read_say_what_was_not_checked(tmp_path: Path) -> None:
    rows = [{**row, "start": "kemarin"} for row in survey("living")]
    result = write(tmp_path, rows)
    assert ids(result) == ["survey-time-unreadable"]
    assert "not checked" in result.findings[0].kind.message


def test_numbers_that_a_spreadsheet_cut_accuse_nobody(tmp_path: Path) -> None:
    for form in ("63030101010{i:04}0", "6,3E+15", "'63030101010{i:04}0"):
        rows = survey("living")
        for i, row in enumerate(rows):
            row["NIK"] = form.format(i=i // 2)
            del row["respondent_code"]
        assert found(write(tmp_path, rows)) == [("survey-codes-cut", "warning")]
    honest = [{"NIK": f"63030101010{i:05}", **row} for i, row in enumerate(survey("living"))]
    assert found(write(tmp_path, honest)) == []
    honest[9]["NIK"] = honest[8]["NIK"]
    assert found(write(tmp_path, honest)) == [("survey-person-twice", "error")]


def test_codes_that_became_dates_are_asked_about_and_accuse_nobody(tmp_path: Path) -> None:
    rows = survey("living")
    for row, code in zip(rows, ("01-Mar", "01-Mar", "02-Mei", "Mar-45", "2026-03-05"), strict=False):
        row["respondent_code"] = code
    result = write(tmp_path, rows)
    assert found(result) == [("survey-codes-dates", "warning")]
    assert result.findings[0].facts["rows"] == (2, 3, 4, 5, 6)
    for i, row in enumerate(rows):
        row["respondent_code"] = f"MAR-{i:03}"
    assert found(write(tmp_path, rows)) == []


def test_what_programs_leave_at_the_ends_of_a_code_makes_nobody_another_person(tmp_path: Path) -> None:
    rows = survey("living")
    rows[1]["respondent_code"] = rows[0]["respondent_code"] + "_x000D_\u00a0"
    assert found(write(tmp_path, rows)) == [("survey-person-twice", "error")]


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("Dinas Kesehatan Kab. Contoh", "dinkes"),
        ("Dis. Kesehatan", "dinkes"),
        ("DINKES KABUPATEN CONTOH", "dinkes"),
        ("Dinas Kesehatan (Dinkes) Kab Contoh", "dinkes"),
        ("Dis Kominfo", "diskominfo"),
        ("Dinas Komunikasi & Informatika", "diskominfo"),
        ("Badan Perencanaan Pembangunan Daerah", "bappeda"),
        ("Kabupaten Contoh", None),
        ("Pemkab Contoh", None),
        ("Pemerintah Kabupaten Contoh", None),
        ("Dinas", None),
        ("Dinas Kesehatan Kabupaten Sebelah", None),
        ("Dinas Kesehatan Kota Sebelah", None),
        ("Dinas Kesehatan Kota Contoh Baru", None),
        ("Dinas Kesehatan dan Tata Kota Sehat", "dinkes"),
        ("Dinas Kesehatan Provinsi Kalimantan Selatan", None),
        ("Dinas Kesehatan Kabupaten Contoh Provinsi Kalimantan Selatan", "dinkes"),
        ("Dinas Sehat", None),
    ],
)
def test_an_agency_is_known_however_its_name_is_shortened(name: str, agency: str | None) -> None:
    known = find_agency(name, MODEL.agency_list, REGION)
    assert (known.id if known else None) == agency


def test_an_owner_that_the_register_does_not_have_is_named_by_the_lint(tmp_path: Path) -> None:
    rows = [{**row, "agency_health": "Dinas Sehat"} for row in survey("living")]
    result = write(tmp_path, rows)
    assert found(result) == [("survey-agency-unknown", "warning")]
    assert result.findings[0].facts["agency"] == "Dinas Sehat"
    few = [{**row, "agency_health": "Siti, Jalan Melati 4" if i < 4 else ""} for i, row in enumerate(rows)]
    assert [f.facts["agency"] for f in write(tmp_path, few).findings if f.kind.id == "survey-agency-unknown"] == ["…"]
    rows = [{**row, "agency_health": "Dinas Kesehatan Kab. Contoh"} for row in survey("living")]
    assert found(write(tmp_path, rows)) == []
