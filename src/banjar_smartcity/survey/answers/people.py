"""People: which rows are one person's, by numbers that stand for identity numbers, phones, addresses and codes.

An identity number, phone or address that agrees makes rows one person's. A code does so only where nothing else that
both rows give says otherwise, since offices number the respondents of each form from 1. A name alone makes nobody the
same: there are namesakes; `lint/people.py` asks whether there are more of them than chance explains.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from .forms import Form

_STRONG = ("nik", "phone", "email", "instance")
_PERSONAL = ("nik", "phone", "email")
_MOST_ALIKE = 8
"""So many different persons of one code or name are compared."""

_Keys = dict[str, int]


def identify(forms: Sequence[Form]) -> tuple[Sequence[int], ...]:
    """Who is who: for each form its rows' persons. A row is one person in all the dimensions it answers."""
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
    return tuple([root(nodes[form.path][row]) for row in form.rows] for form in forms)


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


def only_named(form: Form) -> bool:
    """Whether nothing but a name tells the persons of a form apart."""
    return "name" in form.people and not any(any(form.people.get(role, ())) for role in (*_STRONG, "code"))


def tells_people(form: Form) -> bool:
    """Whether a form has a column that tells persons apart, filled in most of its rows."""
    filled = max((sum(map(bool, values)) for role, values in form.people.items() if role != "instance"), default=0)
    return filled * 2 > len(form.rows)
