"""Examine: check one file by itself: its text, its schema, its dates, and personal data in it.

The result depends on nothing but the path and the bytes, so that versions of a workspace with the same file examine
it once (`Known`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from .. import source
from ..diagnostics import At, Diagnostic, Position
from ..model.building import Records
from ..named import NamedTuple
from ..privacy import search as personal_data
from ..rules.dates import check_calendar
from ..schema import validator as schema
from ..source.decode import split_lines
from ..source.simple.scalars import has_unclear_place, is_fraction
from ..workspace import layout as workspace
from ..workspace.tree import Tree
from .written_kinds import LOST

MOST_KNOWN = 256 << 10
"""Larger files are not cached, in bytes: data files are small, and memory must not grow with large ones."""


class Examined(NamedTuple):
    """The contents of a file and its faults, regardless of other files."""

    text: str
    document: source.Document | None
    """None if the text or the data are not valid."""
    faults: tuple[Diagnostic, ...]
    secret: frozenset[int]
    """Numbers of the lines with personal data."""
    node: object = None
    """The root node of the text, for finding lines and columns; it is not kept for later versions."""
    rest: source.Document | None = None
    """What can be read of a file whose data are not valid."""


class Known(NamedTuple):
    """A cache of what is known from versions checked before. Begin with `nothing_known()`."""

    files: dict[tuple[str, bytes], Examined]
    """Examined files by path and bytes."""
    records: Records
    places: dict[source.Place, Position]
    """Lines and columns of places in the texts."""
    searched: dict[tuple[str, str], dict[str, tuple[Position, int]]]
    """Personal data in documents, by path and hash."""

    def forget(self) -> None:
        """Empty the cache, so that memory does not grow without limit."""
        for cache in self:
            cache.clear()


def nothing_known() -> Known:
    """An empty cache."""
    return Known({}, {}, {}, {})


def examine(tree: Tree, file: workspace.File, known: Known | None = None) -> Examined:
    """A file of a tree, from the cache or examined now."""
    content, fault = tree.read(file.path)
    if known is None or content is None or len(content) > MOST_KNOWN:
        return examine_content(file, content, fault)
    key = file.path, content
    found = known.files.get(key)
    if found is None:
        found = examine_content(file, content, fault)
        known.files[key] = found._replace(node=None)
    return found


def examine_content(file: workspace.File, content: bytes | None, fault: Diagnostic | None = None) -> Examined:
    """A file by its bytes; without bytes, with the fault that says why there are none."""
    return _examined(file, content, fault, nodes=False)


def _examined(file: workspace.File, content: bytes | None, fault: Diagnostic | None, *, nodes: bool) -> Examined:
    loaded = workspace.load_content(file.path, content, fault, nodes=nodes)
    personal = list(personal_data.check_personal_data(file.path, loaded.text))
    faults = [*(_unless_refused(file, loaded.text, fault) for fault in loaded.diagnostics), *personal]
    secret = personal_data.secret_lines(loaded.text) if personal else frozenset()
    document = loaded.document
    if document is None:
        return Examined(loaded.text, None, tuple(faults), secret)
    if not personal:
        faults += personal_data.check_decoded(At(file.path), loaded.text, document.data)
    compiled = schema.shipped(file.kind)
    against_schema = compiled.check(document)
    if against_schema and not nodes:  # what was meant is seen from the nodes, which take too long for most files
        return _examined(file, content, fault, nodes=True)
    faults += _once(check_written(document, compiled.text), against_schema)
    if against_schema:
        from .salvage import salvage  # only needed where something is wrong

        rest = salvage(file.kind, document, against_schema)
        return Examined(loaded.text, None, tuple(faults), secret, document.node, rest)
    faults += check_calendar(document)
    return Examined(loaded.text, document.without_nodes(), tuple(faults), secret, document.node)


def _unless_refused(file: workspace.File, text: str, fault: Diagnostic) -> Diagnostic:
    """A fault of the text; without its suggestion if that is null where the schema does not take it."""
    offered = fault.suggestion or ""
    if fault.position is None or not offered.endswith(_NULL):
        return fault
    line = fault.position.line
    lines = split_lines(text)
    lines[line - 1] = lines[line - 1][: len(lines[line - 1]) - len(lines[line - 1].lstrip())] + offered.lstrip()
    repaired = workspace.load_content(file.path, "\n".join(lines).encode(), None)
    if (document := repaired.document) is not None:
        locate = source.Locator({file.path: repaired.text}, {file.path: document.node})
        faults = schema.shipped(file.kind).check(document)
        if all(locate(refused.at).line != line for refused in faults):
            return fault
    return fault._replace(suggestion=None)


def _once(written: list[Diagnostic], against_schema: list[Diagnostic]) -> list[Diagnostic]:
    """Both, with one finding a value: lost words explain what the schema misses, and else the schema comes first."""
    if not written:
        return against_schema
    lost = {fault.at for fault in written if fault.kind is LOST}
    refused = {fault.at for fault in against_schema} - lost
    return [
        *(fault for fault in written if fault.at not in refused),
        *(fault for fault in against_schema if fault.at not in lost),
    ]


_NULL = ": null"
_TAIL = r"#[^\W_]"
_BEYOND_LATIN = "[^\0-\x9f\xa1-\xaa\xac\xae-\xb3\xb5-\xba\xbc-\xff]"
"""Look-alikes are among these; letters with accents are not. A set with letters above \xff takes 5 ms to compile."""


def check_written(document: source.Document, schema: Callable[[], Any]) -> list[Diagnostic]:
    """Where the text of a YAML file says more or other than its data. `schema` gives the schema of the record."""
    text = document.text
    tails = frozenset(_tails(text)) if " #" in text or "\t#" in text else frozenset()
    is_strange = not text.isascii() and _has_lookalikes(text)
    if document.node is None or not (tails or is_strange or has_odd_numbers(document)):
        return []
    from .written import check_values

    return list(check_values(document, schema, tails, is_strange=is_strange))


def has_odd_numbers(document: source.Document) -> bool:
    """Whether numbers may be read as others. Of fractions such as 4.00 and 3.125 their place decides."""
    odd = (str(getattr(node, "value", "")) for node in document.doubtful)
    if not all(map(is_fraction, odd)):
        return True
    return bool(document.doubtful) and has_unclear_place(document.text)


def _has_lookalikes(text: str) -> bool:
    if re.search(_BEYOND_LATIN, text) is None:
        return False
    from ..spelling.characters import has_lookalikes

    return has_lookalikes(text)


def _tails(text: str) -> Iterator[int]:
    """Where words are followed by a space and # with a letter or digit: the offset of the space."""
    for found in re.finditer(_TAIL, text):
        space = found.start() - 1
        if space > 0 and text[space] in " \t" and not text[space - 1].isspace():
            yield space
