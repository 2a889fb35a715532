"""Own output: whether a text is a page, a table or a list that this tool wrote from the data.

Pages and lists name their region and their day in one line at their top; JSON and tables are known by their keys. Blank
questionnaires hold no data of the region and are left alone.
"""

from __future__ import annotations

import re

_READ, _TOP = 1 << 14, 700
"""Characters that are read, and the first of them, without repeated blanks: there a page or a list says its day."""
_AS_OF = r"·\s+(?:keadaan per|as (?:of|known on))\s+\d{1,2}\s+[A-Za-z]+\s+\d{4}\b"
_JSON = (
    (r'"as_of"\s*:\s*"', r'"partial"\s*:'),
    (r'"evaluations"\s*:', r'"left_out"\s*:'),
    (r'datapackage\.json"', r'"evidence_uses\.csv"'),
)
_NAME = r"[a-z][a-z0-9_-]*"
ABOUT_BOOK = ("docProps/core.xml", "xl/workbook.xml")
_SENT, _MADE, _FORM = r'name="smartcity"', r"<dc:creator[^<>]*>smartcity\b", r'name="survey"'
_FEWEST_COLUMNS = 5
_COLUMNS = tuple(
    frozenset(names.split())
    for names in (
        "name_id name_en",
        "text_id text_en",
        "fact_id fact_en",
        "title_id title_en",
        "description_id description_en",
        "question_id question_en",
        "message_id message_en",
        "evidence answer pages",
        "assessor remark_id remark_en",
        "evidence sha256 used_by",
        "survey item mean",
        "result part value",
        "result region instrument",
        "region instrument variant",
        "publisher published read",
        "stage official_wording respondents",
    )
)
"""Columns that only tables of this tool have side by side."""


def is_own_output(text: str) -> bool:
    """Whether a text, as a reader sees it, was written by this tool from the data."""
    text = text.lstrip("\ufeff \t\r\n")
    if text.startswith("{"):
        return any(all(re.search(key, text) for key in keys) for keys in _JSON)
    return re.search(_AS_OF, " ".join(text[:_READ].split())[:_TOP]) is not None or _is_table(text.partition("\n")[0])


def is_own_book(cells: frozenset[str], about: str) -> bool:
    """Whether a workbook has the columns of our tables, or was written by us as another thing than a questionnaire."""
    if any(columns <= cells for columns in _COLUMNS):
        return True
    return bool(re.search(_SENT, about) or (re.search(_MADE, about) and not re.search(_FORM, about)))


def _is_table(head: str) -> bool:
    names = [name.strip().strip('"') for name in re.split(r"[,;\t]", head)]
    return (
        len(names) >= _FEWEST_COLUMNS
        and all(re.fullmatch(_NAME, name) for name in names)
        and any(columns <= frozenset(names) for columns in _COLUMNS)
    )
