"""Written: values that are read as what they are not, one by one; only for texts that may have some."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from typing import Any

from yaml import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from ..diagnostics import At, Diagnostic, Phrase, Pointer, Position
from ..named import NamedTuple
from ..source.compose import is_plain
from ..source.decode import positions
from ..source.document import Document
from ..source.yaml_write import quoted, scalar
from ..spelling.allowed import Allowed, allowed_at
from ..spelling.characters import misplaced, strange, trimmed
from ..spelling.numbers import THOUSANDS, between, number_of
from .written_kinds import FRACTION, LOOKALIKE, LOST, NOTATION, THOUSAND

_COUNTED = (
    r"(?i)(?:orang|jiwa|kk|keluarga|penduduk|siswa|murid|guru|pasien|peserta|responden|pengguna|pelanggan|penerima|pegawai"
    r"|kader|warga|unit|buah|desa|kelurahan|kecamatan|rumah|umkm|usaha|kelompok|kali|kasus|dokumen|aplikasi|kegiatan"
    r"|lembaga|titik|rupiah|rp|people|persons|households|users)\.?(?!.*(?:\bper\b|/))\b.*"
)
"""Units of what is counted in whole numbers; a rate, such as "kasus per 1.000 penduduk", is not counted."""
_PERCENT = r"(?i)%|\bpersen|\bpercent|\bprosen"


class _Scalar(NamedTuple):
    node: ScalarNode
    pointer: Pointer
    parent: Node | None


def check_values(
    document: Document, schema: Callable[[], Any], tails: Container[int], *, is_strange: bool
) -> Iterator[Diagnostic]:
    """Values that lose their end to a comment (`tails`: where), odd numbers, and look-alikes if `is_strange`."""
    text = document.text
    doubtful = {id(node) for node in document.doubtful}
    root: Any = document.node
    position = positions(text)
    for part in _scalars(root, (), None, set()):
        end = part.node.end_mark.index
        plain = is_plain(part.node)
        is_cut = plain and end in tails
        if not (is_cut or id(part.node) in doubtful or (is_strange and strange(part.node.value) is not None)):
            continue
        allowed, at = allowed_at(schema(), part.pointer), At(document.path, part.pointer)
        if is_cut and allowed.is_free_text:
            yield _lost(at, part, text, position(end + 1))
        elif id(part.node) in doubtful:
            yield from _number(at, part, allowed)
        elif allowed.is_free_text:
            yield from _character(at, part, may_be_null="null" in allowed.types)


def _scalars(node: Node, pointer: Pointer, parent: Node | None, seen: set[int]) -> Iterator[_Scalar]:
    """The scalars that are values, each once, however many aliases refer to it."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _scalars(value, (*pointer, key.value), node, seen)
    elif isinstance(node, SequenceNode):
        for i, value in enumerate(node.value):
            yield from _scalars(value, (*pointer, i), node, seen)
    elif isinstance(node, ScalarNode):
        yield _Scalar(node, pointer, parent)


def _lost(at: At, part: _Scalar, text: str, where: Position) -> Diagnostic:
    start = part.node.end_mark.index + 1
    tail = re.split("[\r\n\x85\u2028\u2029]", text[start : start + 4000], maxsplit=1)[0].rstrip()
    in_brackets = isinstance(part.parent, CollectionNode) and bool(part.parent.flow_style)
    whole = f"{part.node.value} {tail}".strip()
    return Diagnostic(LOST, at, {"tail": tail}, where, None if in_brackets else quoted(whole))


def _number(at: At, part: _Scalar, allowed: Allowed) -> Iterator[Diagnostic]:

    written = part.node.value
    if "string" in allowed.types and "integer" in allowed.types and not allowed.patterns:
        yield Diagnostic(NOTATION, at, {"value": written}, None, quoted(written))
    elif "number" in allowed.types and THOUSANDS.fullmatch(written):
        yield from _small(at, written, allowed) or _thousands(at, part, written)
    elif "integer" in allowed.types and "number" not in allowed.types and re.fullmatch(r"-?[0-9]+\.000", written):
        read = str(int(float(written)))
        figures = (number_of(written, whole=True), read)
        meant = next(filter(None, (between(figure, allowed.least, allowed.most) for figure in figures)), None)
        yield Diagnostic(FRACTION, at, {"value": written, "read": read}, None, meant)


def _small(at: At, written: str, allowed: Allowed) -> tuple[Diagnostic, ...]:
    """The finding for a number that would be outside its range if its point separated thousands."""
    other = between(number_of(written, whole=True), allowed.least, allowed.most)
    read = between(number_of(written), allowed.least, allowed.most)
    if allowed.most is None or other is not None or read is None or not written.endswith("000"):
        return ()
    meant = str(int(float(written)))
    return (Diagnostic(FRACTION, at, {"value": written, "read": meant}, None, meant),)


def _thousands(at: At, part: _Scalar, written: str) -> Iterator[Diagnostic]:

    pairs = part.parent.value if isinstance(part.parent, MappingNode) else ()
    unit = next((value.value for key, value in pairs if key.value == "unit" and type(value) is ScalarNode), "")
    is_share = re.search(_PERCENT, unit) is not None
    is_count = re.fullmatch(_COUNTED, unit.strip()) is not None
    if is_share or is_count:
        other = written.replace(".", "")
        read = number_of(written) or written
        facts = {"value": written, "read": read, "other": other}
        yield Diagnostic(THOUSAND, at, facts, None, other if is_count else None)


def _character(at: At, part: _Scalar, *, may_be_null: bool) -> Iterator[Diagnostic]:
    value = part.node.value
    if (name := misplaced(value)) is not None:
        meant = trimmed(value)
        facts = {"value": f'"{value}"', "what": Phrase(name)}
        yield Diagnostic(LOOKALIKE, at, facts, None, scalar(meant) if meant else "null" if may_be_null else None)
