"""Plain tables: what goes to a file or pipe is what rich gives there, byte for byte."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from banjar_smartcity.render.terminal import console
from banjar_smartcity.render.terminal.plain import _NARROW
from banjar_smartcity.source.letters import visible

LETTERS = st.text(st.one_of(st.sampled_from("ab 1,–█\n"), st.characters()), max_size=30)
ROWS = st.integers(1, 5).flatmap(
    lambda width: st.tuples(
        st.integers(1, 2),
        st.lists(LETTERS, min_size=width, max_size=width),
        st.lists(st.lists(LETTERS, min_size=width, max_size=width), max_size=4),
    )
)


def _printed(show: Callable[[], None], *, plain: bool) -> str:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("COLUMNS", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "JUPYTER_COLUMNS"):
            patch.delenv(name, raising=False)
        stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace", newline="")
        patch.setattr(sys, "stdout", stream)
        assert console.is_plain()
        if not plain:
            patch.setattr(console, "is_plain", lambda: False)
        show()
        stream.flush()
        return stream.buffer.getvalue().decode()


@given(ROWS)
@example((1, ["Aspek", "Terjawab"], [["Struktur", "1/2"], ["sebuah nama yang panjang sekali", "10/20"]]))
@example((2, ["Wilayah", "Varian"], []))
@example((1, ["a"], [[""]]))
def test_a_table_is_that_of_rich(given_rows: tuple[int, list[str], Sequence[Sequence[str]]]) -> None:
    text_columns, headings, rows = given_rows
    headings = [visible(heading).replace("<U+000A>", "\n") for heading in headings]

    def show() -> None:
        cells = [[console.stacked(cell) if cell[:1] == "1" else cell for cell in row] for row in rows]
        console.console().print(console.table(headings, cells, text_columns=text_columns))

    assert _printed(show, plain=True) == _printed(show, plain=False)


@given(LETTERS, LETTERS, st.integers(0, 9))
def test_texts_and_bars_are_those_of_rich(first: str, second: str, part: int) -> None:
    def show() -> None:
        out = console.console()
        text = console.styled(first, "bold").append("\n").append_text(console.styled(second, "dim"))
        out.print(text)
        out.print()
        out.print(console.bar(part, 9) + console.stacked(second))
        console.hanging(out, text, 4)

    assert _printed(show, plain=True) == _printed(show, plain=False)


def test_letters_taken_for_one_column_wide_are() -> None:
    narrow = [chr(code) for code in range(0x3000) if _NARROW.fullmatch(chr(code))]
    assert len(narrow) > 600
    assert [letter for letter in narrow if cell_len(letter) != 1] == []
