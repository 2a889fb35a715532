"""Tree: the interface to the files of a workspace, on disk or in a commit of git."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, Protocol

from ..diagnostics import START, At, Diagnostic, Kind, Severity
from ..i18n import N_
from ..named import NamedTuple
from .sample import Content, Look

PATH_OUTSIDE = Kind(
    id="path-outside",
    severity=Severity.ERROR,
    message=N_("this path leads out of the repository"),
    hint=N_("Put the file itself into the repository instead of a link or a path with .. in it."),
    why=N_("A change under review could make the tool open any file on the reader's computer."),
    example="file: ../../etc/passwd",
)
TOO_LARGE = Kind(
    id="workspace-too-large",
    severity=Severity.ERROR,
    message=N_("there are {entries} files, and data files of {size} bytes; at most {most} and {limit} are read"),
    hint=N_("Remove what is not data. Data of a region have a few megabytes."),
    why=N_("Much larger data exhaust the computers of all who read them, and may be an attack."),
    example="# 300.000 berkas di bawah data/",
)
MOST_BYTES, MOST_ENTRIES = 512 << 20, 200_000
"""The most that the data files of a workspace may have together, and the most files of a repository."""
FILE_ENDINGS = (".yaml.txt", ".yml.txt", ".yaml", ".yml")
"""Endings of YAML files. Notepad adds .txt to the name of what it saves, and Windows hides it."""
MAX_DEPTH = 8
EVIDENCE_AS_IT_IS = "data/evidence/files/** -text"
"""The line of .gitattributes by which git leaves evidence byte for byte as its hash says."""


class Holding(NamedTuple):
    """The state of an evidence file: whether it is inside the root, whether it is an ordinary file, and its SHA-256."""

    inside: bool
    present: bool
    sha256: str | None
    content: Content = Content()
    linked: bool = False
    """Whether a link leads to it, of the file itself or of a folder on the way."""
    turned: str | None = None
    """Its SHA-256 with the other line ends, if that is the recorded one, or with LF if none is recorded yet."""
    plain: bool = False
    """Whether its line ends are LF; asked for only if they differ from the recorded ones."""
    meant: str | None = None
    """The file that is there in other letters, large or small, if there is none of this name."""

    @property
    def settled(self) -> str | None:
        """The SHA-256 that it has on every computer."""
        return self.turned or self.sha256


OUTSIDE = Holding(inside=False, present=False, sha256=None)
ABSENT = Holding(inside=True, present=False, sha256=None)


class Tree(Protocol):
    """The files of a workspace. Paths are relative to the root, with forward slashes."""

    def excess(self) -> Diagnostic | None:
        """The finding for a workspace that is too large to be read; None if it is not."""

    def walk(self) -> Iterator[str]:
        """Sorted paths below data/: everything with the name of a YAML file, and folders that are not searched.

        A folder that cannot be read ends in a slash.
        """

    def is_inside(self, path: str) -> bool:
        """Whether a path stays inside the root when its links are followed."""

    def name_of(self, path: str) -> str | None:
        """What git calls the content of a file, which no other content is called; None if only reading it tells."""

    def expect(self, paths: Iterable[str]) -> None:
        """Prepare for reading these files, since many are read faster together."""

    def apart(self) -> Tree:
        """The same files for another process, with nothing of them read."""

    def read(self, path: str) -> tuple[bytes | None, Diagnostic | None]:
        """The bytes of an ordinary file, or a finding that says why it cannot be read."""

    def below(self, folder: str) -> Iterator[str]:
        """Paths of all ordinary files below a folder, including hidden ones; links are not followed."""

    def every(self) -> Iterator[str]:
        """Paths of all ordinary files in the repository, without links and without hidden and built folders."""

    def entries(self) -> Iterator[tuple[str, str | None]]:
        """Paths of all files and links in the repository, and where links lead; None for an ordinary file."""

    def open(self, path: str) -> BinaryIO | None:
        """An open file, or None if there is no ordinary file at the path."""

    def stock(self, paths: Iterable[str], look: Look | None = None) -> Mapping[str, Holding]:
        """The state and hash of evidence files, and their contents if `look` says what they are."""


def excess_of(size: int, entries: int) -> Diagnostic | None:
    """The finding for data files of this size in bytes, in a repository with this many files, if it is too much."""
    if size <= MOST_BYTES and entries <= MOST_ENTRIES:
        return None
    facts = {"size": size, "entries": entries, "limit": MOST_BYTES, "most": MOST_ENTRIES}
    return Diagnostic(TOO_LARGE, At("data/program.yaml"), facts, START)


def is_foreign(path: str) -> bool:
    """Whether a path may lead out of the repository on some system: absolute, with a backslash, a colon or `..`."""
    return path.startswith("/") or "\\" in path or ":" in path or ".." in path.split("/") or "\0" in path


def is_hidden(path: str) -> bool:
    """Whether a path leads to something hidden, such as .git or .env, which is never a document."""
    return any(part.startswith(".") and part.strip(".") for part in path.split("/"))
