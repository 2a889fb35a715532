"""Sheet parts: which part of an .xlsx holds the sheet of which name."""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import normpath

from ..archive import Archive, plain_name
from .sheet_xml import local, new_parser, run

_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"


def sheet_parts(archive: Archive) -> Mapping[str, str]:
    """The plain name of each sheet's part, by the sheet's name. Raises `ValueError` or `KeyError` where it has none."""
    links: dict[str, str] = {}
    found: dict[str, str] = {}

    def link(name: str, told: dict[str, str]) -> None:
        if local(name) == "Relationship":
            links[told["Id"]] = told["Target"]

    def sheet(name: str, told: dict[str, str]) -> None:
        if local(name) != "sheet":
            return
        if told["name"] in found:
            raise ValueError("two sheets of one name")
        target = links[next(value for key, value in told.items() if local(key) == "id")]
        absolute = target.replace("\\", "/")
        found[told["name"]] = plain_name(normpath(absolute if absolute.startswith("/") else f"xl/{absolute}"))

    for part, start in ((_LINKS, link), (_BOOK, sheet)):
        with archive.open(part) as file:
            run(new_parser(start), file)
    return found
