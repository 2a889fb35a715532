"""Portal: what is entered on the ministry's own site, item by item in the form's order, and what changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..i18n import N_, Text
from ..model.answer import Answer
from ..model.evidence import Evidence
from ..model.instrument import SURVEY
from ..model.model import Model
from ..model.program import Stage
from ..named import NamedTuple
from ..schema.validator import shipped
from ..scoring.completeness import Missing
from ..source.document import parse
from .cells import indonesian, plain
from .record import record_of
from .returned import VERSION, ReturnError

LEVEL, TEXT, LINKS = "level", "text", "links"
"""The parts of an item on the site."""


class PortalLink(NamedTuple):
    """A document of an answer, and its address on the web; None if it has none to give."""

    title: Text
    address: str | None
    place: str | None
    """Where the document is if it has no address: its file, or where it is kept."""


class PortalItem(NamedTuple):
    """An item as it is entered. Its text is Indonesian, as the site is."""

    item: str
    number: int
    heading: Text | None
    question: Text
    level: str
    text: str
    links: tuple[PortalLink, ...]
    missing: tuple[Missing, ...]
    carried: bool

    @property
    def addresses(self) -> tuple[str, ...]:
        """The links that can be entered."""
        return tuple(dict.fromkeys(link.address for link in self.links if link.address))


class Entered(NamedTuple):
    """An item as it was entered, and the day on which it was."""

    entered_on: str
    level: str
    text: str
    links: tuple[str, ...]


def entries(model: Model, stage: Stage, missing: Iterable[Missing]) -> tuple[PortalItem, ...]:
    """The items that a stage answers by the instrument in focus; those that citizens answer are not entered."""
    lacking: dict[str, list[Missing]] = {}
    for one in missing:
        lacking.setdefault(one.id, []).append(one)
    answers = model.answers(stage.id)
    return tuple(
        _entry(model, number, item, answers.get(item.id), tuple(lacking.get(item.id, ())))
        for number, item in enumerate(model.items, 1)
        if item.kind != SURVEY
    )


def _entry(model: Model, number: int, item: Any, answer: Answer | None, missing: tuple[Missing, ...]) -> PortalItem:
    record = record_of(answer) if answer else {}
    used = [model.evidence[use.evidence] for use in answer.evidence if use.evidence in model.evidence] if answer else []
    said = [indonesian(record.get("not_applicable") or record.get("fact"))]
    if figure := record.get("statistic") or record.get("external"):
        said.append(" ".join(filter(None, (_decimal(figure["value"]), figure.get("unit"), f"({figure['year']})"))))
    return PortalItem(
        item=item.id,
        number=number,
        heading=item.group,
        question=item.question,
        level=_decimal(record.get("level")),
        text="\n".join(filter(None, said)),
        links=tuple(dict.fromkeys(map(_link, used))),
        missing=missing,
        carried="carried" in record,
    )


def _decimal(value: Any) -> str:
    return plain(value).replace(".", ",")


def _link(found: Evidence) -> PortalLink:
    """A document with the address to enter. Only addresses that lead somewhere on the web are links."""
    return PortalLink(found.title, found.address or None, found.file or found.kept_at)


def changed_parts(entry: PortalItem, before: Entered) -> tuple[str, ...]:
    """What of an item is another now than when it was entered."""
    now: Mapping[str, object] = {LEVEL: entry.level, TEXT: entry.text, LINKS: entry.addresses}
    then: Mapping[str, object] = {LEVEL: before.level, TEXT: before.text, LINKS: before.links}
    return tuple(part for part in (LEVEL, TEXT, LINKS) if now[part] != then[part])


def blank_entered(region: str, stage: str, instrument: str) -> dict[str, Any]:
    """The office's file before anything is entered (schemas/entered.schema.json)."""
    return {"version": VERSION, "region": region, "stage": stage, "instrument": instrument, "entered": []}


def read_entered(path: str, content: bytes, blank: Mapping[str, Any]) -> Mapping[str, Entered]:
    """What was entered, by item. Raise `ReturnError` if the file is none of the page, or of something else."""
    name = path if path.endswith((".json", ".yaml", ".yml")) else f"{path}.json"
    document, faults = parse(name, content)
    data: Any = document.data if document else None
    if document is None or faults or next(iter(shipped("entered").check(document)), None) is not None:
        raise ReturnError(N_("{path} is not a file that the page of `smartcity portal` has saved"), path=path)
    for key in ("region", "stage", "instrument"):
        if data[key] != blank[key]:
            raise ReturnError(N_("{path} belongs to {other}, not to {own}"), path=path, other=data[key], own=blank[key])
    return dict(_entered(data["entered"]))


def _entered(found: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Entered]]:
    for one in found:
        yield one["item"], Entered(one["entered_on"], one["level"], one["text"], tuple(one["links"]))


def entered_data(blank: Mapping[str, Any], before: Mapping[str, Entered]) -> dict[str, Any]:
    """What was entered as the office's file has it."""
    listed = [{"item": item, **one._asdict(), "links": list(one.links)} for item, one in before.items()]
    return {**blank, "entered": listed}
