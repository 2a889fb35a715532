"""Update the schemas: `.venv/bin/python tools/schemas.py`.

Each schema is complete by itself, so that an editor, a validator and the tool read the same without another file. What
several share is edited in `schemas/common.schema.json`; this writes copies of it under `$defs` where it is used, and
puts all files into one form.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"
WIDTH = 100
_PREFIX = "#/$defs/"


def references(schema: Any) -> Iterator[str]:
    """The names of all definitions that a schema refers to, repeated as they occur."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key == "$ref" and isinstance(value, str):
                yield value.removeprefix(_PREFIX)
            else:
                yield from references(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from references(value)


def with_shared(schema: dict[str, Any], common: dict[str, Any]) -> dict[str, Any]:
    """The schema with just those shared definitions that it needs, before its own."""
    shared = common["$defs"]
    body = {key: value for key, value in schema.items() if key != "$defs"}
    own = {name: value for name, value in schema.get("$defs", {}).items() if name not in shared}
    needed: set[str] = set()
    open_ends = set(references([body, own]))
    while open_ends:
        needed |= open_ends
        open_ends = {name for end in open_ends & shared.keys() for name in references(shared[end])} - needed
    definitions = {name: value for name, value in shared.items() if name in needed} | own
    return body | ({"$defs": definitions} if definitions else {})


def layout(value: Any, indent: int = 0) -> str:
    """JSON with two spaces a level; what fits into a line and has no title is written in one."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or not value:
        return line
    if len(line) + indent <= WIDTH and not (isinstance(value, dict) and "title" in value):
        return line
    inner = " " * (indent + 2)
    if isinstance(value, list):
        parts = [inner + layout(entry, indent + 2) for entry in value]
        return "[\n" + ",\n".join(parts) + "\n" + " " * indent + "]"
    parts = [
        f"{inner}{json.dumps(key, ensure_ascii=False)}: {layout(entry, indent + 2)}" for key, entry in value.items()
    ]
    return "{\n" + ",\n".join(parts) + "\n" + " " * indent + "}"


def written(schema: dict[str, Any], common: dict[str, Any]) -> str:
    """The text that the file of a schema should have."""
    return layout(schema if schema["$id"] == common["$id"] else with_shared(schema, common)) + "\n"


def main() -> None:
    """Write every schema."""
    common = json.loads((SCHEMAS / "common.schema.json").read_text(encoding="utf-8"))
    for path in sorted(SCHEMAS.glob("*.schema.json")):
        path.write_text(written(json.loads(path.read_text(encoding="utf-8")), common), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
