"""Letters: invisible characters are shown by their code point, or removed, and no other text is changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.source.letters import printable, visible, visible_line


@pytest.mark.parametrize(
    ("text", "shown", "line", "kept"),
    [
        ("Ibu Kota", "Ibu Kota", "Ibu Kota", "Ibu Kota"),
        ("dua\tkata", "dua kata", "dua kata", "dua kata"),
        ("dua\nbaris\n", "dua<U+000A>baris<U+000A>", "dua baris", "dua baris"),
        ("SK\u200bBupati", "SK<U+200B>Bupati", "SK<U+200B>Bupati", "SKBupati"),
        ("\u202efdp.exe", "<U+202E>fdp.exe", "<U+202E>fdp.exe", "fdp.exe"),
        ("a\u00a0 b", "a\u00a0 b", "a b", "a b"),
        ("x\udcffy", "x<U+DCFF>y", "x<U+DCFF>y", "xy"),
    ],
)
def test_each_kind_of_invisible_character(text: str, shown: str, line: str, kept: str) -> None:
    assert (visible(text), visible_line(text), printable(text)) == (shown, line, kept)


@given(st.text())
def test_a_printable_text_is_one_printable_line_and_stays_as_it_is(text: str) -> None:
    kept = printable(text)
    assert kept.isprintable()
    assert kept == kept.strip()
    assert printable(kept) == visible_line(kept) == kept
