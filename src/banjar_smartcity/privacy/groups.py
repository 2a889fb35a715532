"""Groups: how few people a figure may be about before it tells of single persons."""

from __future__ import annotations

FEWEST = 5
"""Fewer people than these are not told of (issue: cells under 5 people suppressed)."""
