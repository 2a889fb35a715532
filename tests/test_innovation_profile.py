"""The profile of an innovation: what the ministry asks, its money and participants, with sources, as of a day."""

from __future__ import annotations

import json
from datetime import date

import pytest

from banjar_smartcity.model.as_of import as_of
from banjar_smartcity.model.profile import Profile
from banjar_smartcity.versions.diff.records import compare_records
from conftest import Build, base_text, check, findings, run_command

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


ASKED = """problem: {text: Antrean pendaftaran panjang, sources: [berita]}
method: {text: Warga mendaftar dari rumah, sources: [kelak]}
novelty: {text: Tanpa datang ke loket, sources: [berita]}
results:
  - id: lama-antre
    measure: Lama antre
    unit: menit
    before: {value: 90, year: 2021, sources: [berita]}
    after: {value: 12.5, year: 2023, sources: [kelak]}
  - {id: pengaduan, measure: Pengaduan, unit: null, before: null, after: {value: 3, year: null, sources: [kelak]}}
digital: {value: false, sources: [berita]}
phase: {value: in-use, sources: [berita]}
initiator: {value: civil-servant, sources: [kelak]}
kind: {value: public-service, sources: [berita]}
affairs:
  - {id: kesehatan, name: Kesehatan, main: true, sources: [berita]}
  - {id: kominfo, name: Komunikasi, main: false, sources: [kelak]}
trial: {date: 2022-01, sources: [berita]}
maturity:
  - {indicator: budget, level: null, evidence: [], cites: [results, method, digital]}
"""
NOTHING = """problem: null
method: null
novelty: null
results: []
digital: null
phase: null
initiator: null
kind: null
affairs: []
trial: null
"""
INSTRUMENT = """id: iid-2023
name: Indeks inovasi
version: "2023"
rubric: unofficial
indicators:
  - number: 1
    id: budget
    name: Anggaran
    weight: 2
    mandatory: false
    levels: [Satu, Dua, Tiga]
    evidence: {text: DPA, kinds: [budget]}
sources: [berita]
"""


def with_instrument(profile: str = ASKED) -> dict[str, str]:
    return {**files(profile), "data/instruments/iid-2023.yaml": INSTRUMENT}


def test_what_the_ministry_asks_has_no_finding_and_may_be_left_out_or_unknown(build: Build) -> None:
    root = build(with_instrument())
    assert findings(root) == []
    record = check(root).model.innovations["klinik-daring"]
    assert record.profile.unknown == ()
    (root / KLINIK).write_text(base_text(KLINIK) + NOTHING, "utf-8")
    assert findings(root) == []
    assert check(root).model.innovations["klinik-daring"].profile == Profile()
    (root / KLINIK).write_text(base_text(KLINIK), "utf-8")
    assert check(root).model.innovations["klinik-daring"].profile == Profile()


def test_each_part_of_it_is_left_out_until_one_of_its_sources_is_published(build: Build) -> None:
    model = check(build(with_instrument())).model
    early = as_of(model, date(2023, 5, 30)).innovations["klinik-daring"]
    asked = early.profile
    assert asked.unknown == ("method", "initiator")
    assert [(r.id, r.before and r.before.value, r.after) for r in asked.results] == [("lama-antre", 90, None)]
    assert [affair.id for affair in asked.affairs] == ["kesehatan"]
    assert early.maturity[0].cites == ("results", "digital")
    late = as_of(model, date(2023, 12, 4)).innovations["klinik-daring"]
    assert late == model.innovations["klinik-daring"]


def test_a_trial_and_a_figure_of_a_later_year_are_not_known_yet(build: Build) -> None:
    later = ASKED.replace("date: 2022-01", "date: 2024-01").replace("year: 2021", "year: 2024")
    model = check(build(with_instrument(later.replace("sources: [berita]", "sources: [catatan]")))).model
    asked = as_of(model, date(2023, 12, 31)).innovations["klinik-daring"].profile
    assert asked.trial is None
    assert [result.before for result in asked.results] == [None, None]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (
            "novelty: {text: Tanpa datang ke loket, sources: [berita]}",
            "novelty: {text: a, sources: [koran]}",
            "reference-unknown",
        ),
        ("year: 2021, sources: [berita]", "year: 2021, sources: [koran]", "reference-unknown"),
        ("main: true, sources: [berita]", "main: true, sources: [koran]", "reference-unknown"),
        ("date: 2022-01, sources: [berita]", "date: 2022-01, sources: [koran]", "reference-unknown"),
        ("value: in-use, sources: [berita]", "value: in-use, sources: []", "fact-without-source"),
        ("year: 2021, sources: [berita]", "year: 2021, sources: []", "fact-without-source"),
        ("value: in-use", "value: dipakai", "schema-value"),
        ("value: civil-servant", "value: Budi", "schema-value"),
        ("value: false", "value: tidak", "schema-type"),
        ("value: 12.5", "value: dua belas", "schema-type"),
        ("value: 90, ", "", "schema-missing-key"),
        ("id: pengaduan", "id: lama-antre", "id-duplicate"),
        ("id: kominfo", "id: kesehatan", "id-duplicate"),
        ("year: 2021", "year: 2024", "date-order"),
        ("date: 2022-01", "date: 2022-04", "date-order"),
        ("date: 2022-01", "date: 2022-13", "date-impossible"),
        (
            "phase: {value: in-use, sources: [berita]}\n",
            "tahap: {value: in-use, sources: [berita]}\n",
            "schema-unknown-key",
        ),
    ],
)
def test_a_slip_in_what_the_ministry_asks_is_one_finding(old: str, new: str, kind: str, build: Build) -> None:
    assert old in ASKED
    found = findings(build(with_instrument(ASKED.replace(old, new, 1))))
    assert [line.rpartition(" ")[2] for line in found] == [kind]


def test_it_is_shown_with_its_sources_and_what_is_not_known_is_named(
    build: Build, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    root = build(with_instrument())
    common = ("--root", root, "--today", "2023-05-30", "--lang", "en")
    _, out, _ = run_command(capsys, "innovations", "show", "klinik-daring", *common)
    for line in (
        "Problem: Antrean pendaftaran panjang",
        "Results: Lama antre: 90 menit (2021) → unknown",
        "Digital: no",
        "Phase: in use",
        "Affairs of government: Kesehatan (main)",
        "Tried out: January 2022",
        "Not known: How it is solved, Initiator",
        "see above: Results, Digital",
    ):
        assert line in out
    assert "Warga mendaftar" not in out
    _, out, _ = run_command(capsys, "innovations", "show", "klinik-daring", *common, "--format", "json")
    found = json.loads(out)
    assert (found["digital"], found["initiator"]) == ({"value": False, "sources": ["berita"]}, None)
    assert found["results"][0]["before"] == {"value": 90, "year": 2021, "sources": ["berita"]}
    assert (found["profile_unknown"], found["trial"]["date"]) == (["method", "initiator"], "2022-01")
    assert found["indicator_scores"]["budget"]["cites"] == ["results", "digital"]
    for form in ("md", "html"):
        _, page, _ = run_command(capsys, "report", "--format", form, "--output", "-", *common)
        assert "90 menit (2021) → unknown" in page
        assert "Warga mendaftar" not in page


def test_completeness_counts_what_it_counted(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build(with_instrument())
    figures = []
    for profile in (ASKED, NOTHING):
        (root / KLINIK).write_text(base_text(KLINIK) + profile, "utf-8")
        _, out, _ = run_command(capsys, "innovations", "show", "klinik-daring", "--root", root, "--format", "json")
        found = json.loads(out)
        figures.append((found["parts"], found["parts_known"], found["completeness"], found["claimed"]))
    assert figures[0] == figures[1]


def test_a_personal_number_in_it_is_found(build: Build) -> None:
    spoiled = ASKED.replace("Antrean pendaftaran panjang", "Hubungi 0812-3456-7890")
    assert [line.rpartition(" ")[2] for line in findings(build(with_instrument(spoiled)))] == ["personal-data"]


@pytest.mark.parametrize(
    ("old", "new", "wording", "loses"),
    [
        ("Antrean pendaftaran panjang", "Pendaftaran mengantre lama", True, False),
        ("measure: Lama antre", "measure: Lama mengantre", True, False),
        ("name: Kesehatan", "name: Urusan kesehatan", True, False),
        ("value: 12.5", "value: 9", False, False),
        ("value: false", "value: true", False, False),
        ("value: in-use", "value: trial", False, False),
        ("unit: menit", "unit: jam", False, False),
        ("trial: {date: 2022-01, sources: [berita]}", "trial: null", False, True),
    ],
)
def test_a_change_of_words_is_told_from_one_of_substance(
    old: str, new: str, wording: bool, loses: bool, build: Build
) -> None:
    root = build(with_instrument())
    base = [("innovation", document) for kind, document in check(root).sound if kind == "innovation"]
    (root / KLINIK).write_text(base_text(KLINIK) + ASKED.replace(old, new, 1), "utf-8")
    head = [("innovation", document) for kind, document in check(root).sound if kind == "innovation"]
    (record,) = compare_records(base, head)
    assert record.wording is wording
    assert any(field.loses for field in record.fields) is loses


def test_entries_of_lists_are_matched_by_their_ids(build: Build) -> None:
    root = build(with_instrument())
    base = [("innovation", document) for kind, document in check(root).sound if kind == "innovation"]
    first, second = (ASKED.index(start) for start in ("  - id: lama-antre", "  - {id: pengaduan"))
    end = ASKED.index("digital:")
    moved = ASKED[:first] + ASKED[second:end] + ASKED[first:second] + ASKED[end:]
    (root / KLINIK).write_text(base_text(KLINIK) + moved, "utf-8")
    head = [("innovation", document) for kind, document in check(root).sound if kind == "innovation"]
    assert [field for record in compare_records(base, head) for field in record.fields] == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [("hasil", "results"), ("masalah", "problem"), ("urusan", "affairs"), ("uji_coba", "trial"), ("tahapan", "phase")],
)
def test_an_indonesian_name_of_a_key_leads_to_the_key(written: str, meant: str, build: Build) -> None:
    (finding,) = check(build(files(f"{written}: null\n"))).findings
    assert (finding.kind.id, finding.suggestion) == ("schema-unknown-key", meant)


@pytest.mark.parametrize(
    ("written", "meant"), [("ASN", "civil-servant"), ("kepala daerah", "head-of-region"), ("DPRD", "council")]
)
def test_an_indonesian_name_of_a_choice_leads_to_the_choice(written: str, meant: str, build: Build) -> None:
    (finding,) = check(build(files(f"initiator: {{value: {written}, sources: [berita]}}\n"))).findings
    assert (finding.kind.id, finding.suggestion) == ("schema-value", meant)
