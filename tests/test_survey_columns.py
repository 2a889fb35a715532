"""Columns are known by ids, by the statements' texts, by the names people use, and by the map."""

from __future__ import annotations

from pathlib import Path

import pytest

from banjar_smartcity.survey.columns.names import role_of
from respondents import STATEMENTS, Row, found, gathered, ids, items, parts, survey, write_csv

LIVING = items("living")


def renamed(rows: list[Row], names: dict[str, str]) -> list[Row]:
    """The rows with other names of columns."""
    return [{names.get(key, key): value for key, value in row.items()} for row in rows]


def texts(language: str) -> dict[str, str]:
    return {
        item.id.replace("-", "_"): (item.question.id if language == "id" else item.question.en or "")
        for item in STATEMENTS.items
    }


WAYS = {
    "ids with hyphens": {name: name.replace("_", "-") for name in LIVING},
    "capital letters": {name: name.upper() for name in LIVING},
    "groups of KoboToolbox": {name: f"living/{name}" for name in LIVING},
    "groups of ODK": {name: f"living-health-{name}" for name in LIVING},
    "ids without their aspect": {name: name.removeprefix("impact_") for name in LIVING},
    "texts": texts("id"),
    "English texts": texts("en"),
    "numbered texts": {name: f"{i}. {text}" for i, (name, text) in enumerate(texts("id").items(), 1)},
    "a grid of Google Forms": {name: f"Penilaian [{text.upper()}]" for name, text in texts("id").items()},
    "numbers within the dimension": {name: f"living_q{i}" for i, name in enumerate(LIVING, 1)},
    "numbers alone": {name: f"P{i}" for i, name in enumerate(LIVING, 1)},
    "statement numbers": {name: f"Pernyataan {i}" for i, name in enumerate(LIVING, 1)},
}


@pytest.mark.parametrize("way", WAYS)
def test_statements_are_known_by(way: str, tmp_path: Path) -> None:
    result = gathered(write_csv(tmp_path / "living.csv", renamed(survey("living"), WAYS[way])))
    assert found(result) == []
    assert result.collected.forms[0].items == STATEMENTS.items_of("living")


def test_columns_that_are_only_numbered_need_to_know_their_dimension(tmp_path: Path) -> None:
    rows = renamed(survey("living"), WAYS["numbers alone"])
    assert ids(gathered(write_csv(tmp_path / "data.csv", rows))) == ["survey-statements-numbered"]
    assert ids(gathered(str(tmp_path / "data.csv"), dimension="living")) == []


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("no_hp", "phone"),
        ("nomor_telepon_anda", "phone"),
        ("nik", "nik"),
        ("kode_responden", "code"),
        ("nama_lengkap", "name"),
        ("timestamp", "started"),
        ("waktu_mulai", "started"),
        ("jam_mulai_pengisian", "started"),
        ("jam_akhir_pengisian", "ended"),
        ("selesai_wawancara", "ended"),
        ("akhir_tahun", None),
        ("opd", "agency"),
        ("jumlah_pengguna", "users"),
        ("apakah_anda_pengguna_program_ini", "user"),
        ("pekerjaan", "occupation"),
        ("no", "number"),
        ("deviceid", "account"),
        ("phonenumber", None),
        ("saran", None),
    ],
)
def test_other_columns_are_known_by_the_names_people_use(name: str, role: str | None) -> None:
    assert role_of(name) == role


def test_columns_of_a_sub_dimension_may_carry_its_indonesian_name(tmp_path: Path) -> None:
    other = {"programme_health": "Nama program kesehatan", "users_health": "kesehatan/jumlah pengguna"}
    rows = renamed(survey("living"), other)
    assert found(gathered(write_csv(tmp_path / "living.csv", rows))) == []
    for row in rows:
        row["kesehatan/jumlah pengguna"] = 30
    assert found(gathered(write_csv(tmp_path / "living.csv", rows))) == [("survey-more-than-users", "error")]


def test_one_column_may_serve_all_sub_dimensions(tmp_path: Path) -> None:
    rows = [{k: v for k, v in row.items() if "programme" not in k} | {"Program": "MPP"} for row in survey("living")]
    result = gathered(write_csv(tmp_path / "living.csv", rows))
    assert found(result) == [("survey-one-programme", "error")]


def test_two_columns_of_one_statement_are_a_finding(tmp_path: Path) -> None:
    rows = [{**row, LIVING[0].upper(): 3} for row in survey("living")]
    assert found(gathered(write_csv(tmp_path / "living.csv", rows))) == [("survey-column-twice", "error")]


MAP = """
stage: 2026-tahap-1
starts_on: 2026-04-01
ends_on: 2026-04-30
scale: {Bagus sekali: 4, Buruk sekali: 1}
columns:
  respondent: [Peserta]
  user: {health: Pakai Delimas}
statements:
  impact-health-online-registration: Tanya A
programmes:
  health: {name: Delimas, agency: Dinkes, users: 900, agency_took_part: true}
"""


def test_a_map_names_what_the_columns_do_not(tmp_path: Path) -> None:
    names = {
        "respondent_code": "Peserta",
        "impact_health_online_registration": "Tanya A",
        "user_health": "Pakai Delimas",
    }
    rows = renamed(survey("living"), names)
    for row in rows:
        row["Tanya A"] = {4: "bagus sekali", 1: "Buruk sekali"}.get(row["Tanya A"], row["Tanya A"])
        for column in ("programme_health", "agency_health"):
            row[column] = ""
    columns = tmp_path / "kolom.yaml"
    columns.write_text(MAP, encoding="utf-8")
    path = write_csv(tmp_path / "living.csv", rows)
    assert found(gathered(path, columns=str(columns))) == []
    columns.write_text(MAP.replace("users: 900", "users: 30"), encoding="utf-8")
    (finding,) = gathered(path, columns=str(columns)).findings
    assert (finding.kind.id, finding.path, finding.position) == ("survey-more-than-users", str(columns), (12, 50))


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("Peserta", "Nomor", ["survey-column-missing"]),
        ("Tanya A", "Tanya B", ["survey-column-missing"]),
        ("2026-tahap-1", "2031-tahap-9", ["survey-map"]),
        ("  health: {name", "  healt: {name", ["survey-map"]),
        ("impact-health-online-registration:", "impact-health-online:", ["survey-map"]),
        ("scale:", "skala:", ["schema-unknown-key"]),
        ("users: 900", "users: banyak", ["schema-type"]),
        ("columns:", "columns: [", ["yaml-syntax"]),
    ],
)
def test_a_map_that_names_what_is_not_there_is_a_finding(old: str, new: str, wanted: list[str], tmp_path: Path) -> None:
    names = {"impact_health_online_registration": "Tanya A", "user_health": "Pakai Delimas"}
    columns = tmp_path / "kolom.yaml"
    columns.write_text(MAP.replace(old, new, 1), encoding="utf-8")
    path = write_csv(tmp_path / "living.csv", renamed(survey("living"), {**names, "respondent_code": "Peserta"}))
    result = gathered(path, columns=str(columns))
    assert set(wanted) <= set(ids(result))
    assert any(f.path == str(columns) and f.position[0] > 1 for f in result.findings if f.kind.id in wanted)


def test_a_map_tells_the_dimension_and_sheet_of_a_file(tmp_path: Path) -> None:
    columns = tmp_path / "kolom.yaml"
    columns.write_text('files:\n  - {file: "LAPORAN*.csv", dimension: living}\n', encoding="utf-8")
    path = write_csv(tmp_path / "laporan-3.csv", renamed(survey("living"), WAYS["numbers alone"]))
    assert found(gathered(path, columns=str(columns))) == []


def test_three_files_of_numbered_statements_are_known_by_their_names(tmp_path: Path) -> None:
    rows, paths = survey("living"), []
    for j, part in enumerate(parts("living")):
        numbers = {name: f"q{i}" for i, name in enumerate(LIVING[3 * j : 3 * j + 3], 1)}
        kept = ["respondent_code", f"programme_{part}", f"agency_{part}", *numbers]
        rows_of_part = renamed([{name: row[name] for name in kept} for row in rows], numbers)
        paths.append(write_csv(tmp_path / f"survei-{part}.csv", rows_of_part))
    assert found(gathered(*paths)) == []


@pytest.mark.parametrize("mark", ["/", "-", "."])
def test_columns_may_carry_the_group_of_their_form(mark: str, tmp_path: Path) -> None:
    parts = {sub: sub for sub in ("harmony", "health", "mobility")}
    names = {
        column: f"{part}{mark}{column}"
        for column in survey("living")[0]
        for part in parts
        if column.endswith(f"_{part}") or column.startswith(f"impact_{part}_")
    }
    assert names
    assert found(gathered(write_csv(tmp_path / "living.csv", renamed(survey("living"), names)))) == []


def test_a_column_may_name_the_sub_dimension_of_numbered_statements(tmp_path: Path) -> None:
    rows = []
    for row in survey("living"):
        for j, part in enumerate(parts("living")):
            marks = {f"q{i}": row[name] for i, name in enumerate(LIVING[3 * j : 3 * j + 3], 1)}
            told = {"id_responden": row["respondent_code"], "Sub dimensi": part, "program": f"Program {part}"}
            rows.append({**told, "opd": "Dinkes", **marks})
    result = gathered(write_csv(tmp_path / "data.csv", rows))
    assert found(result) == []
    items = sorted(item for form in result.collected.forms for item in form.items)
    assert items == sorted(STATEMENTS.items_of("living"))
    rows[4]["q2"] = 9
    (finding,) = gathered(write_csv(tmp_path / "data.csv", rows)).findings
    assert finding.facts["rows"] == (6,)
