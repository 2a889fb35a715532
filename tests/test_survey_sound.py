"""Whatever an import writes, the tool itself accepts: a record never has a finding of severity error."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from banjar_smartcity.checking.pipeline import check_workspace
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.diagnostics import Severity
from conftest import seeds
from respondents import EXAMPLE, TODAY, Row, gathered, items, parts, survey, write_csv

RECORD = "data/surveys/survei-living-2026-tahap-1.yaml"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example without its surveys."""
    folder = tmp_path_factory.mktemp("sound") / "region"
    shutil.copytree(EXAMPLE, folder)
    shutil.rmtree(folder / "data" / "surveys")
    return folder


def damaged(seed: int) -> list[Row]:
    """A survey with all that can be wrong with one, by chance."""
    rng = random.Random(seed)
    rows = survey("living", rng.choice([2, 6, 30, 60]), seed, times=rng.random() < 0.8)
    for _ in range(rng.randrange(0, 2 * len(rows))):
        row, other = rng.choice(rows), rng.choice(rows)
        part = rng.choice(parts("living"))
        name = rng.choice(items("living"))
        what = rng.randrange(9)
        if what == 0:
            row["respondent_code"] = other["respondent_code"]
        elif what == 1:
            row[name] = rng.choice(["", "7", "x", "0", "4 - Sangat setuju"])
        elif what == 2:
            row.update(dict.fromkeys(items(part.replace("_", "-")), rng.choice(["", "0", "4"])))
        elif what == 3:
            row[f"user_{part}"] = "tidak"
        elif what == 4:
            row[f"programme_{part}"] = rng.choice(
                ["", "Lain: {x} #'", "MPP", "081234567890", "yes", "\u202e\x07a", "- b"]
            )
        elif what == 5:
            row[f"users_{part}"] = rng.choice(["", "-3", "2", "99999999999", "dua"])
        elif what == 6:
            row[f"agency_{part}"] = rng.choice(["", "Entah", "Dinkes"])
        elif what == 7:
            row["consent"] = "tidak"
        elif "end" in row:
            row["end"] = rng.choice(["2026-03-01 00:00:00", "2031-01-01 00:00:00", "besok"])
    if rng.random() < 0.5:
        rows += [dict(rng.choice(rows)) for _ in range(rng.randrange(1, 8))]
    return rows


@pytest.mark.parametrize("seed", seeds(5))
def test_a_record_that_an_import_writes_is_never_refused(seed: int, root: Path, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "living.csv", damaged(seed))
    options = ["--root", str(root), "--today", TODAY.isoformat(), "--with-faults", "--replace"]
    columns = tmp_path / "kolom.yaml"
    columns.write_text("starts_on: 2026-04-20\n" if seed % 2 else "ends_on: 2026-04-02\n", encoding="utf-8")
    main(["survey", "import", path, *options, *(["--columns", str(columns)] if seed % 3 == 0 else [])])
    errors = [f for f in check_workspace(root, TODAY).findings if f.kind.severity is Severity.ERROR]
    assert [(f.kind.id, f.position, f.facts) for f in errors] == []


def test_a_person_counts_once_in_the_record_and_in_the_lint(root: Path, tmp_path: Path) -> None:
    rows = survey("living", 60)
    rows.append({**rows[7], **dict.fromkeys(items("living"), 0)})
    path = write_csv(tmp_path / "living.csv", rows)
    (root / RECORD).unlink(missing_ok=True)  # another test's, too near to this one to be replaced
    main(["survey", "import", path, "--root", str(root), "--today", TODAY.isoformat(), "--with-faults", "--replace"])
    model = check_workspace(root, TODAY).model
    (record,) = (s for s in model.surveys.values() if s.at.path == RECORD)
    assert record.respondents == 60
    assert {s.respondents for s in record.statements} == {60}
    assert {p.respondents for p in record.sub_dimensions} == {p.respondents for p in record.programmes} == {60}
    name = items("living")[0]
    assert record.statements[0].mean == pytest.approx(sum(row[name] for row in rows[:60]) / 60, abs=1e-6)
    for row in rows:
        row["users_health"] = "50"
    result = gathered(write_csv(tmp_path / "b.csv", rows))
    (users,) = (f for f in result.findings if f.kind.id == "survey-more-than-users")
    assert users.facts["count"] == 60
