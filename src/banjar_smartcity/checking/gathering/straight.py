"""Straight: the outline of an innovation from its data, without its record, where no check says anything of it.

That takes a third of the time, and most innovations are so. `outlining.py` is the definition, and
`tests/test_outlines.py` compares both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from ...evidence.claims import has_no_page, is_off_page
from ...innovations.similarity import marks_of_names
from ...model.innovation import Origins
from ...model.innovation_as_of import latest_day
from ...model.outline import InnovationOutline, References, short_uses
from ...model.parts import pages_of_use
from ...model.profile import Profile

_PROFILE = frozenset(Profile._fields)


def straight_outline(path: str, data: dict[str, Any]) -> InnovationOutline | None:
    """The outline of an innovation that passed its schema; None if a check may have something to say about it."""
    answers = data.get("maturity", [])
    if _may_be_remarked(data, answers):
        return None
    named = (data["evidence"], *(answer["evidence"] for answer in answers))
    uses = short_uses(((use["evidence"], pages_of_use(use)) for use in some) for some in named)
    pages = {page for some in uses for page in some[1::2]}
    is_draft = data["name"] is None
    return InnovationOutline(
        path=path,
        id=data["id"],
        name=data["name"] or data["id"],
        also_named=tuple(data.get("also_named", ())),
        draft=is_draft,
        dimension=data["dimension"] or "",
        sub_dimension=data["sub_dimension"],
        is_placed_by_us=data["sub_dimension"] is not None and data.get("sub_dimension_basis") == "ours",
        status=data["status"],
        agencies=tuple(owner["agency"] for owner in data["owners"] if owner.get("agency")),
        has_owner=True,
        has_source=True,
        latest=latest_day((data["started"], *(part["date"] for part in data["facts"]), *_years(data))),
        references=_references(data, answers),
        levels=tuple((answer["indicator"], answer["level"]) for answer in answers),
        uses=uses,
        is_unpaged=any(map(has_no_page, pages)),
        is_off_page=any(map(is_off_page, pages)),
        marks=b"" if is_draft else _marks(data),
        remarks=(),
    )


def _may_be_remarked(data: dict[str, Any], answers: list[Any]) -> bool:
    """Whether one of the checks in `ALONE` may say something: what they look at is missing, or they need the record."""
    if not (_PROFILE.isdisjoint(data) and data["owners"] and data["sources"] and data["evidence"]):
        return True
    if data["possible_duplicate_of"] is not None or not all(fact["sources"] for fact in data["facts"]):
        return True
    if len({answer["indicator"] for answer in answers}) < len(answers):
        return True
    return any(answer.get("cites") or (answer["level"] and not answer["evidence"]) for answer in answers)


def _years(data: dict[str, Any]) -> Iterator[Any]:
    return (part["year"] for part in data.get("budget", ()))


def _marks(data: dict[str, Any]) -> bytes:
    texts = (expansion["text"] for expansion in data["expansions"])
    expansions = (text if isinstance(text, str) else text["id"] for text in texts)
    return marks_of_names((data["name"] or data["id"], *data.get("also_named", ())), expansions)


def _references(data: dict[str, Any], answers: list[Any]) -> References:
    """The ids of other records, in the order in which `model/links.py` names them, by the kind that comes first."""
    found: dict[str, dict[str, None]] = {}

    def name(what: str, names: Iterable[str]) -> None:
        if listed := dict.fromkeys(names):
            found.setdefault(what, {}).update(listed)

    if data["dimension"]:
        name("dimension", (data["dimension"],))
    if data["sub_dimension"] is not None:
        name("sub-dimension", (data["sub_dimension"],))
    for owner in data["owners"]:
        if owner.get("agency") is not None:
            name("agency", (owner["agency"],))
        name("source", owner["sources"])
    parts = [*data["expansions"], *data.get("conflicts", ())]
    parts += [part for key in ("description", "programme", "activity") if (part := data.get(key))]
    parts += [*data["facts"], *data.get("budget", ()), *data.get("participants", ())]
    name("source", chain.from_iterable(part["sources"] for part in parts))
    name("mission", data["missions"])
    name("evidence", (use["evidence"] for use in data["evidence"]))
    for answer in answers:
        name("indicator", (answer["indicator"],))
        name("evidence", (use["evidence"] for use in answer["evidence"]))
    name("source", data["sources"])
    origins = data.get("sources_of", {})
    name("source", chain.from_iterable(origins.get(key, ()) for key in Origins._fields))
    return tuple((what, tuple(names)) for what, names in found.items())
