"""Texts: three versions of a data file merged into one, with marks where that cannot be done, and checked."""

from __future__ import annotations

import re
from codecs import BOM_UTF8 as _BOM
from typing import NamedTuple

from yaml import MappingNode, Node, SequenceNode

from ..i18n import N_
from ..source.decode import decode
from ..source.entries import identity
from ..source.yaml_text import read_yaml
from .dissect import dissect
from .pick import ClashError
from .three_way import merge_trees
from .tree import OddError, Tree, clashes, join, keep_ours, keep_theirs, plain

_ODD_BREAK = re.compile("[\r\x85\u2028\u2029]")
"""Ends a line for YAML, but for few editors and not for git."""


class Refusal(NamedTuple):
    """Why the versions are not merged entry by entry: a msgid, and what stands for `{fact}` in it."""

    reason: str
    fact: str = ""


class Merged(NamedTuple):
    """The merged file, and where by names it is marked as not merged."""

    content: bytes
    clashes: tuple[str, ...]


class _UnsoundError(Exception):
    """A version that cannot be read, or not be taken apart."""


def merge_texts(base: bytes, ours: bytes, theirs: bytes, marker_size: int = 7) -> Merged | Refusal:
    """Three versions of a YAML file as one, its lines ended as ours. An empty base is none: both added the file."""
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
    except _UnsoundError:
        return Refusal(N_("a version is no sound YAML, is too large, or uses aliases"))
    except (OddError, ClashError, RecursionError):
        return Refusal(N_("the layout is unusual, or entries of a list share a name"))
    return Merged(_encode(text, base, ours, theirs, marked=bool(found)), found)


def _read(content: bytes) -> Tree:
    text, _ = decode("", content)
    if text is None or _ODD_BREAK.search(text):
        raise _UnsoundError
    if not text.endswith("\n"):
        text += "\n"
    data, faults, root = read_yaml("", text)
    if faults or root is None or _has_alias(text, root):
        raise _UnsoundError
    tree = dissect(text, root, data)
    if join(tree) != text:
        raise OddError
    return tree


def _has_alias(text: str, root: Node) -> bool:
    """Whether a value stands in two places: to move one of them would change what the other means."""
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
    """Lines of both sides between git's marks."""
    return f"{'<' * size} ours\n{ours}{'=' * size}\n{theirs}{'>' * size} theirs\n"


def _check(merged: Tree, *, clashing: bool) -> None:
    """What is written must say what was merged, whichever side a clash is decided for."""
    for side, decide in enumerate((keep_ours, keep_theirs) if clashing else (keep_ours,)):
        data, faults, _ = read_yaml("", join(merged, decide))
        if faults or identity(data) != identity(plain(merged, side)):
            raise OddError


def _encode(text: str, base: bytes, ours: bytes, theirs: bytes, *, marked: bool) -> bytes:
    """The text with the byte order mark and the last line end that one side gave or took, and the line ends of ours."""
    sides = [(content.startswith(_BOM), content.endswith(b"\n")) for content in (base or ours, ours, theirs)]
    bom, ended = (mine if was == yours else yours for was, mine, yours in zip(*sides, strict=True))
    content = (text if ended or marked else text[:-1]).encode()
    if ours.count(b"\r\n") * 2 > ours.count(b"\n"):
        content = content.replace(b"\n", b"\r\n")
    return _BOM + content if bom else content
