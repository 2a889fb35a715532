"""The action's own script: how it calls smartcity, and what it returns to the workflow."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from test_platforms import ACTION, as_program, read, steps

MARK = "<!-- smartcity-review -->"
COMMENT = f"{MARK}\n\n**living 2,31 → 2,49**\n\n::error::x\nend-0123\n"
SMARTCITY = """
import json, os, pathlib, sys
arguments = sys.argv[1:]
pathlib.Path(os.environ["CALLS"]).open("a").write(json.dumps(arguments) + "\\n")
if "--output" in arguments and os.environ["SAID"]:
    pathlib.Path(arguments[arguments.index("--output") + 1]).write_text(os.environ["SAID"])
if "json" in arguments:
    print(json.dumps({"old_labels": ["rules"]}))
if "github" in arguments:
    print("::error file=data/x.yaml,line=1,col=1,title=a::b")
sys.exit(int(os.environ["CODE"]))
"""

pytestmark = pytest.mark.needs("bash", "jq")


class Ran(NamedTuple):
    code: int
    calls: list[list[str]]
    outputs: dict[str, str]
    summary: str
    log: str


def review(
    tmp_path: Path, *, labels: str = "[]", all_labels: str = "", code: int = 0, said: str = COMMENT, lang: str = ""
) -> Ran:
    [script] = [step["run"] for step in steps(ACTION) if step["name"] == "Review the change"]
    stub = tmp_path / "smartcity" / "bin" / "smartcity"
    stub.parent.mkdir(parents=True)
    stub.write_text(as_program(SMARTCITY), "utf-8")
    stub.chmod(0o755)
    files = {name: tmp_path / name.lower() for name in ("CALLS", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for file in files.values():
        file.write_text("", "utf-8")
    environment = {
        **{name: str(file) for name, file in files.items()},
        "BASE": "a" * 40,
        "HEAD": "-b",
        "ROOT": "daerah satu",
        "LABELS": labels,
        "ALL_LABELS": all_labels,
        "LANGUAGE_CODE": lang,
        "RUNNER_TEMP": str(tmp_path),
        "CODE": str(code),
        "SAID": said,
        "PATH": os.environ["PATH"],
    }
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    calls = [json.loads(line) for line in files["CALLS"].read_text("utf-8").splitlines()]
    outputs = read_outputs(files["GITHUB_OUTPUT"].read_text("utf-8"))
    return Ran(int(outputs["code"]), calls, outputs, files["GITHUB_STEP_SUMMARY"].read_text("utf-8"), done.stdout)


def read_outputs(text: str) -> dict[str, str]:
    """What a runner reads of the file: `name=value`, or `name<<end`, lines, `end`."""
    found: dict[str, str] = {}
    lines = iter(text.splitlines())
    for line in lines:
        name, sign, end = line.partition("<<")
        if sign:
            found[name] = "\n".join(iter(lines.__next__, end))
        else:
            name, _, found[name] = line.partition("=")
    return found


def test_verdict_comment_and_code_are_handed_on(tmp_path: Path) -> None:
    ran = review(tmp_path, code=1)
    assert ran.outputs == {
        "code": "1",
        "old-labels": '["rules"]',
        "verdict": "**living 2,31 → 2,49**",
        "comment": COMMENT.rstrip("\n"),
    }
    assert ran.summary == COMMENT
    assert ran.log.startswith("::error file=")


def test_labels_revisions_and_folders_reach_it_as_they_are(tmp_path: Path) -> None:
    ran = review(tmp_path, labels=json.dumps(["rules", "-x; $(id)", "dua kata", "é\"'"]), lang="en")
    common = ["review", "--root", "daerah satu", "--lang", "en"]
    named = [*common, "--label=rules", "--label=-x; $(id)", "--label=dua kata", "--label=é\"'"]
    revisions = ["--", "a" * 40, "-b"]
    assert ran.calls == [
        [*named, "--format", "markdown", "--output", f"{tmp_path}/smartcity-review.md", *revisions],
        [*named, "--format", "github", *revisions],
        [*named, "--format", "json", *revisions],
    ]


def test_a_label_counts_for_the_commit_that_its_giver_has_seen(tmp_path: Path) -> None:
    """The label that was just given counts; others on the change count only if they name their commit."""
    ran = review(tmp_path, labels='["koreksi"]', all_labels='["koreksi", "rules", "rules@1a2b3c4", "tim@dinkes"]')
    assert [part for part in ran.calls[0] if "label=" in part] == [
        "--label=koreksi",
        "--old-label=rules",
        "--label=rules@1a2b3c4",
        "--old-label=tim@dinkes",
    ]


def test_only_the_run_of_giving_a_label_passes_it() -> None:
    inputs = read(ACTION)["inputs"]
    assert inputs["labels"]["default"] == (
        "${{ github.event.action == 'labeled' && format('[{0}]', toJSON(github.event.label.name)) || '[]' }}"
    )


@pytest.mark.parametrize("labels", ["", "null", "[]"])
def test_a_change_without_labels_is_reviewed(labels: str, tmp_path: Path) -> None:
    assert not [part for call in review(tmp_path, labels=labels).calls for part in call if part.startswith("--label")]


@pytest.mark.parametrize("code", [2, 3])
def test_where_it_could_not_run_there_is_no_comment_and_the_code_tells(code: int, tmp_path: Path) -> None:
    ran = review(tmp_path, code=code, said="")
    assert ran.outputs == {"code": str(code), "old-labels": "[]", "verdict": "", "comment": ""}
    assert len(ran.calls) == 1
