"""The data of Banjar: every statement has a known source, nothing is known before it, and what is ours is marked."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.diagnostics import At, Severity
from banjar_smartcity.model.as_of import as_of
from banjar_smartcity.model.model import Model
from banjar_smartcity.model.register import Agency, Source
from conftest import BASE, ROOT, Build, base_text, check, run_command

PROGRAM, INNOVATION, SOURCES = "data/program.yaml", "data/innovations/klinik-daring.yaml", "data/sources.yaml"
LAST = date(2026, 11, 27)
OURS = {
    "apdet-dihati-sendiri": "health",
    "apoteker-emas": "health",
    "gerobak-ketan-kala": "health",
    "lepas-pasung-astambul": "health",
    "mpp-barokah": "public-service",
    "sidelimas": "health",
    "sms-gempita": "tourism",
    "wajar": "learning",
}
PLACED = {"en": "our own placement", "id": "penempatan kami sendiri"}
UNREAD = {"en": "no reading recorded", "id": "belum tercatat dibaca"}


@pytest.fixture(scope="module")
def banjar() -> Model:
    checked = check(ROOT, LAST)
    assert [f for f in checked.findings if f.kind.severity is Severity.ERROR] == []
    return checked.model


def sourced(value: Any) -> Iterator[Any]:
    """Every record of the model that has its own place and names sources."""
    if isinstance(value, dict):
        for part in value.values():
            yield from sourced(part)
    elif hasattr(value, "_fields") and not isinstance(value, At | Source):
        if hasattr(value, "sources") and hasattr(value, "at"):
            yield value
        for part in value:
            yield from sourced(part)
    elif type(value) is tuple:
        for part in value:
            yield from sourced(part)


def text_of(output: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", output)).split())


def report(format: str, today: str, lang: str, tmp_path: Path) -> str:
    """The words of a report of Banjar; those of the document inside a docx."""
    target = tmp_path / f"report-{today}-{lang}.{format}"
    arguments = ["--root", str(ROOT), "--today", today, "--lang", lang, "report", "--format", format]
    assert main([*arguments, "--output", str(target)]) == 0
    content = target.read_bytes()
    if format == "docx":
        content = zipfile.ZipFile(BytesIO(content)).read("word/document.xml")
    return text_of(content.decode())


# --- sources


def test_every_statement_names_a_source_and_every_source_is_used(banjar: Model) -> None:
    records = [
        r for r in sourced(banjar._replace(instruments={}, dimensions={}, crosswalks={})) if not isinstance(r, Agency)
    ]
    assert len(records) > 150
    # A crosswalk without a source is our own reading, and says so.
    own = [c for c in banjar.crosswalks.values() if not c.sources]
    assert all(c.note and "our own reading" in (c.note.en or "") and "susunan kami" in c.note.id for c in own)
    assert [r.at for r in records if not r.sources] == []
    used = {name for record in sourced(banjar) for name in record.sources}
    used |= {name for r in banjar.innovations.values() for names in r.sources_of for name in names}
    used |= set(banjar.program.region_sources if banjar.program else ())
    used |= {name for rules in banjar.maturity_instruments.values() for name in rules.sources}
    assert set(banjar.sources) == used


def test_an_innovation_cites_each_source_of_its_statements(banjar: Model) -> None:
    for record in banjar.innovations.values():
        stated = {name for part in sourced(record) if part is not record for name in part.sources}
        stated |= {name for names in record.sources_of for name in names}
        assert set(record.sources) >= stated, record.id


def test_the_day_of_publication_is_known_or_the_earliest_day_is_given_where_an_event_shows_it(banjar: Model) -> None:
    open_ones = {s.id for s in banjar.sources.values() if s.earliest is None}
    assert open_ones == {"catatan-pers", "s-bt3", "s-del", "s-kec", "wikipedia-banjar"}
    assert banjar.sources["b2"].earliest == date(2023, 5, 31)
    assert all(s.published is None for s in banjar.sources.values() if s.not_before)


def test_as_of_every_day_nothing_is_known_before_its_source(banjar: Model) -> None:
    """Just before each source can have been published, no statement of later sources alone is left.

    Rules (instruments, dimensions) stay whenever they were published; the chosen stage keeps only its name and year.
    """
    first = {s.id: s.earliest for s in banjar.sources.values()}
    stated = {record.at: record.sources for record in sourced(banjar)}
    days = {day - timedelta(days=1) for day in first.values() if day} | {LAST}
    for day in sorted(days):
        later = {name for name, known in first.items() if known and known > day}
        model = as_of(banjar, day)
        assert not [record.at for record in sourced(model) if later.intersection(record.sources)]
        for record in sourced(model._replace(instruments={}, maturity_instruments={}, dimensions={})):
            alone = not record.sources and stated[record.at]
            assert not alone or isinstance(record, Agency) or record.id == "2023-tahap-1", (day, record.at)
        for agency in model.agencies.values():
            assert agency.sources or agency.name is None, (day, agency.id)
        for innovation in model.innovations.values():
            assert not later.intersection(name for names in innovation.sources_of for name in names), innovation.id


@pytest.mark.parametrize("today", ["2020-12-31", "2023-05-31", "2023-12-31", "2026-11-27"])
def test_a_report_of_a_day_cites_nothing_later(banjar: Model, tmp_path: Path, today: str) -> None:
    said = report("md", today, "en", tmp_path)
    day = date.fromisoformat(today)
    later = [s.id for s in banjar.sources.values() if s.earliest and s.earliest > day]
    assert [name for name in later if f"[{name}]" in said or f"**{name}**" in said] == []
    assert ("Yudi Andrea" in said) == (day.year == 2026)
    assert ("57.64" in said) == (day >= date(2023, 12, 1))
    assert ("read 27 November 2026" in said) == (day >= LAST)


# --- what is ours


def test_eight_placements_are_ours_and_carry_the_mark(banjar: Model) -> None:
    placed = {name: r.sub_dimension for name, r in banjar.innovations.items() if r.sub_dimension}
    assert placed == OURS
    assert {name for name, r in banjar.innovations.items() if r.is_placed_by_us} == set(OURS)


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("format", ["md", "html", "docx"])
def test_a_report_marks_our_placements_and_says_which_sources_nobody_read(
    banjar: Model, tmp_path: Path, format: str, lang: str
) -> None:
    said = report(format, LAST.isoformat(), lang, tmp_path)
    assert said.count(PLACED[lang]) >= len(OURS)
    unread = sum(source.read is None for source in banjar.sources.values())
    assert 0 < said.count(UNREAD[lang]) <= unread


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_site_marks_our_placements_and_says_which_sources_nobody_read(tmp_path: Path, lang: str) -> None:
    arguments = ["--root", str(ROOT), "--today", LAST.isoformat(), "--lang", lang]
    assert main([*arguments, "site", "--output", str(tmp_path / "site")]) == 0
    pages = {p: text_of(p.read_text("utf-8")) for p in sorted((tmp_path / "site").rglob("*.html"))}
    assert sum(PLACED[lang] in words for words in pages.values()) > len(OURS)
    assert any(UNREAD[lang] in words for words in pages.values())


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(
    ("command", "times"),
    [
        (("innovations",), len(OURS)),
        (("innovations", "show", "wajar"), 1),
        (("innovations", "show", "urc"), 0),
        (("innovations", "matrix", "--by", "sub-dimensions"), 1),
        (("innovations", "matrix", "--by", "missions"), 0),
        (("innovations", "shortlist"), len(OURS)),
    ],
)
def test_the_terminal_marks_our_placements(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], times: int, lang: str
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    code, out, _ = run_command(capsys, "--root", str(ROOT), "--today", LAST.isoformat(), "--lang", lang, *command)
    assert code == 0
    assert " ".join(out.split()).count(PLACED[lang]) == times
    if "sub-dimensions" in command:
        records = ((ROOT / "data" / "innovations" / f"{name}.yaml").read_text("utf-8") for name in OURS)
        names = [found[1].strip('"') for text in records if (found := re.search(r"(?m)^name: (.+)$", text))]
        said = " ".join(out.split())
        assert len(names) == len(OURS)
        assert all(f"{name}*" in said for name in names)
        assert len(re.findall(r"\w\*(?:,| |$)", said)) == len(OURS)


def test_json_marks_our_placements(capsys: pytest.CaptureFixture[str]) -> None:
    def data(*command: str) -> Any:
        code, out, _ = run_command(capsys, "--root", str(ROOT), *command, "--format", "json")
        assert code == 0
        return json.loads(out)

    listed = {entry["id"]: entry["sub_dimension_basis"] for entry in data("innovations")["innovations"]}
    assert {name for name, basis in listed.items() if basis == "ours"} == set(OURS)
    assert {basis for name, basis in listed.items() if name not in OURS} == {None}
    assert set(data("innovations", "matrix")["sub_dimensions"]["placed_by_us"]) == set(OURS)
    shown = data("innovations", "show", "kurma-manis")
    assert shown["sources_of"] == {"dimension": ["b2"], "started": ["s-km1"], "missions": ["s-km2"]}


# --- the keys, in a made-up workspace

LATER = (
    "  - {id: nanti, title: Nanti, kind: news, publisher: P, address: null, published: 2024-03-01, read: 2024-04-01}\n"
)


def made_up(build: Build, innovation: str = "", program: str = "") -> Model:
    files = {
        SOURCES: base_text(SOURCES) + LATER,
        INNOVATION: base_text(INNOVATION) + innovation,
        PROGRAM: base_text(PROGRAM) + program,
    }
    checked = check(build(files))
    assert [f for f in checked.findings if f.kind.severity is Severity.ERROR] == []
    return checked.model


def test_values_without_own_sources_are_known_from_sources_of(build: Build) -> None:
    model = made_up(build, "sources_of: {started: [nanti], missions: [nanti], sub_dimension: [nanti]}\n")
    before, after = (as_of(model, day).innovations["klinik-daring"] for day in (date(2024, 2, 29), date(2024, 3, 1)))
    assert (before.started, before.missions, before.sub_dimension) == (None, (), None)
    assert None not in (after.started, after.sub_dimension)
    assert after.missions == ("misi-1",)
    assert before.sources_of.started == ()


def test_an_innovation_is_known_when_a_source_had_put_it_in_its_dimension(build: Build) -> None:
    model = made_up(build, "sources_of: {dimension: [nanti]}\n")
    assert "klinik-daring" not in as_of(model, date(2024, 2, 29)).innovations
    assert "klinik-daring" in as_of(model, date(2024, 3, 1)).innovations


def test_an_unknown_source_of_a_value_is_an_error_at_its_place(build: Build) -> None:
    root = build({INNOVATION: base_text(INNOVATION) + "sources_of:\n  started:\n    - nihil\n"})
    [found] = [f for f in check(root).findings if f.kind.severity is Severity.ERROR]
    line = base_text(INNOVATION).count("\n") + 3
    assert (found.kind.id, found.path, found.position.line) == ("reference-unknown", INNOVATION, line)


def test_a_source_was_not_read_before_the_day_on_which_it_was(build: Build) -> None:
    model = made_up(build)
    assert as_of(model, date(2024, 3, 31)).sources["nanti"].read is None
    assert as_of(model, date(2024, 4, 1)).sources["nanti"].read == date(2024, 4, 1)


def test_an_office_has_its_holders_in_time_each_as_seen_last(build: Build) -> None:
    held = [("Lama", "2023-01-01", "berita"), ("Baru", "2024-03-01", "nanti"), ("Baru", "2024-03-02", "nanti")]
    listed = ", ".join(f"{{name: {name}, seen_on: {day}, sources: [{source}]}}" for name, day, source in held)
    program = base_text(PROGRAM, ("    holder: null\n", f"    holder: [{listed}]\n"))
    files = {SOURCES: base_text(SOURCES) + LATER, PROGRAM: program}
    model = check(build(files)).model
    seen = {}
    for day in (date(2023, 6, 1), date(2024, 3, 1), date(2024, 3, 2)):
        known = as_of(model, day).program
        assert known
        [office] = known.offices
        seen[day] = [(person.name, person.seen_on and person.seen_on.first) for person in office.people]
        assert office.holder == office.holders[-1]
    assert list(seen.values()) == [
        [("Lama", date(2023, 1, 1))],
        [("Lama", date(2023, 1, 1)), ("Baru", date(2024, 3, 1))],
        [("Lama", date(2023, 1, 1)), ("Baru", date(2024, 3, 2))],
    ]


def test_an_index_is_shown_from_the_day_of_its_source_and_has_one_id(build: Build) -> None:
    entry = "{id: spbe-2023, name: SPBE, year: 2023, value: 2.87, predicate: Baik, rank: 7, sources: [nanti]}"
    model = made_up(build, program=f"indices:\n  - {entry}\n")
    assert model.program
    known = [as_of(model, day).program for day in (date(2024, 2, 29), date(2024, 3, 1))]
    assert [len(program.indices) if program else None for program in known] == [0, 1]


def test_two_indices_cannot_have_one_id(build: Build) -> None:
    entry = "{id: spbe-2023, name: SPBE, year: 2023, value: null, sources: [berita]}"
    root = build({PROGRAM: f"{base_text(PROGRAM)}indices:\n  - {entry}\n  - {entry}\n"})
    assert [f.kind.id for f in check(root).findings if f.kind.severity is Severity.ERROR] == ["id-duplicate"]


def test_the_base_of_the_tests_has_no_placement_of_ours() -> None:
    assert not any(record.is_placed_by_us for record in check(BASE).model.innovations.values())
