"""Records: the differences between two versions of the data, record by record and field by field.

Entries of a list are matched by the key that identifies them (an answer by its item, a source by its id), never by
their position: sorting a list or inserting an entry does not change the other entries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ...checking.gathering.documents import Documents
from ...diagnostics import Pointer
from ...named import NamedTuple
from ...source.entries import identity, naming
from ...spelling.assertions import assertion, negations
from ...spelling.patterns import late
from .renames import find_renames

ADDED, REMOVED, CHANGED, RENAMED = "added", "removed", "changed", "renamed"

_WORDS = frozenset(
    (
        "note",
        "text",
        "fact",
        "title",
        "question",
        "name",
        "measure",
        "description",
        "en",
        "role",
        "also_named",
        "blocked_by",
        "group",
    )
)
"""Keys with words as values, which can be rewritten without any other effect."""
_FIGURE = late(r"\d+")
_DAY = late(r"\d{4}(-\d\d){0,2}(T.*)?")
_LOOKED = frozenset(("read", "answered_on", "deviation", "users"))
"""Keys that tell when somebody looked or answered, or what only describes a survey: they are kept up to date."""
_FALLING = frozenset(("level", "mean", "respondents", "users", "score", "final", "value"))
"""Keys with figures that are worse if they are lower."""
_BEFORE_AND_AFTER = frozenset(("before", "after"))
"""Keys with the figures of a measure, of which nothing says whether more or less is better."""


class ListPlace(int):
    """A step of a pointer that is a position in a list, from 0. Other numbers are names, such as a year."""


class Field(NamedTuple):
    """A value that was changed. Before or after is None if it is missing or unknown."""

    pointer: Pointer
    """The path with names in place of list positions: `("answers", "outcome-living-roads", "level")`."""
    before: object
    after: object
    translated: tuple[str, str] | None = None
    """For a translation: the texts before and after that it translates."""

    @property
    def wording(self) -> bool:
        """Whether only words differ: both are texts of a key for words, with the same figures and denials in them.

        A translation that comes, goes or changes is wording, unless it has figures that its text does not have, or
        denies what it did not deny before.
        """
        if self.translated is not None:
            sides = zip((self.before, self.after), self.translated, strict=True)
            return self._denies_alike and all(_figures(text) <= _figures(original) for text, original in sides)
        words = any(step in _WORDS for step in self.pointer if isinstance(step, str))
        if not (words and isinstance(self.before, str) and isinstance(self.after, str)):
            return False
        return assertion(self.before) == assertion(self.after)

    @property
    def _denies_alike(self) -> bool:
        """Whether a translation of an unchanged text denies as much as before."""
        texts = self.before, self.after
        if self.translated is None or self.translated[0] != self.translated[1]:
            return True
        return len({negations(text) for text in texts if isinstance(text, str)}) < 2

    @property
    def replaces(self) -> bool:
        """Whether a figure, a day, or a sentence with what it says is replaced by another."""
        if self.wording or self.before is None or self.after is None or self.pointer[-1] in _LOOKED:
            return False
        texts = [value for value in (self.before, self.after) if isinstance(value, str)]
        if len(texts) == len((self.before, self.after)):
            return any(step in _WORDS for step in self.pointer) or all(map(_DAY.fullmatch, texts))
        return all(
            isinstance(value, int | float) and not isinstance(value, bool) for value in (self.before, self.after)
        )

    @property
    def loses(self) -> bool:
        """Whether something is taken away, or a figure is lower."""
        if self.wording or self.before is None:
            return False
        if self.after is None:
            return True
        figures = all(isinstance(v, int | float) and not isinstance(v, bool) for v in (self.before, self.after))
        falling = self.pointer[-1] in _FALLING and not _BEFORE_AND_AFTER.intersection(self.pointer[-2:-1])
        return figures and falling and self.after < self.before  # type: ignore[operator]  # both are numbers


def _figures(text: object) -> frozenset[str]:
    return frozenset(_FIGURE.findall(text)) if isinstance(text, str) else frozenset()


class Record(NamedTuple):
    """A file that was added, removed, changed, or renamed and perhaps changed too."""

    kind: str
    what: str
    path: str
    """The new path; of a removed file, the old one."""
    before: str | None
    """The old path, if it differs or the file was removed."""
    fields: tuple[Field, ...]

    @property
    def wording(self) -> bool:
        """Whether only words differ."""
        return self.what == CHANGED and all(field.wording for field in self.fields)


def compare_records(base: Documents, head: Documents) -> tuple[Record, ...]:
    """Every record that differs, in the order of the paths, among those that may."""
    before = {document.path: (kind, document) for kind, document in base}
    new: dict[str, tuple[str, object]] = {}
    for kind, document in head:
        former = before.get(document.path)
        if former is not None and former[1].text == document.text:
            del before[document.path]
        else:
            new[document.path] = kind, document.data
    old = {path: (kind, document.data) for path, (kind, document) in before.items()}
    moved = find_renames(old, new)
    origins = {now: was for was, now in moved.items()}
    documents = renamed_documents(moved, old)
    found = []
    for path in sorted(old.keys() | new.keys()):
        if path in moved:
            continue  # reported under its new path
        origin = origins.get(path, path)
        if path not in new:
            found.append(Record(old[path][0], REMOVED, path, path, ()))
        elif origin not in old:
            found.append(Record(new[path][0], ADDED, path, None, ()))
        else:
            fields = tuple(follow(compare_values(old[origin][1], new[path][1]), documents))
            if origin != path:
                found.append(Record(new[path][0], RENAMED, path, origin, fields))
            elif fields:
                found.append(Record(new[path][0], CHANGED, path, None, fields))
    return tuple(found)


def renamed_documents(moved: Mapping[str, str], old: Mapping[str, tuple[str, object]]) -> Mapping[str, str]:
    """The new id of each document by its old one, from the new path of each record by its old one."""
    return {_stem(was): _stem(now) for was, now in moved.items() if old[was][0] == "evidence"}


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml")


def follow(fields: Iterable[Field], documents: Mapping[str, str]) -> Iterator[Field]:
    """The fields, where a document that has another id now is the same one, and not one removed and one added."""
    listed = tuple(fields)
    added = {field.pointer: field for field in listed if field.before is None and field.pointer[-2:-1] == ("evidence",)}
    joined: set[Pointer] = set()
    for field in listed:
        now = documents.get(str(field.pointer[-1])) if field.after is None and field.pointer[-2:-1] else None
        other = added.get((*field.pointer[:-1], now)) if now is not None else None
        if other is not None:
            joined |= {field.pointer, other.pointer}
            yield from compare_values(field.before, other.after, other.pointer)
    yield from (field for field in listed if field.pointer not in joined)


def compare_values(before: object, after: object, pointer: Pointer = ()) -> Iterator[Field]:
    """The fields in which two values differ."""
    if identity(before) == identity(after):  # quickly seen, and most that is compared is equal
        return
    if texts := _translated(before, after):
        yield from texts(pointer)
    elif isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            yield from compare_values(before.get(key), after.get(key), (*pointer, key))
    elif isinstance(before, list) and isinstance(after, list):
        yield from _compare_lists(before, after, pointer)
    elif type(before) is not type(after) or before != after:  # true is not 1
        yield Field(pointer, before, after)


def _translated(before: object, after: object) -> Callable[[Pointer], Iterator[Field]] | None:
    """How two versions of a text with a translation are compared; None if they are not such texts."""
    one, other = _text(before), _text(after)
    if one is None or other is None or not (isinstance(before, dict) or isinstance(after, dict)):
        return None

    def fields(pointer: Pointer) -> Iterator[Field]:
        if one[0] != other[0]:
            yield Field((*pointer, "id"), one[0], other[0])
        if one[1] != other[1]:
            yield Field((*pointer, "en"), one[1], other[1], (one[0], other[0]))

    return fields


def _text(value: object) -> tuple[str, str | None] | None:
    """A text and its translation; None if the value is not a text."""
    if isinstance(value, str):
        return value, None
    if isinstance(value, dict) and value.keys() <= {"id", "en"} and isinstance(value.get("id"), str):
        english = value.get("en")
        return (value["id"], english) if english is None or isinstance(english, str) else None
    return None


def _compare_lists(before: list[Any], after: list[Any], pointer: Pointer) -> Iterator[Field]:
    name = naming(before, after)
    if name is not None:
        old = {entry[name]: entry for entry in before}
        new = {entry[name]: entry for entry in after}
        for key in dict.fromkeys((*old, *new)):
            yield from compare_values(old.get(key), new.get(key), (*pointer, key))
        return
    removed, added = _without(before, after), _without(after, before)
    for place, value in enumerate(removed):
        if place < len(added):  # at the same position among the changed ones it is the same entry, changed
            yield from compare_values(value, added[place], (*pointer, ListPlace(place)))
        else:
            yield Field((*pointer, ListPlace(place)), value, None)
    for place, value in enumerate(added[len(removed) :], len(removed)):
        yield Field((*pointer, ListPlace(place)), None, value)


def _without(entries: list[Any], others: list[Any]) -> list[Any]:
    left = Counter(map(identity, others))
    kept = []
    for entry in entries:
        key = identity(entry)
        left[key] -= 1
        if left[key] < 0:
            kept.append(entry)
    return kept
