"""Shipped: the tool's own schemas, as their JSON and as plain data."""

from __future__ import annotations

import json
from typing import Any

from ..resources import SCHEMAS


def shipped_json(name: str) -> str:
    """The JSON of the schema of one kind of record. Each is complete in itself, so one file is read."""
    return (SCHEMAS / f"{name}.schema.json").read_text("utf-8")


def shipped_text(name: str) -> dict[str, Any]:
    """The schema of one kind of record."""
    schema: dict[str, Any] = json.loads(shipped_json(name))
    return schema
