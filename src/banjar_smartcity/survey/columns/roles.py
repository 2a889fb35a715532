"""Roles: the meaning of a column other than a statement, and its part of the instrument, by its name."""

from __future__ import annotations

from collections.abc import Iterable

from ..cells.coded import without_codes
from ..cells.plain import plain
from .names import BY_PART, role_of
from .statements import Statements

_OF_SUBMISSION = "_submission__"
"""What KoboToolbox writes before what a repeated group has from its form: several people may share it."""
_OF_FORM = "formhub/"
"""What KoboToolbox writes before the id of the form, which all people share."""
_NUMBER_SIGN = "#"
"""The name that Typeform gives to the column of its ids."""


def parts_of(place: str, statements: Statements) -> tuple[str, ...]:
    """The sub-dimensions of a column that is named after a dimension or sub-dimension."""
    for dimension in statements.dimensions:
        if dimension.id == place:
            return tuple(sub.id for sub in dimension.sub_dimensions)
    return (place,)


def role_and_part(name: str, header: str, statements: Statements) -> tuple[str, str] | None:
    """The role of a column and its sub-dimension or dimension, "" if it has none; None if it has no role."""
    if (short := without_codes(header)) != header:
        found = _role_and_part(plain(short), short, statements)
        return None if found is not None and found[0] == "status" else found  # of states the codes are asked about
    return _role_and_part(name, header, statements)


def _role_and_part(name: str, header: str, statements: Statements) -> tuple[str, str] | None:
    if header.startswith((_OF_SUBMISSION, _OF_FORM)):
        return None
    if role := role_of(name) if name else "number" if header == _NUMBER_SIGN else None:
        return role, ""
    *groups, last = (plain(piece) for piece in header.replace(":", "/").split("/"))
    if groups and (role := role_of(last)):
        place = next((statements.parts.get(g) or statements.wholes.get(g) for g in reversed(groups)), None)
        return role, place or ""
    if groups and (inner := _role_and_part(last, last, statements)):
        return inner
    ends = (*statements.parts.items(), *statements.wholes.items())
    cuts = {part for at, letter in enumerate(name) if letter == "_" for part in (name[:at], name[at + 1 :])}
    if statements.parts.keys().isdisjoint(cuts) and statements.wholes.keys().isdisjoint(cuts):
        return None  # nearly always, and sooner known than by all names
    for alias, place in ends:
        if alias in cuts and (role := _asked_of(alias, name, ends)) is not None:
            return role, place
    return None


def _asked_of(alias: str, name: str, ends: Iterable[tuple[str, str]]) -> str | None:
    """The role of a column whose name begins or ends with that of a part; None if it has none."""
    if name.startswith(alias + "_"):
        rest = name[len(alias) + 1 :]
        if (role := role_of(rest)) in BY_PART:
            return role
        # ODK Central joins group and question by a hyphen: health-user_health.
        for other, _ in ends:
            asked = role_of(rest[: -len(other) - 1]) if rest.endswith("_" + other) else None
            if asked is not None and asked in BY_PART:
                return asked
    if name.endswith("_" + alias):
        rest = name[: -len(alias) - 1]
        # The name of a programme is in the place of "this": "Pernah membuka aplikasi SEHAT DARING?"
        if (role := role_of(rest) or role_of(f"{rest}_ini")) in BY_PART:
            return role
    return None
