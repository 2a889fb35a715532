"""Similarity: innovations whose names or expansions are similar to those of another.

Time grows with the number of records, not of pairs: each name is filed under keys that it shares with any name that
differs by one letter, and each expansion under keys that it shares with any that differs by one word.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from unicodedata import normalize
from zlib import crc32

from ..model.innovation import Innovation

_FEWEST_LETTERS = 6
"""Shorter names must be the same in every letter: one letter makes WAJAR another word."""


_FEWEST_WORDS = 4
"""Shorter expansions must be the same in every word."""


_MOST_LETTERS, _MOST_WORDS = 100, 30
"""No real name has more letters or words, and such a name would have very many keys."""


_SEEN_BITS = 26
_SEEN = (1 << _SEEN_BITS) - 1
"""As many bits of a mark as are compared: 8 MiB say which have been seen."""
_FEW = 1000
"""The marks of fewer records are compared as they are, which takes less memory."""


_SMALL_WORDS = frozenset(("dan", "di", "ke", "dari", "untuk", "yang", "dengan", "of", "the", "and", "for"))


def similar_pairs(records: Iterable[Innovation]) -> Iterator[tuple[Innovation, Innovation]]:
    """Pairs of an innovation and the first earlier one with a similar name or expansion."""
    first: dict[str, Innovation] = {}
    for record in records:
        keys = set(_keys(record))
        other = next((first[key] for key in sorted(keys) if key in first), None)
        if other is not None:
            yield record, other
        for key in keys:
            first.setdefault(key, record)


def marks_of(record: Innovation) -> bytes:
    """A number for each key of its names and expansions, as an array. Similar innovations have one in common."""
    return marks_of_names((record.name, *record.also_named), (expansion.text.id for expansion in record.expansions))


def marks_of_names(names: Iterable[str], expansions: Iterable[str]) -> bytes:
    """The same of its names and expansions."""
    return array("I", sorted({crc32(key.encode()) for key in _keys_of(names, expansions)})).tobytes()


def with_common_marks(marks: Mapping[str, bytes]) -> set[str]:
    """The names of those that have a mark in common with another one."""
    again = _repeated(marks.values()) if len(marks) < _FEW else _probably_repeated(marks.values())
    found: dict[int, list[str]] = {}
    for name, own in marks.items():
        for mark in again.intersection(memoryview(own).cast("I")):
            found.setdefault(mark, []).append(name)
    return {name for names in found.values() if len(names) > 1 for name in names}


def _repeated(marks: Iterable[bytes]) -> set[int]:
    """Marks that there are more than once."""
    seen, again = set[int](), set[int]()
    for own in marks:
        new = set(memoryview(own).cast("I"))
        again |= seen & new
        seen |= new
    return again


def _probably_repeated(marks: Iterable[bytes]) -> set[int]:
    """The same and a few others, in the same memory however many there are."""
    seen, again = bytearray(1 << _SEEN_BITS - 3), set[int]()
    for own in marks:
        for mark in memoryview(own).cast("I"):
            place, bit = (mark & _SEEN) >> 3, 1 << (mark & 7)
            if seen[place] & bit:
                again.add(mark)
            else:
                seen[place] |= bit
    return again


def similar_records(name: str, records: Iterable[Innovation]) -> Iterator[Innovation]:
    """The innovations whose names or expansions are similar to this name, which may also be an expansion."""
    wanted = {*_name_keys("".join(_words(name))), *_word_keys(_words(name))}
    return (record for record in records if not wanted.isdisjoint(_keys(record)))


def is_similar(name: str, other: str) -> bool:
    """Whether two names may stand for one innovation."""
    return not set(_name_keys("".join(_words(name)))).isdisjoint(_name_keys("".join(_words(other))))


def _keys(record: Innovation) -> Iterator[str]:
    return _keys_of((record.name, *record.also_named), (expansion.text.id for expansion in record.expansions))


def _keys_of(names: Iterable[str], expansions: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from _name_keys("".join(_words(name)))
    for expansion in expansions:
        yield from _word_keys(_words(expansion))


def _words(text: str) -> list[str]:
    plain = (text if text.isascii() else normalize("NFKD", text).encode("ascii", "ignore").decode()).lower()
    return re.findall(r"[a-z0-9]+", plain)


def _name_keys(letters: str) -> Iterator[str]:
    if not letters:
        return
    yield letters
    if _FEWEST_LETTERS <= len(letters) <= _MOST_LETTERS:
        yield from (f"{letters[:i]}{letters[i + 1 :]}" for i in range(len(letters)))


def _word_keys(words: Iterable[str]) -> Iterator[str]:
    kept = sorted({word for word in words if word not in _SMALL_WORDS})
    if len(kept) < 2:
        return
    yield " ".join(kept)
    if _FEWEST_WORDS <= len(kept) <= _MOST_WORDS:
        yield from (" ".join(kept[:i] + kept[i + 1 :]) for i in range(len(kept)))
