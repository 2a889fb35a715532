"""Budget: how much work custom templates may do, counted in steps and characters, never in seconds.

So the same templates and data end the same way on every computer.
"""

from __future__ import annotations

from collections.abc import Sized
from typing import NamedTuple, TypeVar

from jinja2 import Undefined

from ....diagnostics import Limit, Phrase
from ....i18n import N_

_Any = TypeVar("_Any")


class Limits(NamedTuple):
    """How much one rendering may do: what a template's line costs is a few steps, a character one character."""

    steps: int = 20_000_000
    characters: int = 100_000_000


LIMITS = Limits()


class RefusedError(Exception):
    """Something that custom templates may not do, seen while they do it."""

    def __init__(self, reason: Phrase | Limit) -> None:
        super().__init__(reason.msgid)
        self.reason = reason


TOO_MUCH = Phrase(N_("it does too much, or makes too much text"))


class Budget:
    """What is left to spend."""

    def __init__(self, limits: Limits) -> None:
        self.steps, self.characters = limits

    def work(self, steps: int) -> None:
        """Count steps."""
        self.steps -= steps
        if self.steps < 0:
            raise RefusedError(TOO_MUCH)

    def write(self, characters: int) -> None:
        """Count characters that are made, shown or not."""
        self.characters -= characters
        if self.characters < 0:
            raise RefusedError(TOO_MUCH)

    def measure(self, value: _Any) -> _Any:
        """Count what it takes to go through a value once."""
        if isinstance(value, str):
            self.work(len(value) // 100)
        elif isinstance(value, Sized) and not isinstance(value, Undefined):  # what is not there has no size to ask for
            self.work(len(value))
        return value
