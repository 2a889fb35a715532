"""Shipped: the tool's own schemas as plain data."""

from __future__ import annotations

import json
from typing import Any

from ..resources import SCHEMAS


def shipped_text(name: str) -> dict[str, Any]:
    """The schema of one kind of record. Each is complete in itself, so one file is read."""
    schema: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_bytes())
    return schema
