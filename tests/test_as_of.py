"""As of a day: what was published later is excluded, what has no date is kept."""

from __future__ import annotations

from datetime import date

import pytest

from banjar_smartcity.model.as_of import as_of, is_undated, known_by
from banjar_smartcity.model.moment import parse_moment
from banjar_smartcity.model.register import Source
from conftest import BASE, Build, base_text, check

DAY = date(2023, 5, 30)
TEMPLATE = next(iter(check(BASE).model.sources.values()))
REGISTER: dict[str, Source] = {
    name: TEMPLATE._replace(id=name, published=parse_moment(published))
    for name, published in {
        "before": "2023-05-29",
        "same-day": "2023-05-30",
        "after": "2023-05-31",
        "this-month": "2023-05",
        "next-month": "2023-06",
        "this-year": "2023",
        "next-year": "2024",
        "undated": None,
    }.items()
}


@pytest.mark.parametrize(
    ("sources", "happened", "known"),
    [
        (["before"], None, True),
        (["same-day"], None, True),
        (["after"], None, False),
        (["this-month"], None, True),
        (["next-month"], None, False),
        (["this-year"], None, True),
        (["next-year"], None, False),
        (["undated"], None, True),
        ([], None, True),
        (["after", "before"], None, True),
        (["after", "undated"], None, True),
        (["after", "next-year"], None, False),
        (["undated"], "2023-05-30", True),
        (["undated"], "2023-05-31", False),
        (["undated"], "2023-06", False),
        (["undated"], "2023", True),
        ([], "2024", False),
        (["before"], "2024", True),
        (["after"], "2022", False),
    ],
)
def test_something_is_known_once_a_source_has_said_it(sources: list[str], happened: str | None, known: bool) -> None:
    assert known_by(DAY, sources, REGISTER, parse_moment(happened)) == known


@pytest.mark.parametrize(
    ("sources", "happened", "undated"),
    [([], None, True), (["undated"], None, True), (["undated", "after"], None, False), (["undated"], "2022", False)],
)
def test_something_is_undated_where_neither_it_nor_a_source_has_a_date(
    sources: list[str], happened: str | None, undated: bool
) -> None:
    assert is_undated(sources, REGISTER, parse_moment(happened)) == undated


KLINIK = "data/innovations/klinik-daring.yaml"
SOURCES = "data/sources.yaml"
LATE = base_text(SOURCES) + base_text(SOURCES).partition("sources:\n")[2].split("  - id: catatan")[0].replace(
    "berita", "kelak"
).replace("2023-05-01", "2023-12-04").replace("2023-05-02", "2023-12-05")


def test_an_innovation_that_only_later_sources_name_is_left_out(build: Build) -> None:
    text = base_text(KLINIK, ("'1'}]\nsources: [berita]", "'1'}]\nsources: [kelak]"))
    model = check(build({SOURCES: LATE, KLINIK: text})).model
    assert sorted(as_of(model, DAY).innovations) == ["pasar-rakyat"]
    assert sorted(as_of(model, date(2023, 12, 4)).innovations) == ["klinik-daring", "pasar-rakyat"]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("sources: [berita]\nstarted", "sources: [kelak]\nstarted", "owners"),
        ("date: 2022-03\n    sources: [berita]", "date: 2022-03\n    sources: [kelak]", "facts"),
        ("date: 2022-03\n    sources: [berita]", "date: 2023-06\n    sources: [catatan]", "facts"),
        ("started: 2022-03", "started: 2023-06", "started"),
        ("expansions: []", "expansions: [{text: Klinik, sources: [kelak]}]", "expansions"),
        ("description: null", "description: {text: Klinik, sources: [kelak]}", "description"),
    ],
)
def test_what_came_later_about_an_innovation_is_left_out(old: str, new: str, field: str, build: Build) -> None:
    model = check(build({SOURCES: LATE, KLINIK: base_text(KLINIK, (old, new))})).model
    assert getattr(model.innovations["klinik-daring"], field)
    assert not getattr(as_of(model, DAY).innovations["klinik-daring"], field)
    assert as_of(model, date(2024, 1, 1)) == model


def test_an_answer_given_later_is_left_out() -> None:
    model = check(BASE).model
    assert len(as_of(model, date(2023, 5, 20)).answers("2023-tahap-1")) == 2
    assert list(as_of(model, date(2023, 5, 19)).answers("2023-tahap-1")) == ["baseline-planning-masterplan"]


def test_results_are_left_out_until_they_are_published() -> None:
    model = check(BASE).model
    assert as_of(model, date(2023, 12, 3)).results == {}
    assert list(as_of(model, date(2023, 12, 4)).results) == [2023]


def test_after_everything_the_model_is_whole() -> None:
    model = check(BASE).model
    assert as_of(model, date(2099, 1, 1)) == model
