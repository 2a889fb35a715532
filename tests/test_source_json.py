"""JSON: read for `validate --schema` only, with the same care for positions and hostile texts."""

from __future__ import annotations

import pytest

from banjar_smartcity.diagnostics import At, Pointer
from banjar_smartcity.source import Locator
from banjar_smartcity.source.document import parse


def faults(text: str) -> list[str]:
    _, found = parse("a.json", text.encode())
    return [f"{f.position.line}:{f.position.column} {f.kind.id}" for f in found if f.position]


TEXT = '{\n\t"a": [1, "dua", {"b\\u00e9": null}],\n\t"c": {"d": {"e": -1.5}}, "kosong": []\n}\n'


def test_json_is_read_as_json() -> None:
    document, _ = parse("a.json", TEXT.encode())
    assert document is not None
    assert document.data == {"a": [1, "dua", {"bé": None}], "c": {"d": {"e": -1.5}}, "kosong": []}


@pytest.mark.parametrize(
    ("pointer", "on_key", "line", "column"),
    [
        ((), False, 1, 1),
        (("a",), True, 2, 2),
        (("a",), False, 2, 7),
        (("a", 0), False, 2, 8),
        (("a", 1), False, 2, 11),
        (("a", 2, "bé"), True, 2, 19),
        (("a", 2, "bé"), False, 2, 30),
        (("c", "d", "e"), False, 3, 19),
        (("kosong",), False, 3, 37),
        (("kosong", 0), False, 3, 37),
        (("x", "y"), False, 1, 1),
    ],
)
def test_a_place_is_the_line_and_column_of_its_key_or_value(
    pointer: Pointer, on_key: bool, line: int, column: int
) -> None:
    assert Locator({"a.json": TEXT})(At("a.json", pointer, on_key)) == (line, column)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["1:1 file-empty"]),
        ('{"a": 1,}', ["1:8 json-syntax"]),
        ("[1,\n 2 ,\n]", ["2:4 json-syntax"]),
        ('{"a": 1\n "b": 2}', ["2:2 json-syntax"]),
        ("{'a': 1}", ["1:2 json-syntax"]),
        ('{"a": "x}', ["1:7 json-syntax"]),
        ('{"a": 1} x', ["1:10 json-syntax"]),
        ('{"a": NaN}', ["1:7 json-syntax"]),
        ('["Infinity", -Infinity]', ["1:14 json-syntax"]),
        ('{"a": 1e999}', ["1:7 number-out-of-range"]),
        ('["' + "9" * 400 + '",\n ' + "9" * 301 + "]", ["2:2 number-out-of-range"]),
        ('{"a": 1, "b": {"a": 1}, "a": 2}', ["1:25 yaml-duplicate-key"]),
        ('{"a": 1, "\\u0061": 2}', ["1:10 yaml-duplicate-key"]),
        ('{"a": "\\ud800"}', ["1:7 file-control-character"]),
        ("[" * 32_000, ["1:101 yaml-too-deep"]),
        ("[" * 101 + "]" * 101, ["1:101 yaml-too-deep"]),
        ('{"a":' * 32_000, ["1:501 yaml-too-deep"]),
    ],
)
def test_a_fault_of_the_text_is_found_at_its_place(text: str, found: list[str]) -> None:
    assert faults(text) == found


@pytest.mark.parametrize(
    "text",
    [
        '"\\ud83d\\ude00"',
        '"\\\\ud800"',
        "[" * 100 + "]" * 100,
        "9" * 300,
        "1.5e300",
        '{"a": {"a": 1}}',
        '" \\n\\" "',
        "1e-400",
    ],
)
def test_sound_json_has_no_finding(text: str) -> None:
    assert faults(text) == []


def test_a_text_of_open_quotes_is_read_in_one_pass() -> None:
    assert faults('\\"' * 500_000) == ["1:1 json-syntax"]
