"""The generated pages of the documentation are what the program says now."""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import pages

ROOT = pages.ROOT


fresh = lru_cache(pages.page)


@pytest.mark.parametrize("path", [*pages.PAGES, pages.ARCHITECTURE])
def test_a_generated_page_is_up_to_date(path: str) -> None:
    assert (ROOT / path).read_text("utf-8") == fresh(path), "run: python3 dev.py docs"


def test_every_finding_has_its_section_in_both_languages() -> None:
    from banjar_smartcity.checking.pipeline import KINDS

    for path in ("docs/findings.md", "docs/catatan.md"):
        headings = [line[3:] for line in fresh(path).splitlines() if line.startswith("## ")]
        assert headings == sorted(kind.id for kind in KINDS)


def test_every_command_has_its_section_in_both_languages() -> None:
    folder = ROOT / "src" / "banjar_smartcity" / "cli" / "commands"
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    for path in ("docs/commands.md", "docs/perintah.md"):
        names = re.findall(r"^### smartcity (.*)$", fresh(path), re.MULTILINE)
        assert {re.sub(r"[ -]", "_", name) for name in names} == files


def test_pages_in_two_languages_have_the_same_sections() -> None:
    def depths(path: str) -> list[str]:
        return [line.split()[0] for line in fresh(path).splitlines() if line.startswith("#")]

    paths = list(pages.PAGES)
    for english, indonesian in zip(paths[::2], paths[1::2], strict=True):
        assert depths(english) == depths(indonesian)


def test_every_key_has_a_meaning_in_both_languages() -> None:
    for path in ("docs/keys.md", "docs/kunci.md"):
        rows = [line for line in fresh(path).splitlines() if line.startswith(("| `", "| **`"))]
        assert len(rows) > 400
        assert [row for row in rows if not row.split(" | ")[-1].removesuffix("|").strip()] == []


def test_every_argument_and_option_is_described() -> None:
    for page in ("commands.md", "perintah.md"):
        rows = re.findall(r"^\| (`.+`) \| (.*) \|$", (ROOT / "docs" / page).read_text("utf-8"), re.MULTILINE)
        assert len(rows) > 200
        assert [name for name, text in rows if not text.replace("Required.", "").replace("Wajib.", "").strip()] == []
