"""Changing: the session of a command that changes the data."""

from __future__ import annotations

from pathlib import Path

from ...workspace.writers.turn import end_turn, take_turn
from ..faults import at_end
from ..session import Session, open_session


def open_to_change(root: Path | None, today: str | None, lang: str | None) -> Session:
    """Open a session as soon as no other command changes the same data. The turn ends with the command."""
    session = open_session(root, today, lang)
    at_end.append(end_turn)
    take_turn(session.root / "data")
    return session
