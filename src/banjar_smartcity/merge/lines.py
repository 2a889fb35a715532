"""Lines: git's own merge, line by line, for what cannot be merged entry by entry."""

from __future__ import annotations

import subprocess
from pathlib import Path

from .texts import mark

_TIMEOUT = 120
_BINARY = 8000
"""Where a NUL stands among so many first bytes, git takes a file for binary."""


def merge_lines(base: Path, ours: Path, theirs: Path, marker_size: int) -> tuple[bytes | None, bool]:
    """The merged bytes, and whether they hold conflicts. No bytes: nothing can be marked, as in a picture.

    Without git both sides stand between marks as a whole: neither is lost.
    """
    size = f"--marker-size={marker_size}"
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    paths = (str(path.absolute()) for path in (ours, base, theirs))
    try:
        done = subprocess.run(  # noqa: S603 - a list, no shell
            ["git", "merge-file", "-p", "-q", size, *labels, *paths],  # noqa: S607 - the git of the user
            capture_output=True,
            check=False,
            timeout=_TIMEOUT,
        )
    except (OSError, subprocess.SubprocessError):
        pass
    else:
        if 0 <= done.returncode < 128:
            return done.stdout, done.returncode > 0
    mine, yours = ours.read_bytes(), theirs.read_bytes()
    if b"\0" in mine[:_BINARY] + yours[:_BINARY]:
        return None, True
    return mark(_text(mine), _text(yours), marker_size).encode("utf-8", "surrogateescape"), True


def _text(content: bytes) -> str:
    text = content.decode("utf-8", "surrogateescape")
    return text if not text or text.endswith("\n") else text + "\n"
