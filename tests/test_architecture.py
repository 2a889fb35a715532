"""Architecture: a file imports only what lies below it, nothing goes in a circle, and no file grows too long."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from itertools import dropwhile
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "banjar_smartcity"

LAYERS = (
    ("diagnostics", "resources"),
    ("i18n",),
    ("source",),
    ("privacy",),
    ("workspace",),
    ("schema",),
    ("model",),
    ("evidence", "scoring", "innovations", "rules"),
    ("publish",),
    ("survey",),
    ("checking",),
    ("merge",),
    ("versions",),
    ("render",),
    ("cli",),
    ("__main__",),
)
"""From the ground up. A part imports from its own layer and those below."""


def part_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")


FILES = sorted(path for path in SOURCE.rglob("*.py") if path != SOURCE / "__init__.py")
MODULES = {name_of(path) for path in SOURCE.rglob("*.py")}


def imports(path: Path) -> set[str]:
    """Our own modules that a file imports, anywhere in it."""
    package = name_of(path).split(".") if path.name == "__init__.py" else name_of(path).split(".")[:-1]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            whole = ".".join([*base, *([node.module] if node.module else [])])
            # The names taken may be modules themselves.
            taken = {f"{whole}.{alias.name}" for alias in node.names} & MODULES
            found |= taken or {whole}
    return {module for module in found if module in MODULES and module != "banjar_smartcity"}


def test_every_part_has_its_layer() -> None:
    assert {part_of(path) for path in FILES} <= {part for layer in LAYERS for part in layer}


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_imports_only_what_lies_below_it(path: Path) -> None:
    part = part_of(path)
    above = {
        higher for layer in dropwhile(lambda layer: part not in layer, LAYERS) for higher in layer if part not in layer
    }
    assert not {module.split(".")[1] for module in imports(path)} & above


def test_no_imports_go_in_a_circle() -> None:
    graph = {name_of(path): imports(path) - {name_of(path)} for path in FILES}
    assert list(TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("path", sorted((SOURCE / "rules").glob("[a-z]*.py")), ids=lambda path: path.stem)
def test_a_rule_knows_no_other_rule(path: Path) -> None:
    assert {m for m in imports(path) if m.startswith("banjar_smartcity.rules")} <= {"banjar_smartcity.rules.context"}


@pytest.mark.parametrize("path", sorted((SOURCE / "cli" / "commands").glob("[a-z]*.py")), ids=lambda path: path.stem)
def test_a_command_knows_no_other_command(path: Path) -> None:
    assert not {module for module in imports(path) if module.startswith("banjar_smartcity.cli.commands")}


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_has_at_most_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text))
