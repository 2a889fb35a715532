"""A review tells the truth: a fault hides only what it is in, and what is taken away is named first, one by one."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from banjar_smartcity.render.comment.excerpts import excerpts
from conftest import BASE, base_text, findings
from test_diff import INSTRUMENT, KLINIK
from test_review import MANY_ITEMS, held_by, lay, many_answers, reviewed, told
from test_scoring import EVIDENCE, SECRETARIAT, SHEET

TWO = """  - item: outcome-living-roads-0
    fact: Ada
    level: 2
    sources: [berita]
    evidence: []
    responsible: dinkes
    answered_on: 2023-05-20
"""
BOTH = base_text(SHEET) + TWO
TYPO = ('[{evidence: sk-forum, pages: "2"}]', '[{evidence: sk-frum, pages: "2"}]')
OTHER = base_text(EVIDENCE, ("id: sk-forum", "id: sk-lain"), ("title: SK Forum", "title: SK Lain"))
SURVEY = "data/surveys/kesehatan-2023.yaml"


def first_line(out: str) -> str:
    return out.splitlines()[0]


@pytest.mark.parametrize(
    "fault",
    [
        TYPO,
        ("level: 3", "level: 9"),
        ("level: 3", "levle: 3"),
        ("level: 3", "level: 0"),
        ("responsible: dinkes", "responsible: 7"),
    ],
    ids=["reference", "schema", "misspelt key", "level", "type"],
)
def test_a_fault_leaves_out_its_answer_and_no_other(
    fault: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = lay(tmp_path / "lama", {INSTRUMENT: MANY_ITEMS, SHEET: BOTH})
    head = lay(
        tmp_path / "baru", {INSTRUMENT: MANY_ITEMS, SHEET: BOTH.replace(*fault, 1).replace("level: 2", "level: 3")}
    )
    found = reviewed(capsys, base, head, "--root", head)
    assert found["readable"]
    assert found["unknown"] == {"base": [], "head": ["outcome-living-roads"]}
    assert [(c["id"], c["claimed"] > 0) for c in found["changes"] if c["kind"] == "answer"] == [
        ("outcome-living-roads", False),
        ("outcome-living-roads-0", True),
    ]
    assert found["final"]["after"]["score"] is None
    assert found["final"]["before"]["score"] is not None
    assert found["dimensions"]["economy"]["after"]["score"] is not None
    assert list(held_by(found)) == ["new-error"]
    assert "The index is not shown, because 1 item has no valid figure: outcome-living-roads" in found["verdict"]
    assert "−" not in found["verdict"]


def test_a_warning_of_an_answer_with_errors_is_not_called_fixed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unproved = base_text(SHEET, ('[{evidence: sk-forum, pages: "2"}]', "[]"))
    base = lay(tmp_path / "lama", {SHEET: unproved})
    head = lay(tmp_path / "baru", {SHEET: unproved.replace("level: 3", "level: 9")})
    there, back = (reviewed(capsys, *sides, "--root", BASE)["findings"] for sides in ((base, head), (head, base)))
    assert ([f["id"] for f in there["new"]], there["fixed"]) == (["answer-level"], [])
    assert (back["new"], [f["id"] for f in back["fixed"]]) == ([], ["answer-level"])


def test_of_two_answers_to_one_item_neither_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    twice = base_text(SHEET) + base_text(SHEET, ("level: 3", "level: 4")).partition("answers:\n")[2]
    head = lay(tmp_path / "baru", {SHEET: twice})
    found = reviewed(capsys, BASE, head, "--root", head)
    assert (found["unknown"]["head"], found["final"]["after"]["supported"]) == (["outcome-living-roads"], None)


def test_a_misspelt_item_leaves_its_figure_unknown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = lay(
        tmp_path / "baru", {SHEET: base_text(SHEET, ("item: outcome-living-roads", "item: outcome-living-road"))}
    )
    found = reviewed(capsys, BASE, head, "--root", head)
    assert found["unknown"]["head"] == ["outcome-living-roads"]
    assert "supported-falls" not in held_by(found)


def test_additions_do_not_push_out_what_is_taken_away(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts: dict[str, str | bytes | None] = {
        f"data/evidence/aa-{n:03}.yaml": base_text(EVIDENCE, ("id: sk-forum", f"id: aa-{n:03}")) for n in range(300)
    }
    innovations = {
        f"data/innovations/aa-{n:03}.yaml": base_text(KLINIK, ("id: klinik-daring", f"id: aa-{n:03}"))
        for n in range(300)
    }
    head = lay(tmp_path / "baru", {**texts, **innovations, "data/results/2023.yaml": None})
    _, out = told(capsys, BASE, head, "--root", head, "--format", "markdown")
    assert len(out.encode()) < 60_000
    lines = out.splitlines()
    place = next(n for n, line in enumerate(lines) if line.startswith("- 2023: removed"))
    assert place < next(n for n, line in enumerate(lines) if "aa-000" in line and "added" in line)
    assert next(c["what"] for c in reviewed(capsys, BASE, head, "--root", head)["changes"]) == "removed"


@pytest.mark.parametrize("many", [0, 200])
def test_no_section_of_a_comment_pushes_out_the_next(
    many: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    level = many_answers(2).replace("level: 2", "level: 3", many) if many else many_answers(2)
    base = lay(tmp_path / "lama", {INSTRUMENT: MANY_ITEMS, SHEET: many_answers(2)})
    head = lay(tmp_path / "baru", {INSTRUMENT: MANY_ITEMS, SHEET: level, "data/evidence/sk-lain.yaml": OTHER})
    _, out = told(capsys, base, head, "--root", head, "--format", "markdown")
    assert "sk-lain: added" in out.replace("\\", "")


def test_each_item_that_falls_is_held_back_whatever_rises(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = lay(tmp_path / "lama", {INSTRUMENT: MANY_ITEMS, SHEET: many_answers(2)})
    risen = many_answers(4).replace("level: 4", "level: 1", 3)
    head = lay(tmp_path / "baru", {INSTRUMENT: MANY_ITEMS, SHEET: risen})
    found = reviewed(capsys, base, head, "--root", head)
    assert found["final"]["after"]["supported"] > found["final"]["before"]["supported"]
    assert held_by(found) == {"supported-falls": ["supported-falls"] * 3}


def test_a_level_raised_on_the_same_document_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = lay(tmp_path / "baru", {SHEET: base_text(SHEET, ("level: 3", "level: 4"))})
    found = reviewed(capsys, BASE, head, "--root", head)
    assert [(c["id"], c["notes"]) for c in found["changes"]] == [("outcome-living-roads", ["same-documents"])]
    assert found["supported_rests_on"] == [{"basis": "same-documents", "points": 0.2}]


def test_the_first_line_says_what_a_rise_rests_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    unproved = base_text(SECRETARIAT, ("evidence: [{evidence: sk-forum, pages: '1'}]", "evidence: []"))
    web = (
        base_text(
            EVIDENCE,
            ("id: sk-forum", "id: sk-web"),
            ("file: data/evidence/files/sk-forum.txt", "file: null"),
            ("address: null", "address: https://contoh.example/sk"),
        ).partition("sha256:")[0]
        + "sha256: null\nagency: dinkes\n"
    )
    proved = base_text(SECRETARIAT, ("evidence: sk-forum", "evidence: sk-web"))
    base = lay(tmp_path / "lama", {SECRETARIAT: unproved})
    head = lay(tmp_path / "baru", {SECRETARIAT: proved, "data/evidence/sk-web.yaml": web})
    assert "supported 0.60 → 1.40 (+0.80), of that +0.80 by documents without a file" in first_line(
        told(capsys, base, head, "--root", head)[1]
    )
    head = lay(tmp_path / "berkas", {})
    assert "of that +0.80 by documents with a file" in first_line(told(capsys, base, head, "--root", head)[1])


SEALED = (BASE.parent / "survey-programme-unnamed" / "good" / SURVEY).read_text("utf-8")


@pytest.mark.parametrize(
    ("before", "after", "notes"),
    [
        (None, SEALED, []),
        (None, SEALED.partition("imported:")[0], ["by-hand"]),
        (SEALED, SEALED.replace("mean: 2.5", "mean: 4"), ["by-hand"]),
        (SEALED, SEALED.replace("respondents: 50", "respondents: 500"), ["by-hand"]),
        (SEALED, SEALED.replace("Klinik Daring", "Klinik Daring Kita"), []),
    ],
)
def test_survey_figures_typed_by_hand_are_named(
    before: str | None, after: str, notes: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base, head = lay(tmp_path / "lama", {}), lay(tmp_path / "baru", {})
    for root, text in ((base, before), (head, after)):
        if text is not None:
            (root / "data" / "surveys").mkdir(exist_ok=True)
            (root / SURVEY).write_text(text, "utf-8")
    found = reviewed(capsys, base, head, "--root", head)
    assert [change["notes"] for change in found["changes"] if change["kind"] == "survey"] == [notes]
    rises = {part["basis"] for part in found["supported_rests_on"]}
    assert rises == ({"survey-imported"} if before is None and not notes else set())


def test_calling_an_item_not_applicable_needs_a_look_if_it_raises_the_index(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    excluded = {INSTRUMENT: base_text(INSTRUMENT, ("not_applicable: counted", "not_applicable: excluded"))}
    answer = (
        "  - {item: outcome-economy-poverty, fact: null, level: null, not_applicable: Tidak ada, sources: [], "
        "evidence: [], responsible: null, answered_on: null}\n"
    )
    sheet = "data/dimensions/economy/answers/2023-tahap-1.yaml"
    base = lay(tmp_path / "lama", dict(excluded))
    head = lay(tmp_path / "baru", dict(excluded))
    (head / sheet).parent.mkdir(exist_ok=True)
    (head / sheet).write_text(f"stage: 2023-tahap-1\ndimension: economy\nanswers:\n{answer}", "utf-8")
    assert held_by(reviewed(capsys, base, head, "--root", head)) == {"rules-changed": ["item-left-out"]}
    assert reviewed(capsys, base, head, "--root", head, "--label", "rules")["passed"]
    counted = lay(tmp_path / "hitung", {})
    (counted / sheet).parent.mkdir(exist_ok=True)
    (counted / sheet).write_text((head / sheet).read_text("utf-8"), "utf-8")
    assert held_by(reviewed(capsys, BASE, counted, "--root", counted)) == {}


def test_what_only_moved_is_not_taken_away(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = lay(
        tmp_path / "baru",
        {
            EVIDENCE: base_text(EVIDENCE, ("files/sk-forum.txt", "files/2023/sk.txt")),
            "data/evidence/files/sk-forum.txt": None,
        },
    )
    (head / "data/evidence/files/2023").mkdir()
    (head / "data/evidence/files/2023/sk.txt").write_bytes((BASE / "data/evidence/files/sk-forum.txt").read_bytes())
    [change] = reviewed(capsys, BASE, head, "--root", head)["changes"]
    assert (change["what"], change["loses"]) == ("changed", False)


def test_an_item_that_moved_between_sheets_is_one_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = base_text(SHEET).partition("answers:\n")[2]
    base = lay(tmp_path / "lama", {SHEET: base_text(SHEET).partition("answers:\n")[0] + "answers: []\n"})
    (base / SECRETARIAT).write_text(base_text(SECRETARIAT) + answer, "utf-8")
    found = reviewed(capsys, base, BASE, "--root", BASE)
    assert [(c["what"], c["fields"][0]["field"]) for c in found["changes"] if c["kind"] == "answer"] == [
        ("changed", ["sheet"])
    ]


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("{id: Jalan mantap 70 persen, en: 70 percent of roads are good}", True),
        ("{id: Jalan mantap 70 persen, en: 90 percent of roads are good}", False),
        ("Jalan mantap 90 persen", False),
    ],
)
def test_a_translation_is_wording_unless_it_has_other_figures(
    text: str, wording: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = lay(tmp_path / "baru", {SHEET: base_text(SHEET, ("Jalan mantap 70 persen", text))})
    [change] = reviewed(capsys, BASE, head, "--root", head)["changes"]
    assert change["wording"] == wording


def test_texts_are_cut_around_what_differs() -> None:
    before = "Jalan dalam kondisi mantap di seluruh kecamatan sepanjang 18,6 kilometer menurut laporan dinas"
    shown = excerpts(before, before.replace("18,6", "918,6"))
    assert ("18,6" in shown[0].split(), "918,6" in shown[1].split()) == (True, True)
    twice = excerpts(before, before.replace("Jalan", "Ruas").replace("18,6", "918,6"))
    assert "918,6" in twice[1]
    long = "kata " * 5000
    assert "918,6" in excerpts(long + "18,6 " + long, long + "918,6 " + long)[1]


RULES: dict[str, str] = {
    "templates/report.html.j2": "<p>4.00</p>\n",
    ".github/workflows/review.yml": "on: push\n",
    ".github/CODEOWNERS": "* @orang\n",
    "docs/CODEOWNERS": "* @orang\n",
    "action.yml": "name: x\n",
    ".gitlab-ci.yml": "x: 1\n",
    "ci/gitlab-review.yml": "x: 1\n",
    ".gitattributes": "*.yaml -diff\n",
}


@pytest.mark.parametrize("path", RULES)
def test_what_decides_about_reviews_is_a_rule_and_shown_with_its_text(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = lay(tmp_path / "baru", {})
    (head / path).parent.mkdir(parents=True, exist_ok=True)
    (head / path).write_text(RULES[path], "utf-8")
    assert held_by(reviewed(capsys, BASE, head, "--root", head)) == {"rules-changed": ["rules-changed"]}
    assert RULES[path].strip() in told(capsys, BASE, head, "--root", head)[1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("text: SK atau peraturan", "text: {id: SK atau peraturan, en: Any letter}"),
        ("text: SK atau peraturan", "text: Surat apa saja"),
        ("question: Jalan mantap", "question: {id: Jalan mantap, en: Any road}"),
        ("question: Jalan mantap", "question: Jalan apa saja"),
        ("text: Lengkap", "text: Ada"),
    ],
)
def test_questions_and_wanted_evidence_are_rules_in_both_languages(
    old: str, new: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = lay(tmp_path / "baru", {INSTRUMENT: base_text(INSTRUMENT, (old, new))})
    assert held_by(reviewed(capsys, BASE, head, "--root", head)) == {"rules-changed": ["rules-changed"]}


def named(found: Any) -> list[tuple[str, str]]:
    return [(f["id"], f["path"]) for f in found["findings"]["new"]]


def test_links_anywhere_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = lay(tmp_path / "baru", {})
    (head / "docs").mkdir()
    os.symlink("/etc/passwd", head / "docs" / "laporan.html")
    assert named(reviewed(capsys, BASE, head, "--root", head)) == [("link-in-repository", "docs/laporan.html")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("data/program.yaml", "DATA/program.yaml"),
        ("docs/a.md", "docs/A.md"),
        (unicodedata.normalize("NFC", "docs/é.md"), unicodedata.normalize("NFD", "docs/é.md")),
        ("docs/a", "docs/a."),
    ],
)
def test_names_that_collide_are_named(one: str, other: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base, head = lay(tmp_path / "lama", {}), lay(tmp_path / "baru", {})
    for root, paths in ((base, [one]), (head, [one, other])):
        for path in paths:
            (root / path).parent.mkdir(exist_ok=True)
            if not (root / path).exists():
                (root / path).write_text("x\n", "utf-8")
    if len(list((head / other).parent.iterdir())) == len(list((base / one).parent.iterdir())) and one[0] == other[0]:
        pytest.skip("this file system does not tell the two names apart")
    found = reviewed(capsys, base, head, "--root", head)
    assert [kind for kind, _ in named(found)] == ["names-collide"]
    assert held_by(found) == {"new-error": ["names-collide"]}


@pytest.mark.parametrize(("name", "named"), [("DATA", True), ("Data", True), ("data-lama", False)])
def test_a_folder_that_may_be_taken_for_the_data_is_named_by_a_check_too(
    name: str, named: bool, tmp_path: Path
) -> None:
    root = lay(tmp_path / "baru", {})
    (root / name / "innovations").mkdir(parents=True)
    (root / name / "innovations/x.txt").write_text("x\n", "utf-8")
    if not (root / name).samefile(root / "data"):
        expected = [f"{name}/innovations/x.txt:1:1: names-collide"] if named else []
        assert findings(root) == expected


@pytest.mark.parametrize(
    ("old", "new", "held"),
    [
        ("2023-12-31", "2023-06-13", True),
        ("null", "2023-06-01", True),
        ("2023-06-14", "2023-05-30", True),
        ("2023-12-31", "2023-06-14", False),
        ("2033-12-31", "2023-12-31", False),
        ("null", "2023-12-31", False),
        ("2023-06-13", "2023-06-12", False),
        ("2023-06-13", "2023-12-31", False),
    ],
)
def test_an_end_moved_before_the_last_day_of_the_stage_is_a_loss(
    old: str, new: str, held: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sides = [
        lay(tmp_path / name, {EVIDENCE: base_text(EVIDENCE, ("expires_on: 2023-12-31", f"expires_on: {day}"))})
        for name, day in (("lama", old), ("baru", new))
    ]
    found = reviewed(capsys, *sides, "--root", sides[1])
    assert held_by(found) == ({"supported-falls": ["supported-falls"]} if held else {})
    assert found["changes"][0]["gains"]["falls_short"] == held
    lines = told(capsys, *sides, "--root", sides[1], "--format", "markdown")[1].splitlines()
    named = [line for line in lines if "ends before the last day of the stage" in line]
    assert len(named) == held


def test_an_end_moved_of_a_document_that_supports_nothing_alone_is_no_loss(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second = base_text(
        EVIDENCE,
        ("id: sk-forum", "id: sk-lain"),
        ("file: data/evidence/files/sk-forum.txt", "file: null"),
        ("address: null", "address: https://contoh.example/sk-lain"),
    ).partition("sha256:")[0]
    second += "sha256: null\nagency: dinkes\n"
    shortened = second.replace("expires_on: 2023-12-31", "expires_on: 2023-06-01")
    used = base_text(SHEET).replace("[{evidence: sk-forum", "[{evidence: sk-lain, pages: '1'}, {evidence: sk-forum")
    base = lay(tmp_path / "lama", {SHEET: used, "data/evidence/sk-lain.yaml": second})
    head = lay(tmp_path / "baru", {SHEET: used, "data/evidence/sk-lain.yaml": shortened})
    assert shortened != second
    assert held_by(reviewed(capsys, base, head, "--root", head)) == {}
