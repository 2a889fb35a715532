"""What the documents show is what the program prints."""

from __future__ import annotations

import os
import re
import shlex
from collections import Counter
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest

from conftest import run_command

ROOT = Path(__file__).resolve().parent.parent
SHOWN = re.compile(r"```console\n\$ smartcity ([^\n]*)\n(.*?)```", re.DOTALL)
COLUMNS = "100"


TWINS = (
    ("README.md", "README.id.md"),
    ("docs/tour.md", "docs/tur.md"),
    ("docs/data-guide.md", "docs/panduan-data.md"),
)
MORE = "…\n"
"""How a block ends that shows only the first lines of an output."""


def blocks() -> list[tuple[str, str, str]]:
    return [
        (name, found[1], found[2])
        for name in chain(*TWINS)
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
def test_documents_show_real_output(name: str, command: str, shown: str, output: Callable[[str], str]) -> None:
    real = output(command)
    if shown.endswith(MORE):
        real = "".join(real.splitlines(keepends=True)[: shown.count("\n") - 1]) + MORE
    if os.environ.get("UPDATE_GOLDEN"):
        path = ROOT / name
        text = path.read_text("utf-8")
        path.write_text(
            text.replace(f"$ smartcity {command}\n{shown}```", f"$ smartcity {command}\n{real}```"), "utf-8"
        )
        return
    assert shown == real, "UPDATE_GOLDEN=1 python3 dev.py test tests/test_docs.py"


@pytest.mark.parametrize(("english", "indonesian"), TWINS)
def test_a_document_and_its_twin_show_the_same_commands(english: str, indonesian: str) -> None:
    def commands(name: str) -> list[str]:
        return [command.split()[0] for file, command, _ in blocks() if file == name]

    assert commands(english) == commands(indonesian) != []


@pytest.mark.parametrize("name", TWINS[0])
def test_a_readme_is_short_and_its_picture_small(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert len(text.split()) <= 700
    [(alternative, picture)] = re.findall(r"!\[([^\]]*)\]\(([^)]*)\)", text)
    assert len(alternative) > 100
    assert (ROOT / picture).stat().st_size < 120_000


def headings(name: str) -> list[tuple[int, str]]:
    """Level of each heading of a document, and the folder or key that it names, in order."""
    text = re.sub(r"(?ms)^```.*?^```$", "", (ROOT / name).read_text("utf-8"))
    found = re.findall(r"(?m)^(#+) ([^\n]*)$", text)
    return [(len(marks), "".join(re.findall(r"`([^`<…]*)", title)[:1])) for marks, title in found]


def test_the_data_guides_have_the_same_headings_in_the_same_order() -> None:
    english, indonesian = map(headings, TWINS[2])
    assert english == indonesian
    assert len(english) > 35


def test_the_survey_guides_have_the_same_sections_tables_and_blocks() -> None:
    def shape(name: str) -> list[str]:
        text = (ROOT / "docs" / name).read_text("utf-8")
        lines = re.findall(r"^(?:#+ |```\w*|\| `[^|]*\||\| --- )", text, re.MULTILINE)
        return [re.sub(r"<[^>]*>|BERKAS|FILE", "", line) for line in lines]

    assert shape("survey.md") == shape("survei.md")


@pytest.mark.parametrize(
    ("english", "indonesian"), [("answering.md", "isian.md"), ("collecting-answers.md", "menerima-isian.md")]
)
def test_the_guides_to_answers_have_the_same_sections_tables_lists_and_pictures(english: str, indonesian: str) -> None:
    def shape(name: str) -> list[str]:
        text = (ROOT / "docs" / name).read_text("utf-8")
        return re.findall(r"^(?:#+ |\d+\. |- |\||```\w*|!\[)", text, re.MULTILINE)

    assert shape(english) == shape(indonesian)


@pytest.mark.parametrize("name", ["answering.md", "isian.md"])
def test_the_guide_of_an_agency_shows_workbook_and_phone_and_no_word_of_our_tools(name: str) -> None:
    text = (ROOT / "docs" / name).read_text("utf-8")
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]*)\)", text)
    assert len({picture for _, picture in pictures}) == 2
    for alternative, picture in pictures:
        assert len(alternative) > 70
        assert (ROOT / "docs" / picture).stat().st_size < 120_000
    assert re.findall(r"(?i)\b(?:git|yaml|commit|repositor\w*)\b", text) == []
    assert len(text.split()) < 900


def test_another_region_starts_as_the_readmes_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import date
    from shlex import split

    from banjar_smartcity.checking.pipeline import check_workspace
    from banjar_smartcity.cli.boundary import main

    monkeypatch.chdir(tmp_path)
    said = {re.findall(r"^smartcity init .*", (ROOT / name).read_text("utf-8"), re.MULTILINE)[0] for name in TWINS[0]}
    (command,) = said
    assert main(split(command)[1:]) == 0
    (folder,) = tmp_path.iterdir()
    assert check_workspace(folder, date(2026, 5, 15)).findings == ()


def test_decisions_are_short_dated_records_and_all_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    records = sorted(path for path in folder.glob("*.md") if path.name != "README.md")
    for number, path in enumerate(records, 1):
        lines = path.read_text("utf-8").splitlines()
        assert len(lines) <= 25, path.name
        assert path.name.startswith(f"{number:04}-")
        assert lines[0].startswith(f"# {number}. ")
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", lines[2])
        assert [line for line in lines if line.startswith("## ")] == ["## Context", "## Decision", "## Consequences"]
    listed = re.findall(r"^\| \[[^\]]+\]\(([^)]+)\)", (folder / "README.md").read_text("utf-8"), re.MULTILINE)
    assert listed == [path.name for path in records]


def test_rows_of_tables_stand_below_their_heads() -> None:
    lost = re.compile(r"\n\n(\|.*)\n(?!\|[ :|-]+\|\n)")
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        text = re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL)
        assert lost.findall(text) == [], path.name


def test_links_between_documents_lead_somewhere() -> None:
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("examples/*/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


@pytest.mark.parametrize("name", ["kominfo-2023", "iid-2026"])
def test_an_instrument_of_the_example_is_that_of_the_region(name: str) -> None:
    """A copy, so that the example is complete by itself; only the path to its schema differs."""
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


def test_the_changelog_says_nothing_twice() -> None:
    """Two branches that both add to it are joined line by line, so that a change of its order doubles it."""
    entries = re.findall(r"(?m)^(?:- |#+ ).*(?:\n  .*)*", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert [entry for entry, times in Counter(entries).items() if times > 1] == []
