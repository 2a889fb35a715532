"""A score as a bar of characters on one line, for monospaced text."""

from __future__ import annotations

from ...scoring.parts import Node
from .scale import Scale

WIDTH = 16
_SUPPORTED, _CLAIMED, _OPEN, _LOST = "█▓░·"


def text_bar(node: Node, scale: Scale) -> str:
    """A bar over the whole scale: supported, claimed beyond that, still open, and out of reach."""
    ends = [round(scale.share(value) * WIDTH) for value in (node.supported, node.claimed, node.highest)]
    supported, claimed, highest = ends
    return (
        _SUPPORTED * supported
        + _CLAIMED * (claimed - supported)
        + _OPEN * (highest - claimed)
        + _LOST * (WIDTH - highest)
    )
