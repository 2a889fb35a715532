"""Compiled: shipped templates as Python's code, remembered, since compiling takes longer than running them.

A template is found by its text, and the code holds for one tool, Python, format and language. Templates of a workspace
are compiled each time.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from typing import Any

from jinja2.bccache import Bucket, BytecodeCache
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ...checking.memory.box import Box, digest_of
from ...workspace.memory.place import find_place

MOST_BYTES = 8 << 20
"""The most that the code of all templates may take."""


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


class QuickSandbox(ImmutableSandboxedEnvironment):
    """The sandbox of Jinja for shipped templates. What it says of an attribute is the same for all values of a type."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._safe: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether templates may read an attribute; each is judged once for a type."""
        key = type(obj), attr
        if key not in self._safe:
            self._safe[key] = super().is_safe_attribute(obj, attr, value)
        return self._safe[key]


def open_compiled(about: Iterable[str]) -> CompiledTemplates | None:
    """The templates that were compiled with these settings; None if nothing is to be remembered."""
    place = find_place()
    return CompiledTemplates(Box(place, "templates", MOST_BYTES), "\0".join(about)) if place else None
