"""Charts show the report's own figures, the same as in the tables, and say so in words if there are none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import cycle
from math import hypot
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.i18n import Text, language
from banjar_smartcity.innovations.matrix import sub_dimension_matrix
from banjar_smartcity.model.survey import PartResult
from banjar_smartcity.publish.report import Report, build_report
from banjar_smartcity.render.page.charts import radar
from banjar_smartcity.render.page.charts.view import Tile, charts_view, error_bar, tiles
from banjar_smartcity.render.page.report import render_report
from banjar_smartcity.render.page.repository import base_address, line_address
from banjar_smartcity.render.words.scale import Span
from banjar_smartcity.scoring.score import compute_score
from banjar_smartcity.scoring.steps.owed import group_steps, next_due, overdue
from conftest import Build, base_text
from test_report import AFTER_RESULTS, HOSTILE, REGION, SURVEY, Page, page_of, report_of
from test_report import written as written_as_it_is

EXAMPLE_DAY = date(2026, 5, 15)
BANJAR_DAY = date(2023, 12, 5)
SHEET = "data/crosscutting/answers/2023-tahap-1.yaml"
BASE_ADDRESS = "https://host.example/banjar/data/blob/main/"
FIGURES = st.lists(st.fractions(0, 4), min_size=6, max_size=6)
FOUR = Span(Fraction(0), Fraction(4))


@pytest.fixture(scope="module")
def example() -> Report:
    return report_of(REGION / "examples" / "kabupaten-contoh", EXAMPLE_DAY)


@pytest.fixture(scope="module")
def banjar() -> Report:
    return report_of(REGION, BANJAR_DAY)


@pytest.fixture(scope="module")
def text(example: Report) -> str:
    """The page of the example."""
    return written(example, "html")


def folded(text: str) -> str:
    """HTML with its white space folded: the end of a line has no meaning."""
    return " ".join(text.split())


def written(report: Report, format: str, code: str = "en") -> str:
    return folded(written_as_it_is(report, format, code))


def between(text: str, start: str, end: str) -> str:
    return text.partition(start)[2].partition(end)[0]


def rows(text: str, caption: str) -> list[list[str]]:
    """The cells of the table with this caption, row by row."""
    table = between(text.partition(caption)[2], '<tbody role="rowgroup">', "</tbody>")
    return [
        [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.S)]
        for row in table.split("<tr")[1:]
    ]


def shares(markup: str, pattern: str) -> list[Fraction]:
    return [Fraction(found) * 4 / 100 for found in re.findall(pattern, markup)]


def near(found: Iterable[Fraction], wanted: Iterable[Fraction | float], by: Fraction = Fraction(1, 1000)) -> bool:
    return all(abs(a - Fraction(b)) <= by for a, b in zip(found, wanted, strict=True))


@given(FIGURES)
def test_a_figure_lies_as_far_from_the_centre_as_it_is_high(values: list[Fraction]) -> None:
    drawn = radar.draw(["a", "b", "c", "d", "e", "f"], [("claims", values)], FOUR)
    far = [hypot(*map(float, point)) * 4 / radar.RADIUS for point in drawn.shapes[0].points]
    assert all(abs(found - float(value)) < 0.01 for found, value in zip(far, values, strict=True))


def test_the_first_axis_points_up_and_the_others_follow_clockwise() -> None:
    drawn = radar.draw(["a", "b", "c", "d"], [], FOUR)
    assert [axis.end for axis in drawn.axes] == [("0", "-88"), ("88", "0"), ("0", "88"), ("-88", "0")]


@pytest.mark.parametrize("name", ["x" * 5000, "", "a b c d e f g h i j k l m n o p q r s t u v w x y z " * 9])
def test_a_name_never_takes_more_room_than_there_is(name: str) -> None:
    for axis in radar.draw([name] * 6, [], FOUR).axes:
        assert 1 <= len(axis.lines) <= 4
        assert all(len(line) <= 42 for _, line in axis.lines)


def test_the_radar_shows_the_figures_of_the_table_by_dimension(example: Report, text: str) -> None:
    chart = between(text, '<svg class="radar"', "</svg>")
    table = {row[0].partition(" 9 ")[0]: row for row in rows(text, "By dimension.")}
    for node in example.score.dimensions[:-1]:
        said = re.search(rf"{node.name.en}: claimed ([\d.]+), supported ([\d.]+)\.", chart)
        assert said is not None
        assert (said[1], said[2]) == (table[node.name.en or ""][4], table[node.name.en or ""][5])
    shapes = re.findall(r'<path class="(\w+)" d="M([^"]+)Z"', chart)
    for look, values in (("claims", "claimed"), ("supports", "supported")):
        path = next(path for name, path in shapes if name == look)
        far = [hypot(*map(float, point.split())) * 4 / radar.RADIUS for point in path.split("L")]
        wanted = [getattr(node, values) for node in example.score.dimensions[:-1]]
        assert near(map(Fraction, far), wanted, Fraction(1, 100))


def test_the_assessors_are_drawn_only_where_each_item_of_each_dimension_has_their_score(
    example: Report, text: str
) -> None:
    assert charts_view(example, language("en"))["spokes"].assessed_in is None
    assert "The assessors' line is left out" in Page(text).text
    year = example.model.results[2025]
    own = next(row for row in year.rows if row.region == "KAB. CONTOH")
    scores = {leaf.item.id: 3.0 for leaf in example.score.final.leaves}

    def with_scores(items: dict[str, float]) -> Report:
        changed = year._replace(rows=tuple(row._replace(items=items) if row is own else row for row in year.rows))
        return example._replace(model=example.model._replace(result_list=(changed,)))

    spokes = charts_view(with_scores(scores), language("en"))["spokes"]
    assert spokes.assessed_in == 2025
    assert [assessed for _, assessed in spokes.rows] == [3] * 6
    assert "assessors 2025" in page_of(with_scores(scores), "html").text
    lacking = dict(list(scores.items())[:-1])
    lacking.pop("outcome-governance-spbe-index")
    assert charts_view(with_scores(lacking), language("en"))["spokes"].assessed_in is None


def test_aspects_lie_where_the_table_says_beside_the_regions_of_the_latest_recorded_year(
    example: Report, text: str
) -> None:
    chart = between(text, '<svg class="quartiles"', '<ul class="legend">')
    table = rows(text, "Compared with the published results · result 2025 · spread of 40 regions 2025")
    drawn = chart.split('<text class="row"')[1:]
    assert len(drawn) == len(table) == 6
    for part, row in zip(drawn, table, strict=True):
        claimed, supported, published, _rank, lowest, first, median, third, highest = map(Fraction, row[1:])
        assert near(shares(part, r'claims" cx="([\d.]+)%'), [claimed], Fraction(1, 100))
        assert near(shares(part, r'supports" cx="([\d.]+)%'), [supported], Fraction(1, 100))
        assert near(shares(part, r'<svg x="([\d.]+)%'), [published])
        assert near(shares(part, r'whisker" x1="([\d.]+)%'), [lowest])
        assert near(shares(part, r'whisker" x1="[\d.]+%" x2="([\d.]+)%'), [highest])
        assert near(shares(part, r'box" x="([\d.]+)%'), [first])
        assert near(shares(part, r'box" x="[\d.]+%" width="([\d.]+)%'), [third - first])
        assert near(shares(part, r'median" x1="([\d.]+)%'), [median])


def test_each_row_is_as_wide_as_the_drawing_also_where_no_quartiles_are_known() -> None:
    """WeasyPrint measures the places of a row by what is drawn in it: a lone result was at the left edge in the PDF."""
    malang = report_of(REGION / "examples" / "kabupaten-malang-2023", date(2026, 11, 27))
    chart = between(written(malang, "html"), '<svg class="quartiles"', '<ul class="legend">')
    rows = chart.split('<svg y="')[1:]
    assert [('class="whisker"' in row) for row in rows].count(False) == 1
    assert all('<rect class="track" width="100%"' in row for row in rows)


def test_where_nothing_is_answered_nothing_is_drawn_for_it_and_words_say_so(banjar: Report) -> None:
    text = written(banjar, "html")
    assert '<svg class="radar"' not in text
    assert "No item of a dimension is answered yet, so there is nothing to draw." in text
    chart = between(text, '<svg class="quartiles"', '<ul class="legend">')
    assert "dot-claims" not in chart
    assert chart.count('class="official"') == chart.count('class="median"') == 6
    assert "Nothing is answered yet, so claimed and supported scores are not drawn." in text


def test_the_map_of_completeness_adds_up_to_the_table_of_the_dimensions(example: Report, text: str) -> None:
    for part in example.completeness.dimensions[:-1]:
        found = tiles(part)
        assert len(found) == 4
        assert sum(tile.answered for tile in found) == part.answered
        assert sum(tile.items for tile in found) == part.items
        assert sum(tile.complete for tile in found) == part.evidence_complete
        assert sum(tile.wanted for tile in found) == part.evidence_wanted
        assert sum(tile.innovations for tile in found) == part.innovations.total
    assert "Smart Branding Whole dimension 4/4 evidence 3/4 Tourism 3/3 1 innovation, 1 with evidence" in (
        Page(text).text
    )


@pytest.mark.parametrize(
    ("tile", "shade"),
    [
        (Tile(name=Text("a"), items=3, answered=0, wanted=0, complete=0, innovations=0, proved=0), 0),
        (Tile(name=Text("a"), items=3, answered=0, wanted=0, complete=0, innovations=2, proved=0), 0),
        (Tile(name=Text("a"), items=3, answered=3, wanted=0, complete=0, innovations=0, proved=0), 2),
        (Tile(name=Text("a"), items=3, answered=3, wanted=0, complete=0, innovations=1, proved=1), 4),
        (Tile(name=None, items=6, answered=1, wanted=6, complete=0, innovations=0, proved=0), 1),
        (Tile(name=None, items=6, answered=6, wanted=6, complete=5, innovations=0, proved=0), 3),
        (Tile(name=None, items=6, answered=6, wanted=6, complete=6, innovations=0, proved=0), 4),
        (Tile(name=None, items=0, answered=0, wanted=0, complete=0, innovations=0, proved=0), 0),
    ],
)
def test_only_what_is_whole_is_darkest_and_only_what_is_empty_is_bare(tile: Tile, shade: int) -> None:
    assert tile.shade == shade


def test_a_mean_is_drawn_with_one_deviation_to_both_sides(build: Build) -> None:
    report = report_of(build(over=SURVEY), AFTER_RESULTS)
    survey = next(iter(report.model.surveys.values()))
    table = written(report, "html").partition("Citizen survey.")[2].partition("</table>")[0]
    drawn = re.findall(r'deviates" x1="([\d.]+)%" x2="([\d.]+)%".*?cx="([\d.]+)%', table)
    told = [s for s in survey.statements if s.mean is not None and s.deviation is not None]
    assert len(drawn) == len(told) > 0
    for (left, right, mean), statement in zip(drawn, told, strict=True):
        ends = error_bar(statement, range(5))
        assert ends is not None
        assert near([Fraction(left) / 25, Fraction(right) / 25, Fraction(mean) / 25], [*ends, statement.mean or 0])
        assert f'data-label="Deviation">{statement.deviation:.2f}' in table


def test_a_deviation_never_leaves_the_marks_there_are(example: Report) -> None:
    result = next(iter(example.model.surveys.values())).statements[0]
    assert error_bar(result._replace(mean=3.9, deviation=0.5), range(5)) == (Fraction("3.4"), Fraction(4))
    assert error_bar(result._replace(mean=0.1, deviation=0.5), range(5)) == (Fraction(0), Fraction("0.6"))
    assert error_bar(result._replace(deviation=None), range(5)) is None


def test_marks_and_the_respondents_of_a_sub_dimension_are_told_where_they_are_recorded(example: Report) -> None:
    surveys = example.model.surveys
    survey = surveys["survei-governance-2026"]
    first = survey.statements[0]._replace(distribution=(1, None, 9, 30, 72))
    whole = PartResult(survey.at / "sub_dimensions" / 0, "public-service", 112, 3.22, 0.6, (0, 2, 10, 40, 60))
    told = survey._replace(statements=(first, *survey.statements[1:]), sub_dimensions=(whole,))
    model = example.model._replace(surveys={**surveys, survey.id: told})
    score = compute_score(model, example.score.stage, EXAMPLE_DAY, {})
    assert score is not None
    report = build_report(model, score, EXAMPLE_DAY, "governance", {}, (), example.locate, partial=False)
    text = written(report, "html")
    said = Page(text).text
    assert "marks of respondents 0: 1, 2: 9, 3: 30, 4: 72; 1: unknown" in said
    marks = r"marks of respondents 0: 0, 1: 2, 2: 10, 3: 40, 4: 60"
    assert re.search(rf"each by the mean of all answers given ?{marks}", said)
    row = between(text, '<tr role="row" class="whole">', "</tr>")
    assert 'deviates" x1="65.50%" x2="95.50%"' in row
    assert 'cx="80.50%"' in row


def squares(text: str) -> int:
    return len(re.findall('<span class="(?:proved|bare)">', text))


@pytest.mark.parametrize("root", ["example", "banjar"])
def test_each_innovation_has_one_square_in_the_place_of_its_sub_dimension(
    root: str, request: pytest.FixtureRequest
) -> None:
    report: Report = request.getfixturevalue(root)
    matrix = sub_dimension_matrix(report.model)
    text = between(written(report, "html"), '<table class="tiles matrix"', "</table>")
    assert squares(text) == text.count('href="#innovation-') == matrix.innovations
    assert text.count('class="hole"') == matrix.holes
    proved = [record for record in report.model.innovations.values() if record.evidence]
    assert text.count('class="proved"') == len(proved)


def test_of_many_innovations_the_matrix_names_twelve_and_says_how_many_more(build: Build) -> None:
    report = report_of(build())
    model = report.model
    record = model.innovations["klinik-daring"]
    many = {f"i-{n}": record._replace(id=f"i-{n}", sub_dimension=record.sub_dimension) for n in range(150)}
    crowded = report._replace(model=model._replace(innovations=many))
    text = between(written(crowded, "html"), '<table class="tiles matrix"', "</table>")
    assert squares(text) == 100
    assert text.count('href="#innovation-') == 12
    assert "and 138 more" in text


def test_no_name_breaks_a_chart(example: Report) -> None:
    def named(names: Sequence[str]) -> Page:
        given = cycle(names)
        nodes = tuple(node._replace(name=Text(next(given))) for node in example.score.dimensions)
        aspects = tuple(node._replace(name=Text(next(given))) for node in example.score.aspects)
        score = example.score._replace(dimensions=nodes, aspects=aspects)
        return page_of(example._replace(score=score), "html")

    assert len(HOSTILE) <= 2 * (len(example.score.dimensions) + len(example.score.aspects))
    for names in (HOSTILE, HOSTILE[::-1]):
        tame, spoilt = named(["Kata"]), named(names)
        assert [tag for tag in spoilt.tags if tag != "tspan"] == [tag for tag in tame.tags if tag != "tspan"]
        assert spoilt.open == []


def test_every_picture_has_a_name_or_is_hidden_from_those_who_listen(example: Report, text: str) -> None:
    pictures = [a for tag, a in Page(text).attributes if tag == "svg"]
    whole = [a for a in pictures if "role" in a]
    assert len(whole) == 3
    assert all(a["role"] == "img" and a["aria-labelledby"] for a in whole)
    assert all("role" in a or "aria-hidden" in a or a.get("overflow") == "visible" for a in pictures)


def test_the_page_is_whole_without_its_script(example: Report, text: str) -> None:
    bare = re.sub(r"<script>.*?</script>", "", text, flags=re.S)
    page = Page(bare)
    assert page.text == Page(text).text
    assert page.tags.count("button") == 0
    assert bare.count(" hidden>") == bare.count('class="filter') == 2
    for record in example.model.innovations.values():
        assert f'id="innovation-{record.id}"' in bare
        assert record.name in page.text
    assert bare.count("<li data-find data-agency=") == sum(
        len(g.entries) for g in group_steps(example.todo, example.score)
    )
    assert bare.count("<li data-find>") == len(example.findings)


def test_maturity_of_an_innovation_stands_with_its_reasons(example: Report, text: str) -> None:
    shown = Page(text).text
    assert "45–75 of 111 points still possible" in shown
    assert "level 2, 10 of 15 points" in shown or re.search(r"level \d, \d+ of \d+ points", shown)
    assert "claimed, and its evidence is valid" in shown


def test_what_is_overdue_is_said_with_who_owes_it(banjar: Report, example: Report, text: str) -> None:
    steps = group_steps(banjar.todo, banjar.score)
    assert [(entry.agencies, entry.things, entry.since) for entry in overdue(steps, banjar.today)] == [
        ((), 75, date(2023, 6, 12))
    ]
    # The stage is over and none is to come: the page says that, and not what should have been done by then.
    shown = page_of(banjar, "html").text
    assert "evaluation ended on 14 June 2023. No later stage is recorded." in shown
    assert "due since" not in shown
    running = banjar.completeness._replace(next_stage=banjar.score.stage)
    shown = page_of(banjar._replace(completeness=running), "html").text
    assert "Overdue, and who owes it Nobody is named yet due since 12 June 2023 75 things" in shown
    steps = group_steps(example.todo, example.score)
    assert overdue(steps, EXAMPLE_DAY) == ()
    assert next_due(steps, EXAMPLE_DAY) == date(2026, 6, 8)
    assert "Nothing is overdue; the next due date is 8 June 2026." in Page(text).text


def test_an_answer_is_late_from_the_day_after_it_was_due(example: Report) -> None:
    steps = group_steps(example.todo, example.score)
    assert overdue(steps, date(2026, 6, 8)) == ()
    assert sum(entry.things for entry in overdue(steps, date(2026, 6, 9))) == sum(
        len(found.entries) for found in steps if found.what not in ("raise", "survey-raise") and found.aspect
    )


def test_the_region_itself_fits_into_its_size(banjar: Report) -> None:
    for code in ("id", "en"):
        assert len(written(banjar, "html", code).encode()) < 400_000


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("https://host.example/a/b/blob/main/", "https://host.example/a/b/blob/main/"),
        ("https://host.example/a/b/-/blob/main", "https://host.example/a/b/-/blob/main/"),
        ("http://host:3000/a/src/branch/main//", "http://host:3000/a/src/branch/main/"),
        ("https://host.example", "https://host.example/"),
        ("javascript:alert(1)", None),
        ("JAVASCRIPT://host.example/%0aalert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//host.example/a", None),
        ("https://", None),
        ("https:///a", None),
        ("https://user:secret@host.example/a", None),
        ('https://host.example/"onclick=', None),
        ("https://host.example/<b>", None),
        ("https://host.example/a b", None),
        ("https://host.example/a\nb", None),
        ("https://host.example/a?b=", None),
        ("https://host.example/a#b", None),
        ("https://host.example/" + "a" * 2000, None),
        ("", None),
    ],
)
def test_only_a_web_address_of_host_and_path_is_a_repository(text: str, base: str | None) -> None:
    assert base_address(text) == base


def test_pieces_of_a_path_cannot_end_the_address() -> None:
    where = 'data/a?b#c "d"<e>%.yaml:7'
    assert line_address(BASE_ADDRESS, where) == BASE_ADDRESS + "data/a%3Fb%23c%20%22d%22%3Ce%3E%25.yaml#L7"


def test_places_lead_to_their_line_where_the_repository_is_named(build: Build) -> None:
    report = report_of(build({SHEET: base_text(SHEET, ("[{evidence: sk-forum, pages: '1'}]", "[]"))}))
    text = folded("".join(render_report(report, language("en"), "html", repository=BASE_ADDRESS)))
    where = "data/innovations/klinik-daring.yaml"
    link = f'<a class="place" href="{BASE_ADDRESS}{where}#L1" rel="noreferrer noopener"><code>{where}:1</code></a>'
    assert link in text
    assert '<code class="place">' not in text
    assert 'class="place" href' not in written(report, "html")
    assert report.findings
    for found in report.findings:
        assert f"{BASE_ADDRESS}{found.path}#L{found.position.line}" in text


def test_an_address_that_is_none_is_refused_before_anything_is_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    target = tmp_path / "x.html"
    command = ["report", "--root", str(REGION), "--output", str(target), "--lang", "en", "--repository"]
    assert main([*command, "javascript:alert(1)"]) == 2
    assert "javascript:alert(1) is not the address of a repository" in capsys.readouterr().err
    assert not target.exists()
    assert main([*command, BASE_ADDRESS]) == 0
    assert f'href="{BASE_ADDRESS}data/' in target.read_text("utf-8")
