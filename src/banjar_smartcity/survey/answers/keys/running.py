"""Running codes: numbers with which several tables count their respondents, each from 1, and which identify nobody."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence

from ....diagnostics import Finding
from ...cells.values import person_key
from ...table.findings import finding
from ...table.row_kinds import CODES_SHARED
from ..forms import SALT, Form
from .person_keys import PersonKeys

_FORMS = tuple(
    f"{word}{{:{width}}}" for word in ("", "r", "p", "resp", "responden_", "r_", "p_") for width in ("", "02", "03")
)
"""How offices write such a number."""
_LEAST = 5
_SHARE = 10


def with_codes_by_table(forms: Sequence[Form]) -> tuple[tuple[Form, ...], list[Finding]]:
    """The forms; codes of tables that each count from 1 identify people within their table only. A finding for each.

    That is so for tables of the same statements, unless names tell who is who, or the answers show that the same
    people come again. Of two dimensions, `lint/people.py` asks about them.
    """
    if len({form.path for form in forms}) < 2:
        return tuple(forms), []
    running = [form for form in forms if "code" in form.columns.single and is_running(form.people.get("code", ()))]
    again = [form for form in running if any(_are_others(form, other) for other in running)]
    if not again:
        return tuple(forms), []
    different = len({key for form in again for key in form.people["code"]})
    count = sum(len(form.rows) for form in again)
    found: dict[str, Finding] = {}
    for form in again:
        column = form.columns.single["code"]
        facts = {"column": column.label, "different": different, "count": count}
        found.setdefault(form.path, finding(CODES_SHARED, form.path, facts, column=column.place))
    groups = _groups(forms)
    return tuple(_within(form, groups[form.path]) if form.path in found else form for form in forms), [*found.values()]


def _groups(forms: Sequence[Form]) -> dict[str, tuple[str, int]]:
    """By table its dimension, and its place among the tables with the same statements.

    Tables of one dimension with other statements are forms of the same people, so that they are of one group.
    """
    found: dict[str, tuple[str, int]] = {}
    seen: Counter[tuple[str, ...]] = Counter()
    for form in forms:
        if form.path not in found:
            found[form.path] = (form.dimension, seen[form.items])
            seen[form.items] += 1
    return found


def _within(form: Form, group: tuple[str, int]) -> Form:
    """The form, with codes that no other group of tables has."""
    codes = form.people.get("code")
    if codes is None:
        return form
    own = array("q", [hash((group, key)) if key else 0 for key in codes])
    return form._replace(people={**form.people, "code": PersonKeys(own)})


def _are_others(form: Form, other: Form) -> bool:
    """Whether two tables may be of other people under the same numbers; where both have names, these tell."""
    if form.path == other.path or {"name"} <= form.people.keys() & other.people.keys():
        return False
    if form.items != other.items:  # of another dimension, or a further form of the same people
        return False
    known = dict(zip(other.people["code"], other.marks, strict=True))
    pairs = [(row, known[key]) for key, row in zip(form.people["code"], form.marks, strict=True) if key in known]
    return sum(one == another for one, another in pairs) * 2 < len(pairs)


def counts_from_one(form: Form) -> bool:
    """Whether a form identifies people by such numbers and by nothing else."""
    others = any(any(form.people.get(role, ())) for role in ("nik", "phone", "email", "instance", "name"))
    return not others and is_running(form.people.get("code", ()))


def is_running(keys: Sequence[int]) -> bool:
    """Whether the keys of codes are those of 1, 2, 3 and so on, in one of the forms that offices use."""
    if len(keys) < _LEAST:
        return False
    known = next((form for form in _FORMS if person_key("code", form.format(1), SALT) == keys[0]), None)
    if known is None:
        return False
    run = sum(person_key("code", known.format(i), SALT) == key for i, key in enumerate(keys, 1))
    return (len(keys) - run) * _SHARE <= len(keys)
