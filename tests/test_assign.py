"""Assign: a person writes down who answers what; the file keeps its comments, order and line ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from banjar_smartcity.cli.boundary import main
from conftest import Build, base_text, findings
from test_crosswalks import ALSO, workspace

FILE = "data/assignments.yaml"
KEPT = """# Hasil rapat 2 Mei
assignments:
  # pokja Living
  - stage: 2023-tahap-1   # tahap ini
    dimension: living
    agency: dinkes        # sejak rapat
    due: 2023-06-01
  # pokja Economy
  - {stage: 2023-tahap-1, dimension: economy, agency: dinkes}
"""


def assign(capsys: pytest.CaptureFixture[str], root: Path, *words: str, code: int = 0, day: str = "2023-05-30") -> str:
    capsys.readouterr()
    assert main(["assign", "--root", str(root), "--today", day, "--lang", "en", *words]) == code
    captured = capsys.readouterr()
    return captured.out + captured.err


def text(root: Path) -> str:
    return (root / FILE).read_bytes().decode()


def test_the_first_assignment_makes_the_file_and_the_second_adds_a_line(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = build()
    assert "2 items for Dinkes" in assign(capsys, root, "--sub-dimension", "health", "dinkes")
    assign(capsys, root, "outcome-economy-poverty", "dkumpp", "--due", "2023-06-10")
    assert text(root) == (
        "# yaml-language-server: $schema=../schemas/assignments.schema.json\n"
        "assignments:\n"
        "  - stage: 2023-tahap-1\n"
        "    sub_dimension: health\n"
        "    agency: dinkes\n"
        "    decided_on: 2023-05-30\n"
        "  - stage: 2023-tahap-1\n"
        "    item: outcome-economy-poverty\n"
        "    agency: dkumpp\n"
        "    due: 2023-06-10\n"
        "    decided_on: 2023-05-30\n"
    )
    assert findings(root) == []


def test_a_line_is_changed_in_its_place_and_comments_stay(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build({FILE: KEPT})
    assign(capsys, root, "--dimension", "living", "dkumpp", "--due", "2023-06-02")
    changed = KEPT.replace(
        "agency: dinkes        # sejak rapat\n", "agency: dkumpp        # sejak rapat\n    decided_on: 2023-05-30\n"
    )
    assert text(root) == changed.replace("2023-06-01", "2023-06-02")


def test_line_ends_of_windows_stay(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build({FILE: KEPT.replace("\n", "\r\n")})
    assign(capsys, root, "--aspect", "baseline", "dkumpp")
    assert text(root).count("\r\n") == text(root).count("\n") == KEPT.count("\n") + 4


def test_what_is_assigned_so_already_changes_no_byte(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build({FILE: KEPT})
    assert "nothing was changed" in assign(capsys, root, "--dimension", "economy", "dinkes")
    assert text(root) == KEPT


def test_a_preview_writes_nothing(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build()
    assert "2 items for Dinkes" in assign(
        capsys, root, "--dimension", "living", "--aspect", "impact", "dinkes", "--preview"
    )
    assert not (root / FILE).exists()


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        (
            ("--dimension", "living", "dinkes"),
            "  - stage: 2023-tahap-1   # tahap ini\n    dimension: living\n    agency: dinkes        # sejak rapat\n"
            "    due: 2023-06-01\n",
        ),
        (("--dimension", "economy", "dinkes"), "  - {stage: 2023-tahap-1, dimension: economy, agency: dinkes}\n"),
    ],
)
def test_taking_back_removes_the_line_and_no_comment_around_it(
    build: Build, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], gone: str
) -> None:
    root = build({FILE: KEPT})
    assign(capsys, root, *words, "--remove")
    assert text(root) == KEPT.replace(gone, "")


@pytest.mark.parametrize(
    "before",
    [
        "assignments:\n  - {stage: 2023-tahap-1, dimension: economy, agency: dinkes}\n",
        "assignments: [{stage: 2023-tahap-1, dimension: economy, agency: dinkes}]\n",
        "assignments:\n- stage: 2023-tahap-1\n  dimension: economy\n  agency: dinkes",
    ],
)
def test_the_last_line_leaves_an_empty_list_that_can_be_filled_again(
    build: Build, capsys: pytest.CaptureFixture[str], before: str
) -> None:
    root = build({FILE: before})
    assign(capsys, root, "--dimension", "economy", "dinkes", "--remove")
    assert text(root).rstrip("\n") == "assignments: []"
    assert findings(root) == []
    assign(capsys, root, "--aspect", "baseline", "dkumpp")
    assert text(root).startswith("assignments:\n  - stage: 2023-tahap-1\n    aspect: baseline\n")
    assert findings(root) == []


@pytest.mark.parametrize("place", range(3))
def test_a_line_of_a_list_in_brackets_is_taken_out(
    build: Build, capsys: pytest.CaptureFixture[str], place: int
) -> None:
    lines = [f"{{stage: 2023-tahap-1, aspect: {a}, agency: dinkes}}" for a in ("baseline", "outcome", "impact")]
    root = build({FILE: f"assignments: [{', '.join(lines)}]\n"})
    assign(capsys, root, "--aspect", ("baseline", "outcome", "impact")[place], "dinkes", "--remove")
    del lines[place]
    assert text(root) == f"assignments: [{', '.join(lines)}]\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("dinkes",), "name what is assigned and to whom"),
        (("outcome-living-roads", "dinkes", "--aspect", "outcome"), "name what is assigned and to whom"),
        (("outcome-living-road", "dinkes"), 'did you mean "outcome-living-roads"'),
        (("--aspect", "outcom", "dinkes"), 'did you mean "outcome"'),
        (("--dimension", "economy", "--sub-dimension", "health", "dinkes"), "no item of the stage"),
        (("outcome-living-roads", "dinke"), "did you mean dinkes"),
        (("outcome-living-roads", "dinkes", "--due", "2023-06-15"), "after the last day"),
        (("outcome-living-roads", "dinkes", "--stage", "2024-tahap-1"), "unknown stage"),
        (("outcome-living-roads", "dinkes", "--remove"), "no line assigns"),
        (("--dimension", "living", "dkumpp", "--remove"), "is assigned to dinkes, not to dkumpp"),
    ],
)
def test_what_cannot_be_assigned_is_refused_and_nothing_is_written(
    build: Build, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str
) -> None:
    root = build({FILE: KEPT})
    assert says in assign(capsys, root, *words, code=2)
    assert text(root) == KEPT


def test_an_agency_that_is_gone_is_refused_with_its_successor(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    agencies = "data/agencies.yaml"
    root = build(
        {agencies: base_text(agencies, ("name: null", "name: null\n    until: 2023-05\n    replaced_by: dinkes"))}
    )
    assert "name dinkes, its successor" in assign(capsys, root, "--dimension", "economy", "dkumpp", code=2)


def test_a_register_with_errors_is_not_written_over(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build({FILE: "assignments: {}\n"})
    assert "has errors" in assign(capsys, root, "--dimension", "economy", "dkumpp", code=2)
    assert text(root) == "assignments: {}\n"


def test_an_item_leads_to_its_instrument(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = workspace(build)
    assert "jalan: 1 item for DKUMPP" in assign(capsys, root, "jalan", "dkumpp")
    assert "stage: layanan-tahap-1\n    item: jalan\n" in text(root)
    assert findings(root) == []
    assert "no longer" in assign(capsys, root, "jalan", "dkumpp", "--remove")
    assert "jalan" not in text(root)


def test_items_of_two_instruments_and_items_of_none_are_refused(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = workspace(build)
    said = assign(capsys, root, "jalan", "outcome-living-roads", "dinkes", code=2)
    assert "jalan (layanan-2026), outcome-living-roads (mini-2023)" in said
    assert 'belongs to "jaln"; did you mean "jalan"?' in assign(capsys, root, "jalan", "jaln", "dinkes", code=2)
    said = assign(capsys, root, "jalan", "dinkes", "--instrument", "mini-2023", code=2)
    assert 'no item of the stage 2023-tahap-1 belongs to "jalan"' in said
    assert not (root / FILE).exists()


def test_an_aspect_or_a_group_leads_to_its_instrument(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = workspace(build)
    assert "luas: 1 item for DKUMPP" in assign(capsys, root, "--aspect", "luas", "dkumpp")
    assert "stage: layanan-tahap-1\n    aspect: luas\n" in text(root)
    assert findings(root) == []
    assert "no longer" in assign(capsys, root, "--aspect", "luas", "dkumpp", "--remove")
    assert "outcome: " in assign(capsys, root, "--aspect", "outcome", "dkumpp")
    assert "stage: 2023-tahap-1\n    aspect: outcome\n" in text(root)
    unknown = assign(capsys, root, "--aspect", "luass", "dkumpp", "--stage", "layanan-tahap-1", code=2)
    assert 'did you mean "luas"?' in unknown


def test_a_part_of_several_later_instruments_is_refused_naming_them(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = workspace(build)
    program, instrument = root / "data/program.yaml", root / "data/instruments/layanan-2026.yaml"
    later = instrument.read_text("utf-8").replace("layanan-2026", "layanan-2027")
    (root / "data/instruments/layanan-2027.yaml").write_text(later, "utf-8")
    line = "  - {instrument: layanan-2026, variant: daerah, stage: layanan-tahap-1}\n"
    stage = "  - id: layanan-tahap-1\n    instrument: layanan-2026\n"
    data = program.read_text("utf-8")
    stages = data[data.index(stage) : data.index(stage) + len(ALSO.partition("stages:\n")[2])]
    data = data.replace(line, line + line.replace("layanan-2026", "layanan-2027").replace("layanan-t", "nanti-t"))
    data = data.replace(stages, stages + stages.replace("layanan-2026", "layanan-2027").replace("layanan-t", "nanti-t"))
    program.write_text(data, "utf-8")
    said = assign(capsys, root, "--aspect", "luas", "dkumpp", code=2)
    assert "luas belongs to layanan-2026, layanan-2027; name one with --instrument" in said
    assert not (root / FILE).exists()
    assign(capsys, root, "--aspect", "luas", "dkumpp", "--instrument", "layanan-2027")
    assert "stage: nanti-tahap-1\n    aspect: luas\n" in text(root)
