"""The documents of the example: made by the script in tools/, with the pages that its records and answers name."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from banjar_smartcity.checking.pipeline import check_workspace
from banjar_smartcity.evidence.claims import CHECKED, claims, page_state
from conftest import EXAMPLE, ROOT

sys.path.insert(0, str(ROOT / "tools"))

import example_documents as documents

TODAY = date(2026, 5, 15)
FOLDER = EXAMPLE / documents.FILES


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.stem)
def test_each_document_is_the_one_that_the_script_makes(path: Path) -> None:
    record = documents._data(EXAMPLE / "data" / "evidence" / f"{path.stem}.yaml")
    assert path.read_bytes() == documents.document(record, documents.words_of(path.stem))


def test_the_words_are_on_the_pages() -> None:
    pages = PdfReader(FOLDER / "laporan-smart-city-2025.pdf").pages
    assert len(pages) == 52
    assert "19 dari 26 program" in pages[4].extract_text()
    assert "19 dari 26 program" not in pages[18].extract_text()


def test_every_page_that_is_named_exists() -> None:
    model = check_workspace(EXAMPLE, TODAY).model
    for claim in claims(model):
        for use in claim.uses:
            record = model.evidence[use.evidence]
            if record.document is not None:
                assert page_state(record, use.pages) == CHECKED, (claim.id, use.evidence, use.pages)
