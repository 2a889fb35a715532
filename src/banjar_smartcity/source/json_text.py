"""JSON text to plain data, for `validate --schema`, and the line and column of a place in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from math import isfinite
from typing import Any

from ..diagnostics import START, At, Diagnostic, Phrase, Pointer, Position
from .decode import position_of
from .kinds import FILE_CONTROL_CHARACTER, JSON_SYNTAX, NUMBER_OUT_OF_RANGE, YAML_DUPLICATE_KEY, YAML_TOO_DEEP
from .problems import explain_problem

MAX_DEPTH = 100
MAX_DIGITS = 300
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+')


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



def _places(text: str) -> Iterator[tuple[Pointer, int, bool]]:
    """Every key and value of a sound JSON text with its path and offset, in order."""
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
                path[-1] += 1  # type: ignore[operator]
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


_SURROGATE = re.compile(r"(?<!\\)(?:\\\\)*(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})")


def _lone_surrogate(text: str) -> re.Match[str] | None:
    """Half of a character outside the basic plane: no text can hold it."""
    return next((m for m in _SURROGATE.finditer(text) if m[2]), None)


def _depth(text: str) -> int:
    depth = deepest = 0
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif token[0] in "]}":
            depth -= 1
    return deepest


def _duplicates(path: str, text: str) -> list[Diagnostic]:
    first: dict[Pointer, Position] = {}
    faults = []
    for pointer, offset, is_key in _places(text):
        if not is_key:
            continue
        where = position_of(text, offset)
        if pointer in first:
            facts = {"key": pointer[-1], "first": first[pointer].line}
            faults.append(Diagnostic(YAML_DUPLICATE_KEY, At(path), facts, where))
        else:
            first[pointer] = where
    return faults


def read_json(path: str, text: str) -> tuple[Any, list[Diagnostic]]:
    """Plain data of a JSON text, and its faults."""
    repeated = False

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        data = dict(pairs)
        repeated = repeated or len(data) < len(pairs)
        return data

    at = At(path)
    if _depth(text) > MAX_DEPTH:
        return None, [Diagnostic(YAML_TOO_DEEP, at, {"limit": MAX_DEPTH}, START)]
    try:
        data = json.loads(
            text,
            object_pairs_hook=mapping,
            parse_int=_integer,
            parse_float=_fraction,
            parse_constant=_constant,
        )
    except _NumberError:
        return None, [Diagnostic(NUMBER_OUT_OF_RANGE, at, {}, START)]
    except json.JSONDecodeError as error:
        problem = Phrase(explain_problem(error.msg))
        return None, [Diagnostic(JSON_SYNTAX, at, {"problem": problem}, position_of(text, error.pos))]
    if "\\u" in text and (lone := _lone_surrogate(text)):
        return None, [Diagnostic(FILE_CONTROL_CHARACTER, at, {"code": lone[0]}, position_of(text, lone.start()))]
    return data, _duplicates(path, text) if repeated else []


def locate_json(text: str, pointer: Pointer, *, on_key: bool) -> Position:
    """Line and column of a place; where the path ends early, of the last part that exists."""
    best, length = START, -1
    for path, offset, is_key in _places(text):
        if path == pointer and is_key == on_key:
            return position_of(text, offset)
        if not is_key and len(path) > length and path == pointer[: len(path)]:
            best, length = position_of(text, offset), len(path)
    return best
