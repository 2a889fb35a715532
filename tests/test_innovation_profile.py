"""The profile of an innovation: its money and participants, with sources, as of a day, and never a person."""

from __future__ import annotations

from datetime import date

import pytest

from banjar_smartcity.model.as_of import as_of
from conftest import Build, base_text, check, findings

KLINIK = "data/innovations/klinik-daring.yaml"
SOURCES = "data/sources.yaml"
LATER = """  - id: kelak
    title: null
    kind: news
    publisher: null
    address: null
    published: 2023-12-04
    read: null
"""
PROFILE = """programme: {text: Program layanan kesehatan, sources: [berita]}
activity: {text: Kegiatan konsultasi daring, sources: [kelak]}
budget:
  - {year: 2022, line: 5.1.02.01.01.0024, amount: 185000000, sources: [berita]}
  - {year: 2023, line: null, amount: null, sources: [kelak]}
participants:
  - {kind: kim, name: KIM Umpama, sources: [berita]}
  - {kind: village, name: Desa Umpama, sources: [kelak]}
"""


def files(profile: str = PROFILE) -> dict[str, str]:
    return {KLINIK: base_text(KLINIK) + profile, SOURCES: base_text(SOURCES) + LATER}


def test_a_whole_profile_has_no_finding(build: Build) -> None:
    assert findings(build(files())) == []


def test_a_profile_may_be_left_out_or_unknown(build: Build) -> None:
    unknown = "programme: null\nactivity: null\nbudget: []\nparticipants: []\n"
    record = check(build(files(unknown))).model.innovations["klinik-daring"]
    assert (record.programme, record.activity, record.budget, record.participants) == (None, None, (), ())


def test_what_was_published_later_is_left_out(build: Build) -> None:
    model = check(build(files())).model
    record = as_of(model, date(2023, 5, 30)).innovations["klinik-daring"]
    assert record.programme is not None
    assert record.activity is None
    assert [(b.year, b.line, b.amount) for b in record.budget] == [(2022, "5.1.02.01.01.0024", 185_000_000)]
    assert [(p.kind, p.name.id) for p in record.participants] == [("kim", "KIM Umpama")]
    assert as_of(model, date(2023, 12, 4)).innovations["klinik-daring"] == model.innovations["klinik-daring"]


def test_next_years_budget_is_not_known_from_a_source_without_a_date(build: Build) -> None:
    late = "budget:\n  - {year: 2024, line: null, amount: 1, sources: [catatan]}\n"
    model = check(build(files(late))).model
    assert as_of(model, date(2023, 12, 31)).innovations["klinik-daring"].budget == ()
    assert len(as_of(model, date(2024, 1, 1)).innovations["klinik-daring"].budget) == 1


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("sources: [berita]}\nactivity", "sources: [beritaa]}\nactivity", "reference-unknown"),
        ("amount: 185000000, sources: [berita]", "amount: 185000000, sources: [koran]", "reference-unknown"),
        ("name: KIM Umpama, sources: [berita]", "name: KIM Umpama, sources: [koran]", "reference-unknown"),
        ("kind: kim", "kind: person", "schema-value"),
        ("line: 5.1.02.01.01.0024", "line: belanja alat", "schema-pattern"),
        ("amount: 185000000", "amount: -1", "schema-range"),
        ("amount: 185000000", "amount: 1.5", "schema-type"),
    ],
)
def test_a_slip_is_one_finding(old: str, new: str, kind: str, build: Build) -> None:
    assert old in PROFILE
    assert [line.rpartition(" ")[2] for line in findings(build(files(PROFILE.replace(old, new, 1))))] == [kind]
