"""New stage: every sheet with every item, what is carried over marked, and no file overwritten."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from banjar_smartcity.diagnostics import Severity
from banjar_smartcity.model.model import Model
from banjar_smartcity.source.document import parse
from conftest import EXAMPLE, ROOT, Build, base_text, check, run_command

FROM, TO = "2026-tahap-1", "2027-tahap-1"
LATER = ("--today", "2026-12-20", "--lang", "id")
PROGRAM = "data/program.yaml"
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def region(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "daerah"))


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def run(root: Path, *arguments: str) -> tuple[int, str, str]:
        return run_command(capsys, *arguments, "--root", root, *LATER)

    return run


def start(call: Call, root: Path, *options: str, source: str = FROM, stage: str = TO) -> tuple[int, str, str]:
    return call(root, "new", "stage", stage, "--from", source, *options)


def everything(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def sheets(root: Path, stage: str) -> dict[str, Any]:
    """The data of the sheets of a stage by path."""
    found = {}
    for path in sorted(root.glob(f"data/**/answers/{stage}.yaml")):
        document, faults = parse(path.name, path.read_bytes())
        assert document is not None
        assert faults == []
        found[path.relative_to(root).as_posix()] = document.data
    return found


def answers(root: Path, stage: str) -> Iterator[dict[str, Any]]:
    return (answer for sheet in sheets(root, stage).values() for answer in sheet["answers"])


def test_every_sheet_has_every_item_in_the_order_of_the_form_with_its_question_above(region: Path, call: Call) -> None:
    code, out, _ = start(call, region, "--starts", "2027-06-01", "--ends", "2027-06-03")
    model: Model = check(region).model
    assert code == 0
    assert "57 dibawa." in out
    written = sheets(region, TO)
    dimensions = {sheet["dimension"] for sheet in written.values()}
    assert dimensions == {None, *(d.id for d in model.ordered_dimensions)}
    for path, sheet in written.items():
        items = [i for i in model.items if i.kind != "survey" and i.dimension == sheet["dimension"]]
        assert [answer["item"] for answer in sheet["answers"]] == [item.id for item in items]
        lines = (region / path).read_text("utf-8").splitlines()
        for item in items:
            place = lines.index(f"  - item: {item.id}")
            above = lines[lines.index("", place - 4) + 1 if place > 8 else 5 : place]
            assert any(item.question.id in line for line in above), item.id
            assert all(any(w.text.id in line for line in above) for w in item.evidence), item.id
        surveyed = [i for i in model.items if i.kind == "survey" and i.dimension == sheet["dimension"]]
        assert all(any(line.startswith(f"# - {item.id}: ") for line in lines) for item in surveyed)


def test_the_programme_lists_the_stage_and_keeps_every_other_byte(region: Path, call: Call) -> None:
    before = (region / PROGRAM).read_text("utf-8")
    start(call, region, "--starts", "2027-06-01", "--ends", "2027-06-03")
    after = (region / PROGRAM).read_text("utf-8")
    added = (
        "  - id: 2027-tahap-1\n    name:\n      id: Evaluasi tahap I tahun 2027\n"
        "      en: First stage of the 2027 evaluation\n    year: 2027\n    starts_on: 2027-06-01\n"
        "    ends_on: 2027-06-03\n    place: null\n    mode: null\n    sources: []\n"
    )
    assert added in after
    assert after.replace(added, "") == before


def test_the_region_s_own_programme_can_list_a_stage(tmp_path: Path, call: Call) -> None:
    root = tmp_path / "banjar"
    shutil.copytree(ROOT / "data", root / "data")
    before = (root / PROGRAM).read_text("utf-8").splitlines()
    assert start(call, root, source="2023-tahap-1")[0] == 0
    after = (root / PROGRAM).read_text("utf-8").splitlines()
    added = after.index("  - id: 2027-tahap-1")
    assert after[:added] + after[added + 10 :] == before
    assert before[added : added + 2] == ["", "meetings:"]
    assert check(root).errors == 0


def test_no_other_file_changes_and_no_error_appears(region: Path, call: Call) -> None:
    before = everything(region)
    start(call, region)
    after = everything(region)
    assert {path for path in before if before[path] != after[path]} == {PROGRAM}
    assert {path for path in after if path not in before} == set(sheets(region, TO))
    assert check(region).errors == 0


def test_what_is_carried_over_is_marked_as_it_was_said(region: Path, call: Call) -> None:
    start(call, region)
    former = {answer["item"]: answer for answer in answers(region, FROM)}
    for answer in answers(region, TO):
        assert answer["carried"] == FROM
        same = former[answer["item"]]
        for key in ("fact", "statistic", "level", "sources", "responsible", "answered_on", "note"):
            assert answer.get(key) == same.get(key), answer["item"]


def test_proof_that_has_expired_is_listed_and_not_carried_over(region: Path, call: Call) -> None:
    _, out, _ = start(call, region)
    gone = "nota-kesepahaman-bank-umpama"
    assert f"  {gone} (output-budget-outside-funding), berlaku sampai 31 Maret 2026" in out.splitlines()
    used = {use["evidence"] for answer in answers(region, TO) for use in answer["evidence"]}
    before = {use["evidence"] for answer in answers(region, FROM) for use in answer["evidence"]}
    assert before - used == {gone}


def test_facts_only_leaves_the_levels_to_be_judged(region: Path, call: Call) -> None:
    start(call, region, "--carry", "facts")
    found = list(answers(region, TO))
    assert {answer["level"] for answer in found} == {None}
    assert all(answer["fact"] and answer["carried"] == FROM for answer in found)


def test_nothing_carried_over_gives_empty_answers(region: Path, call: Call) -> None:
    start(call, region, "--carry", "none")
    for answer in answers(region, TO):
        assert answer == {
            "item": answer["item"],
            "fact": None,
            "level": None,
            "sources": [],
            "evidence": [],
            "responsible": None,
            "answered_on": None,
        }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("new", "stage", FROM, "--from", FROM), "tahap 2026-tahap-1 sudah ada"),
        (("new", "stage", TO, "--from", "2025-tahap-1"), "tidak dikenal"),
        (("new", "stage", "2027 tahap", "--from", FROM), "bukan id yang sah"),
        (("new", "stage", TO, "--from", FROM, "--starts", "2027-02-30"), "bukan tanggal yang sah"),
        (("new", "stage", TO, "--from", FROM, "--starts", "2027-06-03", "--ends", "2027-06-01"), "sebelum"),
        (("new", "stage", TO, "--from", FROM, "--instrument", "kominfo-2099"), "tidak dikenal"),
        (("new", "stage", TO, "--from", FROM, "--name", "6303051203850001"), "data pribadi"),
        (("new", "stage", TO, "--from", FROM, "--name", " "), "kosong"),
        (("new", "stage", TO, "--from", FROM, "--name", "a" * 4001), "akan salah; tidak ada yang ditulis"),
    ],
)
def test_a_wrong_use_writes_nothing(region: Path, call: Call, arguments: tuple[str, ...], said: str) -> None:
    before = everything(region)
    code, _, error = call(region, *arguments)
    assert code == 2
    assert said in error
    assert everything(region) == before


def test_a_sheet_that_exists_is_never_overwritten_and_nothing_else_is_written(region: Path, call: Call) -> None:
    mine = region / f"data/dimensions/living/answers/{TO}.yaml"
    mine.write_text("stage: 2027-tahap-1\ndimension: living\nanswers: []\n", "utf-8")
    before = everything(region)
    code, _, error = start(call, region)
    assert (code, f"answers/{TO}.yaml" in error) == (2, True)
    assert everything(region) == before


def test_an_error_in_a_sheet_of_the_earlier_stage_prevents_it(region: Path, call: Call) -> None:
    path = region / f"data/dimensions/living/answers/{FROM}.yaml"
    path.write_text(path.read_text("utf-8").replace("level: 3", "level: tiga", 1), "utf-8")
    before = everything(region)
    code, _, error = start(call, region)
    assert (code, f"answers/{FROM}.yaml" in error) == (2, True)
    assert everything(region) == before


REST = "name: A, year: 2023, starts_on: null, ends_on: null, place: null, mode: null, sources: []"
LISTS = {
    "flow": "stages: [{id: a, " + REST + "}]",
    "deep": "stages:\n    -   id: a\n        "
    + REST.replace(", ", "\n        ")
    + "  # belum ada\n        # masih tentang a",
    "flush": "stages:\n- {id: a, " + REST + "}",
    "far": "stages:\n  - {id: a, " + REST + "}\nreviewers:\n  - working_group: null\n    # jauh di bawah\n"
    "    accounts: ['@sekretariat']\n    # dan di sini",
}


@pytest.mark.parametrize("layout", LISTS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_list_of_stages_may_have_any_layout(build: Build, call: Call, layout: str, newline: str) -> None:
    first, _, rest = base_text(PROGRAM, ("stage: 2023-tahap-1", "stage: a")).partition("stages:")
    text = first + LISTS[layout] + "\n# setelah daftar\nmeetings:" + rest.partition("meetings:")[2]
    sheet = base_text("data/dimensions/living/answers/2023-tahap-1.yaml", ("2023-tahap-1", "a"))
    root = build(
        {
            PROGRAM: text.replace("\n", newline).encode(),
            "data/dimensions/living/answers/2023-tahap-1.yaml": None,
            "data/crosscutting/answers/2023-tahap-1.yaml": None,
            "data/dimensions/living/answers/a.yaml": sheet,
        }
    )
    assert start(call, root, source="a", stage="b")[0] == 0
    content = (root / PROGRAM).read_bytes().decode()
    assert content.count("\n") == content.count(newline)
    found = check(root).model.program
    assert found is not None
    assert [stage.id for stage in found.stages] == ["a", "b"]
    unix = content.replace("\r\n", "\n")
    assert "# setelah daftar\nmeetings:" in unix
    kept = iter(unix.splitlines())  # every line is there, in its order
    assert all(line in kept for line in text.splitlines() if layout != "flow" or not line.startswith("stages:"))


def test_an_answer_outside_the_variant_stays_in_the_earlier_sheet_and_is_listed(build: Build, call: Call) -> None:
    extra = "  - item: collaboration-living-programme\n    fact: Program bersama\n    level: 2\n    sources: [berita]\n"
    extra += '    evidence: [{evidence: sk-forum, pages: "3"}]\n    responsible: null\n    answered_on: null\n'
    path = "data/dimensions/living/answers/2023-tahap-1.yaml"
    root = build({path: base_text(path) + extra})
    code, out, _ = start(call, root, source="2023-tahap-1")
    assert code == 0
    assert "collaboration-living-programme: butir itu tidak dihitung dalam varian" in out
    assert path in out
    text = (root / f"data/dimensions/living/answers/{TO}.yaml").read_text("utf-8")
    assert "# - collaboration-living-programme: " in text
    assert "  - item: collaboration-living-programme" not in text


def test_a_stage_may_be_named_by_its_year_alone(region: Path, call: Call) -> None:
    code, _, err = start(call, region, stage="2027")
    assert (code, err) == (0, "")
    assert {sheet["stage"] for sheet in sheets(region, "2027").values()} == {"2027"}
    assert not [finding for finding in check(region).findings if finding.kind.severity is Severity.ERROR]
