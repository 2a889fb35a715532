"""A score as a bar of characters on one line, for monospaced text."""

from __future__ import annotations

from fractions import Fraction

from ...scoring.parts import Node

WIDTH = 16
_SUPPORTED, _CLAIMED, _OPEN, _LOST = "█▓░·"


def text_bar(node: Node, top: float) -> str:
    """A bar from 0 to the highest level `top`: supported, claimed beyond that, still open, and out of reach."""
    ends = [round(value * WIDTH / Fraction(str(top))) for value in (node.supported, node.claimed, node.highest)]
    supported, claimed, highest = ends
    return (
        _SUPPORTED * supported
        + _CLAIMED * (claimed - supported)
        + _OPEN * (highest - claimed)
        + _LOST * (WIDTH - highest)
    )
