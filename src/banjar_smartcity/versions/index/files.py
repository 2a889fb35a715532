"""Files besides the data: those that decide how data are judged and shown, links, and names that collide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from ...checking.pipeline import shown_path
from ...diagnostics import START, Finding
from ...rules.policy import LINK, NAMES_COLLIDE
from ...source.decode import MAX_BYTES
from ...workspace.tree import Tree

_FOLDERS = ("schemas/", "templates/", ".github/", ".gitlab/", "ci/")
_NAMES = frozenset((".gitlab-ci.yml", "action.yml", "action.yaml", ".gitattributes", ".pre-commit-config.yaml"))
_LONGEST = 100_000
"""The most characters of a text that are kept for showing what differs in it."""


class RuleFile(NamedTuple):
    """A file that decides how data are judged or shown; `text` is empty if it is not a text, or very long."""

    digest: str
    text: str


class Surroundings(NamedTuple):
    """The files of a version besides its data."""

    rules: Mapping[str, RuleFile]
    findings: tuple[Finding, ...]
    """Links, and names that Windows or macOS takes for another one."""


NO_FILES = Surroundings({}, ())


def survey_files(tree: Tree) -> Surroundings:
    """Look at all files of a version."""
    if tree.excess():
        return NO_FILES
    entries = dict(tree.entries())
    rules = {path: _rule(tree, path, target) for path, target in entries.items() if is_rule(path)}
    links = (
        Finding(LINK, shown_path(path), START, {"target": target}, None) for path, target in entries.items() if target
    )
    return Surroundings(rules, (*links, *_collisions(entries)))


def is_rule(path: str) -> bool:
    """Whether a file decides how data are judged or shown, or who judges them."""
    return path.startswith(_FOLDERS) or path in _NAMES or path.rpartition("/")[2] == "CODEOWNERS"


def _rule(tree: Tree, path: str, target: str | None) -> RuleFile:
    if target is not None:
        return RuleFile(f"link {target}", f"→ {target}")
    file = tree.open(path)
    if file is None:
        return RuleFile("", "")
    with file:
        content = file.read(MAX_BYTES)
    text = content.decode("utf-8", "replace") if len(content) <= _LONGEST and b"\0" not in content else ""
    return RuleFile(sha256(content).hexdigest(), text)


def _collisions(paths: Iterable[str]) -> Iterator[Finding]:
    """One finding for each file or folder whose name differs only in what Windows or macOS does not tell apart."""
    spelled: dict[tuple[str, ...], str] = {}
    reported: set[str] = set()
    for path in sorted(paths, key=str.swapcase):  # names in small letters first: others are the strange ones
        parts = path.split("/")
        for end in range(1, len(parts) + 1):
            name = "/".join(parts[:end])
            first = spelled.setdefault(tuple(map(_folded, parts[:end])), name)
            if first != name and name not in reported:
                reported.add(name)
                # Below a folder that collides, everything does; the folder is the finding.
                if end == 1 or "/".join(parts[: end - 1]) not in reported:
                    yield Finding(NAMES_COLLIDE, shown_path(path), START, {"name": name, "other": first}, None)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold()).rstrip(" .")
