"""Excerpts: two versions of a text, cut so that all that differs is seen."""

from __future__ import annotations

from collections.abc import Sequence

MAX_VALUE = 60
"""The longest text that is shown whole, in characters."""
_AROUND = 3
"""The words that are shown before and after what differs."""
_MOST_WORDS = 1000
_MOST_LETTERS = 600
"""What differs is cut in the middle if it is longer, since it is read beside a link to the file."""


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Both texts, or what differs in them with a few words around it; dots replace what is the same."""
    if max(len(before), len(after)) <= MAX_VALUE:
        return before, after
    old, new = before.split(" "), after.split(" ")
    shown_old, shown_new = set[int](), set[int]()
    for tag, a, b, c, d in _differences(old, new):
        if tag != "equal":
            shown_old.update(range(a - _AROUND, b + _AROUND))
            shown_new.update(range(c - _AROUND, d + _AROUND))
    return _cut(old, shown_old), _cut(new, shown_new)


def _differences(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """The parts that differ. In long texts it is one, from the first word that differs to the last."""
    if len(old) + len(new) <= _MOST_WORDS:
        from difflib import SequenceMatcher  # slow to load

        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    start = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    most = min(len(old), len(new)) - start
    pairs = zip(reversed(old), reversed(new), strict=False)
    end = next((i for i, (a, b) in enumerate(pairs) if a != b or i == most), most)
    return [("replace", start, len(old) - end, start, len(new) - end)]


def _cut(words: Sequence[str], shown: set[int]) -> str:
    parts: list[str] = []
    for place, word in enumerate(words):
        if place in shown:
            parts.append(word)
        elif not parts or parts[-1] != "…":
            parts.append("…")
    text = " ".join(parts)
    if len(text) <= _MOST_LETTERS:
        return text
    return f"{text[: _MOST_LETTERS // 2]} … {text[-_MOST_LETTERS // 2 :]}"
