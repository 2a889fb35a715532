"""Written: findings as JSON, and read again. What is not as it was written is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from ...diagnostics import Finding, Kind, Limit, Phrase, Position, Severity

UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""Errors of reading what nobody has written."""


class UnknownValueError(ValueError):
    """A value that cannot be written, or that nobody has written."""


def findings_written(findings: Sequence[Finding]) -> dict[str, Any] | None:
    """Findings as plain data, with their kinds, so that no rule has to be loaded to show them again.

    None if one has a value that cannot be written.
    """
    try:
        plain = [written(finding) for finding in findings]
    except UnknownValueError:
        return None
    return {"kinds": [written_kind(kind) for kind in dict.fromkeys(f.kind for f in findings)], "findings": plain}


def findings_read(data: Mapping[str, Any]) -> tuple[Finding, ...]:
    """The findings of plain data. Raises one of `UNREADABLE` if they are none."""
    kinds = {one[0]: read_kind(one) for one in data["kinds"]}
    return tuple(read(finding, kinds) for finding in data["findings"])


def written(finding: Finding) -> list[Any]:
    """A finding as plain data. Raises `UnknownValueError`."""
    return [
        finding.kind.id,
        finding.path,
        list(finding.position),
        [[name, _plain(value)] for name, value in finding.facts.items()],
        finding.suggestion,
        list(finding.pointer),
    ]


def read(data: Any, kinds: Mapping[str, Kind]) -> Finding:
    """The finding of plain data. Raises an error of any sort if it is not one."""
    kind, path, position, facts, suggestion, pointer = data
    return Finding(
        kinds[kind],
        path,
        Position(*position),
        {name: _value(value) for name, value in facts},
        suggestion,
        tuple(pointer),
    )


def written_kind(kind: Kind) -> list[Any]:
    """A kind of finding as plain data."""
    return [value.value if isinstance(value, Severity) else value for value in kind]


def read_kind(data: Any) -> Kind:
    """The kind of plain data. Raises an error of any sort if it is not one."""
    kind = Kind._make(data)
    return kind._replace(severity=Severity(kind.severity))


def _plain(value: object) -> Any:
    """A fact as plain data; what is more than a text or a number is a list that begins with its sort."""
    if value is None or type(value) in (str, int, bool, float):
        return value
    if isinstance(value, Phrase):
        return ["phrase", *value]
    if isinstance(value, Limit):
        return ["limit", value.msgid, _plain(value.limit)]
    if isinstance(value, Fraction):
        return ["fraction", value.numerator, value.denominator]
    if type(value) is date:
        return ["date", value.isoformat()]
    if type(value) is tuple:
        return ["tuple", *map(_plain, value)]
    raise UnknownValueError(type(value).__name__)


def _value(data: Any) -> object:
    if not isinstance(data, list):
        return data
    sort, *rest = data
    if sort == "phrase":
        return Phrase(*rest)
    if sort == "limit":
        return Limit(rest[0], _value(rest[1]))
    if sort == "fraction":
        return Fraction(*rest)
    if sort == "date":
        return date.fromisoformat(*rest)
    if sort == "tuple":
        return tuple(map(_value, rest))
    raise UnknownValueError(sort)
