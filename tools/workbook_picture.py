"""Draw the pictures of the workbook in the guides of agencies: `python3 dev.py picture`. Needs LibreOffice.

They show the start of the sheet of answers as LibreOffice prints it, with one row still empty, in each language. Make
them again when the workbook has changed.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pypdfium2
from openpyxl import load_workbook
from PIL import Image, ImageChops

from banjar_smartcity.cli.boundary import main as smartcity
from banjar_smartcity.exchange.headings import ANSWERS, COLUMNS

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "kabupaten-contoh"
DAY = "2026-05-15"
PICTURES = {"en": "docs/answering-workbook.webp", "id": "docs/isian-buku.webp"}
SHEET = {"en": "Answers", "id": "Jawaban"}
EMPTIED = ("fact", "value", "unit", "year", "level", "document", "pages")
WIDTH, GAP = 1200, 24
LEFT = 5
"""Columns of the upper part: up to what is the case. The others are below them, so that letters stay large enough."""


def only_answers(book: Any, language: str) -> float:
    """Empty the first row, leave only its sheet to be printed, and return the share of the width of the left part."""
    sheet = book[SHEET[language]]
    for cell in EMPTIED:
        sheet.cell(2, list(COLUMNS[ANSWERS]).index(cell) + 1).value = None
    for other in book.worksheets:
        if other is not sheet and other.sheet_state == "visible":
            other.sheet_state = "hidden"
    book.active = book.index(sheet)
    widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]
    return float(sum(widths[:LEFT]) / sum(widths))


def stacked(drawn: Image.Image, share: float) -> Image.Image:
    """What is printed on a page, its right part below its left one."""
    white = Image.new("RGB", drawn.size, "white")
    printed = drawn.crop(ImageChops.difference(drawn, white).getbbox())
    edge = round(printed.width * share)
    left, right = printed.crop((0, 0, edge, printed.height)), printed.crop((edge, 0, printed.width, printed.height))
    both = Image.new("RGB", (max(left.width, right.width), left.height + right.height + GAP), "white")
    both.paste(left, (0, 0))
    both.paste(right, (0, left.height + GAP))
    return both


def draw(office: str, language: str, target: Path) -> None:
    """Write the picture of one language."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "isian.xlsx"
        where = ("--agency", "dinkes", "--root", str(EXAMPLE), "--today", DAY, "--lang", language)
        with contextlib.redirect_stdout(io.StringIO()):
            code = smartcity(["workbook", "out", *where, "--output", str(path)])
        if code:
            sys.exit(code)
        book = load_workbook(path)
        share = only_answers(book, language)
        book.save(path)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603 - a list, no shell
        page = pypdfium2.PdfDocument(path.with_suffix(".pdf"))[0]
        drawn = page.render(scale=6).to_pil().convert("RGB")
    found = stacked(drawn, share)
    size = (WIDTH, found.height * WIDTH // found.width)
    found.resize(size, Image.Resampling.LANCZOS).save(target, quality=70, method=6)


def main() -> int:
    """Draw them all."""
    office = shutil.which("soffice")
    if office is None:
        print("LibreOffice is not installed.", file=sys.stderr)
        return 2
    for language, name in PICTURES.items():
        draw(office, language, ROOT / name)
        print(f"{name}: {(ROOT / name).stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
