"""NamedProgramme: what the tables and the column map state about the programme of each sub-dimension, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from ...diagnostics import At, Position
from ...i18n import Text
from ...model.survey_faults import same_name
from ...named import NamedTuple
from ...privacy.groups import FEWEST
from ...privacy.search import redact
from ...source.letters import printable
from ..cells.consent import yes_or_no
from ..cells.values import count_of
from ..columns.column import Column
from .collected import Collected, counted_rows, parts_of
from .forms import Form, Labels

FIELDS = ("name", "agency", "users", "agency_took_part")
_ALIKE = 0.8
_ROLES = {"name": "programme", "agency": "agency", "users": "users", "agency_took_part": "took_part"}


class Spot(NamedTuple):
    """A position in a table or in the column map."""

    path: str
    position: Position


class NamedProgramme(NamedTuple):
    """A programme about which respondents of a sub-dimension were asked."""

    sub_dimension: str
    name: Text | None
    agency: str | None
    """As it is written; `agency_id` is the agency of the register that it means, or None."""
    agency_id: str | None
    users: int | None
    agency_took_part: bool | None
    spots: Mapping[str, Callable[[], Spot]]
    """By field: where it is stated, or where it would be; worked out only when a finding needs it."""
    stated: frozenset[str]
    """The fields for which there is a column or a line of the map, even if it is empty."""
    rows: tuple[tuple[int, Sequence[int]], ...]
    """The index of each form of the dimension, and the indices of its rows that are about this programme."""
    unnamed: tuple[tuple[int, Sequence[int]], ...]
    """The same for the rows that do not name a programme although others do."""
    others: tuple[Sequence[tuple[int, Sequence[int]]], ...] = ()
    """The rows of each programme with quite another name, where the column map gives one name to all rows."""


def programmes_of(collected: Collected, dimension: str) -> Iterator[NamedProgramme]:
    """The programmes of a dimension by sub-dimension; several of one sub-dimension if its rows name several."""
    forms = [form for form, _ in collected.forms_of(dimension)]
    whole = next(d for d in collected.statements.dimensions if d.id == dimension)
    rows = counted_rows(collected, dimension)
    for sub in whole.sub_dimensions:
        if about := rows.get(sub.id):
            yield from _of_part(collected, sub.id, forms, about)


def _of_part(
    collected: Collected, part: str, forms: Sequence[Form], about: Sequence[tuple[int, Sequence[int]]]
) -> Iterator[NamedProgramme]:
    names: dict[str, str] = {}
    groups: dict[str, list[tuple[int, Sequence[int]]]] = {}
    for number, places in about:
        labels = forms[number].labels.get(("programme", part))
        for text, own in _by_text(labels, places):
            key = same_name(text)
            names.setdefault(key, text)
            groups.setdefault(key, []).append((number, own))
    groups = {key: _joined(rows) for key, rows in groups.items()}
    blank = groups.pop("", [])
    for key in [key for key, rows in groups.items() if _people(rows) < FEWEST <= _people(about)]:
        # A text of fewer than five people is never shown: it may be a name, an address or a complaint.
        blank = [*blank, *groups.pop(key)]
    mapped = collected.column_map.programmes.get(part)
    if mapped is not None and "name" in mapped.stated:
        known = same_name(mapped.name.id) if mapped.name else ""
        others = tuple(rows for key, rows in groups.items() if known and len(groups) > 1 and not _are_alike(key, known))
        yield _programme(collected, part, mapped.name, forms, about, ())._replace(others=others)
        return
    if not groups:
        yield _programme(collected, part, None, forms, about, ())
        return
    if len(groups) == 1:
        (key,) = groups
        # Rows that do not name it count for it, as it is the only one.
        yield _programme(collected, part, Text(names[key]), forms, about, tuple(blank))
        return
    for key, rows in groups.items():
        yield _programme(collected, part, Text(names[key]), forms, rows, tuple(blank))
        blank = []


def _are_alike(one: str, other: str) -> bool:
    """Whether two names may be of one programme: one is part of the other one, or only spelt in another way."""
    from difflib import SequenceMatcher  # which hardly any table needs

    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _by_text(labels: Labels | None, places: Sequence[int]) -> list[tuple[str, Sequence[int]]]:
    """Rows by what a column says, in the order in which its texts come."""
    if labels is None:
        return [("", places)]
    codes = [labels.codes[i] for i in places]
    if len(kinds := dict.fromkeys(codes)) == 1:
        return [(labels.texts[codes[0]], places)]
    found: dict[int, list[int]] = {code: [] for code in kinds}
    for i, code in zip(places, codes, strict=True):
        found[code].append(i)
    return [(labels.texts[code], own) for code, own in found.items()]


def _joined(rows: Sequence[tuple[int, Sequence[int]]]) -> list[tuple[int, Sequence[int]]]:
    """Rows with one entry a form; texts that differ in letter case only are one name."""
    found: dict[int, Sequence[int]] = {}
    for number, places in rows:
        found[number] = sorted((*found[number], *places)) if number in found else places
    return list(found.items())


def _people(rows: Iterable[tuple[int, Sequence[int]]]) -> int:
    return sum(len(places) for _, places in rows)


def _programme(
    collected: Collected,
    part: str,
    name: Text | None,
    forms: Sequence[Form],
    rows: Sequence[tuple[int, Sequence[int]]],
    unnamed: tuple[tuple[int, Sequence[int]], ...],
) -> NamedProgramme:
    mapped = collected.column_map.programmes.get(part)
    texts: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    spots: dict[str, Callable[[], Spot]] = {}
    stated: set[str] = set(mapped.stated) if mapped else set()
    for field, role in _ROLES.items():
        if mapped and field in mapped.stated:
            spots[field] = partial(_in_map, collected, part, field)
            continue
        for number, places in rows:
            labels = forms[number].labels.get((role, part))
            if labels is None:
                continue
            stated.add(field)
            spots.setdefault(field, partial(_in_table, forms[number], places[0], labels.column))
            for code, count in Counter(map(labels.codes.__getitem__, places)).items():
                texts[field][labels.texts[code]] += count
            del texts[field][""]
    first = forms[rows[0][0]]
    place = parts_of(first, collected.statements)[part][0]
    nowhere = partial(_at_head, first, first.columns.statements[first.items[place]])
    agency = mapped.agency if mapped and "agency" in mapped.stated else _common(texts["agency"])
    known = collected.innovations.get(same_name(name.id)) if name else None
    if known is not None:
        # The questionnaire writes the id of an innovation; its record has the name and the owner.
        name = Text(known.name) if name and name.id == known.id else name
        owners = {owner.agency for owner in known.owners if owner.kind == "agency"}
        agency = owners.pop() if "agency" not in stated and len(owners) == 1 else agency
        stated |= {"agency"} if agency is not None else set()
    counts = Counter({n: c for text, c in texts["users"].items() if (n := count_of(text)) is not None})
    users = mapped.users if mapped and "users" in mapped.stated else counts.most_common(1)[0][0] if counts else None
    answers = [answer for text in texts["agency_took_part"] if (answer := yes_or_no(text)) is not None]
    took_part = all(answers) if answers else None
    if mapped and "agency_took_part" in mapped.stated:
        took_part = mapped.agency_took_part
    return NamedProgramme(
        sub_dimension=part,
        # Some people write a phone number next to the name.
        name=name and Text(_clean(name.id), name.en and _clean(name.en)),
        agency=agency and _clean(agency),
        agency_id=collected.agency_id(agency),
        users=users,
        agency_took_part=took_part,
        spots={field: spots.get(field, nowhere) for field in FIELDS},
        stated=frozenset(stated),
        rows=tuple(rows),
        unnamed=unnamed,
    )


def _clean(text: str) -> str:
    """A text without personal data and without invisible characters, which records must not have."""
    return redact(printable(text))


def _common(texts: Counter[str]) -> str | None:
    return texts.most_common(1)[0][0] if texts else None


def _in_table(form: Form, row: int, column: Column) -> Spot:
    return Spot(form.path, Position(form.rows[row], column.place + 1))


def _at_head(form: Form, column: Column) -> Spot:
    return Spot(form.path, Position(1, column.place + 1))


def _in_map(collected: Collected, part: str, field: str) -> Spot:
    column_map = collected.column_map
    assert column_map.locator is not None  # noqa: S101 - a map that states something was read from a file
    return Spot(column_map.path, column_map.locator(At(column_map.path) / "programmes" / part / field))
