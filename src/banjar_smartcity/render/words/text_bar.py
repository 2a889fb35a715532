"""Bar of letters: where a score stands, readable wherever a fixed letter is, and one line in a comparison of texts."""

from __future__ import annotations

from ...scoring.parts import Node

WIDTH = 16
_SUPPORTED, _CLAIMED, _OPEN, _LOST = "█▓░·"


def text_bar(node: Node, top: int) -> str:
    """Supported, claimed beyond it, still open, and what can no longer be reached, from 0 to the highest level."""
    ends = [round(value * WIDTH / top) for value in (node.supported, node.claimed, node.highest)]
    supported, claimed, highest = ends
    return (
        _SUPPORTED * supported
        + _CLAIMED * (claimed - supported)
        + _OPEN * (highest - claimed)
        + _LOST * (WIDTH - highest)
    )
