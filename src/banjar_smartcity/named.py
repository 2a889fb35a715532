"""Named: `NamedTuple` as `typing` has it, made in a tenth of the time.

`typing` compiles the annotation of each field to check it, which mypy does too, and `collections` compiles a function
for each class and checks the names, which Python does too. A command makes two hundred of these classes before it
begins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import namedtuple
    from functools import cache
    from sys import intern
    from types import FunctionType

    @cache
    def _pattern(count):
        """A class of `collections` with as many fields, of which others have all that does not depend on their names.

        Its fields are called by their places.
        """
        return namedtuple("_Pattern", map("_{}".format, range(count)), rename=True)

    def _make(cls, iterable):
        made = tuple.__new__(cls, iterable)
        if len(made) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
        return made

    def _replace(self, /, **changes):
        made = self._make(map(changes.pop, self._fields, self))
        if changes:
            raise ValueError(f"Got unexpected field names: {list(changes)!r}")
        return made

    def _repr(self):
        return f"{type(self).__name__}({', '.join(map('{}={!r}'.format, self._fields, self))})"

    def _asdict(self):
        return dict(zip(self._fields, self, strict=True))

    class _Made(type):
        """Makes a class of named tuples from the annotations of its body."""

        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            annotations = body.pop("__annotations__", {})
            fields = tuple(map(intern, annotations))
            defaults = {field: body.pop(field) for field in fields if field in body}
            if fields[len(fields) - len(defaults) :] != (*defaults,) or any(field[0] == "_" for field in fields):
                raise TypeError(name)
            pattern = _pattern(len(fields))
            model = pattern.__new__
            code = model.__code__.replace(co_varnames=("_cls", *fields))
            new = FunctionType(code, model.__globals__, "__new__", (*defaults.values(),))
            new.__annotations__, new.__qualname__ = annotations, f"{name}.__new__"
            space = {
                "__doc__": f"{name}({', '.join(fields)})",
                "__slots__": (),
                "_fields": fields,
                "_field_defaults": defaults,
                "__new__": new,
                "_make": classmethod(_make),
                "_replace": _replace,
                "__repr__": _repr,
                "_asdict": _asdict,
                "__getnewargs__": pattern.__getnewargs__,
                "__match_args__": fields,
                "__annotations__": annotations,
                **{field: getattr(pattern, f"_{i}") for i, field in enumerate(fields)},
            }
            return type(name, (tuple,), {**space, **body})

    class NamedTuple(metaclass=_Made):
        """A tuple whose fields have names."""
