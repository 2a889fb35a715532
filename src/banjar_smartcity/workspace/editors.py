"""Editors: where the schema of a new file is, for the editors in which people fill it in."""

from __future__ import annotations

import os
from pathlib import Path

from ..source.yaml_write import schema_beside
from .disk import read_file
from .layout import PROGRAM


def schema_path(root: Path, path: str, kind: str) -> str:
    """The path of the schema of a file, as its first line names it: in the folder where the programme has its own."""
    content, _ = read_file(os.path.join(root, PROGRAM), PROGRAM)
    return schema_beside((content or b"").decode("utf-8", "replace"), PROGRAM, path, kind)
