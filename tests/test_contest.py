"""The innovation contest: ranks with exact figures, judge by judge, and nothing invented where nothing is known."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.checking.pipeline import check_workspace
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.diagnostics import At
from banjar_smartcity.i18n import Text, language
from banjar_smartcity.innovations.contest import Placing, Ranking, latest, rank_contest
from banjar_smartcity.model.as_of import as_of
from banjar_smartcity.model.contest import Category, Contest, ContestEntry, Criterion, Judge, Mark, Marks
from banjar_smartcity.render.terminal.records.innovations.contest import print_contest
from conftest import BASE, CASES, Build, check, findings

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "kabupaten-contoh"
CONTEST = "data/contests/2023.yaml"
GOOD = (CASES / "contest-mark-range" / "good" / CONTEST).read_text(encoding="utf-8")
MODEL = check(BASE).model
AT = At("data/contests/2023.yaml")


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("SMARTCITY_LANG", raising=False)


def a_contest(
    marks: Mapping[tuple[str, str, str], float],
    weights: dict[str, float | None],
    *,
    agencies: dict[str, str | None] | None = None,
    entered_by: dict[str, str | None] | None = None,
    status: dict[str, str] | None = None,
) -> Contest:
    """A contest of one category, whose judges and entries are those that the marks name."""
    judges = dict.fromkeys([*(agencies or {}), *(judge for judge, _, _ in marks)])
    entries = dict.fromkeys([*(entered_by or {}), *(entry for _, entry, _ in marks)])
    agency, owner = agencies or {}, entered_by or {}
    return Contest(
        at=AT,
        year=2023,
        name=Text("Lomba"),
        organiser=None,
        dates=(),
        categories=(Category(AT, "umum", Text("Umum"), None, ()),),
        scale=None,
        criteria=tuple(Criterion(AT, name, Text(name), weight, ()) for name, weight in weights.items()),
        judges=tuple(
            Judge(at=AT, id=name, kind="agency", office=None, agency=agency.get(name), name=None, sources=())
            for name in judges
        ),
        entries=tuple(
            ContestEntry(
                at=AT,
                id=name,
                innovation=None,
                name=Text(name),
                category="umum",
                agency=owner.get(name),
                body=None,
                status=(status or {}).get(name),
                sources=(),
            )
            for name in entries
        ),
        marks=Marks(AT, None, (), tuple(Mark(AT, *key, mark) for key, mark in marks.items())),
        results=None,
        conflicts=(),
        unknowns=(),
        sources=(),
        note=None,
    )


def plain(placing: Placing | None) -> tuple[int, Fraction] | None:
    return None if placing is None else (placing.rank, placing.score)


def places(ranking: Ranking) -> dict[str, tuple[int, Fraction] | None]:
    return {r.entry.id: plain(r.placing) for c in ranking.categories for r in c.entries}


def places_without_own(ranking: Ranking) -> dict[str, tuple[int, Fraction] | None]:
    return {r.entry.id: plain(r.without_own) for c in ranking.categories for r in c.entries}


def of_example() -> Ranking:
    model = check(EXAMPLE, date(2026, 5, 15)).model
    return rank_contest(model, model.contests[2026])


WEIGHTS: dict[str, float | None] = {"benefit": 60, "novelty": 40}
TWO_JUDGES = {
    ("a", "x", "benefit"): 80.0,
    ("a", "x", "novelty"): 70.0,
    ("b", "x", "benefit"): 90.0,
    ("b", "x", "novelty"): 60.5,
    ("a", "y", "benefit"): 50.0,
    ("a", "y", "novelty"): 60.0,
    ("b", "y", "benefit"): 60.0,
    ("b", "y", "novelty"): 70.0,
}


def test_a_score_is_the_weighted_mean_over_criteria_of_the_mean_over_judges() -> None:
    # Of x the means are 85 and 65.25, which gives 77.1; of y they are 55 and 65, which gives 59.
    ranking = rank_contest(MODEL, a_contest(TWO_JUDGES, WEIGHTS))
    assert places(ranking) == {"x": (1, Fraction("77.1")), "y": (2, Fraction(59))}
    assert ranking.unknown == ()


def test_each_judge_alone_has_a_score_for_each_entry() -> None:
    (category,) = rank_contest(MODEL, a_contest(TWO_JUDGES, WEIGHTS)).categories
    assert dict(category.entries[0].scores) == {"a": Fraction(76), "b": Fraction("78.2")}


def test_a_judges_spread_is_that_of_his_own_marks_and_his_distance_from_the_others() -> None:
    a, b = rank_contest(MODEL, a_contest(TWO_JUDGES, WEIGHTS)).judges
    assert (a.marks, a.mean, a.lowest, a.highest) == (4, Fraction(65), Fraction(50), Fraction(80))
    # -10, +9.5, -10, -10 against the other judge
    assert a.deviation == Fraction("-20.5") / 4
    assert b.deviation == -a.deviation


def test_a_judge_alone_has_no_others_to_be_compared_with() -> None:
    (only,) = rank_contest(MODEL, a_contest({("a", "x", "benefit"): 3, ("a", "x", "novelty"): 4}, WEIGHTS)).judges
    assert only.deviation is None
    assert only.mean == Fraction(7, 2)


def test_a_tie_shares_a_rank_and_the_next_rank_is_skipped() -> None:
    marks = {("a", entry, "benefit"): mark for entry, mark in {"v": 7, "w": 9, "x": 9, "y": 8, "z": 9}.items()}
    ranking = rank_contest(MODEL, a_contest(marks, {"benefit": 100}))
    assert {name: found and found[0] for name, found in places(ranking).items()} == {
        "w": 1,
        "x": 1,
        "z": 1,
        "y": 4,
        "v": 5,
    }


def test_what_would_tie_only_after_rounding_is_no_tie() -> None:
    marks = {("a", "x", "benefit"): 79.999, ("a", "y", "benefit"): 80}
    ranking = rank_contest(MODEL, a_contest(marks, {"benefit": 100}))
    assert places(ranking) == {"y": (1, Fraction(80)), "x": (2, Fraction("79.999"))}


def test_an_entry_without_all_marks_is_incomplete_and_not_ranked_as_if_they_were_0() -> None:
    marks = {key: mark for key, mark in TWO_JUDGES.items() if key != ("b", "x", "novelty")}
    ranking = rank_contest(MODEL, a_contest(marks, WEIGHTS))
    assert places(ranking) == {"y": (1, Fraction(59)), "x": None}
    incomplete = ranking.categories[0].entries[1]
    assert (incomplete.given, incomplete.wanted) == (3, 4)
    assert dict(incomplete.scores) == {"a": Fraction(76)}


def test_an_entry_that_left_the_contest_takes_no_rank() -> None:
    ranking = rank_contest(MODEL, a_contest(TWO_JUDGES, WEIGHTS, status={"x": "disqualified"}))
    assert places(ranking) == {"y": (1, Fraction(59)), "x": None}
    assert [spread.marks for spread in ranking.judges] == [2, 2]


def test_marks_on_an_entry_of_ones_own_agency_are_left_out_beside_the_full_ranking() -> None:
    own = {**TWO_JUDGES, ("b", "y", "benefit"): 100.0, ("b", "y", "novelty"): 100.0}
    contest = a_contest(own, WEIGHTS, agencies={"a": "dkumpp", "b": "dinkes"}, entered_by={"y": "dinkes"})
    ranking = rank_contest(MODEL, contest)
    # y: 0.6 * 75 + 0.4 * 80 = 77 with the judge of its own agency, 0.6 * 50 + 0.4 * 60 = 54 without
    assert places(ranking) == {"x": (1, Fraction("77.1")), "y": (2, Fraction(77))}
    assert places_without_own(ranking) == {"x": (1, Fraction("77.1")), "y": (2, Fraction(54))}
    assert ranking.has_own
    assert ranking.categories[0].entries[1].own == ("b",)


def test_a_judge_who_gave_his_own_agency_no_mark_stood_aside() -> None:
    marks = {key: mark for key, mark in TWO_JUDGES.items() if key[:2] != ("b", "y")}
    contest = a_contest(marks, WEIGHTS, agencies={"a": None, "b": "dinkes"}, entered_by={"x": None, "y": "dinkes"})
    ranking = rank_contest(MODEL, contest)
    assert places(ranking)["y"] == (2, Fraction(54))
    aside = ranking.categories[0].entries[1]
    assert (aside.aside, aside.own, aside.given, aside.wanted) == (("b",), (), 2, 2)


def test_an_entry_that_only_its_own_agency_judged_has_no_rank_without() -> None:
    contest = a_contest(
        {("a", "x", "benefit"): 9}, {"benefit": 1}, agencies={"a": "dinkes"}, entered_by={"x": "dinkes"}
    )
    ranking = rank_contest(MODEL, contest)
    assert (places(ranking), places_without_own(ranking)) == ({"x": (1, Fraction(9))}, {"x": None})


def test_whoever_owns_the_innovation_is_its_agency_too(build: Build) -> None:
    text = GOOD.replace("    agency: dinkes\n    status", "    agency: null\n    body: Desa Umpama\n    status")
    text = text.replace("kind: agency\n    agency: dkumpp", "kind: agency\n    agency: dinkes")
    assert findings(build({CONTEST: text})) == [f"{CONTEST}:43:15: contest-own-agency"]


def test_a_judge_belongs_to_the_agency_of_his_office(build: Build) -> None:
    program = (BASE / "data/program.yaml").read_text("utf-8").replace("    agency: null\n", "    agency: dinkes\n")
    root = build({CONTEST: GOOD, "data/program.yaml": program})
    assert findings(root) == [f"{CONTEST}:40:15: contest-own-agency"]


@pytest.mark.parametrize(
    ("weights", "unknown"),
    [({"benefit": None, "novelty": 40}, ("weights",)), ({"benefit": 0, "novelty": 0}, ("weights",))],
)
def test_without_weights_nothing_is_ranked(weights: dict[str, float | None], unknown: tuple[str, ...]) -> None:
    ranking = rank_contest(MODEL, a_contest(TWO_JUDGES, weights))
    assert ranking.unknown == unknown
    assert places(ranking) == {"x": None, "y": None}
    assert [spread.mean for spread in ranking.judges] == [Fraction(65), Fraction("70.125")]


def test_what_is_not_known_is_named() -> None:
    bare = a_contest({}, {})._replace(criteria=None, judges=None, entries=None, marks=None)
    assert rank_contest(MODEL, bare).unknown == ("criteria", "judges", "entries", "marks")


def test_the_newest_year_is_the_default() -> None:
    contest = a_contest({}, {})
    assert latest({2022: contest, 2024: contest, 2023: contest}) == 2024
    assert latest({}) is None


# --- what must always hold

names = st.sampled_from(["a", "b", "c"])
sheets = st.dictionaries(
    st.tuples(names, st.sampled_from(["x", "y", "z"]), st.sampled_from(["benefit", "novelty"])),
    st.integers(0, 100).map(float) | st.decimals(0, 100, places=2).map(float),
    min_size=1,
)
some_weights = st.fixed_dictionaries({"benefit": st.integers(1, 99), "novelty": st.integers(0, 99)})
PANEL: dict[str, str | None] = {"a": "dinkes", "b": None, "c": None}
OWNED: dict[str, str | None] = {"x": "dinkes", "y": None, "z": None}


def rank(marks: dict[Any, float], weights: dict[str, Any]) -> Ranking:
    return rank_contest(MODEL, a_contest(marks, weights, agencies=PANEL, entered_by=OWNED))


@given(st.data(), sheets, some_weights)
def test_the_ranking_does_not_depend_on_the_order_of_marks(
    data: st.DataObject, marks: dict[Any, float], weights: dict[str, int]
) -> None:
    mixed = dict(data.draw(st.permutations(list(marks.items()))))
    before, after = rank(marks, weights), rank(mixed, weights)
    assert before.categories == after.categories
    assert before.judges == after.judges


@given(sheets, some_weights, st.integers(2, 7))
def test_weights_of_the_same_shares_give_the_same_ranking(
    marks: dict[Any, float], weights: dict[str, int], factor: int
) -> None:
    scaled = {name: weight * factor for name, weight in weights.items()}
    assert rank(marks, weights).categories == rank(marks, scaled).categories


@given(sheets, some_weights)
def test_equal_scores_share_a_rank_and_higher_scores_come_first(
    marks: dict[Any, float], weights: dict[str, int]
) -> None:
    for found in (places, places_without_own):
        placed = [placing for placing in found(rank(marks, weights)).values() if placing]
        for number, score in placed:
            assert number == 1 + sum(other > score for _, other in placed)


@given(sheets, some_weights)
def test_a_score_lies_within_the_marks_and_a_sheet_is_whole_or_not_ranked(
    marks: dict[Any, float], weights: dict[str, int]
) -> None:
    for found in rank(marks, weights).categories[0].entries:
        assert (found.placing is not None) == (found.given == found.wanted)
        if found.placing:
            own = [Fraction(str(mark)) for (_, entry, _), mark in marks.items() if entry == found.entry.id]
            assert min(own) <= found.placing.score <= max(own)
            assert found.placing.score == sum(found.scores.values()) / len(found.scores)


# --- references and dates


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("organiser: dinkes", "organiser: dinke", "3:12"),
        ("    category: umum", "    category: asn", "32:15"),
        ("innovation: klinik-daring", "innovation: klinik-online-baru", "31:17"),
        ("    office: sekda", "    office: sekdaa", "23:13"),
        ("    agency: dkumpp", "    agency: dkumppp", "27:13"),
        ("    - {judge: sekda, entry: klinik", "    - {judge: sekdo, entry: klinik", "40:15"),
        ("judge: sekda, entry: klinik,", "judge: sekda, entry: klinuk,", "40:29"),
        ("criterion: kebaruan, mark: 100", "criterion: kebaharuan, mark: 100", "41:48"),
        ("  - id: umum\n    name: Umum\n    finalists: null\n    sources: [berita]", "  - id: umum\n    name: Umum\n"
         "    finalists: null\n    sources: [beritaa]", "9:15"),
        ("results: null", "results:\n  published: null\n  sources: []\n  rows:\n"
         "    - {category: umum, place: 1, entry: klinikk}", "48:41"),
    ],
)  # fmt: skip
def test_an_unknown_name_is_one_finding_at_its_place(old: str, new: str, expected: str, build: Build) -> None:
    assert old in GOOD
    assert findings(build({CONTEST: GOOD.replace(old, new, 1)})) == [f"{CONTEST}:{expected}: reference-unknown"]


def test_a_judge_mistyped_where_he_is_listed_is_one_finding_there(build: Build) -> None:
    text = GOOD.replace("  - id: juri-dkumpp", "  - id: juri-dkump")
    assert findings(build({CONTEST: text})) == [f"{CONTEST}:25:9: reference-unknown"]


def test_a_judge_who_is_not_listed_is_one_finding_however_many_marks_he_gave(build: Build) -> None:
    listed = "  - id: juri-dkumpp\n    kind: agency\n    agency: dkumpp\n    sources: [berita]\n"
    assert listed in GOOD
    assert findings(build({CONTEST: GOOD.replace(listed, "")})) == [f"{CONTEST}:38:15: reference-unknown"]


def test_names_are_not_held_against_a_list_that_is_not_known(build: Build) -> None:
    start, end = GOOD.index("judges:\n"), GOOD.index("entries:\n")
    assert findings(build({CONTEST: GOOD[:start] + "judges: null\n" + GOOD[end:]})) == []


def test_an_entry_is_an_innovation_or_has_a_name(build: Build) -> None:
    text = GOOD.replace("innovation: klinik-daring", "innovation: null")
    assert findings(build({CONTEST: text})) == [f"{CONTEST}:30:5: schema-missing-key"]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("dates:\n  - {id: final, starts_on: 2023-06-02, ends_on: 2023-06-01, sources: []}", "5:49: date-order"),
        ("dates:\n  - {id: final, starts_on: 2023-02-30, ends_on: null, sources: []}", "5:28: date-impossible"),
        (
            "dates:\n  - {id: award, starts_on: null, ends_on: null, sources: []}\n"
            "  - {id: award, starts_on: null, ends_on: null, sources: []}",
            "6:10: id-duplicate",
        ),
    ],
)
def test_dates_are_days_in_order_and_stand_once(dates: str, expected: str, build: Build) -> None:
    assert findings(build({CONTEST: GOOD.replace("dates: []", dates)})) == [f"{CONTEST}:{expected}"]


def test_the_year_is_the_name_of_the_file(build: Build) -> None:
    assert findings(build({"data/contests/2022.yaml": GOOD})) == ["data/contests/2022.yaml:1:7: id-mismatch"]


# --- as of a day


def test_what_came_after_the_day_is_left_out() -> None:
    model = check(EXAMPLE, date(2026, 5, 15)).model
    assert as_of(model, date(2025, 12, 31)).contests == {}
    early = as_of(model, date(2026, 2, 10)).contests[2026]
    assert [d.id for d in early.dates] == ["registration", "selection", "judging"]
    assert (early.judges, early.entries, early.marks, early.results) == (None, None, None, None)
    assert early.criteria is not None
    late = as_of(model, date(2026, 5, 6)).contests[2026]
    assert late == model.contests[2026]


def test_of_2023_no_more_is_known_than_the_day_allows() -> None:
    model = check(ROOT, date(2023, 12, 1)).model
    may, december = (as_of(model, day).contests[2023] for day in (date(2023, 5, 30), date(2023, 12, 1)))
    assert [d.id for d in may.dates] == ["registration"]
    assert [c.finalists for c in may.categories] == [None, None]
    assert may.sources == ("s-l1", "s-l2")
    assert (may.judges, may.prizes) == (None, ())
    dates = ["registration", "extension", "selection", "technical-meeting", "award"]
    assert [d.id for d in december.dates] == dates
    assert [judge.id for judge in december.judges or ()][-4:] == ["kemendagri", "lan", "brida-kalsel", "ulm"]
    assert [c.finalists and c.finalists.number for c in december.categories] == [10, 10]
    assert as_of(model, date(2022, 12, 31)).contests == {}


# --- the example, by hand


def test_the_example_is_ranked_as_worked_out_by_hand() -> None:
    ranking = of_example()
    assert places(ranking) == {
        "dasi-rapi": (1, Fraction("83.35")),
        "jempol": (2, Fraction("80.5")),
        "si-pare": (2, Fraction("80.5")),
        "pos-kentang": (4, Fraction("80.4")),
        "tukar-tambah": (1, Fraction("86.65")),
        "gado-gado": (2, Fraction("77.5")),
        "kerupuk": None,
        "sumur-resapan": None,
    }
    assert places_without_own(ranking)["dasi-rapi"] == (4, Fraction("238.75") / 3)
    assert places_without_own(ranking)["jempol"] == (1, Fraction("80.5"))


def test_one_category_is_ranked_alone() -> None:
    model = check(EXAMPLE, date(2026, 5, 15)).model
    (umum,) = rank_contest(model, model.contests[2026], "umum").categories
    assert [ranked.entry.id for ranked in umum.entries] == ["tukar-tambah", "gado-gado", "kerupuk", "sumur-resapan"]


# --- the command


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["innovations", "contest", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.parametrize("columns", ["60", "100"])
@pytest.mark.parametrize("lang", ["id", "en"])
def test_of_banjar_2023_it_says_what_is_known_and_what_is_not(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: str, lang: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    code, out, _ = run(capsys, "--root", str(ROOT), "--today", "2023-12-01", "--lang", lang)
    assert code == 0
    assert max(map(len, out.splitlines())) <= int(columns)
    said = " ".join(out.split())
    for words in {
        "en": ("1 April 2023 to 20 May 2023", "until 20 June 2023", "27 June 2023", "14 August 2023", "10 go on",
               "Nothing can be ranked. Not known: criteria, entries, marks.", "Winners: not known.",
               "Technical meeting: 6 July 2023", "Judges: DKISP; BKPSDM;", "Prize: Winners among the general public:"),
        "id": ("1 April 2023 sampai 20 Mei 2023", "14 Agustus 2023", "Pemenang: belum diketahui.",
               "Belum diketahui: kriteria, peserta, nilai juri.", "Rapat teknis: 6 Juli 2023", "Juri: DKISP; BKPSDM;",
               "Hadiah: Pemenang umum:"),
    }[lang]:  # fmt: skip
        assert words in said


def test_json_holds_unrounded_figures(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "2026", "--root", str(EXAMPLE), "--today", "2026-05-15", "--format", "json")
    assert code == 0
    data = json.loads(out)
    first = data["categories"]["asn"]["entries"][0]
    assert (first["id"], first["rank"], first["score"]) == ("dasi-rapi", 1, 83.35)
    assert (first["rank_without_own"], first["score_without_own"]) == (4, float(Fraction("238.75") / 3))
    assert first["own_agency_judges"] == ["kepala-diskominfo"]
    assert data["judges"]["universitas"]["deviation"] < 0
    assert data["results"]["published"] == "2026-05-06"
    assert len(data["unknowns"]) == 1
    code, out, _ = run(capsys, "--root", str(ROOT), "--today", "2023-12-01", "--format", "json")
    data = json.loads(out)
    assert (data["criteria"], data["results"]) == (None, None)
    assert [judge["agency"] for judge in data["judges"].values()][:4] == ["dkisp", "bkpsdm", "dkumpp", "dinkes"]
    assert [prize["sources"] for prize in data["prizes"]] == [["s-l3"], ["s-l3"]]
    assert data["dates"]["extension"] == {"starts_on": None, "ends_on": "2023-06-20", "planned": False}
    assert data["dates"]["award"] == {"starts_on": "2023-08-14", "ends_on": "2023-08-14", "planned": True}
    assert data["unknown"] == ["criteria", "entries", "marks"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("2019",), "no contest of 2019 is on record; choose from 2023"),
        (("--today", "2020-01-01"), "no innovation contest is on record by 1 January 2020"),
        (("--category", "pelajar"), "unknown category pelajar; choose from asn, umum"),
    ],
)
def test_wrong_use_is_said_with_what_there_is(
    capsys: pytest.CaptureFixture[str], arguments: Iterable[str], words: str
) -> None:
    code, out, err = run(capsys, *arguments, "--root", str(ROOT), "--lang", "en")
    assert (code, out) == (2, "")
    assert words in err


def test_with_errors_no_rank_is_shown(capsys: pytest.CaptureFixture[str], build: Build) -> None:
    root = build({CONTEST: GOOD.replace("mark: 100}", "mark: 101}")})
    code, out, err = run(capsys, "--root", str(root), "--lang", "en", "--today", "2023-05-30")
    assert code == 1
    assert "contest-mark-range" in out
    assert "No figures are shown" in err
    code, _, err = run(capsys, "--partial", "--root", str(root), "--lang", "en", "--today", "2023-05-30")
    assert code == 2
    assert "no innovation contest is on record" in err


def test_what_could_forge_the_terminal_is_shown_as_its_code_point(capsys: pytest.CaptureFixture[str]) -> None:
    contest = a_contest({("a", "x\u202ey", "benefit"): 7}, {"benefit": 100})
    contest = contest._replace(
        name=Text("Lom\x1b[31mba"),
        categories=(contest.categories[0]._replace(name=Text("[red]\u200bUmum[/red]")),),
        unknowns=(Text("\x9bSiapa"),),
    )
    print_contest(MODEL, rank_contest(MODEL, contest), date(2023, 5, 30), language("en"), banner=None)
    out = capsys.readouterr().out
    assert not {"\x1b", "\x9b", "\u202e", "\u200b"} & set(out)
    assert "[red]<U+200B>Umum[/red]" in out
    assert "x<U+202E>y" in out


def test_weights_that_are_fractions_may_add_up_to_100(build: Build) -> None:
    root = build({CONTEST: GOOD.replace("weight: 60", "weight: 59.9").replace("weight: 40", "weight: 40.1")})
    assert findings(root) == []


def test_dates_and_results_are_shown_as_precisely_as_they_are_known(
    capsys: pytest.CaptureFixture[str], build: Build
) -> None:
    text = GOOD.replace(
        "dates: []",
        "dates:\n  - {id: judging, starts_on: 2023-04-01, ends_on: null, sources: []}\n"
        "  - {id: final, starts_on: null, ends_on: null, sources: []}",
    ).replace(
        "results: null",
        "results:\n  published: null\n  sources: []\n  rows:\n"
        "    - {category: umum, place: 2, entry: klinik}\n"
        "    - {category: umum, place: 1, entry: null, name: Perahu Baca}",
    )
    root = build({CONTEST: text})
    code, out, _ = run(capsys, "--root", str(root), "--lang", "en", "--today", "2023-05-30")
    assert code == 0
    for words in ("Judging: from 1 April 2023", "Final: not known", "Published result, undated"):
        assert words in out
    assert out.index("Umum 1: Perahu Baca") < out.index("Umum 2: Klinik Daring")
    code, out, _ = run(capsys, "--root", str(root), "--lang", "en", "--today", "2023-05-30", "--format", "json")
    assert json.loads(out)["results"] == {
        "published": None,
        "places": [
            {"category": "umum", "place": 2, "entry": "klinik", "name": None},
            {"category": "umum", "place": 1, "entry": None, "name": "Perahu Baca"},
        ],
    }


def test_figures_without_the_faulty_files_stand_under_a_banner(
    capsys: pytest.CaptureFixture[str], build: Build
) -> None:
    broken = (BASE / "data/innovations/pasar-rakyat.yaml").read_text("utf-8").replace("misi-1", "misi-9")
    root = build({CONTEST: GOOD, "data/innovations/pasar-rakyat.yaml": broken})
    code, out, _ = run(capsys, "--partial", "--root", str(root), "--lang", "en", "--today", "2023-05-30")
    assert code == 0
    assert out.startswith("PARTIAL")


def test_before_the_selection_nobody_knows_who_goes_on_nor_what_is_still_to_be_found_out() -> None:
    checked = check_workspace(EXAMPLE, date(2026, 3, 1))
    before, after = (as_of(checked.model, day).contests[2026] for day in (date(2026, 3, 1), date(2026, 5, 15)))
    assert {category.finalists for category in before.categories} == {None}
    assert None not in {category.finalists for category in after.categories}
    assert before.unknowns == ()
