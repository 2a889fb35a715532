"""Changing: the session of a command that changes the data."""

from __future__ import annotations

import sys
from pathlib import Path

from ...i18n import N_
from ...source.letters import visible_line
from ...workspace.writers.turn import end_turn, take_turn
from ..faults import at_end
from ..session import Session, open_session


def open_to_change(root: Path | None, today: str | None, lang: str | None) -> Session:
    """Open a session as soon as no other command changes the same data. The turn ends with the command."""
    session = open_session(root, today, lang)
    at_end.append(end_turn)
    take_turn(session.root / "data", lambda: _say_what_for(session))
    return session


def _say_what_for(session: Session) -> None:
    text = session.lang.translate(N_("Another smartcity is changing {path}; waiting until it is done …"))
    print(text.format(path=visible_line(str(session.root / "data"))), file=sys.stderr, flush=True)
