"""The page of an import, for the office that ran the survey: what people answered, and what was left out and why.

It shows the figures of the records and nothing else about people: a number below five is only said to be that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ....i18n import N_, Language
from ....model.model import Model
from ....model.program import Stage
from ....named import NamedTuple
from ....privacy.groups import FEWEST
from ....survey.answers.account import TableAccount
from ....survey.columns.statements import Statements
from ....survey.gather import Gathered
from ....survey.summary.drafts import SurveyDraft
from ...words.records.people import people
from ...words.records.survey_words import NOT_RANDOM, why_unsupported
from ..environment import FORMATS, STYLE, environment, generate, style

PAGE = "survey.html.j2"
STYLES = (STYLE, "html/chart.css", "html/survey.css", "html/print.css")
_TALL = 56
"""The height of the highest bar, in pixels."""


class MarkBar(NamedTuple):
    """One mark: where its bar begins (percent), how high it is (pixels), and how many people gave it."""

    mark: int
    left: str
    middle: str
    tall: str
    people: str | None
    """None if that is not shown."""


class ShownFigures(NamedTuple):
    """The figures of a statement, sub-dimension or programme, as words."""

    name: str
    people: str
    mean: str | None
    deviation: str | None
    bars: tuple[MarkBar, ...]


class AskedProgramme(NamedTuple):
    """A programme: whose it is, and the figures of those who were asked about it, if they have their own."""

    name: str | None
    agency: str | None
    users: str | None
    figures: ShownFigures | None


class AskedPart(NamedTuple):
    """A sub-dimension: all its figures, its programmes and its statements."""

    id: str
    name: str
    figures: ShownFigures
    left_out: str | None
    programmes: tuple[AskedProgramme, ...]
    statements: tuple[ShownFigures, ...]


class TableRead(NamedTuple):
    """A table: which statements it has. Of its people nothing, since the rest of them would follow."""

    name: str
    statements: tuple[str, ...]
    unused: int


class ReadRows(NamedTuple):
    """The rows of a dimension in all tables: how many there are and count if the record says it, and why not all do."""

    rows: str | None
    counted: str | None
    not_counted: tuple[tuple[str, str], ...]


def render_survey(
    gathered: Gathered, drafts: Sequence[SurveyDraft], model: Model, stage: Stage, lang: Language
) -> Iterator[str]:
    """The pieces of the page, one after the other."""
    page = environment(FORMATS["html"], {"text": lang.text}, lang)
    statements = gathered.collected.statements
    values = {
        "lang": lang.code,
        "region": lang.text(model.program.region) if model.program else "",
        "stage": stage.name,
        "day": lang.date(gathered.collected.today),
        "dimensions": [_dimension(draft, statements, model, lang) for draft in drafts],
        "tables": [_table(n, table, statements, lang) for n, table in enumerate(gathered.tables, 1)],
        "findings": _findings(gathered, drafts, lang),
        "hidden": any(
            any(cells) and None in cells
            for draft in drafts
            for one in draft.record["statements"]
            if (cells := one["distribution"])
        ),
        "not_random": lang.translate(NOT_RANDOM),
        "fewest": FEWEST,
        "tall": _TALL,
        "style": lambda: style(page, *STYLES),
    }
    return generate(page, PAGE, values)


def _dimension(draft: SurveyDraft, statements: Statements, model: Model, lang: Language) -> dict[str, Any]:
    record = draft.record
    whole = next(one for one in statements.dimensions if one.id == record["dimension"])
    parts = {one["sub_dimension"]: one for one in record["sub_dimensions"]}
    return {
        "id": whole.id,
        "name": lang.text(whole.name),
        "people": people(record["respondents"], lang),
        "days": _days(record, lang),
        "read": _rows(draft, lang),
        "why": None if draft.support.supported else why_unsupported(draft, lang),
        "parts": [
            AskedPart(
                id=sub.id,
                name=lang.text(sub.name) or sub.id,
                figures=_answered(lang.text(sub.name) or sub.id, parts[sub.id], statements.marks, lang),
                left_out=people(n, lang) if (n := draft.summary["left_out"].get(sub.id, 0)) else None,
                programmes=tuple(_programmes(record, sub.id, statements.marks, model, lang)),
                statements=tuple(_statements(record, sub.id, statements, lang)),
            )
            for sub in whole.sub_dimensions
            if sub.id in parts
        ],
    }


def _days(record: Mapping[str, Any], lang: Language) -> str | None:
    days = [lang.date(date.fromisoformat(record[key])) for key in ("starts_on", "ends_on") if record[key]]
    return " – ".join(dict.fromkeys(days)) or None


def _statements(record: Mapping[str, Any], part: str, statements: Statements, lang: Language) -> Iterator[ShownFigures]:
    own = statements.items_of(part)
    for one in record["statements"]:
        if one["item"] in own:
            item = statements.item(one["item"])
            yield _answered(lang.text(item.question) or item.id, one, statements.marks, lang)


def _programmes(
    record: Mapping[str, Any], part: str, marks: range, model: Model, lang: Language
) -> Iterator[AskedProgramme]:
    own = [one for one in record["programmes"] if one["sub_dimension"] == part]
    for one in own:
        name = one["name"]
        shown = name.get(lang.code) or name["id"] if isinstance(name, dict) else name
        agency = model.agencies.get(one["agency"] or "")
        yield AskedProgramme(
            name=shown,
            agency=(lang.text(agency.name) or agency.abbreviation) if agency else None,
            users=None if one["users"] is None else lang.number(one["users"], 0),
            figures=_answered(shown or "", one, marks, lang) if len(own) > 1 and one["respondents"] else None,
        )


def _answered(name: str, figures: Mapping[str, Any], marks: range, lang: Language) -> ShownFigures:
    mean, deviation, cells = figures["mean"], figures["deviation"], figures["distribution"]
    return ShownFigures(
        name=name,
        people=people(figures["respondents"], lang),
        mean=None if mean is None else lang.number(mean),
        deviation=None if deviation is None else lang.number(deviation, 1 if _is_partial(cells) else 2),
        bars=tuple(_bars(cells, marks, lang)) if cells and any(cells) else (),
    )


def _is_partial(cells: Sequence[int | None] | None) -> bool:
    """Whether some of a distribution is not shown; then the deviation has one decimal only."""
    return cells is None or None in cells


def _bars(cells: Sequence[int | None], marks: range, lang: Language) -> Iterator[MarkBar]:
    most = max(count or 0 for count in cells)
    width = 100 / len(cells)
    for place, (mark, count) in enumerate(zip(marks, cells, strict=True)):
        tall = 0.0 if not count else max(2.0, count * _TALL / most)
        left, middle = place * width + width / 8, place * width + width / 2
        shown = None if count is None else lang.number(count, 0)
        yield MarkBar(mark, f"{left:.2f}%", f"{middle:.2f}%", f"{tall:.1f}", shown)


def _table(number: int, table: TableAccount, statements: Statements, lang: Language) -> TableRead:
    names = {one.id: lang.text(one.name) for one in statements.dimensions}
    line = lang.translate(N_("{known} of {all} statements of {dimension}"))
    return TableRead(
        name=lang.translate(N_("Table {n}")).format(n=number),  # a file or sheet may be named after a person
        statements=tuple(
            line.format(known=one.known, all=one.all, dimension=names[one.dimension]) for one in table.dimensions
        ),
        unused=len(table.columns["unused"]),
    )


def _rows(draft: SurveyDraft, lang: Language) -> ReadRows:
    """The numbers that the record gives too; for which reasons how many do not count only if no other page tells it."""
    read, left = draft.record["imported"]["rows"], draft.record["imported"]["not_counted"]
    found: dict[str, int] = {}
    for table in draft.tables:
        for why, rows in table.fates:
            found[why.msgid] = found.get(why.msgid, 0) + len(rows)
    fates = [(n, lang.translate(msgid)) for msgid, n in found.items() if n]
    if read is None:
        return ReadRows(None, None, tuple((why, "–") for _, why in sorted(fates, key=lambda one: -one[0])))
    told = [(why, n if draft.is_first else "–") for why, n in reasons(fates, lang)]
    return ReadRows(lang.number(read, 0), lang.number(read - left, 0), tuple(told))


def reasons(counts: Sequence[tuple[int, str]], lang: Language) -> Iterator[tuple[str, str]]:
    """Why rows do not count. Reasons of fewer than five go together, with one more if these are still too few.

    Then nobody can work out a number below five by subtraction.
    """
    fates = sorted(counts, key=lambda one: -one[0])
    small: list[tuple[int, str]] = []
    while fates and (fates[-1][0] < FEWEST or 0 < sum(n for n, _ in small) < FEWEST):
        small.insert(0, fates.pop())
    yield from ((why, people(n, lang)) for n, why in fates)
    if small:
        yield ", ".join(why for _, why in small), people(sum(n for n, _ in small), lang)


def _findings(gathered: Gathered, drafts: Sequence[SurveyDraft], lang: Language) -> list[dict[str, str]]:
    """What the records say that the check found, by kind; which rows is in the output of the command."""
    said = {(one["id"], one["severity"]) for draft in drafts for one in draft.record["lint"]["findings"]}
    found = {
        (one.kind.severity.value, one.kind.id): one.kind.why
        for one in gathered.findings
        if (one.kind.id, one.kind.severity.value) in said
    }
    return [
        {"id": name, "severity": severity, "why": lang.translate(why)}
        for (severity, name), why in sorted(found.items())
    ]
