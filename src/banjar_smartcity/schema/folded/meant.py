"""Meant: what a value that a schema does not accept was probably meant to be."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Sequence
from itertools import islice
from typing import Any

from ...diagnostics import At, Pointer, closest
from ...i18n import language
from ...named import NamedTuple
from ...source.document import Document, Locator, parse
from ...spelling.allowed import Allowed, allowed_at
from ...spelling.characters import trimmed, unquoted
from ...spelling.ids import is_id, kebab
from ...spelling.numbers import between
from ...spelling.values import ID, as_list, as_text, corrected, is_nothing
from ..raw import Check, value_at

_MOST_OFFERED = 120
"""A longer text is not repeated in a suggestion: its author knows it."""


class Reader(NamedTuple):
    """A document and the schema it is checked against, to work out what was meant."""

    document: Document
    schema: Callable[[], Any]
    check: Check | None = None
    """The schema as an engine applies it; None if trying it again is not affordable."""

    def accepts(self, pointer: Pointer, suggestion: str) -> bool:
        """Whether the schema accepts what is offered for a value, at its place; what is not known is not denied."""
        if self.check is None or not pointer:
            return True
        offered, _ = parse("offered.yaml", suggestion.encode())
        if offered is None:
            return False
        around, step = value_at(self.document.data, pointer[:-1]), pointer[-1]
        before = around[step]
        around[step] = offered.data
        try:
            return not any(error.path[: len(pointer)] == pointer for error in self.check(self.document.data))
        finally:
            around[step] = before

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
        if value is None or is_nothing(written):
            return "[]"
        return _as_entries(reader, pointer, value) if isinstance(value, str) else None
    if "object" in wanted and value is not None and written is not None and not _is_for_text(value, wanted):
        return corrected(written, allowed.types & {"null"}) or _as_mapping(reader, pointer, written)
    if written is None or value is None:
        return None
    if "string" in wanted and not isinstance(value, str):
        if allowed.options:
            return of_options(reader, pointer, written, allowed.options)
        return corrected(written, allowed.types, allowed.patterns) if allowed.patterns else as_text(written)
    types = {name for name in ("null", "boolean", "integer", "number") if name in wanted}
    return between(corrected(written, types), allowed.least, allowed.most)


def _is_for_text(value: object, wanted: Container[str]) -> bool:
    """Whether a value is a number, or true or false, where a text may be."""
    return "string" in wanted and not isinstance(value, str)


def _as_entries(reader: Reader, pointer: Pointer, text: str) -> str | None:
    """A text as the list that is expected, unless the entries of that list must be mappings."""
    entry = reader.allowed((*pointer, 0))
    return None if entry.types and "string" not in entry.types else as_list(text)


def _as_mapping(reader: Reader, pointer: Pointer, text: str) -> str | None:
    """A text as the value of the one key that takes it; the other keys that must be there stay unknown."""
    pairs, taken, text = [], False, trimmed(text)
    if len(text) > _MOST_OFFERED or is_nothing(text):
        return None
    for key in reader.allowed(pointer).required:
        place = reader.allowed((*pointer, key))
        if "null" in place.types or ("array" in place.types and "string" not in place.types):
            pairs.append(f"{key}: {'null' if 'null' in place.types else '[]'}")
        elif not taken and (value := _as_value(reader, (*pointer, key), place, text)) is not None:
            pairs.append(f"{key}: {value}")
            taken = True
        else:
            return None
    return f"{{{', '.join(pairs)}}}" if taken else None


def _as_value(reader: Reader, pointer: Pointer, place: Allowed, text: str) -> str | None:
    """A text as the value of a place that takes texts, choices, days or figures; None if it is not certain."""
    if place.options:
        return of_options(reader, pointer, text, place.options)
    if place.patterns == (ID,):
        return text if is_id(text) else None
    if "string" in place.types and not place.patterns:
        return as_text(text)
    return corrected(text, place.types, place.patterns)


def of_options(reader: Reader, pointer: Pointer, value: object, options: Sequence[str]) -> str | None:
    """The option that was probably meant."""
    if not isinstance(value, str):
        return None
    if (nothing := corrected(value, reader.allowed(pointer).types & {"null"})) is not None:
        return nothing
    word = kebab(unquoted(value))
    if word not in options and (named := _in_indonesian(word, options)) is not None:
        return named
    return closest(value, options) or closest(word, options)


def _in_indonesian(word: str, options: Sequence[str]) -> str | None:
    """The option that tables call so in Indonesian: list for "daftar"."""
    words = language("id")
    return next((option for option in options if kebab(words.translate(option.replace("-", " "))) == word), None)


def key_called(reader: Reader, place: Pointer, name: str, keys: Iterable[str]) -> str | None:
    """The one key whose title has the words of a name in it: pages for "halaman"; None if several have."""
    words, present = set(kebab(name).split("-")), value_at(reader.document.data, place)
    found = {
        key
        for key in islice(keys, _MOST_OFFERED)
        if key not in present
        for title in reader.allowed((*place, key)).titles
        if words and words <= set(kebab(title).split("-"))
    }
    return found.pop() if len(found) == 1 else None
