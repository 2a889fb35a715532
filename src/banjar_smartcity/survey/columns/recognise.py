"""Recognising columns: the meaning of each column of a table, by its name or by the column map."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ...diagnostics import Finding, Phrase
from ...i18n import N_
from ...spelling.patterns import late
from ..cells.plain import plain
from ..cells.states.finished import IS_FINISHED, SENT_ON, SUBMITTED
from ..table.findings import finding
from ..table.kinds import NO_STATEMENTS, NUMBERED
from ..table.rows import STATEMENT, Cell, Table, tidy
from .column import Column, Columns
from .maps.column_map import ColumnMap
from .maps.mapped import apply_map
from .meaning.companions import is_companion, may_be_companion, without_companion
from .meaning.further_consents import further_consents
from .meaning.numbered import is_satisfaction_survey, numbered_columns, numbered_items
from .meaning.other_marks import is_turned, means_else
from .meaning.repeated import by_next_statements
from .names import BY_PART, HANDS
from .roles import parts_of, role_and_part
from .statements import Statements, number_of, without_group

_COLUMN = " "
"""What the name of a column means that is no statement; no plain name is a blank."""
_LEAST_NUMBERED, _MOST_SHOWN = 3, 3
OF_WHAT = Phrase(N_("it is not known of which dimension they are"))
SATISFACTION = Phrase(
    N_("U1 to U9 are the elements of the public satisfaction survey (SKM), which asks about something else")
)
SEVERAL = Phrase(N_("several have the same number, and nothing says which of them counts"))
OTHER_NUMBER = Phrase(N_("the dimension or sub-dimension has another number of statements"))
_MARKUP = late(r"</?[a-zA-Z][^<>]{0,200}>")
_LIME_SURVEY = frozenset(("lastpage", "last_page", "halaman_terakhir", "startlanguage", "start_language", "seed"))
"""Columns that only LimeSurvey writes."""


class KnownColumns:
    """Judges rows by the columns that they make known. A class, since rows of the same file share many cells."""

    def __init__(self, statements: Statements, column_map: ColumnMap) -> None:
        self._statements = statements
        self._wanted = {plain(name) for name in column_map.statements.values()}
        self._known: dict[str, str | None] = {}
        names = (self._wanted, statements.by_name, statements.parts, statements.wholes)
        self._has_numbers = any(not any(map(str.isalpha, name)) for group in names for name in group)
        """Whether something has a name without letters."""

    def __call__(self, cells: Sequence[Cell]) -> int:
        """What the cells of a row are as names of columns: `STATEMENT` for each statement, 1 for another column."""
        items: set[str] = set()
        known = 0
        for cell in cells:
            if type(cell) is not str or not cell.strip():
                continue
            if cell not in self._known:
                self._known[cell] = self._meaning(cell)
            meaning = self._known[cell]
            if meaning == _COLUMN:
                known += 1
            elif meaning is not None:
                items.add(meaning)
        return known + len(items) * STATEMENT

    def _meaning(self, cell: str) -> str | None:
        """The statement that a cell names; `_COLUMN` if it names another column, None if none."""
        name = plain(cell)
        if name in self._wanted:
            return name
        if name and not self._has_numbers and not any(map(str.isalpha, cell)):
            return None  # a mark or a time, as most cells below the names are
        if (item := self._statements.find(cell)) is not None:
            return item
        is_other = role_and_part(name, cell, self._statements) is not None or (
            number_of(without_group(cell)) is not None and any(map(str.isalpha, cell))
        )
        return _COLUMN if is_other else None


def recognise(
    table: Table, statements: Statements, column_map: ColumnMap, place: str | None
) -> tuple[Columns, list[Finding]]:
    """The columns of a table, and its faults. `place` is the dimension or sub-dimension of numbered columns."""
    headers = [Column(i, name) for i, cell in enumerate(table.header) if (name := _name(cell))]
    faults: list[Finding] = []
    found: dict[str, Column] = {}
    single: dict[str, Column] = {}
    by_part: dict[str, dict[str, Column]] = {}
    taken = apply_map(table, headers, column_map, statements, (found, single, by_part), faults)
    rest = [column for column in headers if column.place not in taken]
    answers, companions = _answers(rest, statements, place, numbered=not column_map.statements)
    more: dict[str, tuple[Column, ...]] = {}
    for item, columns in answers.items():
        if item in column_map.statements and item in found:
            companions += columns  # the map says which one counts
            continue
        first, *others = columns
        found.setdefault(item, first)
        if others:
            more[item] = tuple(others)
    known = {column.place for columns in answers.values() for column in columns} | {c.place for c in companions}
    status: list[Column] = []
    others = _without_repeated([column for column in rest if column.place not in known], answers, statements, by_part)
    sent = SUBMITTED if _LIME_SURVEY.isdisjoint(plain(column.name) for column in headers) else SENT_ON
    for column in others:
        if plain(column.name.rpartition("/")[2]) in sent:
            status.append(column)
        if plain(column.name) not in IS_FINISHED:
            _give_role(column, statements, single, by_part, status)
    for column in others:
        if plain(column.name) in IS_FINISHED:  # the time of the end, unless another column has that
            status.extend([column] if "ended" in single else [])
            _give_role(column, statements, single, by_part, [])
    consents = further_consents(others, single, last=max((column.place for column in found.values()), default=0))
    if not found:
        faults.append(_without_statements(table, headers, place))
    if "started" not in single and "day" in single:
        single["started"] = single.pop("day")
    if "ended" not in single and "started" in single and "sent" in single:
        single["ended"] = single.pop("sent")  # people who answer by themselves end by sending
    _enter_once("interviewer", HANDS, found, single, by_part, statements)
    _enter_once("duration", ("duration",), found, single, by_part, statements)
    order = {item.id: i for i, item in enumerate(statements.items)}
    recognised = Columns(
        statements=dict(sorted(found.items(), key=lambda entry: order.get(entry[0], 0))),
        single=single,
        by_part=by_part,
        more=more,
        status=tuple(status),
        consents=consents,
        companions=tuple(sorted(companions)),
    )
    used = {*recognised.labels(), *(column.place for column in companions)}
    return recognised._replace(unused=tuple(column for column in headers if column.place not in used)), faults


def _without_statements(table: Table, headers: Sequence[Column], place: str | None) -> Finding:
    """Why no column is a statement."""
    numbered = numbered_columns(headers)
    columns = sorted(column for group in numbered.values() for column, _ in group)
    if len(columns) < _LEAST_NUMBERED:
        return finding(NO_STATEMENTS, table.path, row=table.header_row)
    numbers = {name: [number for _, number in group] for name, group in numbered.items()}
    satisfaction = any(is_satisfaction_survey(name, set(own)) for name, own in numbers.items())
    repeated = any(len(set(own)) < len(own) for own in numbers.values())
    labels = tuple(column.label for column in columns[:_MOST_SHOWN]) + (("…",) if len(columns) > _MOST_SHOWN else ())
    how = SATISFACTION if satisfaction else SEVERAL if repeated else OTHER_NUMBER if place else OF_WHAT
    facts = {"count": len(columns), "columns": labels, "how": how}
    return finding(NUMBERED, table.path, facts, row=table.header_row, column=columns[0].place)


def _enter_once(
    role: str,
    names: Sequence[str],
    found: Mapping[str, Column],
    single: dict[str, Column],
    by_part: dict[str, dict[str, Column]],
    statements: Statements,
) -> None:
    """Make the first column with one of these names one of the first sub-dimension of each dimension."""
    column = next((single[name] for name in names if name in single), None)
    for name in names:
        single.pop(name, None)
    if column is not None:
        for dimension in statements.dimensions:
            asked = [
                sub.id for sub in dimension.sub_dimensions if not found.keys().isdisjoint(statements.items_of(sub.id))
            ]
            by_part.setdefault(role, {}).update(dict.fromkeys(asked[:1], column))


def _name(cell: Cell) -> str:
    """The name of a column, without the tags of a page that some programs leave in it."""
    name = "" if cell is None else tidy(str(cell))
    return tidy(_MARKUP.sub(" ", name)) or name if "<" in name else name


def _answers(
    headers: Sequence[Column], statements: Statements, place: str | None, *, numbered: bool
) -> tuple[dict[str, list[Column]], list[Column]]:
    """The columns of each statement, and those that only go with one."""
    matches = {column.place: match for column in headers if (match := statements.match(column.name))}
    meant = numbered_items(headers, statements, place) if numbered and not matches else {}
    answers: dict[str, list[Column]] = {}
    companions: list[Column] = []
    doubtful: list[tuple[str, Column]] = []
    turned = [place for place, (_, rest) in matches.items() if rest and is_turned(rest)]
    others = {place for place, (_, rest) in matches.items() if rest and means_else(rest)}
    others.update(turned if len(turned) < len(matches) else ())  # where all have the word, it is a habit of a program
    for column in headers:
        item, rest = matches.get(column.place) or (meant.get(column.place), "")
        if item is None:
            name = without_companion(column.name)
            if name and (statements.find(name) or (meant and number_of(name) in range(1, len(meant) + 1))):
                companions.append(column)
        elif is_companion(rest) or (column.place in others and _has_own(item, matches, others)):
            companions.append(column)
        elif column.place in others:
            continue
        elif may_be_companion(rest):
            doubtful.append((item, column))
        else:
            answers.setdefault(item, []).append(column)
    for item, column in doubtful:
        if item in answers:
            companions.append(column)
        else:
            answers[item] = [column]
    return answers, companions


def _has_own(item: str, matches: Mapping[int, tuple[str, str]], others: Collection[int]) -> bool:
    """Whether a statement has a column with nothing but what people answered."""
    return any(meant == item and place not in others for place, (meant, _) in matches.items())


def _give_role(
    column: Column,
    statements: Statements,
    single: dict[str, Column],
    by_part: dict[str, dict[str, Column]],
    status: list[Column],
) -> None:
    """Enter a column by what its name says it is, unless an earlier one is that."""
    role = role_and_part(plain(column.name), column.name, statements)
    if role is None:
        return
    name, part = role
    if name == "status":
        status.append(column)
    elif name in BY_PART:
        for one in parts_of(part, statements):
            by_part.setdefault(name, {}).setdefault(one, column)
    elif not part:
        single.setdefault(name, column)


def _without_repeated(
    columns: list[Column],
    answers: Mapping[str, Sequence[Column]],
    statements: Statements,
    by_part: dict[str, dict[str, Column]],
) -> list[Column]:
    """The columns but those that ask the same for each sub-dimension, which are entered by what follows them."""
    asked: dict[str, tuple[list[Column], list[Column]]] = {}
    for column in columns:
        role, part = role_and_part(plain(column.name), column.name, statements) or ("", "")
        if role in BY_PART and role not in by_part:
            asked.setdefault(role, ([], []))[bool(part)].append(column)
    parts = {c.place: statements.sub_dimension_of(item) or "" for item, found in answers.items() for c in found}
    entered: set[int] = set()
    for role, (repeated, named) in asked.items():
        if len(repeated) > 1 and (own := by_next_statements(repeated, named, parts)):
            by_part[role] = own
            entered |= {column.place for column in repeated}
    return [column for column in columns if column.place not in entered]
