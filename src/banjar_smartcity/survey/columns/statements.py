"""Statements: the items of the instrument that the survey answers, and the names by which a column may mean one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from ...i18n import Text
from ...model.dimension import Dimension
from ...model.instrument import SURVEY, Instrument, Item
from ...model.model import Model
from ...model.survey_rules import default_rules
from ...named import NamedTuple
from ..cells.plain import plain

_NUMBERED = re.compile(
    r"(?:(.*?)_?)??(?:p|q|s|x|pernyataan|pertanyaan|statement|butir|item|soal|jawaban|answer|u|v|unsur|indikator)?_?(?:no_?|nomor_?|ke_?)?(\d{1,2})"
)
_NUMBER_AT_END = re.compile(r"_?\d{1,2}$")
"""What is left is a group's name that ends with one of these letters: `business_1`."""
_RANGE = re.compile(r"_\d_(?:(?:sampai|hingga|s_d|to)_)?\d{1,2}$")
"""The lowest and the highest mark in brackets after the name of a statement."""
_LONG_NAME = 6
"""The least letters of a sub-dimension's name that are enough to know it within a longer word."""
_LONG = 25
"""The least letters of a statement's text for which it is looked for inside a longer name of a column."""


class Statements(NamedTuple):
    """The survey's items in the order of the form, and the names that mean them."""

    items: tuple[Item, ...]
    dimensions: tuple[Dimension, ...]
    by_name: Mapping[str, str]
    longest: int
    """The length of the longest of these names."""
    starts: Collection[str]
    """The first `_LONG` letters of those that have so many."""
    parts: Mapping[str, str]
    """Ids of sub-dimensions by their plain names."""
    wholes: Mapping[str, str]
    """Ids of dimensions by their plain names."""
    part_starts: Collection[str]
    """The first `_LONG_NAME` letters of the plain names of sub-dimensions."""
    enough: int
    """The number of respondents that the instrument asks for."""
    marks: range
    """The marks of an answer, the lowest first."""
    labels: Mapping[str, int] = {}
    """The marks of the answers of our form by their plain texts."""

    def items_of(self, place: str) -> tuple[str, ...]:
        """The items of a dimension or sub-dimension, in the order of the form."""
        return tuple(item.id for item in self.items if place in (item.dimension, item.sub_dimension))

    def item(self, name: str) -> Item:
        """The item with this id; raise `StopIteration` if there is none."""
        return next(item for item in self.items if item.id == name)

    def sub_dimension_of(self, name: str) -> str | None:
        """The sub-dimension of the item with this id; None if there is none."""
        return next((item.sub_dimension for item in self.items if item.id == name), None)

    def names_of(self, item: str) -> tuple[str, ...]:
        """The plain names that mean an item: its id, with and without its aspect, and its texts."""
        return tuple(name for name, meant in self.by_name.items() if meant == item)

    def find(self, header: object) -> str | None:
        """The item that the name of a column means, with or without groups before it; None if it means none."""
        found = self.match(header)
        return found[0] if found else None

    def match(self, header: object) -> tuple[str, str] | None:
        """The item that the name of a column means, and the rest of the plain name; None if it means none."""
        name = plain(header)
        if not name:
            return None
        if known := self.by_name.get(name) or self.by_name.get(_RANGE.sub("", name)):
            return known, ""
        if "_" not in name and (known := self._joined(name)):
            return known, ""
        known = max(self._longest_text(name), self._longest_end(name), self._start(name), key=len)
        if known:
            before, _, after = name.rpartition(known)
            return self.by_name[known], f"{before}_{after}".strip("_")
        item = self._numbered(name) or self._cut(name)
        return (item, "") if item else None

    def place_in(self, name: str) -> str | None:
        """The one sub-dimension, else the one dimension, in the name of a file or sheet; None if not one."""
        words = f"_{plain(name)}_"
        for names in (self.parts, self.wholes):
            found = {place for alias, place in names.items() if f"_{alias}_" in words}
            if len(found) == 1:
                return found.pop()
        return None

    def _joined(self, name: str) -> str | None:
        """The item whose id a name is without anything between the words: `impactHealthRemoteCare`."""
        return next((item.id for item in self.items if _plain_id(item.id).replace("_", "") == name), None)

    def _cut(self, name: str) -> str | None:
        """The one item whose text begins with a name that a program has cut."""
        if name[:_LONG] not in self.starts:
            return None
        found = {item for known, item in self.by_name.items() if known.startswith(name)}
        return found.pop() if len(found) == 1 else None

    def _longest_end(self, name: str) -> str:
        """The longest known name at the end of a column's name, after an underscore."""
        tail = name[-self.longest - 1 :]
        ends = (tail[i + 1 :] for i, letter in enumerate(tail) if letter == "_")
        return next((end for end in ends if end in self.by_name), "")

    def _start(self, name: str) -> str:
        """The whole id of an item at the beginning of a column's name, as before `_code` and `_text`."""
        if not any(name[:end] in self.by_name for end, letter in enumerate(name) if letter == "_"):
            return ""  # nearly always, and sooner known than by all ids
        return next((i for item in self.items if name.startswith(f"{(i := _plain_id(item.id))}_")), "")

    def _longest_text(self, name: str) -> str:
        """The longest text of a statement in a column's name."""
        if len(name) < _LONG:
            return ""
        return max((known for known in self.by_name if len(known) >= _LONG and known in name), key=len, default="")

    def _numbered(self, name: str) -> str | None:
        """The item of `health_2` or `living_q5`, by its place in the sub-dimension or dimension.

        `health_q4` is the fourth statement of the dimension if that is one of the sub-dimension.
        """
        found = _NUMBERED.fullmatch(name)
        if found is None or not found[1]:
            return None
        place = self._place(found[1]) or self._place(_NUMBER_AT_END.sub("", name))
        items = self.items_of(place) if place else ()
        number = int(found[2])
        if 1 <= number <= len(items):
            return items[number - 1]
        whole = next((d.id for d in self.dimensions if any(place == sub.id for sub in d.sub_dimensions)), None)
        everything = self.items_of(whole) if whole else ()
        item = everything[number - 1] if 1 <= number <= len(everything) else None
        return item if item in items else None

    def _place(self, name: str) -> str | None:
        """The sub-dimension, else the dimension, that a name is or ends with, as groups are written before it."""
        words = name.split("_")
        for start in range(len(words)):
            end = "_".join(words[start:])
            if place := self.parts.get(end) or self.wholes.get(end):
                return place
        return self._begun(name)

    def _begun(self, name: str) -> str | None:
        """The one sub-dimension that a group's name means in a longer or shorter form: `Harmonisasi tata ruang`."""
        if name[:_LONG_NAME] not in self.part_starts:
            return None  # nearly always, and sooner known than by all names
        first = name.partition("_")[0]
        found = {
            place
            for alias, place in self.parts.items()
            if (len(alias) >= _LONG_NAME and first.startswith(alias))
            or ("_" in name and len(name) >= _LONG_NAME and alias.startswith(f"{name}_"))
        }
        return found.pop() if len(found) == 1 else None


@cache
def _plain_id(item: str) -> str:
    """The plain name of an id; every column's name is compared with all of them."""
    return plain(item)


def without_group(name: str) -> str:
    """The name of a column without the group before it, as of `group/P1` and `The question [P1]`."""
    if name.endswith("]") and (own := name.rpartition("[")[2][:-1]):
        return own
    return name.rpartition("/")[2]


def number_of(header: object) -> int | None:
    """The number of a column that is only numbered (`p1`, `Q 7`, `Pernyataan 3`, `9`); else None."""
    found = _NUMBERED.fullmatch(plain(header))
    return int(found[2]) if found and not found[1] else None


def statements_of(model: Model) -> Statements:
    """The statements of the instrument in force."""
    instrument = model.instrument
    items = tuple(item for item in model.items if item.kind == SURVEY and item.dimension and item.sub_dimension)
    by_name: dict[str, str] = {}
    for item in items:
        by_name[plain(item.id)] = item.id
    for item in items:
        by_name.setdefault(plain(item.id).removeprefix(plain(item.aspect) + "_"), item.id)
    texts: dict[str, set[str]] = {}
    for item in items:
        for text in _both(item.question):
            texts.setdefault(text, set()).add(item.id)
    for text, meant in texts.items():
        if len(meant) == 1:  # a text that two statements share means neither
            by_name.setdefault(text, *meant)
    dimensions = model.ordered_dimensions
    parts = _aliases((sub.id, sub.name) for dimension in dimensions for sub in dimension.sub_dimensions)
    wholes = _aliases((dimension.id, dimension.name) for dimension in dimensions)
    return Statements(
        items=items,
        dimensions=dimensions,
        by_name=by_name,
        longest=max(map(len, by_name), default=0),
        starts=frozenset(name[:_LONG] for name in by_name if len(name) >= _LONG),
        parts=parts,
        wholes=wholes,
        part_starts=frozenset(alias[:_LONG_NAME] for alias in parts),
        enough=(instrument.survey if instrument else default_rules()).respondents,
        marks=instrument.survey_levels if instrument else range(0),
        labels=_labels(instrument, items),
    )


def _labels(instrument: Instrument | None, items: Iterable[Item]) -> dict[str, int]:
    """The levels of the statements by their texts in both languages."""
    found: dict[str, int] = {}
    ladders = {item.ladder: instrument.ladder(item) for item in items} if instrument else {}
    for ladder in filter(None, ladders.values()):
        for level, text in ladder.levels.items():
            for name in _both(text):
                found.setdefault(name, int(level))
    return found


def _both(text: Text) -> Iterable[str]:
    return filter(None, (plain(text.id), plain(text.en)))


def _aliases(named: Iterable[tuple[str, Text]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, text in named:
        for alias in (plain(name), "smart_" + plain(name), *_both(text), *_both(Text(text.id.partition("(")[0]))):
            found.setdefault(alias, name)
    return found
