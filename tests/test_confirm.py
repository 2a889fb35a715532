"""Confirm: answers that a person has checked count; nothing else of a sheet changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Build, check, run_command
from test_carried import LATER, PROGRAM, SECOND, SHEET, TWO, answer, counts, program, score
from test_crosswalks import ANSWER, workspace
from test_crosswalks import SHEET as OTHER

ROADS = "outcome-living-roads"
MARKED = ("answered_on: 2023-05-20", "answered_on: 2023-05-20  # lama\n    carried: 2023-tahap-1  # dari tahap I")
Run = pytest.CaptureFixture[str]


def confirm(capsys: Run, root: Path, *arguments: str, today: str = "2023-10-01") -> tuple[int, str, str]:
    options = ("--root", root, "--stage", TWO, "--today", today, "--lang", "en")
    return run_command(capsys, "confirm", *arguments, *options)


def test_a_confirmed_answer_counts_and_every_other_byte_stays(build: Build, capsys: Run) -> None:
    text = answer(TWO, MARKED)
    root = build({PROGRAM: program(SECOND), SHEET.format(TWO): text})
    assert not counts(root)
    code, out, _ = confirm(capsys, root, ROADS)
    assert (code, out.splitlines()[-1]) == (0, "1 answer confirmed.")
    expected = text.replace("2023-05-20", "2023-10-01").replace("carried:", "confirmed_from:")
    assert (root / SHEET.format(TWO)).read_text("utf-8") == expected
    assert counts(root)
    assert check(root, LATER).errors == 0


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_line_ends_stay(build: Build, capsys: Run, newline: bytes) -> None:
    content = answer(TWO, MARKED).encode().replace(b"\n", newline)
    root = build({PROGRAM: program(SECOND), SHEET.format(TWO): content})
    confirm(capsys, root, ROADS)
    expected = content.replace(b"2023-05-20", b"2023-10-01").replace(b"carried:", b"confirmed_from:")
    assert (root / SHEET.format(TWO)).read_bytes() == expected


def test_an_answer_in_brackets_is_confirmed_too(build: Build, capsys: Run) -> None:
    line = (
        f"stage: {TWO}\ndimension: living\nanswers: [{{item: {ROADS}, fact: Jalan mantap 70 persen, level: 3, sources: "
        '[berita], evidence: [{evidence: sk-forum, pages: "2"}], responsible: dinkes, answered_on: , '
        '"carried": 2023-tahap-1}]\n'
    )
    root = build({PROGRAM: program(SECOND), SHEET.format(TWO): line})
    assert confirm(capsys, root, ROADS)[0] == 0
    expected = line.replace('"carried"', "confirmed_from").replace("answered_on: ,", "answered_on: 2023-10-01,")
    assert (root / SHEET.format(TWO)).read_text("utf-8") in (
        expected,
        expected.replace(": 2023-10-01", ":  2023-10-01"),
    )
    assert counts(root)


BELOW = "\n    confirmed_from: 2023-tahap-1"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("answered_on: 2023-05-20", f"answered_on: 2023-10-01{BELOW}"),
        ("answered_on: 2023-05-20  # lama", f"answered_on: 2023-10-01  # lama{BELOW}"),
        ("answered_on:\n    carried:", f"answered_on: 2023-10-01{BELOW}\n    carried:"),
        ("answered_on: null\n    carried: null", f"answered_on: 2023-10-01{BELOW}\n    carried: null"),
        ("confirmed_from: 2022-x\n    answered_on: null", f"{BELOW[5:]}\n    answered_on: 2023-10-01"),
    ],
)
def test_a_copy_without_a_mark_gets_the_day_and_says_where_it_is_from(
    build: Build, capsys: Run, before: str, after: str
) -> None:
    root = build({PROGRAM: program(SECOND), SHEET.format(TWO): answer(TWO, ("answered_on: 2023-05-20", before))})
    assert confirm(capsys, root, "--dimension", "living")[0] == 0
    assert (root / SHEET.format(TWO)).read_text("utf-8") == answer(TWO, ("answered_on: 2023-05-20", after))
    assert counts(root)
    assert score(root, TWO).final.confirmed == 1


def test_a_copy_in_brackets_gets_them_too(build: Build, capsys: Run) -> None:
    line = (
        f"stage: {TWO}\ndimension: living\nanswers: [{{item: {ROADS}, fact: Jalan mantap 70 persen, level: 3, sources: "
        '[berita], evidence: [{evidence: sk-forum, pages: "2"}], answered_on: , responsible: dinkes}]\n'
    )
    root = build({PROGRAM: program(SECOND), SHEET.format(TWO): line})
    assert confirm(capsys, root, ROADS)[0] == 0
    text = (root / SHEET.format(TWO)).read_text("utf-8")
    assert " ".join(text.split()) == " ".join(
        line.replace("answered_on: ,", "answered_on: 2023-10-01, confirmed_from: 2023-tahap-1,").split()
    )
    assert counts(root)


@pytest.mark.parametrize(
    ("arguments", "confirmed"),
    [
        (("--agency", "dinkes"), 1),
        (("--agency", "dkumpp"), 0),
        (("--dimension", "crosscutting"), 1),
        (("--dimension", "economy"), 0),
        (("--dimension", "crosscutting", "--agency", "dinkes"), 0),
        ((ROADS, "baseline-planning-masterplan"), 2),
    ],
)
def test_only_what_is_named_is_confirmed(build: Build, capsys: Run, arguments: tuple[str, ...], confirmed: int) -> None:
    path = f"data/crosscutting/answers/{TWO}.yaml"
    secretariat = (Path(__file__).parent / "cases/base/data/crosscutting/answers/2023-tahap-1.yaml").read_text("utf-8")
    sheets = {SHEET.format(TWO): answer(TWO, MARKED), path: secretariat.replace("2023-tahap-1", TWO)}
    root = build({PROGRAM: program(SECOND), **sheets})
    before = score(root, TWO).final
    assert (before.answered, before.carried) == (0, 2)
    assert confirm(capsys, root, *arguments)[0] == 0
    after = score(root, TWO).final
    assert (after.answered, after.carried) == (confirmed, 2 - confirmed)


def test_a_dry_run_writes_nothing(build: Build, capsys: Run) -> None:
    root = build({PROGRAM: program(SECOND), SHEET.format(TWO): answer(TWO, MARKED)})
    code, out, _ = confirm(capsys, root, ROADS, "--dry-run")
    assert (code, out.splitlines()[-1]) == (0, "1 answer would be confirmed. Nothing was written.")
    assert (root / SHEET.format(TWO)).read_text("utf-8") == answer(TWO, MARKED)


@pytest.mark.parametrize(
    ("arguments", "today", "said"),
    [
        ((), "2023-10-01", "name the items to confirm"),
        (("outcome-living-road",), "2023-10-01", 'did you mean "outcome-living-roads"?'),
        ((ROADS,), "2023-11-17", "ended on"),
        ((ROADS,), "2023-06-14", "lasts until"),
    ],
)
def test_what_would_not_count_is_not_confirmed(
    build: Build, capsys: Run, arguments: tuple[str, ...], today: str, said: str
) -> None:
    root = build({PROGRAM: program(SECOND), SHEET.format(TWO): answer(TWO, MARKED)})
    code, _, error = confirm(capsys, root, *arguments, today=today)
    assert (code, said in error) == (2, True)
    assert (root / SHEET.format(TWO)).read_text("utf-8") == answer(TWO, MARKED)


def test_an_item_leads_to_its_instrument(build: Build, capsys: Run) -> None:
    root = workspace(build, answer=ANSWER + "    carried: 2023-tahap-1\n")
    options = ("--root", root, "--today", "2023-07-01", "--lang", "en")
    code, out, err = run_command(capsys, "confirm", "jalan", *options)
    assert (code, out.splitlines()[-1:], err) == (0, ["1 answer confirmed."], "")
    assert "confirmed_from: 2023-tahap-1" in (root / OTHER).read_text("utf-8")
