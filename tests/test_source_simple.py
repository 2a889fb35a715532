"""Simple texts are read line by line as libyaml's nodes would have it, and all others are left to them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from banjar_smartcity.checking.one_file import check_written, has_odd_numbers
from banjar_smartcity.source.document import parse
from banjar_smartcity.source.simple.lines import read_lines
from banjar_smartcity.source.simple.places import line_places
from banjar_smartcity.source.simple.scalars import NAMES
from banjar_smartcity.source.yaml_text import yaml_places
from conftest import CASES, EXAMPLE, ROOT, THOROUGH

SCALARS = (
    "kata", "dua kata", "Dinas (rekaan), 5.993 orang; 10%", "12", "0", "3.5", "0123", "1e3", "1.180", "34.0", "-4",
    "+1",
    "2023-05", "2023-05-30", "12:30", "5.1.02.01.01.0001", "188.4/12/2025", "0x1F", "1_000", ".5", "5.", "null", "~",
    "true", "No", "'kutip'", '"kutip: #1"', "''", '""', '"a\\tb"', "'it''s'", "[]", "{}", "[a, b]", "{a: 1}",
    "- x", "-",
    "? x", "a: b", "a:b", "a:", "x #1", "x #", "#x", "x#1", "&a x", "*a", "!t x", "|", ">", "%x", "@x", "`x", "=", "<<",
    "<a", "http://x.y/z?a=1#b", "café", "“kutip”", "a\tb", "...", "---", "$x", "^x", "(x", "1 orang", "é: b",
    ", x", "] x", "[null, 3, -4.25, 'a, b', \"c\"]", "[a,b]", "[a, ]", "[1.180]", "{a: 1, b: null, c: 'd: e'}", "{a:b}",
    "{a: 1, a: 2}", "{true: 1}", "-0.29", "1.00", "4.000", "-0.0", "Kata “kutip” – dan…", "“a” b", "'“a”'",
    "\"‘a’\"", "a •", "Ａ", "a → b ≥ 5 ✓", "→ b", "a ✓\ufe0f", "•",
    '"a \\"b\\" \\\\ c"', '"a\\"',
)  # fmt: skip
KEYS = ("id", "text", "date", "a_b", "a-b", "Null", "null", "true", "1", "a b", "'a'", "<<", "yes", "é")
ORDINARY = 0.9
INSERTED = " -:#\"'\n\t[]{}&*!|>%@`,?~<=.0a"


def scalar(r: random.Random) -> str:
    return r.choice(SCALARS[:3]) if r.random() < ORDINARY else r.choice(SCALARS)


PARTS = (
    "kata", "dua kata", "Dinas (rekaan), 10%", "(x)", "12", "2023-05-30", "x#1", "café", "true",
    "a: b", "a:", "- x", "# x", "x # y", "x 'y'", "it's", "it''s", 'a "b"', "", "“kutip”", "/x", "[a]", "===",
    "  dalam", "<<<<<<< HEAD", "---", "...", "? x", "| x", "&a", "*a", "@x", "a\tb", "\\n", "%x",
)  # fmt: skip


def wrapped(r: random.Random, start: str, column: int) -> list[str]:
    """A value over several lines, as programs write it, or nearly so."""
    parts = [r.choice(PARTS[:4]) if r.random() < ORDINARY else r.choice(PARTS) for _ in range(r.randint(1, 4))]
    indent = " " * (column + (r.choice((2, 2, 2, 4, 1)) if r.random() < 0.97 else 0))
    kind = r.random()
    if kind < 0.3:
        return [start + parts[0], *(indent + part if part else part for part in parts[1:])]
    if kind < 0.6:
        quote = r.choice("'\"")
        quoted = "\n".join([quote + parts[0], *(indent + part if part else part for part in parts[1:])]) + quote
        return (start + quoted).split("\n")
    if kind < 0.7:
        return [start.rstrip(" "), *(indent + part for part in parts)]
    mark = r.choice(("|", "|-", ">", ">-", "|+", ">+", "|2", "> # x"))
    below = [indent + part if part else part for part in parts]
    return [start + mark, *below, *([""] * r.randint(0, 2) if r.random() < 0.3 else [])]


def block(r: random.Random, column: int, depth: int = 0) -> list[str]:
    """A mapping or a list as lines, nearly always a valid one."""
    lines = []
    is_list = depth > 0 and r.random() < 0.4
    for number in range(r.randint(1, 4)):
        key = f"{r.choice(KEYS[:5])}{number}" if r.random() < ORDINARY else r.choice(KEYS)
        start = " " * (column if r.random() < 0.99 else r.randint(0, 6)) + ("- " if is_list else "")
        kind = r.random()
        if kind < 0.1:
            lines += wrapped(r, start if is_list and r.random() < 0.5 else f"{start}{key}: ", column + 2 * is_list)
        elif is_list and kind < 0.4:
            lines.append(start + scalar(r))
        elif kind < 0.6 or depth > 3:
            lines.append(f"{start}{key}: {scalar(r)}")
        elif kind < 0.7:
            lines.append(f"{start}{key}:")
        else:
            inner = column + 2 * is_list + r.choice((2, 2, 2, 0, 4))
            lines += [f"{start}{key}:", *block(r, inner, depth + 1)]
        if is_list and r.random() < 0.3:
            lines += block(r, column + 2, 4)
        if r.random() < 0.1:
            lines[-1] += r.choice((" # catatan", "  # catatan: x", " # it's", " #", " #x", "# x"))
        if r.random() < 0.1:
            lines.append(r.choice(("", "# catatan", "   # catatan: x", "#")))
    return lines


def made_up(seed: int) -> str:
    """A text of which each second one has a character too many or too few."""
    r = random.Random(seed)
    text = "\n".join(block(r, 0)) + r.choice(("\n", "\n", "\n", "", "\n\n"))
    if seed % 10 == 7:
        text = r.choice(("---\n", "# catatan\n\n---\n", "--- # x\n", "---\n---\n", "%YAML 1.1\n---\n")) + text
    if seed % 10 == 9:
        text = text.replace("\n", "\r\n")
    place = r.randrange(len(text) + 1)
    if seed % 4 == 0:
        return text[:place] + r.choice(INSERTED) + text[place:]
    return text[:place] + text[place + 1 :] if seed % 4 == 1 else text


def places_in(value: Any, pointer: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """All places in data, and some next to them that do not exist."""
    yield pointer
    yield (*pointer, "none")
    yield (*pointer, 0)
    entries: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, entry in entries:
        yield from places_in(entry, (*pointer, step))


def assert_same(text: str) -> bool:
    """If a text is simple, nodes give the same data and places, and nothing odd. Return whether it is simple."""
    found = read_lines(text)
    if found is None:
        return False
    document, faults = parse("data/x.yaml", text.encode())
    assert faults == [], text
    assert document is not None, text
    assert repr(document.data) == repr(found), text  # also numbers of another type, and the order of keys
    assert not has_odd_numbers(document), text
    assert check_written(document, dict) == [], text
    by_nodes = yaml_places(text, None)
    places = list(places_in(found))
    for number, pointer in enumerate(places if THOROUGH or len(places) < 30 else places[len(text) % 3 :: 3]):
        if number % 10 == 0:
            by_lines = line_places(text)  # more places would be found by nodes
        assert by_lines is not None, text
        for on_key in (True, False):
            assert by_lines(pointer, on_key) == by_nodes(pointer, on_key), (text, pointer)
    return True


def test_made_up_texts_mean_the_same() -> None:
    simple = sum(assert_same(made_up(seed)) for seed in range(3000))
    assert 600 < simple < 2400


@pytest.mark.parametrize("form", ["a: {}\n", "a:\n  - {}\n", "a:\n  - b: {}\n    c: x\n", "{}: x\n", "- {}\n", "{}\n"])
def test_each_scalar_means_the_same_wherever_it_is(form: str) -> None:
    for text in SCALARS:
        assert_same(form.replace("{}", text, 1))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: teks\n  yang berlanjut\n  sampai sini\nb: 1\n", "teks yang berlanjut sampai sini"),
        ("a:\n  teks di bawah\n  kuncinya\n", "teks di bawah kuncinya"),
        ("a: 12\n  34\n", "12 34"),
        ("a: 'teks: dalam\n  kutipan'\n", "teks: dalam kutipan"),
        ("a: 'Jum''at\n  # sore'\n", None),
        ("a: 'Jum''at\n  sore'\n", "Jum'at sore"),
        ('a: "teks: dalam\n  kutipan"\n', "teks: dalam kutipan"),
        ("a: |\n  satu: 1\n\n    # dua\n  tiga\n\nb: 1\n", "satu: 1\n\n  # dua\ntiga\n"),
        ("a: |-\n  satu\n  dua\n\n\n", "satu\ndua"),
        ("a: >\n  satu\n  dua\n\n\n  tiga\n", "satu dua\n\ntiga\n"),
        ("a: >-\n  satu\n  dua\n", "satu dua"),
        ("a: x\r\nb: 1\r\n", "x"),
        ("# catatan\n---\na: x\n", "x"),
        ("a: 'it''s'\n", "it's"),
        ("a: x  # catatan: 1\n", "x"),
        ("a: 'x # y'  # catatan\n", None),
        ("a:  # catatan\n  teks\n", None),
    ],
)
def test_what_programs_write_over_several_lines_is_read_as_they_mean_it(text: str, value: str | None) -> None:
    found = read_lines(text)
    assert (found and found["a"]) == value
    assert assert_same(text) == (value is not None)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("mean: 3.125\n", {"mean": 3.125}),
        ("a: 1.180 # 2.5\n", {"a": 1.18}),
        ("a:\n  - 1.180\nunit: orang\n", {"a": [1.18], "unit": "orang"}),
        ("value: 91.25\nunit: persen\n", {"value": 91.25, "unit": "persen"}),
        ("value: 1180.125\nunit: orang\n", {"value": 1180.125, "unit": "orang"}),
    ],
)
def test_fractions_that_no_unit_makes_unclear_are_read(text: str, data: object) -> None:
    assert read_lines(text) == data
    assert assert_same(text)


def test_all_keys_that_take_text_or_a_whole_number_are_known() -> None:
    """In `number: 4.00` and `pages: 3.125` the fraction is not what was meant; elsewhere it is a number or refused."""
    texts = [path.read_text("utf-8") for path in (ROOT / "schemas").glob("*.json")]
    found = {key for text in texts for key in _text_or_whole(json.loads(text))}
    assert found == set(NAMES)


def _text_or_whole(schema: Any, key: str = "") -> Iterator[str]:
    if isinstance(schema, dict):
        if {"string", "integer"} <= set(schema.get("type", ())) and "pattern" not in schema:
            yield key
        for name, part in schema.items():
            yield from _text_or_whole(part, key if name in ("items", "anyOf", "oneOf", "allOf") else name)
    elif isinstance(schema, list):
        for part in schema:
            yield from _text_or_whole(part, key)


@pytest.mark.parametrize(("root", "fewest"), [(ROOT / "data", 1.0), (EXAMPLE, 0.9), (CASES, 0.1)])
def test_all_files_mean_the_same(root: Path, fewest: float) -> None:
    texts = [path.read_bytes() for path in root.rglob("*.yaml")]
    short = [text for text in texts if _is_utf8(text) and len(text) < 20_000]
    simple = sum(assert_same(text.decode()) for text in short)
    assert simple >= len(short) * fewest


def test_many_places_of_a_text_are_found_by_its_nodes() -> None:
    text = "".join(f"k{number}:\n  - {{a: {number}}}\n" for number in range(100))
    by_lines, by_nodes = line_places(text), yaml_places(text, None)
    assert by_lines is not None
    for number in range(100):
        pointer = (f"k{number}", 0, "a")[: 1 + number % 3]
        assert by_lines(pointer, False) == by_nodes(pointer, False)


def _is_utf8(content: bytes) -> bool:
    try:
        return bool(content.decode())
    except UnicodeDecodeError:
        return False


@pytest.mark.parametrize(
    "text",
    [
        "a: teks\n  - bukan butir\n",
        "a: teks\n  b: bukan kunci\n",
        "- a\n- b\n",
        "a: 1\na: 2\n",
        "a:\n    b: 1\n  c: 2\n",
        "a:\n  - b\n- c\n",
        "a: x\n- b\n",
        "a: x \n",
        "a: x\ry\n",
        "a: x\r\r\n",
        "a: x\n\n  y\n",
        "a: 'x\n\n  y'\n",
        "a: 'x\n y\n",
        "a: 'x\n  y' z\n",
        'a: "x \\\n  y"\n',
        "a: x\n  # y\n  z\n",
        "a: x\n  y: z\n",
        "a: x\n  y:\n",
        "a: x\nb\n",
        "a:\n  b: x\n  y\n",
        "a: [b,\n  c]\n",
        "a: |\n",
        "a: |\n\n  x\n",
        "a: |+\n  x\n\n",
        "a: |2\n  x\n",
        "a: |\n  x",
        "a: |\nx\n",
        "a: |\n    x\n  y\n",
        "a: >\n  x\n    y\n",
        "--- x\n",
        "%YAML 1.1\n---\na: 1\n",
        "a: &b x\n",
        "a: x # catatan\n  lanjut\n",
        "a: x\n  lanjut # catatan\n  lagi\n",
        "a: 'x' # it's\n",
        "a: 'x'  \n",
        "a: [b,c]\n",
        "a: [b, 1.180]\n",
        "a: [b, 4.0]\n",
        "a: {b: c, b: d}\n",
        "a: {null: c}\n",
        "a: [\u201cb\u201d]\n",
        "a: '\u201cb\u201d'\n",
        "a: \u2018b\u2019\n",
        "a: b\u200b\n",
        "number: 4.0\n",
        "# pages: 4.0\na: 4.0\n",
        "--- \na: 1\n",
        "a: 1\n---\nb: 2\n",
        "# hanya catatan\n",
        "",
        "<<: {a: 1}\n",
        "value: 1.180\nunit: orang\n",
        "'unit': orang\nvalue: 1.180 # catatan\n",
        "number: 3.125\n",
        "a: 4.000\n",
        "a: \x85\n",
        "".join(f"{'  ' * n}a:\n" for n in range(60)),
    ],
)
def test_what_is_not_simple_is_left_to_the_nodes(text: str) -> None:
    assert read_lines(text) is None
