"""Parsing: read a plain call by the parameters that its command declares, without the option parser.

Only what is certain is read. Help, short forms, wrong values and all else that is not plain is the parser's.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from ...named import NamedTuple
from ...spelling.patterns import late
from ..parameters.declared import Declared
from ..registry import FAMILIES, NAMES, entry_point

_OUT = "-"
"""What stands for the output in place of a file; it is no option."""
_WHOLE = late(r"[0-9]{1,9}", re.ASCII)


class Call(NamedTuple):
    """A function of a command, and the values that the command line gives to its parameters."""

    function: Callable[..., object]
    values: dict[str, object]


class _Unclear(Exception):
    """The call is not plain."""


class _Slot(NamedTuple):
    """A parameter, its type without None, and whether it takes all that is left."""

    name: str
    declared: Declared
    type: Any
    many: bool


def parse(arguments: Sequence[str]) -> Call | None:
    """Parse a command line. None leaves it to the option parser."""
    found = target_of(arguments)
    if found is None:
        return None
    target, rest = found
    module, _, name = target.partition(":")
    function = getattr(import_module(f"banjar_smartcity.cli.commands.{module}"), name)
    try:
        values = _values(_slots(function), rest)
    except _Unclear:
        return None
    return Call(function, values) if _required(function) <= values.keys() else None


def target_of(arguments: Sequence[str]) -> tuple[str, Sequence[str]] | None:
    """The `module:function` of the command that is named, and what follows its name."""
    if not arguments or arguments[0] not in NAMES:
        return None
    family = FAMILIES.get(arguments[0])
    if family is None:
        return entry_point(arguments[0]), arguments[1:]
    if len(arguments) > 1 and arguments[1] in family.commands:
        return family.commands[arguments[1]], arguments[2:]
    return None


def _required(function: Any) -> set[str]:
    """The parameters without a default."""
    code = function.__code__
    names = code.co_varnames[: code.co_argcount]
    by_place = names[: len(names) - len(function.__defaults__ or ())]
    by_name = code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
    return {*by_place, *by_name} - (function.__kwdefaults__ or {}).keys()


def _slots(function: Any) -> list[_Slot]:
    hints = get_type_hints(function, include_extras=True)
    hints.pop("return", None)
    return [_slot(name, hint) for name, hint in hints.items()]


def _slot(name: str, hint: Any) -> _Slot:
    declared = getattr(hint, "__metadata__", (None,))[0]
    if not isinstance(declared, Declared):
        raise _Unclear
    type_ = hint.__origin__
    if get_origin(type_) in (Union, UnionType):
        kept = [part for part in get_args(type_) if part is not NoneType]
        if len(kept) != 1:
            raise _Unclear
        type_ = kept[0]
    many = get_origin(type_) is list
    return _Slot(name, declared, get_args(type_)[0] if many else type_, many)


def _values(slots: list[_Slot], words: Sequence[str]) -> dict[str, object]:
    options = {name: slot for slot in slots for name in slot.declared.names}
    values: dict[str, object] = {}
    places: list[str] = []
    left = list(reversed(words))
    while left:
        word = left.pop()
        if not word.startswith("-") or word == _OUT:
            places.append(word)
            continue
        name, equals, text = word.partition("=")
        slot = options.get(name)
        if slot is None or slot.name in values or slot.many or not name.startswith("--"):
            raise _Unclear
        if slot.type is bool:
            if equals or len(slot.declared.names) != 1 or "/" in name:
                raise _Unclear
            values[slot.name] = True
            continue
        if not equals:
            text = left.pop() if left else ""
        values[slot.name] = _value(slot, text)
    return values | _by_place([slot for slot in slots if not slot.declared.names], places)


def _by_place(slots: list[_Slot], words: list[str]) -> dict[str, object]:
    """The values of the arguments. Only the last one may take several words."""
    if any(slot.many for slot in slots[:-1]):
        raise _Unclear
    if slots and slots[-1].many:
        single, last = slots[:-1], slots[-1]
        rest = words[len(single) :]
        several = {last.name: [_value(last, word) for word in rest]} if rest else {}
        return {**_by_place(single, words[: len(single)]), **several}
    if len(words) > len(slots):
        raise _Unclear
    return {slot.name: _value(slot, word) for slot, word in zip(slots, words, strict=False)}


def _value(slot: _Slot, text: str) -> object:
    if not text or (text.startswith("-") and text != _OUT) or "\0" in text:
        raise _Unclear
    if slot.type is str:
        return text
    if slot.type is Path:
        if os.path.exists(text) and not os.access(text, os.R_OK):
            raise _Unclear
        return Path(text)
    if slot.type is int:
        if not _WHOLE.fullmatch(text):
            raise _Unclear
        number, least, most = int(text), slot.declared.min, slot.declared.max
        if (least is not None and number < least) or (most is not None and number > most):
            raise _Unclear
        return number
    if get_origin(slot.type) is Literal and text in get_args(slot.type):
        return text
    raise _Unclear
