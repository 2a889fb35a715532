"""Respondents' rows that got into the repository are refused wherever they lie; other tables are not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from banjar_smartcity.check import check_workspace
from respondents import EXAMPLE, STATEMENTS, TODAY, csv_bytes, items, survey, write_xlsx


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "region"
    shutil.copytree(EXAMPLE, folder)
    return folder


def refused(root: Path) -> list[tuple[str, str]]:
    """New errors of a workspace."""
    known = {(f.path, f.kind.id) for f in check_workspace(EXAMPLE, TODAY).findings}
    return sorted({(f.path, f.kind.id) for f in check_workspace(root, TODAY).findings} - known)


ROWS = survey("living", 5)
TEXTS = ";".join(f'"{item.question.id}"' for item in STATEMENTS.items[:3])
TABLES = {
    "responden.csv": csv_bytes(ROWS),
    "responden.tsv": csv_bytes(ROWS, delimiter="\t", encoding="utf-16"),
    "responden.csv.txt": csv_bytes(ROWS, delimiter=";", encoding="cp1252"),
    "teks.csv": TEXTS.encode(),
    "odk.json": json.dumps([{"start": "x", f"living/{items('living')[0]}": 3, items("living")[1]: 2}]).encode(),
    "satu.csv": f"meta/instanceID,living/{items('living')[0]}\n".encode(),
}


@pytest.mark.parametrize("place", ["data/surveys", "data/evidence/files", "arsip/2026", "."])
@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_answers_is_refused(name: str, place: str, root: Path) -> None:
    (root / place).mkdir(parents=True, exist_ok=True)
    (root / place / name).write_bytes(TABLES[name])
    path = name if place == "." else f"{place}/{name}"
    assert refused(root) == [(path, "survey-rows")]


def test_a_workbook_of_answers_is_refused(root: Path) -> None:
    write_xlsx(root / "data" / "responden.xlsx", ROWS)
    assert refused(root) == [("data/responden.xlsx", "survey-rows")]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("data/anggaran.csv", b"kegiatan,pagu\nSurvei warga,1250000\n"),
        ("data/butir.csv", f"butir,rata-rata\n{items('living')[0]},3\n".encode()),
        ("data/rusak.xlsx", b"PK\x03\x04rusak"),
        ("data/kosong.csv", b""),
        ("build/responden.csv", csv_bytes(ROWS)),
        (".rahasia/responden.csv", csv_bytes(ROWS)),
        ("catatan.json", b'{"a": 1}'),
    ],
)
def test_other_tables_pass(path: str, content: bytes, root: Path) -> None:
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_bytes(content)
    assert refused(root) == []


def test_personal_data_in_a_table_below_data_is_found(root: Path) -> None:
    (root / "data" / "peserta.csv").write_text("nama,nik\nA,6303014501900001\n", "utf-8")
    assert refused(root) == [("data/peserta.csv", "personal-data")]


def test_links_are_not_followed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "luar.csv").write_bytes(csv_bytes(ROWS))
    (root / "luar.csv").symlink_to(tmp_path / "luar.csv")
    (root / "data" / "keliling").symlink_to(root)
    assert refused(root) == [("data/keliling", "file-misplaced")]
