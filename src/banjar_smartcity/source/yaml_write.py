"""Write YAML: records in a fixed order, with values that read back as the same."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Container, Mapping, Sequence
from decimal import Decimal
from typing import Any

from .compose import compose


def yaml_text(record: Mapping[str, Any], schema: str, header: Sequence[str], spaced: Container[str] = ()) -> str:
    """A record as YAML, with its keys in the given order.

    `schema` is the path of its schema for editors, `header` the lines of its comment. Each key in `spaced` has a blank
    line before it.
    """
    lines = [schema_comment(schema), *(f"# {line}" for line in header), ""]
    for key, value in record.items():
        if key in spaced:
            lines.append("")
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines.append(f"{key}:")
            for i, entry in enumerate(value):
                if i:
                    lines.append("")
                lines += mapping_lines(entry, "    ", "  - ")
        elif isinstance(value, dict):
            lines.append(f"{key}:")
            lines += mapping_lines(value, "  ", "  ")
        else:
            lines += mapping_lines({key: value}, "", "")
    return "\n".join(lines) + "\n"


def schema_comment(schema: str) -> str:
    """The first line of a record: the path of its schema for editors, relative to the folder of the record."""
    return f"# yaml-language-server: $schema={schema}"


def schema_beside(text: str, path: str, other: str, kind: str) -> str:
    """The path of the schema of a new file at `other`, in the folder where the file at `path` has its own.

    Paths count from the root of the workspace. A file that names no schema has the usual place.
    """
    named = re.match(r"# yaml-language-server: \$schema=(\S+)/[^/\s]+", text.removeprefix("\ufeff"))
    depth = path.count("/")
    folder = named[1] if named and not named[1].startswith(("/", "http")) else "../" * depth + "schemas"
    top = "/" + "x/" * 20  # a workspace may be deep in its repository
    place = posixpath.normpath(posixpath.join(top, posixpath.dirname(path), folder))
    return f"{posixpath.relpath(place, posixpath.join(top, posixpath.dirname(other)))}/{kind}.schema.json"


def mapping_lines(data: Mapping[str, Any], indent: str, first: str) -> list[str]:
    """The lines of a mapping: the first begins with `first`, such as a dash, all others with `indent`."""
    lines: list[str] = []
    for key, value in data.items():
        lead = indent if lines else first
        if isinstance(value, dict):
            lines.append(f"{lead}{key}:")
            lines += mapping_lines(value, indent + "  ", indent + "  ")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            lines.append(f"{lead}{key}:")
            for entry in value:
                lines += mapping_lines(entry, indent + "    ", indent + "  - ")
        elif isinstance(value, list):
            lines.append(f"{lead}{key}: [{', '.join(map(scalar, value))}]")
        else:
            lines.append(f"{lead}{key}: {scalar(value)}")
    return lines


def scalar(value: object) -> str:
    """A value as YAML that reads back as the same; a text that is not plain words is in JSON's quotes."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else format(Decimal(repr(value)), "f")
    text = str(value)
    if _is_plain(text):
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """A text in JSON's quotes, which are valid in YAML; invisible characters are written as escapes."""
    marked = json.dumps(text, ensure_ascii=False)
    return "".join(
        c if c.isprintable() else f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}" for c in marked
    )


_PLAIN = r"[a-z][a-zA-Z0-9/._-]*\.[a-zA-Z0-9]+|(?=\d*[a-f])[0-9a-f]{64}|\d{4}-\d{2}-\d{2}"
"""Paths, hashes and days: they need no quotes although they are not words."""


def _is_plain(text: str) -> bool:
    words = text.replace("-", " ").replace(" ", "")
    return (
        text == " ".join(text.split())
        and words.isalnum()
        and text[0].isalpha()
        and text.isascii()
        and " -" not in text
        and text.casefold() not in ("null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan")
    ) or re.fullmatch(
        r"[a-z][a-zA-Z0-9/._-]*\.[a-zA-Z0-9]+|[0-9a-f]*[a-f][0-9a-f]*|\d{4}-\d{2}-\d{2}|\d{4}-[a-z]{2,}(?:-[a-z0-9]+)*",
        text,
    ) is not None


def replace_values(text: str, values: Mapping[str, str]) -> str:
    """A YAML text with other values for some of its top keys. Everything else stays as it is, comments too.

    Raise `KeyError` with the key if it is missing or its value is not a single one.
    """
    root: Any = compose(text)
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    nodes = {key.value: value for key, value in root.value}
    places = []
    for key, value in values.items():
        node = nodes.get(key)
        if node is None or not isinstance(node.value, str):
            raise KeyError(key)
        first, last = (starts[mark.line] + mark.column for mark in (node.start_mark, node.end_mark))
        places.append((first, last, ("" if last > first else " ") + scalar(value)))
    for first, last, new in sorted(places, reverse=True):
        text = text[:first] + new + text[last:]
    return text
