"""Declared: what a command says about a parameter, as a note on its type.

The parser and its help are built from these notes, and a plain call is read by them alone, as the parser is slow to
load. Helps are msgids, translated when shown.
"""

from __future__ import annotations

from ...named import NamedTuple


class Declared(NamedTuple):
    """What a command says about one of its parameters. An argument has no names."""

    names: tuple[str, ...]
    help: str | None
    metavar: str | None
    min: int | None
    max: int | None
    show_default: bool


def option(
    *names: str,
    help: str | None = None,
    metavar: str | None = None,
    min: int | None = None,
    max: int | None = None,
    show_default: bool = True,
) -> Declared:
    """Declare an option with these names."""
    return Declared(names, help, metavar, min, max, show_default)


def argument(*, help: str | None = None, metavar: str | None = None, show_default: bool = True) -> Declared:
    """Declare an argument, which is known by its place."""
    return Declared((), help, metavar, None, None, show_default)
