"""Shipped: the tool's own schemas as plain data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from ..resources import SCHEMAS

SUFFIX = ".schema.json"


@cache
def shipped_texts() -> Mapping[str, Any]:
    """Every schema of the tool by the name of its file, as others refer to it."""
    texts = {}
    for path in sorted(SCHEMAS.glob(f"*{SUFFIX}")):
        with path.open("rb") as file:
            texts[path.name] = json.loads(file.read())
    return texts
