"""Instruments on the command line: those that are shipped, next to those of the workspace, if there is one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ...i18n import DEFAULT, Language, language
from ...named import NamedTuple
from ...workspace.disk import read_file
from ...workspace.layout import find_root
from ..faults import UsageFaultError
from ..session import language_code, open_session

if TYPE_CHECKING:
    from ...regions.shipped import Shipped


class Shelf(NamedTuple):
    """The shipped instruments, and the workspace that they are compared with."""

    known: dict[str, Shipped]
    root: Path | None
    lang: Language

    def here(self, shipped: Shipped) -> str | None:
        """The text of an instrument in the workspace; None if it is not there."""
        content = self.read(shipped.path)
        return None if content is None else content.decode("utf-8", "replace")

    def has(self, name: str) -> bool:
        """Whether the workspace has the shipped instrument with this id."""
        return name in self.known and self.here(self.known[name]) is not None

    def read(self, path: str) -> bytes | None:
        """The bytes of a file of the workspace; None if it cannot be read."""
        return None if self.root is None else read_file(os.path.join(self.root, path), path)[0]

    def state(self, shipped: Shipped) -> str | None:
        """How it compares with the workspace; None if there is none."""
        from ...regions.updates import RECORD, read_marks, state_of

        if self.root is None:
            return None
        return state_of(shipped, self.here(shipped), read_marks(self.read(RECORD)).get(shipped.id))

    def find(self, name: str) -> Shipped:
        """The shipped instrument with this id. Raise `UsageFaultError` if there is none."""
        from ...regions.begin import unknown

        if name not in self.known:
            error = unknown("instrument", name, self.known)
            raise UsageFaultError(error.msgid, **error.facts)
        return self.known[name]


def open_shelf(root: Path | None, lang: str | None) -> Shelf:
    """The shipped instruments. A workspace is not required; one that is named must exist."""
    from ...regions.shipped import shipped_instruments

    found = root or find_root(Path.cwd())
    if found is None:
        return Shelf(shipped_instruments(), None, language(lang or language_code(None) or DEFAULT))
    session = open_session(found, None, lang)
    return Shelf(shipped_instruments(), session.root, session.lang)
