"""Formats in which code hosts and editors read findings, each a function of a `ReviewLog`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from . import github, gitlab, junit, sarif, table
from .review_log import ReviewLog

FORMATS: Mapping[str, Callable[[ReviewLog], str]] = {
    "github": github.github,
    "gitlab": gitlab.gitlab,
    "sarif": sarif.sarif,
    "junit": junit.junit,
    "markdown": table.table,
}

__all__ = ["FORMATS", "ReviewLog"]
