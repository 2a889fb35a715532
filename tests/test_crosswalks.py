"""Crosswalks: what an answer here could use of another instrument. Nothing is copied."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from banjar_smartcity.model.focus import focus
from banjar_smartcity.model.model import Model
from banjar_smartcity.model.related import related
from conftest import ROOT, Build, base_text, check, run_command

FOLDER = Path(__file__).parent / "cases" / "crosswalk-item-unknown" / "good" / "data"
PROGRAM, CROSSWALK = "data/program.yaml", "data/crosswalks/mini-2023--layanan-2026.yaml"
SHEET = "data/crosscutting/answers/layanan-tahap-1.yaml"
ALSO = """also:
  - {instrument: layanan-2026, variant: daerah, stage: layanan-tahap-1}
stages:
  - id: layanan-tahap-1
    instrument: layanan-2026
    name: Penilaian layanan
    year: 2023
    starts_on: 2023-07-01
    ends_on: 2023-07-02
    place: null
    mode: null
    sources: [berita]
"""
ALL = "fact, evidence, level"
ANSWER = """
  - item: jalan
    fact: Jalan mantap 71,3 persen pada 2022
    level: 3
    sources: [berita]
    evidence: [{evidence: sk-forum, pages: "2"}]
    responsible: null
    answered_on: null
"""
LINK = "  - {{from: outcome-living-roads, to: jalan, relation: {relation}, carries: [{carries}], confidence: high}}\n"


def workspace(
    build: Build,
    *,
    answer: str = " []",
    relation: str = "same",
    carries: str = "fact, evidence, level",
    also: str = ALSO,
) -> Path:
    files = {
        PROGRAM: base_text(PROGRAM, ("stages:\n", also)),
        "data/instruments/layanan-2026.yaml": (FOLDER / "instruments" / "layanan-2026.yaml").read_text("utf-8"),
        CROSSWALK: "from: mini-2023\nto: layanan-2026\nlinks:\n" + LINK.format(relation=relation, carries=carries),
    }
    if also is ALSO:
        files[SHEET] = f"stage: layanan-tahap-1\ndimension: null\nanswers:{answer}"
    return build(files)


def model_of(root: Path) -> Model:
    checked = check(root, date(2023, 5, 30))
    assert [f.kind.id for f in checked.findings] == []
    return checked.model


def test_an_item_knows_its_related_items_and_what_their_answers_have(build: Build) -> None:
    (other,) = related(model_of(workspace(build, answer=ANSWER)), "outcome-living-roads")
    assert (other.instrument.id, other.item.id, other.stage) == ("layanan-2026", "jalan", "layanan-tahap-1")
    assert (other.relation, other.carries) == ("same", ("fact", "evidence", "level"))
    assert other.usable == ("fact", "evidence", "level")


@pytest.mark.parametrize(
    ("relation", "back"), [("same", "same"), ("broader", "narrower"), ("narrower", "broader"), ("related", "related")]
)
def test_from_the_other_side_a_relation_is_seen_the_other_way(build: Build, relation: str, back: str) -> None:
    model = model_of(workspace(build, relation=relation, carries="fact"))
    (here,) = related(model, "outcome-living-roads")
    (there,) = related(focus(model, "layanan-2026"), "jalan")
    assert (here.relation, there.relation) == (relation, back)
    assert there.item.id == "outcome-living-roads"
    assert related(focus(model, "layanan-2026"), "outcome-living-roads") == ()


def test_without_an_answer_there_is_nothing_to_use_yet(build: Build) -> None:
    (other,) = related(model_of(workspace(build)), "outcome-living-roads")
    assert (other.answer, other.usable) == (None, ())


def test_an_answer_that_was_only_carried_over_offers_nothing(build: Build) -> None:
    model = model_of(workspace(build, answer=ANSWER))
    (other,) = related(model, "outcome-living-roads")
    assert other.answer is not None
    assert other._replace(answer=other.answer._replace(carried="layanan-tahap-0")).usable == ()


def test_what_the_region_does_not_answer_is_related_but_not_in_the_to_do(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = workspace(build, also="stages:\n")
    (other,) = related(model_of(root), "outcome-living-roads")
    assert other.stage is None
    _, text, _ = run_command(capsys, "todo", "--root", root, "--today", "2023-05-30", "--format", "json")
    assert [step["related"] for step in json.loads(text)["steps"] if step["related"]] == []


@pytest.mark.parametrize(
    ("answer", "usable", "words"),
    [
        (ANSWER, ["fact", "evidence"], "could use the fact, the evidence of jalan (Indeks layanan)"),
        (" []", [], "the fact, the evidence here could also serve jalan (Indeks layanan)"),
    ],
)
def test_the_to_do_offers_what_an_answer_could_use(
    build: Build, capsys: pytest.CaptureFixture[str], answer: str, usable: list[str], words: str
) -> None:
    root = workspace(build, answer=answer, relation="related", carries="fact, evidence")
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    arguments = ("todo", "--limit", "0", "--root", root, "--today", "2023-05-30", "--lang", "en")
    _, shown, _ = run_command(capsys, *arguments, "--format", "json")
    (step,) = (step for step in json.loads(shown)["steps"] if step["related"])
    assert step["items"] == ["outcome-living-roads"]
    (entry,) = step["related"]
    assert (entry["instrument"], entry["item"], entry["usable"]) == ("layanan-2026", "jalan", usable)
    assert words in entry["text"]
    _, text, _ = run_command(capsys, *arguments)
    assert words in " ".join(text.split())
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before


def test_the_crosswalk_of_banjar_carries_no_level_and_names_what_does_not_overlap() -> None:
    model = check(ROOT, date(2026, 11, 27)).model
    (crosswalk,) = model.crosswalks.values()
    assert not any("level" in link.carries for link in crosswalk.links)
    assert all(link.note for link in crosswalk.links)
    assert {link.confidence for link in crosswalk.links} <= {"medium", "low"}
    (found,) = related(focus(model, "pemdi-2026"), "i13-applications")
    assert (found.item.id, found.stage) == ("outcome-action-plan-applications", "2023-tahap-1")
