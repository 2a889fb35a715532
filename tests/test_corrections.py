"""Corrections: what is offered for a value, put in its place, removes the finding. Tried on made-up mistakes."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from banjar_smartcity.checking.one_file import examine
from banjar_smartcity.checking.pipeline import check_tree
from banjar_smartcity.checking.resolve import resolve
from banjar_smartcity.diagnostics import Finding, Severity
from banjar_smartcity.workspace.disk import Disk
from banjar_smartcity.workspace.layout import File, discover
from conftest import seeds

EXAMPLE = Path(__file__).parent.parent / "examples" / "kabupaten-contoh"
MISTAKES = (
    *("31/05/2027", "20 Januari 2027", "Mei 2027", "2027–01–20", "20270531", "2027", "12:30", "68,4", '"68.4"', "3,5"),
    *("1.180", "3.000", "2.10", "4.00", "1e3", "0123", "1_000", "-5", "999", "62", "tiga", "3 %", "true", "ya", "null"),
    *(
        '"-"',
        "-",
        "n/a",
        "kosong",
        "tidak ada",
        "Null",
        '"\u00a0"',
        "puprp\u00a0",
        "“1”",
        "“aktif”",
        "PUPRP",
        "Terbuka",
    ),
    *("Dinas PUPRP", "b2, b3", "– b2", "B 2", "data/evidence/files/x.pdf", "daftar", "Jalan ruas", "1–3", "C:\\data"),
)
TODAY = date(2026, 5, 15)
_MOST, _TRIED = 40_000, len(seeds(1)) * 8
Span = tuple[tuple[str, ...], int, int]


def spans(text: str) -> Iterator[Span]:
    """The plain and quoted scalars of a text: the keys that lead to each, and where it begins and ends."""

    def walk(node: yaml.Node, way: tuple[str, ...]) -> Iterator[Span]:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                yield from walk(value, (*way, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                yield from walk(value, (*way, "*"))
        elif isinstance(node, yaml.ScalarNode) and node.style not in ("|", ">"):
            yield way, node.start_mark.index, node.end_mark.index

    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if root is not None:
        yield from walk(root, ())


@pytest.fixture(scope="module")
def places() -> list[tuple[File, str, int, int]]:
    """One place of each kind in the example's records."""
    found: dict[tuple[str, ...], tuple[File, str, int, int]] = {}
    for file in discover(Disk(EXAMPLE)).files:
        text = (EXAMPLE / file.path).read_text(encoding="utf-8")
        if len(text) < _MOST:
            for way, start, end in spans(text):
                found.setdefault((file.kind, *way), (file, text, start, end))
    return list(found.values())


def found_in(root: Path, file: File, text: str) -> tuple[Finding, ...]:
    path = root / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    examined = examine(Disk(root), file)
    return resolve(examined.faults, {file.path: examined.text})


def corrected(text: str, finding: Finding) -> str:
    """The text with the suggestion of a finding in the place that it is about."""
    lines, suggestion = text.split("\n"), finding.suggestion or ""
    line = finding.position.line - 1
    if finding.kind.id == "yaml-syntax":
        blank = lines[line][: len(lines[line]) - len(lines[line].lstrip())]
        lines[line] = suggestion if suggestion.startswith(" ") else blank + suggestion
        return "\n".join(lines)
    offset = sum(len(before) + 1 for before in lines[:line]) + finding.position.column - 1
    end = next(end for _, start, end in spans(text) if start == offset)
    return text[:offset] + suggestion + text[end:]


def test_what_is_offered_removes_the_finding(places: list[tuple[File, str, int, int]], tmp_path: Path) -> None:
    offered = 0
    sound: dict[File, set[tuple[str, int]]] = {}
    tries = [(place, mistake) for place in places for mistake in MISTAKES]
    for (file, text, start, end), mistake in random.Random(11).sample(tries, _TRIED):
        if file not in sound:
            sound[file] = {(finding.kind.id, finding.position.line) for finding in found_in(tmp_path, file, text)}
        wrong = text[:start] + mistake + text[end:]
        for finding in found_in(tmp_path, file, wrong):
            place = (finding.kind.id, finding.position.line)
            if finding.suggestion is None or not finding.kind.corrects or place in sound[file]:
                continue
            if finding.kind.id == "schema-missing-key":
                continue
            offered += 1
            after = {(left.kind.id, left.position.line) for left in found_in(tmp_path, file, corrected(wrong, finding))}
            assert place not in after, (file.path, mistake, finding.suggestion)
    assert offered > _TRIED // 5


def changed(tmp_path: Path, path: str, old: str, new: str) -> list[tuple[int, str, str | None]]:
    """Line, kind and suggestion of the findings of one file of the example after a change."""
    if not (tmp_path / "data").exists():
        shutil.copytree(EXAMPLE / "data", tmp_path / "data")
    file = tmp_path / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = check_tree(Disk(tmp_path), TODAY).findings
    errors = (finding for finding in found if finding.path == path and finding.kind.severity is Severity.ERROR)
    return [(finding.position.line, finding.kind.id, finding.suggestion) for finding in errors]


RECORD = "data/innovations/cabe-rawit.yaml"


@pytest.mark.parametrize("number", ["2", "2.5", "1e3"])
def test_a_number_where_a_word_is_expected_is_not_offered_itself(number: str, tmp_path: Path) -> None:
    assert changed(tmp_path, RECORD, "status: confirmed", f"status: {number}") in (
        [(14, "schema-type", None)],
        [(14, "schema-value", None)],
    )


@pytest.mark.parametrize("nothing", ["n/a", "tidak ada", '"-"', '"\u00a0"'])
def test_null_is_offered_for_nothing_only_where_it_is_accepted(nothing: str, tmp_path: Path) -> None:
    assert changed(tmp_path, RECORD, "possible_duplicate_of: null", f"possible_duplicate_of: {nothing}") == [
        (49, "schema-pattern", "null")
    ]
    assert changed(tmp_path, RECORD, f"possible_duplicate_of: {nothing}", "possible_duplicate_of: null") == []
    assert changed(tmp_path, RECORD, "agency: dinsos", f"agency: {nothing}") == [(18, "schema-pattern", None)]


@pytest.mark.parametrize("name", ["Cabe Rawit", "cabe_rawit", "CABE", "n/a", "cabe-rawit.yaml", "Inovasi lain"])
def test_a_record_is_offered_the_name_of_its_file_as_id(name: str, tmp_path: Path) -> None:
    assert changed(tmp_path, RECORD, "\nid: cabe-rawit", f"\nid: {name}") == [(4, "schema-pattern", "cabe-rawit")]


def test_a_missing_colon_is_not_moved_to_the_next_line(tmp_path: Path) -> None:
    assert changed(tmp_path, RECORD, "missions:\n", "missions\n") == [(50, "yaml-syntax", "missions:")]
    assert changed(tmp_path, RECORD, "missions\n", "missions:\n") == []
    assert changed(tmp_path, RECORD, "status: confirmed\n", "status confirmed\n") == [
        (14, "yaml-syntax", "status: confirmed")
    ]
