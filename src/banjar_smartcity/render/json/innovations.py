"""Innovations as JSON: maturity, one record, the shortlist; documented in docs/json.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from ...diagnostics import At, Position
from ...evidence.proof import Proof
from ...i18n import Language, Text
from ...innovations.maturity import STANDS, Grade, Maturity, use_state
from ...innovations.shortlist import CRITERIA, Candidate, Shortlist, Slot
from ...model.innovation import Innovation
from ...model.maturity import add, indicators
from ...model.model import Model
from ...model.moment import Moment
from ...model.parts import EvidenceUse
from ...model.profile import MeasuredValue, Profile
from ...model.view import is_plan
from ..words.json import number


def _instrument(model: Model) -> dict[str, Any]:
    instrument = model.maturity_instrument
    return {
        "instrument": instrument.id if instrument else None,
        "rubric": instrument.evidence_rubric if instrument else None,
        "top": add(indicator.top for indicator in indicators(instrument)) if instrument else None,
    }


def _maturity(m: Maturity) -> dict[str, Any]:
    record = m.record
    known = m.assessed > 0
    return {
        "id": record.id,
        "name": record.name,
        "dimension": record.dimension,
        "sub_dimension": record.sub_dimension,
        "sub_dimension_basis": record.sub_dimension_basis if record.sub_dimension else None,
        "status": record.status,
        "indicators": len(m.grades),
        "assessed": m.assessed,
        "lowest": m.lowest,
        "highest": m.highest,
        "claimed": m.claimed if known else None,
        "supported": m.supported if known else None,
        "gain": m.gain,
        "mandatory": len(m.mandatory),
        "mandatory_met": m.mandatory_met,
        "mandatory_not_met": [g.indicator.id for g in m.mandatory if g.known and not g.supported],
        "mandatory_unknown": [g.indicator.id for g in m.mandatory if not g.known],
        "parts": len(m.parts),
        "parts_known": m.known,
        "completeness": number(m.completeness),
    }


def _owners(record: Innovation, lang: Language) -> list[dict[str, Any]]:
    return [
        {"kind": owner.kind, "agency": owner.agency, "name": owner.name and lang.text(owner.name)}
        for owner in record.owners
    ]


def listed_innovation(m: Maturity, lang: Language) -> dict[str, Any]:
    """An innovation with its points, as an entry of the list in `innovations_data`."""
    return {**_maturity(m), "owners": _owners(m.record, lang)}


def innovations_data(model: Model, today: date, sort: str | None, *, partial: bool) -> dict[str, Any]:
    """What is said of all innovations; their list is written one after the other, in the order that `sort` names."""
    return {
        "as_of": today.isoformat(),
        "partial": partial,
        **_instrument(model),
        "sort": sort,
        "innovations": [],
        "drafts": list(model.drafts),
    }


def _moment(value: Moment | None) -> str | None:
    if value is None:
        return None
    day = value.first.isoformat()
    return {"year": day[:4], "month": day[:7], "day": day}[value.precision]


def uses_data(uses: Iterable[EvidenceUse], proof: Proof) -> list[dict[str, Any]]:
    """The documents that are named, and whether each is valid."""
    found = []
    for use in uses:
        state = use_state(use, proof)
        found.append({"id": use.evidence, "pages": use.pages, "stands": state is STANDS, "reason": state.id})
    return found


def _grade(grade: Grade, proof: Proof) -> dict[str, Any]:
    answer = grade.answer
    return {
        "number": grade.indicator.number,
        "weight": grade.indicator.weight,
        "mandatory": grade.indicator.mandatory,
        "level": answer.level if answer else None,
        "claimed": grade.claimed if grade.known else None,
        "supported": grade.supported if grade.known else None,
        "lowest": grade.lowest,
        "highest": grade.highest,
        "gain": grade.gain,
        "reason": grade.reason.id,
        "evidence": uses_data(answer.evidence if answer else (), proof),
        "cites": list(answer.cites) if answer else [],
    }


def innovation_data(
    model: Model,
    found: Maturity,
    proof: Proof,
    others: Iterable[Innovation],
    locate: Callable[[At], Position],
    lang: Language,
    *,
    partial: bool,
) -> dict[str, Any]:
    """One innovation with everything known about it. `others` may be the same innovation."""
    record = found.record

    def sourced(at: At, text: Text, sources: tuple[str, ...]) -> dict[str, Any]:
        return {"text": lang.text(text), "sources": list(sources), "path": at.path, "line": locate(at).line}

    about = record.description
    return {
        "as_of": proof.today.isoformat(),
        "partial": partial,
        **_instrument(model),
        **_maturity(found),
        "path": record.at.path,
        "owners": _owners(record, lang),
        "started": _moment(record.started),
        "description": about and sourced(about.at, about.text, about.sources),
        "facts": [
            {**sourced(f.at, f.text, f.sources), "date": _moment(f.date), "planned": is_plan(proof.today, f.date)}
            for f in record.facts
        ],
        "conflicts": [sourced(c.at, c.text, c.sources) for c in record.conflicts],
        "missions": list(record.missions),
        "programme": record.programme and sourced(*record.programme),
        "activity": record.activity and sourced(*record.activity),
        "budget": [
            {"year": b.year, "line": b.line, "amount": b.amount, "sources": list(b.sources)} for b in record.budget
        ],
        "participants": [
            {"kind": p.kind, "name": lang.text(p.name), "sources": list(p.sources)} for p in record.participants
        ],
        **_profile(record.profile, lang, sourced),
        "profile_unknown": list(record.profile.unknown),
        "unknowns": [lang.text(unknown) for unknown in record.unknowns],
        "possible_duplicates": [other.id for other in others],
        "sources": list(record.sources),
        "sources_of": {key: list(names) for key, names in record.sources_of._asdict().items() if names},
        "evidence": uses_data(record.evidence, proof),
        "known": {part.id: part.known for part in found.parts[: len(found.parts) - len(found.grades)]},
        "indicator_scores": {grade.indicator.id: _grade(grade, proof) for grade in found.grades},
    }


def _profile(profile: Profile, lang: Language, sourced: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    """What the ministry asks about an innovation; null and empty lists are not known."""

    def figure(found: MeasuredValue | None) -> dict[str, Any] | None:
        return found and {"value": found.value, "year": found.year, "sources": list(found.sources)}

    trial = profile.trial
    texts = {"problem": profile.problem, "method": profile.method, "novelty": profile.novelty}
    values = {"digital": profile.digital, "phase": profile.phase, "initiator": profile.initiator, "kind": profile.kind}
    return {
        **{key: said and sourced(*said) for key, said in texts.items()},
        "results": [
            {
                "id": result.id,
                "measure": lang.text(result.measure),
                "unit": result.unit,
                "before": figure(result.before),
                "after": figure(result.after),
            }
            for result in profile.results
        ],
        **{key: said and {"value": said.value, "sources": list(said.sources)} for key, said in values.items()},
        "affairs": [
            {"id": affair.id, "name": lang.text(affair.name), "main": affair.main, "sources": list(affair.sources)}
            for affair in profile.affairs
        ],
        "trial": trial and {"date": _moment(trial.date), "sources": list(trial.sources)},
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "rank": candidate.rank,
        **_maturity(candidate.maturity),
        "possible_duplicates": [twin.id for twin in candidate.twins],
        "held_back": candidate.held_back.value if candidate.held_back else None,
    }


def _slot(slot: Slot) -> dict[str, Any]:
    return {
        "verdict": slot.state.value,
        "first": [candidate.maturity.record.id for candidate in slot.first],
        "decided_by": slot.criterion.id if slot.criterion else None,
        "candidates": [_candidate(candidate) for candidate in slot.candidates],
    }


def shortlist_data(model: Model, lists: Iterable[Shortlist], today: date, *, partial: bool) -> dict[str, Any]:
    """The candidates of each dimension and sub-dimension; only those with supported points have a rank."""
    return {
        "as_of": today.isoformat(),
        "partial": partial,
        **_instrument(model),
        "criteria": [criterion.id for criterion in CRITERIA],
        "dimensions": {
            shortlist.whole.id: {
                **_slot(shortlist.whole),
                "sub_dimensions": {slot.id: _slot(slot) for slot in shortlist.parts},
                "without_sub_dimension": [candidate.maturity.record.id for candidate in shortlist.unplaced],
            }
            for shortlist in lists
        },
    }
