"""Reconstruction: whether the marks of anybody follow from published records, asked of an integer programme.

The attacker knows everything but the marks: who answered, who left what blank, and who is in which version. People of
whom the same is known are a class. One unknown of the programme is how many people of a class gave certain marks. The
mark of a person is known if no other marks of the class agree with all that is published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any, NamedTuple

from banjar_smartcity.i18n import round_half_up

Marks = tuple[int | None, ...]
Person = tuple[str, Marks]
"""Who it is, and the marks. A person whose answers changed between two versions counts as two."""


class _Kind(NamedTuple):
    """Some people of one class, of whom these are the marks."""

    blanks: tuple[bool, ...]
    versions: tuple[int, ...]
    marks: Marks


def revealed(records: Sequence[Mapping[str, Any]], people: Sequence[Sequence[Person]], scale: range) -> list[str]:
    """The marks that follow from records of one sub-dimension, each with its people; of a class, one line each."""
    import numpy as np
    from scipy.optimize import LinearConstraint, milp

    whole = sorted({person for version in people for person in version}, key=str)
    members: dict[tuple[tuple[bool, ...], tuple[int, ...]], list[Marks]] = {}
    for person in whole:
        blanks = tuple(mark is None for mark in person[1])
        members.setdefault((blanks, tuple(i for i, v in enumerate(people) if person in v)), []).append(person[1])
    kinds = [
        _Kind(blanks, versions, marks)
        for blanks, versions in members
        for marks in product(*[(None,) if blank else scale for blank in blanks])
    ]
    lines = [[float((k.blanks, k.versions) == one) for k in kinds] for one in members]
    low = high = [float(len(group)) for group in members.values()]
    for number, record in enumerate(records):
        for line, least, most in _published(record, number, [marks for _, marks in people[number]], kinds, scale):
            lines.append(line)
            low, high = [*low, least], [*high, most]
    found = []
    for (blanks, versions), group in members.items():
        for j, column in enumerate(zip(*group, strict=True)):
            mark = column[0]
            if mark is None or set(column) != {mark} or _all_alike(records, j, mark, scale):
                continue
            other = [float((k.blanks, k.versions) == (blanks, versions) and k.marks[j] != mark) for k in kinds]
            rules = LinearConstraint(np.array([*lines, other]), [*low, 1], [*high, np.inf])
            answer = milp(np.zeros(len(kinds)), constraints=rules, integrality=np.ones(len(kinds)))
            if answer.status == 2:  # no other marks agree
                found.append(f"{len(group)} people of versions {versions} gave {mark} to statement {j}")
    return found


def _all_alike(records: Sequence[Mapping[str, Any]], j: int, mark: int, scale: range) -> bool:
    """The one exception: a statement to which everybody who counts gave one mark."""
    found = [record["statements"][j] for record in records]
    return any(one["mean"] == mark and (mark in (scale[0], scale[-1]) or one["deviation"] == 0) for one in found)


def _published(
    record: Mapping[str, Any], number: int, people: Sequence[Marks], kinds: Sequence[_Kind], scale: range
) -> Iterator[tuple[list[float], float, float]]:
    """Each figure as a sum over the kinds of people, with its bounds."""
    shown = [j for j, one in enumerate(record["statements"]) if one["mean"] is not None]
    part = record["sub_dimensions"][0]
    entire = [marks for marks in people if all(marks[j] is not None for j in shown)]
    strict = part["respondents"] == len(entire)

    def counts(marks: Marks) -> bool:
        given = [marks[j] is not None for j in shown]
        return all(given) if strict else any(given)

    for j in shown:
        values = [
            Fraction(mark) if number in k.versions and counts(k.marks) and (mark := k.marks[j]) is not None else None
            for k in kinds
        ]
        yield from _figures(record["statements"][j], values, scale)
    if part["mean"] is not None:
        yield from _figures(
            part, [_mean(k.marks, shown) if number in k.versions and counts(k.marks) else None for k in kinds], scale
        )


def _mean(marks: Marks, shown: Sequence[int]) -> Fraction:
    given = [mark for j in shown if (mark := marks[j]) is not None]
    return Fraction(sum(given), len(given))


def _figures(
    figures: Mapping[str, Any], values: Sequence[Fraction | None], scale: range
) -> Iterator[tuple[list[float], float, float]]:
    n, mean = figures["respondents"], figures["mean"]
    total = round(Fraction(str(mean)) * n * 6)
    sixths = [0.0 if value is None else float(value * 6) for value in values]
    yield sixths, total, total
    cells = figures["distribution"]
    if figures["deviation"] is not None:
        half = 0.005 if cells is not None and None not in cells else 0.05
        bounds = [max(figures["deviation"] + way * half, 0) for way in (-1.0001, 1.0001)]
        least, most = ((n - 1) * bound**2 * 36 + total**2 / n for bound in bounds)
        yield [six * six for six in sixths], least - 1e-4, most + 1e-4
    for mark, cell in zip(scale, cells or (), strict=False):
        if cell is not None:
            yield [float(v is not None and int(round_half_up(v, 0)) == mark) for v in values], cell, cell
