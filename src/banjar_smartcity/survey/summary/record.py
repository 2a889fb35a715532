"""Record: the data that an import writes into data/surveys/."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from ...diagnostics import Finding, Severity
from ...i18n import Text, round_half_up
from ...model.survey_seal import seal_of
from ...privacy.groups import FEWEST
from ..answers.collected import Collected, number_of_people
from ..answers.programmes import NamedProgramme, programmes_of
from ..cells.answer import BLANK
from ..cells.times.time_forms import NONE
from ..cells.times.times import day_of
from ..lint import all_equal, not_users, repeats, sizes, top_marks
from ..table.findings import Rows
from .aggregate import GroupFigures, of_kinds, of_marks
from .blanks import are_given_away
from .complete import PartAnswers, part_answers

_ABOUT_MARKS = frozenset(one.KIND.id for one in (all_equal, not_users, repeats, top_marks))
"""Findings whose number of rows says what people answered: five newcomers who all are among them are known."""
DIGITS = 6
"""The most decimals of a mean; that of fifty answers has two."""


def record_id(dimension: str, stage: str) -> str:
    """The id, and so the file name, of a survey's record."""
    return f"survei-{dimension}-{stage}"


def record_of(
    collected: Collected, dimension: str, findings: Sequence[Finding], numbers: tuple[int, int, int]
) -> dict[str, Any]:
    """The record of a dimension, without its seal.

    `numbers` are those of the rows read, the files, and the rows that do not count.
    """
    whole = next(d for d in collected.statements.dimensions if d.id == dimension)
    statements = collected.statements
    parts = part_answers(collected, dimension)
    marks: dict[str, bytes] = {}
    few: dict[str, int] = {}
    for answers in parts.values():
        few |= answers.few
        marks |= {item: answers.marks_of(item) for item in answers.items}
    starts_on, ends_on = _period(collected, dimension)
    named = tuple(programmes_of(collected, dimension))
    programmes = list(_programmes(collected, parts, named))
    people = number_of_people(collected, dimension)
    # That one row is like the means of the others would tell all marks of a person, if it is one.
    found = _lint([one for one in findings if one.kind is not sizes.AVERAGE], (numbers[0], people))
    rows, left = _rows(numbers[0], numbers[2], people, [one["count"] or 0 for one in found["findings"]])
    record: dict[str, Any] = {
        "id": record_id(dimension, collected.stage.id),
        "stage": collected.stage.id,
        "dimension": dimension,
        "starts_on": starts_on.isoformat() if starts_on else None,
        "ends_on": ends_on.isoformat() if ends_on else None,
        "official_wording": collected.column_map.official_wording,
        **({"collected": way} if (way := collected.column_map.collected) else {}),
        "respondents": _few_unsaid(people),
        "programmes": programmes,
        "statements": [
            {"item": item.id, **_shown(_of_item(item.id, marks, few, statements.marks))}
            for item in statements.items
            if item.id in marks or item.id in few
        ],
        "sub_dimensions": [
            {"sub_dimension": sub.id, **_of_part(parts[sub.id].kinds, statements.marks)}
            for sub in whole.sub_dimensions
            if sub.id in parts
        ],
        "lint": found,
        "imported": {
            "rows": rows,
            "files": numbers[1],
            "not_counted": left,
            "on": collected.today.isoformat(),
            "took_part": [p["sub_dimension"] for p in programmes if p["agency_took_part"] is True],
            "stayed_away": [p["sub_dimension"] for p in programmes if p["agency_took_part"] is False],
        },
    }
    return record


def _rows(read: int, left: int, people: int, counts: Sequence[int]) -> tuple[int | None, int | None]:
    """The numbers of rows read and not counted; None if either shows that one to four do not count, or do.

    `counts` are the published numbers of rows with findings: the rest of the rows not counted has other reasons. The
    rows that count are more than the people if some have several.
    """
    sums = {0}
    for count in counts:
        sums |= {one + count for one in sums if one + count <= left}
    more = read - people, read - left - people
    if people < FEWEST or any(0 < n < FEWEST for n in (*more, *(left - one for one in sums))):
        return None, None
    return read, left


def sealed(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with the seal of its figures."""
    return {**record, "imported": {**record["imported"], "seal": seal_of(record)}}


def _of_item(item: str, marks: Mapping[str, bytes], few: Mapping[str, int], scale: range) -> GroupFigures:
    """The figures of a statement; none if fewer than five people answered it."""
    return of_marks(marks[item], scale) if item in marks else GroupFigures(few[item], None, None, None)


def _of_part(kinds: Mapping[bytes, int], marks: range) -> dict[str, Any]:
    """The figures of people, each by the mean of the answers; only their number if these would give some away."""
    figures = of_kinds(kinds, marks)
    if are_given_away(kinds, marks):
        figures = GroupFigures(figures.respondents, None, None, None)
    return _shown(figures)


def _shown(figures: GroupFigures) -> dict[str, Any]:
    return {
        "respondents": _few_unsaid(figures.respondents),
        "mean": _decimal(figures.mean, DIGITS),
        "deviation": _decimal(figures.deviation, 2),
        "distribution": None if figures.distribution is None else list(figures.distribution),
    }


def _few_unsaid(people: int) -> int | None:
    """A number of people; None if they are fewer than five."""
    return None if people < FEWEST else people


def _decimal(value: Fraction | None, digits: int) -> float | int | None:
    return None if value is None else float(round_half_up(value, digits))


def _programmes(
    collected: Collected, parts: Mapping[str, PartAnswers], named: tuple[NamedProgramme, ...]
) -> Iterator[dict[str, Any]]:
    marks = collected.statements.marks
    groups: dict[str, list[Mapping[bytes, int]]] = {}
    for one in named:
        answers = parts[one.sub_dimension]
        unnamed = answers.of(one.unnamed)
        groups.setdefault(one.sub_dimension, []).extend((answers.of(one.rows), *((unnamed,) if unnamed else ())))
    several = Counter(one.sub_dimension for one in named)
    mixed = {part: own for part, own in groups.items() if several[part] > 1}
    # What is known of all but one programme would reveal that one, by subtraction from the sub-dimension.
    none = {part for part, own in mixed.items() if any(_is_told(one, marks) for one in own)}
    none |= {part for part, own in mixed.items() if any(are_given_away(one, marks) for one in own)}
    none |= {part for part in groups if are_given_away(parts[part].kinds, marks)}
    rough = {part for part, own in mixed.items() if not all(_are_shown(one, marks) for one in own)}
    for one in named:
        shown = _shown(of_kinds(parts[one.sub_dimension].of(one.rows), marks))
        if one.sub_dimension in none:
            shown = dict.fromkeys(shown)
        elif one.sub_dimension in rough:
            shown |= {"deviation": None, "distribution": None}
        yield {
            "sub_dimension": one.sub_dimension,
            "name": _text(one.name),
            "agency": one.agency_id,
            "users": one.users,
            "agency_took_part": one.agency_took_part,
            **shown,
        }


def _is_told(kinds: Mapping[bytes, int], marks: range) -> bool:
    """Whether the sum of these people would reveal few of them, or all, since they gave one end of the scale."""
    given = {mark for one in kinds for mark in one if mark != BLANK}
    return sum(kinds.values()) < FEWEST or given in ({marks[0]}, {marks[-1]})


def _are_shown(kinds: Mapping[bytes, int], marks: range) -> bool:
    """Whether the distribution of these people has no cell that is hidden."""
    cells = of_kinds(kinds, marks).distribution
    return cells is not None and None not in cells


def _text(text: Text | None) -> str | dict[str, str] | None:
    if text is None or text.en is None:
        return text.id if text else None
    return {"id": text.id, "en": text.en}


def _period(collected: Collected, dimension: str) -> tuple[date | None, date | None]:
    """The days of the survey in the column map, else those of the first and the last interview that are not later."""
    first, last = collected.column_map.starts_on, collected.column_map.ends_on
    moments = [
        value
        for form, _ in collected.forms_of(dimension)
        if (clock := form.started or form.ended)
        for value in clock.seconds
        if value != NONE
    ]
    days = [
        day for value in ((min(moments), max(moments)) if moments else ()) if (day := day_of(value)) <= collected.today
    ]
    begin = first or (min(days) if days else None)
    end = last or (max(days) if len(days) == 2 else None)
    if begin and end and begin > end:
        # Interviews outside the days of the map are another finding, and not used for its other day.
        return first, last
    return begin, end


def _lint(findings: Sequence[Finding], wholes: tuple[int, int]) -> dict[str, Any]:
    kinds: dict[tuple[str, str], int] = {}
    for finding in findings:
        key = (finding.kind.id, finding.kind.severity.value)
        kinds[key] = kinds.get(key, 0) + rows_in(finding)
    # That there is such a row would tell what it says, if a few people alone can have it. An error stays: it decides
    # whether the means are supported.
    hidden = {
        (name, severity)
        for (name, severity), count in kinds.items()
        if name in _ABOUT_MARKS and severity == Severity.WARNING.value and count < FEWEST
    }
    severities = [one.kind.severity for one in findings if (one.kind.id, one.kind.severity.value) not in hidden]
    return {
        "errors": severities.count(Severity.ERROR),
        "warnings": len(severities) - severities.count(Severity.ERROR),
        "findings": [
            {"id": name, "severity": severity, "count": _public(name, count, wholes)}
            for (name, severity), count in sorted(kinds.items())
            if (name, severity) not in hidden
        ],
    }


def _public(name: str, count: int, wholes: tuple[int, int]) -> int | None:
    """A number of rows that tells nothing of what a few people answered, nor of the few others; else None."""
    few = any(0 < n < FEWEST for n in (count, *(whole - count for whole in wholes)))
    return None if name in _ABOUT_MARKS or few else count


def rows_in(finding: Finding) -> int:
    """The number of rows that a finding is about; 0 if it is about the whole table."""
    rows = finding.facts.get("rows")
    count = finding.facts.get("count")
    if not isinstance(rows, Rows):
        return 0
    return count if isinstance(count, int) and count > len(rows) else len(rows)


def concerns(finding: Finding, dimension: str, collected: Collected) -> bool:
    """Whether a finding concerns a dimension: it does unless it is about another one."""
    named = finding.facts.get("dimension")
    if named is not None:
        return named == dimension
    whole = next(d for d in collected.statements.dimensions if d.id == dimension)
    part = finding.facts.get("sub_dimension")
    if part is not None:
        parts = part if isinstance(part, tuple) else (part,)
        return bool({sub.id for sub in whole.sub_dimensions} & set(parts))
    paths = {form.path for form, _ in collected.forms_of(dimension)}
    return finding.path in paths or all(finding.path != form.path for form in collected.forms)
