"""Scoring: figures computed by hand, and the ministry's own."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random
from statistics import fmean

import pytest

from banjar_smartcity.checking.pipeline import Checked
from banjar_smartcity.evidence.proof import Proof
from banjar_smartcity.model.result import ResultRow
from banjar_smartcity.scoring.official import TOLERANCE, compute_row, official_rows, standing
from banjar_smartcity.scoring.parts import Leaf
from banjar_smartcity.scoring.score import Score, compute_score
from conftest import BASE, TODAY, Build, base_text, check
from surveys import sealed

PROGRAM = "data/program.yaml"
INSTRUMENT = "data/instruments/mini-2023.yaml"
SHEET = "data/dimensions/living/answers/2023-tahap-1.yaml"
SECRETARIAT = "data/crosscutting/answers/2023-tahap-1.yaml"
EVIDENCE = "data/evidence/sk-forum.yaml"
ROOT = Path(__file__).parent.parent


def score_of(checked: Checked, today: date = TODAY) -> Score:
    stage = checked.model.stage()
    assert stage is not None
    computed = compute_score(checked.model, stage, today, checked.holdings)
    assert computed is not None
    return computed


def score(root: Path, today: date = TODAY) -> Score:
    return score_of(check(root, today), today)


def leaf(computed: Score, item: str) -> Leaf:
    return next(found for found in computed.final.leaves if found.item.id == item)


def numbers(computed: Score) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    final = computed.final
    return final.claimed, final.supported, final.lowest, final.highest


def f(text: str) -> Fraction:
    return Fraction(text)


# The base: weights 20 (1 item), 40 (2 items), 40 (2 items); levels 4 and 3, three items unanswered.


def test_the_final_index_is_the_weighted_sum_of_the_means_of_the_aspects() -> None:
    assert score(BASE).final.claimed == f("0.20") * 4 + f("0.40") * Fraction(3 + 0, 2) + f("0.40") * 0


def test_unanswered_items_count_0_and_may_still_reach_their_highest_level() -> None:
    assert numbers(score(BASE)) == (f("1.4"), f("1.4"), f("1.4"), f("1.4") + f("0.2") * 4 + f("0.4") * 4)


def test_an_aspect_is_the_mean_of_its_items() -> None:
    assert {n.id: n.claimed for n in score(BASE).aspects} == {"baseline": 4, "outcome": f("1.5"), "impact": 0}


def test_a_dimension_is_the_mean_of_its_items_as_they_weigh_in_the_final_index() -> None:
    computed = score(BASE)
    assert {n.id: (n.weight, n.claimed) for n in computed.dimensions} == {
        "living": (f("0.6"), f("0.2") * 3 / f("0.6")),
        "economy": (f("0.2"), 0),
        "crosscutting": (f("0.2"), 4),
    }
    assert [n.id for n in computed.dimensions] == ["living", "economy", "crosscutting"]


def test_a_node_says_what_its_open_items_could_still_add() -> None:
    assert {n.id: (n.items, n.answered, n.cost) for n in score(BASE).dimensions} == {
        "living": (3, 1, f("1.6")),
        "economy": (1, 0, f("0.8")),
        "crosscutting": (1, 1, 0),
    }


@pytest.mark.parametrize(
    ("today", "supported"),
    [(date(2023, 1, 9), "0.6"), (date(2023, 1, 10), "1.4"), (date(2023, 12, 31), "1.4"), (date(2024, 1, 1), "0.6")],
)
def test_a_claim_is_supported_while_its_evidence_is_in_force(today: date, supported: str) -> None:
    assert score(BASE, today).final.supported == f(supported)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (EVIDENCE, "kind: decree", "kind: photo"),
        (EVIDENCE, "sha256: ", "sha256: " + "0" * 8),
        (SECRETARIAT, "evidence: [{evidence: sk-forum, pages: '1'}]", "evidence: []"),
    ],
)
def test_a_claim_without_the_evidence_its_item_wants_is_not_supported(
    path: str, old: str, new: str, build: Build
) -> None:
    text = base_text(path, (old, new))
    if "sha256" in old:
        text = "\n".join(line[:72] for line in text.splitlines())
    computed = score(build({path: text}))
    assert leaf(computed, "baseline-planning-masterplan").facts == ("decree",)
    assert numbers(computed)[:2] == (f("1.4"), f("0.6"))


def test_a_missing_evidence_file_supports_nothing(build: Build) -> None:
    assert score(build({"data/evidence/files/sk-forum.txt": None})).final.supported == f("0.6")


def test_a_document_kept_elsewhere_stands_where_the_record_says_where(build: Build) -> None:
    text = base_text(EVIDENCE, ("file: data/evidence/files/sk-forum.txt", "file: null\nkept_at: Arsip"))
    assert score(build({EVIDENCE: text})).final.supported == f("1.4")


def test_evidence_that_is_not_recorded_does_not_stand() -> None:
    checked = check(BASE)
    assert not Proof(checked.model.evidence, checked.holdings, TODAY).stands("tidak-ada")


def test_a_fact_without_a_level_is_not_answered(build: Build) -> None:
    computed = score(build({SHEET: base_text(SHEET, ("level: 3", "level: null"))}))
    found = leaf(computed, "outcome-living-roads")
    assert (found.answered, found.reason.msgid) == (False, "a fact is recorded, but no level yet")
    assert computed.final.claimed == f("0.8")


NOT_APPLICABLE = base_text(SHEET, ("level: 3", "level: null\n    not_applicable: Tidak ada jalan"))


def test_what_does_not_apply_counts_0_and_is_no_longer_open(build: Build) -> None:
    assert numbers(score(build({SHEET: NOT_APPLICABLE}))) == (f("0.8"), f("0.8"), f("0.8"), f("3.2"))


def test_what_does_not_apply_leaves_the_mean_where_the_instrument_says_so(build: Build) -> None:
    instrument = base_text(INSTRUMENT, ("not_applicable: counted", "not_applicable: excluded"))
    computed = score(build({SHEET: NOT_APPLICABLE, INSTRUMENT: instrument}))
    assert leaf(computed, "outcome-economy-poverty").weight == f("0.4")
    assert numbers(computed) == (f("0.8"), f("0.8"), f("0.8"), f("4"))


def test_another_variant_has_other_weights_and_items(build: Build) -> None:
    computed = score(build({PROGRAM: base_text(PROGRAM, ("variant: reguler", "variant: kppn-ikn"))}))
    assert leaf(computed, "collaboration-living-programme").weight == f("0.1")
    assert computed.final.claimed == f("0.2") * 4 + f("0.3") * Fraction(3, 2)
    assert [n.id for n in computed.aspects] == ["baseline", "outcome", "impact", "collaboration"]


SURVEY = """id: survei
stage: 2023-tahap-1
dimension: living
starts_on: 2023-05-01
ends_on: 2023-05-20
official_wording: false
respondents: 50
programmes:
  - {sub_dimension: health, name: Delimas, agency: dinkes, users: 200, agency_took_part: true}
statements:
  - {item: impact-health-record, respondents: 48, mean: 2.85, deviation: null}
"""


@pytest.mark.parametrize(("respondents", "supported"), [(50, "2.85"), (49, "0")])
def test_a_survey_gives_an_estimate_that_fifty_respondents_support(
    respondents: int, supported: str, build: Build
) -> None:
    computed = score(build({"data/surveys/survei.yaml": sealed(SURVEY.replace(": 50", f": {respondents}"))}))
    found = leaf(computed, "impact-health-record")
    assert (found.claimed, found.supported, found.estimate) == (f("2.85"), f(supported), True)
    assert computed.final.claimed == f("1.4") + f("0.2") * f("2.85")
    assert [n.estimated for n in computed.dimensions] == [1, 0, 0]


def test_a_survey_of_another_stage_counts_nothing_here(build: Build) -> None:
    checked = check(build({"data/surveys/survei.yaml": sealed(SURVEY.replace("2023-tahap-1", "2023-tahap-2"))}))
    assert score_of(checked).final.claimed == f("1.4")


@pytest.mark.parametrize("line", ["instrument: mini-2023", "variant: reguler"])
def test_without_an_instrument_or_a_variant_there_is_no_score(line: str, build: Build) -> None:
    checked = check(build({PROGRAM: base_text(PROGRAM, (line, line.partition(":")[0] + ": null"))}))
    stage = checked.model.stage()
    assert stage is not None
    assert compute_score(checked.model, stage, TODAY, checked.holdings) is None


# The ministry's figures of 2023: baseline, output, outcome, impact, quick win, collaboration, final.

PUBLISHED = {
    "KAB. BADUNG": (3.52, 2.97, 3.08, 3.14, 2.35, None, 2.97),
    "KAB. BANJAR": (3.48, 2.29, 2.93, 1.26, 2.4, None, 2.42),
    "KAB. BANTUL": (4, 3.8, 3.68, 3.13, 3.7, 3, 3.56),
    "KAB. DEMAK": (3.92, 3.54, 3.56, 3.61, 3.63, 3.73, 3.63),
    "KAB. LOMBOK UTARA": (3.44, 2.46, 3.02, 3.05, 3.25, 0, 2.7),
    "KAB. MALANG": (3.6, 2.29, 3.41, 2.81, 3.13, 2.53, 2.94),
    "KAB. PATI": (3.36, 2.06, 3.15, 2.69, 3.05, None, 2.84),
    "KAB. RAJA AMPAT": (1.44, 1.23, 1.17, 1, 1.2, 1, 1.16),
    "KAB. TABALONG": (3.76, 3.2, 3.17, 3.59, 3.47, None, 3.38),
    "KOTA BANDUNG": (3.96, 3.89, 3.68, 3.77, 3.98, None, 3.83),
    "KOTA BANJARBARU": (2.36, 2.03, 2.4, 2.03, 2.33, None, 2.23),
    "KOTA BANJARMASIN": (3.8, 3.06, 3.36, 3.21, 3.32, None, 3.31),
    "KOTA JAYAPURA": (1.28, 1, 1.95, 1.29, 2.3, None, 1.63),
    "KOTA KEDIRI": (3.68, 2.69, 3.21, 3.24, 3.4, None, 3.2),
    "KOTA MALANG": (3.36, 2.51, 3.34, 2.58, 3.27, 2.53, 2.93),
    "KOTA SURAKARTA": (4, 3.89, 3.76, 3.99, 3.88, 3.33, 3.84),
}
ASPECTS = ("baseline", "output", "outcome", "impact", "quick-win", "collaboration")
REGULAR = (10, 20, 30, 20, 20, 0)
WITH_COLLABORATION = (10, 20, 20, 20, 20, 10)


def test_the_published_rows_stand_in_the_data_as_published() -> None:
    result = check(ROOT).model.results[2023]
    assert {
        row.region: (*(row.aspects.get(aspect) for aspect in ASPECTS), row.final) for row in result.rows
    } == PUBLISHED


@pytest.mark.parametrize("region", PUBLISHED)
def test_the_formula_reproduces_a_published_row(region: str) -> None:
    *aspects, final = (f(str(value)) if value is not None else Fraction(0) for value in PUBLISHED[region])
    weights = REGULAR if PUBLISHED[region][5] is None else WITH_COLLABORATION
    by_hand = sum((w * a for w, a in zip(weights, aspects, strict=True)), Fraction(0)) / 100
    rows = official_rows(check(ROOT).model, 2023)
    assert rows is not None
    row = next(row for row in rows if row.row.region == region)
    assert row.computed is not None
    assert (row.computed.final, row.computed.basis) == (by_hand, "aspects")
    assert row.difference == by_hand - final
    assert abs(by_hand - final) <= TOLERANCE


def test_the_region_has_its_published_and_its_derived_results() -> None:
    model = check(ROOT).model
    finals = {year: found.final for year in model.results if (found := standing(model, year))}
    assert finals == {2020: 3.41, 2022: 2.99, 2023: 2.42}


def test_a_year_that_is_not_recorded_has_no_rows_and_no_standing() -> None:
    model = check(ROOT).model
    assert official_rows(model, 1999) is None
    assert standing(model, 1999) is None


def row_of(items: dict[str, float], aspects: dict[str, float]) -> ResultRow:
    published = check(ROOT).model.results[2023].rows[0]
    return published._replace(items=items, aspects=aspects, final=None)


@pytest.mark.parametrize(
    ("variant", "weights", "count"), [("reguler", REGULAR, 111), ("kppn-ikn", WITH_COLLABORATION, 117)]
)
def test_the_scores_of_all_items_give_the_aspects_and_the_final_index(
    variant: str, weights: tuple[int, ...], count: int
) -> None:
    instrument = check(ROOT).model.instruments["kominfo-2023"]
    chosen = instrument.variant(variant)
    assert chosen is not None
    random = Random(count)
    scores = {item.id: random.randrange(401) / 100 for item in instrument.items_of(chosen)}
    assert len(scores) == count
    computed = compute_row(instrument, chosen, row_of(scores, {}))
    assert computed is not None
    assert computed.basis == "items"
    final = 0.0
    for aspect, weight in zip(ASPECTS, weights, strict=True):
        if weight:
            mean = fmean(score for item, score in scores.items() if item.startswith(f"{aspect}-"))
            assert float(computed.aspects[aspect]) == pytest.approx(mean, abs=1e-12)
            final += weight / 100 * mean
    assert float(computed.final) == pytest.approx(final, abs=1e-12)


def test_an_item_without_a_published_score_counts_0() -> None:
    instrument = check(BASE).model.instruments["mini-2023"]
    variant = instrument.variant("reguler")
    assert variant is not None
    computed = compute_row(instrument, variant, row_of({"outcome-living-roads": 3}, {}))
    assert computed is not None
    assert computed.aspects == {"baseline": 0, "outcome": f("1.5"), "impact": 0}
    assert computed.final == f("0.6")


def test_a_row_that_lacks_an_aspect_is_not_computed() -> None:
    instrument = check(BASE).model.instruments["mini-2023"]
    variant = instrument.variant("reguler")
    assert variant is not None
    assert compute_row(instrument, variant, row_of({}, {"baseline": 3, "outcome": 3})) is None
