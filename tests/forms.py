"""Made-up instruments: a form as its author writes it, and the score of answers to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from banjar_smartcity.diagnostics import At
from banjar_smartcity.evidence.holdings import Holding
from banjar_smartcity.model.answer import Answer, AnswerSheet, build_answers
from banjar_smartcity.model.instrument import Instrument, build_instrument
from banjar_smartcity.model.model import Model
from banjar_smartcity.model.program import Stage
from banjar_smartcity.schema.validator import shipped
from banjar_smartcity.scoring.parts import Node
from banjar_smartcity.scoring.score import Score, compute_score
from banjar_smartcity.source.document import parse
from conftest import BASE, TODAY, check

CHECKED = check(BASE)
PATH = "data/instruments/form-2026.yaml"
PROVED = ("sk-forum",)
"""Evidence that is valid in the base, and of the kind `decree`."""


def form(text: str, *, whole: bool = False) -> Instrument:
    """The instrument of a YAML text, to which what every instrument has is added unless it is whole."""
    head = 'id: form-2026\nname: Formulir\nversion: "2026"\nevidence_rubric: unofficial\nsources: []\n'
    for key, default in (("not_applicable", "counted"), ("ladders", "[]")):
        if f"\n{key}:" not in f"\n{text}":
            head += f"{key}: {default}\n"
    document, faults = parse(PATH, (text if whole else head + text).encode())
    assert document is not None
    assert [*faults, *shipped("instrument").check(document)] == []
    assert isinstance(document.data, dict)
    return build_instrument(At(PATH), document.data)


def model_of(instrument: Instrument, answers: tuple[Answer, ...]) -> tuple[Model, Stage]:
    """The base with this instrument in force, and these answers as the only ones."""
    base, stage = CHECKED.model, CHECKED.model.stage()
    assert base.program is not None
    assert stage is not None
    program = base.program._replace(
        instrument=instrument.id, variant=instrument.variants[0].id, dimensions=instrument.dimensions or ()
    )
    sheet = AnswerSheet(At("data/crosscutting/answers/2023-tahap-1.yaml"), stage.id, None, answers)
    found = base._replace(
        program=program, instruments={instrument.id: instrument}, sheets=(sheet,), surveys={}, result_list=()
    )
    return found, stage


def answer(item: str, level: float | None, proved: bool = True, **more: Any) -> Answer:
    """An answer, with evidence if it is proved."""
    data = {
        "item": item,
        "fact": None,
        "level": level,
        "sources": [],
        "evidence": [{"evidence": name, "pages": "1"} for name in PROVED if proved],
        "responsible": None,
        "answered_on": None,
        **more,
    }
    path = At("data/crosscutting/answers/2023-tahap-1.yaml")
    return build_answers(path, {"stage": "s", "dimension": None, "answers": [data]}).answers[0]


def scored(instrument: Instrument, *answers: Answer, today: date = TODAY) -> Score:
    """The score of these answers."""
    model, stage = model_of(instrument, answers)
    holdings: Mapping[str, Holding] = CHECKED.holdings
    score = compute_score(model, stage, today, holdings)
    assert score is not None
    return score


def levels(instrument: Instrument, **given: float) -> Score:
    """The score of levels by item, all proved; `_` in a name is `-`."""
    return scored(instrument, *(answer(name.replace("_", "-"), level) for name, level in given.items()))


def index(score: Score) -> Fraction:
    """The claimed index."""
    return score.final.claimed


def claimed(nodes: tuple[Node, ...]) -> dict[str, Fraction]:
    """The claimed score of each node."""
    return {node.id: node.claimed for node in nodes}
