"""Boxes: what was put in is found again, and little that is new does not lead to writing everything again."""

from __future__ import annotations

from pathlib import Path

import pytest

from banjar_smartcity.checking.memory.box import KEY, LITTLE, Box

MOST = 1 << 20


def key(number: int) -> bytes:
    return number.to_bytes(KEY, "big")


def put(place: Path, numbers: range, size: int = 100) -> None:
    """Put pieces in a box and save it."""
    box = Box(place, "pieces", MOST)
    for number in numbers:
        box.put(key(number), bytes((number % 256,)) * size)
    box.save()


def found(place: Path, numbers: range) -> list[int]:
    """Which pieces are found, and are as they were put in."""
    box = Box(place, "pieces", MOST)
    seen = {number: box.find(key(number)) for number in numbers}
    assert all(set(piece) == {number % 256} for number, piece in seen.items() if piece)
    return [number for number, piece in seen.items() if piece]


def files(place: Path) -> tuple[Path, Path]:
    """The first and the second file."""
    second = next(place.glob("pieces-new.*.memory"))
    return next(path for path in place.glob("pieces.*.memory")), second


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A folder with a box of a hundred pieces."""
    put(tmp_path / "cache", range(100))
    return tmp_path / "cache"


def test_little_that_is_new_leaves_the_first_file_alone(cache: Path) -> None:
    (first,) = cache.glob("pieces*.memory")
    before = first.stat().st_mtime_ns, first.read_bytes()
    for start in (100, 110):
        put(cache, range(start, start + 10))
    assert (first.stat().st_mtime_ns, first.read_bytes()) == before
    assert found(cache, range(120)) == list(range(120))


def test_much_that_is_new_is_written_with_all_others(cache: Path) -> None:
    put(cache, range(100, 110))
    box = Box(cache, "pieces", MOST)
    for number in range(110):
        assert box.find(key(number))
    for number in range(110, 110 + 100 // LITTLE):
        box.put(key(number), bytes((number,)) * 100)
    box.save()
    first, second = files(cache)
    assert second.stat().st_size < 100 < first.stat().st_size
    assert found(cache, range(200)) == list(range(135))


def test_a_piece_that_is_put_again_is_the_new_one(cache: Path) -> None:
    box = Box(cache, "pieces", MOST)
    box.put(key(1), b"new")
    box.save()
    assert Box(cache, "pieces", MOST).find(key(1)) == b"new"


@pytest.mark.parametrize("which", [0, 1])
def test_a_damaged_file_takes_nothing_from_the_other_one(which: int, cache: Path) -> None:
    put(cache, range(100, 110))
    path = files(cache)[which]
    path.write_bytes(path.read_bytes()[:-1])
    assert found(cache, range(110)) == [list(range(100, 110)), list(range(100))][which]


def test_both_files_together_are_bounded(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for start in range(0, 200, 10):
        box = Box(cache, "pieces", 10_000)
        for number in range(start, start + 10):
            box.put(key(number), bytes(100))
        box.save()
        assert sum(path.stat().st_size for path in cache.glob("pieces*.memory")) < 10_000 + 200 * (KEY + 4) + 200
