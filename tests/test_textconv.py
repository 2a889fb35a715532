"""`smartcity textconv`: data as lines, each of which is clear without the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.render.records.flat import flat_lines
from banjar_smartcity.source.document import parse
from banjar_smartcity.source.letters import visible
from banjar_smartcity.source.yaml_text import read_yaml
from test_properties import any_bytes


def lines(text: str) -> list[str]:
    data, faults = read_yaml("", text)[:2]
    assert faults == []
    return list(flat_lines(data))


def shown(path: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> str:
    path.write_bytes(content)
    assert main(["textconv", str(path)]) == 0
    return capsys.readouterr().out


def test_entries_of_a_list_have_the_name_that_names_them() -> None:
    text = "answers:\n- item: jalan\n  level: 3\n  sources: [a, b]\n  evidence:\n  - {evidence: sk, pages: '1'}\n"
    assert lines(text) == [
        "answers[jalan].item: jalan",
        "answers[jalan].level: 3",
        "answers[jalan].sources[]: a",
        "answers[jalan].sources[]: b",
        "answers[jalan].evidence[sk].evidence: sk",
        'answers[jalan].evidence[sk].pages: "1"',
    ]


def test_entries_without_a_name_have_their_number() -> None:
    assert lines("facts: [{text: a}, {text: b}]") == ["facts[1].text: a", "facts[2].text: b"]


def test_text_that_looks_like_something_else_stands_in_quotes() -> None:
    assert lines("a: '3'\nb: 3\nc: null\nd: 'null'\ne: ''\nf: no\ng: 3.50\nh: []\ni: {}\nj: true") == [
        'a: "3"',
        "b: 3",
        "c: null",
        'd: "null"',
        'e: ""',
        "f: no",
        "g: 3.5",
        "h: []",
        "i: {}",
        "j: true",
    ]


def test_a_value_of_several_lines_stays_on_one() -> None:
    assert lines("a: |\n  satu\n  dua\n") == ["a: satu<U+000A>dua<U+000A>"]


def test_personal_data_are_not_shown() -> None:
    assert lines("rekening: '1234567890'\nkontak: hubungi 0812-3456-7890\n") == ['rekening: "…"', "kontak: hubungi …"]


def test_what_cannot_be_read_is_printed_as_it_stands_but_safe(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = b"a: [1\r\n\x1b[31m merah \xff\n081234567890\n"
    assert shown(tmp_path / "x y.yaml", content, capsys) == "a: [1\n<U+001B>[31m merah �\n…\n"


def test_an_empty_file_is_no_line_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(tmp_path / "x.yaml", b"", capsys) in ("", "\n")


def test_a_file_that_is_not_there_is_a_complaint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["textconv", str(tmp_path / "x.yaml")]) == 2
    assert "x.yaml" in capsys.readouterr().err


def test_with_an_option_it_says_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.yaml").write_text("a: 1\n", "utf-8")
    assert main(["textconv", str(tmp_path / "x.yaml"), "--lang", "en"]) == 0
    assert capsys.readouterr().out == "a: 1\n"


@given(any_bytes)
def test_no_text_breaks_a_line_or_reaches_the_terminal_as_a_command(content: bytes) -> None:
    document, _ = parse("x.yaml", content)
    if document is not None:
        for line in flat_lines(document.data):
            assert visible(line) == line
