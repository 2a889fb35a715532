"""Running codes: numbers with which several tables count their respondents, each from 1, and which identify nobody."""

from __future__ import annotations

from collections.abc import Sequence

from ....diagnostics import Finding
from ...cells.values import person_key
from ...table.findings import finding
from ...table.row_kinds import CODES_SHARED
from ..forms import SALT, Form

_FORMS = tuple(
    f"{word}{{:{width}}}" for word in ("", "r", "p", "resp", "responden_", "r_", "p_") for width in ("", "02", "03")
)
"""How offices write such a number."""
_LEAST = 5
_SHARE = 10


def without_running_codes(forms: Sequence[Form]) -> tuple[tuple[Form, ...], list[Finding]]:
    """The forms, without the codes of tables with the same statements that each count from 1; a finding for each."""
    groups: dict[tuple[str, tuple[str, ...]], list[Form]] = {}
    for form in forms:
        groups.setdefault((form.dimension, form.items), []).append(form)
    again = {id(form) for group in groups.values() for form in _again(group)}
    if not again:
        return tuple(forms), []
    kept = [_without_code(form) if id(form) in again else form for form in forms]
    found: dict[str, Finding] = {}
    for form in forms:
        if id(form) in again:
            column, keys = form.columns.single["code"], form.people["code"]
            facts = {"column": column.label, "different": len(set(keys)), "count": _size(forms, again)}
            found.setdefault(form.path, finding(CODES_SHARED, form.path, facts, column=column.place))
    return tuple(kept), list(found.values())


def _size(forms: Sequence[Form], again: set[int]) -> int:
    return sum(len(form.rows) for form in forms if id(form) in again)


def _without_code(form: Form) -> Form:
    return form._replace(people={role: keys for role, keys in form.people.items() if role != "code"})


def _again(forms: Sequence[Form]) -> list[Form]:
    """Those of the forms that count from 1 as another one does, if their rows are not those of the same people."""
    if len({form.path for form in forms}) < 2:
        return []
    running = [form for form in forms if "code" in form.columns.single and is_running(form.people.get("code", ()))]
    if len(running) < 2:
        return []
    marks: dict[int, bytes] = {}
    same = shared = 0
    for form in running:
        for key, row in zip(form.people["code"], form.marks, strict=True):
            shared += key in marks
            same += marks.setdefault(key, row) == row and key in marks
    firsts = len(marks)
    return running if (same - firsts) * 2 < shared else []


def is_running(keys: Sequence[int]) -> bool:
    """Whether the keys of codes are those of 1, 2, 3 and so on, in one of the forms that offices use."""
    if len(keys) < _LEAST:
        return False
    known = next((form for form in _FORMS if person_key("code", form.format(1), SALT) == keys[0]), None)
    if known is None:
        return False
    run = sum(person_key("code", known.format(i), SALT) == key for i, key in enumerate(keys, 1))
    return (len(keys) - run) * _SHARE <= len(keys)
