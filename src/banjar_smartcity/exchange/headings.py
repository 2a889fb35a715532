"""Headings: how the sheets of a workbook and their columns are called, by which they are found again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ..i18n import LANGUAGES, N_, language

ANSWERS, PAPERS, INNOVATIONS, REMARKS = "answers", "documents", "innovations", "remarks"
SHEETS: Mapping[str, str] = {
    "instructions": N_("Instructions"),
    ANSWERS: N_("Answers"),
    PAPERS: N_("Documents"),
    INNOVATIONS: N_("Innovations"),
    "choices": N_("Choices"),
}
"""The names of the sheets that people see, and of the one with the lists to choose from."""
HIDDEN = "smartcity"
"""The name of the hidden sheet, and what its first cell says."""
COLUMNS: Mapping[str, Mapping[str, str]] = {
    ANSWERS: {
        "number_of_item": N_("No."),
        "question": N_("Question"),
        "wanted": N_("Evidence required"),
        "earlier": N_("Answer of the earlier stage"),
        "fact": N_("What is the case"),
        "value": N_("Figure"),
        "unit": N_("Unit of the figure"),
        "year": N_("Year of the figure"),
        "level": N_("Level"),
        "not_applicable": N_("Why it does not apply"),
        "document": N_("Documents as evidence"),
        "pages": N_("Pages"),
        "remark": N_("Remark"),
    },
    PAPERS: {
        "code": N_("Code"),
        "file": N_("Name of the file"),
        "title": N_("Title of the document"),
        "kind": N_("Kind of document"),
        "number": N_("Number of the document"),
        "issued_on": N_("Date of the document"),
        "remark": N_("Remark"),
    },
    INNOVATIONS: {
        "code": N_("Code"),
        "name": N_("Name of the innovation"),
        "dimension": N_("Dimension"),
        "started": N_("Running since"),
        "remark": N_("Remark"),
    },
    REMARKS: {
        "item": N_("Item"),
        "asked": N_("What is asked"),
        "assessor": N_("Number of assessor"),
        "given": N_("What the assessor gave"),
        "rebuttal": N_("Rebuttal"),
        "reply": N_("Our reply"),
    },
}
"""The columns of each sheet, by the cell that they hold."""
LEAST_KNOWN = 3
"""A row with fewer known headings is none of headings."""


@cache
def known_headings(sheet: str) -> Mapping[str, str]:
    """The cell that a heading of a sheet stands for, in every language, as `folded` writes headings."""
    languages = [language(code) for code in LANGUAGES]
    return {folded(lang.translate(msgid)): cell for lang in languages for cell, msgid in COLUMNS[sheet].items()}


def folded(text: str) -> str:
    """A text without what programs and people change by the way: case, spaces, marks."""
    return "".join(filter(str.isalnum, text.casefold()))
