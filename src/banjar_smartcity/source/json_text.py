"""JSON text: read it as plain data for `validate --schema`, and find the line and column of a place in it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from math import isfinite
from typing import Any

from ..diagnostics import At, Diagnostic, Kind, Phrase, Pointer, Position
from .broken.problems import explain_problem, place_json_problem
from .decode import position_of, positions
from .kinds import FILE_CONTROL_CHARACTER, JSON_SYNTAX, NUMBER_OUT_OF_RANGE, YAML_DUPLICATE_KEY, YAML_TOO_DEEP

MAX_DEPTH = 100
MAX_DIGITS = 300
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{},:]|[^\s\[\]{},:"]+')
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONSTANTS = ("NaN", "Infinity", "-Infinity")


class _NumberError(ValueError):
    pass


def _integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise _NumberError
    return int(digits)


def _fraction(digits: str) -> float:
    value = float(digits)
    if not isfinite(value):
        raise _NumberError
    return value


def _constant(name: str) -> float:
    raise _NumberError(name)


def _decode(text: str, mapping: Callable[[list[tuple[str, Any]]], dict[str, Any]] | None = None) -> Any:
    return json.loads(
        text, object_pairs_hook=mapping, parse_int=_integer, parse_float=_fraction, parse_constant=_constant
    )


def _places(text: str) -> Iterator[tuple[Pointer, int, bool]]:
    """The path and offset of every key and value of a valid JSON text, in order, and whether it is a key."""
    path: list[str | int] = []
    kinds: list[str] = []
    expect_key = False
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark in "]}":
            kinds.pop()
            path.pop()
            expect_key = False
        elif mark == ",":
            if kinds[-1] == "[":
                path[-1] += 1  # type: ignore[operator]  # within [ ] the last step is a number
            else:
                expect_key = True
        elif mark == ":":
            expect_key = False
        elif expect_key:
            path[-1] = json.loads(mark, strict=False)
            yield tuple(path), token.start(), True
        else:
            yield tuple(path), token.start(), False
            if mark in "[{":
                kinds.append(mark)
                path.append(0 if mark == "[" else "")
                expect_key = mark == "{"


def _too_deep(text: str) -> int | None:
    """The offset of the first bracket that nests too deep; None if there is none."""
    depth = 0
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                return token.start()
        elif token[0] in "]}":
            depth -= 1
    return None


def _unusable_number(text: str) -> re.Match[str]:
    """The first number that cannot be used, such as NaN or one with too many digits. All before it is valid JSON."""

    def is_unusable(mark: str) -> bool:
        try:
            if mark[0] not in '"[]{},:':
                _decode(mark)
        except _NumberError:
            return True
        return False

    return next(token for token in _TOKEN.finditer(text) if is_unusable(token[0]))


def _lone_surrogate(text: str) -> tuple[str, int] | None:
    """The code of the first lone surrogate (half a character, not valid in a text) and the offset of its text."""
    for token in _TOKEN.finditer(text):
        if "\\u" in token[0] and (half := _SURROGATE.search(json.loads(token[0]))):
            return f"U+{ord(half[0]):04X}", token.start()
    return None


def _duplicates(path: str, text: str) -> list[Diagnostic]:
    first: dict[Pointer, Position] = {}
    faults = []
    position = positions(text)
    for pointer, offset, is_key in _places(text):
        if not is_key:
            continue
        where = position(offset)
        if pointer in first:
            facts = {"key": pointer[-1], "first": first[pointer].line}
            faults.append(Diagnostic(YAML_DUPLICATE_KEY, At(path), facts, where))
        else:
            first[pointer] = where
    return faults


def read_json(path: str, text: str) -> tuple[Any, list[Diagnostic]]:
    """The plain data of a JSON text, and its faults."""
    repeated = False

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        data = dict(pairs)
        repeated = repeated or len(data) < len(pairs)
        return data

    def fault(kind: Kind, offset: int, **facts: object) -> tuple[None, list[Diagnostic]]:
        return None, [Diagnostic(kind, At(path), facts, position_of(text, offset))]

    try:
        data = _decode(text, mapping)
    except RecursionError:
        return fault(YAML_TOO_DEEP, _too_deep(text) or 0, limit=MAX_DEPTH)
    except _NumberError:
        number = _unusable_number(text)
        if number[0] in _CONSTANTS:
            return fault(JSON_SYNTAX, number.start(), problem=Phrase(explain_problem("Expecting value")))
        return fault(NUMBER_OUT_OF_RANGE, number.start())
    except json.JSONDecodeError as error:
        message, offset = place_json_problem(text, error)
        return fault(JSON_SYNTAX, offset, problem=Phrase(explain_problem(message)))
    if (deep := _too_deep(text)) is not None:
        return fault(YAML_TOO_DEEP, deep, limit=MAX_DEPTH)
    if "\\u" in text and (lone := _lone_surrogate(text)):
        code, offset = lone
        return fault(FILE_CONTROL_CHARACTER, offset, code=code)
    return data, _duplicates(path, text) if repeated else []


def json_places(text: str) -> Callable[[Pointer, bool], Position]:
    """A function that gives the line and column of a place, or of the last part of its path that exists."""
    # Some validators report a key of digits as a number, so steps are compared as text.
    offsets: dict[tuple[tuple[str, ...], bool], int] = {}
    position = positions(text)
    for pointer, offset, is_key in _places(text):
        offsets.setdefault((tuple(map(str, pointer)), is_key), offset)

    def locate(pointer: Pointer, on_key: bool) -> Position:  # noqa: FBT001 - the signature that all formats share
        steps = tuple(map(str, pointer))
        if (offset := offsets.get((steps, on_key))) is not None:
            return position(offset)
        while steps and (steps, False) not in offsets:
            steps = steps[:-1]
        return position(offsets.get((steps, False), 0))

    return locate
