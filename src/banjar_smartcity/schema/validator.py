"""Validator: check data against a JSON Schema, the tool's own or anybody's.

An engine (`engine.py`) gives the verdicts; its raw errors are folded to one finding a fault (`folded/`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from itertools import chain, islice
from typing import Any

from ..diagnostics import START, At, Diagnostic, Phrase
from ..i18n import N_
from ..named import NamedTuple
from ..source.document import Document
from .engine import choose_engine
from .kinds import INVALID_SCHEMA, KINDS, UNRESOLVED
from .raw import Check, GivenUpError, UnusableError
from .shipped import shipped_text

__all__ = ["KINDS", "Schema", "compile_schema", "shipped"]

_NO_SCHEMA = N_("a schema is a mapping, or true or false")
_TOO_MUCH = N_("checking a file against it takes too long, or goes too deep")


class Schema(NamedTuple):
    """A compiled schema."""

    raw_errors: Check
    text: Callable[[], Any]
    """The schema as plain data, read only where something is wrong."""
    path: str = ""
    """The file of a foreign schema."""

    def check(self, document: Document) -> list[Diagnostic]:
        """The faults of a document, in the order of the data; of very many the first MOST."""
        try:
            errors = iter(self.raw_errors(document.data))
            first = next(errors, None)
            if first is None:  # as nearly always: then what explains faults is not needed
                return []
            from .folded.folding import MOST, fold

            check = None if self.path else self.raw_errors  # a foreign schema may take its time
            return list(islice(fold(document, chain((first,), errors), self.text, check), MOST))
        except GivenUpError:
            return [_given_up(self.path)]


@cache
def _text(name: str) -> dict[str, Any]:
    return shipped_text(name)


_compiled: dict[tuple[object, str], Schema] = {}


def shipped(name: str) -> Schema:
    """The tool's own schema of one kind of record: `shipped("innovation")`."""
    engine = choose_engine()
    if (engine, name) not in _compiled:
        _compiled[engine, name] = Schema(engine.compile_shipped(name), partial(_text, name))
    return _compiled[engine, name]


def compile_schema(document: Document) -> tuple[Schema | None, list[Diagnostic]]:
    """Anybody's schema, compiled without fetching anything; or why it cannot be."""
    at, data = At(document.path), document.data
    if not isinstance(data, dict | bool):
        return None, [Diagnostic(INVALID_SCHEMA, at, {"problem": Phrase(_NO_SCHEMA)}, START)]
    try:
        return Schema(choose_engine().compile_foreign(data), lambda: data, document.path), []
    except UnusableError as error:
        return None, [_describe(document, error)]
    except GivenUpError:
        return None, [_given_up(document.path)]


def _given_up(path: str) -> Diagnostic:
    return Diagnostic(INVALID_SCHEMA, At(path), {"problem": Phrase(_TOO_MUCH)}, START)


def _describe(document: Document, error: UnusableError) -> Diagnostic:
    """The finding at the schema itself."""
    at = At(document.path, error.pointer)
    if error.reference is not None:
        return Diagnostic(UNRESOLVED, at, {"problem": error.reference})
    from .folded.folding import show

    names = [str(step) for step in error.pointer if step != error.value]
    return Diagnostic(INVALID_SCHEMA, at, {"problem": ": ".join([*names[-1:], show(error.value)])})
