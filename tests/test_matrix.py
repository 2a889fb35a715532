"""The matrices: each innovation where it belongs, gaps where there is none, and sums that agree."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.innovations.matrix import mission_matrix, sub_dimension_matrix
from banjar_smartcity.model.innovation import Innovation
from banjar_smartcity.model.model import Model
from conftest import BASE, Build, base_text, check, findings

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "kabupaten-contoh"
KLINIK = "data/innovations/klinik-daring.yaml"
MODEL = check(EXAMPLE, date(2026, 5, 15)).model


def test_missions_of_the_example_by_dimension() -> None:
    matrix = mission_matrix(MODEL)
    assert [dimension.id for dimension in matrix.dimensions] == [
        "governance",
        "branding",
        "economy",
        "living",
        "society",
        "environment",
    ]
    assert {row.mission.id: row.cells for row in matrix.rows} == {
        "misi-1": ((), (), ("cabe-rawit",), ("pos-kentang",), ("kerupuk", "kue-lapis", "si-tanggap"), ()),
        "misi-2": ((), ("kopi-susu", "pecel-lele"), ("gado-gado", "si-pare"), (), (), ("tukar-tambah",)),
        "misi-3": ((), (), (), ("onde-onde", "rujak"), (), ("sitanggap", "tukar-tambah")),
        "misi-4": (("dasi-rapi", "jempol", "si-bijak"), (), ("si-pare",), (), (), ()),
    }
    assert (matrix.innovations, matrix.without_mission, matrix.served, matrix.holes) == (16, 0, 18, 14)
    assert matrix.totals == (3, 2, 3, 3, 3, 2)


def test_of_banjar_one_innovation_names_a_mission() -> None:
    matrix = mission_matrix(check(ROOT, date(2023, 5, 30)).model)
    assert [(row.mission.id, cell) for row in matrix.rows for cell in row.cells if cell] == [
        ("misi-2", ("kurma-manis",))
    ]
    assert (matrix.innovations, matrix.without_mission, matrix.holes) == (20, 19, 29)


def test_sub_dimensions_of_the_example_with_their_holes() -> None:
    matrix = sub_dimension_matrix(MODEL)
    holes = [row.sub_dimension.id for part in matrix.dimensions for row in part.rows if not row.innovations]
    assert holes == ["city-appearance", "energy"]
    assert (matrix.innovations, matrix.without_sub_dimension, matrix.sub_dimensions, matrix.holes) == (16, 0, 18, 2)


def test_an_innovation_without_sub_dimension_stands_apart(build: Build) -> None:
    model = check(build({KLINIK: base_text(KLINIK, ("sub_dimension: health", "sub_dimension: null"))})).model
    living = sub_dimension_matrix(model).dimensions[0]
    assert [row.innovations for row in living.rows] == [()]
    assert (living.without, living.total) == (("klinik-daring",), 1)


def test_a_withdrawn_innovation_counts_nowhere_and_is_named(build: Build) -> None:
    model = check(build({KLINIK: base_text(KLINIK, ("status: provisional", "status: withdrawn"))})).model
    missions, parts = mission_matrix(model), sub_dimension_matrix(model)
    assert [row.cells for row in missions.rows] == [((), ("pasar-rakyat",))]
    assert (missions.innovations, parts.innovations) == (1, 1)
    assert missions.withdrawn == parts.withdrawn == ("klinik-daring",)


def test_a_withdrawn_innovation_covers_no_sub_dimension(build: Build) -> None:
    root = build({KLINIK: base_text(KLINIK, ("status: provisional", "status: withdrawn"))})
    assert findings(root) == ["data/dimensions/living/dimension.yaml:4:9: sub-dimension-empty"]


def test_a_withdrawn_innovation_beside_a_standing_one_leaves_no_hole(build: Build) -> None:
    other = base_text(KLINIK, ("klinik-daring", "apotek-keliling"), ("Klinik Daring", "Apotek Keliling"))
    root = build(
        {
            KLINIK: base_text(KLINIK, ("status: provisional", "status: withdrawn")),
            "data/innovations/apotek-keliling.yaml": other,
        }
    )
    assert findings(root) == []


BARE = check(BASE).model
RECORD = BARE.innovations["klinik-daring"]
MISSIONS = [mission.id for mission in MODEL.program.missions] if MODEL.program else []
PLACES = [(d.id, part.id) for d in MODEL.ordered_dimensions for part in d.sub_dimensions]
records = st.lists(
    st.builds(
        lambda place, missions, status, placed: RECORD._replace(
            dimension=place[0],
            sub_dimension=place[1] if placed else None,
            missions=tuple(sorted(missions)),
            status=status,
        ),
        st.sampled_from(PLACES),
        st.sets(st.sampled_from(MISSIONS)),
        st.sampled_from(["provisional", "confirmed", "withdrawn"]),
        st.booleans(),
    ),
    max_size=30,
)


def holding(given_records: list[Innovation]) -> Model:
    return MODEL._replace(
        innovations={f"i-{n}": record._replace(id=f"i-{n}") for n, record in enumerate(given_records)}
    )


@given(records)
def test_the_counts_add_up(given_records: list[Innovation]) -> None:
    model = holding(given_records)
    standing = [record for record in model.innovations.values() if record.status != "withdrawn"]
    missions, parts = mission_matrix(model), sub_dimension_matrix(model)
    assert missions.innovations == parts.innovations == len(standing)
    assert len(missions.withdrawn) == len(given_records) - len(standing)
    assert missions.served == sum(len(record.missions) for record in standing)
    named = Counter(i for row in missions.rows for cell in row.cells for i in cell)
    assert named == Counter({record.id: len(record.missions) for record in standing if record.missions})
    assert missions.without_mission + len(named) == len(standing)
    for i, total in enumerate(missions.totals):
        in_dimension = {name for row in missions.rows for name in row.cells[i]} | {*missions.without[i]}
        assert len(in_dimension) == total == parts.dimensions[i].total
    placed = [i for part in parts.dimensions for row in part.rows for i in row.innovations]
    assert len(placed) == len(set(placed)) == len(standing) - parts.without_sub_dimension


# --- the command


def test_json_of_both_matrices(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["innovations", "matrix", "--root", str(EXAMPLE), "--today", "2026-05-15", "--format", "json"]
    assert main(arguments) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["missions"]["rows"]["misi-3"]["innovations"]["environment"] == ["sitanggap", "tukar-tambah"]
    assert data["missions"]["rows"]["misi-3"]["sources"] == ["rpjmd-2025-2029"]
    assert data["missions"]["cells"] == 18
    assert data["sub_dimensions"]["rows"]["branding"]["city-appearance"] == []
    assert data["sub_dimensions"]["holes"] == 2
    assert main([*arguments, "--by", "sub-dimensions"]) == 0
    assert "missions" not in json.loads(capsys.readouterr().out)


def test_many_missions_are_shown_in_blocks_that_fit(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, build: Build
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    program = base_text("data/program.yaml")
    more = "".join(f"  - id: misi-nomor-{n}\n    text: Misi {n}\n    sources: [berita]\n" for n in range(2, 12))
    program = program.replace("stages:\n", more + "stages:\n", 1)
    root = build({"data/program.yaml": program, KLINIK: base_text(KLINIK, ("missions: [misi-1]", "missions: []"))})
    assert main(["innovations", "matrix", "--root", str(root), "--today", "2023-05-30", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 60
    assert all(f"misi-nomor-{n}" in out for n in range(2, 12))
    assert "2 innovations: 1 with a mission, 1 without." in out
    assert "- Dimensi living: 1 · Klinik Daring" in out


def test_with_errors_in_an_innovation_no_matrix_is_shown(capsys: pytest.CaptureFixture[str], build: Build) -> None:
    root = build({KLINIK: base_text(KLINIK, ("missions: [misi-1]", "missions: [misi-9]"))})
    arguments = ["innovations", "matrix", "--root", str(root), "--today", "2023-05-30", "--lang", "en"]
    assert main(arguments) == 1
    assert "reference-unknown" in capsys.readouterr().out
    assert main([*arguments, "--partial"]) == 0
    out = capsys.readouterr().out
    assert "PARTIAL" in out
    assert "Klinik Daring" not in out


def test_what_is_withdrawn_and_where_there_is_nothing_is_said(capsys: pytest.CaptureFixture[str], build: Build) -> None:
    text = base_text(KLINIK, ("status: provisional", "status: withdrawn"))
    other = base_text("data/innovations/pasar-rakyat.yaml", ("missions: [misi-1]", "missions: []"))
    other = other.replace("sub_dimension: welfare", "sub_dimension: null")
    root = build({KLINIK: text, "data/innovations/pasar-rakyat.yaml": other})
    assert main(["innovations", "matrix", "--root", str(root), "--today", "2023-05-30", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "  - none (---): everywhere" in out
    assert "  - No sub-dimension: 1 · Pasar Rakyat" in out
    assert "Withdrawn, not counted: Klinik Daring" in out


def test_innovations_of_one_name_are_told_apart_by_their_ids(capsys: pytest.CaptureFixture[str], build: Build) -> None:
    twin = base_text(KLINIK, ("id: klinik-daring", "id: klinik-lain"), ("name: Klinik", "name: KLINIK"))
    root = build({"data/innovations/klinik-lain.yaml": twin})
    assert main(["innovations", "matrix", "--root", str(root), "--today", "2023-05-30", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "2 · Klinik Daring (klinik-daring), KLINIK Daring (klinik-lain)\n" in out
    assert "1 · Pasar Rakyat\n" in out
