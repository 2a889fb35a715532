"""People: which rows are one person's, by numbers that stand for identity numbers, phones, addresses, codes and names.

An identity number, phone or address that agrees makes rows one person's. A code does so only where nothing else that
both rows give says otherwise, since offices number the respondents of each form from 1; a name only where the rows have
nothing else in common.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from .forms import Form

_STRONG = ("nik", "phone", "email", "instance")
_PERSONAL = ("nik", "phone", "email")
_MOST_ALIKE = 8
"""So many different persons of one code or name are compared."""

_Keys = dict[str, int]


class People(NamedTuple):
    """For each form its rows' persons, and the persons of whom only a name says that several rows are theirs."""

    of_form: tuple[Sequence[int], ...]
    by_name: frozenset[int]


def identify(forms: Sequence[Form]) -> People:
    """Who is who among the rows of all forms. A row is one person in all the dimensions it answers."""
    nodes: dict[str, dict[int, int]] = {}
    keys: list[_Keys] = []
    for form in forms:
        known = nodes.setdefault(form.path, {})
        roles = list(form.people.items())
        for i, row in enumerate(form.rows):
            if row not in known:
                known[row] = len(keys)
                keys.append({role: values[i] for role, values in roles if values[i]})
    parent = list(range(len(keys)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    def join(a: int, b: int) -> None:
        a, b = root(a), root(b)
        parent[max(a, b)] = min(a, b)

    for role in _STRONG:
        first: dict[int, int] = {}
        for node, told in enumerate(keys):
            if value := told.get(role):
                join(first.setdefault(value, node), node)
    _join_alike("code", keys, join, _not_contradicted)
    named: list[int] = []

    def join_namesakes(a: int, b: int) -> None:
        named.append(b)
        join(a, b)

    _join_alike("name", keys, join_namesakes, _nothing_else)
    numbers = tuple([root(nodes[form.path][row]) for row in form.rows] for form in forms)
    return People(numbers, frozenset(root(node) for node in named))


def _join_alike(
    role: str, keys: Sequence[_Keys], join: Callable[[int, int], None], same: Callable[[_Keys, _Keys], bool]
) -> None:
    """Join the rows that agree in a role, where nothing speaks against it."""
    alike: dict[int, list[int]] = {}
    for node, told in enumerate(keys):
        if not (value := told.get(role)):
            continue
        others = alike.setdefault(value, [])
        other = next((one for one in others if same(keys[one], told)), None)
        if other is not None:
            join(other, node)
        elif len(others) < _MOST_ALIKE:
            others.append(node)


def _not_contradicted(a: Mapping[str, int], b: Mapping[str, int]) -> bool:
    return all(a[role] == b[role] for role in (*_PERSONAL, "name") if role in a and role in b)


def _nothing_else(a: Mapping[str, int], b: Mapping[str, int]) -> bool:
    return not any(role in a and role in b for role in (*_PERSONAL, "code"))


def tells_people(form: Form) -> bool:
    """Whether a form has a column that tells persons apart, filled in most of its rows."""
    filled = max((sum(map(bool, values)) for role, values in form.people.items() if role != "instance"), default=0)
    return filled * 2 > len(form.rows)
