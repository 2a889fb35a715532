"""Named tuples that are made fast are as those of Python."""

from __future__ import annotations

import copy
import pickle
import typing
from typing import Any

import pytest

from banjar_smartcity import named


class Quick(named.NamedTuple):
    """A value."""

    one: str
    two: int | None = None
    three: tuple[str, ...] = ()

    @property
    def both(self) -> str:
        return f"{self.one}{self.two}"


class Usual(typing.NamedTuple):
    """A value."""

    one: str
    two: int | None = None
    three: tuple[str, ...] = ()

    @property
    def both(self) -> str:
        return f"{self.one}{self.two}"


CALLS: tuple[tuple[tuple[Any, ...], dict[str, Any]], ...] = (
    (("a",), {}),
    (("a", 1), {}),
    (("a", 1, ("x",)), {}),
    ((), {"one": "a"}),
    (("a",), {"three": ("x",)}),
    ((), {"three": (), "two": 2, "one": "a"}),
)


@pytest.mark.parametrize(("values", "by_name"), CALLS)
def test_a_value_is_the_same(values: tuple[Any, ...], by_name: dict[str, Any]) -> None:
    quick: Any = Quick(*values, **by_name)
    usual: Any = Usual(*values, **by_name)
    assert (quick, hash(quick), quick.both) == (usual, hash(usual), usual.both)
    assert repr(quick) == repr(usual).replace("Usual", "Quick")
    assert quick._asdict() == usual._asdict()
    assert quick._replace(two=7) == usual._replace(two=7)
    assert type(quick._replace(two=7)) is type(Quick._make(("a", 1, ()))) is Quick
    assert copy.deepcopy(quick) == quick
    assert pickle.loads(pickle.dumps(quick)) == quick
    assert (quick.one, quick.two, quick.three) == tuple(usual)


def test_a_class_is_the_same() -> None:
    for name in ("_fields", "_field_defaults", "__match_args__", "__slots__", "__doc__"):
        assert getattr(Quick, name) == getattr(Usual, name)
    assert typing.get_type_hints(Quick) == typing.get_type_hints(Usual)
    assert type(Quick) is type
    assert Quick.__bases__ == (tuple,)


@pytest.mark.parametrize(
    ("values", "by_name"), [((), {}), (("a", 1, (), 4), {}), (("a",), {"four": 4}), (("a",), {"one": 1})]
)
def test_wrong_arguments_are_refused(values: tuple[Any, ...], by_name: dict[str, Any]) -> None:
    classes: tuple[Any, ...] = (Quick, Usual)
    for made in classes:
        with pytest.raises(TypeError, match=r"__new__"):
            made(*values, **by_name)


def test_wrong_fields_are_refused() -> None:
    for made in (Quick, Usual):
        value: Any = made("a")
        with pytest.raises((TypeError, ValueError), match=r"four"):
            value._replace(four=4)
        with pytest.raises(TypeError, match=r"Expected 3 arguments, got 2"):
            made._make(("a", 1))
        with pytest.raises(AttributeError):
            value.one = "b"
    fields = {f"f{number}": "int" for number in range(100)}
    with pytest.raises(TypeError, match=r"more than"):
        type(named.NamedTuple)("Wide", (named.NamedTuple,), {"__annotations__": fields})  # type: ignore[misc]
