"""Repository: web addresses of lines of files, if the publisher of a report names the repository of its data."""

from __future__ import annotations

import re
from urllib.parse import quote

from ...model.evidence import Evidence
from .environment import link

_BASE = re.compile(
    r"https?://[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::\d{1,5})?(?:/[a-z0-9._~!$'()*+,;=:@%-]*)*", re.IGNORECASE
)
"""Scheme, host and path; no user name, password, query, fragment or quotation mark."""


def base_address(text: str) -> str | None:
    """The address that paths are appended to, such as https://host/kota/data/blob/main/; None if it is not valid."""
    return text.rstrip("/") + "/" if len(text) <= 2000 and _BASE.fullmatch(text) else None


_PAGE = re.compile(r"\d{1,5}")
"""The first page of those that count: of `2-5`, 2."""


def document_address(
    evidence: Evidence, pages: str | None, up: str | None = None, repository: str | None = None
) -> str | None:
    """Where a reader can open a document, at its page; None if it is internal, or not to be reached from the report.

    `up` is the path from the report to the root of the data, `repository` the address that paths are appended to.
    """
    if evidence.access != "public":
        return None
    base = repository if repository is not None else up
    if evidence.file and base is not None:
        page = _PAGE.search(pages or "") if evidence.file.lower().endswith(".pdf") else None
        return f"{base}{quote(evidence.file)}{f'#page={page[0]}' if page else ''}"
    return link(evidence.address)


def line_address(base: str, where: str) -> str:
    """The address of `path:line`, with the anchor that GitHub, GitLab and Forgejo use for a line."""
    path, _, line = where.rpartition(":")
    return f"{base}{quote(path)}#L{line}"
