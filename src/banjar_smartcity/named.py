"""Named: `NamedTuple` as `typing` has it, made in a third of the time.

`typing` compiles the annotation of each field to check it, which mypy does too. A command makes two hundred of these
classes before it begins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import namedtuple

    class _Made(type):
        """Makes a class of named tuples from the annotations of its body."""

        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body.pop("__annotations__", {})
            defaults = {field: body.pop(field) for field in fields if field in body}
            if [*fields][len(fields) - len(defaults) :] != [*defaults]:
                raise TypeError(name)
            made = namedtuple(name, fields, defaults=defaults.values(), module=body.pop("__module__"))
            made.__annotations__ = made.__new__.__annotations__ = fields
            for key, value in body.items():
                setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Made):
        """A tuple whose fields have names."""
