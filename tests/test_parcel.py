"""Parcels: what is sent to an agency, and the file of a form, which reads back as it was made."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import jsonschema
import pytest

from banjar_smartcity.diagnostics import At
from banjar_smartcity.exchange.cells import ANSWER
from banjar_smartcity.exchange.parcel import Parcel, Recipient, parcel
from banjar_smartcity.exchange.returned import ReturnError, blank_return, read_json_return
from banjar_smartcity.model.assignment import build_assignments
from banjar_smartcity.model.instrument import SURVEY
from banjar_smartcity.schema.shipped import shipped_text
from conftest import EXAMPLE, check

DAY = date(2026, 5, 4)
MODEL = check(EXAMPLE, DAY).model
PROGRAM = MODEL.program
assert PROGRAM is not None
STAGE = next(stage for stage in PROGRAM.stages if stage.id == PROGRAM.stage)
DINKES = parcel(MODEL, STAGE, Recipient("dinkes"))
ALL = parcel(MODEL, STAGE, Recipient())


def form(sent: Parcel = DINKES) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(blank_return(sent)))
    return data


def read(data: dict[str, Any]) -> Any:
    return read_json_return("isian.json", json.dumps(data).encode())


def test_an_agency_gets_the_items_that_it_is_responsible_for_in_the_order_of_the_form() -> None:
    answers = MODEL.answers(STAGE.id)
    owned = [item.id for item in MODEL.items if item.id in answers and answers[item.id].responsible == "dinkes"]
    assert [row.item for row in DINKES.rows] == owned
    assert len(owned) > 3


def test_all_items_are_sent_but_those_that_the_survey_answers() -> None:
    assert [row.item for row in ALL.rows] == [item.id for item in MODEL.items if item.kind != SURVEY]
    assert [row.number for row in ALL.rows] == [
        number for number, item in enumerate(MODEL.items, 1) if item.kind != SURVEY
    ]


def test_a_dimension_gets_its_items_and_the_crosscutting_ones_are_one_too() -> None:
    dimensions = [d.id for d in MODEL.ordered_dimensions] + ["crosscutting"]
    parts = [parcel(MODEL, STAGE, Recipient(dimension=name)).rows for name in dimensions]
    assert sorted(row.item for rows in parts for row in rows) == sorted(row.item for row in ALL.rows)


def test_the_cells_are_those_of_the_answer() -> None:
    row = next(row for row in DINKES.rows if row.item == "outcome-living-stunting-treated")
    assert {key: row.sent[key] for key in ("value", "unit", "year", "level", "document", "pages")} == {
        "value": "91.6",
        "unit": "persen",
        "year": "2025",
        "level": "4",
        "document": "data-kesehatan-2025",
        "pages": "1",
    }
    assert row.sent["fact"].startswith("Sebanyak 1.176 dari 1.284 baduta")
    assert tuple(row.sent) == ANSWER
    assert {rung.level for rung in row.rungs} == {1, 2, 3, 4}


def test_an_item_without_an_answer_is_sent_empty() -> None:
    rows = parcel(MODEL._replace(sheets=()), STAGE, Recipient()).rows
    assert [row.item for row in rows] == [row.item for row in ALL.rows]
    assert {text for row in rows for text in row.sent.values()} == {""}
    assert {row.record for row in rows} == {None}


def test_an_item_without_an_answer_goes_to_the_agency_that_it_is_assigned_to() -> None:
    task = {"stage": STAGE.id, "dimension": "living", "agency": "distan", "due": "2026-05-20"}
    tasks = build_assignments(At("data/assignments.yaml"), {"assignments": [task]})
    rows = parcel(MODEL._replace(sheets=(), assignments=tasks), STAGE, Recipient("distan")).rows
    living = {item.id for item in MODEL.items if item.dimension == "living" and item.kind != SURVEY}
    assert {row.item for row in rows} == living
    assert {row.due for row in rows} == {date(2026, 5, 20)}
    answered = parcel(MODEL._replace(assignments=tasks), STAGE, Recipient("dinkes")).rows
    assert [row.item for row in answered] == [row.item for row in DINKES.rows]


def test_the_same_data_give_the_same_mark_and_other_data_another() -> None:
    assert parcel(MODEL, STAGE, Recipient("dinkes")) == DINKES
    assert len({DINKES.base, ALL.base, parcel(MODEL, STAGE, Recipient("distan")).base}) == 3


def test_the_documents_of_the_agency_and_those_that_its_answers_name_are_sent() -> None:
    named = {use["evidence"] for row in DINKES.rows if row.record for use in row.record["evidence"]}
    kept = {e.id for e in MODEL.evidence.values() if e.agency == "dinkes"}
    assert {paper.id for paper in DINKES.papers} == named | kept


def test_the_file_of_a_form_fits_its_schema_and_reads_back_as_it_was_made() -> None:
    for sent in (DINKES, ALL):
        jsonschema.Draft202012Validator(shipped_text("returned")).validate(form(sent))
        back = read(form(sent))
        assert (back.region, back.stage, back.recipient) == (sent.region, sent.stage.id, sent.recipient)
        assert [(one.id, one.record, one.sent, one.cells) for one in back.answers] == [
            (row.item, row.record, row.sent, row.sent) for row in sent.rows
        ]
        assert [(one.id, one.cells) for one in back.owned] == [(one.id, one.sent) for one in sent.owned]


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(base="0" * 64),
        lambda data: data.update(stage="lain"),
        lambda data: data["answers"][0]["sent"].update(fact="lain"),
        lambda data: data["answers"][0].update(record=None),
        lambda data: data["answers"][0].update(record="{"),
        lambda data: data["answers"][0].update(record='{"item": 1}'),
        lambda data: data["answers"].pop(),
        lambda data: data.update(more=1),
        lambda data: data.pop("base"),
    ],
)
def test_a_file_in_which_something_else_than_the_answers_was_changed_is_refused(change: Any) -> None:
    data = form()
    change(data)
    with pytest.raises(ReturnError):
        read(data)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"null", b'{"a": ' * 500])
def test_what_is_no_file_of_a_form_is_refused(content: bytes) -> None:
    with pytest.raises(ReturnError):
        read_json_return("isian.json", content)
