"""Cells of an .ods: percentages, errors, merged cells, and texts with tabs or line ends, which calamine leaves out."""

from __future__ import annotations

from collections.abc import Mapping

from ...survey.files.archive import Archive
from ...survey.files.xml.sheet_xml import local, new_parser, run
from .cells_seen import MOST_ACROSS, MOST_NOTED, CellsSeen, Place

_CONTENT = "content.xml"
_CELLS = frozenset(("table-cell", "covered-table-cell"))
_MOST_TIMES = 1 << 30
_LEFT_OUT = {"tab": "\t", "line-break": "\n"}


def cells_of_ods(archive: Archive) -> Mapping[str, CellsSeen]:
    """What is seen of each sheet, by its name. Raise `ValueError` if the content is not XML."""
    seen = _Pass()
    parser = new_parser(seen.start)
    parser.EndElementHandler = seen.end
    parser.CharacterDataHandler = seen.letters
    with archive.open(_CONTENT) as file:
        run(parser, file)
    return seen.sheets


class _Pass:
    """What has been seen by now. A class, since expat calls back and state must be kept somewhere."""

    def __init__(self) -> None:
        self.sheets: dict[str, CellsSeen] = {}
        self._percentages: set[Place] = set()
        self._texts: dict[Place, str] = {}
        self._spans: dict[int, list[tuple[int, int]]] = {}
        self._row = self._rows = self._column = self._across = 0
        self._noted: list[tuple[int, int]] = []
        """Percentages of the row: their first column and the one after the last."""
        self._is_text = self._is_error = self._is_partial = False
        self._annotations = self._paragraphs = 0
        self._text: list[str] = []
        self._inside = False

    def start(self, name: str, told: dict[str, str]) -> None:
        name = local(name)
        if name in _CELLS:
            self._cell({local(key): value for key, value in told.items()}, told)
        elif name == "table-row":
            self._row += self._rows
            self._rows, self._column, self._across = _times(told, "number-rows-repeated"), 0, 0
        elif name == "table":
            self._percentages, self._texts, self._spans = set(), {}, {}
            self._row = self._rows = self._column = self._across = 0
            self.sheets[_attribute(told, "name")] = CellsSeen(self._percentages, self._texts, self._spans)
        elif name == "annotation":
            self._annotations += 1
        elif self._inside and not self._annotations:
            self._part(name, told)

    def _cell(self, plain: Mapping[str, str], told: Mapping[str, str]) -> None:
        self._column += self._across
        self._across = _times(told, "number-columns-repeated")
        self._is_error = any(key.endswith(":value-type") and value == "error" for key, value in told.items())
        self._is_text = "string-value" not in plain or self._is_error
        self._is_partial, self._paragraphs, self._inside = False, 0, True
        self._text.clear()
        across = range(self._column, min(self._column + self._across, MOST_ACROSS))
        if plain.get("value-type") == "percentage":
            for row in range(self._row + 1, self._row + min(self._rows, MOST_ACROSS) + 1):
                if len(self._percentages) < MOST_NOTED:
                    self._percentages.update((row, column) for column in across)
        down = _times(told, "number-rows-spanned")
        if down > 1:
            last = min(self._column + _times(told, "number-columns-spanned"), MOST_ACROSS)
            for column in range(self._column, last):
                self._spans.setdefault(column, []).append((self._row + 1, self._row + down))

    def _part(self, name: str, told: Mapping[str, str]) -> None:
        """A part of a text begins."""
        if name == "p":
            self._paragraphs += 1
            if self._paragraphs > 1:
                self._text.append("\n")
        elif name == "s":
            self._text.append(" " * min(_times(told, "c"), 1000))
        elif name in _LEFT_OUT:
            self._text.append(_LEFT_OUT[name])
            self._is_partial = True

    def letters(self, text: str) -> None:
        """Letters of a paragraph."""
        if self._inside and self._paragraphs and not self._annotations:
            self._text.append(text)

    def end(self, name: str) -> None:
        name = local(name)
        if name == "annotation":
            self._annotations -= 1
        elif name in _CELLS:
            self._inside = False
            is_new = self._is_text and (self._is_partial or self._is_error)
            if is_new and self._column < MOST_ACROSS and len(self._texts) < MOST_NOTED:
                self._texts[self._row + 1, self._column] = "".join(self._text)


def _attribute(told: Mapping[str, str], name: str) -> str:
    return next((value for key, value in told.items() if local(key) == name), "")


def _times(told: Mapping[str, str], name: str) -> int:
    written = _attribute(told, name)
    return max(1, min(int(written), _MOST_TIMES)) if written else 1
