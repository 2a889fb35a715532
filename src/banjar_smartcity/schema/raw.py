"""Raw errors: the one shape in which every engine reports what a schema refuses, before it is folded to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..diagnostics import Pointer
from ..named import NamedTuple


class RawError(NamedTuple):
    """One complaint of an engine about one value of the data."""

    keyword: str
    """The keyword of JSON Schema that refuses the value; `falseSchema` for the schema `false`."""
    path: Pointer
    """Where the value is in the data."""
    wanted: Any = None
    """What the keyword asks for: the types, options, pattern or limit."""
    keys: tuple[str, ...] = ()
    """The keys that are missing (`required`), or that may not be there (`additionalProperties`)."""
    known: tuple[str, ...] = ()
    """The keys that the schema names, unlike those that may not be there."""


Check = Callable[[Any], Iterable[RawError]]
"""A compiled schema: the complaints about plain data."""


class UnusableError(Exception):
    """A foreign schema cannot be used: `value` at `pointer` is not allowed there, or `reference` leads nowhere."""

    def __init__(self, pointer: Pointer = (), value: object = None, reference: str | None = None) -> None:
        super().__init__(pointer, value, reference)
        self.pointer = pointer
        self.value = value
        self.reference = reference


class GivenUpError(Exception):
    """Checking data against this foreign schema takes too long, or goes too deep."""


def value_at(data: Any, pointer: Iterable[str | int]) -> Any:
    """The value at a place in plain data."""
    for step in pointer:
        data = data[step]
    return data
