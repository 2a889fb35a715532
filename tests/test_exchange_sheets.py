"""Sheets: what is changed is changed, and every other byte stays."""

from __future__ import annotations

from difflib import unified_diff
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.diagnostics import At
from banjar_smartcity.exchange.record import empty_record, record_of, tidy
from banjar_smartcity.exchange.sheets import changed_sheet
from banjar_smartcity.model.answer import build_answers
from banjar_smartcity.source.document import parse
from banjar_smartcity.source.yaml_edit import EditError
from conftest import EXAMPLE
from test_exchange_merge import BASES, altered, random_record

SHEETS = sorted(EXAMPLE.glob("data/**/answers/*.yaml"))
Record = dict[str, Any]


def data_of(content: bytes) -> dict[str, Any]:
    document, faults = parse("x.yaml", content)
    assert document is not None, faults
    assert isinstance(document.data, dict)
    return document.data


def records(data: dict[str, Any]) -> dict[str, Record]:
    return {answer.item: record_of(answer) for answer in build_answers(At("data/x/answers/x.yaml"), data).answers}


def changed(content: bytes, **answers: Record) -> bytes:
    """A sheet with these keys of its answers changed; `_` in a name stands for a hyphen."""
    data = data_of(content)
    before = records(data)
    after = {
        item: tidy({**before.get(item, empty_record(item, None)), **answer})
        for item, answer in ((name.replace("_", "-"), answer) for name, answer in answers.items())
    }
    return changed_sheet(content, data, before, after)


def difference(before: str, after: str) -> list[str]:
    """The lines that went and came."""
    lines = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


TEXT = """\
# kepala

stage: 2026-tahap-1
dimension: living   # dimensi
answers:
  # pertama
  - item: satu
    fact:
      id: Ada   # dari rapat
      en: There is
    statistic: {value: 1, unit: unit, year: 2025}
    level: 3  # sementara
    sources: [a, b]
    evidence:
      # yang utama
      - evidence: sk-tim   # asli
        pages: 5
      - evidence: foto
    responsible: dinkes
    answered_on: 2026-04-21
    # penutup pertama

  - item: dua
    fact: |
      Dua
      baris
    level: null
    sources: []
    evidence: []   # belum
    responsible: null
    answered_on: null
    carried: 2025-tahap-1
# akhir
"""


def test_nothing_to_change_changes_no_byte() -> None:
    for path in SHEETS:
        content = path.read_bytes()
        assert changed_sheet(content, data_of(content), records(data_of(content)), {}) == content


def test_a_value_is_changed_in_its_place_and_comments_stay() -> None:
    after = changed(
        TEXT.encode(),
        satu={"level": 4, "fact": {"id": "Ada dua", "en": "There is"}, "answered_on": "2026-05-04"},
    ).decode()
    assert difference(TEXT, after) == [
        "-      id: Ada   # dari rapat",
        "+      id: Ada dua   # dari rapat",
        "-    level: 3  # sementara",
        "+    level: 4  # sementara",
        "-    answered_on: 2026-04-21",
        "+    answered_on: 2026-05-04",
    ]


def test_a_figure_is_changed_added_and_taken_away() -> None:
    other = {"value": 2.5, "unit": "unit", "year": 2025}
    after = changed(TEXT.encode(), satu={"statistic": other}, dua={"statistic": other}).decode()
    assert difference(TEXT, after) == [
        "-    statistic: {value: 1, unit: unit, year: 2025}",
        "+    statistic: {value: 2.5, unit: unit, year: 2025}",
        "+    statistic:",
        "+      value: 2.5",
        "+      unit: unit",
        "+      year: 2025",
    ]
    gone = changed(TEXT.encode(), satu={"statistic": None}).decode()
    assert difference(TEXT, gone) == [
        "-    statistic: {value: 1, unit: unit, year: 2025}",
        "+    statistic: null",
    ]


def test_documents_are_added_and_get_pages_and_the_others_stay_as_they_are_written() -> None:
    uses = [{"evidence": "sk-tim", "pages": "5"}, {"evidence": "foto", "pages": "1"}, {"evidence": "baru"}]
    after = changed(TEXT.encode(), satu={"evidence": uses}, dua={"evidence": uses[2:]}).decode()
    assert difference(TEXT, after) == [
        '+        pages: "1"',
        "+      - evidence: baru",
        "-    evidence: []   # belum",
        "+    evidence:",
        "+      - evidence: baru   # belum",
    ]


def test_a_document_is_taken_away_when_a_person_says_so() -> None:
    after = changed(TEXT.encode(), satu={"evidence": [{"evidence": "sk-tim", "pages": "5"}]}).decode()
    assert difference(TEXT, after) == ["-      - evidence: foto"]


def test_a_text_over_several_lines_is_replaced_whole() -> None:
    after = changed(TEXT.encode(), dua={"fact": "Tiga: # bukan"}).decode()
    assert difference(TEXT, after) == ["-    fact: |", "-      Dua", "-      baris", '+    fact: "Tiga: # bukan"']


def test_an_answer_that_was_carried_over_is_confirmed_under_its_other_key() -> None:
    after = changed(TEXT.encode(), dua={"level": 2, "carried": None, "confirmed_from": "2025-tahap-1"}).decode()
    assert difference(TEXT, after) == [
        "-    level: null",
        "+    level: 2",
        "-    carried: 2025-tahap-1",
        "+    confirmed_from: 2025-tahap-1",
    ]


def test_a_new_answer_comes_behind_the_others_with_an_empty_line_as_they_have() -> None:
    after = changed(TEXT.encode(), tiga={"fact": "Ada", "level": 1}).decode()
    assert difference(TEXT, after) == [
        "+",
        "+  - item: tiga",
        "+    fact: Ada",
        "+    level: 1",
        "+    sources: []",
        "+    evidence: []",
        "+    responsible: null",
        "+    answered_on: null",
    ]


def test_of_an_item_that_is_answered_twice_the_first_answer_is_changed() -> None:
    text = TEXT.replace("item: dua", "item: satu")
    data = data_of(text.encode())
    before = {"satu": record_of(build_answers(At("x"), data).answers[0])}
    after = changed_sheet(text.encode(), data, before, {"satu": tidy({**before["satu"], "level": 1})}).decode()
    assert difference(text, after) == ["-    level: 3  # sementara", "+    level: 1  # sementara"]


def test_an_empty_sheet_gets_its_first_answers() -> None:
    text = "stage: x\ndimension: null\nanswers: []   # belum ada\n# akhir\n"
    after = changed(text.encode(), satu={"level": 1}, dua={"level": 2}).decode()
    assert data_of(after.encode())["answers"][1]["level"] == 2
    assert after.endswith("    answered_on: null   # belum ada\n# akhir\n")


@pytest.mark.parametrize("text", [TEXT.replace("\n", "\r\n"), TEXT[:-1], TEXT.replace("\n\n", "\n")])
def test_line_ends_and_the_last_line_stay_as_they_are(text: str) -> None:
    after = changed(text.encode(), satu={"level": 4}).decode()
    assert difference(text, after) == ["-    level: 3  # sementara", "+    level: 4  # sementara"]
    assert after.count("\r\n") == text.count("\r\n")
    assert after[-1:] == text[-1:]


def test_an_answer_on_one_line_is_changed_on_that_line() -> None:
    one = "{item: satu, fact: null, level: 1, sources: [], evidence: [], responsible: null, answered_on: null}"
    text = f"stage: x\ndimension: null\nanswers: [{one}]\n"
    after = changed(text.encode(), satu={"level": 2, "note": "x"}, dua={"level": 3}).decode()
    assert after.count("\n") == text.count("\n")
    assert [answer["level"] for answer in data_of(after.encode())["answers"]] == [2, 3]


def test_a_value_that_is_used_in_two_places_is_refused() -> None:
    text = TEXT.replace("[a, b]", "&s [a, b]").replace("sources: []", "sources: *s").replace("dinkes", "&d dinkes")
    text = text.replace("responsible: null", "responsible: *d")
    with pytest.raises(EditError):
        changed(text.encode(), satu={"responsible": "distan"})


@given(st.integers(0, 10**9))
def test_a_changed_sheet_reads_back_as_it_was_meant(seed: int) -> None:
    rng = Random(seed)
    content = rng.choice(SHEETS).read_bytes()
    data = data_of(content)
    before = records(data)
    after = {}
    for item, record in before.items():
        if rng.random() < 0.3:
            base = {**record, **{key: rng.choice(values) for key, values in BASES.items()}}
            after[item] = tidy({**record, **{key: base.get(key) for key in rng.sample(sorted(base), 3)}})
    after["baru"] = {**altered(rng, random_record(rng)), "item": "baru"}
    result = changed_sheet(content, data, before, after)
    assert records(data_of(result)) == {**before, **after}
    comments = [line for line in content.decode().splitlines() if line.lstrip().startswith("#")]
    assert [line for line in result.decode().splitlines() if line.lstrip().startswith("#")] == comments
