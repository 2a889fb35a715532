"""What is carried over, in words: how many answers come from an earlier stage, and how many of them are confirmed."""

from __future__ import annotations

from ...i18n import N_, Language
from ...scoring.parts import Node


def carried_line(node: Node, lang: Language) -> str | None:
    """How many answers are carried over, from which stages, and how many are confirmed; None if none is."""
    if not node.carried_from:
        return None
    text = lang.translate(N_("{n} carried over from {stages}, {confirmed} confirmed."))
    total = node.carried + node.confirmed
    return text.format(n=total, stages=", ".join(node.carried_from), confirmed=node.confirmed)
