"""Alike: innovations whose names or expansions look like those of another.

Work grows with the number of records, not with that of their pairs: each name is filed under keys that a name one
letter away, or an expansion one word away, shares.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from ..model.innovation import Innovation

_SHORT = 6
"""Shorter names must agree to the letter: one letter makes WAJAR another word."""


_FEW = 4
"""Shorter expansions must agree in every word."""


_LONG, _MANY = 100, 30
"""Beyond so many letters or words no real name goes, and keys would multiply."""


_SMALL_WORDS = frozenset(("dan", "di", "ke", "dari", "untuk", "yang", "dengan", "of", "the", "and", "for"))


def alike(records: Iterable[Innovation]) -> Iterator[tuple[Innovation, Innovation]]:
    """Each innovation whose names or expansions look like those of an earlier one, with that one."""
    first: dict[str, Innovation] = {}
    for record in records:
        keys = set(_keys(record))
        other = next((first[key] for key in sorted(keys) if key in first), None)
        if other is not None:
            yield record, other
        for key in keys:
            first.setdefault(key, record)


def _keys(record: Innovation) -> Iterator[str]:
    for name in (record.name, *record.also_named):
        yield from _name_keys("".join(_words(name)))
    for expansion in record.expansions:
        yield from _word_keys(_words(expansion.text.id))


def _words(text: str) -> list[str]:
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", plain)


def _name_keys(letters: str) -> Iterator[str]:
    if not letters:
        return
    yield letters
    if _SHORT <= len(letters) <= _LONG:
        yield from (f"{letters[:i]}{letters[i + 1 :]}" for i in range(len(letters)))


def _word_keys(words: Iterable[str]) -> Iterator[str]:
    kept = sorted({word for word in words if word not in _SMALL_WORDS})
    if len(kept) < 2:
        return
    yield " ".join(kept)
    if _FEW <= len(kept) <= _MANY:
        yield from (" ".join(kept[:i] + kept[i + 1 :]) for i in range(len(kept)))
