"""Document: the plain data of one file, and the text that they were read from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..diagnostics import START, At, Diagnostic, Pointer, Position
from ..named import NamedTuple
from .decode import decode

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]


class Document(NamedTuple):
    """A file that was read without errors. `path` is relative to the root, with forward slashes."""

    path: str
    text: str
    data: Plain
    node: object = None
    """The root node of a YAML text, kept so that its findings can be located without composing it again."""
    doubtful: tuple[object, ...] = ()
    """Those of its scalars that some people or programs read as another number."""

    @property
    def mapping(self) -> dict[str, Plain]:
        """The data of a record, whose schema asks for a mapping."""
        assert isinstance(self.data, dict)  # noqa: S101 - only what passed its schema is asked
        return self.data

    def without_nodes(self) -> Document:
        """The same to keep for long: text and data only."""
        return self._replace(node=None, doubtful=())


def parse(path: str, content: bytes, *, nodes: bool = True) -> tuple[Document | None, list[Diagnostic]]:
    """Read the bytes of a file, as JSON if its name ends in .json, else as YAML.

    The document is None if the text has an error; a document may come with warnings. Without `nodes`, a simple text is
    read line by line, and nothing can be doubtful in it.
    """
    text, diagnostics = decode(path, content)
    if text is None:
        return None, diagnostics
    if path.endswith(".json"):
        from .json_text import read_json

        data, faults = read_json(path, text)
        return (None if faults else Document(path, text, data)), diagnostics + faults
    if not nodes:
        from .simple.lines import read_lines

        if (simple := read_lines(text)) is not None:
            return Document(path, text, simple), diagnostics
    from .yaml_text import read_yaml

    read = read_yaml(path, text)
    faults = read.faults
    if not faults and ("&" in text or "!" in text):
        from .broken.marks import check_marks

        faults = check_marks(path, text)
    return (None if faults else Document(path, text, read.data, read.node, read.doubtful)), diagnostics + faults


_MOST_KNOWN = 256 << 10
"""Of longer texts, in characters, no positions are remembered."""
_MOST_PARSED = 512 << 10
"""The most characters of texts kept parsed, next to the last one: parsed, a text takes thirty times its size."""
Place = tuple[At, str]
"""A place of a file, and the text of the file."""


class Locator:
    """Find the lines and columns of places in texts that have been read.

    A text is parsed again for the first place in it; only the latest stay parsed, so that memory does not grow with the
    files. `nodes` are the root nodes that were kept from reading. `known` are positions found before, also in other
    versions of the files; new ones are added to it.
    """

    def __init__(
        self,
        texts: Mapping[str, str],
        nodes: Mapping[str, Any] | None = None,
        known: dict[Place, Position] | None = None,
    ) -> None:
        self._texts = texts
        self._nodes = nodes or {}
        self._known: dict[Place, Position] = {} if known is None else known
        self._has_versions = known is not None
        self._places: dict[str, Callable[[Pointer, bool], Position]] = {}
        self._parsed: dict[str, int] = {}

    def __call__(self, at: At) -> Position:
        """The line and column of the value at a place, or of its key if `at.on_key`."""
        text = self._texts.get(at.path)
        if not text:
            return START
        if len(text) > _MOST_KNOWN:
            return self._located(at, text)
        place = at, text if self._has_versions else ""  # a position does not hold its text in memory
        found = self._known.get(place)
        if found is None:
            found = self._known[place] = self._located(at, text)
        return found

    def _located(self, at: At, text: str) -> Position:
        if at.path not in self._places:
            while self._parsed and sum(self._parsed.values()) + len(text) > _MOST_PARSED:
                oldest = next(iter(self._parsed))
                del self._parsed[oldest], self._places[oldest]
            self._places[at.path] = _places(at.path, text, self._nodes.get(at.path))
            self._parsed[at.path] = len(text)
        return self._places[at.path](at.pointer, at.on_key)


def _places(path: str, text: str, node: Any) -> Callable[[Pointer, bool], Position]:
    if path.endswith(".json"):
        from .json_text import json_places

        return json_places(text)
    if node is None:
        from .simple.places import line_places

        if (simple := line_places(text)) is not None:
            return simple
    from .yaml_text import yaml_places

    return yaml_places(text, node)


__all__ = ["Document", "Locator", "Place", "Plain", "parse"]
