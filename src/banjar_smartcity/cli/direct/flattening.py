"""Flattening: print a data file as one line a value."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ...privacy.search import redact
from ...render.records.flat import flat_lines
from ...render.words.wording import visible
from ...source.decode import decode, split_lines
from ...source.yaml_text import read_yaml


def print_values(path: Path) -> int:
    """Print a file's values; the lines of what cannot be read as YAML as they stand, but safe for a terminal."""
    content = path.read_bytes()
    text, _ = decode("", content)
    data, faults = read_yaml("", text)[:2] if text is not None else (None, [])
    lines = flat_lines(data) if text is not None and not faults else _as_it_stands(content)
    sys.stdout.writelines(line + "\n" for line in lines)
    return 0


def _as_it_stands(content: bytes) -> Iterator[str]:
    return (visible(redact(line)) for line in split_lines(content.decode("utf-8", "replace").rstrip("\n")))
