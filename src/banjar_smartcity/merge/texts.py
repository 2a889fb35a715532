"""Texts: merge the texts of three versions of a data file, mark conflicts, and check the result."""

from __future__ import annotations

import re
from codecs import BOM_UTF8 as _BOM

from yaml import MappingNode, Node, SequenceNode

from ..i18n import N_
from ..named import NamedTuple
from ..source.decode import decode
from ..source.entries import identity
from ..source.yaml_text import read_yaml
from .change import ClashError
from .parse import parse_tree
from .three_way import merge_trees
from .tree import LayoutError, Tree, clashes, join, keep_ours, keep_theirs, plain

_ODD_BREAK = re.compile("[\r\x85\u2028\u2029]")
"""Line ends of YAML that git and most editors do not know."""


class Refusal(NamedTuple):
    """Why the versions are not merged entry by entry: a msgid, and the value of its `{fact}`."""

    reason: str
    fact: str = ""


class Merged(NamedTuple):
    """The merged file, and the trails of the entries that are marked as conflicts."""

    content: bytes
    clashes: tuple[str, ...]


class _UnreadableError(Exception):
    """A version cannot be read or has aliases."""


def merge_texts(base: bytes, ours: bytes, theirs: bytes, marker_size: int = 7) -> Merged | Refusal:
    """Merge two versions of a YAML file, with our line ends. If the base is empty, both added the file."""
    if ours == base:
        return Merged(theirs, ())
    before, mine, yours = (content.replace(b"\r\n", b"\n") for content in (base, ours, theirs))
    if yours in (before, mine):
        return Merged(ours, ())
    try:
        merged = merge_trees(_read(before) if before else None, _read(mine), _read(yours))
        text = join(merged, lambda mine, yours: mark(mine, yours, marker_size))
        found = tuple(clashes(merged))
        _check(merged, clashing=bool(found))
    except _UnreadableError:
        return Refusal(N_("a version is not valid YAML, is too large, or uses aliases"))
    except (LayoutError, ClashError, RecursionError):
        return Refusal(N_("the layout is unusual, or entries of a list share a name"))
    return Merged(_encode(text, base, ours, theirs, marked=bool(found)), found)


def _read(content: bytes) -> Tree:
    text, _ = decode("", content)
    if text is None or _ODD_BREAK.search(text):
        raise _UnreadableError
    if not text.endswith("\n"):
        text += "\n"
    data, faults, root, _ = read_yaml("", text)
    if faults or root is None or _has_alias(text, root):
        raise _UnreadableError
    tree = parse_tree(text, root, data)
    if join(tree) != text:
        raise LayoutError
    return tree


def _has_alias(text: str, root: Node) -> bool:
    """Whether a value is used in two places, so that a change of one would change the other."""
    if "*" not in text:
        return False
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            return True
        seen.add(id(node))
        if isinstance(node, MappingNode):
            waiting += [part for pair in node.value for part in pair]
        elif isinstance(node, SequenceNode):
            waiting += node.value
    return False


def mark(ours: str, theirs: str, size: int) -> str:
    """The lines of both sides between conflict markers, as git writes them."""
    return f"{'<' * size} ours\n{ours}{'=' * size}\n{theirs}{'>' * size} theirs\n"


def _check(merged: Tree, *, clashing: bool) -> None:
    """Raise `LayoutError` if the text does not read back as the merged data, with conflicts decided for either side."""
    for side, decide in enumerate((keep_ours, keep_theirs) if clashing else (keep_ours,)):
        data, faults = read_yaml("", join(merged, decide))[:2]
        if faults or identity(data) != identity(plain(merged, side)):
            raise LayoutError


def _encode(text: str, base: bytes, ours: bytes, theirs: bytes, *, marked: bool) -> bytes:
    """The text as bytes, with byte order mark and final line end merged too, and otherwise with our line ends."""
    sides = [(content.startswith(_BOM), content.endswith(b"\n")) for content in (base or ours, ours, theirs)]
    bom, ended = (mine if was == yours else yours for was, mine, yours in zip(*sides, strict=True))
    content = (text if ended or marked else text[:-1]).encode()
    if ours.count(b"\r\n") * 2 > ours.count(b"\n"):
        content = content.replace(b"\n", b"\r\n")
    return _BOM + content if bom else content
