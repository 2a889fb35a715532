"""Named tuples whose classes are made fast; `typing.NamedTuple` takes a tenth of a millisecond for each.

A command loads 200 of them. They are as those of `typing`, but nothing is compiled for a class before its first value
is made. Modules with such classes need `from __future__ import annotations`. `tests/test_named.py` compares both.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - what a type checker sees, and others import
else:
    _MOST_FIELDS = 80
    _ANY = namedtuple("_ANY", [f"at_{place}" for place in range(_MOST_FIELDS)])
    _GETTERS = tuple(vars(_ANY)[name] for name in _ANY._fields)
    """How a value is found by its place; the same in every class."""

    def _make(cls: type, values: Any) -> Any:
        made = tuple.__new__(cls, values)
        if len(made) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
        return made

    def _replace(self: Any, /, **changed: Any) -> Any:
        made = self._make(map(changed.pop, self._fields, self))
        if changed:
            raise TypeError(f"Got unexpected field names: {list(changed)!r}")
        return made

    def _asdict(self: Any) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def _repr(self: Any) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
        return f"{type(self).__name__}({shown})"

    def _values(self: Any) -> tuple[Any, ...]:
        """What `copy` and `pickle` make the value from."""
        return tuple(self)

    def _compiled(owner: type) -> Any:
        """The function that makes the values of a class from arguments."""
        listed = ", ".join(owner._fields)
        made = eval(f"lambda _cls, {listed}: _new(_cls, ({listed},))", {"_new": tuple.__new__})  # noqa: S307 - names
        made.__defaults__ = tuple(owner._field_defaults.values())
        made.__name__, made.__qualname__ = "__new__", f"{owner.__qualname__}.__new__"
        return staticmethod(made)

    class _Making(type):
        """Makes a class from the fields in a body. The class itself is an ordinary one."""

        def __new__(cls, name: str, _: tuple[type, ...], body: dict[str, Any]) -> type:
            fields = tuple(body["__annotations__"])
            if len(fields) > _MOST_FIELDS:
                raise TypeError(f"{name} has more than {_MOST_FIELDS} fields")

            def make(cls: type, /, *values: Any, **named: Any) -> Any:
                owner.__new__ = _compiled(owner)
                return owner.__new__(cls, *values, **named)

            own = {"_field_defaults": {field: body.pop(field) for field in fields if field in body}}
            common = {"__repr__": _repr, "_make": classmethod(_make), "_replace": _replace, "_asdict": _asdict}
            named = {"__slots__": (), "_fields": fields, "__match_args__": fields, **dict(zip(fields, _GETTERS))}  # noqa: B905
            made = {"__new__": make, "__getnewargs__": _values}
            owner = type(name, (tuple,), {**common, **body, **own, **named, **made})
            return owner

    NamedTuple = type.__new__(_Making, "NamedTuple", (), {})
