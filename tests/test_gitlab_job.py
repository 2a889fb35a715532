"""GitLab's job, run by bash in an empty folder: what it fetches, what it asks of smartcity, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from test_platforms import GITLAB, as_program, read
from test_revision import run

PYTHON = """
import json, os, pathlib, sys
name, arguments = pathlib.Path(sys.argv[0]).name, sys.argv[1:]
pathlib.Path(os.environ["CALLS"]).open("a").write(json.dumps([name, *arguments]) + "\\n")
if "venv" in arguments:
    here = pathlib.Path("venv/bin")
    here.mkdir(parents=True)
    for made in ("python", "smartcity"):
        (here / made).write_bytes(pathlib.Path(sys.argv[0]).read_bytes())
        (here / made).chmod(0o755)
if name == "smartcity":
    pathlib.Path(arguments[arguments.index("--output") + 1]).write_text("<!-- smartcity-review -->")
    sys.exit(int(os.environ["CODE"]))
"""


pytestmark = pytest.mark.needs("bash")


class Ran(NamedTuple):
    code: int
    calls: list[list[str]]
    base: str
    head: str
    folder: Path


def output(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True).stdout.strip()


def job(tmp_path: Path, *, code: int = 0, **variables: str) -> Ran:
    project = tmp_path / "server" / "daerah" / "data.git"
    project.mkdir(parents=True)
    run(project, "init", "-q")
    (project / "data").mkdir()
    (project / "data" / "program.yaml").write_text("dasar: 1\n", "utf-8")
    run(project, "add", "-A")
    run(project, "commit", "-qm", "dasar")
    base = output(project, "rev-parse", "HEAD")
    run(project, "checkout", "-qb", "usulan")
    (project / "jahat.py").write_text("raise SystemExit\n", "utf-8")
    run(project, "add", "-A")
    run(project, "commit", "-qm", "usulan")
    head = output(project, "rev-parse", "HEAD")
    run(project, "update-ref", "refs/merge-requests/7/head", head)
    run(project, "checkout", "-q", "main")
    run(project, "branch", "-qD", "usulan")
    folder = tmp_path / "job"
    folder.mkdir()
    stub = tmp_path / "bin" / "python"
    stub.parent.mkdir()
    stub.write_text(as_program(PYTHON), "utf-8")
    stub.chmod(0o755)
    calls = tmp_path / "calls"
    calls.write_text("", "utf-8")
    environment = {
        "PATH": f"{stub.parent}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "CALLS": str(calls),
        "CODE": str(code),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.file://{tmp_path}/server/.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://gitlab-ci-token:kunci@gitlab.contoh:443/",
        "CI_SERVER_PROTOCOL": "https",
        "CI_SERVER_HOST": "gitlab.contoh",
        "CI_SERVER_PORT": "443",
        "CI_JOB_TOKEN": "kunci",
        "CI_MERGE_REQUEST_PROJECT_PATH": "daerah/data",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_MERGE_REQUEST_IID": "7",
        "CI_COMMIT_SHA": head,
        **{name: str(value) for name, value in read(GITLAB)["smartcity-review"]["variables"].items()},
        **variables,
    }
    [script] = read(GITLAB)["smartcity-review"]["script"]
    done = subprocess.run(["bash", "-c", script], cwd=folder, env=environment, check=False, capture_output=True)
    told = [json.loads(line) for line in calls.read_text("utf-8").splitlines()]
    return Ran(done.returncode, told, base, head, folder)


def reviews(ran: Ran) -> list[list[str]]:
    return [call[1:] for call in ran.calls if call[0] == "smartcity"]


def test_the_change_is_fetched_and_compared_and_never_laid_out(tmp_path: Path) -> None:
    ran = job(tmp_path)
    assert ran.code == 0
    assert [call[-3:] for call in reviews(ran)] == [["--", ran.base, ran.head]] * 3
    assert not list(ran.folder.rglob("jahat.py"))
    assert (ran.folder / "base" / "data" / "program.yaml").is_file()


def test_the_reports_are_those_that_the_job_keeps(tmp_path: Path) -> None:
    artifacts = read(GITLAB)["smartcity-review"]["artifacts"]
    kept = {*artifacts["paths"], *artifacts["reports"].values()}
    assert {call[call.index("--output") + 1] for call in reviews(job(tmp_path))} == kept


def test_labels_reach_it_one_by_one(tmp_path: Path) -> None:
    first, *_ = reviews(job(tmp_path, CI_MERGE_REQUEST_LABELS="rules,rules@1a2b3c4,dua kata,-x $(id)"))
    assert [part for part in first if "label" in part] == [
        "--old-label=rules",
        "--label=rules@1a2b3c4",
        "--old-label=dua kata",
        "--old-label=-x $(id)",
    ]


def test_a_run_that_could_not_finish_replaces_the_old_verdict(tmp_path: Path) -> None:
    ran = job(tmp_path, SMARTCITY_TOKEN="rahasia", CI_COMMIT_SHA="", SMARTCITY_SOURCE="/tidak/ada")
    assert ran.code != 0
    assert ["python", "-I", "tool/ci/gitlab_note.py", "smartcity-review.md"] in ran.calls
    assert "Tinjauan tidak selesai" in (ran.folder / "smartcity-review.md").read_text("utf-8")


@pytest.mark.parametrize("code", [1, 2, 3])
def test_it_ends_as_the_review_did(code: int, tmp_path: Path) -> None:
    assert job(tmp_path, code=code).code == code


def test_a_note_is_written_only_where_there_is_a_token(tmp_path: Path) -> None:
    note = ["python", "-I", "base/ci/gitlab_note.py", "smartcity-review.md"]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert note not in job(tmp_path / "a").calls
    assert note in job(tmp_path / "b", SMARTCITY_TOKEN="rahasia").calls


def test_smartcity_comes_from_the_source_that_is_named(tmp_path: Path) -> None:
    source = tmp_path / "alat"
    source.mkdir()
    run(source, "init", "-q")
    run(source, "commit", "-q", "--allow-empty", "-m", "alat")
    ran = job(tmp_path, SMARTCITY_SOURCE=str(source), SMARTCITY_REF=output(source, "rev-parse", "HEAD"))
    assert ["./tool"] in [call[-1:] for call in ran.calls if "install" in call]
