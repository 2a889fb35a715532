"""The comment of a review: created once, updated in place, and no other comment is ever touched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from test_platforms import ROOT, WORKFLOW, as_program, steps

MARK = "<!-- smartcity-review -->"
TEXT = f"{MARK}\n**living 2,31 → 2,49** $(touch /tmp/x) `id` \"'\\ @here\n"
BOT = {"type": "Bot", "login": "github-actions[bot]"}
STRANGER = {"type": "User", "login": "github-actions[bot]"}
OTHER_BOT = {"type": "Bot", "login": "renovate[bot]"}

pytestmark = pytest.mark.needs("bash", "jq")

GH = """
import json, os, pathlib, subprocess, sys
arguments = sys.argv[1:]
here = pathlib.Path(os.environ["CALLS"])
here.open("a").write(json.dumps(arguments) + "\\n")
if "--jq" in arguments:
    for page in json.loads(os.environ["PAGES"]):
        wanted = arguments[arguments.index("--jq") + 1]
        subprocess.run(["jq", "-r", wanted], input=json.dumps(page), text=True, check=True)
"""


def post(tmp_path: Path, comments: list[Any], text: str = TEXT, *, per_page: int = 2) -> tuple[int, list[list[str]]]:
    """Run the workflow's own script with a `gh` that records how it is called; its exit code and the calls."""
    [script] = [step["run"] for step in steps(WORKFLOW) if step["name"].startswith("Create the comment")]
    return run_script(tmp_path, script, comments, per_page=per_page, COMMENT=text)


def run_script(
    tmp_path: Path, script: str, comments: list[Any], *, per_page: int = 2, **variables: str
) -> tuple[int, list[list[str]]]:
    stub = tmp_path / "bin" / "gh"
    stub.parent.mkdir(exist_ok=True)
    stub.write_text(as_program(GH), "utf-8")
    stub.chmod(0o755)
    calls = tmp_path / "calls"
    calls.write_text("", "utf-8")
    pages = [comments[i : i + per_page] for i in range(0, len(comments), per_page)]
    environment = {
        "PATH": f"{stub.parent}:{os.environ['PATH']}",
        "CALLS": str(calls),
        "PAGES": json.dumps(pages),
        "REPOSITORY": "daerah/data",
        "NUMBER": "7",
        "RUN": "https://git.contoh/runs/1",
        "LC_ALL": "C.UTF-8",
        **variables,
    }
    done = subprocess.run(["bash", "-e", "-c", script], env=environment, capture_output=True, check=False, cwd=tmp_path)
    return done.returncode, [json.loads(line) for line in calls.read_text("utf-8").splitlines()]


def writes(calls: list[list[str]]) -> list[tuple[str, str, str]]:
    """Method, address and body of the calls that write."""
    return [
        (call[call.index("--method") + 1], call[call.index("--method") + 2], call[-1].removeprefix("body="))
        for call in calls
        if "--method" in call
    ]


def comment(number: int, user: dict[str, str], body: str = TEXT) -> dict[str, Any]:
    return {"id": number, "user": user, "body": body}


def test_the_first_review_creates_the_comment(tmp_path: Path) -> None:
    code, calls = post(tmp_path, [])
    assert (code, writes(calls)) == (0, [("POST", "repos/daerah/data/issues/7/comments", TEXT)])


def test_the_next_one_updates_it_wherever_it_stands(tmp_path: Path) -> None:
    before = [comment(n, {"type": "User", "login": "warga"}, "Terima kasih") for n in range(1, 6)]
    code, calls = post(tmp_path, [*before, comment(9, BOT, f"{MARK}\nlama"), comment(10, BOT)])
    assert (code, writes(calls)) == (0, [("PATCH", "repos/daerah/data/issues/comments/9", TEXT)])
    assert "--paginate" in calls[0]


@pytest.mark.parametrize("user", [STRANGER, OTHER_BOT])
def test_a_strangers_comment_with_the_mark_is_not_touched(tmp_path: Path, user: dict[str, str]) -> None:
    _, calls = post(tmp_path, [comment(1, user)])
    assert [method for method, _, _ in writes(calls)] == ["POST"]


def test_a_comment_of_the_bot_with_the_mark_further_down_is_not_ours(tmp_path: Path) -> None:
    _, calls = post(tmp_path, [comment(1, BOT, f"lain\n{MARK}"), comment(2, BOT, "")])
    assert [method for method, _, _ in writes(calls)] == ["POST"]


def test_a_review_that_could_not_finish_replaces_the_old_verdict(tmp_path: Path) -> None:
    code, calls = post(tmp_path, [comment(5, BOT)], "")
    [(method, address, body)] = writes(calls)
    assert (code, method, address) == (0, "PATCH", "repos/daerah/data/issues/comments/5")
    assert body.startswith(f"{MARK}\n**Tinjauan tidak selesai")
    assert body.endswith("https://git.contoh/runs/1")


def test_labels_of_an_earlier_commit_are_removed_by_name(tmp_path: Path) -> None:
    [step] = [step for step in steps(WORKFLOW) if step["name"].startswith("Remove labels")]
    calls = run_script(tmp_path, step["run"], [], OLD_LABELS='["rules", "dua kata/ü"]')[1]
    assert [call[-1] for call in calls] == [
        "repos/daerah/data/issues/7/labels/rules",
        "repos/daerah/data/issues/7/labels/dua%20kata%2F%C3%BC",
    ]
    assert step["if"].startswith("github.event.action == 'synchronize'")


@pytest.mark.parametrize("text", ["halo", f" {TEXT}", f"{MARK}x\n", f"{MARK}\n" + "x" * 65_520])
def test_what_is_no_text_of_a_review_or_too_long_is_refused(tmp_path: Path, text: str) -> None:
    assert post(tmp_path, [], text) == (1, [])


@pytest.mark.parametrize(("code", "ends"), [("0", 0), ("1", 1), ("2", 2), ("3", 3), ("", 1)])
def test_the_check_ends_as_the_review_did_and_never_well_without_one(code: str, ends: int) -> None:
    [script] = [step["run"] for step in steps(WORKFLOW) if step["name"].startswith("Hold the change")]
    done = subprocess.run(["bash", "-e", "-c", script], env={"CODE": code}, check=False)
    assert done.returncode == ends


@contextmanager
def gitlab(notes: list[dict[str, Any]]) -> Iterator[tuple[str, list[tuple[str, str, Any]]]]:
    """A GitLab on this machine with these notes, two a page: its address, and what is written to it."""
    written: list[tuple[str, str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def answer(self, data: Any, following: str = "") -> None:
            content = json.dumps(data).encode()
            self.send_response(200 if self.headers["PRIVATE-TOKEN"] == "rahasia" else 401)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("X-Next-Page", following)
            self.end_headers()
            self.wfile.write(content)

        def do_GET(self) -> None:
            if self.path == "/api/v4/user":
                return self.answer({"id": 42})
            page = int(self.path.rpartition("page=")[2])
            return self.answer(notes[2 * page - 2 : 2 * page], str(page + 1) if len(notes) > 2 * page else "")

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            written.append((self.command, self.path, body["body"]))
            self.answer({})

        do_PUT = do_POST

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/api/v4", written
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def note(tmp_path: Path, notes: list[dict[str, Any]], text: str = TEXT) -> tuple[int, list[tuple[str, str, Any]]]:
    file = tmp_path / "smartcity-review.md"
    file.write_text(text, "utf-8")
    with gitlab(notes) as (api, written):
        environment = {
            "CI_API_V4_URL": api,
            "CI_MERGE_REQUEST_PROJECT_ID": "5",
            "CI_MERGE_REQUEST_IID": "7",
            "SMARTCITY_TOKEN": "rahasia",
        }
        script = ROOT / "ci" / "gitlab_note.py"
        done = subprocess.run([sys.executable, "-I", script, file], env=environment, capture_output=True, check=False)
    return done.returncode, written


def of_gitlab(number: int, author: int, body: str = TEXT) -> dict[str, Any]:
    return {"id": number, "author": {"id": author}, "body": body}


def test_on_gitlab_the_first_review_creates_the_note_and_a_strangers_is_not_touched(tmp_path: Path) -> None:
    assert note(tmp_path, []) == (0, [("POST", "/api/v4/projects/5/merge_requests/7/notes", TEXT)])
    assert note(tmp_path, [of_gitlab(1, 41)])[1][0][0] == "POST"


def test_on_gitlab_the_next_one_updates_it_on_whatever_page_it_stands(tmp_path: Path) -> None:
    notes = [*(of_gitlab(n, 42, "lain") for n in range(1, 6)), of_gitlab(9, 42)]
    assert note(tmp_path, notes) == (0, [("PUT", "/api/v4/projects/5/merge_requests/7/notes/9", TEXT)])


@pytest.mark.parametrize("text", ["", "halo", f" {TEXT}", f"{MARK}\n" + "x" * 65_536])
def test_on_gitlab_what_is_no_text_of_a_review_is_refused(tmp_path: Path, text: str) -> None:
    assert note(tmp_path, [], text) == (1, [])
