"""`smartcity item`: everything that is needed to answer one item, whatever instrument it belongs to."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from banjar_smartcity.checking.pipeline import check_workspace
from banjar_smartcity.cli.shared.items import nearest
from banjar_smartcity.evidence.proof import prove
from banjar_smartcity.i18n import language
from banjar_smartcity.model.as_of import as_of
from banjar_smartcity.model.focus import each_focus
from banjar_smartcity.render.terminal.figures.item.sheet import print_item
from banjar_smartcity.scoring.score import compute_score
from banjar_smartcity.scoring.steps.item_view import view_item
from banjar_smartcity.source import Locator
from conftest import ROOT, Build, base_text, run_command
from test_crosswalks import ANSWER, workspace
from together import COUNT, HOME, PROGRAM, SELF, SERVICE, SERVICE_SHEET, TRAFFIC, all_three, item, service
from together import program as program_of
from together import stage as stage_of

Run = pytest.CaptureFixture[str]
EXAMPLE = ROOT / "examples" / "kabupaten-contoh"
SHEET = "data/dimensions/living/answers/2023-tahap-1.yaml"
DAY = "2023-05-30"


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


def show(capsys: Run, root: Path, *arguments: str, day: str = DAY) -> dict[str, Any]:
    options = ("--root", root, "--today", day, "--format", "json", "--lang", "en")
    code, out, err = run_command(capsys, "item", *arguments, *options)
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def text(capsys: Run, root: Path, *arguments: str, lang: str = "en") -> str:
    code, out, err = run_command(capsys, "item", *arguments, "--root", root, "--today", DAY, "--lang", lang)
    assert (code, err) == (0, "")
    return out


def refused(capsys: Run, root: Path, *arguments: str) -> str:
    code, out, err = run_command(capsys, "item", *arguments, "--root", root, "--today", DAY, "--lang", "en")
    assert (code, out) == (2, "")
    return err.splitlines()[0].removeprefix("smartcity: ")


def test_an_answer_is_shown_with_its_documents_its_money_and_its_line(build: Build, capsys: Run) -> None:
    money = "    programme: Program jalan\n    activity: Pemeliharaan\n    budget_line: 1.03.10.2.01\n"
    root = build({SHEET: base_text(SHEET, ("    responsible: dinkes\n", "    responsible: dinkes\n" + money))})
    found = show(capsys, root, "outcome-living-roads")
    answer = found["now"]["answer"]
    assert (found["instrument"], found["agencies"], found["working_group"]["id"]) == (HOME, ["dinkes"], "pokja-living")
    assert (answer["level"], answer["programme"], answer["activity"]) == (3, "Program jalan", "Pemeliharaan")
    assert (answer["budget_line"], found["write"]) == ("1.03.10.2.01", {"path": SHEET, "line": 4})
    assert answer["evidence"] == [{"id": "sk-forum", "pages": "2", "stands": True, "reason": "stands"}]
    assert found["missing_to_highest"] == [{"cause": "level", "points": 1.0}]
    assert (found["step"]["kind"], found["step"]["target"]) == ("raise", 4)
    shown = text(capsys, root, "outcome-living-roads")
    for line in ("Programme: Program jalan", "Activity: Pemeliharaan", "Budget line: 1.03.10.2.01"):
        assert f"  - {line}\n" in shown
    assert f"Write it in {SHEET}:4\n" in shown


def test_a_document_that_does_not_count_is_named_with_the_reason(build: Build, capsys: Run) -> None:
    root = build(
        {"data/evidence/sk-forum.yaml": base_text("data/evidence/sk-forum.yaml", ("2023-12-31", "2023-04-30"))}
    )
    found = show(capsys, root, "baseline-planning-masterplan")
    assert found["now"]["answer"]["evidence"][0]["reason"] == "expired"
    assert [loss["cause"] for loss in found["missing_to_highest"]] == ["evidence-missing"]
    assert "SK Forum, p. 1: is no longer in force" in text(capsys, root, "baseline-planning-masterplan")


@pytest.mark.parametrize(
    ("files", "line", "words"),
    [
        ({SHEET: "stage: 2023-tahap-1\ndimension: living\nanswers: []\n"}, 3, f"Add it in {SHEET}:3, below `answers`"),
        ({SHEET: None}, None, f"Write it in {SHEET}, which does not exist yet"),
    ],
)
def test_it_says_where_to_write_what_is_not_answered(
    files: dict[str, str | bytes | None], line: int | None, words: str, build: Build, capsys: Run
) -> None:
    root = build(files)
    found = show(capsys, root, "outcome-living-roads")
    assert (found["write"], found["now"]["answer"]) == ({"path": SHEET, "line": line}, None)
    assert words in text(capsys, root, "outcome-living-roads")


def test_an_item_is_found_in_whatever_instrument_the_region_answers(build: Build, capsys: Run) -> None:
    root = build(all_three())
    where = {name: show(capsys, root, name) for name in ("outcome-living-roads", "aplikasi", "simpang")}
    assert [found["instrument"] for found in where.values()] == [HOME, SERVICE, TRAFFIC]
    assert [found["stage"] for found in where.values()] == ["2023-tahap-1", SELF, COUNT]
    assert (where["aplikasi"]["lowest_level"], where["simpang"]["lowest_level"]) == (1, 0)
    assert where["aplikasi"]["write"]["path"] == SERVICE_SHEET
    assert refused(capsys, root, "aplikasi", "--stage", COUNT) == f"aplikasi is an item of {SERVICE}, not of {TRAFFIC}"
    assert refused(capsys, root, "aplikasi", "--instrument", HOME) == f"aplikasi is an item of {SERVICE}, not of {HOME}"


def test_an_id_of_two_instruments_is_that_of_the_first_and_names_the_other(build: Build, capsys: Run) -> None:
    files = all_three()
    files[f"data/instruments/{SERVICE}.yaml"] = service(
        item("outcome-living-roads", SERVICE), item("pengguna", SERVICE)
    )
    files[SERVICE_SHEET] = f"stage: {SELF}\ndimension: null\nanswers: []\n"
    root = build(files)
    found = show(capsys, root, "outcome-living-roads")
    assert (found["instrument"], found["also_in"]) == (HOME, [SERVICE])
    other = show(capsys, root, "outcome-living-roads", "--instrument", SERVICE)
    assert (other["instrument"], other["also_in"], other["now"]["answer"]) == (SERVICE, [HOME], None)


def test_an_item_of_an_instrument_that_the_region_does_not_answer(build: Build, capsys: Run) -> None:
    root = build({f"data/instruments/{SERVICE}.yaml": service()})
    found = show(capsys, root, "aplikasi")
    assert (found["instrument"], found["stage"], found["now"], found["write"]) == (SERVICE, None, None, None)
    assert "The region does not answer this instrument." in text(capsys, root, "aplikasi")


def test_an_item_outside_the_variant_says_so(build: Build, capsys: Run) -> None:
    root = build()
    found = show(capsys, root, "collaboration-living-programme")
    assert (found["score"], found["step"]) == (None, None)
    assert "It does not count in the variant of the region." in text(capsys, root, "collaboration-living-programme")


@pytest.mark.parametrize("kind", ["same", "renamed"])
def test_the_last_answer_is_found_also_if_the_form_changed_since(kind: str, build: Build, capsys: Run) -> None:
    old = "outcome-living-roads" if kind == "same" else "jalan"
    former = base_text("data/instruments/mini-2023.yaml", ("mini-2023", "mini-2022"))
    sheet = base_text(SHEET, ("2023-tahap-1", "2022-tahap-1"), ("level: 3", "level: 2"), ("70 persen", "61 persen"))
    files: dict[str, str | bytes | None] = {
        PROGRAM: program_of(stages=stage_of("2022-tahap-1", "mini-2022").replace("year: 2026", "year: 2022")),
        "data/instruments/mini-2022.yaml": former.replace("outcome-living-roads", old),
        "data/dimensions/living/answers/2022-tahap-1.yaml": sheet.replace("outcome-living-roads", old),
    }
    if kind == "renamed":
        files["data/migrations/mini-2022--mini-2023.yaml"] = (
            f"from: mini-2022\nto: mini-2023\nsources: []\nitems:\n"
            f"  - {{kind: renamed, from: [{old}], to: [outcome-living-roads]}}\n"
        )
    root = build(files)
    (before,) = show(capsys, root, "outcome-living-roads")["before"]
    assert (before["stage"], before["instrument"], before["item"]) == ("2022-tahap-1", "mini-2022", old)
    assert (before["answer"]["level"], before["answer"]["fact"]) == (2, "Jalan mantap 61 persen")
    shown = text(capsys, root, "outcome-living-roads")
    assert shown.index("Jalan mantap 70 persen") < shown.index("Before (") < shown.index("Jalan mantap 61 persen")


def test_what_was_carried_over_says_from_where(build: Build, capsys: Run) -> None:
    stages = (
        stage_of("2023-tahap-2", HOME)
        .replace("year: 2026", "year: 2023")
        .replace("starts_on: null", "starts_on: 2023-11-02")
    )
    second = base_text(
        SHEET, ("2023-tahap-1", "2023-tahap-2"), ("    responsible", "    carried: 2023-tahap-1\n    responsible")
    )
    root = build({PROGRAM: program_of(stages=stages), "data/dimensions/living/answers/2023-tahap-2.yaml": second})
    found = show(capsys, root, "outcome-living-roads", "--stage", "2023-tahap-2")
    assert (found["score"]["answered"], found["step"]["kind"]) == (False, "confirm")
    assert found["now"]["answer"]["carried"] == "2023-tahap-1"
    assert [record["stage"] for record in found["before"]] == ["2023-tahap-1"]


def test_a_related_item_says_what_could_be_used_and_where_it_is(build: Build, capsys: Run) -> None:
    root = workspace(build, answer=ANSWER, carries="fact, evidence")
    (other,) = show(capsys, root, "outcome-living-roads")["related"]
    assert (other["instrument"], other["item"], other["usable"]) == ("layanan-2026", "jalan", ["fact", "evidence"])
    assert other["answer"] == {"path": "data/crosscutting/answers/layanan-tahap-1.yaml", "line": 4}
    shown = text(capsys, root, "outcome-living-roads")
    assert "both ask for the same · confidence: high" in shown
    assert "an answer here could use the fact, the evidence of jalan" in shown
    back = text(capsys, root, "jalan")
    assert "could use the fact, the evidence of outcome-living-roads" in back


def test_an_item_of_the_survey_shows_its_surveys_and_is_not_written_by_hand(capsys: Run) -> None:
    found = show(capsys, EXAMPLE, "impact-harmony-decent-housing", day="2026-05-15")
    (survey,) = found["now"]["surveys"]
    assert (survey["id"], survey["supported"], found["write"]) == ("survei-living-2026", True, None)
    assert (found["kind"], found["agencies"]) == ("survey", ["pupr"])
    assert survey["path"] == "data/surveys/survei-living-2026.yaml"


def test_an_external_item_shows_the_other_index_and_its_conversion(capsys: Run) -> None:
    found = show(capsys, ROOT, "i1-governance", day="2026-11-27")
    assert (found["instrument"], found["external"]) == ("pemdi-2026", None)
    with_table = show(capsys, ROOT, "i7-statistics", day="2026-11-27")
    assert with_table["external"]["conversion"]["bands"]
    assert with_table["external"]["conversion"]["rubric"] == "unofficial"
    without = show(capsys, ROOT, "i6-geospatial", day="2026-11-27")
    assert (without["external"]["conversion"], without["ladder"]) == (None, None)


def test_the_scores_of_the_assessors_are_shown(capsys: Run) -> None:
    malang = ROOT / "examples" / "kabupaten-malang-2023"
    found = show(capsys, malang, "outcome-governance-spbe-index", day="2026-11-27")
    assert found["assessed"] == [{"year": 2023, "score": 1.8}]


def test_an_unknown_id_offers_the_nearest(build: Build, capsys: Run) -> None:
    root = build(all_three())
    assert (
        refused(capsys, root, "outcome-living-road")
        == "unknown item outcome-living-road; did you mean outcome-living-roads?"
    )
    assert refused(capsys, root, "poverty") == "unknown item poverty; did you mean outcome-economy-poverty?"
    assert refused(capsys, root, "xyzzy") == "unknown item xyzzy; `smartcity todo` lists items"


def test_an_item_is_also_found_by_the_words_of_its_question() -> None:
    known = {"a-b": "Jalan mantap", "jalan": "Rumah", "c": "Jalan rusak"}
    assert nearest("Jalan", known) == ("jalan", "a-b", "c")
    assert nearest("mantap", known) == ("a-b",)
    assert nearest("-", known) == ()


def test_explain_leads_to_an_item(build: Build, capsys: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(build(all_three()))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1685404800")
    code, out, err = run_command(capsys, "explain", "simpang", "--format", "json")
    assert (code, err, json.loads(out)["instrument"]) == (0, "", TRAFFIC)
    code, _, err = run_command(capsys, "explain", "simpangg", "--lang", "en")
    assert (code, err.splitlines()[0]) == (2, "smartcity: unknown finding or item simpangg; did you mean simpang?")
    monkeypatch.chdir("/")
    code, _, err = run_command(capsys, "explain", "simpang", "--lang", "en")
    assert (code, "unknown finding or item simpang" in err) == (2, True)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_item_fits_a_narrow_terminal_and_adds_up_to_its_highest_level(
    lang: str, capsys: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of each instrument, every seventh item, and what the supported level is missing to the highest."""
    monkeypatch.setenv("COLUMNS", "60")
    for root, day in ((ROOT, date(2023, 6, 1)), (EXAMPLE, date(2026, 5, 15))):
        checked = check_workspace(root, day)
        for seen in each_focus(checked.model):
            model = as_of(seen, day)
            stage, instrument = model.stage(), model.instrument
            assert stage is not None
            assert instrument is not None
            score = compute_score(model, stage, day, checked.holdings)
            proof = prove(model, checked.holdings, day)
            for one in instrument.items[::7]:
                view = view_item(model, one, stage, score, proof, day)
                if view.leaf is not None:
                    missing = sum((loss.points for loss in view.losses), Fraction(0))
                    assert view.leaf.supported + missing == instrument.highest_of(one)
                print_item(model, view, proof, Locator(checked.texts), frozenset(), {}, language(lang), banner=None)
                shown = capsys.readouterr().out.splitlines()
                assert max(map(len, shown)) <= 60
                assert any(one.id in line for line in shown)


def test_evidence_that_is_official_in_part_is_marked_entry_by_entry(build: Build, capsys: Run) -> None:
    wanted = ("evidence: [{kind: decree, text: SK}]", "evidence: [{kind: decree, text: SK, rubric: official}]")
    both = "evidence: [{kind: decree, text: SK, rubric: official}, {kind: data, text: Tabel}]"
    files = all_three()
    path = f"data/instruments/{SERVICE}.yaml"
    instrument = str(files[path])
    assert wanted[0] in instrument
    root = build({**files, path: instrument.replace(*wanted)})
    assert "Required evidence (official)\n  - SK (decree)\n" in text(capsys, root, "aplikasi")
    (root / path).write_text(instrument.replace(wanted[0], both, 1), "utf-8")
    shown = text(capsys, root, "aplikasi")
    assert "Required evidence\n  - SK (decree, official)\n  - Tabel (data, unofficial)\n" in shown


def test_an_indicator_of_innovations_leads_to_them(build: Build, capsys: Run) -> None:
    shown = text(capsys, ROOT, "replication")
    assert "It is answered for each innovation: `smartcity innovations show ID`." in shown
    assert "Three regions" in shown
    assert "The agreement" in shown
    per = str(all_three()[f"data/instruments/{SERVICE}.yaml"]).replace(
        'version: "2026"', 'version: "2026"\nper: innovation'
    )
    root = build({f"data/instruments/{SERVICE}.yaml": per})
    assert "It is answered for each innovation: `smartcity innovations show ID`." in text(capsys, root, "aplikasi")


def test_an_assignment_says_who_owes_an_item_and_by_when(build: Build, capsys: Run) -> None:
    assigned = (
        "assignments:\n  - {stage: 2023-tahap-1, item: outcome-economy-poverty, agency: dkumpp, due: 2023-06-02}\n"
    )
    root = build({"data/assignments.yaml": assigned})
    found = show(capsys, root, "outcome-economy-poverty")
    assert (found["agencies"], found["step"]["due"]) == (["dkumpp"], "2023-06-02")
    assert found["assigned"] == {"path": "data/assignments.yaml", "line": 2}
    assert "Responsible: DKUMPP · data/assignments.yaml:2" in text(capsys, root, "outcome-economy-poverty")
