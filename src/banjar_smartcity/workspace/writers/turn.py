"""Turn: two commands that change the data at the same time do so one after the other, so that neither loses a change.

A command reads a file, changes it and writes it. If another one did the same meanwhile, the change of the first would
be gone. The turn ends with the command, or with the process. Windows and some network disks have no such locks.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

from ...i18n import N_
from ..unwritable import UnwritableError

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]  # Windows has none

PATIENCE = 60.0
"""Seconds to wait for the command before."""
NOTICE = 1.0
"""Seconds after which somebody who watches is told what the command waits for."""
_PAUSE = 0.05
_held: list[int] = []


def take_turn(folder: Path, wait: Callable[[], None]) -> None:
    """Wait until no other command changes what is in a folder. Raise `UnwritableError` if that takes too long.

    `wait` is called once if somebody who watches would ask why nothing happens.
    """
    if fcntl is None:
        return
    with suppress(OSError):
        _held.append(os.open(folder, os.O_RDONLY))
    begin = monotonic()
    said = False
    for handle in _held:
        while not _is_ours(handle):
            waited = monotonic() - begin
            if waited > NOTICE and not said:
                wait()
                said = True
            if waited > PATIENCE:
                raise UnwritableError(
                    N_("another smartcity is still changing {path}; try again when it is done"), path=folder
                )
            sleep(_PAUSE)


def end_turn() -> None:
    """Let the next command change the data."""
    while _held:
        os.close(_held.pop())


def _is_ours(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a disk without locks
        return True
    return True
