"""Forms that nobody has seen before, written down as data and computed by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from banjar_smartcity.diagnostics import At
from banjar_smartcity.i18n import language
from banjar_smartcity.model.instrument import Instrument
from banjar_smartcity.model.result import ResultRow
from banjar_smartcity.render.words.steps import action
from banjar_smartcity.scoring.bridge import bridge
from banjar_smartcity.scoring.items import level_of
from banjar_smartcity.scoring.official import compute_row
from banjar_smartcity.scoring.steps.todo import compute_todo
from conftest import TODAY, Build, findings
from forms import answer, claimed, form, index, levels, model_of, scored

F = Fraction
ROOT = Path(__file__).parent.parent

DECIMALS = """
scale: {lowest: 0, highest: 5}
self_assessment: decimal
aspects: [{id: a, name: A}, {id: b, name: B}]
variants: [{id: v, name: V, weights: {a: 62.5, b: 37.5}, sources: []}]
items:
  - {id: a-1, aspect: a, question: Satu, evidence: []}
  - {id: a-2, aspect: a, question: Dua, evidence: []}
  - {id: b-1, aspect: b, question: Tiga, evidence: []}
"""


def test_levels_from_0_to_5_with_decimals() -> None:
    score = levels(form(DECIMALS), a_1=4.75, a_2=3.1, b_1=2.2)
    assert index(score) == F("0.625") * (F("4.75") + F("3.1")) / 2 + F("0.375") * F("2.2") == F("3.278125")
    assert score.final.highest == index(score)


DEEP = """
scale: {lowest: 1, highest: 5}
groups:
  - {id: utama, name: Utama}
  - {id: luas, name: Luas, within: a, weight: 3}
  - {id: sempit, name: Sempit, within: a, weight: 1}
  - {id: dalam, name: Dalam, within: luas, weight: 2}
  - {id: judul, name: Judul, within: dalam}
  - {id: lain, name: Lain, within: luas, weight: 1}
aspects: [{id: a, name: A, within: utama}, {id: b, name: B, within: utama}, {id: c, name: C}]
variants: [{id: v, name: V, weights: {a: 40, b: 20, c: 40}, sources: []}]
items:
  - {id: a-1, aspect: a, within: judul, question: Satu, evidence: []}
  - {id: a-2, aspect: a, within: judul, question: Dua, evidence: []}
  - {id: a-3, aspect: a, within: dalam, question: Tiga, evidence: []}
  - {id: a-4, aspect: a, within: lain, question: Empat, evidence: []}
  - {id: a-5, aspect: a, within: sempit, question: Lima, evidence: []}
  - {id: b-1, aspect: b, question: Enam, evidence: []}
  - {id: c-1, aspect: c, question: Tujuh, evidence: []}
"""


def test_three_levels_of_groups_and_one_above_the_aspects() -> None:
    score = levels(form(DEEP), a_1=5, a_2=4, a_3=3, a_4=2, a_5=1, b_1=4, c_1=2)
    deep = F(5 + 4 + 3, 3)  # a heading changes nothing: its two items and the one next to it weigh the same
    wide = (2 * deep + 1 * 2) / 3
    a = (3 * wide + 1 * 1) / 4
    assert claimed(score.aspects) == {"a": a, "b": 4, "c": 2}
    assert index(score) == F("0.4") * a + F("0.2") * 4 + F("0.4") * 2
    assert claimed(score.groups) == {
        "utama": (40 * a + 20 * 4) / 60,
        "luas": wide,
        "sempit": 1,
        "dalam": deep,
        "judul": F(9, 2),
        "lain": 2,
    }


def test_a_heading_without_a_weight_changes_no_figure() -> None:
    plain = DEEP.replace("within: judul, question", "within: dalam, question")
    given = {"a_1": 5, "a_2": 4, "a_3": 2, "a_4": 2, "a_5": 1, "b_1": 4, "c_1": 2}
    assert index(levels(form(DEEP), **given)) == index(levels(form(plain), **given))


WEIGHTED = """
scale: {lowest: 1, highest: 5}
self_assessment: decimal
aspects: [{id: a, name: A}]
variants: [{id: v, name: V, weights: {a: 100}, sources: []}]
items:
  - {id: a-1, aspect: a, weight: 2.5, question: Satu, evidence: []}
  - {id: a-2, aspect: a, weight: 0.5, question: Dua, evidence: []}
  - {id: a-3, aspect: a, times: 3, question: Tiga, evidence: []}
"""


def test_weights_in_items_and_an_item_that_counts_three_times() -> None:
    assert index(levels(form(WEIGHTED), a_1=4, a_2=1, a_3=2)) == (F("2.5") * 4 + F("0.5") * 1 + 3 * 2) / 6


def test_nine_dimensions_of_its_own_each_with_the_mean_of_its_items() -> None:
    names = [f"d{n}" for n in range(1, 10)]
    text = f"""
scale: {{lowest: 0, highest: 100}}
self_assessment: decimal
dimensions: [{", ".join(names)}]
aspects: [{{id: a, name: A}}]
variants: [{{id: v, name: V, weights: {{a: 100}}, sources: []}}]
items:
""" + "\n".join(
        f"  - {{id: i-{name}, aspect: a, dimension: {name}, weight: {n}, question: Soal, evidence: []}}"
        for n, name in enumerate(names, 1)
    )
    score = scored(form(text), *(answer(f"i-{name}", 10 * n + 0.5) for n, name in enumerate(names, 1)))
    assert claimed(score.dimensions) == {name: 10 * n + F("0.5") for n, name in enumerate(names, 1)} | {
        "crosscutting": 0
    }
    assert index(score) == sum(n * (10 * n + F("0.5")) for n in range(1, 10)) / 45
    assert sum(node.contribution for node in score.dimensions) == index(score)


BASES = """
scale: {lowest: 1, highest: 5}
aspects: [{id: a, name: A}]
variants: [{id: v, name: V, weights: {a: 100}, sources: []}]
items:
  - {id: a-1, aspect: a, question: Satu, evidence: [{kind: decree, text: SK}]}
  - {id: a-2, aspect: a, question: Dua, evidence: [{kind: decree, text: SK}]}
  - {id: a-3, aspect: a, question: Tiga, evidence: []}
  - {id: a-4, aspect: a, question: Empat, evidence: []}
"""


@pytest.mark.parametrize(
    ("rules", "claim", "support", "highest"),
    [
        ("", F(3 + 5, 4), F(5, 4), F(3 + 5 + 5, 4)),
        ("unanswered: lowest\n", F(3 + 5 + 1, 4), F(5 + 1, 4), F(3 + 5 + 5, 4)),
        ("unsupported: lowest\n", F(3 + 5, 4), F(1 + 5, 4), F(3 + 5 + 5, 4)),
        ("not_applicable: lowest\n", F(3 + 5 + 1, 4), F(5 + 1, 4), F(3 + 5 + 5 + 1, 4)),
        ("not_applicable: excluded\n", F(3 + 5, 3), F(5, 3), F(3 + 5 + 5, 3)),
        ("unanswered: lowest\nunsupported: lowest\nnot_applicable: lowest\n", F(10, 4), F(1 + 5 + 1 + 1, 4), F(14, 4)),
    ],
)
def test_what_is_missing_counts_as_the_instrument_says(rules: str, claim: F, support: F, highest: F) -> None:
    instrument = form(rules + BASES)
    found = scored(
        instrument,
        answer("a-1", 3, proved=False),
        answer("a-2", 5),
        answer("a-4", None, not_applicable="Tidak ada laut"),
    )
    assert (found.final.claimed, found.final.supported, found.final.highest) == (claim, support, highest)
    steps = bridge(found.final, instrument)
    assert steps.top - sum(loss.points for loss in steps.losses) == steps.supported == support


def test_an_aspect_of_which_nothing_applies_leaves_its_weight_to_the_others() -> None:
    text = "not_applicable: excluded\n" + DECIMALS
    found = scored(form(text), answer("a-1", 4), answer("a-2", 2), answer("b-1", None, not_applicable="Tidak ada"))
    assert [index(found), found.final.highest, sum(leaf.weight for leaf in found.final.leaves)] == [3, 3, 1]


EXTERNAL = """
scale: {lowest: 1, highest: 5}
unanswered: lowest
aspects: [{id: a, name: A}]
variants: [{id: v, name: V, weights: {a: 100}, sources: []}]
conversions:
  - id: tabel
    name: Tabel
    rubric: unofficial
    sources: []
    bands:
      - {from: 0, to: 50, lowest: 1, highest: 2}
      - {from: 60, to: 90, lowest: 3, highest: 4.5}
items:
  - {id: a-1, aspect: a, question: Satu, evidence: [{kind: decree, text: SK}],
     external: {body: Badan, index: Indeks, conversion: tabel}}
  - {id: a-2, aspect: a, question: Dua, evidence: [], kind: external, external: {body: Badan, index: Lain}}
"""


@pytest.mark.parametrize(
    ("value", "level"),
    [(0, 1), (25, F(3, 2)), (50, 2), (60, 3), (70, F(7, 2)), (90, F(9, 2)), (55, None), (90.01, None), (-1, None)],
)
def test_a_value_of_another_body_is_a_level_by_its_band_and_unknown_outside(value: float, level: F | None) -> None:
    instrument = form(EXTERNAL)
    given = answer("a-1", None, external={"value": value, "year": 2025})
    assert level_of(instrument, instrument.items[0], given) == level


def test_a_known_value_replaces_a_level_and_an_unknown_one_does_not() -> None:
    def first(value: float) -> tuple[F, F, str | None]:
        found = scored(form(EXTERNAL), answer("a-1", 5, external={"value": value, "year": 2025})).final.leaves[0]
        return found.claimed, found.supported, found.reason.id

    assert first(70) == (F(7, 2), F(7, 2), "proved")
    assert first(55) == (F(5), F(5), "proved")


def test_a_value_is_supported_by_its_evidence() -> None:
    found = scored(form(EXTERNAL), answer("a-1", None, proved=False, external={"value": 70, "year": 2025}))
    assert (found.final.leaves[0].claimed, found.final.leaves[0].supported) == (F(7, 2), F(0))


def test_a_value_that_converts_to_no_known_level_counts_as_unanswered_and_says_why() -> None:
    found = scored(
        form(EXTERNAL),
        answer("a-1", None, external={"value": 55, "year": 2025}),
        answer("a-2", None, external={"value": 1, "year": 2025}),
    )
    assert [(x.answered, x.claimed, x.highest, x.reason.id) for x in found.final.leaves] == [
        (False, F(1), F(5), "no-conversion")
    ] * 2
    assert [x.reason.id for x in scored(form(EXTERNAL)).final.leaves] == ["no-external-value"] * 2


def published(items: Mapping[str, float], aspects: Mapping[str, float] | None = None) -> ResultRow:
    return ResultRow(
        at=At("r"),
        region="KAB. CONTOH",
        variant="v",
        aspects=aspects or {},
        final=None,
        improvement=None,
        derived=None,
        ranks={},
        ranked=None,
        ranks_basis=None,
        items=items,
        sources=(),
        note=None,
    )


def test_published_item_scores_give_the_index_by_the_same_tree() -> None:
    instrument = form(DEEP)
    given = {"a-1": 5, "a-2": 4, "a-3": 3, "a-4": 2, "a-5": 1, "b-1": 4, "c-1": 2}
    row = compute_row(instrument, instrument.variants[0], published(given))
    score = levels(instrument, **{name.replace("-", "_"): level for name, level in given.items()})
    assert row is not None
    assert (row.final, dict(row.aspects), row.basis) == (index(score), claimed(score.aspects), "items")


def test_published_aspects_count_where_items_are_missing() -> None:
    instrument = form(DEEP)
    row = compute_row(instrument, instrument.variants[0], published({"c-1": 3, "a-1": 5}, {"a": 2.5, "b": 4, "c": 1}))
    assert row is not None
    assert (row.final, row.basis) == (F("0.4") * F("2.5") + F("0.2") * 4 + F("0.4") * 3, "mixed")


ITEM_WEIGHTS = {1: (5, 5), 2: (5, 5), 3: (5, 3, 3, 4), 4: (4, 4, 3, 4), 5: (5, 5), 6: (4, 4, 4, 3), 7: (10, 15)}
ASSESSED = (2.0, 1.5, 1.26, 1.3, 1, 1, 1, 1, 1, 1, 1.5, 1.25, 1.17, 1, 1, 1, 2.5, 1, 1, 1.3)
"""The interim result of Kabupaten Aceh Tengah of 21 September 2026, by indicator, as published."""


def twenty_indicators() -> Instrument:
    rows, number = [], 0
    for aspect, weights in ITEM_WEIGHTS.items():
        for weight in weights:
            number += 1
            rows.append(
                f"  - {{id: i{number}, aspect: a{aspect}, weight: {weight}, question: I{number}, evidence: []}}"
            )
    aspects = ", ".join(f"{{id: a{n}, name: A{n}}}" for n in ITEM_WEIGHTS)
    percents = ", ".join(f"a{n}: {sum(weights)}" for n, weights in ITEM_WEIGHTS.items())
    return form(
        f"scale: {{lowest: 1, highest: 5}}\naspects: [{aspects}]\n"
        f"variants: [{{id: v, name: V, weights: {{{percents}}}, sources: []}}]\n"
        "predicates: {judges: exact, bands: [{from: 1.8, name: Cukup}, {from: 1, name: Kurang}]}\n"
        "items:\n" + "\n".join(rows)
    )


def test_the_published_interim_result_of_a_region_by_twenty_weighted_indicators() -> None:
    instrument = twenty_indicators()
    row = compute_row(
        instrument, instrument.variants[0], published({f"i{n}": level for n, level in enumerate(ASSESSED, 1)})
    )
    assert row is not None
    assert row.final == F("1.2415")
    rounded = {"a1": 1.75, "a2": 1.28, "a3": 1.00, "a4": 1.17, "a5": 1.08, "a6": 1.40, "a7": 1.18}  # cut or rounded
    assert all(abs(row.aspects[name] - F(str(score))) < F("0.01") for name, score in rounded.items())
    found = instrument.predicates.of(row.final)
    assert found is not None
    assert found.name.id == "Kurang"


@pytest.mark.parametrize(
    ("judges", "level", "name", "missing"),
    [
        ("exact", 2.4996, "Cukup", F("0.0004")),
        ("rounded", 2.4996, "Baik", None),
        ("rounded", 2.494, "Cukup", F("0.001")),
        ("exact", 2.5, "Baik", None),
        ("exact", 0.5, None, F("1.3")),
    ],
)
def test_a_predicate_judges_the_exact_or_the_rounded_index(
    judges: str, level: float, name: str | None, missing: F | None
) -> None:
    bands = f"predicates: {{judges: {judges}, bands: [{{from: 1.8, name: Cukup}}, {{from: 2.5, name: Baik}}]}}\n"
    score = levels(form(bands + WEIGHTED.replace("lowest: 1", "lowest: 0")), a_1=level, a_2=level, a_3=level)
    found = score.predicate
    assert found is not None
    assert (found.predicate and found.predicate.name.id, found.missing) == (name, missing)
    assert score.supported_predicate == found


def test_an_instrument_without_predicates_has_none() -> None:
    assert levels(form(WEIGHTED), a_1=4).predicate is None


def test_the_supported_index_has_a_predicate_of_its_own() -> None:
    bands = "predicates: {judges: exact, bands: [{from: 1.8, name: Cukup}, {from: 2.5, name: Baik}]}\n"
    found = scored(form(bands + BASES), *(answer(f"a-{n}", 4, proved=False) for n in range(1, 5)))
    claim, support = found.predicate, found.supported_predicate
    assert claim is not None
    assert support is not None
    assert claim.predicate is not None
    assert support.predicate is not None
    assert (claim.predicate.name.id, support.predicate.name.id, support.missing) == ("Baik", "Cukup", F("0.5"))


def test_the_published_rows_of_2023_keep_their_figures() -> None:
    """`tests/test_scoring.py` computes them; here the shares of that instrument are the plain ones."""
    from banjar_smartcity.checking.pipeline import check_workspace
    from banjar_smartcity.scoring.weighing.shares import shares_of_index

    instrument = check_workspace(Path(__file__).parent.parent, TODAY).model.instruments["kominfo-2023"]
    for variant in instrument.variants:
        items = instrument.items_of(variant)
        shares = shares_of_index(instrument, variant, items)
        sizes = {a: sum(item.aspect == a for item in items) for a in variant.weights}
        assert shares == {i.id: F(str(variant.weights[i.aspect])) / 100 / sizes[i.aspect] for i in items}


@pytest.mark.parametrize("guide", ["data-guide.md", "panduan-data.md"])
def test_the_form_of_the_guide_scores_as_the_guide_says(guide: str) -> None:
    text = (ROOT / "docs" / guide).read_text("utf-8")
    found = re.search(r"```yaml\n(id: layanan-2026 .*?)```", text, re.DOTALL)
    assert found is not None
    instrument = form(found[1], whole=True)
    given = {"kebijakan-peraturan": 3, "kebijakan-rencana": 3, "kelembagaan-tim": 3, "layanan-portal": 5}
    value = answer("kelembagaan-statistik", None, external={"value": 75, "year": 2025})
    score = scored(instrument, *(answer(*one) for one in given.items()), answer("layanan-loket", 3), value)
    assert claimed(score.aspects) == {"kebijakan": 3, "kelembagaan": F("3.25"), "layanan": F("4.5")}
    assert index(score) == F("3.95")
    assert ("3.95" if guide == "data-guide.md" else "3,95") in text
    names = [found and found.name.id for found in map(instrument.predicates.of, (F("2.595"), F("2.5949"), F("1.7949")))]
    assert names == ["Baik", "Cukup", None]


def test_the_form_of_the_guide_has_no_finding(build: Build) -> None:
    text = (ROOT / "docs" / "data-guide.md").read_text("utf-8")
    found = re.search(r"```yaml\n(id: layanan-2026 .*?)```", text, re.DOTALL)
    assert found is not None
    assert findings(build({"data/instruments/layanan-2026.yaml": found[1]})) == []


def test_a_step_to_a_level_with_decimals_is_shown_as_the_language_writes_it() -> None:
    instrument = form(DECIMALS.replace("Satu, evidence: []", "Satu, evidence: [{kind: decree, text: SK}]"))
    given = (answer("a-1", 4.75, proved=False),)
    model, _ = model_of(instrument, given)
    todo = compute_todo(model, scored(instrument, *given), TODAY, ())
    step = next(step for step in todo.steps if step.id == "a-1")
    assert (step.target, step.gain) == (4.75, F("0.625") / 2 * F("4.75"))
    assert ("4,75" in action(step, language("id")), "4.75" in action(step, language("en"))) == (True, True)
