"""Schema: one finding for each fault, with a suggestion, and the same from both engines."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from banjar_smartcity.checking.pipeline import check_against
from banjar_smartcity.diagnostics import Diagnostic
from banjar_smartcity.i18n import language
from banjar_smartcity.render.words.wording import express
from banjar_smartcity.resources import SCHEMAS
from banjar_smartcity.schema.engine import VARIABLE
from banjar_smartcity.schema.validator import compile_schema, shipped
from banjar_smartcity.source.document import Document, parse
from banjar_smartcity.workspace.disk import Disk
from banjar_smartcity.workspace.layout import discover
from conftest import BASE, line_of, seeds

ROOT = Path(__file__).parent.parent
ENGINES = ("jsonschema-rs", "jsonschema")


@pytest.fixture(autouse=True, params=ENGINES)
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Everything here holds for both."""
    name: str = request.param
    monkeypatch.setenv(VARIABLE, name)
    return name


def faults(schema: Any, instance: Any) -> list[Diagnostic]:
    compiled, wrong = compile_schema(Document("s.json", "", schema))
    assert compiled is not None, wrong
    return compiled.check(Document("i.json", "", instance))


def summary(found: list[Diagnostic]) -> list[tuple[str, str, str | None]]:
    return [(".".join(map(str, d.at.pointer)), d.kind.id, d.suggestion) for d in found]


# Verdicts


TYPES = ["string", "integer", "number", "boolean", "null", "array", "object"]


def any_value(random: Random, depth: int = 0) -> Any:
    scalars = [None, True, False, 0, 1, 2, 4, 5, -1, 10**20, 0.0, 1.0, 0.1, 2.5, 1e300]
    texts = ["", "a", "ab", "2023-05-30", "é", "𝟘", "a b", "0123", "living"]
    shape = random.randrange(4 if depth < 3 else 2)
    if shape == 2:
        return [any_value(random, depth + 1) for _ in range(random.randrange(4))]
    if shape == 3:
        return {random.choice("abcd"): any_value(random, depth + 1) for _ in range(random.randrange(4))}
    return random.choice(texts if shape else scalars)


def any_schema(random: Random, depth: int = 0) -> dict[str, Any]:
    def inner() -> Any:
        return any_schema(random, depth + 1) if depth < 3 else random.choice([True, False, {}])

    makers: dict[str, Callable[[], Any]] = {
        "type": lambda: random.choice([random.choice(TYPES), random.sample(TYPES, 2)]),
        "enum": lambda: [any_value(random, 2) for _ in range(2)],
        "const": lambda: any_value(random, 1),
        "minimum": lambda: random.choice([0, 1, 2.5]),
        "maximum": lambda: random.choice([0, 4, 2.5]),
        "exclusiveMinimum": lambda: 1,
        "exclusiveMaximum": lambda: 4,
        "multipleOf": lambda: random.choice([1, 2, 0.5]),
        "minLength": lambda: random.randrange(3),
        "maxLength": lambda: random.randrange(3),
        "pattern": lambda: random.choice(["^a", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "^$", "b$", "."]),
        "minItems": lambda: random.randrange(3),
        "maxItems": lambda: random.randrange(3),
        "uniqueItems": lambda: True,
        "items": inner,
        "prefixItems": lambda: [inner()],
        "contains": inner,
        "properties": lambda: {random.choice("abcd"): inner() for _ in range(2)},
        "required": lambda: random.sample("abcd", 2),
        "additionalProperties": lambda: random.choice([False, inner()]),
        "unevaluatedProperties": lambda: False,
        "patternProperties": lambda: {"^[ab]": inner()},
        "propertyNames": inner,
        "minProperties": lambda: 1,
        "maxProperties": lambda: 2,
        "dependentRequired": lambda: {"a": ["b"]},
        "allOf": lambda: [inner()],
        "anyOf": lambda: [inner(), inner()],
        "oneOf": lambda: [inner(), inner()],
        "not": inner,
        "if": inner,
        "then": inner,
        "else": inner,
    }
    return {name: makers[name]() for name in random.sample(sorted(makers), random.randint(1, 4))}


@pytest.mark.parametrize("seed", seeds(4))
def test_our_verdict_is_that_of_the_reference_library(seed: int) -> None:
    random = Random(seed)
    for _ in range(50):
        schema, instance = any_schema(random), any_value(random)
        reference = jsonschema.Draft202012Validator(schema).is_valid(instance)
        assert (not faults(schema, instance)) == reference, (schema, instance)


BY_THE_BOOK: tuple[tuple[Any, Any, bool, str], ...] = (
    (
        {"pattern": "^[0-9]{4}$"},
        "2023\n",
        False,
        "In ECMA 262, which JSON Schema names, $ is the end of the text; in Python also a line end before it.",
    ),
    ({"pattern": "^\\d$"}, "٣", False, "In ECMA 262 \\d is 0 to 9; in Python every decimal digit of Unicode."),
    (
        {"pattern": "^\\w$"},
        "é",
        False,
        "In ECMA 262 \\w is A to Z, a to z, 0 to 9 and _; in Python every letter of Unicode.",
    ),
    ({"patternProperties": {"^a$": False}}, {"a\n": 1}, True, "The same for patterns of keys."),
    (
        {"multipleOf": 0.1},
        0.3,
        True,
        "0.3 is three times 0.1 as both are written; Python divides their nearest binary fractions.",
    ),
    (
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "dependencies": {"a": ["b"]}},
        {"a": 1},
        False,
        "Since 2019-09 `dependencies` is an old spelling that a validator may still honour; whoever wrote it meant it.",
    ),
    (
        {"$schema": "http://json-schema.org/draft-07/schema#", "contentEncoding": "base64"},
        "!",
        False,
        "Draft 7 lets a validator look into encoded content; text that is not base64 breaks what its schema says.",
    ),
    ({"uniqueItems": True}, [[1], [True], [1]], False, "The library sorts first, and true stands between the two."),
)
"""Schema, instance, our verdict (True: valid) where that of the library `jsonschema` alone is another, and why."""


@pytest.mark.parametrize(("schema", "instance", "ours", "reason"), BY_THE_BOOK)
def test_both_engines_read_by_the_book(schema: Any, instance: Any, ours: bool, reason: str) -> None:
    assert reason
    assert (not faults(schema, instance)) == ours
    assert jsonschema.validators.validator_for(schema)(schema).is_valid(instance) != ours


def our_documents() -> list[tuple[str, Any]]:
    found = []
    for root in (BASE, ROOT):
        for file in discover(Disk(root)).files:
            document, _ = parse(file.path, (root / file.path).read_bytes())
            assert document is not None
            found.append((file.kind, document.data))
    return found


def mutated(random: Random, data: Any) -> Any:
    """The data with one thing changed somewhere: a key dropped, renamed or added, or a value replaced."""
    data = copy.deepcopy(data)
    parents: list[Any] = []
    stack = [data]
    while stack:
        value = stack.pop()
        if isinstance(value, dict | list) and value:
            parents.append(value)
            stack += value.values() if isinstance(value, dict) else value
    parent = random.choice(parents)
    place = random.choice(sorted(parent)) if isinstance(parent, dict) else random.randrange(len(parent))
    change = random.randrange(4)
    if change == 0:
        parent.pop(place)
    elif change == 1 and isinstance(parent, dict):
        parent[f"{place}x"] = parent.pop(place)
    elif change == 2 and isinstance(parent, dict):
        parent["tambahan"] = 1
    else:
        parent[place] = any_value(random)
    return data


@pytest.mark.parametrize("seed", seeds(8))
def test_on_our_own_schemas_our_verdict_is_that_of_the_reference_library(seed: int) -> None:
    random = Random(seed)
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.json")}
    registry: Any = Registry().with_resources(
        (name, Resource.from_contents(schema)) for name, schema in schemas.items()
    )
    documents = our_documents()
    for _ in range(40):
        kind, data = random.choice(documents)
        broken = mutated(random, data)
        reference = jsonschema.Draft202012Validator({"$ref": f"{kind}.schema.json"}, registry=registry)
        assert (not shipped(kind).check(Document("a.yaml", "", broken))) == reference.is_valid(broken)


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.json")), ids=lambda path: path.name)
def test_our_own_schemas_are_schemas(path: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


# Folding


PERSON = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name", "level"],
    "properties": {"name": {"type": "string", "minLength": 1}, "level": {"enum": [1, 2]}, "note": {}, "label": {}},
}


@pytest.mark.parametrize(
    ("instance", "found"),
    [
        ({"name": "a", "level": 1}, []),
        ({"nama": "a", "level": 1}, [("nama", "schema-unknown-key", "name")]),
        ({"naem": "a", "levle": 1}, [("naem", "schema-unknown-key", "name"), ("levle", "schema-unknown-key", "level")]),
        ({"sebutan": "a", "level": 1}, [("sebutan", "schema-unknown-key", "name")]),
        ({"name": "a", "level": 1, "not": 1}, [("not", "schema-unknown-key", "note")]),
        ({"name": "a", "level": 1, "xyz": 1}, [("xyz", "schema-unknown-key", None)]),
        ({"level": 1}, [("", "schema-missing-key", None)]),
        ({}, [("", "schema-missing-key", None)] * 2),
        ({"name": 3, "level": 1}, [("name", "schema-type", '"3"')]),
        ({"name": "", "level": 3}, [("name", "schema-length", None), ("level", "schema-value", None)]),
        ([], [("", "schema-type", None)]),
    ],
)
def test_one_fault_is_one_finding(instance: Any, found: list[tuple[str, str, str | None]]) -> None:
    assert sorted(summary(faults(PERSON, instance)), key=str) == sorted(found, key=str)


@pytest.mark.parametrize(
    ("schema", "instance", "place", "kind"),
    [
        ({"type": "string", "enum": ["a", "b"], "pattern": "^[ab]$"}, "c", "", "schema-value"),
        ({"const": 1}, 2, "", "schema-value"),
        ({"pattern": "^x", "minLength": 9}, "a", "", "schema-pattern"),
        ({"minimum": 3}, 2, "", "schema-range"),
        ({"maximum": 3}, 3.5, "", "schema-range"),
        ({"exclusiveMaximum": 3}, 3, "", "schema-range"),
        ({"multipleOf": 2}, 3, "", "schema-range"),
        ({"maxLength": 1}, "ab", "", "schema-length"),
        ({"maxItems": 1}, [1, 2], "", "schema-length"),
        ({"minProperties": 1}, {}, "", "schema-length"),
        ({"uniqueItems": True}, ["a", {"b": 1}, "a"], "2", "schema-repeated"),
        ({"uniqueItems": True}, [1, 1.0], "0", "schema-repeated"),
        ({"not": {}}, 1, "", "schema-other"),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, 1, "", "schema-other"),
        (False, 1, "", "schema-other"),
        ({"items": {"items": {"type": "null"}}}, [[None, 1]], "0.1", "schema-type"),
        ({"$defs": {"a/b": {"type": "null"}}, "$ref": "#/$defs/a~1b"}, 1, "", "schema-type"),
    ],
)
def test_each_rule_of_a_schema_has_its_kind_of_finding(schema: Any, instance: Any, place: str, kind: str) -> None:
    assert summary(faults(schema, instance)) == [(place, kind, None)]


def test_a_number_in_place_of_text_is_offered_in_quotes() -> None:
    assert summary(faults({"type": ["string", "null"], "minLength": 3}, 1)) == [("", "schema-type", '"1"')]


ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
STATEMENT = {
    "type": ["object", "null"],
    "required": ["text", "sources"],
    "properties": {"text": {"type": ["string", "object"]}, "sources": {"type": "array", "items": {"type": "string"}}},
}
USE = {
    "type": "object",
    "required": ["evidence", "pages"],
    "properties": {"evidence": {"type": "string", "pattern": ID}, "pages": {"type": ["string", "null"]}},
}
MOMENT = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
FIGURE = {
    "type": ["object", "null"],
    "required": ["value", "year"],
    "properties": {"value": {"type": "number"}, "year": {"type": ["integer", "null"]}},
}


def stated(value: dict[str, Any]) -> dict[str, Any]:
    """A value that sources state."""
    properties = {"value": value, "sources": {"type": "array", "items": {"type": "string"}}}
    return {"type": ["object", "null"], "required": ["value", "sources"], "properties": properties}


OWNER = {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["agency", "other"]}}}


@pytest.mark.parametrize(
    ("schema", "text", "offered"),
    [
        (STATEMENT, 'Mengantar "obat": ke rumah', '{text: "Mengantar \\"obat\\": ke rumah", sources: []}'),
        (STATEMENT, "tidak ada", "null"),
        (STATEMENT, "x" * 121, None),
        (USE, "sk-tim", "{evidence: sk-tim, pages: null}"),
        (USE, "SK Tim, halaman 3", None),
        (OWNER, "dinkes", None),
        (OWNER, "agensy", "{kind: agency}"),
        (FIGURE, 14, "{value: 14, year: null}"),
        (FIGURE, "14,5 hari", "{value: 14.5, year: null}"),
        (FIGURE, "banyak", None),
        (stated({"type": "boolean"}), True, "{value: true, sources: []}"),
        (stated({"type": "boolean"}), "ya", "{value: true, sources: []}"),
        (stated({"type": "boolean"}), 1, None),
        (stated({"type": ["string", "integer"], "pattern": MOMENT}), "Januari 2022", "{value: 2022-01, sources: []}"),
        (stated({"type": "string", "enum": ["in-use", "trial"]}), "in use", "{value: in-use, sources: []}"),
        (stated({"type": "string", "enum": ["in-use", "trial"]}), "selesai", None),
        ({"type": ["object", "string"]}, 2.5, '"2.5"'),
        ({"type": "array", "items": OWNER}, "dinkes", None),
        ({"type": "array", "items": STATEMENT}, "dinkes", None),
        ({"type": "array", "items": {"type": "string"}}, "dinkes", "[dinkes]"),
        ({"type": "object"}, "dinkes", None),
    ],
)
def test_a_value_in_place_of_a_mapping_is_offered_as_one_where_that_is_certain(
    schema: Any, text: object, offered: str | None
) -> None:
    assert summary(faults(schema, text)) == [("", "schema-type", offered)]


def test_a_mapping_that_is_expected_is_named_with_its_keys() -> None:
    (fault,) = faults(STATEMENT, "x" * 121)
    assert express(fault.facts["expected"], language("en")) == "a mapping with the keys text, sources, null"


def test_a_value_that_is_nearly_an_allowed_one_is_suggested() -> None:
    assert summary(faults({"enum": ["provisional", "confirmed"]}, "provisonal")) == [
        ("", "schema-value", "provisional")
    ]


@pytest.mark.parametrize(
    "schema",
    [
        {"$id": "https://example.org/a.json", **PERSON},
        {"$defs": {"p": {"$id": "p.json", **PERSON}}, "$ref": "p.json"},
        {"$defs": {"p": {"$anchor": "orang", **PERSON}}, "$ref": "#orang"},
        {"allOf": [{"if": True, "then": PERSON}]},
    ],
)
def test_a_mistyped_key_is_recognised_wherever_the_schema_keeps_its_parts(schema: Any) -> None:
    assert summary(faults(schema, {"nama": "a", "level": 1})) == [("nama", "schema-unknown-key", "name")]


def test_long_values_are_cut_where_they_are_shown() -> None:
    (fault,) = faults({"type": "null"}, "x" * 1000)
    assert len(str(fault.facts["value"])) <= 60


# Anybody's schema


def against(tmp_path: Path, schema: str, instance: str, name: str = "data.json") -> list[str]:
    (tmp_path / "schema.json").write_text(schema, encoding="utf-8")
    (tmp_path / name).write_text(instance, encoding="utf-8")
    found = check_against(tmp_path / "schema.json", [tmp_path / name]).findings
    return [line_of(finding).removeprefix(f"{tmp_path}/") for finding in found]


@pytest.mark.parametrize(
    ("schema", "finding"),
    [
        ('{\n "type": "teks"}', "schema.json:2:10: schema-invalid"),
        ("3", "schema.json:1:1: schema-invalid"),
        ("[]", "schema.json:1:1: schema-invalid"),
        ('{"$ref": "other.json"}', "schema.json:1:1: schema-reference"),
        ('{"$ref": "file:///etc/passwd"}', "schema.json:1:1: schema-reference"),
        ('{"$ref": "https://example.org/s.json"}', "schema.json:1:1: schema-reference"),
        ('{"$ref": "#/$defs/none"}', "schema.json:1:1: schema-reference"),
        ('{"type": "null",}', "schema.json:1:16: json-syntax"),
    ],
)
def test_a_schema_that_cannot_be_used_is_one_finding(tmp_path: Path, schema: str, finding: str) -> None:
    assert against(tmp_path, schema, "1") == [finding]


@pytest.mark.parametrize("pattern", ["(", "[a-", "(?<x"])
def test_a_schema_with_a_broken_pattern_is_a_finding(tmp_path: Path, pattern: str) -> None:
    found = against(tmp_path, json.dumps({"pattern": pattern}), '"a"')
    assert [line.rpartition(" ")[2] for line in found] == ["schema-invalid"]


@pytest.mark.parametrize(
    "schema",
    ['{"$ref": "#"}', '{"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"}'],
)
def test_a_schema_that_refers_to_itself_in_a_circle_comes_to_an_end(tmp_path: Path, schema: str) -> None:
    assert against(tmp_path, schema, '{"a": [1]}') == []


@pytest.mark.parametrize(
    "draft", ["http://json-schema.org/draft-04/schema#", "http://json-schema.org/draft-07/schema#"]
)
def test_older_drafts_are_known(tmp_path: Path, draft: str) -> None:
    schema = json.dumps({"$schema": draft, "items": [{"type": "null"}]})
    assert against(tmp_path, schema, "[\n1]") == ["data.json:2:1: schema-type"]


def test_a_finding_in_json_has_its_line_and_column(tmp_path: Path) -> None:
    schema = json.dumps({"properties": {"a": {"items": {"maximum": 3}}}})
    assert against(tmp_path, schema, '{\n\t"a": [1,\n\t\t7]}') == ["data.json:3:3: schema-range"]


def test_a_finding_in_yaml_has_its_line_and_column(tmp_path: Path) -> None:
    schema = json.dumps({"properties": {"a": {"items": {"maximum": 3}}}})
    assert against(tmp_path, schema, "a:\n  - 1\n  - 7\n", "data.yaml") == ["data.yaml:3:5: schema-range"]


def test_huge_numbers_are_compared_as_numbers(tmp_path: Path) -> None:
    assert against(tmp_path, '{"type": "integer", "minimum": 0}', "9" * 300) == []
    assert against(tmp_path, '{"maximum": 5}', "9" * 300) == ["data.json:1:1: schema-range"]


DRAFT_4, DRAFT_7 = "http://json-schema.org/draft-04/schema#", "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize(
    ("schema", "instance", "valid"),
    [
        ({"type": "integer"}, 1.0, True),
        ({"$schema": DRAFT_4, "type": "integer"}, 1.0, False),
        ({"type": "integer"}, True, False),
        ({"enum": [1]}, True, False),
        ({"enum": [1]}, 1.0, True),
        ({"const": False}, 0, False),
        ({"const": {"a": [1]}}, {"a": [True]}, False),
        ({"uniqueItems": True}, [1, True, "1", [1], [True]], True),
        ({"uniqueItems": True}, [{"a": 1}, {"a": 1.0}], False),
        ({"multipleOf": 0.01}, 19.99, True),
        ({"multipleOf": 0.01}, 19.995, False),
        ({"multipleOf": 3}, 10**30, False),
        ({"multipleOf": 1e-308}, 1e308, True),
        ({"minimum": 10**30}, 10**30 - 1, False),
        ({"format": "date"}, "12 Juni", True),
        ({"$schema": DRAFT_4, "minimum": 3, "exclusiveMinimum": True}, 3, False),
        ({"$schema": DRAFT_7, "$ref": "#/definitions/a", "definitions": {"a": {}}, "type": "null"}, 1, True),
        ({"$schema": DRAFT_7, "items": True, "additionalItems": False}, [1], True),
    ],
)
def test_values_are_compared_as_json_schema_says(schema: Any, instance: Any, valid: bool) -> None:
    assert (not faults(schema, instance)) == valid


@pytest.mark.parametrize(
    "dialect",
    [
        "http://json-schema.org/draft-03/schema#",
        "https://example.org/meta",
        "json-schema.org/draft/2020-12/schema",
        "",
    ],
)
def test_a_draft_that_is_not_known_is_not_guessed(dialect: str) -> None:
    compiled, (fault,) = compile_schema(Document("s.json", "", {"$schema": dialect}))
    assert compiled is None
    assert (fault.kind.id, fault.facts) == ("schema-reference", {"problem": dialect})


def test_what_is_wrong_in_a_schema_is_named() -> None:
    _, (fault,) = compile_schema(Document("s.json", "", {"properties": {"a": {"minimum": "3"}}}))
    assert (fault.at.pointer, fault.facts) == (("properties", "a", "minimum"), {"problem": 'minimum: "3"'})


def test_a_reference_that_leads_nowhere_matters_only_where_data_can_come_to_it() -> None:
    assert faults({"$defs": {"unused": {"$ref": "#/nowhere"}}}, 1) == []
    assert compile_schema(Document("s.json", "", {"$defs": {"unused": {"$ref": "other.json"}}}))[0] is None


def test_of_very_many_faults_the_first_of_the_data_are_kept() -> None:
    schema = {"properties": {"b": {"items": {"type": "null"}}, "a": {"items": {"type": "null"}}}}
    found = faults(schema, {"a": [1] * 700, "b": [1] * 700})
    assert [fault.at.pointer for fault in found] == [*(("a", i) for i in range(700)), *(("b", i) for i in range(300))]


def test_a_list_of_many_different_mappings_is_compared_in_one_pass() -> None:
    assert faults({"uniqueItems": True}, [{"a": i} for i in range(50_000)]) == []


def test_deep_data_are_followed_to_the_last_level() -> None:
    data: Any = {"a": 1}
    for _ in range(97):
        data = {"a": data}
    (fault,) = faults({"type": "object", "properties": {"a": {"allOf": [{"allOf": [{"$ref": "#"}]}]}}}, data)
    assert (fault.kind.id, fault.at.pointer) == ("schema-type", ("a",) * 98)
