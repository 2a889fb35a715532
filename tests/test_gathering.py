"""Files examined in several processes: the same findings and the same model as in one."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from banjar_smartcity.checking.gathering import gather, pool
from banjar_smartcity.checking.gathering.documents import LaterDocuments
from banjar_smartcity.checking.pipeline import Checked, check_workspace
from banjar_smartcity.evidence.claims import claims, innovation_uses
from banjar_smartcity.evidence.state import assess_evidence
from banjar_smartcity.evidence.unread import find_unread
from banjar_smartcity.model import later
from banjar_smartcity.model.as_of import as_of
from banjar_smartcity.model.later import LaterRecord, LaterRecords, outlined, passing
from banjar_smartcity.render.json.evidence import documents_data, evidence_data
from banjar_smartcity.workspace.disk import Disk
from banjar_smartcity.workspace.layout import discover
from conftest import BASE, CASES, EXAMPLE, ROOT, TODAY, Build
from test_cases import MADE, NEW, cases, lay, third

SHARED = ROOT, EXAMPLE


def at_once(work: Callable[[Any], Any], chunks: Sequence[Any], workers: int) -> Iterator[Any]:
    """What processes send each other, without their start."""
    assert workers > 1
    for chunk in chunks:
        yield pickle.loads(pickle.dumps(work(pickle.loads(pickle.dumps(chunk)))))


def in_two(root: Path, monkeypatch: pytest.MonkeyPatch) -> Checked:
    """The check of a folder as two processes do it, however few files it has."""
    with monkeypatch.context() as patch:
        patch.setattr(gather, "FROM", 1)
        patch.setattr(pool, "share", at_once)
        return check_workspace(root, TODAY, 2)


def same(one: Checked, other: Checked) -> bool:
    """Whether two checks found the same, and the same records."""
    names = [name for name in Checked._fields if name not in ("texts", "sound", "salvaged", "records")]
    alike = all(getattr(one, name) == getattr(other, name) for name in names)
    return (
        alike and dict(one.texts) == dict(other.texts) and _plain(one) == _plain(other) and _built(one) == _built(other)
    )


def _built(checked: Checked) -> dict[str, object]:
    return {
        path: (kind, record.build(record.written) if isinstance(record, LaterRecord) else record)
        for path, (kind, record) in checked.records.items()
    }


def _plain(checked: Checked) -> list[tuple[str, str, object, str]]:
    return [(kind, found.path, found.data, found.text) for kind, found in checked.readable]


@pytest.mark.parametrize("case", third(2))
def test_two_processes_find_what_one_finds(case: str, build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    root = lay(build, CASES / case / "bad")
    assert same(in_two(root, monkeypatch), check_workspace(root, TODAY, 1))


@pytest.mark.parametrize("kind", MADE)
def test_unusual_bytes_are_the_same_finding_in_two_processes(
    kind: str, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = build({NEW: MADE[kind][0]})
    assert same(in_two(root, monkeypatch), check_workspace(root, TODAY, 1))


@pytest.mark.parametrize("root", SHARED)
def test_real_data_and_the_example_are_the_same_in_two_processes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert same(in_two(root, monkeypatch), check_workspace(root, TODAY, 1))


@pytest.mark.parametrize("root", SHARED)
def test_many_files_are_the_same_in_one_process_which_leaves_their_data_behind(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = check_workspace(root, TODAY, 1)
    monkeypatch.setattr(gather, "FROM", 1)
    many = check_workspace(root, TODAY, 1, memory=False)
    assert isinstance(many.model.innovations, LaterRecords)
    assert same(many, here)


def test_real_processes_examine_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gather, "FROM", 1)
    monkeypatch.setattr(gather, "_CHUNK", 2)
    assert same(check_workspace(BASE, TODAY, 2), check_workspace(BASE, TODAY, 1))


def test_no_record_is_built_that_no_rule_has_to_look_at(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[str] = []
    get = LaterRecords.__getitem__

    def watched(records: LaterRecords[Any], name: str) -> Any:
        built.append(name)
        return get(records, name)

    monkeypatch.setattr(LaterRecords, "__getitem__", watched)
    model = in_two(BASE, monkeypatch).model
    assert isinstance(model.innovations, LaterRecords)
    on_file = {name for name, outline in outlined(model.evidence).items() if outline.sha256 is not None}
    assert set(built) <= on_file
    assert len(model.innovations) > 0


@pytest.mark.parametrize("root", SHARED)
def test_an_outline_says_what_its_record_says(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = in_two(root, monkeypatch).model
    for records in (model.innovations, model.drafts, model.evidence):
        outlines = outlined(records)
        assert list(outlines) == list(records)
        for name, record in records.items():
            outline = outlines[name]
            own = set(outline._fields) & set(dir(record))
            assert own >= {"id"}
            assert {key: getattr(outline, key) for key in own} == {key: getattr(record, key) for key in own}
            assert outline.at == record.at


DAYS = (date(2019, 1, 1), date(2023, 5, 20), date(2025, 12, 1), date(2026, 5, 15), date(2030, 1, 1))


@pytest.mark.parametrize("root", SHARED)
def test_records_that_are_built_later_are_cut_at_a_day_as_all_others(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later, now = in_two(root, monkeypatch).model, check_workspace(root, TODAY, 1).model
    for day in DAYS:
        assert as_of(later, day) == as_of(now, day)
    seen = as_of(later, DAYS[-1])
    assert isinstance(seen.innovations, LaterRecords)
    for name, outline in outlined(seen.innovations).items():
        record = seen.innovations[name]
        own = set(outline._fields) & set(dir(record))
        assert {key: getattr(outline, key) for key in own} == {key: getattr(record, key) for key in own}
        assert set(outline.documents) == {use.evidence for use in innovation_uses(record)}


def test_records_that_are_passed_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(later, "KEPT", 1)  # of few records all are kept
    seen = as_of(in_two(EXAMPLE, monkeypatch).model, DAYS[-1])
    first = next(iter(passing(seen.innovations)))
    assert next(iter(passing(seen.innovations))) is not first, "made again"
    assert list(passing(seen.innovations)) == list(seen.innovations.values())
    asked = next(iter(seen.innovations.values()))
    assert next(iter(passing(seen.innovations))) is asked, "kept, once asked for"


@pytest.mark.parametrize("root", SHARED)
def test_what_innovations_name_is_told_by_their_outlines(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = in_two(root, monkeypatch).model
    monkeypatch.setattr(later.LaterRecords, "_make", None)  # none is built
    found = list(claims(seen))
    monkeypatch.undo()
    at_hand = claims(seen._replace(innovations=dict(seen.innovations)))
    assert found == [claim for claim in at_hand if claim.by != "innovation" or claim.uses]
    assert root != EXAMPLE or any(claim.by == "innovation" for claim in found)


@pytest.mark.parametrize("case", [*filter(lambda name: name.startswith("evidence"), cases()), None])
def test_documents_are_judged_by_their_outlines_as_by_their_records(
    case: str | None, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay(build, CASES / case / "bad") if case else EXAMPLE
    seen, now = in_two(root, monkeypatch), check_workspace(root, TODAY, 1)
    for day in DAYS:
        found, known = (assess_evidence(as_of(one.model, day), one.holdings, root, day, 90) for one in (seen, now))
        assert evidence_data(found, partial=False) == evidence_data(known, partial=False)
        by_outlines, by_records = documents_data(found, seen.model.evidence), documents_data(known, now.model.evidence)
        assert list(by_outlines) == list(by_records)
        assert found.documents
        unread, also = (find_unread(as_of(one.model, day), one.holdings) for one in (seen, now))
        assert unread == also
        assert [judged.force for judged in found.documents] == [judged.force for judged in known.documents]


def test_few_files_are_examined_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "share", None)
    assert check_workspace(BASE, TODAY, 2).findings == ()


def test_documents_are_read_again_when_they_are_asked_for() -> None:
    files = discover(Disk(BASE)).files
    later = LaterDocuments(Disk(BASE), files)
    assert [(kind, document.path) for kind, document in later] == [(file.kind, file.path) for file in files]
    assert [document.path for _, document in later[1:3]] == [file.path for file in files[1:3]]
    assert later[0][1].node is None
