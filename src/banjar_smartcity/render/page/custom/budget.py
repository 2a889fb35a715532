"""Budget: how much work custom templates may do, counted in steps and characters.

Time is not counted, so that the same templates and data give the same result on every computer.
"""

from __future__ import annotations

from collections.abc import Sized
from typing import TypeVar

from jinja2 import Undefined

from ....diagnostics import Limit, Phrase
from ....i18n import N_
from ....named import NamedTuple

_Any = TypeVar("_Any")


class Limits(NamedTuple):
    """The most steps and characters of one rendering. A line of a template costs a few steps."""

    steps: int = 20_000_000
    characters: int = 100_000_000


LIMITS = Limits()


class RefusedError(Exception):
    """A custom template does something that it may not do; noticed while it runs."""

    def __init__(self, reason: Phrase | Limit) -> None:
        super().__init__(reason.msgid)
        self.reason = reason


TOO_MUCH = Phrase(N_("it does too much, or makes too much text"))


class Budget:
    """The steps and characters that are left. Its methods raise `RefusedError` when there are none."""

    def __init__(self, limits: Limits) -> None:
        self.steps, self.characters = limits

    def work(self, steps: int) -> None:
        """Count steps."""
        self.steps -= steps
        if self.steps < 0:
            raise RefusedError(TOO_MUCH)

    def write(self, characters: int) -> None:
        """Count characters that are made, whether shown or not."""
        self.characters -= characters
        if self.characters < 0:
            raise RefusedError(TOO_MUCH)

    def measure(self, value: _Any) -> _Any:
        """Count the steps of going through a value once, and return the value."""
        if isinstance(value, str):
            self.work(len(value) // 100)
        elif isinstance(value, Sized) and not isinstance(value, Undefined):  # an undefined value raises if asked
            self.work(len(value))
        return value
