"""Workbooks that come back: sent from a copy of the example, and edited as agencies edit them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from conftest import EXAMPLE, PATCHED, content_of, run_command

DAY = "2026-05-04"
SHEET = "data/dimensions/living/answers/2026-tahap-1.yaml"
STUNTING = "outcome-living-stunting-treated"
HEADS = {
    "number": "No.",
    "question": "Pertanyaan",
    "fact": "Keadaan sebenarnya",
    "value": "Angka",
    "unit": "Satuan angka",
    "year": "Tahun angka",
    "level": "Level",
    "not_applicable": "Alasan bila tidak berlaku",
    "document": "Dokumen data dukung",
    "pages": "Halaman",
    "remark": "Keterangan",
}
Run = pytest.CaptureFixture[str]


def copy_of_example(folder: Path) -> Path:
    root = folder / "kabupaten"
    shutil.copytree(EXAMPLE, root)
    return root


_SENT: dict[object, bytes] = {}
"""The workbooks that were sent, by all that makes them what they are."""


def send(capsys: Run, root: Path, *arguments: str | Path, name: str = "isian.xlsx") -> Path:
    """A workbook as it is sent: without arguments that of the health agency.

    What is sent of equal data is written once for all tests. It is written again where there is a commit to name,
    where a file is in the way, and where a test has something replaced.
    """
    target = root.parent / name
    options = arguments or ("--agency", "dinkes")
    alone = PATCHED or target.exists() or (root / ".git").exists()
    files = None if alone else content_of(root)
    if files is not None and (known := _SENT.get((files, options, name))):
        target.write_bytes(known)
        return target
    code, _, err = run_command(
        capsys, "workbook", "out", *options, "--output", target, "--root", root, "--today", DAY, "--lang", "id"
    )
    assert (code, err) == (0, "")
    if files is not None and target.is_file():
        _SENT[files, options, name] = target.read_bytes()
    return target


def take_in(capsys: Run, root: Path, *arguments: str | Path, today: str = DAY) -> tuple[int, str, str]:
    return run_command(capsys, "workbook", "in", *arguments, "--root", root, "--today", today, "--lang", "en")


def contents(root: Path) -> dict[str, bytes]:
    """Every file of the data, by path."""
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted((root / "data").rglob("*")) if p.is_file()}


def opened(path: Path) -> Any:
    """A workbook, whose cells may hold anything."""
    return load_workbook(path)


def edit(path: Path, change: Callable[[Any], None]) -> Path:
    """Change a workbook and save it."""
    book = opened(path)
    change(book)
    book.save(path)
    return path


def column(sheet: Any, cell: str) -> int:
    found: int = next(c.column for c in sheet[1] if c.value == HEADS[cell])
    return found


def row(sheet: Any, question: str) -> int:
    at = column(sheet, "question")
    return next(r for r in range(2, sheet.max_row + 1) if str(sheet.cell(r, at).value).startswith(question))


def fill(path: Path, question: str = "Berapa persen anak di bawah dua tahun", **cells: object) -> Path:
    """Fill in cells of an item."""

    def change(book: Any) -> None:
        sheet = book["Jawaban"]
        number = row(sheet, question)
        for cell, value in cells.items():
            sheet.cell(number, column(sheet, cell)).value = value

    return edit(path, change)
