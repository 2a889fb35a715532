"""Order: the order of the entries of two versions after the merge."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence


def merge_order(base: Iterable[str], ours: Sequence[str], theirs: Sequence[str], kept: Container[str]) -> list[str]:
    """The names that are kept, in our order, or in theirs if only they changed it.

    A name that only one version has stays behind the name that it follows there; ours come first.
    """
    both = set(ours) & set(theirs)
    common = [name for name in base if name in both]
    known = set(common)
    mine = [name for name in ours if name in kept]
    yours = [name for name in theirs if name in kept]
    if common == [name for name in ours if name in known] != [name for name in theirs if name in known]:
        mine, yours = yours, mine
    return _weave(mine, yours)


def _weave(mine: Sequence[str], yours: Sequence[str]) -> list[str]:
    """All names in the order of `mine`; those only in `yours` come behind the name that they follow, after mine."""
    here, there = set(mine), set(yours)
    followers: dict[str | None, list[str]] = {None: []}
    anchor = None
    for name in yours:
        if name in here:
            anchor = name
        else:
            followers.setdefault(anchor, []).append(name)
    woven: list[str] = []
    waiting = followers[None]
    for name in mine:
        if name in there:
            woven += waiting
            waiting = followers.get(name, [])
        woven.append(name)
    return woven + waiting
