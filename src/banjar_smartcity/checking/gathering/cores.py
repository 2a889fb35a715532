"""Cores: how many processors this process may use, and how a process for another one starts."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Literal

Method = Literal["fork", "spawn"]

METHOD: Method = "fork" if sys.platform == "linux" else "spawn"
"""How a process starts: on Linux as a copy of this one, elsewhere from the beginning, which takes longer."""
_GROUPS = "/sys/fs/cgroup"
_OWN_GROUP = "/proc/self/cgroup"
"""Where Linux shows groups of processes and what each may use, and to which group this process belongs."""


def cores() -> int:
    """How many processors this process may use; a container may have less than one of those that it sees."""
    seen = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min([seen, *map(int, _quotas())]))


def _quotas() -> Iterator[float]:
    """The processors that the group of this process and each group around it may use, where that is bounded."""
    for folder in (_GROUPS, *_own_groups()):
        yield from _quota(os.path.join(folder, "cpu.max"))
    yield from _quota(*(os.path.join(_GROUPS, "cpu", f"cpu.cfs_{name}_us") for name in ("quota", "period")))


def _own_groups() -> Iterator[str]:
    """The folders of all groups but the outermost one."""
    for line in _text(_OWN_GROUP).splitlines():
        if line.startswith("0::/"):
            group = PurePosixPath(line.removeprefix("0::/"))
            yield from (os.path.join(_GROUPS, part) for part in (group, *group.parents) if ".." not in part.parts)


def _quota(*paths: str) -> Iterator[float]:
    """The amount of time by its period; nothing if it is not bounded, or is not Linux."""
    words = " ".join(map(_text, paths)).split()
    if len(words) == 2 and all(word.isdecimal() and int(word) > 0 for word in words):
        yield int(words[0]) / int(words[1])


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""
