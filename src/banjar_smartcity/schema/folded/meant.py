"""Meant: what a value that a schema does not accept was probably meant to be."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Sequence
from typing import Any, NamedTuple

from ...diagnostics import At, Pointer, closest
from ...source.document import Document, Locator
from ...spelling.allowed import Allowed, allowed_at
from ...spelling.characters import unquoted
from ...spelling.ids import kebab
from ...spelling.values import as_list, as_text, between, corrected
from ..raw import value_at


class Reader(NamedTuple):
    """A document and the schema it is checked against, to work out what was meant."""

    document: Document
    schema: Callable[[], Any]

    def allowed(self, pointer: Pointer) -> Allowed:
        """What the schema says about a place."""
        return allowed_at(self.schema(), pointer)

    def written(self, pointer: Pointer, value: object) -> str | None:
        """What is written at a place, without quotes; None for a list or a mapping."""
        if isinstance(value, dict | list):
            return None
        if isinstance(value, str) or self.document.node is None:
            return value if isinstance(value, str) else json.dumps(value)
        from ...source.yaml_text import written

        node: Any = self.document.node
        return written(node, pointer)

    def line_at(self, pointer: Pointer, place: Pointer) -> str | None:
        """The line of a key with a plain value, indented as those of the mapping at `place`; None if there is none."""
        mapping = value_at(self.document.data, place)
        value = self.written(pointer, value_at(self.document.data, pointer))
        neighbour = next((key for key in mapping if key != pointer[-1]), None) if isinstance(mapping, dict) else None
        if value is None or neighbour is None or self.document.node is None:
            return None
        path = self.document.path
        locate = Locator({path: self.document.text}, {path: self.document.node})
        column = locate(At(path, place).key(neighbour)).column
        return f"{' ' * (column - 1)}{pointer[-1]}: {value}"


def of_type(reader: Reader, pointer: Pointer, value: object, wanted: Container[str]) -> str | None:
    """A value of the type that is expected, for one of another type."""
    allowed, written = reader.allowed(pointer), reader.written(pointer, value)
    if "array" in wanted and "string" not in wanted:
        return "[]" if value is None else as_list(value) if isinstance(value, str) else None
    if written is None or value is None:
        return None
    if "string" in wanted and not isinstance(value, str):
        if allowed.options:
            return of_options(reader, pointer, written, allowed.options)
        return corrected(written, allowed.types, allowed.patterns) if allowed.patterns else as_text(written)
    types = {name for name in ("null", "boolean", "integer", "number") if name in wanted}
    return between(corrected(written, types), allowed.least, allowed.most)


def of_options(reader: Reader, pointer: Pointer, value: object, options: Sequence[str]) -> str | None:
    """The option that was probably meant."""
    if not isinstance(value, str):
        return None
    if (nothing := corrected(value, reader.allowed(pointer).types & {"null"})) is not None:
        return nothing
    return closest(value, options) or closest(kebab(unquoted(value)), options)
