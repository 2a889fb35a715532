"""Runs: digits in a text with what people put between them, the words around them, and which are sums of money.

Sums are the most frequent long numbers, and nothing that is looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...named import NamedTuple
from ...spelling.patterns import late
from .vocabulary import NIP_WORDS, REGISTERS

_RUN = late(r"[0-9](?:[ .\-()/_\n+]{0,4}[0-9])*")
_GROUP = late(r"[0-9]+")
_BEFORE, _AFTER = 60, 24
_WORD = late(r"[^\W\d_]+")
_FEWEST = 7
"""A labelled phone number has at least so many digits, and nothing that is looked for has fewer."""

SUM = r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,3}"
"""A sum of at most twelve digits; of longer numbers of persons, most need no word that leads up to them."""
_SIGNS = ("Rp", "rp", "RP")
_TELLING = frozenset((*NIP_WORDS, *REGISTERS))
"""Words after which a number of this length is that of a person, whatever else it looks like."""
_TELLING_WITHIN = 3
_MERE = late(rf"{SUM}(?=[ \t\r\n.\-()/_+#\\]*+(?:[!-\"$-'*,:-HJ-NP-\[\]^`a-km-np-z{{-~]|\Z))")
"""A sum that ends in all spellings: what follows is neither a digit, nor what may be between two, nor like one."""
_SIGN = late("[Rr][Pp](?=[1-9])")
_DISGUISED = late(r"[0-9][ .\-]?[OoIl]|[OoIl][0-9]")
_PLAIN_WORD = late("[a-z]+")
_THOUSANDS = len("000")


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


def has_sign(text: str, start: int) -> bool:
    """Whether the sign of rupiah is right before a place, and nothing is written together with it."""
    return text[max(0, start - 2) : start] in _SIGNS and not text[max(0, start - 3) : start - 2].isalnum()


def are_words_of_sum(words: Sequence[str]) -> bool:
    """Whether the words that lead up to a sum, with its sign, are certain not to announce a number of a person."""
    return len(words) > _TELLING_WITHIN and _TELLING.isdisjoint(words[-_TELLING_WITHIN:])


def without_sums(stretch: str) -> str:
    """Lines without the sums of money in which, as `is_sum_of_money` says of them once folded, nothing is found.

    Only what folding leaves as it is counts: what leads up to a sum is on the same line, in plain letters.
    """
    parts, last = [], 0
    for sign in _SIGN.finditer(stretch):
        if (end := end_of_sum(stretch, sign.end())) > 0:
            parts.append(stretch[last : sign.end()])
            last = end
    return "".join([*parts, stretch[last:]]) if parts else stretch


def end_of_sum(text: str, start: int) -> int:
    """Where a sum ends that begins at a place; 0 if it may be something else."""
    found = _MERE.match(text, start) if has_sign(text, start) else None
    if found is None:
        return 0
    last = found.end() - _THOUSANDS
    begins = max(text.rfind("\n", 0, start) + 1, last - _BEFORE)
    before = text[begins:last]
    if not before.isascii() or _DISGUISED.search(text, begins, found.end()) is not None:
        return 0
    return found.end() if are_words_of_sum(_PLAIN_WORD.findall(before.lower())) else 0
