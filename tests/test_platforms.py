"""What code hosts run: valid by their schemas, and safe by what no schema sees."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
ACTION, WORKFLOW, GITLAB = "action.yml", ".github/workflows/review.yml", "ci/gitlab-review.yml"
SCHEMAS = {ACTION: "vendor.github-actions", WORKFLOW: "vendor.github-workflows", GITLAB: "vendor.gitlab-ci"}
LAYS = re.compile(
    r"\bgit(?: -C \S+)? (?:checkout|switch|restore|reset|merge|worktree|archive|pull|clone)\b|\binstall\b"
)
UNTRUSTED = re.compile(r"refs/pull/|refs/merge-requests/|pull_request\.head|SOURCE_BRANCH|refs/review/head")


def as_program(code: str) -> str:
    """Python as an executable file. Its interpreter is named: `env python3` may be a shim that takes long."""
    return f"#!/bin/sh\n'''exec' \"{sys.executable}\" -IS \"$0\" \"$@\"\n' '''\n{code}"


def read(name: str) -> Any:
    # YAML 1.1 takes the bare key `on` for true, as GitHub does not.
    return yaml.safe_load(re.sub("^on:", '"on":', (ROOT / name).read_text("utf-8"), flags=re.MULTILINE))


def steps(name: str) -> Iterator[dict[str, Any]]:
    data = read(name)
    if name == ACTION:
        yield from data["runs"]["steps"]
    for job in data.get("jobs", {}).values():
        yield from job["steps"]


def scripts() -> list[Any]:
    found = [
        pytest.param(step["run"], id=f"{name}: {step['name']}")
        for name in (ACTION, WORKFLOW)
        for step in steps(name)
        if "run" in step
    ]
    [gitlab] = read(GITLAB)["smartcity-review"]["script"]
    return [*found, pytest.param(gitlab, id=GITLAB)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_is_sound_by_the_schema_of_its_platform(name: str) -> None:
    program = str(Path(sys.executable).with_name("check-jsonschema"))
    done = subprocess.run(
        [program, "--builtin-schema", SCHEMAS[name], ROOT / name], capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.needs("bash")
@pytest.mark.parametrize("script", scripts())
def test_a_script_is_sound_shell_and_holds_no_value_of_the_change(script: str) -> None:
    subprocess.run(["bash", "-n"], input=script, check=True, text=True)
    assert "${{" not in script


@pytest.mark.parametrize("name", [ACTION, WORKFLOW])
def test_every_action_of_others_is_pinned_by_its_whole_commit(name: str) -> None:
    for line in (ROOT / name).read_text("utf-8").splitlines():
        if found := re.search(r"uses: (\S+)", line):
            assert found[1] == "./" or re.fullmatch(r".*uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_no_right_is_given_but_to_read_where_data_are_read_and_to_comment_where_they_are_not() -> None:
    workflow = read(WORKFLOW)
    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == {
        "review": {"contents": "read"},
        "comment": {"pull-requests": "write"},
    }
    assert "secrets." not in (ROOT / WORKFLOW).read_text("utf-8")


def test_the_job_that_may_write_uses_no_action_and_no_checkout_and_is_never_skipped() -> None:
    job = read(WORKFLOW)["jobs"]["comment"]
    assert [step for step in job["steps"] if "uses" in step] == []
    assert (job["if"], job["steps"][-1]["if"]) == ("always()", "always()")  # what is skipped counts as passed


def test_the_workflow_comes_from_the_base_and_checks_out_nothing_else() -> None:
    workflow = read(WORKFLOW)
    assert list(workflow["on"]) == ["pull_request_target"]
    [checkout] = [step for step in steps(WORKFLOW) if "actions/checkout" in step.get("uses", "")]
    assert checkout["with"]["ref"] == "${{ github.event.pull_request.base.sha }}"
    assert checkout["with"]["persist-credentials"] is False


@pytest.mark.parametrize("script", scripts())
def test_what_comes_of_the_change_is_fetched_and_named_but_never_laid_into_a_work_tree(script: str) -> None:
    for line in script.splitlines():
        if LAYS.search(line):
            assert not UNTRUSTED.search(line), line


def test_python_is_started_where_a_module_of_the_working_folder_is_not_found() -> None:
    text = "".join((ROOT / name).read_text("utf-8") for name in SCHEMAS)
    starts = re.findall(r"(?:python|\$PYTHON)\"? (-\S+)", text)
    assert len(starts) >= 5
    assert set(starts) == {"-I"}


def test_the_hook_calls_a_command_that_the_package_installs() -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["entry"].split() == ["smartcity", "validate"]
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)
    assert [bool(re.search(hook["files"], p)) for p in ("data/a.yaml", "x/data/a.yaml", "src/a.py")] == [
        True,
        True,
        False,
    ]


def test_the_documents_tell_how_to_use_them() -> None:
    for name in ("docs/tinjauan.md", "docs/review.md"):
        text = (ROOT / name).read_text("utf-8")
        for part in ("review.yml", "ci/gitlab-review.yml", "action.yml", ".pre-commit-config.yaml", "CODEOWNERS"):
            assert part in text, (name, part)
