"""ReviewLog: what a format needs to know of a check."""

from __future__ import annotations

from typing import NamedTuple

from ...diagnostics import Finding
from ...i18n import Language
from ..words import wording


class ReviewLog(NamedTuple):
    """The findings of a check, a stable name for each, the files that were read, and the reader's language."""

    findings: tuple[Finding, ...]
    fingerprints: tuple[str, ...]
    paths: tuple[str, ...]
    lang: Language
    folder: str = ""
    """The way from the top of the repository to the root of the data, `a/b/`: the hosts count paths from their top."""

    def place(self, path: str) -> str:
        """A path as the hosts know it."""
        return self.folder + path

    def sentence(self, finding: Finding) -> str:
        """What is wrong and how to mend it, on one line."""
        return f"{wording.message(finding, self.lang)}. {wording.hint(finding, self.lang)}"
