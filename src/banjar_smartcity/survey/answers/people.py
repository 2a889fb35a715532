"""People: which rows are of one person, by numbers that stand for identity numbers, phones, addresses and codes.

Rows with the same identity number, phone or address are of one person. Rows with the same code are too, unless they
differ in something else, as offices number the respondents of each form from 1. The same name does not make rows one
person, as there are namesakes; `lint/people.py` checks whether there are more of them than chance explains.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress
from typing import overload

from .forms import Form
from .keys.person_keys import PersonKeys

_STRONG = ("nik", "phone", "email", "instance")
_PERSONAL = ("nik", "phone", "email")
_MOST_SAME = 8
"""The most different persons with one code that are compared."""


def identify(forms: Sequence[Form]) -> tuple[Sequence[int], ...]:
    """For each form the person of each row, as a number. A row is one person in all dimensions that it answers."""
    rows = _Rows([role for role in (*_STRONG, "code", "name") if any(role in form.people for form in forms)])
    places = [rows.of(form) for form in forms]
    parent: dict[int, int] = {}

    def root(node: int) -> int:
        while (above := parent.get(node, node)) != node:
            parent[node] = node = parent.get(above, above)
        return node

    def join(a: int, b: int) -> None:
        a, b = root(a), root(b)
        parent[max(a, b)] = min(a, b)

    for role in _STRONG:
        first: dict[int, int] = {}
        for node, value in rows.repeated(role):
            join(first.setdefault(value, node), node)
    _join_same("code", rows, join)
    if not parent:
        return tuple(places)
    joined = {node: root(node) for node in parent}
    return tuple(SharedPeople(_joined(nodes, joined), _several(nodes, joined)) for nodes in places)


def _joined(nodes: Sequence[int], joined: Mapping[int, int]) -> list[int]:
    """The persons of rows, each by the first of its rows."""
    if not isinstance(nodes, range):
        return [joined.get(node, node) for node in nodes]
    people = list(nodes)
    for node, first in joined.items():
        if node in nodes:
            people[node - nodes.start] = first
    return people


def _several(nodes: Sequence[int], joined: Mapping[int, int]) -> frozenset[int] | None:
    """The persons who have several of these rows; None if only a look at all of them tells."""
    if not isinstance(nodes, range):
        return None
    firsts = [first for node, first in joined.items() if node in nodes and node != first]
    counts = Counter(firsts)
    counts.update(first for first in set(firsts) if first in nodes)
    return frozenset(person for person, count in counts.items() if count > 1)


class SharedPeople(Sequence[int]):
    """The person of each row of a form, some of whom have several rows in one of the forms."""

    def __init__(self, people: Sequence[int], several: frozenset[int] | None = None) -> None:
        """`several` are the persons who have several rows, if they are known."""
        self._people, self._several = people, several
        self._first: dict[frozenset[int], list[int]] = {}

    @cached_property
    def several(self) -> frozenset[int]:
        """The persons who have several rows of this form."""
        if self._several is not None:
            return self._several
        if len(set(self._people)) == len(self._people):
            return frozenset()
        return frozenset(person for person, count in Counter(self._people).items() if count > 1)

    @cached_property
    def rows_of_several(self) -> list[int]:
        """The indices of the rows of these persons."""
        return list(compress(range(len(self)), map(self.several.__contains__, self._people)))

    def rows_but(self, later: frozenset[int]) -> list[int]:
        """The indices of all rows but some; they are asked for several times."""
        if later not in self._first:
            kept = bytearray([1]) * len(self)
            for i in later:
                kept[i] = 0
            self._first[later] = list(compress(range(len(self)), kept))
        return self._first[later]

    def __len__(self) -> int:
        return len(self._people)

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...
    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        return self._people[place]

    def __iter__(self) -> Iterator[int]:
        return iter(self._people)


def several(people: Sequence[int]) -> frozenset[int]:
    """The persons who have several rows of a form."""
    return people.several if isinstance(people, SharedPeople) else SharedPeople(people).several


class _Rows:
    """The rows of all forms, each once, and what identifies the person of each. A class, since forms share rows."""

    def __init__(self, roles: Sequence[str]) -> None:
        self._size = 0
        self._known: dict[str, tuple[Sequence[int], range]] = {}
        self._others: dict[str, dict[int, int]] = {}
        self._sources: dict[str, list[PersonKeys]] = {role: [] for role in roles}
        self.keys = {role: array("q") for role in roles}
        """By role the keys of all rows; 0 if a row has none."""

    def of(self, form: Form) -> Sequence[int]:
        """The number of each row of a form; a row that an earlier form of the table has keeps its number."""
        size = len(form.rows)
        if form.path not in self._known:
            nodes = range(self._size, self._size + size)
            self._known[form.path] = (form.rows, nodes)
            self._add(form, range(size))
            return nodes
        rows, nodes = self._known[form.path]
        if rows == form.rows:
            return nodes
        table = self._others.setdefault(form.path, dict(zip(rows, nodes, strict=True)))
        new = [i for i, row in enumerate(form.rows) if row not in table]
        table.update(zip((form.rows[i] for i in new), range(self._size, self._size + len(new)), strict=True))
        self._add(form, new)
        return [table[row] for row in form.rows]

    def _add(self, form: Form, new: Sequence[int]) -> None:
        for role, keys in self.keys.items():
            own = form.people.get(role)
            if own is None:
                keys.extend(array("q", bytes(keys.itemsize * len(new))))
            elif new:
                self._sources[role].append(own)
                keys.extend(own.keys if isinstance(new, range) else array("q", map(own.keys.__getitem__, new)))
        self._size += len(new)

    def repeated(self, role: str) -> list[tuple[int, int]]:
        """The rows whose key in a role others have as well, each with the key."""
        keys = self.keys.get(role, array("q"))
        sources = self._sources.get(role, ())
        again = PersonKeys(keys).again if len(sources) > 1 else sources[0].again if sources else ()
        if not again:
            return []
        return [(node, keys[node]) for node in compress(range(len(keys)), map(again.__contains__, keys))]


def _join_same(role: str, rows: _Rows, join: Callable[[int, int], None]) -> None:
    """Join the rows that have the same value in a role, unless they differ in something else."""
    by_value: dict[int, list[int]] = {}
    for node, value in rows.repeated(role):
        others = by_value.setdefault(value, [])
        other = next((one for one in others if _not_contradicted(rows, one, node)), None)
        if other is not None:
            join(other, node)
        elif len(others) < _MOST_SAME:
            others.append(node)


def _not_contradicted(rows: _Rows, one: int, other: int) -> bool:
    pairs = ((rows.keys[role][one], rows.keys[role][other]) for role in (*_PERSONAL, "name") if role in rows.keys)
    return all(a == b for a, b in pairs if a and b)


def only_named(form: Form) -> bool:
    """Whether a form identifies persons by name only."""
    return "name" in form.people and not any(any(form.people.get(role, ())) for role in (*_STRONG, "code"))


def identifies_people(form: Form) -> bool:
    """Whether a form has a column that identifies persons and is filled in most of its rows."""
    filled = max((len(keys) - keys.blanks for role, keys in form.people.items() if role != "instance"), default=0)
    return filled * 2 > len(form.rows)
