"""Parts that are nothing but an outline: kept together, found again, and those that nobody needs let go."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from banjar_smartcity.checking.gathering.straight import straight_outline
from banjar_smartcity.checking.memory import outlines
from banjar_smartcity.checking.memory.box import Box
from banjar_smartcity.checking.memory.outlines import FEW, SPARE, KeptOutlines
from banjar_smartcity.checking.memory.store import MOST_BYTES, PartStore
from banjar_smartcity.checking.pipeline import check_tree
from banjar_smartcity.model.outline import InnovationOutline, Outline
from banjar_smartcity.workspace.disk import Disk
from conftest import EXAMPLE, TODAY, Build
from test_outlines import PATH, innovations


@cache
def outline() -> InnovationOutline:
    """That of an innovation of which there is no more to say."""
    return next(found for data in innovations() if (found := straight_outline(PATH, data)) is not None)


def named(*numbers: int) -> dict[bytes, Outline]:
    """Outlines under keys."""
    return {number.to_bytes(4, "big"): outline()._replace(id=f"n-{number}") for number in numbers}


def kept(place: Path) -> set[int]:
    """The numbers of those that were written."""
    found = KeptOutlines(place, "name")
    return {number for number in range(5000) if number.to_bytes(4, "big") in found}


@pytest.mark.parametrize("together", [1, 99, 100, 2000])
def test_what_was_kept_is_found_again(together: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlines, "TOGETHER", together)
    ours = named(*range(100))
    assert KeptOutlines(tmp_path, "name").save(ours) == {}
    assert {key: KeptOutlines(tmp_path, "name").find(key) for key in ours} == ours


def test_a_few_new_ones_are_left_to_who_keeps_single_parts(tmp_path: Path) -> None:
    KeptOutlines(tmp_path, "name").save(named(*range(100)))
    few = 100 // FEW
    assert KeptOutlines(tmp_path, "name").save(named(*range(100 + few))) == named(*range(100, 100 + few))
    assert kept(tmp_path) == set(range(100))
    assert KeptOutlines(tmp_path, "name").save(named(*range(100 + 2 * few))) == {}
    assert kept(tmp_path) == set(range(100 + 2 * few))


def test_some_that_nobody_needed_now_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlines, "SPARE", 10)
    KeptOutlines(tmp_path, "name").save(named(*range(100)))
    KeptOutlines(tmp_path, "name").save(named(*range(100, 120)))
    assert kept(tmp_path) == {*range(30), *range(100, 120)}
    monkeypatch.setattr(outlines, "MOST", 25)
    KeptOutlines(tmp_path, "name").save(named(*range(200, 230)))
    assert kept(tmp_path) == set(range(200, 225))
    assert SPARE == 1000


def test_a_new_workspace_is_read_once(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, read = build(), list[str]()
    of_disk = Disk.read

    def watched(tree: Disk, path: str) -> object:
        read.append(path)
        return of_disk(tree, path)

    monkeypatch.setattr(Disk, "read", watched)
    check_tree(Disk(root), TODAY, store=PartStore(tmp_path, "name"))
    innovations = [path for path in read if path.startswith("data/innovations/")]
    assert len(innovations) == len(set(innovations)) > 0


def test_each_part_is_kept_once(tmp_path: Path) -> None:
    store = PartStore(tmp_path, "name")
    checked = check_tree(Disk(EXAMPLE), TODAY, store=store)
    store.save()
    together, single = KeptOutlines(tmp_path, "name-outlines"), Box(tmp_path, "name-files", MOST_BYTES)
    assert len(together) > len(checked.model.innovations) / 2
    assert len(together) + len(single) == len(checked.keys)
