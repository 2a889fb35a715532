"""Flattening: print a data file with one value a line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ...privacy.search import redact
from ...render.records.flat import flat_lines
from ...source.decode import decode, split_lines
from ...source.letters import visible
from ...source.yaml_text import read_yaml


def print_values(path: Path) -> int:
    """Print the values of a file. If it is not readable as YAML, print its lines, made safe for a terminal."""
    content = path.read_bytes()
    text, _ = decode("", content)
    data, faults = read_yaml("", text)[:2] if text is not None else (None, [])
    lines = flat_lines(data) if text is not None and not faults else _raw_lines(content)
    sys.stdout.writelines(line + "\n" for line in lines)
    return 0


def _raw_lines(content: bytes) -> Iterator[str]:
    return (visible(redact(line)) for line in split_lines(content.decode("utf-8", "replace").rstrip("\n")))
