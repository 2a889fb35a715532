"""People: which rows are of one person, by numbers that stand for identity numbers, phones, addresses and codes.

Rows with the same identity number, phone or address are of one person. Rows with the same code are too, unless they
differ in something else, as offices number the respondents of each form from 1. The same name does not make rows one
person, as there are namesakes; `lint/people.py` checks whether there are more of them than chance explains.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from .forms import Form

_STRONG = ("nik", "phone", "email", "instance")
_PERSONAL = ("nik", "phone", "email")
_MOST_SAME = 8
"""The most different persons with one code that are compared."""

_Keys = dict[str, int]


def identify(forms: Sequence[Form]) -> tuple[Sequence[int], ...]:
    """For each form the person of each row, as a number. A row is one person in all dimensions that it answers."""
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
        for node, values_of_row in enumerate(keys):
            if value := values_of_row.get(role):
                join(first.setdefault(value, node), node)
    _join_same("code", keys, join, _not_contradicted)
    return tuple([root(nodes[form.path][row]) for row in form.rows] for form in forms)


def _join_same(
    role: str, keys: Sequence[_Keys], join: Callable[[int, int], None], same: Callable[[_Keys, _Keys], bool]
) -> None:
    """Join the rows that have the same value in a role, if `same` allows it."""
    by_value: dict[int, list[int]] = {}
    for node, values_of_row in enumerate(keys):
        if not (value := values_of_row.get(role)):
            continue
        others = by_value.setdefault(value, [])
        other = next((one for one in others if same(keys[one], values_of_row)), None)
        if other is not None:
            join(other, node)
        elif len(others) < _MOST_SAME:
            others.append(node)


def _not_contradicted(a: Mapping[str, int], b: Mapping[str, int]) -> bool:
    return all(a[role] == b[role] for role in (*_PERSONAL, "name") if role in a and role in b)


def only_named(form: Form) -> bool:
    """Whether a form identifies persons by name only."""
    return "name" in form.people and not any(any(form.people.get(role, ())) for role in (*_STRONG, "code"))


def identifies_people(form: Form) -> bool:
    """Whether a form has a column that identifies persons and is filled in most of its rows."""
    filled = max((sum(map(bool, values)) for role, values in form.people.items() if role != "instance"), default=0)
    return filled * 2 > len(form.rows)
