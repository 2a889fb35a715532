"""TableScale: the marks that the answers of a table stand for, by all the words and numbers that it uses."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ...diagnostics import Kind, Phrase, Severity
from ...i18n import N_
from ...named import NamedTuple
from ..table.rows import Cell
from .answer import CS, KS, NAMES, SS, STS, TS, WRONG, N, S, Said, answer_of

AGAINST = Kind(
    id="survey-scale-reversed",
    severity=Severity.ERROR,
    message=N_("labels such as {labels} contradict the scale, on which {highest} is the most"),
    hint=N_("Give each label its mark under scale in a file for --columns, or correct the form."),
    why=N_("If the most is written as 1, the table says the opposite of what people answered."),
    example="p1\n1 - Sangat setuju",
)
WIDTH = Kind(
    id="survey-scale",
    severity=Severity.ERROR,
    message=N_("the labels {labels} are not those of the scale from {lowest} to {highest}: {how}"),
    hint=N_(
        "Give each label its mark under scale in a file for --columns, such as scale: {such}; null means that "
        "nothing was answered."
    ),
    why=N_(
        "On a scale with another number of answers the same word has another mark. Only the office can say how its "
        "answers become marks; nothing is converted silently."
    ),
    example="p1\nSangat tidak setuju\nNetral\nSangat setuju",
)
TWO_MARKS = Kind(
    id="survey-scale-narrow",
    severity=Severity.WARNING,
    message=N_("all answers are {labels}; they are counted as marks of the scale from {lowest} to {highest}"),
    hint=N_("Do they mean yes and no? Then give each its mark under scale in a file for --columns, or ask again."),
    why=N_("Where nobody gives a third mark, the numbers may be the codes of two answers and not marks."),
    example="p1,p2,p3\n1,2,1",
)
KINDS = (AGAINST, WIDTH, TWO_MARKS)
OTHER_WIDTH = Phrase(N_("it has another number of answers"))
OTHER_WORDS = Phrase(N_("they say something else than how much somebody agrees"))
UNHEARD = Phrase(N_("what they stand for is not known"))
UNCERTAIN = Phrase(N_('"tidak setuju" may be the lowest answer or the second lowest'))

_MOST_SHOWN = 5
_FAMILIES = ((TS, KS, S, SS), (STS, TS, S, SS), (STS, TS, N, S, SS))
"""Scales of agreement, from the lowest answer to the highest. The first is that of our own form."""


class TableScale(NamedTuple):
    """The mark of each answer that a table uses; the kind of fault if these are not the instrument's, and why."""

    marks: Mapping[Said, int]
    bounds: tuple[int, int]
    """The lowest mark and the highest."""
    fault: Kind | None = None
    how: Phrase | None = None
    labels: tuple[str, ...] = ()

    @property
    def such(self) -> str:
        """How the office may write what the labels stand for."""
        if self.how is UNHEARD:
            return "{" + ", ".join(f'"{label}": …' for label in self.labels[:_MOST_SHOWN]) + "}"
        return f"{{{self.labels[-1]}: {self.bounds[1]}}}"

    @property
    def refused(self) -> bool:
        """Whether the words cannot be read as marks, which is one fault of the table and not one a cell."""
        return self.fault is WIDTH


def unheard(labels: Collection[str], answers: Collection[Said], marks: range) -> TableScale:
    """The scale of a table with labels of which nobody here knows what they stand for."""
    words = (a.word or (NAMES[a.degree] if a.agreement and a.degree is not None else str(a.number)) for a in answers)
    shown = (*labels, *sorted({word for a, word in zip(answers, words, strict=True) if not a.own}))
    return TableScale(dict.fromkeys(answers, WRONG), (marks[0], marks[-1]), WIDTH, UNHEARD, shown)


def settle(answers: Collection[Said], marks: range, beyond: Collection[int] = ()) -> TableScale:
    """The scale of a table, from all the answers in it. `beyond` are numbers of a wider or narrower scale."""
    bounds = (marks[0], marks[-1])
    if beyond:
        own = {a: _within(a.number, marks) if a.own else WRONG for a in answers}
        return TableScale(own, bounds, WIDTH, OTHER_WIDTH, tuple(map(str, sorted(beyond))))
    if tops := {a.of for a in answers if a.of is not None} - {marks[-1]}:
        shown = tuple(f"{n}/{of}" for n, of in sorted({(a.number or 0, a.of or 0) for a in answers if a.of in tops}))
        return TableScale(dict.fromkeys(answers, WRONG), bounds, WIDTH, OTHER_WIDTH, shown)
    apart = [a for a in answers if a.of is not None]
    if apart and (len(apart) == 1 or len(apart) < len(answers)):
        # Alone or among other answers, 3/4 may be two of them.
        wrong = dict.fromkeys(apart, WRONG)
        rest = settle([a for a in answers if a.of is None], marks)
        return rest._replace(marks={**rest.marks, **wrong})
    degrees = {a.degree for a in answers if a.agreement and not a.short and a.degree is not None}
    short = {a.degree for a in answers if a.agreement and a.short and a.degree is not None}
    if degrees or short & {STS, TS, SS}:
        degrees |= short  # a single S or N means something only among others
    if others := _other_words(answers):
        return TableScale(dict.fromkeys(answers, WRONG), bounds, WIDTH, OTHER_WORDS, others)
    numbered = {(a.number, a.degree) for a in answers if a.number is not None and a.degree is not None and not a.own}
    if _contradicts(numbered, marks):
        return TableScale({a: _within(a.number, marks) for a in answers}, bounds, AGAINST, None, _shown(numbered))
    if _is_other_width(numbered, marks):
        own = {a: _within(a.number, marks) if a.own else WRONG for a in answers}
        return TableScale(own, bounds, WIDTH, OTHER_WIDTH, _shown(numbered))
    words, how = _words(degrees, numbered, marks, ours=any(a.ours for a in answers))
    found = {}
    for a in answers:
        bare = a.number is None and a.agreement and a.degree in degrees
        found[a] = words.get(a.degree, WRONG) if bare and a.degree is not None else _within(a.number, marks)
    if how is not None and any(a.number is None and a.degree in degrees for a in answers):
        return TableScale(found, bounds, WIDTH, how, tuple(NAMES[degree] for degree in sorted(degrees)))
    return TableScale(found, bounds)


def _other_words(answers: Collection[Said]) -> tuple[str, ...]:
    """The labels of a table that has none but such as `puas`, from the least to the most."""
    if not all(a.word for a in answers):
        return ()
    found = sorted({(a.degree or 0, a.word) for a in answers})
    return tuple(word for _, word in found)


def _contradicts(numbered: Collection[tuple[int, int]], marks: range) -> bool:
    """Whether a label that says more has a lower number, or the only label has a number of the other end."""
    order = sorted(numbered)
    if len({number for number, _ in order}) > 1:
        return any(a[0] < b[0] and a[1] > b[1] for a in order for b in order)
    return any(not _fits(number, degree, marks[-1]) for number, degree in order)


def _fits(number: int, degree: int, top: int) -> bool:
    """Whether a degree may have this number, on any scale up to `top`."""
    if degree in (S, SS):
        return number * 2 >= top + (degree == SS)
    return degree not in (STS, TS) or number * 2 <= top + (degree == TS)


def _is_other_width(numbered: Collection[tuple[int, int]], marks: range) -> bool:
    """Whether labels have numbers that they cannot have on a scale from the lowest mark to the highest."""
    low, top = marks[0], marks[-1]
    degrees = {degree for _, degree in numbered}
    short_of_most = SS not in degrees and {(1, TS), (2, KS)} & set(numbered)
    possible = {
        STS: {low, top - 3},
        TS: {low + 1, top - 3, top - 2},
        KS: {low, low + 1, top - 2},
        N: {(low + top) // 2} if (low + top) % 2 == 0 else set(),
        CS: set(range(low, top)),
        S: {top - 1, top} if short_of_most else {top - 1},
        SS: {top},
    }
    return any(number not in possible[degree] for number, degree in numbered)


def _words(
    degrees: set[int], numbered: Collection[tuple[int, int]], marks: range, *, ours: bool
) -> tuple[Mapping[int, int], Phrase | None]:
    """The marks of words without numbers, or why they have none."""
    if not degrees:
        return {}, None
    scale = [mark for mark in marks if mark]
    fitting = [
        dict(zip(family, scale, strict=True))
        for family in _FAMILIES
        if len(family) == len(scale) and degrees <= set(family) and (N in degrees or N not in family)
    ]
    if not fitting:
        return {}, OTHER_WIDTH
    agreeing = [family for family in fitting if all(family.get(degree) == number for number, degree in numbered)]
    chosen = agreeing or fitting
    if ours and degrees <= set(_FAMILIES[0]):
        chosen = [dict(zip(_FAMILIES[0], scale, strict=True))] if len(scale) == len(_FAMILIES[0]) else chosen
    if any(family[degree] != chosen[0][degree] for family in chosen for degree in degrees):
        return {}, UNCERTAIN
    return chosen[0], None


def mark_of(cell: Cell, scale: Mapping[str, int | None], marks: range) -> int:
    """The mark of a single answer; `BLANK` if there is none, `WRONG` if it is not one of `marks`."""
    answer = answer_of(cell, scale)
    return answer if isinstance(answer, int) else settle([answer], marks).marks[answer]


def _within(number: int | None, marks: range) -> int:
    return number if number is not None and number in marks else WRONG


def _shown(pairs: Collection[tuple[int, int]]) -> tuple[str, ...]:
    return tuple(f"{number} - {NAMES[degree]}" for number, degree in sorted(pairs))
