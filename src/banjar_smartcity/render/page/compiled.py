"""Compiled: shipped templates as Python's code, remembered, since compiling takes longer than running them.

A template is found by its text, and the code holds for one tool, Python, format and language. Templates of a workspace
are compiled each time. What a shipped template may name is judged when it is compiled, so that it runs without a
sandbox; a key that comes from data finds entries and fields, never an attribute.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from jinja2 import Environment, nodes
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.exceptions import SecurityError

from ...checking.memory.box import Box, digest_of
from ...workspace.memory.place import find_place

MOST_BYTES = 8 << 20
"""The most that the code of all templates may take."""
_INTERNAL = ("gi_", "cr_", "ag_", "f_", "tb_", "co_")
"""How attributes of generators, frames, tracebacks and code begin."""
_METHODS = ("format", "format_map", "mro")


class CompiledTemplates(BytecodeCache):
    """What Jinja asks for compiled templates. Nothing is written before `save`."""

    def __init__(self, box: Box, about: str) -> None:
        self._box, self._about = box, about

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if its template was compiled before."""
        written = self._box.find(self._key(bucket))
        if written:
            try:
                bucket.code = marshal.loads(written)  # noqa: S302 - sealed with a key of the user
            except (EOFError, ValueError, TypeError):
                bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in the bucket."""
        self._box.put(self._key(bucket), marshal.dumps(bucket.code))

    def save(self) -> None:
        """Write what is new. If the disk cannot be written to, nothing is kept."""
        self._box.save()

    def _key(self, bucket: Bucket) -> bytes:
        return digest_of("\0".join((self._about, bucket.key, bucket.checksum)).encode())


class Plain(Environment):
    """A Jinja environment for shipped templates. Only a template names attributes, never data."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        del self.filters["attr"]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        named = [(found.lineno, found.attr) for found in tree.find_all(nodes.Getattr) if is_internal(found.attr)]
        named += [(found.lineno, found.name) for found in tree.find_all(nodes.Filter) if found.name == "attr"]
        for line, what in named:
            raise SecurityError(f"{name}:{line}: a template may not name {what}")
        return tree

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An entry of a list or mapping, or a field of a record; unlike Jinja's own, no other attribute."""
        try:
            return obj[argument]
        except (LookupError, TypeError):
            if isinstance(argument, str) and _is_field(type(obj), argument):
                return getattr(obj, argument)
            return self.undefined(obj=obj, name=argument)


def is_internal(attr: str) -> bool:
    """Whether an attribute leads behind a value: to its type, its code, or other values through Python's formatting."""
    return attr.startswith(("_", *_INTERNAL)) or attr in _METHODS


def _is_field(kind: type, name: str) -> bool:
    return not is_internal(name) and (
        name in getattr(kind, "_fields", ()) or isinstance(getattr(kind, name, None), property | cached_property)
    )


def open_compiled(about: Iterable[str]) -> CompiledTemplates | None:
    """The templates that were compiled with these settings; None if nothing is to be remembered."""
    place = find_place()
    return CompiledTemplates(Box(place, "templates", MOST_BYTES), "\0".join(("plain", *about))) if place else None
