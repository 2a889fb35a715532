"""Editors: where the schemas of data files are, for the editors in which people fill them in.

The tool itself never reads these copies.
"""

from __future__ import annotations

import os
from pathlib import Path

from ..source.yaml_write import schema_beside
from ..workspace.disk import read_file
from ..workspace.layout import LAYOUT, PROGRAM

COPIES = ".smartcity/schemas"
"""Where a workspace keeps copies of the tool's schemas."""


def copied_schema(path: str, kind: str) -> str:
    """The path of the copied schema of a file, as its first line names it."""
    return "../" * path.count("/") + f"{COPIES}/{kind}.schema.json"


def editor_settings() -> str:
    """The settings of VS Code and its relatives, in JSON: which schema each data file has."""
    import json

    schemas: dict[str, list[str]] = {}
    earlier: list[tuple[str, ...]] = []
    for pattern, kind in LAYOUT:
        places = schemas.setdefault(f"./{COPIES}/{kind}.schema.json", [])
        places.append("/".join(pattern))
        places += (f"!{'/'.join(other)}" for other in earlier if "*" in pattern[-1] and other[:-1] == pattern[:-1])
        earlier.append(pattern)
    settings = {"yaml.schemas": schemas, "yaml.customTags": [], "files.eol": "\n", "files.encoding": "utf8"}
    return json.dumps(settings, indent=2) + "\n"


def schema_path(root: Path, path: str, kind: str) -> str:
    """The path of the schema of a file, as its first line names it: in the folder where the programme has its own."""
    content, _ = read_file(os.path.join(root, PROGRAM), PROGRAM)
    return schema_beside((content or b"").decode("utf-8", "replace"), PROGRAM, path, kind)
