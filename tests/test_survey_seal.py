"""The seal of a survey covers its figures as values: figures that are changed by hand do not support their means."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.checking.partial import without_errors
from banjar_smartcity.checking.pipeline import check_workspace
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.evidence.claims import claims
from banjar_smartcity.merge.texts import Merged, merge_texts
from banjar_smartcity.model.evidence import EVIDENCE_KINDS
from banjar_smartcity.model.survey_seal import BROKEN, UNSEALED, WHOLE, state_of
from banjar_smartcity.scoring.score import compute_score
from banjar_smartcity.source.document import parse
from conftest import Build, base_text
from respondents import EXAMPLE, STAGE, TODAY, survey, write_csv
from surveys import sealed, typed

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

from example_surveys import import_surveys

RECORD = "data/surveys/survei-living-2026.yaml"
TEXT = (EXAMPLE / RECORD).read_text("utf-8")
SMALL = "data/surveys/survei-environment-2026.yaml"

Change = Callable[[str], str]


def state(text: str) -> str:
    """The state of the seal of a record."""
    document, faults = parse(RECORD, text.encode())
    assert document is not None
    assert isinstance(document.data, dict)
    assert not faults
    return state_of(document.data, text)


@pytest.fixture
def region(tmp_path: Path) -> Path:
    """A copy of the example."""
    root = tmp_path / "region"
    shutil.copytree(EXAMPLE, root)
    return root


def figures(root: Path, path: str = RECORD) -> tuple[list[str], str, bool, bool]:
    """The findings of a survey; its reason; and whether all its means are claimed, and all supported."""
    checked = check_workspace(root, TODAY)
    model = without_errors(checked)
    stage = model.stage(STAGE)
    assert stage is not None
    score = compute_score(model, stage, TODAY, checked.holdings)
    assert score is not None
    leaves = [leaf for leaf in score.final.leaves if leaf.survey and leaf.survey.at.path == path]
    assert leaves
    (reason,) = {leaf.reason.id for leaf in leaves}
    return (
        [finding.kind.id for finding in checked.findings if finding.path == path],
        str(reason),
        all(leaf.claimed for leaf in leaves),
        all(leaf.supported == leaf.claimed for leaf in leaves),
    )


def replace(old: str, new: str, count: int = -1) -> Change:
    """A change of all places of a text, or of the first ones."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, count)

    return change


def swap(one: str, other: str) -> Change:
    """A change that exchanges two texts."""
    return lambda text: replace("?", other)(replace(other, one)(replace(one, "?")(text.replace("?", ""))))


def twice(text: str) -> str:
    """The record with a second result of its first statement."""
    start = text.index("  - item:")
    entry = text[start : text.index("  - item:", start + 1)]
    return text[:start] + entry + text[start:]


FIGURES: dict[str, Change] = {
    "all means are 4": lambda text: re.sub(r"mean: [0-9.]+", "mean: 4", text),
    "one mean": replace("mean: 3.65625", "mean: 3.65626"),
    "more respondents": replace("respondents: 96", "respondents: 196"),
    "the respondents of a statement": lambda text: re.sub(
        r"(item: .*\n    respondents: )96", r"\g<1>97", text, count=1
    ),
    "a deviation": lambda text: re.sub(r"deviation: [0-9.]+", "deviation: 0", text, count=5),
    "no deviation": lambda text: re.sub(r"deviation: [0-9.]+", "deviation: null", text, count=5),
    "a distribution": lambda text: re.sub(r"distribution: \[(\d+|null)", "distribution: [77", text, count=1),
    "no distribution": lambda text: re.sub(r"distribution: \[.*\]", "distribution: null", text, count=1),
    "the warnings of the lint": replace("  warnings: 0", "  warnings: 1"),
    "rows that do not count": replace("not_counted: 0", "not_counted: 1"),
    "rows": replace("  rows: 96", "  rows: 906"),
    "the day of the import": lambda text: re.sub(r"  on: .*", "  on: 2026-05-01", text),
    "a statement fewer": replace(TEXT[(_START := TEXT.index("  - item:")) : TEXT.index("  - item:", _START + 1)], ""),
    "two statements exchanged": swap("impact-harmony-spatial-plan", "impact-harmony-decent-housing"),
    "two sub-dimensions exchanged": swap("sub_dimension: harmony", "sub_dimension: mobility"),
    "a statement twice": twice,
    "another stage": replace("2026-tahap-1", "2026-tahap-2"),
    "another dimension": replace("dimension: living\n", "dimension: society\n", 1),
    "the official wording": replace("official_wording: false", "official_wording: true"),
    "who took part according to the tables": replace("took_part: [harmony", "took_part: [mobility, harmony"),
    "a seal that is another one": lambda text: re.sub(r"seal: \w{4}", "seal: 0000", text),
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_changed_figure_breaks_the_seal(name: str) -> None:
    changed = FIGURES[name](TEXT)
    assert changed != TEXT
    assert state(changed) == BROKEN


SAME: dict[str, Change] = {
    "line ends of Windows": replace("\n", "\r\n"),
    "comments": lambda text: "# catatan\n" + re.sub(r"(mean: [0-9.]+)", r"\1  # dari tabel", text),
    "no comments": lambda text: re.sub(r"^# .*\n", "", text, flags=re.MULTILINE),
    "longer decimals": lambda text: re.sub(r"(mean: [0-9]+\.[0-9]+)", r"\g<1>0", text),
    "a whole number as a decimal": lambda text: re.sub(r"(respondents: [0-9]+)\b", r"\1.0", text),
    "another order of keys": lambda text: (
        text[text.index("\nprogrammes:") :] + text[text.index("\nid:") : text.index("\nprogrammes:")]
    ),
    "another programme": replace("name: RUJAK", "name: RUJAK MANIS"),
    "another agency": replace("agency: pupr", "agency: dishub"),
    "more users": replace("users: 640", "users: 650"),
    "a note": lambda text: text + "note: Diisi kemudian\n",
    "another period": replace("ends_on: 2026-04-17", "ends_on: 2026-04-18"),
    "another file": replace("id: survei-living-2026", "id: survei-hidup"),
    "names without a value are empty": replace("lint:\n", "note: null\nlint:\n"),
}


@pytest.mark.parametrize("name", SAME)
def test_the_seal_is_whole_whatever_is_not_a_figure(name: str) -> None:
    changed = SAME[name](TEXT)
    assert changed != TEXT
    assert state(changed) == WHOLE


@given(st.data())
def test_any_other_number_in_the_figures_breaks_the_seal(data: st.DataObject) -> None:
    places = list(re.finditer(r"(?:respondents|mean|deviation|warnings|rows|files): ([0-9.]+)", TEXT))
    place = data.draw(st.sampled_from(places))
    number = data.draw(st.floats(0, 4).map(str) | st.integers(0, 10**20).map(str))
    if "e" not in number:
        changed = TEXT[: place.start(1)] + number + TEXT[place.end(1) :]
        assert (state(changed) == WHOLE) == (float(number) == float(place[1]))


def test_as_it_was_imported_a_survey_supports(region: Path) -> None:
    assert figures(region) == ([], "survey", True, True)


@pytest.mark.parametrize("name", ["all means are 4", "more respondents", "a distribution", "the warnings of the lint"])
def test_a_broken_seal_is_an_error_and_the_means_are_claimed_only(name: str, region: Path) -> None:
    (region / RECORD).write_text(FIGURES[name](TEXT), "utf-8")
    assert figures(region) == (["survey-seal"], "survey-seal", True, False)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: re.sub(r"  seal: .*\n", "", text),
        lambda text: re.sub(r"  seal: .*\n", "", FIGURES["all means are 4"](text)),
        typed,
        lambda text: text[: text.index("\nimported:")] + "\nimported: null\n",
    ],
)
def test_without_a_seal_the_means_are_claimed_only(change: Change, region: Path) -> None:
    (region / RECORD).write_text(change(TEXT), "utf-8")
    assert figures(region) == (["survey-unsealed"], "survey-unsealed", True, False)


def test_figures_typed_again_under_another_id_do_not_support(region: Path) -> None:
    (region / RECORD).unlink()
    other = "data/surveys/survei-hidup.yaml"
    text = re.sub(r"  seal: .*\n", "", FIGURES["all means are 4"](TEXT))
    (region / other).write_text(text.replace("id: survei-living-2026", "id: survei-hidup"), "utf-8")
    assert figures(region, other) == (["survey-unsealed"], "survey-unsealed", True, False)


def test_a_record_that_is_only_moved_still_supports(region: Path) -> None:
    (region / RECORD).unlink()
    other = "data/surveys/survei-hidup.yaml"
    (region / other).write_text(TEXT.replace("id: survei-living-2026", "id: survei-hidup"), "utf-8")
    assert figures(region, other) == ([], "survey", True, True)


def test_score_refuses_a_broken_seal_and_shows_it_claimed_with_partial(
    region: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--root", str(region), "--today", TODAY.isoformat(), "--lang", "en"]
    main(["score", *options, "--format", "json"])
    before = json.loads(capsys.readouterr().out)
    (region / RECORD).write_text(FIGURES["all means are 4"](TEXT), "utf-8")
    assert main(["score", *options]) == 1
    assert "survey-seal" in capsys.readouterr().out
    main(["score", *options, "--partial", "--format", "json"])
    after = json.loads(capsys.readouterr().out)
    assert (after["partial"], after["answered"]) == (True, before["answered"])
    assert after["final"] > before["final"]
    assert after["supported"] < before["supported"]


OLD = (Path(__file__).parent / "data" / "survey-old-seal.yaml").read_text("utf-8")
"""A record with the seal of an earlier version: a hash of the whole text."""


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda text: text, WHOLE),
        (replace("\n", "\r\n"), WHOLE),
        (lambda text: re.sub(r"mean: [0-9.]+", "mean: 4", text), BROKEN),
        (replace("agency: dinkes", "agency: dishub"), BROKEN),
        (lambda text: text + "# catatan\n", BROKEN),
        (lambda text: re.sub(r"^# Ditulis.*\n", "", text, flags=re.MULTILINE), UNSEALED),
        (lambda text: text[: text.index("imported:")] + "imported: null\n", UNSEALED),
    ],
)
def test_a_seal_of_the_whole_text_is_accepted_while_it_is_whole(change: Change, expected: str) -> None:
    assert state(change(OLD)) == expected


def test_a_survey_with_a_seal_of_an_earlier_version_supports(region: Path) -> None:
    (region / RECORD).unlink()
    path = "data/surveys/survei-living-2026-tahap-1.yaml"
    (region / path).write_bytes(OLD.encode())
    assert figures(region, path) == ([], "survey", True, True)


TOOK_PART = [
    ("agency_took_part: false", "agency_took_part: true"),
    ("agency_took_part: false", "agency_took_part: null"),
]


@pytest.mark.parametrize(("old", "new"), TOOK_PART)
def test_what_the_tables_say_about_the_agency_is_not_undone_by_hand(old: str, new: str, region: Path) -> None:
    (region / SMALL).write_text(replace(old, new)((region / SMALL).read_text("utf-8")), "utf-8")
    assert "survey-took-part" in figures(region, SMALL)[0]


PLAIN = """id: survei
stage: 2023-tahap-1
dimension: living
starts_on: 2023-05-01
ends_on: 2023-05-20
official_wording: false
respondents: 60
programmes:
  - sub_dimension: health
    name: Klinik
    agency: dinkes
    users: 400
    agency_took_part: null
statements:
  - {item: impact-health-registration, respondents: 60, mean: 2.5, deviation: null}
"""


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ("", ["survey-took-part"]),
        ("    evidence: []\n", ["survey-took-part"]),
        ("    evidence: [{evidence: sk-forum, pages: '2'}]\n", []),
        ("    evidence: [{evidence: sk-lain, pages: '2'}]\n", ["reference-unknown", "survey-took-part"]),
    ],
)
@pytest.mark.parametrize("said", ["null", "false"])
def test_an_agency_that_took_part_by_hand_needs_a_document(
    said: str, evidence: str, expected: list[str], build: Build
) -> None:
    text = sealed(PLAIN.replace("took_part: null", f"took_part: {said}"))
    changed = text.replace(f"agency_took_part: {said}\n", "agency_took_part: true\n" + evidence)
    checked = check_workspace(build({"data/surveys/survei.yaml": changed}), TODAY.replace(year=2023))
    assert sorted(f.kind.id for f in checked.findings if "surveys" in f.path) == expected


@pytest.mark.parametrize("kind", EVIDENCE_KINDS)
def test_only_a_document_that_can_say_it_shows_that_an_agency_took_part(kind: str, build: Build) -> None:
    shown = "took_part: true\n    evidence: [{evidence: sk-forum, pages: '2'}]"
    texts = {
        "data/surveys/survei.yaml": sealed(PLAIN).replace("took_part: null", shown),
        "data/evidence/sk-forum.yaml": base_text("data/evidence/sk-forum.yaml", ("kind: decree", f"kind: {kind}")),
    }
    checked = check_workspace(build(dict(texts)), TODAY.replace(year=2023))
    expected = [] if kind in ("decree", "letter", "list", "minutes") else ["survey-took-part"]
    assert [f.kind.id for f in checked.findings if "surveys" in f.path] == expected


@pytest.mark.parametrize("said", ["null", "false"])
def test_an_empty_list_that_is_taken_out_of_the_import_changes_nothing(said: str, build: Build) -> None:
    text = sealed(PLAIN.replace("took_part: null", f"took_part: {said}"))
    changed = text.replace("  took_part: []\n", "").replace("  stayed_away: []\n", "")
    assert changed != text
    changed = changed.replace(f"agency_took_part: {said}\n", "agency_took_part: true\n")
    checked = check_workspace(build({"data/surveys/survei.yaml": changed}), TODAY.replace(year=2023))
    assert [f.kind.id for f in checked.findings if "surveys" in f.path] == ["survey-took-part"]


def test_a_document_of_a_survey_is_used(build: Build) -> None:
    text = sealed(PLAIN).replace("part: null\n", "part: true\n    evidence: [{evidence: sk-forum, pages: '2'}]\n", 1)
    model = check_workspace(build({"data/surveys/survei.yaml": text}), TODAY).model
    assert [(c.id, [use.evidence for use in c.uses]) for c in claims(model) if c.by == "survey"] == [
        ("survei", ["sk-forum"])
    ]


def test_two_programmes_of_a_sub_dimension_are_counted(build: Build) -> None:
    other = "  - {sub_dimension: health, name: Bidan, agency: dinkes, users: 90, agency_took_part: true}\n"
    text = sealed(PLAIN.replace("statements:", other + "statements:"))
    day = TODAY.replace(year=2023)

    def found(changed: str) -> list[str]:
        return [f.kind.id for f in check_workspace(root, day).findings if "surveys" in f.path]

    root = build({"data/surveys/survei.yaml": text})
    assert found(text) == []
    (root / "data/surveys/survei.yaml").write_text(text.replace("took_part: null", "took_part: true"), "utf-8")
    assert found(text) == ["survey-took-part"]


def test_what_a_person_says_about_the_agency_is_not_sealed_by_the_next_import(tmp_path: Path, region: Path) -> None:
    shutil.rmtree(region / "data" / "surveys")
    rows = [{k: v for k, v in row.items() if not k.startswith("agency_took")} for row in survey("living")]
    table = write_csv(tmp_path / "living.csv", rows)
    options = ["--root", str(region), "--today", TODAY.isoformat(), "--replace"]
    path = "data/surveys/survei-living-2026-tahap-1.yaml"
    assert main(["survey", "import", table, *options]) == 0
    assert figures(region, path)[3]
    text = (region / path).read_text("utf-8")
    (region / path).write_text(text.replace("took_part: null", "took_part: true"), "utf-8")
    assert figures(region, path)[0] == ["survey-took-part"] * 3
    assert main(["survey", "import", table, *options]) == 0
    assert "agency_took_part: true" in (region / path).read_text("utf-8")
    assert figures(region, path)[0] == ["survey-took-part"] * 3


def test_the_document_of_an_agency_is_kept_by_the_next_import(tmp_path: Path, region: Path) -> None:
    shutil.rmtree(region / "data" / "surveys")
    rows = [{k: v for k, v in row.items() if not k.startswith("agency_took")} for row in survey("living")]
    table = write_csv(tmp_path / "living.csv", rows)
    options = ["--root", str(region), "--today", TODAY.isoformat(), "--replace", "--format", "json"]
    path = "data/surveys/survei-living-2026-tahap-1.yaml"
    assert main(["survey", "import", table, *options]) == 0
    text = (region / path).read_text("utf-8")
    name = "sk-inovasi-daerah-2026"
    shown = f"took_part: true\n    evidence: [{{evidence: {name}, pages: '1'}}]"
    (region / path).write_text(text.replace("took_part: null", shown), "utf-8")
    assert figures(region, path)[3]
    assert main(["survey", "import", table, *options]) == 0
    assert (region / path).read_text("utf-8").count(name) == 3
    assert figures(region, path)[3]


def imported(mean: str, respondents: int = 60, agency: str = "dinkes") -> str:
    """A record as an import wrote it."""
    text = PLAIN.replace("2.5", mean).replace("60", str(respondents)).replace("agency: dinkes", f"agency: {agency}")
    return sealed(text)


MERGES = {
    "two imports": (imported("2.5"), imported("2.6"), imported("2.7")),
    "two imports of different figures": (imported("2.5"), imported("2.6"), imported("2.5", 61)),
    "an import and a change by hand": (
        imported("2.5"),
        imported("2.5").replace("mean: 2.5", "mean: 4"),
        imported("2.6"),
    ),
    "an import and another figure by hand": (
        imported("2.5"),
        imported("2.5").replace("respondents: 60\npr", "respondents: 600\npr"),
        imported("2.6"),
    ),
    "an import and a seal taken away": (imported("2.5"), re.sub("  seal.*\n", "", imported("2.5")), imported("2.6")),
}


@pytest.mark.parametrize("name", MERGES)
@pytest.mark.parametrize("turned", [False, True])
def test_a_merge_makes_no_seal_for_figures_that_no_import_wrote(name: str, turned: bool) -> None:
    base, ours, theirs = MERGES[name]
    mine, yours = (theirs, ours) if turned else (ours, theirs)
    merged = merge_texts(base.encode(), mine.encode(), yours.encode())
    assert isinstance(merged, Merged)
    document, _ = parse("data/surveys/survei.yaml", merged.content)
    assert document is None or (isinstance(document.data, dict) and state_of(document.data, document.text) != WHOLE)


def test_a_merge_of_an_import_and_what_was_filled_in_has_a_whole_seal() -> None:
    base, ours, theirs = imported("2.5"), imported("2.5", agency="pupr"), imported("2.6")
    merged = merge_texts(base.encode(), ours.encode(), theirs.encode())
    assert isinstance(merged, Merged)
    document, _ = parse("data/surveys/survei.yaml", merged.content)
    assert document is not None
    assert isinstance(document.data, dict)
    assert "agency: pupr" in document.text
    assert state_of(document.data, document.text) == WHOLE


def test_the_example_is_what_the_tool_imports_from_invented_tables(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "region"
    shutil.copytree(EXAMPLE, root)
    assert import_surveys(root) == 0
    capsys.readouterr()
    for path in sorted((EXAMPLE / "data" / "surveys").iterdir()):
        assert (root / "data" / "surveys" / path.name).read_text("utf-8") == path.read_text("utf-8"), path.name
