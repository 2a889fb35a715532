"""The questionnaire asks every statement once, of users only, says whose wording it is, and asks for no person.

Golden pages are in tests/golden/. To write them again: UPDATE_GOLDEN=1 pytest tests/test_survey_form.py; then look at
what changed.
"""

from __future__ import annotations

import json
import os
import re
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.diagnostics import Diagnostic
from banjar_smartcity.i18n import Text, language
from banjar_smartcity.model.model import Model
from banjar_smartcity.render.office.sheets.xlsform import literal, render_xlsform
from banjar_smartcity.render.page.questionnaire import render_questionnaire
from banjar_smartcity.survey.form.questionnaire import (
    Questionnaire,
    build_questionnaire,
    field_name,
    group_name,
    statements,
)
from banjar_smartcity.survey.form.wording import OURS, Wording, build_programmes, build_wording
from banjar_smartcity.workspace.layout import load
from conftest import THOROUGH, Build, base_text, check

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "kabupaten-contoh"
GOLDEN = Path(__file__).parent / "golden"
DAY = date(2026, 5, 15)
ID, EN = "Bahasa Indonesia (id)", "English (en)"
FORMS = "{http://www.w3.org/2002/xforms}"
MODEL = check(EXAMPLE, DAY).model
PARTS = {
    (item.dimension, item.sub_dimension) for item in statements(MODEL).values() if item.dimension and item.sub_dimension
}
SCOPES = [(None, None), *sorted({(d, None) for d, _ in PARTS}), *sorted(PARTS)]
HOSTILE = (
    "=1+1",
    "+62",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://evil.example")',
    "${consent} and ${nothing",
    "${ }",
    "instance('scale')/root/item[name = 'a']/label",
    "pulldata('a', 'b', 'c', 'd')",
    "a 'single' and a \"double\" quote, ‘curly’ “too”",
    "<script>alert(1)</script><output value='1'/>",
    "[here](javascript:alert(1))",
    "]]> &amp; & -->",
    "{region} {0} %(name)s {{ 7*7 }}",
    "one\ntwo\tthree",
    "\u200b\u00ad",
)


def asked(
    dimension: str | None = None,
    part: str | None = None,
    wording: Wording = OURS,
    programmes: dict[str, Text] | None = None,
    model: Model = MODEL,
) -> Questionnaire:
    stage = model.stage()
    assert stage is not None
    built = build_questionnaire(model, stage, dimension, part, wording, programmes)
    assert built is not None
    return built


def workbook(questionnaire: Questionnaire, code: str = "id") -> bytes:
    return render_xlsform(questionnaire, language(code), DAY)


def rows(content: bytes, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet by column; what is empty is left out."""
    head, *body = load_workbook(BytesIO(content))[sheet].iter_rows(values_only=True)
    return [{str(k): v for k, v in zip(head, row, strict=True) if v is not None} for row in body]


def by_name(content: bytes) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in rows(content, "survey") if "name" in row}


def xform(content: bytes) -> ElementTree.Element:
    """The form as ODK makes it, without a warning."""
    made = convert(content, file_type=".xlsx")
    assert made.warnings == []
    return ElementTree.fromstring(made.xform)


def page(questionnaire: Questionnaire, code: str = "id") -> str:
    return "".join(render_questionnaire(questionnaire, language(code)))


class Tags(HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def laid(text: str, tmp_path: Path) -> tuple[Wording, tuple[Diagnostic, ...]]:
    path = tmp_path / "kata.yaml"
    path.write_text(text, "utf-8")
    return build_wording(load(str(path), path.name), statements(MODEL), range(5))


def test_all_54_statements_stand_once_in_the_order_of_the_instrument() -> None:
    survey = [item.id for item in MODEL.items if item.aspect == "impact"]
    assert [question.item for question in asked().questions] == survey
    assert len(survey) == 54
    assert len(asked().sections) == 18
    names = [row["name"] for row in rows(workbook(asked()), "survey") if row["type"] == "select_one scale"]
    assert names == [item.replace("-", "_") for item in survey]


@pytest.mark.parametrize("scope", SCOPES, ids=lambda scope: "-".join(filter(None, scope)) or "all")
def test_odk_takes_each_form_without_a_warning(scope: tuple[str | None, str | None]) -> None:
    questionnaire = asked(*scope)
    assert len(questionnaire.questions) == (3 if scope[1] else 9 if scope[0] else 54)
    root = xform(workbook(questionnaire))
    binds = {bind.get("nodeset"): bind for bind in root.iter(FORMS + "bind")}
    for section in questionnaire.sections:
        group = group_name(section.id)
        assert binds[f"/data/{group}"].get("relevant", "").strip() == "/data/consent  = 'yes'"
        for question in section.questions:
            bind = binds[f"/data/{group}/{field_name(question.item)}"]
            assert bind.get("relevant", "").strip() == f"/data/{group}/user_{field_name(section.id)}  = 'yes'"
            assert bind.get("required") == "true()"


def test_who_does_not_agree_is_asked_nothing_more() -> None:
    survey = by_name(workbook(asked("living")))
    assert survey["consent"]["required"] == "yes"
    assert survey["respondent_code"]["relevant"] == survey["occupation"]["relevant"] == "${consent} = 'yes'"
    groups = [row for row in survey.values() if row["type"] == "begin_group"]
    assert {row["relevant"] for row in groups} == {"${consent} = 'yes'"}
    assert survey["not_agreed"]["relevant"] == "${consent} = 'no'"


def test_no_person_is_asked_for() -> None:
    survey = by_name(workbook(asked()))
    types = {row["type"] for row in survey.values()}
    assert types == {
        "note", "start", "end", "text", "begin_group",
        *(f"select_one {name}" for name in ("consent", "occupation", "yes_no", "scale")),
    }  # fmt: skip
    texts = {name for name, row in survey.items() if row["type"] == "text"}
    assert texts == {"respondent_code", *(f"programme_{field_name(s.id)}" for s in asked().sections)}


@pytest.mark.parametrize(
    ("code", "fits"),
    [("A-017", True), ("dkp12345", True), ("6303012345678901", False), ("081234567890", False), ("Siti", False)],
)
def test_a_code_is_too_short_for_a_number_of_a_person(code: str, fits: bool) -> None:
    constraint = by_name(workbook(asked("living")))["respondent_code"]["constraint"]
    pattern = re.fullmatch(r"regex\(\., '(.*)'\)", constraint)
    assert pattern is not None
    assert bool(re.search(pattern[1], code)) is fits


def test_the_form_speaks_both_languages_and_opens_in_the_readers() -> None:
    for code, name, yes in (("id", ID, "Saya bersedia"), ("en", EN, "I agree")):
        content = workbook(asked("living"), code)
        assert rows(content, "settings")[0]["default_language"] == name
        choice = next(row for row in rows(content, "choices") if row["list_name"] == "consent")
        assert choice[f"label::{name}"] == yes
        for row in rows(content, "survey"):
            for column in ("label", "hint", "constraint_message"):
                assert (f"{column}::{ID}" in row) == (f"{column}::{EN}" in row)


def test_settings_come_from_the_stage_and_the_instrument_and_change_with_the_content() -> None:
    settings = rows(workbook(asked("living", "health")), "settings")[0]
    assert settings["form_id"] == "kuesioner-2026-tahap-1-living-health"
    assert settings["version"].startswith("2026-tahap-1 kominfo-2023 ")
    other = rows(workbook(asked("living", "health", programmes={"health": Text("SIMPUS")})), "settings")[0]
    assert other["form_id"] == settings["form_id"]
    assert other["version"] != settings["version"]


def test_the_same_data_and_day_give_the_same_bytes() -> None:
    assert workbook(asked("living")) == workbook(asked("living"))
    with ZipFile(BytesIO(workbook(asked("living")))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("docProps/core.xml").count(b"2026-05-15T00:00:00Z") == 2
    assert page(asked("living")) == page(asked("living"))


def test_answers_run_from_0_to_4_with_texts_marked_as_ours() -> None:
    choices = [row for row in rows(workbook(asked("living")), "choices") if row["list_name"] == "scale"]
    assert [row["name"] for row in choices] == ["0", "1", "2", "3", "4"]
    assert choices[4][f"label::{EN}"] == "4: Strongly agree."
    note = by_name(workbook(asked("living")))["wording"][f"label::{EN}"]
    assert note.startswith("OUR OWN WORDING")
    assert "unofficial" in note


def test_answers_without_texts_are_shown_once_and_no_text_is_said_to_be_ours() -> None:
    whole = asked("living")
    bare = whole._replace(scale=tuple(step._replace(text=None, official=False) for step in whole.scale))
    assert not whole.scale_is_official
    assert '<p class="scale">' in page(whole)
    assert bare.scale_is_official
    assert '<p class="scale">' not in page(bare)


def test_a_programme_that_is_named_is_shown_and_not_asked_for() -> None:
    survey = by_name(workbook(asked("living", "health", programmes={"health": Text("Klinik 'Daring'", "Clinic")})))
    assert survey["about_health"][f"label::{EN}"].endswith("Clinic")
    assert survey["programme_health"] == {
        "type": "calculate", "name": "programme_health", "calculation": "\"Klinik 'Daring'\"",
    }  # fmt: skip
    assert "Klinik" in page(asked("living", "health", programmes={"health": Text("Klinik")}))


def test_a_string_of_xpath_ends_where_it_should() -> None:
    assert literal('a "b"') == "'a \"b\"'"
    assert literal("a ’b’") == "\"a 'b'\""
    both = literal("a 'b' \"c\"")
    assert both[0] == both[-1] == "'"
    assert "'" not in both[1:-1]


OFFICIAL = "source: Surat kementerian\ntitle: Kuesioner resmi\nstatements:\n"


def test_wording_for_all_statements_leaves_no_warning(tmp_path: Path) -> None:
    lines = "".join(f"  {item}: {{id: Kalimat {item}, en: Sentence {item}}}\n" for item in statements(MODEL))
    scale = "scale:\n" + "".join(f"  - {{level: {n}, text: Teks {n}}}\n" for n in range(5))
    wording, faults = laid(OFFICIAL + lines + scale, tmp_path)
    assert faults == ()
    questionnaire = asked("living", None, wording)
    assert questionnaire.official == 9
    assert questionnaire.scale_is_official
    survey = by_name(workbook(questionnaire))
    assert survey["wording"][f"label::{EN}"] == "Wording of the statements: Surat kementerian"
    assert survey["impact_health_health_record"][f"label::{EN}"] == "Sentence impact-health-health-record"
    assert not any(f"hint::{EN}" in row for name, row in survey.items() if name.startswith("impact"))
    assert "KATA SENDIRI" not in page(questionnaire)
    assert "Kuesioner resmi" in page(questionnaire)
    assert "Teks 3" in page(questionnaire)


def test_wording_for_some_statements_marks_each_of_the_others(tmp_path: Path) -> None:
    wording, faults = laid(OFFICIAL + "  impact-health-health-record: Kalimat resmi.\n", tmp_path)
    assert faults == ()
    questionnaire = asked("living", None, wording)
    survey = by_name(workbook(questionnaire))
    own = [name for name, row in survey.items() if row.get(f"hint::{EN}", "").startswith("Our own wording")]
    assert len(own) == 8
    assert "impact_health_health_record" not in own
    assert "1 of 9 statements, from Surat kementerian" in survey["wording"][f"label::{EN}"]
    assert page(questionnaire).count('class="own"') == 8
    # A sentence that is there in Indonesian only is shown so in English too, rather than our own.
    assert survey["impact_health_health_record"][f"label::{EN}"] == "Kalimat resmi."


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (OFFICIAL + "  impact-health-helth-record: Kalimat.\n", ["reference-unknown"]),
        (OFFICIAL + "  outcome-living-roads: Kalimat.\n", ["reference-unknown"]),
        (OFFICIAL + "  impact-health-health-record: ''\n", ["schema-length"]),
        (OFFICIAL + "  impact-health-health-record: 3\n", ["schema-type"]),
        (OFFICIAL + "  impact-health-health-record: x\nsumber: x\n", ["schema-unknown-key"]),
        ("source: x\nstatements: {}\n", ["schema-length"]),
        (
            OFFICIAL + "  impact-health-health-record: x\nscale: [{level: 1, text: a}, {level: 1, text: b}]\n",
            ["schema-repeated"],
        ),
        (OFFICIAL + "  impact-health-health-record: x\nscale: [{level: 5, text: a}]\n", ["schema-range"]),
        (OFFICIAL + "  impact-health-health-record: Hubungi 0812-3456-7890\n", ["personal-data"]),
        ("source: [\n", ["yaml-syntax"]),
        ("", ["file-empty"]),
    ],
)
def test_a_fault_of_the_wording_is_a_finding(text: str, kinds: list[str], tmp_path: Path) -> None:
    assert [fault.kind.id for fault in laid(text, tmp_path)[1]] == kinds


@pytest.mark.parametrize(
    ("text", "kinds", "named"),
    [
        ("columns: {}\nprogrammes: {health: {name: A, users: 3}, harmony: {name: null}}\n", [], {"health": Text("A")}),
        ("programmes: {health: {name: {id: A, en: B}}}\n", [], {"health": Text("A", "B")}),
        ("programmes: {helth: {name: A}}\n", ["reference-unknown"], None),
        ("programmes: {health: A}\n", ["schema-type"], {}),
        ("programmes: {health: {name: [A]}}\n", ["schema-type"], {}),
        ("programmes: {health: {name: {en: A}}}\n", ["schema-type"], {}),
        ("programmes: []\n", ["schema-type"], {}),
        ("columns: {}\n", ["schema-missing-key"], {}),
        ("- 1\n", ["schema-type"], {}),
        ("a: [\n", ["yaml-syntax"], {}),
        ("programmes: {health: {name: telp 0812-3456-7890}}\n", ["personal-data"], None),
    ],
)
def test_names_of_programmes_come_from_the_file_of_the_import(
    text: str, kinds: list[str], named: dict[str, Text] | None, tmp_path: Path
) -> None:
    path = tmp_path / "kolom.yaml"
    path.write_text(text, "utf-8")
    names, faults = build_programmes(load(str(path), path.name), {"health", "harmony"})
    assert [fault.kind.id for fault in faults] == kinds
    assert named is None or names == named


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula_a_reference_or_a_tag(text: str) -> None:
    program = MODEL.program
    assert program is not None
    stages = tuple(stage._replace(name=Text(text)) for stage in program.stages)
    model = MODEL._replace(program=program._replace(region=Text(text, text), stages=stages))
    said = {"impact-health-health-record": Text(text)}
    wording = Wording(text, Text(text), said, {0: Text(text), 4: Text(text)})
    plain = Tags(page(asked("living")))
    for whole in (None, Text(text)) if THOROUGH else (Text(text),):
        questionnaire = asked("living", None, wording._replace(title=whole), {"health": Text(text)}, model)
        content = workbook(questionnaire)
        sheets = load_workbook(BytesIO(content))
        assert {cell.data_type for sheet in sheets for row in sheet for cell in row if cell.value} == {"s"}
        root = xform(content)
        assert not list(root.iter(FORMS + "output"))
        assert {instance.get("id") for instance in root.iter(FORMS + "instance")} == {
            None, "consent", "occupation", "yes_no", "scale",
        }  # fmt: skip
        found = Tags(page(questionnaire))
        assert {tag for tag, _ in found.tags} <= {tag for tag, _ in plain.tags}
        assert {name for _, attributes in found.tags for name in attributes} == {
            name for _, attributes in plain.tags for name in attributes
        }
        assert not re.search("[\u200b\u00ad]", "".join(found.words))


def test_names_that_the_form_uses_itself_and_digits_in_front_are_told_apart() -> None:
    assert field_name("3r-waste") == "_3r_waste"
    assert group_name("consent") == "consent_"
    assert group_name("public-service") == "public_service"


def test_a_statement_of_no_sub_dimension_or_dimension_is_still_asked() -> None:
    instrument = MODEL.instrument
    assert instrument is not None
    first, second, *others = (item for item in instrument.items if item.aspect == "impact")
    items = (first._replace(sub_dimension=None), second._replace(sub_dimension=None, dimension=None), *others)
    model = MODEL._replace(instruments={instrument.id: instrument._replace(items=items, ladders=())})
    questionnaire = asked(model=model)
    assert [section.id for section in questionnaire.sections][:3] == ["governance", "crosscutting", "public-service"]
    assert len(questionnaire.questions) == 54
    choices = [row for row in rows(workbook(questionnaire), "choices") if row["list_name"] == "scale"]
    assert [row[f"label::{ID}"] for row in choices] == ["0", "1", "2", "3", "4"]
    xform(workbook(questionnaire))


@pytest.mark.parametrize("code", ["id", "en"])
def test_the_printed_page_of_a_dimension(code: str) -> None:
    path = GOLDEN / f"questionnaire.{code}.html"
    written = page(asked("living", programmes={"health": Text("SI TANGGAP")}), code)
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(written, "utf-8")
    assert written == path.read_text("utf-8")


def test_the_page_loads_nothing_and_has_a_box_for_every_answer() -> None:
    found = Tags(page(asked("living")))
    policy = next(a["content"] or "" for tag, a in found.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not {name for _, a in found.tags for name in a} & {"src", "href", "style", "onclick"}
    boxes = sum(a.get("class") == "tick" for _, a in found.tags)
    assert boxes == 9 * 5 + 3 * 2 + 2 + 9


def call(capsys: pytest.CaptureFixture[str], root: Path, *options: str) -> tuple[int, str, str]:
    code = main(["survey", "form", "--root", str(root), "--today", "2026-05-15", "--lang", "en", *options])
    return code, *capsys.readouterr()


def test_the_command_writes_below_build_and_prints_the_path(capsys: pytest.CaptureFixture[str], build: Build) -> None:
    root = build()
    code, out, _ = call(capsys, root, "--dimension", "living")
    assert (code, out) == (0, f"{root / 'build' / 'kuesioner-2023-tahap-1-living.xlsx'}\n")
    xform(Path(out.strip()).read_bytes())
    code, out, _ = call(capsys, root, "--format", "html")
    assert (code, out) == (0, f"{root / 'build' / 'kuesioner-2023-tahap-1.html'}\n")
    assert call(capsys, root, "--output", str(root / "form.html"))[0] == 0
    assert (root / "form.html").read_text("utf-8") == Path(out.strip()).read_text("utf-8")
    assert call(capsys, root, "--output", "-")[1] == (root / "form.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--format", "xlsx", "--output", "-"), "cannot be printed"),
        (("--dimension", "crosscutting"), "unknown dimension crosscutting"),
        (("--dimension", "living", "--sub-dimension", "waste"), "unknown sub-dimension waste"),
        (("--sub-dimension", "healt"), "did you mean health?"),
        (("--output", "form.txt"), "form.txt must end in .xlsx"),
        (("--output", "form.xlsx", "--format", "html"), "form.xlsx must end in .html"),
        (("--wording", "nowhere.yaml"), "there is no file or folder nowhere.yaml"),
    ],
)
def test_wrong_use_is_said_in_a_sentence(
    capsys: pytest.CaptureFixture[str], options: tuple[str, ...], words: str
) -> None:
    code, out, err = call(capsys, EXAMPLE, *options)
    assert (code, out) == (2, "")
    assert words in err


def test_a_fault_of_the_offices_file_has_its_place_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    wording, programmes, target = tmp_path / "kata.yaml", tmp_path / "kolom.yaml", tmp_path / "form.xlsx"
    wording.write_text(OFFICIAL + "  impact-health-health-recrod: Kalimat.\n", "utf-8")
    programmes.write_text("programmes:\n  helth: {name: A}\n", "utf-8")
    options = ("--wording", str(wording), "--programmes", str(programmes), "--output", str(target))
    code, out, err = call(capsys, EXAMPLE, *options)
    assert code == 1
    assert f"{wording}:4:3: error reference-unknown: " in out
    assert 'Did you mean "impact-health-health-record"?' in out
    assert f"{programmes}:2:3: error reference-unknown: " in out
    assert "No form was written" in err
    assert not target.exists()


def test_a_warning_of_the_offices_file_is_shown_and_the_form_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    wording, target = tmp_path / "kata.yaml", tmp_path / "form.html"
    wording.write_text("\ufeff" + OFFICIAL + "  impact-health-health-record: Kalimat.\n", "utf-8")
    code, out, _ = call(capsys, EXAMPLE, "--wording", str(wording), "--output", str(target))
    assert code == 0
    assert "file-byte-order-mark" in out
    assert "Kalimat." in target.read_text("utf-8")


def test_errors_in_what_feeds_the_form_refuse_it_and_others_do_not(
    capsys: pytest.CaptureFixture[str], build: Build
) -> None:
    path = "data/innovations/klinik-daring.yaml"
    root = build({path: base_text(path, ("dimension:", "dimensi:"))})
    assert call(capsys, root)[0] == 0
    (root / "data/dimensions/living/dimension.yaml").write_text("id: living\n", "utf-8")
    code, out, err = call(capsys, root)
    assert code == 1
    assert "dimension.yaml" in out
    assert "No form was written" in err
    assert "--partial" not in err


def test_an_instrument_without_statements_gives_no_form(capsys: pytest.CaptureFixture[str], build: Build) -> None:
    program = "data/program.yaml"
    text = re.sub(r"(?m)^(instrument|variant): .*$", r"\1: null", base_text(program))
    code, _, err = call(capsys, build({program: text}))
    assert code == 2
    assert "no instrument with statements" in err


def test_the_wording_schema_is_closed_and_the_guide_shows_a_file_that_it_accepts(tmp_path: Path) -> None:
    schema = json.loads((ROOT / "schemas" / "survey-wording.schema.json").read_text("utf-8"))
    assert schema["additionalProperties"] is False
    guide = (ROOT / "docs" / "survei.md").read_text("utf-8")
    shown = re.search(r"```yaml\n(source:.*?)```", guide, re.DOTALL)
    assert shown is not None
    assert laid(shown[1], tmp_path)[1] == ()


def test_a_blank_questionnaire_is_called_one_by_whoever_takes_it_for_answers(
    capsys: pytest.CaptureFixture[str], build: Build
) -> None:
    root = build()
    form = call(capsys, root, "--dimension", "living")[1].strip()
    common = ("--root", str(root), "--today", "2023-05-30", "--lang", "en")
    for command in ("lint", "import"):
        code = main(["survey", command, form, *common])
        said = capsys.readouterr()
        assert (code, "survey-blank-form" in said.out) == (1, True)
        assert "survey-no-statements" not in said.out
    assert not list((root / "data" / "surveys").glob("*2023-tahap-1*"))
    code = main(["validate", form, *common])
    said = capsys.readouterr()
    assert (code, "smartcity survey lint" in said.err) == (0, True)
    main(["validate", str(root / "data" / "agencies.yaml"), *common])
    assert "survey lint" not in capsys.readouterr().err
