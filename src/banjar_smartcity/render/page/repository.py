"""Repository: the web address of a line of a file, where the people who publish a report name the place of its data."""

from __future__ import annotations

import re
from urllib.parse import quote

_BASE = re.compile(
    r"https?://[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::\d{1,5})?(?:/[a-z0-9._~!$'()*+,;=:@%-]*)*", re.IGNORECASE
)
"""Scheme, host and path: no name and password, no question, no place in a page, nothing that ends an attribute."""


def base_address(text: str) -> str | None:
    """The address that paths of the repository follow on, such as https://host/kota/data/blob/main/; else None."""
    return text.rstrip("/") + "/" if len(text) <= 2000 and _BASE.fullmatch(text) else None


def line_address(base: str, where: str) -> str:
    """The address of `path:line`, with the anchor of a line that GitHub, GitLab and Forgejo share."""
    path, _, line = where.rpartition(":")
    return f"{base}{quote(path)}#L{line}"
