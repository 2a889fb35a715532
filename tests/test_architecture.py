"""Architecture: each room imports only what is below it, nothing goes in a circle, and no room grows too large."""

from __future__ import annotations

import ast
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import syntax

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
from rooms import FLAT, INNER, MEDIA, MOST_FILES, MOST_LINES, MOST_LOOSE, ROOMS, SHARED, SOURCE

PACKAGE = SOURCE.name
FILES = tuple(sorted(SOURCE.rglob("*.py")))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")


MODULES = frozenset(map(name_of, FILES))


def tree_of(path: Path) -> ast.Module:
    return syntax.tree_of(path.read_text(encoding="utf-8"))


def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    return syntax.nodes_of(path.read_text(encoding="utf-8"))


@cache
def names_imported(path: Path) -> tuple[tuple[str, str], ...]:
    """Our modules that a file imports, anywhere in it, each with the name it takes of it ("" for the module itself)."""
    return tuple(_names_imported(path))


def _names_imported(path: Path) -> Iterator[tuple[str, str]]:
    package = name_of(path).split(".") if path.name == "__init__.py" else name_of(path).split(".")[:-1]
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = f"{module}.{alias.name}"
                yield (inner, "") if inner in MODULES else (module, alias.name)
        elif isinstance(node, ast.Call) and "import_module" in ast.unparse(node.func):
            for part in ast.walk(node):
                # A name that is put together at run time counts as its fixed beginning.
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value.startswith(PACKAGE):
                    yield part.value.rstrip("."), ""


@cache
def imports(path: Path) -> frozenset[str]:
    found = {module for module, _ in names_imported(path)}
    return frozenset(module for module in found if module in MODULES and module != PACKAGE)


def parts(module: str) -> list[str]:
    return module.split(".")[1:]


def arrows() -> Iterator[tuple[list[str], list[str]]]:
    """Every import of one of our modules by another, both as the parts of their names below the package."""
    for path in FILES:
        if path != SOURCE / "__init__.py":
            yield from ((parts(name_of(path)), parts(module)) for module in sorted(imports(path)))


def shown(found: Iterable[tuple[list[str], list[str]]]) -> list[str]:
    return [f"{'.'.join(importer)} imports {'.'.join(imported)}" for importer, imported in found]


def test_rooms_and_files_are_the_same() -> None:
    there = {
        path.name.removesuffix(".py") for path in SOURCE.iterdir() if path.suffix == ".py" or any(path.glob("*.py"))
    }
    assert there - {"__init__"} == set(ROOMS)
    for room, inner in (("render", MEDIA), *((room, inner) for room, inner in INNER.items() if "" not in inner)):
        assert {path.name for path in (SOURCE / room).iterdir() if any(path.glob("*.py"))} == set(inner), room
    inside = [SOURCE / room / name for room, inner in INNER.items() for name in inner]
    assert [path for path in inside if not path.is_dir() and not path.with_suffix(".py").is_file()] == []


def test_a_room_imports_only_what_lies_below_it() -> None:
    height = {room: i for i, room in enumerate(ROOMS)}
    assert shown((a, b) for a, b in arrows() if height[b[0]] > height[a[0]]) == []


def test_within_a_room_imports_lead_down_too() -> None:
    def place(room: str, module: list[str]) -> int | None:
        inner = INNER[room]
        name = module[1] if len(module) > 1 and (module[1] in inner or (SOURCE / room / module[1]).is_dir()) else ""
        return inner.index(name) if name in inner else None

    found = []
    for importer, imported in arrows():
        room = importer[0]
        if room in INNER and imported[0] == room:
            above, below = place(room, importer), place(room, imported)
            if above is not None and below is not None and below > above:
                found.append((importer, imported))
    assert shown(found) == []


def test_a_medium_uses_no_other_medium() -> None:
    between = (
        (a, b) for a, b in arrows() if a[0] == b[0] == "render" and len(b) > 1 and a[1] != b[1] and b[1] not in SHARED
    )
    assert shown(between) == []


def test_no_imports_go_in_a_circle() -> None:
    graph = {name_of(path): imports(path) - {name_of(path)} for path in FILES}
    assert list(TopologicalSorter(graph).static_order())


def test_a_rule_knows_no_other_rule() -> None:
    inside = ((a, b) for a, b in arrows() if a[0] == b[0] == "rules" and a[-1] != "every" and b[-1] != "context")
    assert shown(inside) == []


def test_a_command_knows_no_other_command() -> None:
    inside = ((a, b) for a, b in arrows() if a[:2] == b[:2] == ["cli", "commands"] and len(b) > 2)
    assert shown(inside) == []


def test_what_is_private_stays_in_its_folder() -> None:
    found = [
        f"{name_of(path)} imports {module}.{name}"
        for path in FILES
        for module, name in names_imported(path)
        if name.startswith("_") and not name.startswith("__") and module in MODULES
        if module.rpartition(".")[0] != name_of(path).rpartition(".")[0]
    ]
    assert found == []


def test_no_folder_and_no_file_grows_too_large() -> None:
    folders = defaultdict[Path, list[int]](list)
    long = []
    for path in FILES:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        folders[path.parent].append(lines)
        if lines > 300:
            long.append(name_of(path))
    assert long == []
    large = {
        folder.relative_to(SOURCE).as_posix(): (len(sizes) - 1, sum(sizes))
        for folder, sizes in folders.items()
        if folder != SOURCE and (len(sizes) - 1 > MOST_FILES or sum(sizes) > MOST_LINES)
    }
    assert set(large) - set(FLAT) == set(), large
    loose = {path.name for path in SOURCE.glob("*.py")} - {"__init__.py", "__main__.py"}
    assert len(loose) <= MOST_LOOSE, loose


def test_every_room_and_file_says_what_it_is_for() -> None:
    assert [name_of(path) for path in FILES if not ast.get_docstring(tree_of(path))] == []


def test_a_class_name_means_one_thing() -> None:
    classes = Counter(node.name for path in FILES for node in nodes_of(path) if isinstance(node, ast.ClassDef))
    assert [name for name, count in classes.items() if count > 1] == []


def test_records_of_more_than_six_fields_are_built_with_keywords() -> None:
    fields = {
        node.name: sum(isinstance(entry, ast.AnnAssign) for entry in node.body)
        for path in FILES
        for node in nodes_of(path)
        if isinstance(node, ast.ClassDef) and "NamedTuple" in map(ast.unparse, node.bases)
    }
    found = [
        f"{name_of(path)}:{node.lineno} {node.func.id}"
        for path in FILES
        for node in nodes_of(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args
        if fields.get(node.func.id, 0) > 6
    ]
    assert found == []
