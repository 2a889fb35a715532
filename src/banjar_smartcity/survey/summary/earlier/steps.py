"""Steps: a record without the numbers that would reveal one to four people next to those of an earlier version.

These are deviation and distribution, if a cell differs by this many, numbers of rows, and the means of people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ....privacy.groups import FEWEST
from ...columns.statements import Statements
from ..blanks import are_given_away
from .apart import is_same, pairs_of
from .published import Figures, Group, groups_of
from .rest import rest_of
from .sums import Sum, sums_of
from .unions import close_unions

_NOTHING = {"mean": None, "deviation": None, "distribution": None}


def without_small_steps(
    record: Mapping[str, Any],
    versions: Sequence[Figures],
    statements: Statements,
    kinds: Mapping[str, Mapping[bytes, int]],
) -> dict[str, Any]:
    """The record without these numbers; `kinds` are, by sub-dimension, how many people gave the same marks.

    `versions` are those of the same survey.
    """
    figures = groups_of(record)
    hidden = {id(figures[group]) for group in told_distributions(record, versions, statements.marks)}
    changed: dict[str, Any] = dict(record)
    if any(_few_rows(record, version) for version in versions):
        changed["imported"] = {**record["imported"], "rows": None, "not_counted": None}
    earlier = [_counts(version) for version in versions]
    changed["lint"] = {**record["lint"], "findings": [_far_count(one, earlier) for one in record["lint"]["findings"]]}
    for key in ("statements", "sub_dimensions", "programmes"):
        changed[key] = [
            {**one, "deviation": None, "distribution": None} if id(one) in hidden else one for one in record[key]
        ]
    told = {part for part in kinds if any(_is_told(part, figures, kinds[part], one, statements) for one in versions)}
    mixed = {
        part
        for part in kinds
        if any(
            _are_like_others(part, record, one, statements.marks) or _were_alike(part, record, one, statements)
            for one in versions
        )
    }
    changed["sub_dimensions"] = [
        {**one, **_NOTHING} if one["sub_dimension"] in told else one for one in changed["sub_dimensions"]
    ]
    changed["programmes"] = [
        {**one, "respondents": None, **_NOTHING} if one["sub_dimension"] in told | mixed else one
        for one in changed["programmes"]
    ]
    return changed


def told_distributions(record: Figures, versions: Sequence[Figures], marks: range) -> list[Group]:
    """The groups whose distribution or deviation, next to those of earlier versions, tells what a few people gave."""
    pairs = [pair for version in versions for pair in pairs_of(record, version) if not is_same(pair)]
    told = {pair.group for pair in pairs if not _are_far(pair.new, pair.old)}
    sums = list(sums_of(record, versions, marks))
    return [
        group
        for group, own in groups_of(record).items()
        if (own.get("deviation") is not None or own.get("distribution") is not None)
        and (group in told or any(_is_told_by(found, group, own) for found in sums))
    ]


def told_means(record: Figures, versions: Sequence[Figures], statements: Statements) -> list[Group]:
    """The groups of whose people no mean may be given, since an earlier version has blanks and is of other people."""
    new = groups_of(record)
    asked = [group for group in new if group[0] != "statements"]
    return [group for group in asked if any(_is_after_blanks(group[1], new, one, statements) for one in versions)]


def _is_after_blanks(part: str, new: Mapping[Group, Figures], version: Figures, statements: Statements) -> bool:
    """Whether an earlier version of a sub-dimension has blanks, and is not about the same people."""
    old = groups_of(version)
    whole = old.get(("sub_dimensions", part, ""))
    asked = [one for item in statements.items_of(part) if (one := old.get(("statements", item, "")))]
    people = _people_of(part, version)
    if people is None or all(one["respondents"] == people for one in asked):
        return False
    own = next((one for (kind, about, _), one in new.items() if kind != "statements" and about == part), None)
    # Where the blanks are such that no mean was given then, this one may tell it.
    return own is not None and (whole is None or not rest_of(own, [(1, whole)]).is_nothing)


def _people_of(part: str, version: Figures) -> int | None:
    """How many people a version has in a sub-dimension, also where it gives no mean of them."""
    listed = version.get("sub_dimensions")
    known = [one for one in (listed if isinstance(listed, list) else ()) if isinstance(one, dict)]
    numbers = [one.get("respondents") for one in known if one.get("sub_dimension") == part]
    return numbers[0] if numbers and isinstance(numbers[0], int) else None


def _few_rows(record: Figures, version: Figures) -> bool:
    """Whether two imports show that one to four rows did not count, or belong to people who have other rows too."""
    new, old = record.get("imported"), version.get("imported")
    if not isinstance(new, dict) or not isinstance(old, dict):
        return False
    left = _step(new.get("not_counted"), old.get("not_counted"))
    rows, people = (new.get("rows"), old.get("rows")), (record.get("respondents"), version.get("respondents"))
    more = _step(*rows) - _step(*people) if None not in (*rows, *people) else 0
    return any(0 < abs(step) < FEWEST for step in (left, more, more - left if more else 0))


def _step(new: object, old: object) -> int:
    return new - old if isinstance(new, int) and isinstance(old, int) else 0


def _counts(version: Figures) -> dict[tuple[object, object], int]:
    """The numbers of rows with a finding, by its id and severity."""
    lint = version.get("lint")
    listed = lint.get("findings") if isinstance(lint, dict) else None
    return {
        (one.get("id"), one.get("severity")): one["count"]
        for one in (listed if isinstance(listed, list) else ())
        if isinstance(one, dict) and isinstance(one.get("count"), int)
    }


def _far_count(one: dict[str, Any], earlier: Sequence[Mapping[tuple[object, object], int]]) -> dict[str, Any]:
    """A finding, without its number of rows if an earlier one differs by one to four."""
    key = (one["id"], one["severity"])
    steps = [abs(one["count"] - known[key]) for known in earlier if one["count"] and known.get(key)]
    return {**one, "count": None} if any(0 < step < FEWEST for step in steps) else one


def _are_far(new: Figures, old: Figures) -> bool:
    """Whether the distributions of two groups tell nothing of a few people, nor the deviations."""
    if old.get("distribution") is None:
        return old.get("deviation") is None
    steps = _steps(new, [(1, old)])
    return steps is not None and None not in steps and not _tells([step for step in steps if step is not None])


def _is_told_by(found: Sum, group: Group, own: Figures) -> bool:
    """Whether what is left of a distribution after those of earlier versions gives away people who came later."""
    parts = found.of(group)
    steps = None if parts is None else _steps(own, parts)
    known = [step for step in steps or () if step is not None]
    return bool(known) and (min(known) >= 0 or max(known) <= 0) and _tells(known)


def _steps(new: Figures, old: Sequence[tuple[int, Figures]]) -> list[int | None] | None:
    """By how much each cell differs from those of earlier versions; None if it is not known."""
    cells, parts = new.get("distribution"), [(times, one.get("distribution")) for times, one in old]
    if cells is None or any(part is None or len(part) != len(cells) for _, part in parts):
        return None
    found = list[int | None]()
    for i, cell in enumerate(cells):
        others = [(times, part[i]) for times, part in parts if part is not None]
        known = cell is not None and all(other is not None for _, other in others)
        found.append(cell - sum(times * other for times, other in others) if known else None)
    return found


def _tells(steps: Sequence[int]) -> bool:
    """Whether these differences of the cells tell what people gave: of a few, or of all who came or left.

    All of them gave one mark if only one cell rises, or only one falls.
    """
    return any(0 < abs(step) < FEWEST for step in steps) or 1 in (
        sum(step > 0 for step in steps),
        sum(step < 0 for step in steps),
    )


def _is_told(
    part: str,
    figures: Mapping[Group, Figures],
    kinds: Mapping[bytes, int],
    version: Figures,
    statements: Statements,
) -> bool:
    """Whether the means of people give away some of those who are not in an earlier version.

    If some left blanks in that version, it is not known how many had as many answers as those who came since.
    """
    old = groups_of(version)
    whole = old.get(("sub_dimensions", part, ""))
    asked = [one for item in statements.items_of(part) if (one := old.get(("statements", item, "")))]
    if _is_after_blanks(part, figures, version, statements):
        return True
    if whole is None or any(len(kind) != len(asked) for kind in kinds):
        return False
    people = whole["respondents"]
    if any(one["respondents"] != people for one in asked):
        return False
    sums = {j: round(people * (one["mean"] - statements.marks[0])) for j, one in enumerate(asked)}
    return are_given_away(kinds, statements.marks, {**sums, -1: people})


def _are_like_others(part: str, record: Figures, version: Figures, marks: range) -> bool:
    """Whether programmes together differ by a few people from others, or from the whole, of an earlier version."""
    if sum(group[:2] == ("programmes", part) for group in groups_of(record)) < 2:
        return False
    return any(not one.new.is_whole for one in close_unions(part, record, version, marks))


def _were_alike(part: str, record: Figures, version: Figures, statements: Statements) -> bool:
    """Whether all people of an earlier version gave one mark, so that the others of a programme would be known."""
    new, old = groups_of(record), groups_of(version)
    key = "sub_dimensions", part, ""
    if sum(group[:2] == ("programmes", part) for group in new) < 2:
        return False
    if key in new and key in old and rest_of(new[key], [(1, old[key])]).is_nothing:
        return False
    asked = [old[group] for item in statements.items_of(part) if (group := ("statements", item, "")) in old]
    ends = statements.marks[0], statements.marks[-1]
    return any(one["mean"] in ends or one.get("deviation") == 0 for one in asked)
