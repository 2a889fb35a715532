"""Every text for people has a complete translation with the same placeholders."""

from __future__ import annotations

import ast
import re
import string
import sys
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from banjar_smartcity import i18n
from banjar_smartcity.checking.pipeline import KINDS
from syntax import nodes_of

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import messages

WORDS = 6
"""From so many words on it is a sentence, and no label."""


def parts(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, list | tuple) else (str(text),)


def places(text: str) -> set[str]:
    named = {name for _, name, _, _ in string.Formatter().parse(re.sub(r"%\(\w+\)s", "", text)) if name is not None}
    return named | set(re.findall(r"%\((\w+)\)s", text))


@cache
def extracted() -> Catalog:
    """All texts of the code and the templates, which are gathered in seconds."""
    return messages.extract()


def test_the_catalogue_holds_exactly_the_texts_of_the_code() -> None:
    found = {message.id for message in extracted() if message.id}
    known = {message.id for message in messages.load("id") if message.id}
    assert found - known == set(), "run: python3 dev.py messages"
    assert known - found == set(), "run: python3 dev.py messages"


def test_a_sentence_that_html_and_markdown_share_is_written_once() -> None:
    media = {"html": "templates/html/", "md": "templates/md/"}
    shared = [
        message.id
        for message in extracted()
        if message.id and len(str(message.id).split()) >= WORDS
        if all(any(place.startswith(folder) for place, _ in message.locations) for folder in media.values())
    ]
    assert shared == [], "move these sentences to templates/common/sentences.j2"


def test_no_text_is_marked_inside_an_f_string_where_it_would_not_be_found() -> None:
    """Babel reads f-strings as a whole: a text marked within one never reaches the catalogue."""
    found = []
    for path in sorted((messages.ROOT / "src" / "banjar_smartcity").rglob("*.py")):
        for node in nodes_of(path.read_text("utf-8")):
            if isinstance(node, ast.JoinedStr):
                calls = [part for part in ast.walk(node) if isinstance(part, ast.Call)]
                found += [f"{path.name}:{node.lineno}" for call in calls if getattr(call.func, "id", "") == "N_"]
    assert found == []


def translated() -> list[Message]:
    return [message for message in messages.load("id") if message.id]


def lacks(message: Message) -> str | None:
    """What is wrong with a translation."""
    wanted = set().union(*(places(text) for text in parts(message.id)))
    if message.fuzzy:
        return "fuzzy"
    if not all(parts(message.string)):
        return "not translated"
    return "other places" if any(places(text) != wanted for text in parts(message.string)) else None


def test_each_text_is_translated_with_the_same_places() -> None:
    assert {message.id: fault for message in translated() if (fault := lacks(message))} == {}


@pytest.mark.parametrize(
    ("text", "translation", "fault"),
    [
        ("{count} files", "{count} berkas", None),
        ("{count} files", "", "not translated"),
        ("{count} files", "{jumlah} berkas", "other places"),
        ("%(count)s files", "berkas", "other places"),
        (("%(n)s file", "%(n)s files"), ("%(n)s berkas", ""), "not translated"),
        (("%(n)s file", "%(n)s files"), ("%(n)s berkas", "berkas"), "other places"),
    ],
)
def test_a_fault_of_a_translation_is_seen(text: str, translation: str, fault: str | None) -> None:
    assert lacks(Message(text, translation)) == fault
    assert lacks(Message(text, translation, flags=["fuzzy"])) == "fuzzy"


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


def test_no_text_of_a_template_has_a_percent_sign() -> None:
    """Jinja doubles it before it looks the text up, and finds nothing: such a text comes from Python."""
    found = []
    for path in sorted((Path(__file__).parent.parent / "templates").rglob("*.j2")):
        for text in re.findall(
            r"\{%-?\s*trans\b.*?%\}(.*?)\{%-?\s*endtrans", path.read_text(encoding="utf-8"), re.DOTALL
        ):
            if "%" in re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", text, flags=re.DOTALL):
                found.append(f"{path.name}: {text}")
    assert found == []
