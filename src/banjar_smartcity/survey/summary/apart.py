"""Apart: whether two versions of a record differ by so many people that nobody's answer can be computed from both.

The sums of two versions differ by the marks of those who are in one of them only. So each figure is either the same, or
about five people more or fewer. Five people who gave one and the same mark would be told as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ...model.survey_faults import same_name
from ...privacy.groups import FEWEST

_DECIMALS = 6
_CLOSE = 10**-_DECIMALS
"""Means are stored with six decimals, so that a sum of n marks is known within n times this."""

Group = tuple[str, str, str]
Figures = Mapping[str, Any]


class TooClose(NamedTuple):
    """A figure that may not be published beside an earlier version."""

    group: str
    before: int
    after: int
    missing: int
    """How many more respondents there must be at least."""


def too_close(record: Figures, versions: Iterable[Figures], marks: range) -> TooClose | None:
    """The figure of a record that is too close to one of its earlier versions; None if all may be published."""
    pairs = [pair for version in versions for pair in _pairs(record, version) if not _same(*pair[1:])]
    close = [pair for pair in pairs if _is_close(*pair[1:], 0, marks)]
    if not close:
        return None
    missing = 1
    while any(_is_close(new, old, missing, marks) for _, new, old in pairs):
        missing += 1
    (_, part, name), new, old = close[0]
    return TooClose(name or part, old["respondents"], new["respondents"], missing)


def without_small_steps(record: Mapping[str, Any], versions: Sequence[Figures]) -> dict[str, Any]:
    """The record without deviation and distribution where a cell differs from an earlier version by one to four."""
    hidden = {
        id(new)
        for version in versions
        for _, new, old in _pairs(record, version)
        if not _same(new, old) and not _far_cells(new.get("distribution"), old.get("distribution"))
    }
    changed: dict[str, Any] = dict(record)
    for key in ("statements", "sub_dimensions", "programmes"):
        changed[key] = [
            {**one, "deviation": None, "distribution": None} if id(one) in hidden else one for one in record[key]
        ]
    return changed


def _pairs(record: Figures, version: Figures) -> list[tuple[Group, Figures, Figures]]:
    """The figures of both that are about the same thing and have a mean; a programme may have another name by now."""
    new, old = _groups(record), _groups(version)
    found = [(key, new[key], old[key]) for key in new if key in old]
    others = [key for key in old if key not in new]
    for key in new:
        if key not in old:
            found += [
                (key, new[key], old[other]) for other in others if key[:2] == other[:2] and key[0] == "programmes"
            ]
    return found


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


def _same(new: Figures, old: Figures) -> bool:
    """Whether figures agree with those of the earlier version, as far as both have them.

    A figure that a person typed with two decimals agrees with one of six that rounds to it.
    """
    if new["respondents"] != old["respondents"] or not all(
        _agree(new.get(k), old.get(k)) for k in ("mean", "deviation")
    ):
        return False
    cells, others = new.get("distribution"), old.get("distribution")
    if cells is None or others is None:
        return True
    return len(cells) == len(others) and all(
        one == other or None in (one, other) for one, other in zip(cells, others, strict=True)
    )


def _agree(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return True
    decimals = min(len(str(value).partition(".")[2]) for value in (float(one), float(other)))
    return abs(one - other) <= max(0.5000001 * 10**-decimals if decimals < _DECIMALS else 0, _CLOSE)


def _is_close(new: Figures, old: Figures, more: int, marks: range) -> bool:
    """Whether these figures, with so many respondents more, would tell what one to four people or all of a few gave."""
    people: tuple[int, int] = (new["respondents"], old["respondents"])
    means: tuple[float, float] = (new["mean"], old["mean"])
    step = people[0] + more - people[1]
    if abs(step) < FEWEST:
        return True
    if more:
        return False  # what they will answer is not known
    difference = people[0] * means[0] - people[1] * means[1]
    alone = any(abs(difference - step * end) <= sum(people) * _CLOSE for end in (marks[0], marks[-1]))
    unanimous = any(abs(means[0] - end) <= _CLOSE for end in (marks[0], marks[-1]))
    return alone and not unanimous


def _far_cells(new: Sequence[int | None] | None, old: Sequence[int | None] | None) -> bool:
    """Whether two distributions differ by five or more in each cell, or not at all."""
    if old is None:
        return True
    if new is None or len(new) != len(old):
        return False
    steps = [None if a is None or b is None else abs(a - b) for a, b in zip(new, old, strict=True)]
    return all(step is not None and (step == 0 or step >= FEWEST) for step in steps)


__all__: Sequence[str] = ("TooClose", "too_close", "without_small_steps")
