"""Texts: the texts of the data files. Only some are kept in memory; the others are read again when they are needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..workspace.tree import Tree

KEPT_TEXT = 16 << 20
"""The most characters of texts that are kept."""


class KeptTexts(Mapping[str, str]):
    """Texts by path, in the order in which they were added."""

    def __init__(self, tree: Tree, later: Iterable[str] = ()) -> None:
        """`later` has the paths of texts that are read when they are needed."""
        self._tree = tree
        self._texts: dict[str, str | None] = dict.fromkeys(later)
        self._size = 0
        self._last = ("", "")

    def add(self, path: str, text: str) -> bool:
        """Add a text. Return whether it is kept."""
        self._size += len(text)
        kept = self._size <= KEPT_TEXT
        self._texts[path] = text if kept else None
        return kept

    def __getitem__(self, path: str) -> str:
        text = self._texts[path]
        if text is not None:
            return text
        if self._last[0] != path:
            content, _ = self._tree.read(path)
            self._last = path, (content or b"").decode("utf-8", "replace").removeprefix("\ufeff")
        return self._last[1]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def stand_in(text: str) -> str:
    """A short text that is the same for the same text, to compare texts that are not kept."""
    from hashlib import sha256  # slow to load (OpenSSL), and hardly any text is so long

    return f"sha256:{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"
