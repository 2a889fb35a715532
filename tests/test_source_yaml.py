"""YAML: what plain scalars mean, what a text may not contain, and where its keys and values are."""

from __future__ import annotations

import tracemalloc
from typing import Any

import pytest

from banjar_smartcity.diagnostics import At, Pointer, Position
from banjar_smartcity.source import Locator
from banjar_smartcity.source.document import parse


def read(text: str | bytes) -> Any:
    document, faults = parse("a.yaml", text if isinstance(text, bytes) else text.encode())
    assert document is not None, faults
    return document.data


def faults(text: str | bytes) -> list[str]:
    _, found = parse("a.yaml", text if isinstance(text, bytes) else text.encode())
    return [f"{f.position.line}:{f.position.column} {f.kind.id}" for f in found if f.position]


def place(text: str, pointer: Pointer, *, on_key: bool = False) -> Position:
    return Locator({"a.yaml": text})(At("a.yaml", pointer, on_key))


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-0", 0),
        ("12", 12),
        ("-7", -7),
        ("3.50", 3.5),
        ("-0.25", -0.25),
        ("9" * 300, int("9" * 300)),
    ],
)
def test_a_few_plain_scalars_are_not_text(scalar: str, value: object) -> None:
    data = read(f"a: {scalar}")["a"]
    assert data == value
    assert type(data) is type(value)


@pytest.mark.parametrize(
    "scalar",
    [
        "no",
        "NO",
        "yes",
        "on",
        "off",
        "y",
        "n",
        "Null",
        "NULL",
        "TRUE",
        "True",
        "False",
        "12:30",
        "1:30:00",
        "2023-05-30",
        "2023-05-30T08:00:00Z",
        "0123",
        "00",
        "0o17",
        "0x1F",
        "1_000",
        "+1",
        ".5",
        "1.",
        "1e3",
        "1.5e3",
        ".inf",
        "-.inf",
        ".nan",
        "NaN",
        "1,5",
        "1.000,5",
        "1.2.3",
        "-",
        "-a",
        "--1",
        "=",
    ],
)
def test_everything_else_is_text(scalar: str) -> None:
    assert read(f"a: {scalar}x")["a"] == f"{scalar}x"
    if scalar not in ("-", "="):
        assert read(f"a: {scalar}")["a"] == scalar


@pytest.mark.parametrize("scalar", ["12", "true", "null", "~", "", "0.5"])
@pytest.mark.parametrize("quote", ["'", '"'])
def test_quotes_make_text(scalar: str, quote: str) -> None:
    assert read(f"a: {quote}{scalar}{quote}") == {"a": scalar}


def test_blocks_are_text() -> None:
    assert read("a: |\n  12\nb: >\n  true\n") == {"a": "12\n", "b": "true\n"}


def test_an_alias_repeats_a_value() -> None:
    assert read("a: &x [1, {b: c}]\nd: *x\n") == {"a": [1, {"b": "c"}], "d": [1, {"b": "c"}]}


def test_quoted_words_may_be_keys() -> None:
    assert read('"2023": a\n\'true\': b\n"<<": c\n') == {"2023": "a", "true": "b", "<<": "c"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["1:1 file-empty"]),
        (" \n\t\n", ["1:1 file-empty"]),
        ("# hanya komentar\n", ["1:1 file-empty"]),
        ("---\n...\n", ["1:1 file-empty"]),
        ("\ufeff", ["1:1 file-byte-order-mark", "1:1 file-empty"]),
        ("a: b\x00c\n", ["1:5 file-control-character"]),
        ("a: 1\nb: \x1b[2J\n", ["2:4 file-control-character"]),
        ("a: b\ufeffc\n", ["1:5 file-control-character"]),
        ("a: b\u202ec\n", ["1:5 file-control-character"]),
        ('a: "\\0"\n', ["1:4 file-control-character"]),
        ('"\\e": 1\n', ["1:1 file-control-character"]),
        (b"a: caf\xe9\n", ["1:7 file-encoding"]),
        ("a: é\nb: ".encode() + b"\xff", ["2:4 file-encoding"]),
        ("a: 1".encode("utf-16"), ["1:1 file-encoding"]),
        ("a: !!int '3'\n", ["1:4 yaml-tag"]),
        ("a: !<text> x\n", ["1:4 yaml-tag"]),
        ("!!python/object/apply:os.system [ls]\n", ["1:1 yaml-tag"]),
        ("!!str a: 1\n", ["1:1 yaml-tag"]),
        ("1: a\n", ["1:1 yaml-key-not-text"]),
        ("true: a\n~: b\n", ["1:1 yaml-key-not-text", "2:1 yaml-key-not-text"]),
        ("? [a, b]\n: 1\n", ["1:3 yaml-key-not-text"]),
        ("a: 1\nb: 2\na: 3\n", ["3:1 yaml-duplicate-key"]),
        ("a: {b: 1, b: 2, b: 3}\n", ["1:11 yaml-duplicate-key", "1:17 yaml-duplicate-key"]),
        ("a:\n- b: 1\n  c: 2\n  d: 3\n  c: 4\n  d: 5\n", ["5:3 yaml-syntax"]),
        ("a:\n- b: 1\n  c: 2\n  d:\n  - x\n\n  c: 4\n  # x\n  d: [5]\n", ["7:3 yaml-syntax"]),
        ("a:\n- b: 1\n  c: 2\n  d: 3\n  c: 4\n  e: 5\n", ["5:3 yaml-duplicate-key"]),
        ("a:\n- b: 1\n  c: 2\n  d: 3\n  c: 4\n  e: 5\n  d: 3\n", ["5:3 yaml-duplicate-key", "7:3 yaml-duplicate-key"]),
        ("a: 1\nb: 2\nc: 3\na: 1\nb: 2\nc: 3\n", ["4:1 yaml-duplicate-key"]),
        ("a: 1\na: 1\nb: 2\nb: 2\n", ["2:1 yaml-duplicate-key", "4:1 yaml-duplicate-key"]),
        ("a: &a [*a]\n", ["1:4 yaml-alias-cycle"]),
        ("a: &a {b: {c: *a}}\n", ["1:4 yaml-alias-cycle"]),
        ("b: &b {q: 1}\na:\n  <<: *b\n", ["3:3 yaml-merge-key"]),
        ("a: 1\n---\nb: 2\n", ["2:1 yaml-many-documents"]),
        ("a: " + "9" * 301, ["1:4 number-out-of-range"]),
        ("a: 0." + "9" * 301, ["1:4 number-out-of-range"]),
    ],
)
def test_a_fault_of_the_text_is_found_at_its_place(text: str | bytes, found: list[str]) -> None:
    assert faults(text) == found


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('a: 1\nb: "x\nc: 2\n', "2:4"),
        ('a: 1\nb: "x\nc: "y"\nd: 3\n', "2:4"),
        ("a: 'x\nb: 'y'\n", "1:4"),
        ("- 'x\n- 'y'\n", "1:3"),
        ("a: 1\nb: 'Jum'at'\n", "2:9"),
        ("a: [1, 2\nb: 3\n", "1:4"),
        ("a: [x\nb:\n  - y\n", "1:4"),
        ("a: {x: 1\nb: 2\n", "1:4"),
        ('a: [\n  "x"\n  "y"\n]\n', "3:3"),
        ("a: [x", "1:4"),
        ("a: 1\nb\nc: 2\n", "2:1"),
        ("a:1\nb: 2\n", "1:1"),
        ("a: 1\nb\n", "2:1"),
        ("a: x: y\n", "1:5"),
        ("a:\n\t- b\n", "2:1"),
        ("a:\n  b: 1\n\tc: 2\n", "3:1"),
        ("a:\n  b: 2\n c: 3\n", "3:2"),
        ("a:\n  - b: 2\n   c: 3\n", "3:4"),
        ("a: @x\n", "1:4"),
        ("a: %x\n", "1:4"),
        ("a: *x\n", "1:4"),
        ("a: &x 1\nb: &x 2\n", "2:4"),
        ("a: 'long\n  text'\nb: 1\n c: 2\n", "4:3"),
    ],
)
def test_broken_yaml_is_one_finding_where_its_author_broke_it(text: str, where: str) -> None:
    assert faults(text) == [f"{where} yaml-syntax"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 32_000,
        "{a: " * 32_000,
        "- " * 32_000 + "x",
        "#\r" + "- " * 32_000 + "x",
        "#\x85" + "- " * 32_000 + "x",
        "#\u2028" + "? " * 32_000 + "x",
        "x: " + "[" * 150 + "]" * 150,
        "\n".join(" " * i + "a:" for i in range(150)),
        "\n".join(f"a{i}: &a{i} {'[' * 60}{f'*a{i - 1}' if i else 'x'}{']' * 60}" for i in range(40)),
        "\n".join(f"a: &a{i} {'[' * 60}{f'*a{i - 1}' if i else 'x'}{']' * 60}" for i in range(40)) + "\nb: *a39",
    ],
    ids=[
        "lists",
        "mappings",
        "dashes",
        "after CR",
        "after NEL",
        "after LS",
        "150",
        "indented",
        "aliases",
        "lost aliases",
    ],
)
def test_deep_nesting_is_refused_before_it_exhausts_anything(text: str) -> None:
    assert [line.split()[1] for line in faults(text)][-1:] == ["yaml-too-deep"]


def test_a_hundred_levels_are_read() -> None:
    assert faults("a: " + "[" * 98 + "]" * 98) == []


def test_aliases_of_aliases_are_counted_without_being_expanded() -> None:
    rows = [f"x{i}: &x{i} [{', '.join([f'*x{i - 1}'] * 9)}]" for i in range(1, 30)]
    assert faults("\n".join(["x0: &x0 [1]", *rows])) == ["1:1 yaml-alias-expansion"]


TEXT = """region:
  name: Kabupaten Banjar
  seats: [a, bé, {c: d}]
stages:
  - id: x
    on: 2023-06-12
  -
    id: y
"nama": 'kota'
"""


@pytest.mark.parametrize(
    ("pointer", "on_key", "line", "column"),
    [
        ((), False, 1, 1),
        (("region",), True, 1, 1),
        (("region",), False, 2, 3),
        (("region", "name"), True, 2, 3),
        (("region", "name"), False, 2, 9),
        (("region", "seats"), False, 3, 10),
        (("region", "seats", 1), False, 3, 14),
        (("region", "seats", 2, "c"), True, 3, 19),
        (("region", "seats", 2, "c"), False, 3, 22),
        (("stages", 0), False, 5, 5),
        (("stages", 0, "on"), False, 6, 9),
        (("stages", 1, "id"), False, 8, 9),
        (("nama",), True, 9, 1),
        (("nama",), False, 9, 9),
        (("region", "missing"), False, 2, 3),
        (("stages", 9, "id"), False, 5, 3),
    ],
)
def test_a_place_is_the_line_and_column_of_its_key_or_value(
    pointer: Pointer, on_key: bool, line: int, column: int
) -> None:
    assert place(TEXT, pointer, on_key=on_key) == (line, column)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_every_line_end_of_yaml_counts(end: str) -> None:
    assert place(end.join(["a: 1", "b:", "  c: x"]), ("b", "c")) == (3, 6)


def test_columns_count_characters_not_bytes() -> None:
    assert place("a: {é𝟘漢: x}", ("a", "é𝟘漢")) == (1, 10)


def test_what_an_alias_repeats_stands_where_it_was_written() -> None:
    assert place("a: &x\n  b: 1\nc: *x\n", ("c", "b")) == (2, 6)


def test_a_byte_order_mark_moves_no_column() -> None:
    document, _ = parse("a.yaml", "\ufeffa: 1".encode())
    assert document is not None
    assert place(document.text, ("a",)) == (1, 4)


def test_only_the_latest_texts_stay_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("banjar_smartcity.source.document._MOST_PARSED", 4000)
    text = "".join(f"key-{number}: value\n" for number in range(60))
    texts = {f"{number}.yaml": text for number in range(200)}
    locate = Locator(texts)
    held = []
    assert Locator(texts)(At("0.yaml", ("key-7",))) == (8, 8)  # what measures the tests is done with the code then
    own = (tracemalloc.Filter(inclusive=True, filename_pattern="*/banjar_smartcity/*"),)
    tracemalloc.start()
    try:
        for paths in (list(texts)[:20], list(texts)[20:]):
            for path in paths:
                assert locate(At(path, ("key-7",))) == (8, 8)
            found = tracemalloc.take_snapshot().filter_traces(own)
            held.append(sum(one.size for one in found.statistics("filename")))
    finally:
        tracemalloc.stop()
    assert held[1] < 2 * held[0]
    assert locate(At("0.yaml", ("key-9",))) == (10, 8)  # parsed again


def test_each_version_of_a_text_has_its_own_places_where_they_are_remembered() -> None:
    known: dict[tuple[At, str], Position] = {}
    at = At("a.yaml", ("b",))
    assert Locator({"a.yaml": "a: 1\nb: 2\n"}, known=known)(at) == (2, 4)
    assert Locator({"a.yaml": "b: 2\n"}, known=known)(at) == (1, 4)
