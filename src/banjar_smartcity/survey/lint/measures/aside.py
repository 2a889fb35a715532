"""Aside: numbers that a process of its own works out while other work goes on.

Only where a process is a cheap copy of this one (Linux), nothing else runs in it, and more than one processor may be
used. Elsewhere, and if anything goes wrong with the process, the numbers are worked out when they are asked for.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Sequence
from typing import cast

Numbers = Sequence[Sequence[int]]


class Aside:
    """Work that has begun, and may be done somewhere else. Its numbers are asked for once."""

    def __init__(self, work: Callable[[], Numbers]) -> None:
        self._work = work
        self._child = _begin(work) if may_split() else None

    def numbers(self) -> Numbers:
        """What the work gives."""
        if self._child is not None:
            child, end = self._child
            with os.fdopen(end, "rb") as pipe:
                content = pipe.read()
            _, status = os.waitpid(child, 0)
            if status == 0:
                return cast(Numbers, json.loads(content))
        return self._work()


def may_split() -> bool:
    """Whether a process of its own is a cheap copy of this one, and another processor may run it."""
    return sys.platform == "linux" and threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1


def _begin(work: Callable[[], Numbers]) -> tuple[int, int] | None:
    """The process and the end of a pipe from which its numbers are read; None if the system has no room for one."""
    try:
        end, begin = os.pipe()
        child = os.fork()
    except OSError:
        return None
    if child:
        os.close(begin)
        return child, end
    # The copy must never come back to what called it, nor write what this process has not written yet.
    status = 1
    try:
        os.close(end)
        with os.fdopen(begin, "wb") as pipe:
            pipe.write(json.dumps(work()).encode())
        status = 0
    finally:
        os._exit(status)
