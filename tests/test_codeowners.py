"""CODEOWNERS: every file of the data has the reviewers who are responsible for it; the last matching line wins."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathspec import PathSpec

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.render.host.codeowners import pattern
from conftest import Build, base_text

PROGRAM = "data/program.yaml"
KLINIK = "data/innovations/klinik-daring.yaml"
EVIDENCE = "data/evidence/sk-forum.yaml"
PASAR = "data/innovations/pasar-rakyat.yaml"
WHOLE = """reviewers:
  - working_group: null
    accounts: ["@contoh/sekretariat"]
  - working_group: pokja-living
    accounts: ["@contoh/living", "@dokter"]
  - working_group: pokja-economy
    accounts: ["@contoh/economy"]
"""
LIVING = ["@contoh/living", "@dokter"]


def written(reviewers: str) -> dict[str, str | bytes | None]:
    return {PROGRAM: base_text(PROGRAM) + reviewers}


def told(capsys: pytest.CaptureFixture[str], root: Path, *more: str | Path, code: int = 0) -> str:
    capsys.readouterr()
    assert main(["codeowners", "--root", str(root), "--lang", "en", *map(str, more)]) == code
    captured = capsys.readouterr()
    return captured.out + captured.err


def owners(text: str, path: str) -> list[str]:
    """Whom the hosts ask: the last line that fits."""
    found: list[str] = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            place, *accounts = re.split(r"(?<!\\) ", line)
            if PathSpec.from_lines("gitignore", [place]).match_file(path):
                found = accounts
    return found


def test_each_file_has_the_reviewers_of_those_who_answer_for_it(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    text = told(capsys, build(written(WHOLE)))
    assert owners(text, "data/dimensions/living/answers/2023-tahap-1.yaml") == LIVING
    assert owners(text, "data/dimensions/economy/dimension.yaml") == ["@contoh/economy"]
    assert owners(text, KLINIK) == LIVING
    assert owners(text, PASAR) == ["@contoh/economy"]
    for path in (
        PROGRAM,
        "data/agencies.yaml",
        "data/crosscutting/answers/2023-tahap-1.yaml",
        "data/innovations/x.yaml",
    ):
        assert owners(text, path) == ["@contoh/sekretariat"], path
    assert owners(text, ".github/workflows/review.yml") == ["@contoh/sekretariat"]
    assert owners(text, "docs/CODEOWNERS") == ["@contoh/sekretariat"]
    assert owners(text, "src/x.py") == []


def test_a_document_belongs_to_all_who_name_it(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    lone = base_text(EVIDENCE, ("id: sk-forum", "id: sk-lain"), ("data/evidence/files/sk-forum.txt", "null"))
    texts = {
        **written(WHOLE),
        "data/evidence/sk-lain.yaml": re.sub(
            "address: null\nsha256: .*", "address: contoh.go.id/sk\nsha256: null", lone
        ),
    }
    text = told(capsys, build(texts))
    everybody = ["@contoh/sekretariat", *LIVING, "@contoh/economy"]
    assert owners(text, EVIDENCE) == everybody
    assert owners(text, "data/evidence/files/sk-forum.txt") == everybody
    assert owners(text, "data/evidence/sk-lain.yaml") == ["@contoh/sekretariat"]


def test_a_record_that_names_the_programme_as_its_document_does_not_bring_it_into_other_hands(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = {
        **written(WHOLE),
        EVIDENCE: base_text(EVIDENCE, ("data/evidence/files/sk-forum.txt", PROGRAM), ("sha256: ", "sha256: null # ")),
    }
    assert f"{EVIDENCE}:9:7: error evidence-file-misplaced" in told(capsys, build(texts), code=1)


def test_who_has_no_reviewer_is_named(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    some = WHOLE.partition("  - working_group: pokja-economy")[0]
    text = told(capsys, build(written(some)))
    assert "\n# No reviewer is named for pokja-economy; the secretariat reviews.\n" in text
    assert owners(text, PASAR) == ["@contoh/sekretariat"]


def test_without_a_secretariat_nobody_is_asked_and_the_file_says_so(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    text = told(
        capsys, build(written(WHOLE.replace('  - working_group: null\n    accounts: ["@contoh/sekretariat"]\n', "")))
    )
    assert "\n# No reviewer is named for null; nobody is asked to review.\n" in text
    assert owners(text, PROGRAM) == []


def test_a_folder_of_one_owner_is_one_line(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    texts = {**written(WHOLE), PASAR: None}
    assert "\n/data/innovations/ @contoh/living @dokter\n" in told(capsys, build(texts))


def test_data_deeper_in_a_repository_have_paths_from_its_top(
    tmp_path: Path, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    top = tmp_path / "repo"
    root = top / "daerah #1 [uji]"
    top.mkdir()
    build(written(WHOLE)).rename(root)
    subprocess.run(["git", "init", "-q"], cwd=top, check=True)
    text = told(capsys, root)
    assert "\n/daerah\\ ?1\\ ?uji?/data/ @contoh/sekretariat\n" in text
    assert owners(text, f"{root.name}/{KLINIK}") == LIVING
    assert ".github" not in text


@given(st.text(st.characters(exclude_characters="/\0"), min_size=1).filter(lambda name: name not in (".", "..")))
def test_a_pattern_is_one_field_of_one_line_and_fits_its_path(name: str) -> None:
    place = pattern(f"data/{name}/a.yaml")
    assert re.fullmatch(r"/data/([^\s#\[\]*\\]|\\ )+/a\.yaml", place)
    if name.isprintable():
        assert PathSpec.from_lines("gitignore", [place]).match_file(f"data/{name}/a.yaml")


def test_it_is_written_checked_and_written_over(
    tmp_path: Path, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root, target = build(written(WHOLE)), tmp_path / ".github" / "CODEOWNERS"
    assert "run `smartcity codeowners" in told(capsys, root, "--check", "--output", target, code=1)
    assert told(capsys, root, "--output", target) == ""
    assert target.read_text("utf-8") == told(capsys, root)
    assert told(capsys, root, "--check", "--output", target) == ""
    (root / PROGRAM).write_text(base_text(PROGRAM) + WHOLE.replace("@dokter", "@bidan"), "utf-8")
    told(capsys, root, "--check", "--output", target, code=1)
    told(capsys, root, "--output", target)
    assert "@bidan" in target.read_text("utf-8")


def test_a_file_written_by_hand_is_kept(tmp_path: Path, build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "CODEOWNERS"
    target.write_text("* @saya\n", "utf-8")
    assert "not written by this command" in told(capsys, build(written(WHOLE)), "--output", target, code=2)
    assert target.read_text("utf-8") == "* @saya\n"


def test_without_reviewers_it_says_what_to_add(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Add the key `reviewers`" in told(capsys, build(), code=2)


def test_a_check_needs_a_file(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    assert "--output" in told(capsys, build(written(WHOLE)), "--check", code=2)


def test_data_with_errors_give_no_file(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build({**written(WHOLE), KLINIK: base_text(KLINIK, ("dimension: living", "dimension: livin"))})
    assert "reference-unknown" in told(capsys, root, code=1)


def test_an_agency_with_accounts_reviews_its_own_evidence_and_innovations_too(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    agencies = "data/agencies.yaml"
    with_accounts = ("name: Dinas Kesehatan", 'name: Dinas Kesehatan\n    accounts: ["@contoh/dinkes"]')
    root = build(written(WHOLE))
    before = told(capsys, root)
    (root / agencies).write_text(base_text(agencies, with_accounts), "utf-8")
    text = told(capsys, root)
    assert text.startswith(before)
    assert owners(text, KLINIK) == [*LIVING, "@contoh/dinkes"]
    assert owners(text, PASAR) == ["@contoh/economy"]
    for path in (EVIDENCE, "data/evidence/files/sk-forum.txt"):
        assert owners(text, path) == [*owners(before, path), "@contoh/dinkes"]
    (root / PROGRAM).write_text(base_text(PROGRAM), "utf-8")
    assert owners(told(capsys, root), KLINIK) == ["@contoh/dinkes"]
