"""The order of lines: a title that is drawn after its table comes before it, columns stay as they are."""

from __future__ import annotations

from banjar_smartcity.reading.words.order import PlacedLine, in_order


def block(name: str, top: int, lines: int, left: int = 50, right: int = 350) -> list[PlacedLine]:
    """Lines one below the other, 10 high with 2 between them."""
    return [PlacedLine(f"{name} {n}", top - 12 * n, top - 12 * n - 10, left, right) for n in range(lines)]


def names(lines: list[PlacedLine]) -> list[str]:
    return [line.text[:-2] for line in in_order(lines) if line.text.endswith(" 0")]


def test_what_is_above_comes_first() -> None:
    head, title, rows, source = (
        block("head", 800, 1),
        block("title", 700, 2),
        block("row", 660, 8),
        block("src", 550, 1),
    )
    assert names([*head, *rows, *source, *title]) == ["head", "title", "row", "src"]
    assert names([*head, *title, *rows, *source]) == ["head", "title", "row", "src"]


def test_columns_stay_as_they_were_drawn() -> None:
    left, lower = block("left", 700, 10, 50, 190), block("lower", 500, 10, 50, 190)
    right = block("right", 700, 12, 210, 350)
    assert names([*left, *lower, *right]) == ["left", "lower", "right"]
    assert names([*block("beside", 700, 12, 50, 190), *block("other", 704, 12, 210, 350)]) == ["beside", "other"]


def test_the_number_of_a_page_stays_where_it_is() -> None:
    assert names([*block("number", 40, 1, 50, 60), *block("body", 700, 20)]) == ["number", "body"]
    assert in_order([]) == []
