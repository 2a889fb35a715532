"""Blank form: a questionnaire as a workbook (XLSForm), in which nobody has answered anything.

Every sheet, every column and every row has to be one of a form; whatever else is in the workbook makes it a table.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Sequence

from .table.rows import Cell, Row

MAX_FORM = 1024 * 1024
"""Bytes of a form; ours has 20,000."""
_MAX_UNFOLDED = 16 * 1024 * 1024
_MAX_ROWS = 2_000
_SHEETS = frozenset(("survey", "choices", "settings"))
_COLUMNS = {
    "survey": "type name label hint guidance_hint required required_message relevant constraint constraint_message "
    "appearance calculation read_only readonly repeat_count choice_filter parameters trigger image audio video media",
    "choices": "list_name list name label order image audio video media",
    "settings": "form_title form_id id_string version default_language style instance_name allow_choice_duplicates "
    "public_key submission_url auto_send auto_delete name title",
}
_NEEDED = {"survey": ("type", "name"), "choices": ("name",), "settings": ()}
_TYPES = (
    "text integer decimal range select_one select_multiple rank note date time datetime image audio video file barcode "
    "geopoint geotrace geoshape calculate acknowledge hidden start end today deviceid phonenumber username email audit "
    "begin_group end_group begin_repeat end_repeat begin start-geopoint background-audio"
)
_NAME = re.compile(r"[A-Za-z_][\w.-]{0,200}|\d{1,3}", re.ASCII)
_OF_KOBO = ("$", "kobo--", "bind::", "body::", "instance::")
_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0"
_WORKSHEET = re.compile(r"xl/worksheets/[^/]+\.(?:xml|bin)")


def is_form_file(path: str) -> bool:
    """Whether a file on disk is a form without answers."""
    try:
        if not os.path.isfile(path):
            return False  # a pipe would be waited for
        with open(path, "rb") as file:
            content = file.read(MAX_FORM + 1)
    except OSError:
        return False  # the reader of the table says why
    return content.startswith((_ZIP, _OLE)) and is_blank_form(content, path)


def is_blank_form(content: bytes, path: str) -> bool:
    """Whether a workbook is a form without answers."""
    if len(content) > MAX_FORM:
        return False
    try:
        sheets = _read(content, path)
    except Exception:  # a damaged or hostile file is not a form
        return False
    survey, choices = sheets.get("survey"), sheets.get("choices")
    if not survey or not choices:
        return False
    lists = {parts[1] for _, cells in survey for parts in [_text(cells, 0).split()] if len(parts) > 1}
    return all(_is_form(name, rows, lists) for name, rows in sheets.items())


def _read(content: bytes, path: str) -> dict[str, Sequence[Row]]:
    """The rows of all sheets by their names in small letters; none if the workbook holds anything else."""
    from .files.archive import open_archive
    from .files.calamine_process import Calamine
    from .files.xml.ods_xml import check_sheets

    parts = 0
    if content.startswith(_ZIP):
        archive = open_archive(content, path)
        if sum(part.file_size for part in archive.parts.values()) > _MAX_UNFOLDED:
            return {}
        parts = sum(_WORKSHEET.fullmatch(name) is not None for name in archive.parts)
        if archive.format == "ods":
            with archive.open("content.xml") as file:
                check_sheets(file, path)
    book = Calamine(content, path)
    try:
        names = [name.casefold() for name in book.names]
        if not _SHEETS.issuperset(names) or parts not in (0, len(names)):
            return {}
        return {name: book.sheet(place, _MAX_ROWS) for place, name in enumerate(names)}
    finally:
        book.close()


def _is_form(sheet: str, rows: Sequence[Row], lists: Collection[str]) -> bool:
    """Whether a sheet of this name holds only what belongs to a form. `lists` are the lists of choices in use."""
    if not rows:
        return sheet == "settings"
    (_, header), *others = rows
    known = _COLUMNS[sheet].split()
    columns = [_column(cell) for cell in header]
    if any(column and column not in known and not column.startswith(_OF_KOBO) for column in columns):
        return False
    if any(needed not in columns for needed in _NEEDED[sheet]):
        return False
    unnamed = [place for place, column in enumerate(columns) if not column]
    if any(len(cells) > len(header) or any(_text(cells, place) for place in unnamed) for _, cells in others):
        return False
    if sheet == "settings":
        return len(others) <= 1
    named = columns.index("name")
    if any(not _NAME.fullmatch(name) for _, cells in others if (name := _text(cells, named))):
        return False
    if sheet == "survey":
        texts = [place for place, column in enumerate(columns) if column != "repeat_count"]
        if any(_text(cells, place).replace(".", "").isdecimal() for _, cells in others for place in texts):
            return False  # no text of a question is a number; an answer may be one
        return all(_is_type(_text(cells, columns.index("type"))) for _, cells in others)
    listed = next((columns.index(name) for name in ("list_name", "list") if name in columns), None)
    return listed is not None and all(_text(cells, listed) in lists for _, cells in others)


def _is_type(kind: str) -> bool:
    first, *rest = kind.split() or [""]
    if first in ("begin", "end"):
        return not rest or rest in (["group"], ["repeat"])
    return first in _TYPES.split() and (not rest or first.startswith(("select_", "rank")))


def _column(cell: Cell) -> str:
    """The name of a column without its language: `label::English (en)`."""
    text = str(cell or "").strip().casefold()
    return text if text.startswith(_OF_KOBO) else re.split(r"::?", text, maxsplit=1)[0].strip().replace(" ", "_")


def _text(cells: Sequence[Cell], place: int) -> str:
    return str(cells[place]).strip() if place < len(cells) and cells[place] is not None else ""
