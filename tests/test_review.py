"""`smartcity review`: the comment on a change, and the gates that hold it back; UPDATE_GOLDEN=1 renews the comments."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from banjar_smartcity.cli.boundary import main
from conftest import BASE, Build, base_text
from test_commit import commit
from test_diff import CHANGES, INSTRUMENT, KLINIK
from test_revision import run
from test_scoring import EVIDENCE, PROGRAM, SECRETARIAT, SHEET
from test_terminal import compare

Texts = Mapping[str, str | bytes | None]
MARK = "<!-- smartcity-review -->"
HOSTILE = "@here <img src=x onerror=alert(1)> `a` | b --> [c](javascript:d) #1 !2 \u202e # satu"
HOSTILE_NAME = "@here `a` | b --> <b> [c](d) #1 :tada: GH-1 %1 !2 &3 ~4"
ITEMS = "".join(
    f"  - {{id: outcome-living-roads-{n}, aspect: outcome, group: Living, dimension: living, sub_dimension: null, "
    f"question: Jalan nomor {n}, ladder: umum, evidence: []}}\n"
    for n in range(500)
)
MANY_ITEMS = base_text(INSTRUMENT).replace("items:\n", "items:\n" + ITEMS)


def many_answers(level: int) -> str:
    return base_text(SHEET) + "".join(
        f"  - {{item: outcome-living-roads-{n}, fact: Ada, level: {level}, sources: [berita], evidence: [], "
        "responsible: dinkes, answered_on: 2023-05-20}\n"
        for n in range(500)
    )


OTHER_EVIDENCE = re.sub(
    "sha256: .*",
    "sha256: null",
    base_text(
        EVIDENCE,
        ("id: sk-forum", "id: sk-baru"),
        ("title: SK Forum", "title: SK Baru"),
        ("file: data/evidence/files/sk-forum.txt", "file: null"),
        ("address: null", "address: https://contoh.go.id/sk-baru"),
    ),
)
FILED: Texts = {
    "data/evidence/files/sk-baru.txt": b"Surat keputusan baru\n",
    "data/evidence/sk-baru.yaml": re.sub(
        "sha256: .*",
        f"sha256: {sha256(b'Surat keputusan baru' + bytes([10])).hexdigest()}",
        base_text(
            EVIDENCE,
            ("id: sk-forum", "id: sk-baru"),
            ("title: SK Forum", "title: SK Baru"),
            ("files/sk-forum.txt", "files/sk-baru.txt"),
        ),
    ),
}
"""Another document, with a file of its own."""
COMMENTS: dict[str, tuple[Texts, Texts]] = {
    "nothing": ({}, {}),
    "answer": ({}, CHANGES["level"]),
    "evidence-swapped": (
        FILED,
        {
            **FILED,
            SHEET: base_text(SHEET, ('evidence: sk-forum, pages: "2"', 'evidence: sk-baru, pages: "3"')),
        },
    ),
    "evidence-gone": ({}, CHANGES["evidence"]),
    "rules": ({}, CHANGES["weights"]),
    "rename": (
        {},
        {
            KLINIK: None,
            "data/innovations/klinik-jauh.yaml": base_text(KLINIK, ("id: klinik-daring", "id: klinik-jauh")),
        },
    ),
    "moved": ({}, {KLINIK: base_text(KLINIK, ("dimension: living", "dimension: economy"), (": health", ": null"))}),
    "words": ({}, {SHEET: base_text(SHEET, ("fact: ", "fact: Sungguh "))}),
    "new-error": ({}, {SHEET: base_text(SHEET, ("level: 3", "level: 0"))}),
    "broken-head": ({}, {SHEET: "stage: ["}),
    "broken-base": ({SHEET: "stage: ["}, {}),
    "many": (
        {INSTRUMENT: MANY_ITEMS, SHEET: many_answers(2)},
        {INSTRUMENT: MANY_ITEMS, SHEET: many_answers(3)},
    ),
    "hostile": (
        {},
        {
            KLINIK: base_text(
                KLINIK, ("name: Klinik Daring", f"name: {json.dumps(HOSTILE)}"), ("started: 2022-03", "started: 2022")
            ),
            "data/innovations/@here `x` <b>|.yaml": "id: [",
            "data/innovations/klinik-jauh.yaml": base_text(KLINIK).replace(
                "name: Klinik Daring", f"name: {json.dumps(HOSTILE)}"
            ),
        },
    ),
    "hostile-names": (
        {},
        {
            "data/innovations/klinik-jauh.yaml": base_text(
                KLINIK, ("id: klinik-daring", "id: klinik-jauh"), ("Klinik Daring", json.dumps(HOSTILE_NAME))
            ),
            SHEET: base_text(SHEET, ("Jalan mantap 70 persen", json.dumps(HOSTILE_NAME + " 9"))),
        },
    ),
}


PASSING = ("nothing", "evidence-swapped", "rename", "moved", "words", "many", "hostile-names")


def lay(folder: Path, texts: Texts) -> Path:
    shutil.copytree(BASE, folder)
    for path, text in texts.items():
        if text is None:
            (folder / path).unlink()
        else:
            (folder / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def told(capsys: pytest.CaptureFixture[str], *arguments: str | Path, lang: str = "en") -> tuple[int, str]:
    code = main(["review", *map(str, arguments), "--today", "2023-05-30", "--lang", lang])
    return code, capsys.readouterr().out


def reviewed(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Any:
    code, out = told(capsys, *arguments, "--format", "json")
    found = json.loads(out)
    assert found["passed"] == (code == 0)
    return found


def held_by(found: Any) -> dict[str, list[str]]:
    """The ids of the findings that hold a change back, by gate."""
    holding = {gate["gate"]: [f["id"] for f in gate["findings"] if f["holds"]] for gate in found["gates"]}
    return {gate: ids for gate, ids in holding.items() if ids}


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("name", COMMENTS)
def test_the_comment_on_a_change(name: str, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base, head = (lay(tmp_path / side, texts) for side, texts in zip(("lama", "baru"), COMMENTS[name], strict=True))
    code, out = told(capsys, base, head, "--root", head, "--format", "markdown", lang=lang)
    compare(f"review-{name}.{lang}.md", out)
    assert code == (0 if name in PASSING else 1)
    assert out.startswith(MARK + "\n**")
    assert len(out.encode()) < 60_000


def test_data_begin_nothing_in_a_comment(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = lay(tmp_path / "baru", COMMENTS["hostile"][1])
    _, out = told(capsys, BASE, head, "--root", head, "--format", "markdown")
    html = MarkdownIt("commonmark").enable("table").render(out.removeprefix(MARK))
    assert "<img" not in html
    assert "<a " not in html
    assert "<code>" not in html
    assert "@here" not in html
    assert "#1" not in html
    assert "\u202e" not in html


def test_data_move_no_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = lay(tmp_path / "baru", {"data/innovations/\x1b[2J\u202e.yaml": "id: ["})
    _, out = told(capsys, BASE, head, "--root", head)
    assert "<U+001B>[2J<U+202E>.yaml:1:6: error yaml-syntax" in out


GATES: dict[str, tuple[Texts, dict[str, list[str]]]] = {
    "new error": ({KLINIK: base_text(KLINIK, ("id: klinik-daring", "id: klinik"))}, {"new-error": ["id-mismatch"]}),
    "error in an answer": ({SHEET: base_text(SHEET, ("level: 3", "level: 0"))}, {"new-error": ["answer-level"]}),
    "level": (CHANGES["level"], {"supported-falls": ["supported-falls"]}),
    "evidence no longer named": (
        CHANGES["evidence"],
        {"supported-falls": ["supported-falls"], "evidence-removed": ["evidence-removed"]},
    ),
    "evidence that proves nothing": (
        {SHEET: base_text(SHEET, ('[{evidence: sk-forum, pages: "2"}]', "[]"))},
        {"evidence-removed": ["evidence-removed"]},
    ),
    "answers": (
        CHANGES["sheet"],
        {"supported-falls": ["supported-falls"], "evidence-removed": ["evidence-removed"]},
    ),
    "rules": (
        {INSTRUMENT: base_text(INSTRUMENT, ("baseline: 20", "baseline: 30"), ("outcome: 40", "outcome: 30"))},
        {"rules-changed": ["rules-changed"], "new-error": ["official-mismatch"]},
    ),
    "schemas": ({"schemas/answers.schema.json": "{}"}, {"rules-changed": ["rules-changed"]}),
    "translation of a rule": (
        {INSTRUMENT: base_text(INSTRUMENT, ("question: Jalan mantap", "question: {id: Jalan mantap, en: Roads}"))},
        {"rules-changed": ["rules-changed"]},
    ),
}


@pytest.mark.parametrize("name", GATES)
def test_a_gate_holds_back_what_it_is_there_for(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts, holding = GATES[name]
    head = lay(tmp_path / "baru", {})
    (head / "schemas").mkdir()
    for path, text in texts.items():
        (head / path).unlink(missing_ok=True)
        if text is not None:
            (head / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    assert held_by(reviewed(capsys, BASE, head, "--root", head)) == holding


POLICY = """
review:
  gates:
    supported-falls: {action: ACTION, label: koreksi}
  waivers:
    - {finding: evidence-removed, path: data/evidence, reason: Bukti ganda, until: 2023-05-30}
    - {finding: id-mismatch, path: null, reason: Sedang dibenahi, until: 2023-05-29}
"""


def with_policy(action: str = "fail") -> str:
    return base_text(PROGRAM) + POLICY.replace("ACTION", action)


@pytest.mark.parametrize(
    ("action", "labels", "passes"),
    [
        ("fail", (), False),
        ("fail", ("koreksi",), True),
        ("fail", ("lain",), False),
        ("warn", (), True),
        ("off", (), True),
    ],
)
def test_a_region_decides_what_a_gate_does_and_which_label_opens_it(
    action: str, labels: tuple[str, ...], passes: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = lay(tmp_path / "lama", {PROGRAM: with_policy(action)})
    head = lay(tmp_path / "baru", {PROGRAM: with_policy(action), **CHANGES["level"]})
    given = [word for label in labels for word in ("--label", label)]
    assert reviewed(capsys, base, head, "--root", head, *given)["passed"] == passes


def test_a_waiver_lets_its_finding_through_until_its_last_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    extra = {"data/evidence/sk-baru.yaml": OTHER_EVIDENCE, PROGRAM: with_policy()}
    base, head = lay(tmp_path / "lama", extra), lay(tmp_path / "baru", {PROGRAM: with_policy()})
    code, out = told(capsys, base, head, "--root", head)
    assert code == 0
    assert "allowed until 30 May 2023: Bukti ganda" in out
    assert main(["review", str(base), str(head), "--root", str(head), "--today", "2023-05-31", "--lang", "en"]) == 1
    assert "the waiver for it ended on 30 May 2023" in capsys.readouterr().out


def test_a_change_cannot_open_its_own_gate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = lay(tmp_path / "baru", {PROGRAM: with_policy("off"), **CHANGES["level"]})
    assert held_by(reviewed(capsys, BASE, head, "--root", head)) == {
        "supported-falls": ["supported-falls"],
        "rules-changed": ["rules-changed"],
    }


def test_the_label_rules_opens_the_gate_of_rules_and_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = lay(tmp_path / "baru", {PROGRAM: with_policy("off"), **CHANGES["level"]})
    found = reviewed(capsys, BASE, head, "--root", head, "--label", "rules")
    assert held_by(found) == {"supported-falls": ["supported-falls"]}


def test_old_errors_hold_nothing_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    faulty: Texts = {KLINIK: base_text(KLINIK, ("id: klinik-daring", "id: klinik"))}
    base = lay(tmp_path / "lama", faulty)
    head = lay(tmp_path / "baru", {**faulty, SHEET: base_text(SHEET, ("level: 3", "level: 4"))})
    found = reviewed(capsys, base, head, "--root", head)
    assert (found["passed"], [f["id"] for f in found["findings"]["inherited"]]) == (True, ["id-mismatch"])


def branched(root: Path) -> None:
    """A branch `cabang` that answers, while `main` goes on."""
    commit(root)
    run(root, "branch", "-M", "main")
    run(root, "checkout", "-b", "cabang")
    (root / SHEET).write_text(base_text(SHEET, ("level: 3", "level: 4")), "utf-8")
    run(root, "commit", "-am", "jawaban")
    run(root, "checkout", "main")


def test_what_others_changed_meanwhile_is_not_the_changes_doing(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = build()
    branched(root)
    (root / KLINIK).unlink()
    run(root, "commit", "-am", "klinik ditutup")
    found = reviewed(capsys, "main", "cabang", "--root", root)
    assert [change["id"] for change in found["changes"]] == ["outcome-living-roads"]


def test_the_policy_is_that_of_the_base_as_it_is_now(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build()
    branched(root)
    (root / PROGRAM).write_text(with_policy("warn"), "utf-8")
    run(root, "commit", "-am", "syarat")
    found = reviewed(capsys, "main", "cabang", "--root", root)
    assert {gate["gate"]: gate["action"] for gate in found["gates"]}["supported-falls"] == "warn"


def test_without_names_the_working_files_are_held_against_the_main_branch(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = build()
    branched(root)
    run(root, "checkout", "cabang")
    (root / SECRETARIAT).write_text(base_text(SECRETARIAT, ("level: 4", "level: 3")), "utf-8")
    found = reviewed(capsys, "--root", root)
    assert {change["id"] for change in found["changes"]} == {"outcome-living-roads", "baseline-planning-masterplan"}


@pytest.mark.parametrize("format", ["github", "gitlab", "sarif", "junit", "json", "markdown", "text"])
def test_every_format_is_written_whole_and_says_by_the_code_whether_it_passes(
    format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head, target = lay(tmp_path / "baru", CHANGES["evidence"]), tmp_path / "hasil tinjauan"
    code, out = told(capsys, BASE, head, "--root", head, "--format", format, "--output", target)
    assert (code, out) == (1, "")
    assert "evidence" in target.read_text("utf-8")


def test_what_holds_a_change_back_is_an_error_and_all_else_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = lay(tmp_path / "baru", {PROGRAM: with_policy("off"), **CHANGES["evidence"]})
    _, out = told(capsys, BASE, head, "--root", head, "--format", "github", "--label", "rules")
    found = {line.partition("title=")[2].partition("::")[0]: line.split()[0] for line in out.splitlines()}
    assert found == {
        "answer-without-evidence": "::warning",
        "evidence-removed": "::error",
        "rules-changed": "::warning",
        "supported-falls": "::error",
        "waiver-ended": "::warning",
    }
