"""Noted: what was noticed about single rows of a table, for the findings about it."""

from __future__ import annotations

from ....diagnostics import Phrase
from ...columns.column import Column
from ...table.rows import Cell


class Noted:
    """What was noticed about single rows while a table was read."""

    def __init__(self) -> None:
        self.tests: list[int] = []
        self.below: list[int] = []
        self.copies: list[int] = []
        self.edited: list[int] = []
        self.instances: set[int] = set()
        self.status: dict[Column, dict[Phrase, list[int]]] = {}
        self.unclear: dict[Column, dict[Cell, list[int]]] = {}
        """By column and cell the rows of states that are not understood."""
        self.doubted: dict[Column, list[int]] = {}
        self.understood: dict[Column, int] = {}
        self.consents = 0
        self.consent_unclear: list[int] = []
        self.consent_blank: list[int] = []
        self.unnumbered: list[int] = []
        """Rows without a running number, though those before them have one."""
        self.unreadable: dict[str, list[int]] = {}
        self.remarks: dict[Column, dict[str, list[int]]] = {}
        self.stated = 0
        """How many people a title or a note says that there are."""
        self.turned: str | None = None
        """A statement that a title or a note says to be scored in reverse."""

    def remark(self, column: Column, number: int, said: str | None) -> None:
        """Note what a cell says about its row, whether that counts or not."""
        if said:
            self.remarks.setdefault(column, {}).setdefault(said, []).append(number)
