"""Editors: where the schemas of data files are, for the editors in which people fill them in.

The tool itself never reads these copies.
"""

from __future__ import annotations

import os
from pathlib import Path

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

    kinds: dict[tuple[str, ...], str] = {}
    for pattern, kind in LAYOUT:
        kinds.setdefault(pattern, kind)  # a second one is a former shape, which a new file does not have
    schemas: dict[str, list[str]] = {}
    for pattern, kind in kinds.items():
        schemas.setdefault(f"./{COPIES}/{kind}.schema.json", []).append("/".join(pattern))
    settings = {"yaml.schemas": schemas, "yaml.customTags": [], "files.eol": "\n", "files.encoding": "utf8"}
    return json.dumps(settings, indent=2) + "\n"


def schema_path(root: Path, path: str, kind: str) -> str:
    """The path of the schema of a file, as its first line names it: in the folder where the programme has its own."""
    from ..source.yaml_write import schema_beside  # it loads the YAML parser

    content, _ = read_file(os.path.join(root, PROGRAM), PROGRAM)
    return schema_beside((content or b"").decode("utf-8", "replace"), PROGRAM, path, kind)
