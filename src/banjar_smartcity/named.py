"""Named: `NamedTuple` as `typing` has it, made in a tenth of the time.

`typing` compiles the annotation of each field to check it, which mypy does too, and `collections` compiles a function
for each class. A command makes two hundred of these classes before it begins. Here the function is compiled once for
each number of fields, and a class gets a copy with its own names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import namedtuple
    from functools import cache
    from types import FunctionType

    _NEW = {"new": tuple.__new__}
    _AT_ONCE = 32

    def _names(size):
        return [f"field_{place}" for place in range(size)]

    @cache
    def _maker(size):
        """The code of a function that makes a tuple of this many fields."""
        fields = "".join(f"{name}, " for name in _names(size))
        return eval(f"lambda _cls, {fields}: new(_cls, ({fields}))", _NEW).__code__  # noqa: S307 - made of numbers

    @cache
    def _getters(size):
        """What reads each place of a tuple: the descriptors of `collections`, which do not know the names of fields."""
        pattern = namedtuple("Pattern", _names(size))
        return [pattern.__dict__[name] for name in pattern._fields]

    def _make(cls, values):
        made = tuple.__new__(cls, values)
        if len(made) != len(cls._fields):
            raise TypeError(f"{len(cls._fields)} values, not {len(made)}")
        return made

    def _replace(self, /, **values):
        made = self._make(map(values.pop, self._fields, self))
        if values:
            raise TypeError([*values])
        return made

    def _asdict(self):
        return dict(zip(self._fields, self, strict=True))

    def _getnewargs(self):
        return tuple(self)

    def _repr(self):
        shown = (f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
        return f"{type(self).__name__}({', '.join(shown)})"

    _SHARED = {
        "__slots__": (),
        "_make": classmethod(_make),
        "_replace": _replace,
        "_asdict": _asdict,
        "__getnewargs__": _getnewargs,
        "__repr__": _repr,
    }

    class _Made(type):
        """Makes a class of named tuples from the annotations of its body."""

        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            types = body.get("__annotations__", {})
            fields = (*types,)
            defaults = {field: body[field] for field in fields if field in body}
            if fields[len(fields) - len(defaults) :] != (*defaults,):
                raise TypeError(name)
            maker = _maker(len(fields)).replace(co_varnames=("_cls", *fields))
            make = FunctionType(maker, _NEW, "__new__", (*defaults.values(),))
            make.__annotations__ = types
            made = {
                "__doc__": f"{name}({', '.join(fields)})",
                "__new__": make,
                "__match_args__": fields,
                "_fields": fields,
                "_field_defaults": defaults,
            }
            getters = _getters(-(-len(fields) // _AT_ONCE) * _AT_ONCE)
            return type(name, (tuple,), {**_SHARED, **made, **body, **dict(zip(fields, getters, strict=False))})

    class NamedTuple(metaclass=_Made):
        """A tuple whose fields have names."""
