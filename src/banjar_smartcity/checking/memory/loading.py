"""Loading: a part from its bytes. They can make records of this tool and plain values, and call nothing else.

What is not sealed by the user is never loaded: bytes made on purpose could still put names on the classes of records.
"""

from __future__ import annotations

import io
import pickle
from functools import cache
from typing import Any

from ..gathering.part import FilePart

_OWN = ("banjar_smartcity.model.", "banjar_smartcity.diagnostics", "banjar_smartcity.i18n", FilePart.__module__)
_OTHERS = frozenset(
    (
        ("banjar_smartcity.source.document", "Document"),
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "timedelta"),
        ("datetime", "timezone"),
        ("fractions", "Fraction"),
    )
)


def dump(part: FilePart) -> bytes:
    """A part as bytes."""
    return pickle.dumps(part, pickle.HIGHEST_PROTOCOL)


def written_part(content: bytes) -> FilePart:
    """The part that was written as these bytes. Raises an error of any sort if they are none."""
    part = _Records(io.BytesIO(content)).load()
    if not isinstance(part, FilePart):
        raise pickle.UnpicklingError(type(part).__name__)
    return part


def load(content: bytes) -> FilePart | None:
    """The part that these bytes are; None if they are none."""
    try:
        return written_part(content)
    except Exception:
        return None


class _Records(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        return _record_class(module, name)


@cache
def _record_class(module: str, name: str) -> Any:
    """A class of values without behaviour, which may be made of any bytes. Raises `pickle.UnpicklingError`."""
    from importlib import import_module

    is_own = module.startswith(_OWN)
    if not is_own and (module, name) not in _OTHERS:
        raise pickle.UnpicklingError(f"{module}.{name}")
    found = getattr(import_module(module), name)
    if is_own and not (isinstance(found, type) and issubclass(found, tuple) and found.__module__ == module):
        raise pickle.UnpicklingError(f"{module}.{name}")
    return found
