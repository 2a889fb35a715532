"""Lines: the line-by-line merge of git, for texts that cannot be merged entry by entry."""

from __future__ import annotations

import subprocess
from pathlib import Path

from .texts import mark

_TIMEOUT = 120
_BINARY = 8000
"""git takes a file for binary if there is a NUL in this many first bytes."""


def merge_lines(base: Path, ours: Path, theirs: Path, marker_size: int) -> tuple[bytes | None, bool]:
    """The merged bytes, and whether they contain conflicts. The bytes are None if a file is binary, such as a picture.

    If git is missing, the whole of both sides is marked as a conflict, so that neither is lost.
    """
    size = f"--marker-size={marker_size}"
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    paths = (str(path.absolute()) for path in (ours, base, theirs))
    try:
        completed = subprocess.run(  # noqa: S603 - a list, no shell
            ["git", "merge-file", "-p", "-q", size, *labels, *paths],  # noqa: S607 - the git of the user
            capture_output=True,
            check=False,
            timeout=_TIMEOUT,
        )
    except (OSError, subprocess.SubprocessError):
        pass
    else:
        if 0 <= completed.returncode < 128:
            return completed.stdout, completed.returncode > 0
    mine, yours = ours.read_bytes(), theirs.read_bytes()
    if b"\0" in mine[:_BINARY] + yours[:_BINARY]:
        return None, True
    return mark(_text(mine), _text(yours), marker_size).encode("utf-8", "surrogateescape"), True


def _text(content: bytes) -> str:
    text = content.decode("utf-8", "surrogateescape")
    return text if not text or text.endswith("\n") else text + "\n"
