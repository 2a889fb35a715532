"""The report shows what is known, where it is and what it is worth, and lets no data break its page.

Golden reports are in tests/golden/. To write them again: UPDATE_GOLDEN=1 pytest tests/test_report.py; then read
what changed in them.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import date
from difflib import unified_diff
from fractions import Fraction
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from banjar_smartcity.checking.pipeline import check_workspace
from banjar_smartcity.cli.commands.report import path_to_root
from banjar_smartcity.i18n import language
from banjar_smartcity.model.as_of import as_of
from banjar_smartcity.publish.report import Report, build_report
from banjar_smartcity.render.page.environment import FORMATS, link
from banjar_smartcity.render.page.report import ORIGINS, render_report
from banjar_smartcity.render.page.repository import document_address
from banjar_smartcity.scoring.score import compute_score
from banjar_smartcity.scoring.steps.owed import debtors, group_steps
from banjar_smartcity.source import Locator
from banjar_smartcity.source.letters import visible_line
from conftest import BASE, CASES, TODAY, Build, base_text

GOLDEN = Path(__file__).parent / "golden"
REGION = Path(__file__).parent.parent
SURVEY = CASES / "survey-too-few" / "good"
AFTER_RESULTS = date(2023, 12, 10)
KLINIK = "data/innovations/klinik-daring.yaml"
SOURCES = "data/sources.yaml"
LIVING = "data/dimensions/living/dimension.yaml"
ROADS = "data/dimensions/living/answers/2023-tahap-1.yaml"
HOSTILE = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "a | b",
    "`code` and ``more",
    "javascript:alert(1)",
    "![x](https://evil.example/x.png) [y](javascript:alert(1))",
    "https://evil.example www.evil.example <https://evil.example>",
    "{{ 7*7 }} {% raw %} {# note #}",
    "%(name)s 100% {name}",
    "*bold* _it_ ~~gone~~ &lt;b&gt;",
    "# heading",
    "- item",
    "1. item",
    "line one\nline two\n\n---\n",
    "@somebody",
    '" onmouseover="alert(1)',
)


def report_of(root: Path, today: date = TODAY, dimension: str | None = None, *, partial: bool = False) -> Report:
    checked = check_workspace(root, today)
    model = as_of(checked.model, today)
    stage = model.stage()
    assert stage is not None
    score = compute_score(model, stage, today, checked.holdings)
    assert score is not None
    locate = Locator(checked.texts)
    return build_report(model, score, today, dimension, checked.holdings, checked.findings, locate, partial=partial)


def written(report: Report, format: str, code: str = "en") -> str:
    return "".join(render_report(report, language(code), format))


class Page(HTMLParser):
    """The elements of a page, its text, and its ids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.open):
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def links(self) -> Iterator[dict[str, str | None]]:
        return (attributes for _, attributes in self.attributes if "href" in attributes)


VOID = {"meta", "br", "link", "img", "hr", "input"}


def markdown_page(text: str) -> Page:
    return Page(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))


def page_of(report: Report, format: str, code: str = "en") -> Page:
    text = written(report, format, code)
    return Page(text) if format == "html" else markdown_page(text)


def put(root: Path, text: str) -> Path:
    """A workspace with a text in each place where people's words come into a report."""
    quoted = json.dumps(text)
    replacements = {
        KLINIK: (
            ("name: Klinik Daring", f"name: {quoted}"),
            ("expansions: []", f"expansions: [{{text: {quoted}, sources: [berita]}}]"),
            ("text: Dipakai sejak Maret", f"text: {quoted}"),
            ("unknowns: []", f"unknowns: [{quoted}]\nnote: {quoted}"),
            ("description: null", f"description: {{text: {quoted}, sources: [berita]}}"),
        ),
        SOURCES: (
            ("title: Rapat persiapan", f"title: {quoted}"),
            ("publisher: koran.example", f"publisher: {quoted}"),
        ),
        ROADS: (("Jalan mantap 70 persen", quoted),),
        LIVING: (("name: Dimensi living", f"name: {quoted}"), ("name: Kesehatan", f"name: {quoted}")),
        "data/agencies.yaml": (("abbreviation: Dinkes", f"abbreviation: {quoted}"),),
        "data/evidence/sk-forum.yaml": (("title: SK Forum", f"title: {quoted}"), ("Bupati", quoted)),
    }
    for path, changes in replacements.items():
        (root / path).write_text(base_text(path, *changes), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def saying(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Page]:
    """The page, in a format, of a workspace with a text in every place for people's words; each is made once."""

    @cache
    def report(text: str) -> Report:
        root = tmp_path_factory.mktemp("saying") / "workspace"
        shutil.copytree(BASE, root)
        return report_of(put(root, text))

    return cache(lambda text, format: page_of(report(text), format))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_page_is_made_of_the_same_parts_whatever_people_write(
    hostile: str, format: str, saying: Callable[[str, str], Page]
) -> None:
    tame, spoilt = saying("Kata", format), saying(hostile, format)
    assert spoilt.tags == tame.tags
    assert spoilt.open == []


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_people_write_is_shown_as_they_wrote_it(
    hostile: str, format: str, saying: Callable[[str, str], Page]
) -> None:
    shown = saying(hostile, format).text.replace("\u2060", "")
    assert shown.count(visible_line(hostile)) >= 12


@pytest.mark.parametrize("format", FORMATS)
def test_marks_that_turn_text_around_are_shown_as_such(format: str, build: Build) -> None:
    report = report_of(build())
    turned = report._replace(sources=(report.sources[0]._replace(title="\u202egnp.exe\u200f"),))
    text = written(turned, format)
    assert not {"\u202e", "\u200f"} & set(text)
    assert "<U+202E>gnp.exe<U+200F>" in page_of(turned, format).text


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("koran.example/rapat", "https://koran.example/rapat"),
        ("koran.example", "https://koran.example"),
        ("koran.example:8080/?a=1&b=2#c", "https://koran.example:8080/?a=1&b=2#c"),
        ("https://koran.example/rapat", "https://koran.example/rapat"),
        ("http://koran.example/rapat", None),
        ("javascript:alert(1)", None),
        ("JavaScript:alert(1)//koran.example", None),
        ("data:text/html,<script>", None),
        ("//koran.example", None),
        ("koran.example/a b", None),
        ("koran.example/<script>", None),
        ('koran.example/"onclick=', None),
        ("koran.example/a|b", None),
        ("koran.example@evil.example", None),
        ("Lemari arsip, lantai 2", None),
        ("localhost", None),
        ("", None),
        (None, None),
    ],
)
def test_only_what_looks_like_a_host_and_path_is_linked(address: str | None, target: str | None) -> None:
    assert link(address) == target


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("address", ["javascript:alert(1)", "x.example/`|<b>", "lemari | arsip"])
def test_an_address_that_is_none_is_shown_as_text(address: str, format: str, build: Build) -> None:
    changed = base_text(SOURCES, ("koran.example/rapat", json.dumps(address)))
    page = page_of(report_of(build({SOURCES: changed})), format)
    assert address in page.text
    assert not [a for a in page.links() if not (a["href"] or "").startswith("#")]


def test_the_page_asks_for_nothing_from_outside_and_runs_only_its_own_script(build: Build) -> None:
    text = written(report_of(build()), "html")
    page = Page(text)
    assert page.tags.count("script") == 1
    assert not {"link", "img", "iframe", "object", "embed", "form", "base"} & set(page.tags)
    assert not re.search(r"url\(|@import|@font-face", text)
    for _, attributes in page.attributes:
        assert not {"src", "srcset", "style", "action", "data", "poster"} & set(attributes)
        assert not [name for name in attributes if name.startswith("on")]
    outside = [a for a in page.links() if not (a["href"] or "").startswith("#")]
    assert [(a["href"], a["rel"]) for a in outside] == [("https://koran.example/rapat", "noreferrer noopener")]


def test_the_page_allows_its_own_style_sheet_and_no_other(build: Build) -> None:
    text = written(report_of(build()), "html")
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in text


def test_the_page_allows_its_own_script_and_no_other(build: Build) -> None:
    text = written(report_of(build()), "html")
    script = text.partition("<script>")[2].partition("</script>")[0]
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"; script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\"" in text
    assert text.count("script-src") == 1
    assert not re.search(r"innerHTML|insertAdjacent|eval|fetch|import|XMLHttp|document\.write", script)


@pytest.mark.parametrize("dimension", [None, "living"])
def test_every_reference_inside_the_page_leads_somewhere(dimension: str | None, build: Build) -> None:
    page = page_of(report_of(build(over=SURVEY), AFTER_RESULTS, dimension), "html")
    ids = [attributes["id"] for _, attributes in page.attributes if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {(a["href"] or "")[1:] for a in page.links() if (a["href"] or "").startswith("#")} <= set(ids)
    named = [attributes["aria-labelledby"] for _, attributes in page.attributes if "aria-labelledby" in attributes]
    assert set(named) <= set(ids)


def test_headings_go_down_one_step_at_a_time(build: Build) -> None:
    page = page_of(report_of(build(over=SURVEY), AFTER_RESULTS), "html")
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))


def test_every_table_has_a_caption_and_every_head_a_scope(build: Build) -> None:
    page = page_of(report_of(build(over=SURVEY), AFTER_RESULTS), "html")
    assert page.tags.count("table") == page.tags.count("caption")
    assert all(attributes.get("scope") in ("row", "col") for tag, attributes in page.attributes if tag == "th")


@pytest.mark.parametrize(("format", "code"), [(f, c) for f in FORMATS for c in ("id", "en")])
def test_the_report_is_the_golden_one(format: str, code: str, build: Build) -> None:
    text = written(report_of(build(over=SURVEY), AFTER_RESULTS), format, code)
    golden = GOLDEN / f"report.{code}.{format}"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_data_and_day_give_the_same_bytes(format: str, build: Build) -> None:
    root = build(over=SURVEY)
    assert written(report_of(root), format) == written(report_of(root), format)


@pytest.mark.parametrize(("dimension", "at_most"), [("living", 18), (None, 20)])
def test_one_changed_level_changes_few_lines_of_markdown(dimension: str | None, at_most: int, build: Build) -> None:
    root = build()
    before = written(report_of(root, dimension=dimension), "md").splitlines()
    (root / ROADS).write_text(base_text(ROADS, ("level: 3", "level: 2")), encoding="utf-8")
    after = written(report_of(root, dimension=dimension), "md").splitlines()
    changed = [line for line in unified_diff(before, after, n=0) if line[0] == "+" and not line.startswith("+++")]
    assert len(before) == len(after)
    assert 0 < len(changed) <= at_most, changed


def test_markdown_that_is_kept_in_the_repository_leads_to_the_lines_of_its_files(build: Build) -> None:
    report = report_of(build())
    text = "".join(render_report(report, language("en"), "md", up="../"))
    assert f"[{SOURCES}:2](../{SOURCES}#L2)" in text
    assert SOURCES in page_of(report, "md").text


@pytest.mark.parametrize(
    ("output", "way"),
    [("laporan.md", ""), ("docs/2023/laporan.md", "../../"), ("../laporan.md", None), ("-", None), (None, None)],
)
def test_the_way_to_the_data_is_told_only_inside_the_repository(
    output: str | None, way: str | None, tmp_path: Path
) -> None:
    target = output if output in (None, "-") else str(tmp_path / "data" / output)
    assert path_to_root(tmp_path / "data", target) == way


@pytest.mark.parametrize(
    ("access", "file", "address", "up", "repository", "opened"),
    [
        ("public", "data/evidence/files/a b.pdf", None, "../", None, "../data/evidence/files/a%20b.pdf#page=12"),
        ("public", "data/evidence/files/a.txt", None, "../", None, "../data/evidence/files/a.txt"),
        (
            "public",
            "data/evidence/files/a.pdf",
            None,
            None,
            "https://h/b/",
            "https://h/b/data/evidence/files/a.pdf#page=12",
        ),
        ("public", "data/evidence/files/a.pdf", "koran.example/a", None, None, "https://koran.example/a"),
        ("public", None, "koran.example/a", "../", None, "https://koran.example/a"),
        ("public", None, "javascript:alert(1)", "../", None, None),
        ("internal", "data/evidence/files/a.pdf", "koran.example/a", "../", "https://h/b/", None),
    ],
)
def test_a_document_opens_at_its_page_where_it_may(
    access: str,
    file: str | None,
    address: str | None,
    up: str | None,
    repository: str | None,
    opened: str | None,
    build: Build,
) -> None:
    record = report_of(build()).model.evidence["sk-forum"]
    document = record._replace(access=access, file=file, address=address)
    assert document_address(document, "12-14", up, repository) == opened


def test_the_page_leads_to_the_public_file_of_an_answer(build: Build) -> None:
    text = "".join(render_report(report_of(build()), language("en"), "html", up="../"))
    hrefs = {attributes["href"] for attributes in Page(text).links()}
    assert "../data/evidence/files/sk-forum.txt" in hrefs


@pytest.mark.parametrize("format", FORMATS)
def test_a_report_comes_in_pieces(format: str, build: Build) -> None:
    assert sum(1 for _ in render_report(report_of(build()), language("id"), format)) > 100


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_answered_and_still_open_stands_before_the_score(format: str, build: Build) -> None:
    text = page_of(report_of(build()), format).text
    headline = text.index("2 of 5 items are answered. Everything from 1.40 to 3.80 is still open.")
    assert headline < text.index("Supported 1.40 of 4.00.") < text.index("2 of 5", headline + 1)


@pytest.mark.parametrize("format", FORMATS)
def test_the_contributions_of_the_parts_add_up_to_the_final_index(format: str, build: Build) -> None:
    text = page_of(report_of(build(over=SURVEY)), format).text
    found = re.search(r"((?:\d\.\d{4} \+ )+\d\.\d{4}) = (\d\.\d{4})", text)
    assert found is not None
    shown = [Fraction(part) for part in found[1].split(" + ")]
    assert len(shown) == 3
    assert sum(shown) == Fraction(found[2]) == Fraction("1.9")


@pytest.mark.parametrize("format", FORMATS)
def test_a_partial_report_says_so_before_anything_else(format: str, build: Build) -> None:
    root = build()
    whole, partial = (page_of(report_of(root, partial=p), format).text for p in (False, True))
    assert "Partial report." in partial
    assert partial.index("Partial report.") < partial.index("2 of 5 items are answered")
    assert "Partial report." not in whole


@pytest.mark.parametrize("format", FORMATS)
def test_a_report_of_one_dimension_shows_that_one(format: str, build: Build) -> None:
    text = page_of(report_of(build(), dimension="living"), format).text
    assert "Jalan mantap" in text
    assert "Klinik Daring" in text
    assert "Pasar Rakyat" not in text
    assert "Penduduk miskin" not in text
    assert "1 of 3" in text


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_not_known_is_shown_as_unknown(format: str, build: Build) -> None:
    text = page_of(report_of(build()), format).text
    assert "lead: unknown · members: unknown" in text
    assert re.search("What it is:? ?unknown", text)
    assert "title unknown" not in text
    assert "Vision: unknown" in text


@pytest.mark.parametrize("format", FORMATS)
def test_what_has_no_date_is_marked(format: str, build: Build) -> None:
    undated = base_text(KLINIK, ("date: 2022-03\n    sources: [berita]", "date: null\n    sources: [catatan]"))
    text = page_of(report_of(build({KLINIK: undated})), format).text
    assert re.search(r"Dipakai sejak Maret \[(2|catatan)\] ?\(?undated", text)
    assert "title unknown" in text


@pytest.mark.parametrize("format", FORMATS)
def test_figures_show_the_file_and_line_they_come_from(format: str, build: Build) -> None:
    text = page_of(report_of(build(over=SURVEY), AFTER_RESULTS), format).text
    for place in (
        f"{ROADS}:4",
        f"{KLINIK}:1",
        "data/surveys/kesehatan-2023.yaml:11",
        "data/evidence/sk-forum.yaml:1",
        "data/results/2023.yaml:6",
        f"{SOURCES}:2",
    ):
        assert place in text


def test_places_are_left_out_of_paper_unless_asked_for_and_findings_keep_theirs(build: Build) -> None:
    report = report_of(build(over=SURVEY), AFTER_RESULTS)
    pages = {o: "".join(render_report(report, language("en"), "html", origins=o)) for o in ORIGINS}
    for origins, text in pages.items():
        body = text.partition('id="findings"')
        assert (f"{ROADS}:4" in body[0]) == (origins != "none")
        assert ('id="origins"' in text, "checked>" in text) == (origins in ("off", "on"), origins == "on")
    assert all(finding.path in pages["none"] for finding in report.findings)
    assert not re.search(r"·\s*</", pages["none"])


@pytest.mark.parametrize("format", FORMATS)
def test_placeholders_and_estimates_are_called_so(format: str, build: Build) -> None:
    text = page_of(report_of(build(over=SURVEY)), format).text
    assert "not the evaluator's own text but ours: the meaning of the levels, the required evidence." in text
    assert "Mean (estimate)" in text
    assert "The score of a dimension is our own view" in text
    assert "Items that do not apply count as 0" in text


@pytest.mark.parametrize("format", FORMATS)
def test_published_results_show_once_they_are_published(format: str, build: Build) -> None:
    root = build()
    early, late = (page_of(report_of(root, day), format).text for day in (TODAY, AFTER_RESULTS))
    assert "no result of 2023 or 2022 is on record" in early
    assert "published final index" not in early
    assert "2023: published final index 2.20" in late


@cache
def region_on(today: date) -> Report:
    return report_of(REGION, today)


@pytest.mark.parametrize("code", ["id", "en"])
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("today", [date(2023, 6, 1), date(2026, 11, 23)])
def test_the_region_is_reported_in_both_languages(code: str, format: str, today: date) -> None:
    text = page_of(region_on(today), format, code).text
    mark = "," if code == "id" else "."
    assert f"0{mark}00–4{mark}00" in text
    published = today.year == 2026
    assert (f"2{mark}42" in text) == published
    assert (f"2{mark}99" in text) == published
    assert all((str(rank) in text) for rank in (98, 125, 130)) or not published


def test_groups_of_steps_that_gain_most_come_first_and_hold_every_step(build: Build) -> None:
    report = report_of(build())
    groups = group_steps(report.todo, report.score)
    gains = [found.gain for found in groups]
    assert gains == sorted(gains, reverse=True)
    assert sum(gains) == report.todo.gain


def test_who_owes_what_leaves_out_what_is_proved_and_could_be_better(build: Build) -> None:
    report = report_of(build())
    groups = group_steps(report.todo, report.score)
    owed = debtors(groups)
    assert [d.agencies for d in owed] == [()]
    assert (owed[0].answers, owed[0].surveys) == (1, 1)
    assert owed[0].gain == sum(found.gain for found in groups if found.what not in ("raise", "survey-raise"))


def test_evidence_that_is_missing_gains_support(build: Build) -> None:
    sheet = "data/crosscutting/answers/2023-tahap-1.yaml"
    report = report_of(build({sheet: base_text(sheet, ("[{evidence: sk-forum, pages: '1'}]", "[]"))}))
    step = next(s for s in group_steps(report.todo, report.score) if s.what == "evidence")
    assert step.gain == report.score.final.claimed - report.score.final.supported
    assert "add the missing evidence of 1 answer" in page_of(report, "html").text


def test_a_survey_is_owed_by_the_agencies_that_the_to_do_names() -> None:
    report = report_of(REGION / "examples" / "kabupaten-contoh", date(2026, 5, 15))
    repair = next(step for step in report.todo.steps if step.kind.id == "survey-repair")
    owed = {debtor.agencies: debtor.surveys for debtor in debtors(group_steps(report.todo, report.score))}
    assert (repair.agencies, owed[repair.agencies]) == (("dlh", "pupr"), 1)
