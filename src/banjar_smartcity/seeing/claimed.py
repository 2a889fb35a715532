"""Claimed: what is looked for on the pages that answers and innovations name, and what was seen there."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping

from ..evidence.claims import Claim, claims
from ..i18n import Text, language
from ..model.answer import Answer
from ..model.evidence import Evidence
from ..model.focus import stage_rules
from ..model.model import Model
from ..model.parts import EvidenceUse
from ..named import NamedTuple
from ..reading.document import STOPPED, ReadDocument
from .sight import ABSENT, BEHIND, OTHERS, SEEN, UNCHECKABLE, UNCLEAR, UNREADABLE, Sight, look
from .sought import Sought, SoughtName, sought_figure

_TEXT = "id"
"""The language of documents, in which dates are written out."""
Look = Callable[[Evidence, "Looking"], Sight | None]
"""What is seen in the document of a record; None if it was not read."""


class Looking(NamedTuple):
    """What is looked for in a document, and on which pages."""

    sought: Sought | None
    pages: str | None


def look_in(document: ReadDocument, looking: Looking) -> Sight:
    """What is seen in a document that was read."""
    if not document.texts:
        return Sight(UNREADABLE)
    return look(
        looking.sought,
        looking.pages,
        document.texts,
        whole=document.state != STOPPED,
        pictured=document.pictured,
        hidden=document.hidden,
    )


class SeenUse(NamedTuple):
    """A document that is named for a claim, and what was seen on the pages that are named."""

    claim: Claim
    use: EvidenceUse
    sought: Sought | None
    sight: Sight | None
    """None if the file was not read."""


def by_document(seen: Iterable[SeenUse]) -> Mapping[str, list[SeenUse]]:
    """What was seen, by the id of the document in which it was looked for."""
    found: dict[str, list[SeenUse]] = {}
    for entry in seen:
        found.setdefault(entry.use.evidence, []).append(entry)
    return found


class _Wanted(NamedTuple):
    """A use of a document, and what is looked for in it; None if there is no such record."""

    claim: Claim
    use: EvidenceUse
    record: Evidence | None
    looking: Looking
    is_answer: bool


def lookings(model: Model, among: Container[str]) -> Mapping[str, list[Looking]]:
    """All that is looked for in each of these documents and those next to them, by the id of its record."""
    found: dict[str, list[Looking]] = {}
    for wanted in _wanted(model, among, None):
        for one in wanted:
            found.setdefault(one.use.evidence, []).append(one.looking)
    return found


def seen_uses(model: Model, look_for: Look, among: Container[str], only: str | None = None) -> Iterator[SeenUse]:
    """What was seen for each claim that names one of these documents: in no other can anything be seen.

    `only`: for claims of this id. A figure needs to be in one of the documents of its answer, not in all.
    """
    for wanted in _wanted(model, among, only):
        found = [_seen(one, look_for) for one in wanted]
        excused = any(seen.sight is None or seen.sight.verdict not in (ABSENT, UNCHECKABLE) for seen in found)
        for seen in found:
            lost = seen.sight is not None and seen.sight.verdict == ABSENT
            yield seen._replace(sight=Sight(OTHERS)) if lost and excused else seen


def _wanted(model: Model, among: Container[str], only: str | None) -> Iterator[list[_Wanted]]:
    """The uses of each claim that names one of these documents. No other record is built."""
    answers = {(sheet.stage, answer.item): answer for sheet in model.sheets for answer in sheet.answers}
    rules = stage_rules(model)
    for claim in claims(model):
        if only not in (None, claim.id) or not any(use.evidence in among for use in claim.uses):
            continue
        answer = answers.get((str(claim.stage), claim.id)) if claim.by == "answer" else None
        item = rules(claim.stage).items.get(claim.id) if answer is not None and claim.stage is not None else None
        asked = (item.question,) if item is not None else ()
        found = []
        for use in claim.uses:
            record = model.evidence.get(use.evidence)
            sought = _sought(model, claim, answer, asked, record) if record is not None else None
            found.append(_Wanted(claim, use, record, Looking(sought, use.pages), answer is not None))
        yield found


def _seen(wanted: _Wanted, look_for: Look) -> SeenUse:
    sought = wanted.looking.sought
    sight = look_for(wanted.record, wanted.looking) if wanted.record is not None else None
    by_name = isinstance(sought, SoughtName) and wanted.is_answer
    if by_name and sight is not None and sight.verdict not in (SEEN, BEHIND, UNCLEAR, UNREADABLE):
        sight = Sight(UNCHECKABLE)  # a number or date need not be on every page
    return SeenUse(wanted.claim, wanted.use, sought if sight is not None else None, sight)


def _sought(
    model: Model, claim: Claim, answer: Answer | None, asked: tuple[Text, ...], record: Evidence
) -> Sought | None:
    """A statistic; else the number, the date and the agency; of an innovation its names."""
    if claim.by == "innovation":
        innovation = model.innovations[claim.id]
        return SoughtName(tuple(filter(None, (innovation.name, *innovation.also_named))))
    if answer is None:
        return None
    if answer.statistic is not None:
        figure = answer.statistic
        texts = [text for text in (answer.fact, *asked) if text]
        about = [part for text in texts for part in (text.id, text.en) if part]
        region = model.program.region.id if model.program else ""
        return sought_figure(figure.value, figure.unit, figure.year, about, region)
    day = language(_TEXT).date(record.issued_on) if record.issued_on else None
    agency = model.agencies.get(answer.responsible) if answer.responsible else None
    agency_name = agency.name.id if agency and agency.name else None
    return SoughtName(tuple(filter(None, (record.number, day, agency_name))), record.number)


def responsible_for(model: Model, claim: Claim) -> str | None:
    """The agency that answers for a claim, as far as its record names one."""
    if claim.by == "innovation":
        return next((owner.agency for owner in model.innovations[claim.id].owners if owner.agency), None)
    found = (a.responsible for s in model.sheets if s.stage == claim.stage for a in s.answers if a.item == claim.id)
    return next(found, None)


def is_missing(seen: SeenUse) -> bool:
    """Whether what is claimed was found on no page of any document of the claim, though all could be read."""
    return seen.sight is not None and seen.sight.verdict == ABSENT
