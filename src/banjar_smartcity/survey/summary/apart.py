"""Apart: whether two versions of a record differ by enough people that nobody's answer can be computed from both.

The sums of two versions differ by the marks of those who are in one of them only. So each figure is either the same, or
about five people more or fewer. Five people who gave one and the same mark would be known as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ...model.survey_faults import same_name
from ...privacy.groups import FEWEST
from ..columns.statements import Statements

_CLOSE = 1e-6
"""Means are stored with six decimals, so that a sum of n marks is known within n times this."""

_TYPED = 0.005
"""Figures that a person typed may have two decimals."""

Group = tuple[str, str, str]
Figures = Mapping[str, Any]


class _Versions(NamedTuple):
    """The figures of two versions about the same thing, and whether a person typed those of the earlier one."""

    group: Group
    new: Figures
    old: Figures
    typed: bool


class TooClose(NamedTuple):
    """A figure that may not be published next to an earlier version."""

    group: str
    before: int
    after: int
    missing: int
    """How many more respondents there must be at least."""


def too_close(record: Figures, versions: Sequence[Figures], statements: Statements) -> TooClose | None:
    """The figure of a record that is too close to one of its earlier versions; None if all may be published."""
    marks = statements.marks
    pairs = [pair for version in versions for pair in _pairs(record, version) if not _same(pair)]
    close = [pair for pair in pairs if _is_close(pair, 0, marks)]
    if not close:
        return next((found for version in versions if (found := _told_by_blanks(record, version, statements))), None)
    missing = 1
    while any(_is_close(pair, missing, marks) for pair in pairs):
        missing += 1
    (_, part, name), new, old, _ = close[0]
    return TooClose(name or part, old["respondents"], new["respondents"], missing)


def without_small_steps(record: Mapping[str, Any], versions: Sequence[Figures]) -> dict[str, Any]:
    """The record without the numbers that differ from those of an earlier version by one to four.

    These are deviation and distribution, if a cell does, and the rows that were read and not counted.
    """
    hidden = {
        id(pair.new)
        for version in versions
        for pair in _pairs(record, version)
        if not _same(pair) and not _far_cells(pair.new.get("distribution"), pair.old.get("distribution"))
    }
    changed: dict[str, Any] = dict(record)
    if any(_few_rows(record.get("imported"), version.get("imported")) for version in versions):
        changed["imported"] = {**record["imported"], "rows": None, "not_counted": None}
    for key in ("statements", "sub_dimensions", "programmes"):
        changed[key] = [
            {**one, "deviation": None, "distribution": None} if id(one) in hidden else one for one in record[key]
        ]
    return changed


def _few_rows(new: object, old: object) -> bool:
    """Whether two imports show that one to four rows did not count."""
    if not isinstance(new, dict) or not isinstance(old, dict):
        return False
    left, before = new.get("not_counted"), old.get("not_counted")
    return isinstance(left, int) and isinstance(before, int) and 0 < abs(left - before) < FEWEST


def _pairs(record: Figures, version: Figures) -> list[_Versions]:
    """The figures of both that are about the same thing and have a mean; a programme may have another name by now."""
    new, old = _groups(record), _groups(version)
    others = [key for key in old if key not in new]
    found = [(key, key) for key in new if key in old]
    for key in new:
        if key not in old and key[0] == "programmes":
            found += [(key, other) for other in others if key[:2] == other[:2]]
    return [_Versions(key, new[key], old[other], not version.get("imported")) for key, other in found]


def _groups(data: Figures) -> dict[Group, Figures]:
    found: dict[Group, Figures] = {}
    for kind, field in (("statements", "item"), ("sub_dimensions", "sub_dimension"), ("programmes", "sub_dimension")):
        listed = data.get(kind)
        for one in listed if isinstance(listed, list) else ():
            if isinstance(one, dict) and _number(one.get("mean")) and _number(one.get("respondents")):
                name = one.get("name")
                text = name.get("id") if isinstance(name, dict) else name
                found[kind, str(one.get(field)), same_name(str(text)) if text and kind == "programmes" else ""] = one
    return found


def _number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _same(pair: _Versions) -> bool:
    """Whether figures agree with those of the earlier version, as far as both have them."""
    new, old = pair.new, pair.old
    within = _TYPED if pair.typed else _CLOSE
    if new["respondents"] != old["respondents"]:
        return False
    for key in ("mean", "deviation"):
        if None not in (new.get(key), old.get(key)) and abs(new[key] - old[key]) > within:
            return False
    cells, others = new.get("distribution"), old.get("distribution")
    if cells is None or others is None:
        return True
    return len(cells) == len(others) and all(a == b or None in (a, b) for a, b in zip(cells, others, strict=True))


def _is_close(pair: _Versions, more: int, marks: range) -> bool:
    """Whether these figures, with this many more respondents, would tell what a few people gave."""
    people: tuple[int, int] = (pair.new["respondents"], pair.old["respondents"])
    means: tuple[float, float] = (pair.new["mean"], pair.old["mean"])
    step = people[0] + more - people[1]
    if abs(step) < FEWEST:
        return True
    if more:
        return False  # what they will answer is not known
    difference = people[0] * means[0] - people[1] * means[1]
    ends = (marks[0], marks[-1])
    alone = any(abs(difference - step * end) <= sum(people) * _CLOSE for end in ends)
    return alone and all(abs(means[0] - end) > _CLOSE for end in ends)


def _told_by_blanks(record: Figures, version: Figures, statements: Statements) -> TooClose | None:
    """A sub-dimension whose figures tell what those who left statements blank gave; None if there is none.

    A person with k statements adds to the sub-dimension the mean of what was answered, and to each statement the mark.
    The first minus the k-th part of the others is 0 for those who left nothing blank, and for others only if all their
    marks are the lowest, counted from there. The same holds for the highest.
    """
    new, old = _groups(record), _groups(version)
    for key in new.keys() & old.keys():
        kind, part, _ = key
        items = statements.items_of(part) if kind == "sub_dimensions" else ()
        sides = [(found[key], [found.get(("statements", item, "")) for item in items]) for found in (new, old)]
        if not items or any(None in asked for _, asked in sides):
            continue
        blanks, left = [], []
        for whole, asked in sides:
            known = [one for one in asked if one is not None]
            blanks.append(sum(whole["respondents"] - one["respondents"] for one in known))
            left.append([_beyond(whole, known, end) for end in (statements.marks[0], statements.marks[-1])])
        people = new[key]["respondents"] + old[key]["respondents"]
        if blanks[0] != blanks[1] and any(abs(a - b) <= 2 * people * _CLOSE for a, b in zip(*left, strict=True)):
            return TooClose(part, old[key]["respondents"], new[key]["respondents"], 1)
    return None


def _beyond(whole: Figures, asked: Sequence[Figures], end: int) -> float:
    """The sum of a sub-dimension minus the mean of the sums of its statements, with marks counted from one end."""
    total: float = whole["respondents"] * (whole["mean"] - end)
    others: float = sum(one["respondents"] * (one["mean"] - end) for one in asked)
    return total - others / len(asked)


def _far_cells(new: Sequence[int | None] | None, old: Sequence[int | None] | None) -> bool:
    """Whether two distributions differ by five or more in each cell, or not at all."""
    if old is None:
        return True
    if new is None or len(new) != len(old):
        return False
    steps = [None if a is None or b is None else abs(a - b) for a, b in zip(new, old, strict=True)]
    return all(step is not None and (step == 0 or step >= FEWEST) for step in steps)


__all__: Sequence[str] = ("TooClose", "too_close", "without_small_steps")
