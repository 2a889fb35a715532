"""State: whether anything has changed on which findings depend: a file of the workspace, the tool, or its libraries."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ...named import NamedTuple
from ...resources import SCHEMAS
from ...schema.engine import VARIABLE as ENGINE
from ...workspace.disk import SKIPPED_FOLDERS, TOOL_FOLDERS
from ...workspace.memory.hashing import blake2b
from ...workspace.stamp import is_settled, marks_of
from ...workspace.tree import MOST_ENTRIES

_PACKAGE = Path(__file__).resolve().parents[2]
_LIBRARIES = ("yaml", "jsonschema_rs", "jsonschema", "jinja2", "rich")


class WorkspaceState(NamedTuple):
    """What is compared, and whether it can be trusted later."""

    digest: str
    settled: bool
    """False if a file has changed just now, or in the future by this clock: it may change again unnoticed."""
    lines: tuple[str, ...] = ()
    """Name and state of each entry of the workspace, with a NUL in between."""


def state_of(root: Path) -> WorkspaceState | None:
    """The state of a workspace and of the tool; None if it is not known without reading all files.

    Links are not followed, and a workspace that has some is checked each time. Windows does not say when a file was
    last changed in a way that no program can alter, so nothing is remembered there.
    """
    if os.name != "posix":
        return None
    digest = blake2b(tool_digest(), digest_size=32)
    newest = 0
    every: list[str] = []
    try:
        for folder in _folders(root):
            lines = sorted(folder.lines)
            newest = max(newest, folder.newest)
            every += lines
            if folder.has_links or len(every) > MOST_ENTRIES:
                return None
            digest.update("\n".join((f"/{folder.path}", *lines, "")).encode("utf-8", "surrogateescape"))
    except OSError:
        return None
    return WorkspaceState(digest.hexdigest(), is_settled(newest, time.time_ns()), tuple(every))


class _Listed(NamedTuple):
    path: str
    lines: list[str]
    """Name and state of each entry."""
    newest: int
    has_links: bool


def _folders(root: Path) -> Iterator[_Listed]:
    """Every folder from which a check may read anything."""
    own = TOOL_FOLDERS if os.path.isdir(os.path.join(root, "src", "banjar_smartcity")) else frozenset[str]()
    pending = [""]
    while pending:
        path = pending.pop()
        before = f"{path}/" if path else ""
        lines: list[str] = []
        newest, has_links = 0, False
        with os.scandir(os.path.join(root, path)) as listed:
            for entry in listed:
                name = before + entry.name
                s = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(s.st_mode) and not name.startswith("data/"):
                    if entry.name == ".git" or name in own:
                        continue
                    if entry.name.startswith(".") or entry.name in SKIPPED_FOLDERS:
                        lines.append(f"{name}\0skipped")
                        continue
                if stat.S_ISDIR(s.st_mode):
                    pending.append(name)
                has_links = has_links or stat.S_ISLNK(s.st_mode)
                newest = max(newest, s.st_ctime_ns, s.st_mtime_ns)
                lines.append(f"{name}\0{marks_of(s)}")
        yield _Listed(path, lines, newest, has_links)


@cache
def tool_digest() -> bytes:
    """A hash of the state of the tool."""
    return blake2b(repr(tool_state()).encode(), digest_size=32).digest()


def of_this_tool(name: str) -> str:
    """The name of what only this tool may use: another version next to it has its own."""
    return f"{name}.{tool_digest()[:8].hex()}"


def tool_state() -> tuple[object, ...]:
    """What is different whenever the tool may judge otherwise: its files, its libraries, and who runs it."""
    files = [entry for folder in (_PACKAGE, SCHEMAS) for entry in _files(str(folder))]
    libraries = []
    for name in _LIBRARIES:
        spec = find_spec(name)
        place = spec.origin if spec else None
        libraries.append((name, place, _stamp(place) if place and os.path.exists(place) else None))
    user = os.geteuid() if hasattr(os, "geteuid") else None
    return sys.version, user, os.environ.get(ENGINE), *libraries, *files


def _files(folder: str) -> list[tuple[object, ...]]:
    """Path, size and time of each file of the program below a folder. `os.walk` takes twice as long."""
    found: list[tuple[object, ...]] = []
    folders = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith((".py", ".json")):
                status = entry.stat()
                found.append((entry.path, status.st_size, status.st_mtime_ns))
            elif entry.name != "__pycache__" and entry.is_dir():
                folders.append(entry.path)
    found.sort()
    for below in sorted(folders):
        found += _files(below)
    return found


def _stamp(path: str) -> tuple[int, int]:
    status = os.stat(path)
    return status.st_size, status.st_mtime_ns
