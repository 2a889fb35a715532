"""Examining a file once: what many versions share is not read again, and nothing that is found depends on it."""

from __future__ import annotations

import pytest

from banjar_smartcity.checking.one_file import nothing_known
from banjar_smartcity.checking.pipeline import check_tree
from banjar_smartcity.diagnostics import Diagnostic
from banjar_smartcity.workspace import layout as workspace
from banjar_smartcity.workspace.disk import Disk
from conftest import BASE, CASES, TODAY, Build, base_text
from test_cases import lay, third

KLINIK = "data/innovations/klinik-daring.yaml"


@pytest.mark.parametrize("case", third(1))
def test_what_is_found_is_the_same_whatever_was_known_before(case: str, build: Build) -> None:
    known = nothing_known()
    check_tree(Disk(BASE), TODAY, known)
    root = lay(build, CASES / case / "bad")
    alone, first, again = (check_tree(Disk(root), TODAY, memo) for memo in (None, known, known))
    assert first == again == alone


def test_each_distinct_file_is_examined_once(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    load = workspace.load_content

    def counting(path: str, content: bytes | None, fault: Diagnostic | None, *, nodes: bool = True) -> workspace.Loaded:
        parsed.append(path)
        return load(path, content, fault, nodes=nodes)

    monkeypatch.setattr(workspace, "load_content", counting)
    known = nothing_known()
    check_tree(Disk(BASE), TODAY, known)
    before = len(parsed)
    check_tree(Disk(build({KLINIK: base_text(KLINIK, ("Klinik", "Balai"))})), TODAY, known)
    assert parsed[before:] == [KLINIK]


def test_equal_bytes_at_another_place_are_another_file(build: Build) -> None:
    known = nothing_known()
    root = build({"data/evidence/klinik-daring.yaml": base_text(KLINIK)})
    found = check_tree(Disk(root), TODAY, known).findings
    assert {finding.path for finding in found if finding.kind.id.startswith("schema")} == {
        "data/evidence/klinik-daring.yaml"
    }


def test_what_is_forgotten_is_examined_anew() -> None:
    known = nothing_known()
    first = check_tree(Disk(BASE), TODAY, known)
    known.forget()
    assert not known.files
    assert check_tree(Disk(BASE), TODAY, known) == first
