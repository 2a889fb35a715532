"""Numbers of the ministry's rules are in the instruments only: the respondents a survey needs, the highest level.

Code and templates are searched for a second copy of such a number.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from banjar_smartcity.model.instrument import Instrument
from banjar_smartcity.model.survey_rules import default_rules
from conftest import check
from respondents import EXAMPLE, TODAY
from syntax import nodes_of

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "banjar_smartcity"
CODE = sorted(SOURCE.rglob("*.py"))
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in (".j2", ".js"))

RULED = frozenset(("respondents", "people", "level", "mean", "highest", "lowest", "claimed", "supported", "mark"))
"""What such a number is compared with."""
NAMED = re.compile(r"_?(TOP|HIGHEST|LOWEST|ENOUGH|RESPONDENTS|LEVELS?|MARKS?|SCALE)(_[A-Z_]+)?")
"""What a constant that holds one would be called."""
WRITTEN = re.compile(
    r"\[[01]-4\]|\b[01]-4\b|\b[01] (?:to|sampai) 4\b|\b(?:of|dari) 4\b|(?:at least|fewer than|kurang dari) 50\b"
    r"|\b50 (?:are needed|responden\w* (?:a|for each|are))\b|\(0, 1, 2, 3, 4\)|<span>4</span>|\b4 ?\*|[*/] ?4\b"
)
"""How one looks in a text, a pattern or a template."""

ALLOWED = {
    ("render/terminal/records/innovations/sheet.py", "range(5)"): "columns of a table",
}
EXEMPT = {
    "privacy/by_kind/numbers.py": "digits of the numbers of persons",
    "privacy/by_kind/phones.py": "digits of area codes",
    "survey/columns/values.py": "words of respondents, each with the mark it means",
}


def numbers_in(text: str) -> Iterator[str]:
    """What in a Python text looks like a number of the rules."""
    for node in nodes_of(text):
        match node:
            case ast.Compare():
                sides = [node.left, *node.comparators]
                if any(map(_is_number, sides)) and any(_names(side) & RULED for side in sides):
                    yield ast.unparse(node)
            case ast.Call(func=ast.Name(id="range"), args=[*_, ast.Constant(value=5)]):
                yield ast.unparse(node)
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if NAMED.fullmatch(name):
                if _is_number(value):
                    yield ast.unparse(node)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value) if name in RULED:
                if _is_number(value):
                    yield ast.unparse(node)
            case ast.Tuple() | ast.List() | ast.Set() if [getattr(e, "value", None) for e in node.elts][-4:] == [
                1,
                2,
                3,
                4,
            ]:
                yield ast.unparse(node)
            case ast.Constant(value=str(said)) if found := WRITTEN.search(said):
                yield found[0]


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value in (4, 50)


def _names(node: ast.expr) -> set[str]:
    """The names that an expression is about: of fields, variables and keys."""
    found = {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)}
    found |= {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    keys = (n.slice for n in ast.walk(node) if isinstance(n, ast.Subscript))
    return found | {str(key.value) for key in keys if isinstance(key, ast.Constant)}


def test_no_code_holds_a_number_of_the_rules() -> None:
    found = {
        (name, number)
        for path in CODE
        if (name := path.relative_to(SOURCE).as_posix()) not in EXEMPT
        for number in numbers_in(path.read_text("utf-8"))
    }
    assert {
        (name, number) for name, number in found if not any(name == where and number in what for where, what in ALLOWED)
    } == set()


def test_no_template_holds_a_number_of_the_rules() -> None:
    found = {(path.name, match[0]) for path in TEMPLATES for match in WRITTEN.finditer(path.read_text("utf-8"))}
    assert found == set()


@pytest.mark.parametrize(
    "text",
    [
        "ENOUGH = 50",
        "ENOUGH_RESPONDENTS = 50",
        "TOP = 4",
        "x = survey.respondents < 50",
        'x = record["respondents"] >= 50 and not record["lint"]',
        "x = len(people) < 50",
        "x = min(4, mean) if mean > 4 else 0",
        "_MARKS = range(5)",
        "x = cell in (0, 1, 2, 3, 4)",
        'x = re.compile("([0-4])")',
        'N_("only {thing} respondents, 50 are needed")',
        'N_("no mark from 0 to 4")',
        "respondents: int = 50",
    ],
)
def test_such_a_number_would_be_found(text: str) -> None:
    assert list(numbers_in(text))


@pytest.mark.parametrize(
    "text", ["{{ (4 * part / whole)|across }}", "for tick in (0, 1, 2, 3, 4)", "up to {{ n }} of 4"]
)
def test_such_a_number_would_be_found_in_a_template(text: str) -> None:
    assert WRITTEN.search(text)


def test_the_instruments_that_ask_for_a_survey_say_how_many_respondents_it_takes() -> None:
    for root in (ROOT, EXAMPLE):
        instrument = check(root, TODAY).model.instruments["kominfo-2023"]
        assert "respondents: 50" in (root / instrument.at.path).read_text("utf-8")
        assert (instrument.survey.respondents, instrument.highest, instrument.survey_levels) == (50, 4, range(5))


def test_the_schema_names_the_default_that_counts() -> None:
    schema = json.loads((ROOT / "schemas" / "instrument.schema.json").read_text("utf-8"))
    for key in ("description", "x-description-en"):
        assert re.findall(r"\d+", schema["properties"]["survey"][key]) == [str(default_rules().respondents)]


NAMES = re.compile(r"(?i)(?<![a-z])(?:kominfo|iid|pemdi|spbe)(?:-[0-9*…]|(?![a-z]))")
"""Names of instruments. Ids of agencies, such as `diskominfo`, have one in them and are not meant."""


def aspects_of_all() -> frozenset[str]:
    """The ids of the aspects of all instruments here, except words of every program."""
    known = {a.id for root in (ROOT, EXAMPLE) for i in instruments(root) for a in i.aspects}
    # "output" is an option of commands and what they write; "data" is the folder of every record.
    return frozenset(known) - {"output", "data"}


def instruments(root: Path) -> Iterable[Instrument]:
    return check(root, TODAY).model.instruments.values()


def names_in(text: str, aspects: frozenset[str]) -> Iterator[str]:
    """Names of instruments and ids of aspects in the strings of a Python text, except in docstrings and examples."""
    nodes = nodes_of(text)
    calls = (node for node in nodes if isinstance(node, ast.Call))
    spared = [keyword.value for call in calls for keyword in call.keywords if keyword.arg == "example"]
    spared += [n.value for n in nodes if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)]
    skipped = {id(inner) for node in spared for inner in ast.walk(node)}
    for node in nodes:
        said = node.value if isinstance(node, ast.Constant) and id(node) not in skipped else None
        if isinstance(said, str) and (said in aspects or NAMES.search(said)):
            yield said


def test_no_code_names_an_instrument_or_an_aspect() -> None:
    aspects = aspects_of_all()
    assert "quick-win" in aspects
    found = {
        (path.relative_to(SOURCE).as_posix(), name)
        for path in CODE
        for name in names_in(path.read_text("utf-8"), aspects)
    }
    assert found == set()


def test_no_template_names_an_instrument_or_an_aspect() -> None:
    words = re.compile("|".join(rf"[\"']{aspect}[\"']" for aspect in aspects_of_all()))
    found = {
        (path.name, match[0])
        for path in TEMPLATES
        for pattern in (NAMES, words)
        for match in pattern.finditer(path.read_text("utf-8"))
    }
    assert found == set()


@pytest.mark.parametrize(
    "text", ['x = "impact"', 'y = ("a", "quick-win")', 'z = f"kominfo-{year}"', 'x = "iid-2026"', 'x = "PEMDI"']
)
def test_such_a_name_would_be_found(text: str) -> None:
    assert list(names_in(text, aspects_of_all()))


@pytest.mark.parametrize("text", ['"""The iid-2026 file."""', 'Kind(example="- item: iid-2026")', 'x = "diskominfo"'])
def test_such_a_name_may_stay(text: str) -> None:
    assert list(names_in(text, aspects_of_all())) == []


BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems", "default")
FIGURES_OF_A_SPREAD = {
    ("results", "$defs/spread/minItems"): 5,
    ("results", "$defs/spread/maxItems"): 5,
}
"""The five figures of a spread: minimum, quartiles and maximum."""


def bounds_in(part: Any, place: str = "") -> Iterator[tuple[str, Any, str]]:
    """Each key of a schema that could hold a number or a name of an instrument, with its value and place."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key in ("examples", "description", "x-description-en"):
                continue
            here = f"{place}/{key}".strip("/")
            yield key, value, here
            yield from bounds_in(value, here)
    elif isinstance(part, list):
        for value in part:
            yield "", value, place
            yield from bounds_in(value, place)


def test_no_other_schema_holds_a_number_or_a_name_of_an_instrument() -> None:
    aspects = aspects_of_all()
    numbers, names = {}, set()
    for path in sorted((ROOT / "schemas").glob("*.schema.json")):
        kind = path.name.removesuffix(".schema.json")
        for key, value, place in bounds_in(json.loads(path.read_text("utf-8"))):
            if key in BOUNDS and value in (4, 5, 50, -4) and kind != "instrument":
                numbers[kind, place] = value
            names |= {
                (kind, word)
                for word in (key, value)
                if isinstance(word, str) and (word in aspects or NAMES.search(word))
            }
    assert numbers == FIGURES_OF_A_SPREAD
    assert names == set()
