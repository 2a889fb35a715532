"""Fitting: at any width of the terminal, each figure of a table is there, and whole."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.render.terminal.fitting import fitting

ROOT = Path(__file__).resolve().parent.parent
LEAST = 12
NAMES = ["Baseline", "KAB. LOMBOK UTARA", "Tata Kelola dan Manajemen", "rencana-pengembangan-quick-win"]
FIGURES = ["3,33", "−0,57", "13/16", "111/111", "–", "sesuai catatan", "Penyelenggaraan"]


def printed(headings: Sequence[str], rows: Sequence[Sequence[str]], text_columns: int, room: int) -> list[str]:
    stream = io.StringIO()
    cells = [[Text(cell) for cell in row] for row in rows]
    Console(file=stream, width=room, color_system=None).print(fitting(headings, cells, text_columns, LEAST, room))
    return [line.rstrip() for line in stream.getvalue().splitlines()]


ROWS = st.tuples(st.integers(1, 2), st.integers(1, 9)).flatmap(
    lambda size: st.tuples(
        st.just(size[0]),
        st.lists(st.sampled_from(FIGURES[5:]), min_size=size[1], max_size=size[1]),
        st.lists(
            st.tuples(
                st.lists(st.sampled_from(NAMES), min_size=size[0], max_size=size[0]),
                st.lists(st.sampled_from(FIGURES), min_size=size[1], max_size=size[1]),
            ),
            min_size=1,
            max_size=4,
        ),
    )
)


@given(ROWS, st.integers(2 * (LEAST + 2) + max(map(len, FIGURES)), 130))
@example((1, ["Penyelenggaraan"] * 9, [(["Baseline"], ["3,33"] * 9)]), 100)
def test_no_figure_is_cut_or_missing_at_any_width(
    table: tuple[int, list[str], list[tuple[list[str], list[str]]]], room: int
) -> None:
    text_columns, figures, rows = table
    shown = printed(["Nama"] * text_columns + figures, [[*names, *cells] for names, cells in rows], text_columns, room)
    assert max(map(len, shown)) <= room
    given_words = Counter(word for _names, cells in rows for cell in cells for word in cell.split())
    given_words.update(word for heading in figures for word in heading.split())
    found = Counter(word for line in shown for word in line.split())
    assert {word: found[word] for word in given_words} == dict(given_words)


def test_what_has_no_room_comes_below_with_the_names_again() -> None:
    shown = printed(["Daerah", "Indeks", "Kolaborasi"], [["KAB. DEMAK", "3,63", "3,73"]], 1, 24)
    assert shown == [
        "Daerah        Indeks",
        "────────────────────",
        "KAB. DEMAK      3,63",
        "",
        "Daerah        Kolaborasi",
        "────────────────────────",
        "KAB. DEMAK          3,73",
    ]


@pytest.mark.parametrize("columns", ["40", "60", "89", "98", "100", "120"])
@pytest.mark.parametrize("lang", ["id", "en"])
def test_compared_regions_have_all_their_figures(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: str, lang: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("NO_COLOR", "1")
    published = str(ROOT / "data" / "results" / "2023.yaml")
    assert main(["compare", published, "--root", str(ROOT), "--lang", lang, "--today", "2023-12-31"]) == 0
    shown = capsys.readouterr().out
    assert max(map(len, shown.splitlines())) <= int(columns)
    assert (("90 kolom" if lang == "id" else "90 columns") in shown) == (int(columns) < 90)
    surakarta = [line.split()[2:] for line in shown.splitlines() if line.startswith("KOTA SURAKARTA")]
    figures = ["1", "3.84", "+0.04"] + ["4.00", "3.89", "3.76", "3.99", "3.88", "3.33"] * (int(columns) >= 90)
    assert [figure.replace(",", ".") for line in surakarta for figure in line] == figures
