"""Assessors' tables: what is certain is taken in completely; one cell that is not keeps all of it out."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from banjar_smartcity.exchange.assessors.headings import MarkHeading, heading_of
from conftest import Build, findings, run_command

FILE = "data/assessments/2023-tahap-1.yaml"
ROADS, PLAN = "outcome-living-roads", "baseline-planning-masterplan"
LONG: Sequence[Sequence[object]] = [
    ["Hasil penilaian tahap I"],
    [],
    ["No", "Butir", "Asesor", "Nilai mandiri", "Nilai", "Catatan", "Keputusan", "Diterima", "Batas sanggah"],
    [1, "Jalan mantap", "Asesor 1", 4, "2,5", "Lampiran tidak ada.", "Perlu perbaikan", "13/6/2023 14.00 WITA", None],
    [2, ROADS, 2, 4, 3, "-", "Diterima", None, None],
    [3, PLAN, 1, 4, None, "Nomor SK?", None, None, "14 Juni 2023 pukul 14:00 WIB"],
    [4, PLAN, 2, 4, None, None, None, None, None],
]
TAKEN = """\
assessments:
  - item: outcome-living-roads
    marks:
      - assessor: 1
        level: 2.5
        remark: "Lampiran tidak ada."
        verdict: revise
        received_at: "2023-06-13T14:00+08:00"
        reply_by: null
        reply: null
        replied_at: null
      - assessor: 2
        level: 3
        remark: null
        verdict: accepted
"""


def table(folder: Path, rows: Sequence[Sequence[object]], name: str = "nilai.xlsx") -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Nilai"
    for row in rows:
        sheet.append(list(row))
    path = folder / name
    book.save(path)
    return path


Take = Callable[..., tuple[int, str]]


@pytest.fixture
def take(capsys: pytest.CaptureFixture[str]) -> Take:
    def run(root: Path, path: Path, *words: str) -> tuple[int, str]:
        code, out, err = run_command(capsys, "assessments", "in", path, "--root", root, "--lang", "en", *words)
        return code, out + err

    return run


def test_a_table_in_words_becomes_marks_and_a_second_time_nothing(build: Build, take: Take, tmp_path: Path) -> None:
    root, path = build(), table(tmp_path, LONG)
    assert take(root, path)[0] == 0
    written = (root / FILE).read_text("utf-8")
    assert TAKEN in written
    assert 'reply_by: "2023-06-14T14:00+07:00"' in written
    assert findings(root) == []
    code, said = take(root, path)
    assert (code, "Nothing changed." in said) == (0, True)
    assert (root / FILE).read_text("utf-8") == written


def test_comments_stay_and_an_empty_cell_deletes_nothing(build: Build, take: Take, tmp_path: Path) -> None:
    root = build()
    take(root, table(tmp_path, LONG))
    kept = (root / FILE).read_text("utf-8").replace("        level: 2.5\n", "        level: 2.5  # dari salindia\n")
    (root / FILE).write_text(kept, "utf-8")
    news: Sequence[Sequence[object]] = [["Item", "Assessor 1", "Assessor 3"], [ROADS, 3.25, 4]]
    code, said = take(root, table(tmp_path, news))
    assert (code, f"{ROADS}, assessor 1: level changed" in said) == (0, True)
    after = (root / FILE).read_text("utf-8")
    assert "level: 3.25  # dari salindia\n" in after
    assert 'remark: "Lampiran tidak ada."' in after
    assert after.count("assessor:") == 4


def test_a_dry_run_writes_nothing(build: Build, take: Take, tmp_path: Path) -> None:
    root = build()
    code, said = take(root, table(tmp_path, LONG), "--dry-run")
    assert (code, "3 marks would be written" in said) == (0, True)
    assert not (root / FILE).exists()


@pytest.mark.parametrize(
    ("row", "cell", "kind"),
    [
        (["jalan-raya", 1, 3, None, None, None], "A2", "assessed-item"),
        ([ROADS, 1, "2,5 (cukup)", None, None, None], "C2", "assessed-mark"),
        ([ROADS, 1, 5, None, None, None], "C2", "assessed-mark"),
        ([ROADS, "Budi Santoso", 3, None, None, None], "B2", "assessed-cell"),
        ([ROADS, None, 3, None, None, None], "C2", "assessed-cell"),
        ([ROADS, 1, 3, None, "nanti", None], "E2", "assessed-cell"),
        ([ROADS, 1, 3, None, None, "13/6/2023 14.00"], "F2", "assessed-cell"),
        ([ROADS, 1, 3, "Hubungi 0812-3456-7890", None, None], "D2", "assessed-personal-data"),
    ],
)
def test_a_cell_that_is_not_certain_is_named_and_nothing_is_written(
    build: Build, take: Take, tmp_path: Path, row: list[object], cell: str, kind: str
) -> None:
    root = build()
    head = ["Butir", "Asesor", "Nilai", "Catatan", "Keputusan", "Diterima"]
    path = table(tmp_path, [head, row, [PLAN, 1, 2, None, None, None]])
    code, said = take(root, path)
    assert (code, f"Nilai!{cell}: " in said, kind in said) == (1, True, True)
    assert "Budi" not in said
    assert "0812" not in said
    assert not (root / FILE).exists()


@pytest.mark.parametrize(
    ("heading", "what"),
    [
        ("Jawab sebelum", "reply_by"),
        ("Ditanggapi paling lambat", "reply_by"),
        ("Selambat-lambatnya", "reply_by"),
        ("Reply by", "reply_by"),
        ("Masa sanggah", "reply_by"),
        ("Jawaban sanggah", "reply"),
        ("Nilai setelah sanggah", "level"),
        ("Hasil sanggah", "verdict"),
        ("Tanggal jawaban", "replied_at"),
        ("Nilai sebelumnya", "level"),
    ],
)
def test_a_heading_is_understood_by_its_words(heading: str, what: str) -> None:
    assert heading_of(heading) == MarkHeading(what)


def test_two_marks_of_one_assessor_are_asked_about_and_two_remarks_both_kept(
    build: Build, take: Take, tmp_path: Path
) -> None:
    root = build()
    marks: Sequence[Sequence[object]] = [["Butir", "Nilai awal", "Nilai akhir"], [ROADS, 2, 3]]
    code, said = take(root, table(tmp_path, marks), "--assessor", "1")
    assert (code, "Nilai!C2" in said, "another column says 2" in said) == (1, True, True)
    assert not (root / FILE).exists()
    texts: Sequence[Sequence[object]] = [
        ["Butir", "Nilai", "Catatan", "Rekomendasi"],
        [ROADS, 2, "Lampiran tidak ada.", "Unggah lampirannya."],
    ]
    assert take(root, table(tmp_path, texts), "--assessor", "1")[0] == 0
    assert "remark: Lampiran tidak ada. Unggah lampirannya." in (root / FILE).read_text("utf-8").replace('"', "")


def test_an_assessor_twice_is_named_with_both_cells(build: Build, take: Take, tmp_path: Path) -> None:
    root = build()
    rows: Sequence[Sequence[object]] = [
        ["Item", "Assessor", "Mark"],
        [ROADS, 1, 3],
        [PLAN, 1, 2],
        ["Jalan mantap", 1, 3],
    ]
    code, said = take(root, table(tmp_path, rows))
    assert code == 1
    assert f"Nilai!C4: assessor 1 already has a mark for {ROADS}, in Nilai!C2" in said
    assert not (root / FILE).exists()


def test_assessors_may_be_above_the_columns(build: Build, take: Take, tmp_path: Path) -> None:
    root = build()
    rows = [["Indikator", "Asesor 1", None, "Asesor 2", None], [None, "Nilai", "Catatan", "Nilai", "Catatan"]]
    code, said = take(root, table(tmp_path, [*rows, [ROADS, 3, "Bagus", 2, None]]))
    assert code == 0, said
    written = (root / FILE).read_text("utf-8")
    assert ("assessor: 1\n        level: 3\n        remark: Bagus" in written, "assessor: 2" in written) == (True, True)


def test_a_csv_with_semicolons_says_the_same(build: Build, take: Take, tmp_path: Path) -> None:
    root, path = build(), tmp_path / "nilai.csv"
    path.write_text(f"Butir;Nilai;Catatan\n{ROADS};2,5;Lampiran tidak ada.\n", "utf-8")
    code, said = take(root, path)
    assert (code, "C2" in said or "B2" in said) == (1, True)
    words = ("--assessor", "3", "--received", "13/6/2023 14.00", "--zone", "wita")
    assert take(root, path, *words)[0] == 0
    written = (root / FILE).read_text("utf-8")
    assert "assessor: 3\n        level: 2.5" in written
    assert "2023-06-13T14:00+08:00" in written


def test_a_file_without_the_columns_or_with_another_format_is_refused(build: Build, take: Take, tmp_path: Path) -> None:
    root = build()
    assert "assessed-table" in take(root, table(tmp_path, [["A", "B"], [1, 2]]))[1]
    path = tmp_path / "nilai.xlsx"
    path.write_bytes(b"%PDF-1.4 bukan tabel")
    assert take(root, path)[0] == 1
    assert not (root / FILE).exists()


def test_a_record_with_errors_is_not_written_over(build: Build, take: Take, tmp_path: Path) -> None:
    root = build({FILE: "stage: 2023-tahap-1\nassessments:\n  - item: outcome-living-roads\n    marks: []\n"})
    before = (root / FILE).read_bytes()
    code, said = take(root, table(tmp_path, LONG))
    assert (code, "has errors" in said, (root / FILE).read_bytes()) == (2, True, before)


def test_the_same_marks_in_two_branches_merge(build: Build, take: Take, tmp_path: Path) -> None:
    from banjar_smartcity.merge.texts import Merged, merge_texts

    root = build()
    take(root, table(tmp_path, LONG))
    base = (root / FILE).read_bytes()
    copies = []
    for number, name in ((3, "a"), (4, "b")):
        other = tmp_path / name
        shutil.copytree(root, other)
        take(other, table(tmp_path, [["Item", f"Assessor {number}"], [ROADS, number - 1]]))
        copies.append((other / FILE).read_bytes())
    merged = merge_texts(base, copies[0], copies[1])
    assert isinstance(merged, Merged)
    assert [merged.content.count(f"assessor: {n}\n".encode()) for n in (1, 2, 3, 4)] == [2, 1, 1, 1]
