"""Texts: what a reader sees of a text, and what two texts have in common that read the same."""

from __future__ import annotations

import re

from ...workspace.sample import Content

FEWEST_LETTERS = 3
"""A text with fewer letters and digits says nothing."""
MOST_WORDS = 40
"""A text with more different words is never only a title."""
TAG = r"<[^<>]*>"
REMARK = ("<!--", "-->")
_HEADS = (("<head>", "</head>"), ("<head ", "</head>"))  # and not "<header>"
_UNSEEN = (REMARK, ("<script", "</script"), ("<style", "</style"), *_HEADS)
SHOWN = r"(?i)<(?:img|svg|video|iframe|object|embed|canvas|audio)\b"


def hash_of(content: bytes) -> str:
    """The SHA-256 of some bytes."""
    from hashlib import sha256

    return sha256(content).hexdigest()


def words_of(text: str) -> frozenset[str]:
    """The words of a text in small letters."""
    return frozenset(_listed(text))


def _listed(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def of_text(text: str, *, shown: bool = False) -> Content:
    """What a text says about its file; `shown` says that pictures are shown with it."""
    listed = _listed(text)
    words = frozenset(listed)
    if shown:
        return Content()
    if sum(map(len, words)) < FEWEST_LETTERS:
        return Content(empty=True)
    core = hash_of(" ".join(listed).encode("utf-8", "replace"))
    return Content(words=words if len(words) <= MOST_WORDS else None, core=core)


def visible(text: str) -> str:
    """The text of a web page, without what a browser does not show."""
    for start, end in _UNSEEN:
        text = without(text, start, end)
    return re.sub(TAG, " ", text)


def without(text: str, start: str, end: str) -> str:
    """A text without everything between two marks. It is searched once: a hostile file costs no more than another."""
    folded, kept, place = text.lower(), [], 0
    if len(folded) != len(text):
        return text
    while (opens := folded.find(start, place)) >= 0 and (closes := folded.find(end, opens)) >= 0:
        kept.append(text[place:opens])
        place = closes + len(end)
    return " ".join((*kept, text[place:]))
