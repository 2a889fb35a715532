"""ReviewLog: the result of a check, as the formats of code hosts need it."""

from __future__ import annotations

from posixpath import normpath

from ...diagnostics import Finding
from ...i18n import Language
from ...named import NamedTuple
from ..words import wording


class ReviewLog(NamedTuple):
    """The findings of a check, a stable fingerprint of each, the paths of all files read, and the language."""

    findings: tuple[Finding, ...]
    fingerprints: tuple[str, ...]
    paths: tuple[str, ...]
    lang: Language
    folder: str = ""
    """The path from the top of the repository to the root of the data, such as `a/b/`; empty if they are the same."""

    def place(self, path: str) -> str:
        """A path relative to the top of the repository, as code hosts expect it."""
        return normpath(self.folder + path) if path.startswith("../") else self.folder + path

    def sentence(self, finding: Finding) -> str:
        """The message and the hint of a finding, on one line."""
        return f"{wording.message(finding, self.lang)}. {wording.hint(finding, self.lang)}"
