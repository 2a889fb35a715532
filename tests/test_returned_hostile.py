"""Hostile files that come back: each gives a clear refusal, a question or a right result, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from banjar_smartcity.exchange.returned import blank_return
from conftest import BASE, run_command
from returned_books import Run

DAY = "2023-06-01"
MANY = 1000 if os.environ.get("SMARTCITY_TESTS") == "thorough" else 30
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069]")
NIK = "6303014205900001"
AWKWARD = (
    *(
        "=1+1",
        '=cmd|"/c calc"!A1',
        "+62",
        "@SUM(A1)",
        "<script>x</script>",
        "\x1b[31m",
        "\u202edlrow",
        "\x00",
        "a" * 5000,
    ),
    *("../../etc/passwd", "C:\\x.pdf", "CON", "NaN", "1e999", "9" * 400, "null", "~", "- a\n- b", "a: b", '"', "&amp;"),
    *(
        "2,5",
        "Level 3",
        f"NIK {NIK}",
        "#REF!",
        "a\u2028b",
        "\U0010ffff",
        "!!python/object:x",
        "SK.pdf; SK.pdf",
        "é" * 300,
    ),
)
VALUES: tuple[Any, ...] = (*AWKWARD, None, True, -1, 10**400, [], {}, {"a": []}, float("nan"))
PARTS = ("xl/worksheets/sheet2.xml", "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels")
INSERTED = (
    *("<f>1/0</f>", '<c r="A1" t="e"><v>#REF!</v></c>', '<row r="1048576"><c r="E1048576"><v>1</v></c></row>', "&a;"),
    *('<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', "<v>NaN</v>", "<x:y/>", "<!-- x -->", "<sheet/>"),
)


def changed_json(data: dict[str, Any], chance: random.Random) -> bytes:
    """The file of a form in which something else is somewhere."""
    places = [one["returned"] for one in data["answers"]] + data["documents"]
    place = chance.choice([data, *data["answers"], *places * 4])
    key = chance.choice(sorted(place))
    if chance.random() < 0.15:
        del place[key]
    else:
        place[key if chance.random() < 0.9 else "lain"] = chance.choice(VALUES)
    content = json.dumps(data).encode()
    if chance.random() < 0.2:
        at = chance.randrange(len(content))
        return content[:at] + bytes([chance.randrange(256)]) * chance.choice((0, 1, 9)) + content[at + 1 :]
    return content


def changed_book(content: bytes, chance: random.Random) -> bytes:
    """A workbook in which one part is damaged, or says something else."""
    with ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = PARTS[0] if chance.random() < 0.7 else chance.choice(PARTS)
    text = parts[name].decode()
    marks = list(
        re.finditer(chance.choice((r'(?<==")[^"]*(?=")', r"(?<=>)[^<]+(?=<)", r"(?<=>)(?=<)", r"<[^>]+>")), text)
    )
    if marks:
        one = chance.choice(marks)
        safe = [
            re.sub("[\x00-\x08\x0b-\x1f]", "", word).replace("<", "&lt;").replace('"', "&quot;") for word in AWKWARD
        ]
        text = text[: one.start()] + chance.choice((*safe, *INSERTED, one[0] * 9, "")) + text[one.end() :]
    parts[name] = text.encode()
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for part, inside in parts.items():
            archive.writestr(part, inside)
    content = written.getvalue()
    if chance.random() < 0.2:
        at = chance.randrange(len(content))
        content = content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]
    return content


def forms(root: Path, capsys: Run) -> Iterator[tuple[str, Callable[[random.Random], bytes]]]:
    """Each kind of file, with what makes a hostile one of it."""
    from datetime import date

    from banjar_smartcity.checking.pipeline import check_workspace
    from banjar_smartcity.cli.basis import in_focus
    from banjar_smartcity.exchange.parcel import Recipient, parcel

    model = in_focus(check_workspace(root, date.fromisoformat(DAY)).model, None, None)
    assert model.program is not None
    stage = model.program.find_stage(model.program.stage)
    assert stage is not None
    blank = blank_return(parcel(model, stage, Recipient()))
    blank["answers"][0]["returned"]["fact"] = "Baru"
    blank["documents"] = [{"file": "foto.pdf", "title": "Judul", "sha256": "0" * 64, "content": "JVBERi0xLjQ="}]
    yield "json", lambda chance: changed_json(json.loads(json.dumps(blank)), chance)
    target = root.parent / "kirim.xlsx"
    options = ("--output", target, "--root", root, "--today", DAY, "--lang", "id")
    assert run_command(capsys, "workbook", "out", "--all", *options)[0] == 0
    yield "xlsx", lambda chance: changed_book(target.read_bytes(), chance)


@pytest.mark.parametrize("kind", ["json", "xlsx"])
def test_what_is_damaged_or_hostile_is_refused_or_asked_about_or_right(tmp_path: Path, capsys: Run, kind: str) -> None:
    root = tmp_path / "kabupaten"
    shutil.copytree(BASE, root)
    make = dict(forms(root, capsys))[kind]
    file = tmp_path / f"isian.{kind}"
    data = {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
    seen = set()
    for seed in range(MANY):
        file.write_bytes(make(random.Random(seed)))
        options = ("--root", root, "--today", DAY, "--lang", "en")
        code, out, err = run_command(capsys, "workbook", "in", file, *options)
        now = {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
        seen.add(code)
        assert code in (0, 1, 2), (seed, code, err)
        assert UNSEEN.search(out + err) is None, seed
        assert NIK not in out + err + "".join(content.decode() for content in now.values()), seed
        assert code != 2 or (err and now == data), seed
        if now != data:
            assert all(
                UNSEEN.search(content.decode()) is None
                for path, content in now.items()
                if path not in data or data[path] != content
            ), seed
            assert run_command(capsys, "validate", *options)[0] == 0, seed
            for path in now.keys() - data.keys():
                path.unlink()
            for path, content in data.items():
                path.write_bytes(content)
    assert seen >= {1, 2}
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted({file.name, "kabupaten", "kirim.xlsx"})
