"""Runs: digits in a text with what people put between them, and the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_RUN = re.compile(r"[0-9](?:[ .\-()/_\n+]{0,4}[0-9])*")
_GROUP = re.compile(r"[0-9]+")
_BEFORE, _AFTER = 60, 24
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 7
"""A labelled phone number has at least so many digits, and nothing that is looked for has fewer."""


class Run(NamedTuple):
    """Digits that may belong together. `groups` are start and end of each unbroken group."""

    text: str
    groups: tuple[tuple[int, int], ...]

    def digits(self, i: int, j: int) -> str:
        """The digits of the groups from `i` to before `j`."""
        return "".join(self.text[start:end] for start, end in self.groups[i:j])

    def lengths(self, i: int, j: int) -> tuple[int, ...]:
        """How many digits each of these groups has."""
        return tuple(end - start for start, end in self.groups[i:j])

    def gap(self, i: int) -> str:
        """What is between group `i - 1` and group `i`."""
        return self.text[self.groups[i - 1][1] : self.groups[i][0]] if 0 < i < len(self.groups) else ""

    def gaps(self, i: int, j: int) -> tuple[str, ...]:
        """What is between the groups from `i` to before `j`."""
        return tuple(self.gap(k) for k in range(i + 1, j))

    def goes_on(self, i: int) -> bool:
        """Whether group `i` goes on with a row of single digits or pairs, and begins no number itself."""
        if i < 2 or self.groups[i][1] - self.groups[i][0] > 2 or self.gap(i) != self.gap(i - 1):
            return False
        return self.groups[i - 1][1] - self.groups[i - 1][0] == self.groups[i][1] - self.groups[i][0]

    def before(self, i: int) -> str:
        """The text that leads up to group `i`."""
        start = self.groups[i][0]
        return self.text[max(0, start - _BEFORE) : start]

    def after(self, j: int) -> str:
        """The text that follows the group before `j`."""
        end = self.groups[j - 1][1]
        return self.text[end : end + _AFTER]

    def words(self, i: int) -> list[str]:
        """The words that lead up to group `i`, in small letters, the nearest one last."""
        return _WORD.findall(self.before(i).lower())

    def prefix(self, i: int) -> str:
        """Letters that group `i` is written together with, as in `hp0812`."""
        start = first = self.groups[i][0]
        while first > 0 and start - first < 12 and self.text[first - 1].isalpha():
            first -= 1
        if first > 0 and self.text[first - 1].isdecimal():
            return "0"  # digits and letters by turns: a hash
        return self.text[first:start]

    def suffix(self, j: int) -> str:
        """Letters that follow the group before `j` without a break."""
        end = last = self.groups[j - 1][1]
        while last < len(self.text) and last - end < 12 and self.text[last].isalpha():
            last += 1
        if last < len(self.text) and last > end and self.text[last].isdecimal():
            return "0"
        return self.text[end:last]


def runs(text: str) -> Iterator[Run]:
    """The runs of a text that are long enough."""
    for found in _RUN.finditer(text):
        if found.end() - found.start() >= _FEWEST:
            base = found.start()
            groups = tuple((base + g.start(), base + g.end()) for g in _GROUP.finditer(found[0]))
            if sum(end - start for start, end in groups) >= _FEWEST:
                yield Run(text, groups)


def joined(lengths: tuple[int, ...], gaps: tuple[str, ...]) -> tuple[int, ...]:
    """The lengths of the groups if a line end between them does not count."""
    result = list(lengths[:1])
    for length, gap in zip(lengths[1:], gaps, strict=True):
        if gap.strip(" ") == "\n":
            result[-1] += length
        else:
            result.append(length)
    return tuple(result)
