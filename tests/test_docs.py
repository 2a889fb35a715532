"""What the documents show is what the program prints."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import run_command

ROOT = Path(__file__).resolve().parent.parent
SHOWN = re.compile(r"```console\n\$ smartcity ([^\n]*)\n(.*?)```", re.DOTALL)
COLUMNS = "100"


def blocks() -> list[tuple[str, str, str]]:
    return [
        (name, found[1], found[2])
        for name in ("README.md", "README.id.md")
        for found in SHOWN.finditer((ROOT / name).read_text("utf-8"))
    ]


@pytest.fixture
def output(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[str], str]:
    """What a command prints in the repository."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", COLUMNS)
    monkeypatch.setenv("SMARTCITY_LANG", "")

    def print_it(command: str) -> str:
        code, out, err = run_command(capsys, *shlex.split(command))
        assert code == 0, err
        return "".join(line.rstrip() + "\n" for line in out.splitlines())

    return print_it


@pytest.mark.parametrize(("name", "command", "shown"), blocks(), ids=lambda value: str(value)[:60])
def test_readmes_show_real_output(name: str, command: str, shown: str, output: Callable[[str], str]) -> None:
    real = output(command)
    if os.environ.get("UPDATE_GOLDEN"):
        path = ROOT / name
        text = path.read_text("utf-8")
        path.write_text(
            text.replace(f"$ smartcity {command}\n{shown}```", f"$ smartcity {command}\n{real}```"), "utf-8"
        )
        return
    assert shown == real, "UPDATE_GOLDEN=1 python3 dev.py test tests/test_docs.py"


def test_both_readmes_show_the_same_commands() -> None:
    def commands(name: str) -> list[str]:
        return [command.split()[0] for file, command, _ in blocks() if file == name]

    assert commands("README.md") == commands("README.id.md")
    assert len(commands("README.md")) == 5


def test_links_between_documents_lead_somewhere() -> None:
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("examples/*/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


@pytest.mark.parametrize("name", ["kominfo-2023", "iid-2026"])
def test_an_instrument_of_the_example_is_that_of_the_region(name: str) -> None:
    """A copy, so that the example stands alone; only the path to its schema differs."""
    texts = [
        (folder / "data" / "instruments" / f"{name}.yaml").read_text("utf-8").split("\n", 1)[1]
        for folder in (ROOT, ROOT / "examples" / "kabupaten-contoh")
    ]
    assert texts[0] == texts[1]


def test_schemas_are_themselves_valid_and_every_data_file_names_its_own() -> None:
    import json

    from jsonschema import Draft202012Validator

    for schema in (ROOT / "schemas").glob("*.json"):
        Draft202012Validator.check_schema(json.loads(schema.read_text("utf-8")))
    for folder in (ROOT / "data", ROOT / "examples"):
        for path in folder.rglob("*.yaml"):
            first = path.read_text("utf-8").split("\n", 1)[0]
            found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
            assert found, path
            assert (path.parent / found[1]).resolve().parent == ROOT / "schemas", path


MERGES = {
    "penggabungan.md": [(0, 1, 2, 3), (0, 1, 4, 5)],
    "merging.md": [(0, 1, 2, 3)],
}
"""Which blocks of YAML in a document are what both came from, ours, theirs and the outcome."""


@pytest.mark.parametrize("name", MERGES)
def test_the_guides_to_merging_show_what_is_merged(name: str) -> None:
    from banjar_smartcity.merge.texts import Merged, merge_texts

    blocks = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / name).read_text("utf-8"), re.DOTALL)
    for before, mine, yours, outcome in MERGES[name]:
        merged = merge_texts(blocks[before].encode(), blocks[mine].encode(), blocks[yours].encode())
        assert isinstance(merged, Merged)
        assert merged.content.decode() == blocks[outcome]


def test_the_guide_to_merging_shows_what_git_diff_shows() -> None:
    from banjar_smartcity.render.records.flat import flat_lines
    from banjar_smartcity.source.yaml_text import read_yaml

    text = (ROOT / "docs" / "penggabungan.md").read_text("utf-8")
    before, after = (
        set(flat_lines(read_yaml("", block)[0])) for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)[:2]
    )
    shown = re.findall(r"^([-+])(answers.*)$", text, re.MULTILINE)
    assert len(shown) == 2
    assert all(line in (before - after if sign == "-" else after - before) for sign, line in shown)


def test_no_address_of_an_index_stands_in_the_pins() -> None:
    for pins in (ROOT / "requirements").glob("*.txt"):
        assert "://" not in pins.read_text("utf-8")
