"""Our `NamedTuple` makes what that of `typing` makes."""

from __future__ import annotations

import pickle
import typing
from typing import Any

import pytest

from banjar_smartcity import named


class Ours(named.NamedTuple):
    """A place."""

    name: str
    rooms: tuple[int, ...] = ()
    owner: Ours | None = None

    @property
    def size(self) -> int:
        """How many rooms there are."""
        return len(self.rooms)

    @classmethod
    def empty(cls) -> Ours:
        """A place without rooms."""
        return cls("")


class Theirs(typing.NamedTuple):
    """A place."""

    name: str
    rooms: tuple[int, ...] = ()
    owner: Theirs | None = None

    @property
    def size(self) -> int:
        """How many rooms there are."""
        return len(self.rooms)


@pytest.mark.parametrize("key", ["_fields", "_field_defaults", "__doc__", "__module__", "__mro__", "__slots__"])
def test_a_class_has_what_it_has_there(key: str) -> None:
    ours, theirs = getattr(Ours, key), getattr(Theirs, key)
    assert (ours[1:], theirs[0].__name__) == (theirs[1:], "Theirs") if key == "__mro__" else ours == theirs


def test_values_behave_as_there() -> None:
    ours: Any = Ours("a", rooms=(1, 2))
    theirs: Any = Theirs("a", rooms=(1, 2))
    assert ours == theirs == ("a", (1, 2), None)
    assert (ours.size, ours._replace(name="b"), ours._asdict()) == (2, ("b", (1, 2), None), theirs._asdict())
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert type(pickle.loads(pickle.dumps(ours))) is Ours
    assert tuple(Ours.empty()) == ("", (), None)
    assert typing.get_type_hints(Ours)["rooms"] == tuple[int, ...]


def test_a_field_without_default_cannot_come_after_one_with() -> None:
    body = {"__module__": "x", "__annotations__": {"a": "int", "b": "int"}, "a": 1}
    base: Any = named.NamedTuple
    with pytest.raises(TypeError):
        type(base)("Wrong", (base,), body)


def test_classes_of_any_size_keep_their_fields_apart() -> None:
    for size in (0, 1, 31, 32, 33, 70):
        names = [f"field{n}" for n in range(size)]
        base: Any = named.NamedTuple
        body = {"__module__": "x", "__annotations__": dict.fromkeys(names, "int")}
        made: Any = type(base)("Many", (base,), body)
        value = made(*range(size))
        assert [getattr(value, name) for name in names] == list(value) == list(range(size))
        assert value == made(**dict(zip(names, range(size), strict=True)))


def test_wrong_values_are_refused_as_there() -> None:
    both: tuple[Any, Any] = (Ours, Theirs)
    for made in both:
        with pytest.raises(TypeError):
            made()
        with pytest.raises(TypeError):
            made("a", (), None, 4)
        with pytest.raises(TypeError):
            made._make(["a"])
        with pytest.raises((TypeError, ValueError)):
            made("a")._replace(street="b")
