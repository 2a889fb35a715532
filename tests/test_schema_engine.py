"""Engine: which one is used, and that it makes no difference except in speed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from banjar_smartcity.checking.pipeline import check_against
from banjar_smartcity.checking.resolve import resolve
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.diagnostics import Diagnostic
from banjar_smartcity.schema import python, rust
from banjar_smartcity.schema.engine import VARIABLE, EngineError, choose_engine
from banjar_smartcity.schema.validator import Schema, compile_schema, shipped
from banjar_smartcity.source.document import Document, parse
from banjar_smartcity.workspace.disk import Disk
from banjar_smartcity.workspace.layout import discover
from conftest import BASE, CASES, base_text, line_of, seeds
from known_differences import KNOWN_DIFFERENCES
from test_rules_single_faults import EDITS
from test_schema import DRAFT_4, DRAFT_7, ENGINES, any_schema, any_value, mutated, our_documents

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "kabupaten-contoh"


def of_both(
    patch: pytest.MonkeyPatch, find: Callable[..., list[Diagnostic]], *what: Any
) -> tuple[list[str], list[str]]:
    """What both engines find, with every fact, in order."""
    found: list[list[str]] = []
    for name in ENGINES:
        patch.setenv(VARIABLE, name)
        found.append(list(map(repr, find(*what))))
    return found[0], found[1]


# The same findings


def findings_of(kind: str, document: Document) -> list[Diagnostic]:
    return shipped(kind).check(document)


def documents_of_cases() -> Iterator[tuple[str, str, Document]]:
    """Kind of record, name and content of every file of every case, and of every single fault."""
    for root in sorted(
        path for case in CASES.iterdir() for path in (case / "bad", case / "good") if (path / "data").is_dir()
    ):
        for file in discover(Disk(root)).files:
            document, _ = parse(file.path, (root / file.path).read_bytes())
            if document is not None:
                yield file.kind, f"{root.relative_to(CASES)}/{file.path}", document
    kinds = {file.path: file.kind for file in discover(Disk(BASE)).files}
    for path, old, new, _ in EDITS:
        document, _ = parse(path, base_text(path, (old, new)).encode())
        if document is not None:
            yield kinds[path], f"{path}: {new}", document


def test_every_case_and_every_single_fault_has_the_same_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    differing, with_faults = [], 0
    for kind, name, document in documents_of_cases():
        fast, plain = of_both(monkeypatch, findings_of, kind, document)
        with_faults += bool(fast)
        if fast != plain:
            differing.append(name)
    assert differing == []
    assert with_faults >= 15


@pytest.mark.parametrize("root", [ROOT, EXAMPLE], ids=["data", "example"])
def test_real_files_have_no_finding_in_either(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in discover(Disk(root)).files:
        document, _ = parse(file.path, (root / file.path).read_bytes())
        assert document is not None
        assert of_both(monkeypatch, findings_of, file.kind, document) == ([], [])


@pytest.mark.parametrize("seed", seeds(12))
def test_damaged_records_have_the_same_findings(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(seed)
    documents = our_documents()
    for _ in range(40):
        kind, data = random.choice(documents)
        broken = mutated(random, data)
        fast, plain = of_both(monkeypatch, findings_of, kind, Document("a.yaml", "", broken))
        assert fast == plain, broken


def findings_against(schema: Any, data: Any) -> list[Diagnostic]:
    compiled, faults = compile_schema(Document("s.json", "", schema))
    return faults if compiled is None else compiled.check(Document("i.json", "", data))


@pytest.mark.parametrize("seed", seeds(8))
def test_foreign_schemas_have_the_same_findings(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(seed)
    for _ in range(50):
        schema, data = any_schema(random), any_value(random)
        draft = random.choice([None, None, DRAFT_4, DRAFT_7, "https://json-schema.org/draft/2019-09/schema"])
        schema |= {"$schema": draft} if draft else {}
        fast, plain = of_both(monkeypatch, findings_against, schema, data)
        assert fast == plain, (schema, data)


@pytest.mark.parametrize(
    ("schema", "data"),
    [
        ({"propertyNames": {"pattern": "^a", "minLength": 3}}, {"b": 1, "c": 2}),
        ({"propertyNames": False}, {"b": 1}),
        ({"properties": {"a": False}, "patternProperties": {"^b": False}}, {"b": 1, "a": 1}),
        ({"properties": {"a": {"additionalProperties": False, "items": False}}}, {"a": {"c": 1}}),
        ({"$schema": DRAFT_7, "items": [False]}, [1, 2]),
        ({"prefixItems": [False], "items": {"items": False}}, [1, [2]]),
        ({"prefixItems": [True], "items": False}, [1, 2, 3]),
        ({"$schema": DRAFT_7, "items": [True], "additionalItems": False}, [1, 2, 3]),
        ({"contains": {"type": "null"}, "minContains": 0, "maxContains": 1}, [None, None]),
        ({"contains": {"type": "null"}, "minContains": 2}, [None]),
        ({"unevaluatedItems": False, "prefixItems": [True]}, [1, 2]),
        ({"unevaluatedProperties": {"type": "null"}}, {"b": 1, "a": None}),
        ({"dependentRequired": {"a": ["c", "b"]}}, {"a": 1}),
        ({"dependentSchemas": {"a": {"required": ["q"]}}}, {"a": 1}),
        ({"$schema": DRAFT_7, "contentEncoding": "base64", "contentMediaType": "application/json"}, "YWFh"),
        ({"additionalProperties": False}, {"b": 1, "a": 2}),
        ({"properties": {"additionalProperties": False}}, {"additionalProperties": 1}),
        ({"type": ["string", "null"]}, {"b": 1, "a": 2}),
        ({"enum": [{"b": 1, "a": 2}, 1.0, 10**30]}, 3),
        ({"minLength": 3.0}, "a"),
        ({"type": "teks", "minimum": "a"}, 1),
        ({"patternProperties": {"(": True}}, 1),
        ({"$schema": DRAFT_4, "patternProperties": {"(": {}}}, 1),
        ({"$ref": "../other.json#/a"}, 1),
        ({"part": {"$ref": "other.json"}, "$ref": "#/part"}, 1),
        ({"$dynamicRef": "#nowhere"}, 1),
        ({"$ref": "#/part", "part": {"properties": 3}}, {}),
        ({"$ref": "#/title", "title": "a"}, 1),
        ({"$ref": "#/enum/0", "enum": [{"type": "null"}]}, 1),
        ({"$ref": "https://json-schema.org/draft/2020-12/schema"}, {"type": 3}),
        ({"$schema": DRAFT_4, "items": {"enum": ["", ""]}}, [1]),
        (False, 1),
        (True, 1),
    ],
)
def test_rare_keywords_and_broken_schemas_have_the_same_findings(
    schema: Any, data: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast, plain = of_both(monkeypatch, findings_against, schema, data)
    assert fast == plain
    assert bool(fast) == (schema is not True)


@pytest.mark.parametrize(("schema", "data", "fast", "plain", "reason"), KNOWN_DIFFERENCES)
def test_a_known_difference_still_is_one(
    schema: Any, data: Any, fast: list[str], plain: list[str], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for name in ENGINES:
        monkeypatch.setenv(VARIABLE, name)
        found.append(sorted(diagnostic.kind.id for diagnostic in findings_against(schema, data)))
    assert reason
    assert found == [fast, plain]
    assert fast != plain


# Bounds of the slow one


def test_a_pattern_that_would_take_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABLE, "jsonschema")
    monkeypatch.setattr(python, "SECONDS", 0.05)
    (tmp_path / "schema.json").write_text('{"pattern": "^(a+)+$"}', encoding="utf-8")
    files = [tmp_path / "1.json", tmp_path / "2.json"]
    for file in files:
        file.write_text('"' + "a" * 60 + 'b"', encoding="utf-8")
    found = check_against(tmp_path / "schema.json", files).findings
    assert [line_of(finding) for finding in found] == [f"{tmp_path}/schema.json:1:1: schema-invalid"]


def test_the_bounds_are_taken_back_after_a_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "jsonschema")
    before = sys.getrecursionlimit()
    assert [fault.kind.id for fault in findings_against({"$ref": "#", "unevaluatedProperties": False}, {"a": 1})] == [
        "schema-invalid"
    ]
    assert sys.getrecursionlimit() == before


# The choice


@pytest.mark.parametrize(
    ("named", "chosen"), [("", rust), ("auto", rust), ("jsonschema-rs", rust), ("jsonschema", python)]
)
def test_the_environment_names_the_engine(named: str, chosen: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, named)
    assert choose_engine() is chosen


def test_without_a_name_it_is_the_fast_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert choose_engine() is rust


def test_a_schema_is_compiled_once_for_each_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[Schema] = []
    for name in (*ENGINES, *ENGINES):
        monkeypatch.setenv(VARIABLE, name)
        compiled.append(shipped("sources"))
    assert compiled[0] is compiled[2] is not compiled[1]
    assert compiled[1] is compiled[3]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "SMARTCITY_SCHEMA_ENGINE must be auto, jsonschema-rs or jsonschema, not rust"),
        ("id", "SMARTCITY_SCHEMA_ENGINE harus auto, jsonschema-rs atau jsonschema, bukan rust"),
    ],
)
def test_an_unknown_engine_ends_with_2(
    lang: str, sentence: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, "rust")
    assert main(["validate", "--root", str(BASE), "--lang", lang]) == 2
    assert sentence in capsys.readouterr().err
    with pytest.raises(EngineError):
        choose_engine()


# A machine without one of them

WITHOUT = "import sys; sys.modules[sys.argv.pop(1)] = None; from banjar_smartcity.__main__ import run; run()"


def run_without(module: str, *arguments: str, engine: str = "auto") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, VARIABLE: engine, "SMARTCITY_LANG": "", "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", WITHOUT, module, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    "arguments",
    [
        ("validate", "--root", str(EXAMPLE), "--today", "2023-06-01", "--format", "json"),
        ("score", "--root", str(EXAMPLE), "--today", "2023-06-01", "--format", "json"),
        ("validate", "--schema", str(ROOT / "schemas" / "common.schema.json"), str(BASE / "data")),
        ("validate", "--schema", "{bad}", str(BASE / "data" / "agencies.yaml")),
    ],
    ids=["validate", "score", "schema", "faults"],
)
def test_without_the_fast_engine_the_output_is_the_same(arguments: tuple[str, ...], tmp_path: Path) -> None:
    bad = tmp_path / "schema.json"
    bad.write_text('{"additionalProperties": false, "required": ["agency"], "properties": {"agency": true}}')
    arguments = tuple(argument.replace("{bad}", str(bad)) for argument in arguments)
    without, with_it = run_without("jsonschema_rs", *arguments), run_without("no_such_module", *arguments)
    assert without.stderr == with_it.stderr == ""
    assert without.stdout == with_it.stdout != ""
    assert without.returncode == with_it.returncode


@pytest.mark.parametrize(
    ("module", "engine", "lang", "sentence"),
    [
        ("jsonschema_rs", "jsonschema-rs", "en", "the JSON Schema engine jsonschema-rs is not installed"),
        ("jsonschema_rs", "jsonschema-rs", "id", "mesin JSON Schema jsonschema-rs belum terpasang"),
        ("jsonschema", "jsonschema", "en", "the JSON Schema engine jsonschema is not installed"),
    ],
)
def test_an_engine_that_is_named_and_missing_ends_with_2(module: str, engine: str, lang: str, sentence: str) -> None:
    done = run_without(module, "validate", "--root", str(BASE), "--lang", lang, engine=engine)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr


def test_the_slow_engine_is_loaded_only_where_it_is_used() -> None:
    shown = "import sys, banjar_smartcity.cli.boundary as b; b.main(sys.argv[1:]); print('jsonschema' in sys.modules)"
    command = [sys.executable, "-c", shown, "validate", "--root", str(BASE)]
    outputs = []
    for engine in ENGINES:
        environment = {**os.environ, VARIABLE: engine}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=True)
        outputs.append(done.stdout.splitlines()[-1])
    assert outputs == ["False", "True"]


@pytest.mark.parametrize("engine", ENGINES)
def test_keys_that_look_like_one_number_are_reported_each_at_its_place(
    engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, engine)
    text = '"01": a\n"": a\n"+1": a\n"1": a\nx: a\n"0": {"00": a, "": a, "0": 1}\n'
    document, _ = parse("a.yaml", text.encode())
    values: Any = {"type": ["integer", "object"], "additionalProperties": {"type": "integer"}}
    compiled, _ = compile_schema(Document("s.json", "", {"additionalProperties": values}))
    assert document is not None
    assert compiled is not None
    found = resolve(compiled.check(document), {"a.yaml": text})
    assert [(*finding.position, finding.pointer) for finding in found] == [
        (1, 7, ("01",)),
        (2, 5, ("",)),
        (3, 7, ("+1",)),
        (4, 6, ("1",)),
        (5, 4, ("x",)),
        (6, 13, ("0", "00")),
        (6, 20, ("0", "")),
    ]
