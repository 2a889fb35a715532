"""Repository: web addresses of lines of files, if the publisher of a report names the repository of its data."""

from __future__ import annotations

import re
from urllib.parse import quote

_BASE = re.compile(
    r"https?://[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::\d{1,5})?(?:/[a-z0-9._~!$'()*+,;=:@%-]*)*", re.IGNORECASE
)
"""Scheme, host and path; no user name, password, query, fragment or quotation mark."""


def base_address(text: str) -> str | None:
    """The address that paths are appended to, such as https://host/kota/data/blob/main/; None if it is not valid."""
    return text.rstrip("/") + "/" if len(text) <= 2000 and _BASE.fullmatch(text) else None


def line_address(base: str, where: str) -> str:
    """The address of `path:line`, with the anchor that GitHub, GitLab and Forgejo use for a line."""
    path, _, line = where.rpartition(":")
    return f"{base}{quote(path)}#L{line}"
