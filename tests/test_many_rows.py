"""Tables that are too long to read: summed up in the terminal, complete as JSON."""

from __future__ import annotations

import json
import re

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.i18n import language
from banjar_smartcity.render.terminal import many
from conftest import EXAMPLE, ROOT

DAY = ("--root", str(EXAMPLE), "--today", "2026-05-15", "--lang", "en")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main([*arguments, *DAY]) == 0
    return capsys.readouterr().out


@pytest.fixture
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "MOST_ROWS", 3)


@pytest.mark.usefixtures("_few")
@pytest.mark.parametrize("columns", ["60", "120"])
def test_many_innovations_are_summed_up(
    columns: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    entries = json.loads(run(capsys, "innovations", "--format", "json"))["innovations"]
    out = run(capsys, "innovations")
    assert not any(entry["id"] in out for entry in entries)
    assert f"{len(entries)} are too many to show one by one." in " ".join(out.split())
    dimensions = {entry["dimension"] for entry in entries}
    rows = [line.split() for line in out.splitlines() if line.startswith("Smart ")]
    assert len(rows) == len(dimensions)
    counts = [next(int(word) for word in row if word.isdigit()) for row in rows]
    assert sum(counts) == len(entries)


@pytest.mark.usefixtures("_few")
def test_the_first_of_an_order_are_shown_all_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    first = json.loads(run(capsys, "innovations", "--sort", "gain", "--format", "json"))["innovations"]
    out = run(capsys, "innovations", "--sort", "gain")
    assert [entry["id"] in out for entry in first] == [number < 20 for number in range(len(first))]


@pytest.mark.usefixtures("_few")
def test_many_documents_are_summed_up_by_kind(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "evidence", "check")
    documents = json.loads(run(capsys, "evidence", "check", "--format", "json"))["documents"]
    rows = [line.split() for line in out[out.index("Kind") :].splitlines()[2:] if line and line[-1].isdigit()]
    assert sum(int(row[-4]) for row in rows) == len(documents)
    assert sum(int(row[-1]) for row in rows) == sum(bool(document["uses"]) for document in documents)


@pytest.mark.parametrize(("count", "text"), [(300, None), (301, "… and 1 more"), (1300, "… and 1000 more")])
def test_what_is_not_shown_is_counted(count: int, text: str | None) -> None:
    assert many.further(count, language("en")) == text
    assert len(list(many.shown(range(count)))) == min(count, 300)


@pytest.mark.usefixtures("_few")
def test_the_first_of_each_part_are_shown_and_the_others_counted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "_OF_EACH", 1)
    own = ("--root", str(ROOT), "--lang", "en")
    assert main(["innovations", "shortlist", "--format", "json", *own]) == 0
    dimensions = json.loads(capsys.readouterr().out)["dimensions"].values()
    parts = [part for whole in dimensions for part in whole["sub_dimensions"].values()]
    listed = [[one["id"] for one in part["candidates"]] for part in parts]
    listed += [whole["without_sub_dimension"] for whole in dimensions]
    assert main(["innovations", "shortlist", *own]) == 0
    out = capsys.readouterr().out
    for first, *others in filter(None, listed):
        assert re.search(rf"  {first}\b", out)
        assert not any(re.search(rf"  {other}\b", out) for other in others)
    assert out.count("… and ") == sum(len(candidates) > 1 for candidates in listed) > 3


@pytest.mark.usefixtures("_few")
def test_a_matrix_names_the_first_of_each_cell(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "_OF_EACH", 1)
    assert main(["innovations", "matrix", "--root", str(ROOT), "--lang", "en"]) == 0
    cells = re.findall(r": (\d+) · ([^\n]+(?:\n {4}[^\n]+)*)", capsys.readouterr().out)
    assert {int(count) for count, _ in cells} > {1, 2}
    for count, names in cells:
        rest = f", … and {int(count) - 1} more" if int(count) > 1 else ""
        assert re.sub(r"\s+", " ", names).endswith(rest)
        assert len(names.split(",")) == min(int(count), 2)
