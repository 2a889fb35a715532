"""Schemas: each has an identifier, is complete by itself, and says of every key what it means, in both languages."""

from __future__ import annotations

import copy
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from banjar_smartcity.resources import SCHEMAS

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import schemas as tool

FILES = sorted(SCHEMAS.glob("*.schema.json"))
ALL = {path.name.removesuffix(".schema.json"): json.loads(path.read_text(encoding="utf-8")) for path in FILES}
COMMON = ALL["common"]
TEXTS = ("title", "x-title-en", "description", "x-description-en")
WALKED = {"properties", "items", "additionalProperties", "$defs"}
CONDITIONS = {"if", "then", "else", "allOf"}
OF_KEYS = {"propertyNames"}
"""Keywords about keys, which have no title."""
PLAIN = {
    *("$schema", "$id", "$ref", "type", "enum", "pattern", "required", "uniqueItems", "minimum", "maximum"),
    *("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "default"),
}
"""Keywords that hold no schema. A new one that does belongs into `WALKED`."""


def described(schema: dict[str, Any], place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """The schema itself and every key, entry and value of a mapping below it, but not the roots of definitions."""
    yield place, schema
    for key, part in schema.get("properties", {}).items():
        yield from described(part, f"{place}.{key}")
    if "items" in schema:
        yield from described(schema["items"], f"{place}[]")
    if isinstance(schema.get("additionalProperties"), dict):
        yield from described(schema["additionalProperties"], f"{place}{{}}")
    for name, definition in schema.get("$defs", {}).items():
        yield from (found for found in described(definition, f"$defs/{name}") if found[1] is not definition)


def everywhere() -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    return [(f"{kind} {place}", part, whole) for kind, whole in ALL.items() for place, part in described(whole)]


def offenders(wrong: Any) -> list[str]:
    return [place for place, part, _ in everywhere() if wrong(part)]


def test_each_schema_has_an_identifier_that_names_it_and_its_version() -> None:
    for kind, schema in ALL.items():
        assert re.fullmatch(rf"tag:smartcity,2026:schema/{kind}/[1-9][0-9]*", schema["$id"])
    assert len({schema["$id"] for schema in ALL.values()}) == len(ALL)


def test_each_schema_stands_alone() -> None:
    for kind, schema in ALL.items():
        names = set(tool.references(schema))
        assert names <= schema.get("$defs", {}).keys(), kind
        assert kind == "common" or names == schema.get("$defs", {}).keys(), kind


def test_every_file_is_as_the_tool_writes_it_with_the_shared_parts_as_they_are_now() -> None:
    stale = [path.name for path, schema in zip(FILES, ALL.values(), strict=True) if read(path) != written(schema)]
    assert stale == [], "run: .venv/bin/python tools/schemas.py"


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def written(schema: dict[str, Any]) -> str:
    return tool.written(schema, COMMON)


def test_a_changed_shared_part_reaches_the_schemas_that_need_it_and_no_other() -> None:
    common = copy.deepcopy(COMMON)
    common["$defs"]["id"]["maxLength"] = 7
    assert tool.with_shared(ALL["answers"], common)["$defs"]["id"]["maxLength"] == 7
    assert tool.with_shared(ALL["answers"], common)["$defs"].keys() == ALL["answers"]["$defs"].keys()
    assert tool.with_shared({"$defs": {"own": {}}, "$ref": "#/$defs/own"}, common)["$defs"] == {"own": {}}
    assert "$defs" not in tool.with_shared({"type": "null"}, common)


def test_a_file_reads_back_as_what_was_written() -> None:
    for schema in ALL.values():
        assert json.loads(tool.layout(schema)) == schema


def test_no_keyword_hides_a_part_from_these_tests() -> None:
    unknown = (
        {key for _, part, _ in everywhere() for key in part}
        - {*TEXTS, "examples"}
        - WALKED
        - CONDITIONS
        - OF_KEYS
        - PLAIN
    )
    assert unknown == set()


@pytest.mark.parametrize("keyword", TEXTS)
def test_every_key_has_a_title_and_a_description_in_both_languages(keyword: str) -> None:
    assert offenders(lambda part: not isinstance(part.get(keyword), str) or not part[keyword].strip()) == []


@pytest.mark.parametrize("keyword", ["title", "x-title-en"])
def test_a_title_is_a_few_words(keyword: str) -> None:
    form = re.compile(r"[A-Z][^\s.]*( [^\s.]+){0,4}")
    assert offenders(lambda part: not form.fullmatch(part[keyword]) or len(part[keyword]) > 40) == []


@pytest.mark.parametrize("keyword", ["description", "x-description-en"])
def test_a_description_is_one_short_sentence(keyword: str) -> None:
    """Ends with a full stop, has no second sentence and no line break, and fits into the margin of an editor."""
    sentence = re.compile(r"\S.*[^.\s]\.")
    assert offenders(lambda part: not sentence.fullmatch(part[keyword])) == []
    assert offenders(lambda part: re.search(r"\. [A-Z]|\s\s", part[keyword])) == []
    assert offenders(lambda part: not 15 <= len(part[keyword]) <= 240) == []


def test_descriptions_are_not_copied_from_one_language_to_the_other() -> None:
    assert offenders(lambda part: part["description"] == part["x-description-en"]) == []


def test_where_a_value_may_be_unknown_both_languages_say_what_null_means() -> None:
    silent = [
        place
        for place, part, whole in everywhere()
        if "null" in types(part, whole)
        and not all(re.search(r"\bnull\b", part[k]) for k in ("description", "x-description-en"))
    ]
    assert silent == []


def types(part: dict[str, Any], whole: dict[str, Any]) -> list[str]:
    kinds = resolved(part, whole).get("type", [])
    return [kinds] if isinstance(kinds, str) else kinds


def resolved(part: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    """What a reference leads to, or the part itself."""
    found: dict[str, Any] = whole["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else part
    return found


def test_a_definition_has_no_texts_of_its_own() -> None:
    """Editors show the texts of a definition before those of the key that refers to it."""
    own = {*TEXTS, "examples"}
    found = [
        f"{k} {name}" for k, schema in ALL.items() for name, d in schema.get("$defs", {}).items() if own & d.keys()
    ]
    assert found == []


def test_examples_are_valid_where_they_stand() -> None:
    wrong = []
    for place, part, whole in everywhere():
        schema = part | {"$defs": whole.get("$defs", {})}
        validator = jsonschema.Draft202012Validator({k: v for k, v in schema.items() if k != "$id"})
        wrong += [f"{place}: {example}" for example in part.get("examples", []) if not validator.is_valid(example)]
    assert wrong == []


def test_what_has_a_fixed_form_or_a_list_of_choices_has_an_example() -> None:
    fixed = {"pattern", "enum"}
    bare = [p for p, part, whole in everywhere() if fixed & resolved(part, whole).keys() and not part.get("examples")]
    assert bare == []
