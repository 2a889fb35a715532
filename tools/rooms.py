"""The rooms of the package, ground to roof. A test checks them and docs/architecture.md shows them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "banjar_smartcity"

ROOMS = (
    "named",
    "diagnostics",
    "i18n",
    "resources",
    "spelling",
    "source",
    "privacy",
    "workspace",
    "schema",
    "model",
    "reading",
    "evidence",
    "seeing",
    "scoring",
    "innovations",
    "planning",
    "rules",
    "stages",
    "regions",
    "publish",
    "tables",
    "survey",
    "checking",
    "comparison",
    "merge",
    "exchange",
    "versions",
    "render",
    "cli",
    "__main__",
)
"""Folders and loose modules at the top. Each imports only from those before it, or from within itself."""
INNER: Mapping[str, tuple[str, ...]] = {
    "survey": ("form", "table", "files", "cells", "columns", "answers", "lint", "summary"),
    "exchange": ("", "reading", "assessors", "intake"),
    "cli": ("parameters", "", "shared", "direct", "preview", "completion", "commands", "calling", "app", "boundary"),
}
"""The order within a room: its folders, files that have a place of their own, and "" for all other files."""
MEDIA = ("words", "json", "terminal", "comment", "host", "records", "message", "page", "office", "package")
"""Folders of `render/`. All use `words`; none uses another one."""
SHARED = ("words",)
FLAT: Mapping[str, str] = {
    "rules": "one small file a concern",
    "model": "one file a kind of record",
    "cli/commands": "one file a command",
}
"""Registries that may hold more than MOST_FILES files, and what one file of them is."""
MOST_FILES, MOST_LINES, MOST_LOOSE = 12, 1500, 5


def purpose(room: str) -> str:
    """The first line of a room's docstring."""
    path = SOURCE / room / "__init__.py" if (SOURCE / room).is_dir() else SOURCE / f"{room}.py"
    return (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n", 1)[0]


def table() -> Iterator[str]:
    """The rooms as a Markdown table, ground to roof, each with what it is for."""
    yield "| room | what it is for |"
    yield "| --- | --- |"
    for room in ROOMS:
        yield f"| `{room}{'/' if (SOURCE / room).is_dir() else ''}` | {purpose(room)} |"
        for inner in MEDIA if room == "render" else INNER.get(room, ()):
            if inner and (SOURCE / room / inner).is_dir():
                yield f"| `{room}/{inner}/` | {purpose(f'{room}/{inner}')} |"
