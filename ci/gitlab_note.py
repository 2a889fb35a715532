"""Post the text of a review under its merge request, as one note that is created once and then updated.

Run `python ci/gitlab_note.py FILE` in a job of GitLab. It uses only the standard library, so nothing is installed.
A note is ours if the account of the token wrote it and it begins with the mark. No other note is touched.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MARK = "<!-- smartcity-review -->"
MAX_LENGTH = 65_536
_SECONDS = 60


def ask(token: str, method: str, address: str, body: str | None = None) -> tuple[Any, str]:
    """Send a request to GitLab. Return its answer, and the number of the next page or an empty text."""
    headers = {"PRIVATE-TOKEN": token, "Content-Type": "application/json"}
    content = None if body is None else json.dumps({"body": body}).encode()
    request = urllib.request.Request(address, content, headers, method=method)  # noqa: S310 - GitLab's own address
    with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
        return json.load(answer), answer.headers.get("X-Next-Page", "")


def notes(token: str, address: str) -> Iterator[dict[str, Any]]:
    """All notes of the merge request, the oldest first."""
    page = "1"
    while page:
        listed, page = ask(token, "GET", f"{address}?sort=asc&order_by=created_at&per_page=100&page={page}")
        yield from listed


def post(text: str, api: str, project: str, number: str, token: str) -> None:
    """Create our note, or update it."""
    me = ask(token, "GET", f"{api}/user")[0]["id"]
    address = f"{api}/projects/{project}/merge_requests/{number}/notes"
    ours = (n["id"] for n in notes(token, address) if n["author"]["id"] == me and n["body"].startswith(MARK))
    found = next(ours, None)
    if found is None:
        ask(token, "POST", address, text)
    else:
        ask(token, "PUT", f"{address}/{found}", text)


def main(file: str) -> int:
    """Post the file. Return 1 if it is not the text of a review."""
    text = Path(file).read_text("utf-8")
    if text.partition("\n")[0] != MARK or len(text) > MAX_LENGTH:
        print("The text is not that of a review, or longer than a note should be; nothing is posted.", file=sys.stderr)
        return 1
    known = os.environ
    post(
        text,
        known["CI_API_V4_URL"],
        known["CI_MERGE_REQUEST_PROJECT_ID"],
        known["CI_MERGE_REQUEST_IID"],
        known["SMARTCITY_TOKEN"],
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
