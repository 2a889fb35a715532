"""NamedProgramme: what the tables and the map say of the programme of each sub-dimension, and where they say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...diagnostics import At, Position
from ...i18n import Text
from ...model.survey_faults import same_name
from ...privacy.groups import FEWEST
from ...privacy.search import redact
from ...source.letters import printable
from ..columns.values import count_of, yes_or_no
from .collected import Collected, agency_id, counted, parts_of
from .forms import Form

FIELDS = ("name", "agency", "users", "agency_took_part")
_ROLES = {"name": "programme", "agency": "agency", "users": "users", "agency_took_part": "took_part"}


class Spot(NamedTuple):
    """A place in a table or in the map."""

    path: str
    position: Position


class NamedProgramme(NamedTuple):
    """A programme of a sub-dimension."""

    sub_dimension: str
    name: Text | None
    agency: str | None
    """As it is written; `agency_id` is the agency of the register that it means, if any."""
    agency_id: str | None
    users: int | None
    agency_took_part: bool | None
    spots: Mapping[str, Spot]
    """By field: where it is told, or where it would be."""
    said: frozenset[str]
    """The fields for which there is a column or a line of the map, be it empty."""
    rows: tuple[tuple[int, Sequence[int]], ...]
    """For each form of the dimension, by its place, the places of its rows that are about this programme."""
    unnamed: tuple[tuple[int, Sequence[int]], ...]
    """Likewise the rows that name no programme though others do."""


def programmes_of(collected: Collected, dimension: str) -> Iterator[NamedProgramme]:
    """The programmes of a dimension, sub-dimension by sub-dimension; more than one where rows name several."""
    forms = [form for form, _ in collected.of(dimension)]
    whole = next(d for d in collected.statements.dimensions if d.id == dimension)
    rows = counted(collected, dimension)
    for sub in whole.sub_dimensions:
        if about := rows.get(sub.id):
            yield from _of_part(collected, sub.id, forms, about)


def _of_part(
    collected: Collected, part: str, forms: Sequence[Form], about: Sequence[tuple[int, Sequence[int]]]
) -> Iterator[NamedProgramme]:
    mapped = collected.named.programmes.get(part)
    if mapped is not None and "name" in mapped.said:
        yield _told(collected, part, mapped.name, forms, about, ())
        return
    names: dict[str, str] = {}
    groups: dict[str, list[tuple[int, list[int]]]] = {}
    for number, places in about:
        labels = forms[number].labels.get(("programme", part))
        for i in places:
            text = labels.texts[labels.codes[i]] if labels else ""
            key = same_name(text)
            names.setdefault(key, text)
            listed = groups.setdefault(key, [])
            if not listed or listed[-1][0] != number:
                listed.append((number, []))
            listed[-1][1].append(i)
    blank = groups.pop("", [])
    for key in [key for key, rows in groups.items() if _people(rows) < FEWEST <= _people(about)]:
        # What fewer than five people write is told of nobody: it may be a name, an address or a complaint.
        blank = [*blank, *groups.pop(key)]
    if not groups:
        yield _told(collected, part, None, forms, about, ())
        return
    if len(groups) == 1:
        (key,) = groups
        # Rows that do not name it are about it all the same: it is the only one.
        yield _told(collected, part, Text(names[key]), forms, about, tuple(blank))
        return
    for key, rows in groups.items():
        yield _told(collected, part, Text(names[key]), forms, rows, tuple(blank))
        blank = []


def _people(rows: Iterable[tuple[int, Sequence[int]]]) -> int:
    return sum(len(places) for _, places in rows)


def _told(
    collected: Collected,
    part: str,
    name: Text | None,
    forms: Sequence[Form],
    rows: Sequence[tuple[int, Sequence[int]]],
    unnamed: tuple[tuple[int, Sequence[int]], ...],
) -> NamedProgramme:
    mapped = collected.named.programmes.get(part)
    texts: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    spots: dict[str, Spot] = {}
    said: set[str] = set(mapped.said) if mapped else set()
    for field, role in _ROLES.items():
        if mapped and field in mapped.said:
            spots[field] = _in_map(collected, part, field)
            continue
        for number, places in rows:
            labels = forms[number].labels.get((role, part))
            if labels is None:
                continue
            said.add(field)
            spots.setdefault(
                field, Spot(forms[number].path, Position(forms[number].rows[places[0]], labels.column.place + 1))
            )
            texts[field].update(labels.texts[labels.codes[i]] for i in places)
            del texts[field][""]
    first = forms[rows[0][0]]
    place = parts_of(first, collected.statements)[part][0]
    nowhere = Spot(first.path, Position(1, first.columns.statements[first.items[place]].place + 1))
    agency = mapped.agency if mapped and "agency" in mapped.said else _common(texts["agency"])
    known = collected.innovations.get(same_name(name.id)) if name else None
    if known is not None:
        # The questionnaire writes the id of an innovation; its record knows the name, and whose it is.
        name = Text(known.name) if name and name.id == known.id else name
        owners = {owner.agency for owner in known.owners if owner.kind == "agency"}
        agency = owners.pop() if "agency" not in said and len(owners) == 1 else agency
        said |= {"agency"} if agency is not None else set()
    counts = Counter({n: c for text, c in texts["users"].items() if (n := count_of(text)) is not None})
    users = mapped.users if mapped and "users" in mapped.said else counts.most_common(1)[0][0] if counts else None
    came = [answer for text in texts["agency_took_part"] if (answer := yes_or_no(text)) is not None]
    took_part = all(came) if came else None
    if mapped and "agency_took_part" in mapped.said:
        took_part = mapped.agency_took_part
    return NamedProgramme(
        part,
        # Some write the phone of the one who runs it beside the name.
        name and Text(_clean(name.id), name.en and _clean(name.en)),
        agency and _clean(agency),
        agency_id(agency, collected.agencies),
        users,
        took_part,
        {field: spots.get(field, nowhere) for field in FIELDS},
        frozenset(said),
        tuple(rows),
        unnamed,
    )


def _clean(text: str) -> str:
    """A text without personal data, and without letters that cannot be seen, which no record may hold."""
    return redact(printable(text))


def _common(texts: Counter[str]) -> str | None:
    return texts.most_common(1)[0][0] if texts else None


def _in_map(collected: Collected, part: str, field: str) -> Spot:
    named = collected.named
    assert named.locator is not None  # noqa: S101 - only a map that was read says something
    return Spot(named.path, named.locator(At(named.path) / "programmes" / part / field))
