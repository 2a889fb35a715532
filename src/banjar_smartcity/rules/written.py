"""Written: what a text says that its data do not: words after #, figures and characters that are read as others."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from yaml import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from ..diagnostics import At, Diagnostic, Kind, Phrase, Pointer, Position, Severity
from ..i18n import N_
from ..source.compose import is_plain
from ..source.decode import position_of
from ..source.document import Document
from ..source.yaml_write import quoted, scalar
from ..spelling.characters import has_lookalikes

if TYPE_CHECKING:
    from ..spelling.allowed import Allowed

LOST = Kind(
    id="text-lost",
    severity=Severity.ERROR,
    message=N_("what follows # is lost, because a # after a space begins a comment: {tail}"),
    hint=N_("Put the whole text in quotes. For a comment, leave two spaces before # and one after it."),
    why=N_(
        "After a space, # makes the rest of the line a comment. A number of a road or of a letter would be lost "
        "silently, and with it all that follows."
    ),
    example="fact: Jalan ruas #12 sampai #40        # terbaca: Jalan ruas",
    corrects=True,
)
NOTATION = Kind(
    id="number-notation",
    severity=Severity.ERROR,
    message=N_("{value} is a number to some programs and text to others"),
    hint=N_("Put it in quotes, or write a plain whole number."),
    why=N_("A number with leading zeros or an exponent means 83, 123 or the text 0123, depending on the program."),
    example='pages: 0123        # seharusnya "0123"',
    corrects=True,
)
FRACTION = Kind(
    id="number-fraction",
    severity=Severity.ERROR,
    message=N_("{value} is read as {read}, but a whole number is expected"),
    hint=N_("Write a whole number without a point."),
    why=N_("A point separates fractions: 1.000 is one, not a thousand."),
    example="respondents: 1.000        # seharusnya 1000",
    corrects=True,
)
THOUSAND = Kind(
    id="number-thousands",
    severity=Severity.WARNING,
    message=N_("{value} is read as {read}: is {other} meant?"),
    hint=N_("Write {other} if it is thousands, or {read} if it is a fraction."),
    why=N_("A point separates fractions, as in 68.4. Thousands are written without a point: 1180."),
    example="value: 1.180\nunit: orang",
)
LOOKALIKE = Kind(
    id="text-lookalike",
    severity=Severity.WARNING,
    message=N_("{value} contains {what}"),
    hint=N_("Delete it, and type the character on the keyboard."),
    why=N_("Such a character is part of the text, so programs show it and find nothing by it."),
    example="pages: “1”",
    corrects=True,
)
KINDS = (LOST, NOTATION, FRACTION, THOUSAND, LOOKALIKE)

_TAIL = r"#[^\W_]"
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


def check_written(document: Document, schema: Callable[[], Any]) -> list[Diagnostic]:
    """Where the text of a YAML file says more or other than its data. `schema` gives the schema of the record."""
    text, root = document.text, document.node
    if not isinstance(root, Node):
        return []
    tails = frozenset(_tails(text)) if " #" in text or "\t#" in text else frozenset()
    is_strange = not text.isascii() and has_lookalikes(text)
    if tails or is_strange or document.doubtful:
        return list(_check(document, root, schema, tails, is_strange=is_strange))
    return []


def _tails(text: str) -> Iterator[int]:
    """Where words are followed by a space and # with a letter or digit: the offset of the space."""
    for found in re.finditer(_TAIL, text):
        space = found.start() - 1
        if space > 0 and text[space] in " \t" and not text[space - 1].isspace():
            yield space


def _check(
    document: Document, root: Node, schema: Callable[[], Any], tails: Container[int], *, is_strange: bool
) -> Iterator[Diagnostic]:
    from ..spelling.allowed import allowed_at
    from ..spelling.characters import strange

    text = document.text
    doubtful = {id(node) for node in document.doubtful}
    for part in _scalars(root, (), None, set()):
        end = part.node.end_mark.index
        plain = is_plain(part.node)
        is_cut = plain and end in tails
        if not (is_cut or id(part.node) in doubtful or (is_strange and strange(part.node.value) is not None)):
            continue
        allowed, at = allowed_at(schema(), part.pointer), At(document.path, part.pointer)
        if is_cut and allowed.is_free_text:
            yield _lost(at, part, text, position_of(text, end + 1))
        elif id(part.node) in doubtful:
            yield from _number(at, part, allowed)
        elif allowed.is_free_text:
            yield from _character(at, part)


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
    from ..spelling.numbers import THOUSANDS, number_of

    written = part.node.value
    if "string" in allowed.types and "integer" in allowed.types and not allowed.patterns:
        yield Diagnostic(NOTATION, at, {"value": written}, None, quoted(written))
    elif "number" in allowed.types and THOUSANDS.fullmatch(written):
        yield from _thousands(at, part, written)
    elif "integer" in allowed.types and "number" not in allowed.types and re.fullmatch(r"-?[0-9]+\.0+", written):
        facts = {"value": written, "read": str(int(float(written)))}
        yield Diagnostic(FRACTION, at, facts, None, number_of(written, whole=True))


def _thousands(at: At, part: _Scalar, written: str) -> Iterator[Diagnostic]:
    from ..spelling.numbers import number_of

    pairs = part.parent.value if isinstance(part.parent, MappingNode) else ()
    unit = next((value.value for key, value in pairs if key.value == "unit" and type(value) is ScalarNode), "")
    is_share = re.search(_PERCENT, unit) is not None
    is_count = re.fullmatch(_COUNTED, unit.strip()) is not None
    if is_share or is_count:
        other = written.replace(".", "")
        read = number_of(written) or written
        facts = {"value": written, "read": read, "other": other}
        yield Diagnostic(THOUSAND, at, facts, None, other if is_count else None)


def _character(at: At, part: _Scalar) -> Iterator[Diagnostic]:
    from ..spelling.characters import misplaced, trimmed

    value = part.node.value
    if (name := misplaced(value)) is not None:
        meant = trimmed(value)
        facts = {"value": f'"{value}"', "what": Phrase(name)}
        yield Diagnostic(LOOKALIKE, at, facts, None, scalar(meant) if meant else "null")
