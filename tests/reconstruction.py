"""Reconstruction: whether anything that a few people answered follows from published records, by an integer programme.

The attacker knows everything but the marks: who answered, who left what blank, who is in which version, and who was
asked about which programme. People of whom the same is known are a class. One unknown of the programme is how many
people of a class gave certain marks. Something is known if nothing else agrees with all that is published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import Any, NamedTuple

from banjar_smartcity.i18n import round_half_up
from banjar_smartcity.privacy.groups import FEWEST

SECONDS = 30.0
"""Of one question. One that takes longer is undecided: it says neither that something is known nor that it is not."""
AT_ONCE = 0.1
Marks = tuple[int | None, ...]
Person = tuple[str, Marks]
"""Who it is, and the marks. A person whose answers changed between two versions counts as two."""


class Known(NamedTuple):
    """What is known of a class: what its people left blank, and by version their programme; None if not in it."""

    blanks: tuple[bool, ...]
    versions: tuple[str | None, ...]


class Kind(NamedTuple):
    """Some people of one class, of whom these are the marks."""

    known: Known
    marks: Marks


class Version(NamedTuple):
    """A published record of one sub-dimension, and who answered; `programmes` has their programmes by name."""

    record: Mapping[str, Any]
    people: Sequence[Person]
    programmes: Mapping[str, str] = {}


class Attack:
    """The integer programme of what is published in some versions."""

    def __init__(self, versions: Sequence[Version], items: Sequence[str], scale: range) -> None:
        """`items` are the statements in the order of the marks."""
        self.versions, self.items, self.scale = versions, items, scale
        self.undecided = 0
        self._found: list[Any] = []
        self._costs = self._ways()
        where: dict[Person, dict[int, str]] = {}
        for i, version in enumerate(versions):
            for person in version.people:
                where.setdefault(person, {})[i] = version.programmes.get(person[0], "")
        self.members: dict[Known, list[Marks]] = {}
        for (_, marks), own in sorted(where.items(), key=str):
            known = Known(tuple(mark is None for mark in marks), tuple(own.get(i) for i in range(len(versions))))
            self.members.setdefault(known, []).append(marks)
        self.kinds = [
            Kind(known, marks)
            for known in self.members
            for marks in product(*[(None,) if blank else scale for blank in known.blanks])
        ]

    @cached_property
    def rules(self) -> Any:
        """All that is known, as rules about the unknowns."""
        import numpy as np
        from scipy.optimize import LinearConstraint
        from scipy.sparse import csr_matrix

        lines, low, high = zip(*self._rules(), strict=True)
        return LinearConstraint(csr_matrix(np.array(lines)), np.array(low, float), np.array(high, float))

    def others(self) -> Iterator[Any]:
        """Some other people who agree with all that is known, as unlike the true ones as can be found quickly.

        They are looked for when they are asked for: the first ones often tell enough.
        """
        yield from self._found
        for cost in self._costs:
            if (one := self._unlike(cost)) is not None:
                self._found.append(one)
                yield one

    def _ways(self) -> Iterator[Any]:
        """What the other people shall have little of."""
        import numpy as np

        true, rng = self._true(), np.random.default_rng(1)
        yield np.minimum(true, 1.0)
        for _ in range(3):
            yield rng.normal(size=len(true))

    def _true(self) -> Any:
        import numpy as np

        return np.array([float(self.members[kind.known].count(kind.marks)) for kind in self.kinds])

    def _unlike(self, cost: Any) -> Any:
        import numpy as np
        from scipy.optimize import milp

        one = milp(
            cost,
            constraints=[self.rules],
            integrality=np.ones(len(self.kinds)),
            options={"time_limit": 1.0, "mip_rel_gap": 1.0},
        )
        return np.round(one.x) if one.x is not None and self._agrees(np.round(one.x)) else None

    def _agrees(self, people: Any) -> bool:
        """Whether this many people of each kind agree with all that is known."""
        sums = self.rules.A @ people
        return bool((sums >= self.rules.lb - 1e-3).all() and (sums <= self.rules.ub + 1e-3).all())

    def is_known(self, values: Sequence[float], truth: float) -> bool:
        """Whether a sum over the kinds of people cannot be anything but what it is.

        What follows is mostly proved at once, while to find other people takes long where there are none.
        """
        if self._differs(self._found, values, truth):
            return False
        if (soon := self._is_fixed(values, truth, AT_ONCE)) is not None:
            return soon
        if self._differs(self.others(), values, truth):
            return False
        fixed = self._is_fixed(values, truth, SECONDS)
        self.undecided += fixed is None
        return bool(fixed)

    def _differs(self, others: Iterable[Any], values: Sequence[float], truth: float) -> bool:
        import numpy as np

        return any(abs(np.dot(values, other) - truth) > 0.5 for other in others)

    def _is_fixed(self, values: Sequence[float], truth: float, seconds: float) -> bool | None:
        """Whether nothing above and nothing below the truth agrees with what is known; None: not found out in time."""
        import numpy as np
        from scipy.optimize import LinearConstraint, milp
        from scipy.sparse import csr_matrix

        line, none = csr_matrix(np.array([values])), np.zeros(len(self.kinds))
        for low, high in ((truth + 0.5, np.inf), (-np.inf, truth - 0.5)):
            side = LinearConstraint(line, [low], [high])
            found = milp(none, constraints=[self.rules, side], integrality=none + 1, options={"time_limit": seconds})
            if found.x is not None and self._agrees(np.round(found.x)):
                self._found.append(np.round(found.x))
            if found.status != 2:
                return None if found.status == 1 else False
        return True

    def revealed(self) -> Iterator[str]:
        """The marks of single people, and the sums of one to four of whom the same is known, that follow."""
        assert self._agrees(self._true()), "what is published is about these people"
        for known, group in self.members.items():
            free = [j for j in range(len(self.items)) if not known.blanks[j] and not self._are_alike(known, j, group)]
            for j in free:
                marks = [mark for one in group if (mark := one[j]) is not None]
                told = len(group) < FEWEST and self._tells(known, (j,), sum(marks))
                if told or (len(set(marks)) == 1 and self._tells_alike(known, j, group)):
                    yield f"{len(group)} people of versions {known.versions} gave {sum(marks)} to statement {j}"
            given = sum(one[j] or 0 for one in group for j in free)
            if len(group) < FEWEST and len(free) > 1 and self._tells(known, free, given):
                yield f"{len(group)} people of versions {known.versions} gave {given} to statements {free}"

    def _tells(self, known: Known, places: Sequence[int], truth: int) -> bool:
        return self.is_known(
            [sum(k.marks[j] or 0 for j in places) if k.known == known else 0 for k in self.kinds], truth
        )

    def _tells_alike(self, known: Known, j: int, group: Sequence[Marks]) -> bool:
        """Whether it follows that all of a group gave the one mark that they gave."""
        alike = [float(kind.known == known and kind.marks[j] == group[0][j]) for kind in self.kinds]
        return self.is_known(alike, len(group))

    def _are_alike(self, known: Known, j: int, group: Sequence[Marks]) -> bool:
        """The one exception: a statement to which everybody who counts gave one mark."""
        if len(given := {marks[j] for marks in group}) > 1:
            return False
        (mark,), ends = given, (self.scale[0], self.scale[-1])
        return any(
            one["mean"] == mark and (mark in ends or one["deviation"] == 0)
            for i in range(len(self.versions))
            for one in self.versions[i].record["statements"]
            if one["item"] == self.items[j] and self._counts(i)(Kind(known, group[0]))
        )

    def _counts(self, i: int) -> Callable[[Kind], bool]:
        """Who counts in a version: those who answered a statement, or only those who answered all of them."""
        record = self.versions[i].record
        shown = self._shown(record)
        people = [marks for _, marks in self.versions[i].people]
        entire = sum(all(marks[j] is not None for j in shown) for marks in people)
        asked = [one["respondents"] for one in (*record["sub_dimensions"], *record["statements"])]
        strict = all(n in (entire, None) for n in asked) and any(n is not None for n in asked)

        def counts(kind: Kind) -> bool:
            given = [kind.marks[j] is not None for j in shown]
            return kind.known.versions[i] is not None and (all(given) if strict else any(given))

        return counts

    def _shown(self, record: Mapping[str, Any]) -> list[int]:
        found = {one["item"] for one in record["statements"] if one["mean"] is not None}
        return [j for j, item in enumerate(self.items) if item in found]

    def _rules(self) -> Iterator[tuple[list[float], float, float]]:
        for known, group in self.members.items():
            yield [float(k.known == known) for k in self.kinds], len(group), len(group)
        for i, version in enumerate(self.versions):
            counts, shown = self._counts(i), self._shown(version.record)
            for one in version.record["statements"]:
                j = self.items.index(one["item"])
                yield from self._figures(one, [_mean(k.marks, [j]) if counts(k) else None for k in self.kinds])
            means = [_mean(k.marks, shown) if counts(k) else None for k in self.kinds]
            for one in version.record["sub_dimensions"]:
                yield from self._figures(one, means)
            listed = version.record["programmes"]
            for one in listed:
                # A single programme is about everybody, whatever a few wrote.
                own = [len(listed) == 1 or k.known.versions[i] == one["name"] for k in self.kinds]
                yield from self._figures(one, [m if is_own else None for m, is_own in zip(means, own, strict=True)])

    def _figures(
        self, figures: Mapping[str, Any], values: Sequence[Fraction | None]
    ) -> Iterator[tuple[list[float], float, float]]:
        """Each figure as a sum over the kinds of people, with its bounds."""
        if figures["mean"] is None:
            return
        n, total = figures["respondents"], round(Fraction(str(figures["mean"])) * figures["respondents"] * 6)
        sixths = [0.0 if value is None else float(value * 6) for value in values]
        yield [float(value is not None) for value in values], n, n
        yield sixths, total, total
        cells = figures["distribution"]
        if figures["deviation"] is not None:
            half = 0.005 if cells is not None and None not in cells else 0.05
            bounds = [max(figures["deviation"] + way * half, 0) for way in (-1.0001, 1.0001)]
            least, most = ((n - 1) * bound**2 * 36 + total**2 / n for bound in bounds)
            yield [six * six for six in sixths], least - 1e-4, most + 1e-4
        for mark, cell in zip(self.scale, cells or (), strict=False):
            if cell is not None:
                yield [float(v is not None and int(round_half_up(v, 0)) == mark) for v in values], cell, cell


def _mean(marks: Marks, places: Sequence[int]) -> Fraction | None:
    given = [mark for j in places if (mark := marks[j]) is not None]
    return Fraction(sum(given), len(given)) if given else None
