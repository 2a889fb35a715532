"""The command line as its users meet it: exit codes, languages, refusals, and nothing lost."""

from __future__ import annotations

import errno
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from banjar_smartcity.__main__ import run as run_program
from banjar_smartcity.cli.app import list_commands
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.cli.calling import speech
from banjar_smartcity.cli.registry import FAMILIES, full_names
from banjar_smartcity.i18n import language
from banjar_smartcity.resources import pip_install
from conftest import run_command as run

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "kabupaten-contoh"
DAY = "2023-06-01"


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SMARTCITY_LANG", "SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A copy of the real region's data in a folder whose name has spaces."""
    folder = tmp_path / "kabupaten banjar"
    shutil.copytree(ROOT / "data", folder / "data")
    return folder


def run_json(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Any:
    code, out, err = run(capsys, *arguments, "--format", "json")
    assert code == 0, err
    return json.loads(out)


def spoil(city: Path) -> Path:
    path = city / "data" / "innovations" / "urc.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("dimension: society", "dimension: sosiety"), "utf-8")
    return path


def test_the_regions_own_data_have_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    findings = run_json(capsys, "validate", "--root", ROOT)
    assert findings["summary"]["errors"] == 0
    assert findings["summary"]["files"] > 35


def test_the_example_has_no_error_and_shows_its_weaknesses(capsys: pytest.CaptureFixture[str]) -> None:
    findings = run_json(capsys, "validate", "--root", EXAMPLE, "--today", "2026-05-15")
    kinds = {finding["id"] for finding in findings["findings"]}
    assert findings["summary"]["errors"] == 0
    assert {"evidence-expired", "innovation-duplicate", "survey-too-few"} <= kinds


def test_si_marta_is_found_by_the_rule_without_its_pointer(capsys: pytest.CaptureFixture[str], city: Path) -> None:
    for name in ("si-marta-governance", "si-marta-society"):
        path = city / "data" / "innovations" / f"{name}.yaml"
        lines = path.read_text("utf-8").splitlines()
        kept = ["possible_duplicate_of: null" if "possible_duplicate_of" in line else line for line in lines]
        path.write_text("\n".join(kept) + "\n", "utf-8")
    findings = run_json(capsys, "validate", "--root", city)
    assert [f["path"] for f in findings["findings"] if f["id"] == "innovation-duplicate"] == [
        "data/innovations/si-marta-society.yaml"
    ]


def test_an_error_is_shown_with_place_message_and_meant_name(capsys: pytest.CaptureFixture[str], city: Path) -> None:
    spoil(city)
    code, out, _ = run(capsys, "validate", "--root", city, "--lang", "en")
    assert code == 1
    line = next(line for line in out.splitlines() if "reference-unknown" in line)
    assert line.startswith("data/innovations/urc.yaml:")
    assert 'error reference-unknown: unknown dimension "sosiety"' in line
    assert 'Did you mean "society"?' in out


def test_findings_speak_indonesian_by_default(capsys: pytest.CaptureFixture[str], city: Path) -> None:
    spoil(city)
    _, out, _ = run(capsys, "validate", "--root", city)
    assert 'error reference-unknown: dimensi "sosiety" tidak dikenal' in out
    assert 'maksud Anda "society"?' in out


def test_paths_limit_what_is_shown_and_the_exit_code(
    capsys: pytest.CaptureFixture[str], city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoiled = spoil(city)
    monkeypatch.chdir(city / "data")
    assert run(capsys, "validate", "innovations/urc.yaml")[0] == 1
    assert run(capsys, "validate", spoiled)[0] == 1
    code, out, _ = run(capsys, "validate", "results")
    assert code == 0
    assert "urc" not in out


def test_strict_makes_warnings_count(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "validate", "--root", ROOT)[0] == 0
    assert run(capsys, "validate", "--root", ROOT, "--strict")[0] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("validate", "--root", "/nowhere"),
        ("validate", "no-such-file"),
        ("validate", "--bogus"),
        ("bogus",),
        ("score", "--root", ROOT, "--dimension", "livingg"),
        ("score", "--root", ROOT, "--official", "1999"),
        ("score", "--root", ROOT, "--stage", "2099"),
        ("status", "--root", ROOT, "--agency", "dkips"),
        ("validate", "--root", ROOT, "--today", "2023-02-30"),
        ("validate", "--root", ROOT, "--lang", "fr"),
        ("explain", "no-such-finding"),
        ("new", "innovation"),
        ("new", "innovation", "Not An Id", "--root", ROOT),
        ("validate", "--schema", ROOT / "schemas" / "common.schema.json"),
    ],
)
def test_wrong_use_is_exit_2_and_a_sentence_on_stderr(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str | Path, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    code, out, err = run(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert err.startswith("smartcity: ")
    assert "Traceback" not in err


def test_a_figure_is_refused_where_files_that_feed_it_have_errors(
    capsys: pytest.CaptureFixture[str], city: Path
) -> None:
    spoil(city)
    for command in ("status", "report"):
        code, out, err = run(capsys, command, "--root", city, "--lang", "en")
        assert code == 1
        assert "reference-unknown" in out
        assert "--partial" in err
    assert not (city / "build").exists()
    assert run(capsys, "score", "--root", city)[0] == 0, "an innovation feeds no score"


def test_partial_computes_from_what_is_sound_and_says_so(capsys: pytest.CaptureFixture[str], city: Path) -> None:
    spoil(city)
    code, out, _ = run(capsys, "status", "--root", city, "--partial", "--lang", "en")
    assert code == 0
    assert out.startswith("PARTIAL")
    state = run_json(capsys, "status", "--root", city, "--partial")
    assert state["partial"] is True
    assert state["whole"]["innovations"]["total"] == 19


def test_a_dimension_that_cannot_be_read_keeps_its_part_of_a_partial_index(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    shutil.copytree(EXAMPLE / "data", tmp_path / "data")
    broken = tmp_path / "data" / "dimensions" / "living" / "dimension.yaml"
    broken.write_text(broken.read_text("utf-8").replace("\nname:", "\nnama:"), "utf-8")
    score = run_json(capsys, "score", "--root", tmp_path, "--today", "2026-05-15", "--partial")
    assert score["final"] == pytest.approx(sum(d["contribution"] for d in score["dimensions"].values()))
    assert score["dimensions"]["living"]["items"] == 16
    code, out, _ = run(capsys, "report", "--root", tmp_path, "--today", "2026-05-15", "--partial", "--output", "-")
    assert code == 0
    assert "living" in out


def test_without_a_sound_instrument_even_a_partial_figure_is_refused(
    capsys: pytest.CaptureFixture[str], city: Path
) -> None:
    instrument = city / "data" / "instruments" / "kominfo-2023.yaml"
    instrument.write_text(instrument.read_text("utf-8").replace("\naspects:", "\naspek:"), "utf-8")
    code, out, err = run(capsys, "score", "--root", city, "--partial", "--lang", "en")
    assert code == 1
    assert "schema-unknown-key" in out
    assert "No figure can be computed" in err


def test_the_score_shows_what_is_answered_and_open_before_any_figure(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "score", "--root", ROOT, "--lang", "en", "--today", DAY)
    assert out.index("Answered: 0 of 111 items. Still open: 0.00 to 4.00.") < out.index("claimed 0.00")
    assert "2.42" not in out, "published later than the day"
    _, later, _ = run(capsys, "score", "--root", ROOT, "--lang", "en", "--today", "2023-12-05")
    assert "2.42, rank 98 of 130" in later


def test_the_score_as_json_has_the_documented_shape(capsys: pytest.CaptureFixture[str]) -> None:
    score = run_json(capsys, "score", "--root", EXAMPLE, "--today", "2026-05-15")
    assert list(score["aspects"]) == ["baseline", "output", "outcome", "impact", "quick-win"]
    assert {"score", "weight", "items", "answered"} <= set(score["aspects"]["baseline"])
    assert list(score["dimensions"])[-1] == "crosscutting"
    assert score["final"] == pytest.approx(sum(d["contribution"] for d in score["dimensions"].values()))
    assert score["final"] == pytest.approx(sum(a["score"] * a["weight"] / 100 for a in score["aspects"].values()))
    assert score["supported"] < score["final"]
    assert score["answered"] == score["items"] == 111


def test_official_results_are_computed_beside_the_published_ones(capsys: pytest.CaptureFixture[str]) -> None:
    rows = run_json(capsys, "score", "--root", ROOT, "--official", "2023")["rows"]
    assert len(rows) == 16
    assert all(abs(row["computed"] - row["published"]) <= 0.0151 for row in rows)
    banjar = next(row for row in rows if row["region"] == "KAB. BANJAR")
    assert banjar["computed"] == pytest.approx(2.417)
    unknown = run_json(capsys, "score", "--root", ROOT, "--official", "2020")["rows"]
    assert unknown[0]["computed"] is None
    assert unknown[0]["published"] == 3.41


def test_explaining_lists_every_item_with_its_part(capsys: pytest.CaptureFixture[str]) -> None:
    explained = run_json(capsys, "score", "--root", EXAMPLE, "--today", "2026-05-15", "--explain")
    parts = explained["item_scores"]
    assert len(parts) == 111
    assert sum(part["contribution"] for part in parts.values()) == pytest.approx(explained["final"])


def test_status_counts_and_names_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    state = run_json(capsys, "status", "--root", ROOT, "--today", DAY)
    assert state["next_stage"] == {"id": "2023-tahap-1", "days_left": 11}
    assert sum(d["items"] for d in state["dimensions"].values()) == 111
    assert state["dimensions"]["living"]["answered"] == 0
    owed = {(entry["what"], entry["id"]) for entry in state["missing"]}
    assert ("survey", "health") in owed
    assert ("innovation-owner", "urc") in owed


def test_status_of_an_agency_shows_only_what_it_owes(capsys: pytest.CaptureFixture[str]) -> None:
    state = run_json(capsys, "status", "--root", ROOT, "--agency", "dpmptsp")
    assert {entry["agency"] for entry in state["missing"]} == {"dpmptsp"}


def test_a_report_goes_to_build_and_its_path_is_printed(capsys: pytest.CaptureFixture[str], city: Path) -> None:
    code, out, _ = run(capsys, "report", "--root", city, "--dimension", "living", "--today", DAY)
    path = Path(out.strip())
    assert code == 0
    assert path == city / "build" / "laporan-2023-tahap-1-living.html"
    assert path.read_text("utf-8").lower().startswith("<!doctype html>")
    assert [entry.name for entry in path.parent.iterdir()] == [path.name], "no temporary file stays"


def test_markdown_can_be_printed(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "report", "--root", ROOT, "--format", "md", "--output", "-", "--today", DAY)
    assert code == 0
    assert out.lstrip().startswith("# ")


@pytest.mark.parametrize("options", [(), ("--dimension", "economy")])
def test_a_new_innovation_is_a_draft_which_is_said_where_its_name_is_to_be_filled_in(
    options: tuple[str, ...], capsys: pytest.CaptureFixture[str], city: Path
) -> None:
    code, out, _ = run(capsys, "new", "innovation", "warung-pintar", *options, "--root", city)
    path = Path(out.strip())
    assert code == 0
    assert path == city / "data" / "innovations" / "warung-pintar.yaml"
    found = json.loads(run(capsys, "validate", path, "--root", city, "--format", "json")[1])["findings"]
    assert [(one["severity"], one["id"], one["line"]) for one in found] == [
        ("warning", "innovation-draft", path.read_text("utf-8").splitlines().index("name: null") + 1)
    ]


FIGURES = ("status", "todo", "score", "innovations", "innovations matrix", "innovations shortlist", "evidence check")


def test_a_draft_blocks_no_figure_changes_none_and_is_named_as_a_draft(
    capsys: pytest.CaptureFixture[str], city: Path, tmp_path: Path
) -> None:
    def figures() -> dict[str, Any]:
        return {c: run_json(capsys, *c.split(), "--root", city, "--today", DAY) for c in FIGURES}

    before = figures()
    assert run(capsys, "new", "innovation", "warung-pintar", "--dimension", "economy", "--root", city)[0] == 0
    after = figures()
    assert after["status"].pop("drafts") == after["innovations"].pop("drafts") == ["warung-pintar"]
    assert before["status"].pop("drafts") == before["innovations"].pop("drafts") == []
    assert after == before
    said = "Drafts without a name, not counted: warung-pintar."
    for command in ("status", "innovations"):
        assert said in run(capsys, command, "--root", city, "--today", DAY, "--lang", "en")[1]
    for format in ("html", "md"):
        out = tmp_path / f"report.{format}"
        code, _, _ = run(capsys, "report", "--root", city, "--output", out, "--today", DAY, "--lang", "en")
        assert (code, said in out.read_text("utf-8")) == (0, True)
    assert run(capsys, "site", "--root", city, "--output", tmp_path / "situs", "--today", DAY, "--lang", "en")[0] == 0
    assert said in (tmp_path / "situs" / "innovations.html").read_text("utf-8")
    code, _, err = run(capsys, "innovations", "show", "warung-pintar", "--root", city, "--lang", "en")
    assert (code, "is a draft" in err) == (2, True)


def test_an_innovation_with_a_name_needs_a_dimension(capsys: pytest.CaptureFixture[str], city: Path) -> None:
    path = Path(run(capsys, "new", "innovation", "warung-pintar", "--root", city)[1].strip())
    path.write_text(path.read_text("utf-8").replace("name: null", "name: Warung Pintar"), "utf-8")
    found = json.loads(run(capsys, "validate", path, "--root", city, "--format", "json")[1])["findings"]
    errors = [(one["id"], one["line"]) for one in found if one["severity"] == "error"]
    assert errors == [("schema-type", path.read_text("utf-8").splitlines().index("dimension: null") + 1)]


def test_a_new_innovation_of_a_dimension_that_is_not_there_is_refused(
    capsys: pytest.CaptureFixture[str], city: Path
) -> None:
    before = sorted((city / "data" / "innovations").iterdir())
    for given, answer in (("livng", "did you mean living?"), ("xyzzy", "hoose from governance, branding")):
        code, _, err = run(capsys, "new", "innovation", "uji", "--dimension", given, "--root", city, "--lang", "en")
        assert (code, answer in err) == (2, True), err
    assert sorted((city / "data" / "innovations").iterdir()) == before


def test_new_never_overwrites(capsys: pytest.CaptureFixture[str], city: Path) -> None:
    path = city / "data" / "innovations" / "urc.yaml"
    before = path.read_bytes()
    assert run(capsys, "new", "innovation", "urc", "--root", city)[0] == 2
    assert path.read_bytes() == before


def test_explain_gives_reason_mending_and_example(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "explain", "answer-by-hand", "--lang", "en")
    assert "Why\n" in out
    assert "How to fix it\n" in out
    assert "Example\n" in out


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    metadata = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for arguments in (["--version"], ["--lang", "en", "--version"]):
        code, out, err = run(capsys, *arguments)
        assert (code, out, err) == (0, f"smartcity {metadata['project']['version']}\n", "")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["valdate"], "unknown command valdate; did you mean validate?"),
        (["laporan"], "unknown command laporan; did you mean report?"),
        (["Nilai"], "unknown command Nilai; did you mean score?"),
        (["lint"], "unknown command lint; did you mean survey lint?"),
        (["innovation"], "unknown command innovation; did you mean new innovation?"),
        (["evidence", "chek"], "unknown command chek; did you mean check?"),
        (["validate", "--strct"], "unknown option --strct; did you mean --strict?"),
        (["--versoin"], "unknown option --versoin; did you mean --version?"),
        (["qqqq"], "unknown command qqqq"),
        (["compare", "--stage"], "unknown option --stage"),
    ],
)
def test_a_wrong_name_is_answered_with_the_one_that_was_meant(
    capsys: pytest.CaptureFixture[str], arguments: list[str], complaint: str
) -> None:
    code, out, err = run(capsys, "--lang", "en", *arguments)
    assert (code, out) == (2, "")
    assert err.splitlines()[0] == f"smartcity: {complaint}"
    assert ("maksud Anda" in run(capsys, "--lang", "id", *arguments)[2]) == ("did you mean" in complaint)


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["qqqq"], "smartcity --help"),
        (["--root=x", "qqqq"], "smartcity --help"),
        (["--today", "status", "score"], "smartcity score --help"),
        (["validate", "--strct"], "smartcity validate --help"),
        (["evidence", "chek"], "smartcity evidence --help"),
        (["evidence", "confirm", "check"], "smartcity evidence confirm --help"),
        (["survey", "import"], "smartcity survey import --help"),
        (["textconv", "tidak-ada.yaml"], "smartcity textconv --help"),
    ],
)
def test_a_complaint_names_the_help_of_its_command(
    capsys: pytest.CaptureFixture[str], arguments: list[str], command: str
) -> None:
    code, _, err = run(capsys, "--lang", "en", *arguments)
    assert (code, err.splitlines()[-1]) == (2, f"See `{command}`.")


@pytest.mark.parametrize(("lang", "said"), [("en", "x.yaml does not exist"), ("id", "x.yaml tidak ada")])
def test_a_file_that_is_not_there_is_said_in_the_language_of_the_reader(
    capsys: pytest.CaptureFixture[str], lang: str, said: str
) -> None:
    _, _, err = run(capsys, "textconv", "x.yaml", "--lang", lang)
    assert said in err
    assert "Errno" not in err


@pytest.mark.parametrize(
    ("number", "lang", "said"),
    [
        (errno.EACCES, "en", "no permission for {}: it belongs"),
        (errno.EPERM, "id", "tidak ada izin untuk {}: milik orang lain"),
        (errno.EROFS, "en", "{} is on a disk to which nobody may write"),
        (errno.EROFS, "id", "{} ada pada disk yang tidak boleh ditulisi"),
    ],
)
def test_what_is_not_open_to_a_person_is_said_in_words(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    number: int,
    lang: str,
    said: str,
) -> None:
    def refuse(path: Any, *_: Any) -> None:
        raise OSError(number, os.strerror(number), os.fspath(path))

    monkeypatch.setattr(os, "mkdir", refuse)
    for folder in (tmp_path, tmp_path / "baru"):  # in one that is there, it is the workshop that cannot be made
        output = str(folder / "laporan.html")
        code, _, err = run(capsys, "report", "--root", str(EXAMPLE), "--lang", lang, "--output", output)
        assert code == 2
        assert said.format(folder) in err
    assert "Errno" not in err


@pytest.mark.parametrize(
    ("lang", "headings"),
    [
        ("en", "Begin Check Score Review Publish Innovations,_evidence_and_surveys Agencies A_new_year Plumbing"),
        (
            "id",
            "Mulai Periksa Nilai Tinjau Terbitkan Inovasi,_data_dukung,_dan_survei Perangkat_daerah Tahun_baru "
            "Perangkat_teknis",
        ),
    ],
)
def test_help_lists_every_command_once_in_groups_of_the_work(
    capsys: pytest.CaptureFixture[str], lang: str, headings: str
) -> None:
    _, out, _ = run(capsys, "--lang", lang, "--help")
    blocks = out.split("\n\n")[3:-1]
    assert [block.splitlines()[0] for block in blocks] == [f"{h.replace('_', ' ')}:" for h in headings.split()]
    listed = [line.split()[0] for block in blocks for line in block.splitlines()[1:]]
    modules = {path.stem for path in (ROOT / "src/banjar_smartcity/cli/commands").glob("[a-z]*.py")}
    called = {place.split(":")[0] for family in FAMILIES.values() for place in family.commands.values()}
    assert len(listed) == len(set(listed))
    assert {name.replace("-", "_") for name in listed} == (modules - called) | {*FAMILIES}


def test_all_commands_can_be_listed_with_what_they_take() -> None:
    listed = {command.name: command for command in list_commands(language("en"))}
    assert set(listed) == set(full_names())
    assert listed["survey lint"].group == "Innovations, evidence and surveys"
    assert listed["diff"].help.startswith("Show what a change does.")
    assert [p.spelling for p in listed["diff"].parameters if not p.option] == ["[BASE]", "[HEAD]"]
    assert "--within DAYS" in {p.spelling.split("  ")[0] for p in listed["evidence check"].parameters if p.option}
    assert all(p.help for command in listed.values() for p in command.parameters if p.option)


@pytest.mark.parametrize(("lang", "words"), [("id", "Pemakaian: "), ("en", "Usage: ")])
def test_help_is_in_the_chosen_language(capsys: pytest.CaptureFixture[str], lang: str, words: str) -> None:
    _, out, _ = run(capsys, "--lang", lang, "--help")
    assert out.startswith(words)
    _, out, _ = run(capsys, "validate", "--lang", lang, "--help")
    assert out.startswith(words)


def test_the_environment_chooses_the_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMARTCITY_LANG", "en")
    assert run(capsys, "--help")[1].startswith("Usage: ")
    monkeypatch.setenv("SMARTCITY_LANG", "xx")
    assert run(capsys, "validate", "--root", ROOT)[0] == 2


def test_shared_options_may_stand_before_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--root", ROOT, "--lang", "en", "--today", DAY, "score")
    assert code == 0
    assert "as of June 1, 2023" in out or "as of 1 June 2023" in out


def test_another_schema_can_be_used_on_any_yaml_or_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    schema, good, bad = tmp_path / "s.json", tmp_path / "good.json", tmp_path / "bad.yaml"
    schema.write_text('{"properties": {"port": {"type": "integer"}}, "additionalProperties": false}')
    good.write_text('{"port": 80}')
    bad.write_text("port: tcp\nhots: x\n")
    assert run(capsys, "validate", "--schema", schema, good)[0] == 0
    code, out, _ = run(capsys, "validate", "--schema", schema, tmp_path, "--lang", "en")
    assert code == 1
    assert "bad.yaml:1:7: error schema-type" in out
    assert "bad.yaml:2:1: error schema-unknown-key" in out


def test_our_own_bug_is_exit_3_without_a_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **_more: object) -> None:
        raise RuntimeError("\x1b[31mboom")

    monkeypatch.setattr("banjar_smartcity.checking.pipeline.check_workspace", broken)
    code, _, err = run(capsys, "validate", "--root", ROOT)
    assert code == 3
    assert "boom" in err
    assert "\x1b" not in err
    assert "Traceback" not in err


def smartcity(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "banjar_smartcity", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, env={**os.environ, **environment})


def test_a_closed_pipe_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        process = subprocess.run(
            [sys.executable, "-m", "banjar_smartcity", "validate"],
            cwd=ROOT,
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert process.stderr == b""
    assert process.returncode in (0, 1)


PRINTED = (
    "status", "status --summary", "todo", "score", "score --explain", "validate --summary", "explain",
    "explain answer-by-hand", "innovations", "innovations matrix", "innovations show urc", "innovations shortlist",
    "innovations contest", "evidence check", "report --output - --format md", "history --limit 1", "--version",
    "merge-driver --help", "item output-institution-council",
)  # fmt: skip


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a copy of this process runs the command")
@pytest.mark.parametrize("command", PRINTED)
def test_any_command_ends_quietly_when_nobody_reads_on(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in `smartcity status | head`: no traceback, and not the code of errors in the data."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "argv", ["smartcity", *command.split()])
    reader, writer = os.pipe()
    os.close(reader)
    told = tmp_path / "told.txt"
    child = os.fork()
    if child == 0:
        try:
            os.dup2(writer, 1)
            os.dup2(os.open(told, os.O_WRONLY | os.O_CREAT), 2)
            sys.stdout, sys.stderr = map(partial(open, mode="w", encoding="utf-8"), (1, 2))
            run_program()
        finally:
            os._exit(9)
    os.close(writer)
    assert (os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), told.read_bytes()) == (0, b"")


@pytest.mark.parametrize("command", PRINTED)
def test_redirected_text_is_neither_padded_nor_wrapped(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("SMARTCITY_LANG", "en")
    code, out, _ = run(capsys, *command.split())
    hard_break = "report" in command  # two blanks at the end of a line are a break in Markdown
    assert (code, [line for line in out.split("\n") if line != line.rstrip() and not hard_break]) == (0, [])


def test_a_redirected_sentence_stays_on_its_line() -> None:
    unset = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    for command, sentence in (
        ("innovations", "Gain: points still available by proving what is claimed and assessing what is not known."),
        ("innovations", "Maturity by Regional Innovation Index"),
        ("explain evidence-hash", "Restore the recorded file; or, if the new one is right, record its hash"),
    ):
        code = [sys.executable, "-m", "banjar_smartcity", *command.split(), "--lang", "en"]
        told = subprocess.run(code, cwd=ROOT, capture_output=True, check=False, env=unset)
        assert any(line.strip().startswith(sentence) for line in told.stdout.decode().split("\n")), command


def test_a_terminal_without_unicode_is_no_error() -> None:
    process = smartcity("status", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert process.returncode == 0, process.stderr


def test_no_colour_reaches_a_pipe() -> None:
    for command in ("validate", "status", "score"):
        assert b"\x1b" not in smartcity(command).stdout


LIGHT = {
    "textconv data/sources.yaml": ("typer", "rich", "jinja2", "babel", "jsonschema_rs", "subprocess"),
    "validate": ("rich", "jinja2", "babel", "openpyxl", "jsonschema", "pydantic", "hashlib", "difflib", "tempfile"),
    "explain": ("rich", "jinja2", "babel", "pydantic"),
    "history --limit 1 --format json": ("rich", "babel", "jinja2", "openpyxl", "jsonschema", "pydantic"),
    "diff HEAD HEAD": ("rich", "jinja2", "openpyxl", "bagit", "jsonschema", "pydantic", "tempfile"),
    "score": ("jinja2", "openpyxl", "jsonschema", "pydantic", "banjar_smartcity.seeing", "tempfile"),
    "status": ("jinja2", "openpyxl", "jsonschema", "pydantic", "banjar_smartcity.seeing"),
    "todo": ("jinja2", "openpyxl", "bagit", "jsonschema", "pydantic", "banjar_smartcity.seeing"),
    "item output-institution-council": ("jinja2", "openpyxl", "bagit", "jsonschema", "pydantic"),
    "innovations": ("jinja2", "openpyxl", "bagit", "jsonschema", "pydantic"),
    "evidence check": ("jinja2", "openpyxl", "bagit", "jsonschema", "pydantic"),
    "history --limit 1": ("jinja2", "openpyxl", "bagit", "jsonschema", "pydantic"),
}
PAGES = {
    "report": ("rich", "openpyxl", "jsonschema", "pydantic", "http.server", "typer"),
    "site": ("rich", "openpyxl", "jsonschema", "pydantic", "http.server"),
}
"""What each command leaves alone. All of a table run in one process, those that load least first."""

WATCH = """
import io, json, sys
from contextlib import redirect_stdout
from banjar_smartcity.cli.boundary import main
loaded = []
for arguments in json.loads(sys.argv[1]):
    with redirect_stdout(io.TextIOWrapper(io.BytesIO())):
        code = main(arguments)
    loaded.append([code, sorted(sys.modules)])
print(json.dumps(loaded))
"""


@pytest.mark.parametrize("commands", [LIGHT, PAGES], ids=["light", "pages"])
def test_heavy_libraries_are_loaded_only_where_they_are_used(
    commands: dict[str, tuple[str, ...]], tmp_path: Path
) -> None:
    outputs = {"report": ["--output", "-"], "site": ["--output", str(tmp_path / "situs")]}
    arguments = json.dumps([[*command.split(), *outputs.get(command, [])] for command in commands])
    process = subprocess.run(
        [sys.executable, "-c", WATCH, arguments], cwd=ROOT, capture_output=True, check=True, stdin=subprocess.DEVNULL
    )
    ran = dict(zip(commands, json.loads(process.stdout), strict=True))
    assert {command: code for command, (code, _) in ran.items() if code} == {}
    assert {
        command: found for command, (_, loaded) in ran.items() if (found := set(commands[command]) & set(loaded))
    } == {}


@pytest.mark.parametrize(("lang", "word"), [("id", "wajib"), ("en", "required")])
def test_help_marks_what_must_be_given_in_the_readers_language(
    lang: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["item", "--lang", lang, "--help"]) == 0
    assert re.findall(r"\[(required|wajib)\]", capsys.readouterr().out) == [word]
    marks = [parameter.help for command in list_commands(language(lang)) for parameter in command.parameters]
    ends = {found[1] for text in marks if (found := re.search(r"\[(required|wajib)\]$", text))}
    assert ends == {word}


@pytest.mark.parametrize(
    ("lang", "bounded", "least"),
    [("id", "[dari 0 sampai 65535]", "[sedikitnya 1]"), ("en", "[from 0 to 65535]", "[at least 1]")],
)
def test_help_says_in_words_from_where_to_where_a_number_goes(
    lang: str, bounded: str, least: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "--lang", lang, "--help"]) == 0
    assert bounded in " ".join(capsys.readouterr().out.split())
    assert main(["validate", "--lang", lang, "--help"]) == 0
    assert least in " ".join(capsys.readouterr().out.split())


def test_the_help_of_a_family_shows_no_options_that_came_before_it_as_defaults(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, out, _ = run(capsys, "--lang", "id", "--today", "2026-05-15", "--root", "x", "workbook", "--help")
    assert "--today TANGGAL" in out
    assert "2026" not in out
    assert "[default" not in out


def test_the_command_that_installs_what_is_missing_names_the_python_that_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/opt/dua kata/bin/python")
    command = pip_install("[pdf]")
    if os.name == "posix":
        parts = shlex.split(command)
        assert parts == ["/opt/dua kata/bin/python", "-m", "pip", "install", "banjar-smartcity[pdf]"]
    assert pip_install("jsonschema-rs").endswith('install "jsonschema-rs"')


@pytest.mark.parametrize(
    ("name", "meant"), [("Ambulans Sungai", "ambulans-sungai"), ("Si_Marta (2)", "si-marta-2"), ("???", "mpp-barokah")]
)
def test_a_name_in_place_of_an_id_is_answered_with_the_id(
    capsys: pytest.CaptureFixture[str], name: str, meant: str
) -> None:
    for command in (["new", "innovation", name], ["new", "stage", name, "--from", "2026-tahap-1"]):
        code, _, err = run(capsys, *command, "--root", str(EXAMPLE), "--lang", "en")
        assert code == 2
        assert f"such as {meant}\n" in err


def test_the_short_score_of_a_dimension_names_the_command_that_says_more_of_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, out, _ = run(
        capsys, "score", "--summary", "--dimension", "living", "--root", str(EXAMPLE), "--today", "2026-05-15"
    )
    assert out.splitlines()[-1].endswith("`smartcity score --dimension living`.")
    assert "dimensi dan" not in out.splitlines()[-1]


def test_indonesian_words_mean_commands_that_there_are() -> None:
    assert set(speech.INDONESIAN.values()) <= {word for name in full_names() for word in (name, *name.split())}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (("laporan",), "report"),
        (("Laporann",), "report"),
        (("valdasi",), "validate"),
        (("instrumen",), "instruments"),
        (("data-dukun",), "evidence"),
        (("impor",), "survey import"),
        (("survey", "impot"), "import"),
        (("innovations", "kontess"), "contest"),
    ],
)
def test_a_word_for_a_command_with_a_typing_mistake_leads_to_it(
    written: tuple[str, ...], meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, _, err = run(capsys, *written, "--lang", "id")
    assert err.splitlines()[0].endswith(f"; apakah maksud Anda {meant}?")
