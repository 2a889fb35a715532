"""The page on keys: each kind of file with its keys, from the schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from page_text import code, document, plain, table

from banjar_smartcity.i18n import Language
from banjar_smartcity.workspace.layout import LAYOUT

SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"
BESIDES = (("survey-columns", "--columns FILE"), ("survey-wording", "--wording FILE"))
"""Files that an office hands to a command; they need not be in the repository."""

Schema = Mapping[str, Any]


class Words(NamedTuple):
    """The words of the page in one language."""

    title: str
    twin: str
    lead: str
    head: tuple[str, str, str]
    required: str
    types: Mapping[str, str]
    one_of: str
    any_name: str
    example: str
    option: str


WORDS = {
    "en": Words(
        "Keys",
        "[Bahasa Indonesia](kunci.md)",
        "Every key of every data file. This page is made from `schemas/` by `python3 dev.py docs`; editors show the "
        "same texts while you type. The [data guide](data-guide.md) explains the files with examples. `a.b` is the key "
        "`b` below `a`; `a[]` is an entry of the list `a`. Keys in **bold** are required, even if their value is "
        "`null`. No other keys are allowed.",
        ("key", "value", "meaning"),
        "required",
        {
            "id": "id",
            "date": "date",
            "moment": "year, month or date",
            "string": "text",
            "integer": "whole number",
            "number": "number",
            "boolean": "`true` or `false`",
            "array": "list",
            "object": "mapping",
            "null": "`null`",
        },
        "or",
        "NAME",
        "For example",
        "A file for the option {option}.",
    ),
    "id": Words(
        "Kunci",
        "[English](keys.md)",
        "Semua kunci dalam setiap berkas data. Halaman ini dibuat dari `schemas/` oleh `python3 dev.py docs`; editor "
        "menampilkan teks yang sama sambil Anda mengetik. [Panduan data](panduan-data.md) menjelaskan berkasnya dengan "
        "contoh. `a.b` adalah kunci `b` di bawah `a`; `a[]` adalah satu entri dalam daftar `a`. Kunci yang **tebal** "
        "wajib ada, walaupun nilainya `null`. Kunci lain tidak diperbolehkan.",
        ("kunci", "nilai", "arti"),
        "wajib",
        {
            "id": "id",
            "date": "tanggal",
            "moment": "tahun, bulan atau tanggal",
            "string": "teks",
            "integer": "bilangan bulat",
            "number": "bilangan",
            "boolean": "`true` atau `false`",
            "array": "daftar",
            "object": "pemetaan",
            "null": "`null`",
        },
        "atau",
        "NAMA",
        "Misalnya",
        "Berkas untuk opsi {option}.",
    ),
}


class Key(NamedTuple):
    """A key: its path from the top of the file, what its schema says, and whether it must be there."""

    path: str
    schema: Schema
    required: bool


def load(kind: str) -> Schema:
    """A schema of `schemas/`."""
    loaded: Schema = json.loads((SCHEMAS / f"{kind}.schema.json").read_text("utf-8"))
    return loaded


def resolved(schema: Schema, top: Schema) -> Schema:
    """A schema with what it refers to; what it says itself comes first."""
    if "$ref" not in schema:
        return schema
    return {**top["$defs"][schema["$ref"].removeprefix("#/$defs/")], **schema}


def keys(schema: Schema, top: Schema, prefix: str, any_name: str) -> Iterator[Key]:
    """All keys of a mapping, then those below each. A text in two languages is one value."""
    required = schema.get("required", ())
    for name, said in schema.get("properties", {}).items():
        below = resolved(said, top)
        path = f"{prefix}{name}"
        yield Key(path, below, name in required)
        yield from _below(below, top, path, any_name)
    free = schema.get("additionalProperties")
    if isinstance(free, Mapping):
        below = resolved(free, top)
        path = f"{prefix}{any_name}"
        yield Key(path, below, required=False)
        yield from _below(below, top, path, any_name)


def _below(schema: Schema, top: Schema, path: str, any_name: str) -> Iterator[Key]:
    while "items" in schema:
        schema, path = resolved(schema["items"], top), path + "[]"
    if "string" not in _types(schema):
        yield from keys(schema, top, path + ".", any_name)


def _types(schema: Schema) -> list[str]:
    types = schema.get("type", [])
    return [types] if isinstance(types, str) else list(types)


def value(schema: Schema, top: Schema, words: Words) -> str:
    """What may be written there."""
    if "const" in schema:
        return code(_written(schema["const"]))
    if "enum" in schema:
        return ", ".join(code(_written(allowed)) for allowed in schema["enum"])
    names = [words.types[name] for name in _names(schema)]
    text = f" {words.one_of} ".join(names)
    if "array" in _types(schema) and "items" in schema:
        inner = resolved(schema["items"], top)
        if "object" not in _types(inner) and "items" not in inner:
            text += f": {value(inner, top, words)}"
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None and _defined(schema) is None:
        text += f", {low}–{high}"
    return text


def _names(schema: Schema) -> list[str]:
    """The names of its types; of a definition that people know by its own name, that name."""
    types = _types(schema)
    if defined := _defined(schema):
        return [defined, *(["null"] if "null" in types else [])]
    return [name for name in types if name != "object" or "string" not in types]


def _defined(schema: Schema) -> str | None:
    name = schema.get("$ref", "").rpartition("/")[2].removesuffix("-or-null")
    return name if name in {"id", "date", "moment"} else None


def _written(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def meaning(schema: Schema, lang: Language, words: Words) -> str:
    """What it means, with an example where the schema has one."""
    said = plain(spoken(schema, "description", lang) or spoken(schema, "title", lang))
    examples = schema.get("examples", ())
    if examples and not isinstance(examples[0], dict | list):
        said += f" {words.example} {code(_written(examples[0]))}."
    return said.strip()


def spoken(schema: Schema, keyword: str, lang: Language) -> str:
    """A title or description in the language."""
    name = keyword if lang.code == "id" else f"x-{keyword}-{lang.code}"
    text: str = schema.get(name, "")
    return text


def section(place: str, kind: str, lang: Language) -> Iterator[str]:
    """A kind of file."""
    words = WORDS[lang.code]
    schema = load(kind)
    yield f"## {spoken(schema, 'title', lang)}"
    yield f"{place} {plain(spoken(schema, 'description', lang))}"
    rows = [
        (
            f"**{code(key.path)}**" if key.required else code(key.path),
            value(key.schema, schema, words),
            meaning(key.schema, lang, words),
        )
        for key in keys(schema, schema, "", words.any_name)
    ]
    yield table(words.head, rows)


def page(lang: Language) -> str:
    """The page in a language."""
    words = WORDS[lang.code]
    parts = [f"# {words.title}", f"{words.lead} {words.twin}"]
    places: dict[str, list[str]] = {}
    for place, kind in LAYOUT:
        places.setdefault(kind, []).append("/".join(place))
    for kind, paths in places.items():
        parts += section(", ".join(map(code, paths)) + ":", kind, lang)
    for kind, option in BESIDES:
        parts += section(words.option.format(option=code(option)), kind, lang)
    return document(parts)
