"""Style: no text uses a word that `docs/style.md` asks us to avoid, in English or Indonesian."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from babel.messages.pofile import read_po

from syntax import tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parent.parent
CATALOGUE = "src/banjar_smartcity/locale/id/LC_MESSAGES/smartcity.po"
INDONESIAN = frozenset(
    {
        "README.id.md",
        "examples/kabupaten-contoh/README.md",
        "docs/catatan.md",
        "docs/indeks.md",
        "docs/kunci.md",
        "docs/panduan-data.md",
        "docs/penggabungan.md",
        "docs/perintah.md",
        "docs/survei.md",
        "docs/templat.md",
        "docs/tinjauan.md",
        "docs/tur.md",
    }
)
GENERATED = frozenset({"commands", "findings", "perintah", "catatan"})
"""Pages made of messages, which are checked in the catalogue."""
# What must be clean, as patterns from the top of the repository; a Python file is its docstrings and comments, the
# catalogue is its message ids in English and their translations.
CLEAN = ("*.md", "docs/**/*.md", "examples/*/*.md", "tools/*.py", "tests/*.py", "*.py", "src/**/*.py", CATALOGUE)

# Code blocks and spans, comments of HTML, addresses of links, and placeholders of messages.
UNREAD = re.compile(r"```.*?```|`[^`\n]*(?:\n[^`\n]+)?`|<!--.*?-->|\]\([^)]*\)|%\(\w+\)s|\{[\w.]*\}", re.DOTALL)
STRINGS = (
    r'"""(?:\\.|[^\\])*?"""',
    r"'''(?:\\.|[^\\])*?'''",
    r'"(?:\\.|[^"\\\n])*"',
    r"'(?:\\.|[^'\\\n])*'",
)
STRING_OR_COMMENT = re.compile("|".join((*STRINGS, r"(?P<comment>#[^\n]*)")), re.DOTALL)


LETTERS = 3
"""By so many letters of a word it is known sooner that a text does not have it."""


class Avoided(NamedTuple):
    """A row of the table: what to find, what to write instead, and the phrases that are fine."""

    phrases: tuple[str, ...]
    find: re.Pattern[str]
    instead: str
    fine: re.Pattern[str] | None


class Line(NamedTuple):
    """A text and where it starts."""

    file: str
    number: int
    text: str
    language: str = "en"


def phrases_of(cell: str) -> tuple[str, ...]:
    """The phrases of a cell."""
    return tuple(phrase.strip() for phrase in cell.split(",") if phrase.strip())


def pattern(cell: str) -> re.Pattern[str] | None:
    """The phrases of a cell as one pattern: `*` is any ending, `…` up to five words without a full stop."""
    phrases = phrases_of(cell)
    if not phrases:
        return None
    parts = (
        r"\s+".join(r"(?:[^\s.]+\s+){0,4}[^\s.]+" if word == "…" else re.escape(word) for word in phrase.split())
        for phrase in phrases
    )
    return re.compile(rf"\b(?:{'|'.join(parts)})\b(?!-)".replace(r"\*", r"\w*"), re.IGNORECASE)


@cache
def table(language: str) -> list[Avoided]:
    """The rows of the style page for a language."""
    rows = []
    english, indonesian = (ROOT / "docs/style.md").read_text("utf-8").split("\n## Indonesian\n")
    for line in (english if language == "en" else indonesian).splitlines():
        if line.startswith("| ") and not line.startswith(("| avoid |", "| ---")):
            avoid, instead, fine = line.strip("|").split("|")
            find = pattern(avoid)
            assert find is not None, line
            rows.append(Avoided(phrases_of(avoid), find, instead.strip(), pattern(fine)))
    return rows


def blanked(text: str) -> str:
    """The text with what is not read as spaces, so that places stay."""
    return UNREAD.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


@cache
def beginnings(language: str) -> dict[str, set[int]]:
    """The rows of the table by the first letters of the words that their phrases begin with."""
    found: dict[str, set[int]] = {}
    for number, row in enumerate(table(language)):
        for phrase in row.phrases:
            first = re.match(r"\w+", phrase.lower())
            assert first is not None, phrase
            found.setdefault(first[0][:LETTERS], set()).add(number)
    return found


def asked(text: str, language: str) -> Iterator[Avoided]:
    """The rows of the table that a text may go against, in their order; to try each one takes five times as long."""
    words = set(re.findall(r"\w+", text.lower()))
    known = beginnings(language)
    rows: set[int] = set()
    for begin in {word[:length] for word in words for length in range(1, LETTERS + 1)}:
        rows |= known.get(begin, set())
    return map(table(language).__getitem__, sorted(rows))


def offences(line: Line) -> Iterator[str]:
    """What a text uses that it should not."""
    text = blanked(line.text)
    for row in asked(text, line.language):
        fine = [match.span() for match in row.fine.finditer(text)] if row.fine else []
        for match in row.find.finditer(text):
            if not any(start <= match.start() and match.end() <= end for start, end in fine):
                number = line.number + text.count("\n", 0, match.start())
                used = re.sub(r"\s+", " ", match[0])
                yield f'{line.file}:{number}: "{used}": write {row.instead}'


def docstrings(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each docstring."""
    for node in _statements(tree_of(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if (
                isinstance(first, ast.Expr)
                and isinstance(first.value, ast.Constant)
                and isinstance(first.value.value, str)
            ):
                yield first.value.lineno, first.value.value


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """The node and the statements in it: no expression holds a docstring, and most nodes are in expressions."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.expr):
            yield from _statements(child)


def comments(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each comment. To take the source apart with `tokenize` takes ten times as long."""
    for found in STRING_OR_COMMENT.finditer(source):
        if found["comment"]:
            yield 1 + source.count("\n", 0, found.start()), found["comment"]


def lines(path: Path) -> Iterator[Line]:
    """The texts of a file."""
    name = path.relative_to(ROOT).as_posix()
    if path.suffix == ".py":
        source = path.read_text("utf-8")
        yield from (Line(name, *found) for found in (*docstrings(source), *comments(source)))
    elif path.suffix == ".po":
        with path.open("rb") as stream:
            for message in read_po(stream):
                number = message.lineno or 1
                yield from (Line(name, number, text) for text in texts(message.id))
                yield from (Line(name, number, text, "id") for text in texts(message.string))
    elif path.stem not in GENERATED:
        text = path.read_text("utf-8")
        if path.name == "style.md":
            text = re.sub(r"^\|.*$", "", text, flags=re.MULTILINE)
        yield Line(name, 1, text, "id" if name in INDONESIAN else "en")


def texts(message: str | Sequence[str] | None) -> Sequence[str]:
    """The texts of a message, singular and plural; none where it is not translated."""
    return (message,) if isinstance(message, str) else message or ()


def offenders(scopes: tuple[str, ...]) -> list[str]:
    """All offences in the scopes, file by file."""
    files = sorted({path for scope in scopes for path in ROOT.glob(scope)})
    assert all(any(ROOT.glob(scope)) for scope in scopes), scopes
    return [offence for file in files for line in lines(file) for offence in offences(line)]


def test_no_text_uses_a_word_that_the_style_page_avoids() -> None:
    """All offenders at once."""
    found = offenders(CLEAN)
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mended findings", 'x:1: "Mended": write fix'),
        ("first line\n30 February is no day", 'x:2: "is no": write is not a, has no'),
        ("held the rows against it", 'x:1: "held the rows against": write check against, compare with'),
        ("there is no such file, and it is no longer there", None),
        ("`mend` is a name, {told} a placeholder, a stand-in a noun, and [x](stands.md) a link", None),
        ("```\nit stands\n```", None),
    ],
)
def test_an_avoided_word_is_found_at_its_line_and_code_is_not_read(text: str, found: str | None) -> None:
    """Words, gaps between words, phrases that are fine, and what is not read."""
    assert list(offences(Line("x", 1, text))) == ([found] if found else [])


def test_an_avoided_word_of_indonesian_is_found() -> None:
    """The second table counts for Indonesian texts alone."""
    assert list(offences(Line("x", 1, "Buktinya sah", "id"))) == ['x:1: "Buktinya": write data dukung']
    assert list(offences(Line("x", 1, "bukti dukung", "id"))) == list(offences(Line("x", 1, "bukti"))) == []
