"""Engine: which library checks data against a JSON Schema.

`jsonschema` is always installed. `jsonschema-rs` gives the same findings a hundred times faster and is used where it
can be imported. `SMARTCITY_SCHEMA_ENGINE` names one of the two.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Any, Protocol

from ..i18n import N_
from ..resources import pip_install
from .raw import Check

VARIABLE = "SMARTCITY_SCHEMA_ENGINE"
AUTO, FAST, PLAIN = "auto", "jsonschema-rs", "jsonschema"


class Engine(Protocol):
    """What a library must offer. Neither form fetches anything, and formats are not asserted."""

    def compile_shipped(self, name: str) -> Check:
        """The tool's own schema of one kind of record."""

    def compile_foreign(self, schema: dict[str, Any] | bool) -> Check:  # noqa: FBT001 - a schema may be true or false
        """Anybody's schema. Raises `UnusableError`; this and the check may raise `GivenUpError`."""


class EngineError(Exception):
    """The engine that was asked for does not exist or is not installed. `msgid` and `facts` make the sentence."""

    def __init__(self, msgid: str, value: str) -> None:
        super().__init__(msgid, value)
        self.msgid = msgid
        self.facts = {"value": value, "command": pip_install(value)}


def choose_engine() -> Engine:
    """The engine that the environment names, else the fastest that is installed. Raises `EngineError`."""
    return _load(os.environ.get(VARIABLE) or AUTO)


@cache
def _load(name: str) -> Engine:
    if name not in (AUTO, FAST, PLAIN):
        raise EngineError(N_("SMARTCITY_SCHEMA_ENGINE must be auto, jsonschema-rs or jsonschema, not {value}"), name)
    missing = N_("the JSON Schema engine {value} is not installed; install it with: {command}")
    if name != PLAIN:
        try:
            from . import rust
        except ImportError as error:
            if name == FAST:
                raise EngineError(missing, FAST) from error
        else:
            return rust
    try:
        from . import python
    except ImportError as error:
        raise EngineError(missing, PLAIN) from error
    return python
