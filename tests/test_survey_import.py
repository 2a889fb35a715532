"""An import writes aggregates and nothing else, all or nothing, and never over what a person wrote."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise, product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.checking.pipeline import check_workspace
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.privacy.groups import FEWEST
from banjar_smartcity.scoring.score import compute_score
from banjar_smartcity.survey.summary.aggregate import figures, of_kinds, of_marks, suppress
from banjar_smartcity.survey.summary.aggregate import root as square_root
from respondents import EXAMPLE, STAGE, TODAY, Row, items, survey, uniform, write_csv, write_xlsx
from surveys import typed

Call = Callable[..., tuple[int, dict[str, Any]]]
RECORD = f"data/surveys/survei-living-{STAGE}.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The example without its surveys."""
    folder = tmp_path / "region"
    shutil.copytree(EXAMPLE, folder)
    shutil.rmtree(folder / "data" / "surveys")
    return folder


@pytest.fixture
def call(root: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run a command of the survey family; its code and JSON."""

    def do(command: str, *arguments: str) -> tuple[int, dict[str, Any]]:
        shared = ["--root", str(root), "--today", TODAY.isoformat(), "--lang", "en", "--format", "json"]
        code = main(["survey", command, *arguments, *shared])
        out = capsys.readouterr().out
        return code, json.loads(out) if out else {}

    return do


def tree(root: Path) -> dict[str, str]:
    return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(root.rglob("*")) if p.is_file()}


def test_a_sound_survey_becomes_a_record_that_is_sound_and_feeds_the_score(
    call: Call, root: Path, tmp_path: Path
) -> None:
    rows = survey("living")
    code, data = call("import", write_csv(tmp_path / "living.csv", rows))
    assert (code, data["written"], [s["path"] for s in data["surveys"]]) == (0, True, [RECORD])
    checked = check_workspace(root, TODAY)
    assert [f.kind.id for f in checked.findings if f.path == RECORD] == []
    (record,) = checked.model.surveys.values()
    assert (record.respondents, record.imported and record.imported.rows, record.lint and record.lint.errors) == (
        56,
        56,
        0,
    )
    for statement in record.statements:
        marks = [row[statement.item.replace("-", "_")] for row in rows]
        assert statement.mean == pytest.approx(sum(marks) / 56, abs=1e-6)
        assert statement.distribution is not None
        assert all(n is None or n == marks.count(i) >= FEWEST for i, n in enumerate(statement.distribution))
    stage = checked.model.stage(STAGE)
    assert stage is not None
    score = compute_score(checked.model, stage, TODAY, {})
    assert score is not None
    leaf = next(leaf for leaf in score.final.leaves if leaf.item.id == record.statements[0].item)
    assert (leaf.reason.id, leaf.supported) == ("survey", Fraction(str(record.statements[0].mean)))


def test_the_record_holds_nothing_of_a_person_or_of_the_files(call: Call, root: Path, tmp_path: Path) -> None:
    rows = survey("living")
    for i, row in enumerate(rows):
        row["nama"], row["nik"], row["no_hp"] = f"Siti Rahasia {i}", f"63030145019000{i:02}", f"0812345678{i:02}"
        row["programme_health"] = "Delimas 081234567890"
    assert call("import", write_csv(tmp_path / "berkas-rahasia.csv", rows))[0] == 0
    text = (root / RECORD).read_text("utf-8")
    assert not any(word in text for word in ("ahasia", "6303", "0812", "liv-1"))
    assert "personal-data" not in [f.kind.id for f in check_workspace(root, TODAY).findings if f.path == RECORD]


def test_errors_keep_an_import_from_writing_anything(call: Call, root: Path, tmp_path: Path) -> None:
    rows = survey("living")[:49]
    path = write_csv(tmp_path / "living.csv", rows)
    before = tree(root)
    code, data = call("import", path)
    assert (code, data["written"], data["summary"]["errors"]) == (1, False, 1)
    assert tree(root) == before
    assert call("lint", path)[0] == 1
    assert tree(root) == before


def test_with_faults_it_writes_and_the_score_does_not_count_it_as_supported(
    call: Call, root: Path, tmp_path: Path
) -> None:
    rows = survey("living")
    rows[3]["end"] = "2026-03-01 00:00:00"
    assert call("import", write_csv(tmp_path / "living.csv", rows), "--with-faults")[0] == 0
    model = check_workspace(root, TODAY).model
    (record,) = model.surveys.values()
    assert record.lint is not None
    assert record.lint.findings == (("survey-impossible-times", "error", None),)
    stage = model.stage(STAGE)
    assert stage is not None
    score = compute_score(model, stage, TODAY, {})
    assert score is not None
    leaf = next(leaf for leaf in score.final.leaves if leaf.item.id == record.statements[0].item)
    assert (leaf.reason.id, leaf.supported) == ("survey-lint", Fraction(0))


def test_warnings_do_not_hinder(call: Call, tmp_path: Path) -> None:
    rows = survey("living")
    rows[3].update(dict.fromkeys(items("living"), 4))
    code, data = call("import", write_csv(tmp_path / "living.csv", rows))
    assert (code, data["summary"]["warnings"], data["written"]) == (0, 1, True)


def test_what_an_import_wrote_it_replaces_and_what_a_person_changed_it_keeps(
    call: Call, root: Path, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "living.csv", survey("living"))
    assert call("import", path)[0] == 0
    first = (root / RECORD).read_bytes()
    code, data = call("import", path)
    assert (code, data["surveys"][0]["replaced"], (root / RECORD).read_bytes()) == (0, True, first)
    (root / RECORD).write_bytes(first + b"# catatan kantor\n")
    before = tree(root)
    assert call("import", path)[0] == 2
    assert tree(root) == before
    assert call("import", path, "--replace")[0] == 0
    assert (root / RECORD).read_bytes() == first


def test_what_a_person_filled_in_is_carried_over(call: Call, root: Path, tmp_path: Path) -> None:
    rows = [{k: v for k, v in row.items() if not k.startswith(("agency", "users"))} for row in survey("living")]
    path = write_csv(tmp_path / "living.csv", rows)
    assert call("import", path)[0] == 0
    text = (root / RECORD).read_text("utf-8")
    (root / RECORD).write_text(text.replace("agency: null", "agency: dinkes", 1) + "note: Kata kantor\n", "utf-8")
    code, data = call("import", path, "--replace")
    assert (code, data["surveys"][0]["kept"]) == (0, ["note", "programmes.harmony.agency"])
    assert "agency: dinkes" in (root / RECORD).read_text("utf-8")


def test_what_an_import_wrote_is_never_carried_over(call: Call, root: Path, tmp_path: Path) -> None:
    assert call("import", write_csv(tmp_path / "a.csv", survey("living")))[0] == 0
    gone = ("programme_health", "agency_health", "users_health", "start", "end")
    rows = [{k: v for k, v in row.items() if k not in gone} for row in survey("living")]
    for more in ([], ["--replace"]):
        code, data = call("import", write_csv(tmp_path / "b.csv", rows), "--with-faults", *more)
        assert (code, data["surveys"][0]["kept"]) == (0, [])
        (record,) = check_workspace(root, TODAY).model.surveys.values()
        health = next(p for p in record.programmes if p.sub_dimension == "health")
        assert (health.name, health.agency, health.users, record.starts_on) == (None, None, None, None)


def test_a_record_that_a_person_wrote_is_not_replaced_unasked(call: Call, root: Path, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE / "data" / "surveys", root / "data" / "surveys")
    record = root / "data/surveys/survei-living-2026.yaml"
    record.write_text(typed(record.read_text("utf-8")), "utf-8")
    before = tree(root)
    path = write_csv(tmp_path / "living.csv", survey("living"))
    assert call("import", path)[0] == 2
    assert tree(root) == before
    assert call("import", path, "--replace")[1]["surveys"][0]["path"] == "data/surveys/survei-living-2026.yaml"


def test_results_that_the_files_do_not_hold_are_not_lost(call: Call, root: Path, tmp_path: Path) -> None:
    assert call("import", write_csv(tmp_path / "a.csv", survey("living")))[0] == 0
    names = set(items("living")[3:])
    part = [{k: v for k, v in row.items() if k not in names} for row in survey("living")]
    before = tree(root)
    assert call("import", write_csv(tmp_path / "b.csv", part))[0] == 2
    assert tree(root) == before


def test_several_dimensions_are_written_in_one_call_from_tables_and_workbooks(
    call: Call, root: Path, tmp_path: Path
) -> None:
    paths = [write_csv(tmp_path / "a.csv", survey("living")), write_xlsx(tmp_path / "b.xlsx", survey("economy"))]
    code, data = call("import", *paths)
    assert (code, [s["dimension"] for s in data["surveys"]]) == (0, ["economy", "living"])
    assert [f for f in check_workspace(root, TODAY).findings if "surveys" in f.path] == []


def test_only_one_dimension_is_written_where_one_is_asked_for(call: Call, tmp_path: Path) -> None:
    paths = [write_csv(tmp_path / f"{d}.csv", survey(d)) for d in ("living", "economy")]
    assert [s["dimension"] for s in call("import", *paths, "--dimension", "economy")[1]["surveys"]] == ["economy"]


@pytest.mark.parametrize(
    "arguments",
    [["none.csv"], ["--stage", "nowhere"], ["--dimension", "nowhere"], ["--columns", "none.yaml"]],
)
def test_wrong_use_is_said_and_changes_nothing(arguments: list[str], call: Call, root: Path, tmp_path: Path) -> None:
    before = tree(root)
    assert call("import", write_csv(tmp_path / "living.csv", survey("living")), *arguments)[0] == 2
    assert tree(root) == before


def test_a_file_that_cannot_be_read_stops_the_import(call: Call, root: Path, tmp_path: Path) -> None:
    broken = tmp_path / "b.xlsx"
    broken.write_bytes(b"PK\x03\x04rusak")
    before = tree(root)
    assert call("import", write_csv(tmp_path / "living.csv", survey("living")), str(broken))[0] == 1
    assert call("import", str(broken), "--with-faults")[0] == 1
    assert tree(root) == before


def test_people_read_what_was_written(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_csv(tmp_path / "living.csv", survey("living"))
    options = ["--root", str(root), "--today", TODAY.isoformat(), "--lang", "id"]
    assert main(["survey", "import", path, *options]) == 0
    out = capsys.readouterr().out
    assert "Smart Living (kehidupan): 56 responden" in out
    assert "  Harmoni: n 56" in out
    assert f"{RECORD}: ditulis" in out
    rows = survey("living")
    rows[3]["users_health"] = rows[3]["programme_health"] = "x"
    rows[4][items("living")[0]] = "7"
    assert main(["survey", "lint", write_csv(tmp_path / "b.csv", rows), *options]) == 1
    out = capsys.readouterr().out
    assert "error survey-answer: 1 sel kolom" in out
    assert '"impact_harmony_spatial_plan"' in out


def test_what_is_carried_over_and_what_no_register_knows_is_told(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = survey("living")
    for row in rows:
        row["agency_health"] = "Perumda Air"
    path = write_csv(tmp_path / "living.csv", rows)
    options = ["--root", str(root), "--today", TODAY.isoformat(), "--lang", "id", "--replace"]
    assert main(["survey", "import", path, *options]) == 0
    assert "tidak ada di data/agencies.yaml, dibiarkan kosong dalam catatan: Perumda Air" in capsys.readouterr().out
    (root / RECORD).write_text((root / RECORD).read_text("utf-8") + "note: x\n", "utf-8")
    assert main(["survey", "import", path, *options]) == 0
    assert "dipertahankan dari catatan sebelumnya: note" in capsys.readouterr().out
    rows[3]["end"] = "2026-03-01 00:00:00"
    assert main(["survey", "import", write_csv(tmp_path / "living.csv", rows), *options]) == 1
    assert "Tidak ada yang ditulis" in capsys.readouterr().err
    assert main(["survey", "import", str(tmp_path / "living.csv"), *options, "--with-faults"]) == 0
    assert "tidak dihitung sebagai terdukung: 1 kesalahan" in capsys.readouterr().out


counts = st.lists(st.integers(0, 30), min_size=5, max_size=5)


@given(counts)
def test_no_cell_tells_of_fewer_than_five_people_and_none_can_be_had_by_subtracting(cells: list[int]) -> None:
    shown = suppress(cells)
    hidden = shown.count(None)
    assert all(n is None or n == cells[i] >= FEWEST for i, n in enumerate(shown))
    assert hidden == 0 or hidden >= 3


@given(st.lists(st.sampled_from([0, 1, 2, 3, 4, 255]), max_size=80))
def test_figures_are_those_of_the_marks(marks: list[int]) -> None:
    from statistics import stdev

    given_marks = [mark for mark in marks if mark != 255]
    told = of_marks(marks, range(5))
    assert told.respondents == len(given_marks)
    if len(given_marks) < FEWEST:
        assert (told.mean, told.deviation, told.distribution) == (None, None, None)
        return
    assert told.mean == Fraction(sum(given_marks), len(given_marks))
    if told.deviation is None:  # it would have identified single people
        assert told.distribution == (None,) * 5
        return
    assert float(told.deviation) == pytest.approx(stdev(given_marks), abs=0.0501)


def test_a_sub_dimension_counts_people_by_the_mean_of_their_own_answers() -> None:
    told = of_kinds({bytes([4, 4, 4]): 6, bytes([2, 3, 255]): 6, bytes([255] * 3): 1}, range(5))
    assert (told.respondents, told.mean, told.distribution) == (12, Fraction(13, 4), (None, None, None, 6, 6))
    assert figures({}, range(5)).respondents == 0


def test_a_large_survey_is_read_in_bounded_time(call: Call, tmp_path: Path) -> None:
    some: list[Row] = survey("living", 300, answer=uniform(1, 2, 3, 4), times=False)
    lines = write_csv(tmp_path / "a.csv", some)
    text = Path(lines).read_text("utf-8").split("\n")
    body = [line.replace("liv-1-", f"liv-{i}-", 1) for i in range(60) for line in text[1:-1]]
    (tmp_path / "b.csv").write_text("\n".join([text[0], *body]) + "\n", "utf-8")
    code, data = call("lint", str(tmp_path / "b.csv"))
    assert code == 1
    assert {f["id"] for f in data["findings"]} == {"survey-identical-rows", "survey-more-than-users"}


def test_what_is_told_of_a_statement_does_not_fix_how_many_few_people_gave_a_mark() -> None:
    """Every distribution that agrees with what is shown is counted: a cell of 1 to 4 people may be another."""
    random = Random(7)
    given_away = 0
    for _ in range(12):
        counts = Counter(random.choices(range(5), [1, 2, 4, 12, 14], k=16))
        told = of_marks([mark for mark, count in counts.items() for _ in range(count)], range(5))
        assert told.distribution is not None
        possible = [
            found
            for found in product(range(17), repeat=4)
            if (last := 16 - sum(found)) >= 0
            and sum(i * c for i, c in enumerate(found)) + 4 * last == sum(m * c for m, c in counts.items())
            and all(cell in (None, c) for cell, c in zip(told.distribution, (*found, last), strict=True))
            and (told.deviation is None or spread((*found, last)) == told.deviation)
        ]
        small = [i for i in range(5) if 0 < counts[i] < 5]
        given_away += any(len({(*found, 16 - sum(found))[i] for found in possible}) == 1 for i in small)
    assert given_away == 0


def spread(counts: tuple[int, ...]) -> Fraction:
    n, total = sum(counts), sum(i * c for i, c in enumerate(counts))
    squares = sum(i * i * c for i, c in enumerate(counts))
    return square_root((Fraction(squares) - Fraction(total * total, n)) / (n - 1), 1)


def test_what_single_people_write_as_the_programme_is_told_of_nobody(root: Path, tmp_path: Path, call: Call) -> None:
    rows = survey("living")
    for number, row in enumerate(rows):
        row["programme_health"] = f"Siti Aminah {number} Jalan Mawar" if number % 2 else "POS KENTANG"
    call("import", write_csv(tmp_path / "living.csv", rows), "--with-faults")
    text = (root / RECORD).read_text("utf-8")
    assert ("Siti" in text, "POS KENTANG" in text) == (False, True)


def test_only_findings_about_a_column_name_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "living.csv"
    statements = "impact-health-health-record,impact-health-remote-care,impact-health-online-registration"
    table.write_text(f"{statements}\n" + "3,2,9\n1,4,2\n", "utf-8")
    options = ["--root", str(EXAMPLE), "--today", "2026-05-15", "--lang", "en"]
    assert main(["survey", "lint", str(table), *options]) == 1
    lines = capsys.readouterr().out.splitlines()
    named = {
        line.split(":")[3].split()[-1]: following.strip()
        for line, following in pairwise(lines)
        if line.startswith(f"{table}:") and line.count(":") > 3
    }
    assert named["survey-answer"] == 'Column C "impact-health-online-registration".'
    assert not named["survey-too-few"].startswith("Column")
    assert main(["survey", "lint", str(table), *options, "--format", "json"]) == 1
    found = {one["id"]: one["column_name"] for one in json.loads(capsys.readouterr().out)["findings"]}
    assert found["survey-too-few"] is None
    assert found["survey-answer"] == 'C "impact-health-online-registration"'
