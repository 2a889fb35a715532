"""Meant: what a value that a schema does not accept was probably meant to be."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Container, Sequence
from typing import Any, NamedTuple

from ..diagnostics import Pointer, closest
from ..source.document import Document
from ..spelling.characters import ordinary, unquoted
from ..spelling.ids import is_id, kebab
from ..spelling.slots import Slot, slot_at
from ..spelling.values import as_text, between, corrected


class Reader(NamedTuple):
    """A document and the schema it is checked against, to work out what was meant."""

    document: Document
    schema: Callable[[], Any]

    def slot(self, pointer: Pointer) -> Slot:
        """What the schema says about a place."""
        return slot_at(self.schema(), pointer)

    def written(self, pointer: Pointer, value: object) -> str | None:
        """What is written at a place, without quotes; None for a list or a mapping."""
        if isinstance(value, dict | list):
            return None
        if isinstance(value, str) or self.document.node is None:
            return value if isinstance(value, str) else json.dumps(value)
        from ..source.yaml_text import written

        node: Any = self.document.node
        return written(node, pointer)


def of_type(reader: Reader, pointer: Pointer, value: object, wanted: Container[str]) -> str | None:
    """A value of the type that is expected, for one of another type."""
    slot, written = reader.slot(pointer), reader.written(pointer, value)
    if "array" in wanted and "string" not in wanted:
        return "[]" if value is None else _as_list(value) if isinstance(value, str) else None
    if written is None or value is None:
        return None
    if "string" in wanted and not isinstance(value, str):
        return corrected(written, slot.types, slot.patterns) if slot.patterns else as_text(written)
    types = {name for name in ("null", "boolean", "integer", "number") if name in wanted}
    return between(corrected(written, types), slot.least, slot.most)


def of_options(reader: Reader, pointer: Pointer, value: object, options: Sequence[str]) -> str | None:
    """The option that was probably meant."""
    if not isinstance(value, str):
        return None
    if (nothing := corrected(value, reader.slot(pointer).types & {"null"})) is not None:
        return nothing
    return closest(value, options) or closest(kebab(unquoted(value)), options)


def _as_list(text: str) -> str | None:
    """A list of ids that somebody wrote as text: alone, with commas, or after dashes that are no hyphens."""
    parts = [part for part in re.split(r"(?:\A|\s)- |[,;]\s", ordinary(text)) if part.strip()]
    return f"[{', '.join(part.strip() for part in parts)}]" if all(is_id(part.strip()) for part in parts) else None
