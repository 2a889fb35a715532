"""Every text for people has a complete translation with the same placeholders."""

from __future__ import annotations

import ast
import re
import string
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from banjar_smartcity import i18n
from banjar_smartcity.checking.pipeline import KINDS

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import messages


def parts(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, list | tuple) else (str(text),)


def places(text: str) -> set[str]:
    named = {name for _, name, _, _ in string.Formatter().parse(re.sub(r"%\(\w+\)s", "", text)) if name is not None}
    return named | set(re.findall(r"%\((\w+)\)s", text))


def test_the_catalogue_holds_exactly_the_texts_of_the_code() -> None:
    found = {message.id for message in messages.extract() if message.id}
    known = {message.id for message in messages.load("id") if message.id}
    assert found - known == set(), "run: python3 dev.py messages"
    assert known - found == set(), "run: python3 dev.py messages"


def test_no_text_is_marked_inside_an_f_string_where_it_would_not_be_found() -> None:
    """Babel reads f-strings as a whole: a text marked within one never reaches the catalogue."""
    found = []
    for path in sorted((messages.ROOT / "src" / "banjar_smartcity").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                calls = [part for part in ast.walk(node) if isinstance(part, ast.Call)]
                found += [f"{path.name}:{node.lineno}" for call in calls if getattr(call.func, "id", "") == "N_"]
    assert found == []


def translated() -> list[Message]:
    return [message for message in messages.load("id") if message.id]


@pytest.mark.parametrize("message", translated(), ids=lambda m: parts(m.id)[0][:40])
def test_each_text_is_translated_with_the_same_places(message: Message) -> None:
    assert not message.fuzzy
    assert all(parts(message.string)), "not translated"
    wanted = set().union(*(places(text) for text in parts(message.id)))
    for text in parts(message.string):
        assert places(text) == wanted


def test_each_kind_of_finding_reads_well_in_both_languages() -> None:
    english, indonesian = i18n.language("en"), i18n.language("id")
    for kind in KINDS:
        for text in (kind.message, kind.hint, kind.why):
            assert indonesian.translate(text) != text, kind.id
            assert english.translate(text) == text


@pytest.mark.parametrize(
    ("value", "digits", "indonesian", "english"),
    [
        (2.425, 2, "2,43", "2.43"),
        (2.415, 2, "2,42", "2.42"),
        (-0.005, 2, "-0,01", "-0.01"),
        (1234.5, 0, "1.235", "1,235"),
    ],
)
def test_numbers_are_rounded_half_up_and_written_as_the_language_does(
    value: float, digits: int, indonesian: str, english: str
) -> None:
    assert i18n.language("id").number(value, digits) == indonesian
    assert i18n.language("en").number(value, digits) == english
