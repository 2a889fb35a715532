"""Apart: whether two versions of a record differ by enough people that nobody's answer can be computed from both.

The sums of two versions differ by the marks of those who are in one of them only. So each figure is either the same, or
about five people more or fewer. Five people who gave one and the same mark would be known as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ....privacy.groups import FEWEST
from ...columns.statements import Statements
from .published import Figures, Group, groups_of
from .three import is_of_few, people_and_sum, together

_CLOSE = 1e-6
"""Means are stored with six decimals, so that a sum of n marks is known within n times this."""

_TYPED = 0.005
"""Figures that a person typed may have two decimals."""


class Versions(NamedTuple):
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
    pairs = [pair for version in versions for pair in pairs_of(record, version) if not is_same(pair)]
    steps = [(name or part, new["respondents"], old["respondents"]) for (_, part, name), new, old, _ in pairs]
    steps += _wholes(record, versions)
    sums = list(together(record, versions, statements))
    close = [(pair.group, pair) for pair in pairs if _is_close(pair, marks)]
    found = [
        *(((name or part), old["respondents"], new["respondents"]) for (_, part, name), (_, new, old, _) in close),
        *((one.group, one.before, one.after) for one in sums),
        *((name, before, after) for name, after, before in steps if abs(after - before) < FEWEST),
    ]
    if not found:
        return next((told for version in versions if (told := _told_by_blanks(record, version, statements))), None)
    missing = 1
    # What the others will answer is not known.
    while any(abs(after + missing - before) < FEWEST for _, after, before in steps) or any(
        abs(one.after + missing - one.before) < FEWEST for one in sums
    ):
        missing += 1
    return TooClose(*found[0], missing)


def _wholes(record: Figures, versions: Sequence[Figures]) -> list[tuple[str, int, int]]:
    """The numbers of respondents of the survey that differ, unless all figures are the previous ones."""
    found = []
    for version in versions:
        new, old = record.get("respondents"), version.get("respondents")
        pairs = pairs_of(record, version)
        alike = bool(pairs) and len(pairs) == len(groups_of(record)) and all(map(is_same, pairs))
        if isinstance(new, int) and isinstance(old, int) and new != old and not alike:
            found.append((str(record["dimension"]), new, old))
    return found


def of_one_survey(record: Figures, version: Figures, marks: range) -> bool:
    """Whether a version is of the same survey: of the same stage, or by its days and figures of nearly the same people.

    A table may be imported for one stage and, with a row more, for another one.
    """
    if record["stage"] == version.get("stage"):
        return True
    first, last, earlier_first, earlier_last = (
        str(one.get(key) or "") for one in (record, version) for key in ("starts_on", "ends_on")
    )
    if all((first, last, earlier_first, earlier_last)) and (first > earlier_last or earlier_first > last):
        return False
    new, old = ({key: people_and_sum(one) for key, one in groups_of(data).items()} for data in (record, version))
    shared = [key for key in new if key in old and key[0] == "statements"]
    rest = [(new[key][0] - old[key][0], new[key][1] - old[key][1]) for key in shared]
    return bool(rest) and is_of_few(rest, marks, max(new[key][0] + old[key][0] for key in shared))


def pairs_of(record: Figures, version: Figures) -> list[Versions]:
    """The figures of both that are about the same thing and have a mean; a programme may have another name by now."""
    new, old = groups_of(record), groups_of(version)
    others = [key for key in old if key not in new]
    found = [(key, key) for key in new if key in old]
    for key in new:
        if key not in old and key[0] == "programmes":
            found += [(key, other) for other in others if key[:2] == other[:2]]
    return [Versions(key, new[key], old[other], not version.get("imported")) for key, other in found]


def is_same(pair: Versions) -> bool:
    """Whether figures agree with those of the earlier version, as far as both have them."""
    new, old = pair.new, pair.old
    within = _TYPED if pair.typed and round(old["mean"], 2) == old["mean"] else _CLOSE
    if new["respondents"] != old["respondents"]:
        return False
    for key in ("mean", "deviation"):
        if None not in (new.get(key), old.get(key)) and abs(new[key] - old[key]) > within:
            return False
    cells, others = new.get("distribution"), old.get("distribution")
    if cells is None or others is None:
        return True
    return len(cells) == len(others) and all(a == b or None in (a, b) for a, b in zip(cells, others, strict=True))


def _is_close(pair: Versions, marks: range) -> bool:
    """Whether these figures would tell what a few people gave."""
    people: tuple[int, int] = (pair.new["respondents"], pair.old["respondents"])
    means: tuple[float, float] = (pair.new["mean"], pair.old["mean"])
    step = people[0] - people[1]
    if abs(step) < FEWEST:
        return True
    difference = people[0] * means[0] - people[1] * means[1]
    least, most = (abs(step) * end for end in (marks[0], marks[-1]))
    given, close, span = difference if step > 0 else -difference, sum(people) * _CLOSE, marks[-1] - marks[0]
    # Those who came gave one end of the scale, or even more, since one has left. If many have left, nothing follows.
    alone = least - span - close <= given <= least + close or most - close <= given <= most + span + close
    return alone and all(abs(means[0] - end) > _CLOSE for end in (marks[0], marks[-1]))


def _told_by_blanks(record: Figures, version: Figures, statements: Statements) -> TooClose | None:
    """A sub-dimension whose figures tell what those who left statements blank gave; None if there is none.

    A person with k statements adds to the sub-dimension the mean of what was answered, and to each statement the mark.
    The first minus the k-th part of the others is 0 for those who left nothing blank, and for others only if all their
    marks are the lowest, counted from there. The same holds for the highest.
    """
    new, old = groups_of(record), groups_of(version)
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
