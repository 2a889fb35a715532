"""Losses: why a score is below the highest, and where assessors and region differed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from banjar_smartcity.scoring.bridge import bridge, differences
from conftest import BASE, TODAY, Build, base_text
from test_scoring import EVIDENCE, SECRETARIAT, leaf, score
from test_todo import BANJAR, EXAMPLE_CASE, Case

RESULTS = "data/results/2023.yaml"
ASSESSED = """
    items:
      baseline-planning-masterplan: 2
      outcome-living-roads: 3
      outcome-economy-poverty: 1.5
"""


def losses(root: Path) -> dict[str, tuple[int, Fraction]]:
    computed = score(root)
    return {
        loss.cause.id or "": (loss.items, loss.points) for loss in bridge(computed.final, computed.instrument).losses
    }


# The base: weights 20 (1 item), 40 (2 items), 40 (2 items); levels 4 and 3, three items unanswered.


def test_losses_name_what_takes_points_and_in_how_many_items() -> None:
    assert losses(BASE) == {
        "no-survey": (2, Fraction("1.6")),
        "unanswered": (1, Fraction("0.8")),
        "level": (1, Fraction("0.2")),
    }


def test_a_claim_without_standing_evidence_is_a_loss_of_its_own(build: Build) -> None:
    root = build({EVIDENCE: base_text(EVIDENCE, ("kind: decree", "kind: photo"))})
    assert losses(root)["evidence-missing"] == (1, Fraction("0.8"))


def test_an_item_that_does_not_apply_is_a_loss_where_the_instrument_counts_it(build: Build) -> None:
    text = base_text(SECRETARIAT, ("level: 4", "level: null\n    not_applicable: tidak ada laut"))
    assert losses(build({SECRETARIAT: text}))["not-applicable"] == (1, Fraction("0.8"))


@pytest.mark.parametrize("case", [EXAMPLE_CASE, BANJAR, Case(BASE, TODAY)], ids=["example", "banjar", "base"])
def test_the_highest_score_less_all_losses_is_the_supported_score_of_every_node(case: Case) -> None:
    computed = case.score(case.model)
    for node in (computed.final, *computed.aspects, *computed.dimensions):
        way = bridge(node, computed.instrument)
        assert way.top - sum(loss.points for loss in way.losses) == way.supported == node.supported


def test_without_the_assessors_item_scores_nothing_is_assessed() -> None:
    computed = score(BASE)
    assert (computed.final.assessed, differences(computed.final)) == (None, ())


def test_the_assessors_item_scores_stand_beside_the_region_s_where_all_of_them_are_recorded(build: Build) -> None:
    computed = score(build({RESULTS: with_items()}))
    assert leaf(computed, "outcome-living-roads").assessed == 3
    assert {n.id: n.assessed for n in computed.aspects} == {"baseline": 2, "outcome": Fraction("2.25"), "impact": None}
    assert computed.final.assessed is None


def test_items_scored_otherwise_come_by_how_far_apart_they_are(build: Build) -> None:
    found = differences(score(build({RESULTS: with_items()})).final)
    assert [(d.leaf.item.id, d.points) for d in found] == [
        ("baseline-planning-masterplan", -2),
        ("outcome-economy-poverty", Fraction("1.5")),
    ]


def with_items() -> str:
    return base_text(RESULTS, ("    sources:", ASSESSED.strip("\n") + "\n    sources:"))
