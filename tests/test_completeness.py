"""Completeness: how much is answered and proved, what is missing, who is responsible, and how long there is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from banjar_smartcity.scoring.completeness import Completeness, Part, compute_completeness, of_agency
from banjar_smartcity.scoring.score import compute_score
from conftest import BASE, TODAY, Build, base_text, check

SHEET = "data/dimensions/living/answers/2023-tahap-1.yaml"
SECRETARIAT = "data/crosscutting/answers/2023-tahap-1.yaml"
KLINIK = "data/innovations/klinik-daring.yaml"
SOURCES = "evidence: [{evidence: sk-forum, pages: '1'}]\nsources: [berita]"
PROOF = "evidence: [{evidence: sk-forum, pages: '1'}]"
OWNERS = "owners:\n  - kind: agency\n    agency: dinkes\n    sources: [berita]"


def completeness(root: Path, today: date = TODAY, dimension: str | None = None) -> Completeness:
    checked = check(root, today)
    stage = checked.model.stage()
    assert stage is not None
    score = compute_score(checked.model, stage, today, checked.holdings)
    assert score is not None
    return compute_completeness(checked.model, score, today, dimension)


def counts(part: Part) -> tuple[int, int, int, int]:
    return part.items, part.answered, part.evidence_wanted, part.evidence_complete


def missing(found: Completeness) -> list[tuple[str, str, str | None]]:
    return [(entry.what, entry.id, entry.agency) for entry in found.missing]


def test_items_are_counted_as_a_whole_and_by_dimension_and_aspect() -> None:
    found = completeness(BASE)
    assert counts(found.whole) == (5, 2, 2, 1)
    assert {part.id: counts(part) for part in found.dimensions} == {
        "living": (3, 1, 0, 0),
        "economy": (1, 0, 1, 0),
        "crosscutting": (1, 1, 1, 1),
    }
    assert {part.id: counts(part)[:2] for part in found.aspects} == {
        "baseline": (1, 1),
        "outcome": (2, 1),
        "impact": (2, 0),
    }


def test_the_parts_of_a_dimension_are_its_sub_dimensions() -> None:
    living = completeness(BASE).dimensions[0]
    assert [(part.id, part.items, part.innovations.total) for part in living.parts] == [("health", 2, 1)]


def test_an_agency_has_the_items_it_answers_for_and_the_innovations_it_owns() -> None:
    assert [(part.id, part.items, part.answered, part.innovations.total) for part in completeness(BASE).agencies] == [
        ("dinkes", 1, 1, 1),
        ("dkumpp", 0, 0, 1),
    ]


def test_what_is_missing_is_named_once() -> None:
    assert missing(completeness(BASE)) == [
        ("answer", "outcome-economy-poverty", None),
        ("survey", "health", None),
    ]


def test_a_missing_survey_names_the_items_it_would_feed() -> None:
    survey = completeness(BASE).missing[1]
    assert (survey.dimension, survey.details) == ("living", ("impact-health-registration", "impact-health-record"))


@pytest.mark.parametrize(
    ("path", "old", "new", "entry"),
    [
        (SHEET, "level: 3", "level: null", ("level", "outcome-living-roads", "dinkes")),
        (SECRETARIAT, PROOF, "evidence: []", ("evidence", "baseline-planning-masterplan", None)),
        (KLINIK, PROOF, "evidence: []", ("innovation-evidence", "klinik-daring", "dinkes")),
        (KLINIK, SOURCES, SOURCES.replace("berita", ""), ("innovation-source", "klinik-daring", "dinkes")),
        (KLINIK, "  - kind: agency\n    agency: dinkes", "  - kind: village\n    name: Desa", None),
        (KLINIK, OWNERS, "owners: []", ("innovation-owner", "klinik-daring", None)),
    ],
)  # fmt: skip
def test_what_is_taken_away_is_missing(
    path: str, old: str, new: str, entry: tuple[str, str, str | None] | None, build: Build
) -> None:
    found = set(missing(completeness(build({path: base_text(path, (old, new))}))))
    assert found - set(missing(completeness(BASE))) == ({entry} if entry else set())


def test_what_does_not_apply_is_not_missing(build: Build) -> None:
    text = base_text(SHEET, ("level: 3", "level: null\n    not_applicable: Tidak ada"))
    assert missing(completeness(build({SHEET: text}))) == missing(completeness(BASE))


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2023, 5, 30), 13),
        (date(2023, 6, 11), 1),
        (date(2023, 6, 12), 0),
        (date(2023, 6, 14), 0),
        (date(2023, 6, 15), None),
    ],
)
def test_days_are_counted_to_the_first_day_of_the_stage_that_runs_or_comes_next(today: date, days: int | None) -> None:
    found = completeness(BASE, today)
    assert found.days_left == days
    assert (found.next_stage is None) == (days is None)


def test_it_can_be_limited_to_a_dimension() -> None:
    found = completeness(BASE, dimension="economy")
    assert [part.id for part in found.dimensions] == ["economy"]
    assert counts(found.whole) == (1, 0, 1, 0)
    assert missing(found) == [("answer", "outcome-economy-poverty", None)]


def test_it_can_be_limited_to_an_agency() -> None:
    found = of_agency(completeness(BASE), "dkumpp")
    assert [part.id for part in found.agencies] == ["dkumpp"]
    assert missing(found) == []
