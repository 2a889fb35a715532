"""Apart: whether two versions of a record differ by enough people that nobody's answer can be computed from both.

The sums of two versions differ by the marks of those who are in one of them only. So each figure is either the same, or
about five people more or fewer. Five people who gave one and the same mark would be known as well.
"""

from __future__ import annotations

from collections.abc import Sequence

from ....named import NamedTuple
from ....privacy.groups import FEWEST
from ...columns.statements import Statements
from .published import Figures, Group, groups_of
from .related import may_share_people, of_one_survey
from .rest import CLOSE, TooClose, rest_of
from .sums import sums_of
from .unions import close_unions, parts_of
from .whole_answers import told_by_whole_answers

_TYPED = 0.005
"""Figures that a person typed may have two decimals."""


class Versions(NamedTuple):
    """The figures of two versions about the same thing, and whether a person typed those of the earlier one."""

    group: Group
    new: Figures
    old: Figures
    typed: bool


class PeopleStep(NamedTuple):
    """A number of people in one or more earlier versions, and in the record."""

    group: str
    before: int
    after: int


def too_close(record: Figures, versions: Sequence[Figures], statements: Statements) -> TooClose | None:
    """The figure of a record that is too close to what was published earlier; None if all may be published.

    `versions` are those of the same dimension or of some of its statements, in all stages.
    """
    marks = statements.marks
    own = [version for version in versions if of_one_survey(record, version, marks)]
    pairs = [pair for version in own for pair in pairs_of(record, version) if not is_same(pair)]
    steps = [_step(pair) for pair in pairs] + _wholes(record, own)
    shared = [version for version in versions if may_share_people(record, version)]
    sums = [
        PeopleStep(group[2] or group[1], new["respondents"] - rest.people, new["respondents"])
        for found in sums_of(record, shared, marks)
        for group, rest in found.told(marks)
        if (new := groups_of(record)[group])
    ]
    unions = [
        PeopleStep(part, one.old.figures["respondents"], one.new.figures["respondents"])
        for version in own
        for part in parts_of(record)
        for one in close_unions(part, record, version, marks)
    ]
    found = [
        *(_step(pair) for pair in pairs if _is_close(pair, marks)),
        *sums,
        *unions,
        *(step for step in steps if abs(step.after - step.before) < FEWEST),
    ]
    if not found:
        ways = (_told_by_blanks, told_by_whole_answers)
        return next((told for version in own for way in ways if (told := way(record, version, statements))), None)
    missing = 1
    # What the others will answer is not known.
    while any(abs(step.after + missing - step.before) < FEWEST for step in (*steps, *sums, *unions)):
        missing += 1
    same = (step.group for step in found if step[1:] == found[0][1:] and step.group != found[0].group)
    return TooClose(*found[0], missing, tuple(dict.fromkeys(same)))


def _step(pair: Versions) -> PeopleStep:
    return PeopleStep(pair.group[2] or pair.group[1], pair.old["respondents"], pair.new["respondents"])


def is_repeated(record: Figures, version: Figures) -> bool:
    """Whether a record says the same as an earlier version, also of the rows that were read."""
    rows = [one.get("imported") or {} for one in (record, version)]
    return (
        _is_alike(record, version)
        and record.get("lint") == version.get("lint")
        and all(rows[0].get(key) == rows[1].get(key) for key in ("rows", "not_counted"))
    )


def _is_alike(record: Figures, version: Figures) -> bool:
    """Whether all figures are those of an earlier version."""
    pairs = pairs_of(record, version)
    return bool(pairs) and len(pairs) == len(groups_of(record)) and all(map(is_same, pairs))


def _wholes(record: Figures, versions: Sequence[Figures]) -> list[PeopleStep]:
    """The numbers of respondents of the survey that differ from a previous one."""
    numbers = [(version.get("respondents"), record.get("respondents")) for version in versions]
    return [
        PeopleStep(str(record["dimension"]), old, new)
        for old, new in numbers
        if isinstance(new, int) and isinstance(old, int) and new != old
    ]


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
    within = _TYPED if pair.typed and round(old["mean"], 2) == old["mean"] else CLOSE
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
    rest = rest_of(pair.new, [(1, pair.old)])
    if rest.is_of_few:
        return True
    # Those who came gave one end of the scale, or even more, since one has left. If many have left, nothing follows.
    alone = rest.is_at_an_end(marks, 1)
    if alone and all(abs(pair.new["mean"] - end) > CLOSE for end in (marks[0], marks[-1])):
        return True
    return any(
        _gave_one_mark(one, marks) and abs(one["mean"] - other["mean"]) > CLOSE and other_people < FEWEST
        for one, other, other_people in ((pair.new, pair.old, -rest.people), (pair.old, pair.new, rest.people))
    )


def _gave_one_mark(figures: Figures, marks: range) -> bool:
    """Whether all people of these figures gave one mark.

    Then the sum of another version is about those alone who are not among them, and these may be few.
    """
    return figures["mean"] in (marks[0], marks[-1]) or (figures["mean"] in marks and figures.get("deviation") == 0)


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
        if blanks[0] != blanks[1] and any(abs(a - b) <= 2 * people * CLOSE for a, b in zip(*left, strict=True)):
            return TooClose(part, old[key]["respondents"], new[key]["respondents"], 1)
    return None


def _beyond(whole: Figures, asked: Sequence[Figures], end: int) -> float:
    """The sum of a sub-dimension minus the mean of the sums of its statements, with marks counted from one end."""
    total: float = whole["respondents"] * (whole["mean"] - end)
    others: float = sum(one["respondents"] * (one["mean"] - end) for one in asked)
    return total - others / len(asked)
