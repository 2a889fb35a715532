"""Formats for reviewers: one list of findings, shown in each and escaped for each."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from banjar_smartcity.cli.boundary import main
from conftest import BASE, Build, base_text

SHEET = "data/dimensions/living/answers/2023-tahap-1.yaml"
KLINIK = "data/innovations/klinik-daring.yaml"
HOSTILE = "]]> & <b>\"'| `x` ::error:: %0A @here , a:b"


@pytest.fixture
def faulty(build: Build) -> Path:
    owner = "owners:\n  - kind: agency\n    agency: dinkes\n    sources: [berita]\n"
    text = base_text(KLINIK, (owner, "owners: []\n"), ("name: Klinik Daring", f"name: {json.dumps(HOSTILE)}"))
    return build({SHEET: base_text(SHEET, ("level: 3", "level: 0")), KLINIK: text})


def told(root: Path, format: str, capsys: pytest.CaptureFixture[str], *, code: int = 1) -> str:
    arguments = ["validate", "--root", str(root), "--today", "2023-05-30", "--lang", "en", "--format", format]
    assert main(arguments) == code
    return capsys.readouterr().out


def test_github_gets_one_command_a_finding_and_data_begin_none(
    faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = told(faulty, "github", capsys).splitlines()
    heads = [line.split("::")[1].split(",title=")[1] for line in lines]
    assert heads == ["answer-level", "innovation-without-owner"]
    assert all(
        re.fullmatch(r"::(error|warning) file=[^:,]+,line=\d+,col=\d+,title=[a-z-]+::.*", line) for line in lines
    )
    assert "%250A" in lines[1]


def test_gitlab_gets_a_fingerprint_that_stays_when_lines_move(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = json.loads(told(faulty, "gitlab", capsys))
    path = faulty / SHEET
    path.write_text("# catatan\n\n" + path.read_text("utf-8"), "utf-8")
    after = json.loads(told(faulty, "gitlab", capsys))
    assert [entry["fingerprint"] for entry in before] == [entry["fingerprint"] for entry in after]
    assert [e["location"]["lines"]["begin"] for e in before] != [e["location"]["lines"]["begin"] for e in after]
    assert [(e["check_name"], e["severity"]) for e in before] == [
        ("answer-level", "major"),
        ("innovation-without-owner", "minor"),
    ]


def test_sarif_names_its_rules_and_their_places(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log: dict[str, Any] = json.loads(told(faulty, "sarif", capsys))
    [run] = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert (log["version"], rules) == ("2.1.0", ["answer-level", "innovation-without-owner"])
    for result in run["results"]:
        [place] = result["locations"]
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert place["physicalLocation"]["region"].keys() == {"startLine", "startColumn"}
    uris = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]]
    assert uris == [SHEET, KLINIK]


def test_junit_fails_for_errors_only_and_is_sound_xml(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    suites = ElementTree.fromstring(told(faulty, "junit", capsys))
    cases = {case.attrib["name"]: case for case in suites.iter("testcase")}
    assert suites.attrib["failures"] == "1"
    assert [child.tag for child in cases[SHEET]] == ["failure"]
    assert [child.tag for child in cases[KLINIK]] == ["system-out"]
    assert SHEET in cases
    assert len(cases) == int(suites.attrib["tests"])


def test_markdown_is_a_table_that_data_cannot_break(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    html = MarkdownIt("commonmark").enable("table").render(told(faulty, "markdown", capsys))
    assert (html.count("<tr>"), html.count("<td>")) == (3, 8)
    assert "<b>" not in html


@pytest.mark.parametrize("format", ["github", "gitlab", "sarif", "junit", "markdown"])
def test_a_sound_workspace_is_told_in_every_format(format: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = told(BASE, format, capsys, code=0)
    expected = {"github": "", "gitlab": "[]\n", "markdown": "Nothing to fix.\n"}
    assert out == expected.get(format, out)
    assert "\x1b" not in out
