"""PersonKeys: for each row of a form a number that stands for the person whom a column identifies; 0 for none."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import compress
from operator import ne
from typing import overload

_NONE = bytes(8)


class PersonKeys(Sequence[int]):
    """The keys of a column. Nothing in it changes, so that what was counted once is remembered."""

    def __init__(self, keys: array[int], *, all_differ: bool = False) -> None:
        """`all_differ` says that it is known that no two rows have the same key, other than 0."""
        self.keys, self._all_differ = keys, all_differ

    @cached_property
    def blanks(self) -> int:
        """How many rows have no key."""
        return self.keys.count(0) if _NONE in self.keys.tobytes() else 0

    @cached_property
    def are_different(self) -> bool:
        """Whether no two rows have the same key, other than 0."""
        return not self.again

    @cached_property
    def again(self) -> frozenset[int]:
        """The keys that several rows have, other than 0."""
        size = len(self.keys)
        last = {} if self._all_differ else dict(zip(self.keys, range(size), strict=True))
        if self._all_differ or len(last) == size - max(0, self.blanks - 1):
            return frozenset()
        earlier = map(ne, map(last.__getitem__, self.keys), range(size))
        return frozenset(compress(self.keys, earlier)) - {0}

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> array[int]: ...
    def __getitem__(self, place: int | slice) -> int | array[int]:
        return self.keys[place]

    def __iter__(self) -> Iterator[int]:
        return iter(self.keys)
