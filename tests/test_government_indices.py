"""The Indeks Pemerintah Digital and its predecessor SPBE: instruments as data, checked by published results."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from banjar_smartcity.model.as_of import as_of
from banjar_smartcity.model.focus import focus
from banjar_smartcity.model.instrument import Instrument
from banjar_smartcity.model.model import Model
from banjar_smartcity.model.result import OfficialResult
from banjar_smartcity.scoring.completeness import stage_ahead
from banjar_smartcity.scoring.official import compute_row, official_rows
from banjar_smartcity.scoring.score import compute_score
from banjar_smartcity.scoring.weighing.judgement import judge
from banjar_smartcity.scoring.weighing.shares import places_of, shares_of_index
from conftest import ROOT, check

PEMDI, SPBE = "pemdi-2026", "spbe-2020"


@pytest.fixture(scope="module")
def banjar() -> Model:
    return check(ROOT, date(2026, 11, 27)).model


def spbe_results(model: Model) -> OfficialResult:
    return next(result for result in model.result_list if result.instrument == SPBE)


@pytest.fixture(scope="module")
def pemdi(banjar: Model) -> Instrument:
    return banjar.instruments[PEMDI]


def exact(text: str) -> Fraction:
    return Fraction(text)


# --- Indeks Pemerintah Digital


def test_the_assessed_result_of_aceh_tengah_follows_from_its_items(banjar: Model) -> None:
    (row,) = official_rows(focus(banjar, PEMDI), 2026) or ()
    assert row.computed is not None
    assert (row.row.region, row.computed.basis) == ("KAB. ACEH TENGAH", "items")
    assert row.computed.final == exact("1.2415")
    assert row.computed.aspects == {
        "governance": exact("1.75"),
        "organisation": exact("1.28"),
        "data": exact("1"),
        "security": exact("3.5") / 3,
        "technology": exact("1.085"),
        "integration": exact("1.4"),
        "satisfaction": exact("1.18"),
    }
    assert all(abs(row.computed.aspects[a] - exact(str(v))) < exact("0.0051") for a, v in row.row.aspects.items())
    judgement = judge(banjar.instruments[PEMDI], row.computed.final)
    assert judgement is not None
    assert judgement.predicate is not None
    assert judgement.predicate.name.id == "Kurang"
    assert judgement.missing == exact("0.2585")


def test_the_weight_of_every_indicator_is_its_percentage_of_the_index(pemdi: Instrument) -> None:
    (variant,) = pemdi.variants
    shares = shares_of_index(pemdi, variant, pemdi.items)
    assert {item.id: shares[item.id] * 100 for item in pemdi.items} == {i.id: i.weight for i in pemdi.items}
    assert (len(pemdi.aspects), len(pemdi.items), sum(shares.values())) == (7, 20, 1)


@pytest.mark.parametrize(
    ("index", "predicate"),
    [
        ("0.99", None),
        ("1", "Kurang"),
        ("1.4999", "Kurang"),
        ("1.5", "Cukup"),
        ("2.4996", "Cukup"),
        ("2.5", "Baik"),
        ("3.5", "Sangat Baik"),
        ("3.9999", "Sangat Baik"),
        ("4", "Memuaskan"),
        ("5", "Memuaskan"),
    ],
)
def test_a_predicate_begins_at_its_lower_edge_by_the_exact_index(
    pemdi: Instrument, index: str, predicate: str | None
) -> None:
    found = pemdi.predicates.of(exact(index))
    assert (found.name.id if found else None) == predicate


@pytest.mark.parametrize(
    ("table", "value", "level"),
    [
        ("satu-data-indonesia", 25, "2"),
        ("satu-data-indonesia", 24.9, None),
        ("satu-data-indonesia", 62.49, None),
        ("satu-data-indonesia", 62.5, "3.5"),
        ("satu-data-indonesia", 68.75, "3.75"),
        ("satu-data-indonesia", 75, "4"),
        ("satu-data-indonesia", 87.5, "4.5"),
        ("satu-data-indonesia", 100, "5"),
        ("ikasandi", 0, "1"),
        ("ikasandi", 1.5, "1.5"),
        ("ikasandi", 2.5, "2.5"),
        ("ikasandi", 3.75, "3.75"),
        ("ikasandi", 5, "5"),
        ("ikasandi", 5.1, None),
        ("pembangunan-statistik", 4.19, None),
        ("pembangunan-statistik", 4.2, "5"),
    ],
)
def test_a_value_of_another_body_converts_only_within_the_known_bands(
    pemdi: Instrument, table: str, value: float, level: str | None
) -> None:
    (conversion,) = (c for c in pemdi.conversions if c.id == table)
    assert conversion.level(value) == (None if level is None else exact(level))


def test_what_is_not_known_is_left_out_and_the_rest_is_marked_unofficial(pemdi: Instrument) -> None:
    numbers = {item.id.split("-")[0]: item for item in pemdi.items}
    assert {n for n, item in numbers.items() if item.ladder is None} == {"i5", "i6", "i7", "i10"}
    other = {n for n, item in numbers.items() if item.external}
    assert other == {"i5", "i6", "i7", "i10", "i11", "i12", "i18"}
    assert {n for n in other if pemdi.conversion(numbers[n]) is None} == {"i6"}
    assert {ladder.rubric for ladder in pemdi.ladders} == {"unofficial"}
    assert {table.rubric for table in pemdi.conversions} == {"unofficial"}
    assert all(sorted(ladder.levels) == [1, 2, 3, 4, 5] for ladder in pemdi.ladders)
    assert pemdi.note is not None
    assert "belum kami baca" in pemdi.note.id


# --- SPBE, as history


def test_the_domains_of_spbe_weigh_as_their_aspects_do(banjar: Model) -> None:
    spbe = banjar.instruments[SPBE]
    (variant,) = spbe.variants
    shares = shares_of_index(spbe, variant, spbe.items)
    weights = {group.id: exact("0") for group in spbe.groups}
    for item in spbe.items:
        weights[places_of(spbe, item)[0]] += shares[item.id] * 100
    assert weights == {group.id: exact(str(group.weight)) for group in spbe.groups}
    assert {item.id.split("-")[0]: shares[item.id] * 100 for item in spbe.items} == {
        item.id.split("-")[0]: exact(str(item.weight)) for item in spbe.items
    }
    assert len(spbe.items) == 47


@pytest.mark.parametrize(
    ("region", "domains", "index"),
    [
        ("KAB. ACEH TENGAH", ("2.30", "1.70", "1.00", "3.75"), "2.594"),
        ("PROV. KALIMANTAN TENGAH", ("3.50", "2.70", "2.73", "4.01"), "3.405"),
    ],
)
def test_the_published_domains_give_the_published_index(
    banjar: Model, region: str, domains: tuple[str, ...], index: str
) -> None:
    """Domains are published rounded; the index computed from them differs from the exact one by less than that."""
    spbe, row = banjar.instruments[SPBE], spbe_results(banjar).row(region)
    assert row is not None
    parts = (exact(str(g.weight)) * exact(v) for g, v in zip(spbe.groups, domains, strict=True))
    found = sum(parts, exact("0")) / 100
    assert abs(found - exact(index)) < exact("0.002")
    assert abs(found - exact(str(row.final))) < exact("0.0051") + exact("0.002")


def test_the_items_known_of_aceh_tengah_give_its_index_and_its_aspects(banjar: Model) -> None:
    """Levels of single indicators are known for most; of the others only their sum in an aspect is."""
    spbe, row = banjar.instruments[SPBE], spbe_results(banjar).row("KAB. ACEH TENGAH")
    assert row is not None
    known = {
        **{str(n): 1 for n in (4, 9, *range(11, 17), *range(21, 32))},
        **{str(n): 3 for n in (10, 17, 19, 20)},
        **{str(n): 4 for n in (3, *range(32, 38), *range(39, 43), 45, 46, 47)},
        "18": 2,
        "38": 2,
        "43": 3,
        "44": 3,  # together 6
        **dict(zip("125678", (3, 3, 2, 2, 2, 2), strict=True)),  # together 14
    }
    levels = {item.id: known[item.id.split("-")[0].removeprefix("i")] for item in spbe.items}
    computed = compute_row(spbe, spbe.variants[0], row._replace(items=levels))
    assert computed is not None
    assert computed.final == exact("2.594")


# --- Kabupaten Banjar answers it too


def test_banjar_answers_the_index_by_an_empty_sheet_whose_stages_do_not_delay_the_others(banjar: Model) -> None:
    program = banjar.program
    assert program is not None
    assert [(e.instrument, e.variant, e.stage) for e in program.entries[1:]] == [
        (PEMDI, "daerah", "pemdi-2026-mandiri")
    ]
    stages = [stage for stage in program.stages if stage.instrument == PEMDI]
    assert [stage.planned for stage in stages] == [True, True, True]
    assert banjar.answers("pemdi-2026-mandiri") == {}
    day = date(2026, 4, 2)
    current, focused = banjar.stage(), focus(banjar, PEMDI)
    assert current is not None
    assert stage_ahead(banjar, current, day) is None
    ahead = stage_ahead(focused, stages[0], day)
    assert ahead is not None
    assert ahead.id == "pemdi-2026-mandiri"


def test_an_empty_sheet_of_an_index_without_zero_counts_its_lowest_level(banjar: Model) -> None:
    model = focus(banjar, PEMDI)
    stage = model.stage()
    assert stage is not None
    score = compute_score(model, stage, date(2026, 11, 27), {})
    assert score is not None
    figures = (score.final.claimed, score.final.supported, score.final.highest)
    assert (figures, score.final.answered) == ((exact("1"), exact("1"), exact("5")), 0)
    assert [node.id for node in score.dimensions] == ["crosscutting"]


def test_a_source_that_is_not_out_yet_is_taken_out_of_ladders_and_conversions(banjar: Model) -> None:
    model = as_of(banjar, date(2026, 6, 4))

    def cited(rules: Instrument) -> set[str]:
        ladders = (source for ladder in rules.ladders for source in ladder.sources)
        return {*ladders, *(source for table in rules.conversions for source in table.sources)}

    assert cited(model.instruments[PEMDI]) == set()
    assert cited(banjar.instruments[PEMDI]) == {"pemdi-aceh-tengah"}
