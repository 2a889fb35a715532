"""Patterns: read as ECMA 262 means them, the same in both engines, or refused."""

from __future__ import annotations

import re

import jsonschema_rs
import pytest

from banjar_smartcity.schema.patterns import PatternError, to_python

SAME = (
    (".", ["\r", "\u2028", "\n", "\u0085"]),
    (r"^\s$", ["\u00a0", "\ufeff", "\u3000", "\u001c", "\x85", "\x0b", "a"]),
    (r"^\S$", ["\u00a0", "\x1c", "a"]),
    (r"^\w$", ["é", "ſ", "_"]),
    (r"^\W$", ["é", "_"]),
    (r"^[^\d]$", ["٣", "1"]),
    (r"^\D$", ["٣", "1"]),
    (r"[\s\S]", ["\n"]),
    (r"^[^\W_]+$", ["a_", "ab"]),
    (r"\bé", ["é", " é", "aé"]),
    (r"\B", ["", "a", "ab"]),
    ("(?i)^k$", ["\u212a", "K"]),
    ("a|^$|b$", ["", "\n", "b\n"]),
    (r"^\$$", ["$"]),
    ("[$]", ["$", ""]),
    (r"\p{L}", ["a", "1"]),
    (r"^\P{Letter}$", ["a", "1"]),
    (r"^[\p{Lu}\d]+$", ["A1", "a"]),
    (r"^\u0061\u{62}\x63$", ["abc"]),
    (r"^\cA$", ["\x01"]),
    (r"^[[]$", ["["]),
    (r"[(]|[{}]", ["(", "}", ")"]),
    (r"^[a&&b]$", ["&", "a", "c"]),
    ("[a&&[b]]", ["a]", "a"]),
    (r"^[\w.+-]+@x$", ["a-b@x", "@x"]),
    (r"^[\d\-x]$", ["-", "1", "y"]),
    (r"^\/\-\_\@\ $", ["/-_@ "]),
    (r"^(a)\1$", ["aa", "a"]),
    (r"(?<=a)b(?!c)", ["ab", "abc", "b"]),
    (r"(?<year>\d{4})", ["2023", "23"]),
    (r"x{2,}", ["xx", "x"]),
    ("^.$", ["𝟘"]),
    ("^é$", ["e\u0301"]),
    (r"#\#", ["##"]),
    ("^a}]$", ["a}]"]),
    ("(?P<x>a)", ["a", "b"]),
)
"""Pattern, and texts to look for it in."""

REFUSED = (
    *("(", "[a-", "(?<x", "[]", "[^]", "[z-a]", r"[a-\d]", r"[\d-z]", "[a--b]", "a**", "*a", "a{", "a{,3}"),
    *(r"\e", r"\a", r"\0", r"\Z", r"\h", r"\k<n>", r"\ud83d", r"[\b]", r"\p{Nonsense}"),
    *("(?P=x)", "(?>a)b", "(?(1)a|b)", "(?#c)a"),
)

OTHER_ENGINE_ONLY = ((r"a\z", "a"), ("(?<=a+)b", "aab"))
"""What the other engine reads, each in its own way, and Python's `re` would not, or would read differently."""


def by_the_other_engine(pattern: str, text: str) -> bool:
    return jsonschema_rs.validator_for({"pattern": pattern}).is_valid(text)


@pytest.mark.parametrize(("pattern", "texts"), SAME)
def test_a_pattern_fits_the_same_texts_in_both_engines(pattern: str, texts: list[str]) -> None:
    ours = [bool(re.search(to_python(pattern), text)) for text in texts]
    assert ours == [by_the_other_engine(pattern, text) for text in texts]


@pytest.mark.parametrize("pattern", REFUSED)
def test_what_is_no_pattern_of_ecma_is_refused_by_both_engines(pattern: str) -> None:
    with pytest.raises(jsonschema_rs.ValidationError):
        by_the_other_engine(pattern, "")
    with pytest.raises(PatternError):
        to_python(pattern)


@pytest.mark.parametrize(("pattern", "text"), OTHER_ENGINE_ONLY)
def test_what_python_cannot_read_as_it_is_meant_is_refused(pattern: str, text: str) -> None:
    assert by_the_other_engine(pattern, text)
    with pytest.raises(PatternError):
        to_python(pattern)
