"""Groups: the smallest group of people that a figure may be about without revealing something of one person."""

from __future__ import annotations

FEWEST = 5
"""Figures about fewer people than this are not shown."""
