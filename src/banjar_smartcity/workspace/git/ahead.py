"""Ahead: git finds two versions and lists their files while this program is still loading."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from .at_once import Parted, ask_parted
from .revision import Listed, Revision, listed_ahead, open_revision


class Ahead:
    """Two versions by their names, without `head` the one that is checked out with the files on disk.

    Within a `with` block git works for it; at the end it is stopped.
    """

    def __init__(self, root: Path, base: str, head: str | None) -> None:
        self._root = root
        self._is_named = head is not None
        self._answer = ask_parted(root, base, head or "HEAD")
        self._found: Parted | None = None
        self._asked = False
        self._lists: dict[str, Callable[[], Revision]] = {}
        self._listed: Listed = {}
        self._stack = ExitStack()

    def __enter__(self) -> Ahead:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def parted(self) -> Parted | None:
        """The two commits; None if git did not say them."""
        if not self._asked:
            self._asked, self._found = True, self._answer()
        return self._found

    def list_files(self) -> None:
        """Let git list the files of all commits that are compared."""
        found = self.parted()
        if found is not None and found.start is not None:
            for commit in dict.fromkeys((found.base, found.start, *((found.head,) if self._is_named else ()))):
                listing = listed_ahead(self._root, commit, place=found.prefix, listed=self._listed)
                self._lists[commit] = self._stack.enter_context(listing)

    def revision(self, commit: str, place: str) -> Revision:
        """The files of a commit, as `open_revision` gives them."""
        listing = self._lists.pop(commit, None)
        return listing() if listing else open_revision(self._root, commit, place=place)
