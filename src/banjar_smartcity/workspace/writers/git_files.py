"""Git files: the lines that .gitignore and .gitattributes of a data repository need."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...named import NamedTuple
from ..git.program import GitFaultError, git
from ..tree import EVIDENCE_AS_IT_IS
from ..writing import refuse_links, write_file
from .workshop import PREFIX, sweep

MERGED = "data/**/*.yaml merge=smartcity diff=smartcity"
"""The line of .gitattributes by which git merges data, and shows what changed, by entries."""
_OF_ALL = ("-c", "core.excludesFile=", "-c", "core.attributesFile=")
"""What only this person's git knows does not help the others."""
_PROBE = "data/evidence/files/x"


class _Line(NamedTuple):
    file: str
    remark: str
    line: str


def look_after(root: Path) -> Iterator[tuple[str, str]]:
    """Add the lines that git does not know of yet; yield each with its file. Lines that are there stay as they are."""
    sweep(root)  # a run that was killed at its end leaves nothing to add, but a workshop
    for needed in _missing(root):
        target = refuse_links(root, root / needed.file)
        before = target.read_bytes() if target.exists() else b""
        end = b"\r\n" if b"\r\n" in before else b"\n"
        gap = end if before and not before.endswith(b"\n") else b""
        added = b"".join(line.encode() + end for line in (f"# {needed.remark}", needed.line))
        write_file(target, [before, gap, added])
        yield needed.file, needed.line


def keeps_bytes(root: Path, path: str) -> bool:
    """Whether git leaves the line ends of a file as they are. So does no git at all."""
    try:
        return _attribute(root, "text", path) == "unset"
    except GitFaultError:
        return True


def _missing(root: Path) -> Iterator[_Line]:
    """What git itself does not know yet from any of its files."""
    if not _is_ignored(root, f"data/{PREFIX}0/x"):
        yield _Line(
            ".gitignore", "What a command that was killed leaves behind; the next one removes it.", f"{PREFIX}*"
        )
    if _attribute(root, "text", _PROBE) != "unset":
        yield _Line(".gitattributes", "Evidence is what its hash says, byte for byte.", EVIDENCE_AS_IT_IS)
    if _attribute(root, "merge", "data/evidence/x.yaml") != "smartcity":
        yield _Line(".gitattributes", "Data are merged and shown by entries.", MERGED)


def _is_ignored(root: Path, path: str) -> bool:
    try:
        git(root, *_OF_ALL, "check-ignore", "--no-index", "--quiet", "--", path)
    except GitFaultError:
        return False
    return True


def _attribute(root: Path, name: str, path: str) -> str:
    """The value of an attribute, as git sees it. Raise `GitFaultError` if there is no repository."""
    return git(root, *_OF_ALL, "check-attr", "-z", name, "--", path).split(b"\0")[2].decode("utf-8", "replace")
