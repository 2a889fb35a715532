"""Diff: what differs between two versions of the data, and what that changes in the score."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.checking.pipeline import Checked
from banjar_smartcity.source.entries import place_of
from banjar_smartcity.versions.diff.faults import Faults, compare_findings, findings_of
from banjar_smartcity.versions.diff.records import Field, Record, compare_records, compare_values
from banjar_smartcity.versions.diff.renames import find_renames
from banjar_smartcity.versions.index.figures import IndexChange, Replays, compare_scores
from conftest import BASE, Build, base_text, check
from test_scoring import SECRETARIAT, SHEET, score_of

KLINIK = "data/innovations/klinik-daring.yaml"
INSTRUMENT = "data/instruments/mini-2023.yaml"


def records(base: Path, head: Path) -> tuple[Record, ...]:
    return compare_records(check(base).sound, check(head).sound)


def figures(base: Path, head: Path) -> IndexChange:
    old, new = check(base), check(head)
    then = new.model._replace(instruments=old.model.instruments)
    anew = old.model._replace(instruments=new.model.instruments)
    replays = Replays(score_of(old._replace(model=anew)), score_of(new._replace(model=then)))
    return compare_scores(score_of(old), replays, score_of(new))


def faults(base: Checked, head: Checked, renamed: dict[str, str] | None = None) -> Faults:
    return compare_findings(findings_of(base), findings_of(head), renamed or {})


def fields(before: Any, after: Any) -> list[tuple[Any, ...]]:
    return [(*field.pointer, field.before, field.after) for field in compare_values(before, after)]


def test_a_version_and_itself_do_not_differ() -> None:
    same = figures(BASE, BASE)
    assert not records(BASE, BASE)
    assert not same.moves
    assert not same.rules_claimed


def test_an_answer_is_told_by_its_item() -> None:
    one = [{"item": "a", "level": 2, "evidence": []}, {"item": "b", "level": 1, "evidence": []}]
    two = [{"item": "b", "level": 1, "evidence": []}, {"item": "a", "level": 3, "evidence": [{"evidence": "sk"}]}]
    assert fields({"answers": one}, {"answers": two}) == [
        ("answers", "a", "level", 2, 3),
        ("answers", "a", "evidence", "sk", None, {"evidence": "sk"}),
    ]


def test_an_entry_of_a_plain_list_comes_or_goes() -> None:
    assert fields(["a", "b"], ["b", "c", "d"]) == [(0, "a", "c"), (1, None, "d")]


def test_true_is_not_1() -> None:
    assert fields({"a": True}, {"a": 1}) == [("a", True, 1)]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.text("ab", max_size=2),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "text", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(VALUES)
def test_a_value_does_not_differ_from_itself(value: Any) -> None:
    assert list(compare_values(value, value)) == []


@given(VALUES, VALUES)
def test_there_and_back_are_opposite(one: Any, two: Any) -> None:
    def turned(found: Iterator[Field]) -> set[str]:
        return {repr((field.pointer, field.after, field.before)) for field in found}

    assert {repr((f.pointer, f.before, f.after)) for f in compare_values(one, two)} == turned(compare_values(two, one))


def test_only_words_differ_where_a_text_of_words_was_written_anew(build: Build) -> None:
    [record] = records(BASE, build({SECRETARIAT: base_text(SECRETARIAT, ("Masterplan ditetapkan", "Sudah"))}))
    assert (record.kind, record.path, record.wording) == ("answers", SECRETARIAT, True)


def test_a_record_under_another_name_is_renamed(build: Build) -> None:
    text = base_text(KLINIK, ("id: klinik-daring", "id: klinik-jauh"))
    [record] = records(BASE, build({KLINIK: None, "data/innovations/klinik-jauh.yaml": text}))
    assert (record.what, record.path, record.before) == ("renamed", "data/innovations/klinik-jauh.yaml", KLINIK)


def test_renames_are_the_same_pairs_there_and_back_and_of_thousands_quickly() -> None:
    def records_of(prefix: str, year: int) -> dict[str, tuple[str, object]]:
        return {
            f"data/innovations/{prefix}-{n}.yaml": ("innovation", {"name": f"Inovasi {n}", "started": year, "id": n})
            for n in range(3000)
        }

    old, new = records_of("lama", 2022), records_of("baru", 2023)
    there, back = find_renames(old, new), find_renames(new, old)
    assert there == {was: was.replace("lama", "baru") for was in old}
    assert {now: was for was, now in there.items()} == back


def test_records_that_say_the_same_are_paired_by_their_names() -> None:
    same = ("innovation", {"name": "Klinik"})
    assert find_renames({"b": same, "a": same}, {"d": same, "c": same, "e": same}) == {"a": "c", "b": "d"}


def test_the_way_to_a_value_is_found_by_names() -> None:
    data = {"answers": [{"item": "a", "level": 1}, {"item": "b", "evidence": [{"evidence": "sk"}]}]}
    assert place_of(data, ("answers", "b", "evidence", "sk")) == ("answers", 1, "evidence", 0)
    assert place_of(data, ("answers", "c", "level")) == ("answers",)


def test_other_records_are_added_and_removed(build: Build) -> None:
    text = base_text("data/evidence/sk-forum.yaml", ("id: sk-forum", "id: sk-lain"))
    root = build({"data/evidence/sk-lain.yaml": text, KLINIK: None})
    assert [(r.what, r.kind) for r in records(BASE, root)] == [("added", "evidence"), ("removed", "innovation")]


CHANGES: dict[str, dict[str, str | bytes | None]] = {
    "level": {SHEET: base_text(SHEET, ("level: 3", "level: 2"))},
    "evidence": {SECRETARIAT: base_text(SECRETARIAT, ("evidence: [{evidence: sk-forum, pages: '1'}]", "evidence: []"))},
    "sheet": {SHEET: None},
    "excluded": {
        INSTRUMENT: base_text(INSTRUMENT, ("not_applicable: counted", "not_applicable: excluded")),
        SHEET: base_text(SHEET, ("level: 3", "level: null\n    not_applicable: tidak ada jalan")),
    },
    "weights": {
        INSTRUMENT: base_text(INSTRUMENT, ("baseline: 20", "baseline: 30"), ("outcome: 40", "outcome: 30")),
        SHEET: base_text(SHEET, ("level: 3", "level: 4")),
    },
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_rules_and_items_move_adds_up_to_the_change(change: str, build: Build) -> None:
    found = figures(BASE, build(CHANGES[change]))
    claimed = found.rules_claimed + sum(move.claimed for move in found.moves)
    supported = found.rules_supported + sum(move.supported for move in found.moves)
    assert claimed == found.head.final.claimed - found.base.final.claimed
    assert supported == found.head.final.supported - found.base.final.supported
    assert found.moves


def test_moved_goalposts_are_told_apart_from_answers(build: Build) -> None:
    """Either may be taken first, the weights (with mean 1.5 or 2) or the answer (with weight 0.4 or 0.3)."""
    found = figures(BASE, build(CHANGES["weights"]))
    assert found.rules_claimed == Fraction("0.1") * 4 - Fraction("0.1") * Fraction("1.75")
    assert [(move.item, move.claimed) for move in found.moves] == [("outcome-living-roads", Fraction("0.175"))]


def test_a_finding_stays_the_same_while_its_line_moves(build: Build, tmp_path: Path) -> None:
    faulty = base_text(SHEET, ("level: 3", "level: 0"))
    base = check(build({SHEET: faulty}))
    (tmp_path / "workspace" / SHEET).write_text("# catatan\n" + faulty, "utf-8")
    found = faults(base, check(tmp_path / "workspace"))
    assert (found.new, [f.kind.id for f in found.inherited], found.fixed) == ((), ["answer-level"], ())


def test_findings_come_and_go(build: Build) -> None:
    base, head = check(BASE), check(build({SHEET: base_text(SHEET, ("level: 3", "level: 0"))}))
    assert [f.kind.id for f in faults(base, head).new] == ["answer-level"]
    assert [f.kind.id for f in faults(head, base).fixed] == ["answer-level"]


def test_an_answer_given_twice_makes_no_old_finding_a_new_one(build: Build) -> None:
    faulty = base_text(SHEET, ("level: 3", "level: 0"))
    root = build({SHEET: faulty})
    base = check(root)
    (root / SHEET).write_text(faulty + base_text(SHEET).partition("answers:\n")[2], "utf-8")
    found = faults(base, check(root))
    assert [f.kind.id for f in found.inherited] == ["answer-level"]
    assert (["answer-level" in [f.kind.id for f in found.new]], found.fixed) == ([False], ())
