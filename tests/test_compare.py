"""`smartcity compare`: regions next to each other, ranked only with those that can be compared."""

from __future__ import annotations

import csv
import io
import json
import multiprocessing
import os
import pickle
import statistics
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.checking.partial import errors_among
from banjar_smartcity.checking.pipeline import check_tree, check_workspace
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.comparison import many
from banjar_smartcity.comparison.figures import OWN, PUBLISHED, CompareWish, Evaluation, RegionFigures
from banjar_smartcity.comparison.league import leagues, without_repeats
from banjar_smartcity.comparison.own import Gap, excerpt, is_called
from banjar_smartcity.comparison.spread import rank_steps, spread
from banjar_smartcity.i18n import Text, language
from banjar_smartcity.render.page.comparison import render_comparison
from banjar_smartcity.render.terminal.comparison import print_comparison
from banjar_smartcity.scoring.score import RESTS_ON
from banjar_smartcity.workspace.disk import Disk
from conftest import CASES, EXAMPLE, ROOT, TODAY, base_text, put, run_command
from made_up_regions import CROSSCUTTING, PROGRAM, RESULTS, figures, workspace

PUBLISHED_2023 = ROOT / "data" / "results" / "2023.yaml"
DAY = ("--today", "2023-12-31", "--lang", "en")
Capture = pytest.CaptureFixture[str]


def compared(capsys: Capture, *arguments: str | Path) -> dict[str, Any]:
    code, out, err = run_command(capsys, "compare", *arguments, "--format", "json", *DAY)
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def rows_of(found: dict[str, Any], number: int = 0) -> dict[str, dict[str, Any]]:
    return {row["region"]: row for row in found["evaluations"][number]["rows"]}


# --- the published rows ----------------------------------------------------------------------------------------------


def test_the_published_rows_are_one_call(capsys: Capture) -> None:
    found = compared(capsys, PUBLISHED_2023, "--root", ROOT)
    (evaluation,) = found["evaluations"]
    rows = evaluation["rows"]
    assert (evaluation["instrument"], evaluation["year"], evaluation["basis"]) == ("kominfo-2023", 2023, "published")
    assert len(rows) == evaluation["regions"] == 16
    assert [row["final"] for row in rows] == sorted((row["final"] for row in rows), reverse=True)
    assert [row["rank"] for row in rows] == [*range(1, 17)]
    own = rows_of(found)["KAB. BANJAR"]
    assert own["own"]
    assert [row["region"] for row in rows if row["own"]] == ["KAB. BANJAR"]
    assert (own["rank"], own["of"], own["quarter"]) == (13, 16, 4)
    assert own["aspects"]["impact"] == {"score": 1.26, "rank": 15, "of": 16, "quarter": 4}
    assert own["change"] == {"since": 2022, "basis": "improvement", "final": -0.57, "aspects": {}}
    assert own["published_rank"] == {"rank": 98, "of": 130, "basis": "reconstructed"}
    assert own["peers"]["class"] == {"group": "regency", "rank": 8, "of": 9, "quarter": 4, "median": 2.94}
    assert set(own["peers"]) == {"class"}  # the list says neither provinces nor sizes
    # Seven regions have the sixth aspect, and only they are ranked by it.
    assert rows_of(found)["KOTA SURAKARTA"]["aspects"]["collaboration"]["of"] == 7
    assert evaluation["all_regions"] == {"regions": 130, "basis": "reconstructed"}


def test_quartiles_are_those_of_a_spreadsheet(capsys: Capture) -> None:
    found = compared(capsys, PUBLISHED_2023)["evaluations"][0]
    finals = [row["final"] for row in found["rows"]]
    first, median, third = statistics.quantiles(finals, n=4, method="inclusive")
    spread = found["spread"]["final"]
    assert spread["quartile_1"] == pytest.approx(first)
    assert spread["median"] == pytest.approx(median)
    assert spread["quartile_3"] == pytest.approx(third)
    assert (spread["lowest"], spread["highest"], spread["regions"]) == (min(finals), max(finals), 16)


def test_results_of_several_years_are_not_mixed(capsys: Capture) -> None:
    files = sorted((ROOT / "data" / "results").glob("202*.yaml"))
    found = compared(capsys, *files)
    keys = [(e["instrument"], e["year"], e["rows"][0]["place"]) for e in found["evaluations"]]
    assert len(keys) == len(set(keys)) == len(files)
    for evaluation in found["evaluations"]:
        assert len({row["place"] for row in evaluation["rows"]}) == 1
        assert {row["of"] for row in evaluation["rows"] if row["rank"]} <= {evaluation["regions"]}


def test_a_folder_of_results_is_all_of_its_files(capsys: Capture, tmp_path: Path) -> None:
    folder = ROOT / "data" / "results"
    assert run_command(capsys, "compare", folder, "--lang", "en", "--today", "2026-11-01")[0] == 0
    whole = compared(capsys, folder)
    assert whole == compared(capsys, *sorted(folder.glob("*.yaml")))
    (tmp_path / "notes.yaml").write_text("a: b\n", "utf-8")
    code, _, err = run_command(capsys, "compare", tmp_path, *DAY)
    assert code == 2
    assert "data/program.yaml" in err


def test_change_is_computed_where_both_years_are_there_and_the_evaluation_is_the_same(capsys: Capture) -> None:
    both = [ROOT / "data" / "results" / f"{year}.yaml" for year in (2022, 2023)]
    row = rows_of(compared(capsys, *both))["KAB. MALANG"]
    assert row["change"]["basis"] == "improvement"  # the published difference stays
    assert row["change"]["aspects"]["baseline"] == pytest.approx(3.60 - 1.40)
    other = Evaluation("pemdi-2023", 2023, PUBLISHED)
    from banjar_smartcity.comparison.results_file import with_changes

    last = figures("A", 2.5, evaluation=Evaluation("satu-2022", 2022, PUBLISHED))
    now = figures("A", 3, evaluation=Evaluation("satu-2023", 2023, PUBLISHED))
    apart = figures("A", 3, evaluation=other)
    _, changed, unchanged = with_changes((last, now, apart))
    assert changed.change is not None
    assert (changed.change.final, changed.change.basis) == (Fraction(1, 2), "published")
    assert unchanged.change is None


# --- regions with data -----------------------------------------------------------------------------------------------


def test_the_figures_of_a_region_are_those_of_score(capsys: Capture) -> None:
    day = ("--today", "2026-05-15")
    assert main(["score", "--root", str(EXAMPLE), "--format", "json", *day]) == 0
    score = json.loads(capsys.readouterr().out)
    assert main(["compare", str(EXAMPLE), "--format", "json", *day]) == 0
    (row,) = json.loads(capsys.readouterr().out)["evaluations"][0]["rows"]
    for key in ("final", "supported"):
        assert row[key] == score[key]
    assert (
        (row["lowest"], row["highest"]) == tuple(score["range"])
        if "range" in score
        else (row["lowest"], row["highest"])
    )
    assert {name: part["score"] for name, part in row["aspects"].items()} == {
        name: part["score"] for name, part in score["aspects"].items()
    }
    assert row["change"]["basis"] == "published"
    assert row["change"]["final"] == pytest.approx(score["final"] - 2.65)
    assert main(["compare", str(EXAMPLE), "--format", "json", "--by", "supported", *day]) == 0
    (row,) = json.loads(capsys.readouterr().out)["evaluations"][0]["rows"]
    assert {name: part["score"] for name, part in row["aspects"].items()} == {
        name: part["supported"] for name, part in score["aspects"].items()
    }


def test_own_answers_and_published_results_are_not_ranked_together(capsys: Capture, tmp_path: Path) -> None:
    one = workspace(tmp_path / "a", "A")
    found = compared(capsys, one, one / RESULTS)
    assert [(e["basis"], e["regions"]) for e in found["evaluations"]] == [("own", 1), ("published", 1)]


def test_what_nobody_has_answered_has_no_rank(capsys: Capture, tmp_path: Path) -> None:
    empty = {
        CROSSCUTTING: None,
        "data/dimensions/living/answers/2023-tahap-1.yaml": None,
    }
    found = compared(capsys, workspace(tmp_path / "a", "A", empty), workspace(tmp_path / "b", "B"))
    rows = rows_of(found)
    assert (rows["KAB. A"]["rank"], rows["KAB. A"]["final"], rows["KAB. A"]["change"]) == (None, None, None)
    assert (rows["KAB. B"]["rank"], rows["KAB. B"]["of"]) == (1, 1)
    assert [row["region"] for row in found["evaluations"][0]["rows"]] == ["KAB. B", "KAB. A"]


def test_without_a_result_the_stage_of_last_year_is_what_it_changed_from(capsys: Capture, tmp_path: Path) -> None:
    program = (workspace(tmp_path / "a", "A") / PROGRAM).read_text("utf-8")
    stage = program[program.index("  - id: 2023-tahap-1") : program.index("meetings:")]
    former = stage.replace("2023-06-", "2022-06-").replace("2023", "2022")
    sheet = base_text(
        CROSSCUTTING,
        ("stage: 2023-tahap-1", "stage: 2022-tahap-1"),
        ("level: 4", "level: 2"),
        ("ditetapkan", "disusun"),
    )
    changes = {
        PROGRAM: program.replace("stages:\n", f"stages:\n{former}"),
        "data/crosscutting/answers/2022-tahap-1.yaml": sheet,
    }
    put(tmp_path / "a", changes)
    row = rows_of(compared(capsys, tmp_path / "a"))["KAB. A"]
    # Baseline weighs a fifth: 4 instead of 2; and the roads, a fifth too, were not answered then: 3.
    assert (row["change"]["since"], row["change"]["basis"]) == (2022, "claimed")
    assert row["change"]["final"] == pytest.approx(0.2 * 2 + 0.2 * 3)
    assert row["change"]["aspects"]["baseline"] == pytest.approx(2)
    assert row["final"] == pytest.approx(1.4)


# --- what cannot be compared -----------------------------------------------------------------------------------------


def test_a_folder_without_data_is_named_and_partial_shows_the_others(capsys: Capture, tmp_path: Path) -> None:
    one, empty = workspace(tmp_path / "a", "A"), tmp_path / "empty"
    empty.mkdir()
    for missing in (empty, tmp_path / "nowhere", one / "data" / "sources.yaml"):
        code, out, err = run_command(capsys, "compare", one, missing, *DAY)
        assert (code, out) == (2, "")
        assert str(missing) in err
        code, out, err = run_command(capsys, "compare", one, missing, "--partial", "--format", "json", *DAY)
        assert code == 0
        assert str(missing) in err
        found = json.loads(out)
        assert found["partial"] is True
        assert [(left["place"], left["errors"]) for left in found["left_out"]] == [(str(missing), False)]
        assert list(rows_of(found)) == ["KAB. A"]
        assert run_command(capsys, "compare", missing, "--partial", *DAY)[0] == 2


def test_a_folder_of_regions_is_told_how_to_name_them(capsys: Capture, tmp_path: Path) -> None:
    workspace(tmp_path / "a", "A")
    code, out, err = run_command(capsys, "compare", tmp_path, "--lang", "en", *DAY)
    assert (code, out) == (2, "")
    assert f"{tmp_path}/*" in err


def test_many_folders_without_data_are_counted(capsys: Capture, tmp_path: Path) -> None:
    code, _, err = run_command(capsys, "compare", *(tmp_path / f"x{n}" for n in range(15)), *DAY)
    assert code == 2
    assert err.count("Left out") == 10
    assert "and 5 more" in err


def test_errors_end_with_1_and_partial_leaves_out_what_is_wrong(capsys: Capture, tmp_path: Path) -> None:
    wrong = {CROSSCUTTING: base_text(CROSSCUTTING, ("level: ", "level: 77  # "))}
    one, two = workspace(tmp_path / "a", "A", wrong), workspace(tmp_path / "b", "B")
    code, out, err = run_command(capsys, "compare", one, two, *DAY)
    assert (code, out) == (1, "")
    assert f"smartcity validate --root {one}" in err
    code, out, _ = run_command(capsys, "compare", one, two, "--partial", "--format", "json", *DAY)
    assert code == 0
    rows = rows_of(json.loads(out))
    assert (rows["KAB. A"]["partial"], rows["KAB. B"]["partial"]) == (True, False)
    code, out, _ = run_command(capsys, "score", "--root", one, "--partial", "--format", "json", *DAY)
    assert rows["KAB. A"]["final"] == json.loads(out)["final"]


def test_a_region_whose_instrument_has_errors_has_no_figures_even_in_part(capsys: Capture, tmp_path: Path) -> None:
    path = "data/instruments/mini-2023.yaml"
    one = workspace(tmp_path / "a", "A", {path: base_text(path, ("outcome: 40", "outcome: 41"))})
    for options in ((), ("--partial",)):
        assert run_command(capsys, "compare", one, *options, *DAY)[0] == 1
        assert run_command(capsys, "score", "--root", one, *options, *DAY)[0] == 1


def test_results_with_errors_or_from_later_are_left_out(capsys: Capture, tmp_path: Path) -> None:
    wrong = tmp_path / "2023.yaml"
    wrong.write_text(base_text(RESULTS, ("final: 2.20", "final: banyak")), "utf-8")
    assert run_command(capsys, "compare", wrong, *DAY)[0] == 1
    code, _, err = run_command(capsys, "compare", PUBLISHED_2023, "--today", "2023-12-03", "--lang", "en")
    assert code == 2
    assert "3 December 2023" in err


@pytest.mark.parametrize(
    ("former", "wrong", "said"),
    [
        ("final: 2.42", "final: 5.2", "the first in line 32; `smartcity explain official-scale`"),
        ("final: 2.42", "final: 3.42", "the first in line 32; `smartcity explain official-mismatch`"),
        ("impact: 1.26", "impact: 12.6", "the first in line 30; `smartcity explain official-scale`"),
        ("final: 2.42", 'final: "2,42"', "the first in line 32; `smartcity explain schema-type`"),
    ],
)
def test_what_validate_says_of_results_holds_for_a_list_by_itself(
    former: str, wrong: str, said: str, capsys: Capture, tmp_path: Path
) -> None:
    """A score of 5.2 was ranked first."""
    path = tmp_path / "2023.yaml"
    text = (ROOT / RESULTS).read_text("utf-8")
    assert text.count(former) == 1
    path.write_text(text.replace(former, wrong), "utf-8")
    code, out, err = run_command(capsys, "compare", path, *DAY)
    assert (code, out) == (1, "")
    assert f"{path}: errors: 1, {said}" in err


def test_advice_has_a_path_as_a_shell_takes_it(capsys: Capture, tmp_path: Path) -> None:
    one = workspace(tmp_path / "data banjar", "A", {CROSSCUTTING: "stage: [\n"})
    assert f'`smartcity validate --root "{one}"`' in run_command(capsys, "compare", one, *DAY)[2]


def test_other_figures_of_a_region_from_elsewhere_are_a_conflict(capsys: Capture, tmp_path: Path) -> None:
    one = tmp_path / "one.yaml"
    one.write_text((ROOT / RESULTS).read_text("utf-8"), "utf-8")
    assert len(rows_of(compared(capsys, PUBLISHED_2023, one))) == 16  # the same list twice is one list
    one.write_text((ROOT / RESULTS).read_text("utf-8").replace("final: 2.97", "final: 2.98", 1), "utf-8")
    code, _, err = run_command(capsys, "compare", PUBLISHED_2023, one, *DAY)
    assert code == 2
    assert "KAB. BADUNG" in err


def test_only_the_instrument_that_was_asked_for(capsys: Capture, tmp_path: Path) -> None:
    one = workspace(tmp_path / "a", "A")
    assert run_command(capsys, "compare", one, "--instrument", "mini-2023", *DAY)[0] == 0
    code, _, err = run_command(capsys, "compare", one, PUBLISHED_2023, "--instrument", "kominfo-2023", *DAY)
    assert code == 2
    assert str(one) in err


@pytest.mark.parametrize(
    "wrong",
    [
        ("--jobs", "0"),
        ("--region", "KAB. BANJER"),
        ("--region", "kabupaten bnjar"),
        ("--output", "a.xlsx"),
        ("--output", "a.csv", "--format", "json"),
        ("--delimiter", ";"),
        ("--root", "nowhere"),
        ("--today", "kemarin"),
    ],
)
def test_wrong_use(wrong: tuple[str, ...], capsys: Capture) -> None:
    code, out, err = run_command(capsys, "compare", PUBLISHED_2023, *wrong, "--lang", "en")
    assert (code, out) == (2, "")
    assert "KAB. BANJAR" in err or "--region" not in wrong


# --- many ------------------------------------------------------------------------------------------------------------


def test_processes_find_the_same(tmp_path: Path) -> None:
    places = [str(workspace(tmp_path / f"{n:04d}", f"{n:04d}")) for n in range(17)] + [str(tmp_path / "none")]
    wanted = CompareWish(TODAY)
    one, two = (list(many.read_places(places, wanted, jobs)) for jobs in (1, 2))
    assert one == two == [many.read_place(place, wanted) for place in places]
    assert [reading.figures[0].region.id for reading in one[:-1]] == [f"{n:04d}" for n in range(17)]
    assert pickle.loads(pickle.dumps(one)) == one


@pytest.mark.skipif(
    multiprocessing.get_start_method() != "fork", reason="a process that is forked has what was patched"
)
def test_a_process_that_the_system_ends_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = [str(workspace(tmp_path / f"{n:04d}", f"{n:04d}")) for n in range(17)]
    expected, here, read = list(many.read_places(places, CompareWish(TODAY), 1)), os.getpid(), many.read_place

    def read_or_end(place: str, *others: Any) -> Any:
        if place == places[9] and os.getpid() != here:
            os._exit(9)
        return read(place, *others)

    monkeypatch.setattr(many, "read_place", read_or_end)
    assert list(many.read_places(places, CompareWish(TODAY), 2)) == expected


def test_what_a_process_remembers_does_not_grow_with_the_regions(tmp_path: Path) -> None:
    first, *others = (str(workspace(tmp_path / f"{n}", f"{n}")) for n in range(4))
    many.read_chunk([first], CompareWish(TODAY))
    known = [len(cache) for cache in many._known]
    many.read_chunk(others, CompareWish(TODAY))
    assert [len(cache) for cache in many._known] == known
    assert 0 < known[0] < 20


ERRORS = sorted(path for path in CASES.glob("*/bad") if path.parent.name != "base")


def test_the_records_that_are_read_have_the_errors_of_all(tmp_path: Path) -> None:
    """Reading only what a score rests on finds the same errors there as reading everything."""
    import shutil

    found = 0
    for number, case in enumerate(ERRORS[::2]):
        root = tmp_path / str(number)
        shutil.copytree(CASES / "base", root)
        shutil.copytree(case, root, dirs_exist_ok=True)
        whole = errors_among(check_workspace(root, TODAY), RESTS_ON)
        part = errors_among(check_tree(Disk(root), TODAY, wanted=RESTS_ON), RESTS_ON)
        assert part == whole, case
        found += bool(whole)
    assert found > 10


def made(regions: int) -> tuple[RegionFigures, ...]:
    return tuple(
        figures(
            f"KAB. {n:05d}",
            Fraction(n * 7919 % 4001, 1000),
            aspects={"a": Fraction(n % 401, 100)},
            province=f"P{n % 50}",
            subdistricts=n % 40,
        )
        for n in range(regions)
    )


def test_thousands_of_regions_are_summed_up(capsys: Capture) -> None:
    found = leagues(made(3000), "claimed")
    print_comparison(found, "claimed", "Kabupaten 01234", language("en"))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) < 110
    assert sum("KAB. 01234" in line for line in lines) == 2
    *hidden, groups = [int(line.split()[1]) for line in lines if line.startswith("… ")]
    assert groups == 50 + 1 + 3 - 40
    shown = sum(line.lstrip("▶ ").startswith("KAB. ") and "·" not in line for line in lines)
    assert sum(hidden) + shown == 3000
    page = "".join(render_comparison(found, (), "claimed", "Kabupaten 01234", language("en")))
    assert page.count("<tr") < 110
    assert len(page) < 100_000


@given(st.lists(st.integers(0, 60), min_size=1, max_size=200), st.integers(0, 199))
def test_an_excerpt_leaves_nobody_uncounted(values: list[int], own: int) -> None:
    rows = leagues([figures(f"KAB. {n}", value) for n, value in enumerate(values)], "claimed")[0].rows
    shown = list(excerpt(rows, f"kabupaten {own}"))
    assert sum(row.regions if isinstance(row, Gap) else 1 for row in shown) == len(rows)
    names = [row.figures.region.official_name for row in shown if not isinstance(row, Gap)]
    assert len(names) == len(set(names)) <= 40
    assert own >= len(values) or f"KAB. {own}" in names


# --- ranks -----------------------------------------------------------------------------------------------------------


@given(st.lists(st.fractions(0, 4, max_denominator=50), min_size=2, max_size=40))
def test_ranks_and_quartiles_are_those_of_their_definitions(values: list[Fraction]) -> None:
    steps, found = rank_steps(values), spread(values)
    assert steps is not None
    assert found is not None
    assert found == steps.spread
    expected = statistics.quantiles(map(float, values), n=4, method="inclusive")
    assert [float(found.first), float(found.median), float(found.third)] == pytest.approx(expected)
    for value in values:
        place = steps.place(value)
        assert place.rank == 1 + sum(other > value for other in values)
        assert place.of == len(values)
        edges = (found.third, found.median, found.first)
        assert place.quarter == next((n for n, edge in enumerate(edges, 1) if value >= edge), 4)


def test_regions_without_an_index_come_last_and_do_not_count() -> None:
    (league,) = leagues([figures("A", None), figures("B", 1), figures("C", 3), figures("D", 1)], "claimed")
    assert [(row.figures.region.official_name, row.place and row.place.rank) for row in league.rows] == [
        ("C", 1),
        ("B", 2),
        ("D", 2),
        ("A", None),
    ]
    assert league.spreads["final"].regions == 3


def test_evaluations_with_an_unknown_instrument_are_compared_within_their_list_only() -> None:
    lists = [Evaluation(None, 2021, PUBLISHED, place) for place in ("a.yaml", "b.yaml")]
    found = leagues([figures(n, 2, evaluation=e) for n, e in zip("ABC", [*lists, lists[0]], strict=True)], "claimed")
    assert [[row.figures.region.official_name for row in league.rows] for league in found] == [["A", "C"], ["B"]]


def test_aspects_have_names_where_the_instrument_is_not_known(capsys: Capture) -> None:
    assert main(["compare", str(ROOT / "data/results/2020.yaml"), "--lang", "id"]) == 0
    out = capsys.readouterr().out
    assert "Outcome" in out
    assert "(dampak)" in out
    assert "quick-win" not in out
    known = leagues([figures("A", 2, evaluation=Evaluation(None, 2021, PUBLISHED, "a"))], "claimed")[0]
    assert known.name("no-such-aspect") == Text("no-such-aspect")


def test_peers_are_of_the_same_province_class_or_size() -> None:
    regions = [
        figures(f"{kind} {n}", Fraction(n, 10), province=province, subdistricts=size)
        for n, (kind, province, size) in enumerate(
            [("KAB.", "X", 3), ("KAB.", "X", 5), ("KOTA", "X", 9), ("KOTA", None, 10), ("KAB.", "Y", 20), ("", "Y", 30)]
        )
    ]
    (league,) = leagues(regions, "claimed")
    peers = {
        row.figures.region.official_name.split()[-1]: {
            k: (p.group, p.rank.rank, p.rank.of) for k, p in row.peers.items()
        }
        for row in league.rows
    }
    assert peers["0"] == {"province": ("X", 3, 3), "class": ("regency", 3, 3), "size": ("small", 2, 2)}
    assert peers["3"] == {"class": ("city", 1, 2), "size": ("medium", 1, 2)}
    assert peers["5"] == {"province": ("Y", 1, 2), "size": ("large", 1, 2)}
    assert [(peer.group, peer.spread.regions) for peer in league.groups["province"]] == [("Y", 2), ("X", 3)]
    assert list(league.groups) == ["province", "class", "size"]
    assert leagues(regions[:5], "claimed")[0].rows[0].peers.keys() == {"class"}  # five sizes make no thirds


def test_the_same_region_counts_once() -> None:
    one, same, other = figures("A", 2), figures("A", 2, place="b.yaml"), figures("A", 3, place="c.yaml")
    kept, conflicts = without_repeats((one, same, other))
    assert kept == (one,)
    assert [(c.place, c.facts["other"]) for c in conflicts] == [("c.yaml", "hasil.yaml")]


@pytest.mark.parametrize("name", ["KAB. BANJAR", "kab banjar", "Kabupaten  Banjar"])
def test_names_of_a_region(name: str) -> None:
    assert is_called(figures("KAB. BANJAR", 1).region, name)
    assert not is_called(figures("KAB. BANJARBARU", 1).region, name)
    assert not is_called(figures("KOTA BANJAR", 1).region, name)


# --- files -----------------------------------------------------------------------------------------------------------


def test_the_table_has_every_region_and_no_formula(capsys: Capture, tmp_path: Path) -> None:
    listed = tmp_path / "2023.yaml"
    listed.write_text(base_text(RESULTS, ("KAB. CONTOH", '"=HYPERLINK(1)"')), "utf-8")
    target = tmp_path / "a.csv"
    assert run_command(capsys, "compare", PUBLISHED_2023, listed, "--output", target, "--delimiter", ";", *DAY)[0] == 0
    content = target.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(rows) == 17
    assert {row["region"] for row in rows} >= {"KAB. BANJAR", "'=HYPERLINK(1)"}
    assert next(row["final"] for row in rows if row["region"] == "KAB. BANJAR") == "2,42"
    code, out, _ = run_command(capsys, "compare", PUBLISHED_2023, "--format", "csv", *DAY)
    assert code == 0
    assert [row["rank"] for row in csv.DictReader(io.StringIO(out))] == [str(n) for n in range(1, 17)]


def test_json_and_page_are_written_and_hostile_names_are_text(capsys: Capture, tmp_path: Path) -> None:
    listed = tmp_path / "2023.yaml"
    listed.write_text(base_text(RESULTS, ("KAB. CONTOH", '"<script>alert(1)</script>"')), "utf-8")
    page, data = tmp_path / "a.html", tmp_path / "a.json"
    for target in (page, data):
        assert run_command(capsys, "compare", listed, "--output", target, *DAY) == (0, f"{target}\n", "")
    assert "<script>" not in page.read_text("utf-8")
    assert "&lt;script&gt;" in page.read_text("utf-8")
    assert json.loads(data.read_text("utf-8"))["evaluations"][0]["regions"] == 1


def test_published_figures_name_their_file(capsys: Capture) -> None:
    _, out, _ = run_command(capsys, "compare", PUBLISHED_2023, "--lang", "en", "--today", "2023-12-31")
    assert out.splitlines()[0] == "Evaluation of the Movement towards 100 Smart Cities 2023: published results"
    assert out.splitlines()[-1] == "Figures from data/results/2023.yaml."


def test_one_region_alone_is_neither_first_nor_in_a_quarter(capsys: Capture, tmp_path: Path) -> None:
    one, two = workspace(tmp_path / "a", "A"), workspace(tmp_path / "b", "B")
    shown = run_command(capsys, "compare", one, "--region", "KAB. A", "--lang", "en", *DAY)[1]
    assert "Rank 1" not in shown
    assert "quarter" not in shown
    shown = run_command(capsys, "compare", one, two, "--region", "KAB. A", "--lang", "en", *DAY)[1]
    assert "of 2 by the index." in shown
    assert "quarter" not in shown
    page = tmp_path / "page.html"
    assert run_command(capsys, "compare", one, "--output", page, "--lang", "en", *DAY)[0] == 0
    text = page.read_text("utf-8")
    assert 'data-label="Index"' in text
    assert 'data-label="Quarter"' not in text
    assert "<svg" not in text


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("width", ["60", "200"])
def test_the_terminal_says_where_the_own_region_is(
    lang: str, width: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    code, out, _ = run_command(
        capsys, "compare", PUBLISHED_2023, "--region", "kabupaten banjar", "--today", "2023-12-31", "--lang", lang
    )
    assert code == 0
    assert max(map(len, out.splitlines())) <= int(width)
    assert "13" in next(line for line in out.splitlines() if line.startswith("▶ KAB. BANJAR"))
    assert ("98 of 130" if lang == "en" else "98 dari 130") in " ".join(out.split())
    assert "…" not in out


def test_claimed_and_supported_are_named(capsys: Capture) -> None:
    for by, word in (("claimed", "as claimed"), ("supported", "as far as supported")):
        own = figures("KAB. A", 2, evaluation=Evaluation("satu", date.today().year, OWN))
        print_comparison(leagues([own], by), by, None, language("en"))
        assert word in capsys.readouterr().out
