"""Document: the plain data of one file, and the text it was read from."""

from __future__ import annotations

from typing import NamedTuple

from ..diagnostics import At, Diagnostic, Position
from .decode import decode

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]


class Document(NamedTuple):
    """One sound file. `path` is relative to the root, with forward slashes."""

    path: str
    text: str
    data: Plain

    def locate(self, at: At) -> Position:
        """Line and column of a place in the data: of the value, or of its key where `at.on_key`."""
        return locate(self.path, self.text, at)


def parse(path: str, content: bytes) -> tuple[Document | None, list[Diagnostic]]:
    """Read a file's bytes, as JSON where its name says so, else as YAML.

    Gives no document where the text is not sound; a document may still come with warnings.
    """
    text, diagnostics = decode(path, content)
    if text is None:
        return None, diagnostics
    if path.endswith(".json"):
        from .json_text import read_json

        data, faults = read_json(path, text)
    else:
        from .yaml_text import read_yaml

        data, faults = read_yaml(path, text)
    diagnostics += faults
    return (None if faults else Document(path, text, data)), diagnostics


def locate(path: str, text: str, at: At) -> Position:
    """Line and column of a place in a text that has been read before."""
    if path.endswith(".json"):
        from .json_text import locate_json

        return locate_json(text, at.pointer, on_key=at.on_key)
    from .yaml_text import locate_yaml

    return locate_yaml(text, at.pointer, on_key=at.on_key)


__all__ = ["Document", "Plain", "locate", "parse"]
