"""What people see of any form: its own scale, its dimensions or else its aspects, and words that are true of it."""

from __future__ import annotations

import re
from fractions import Fraction as F
from functools import partial
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.evidence.unread import ReadingState
from banjar_smartcity.i18n import language
from banjar_smartcity.model.answer import Answer, ExternalValue
from banjar_smartcity.model.focus import all_dimensions
from banjar_smartcity.model.instrument import Instrument
from banjar_smartcity.publish.report import Report, build_report
from banjar_smartcity.render.page.charts import radar
from banjar_smartcity.render.page.charts.view import charts_view
from banjar_smartcity.render.page.report import render_report
from banjar_smartcity.render.terminal.figures.score import print_score
from banjar_smartcity.render.terminal.figures.status import print_status, print_status_summary
from banjar_smartcity.render.words.index import predicate_line
from banjar_smartcity.render.words.scale import Span, scale_of
from banjar_smartcity.render.words.steps import action
from banjar_smartcity.scoring.score import compute_score
from banjar_smartcity.source.document import Locator
from conftest import TODAY, Build, base_text, check
from forms import CHECKED, answer, form, levels, model_of

ENGLISH = language("en")
TWO = """
scale: {lowest: 1, highest: 5}
unanswered: lowest
unsupported: lowest
not_applicable: lowest
aspects:
  - {id: rules, name: Rules of the house and of everything that stands in its garden}
  - {id: data, name: Data}
variants: [{id: all, name: All, weights: {rules: 60, data: 40}, sources: []}]
predicates: {judges: exact, bands: [{from: 2, name: Fair}, {from: 3.5, name: Good}]}
ladders: []
items:
  - {id: team, aspect: rules, question: Is there a team?, evidence: [{kind: decree, text: Decree}]}
  - {id: plan, aspect: rules, question: Is there a plan?, evidence: []}
  - id: statistics
    aspect: data
    question: How good are the statistics?
    external: {body: Statistics office, index: Statistics index, conversion: table}
    evidence: []
  - id: maps
    aspect: data
    question: How good are the maps?
    external: {body: Mapping agency, index: Maps index}
    evidence: []
conversions:
  - {id: table, name: Table, rubric: official, sources: [], bands: [{from: 0, to: 100, lowest: 1, highest: 5}]}
"""
THREE = TWO.replace("  - {id: data,", "  - {id: people, name: People}\n  - {id: data,").replace(
    "rules: 60, data: 40", "rules: 40, people: 20, data: 40"
)


def outside(item: str, value: float) -> Answer:
    """An answer with the value of another body's index."""
    return answer(item, None)._replace(external=ExternalValue(value, 2022, None))


def report(instrument: Instrument, *answers: Answer) -> Report:
    model, stage = model_of(instrument, answers)
    score = compute_score(model, stage, TODAY, CHECKED.holdings)
    assert score is not None
    return build_report(model, score, TODAY, None, CHECKED.holdings, (), Locator(CHECKED.texts), partial=False)


def page(shown: Report, format: str = "html", code: str = "en") -> str:
    return " ".join("".join(render_report(shown, language(code), format)).split())


# The scale.


@pytest.mark.parametrize(
    ("bottom", "top", "ticks"),
    [
        (0, 4, (0, 1, 2, 3, 4)),
        (1, 5, (1, 2, 3, 4, 5)),
        (0, 10, (0, 2, 4, 6, 8, 10)),
        (0, 100, (0, 20, 40, 60, 80, 100)),
        (1, F("4.2"), (1, 2, 3, 4.2)),
        (0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1)),
        (-3, 3, (-3, -2, -1, 0, 1, 2, 3)),
    ],
)
def test_the_figures_beside_a_scale_are_its_ends_and_round_ones_between(
    bottom: F, top: F, ticks: tuple[float, ...]
) -> None:
    assert Span(F(bottom), F(top)).ticks == ticks


@given(st.fractions(-50, 50, max_denominator=20), st.fractions(F(1, 20), 1000, max_denominator=20))
def test_figures_beside_a_scale_rise_from_end_to_end_and_stay_few(bottom: F, span: F) -> None:
    scale = Span(bottom, bottom + span)
    ticks = [F(str(tick)).limit_denominator(1000) for tick in scale.ticks]
    assert 2 <= len(ticks) <= 8
    assert all(low < high for low, high in pairwise(ticks))
    assert abs(ticks[0] - bottom) < F(1, 10**6)
    assert abs(ticks[-1] - scale.top) < F(1, 10**6)
    assert (scale.share(bottom), scale.share(scale.top)) == (F(0), F(1))


@pytest.mark.parametrize("missing", ["unanswered: lowest", "unsupported: lowest", "not_applicable: lowest"])
def test_a_scale_begins_at_0_where_something_that_is_missing_counts_0(missing: str) -> None:
    zero = {"unanswered": "zero", "unsupported": "zero", "not_applicable": "counted"}[missing.partition(":")[0]]
    assert scale_of(form(TWO)) == Span(F(1), F(5))
    assert scale_of(form(TWO.replace(missing, missing.replace("lowest", zero)))) == Span(F(0), F(5))
    assert scale_of(form(TWO.replace("not_applicable: lowest", "not_applicable: excluded"))) == Span(F(1), F(5))


def test_a_bar_of_a_scale_from_1_is_empty_at_1_and_its_ticks_begin_there() -> None:
    text = page(report(form(TWO)))
    assert '<text x="0.00%" y="56" dy="-6" text-anchor="start">1</text>' in text
    assert '<text x="100.00%" y="56" dy="-6" text-anchor="end">5</text>' in text
    assert 'class="solid" width="0.00%"' in text
    assert "`░░░░░░░░░░░░░░░░` █ supported 1.00" in page(report(form(TWO)), "md")


# Charts.


def test_two_aspects_are_bars_and_three_a_radar() -> None:
    proved = (answer("team", 4), answer("plan", 3))
    two, three = (charts_view(report(form(text), *proved), ENGLISH)["spokes"] for text in (TWO, THREE))
    assert (two.of, two.drawn, len(two.rows)) == ("aspect", None, 2)
    assert (three.of, len(three.drawn.axes)) == ("aspect", 3)
    text = page(report(form(TWO), *proved))
    assert '<dl class="bars">' in text
    assert "claimed 3.50, supported 3.50" in text
    assert '<svg class="radar"' in page(report(form(THREE), *proved))


def test_where_nothing_is_answered_the_chart_says_so_in_words() -> None:
    assert "No item is answered yet, so there is nothing to draw. All figures are in the table by aspect." in page(
        report(form(TWO))
    )


NAMES = st.lists(st.text("abcdefg hij kl", min_size=1, max_size=90), min_size=12, max_size=12)


@given(NAMES, st.integers(3, 12))
def test_names_around_a_radar_never_overlap(names: list[str], count: int) -> None:
    boxes = []
    for number, axis in enumerate(radar.draw(names[:count], [], Span(F(0), F(5))).axes):
        for place, line in axis.lines:
            wide = 7 * len(line)
            left = float(place[0]) - {"start": 0, "middle": wide / 2, "end": wide}[axis.anchor]
            boxes.append((number, left, left + wide, float(place[1])))
    for (one, left, right, y), (other, start, end, below) in combinations(boxes, 2):
        assert one == other or right <= start or end <= left or abs(y - below) >= 13.9


# Words.


@pytest.mark.parametrize("format", ["html", "md"])
@pytest.mark.parametrize(
    ("code", "words"),
    [("en", "dimension|cross-cutting|innovation is|smart.city"), ("id", "dimensi|inovasi tercatat|smart city")],
)
def test_a_form_without_dimensions_never_speaks_of_them(format: str, code: str, words: str) -> None:
    text = page(report(form(TWO), answer("team", 4)), format, code)
    text = re.sub(r"<style>.*?</style>|<script>.*?</script>|<[^>]*>", " ", text)
    assert re.findall(rf"(?i).{{0,30}}(?:{words}).{{0,30}}", text) == []


def test_what_counts_for_what_is_missing_is_said_as_the_instrument_has_it() -> None:
    notes = {
        ("lowest", "lowest"): "Unanswered or unproved items count as the lowest level.",
        (
            "lowest",
            "zero",
        ): "with unanswered items as the lowest level. Supported: the same with valid evidence, else 0.",
        (
            "zero",
            "lowest",
        ): "with unanswered items as 0. Supported: the same with valid evidence, else the lowest level.",
        ("zero", "zero"): "with unanswered items as 0. Supported: the same, but only if all evidence",
    }
    for (unanswered, unsupported), said in notes.items():
        text = TWO.replace("unanswered: lowest", f"unanswered: {unanswered}")
        shown = page(report(form(text.replace("unsupported: lowest", f"unsupported: {unsupported}"))), "md")
        assert [other in shown for other in notes.values()] == [other == said for other in notes.values()]
        assert "citizen survey" not in shown.partition("How to read")[2].partition("##")[0]


def test_only_what_is_ours_is_called_unofficial() -> None:
    assert "ours: the required evidence." in page(report(form(TWO)), "md")
    official = TWO.replace("kind: decree, text: Decree", "kind: decree, text: Decree, rubric: official")
    assert "Unofficial" not in page(report(form(official)), "md")
    table = official.replace("rubric: official, sources", "rubric: unofficial, sources")
    assert "ours: the tables that convert the index of another body." in page(report(form(table)), "md")


def test_below_the_first_band_there_is_no_predicate_and_that_is_said() -> None:
    below = predicate_line(levels(form(TWO), team=2), ENGLISH)
    assert below == (
        "No predicate yet: both the supported and the claimed index are below the first. 0.7000 more supported points "
        "give Fair."
    )
    unproved = report(form(TWO), answer("team", 5, proved=False))
    assert predicate_line(unproved.score, ENGLISH) == (
        "Predicate: supported none (below the first), claimed Fair. 1.0000 more supported points give Fair."
    )


# Another body's index.


def test_the_value_of_another_body_is_shown_with_its_level_in_decimals(capsys: pytest.CaptureFixture[str]) -> None:
    shown = report(form(TWO), outside("statistics", 37.5), answer("team", 4))
    for format in ("html", "md"):
        assert "Statistics index (Statistics office), 2022: 37.5" in page(shown, format)
    assert "claimed 2.50, supported 2.50" in page(shown, "md")
    assert "claimed 4, supported 4" in page(shown, "md")
    assert "Statistics index (Statistics office), 2022: 37,5" in page(shown, "md", "id")
    print_score(shown.model, shown.score, TODAY, None, None, None, None, ENGLISH, explain=True, seen={}, banner=None)
    assert "(Statistics index 2022: 37.5)" in " ".join(capsys.readouterr().out.split())


def test_a_known_index_is_improved_and_an_unknown_level_is_looked_for() -> None:
    shown = report(form(TWO), outside("statistics", 37.5), outside("maps", 70))
    steps = {step.id: step for step in shown.todo.steps}
    assert action(steps["statistics"], ENGLISH) == "improve the other body's index, to level 3, with evidence"
    assert "maps" not in steps
    assert [(m.id, m.what) for m in shown.completeness.missing] == [
        ("team", "answer"),
        ("plan", "answer"),
        ("maps", "conversion"),
    ]
    assert "Data: improve 1 index of another body by one level" in page(shown, "md")
    empty = report(form(TWO))
    assert [(m.id, m.what) for m in empty.completeness.missing][2:] == [
        ("statistics", "external"),
        ("maps", "external"),
    ]
    assert "Data: record the values of 2 indices of other bodies" in page(empty, "md")


def test_status_shows_the_aspects_where_there_are_no_dimensions(capsys: pytest.CaptureFixture[str]) -> None:
    shown = report(form(TWO), answer("team", 4))
    for show in (partial(print_status, unread=ReadingState((), ())), print_status_summary):
        show(shown.model, shown.completeness, ENGLISH, limited=False, agency=False, banner=None)
        out = capsys.readouterr().out
        assert "Dimension" not in out
        assert [line.split()[0] for line in out.splitlines() if re.search(r"\d/\d", line)][:3] == [
            "Rules",
            "Data",
            "Everything",
        ]


# Groups and dimensions.


def test_groups_stand_beside_the_aspects(capsys: pytest.CaptureFixture[str]) -> None:
    text = TWO.replace("ladders: []", "ladders: []\ngroups: [{id: whole, name: Domain of all}]")
    shown = report(form(text.replace("{id: rules,", "{id: rules, within: whole,")), answer("team", 3))
    print_score(shown.model, shown.score, TODAY, None, None, None, None, ENGLISH, explain=False, seen={}, banner=None)
    assert re.search(r"Domain of all +1/2 +2\.00 +2\.00", capsys.readouterr().out)
    assert "| Domain of all | `████░░░░░░░░····` | 1/2 |" in page(shown, "md")
    assert "Domain of all" in page(shown)


def test_the_first_instrument_has_its_own_dimensions_too(build: Build) -> None:
    path = "data/instruments/mini-2023.yaml"
    own = base_text(path) + "\ndimensions: [mobility, living]\n"
    mobility = base_text("data/dimensions/living/dimension.yaml", ("id: living", "id: mobility"))
    mobility = re.sub(r"id: pokja-\w+", "id: pokja-mobility", mobility).replace("id: health", "id: buses")
    model = check(build({path: own, "data/dimensions/mobility/dimension.yaml": mobility})).model
    assert model.program is not None
    assert model.program.dimensions == ("mobility", "living")
    assert [dimension.id for dimension in model.ordered_dimensions] == ["mobility", "living"]
    assert {dimension.id for dimension in all_dimensions(model)} >= {*model.program.shared_dimensions, "mobility"}
