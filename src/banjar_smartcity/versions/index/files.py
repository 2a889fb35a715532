"""Files besides the data: those that decide how data are judged and shown, links, and names that collide."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping
from functools import cache

from ...checking.resolve import shown_path
from ...diagnostics import START, Finding
from ...named import NamedTuple
from ...rules.policy import LINK, NAME_NOT_PORTABLE, NAMES_COLLIDE
from ...source.decode import MAX_BYTES
from ...spelling.names import folded, not_portable
from ...workspace.git.naming import object_name
from ...workspace.rule_files import is_above, is_rule
from ...workspace.tree import Tree

_USUAL = 32 << 10
_LONGEST = 100_000
"""The most characters of a text that are kept for showing what differs in it."""


class RuleFile(NamedTuple):
    """A file or link that decides how data are judged or shown, in a version whose files can still be read."""

    tree: Tree
    path: str
    target: str | None
    """Where the link leads; None if it is a file."""

    def is_same(self, other: RuleFile) -> bool:
        """Whether it is the same in another version. Where git knows both contents by their names, none is read."""
        if self.target is not None or other.target is not None:
            return self.target == other.target
        name = self.tree.name_of(self.path)
        if name is not None:
            return name == (other.tree.name_of(other.path) or other._name_like(name))
        name = other.tree.name_of(other.path)
        return self._content() == other._content() if name is None else self._name_like(name) == name

    def _name_like(self, name: str) -> str:
        content = self._content()
        return object_name(len(content), (content,), name)

    @property
    def text(self) -> str:
        """Its text, or where the link leads; empty if it is not a text, or very long."""
        if self.target is not None:
            return f"→ {self.target}"
        content = self._content()
        return content.decode("utf-8", "replace") if len(content) <= _LONGEST and b"\0" not in content else ""

    def _content(self) -> bytes:
        file = self.tree.open(self.path)
        if file is None:
            return b""
        with file:
            content = file.read(_USUAL)
            if len(content) == _USUAL:  # to ask for the most at once would clear as much memory for each file
                content += file.read(MAX_BYTES - _USUAL)
        return content


class Surroundings(NamedTuple):
    """The files of a version besides its data."""

    rules: Mapping[str, RuleFile]
    findings: tuple[Finding, ...]
    """Links, and names that Windows or macOS does not have or takes for another one."""


NO_FILES = Surroundings({}, ())


def survey_files(tree: Tree) -> Surroundings:
    """Look at all files below the root of a version."""
    return _survey(tree, {path: target for path, target in tree.entries() if not is_above(path)})


def survey_repository(tree: Tree) -> Surroundings:
    """Look at all files below the root of a version, and at the rules of its repository above it."""
    return _survey(tree, dict(tree.entries()))


def _survey(tree: Tree, entries: Mapping[str, str | None]) -> Surroundings:
    if tree.excess():
        return NO_FILES
    rules = {path: RuleFile(tree, path, entries[path]) for path in entries if is_rule(path)}
    links = (
        Finding(LINK, shown_path(path), START, {"target": target}, None) for path, target in entries.items() if target
    )
    return Surroundings(rules, (*links, *(() if _are_plain(frozenset(entries)) else _of_names(entries))))


def _of_names(paths: Collection[str]) -> Iterator[Finding]:
    collisions = tuple(_collisions(paths))
    yield from collisions
    known = {str(finding.facts["name"]) for finding in collisions}
    yield from (finding for finding in _strange_names(paths) if finding.facts["name"] not in known)


def _are_plain(paths: frozenset[str]) -> bool:
    """Whether nothing can be said of any name. Those of a second version are nearly always among those of the first."""
    if not any(paths <= known for known in _plain):
        if _may_collide(paths) or next(_strange_names(paths), None) is not None:
            return False
        _plain[:] = [paths]
    return True


_plain: list[frozenset[str]] = []
"""The names of the last version of which all are plain."""


def _strange_names(paths: Collection[str]) -> Iterator[Finding]:
    """One finding for each file or folder that cannot have its name on Windows."""
    strange = not_portable(paths) - {".."}
    reported: set[str] = set()
    for path in paths if strange else ():
        parts = path.split("/")
        for end, part in enumerate(parts, 1):
            name = "/".join(parts[:end])
            if part in strange and name not in reported:
                reported.add(name)
                yield Finding(NAME_NOT_PORTABLE, shown_path(path), START, {"name": name}, None)


def _collisions(paths: Collection[str]) -> Iterator[Finding]:
    """One finding for each file or folder whose name differs only in what Windows or macOS does not tell apart."""
    seen: dict[str, str] = {"": ""}
    """How each file and folder is seen by such a system."""
    spelled: dict[str, str] = {}
    reported: set[str] = set()
    fold = cache(folded)
    # Names in small letters first: others are the strange ones.
    for path in sorted(paths, key=str.swapcase) if _may_collide(paths) else ():
        for name in _new(path, seen):
            parent, _, last = name.rpartition("/")
            seen[name] = f"{seen[parent]}/{fold(last)}"
            first = spelled.setdefault(seen[name], name)
            if first != name:
                reported.add(name)
                # Below a folder that collides, everything does; the folder is the finding.
                if parent not in reported:
                    yield Finding(NAMES_COLLIDE, shown_path(path), START, {"name": name, "other": first}, None)


def _may_collide(paths: Collection[str]) -> bool:
    """Whether any names may collide; it is found out for all of them at once, as hardly any do."""
    text = "\n".join(("", *paths, ""))
    if text.count("\n") > len(paths) + 1:
        return True
    while "\n../" in text:  # above the root
        text = text.replace("\n../", "\n")
    if not text.isascii() or any(end in text for end in (" /", "./", " \n", ".\n")):
        return True
    if text == text.lower():
        return False
    folders = names = {path.rpartition("/")[0] for path in paths}
    while folders := {name.rpartition("/")[0] for name in folders} - names:
        names |= folders
    names.update(paths)
    return len(set(map(str.lower, names))) < len(names)


def _new(path: str, seen: Container[str]) -> list[str]:
    """A path and the folders that it is in, the outermost first, without those seen before."""
    found = []
    while path not in seen:
        found.append(path)
        path = path.rpartition("/")[0]
    return found[::-1]
