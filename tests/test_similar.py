"""The same document under two names is known by its text; documents of the same form are not the same."""

from __future__ import annotations

import random

import pytest

from banjar_smartcity.reading.similar import SameText, sequences, similar

WORDS = [f"kata{n}" for n in range(3000)]
FORM = "pemerintah kabupaten contoh dinas komunikasi informatika jalan umpama nomor satu telepon nol lima satu satu "


def pairs(texts: dict[str, str]) -> tuple[SameText, ...]:
    return similar({name: sequences(words) for name, words in texts.items()})


def text(seed: int, length: int) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def changed(words: str, every: int) -> str:
    parts = words.split()
    parts[::every] = ["lain"] * len(parts[::every])
    return " ".join(parts)


@pytest.mark.parametrize("length", [40, 400, 30_000])
def test_a_copy_with_other_line_ends_and_capitals_is_the_same(length: int) -> None:
    one = text(1, length)
    (pair,) = pairs({"sk": one, "sk-2": one.upper().replace(" ", "\r\n  "), "other": text(2, length)})
    assert (pair.one, pair.other, float(pair.share)) == ("sk", "sk-2", 1.0)


def test_a_part_of_a_longer_document_is_alike() -> None:
    whole = text(1, 20_000)
    part = " ".join(whole.split()[5_000:7_000])
    assert [(pair.one, pair.other) for pair in pairs({"whole": whole, "part": part})] == [("part", "whole")]


@pytest.mark.parametrize(("every", "same"), [(100, True), (10, False)])
def test_nine_tenths_of_the_sequences_decide(every: int, same: bool) -> None:
    one = text(1, 2_000)
    assert bool(pairs({"one": one, "other": changed(one, every)})) == same


def test_letters_of_the_same_form_are_not_the_same() -> None:
    letters = {f"surat-{n}": FORM + text(n, 60) for n in range(40)}
    assert pairs(letters) == ()
    assert pairs({"a": FORM, "b": FORM}) == ()


def test_many_documents_take_no_time_that_grows_with_their_pairs() -> None:
    """800 documents have 319,600 pairs; only those that share rare sequences are compared."""
    documents = {f"d{n}": FORM + text(n, 300) for n in range(800)} | {"again": FORM + text(7, 300)}
    assert [(pair.one, pair.other) for pair in pairs(documents)] == [("again", "d7")]


def test_many_copies_are_found_and_each_is_named_once() -> None:
    """Also if there are more of them than of texts that share a letterhead."""
    one = text(1, 400)
    copies = {f"salinan-{n:02}": one for n in range(30)} | {f"lain-{n:02}": text(n + 2, 400) for n in range(30)}
    found = pairs(copies)
    assert len(found) == 29
    assert {name for pair in found for name in pair[:2]} == {f"salinan-{n:02}" for n in range(30)}
