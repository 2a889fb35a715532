"""The import, the score, the to-do and the rules agree on whether a survey supports its means."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from banjar_smartcity.diagnostics import At
from banjar_smartcity.i18n import language
from banjar_smartcity.model.instrument import Instrument
from banjar_smartcity.model.survey import LintResult, Survey, build_survey
from banjar_smartcity.model.survey_seal import WHOLE
from banjar_smartcity.render.page.report import render_report
from banjar_smartcity.scoring.items import SURVEYED
from banjar_smartcity.scoring.score import compute_score
from banjar_smartcity.scoring.steps.step import REPAIR
from banjar_smartcity.scoring.steps.todo import compute_todo
from banjar_smartcity.scoring.support import Support, survey_support
from banjar_smartcity.source.document import parse
from banjar_smartcity.survey.cells.answer import WRONG
from banjar_smartcity.survey.cells.scale import mark_of
from banjar_smartcity.survey.summary.drafts import SurveyDraft, draft_records
from conftest import THOROUGH, Build, base_text, findings
from respondents import MODEL, STAGE, TODAY, Row, gathered, parts, survey, write_csv
from surveys import sealed
from test_report import report_of

INSTRUMENT = "data/instruments/mini-2023.yaml"
MANY = 40 if THOROUGH else 20
BARE = MODEL._replace(surveys={})
"""The example without its surveys."""


def drafted(path: Path, rows: list[Row], root: Path) -> tuple[SurveyDraft, Survey]:
    """What an import would write of these rows, and the record as it would be read again."""
    (draft,) = draft_records(gathered(write_csv(path, rows)), BARE, root, replace=False)
    document, faults = parse(draft.path, draft.text.encode())
    assert document is not None
    assert isinstance(document.data, dict)
    assert not faults
    return draft, build_survey(At(draft.path), document.data)


def score_supports(found: Survey) -> bool:
    """Whether the score counts every mean of a survey as supported."""
    only = MODEL._replace(surveys={found.id: found})
    stage = only.stage(STAGE)
    assert stage is not None
    score = compute_score(only, stage, TODAY, {})
    assert score is not None
    fed = [leaf for leaf in score.final.leaves if leaf.survey is not None]
    supported = [leaf for leaf in fed if leaf.reason is SURVEYED and leaf.supported == leaf.claimed]
    repairs = [step for step in compute_todo(only, score, TODAY, ()).steps if step.kind is REPAIR]
    assert bool(repairs) == (len(supported) < len(fed))
    assert all(step.blocked_by for step in repairs)
    return bool(fed) and len(supported) == len(fed)


@pytest.mark.parametrize("agencies", [False, True])
def test_the_import_says_what_the_score_will_say(agencies: bool, tmp_path: Path) -> None:
    rows = [
        {key: value for key, value in row.items() if agencies or not key.startswith("agency")}
        for row in survey("living", 60)
    ]
    draft, record = drafted(tmp_path / "living.csv", rows, tmp_path)
    assert draft.summary["lint"]["errors"] == 0
    assert (draft.summary["supported"], score_supports(record)) == (agencies, agencies)


def changed(seed: int) -> list[Row]:
    """A survey of which one thing or another may be wrong, by chance."""
    rng = random.Random(seed)
    rows = survey("living", rng.choice([2, 49, 50, 60]) if rng.random() < 0.4 else 56, seed)
    for part in parts("living"):
        match rng.randrange(16):
            case 0:
                rows = [{**row, f"programme_{part}": rng.choice(["", "MPP"])} for row in rows]
            case 1:
                rows = [{**row, f"agency_{part}": rng.choice(["", "Entah"])} for row in rows]
            case 2:
                rows = [{**row, f"users_{part}": "30"} for row in rows]
            case 3:
                rows = [{**row, f"agency_took_part_{part}": "tidak"} for row in rows]
            case 4:
                rows = [{**row, f"programme_{part}": "Program health"} for row in rows]
    gone = [name for name in ("agency_", "programme_", "users_", "agency_took_part_") if rng.random() < 0.1]
    return [{key: value for key, value in row.items() if not key.startswith(tuple(gone))} for row in rows]


def test_whatever_is_imported_import_and_score_agree(tmp_path: Path) -> None:
    said = []
    for seed in range(MANY):
        draft, record = drafted(tmp_path / f"{seed}.csv", changed(seed), tmp_path)
        assert draft.summary["supported"] == draft.support.supported == score_supports(record), seed
        said.append(draft.support.supported)
    assert MANY / 8 < sum(said) < MANY * 7 / 8


def test_what_a_person_had_filled_in_counts_before_the_import_answers(tmp_path: Path) -> None:
    rows = [{k: v for k, v in row.items() if not k.startswith("agency")} for row in survey("living")]
    draft, _ = drafted(tmp_path / "living.csv", rows, tmp_path)
    assert not draft.summary["supported"]
    target = tmp_path / draft.path
    target.parent.mkdir(parents=True)
    target.write_text(draft.text.replace("agency: null", "agency: dinkes"), "utf-8")
    (again,) = draft_records(gathered(str(tmp_path / "living.csv")), BARE, tmp_path, replace=True)
    assert (again.summary["supported"], len(again.summary["kept"])) == (True, 3)


SURVEY = """id: survei
stage: 2023-tahap-1
dimension: living
starts_on: 2023-05-01
ends_on: 2023-05-20
official_wording: false
respondents: 40
programmes:
  - {sub_dimension: health, name: Delimas, agency: dinkes, users: 200, agency_took_part: true}
statements:
  - {item: impact-health-record, respondents: 40, mean: 2.85, deviation: null}
"""


@pytest.mark.parametrize(
    ("rules", "warned"),
    [
        ("survey: {respondents: 50}", True),
        ("survey: {respondents: 41}", True),
        ("survey: {respondents: 40}", False),
        ("", True),
    ],
)
def test_the_instrument_says_how_many_respondents_it_takes(rules: str, warned: bool, build: Build) -> None:
    changed = base_text(INSTRUMENT, ("survey: {respondents: 50}", rules))
    found = findings(build({"data/surveys/survei.yaml": sealed(SURVEY), INSTRUMENT: changed}))
    assert [line.rpartition(" ")[2] for line in found] == ["survey-too-few"] * warned


def made(**changes: object) -> Survey:
    """A survey of living without faults in the example, imported whole, with something changed."""
    at = At("data/surveys/survei.yaml")
    programmes = [
        {"sub_dimension": part, "name": f"Program {part}", "agency": "dinkes", "users": 99, "agency_took_part": True}
        for part in ("harmony", "health", "mobility")
    ]
    statements = [
        {"item": item.id, "respondents": 60, "mean": 3, "deviation": None}
        for item in MODEL.items
        if item.aspect == "impact" and item.dimension == "living"
    ]
    data = {
        "id": "survei",
        "stage": STAGE,
        "dimension": "living",
        "starts_on": "2026-04-01",
        "ends_on": "2026-04-20",
        "official_wording": True,
        "respondents": 60,
        "programmes": programmes,
        "statements": statements,
    }
    return build_survey(at, data)._replace(seal=WHOLE)._replace(**changes)  # type: ignore[arg-type]


def asked(found: Survey, instrument: Instrument | None = MODEL.instrument) -> Support:
    support = survey_support(found, instrument)
    assert support.supported == score_supports(found)
    return support


def test_a_sound_survey_supports_all_of_its_means() -> None:
    assert asked(made()).objections == ()


def test_a_programme_at_fault_takes_the_means_of_its_sub_dimension_and_no_others() -> None:
    first, *rest = made().programmes
    support = asked(made(programmes=(first._replace(agency=None), *rest)))
    assert [o.reason.id for o in support.against("harmony")] == ["agency-absent"]
    assert support.against("health") == support.against("mobility") == ()


def test_a_sub_dimension_whose_programme_is_not_listed_is_not_supported() -> None:
    support = asked(made(programmes=made().programmes[1:]))
    assert [o.reason.id for o in support.against("harmony")] == ["programme-unnamed"]
    assert support.against("health") == ()


def test_one_programme_for_three_sub_dimensions_supports_none_of_them() -> None:
    same = made().programmes[0].name
    support = asked(made(programmes=tuple(p._replace(name=same) for p in made().programmes)))
    assert [o.reason.id for part in ("harmony", "health", "mobility") for o in support.against(part)] == [
        "one-programme"
    ] * 3


@pytest.mark.parametrize(
    ("lint", "reason"),
    [
        (LintResult(1, 0, (("survey-identical-rows", "error", 4),)), "survey-lint"),
        (LintResult(1, 0, ()), "survey-unchecked"),
        (LintResult(0, 1, (("survey-top-marks", "warning", 1),)), None),
    ],
)
def test_what_was_found_in_the_rows_stands_against_all_means(lint: LintResult, reason: str | None) -> None:
    assert [o.reason.id for o in asked(made(lint=lint)).objections] == ([reason] if reason else [])


def test_without_a_mean_nothing_is_supported() -> None:
    silent = made(statements=tuple(s._replace(mean=None) for s in made().statements))
    assert [o.reason.id for o in asked(silent).objections] == ["no-means"]


def test_answers_are_the_marks_that_the_instrument_has() -> None:
    assert [mark_of(cell, {}, range(1, 4)) for cell in (0, 1, "3", "4", "4 - setuju sekali", "2 - kurang")] == [
        WRONG,
        1,
        3,
        WRONG,
        WRONG,
        2,
    ]


def test_charts_and_bars_go_up_to_the_highest_level_of_the_instrument(build: Build) -> None:
    lower = base_text(INSTRUMENT).replace("highest: 4", "highest: 3")
    sheet = "data/crosscutting/answers/2023-tahap-1.yaml"
    report = report_of(build({INSTRUMENT: lower, sheet: base_text(sheet, ("level: 4", "level: 3"))}))
    assert report.score.final.highest == 3
    assert " of 3" in "".join(render_report(report, language("en"), "md"))
    page = "".join(render_report(report, language("en"), "html"))
    drawn = re.search(r'<figure class="scale">.*?</svg>\n<figcaption', page, re.DOTALL)
    assert drawn is not None
    assert re.findall(r">(\d+)</text>", drawn[0]) == ["0", "1", "2", "3"]
    widths = [float(width) for width in re.findall(r'class="(?:solid|tint|open)"[^>]* width="([0-9.]+)%"', page)]
    assert max(widths) <= 100
    claimed = report.score.final.claimed
    assert f'width="{float(report.score.final.supported) / 3:.2%}"' in page
    assert 0 < claimed < 3
