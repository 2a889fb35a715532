"""Tree: the files of a workspace, wherever they are: on a disk, or in a commit of git."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, NamedTuple, Protocol

from ..diagnostics import Diagnostic, Kind, Severity
from ..i18n import N_

PATH_OUTSIDE = Kind(
    "path-outside",
    Severity.ERROR,
    N_("this path leads out of the repository"),
    N_("Put the file itself into the repository instead of a link or a path with .. in it."),
    N_("A change under review could otherwise make the tool open any file of the reader's computer."),
    "file: ../../etc/passwd",
)
FILE_ENDINGS = (".yaml.txt", ".yml.txt", ".yaml", ".yml")
"""Notepad adds .txt to what it saves, and hides it."""
MAX_DEPTH = 8
EVIDENCE_AS_IT_IS = "data/evidence/files/** -text"
"""The line of .gitattributes by which git leaves evidence byte for byte as its hash says."""


class Holding(NamedTuple):
    """One file: whether its path stays inside the root, whether it is an ordinary file, and its SHA-256."""

    inside: bool
    present: bool
    sha256: str | None
    turned: str | None = None
    """Its SHA-256 with the other line ends, if that is the recorded one, or with LF if none is recorded yet."""
    plain: bool = False
    """Whether its line ends are LF; asked for only if they differ from the recorded ones."""

    @property
    def settled(self) -> str | None:
        """The SHA-256 that it has on every computer."""
        return self.turned or self.sha256


ABROAD = Holding(inside=False, present=False, sha256=None)
ABSENT = Holding(inside=True, present=False, sha256=None)


class Tree(Protocol):
    """What a check asks of the files. Paths are counted from the root, with forward slashes."""

    def walk(self) -> Iterator[str]:
        """Sorted paths of what is named like a YAML file below data/, and of folders not looked into.

        A folder that cannot be read ends in a slash.
        """

    def is_inside(self, path: str) -> bool:
        """Whether a path, its links followed, stays inside the root."""

    def read(self, path: str) -> tuple[bytes | None, Diagnostic | None]:
        """The bytes of an ordinary file, or why there are none."""

    def below(self, folder: str) -> Iterator[str]:
        """Paths of all ordinary files below a folder, hidden ones too; links are not followed."""

    def every(self) -> Iterator[str]:
        """Paths of ordinary files anywhere in the repository; hidden and built folders and links are passed over."""

    def open(self, path: str) -> BinaryIO | None:
        """An ordinary file to read from; None where there is none."""

    def stock(self, paths: Iterable[str]) -> Mapping[str, Holding]:
        """The state and hash of evidence files."""


def is_foreign(path: str) -> bool:
    """Whether a path is none inside a repository on every computer: from a root, of Windows, or out of the folder."""
    return path.startswith("/") or "\\" in path or ":" in path or ".." in path.split("/") or "\0" in path


def is_hidden(path: str) -> bool:
    """Whether a path leads to what is hidden, such as .git and .env: no document for anybody."""
    return any(part.startswith(".") and part.strip(".") for part in path.split("/"))
