"""Pages: the sheets that a reference means, by the numbers printed on them and by those of the sheets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..reading.words.printed import printed_shift
from ..spelling.pages import read_pages


def sheets_of(reference: str | None, texts: Sequence[str]) -> tuple[int, ...]:
    """The sheets where a reader would look, the printed number first. Where it names no number, all sheets."""
    everywhere = tuple(range(1, len(texts) + 1))
    named = read_pages(reference) if reference else None
    if named is None or not named.names_a_page:
        return everywhere
    shift = printed_shift(texts)
    numbers = sorted(named.numbers)
    sheets = [*(n - shift for n in numbers), *numbers]
    for part in named.parts:
        sheets.extend(_sheets_of_part(part, texts) or everywhere)
    return tuple(dict.fromkeys(n for n in sheets if 1 <= n <= len(texts)))


def _sheets_of_part(part: str, texts: Sequence[str]) -> list[int]:
    """The sheets from the one that an annex or table begins on, as far as its text is on one line."""
    words = r"\W+".join(map(re.escape, part.split()))
    pattern = re.compile(rf"(?im)^[^\w\n]*{words}\b")
    first = next((n for n, text in enumerate(texts, 1) if pattern.search(text)), None)
    return [] if first is None else list(range(first, len(texts) + 1))
