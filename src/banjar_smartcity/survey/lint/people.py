"""People: the same persons in two dimensions, or a person twice in the same form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from ...diagnostics import Finding, Kind, Severity
from ...i18n import N_
from ..answers.collected import Collected, parts_of, persons_of_several_rows, rows_of
from ..answers.forms import Form
from ..answers.keys.running import counts_from_one
from ..answers.people import identifies_people, only_named
from ..columns.names import PERSON
from ..table.findings import about_rows, finding
from .measures.chance import RARE, at_least

MANY = 5
"""The number of persons in two dimensions from which it is not an accident."""

SAME_PEOPLE = Kind(
    id="survey-same-people",
    severity=Severity.ERROR,
    message=N_('{count} respondents of "{dimension}" also answered for {others}; rows {rows}'),
    hint=N_("Ask other people for each dimension: users of that dimension's programmes."),
    why=N_(
        "Assessors found the same 50 people used for two dimensions. One or two people who use "
        "programmes of both are a warning; five, or a tenth of the smaller survey, are an error."
    ),
    example="# living.csv dan economy.csv berisi NIK yang sama",
)
PERSON_TWICE = Kind(
    id="survey-person-twice",
    severity=Severity.ERROR,
    message=N_('{people} respondents of "{dimension}" answered more than once; rows {rows}'),
    hint=N_("Keep one questionnaire for each person; one person may answer three separate forms of a dimension."),
    why=N_("A person who answers twice counts twice, and the number of respondents is not what it seems."),
    example="kode,p1,p2,p3\nR01,3,4,3\nR01,4,4,3",
)
PEOPLE_UNSEEN = Kind(
    id="survey-people-unseen",
    severity=Severity.WARNING,
    message=N_(
        "no column identifies the respondents of {dimensions}, as numbers from 1 on do not; it is not known whether "
        "somebody answered for two dimensions"
    ),
    hint=N_("Add a column that identifies each person, such as a code, or name it in a file for --columns."),
    why=N_("Assessors compare the respondents of all dimensions. Without such a column, nobody else can."),
    example="p1,p2,p3        # tanpa kode responden",
)
KINDS = (SAME_PEOPLE, PERSON_TWICE, PEOPLE_UNSEEN)


def check(collected: Collected) -> Iterator[Finding]:
    """Yield findings about persons, dimension by dimension."""
    several = len(collected.dimensions) > 1
    numbered = _numbered(collected) if several else frozenset()
    persons = {d: {p for _, people in collected.forms_of(d) for p in people} for d in collected.dimensions if several}
    yield from _unseen(collected, numbered)
    for i, dimension in enumerate(collected.dimensions):
        yield from _twice(collected, dimension)
        told = [d for d in collected.dimensions[:i] if not {d, dimension} <= numbered]
        others = {d: persons[dimension] & persons[d] for d in told}
        shared = {d: same for d, same in others.items() if same}
        yield from _shared(collected, dimension, shared, persons)
        if not shared:
            yield from _namesakes(collected, dimension, collected.dimensions[:i])


def _numbered(collected: Collected) -> frozenset[str]:
    """The dimensions whose tables only number their people from 1, if they are several, each with its own tables."""
    forms = {d: [form for form, _ in collected.forms_of(d)] for d in collected.dimensions}
    found = {d for d, own in forms.items() if all(map(counts_from_one, own))}
    paths = [path for d in found for path in {form.path for form in forms[d]}]
    return frozenset(found if len(found) > 1 and len(set(paths)) == len(paths) else ())


def _unseen(collected: Collected, numbered: Collection[str]) -> Iterator[Finding]:
    """Yield the finding that forms do not identify people; those of `numbered` dimensions do so only by a number."""
    if len(collected.dimensions) < 2:
        return
    unidentified = [
        (d, form)
        for d in collected.dimensions
        for form, _ in collected.forms_of(d)
        if d in numbered or not identifies_people(form)
    ]
    if unidentified:
        dimensions = tuple(dict.fromkeys(d for d, _ in unidentified))
        yield finding(PEOPLE_UNSEEN, unidentified[0][1].path, {"dimensions": dimensions})


def _shared(
    collected: Collected, dimension: str, others: dict[str, set[int]], persons: dict[str, set[int]]
) -> Iterator[Finding]:
    if not others:
        return
    same = set().union(*others.values())
    smaller = min([len(persons[dimension]), *(len(persons[d]) for d in others)], default=0)
    many = len(same) >= MANY or len(same) * 10 >= smaller
    severity = Severity.ERROR if many else Severity.WARNING
    for form, people in collected.forms_of(dimension):
        if places := [i for i, person in enumerate(people) if person in same]:
            facts = {"count": len({people[i] for i in places}), "dimension": dimension, "others": tuple(others)}
            yield about_rows(
                SAME_PEOPLE, form.path, [form.rows[i] for i in places], facts, column=_key(form), severity=severity
            )


def _namesakes(collected: Collected, dimension: str, earlier: Sequence[str]) -> Iterator[Finding]:
    """Yield findings if two dimensions share more names than namesakes explain and a form has only names."""
    if not earlier:
        return
    own = _names(collected, dimension)
    shared: dict[str, set[int]] = {}
    for other in earlier:
        theirs = _names(collected, other)
        if not (_only_named(collected, dimension) or _only_named(collected, other)):
            continue
        same = own & theirs  # each name as often as both have it
        # Two people of different surveys share a name about as often as two people of one survey.
        twins = sum(n * (n - 1) // 2 for names in (own, theirs) for n in names.values())
        pairs = sum(names.total() * (names.total() - 1) / 2 for names in (own, theirs))
        expected = own.total() * theirs.total() * (twins + 1) / max(1.0, pairs)
        nearly_all = same.total() * 10 >= 9 * min(own.total(), theirs.total())
        if same.total() >= MANY and (nearly_all or at_least(same.total(), expected) < RARE):
            shared[other] = set(same)
    if not shared:
        return
    names = set().union(*shared.values())
    for form, _ in collected.forms_of(dimension):
        places = [i for i, name in enumerate(form.people.get("name", ())) if name in names]
        if places:
            facts = {"count": len(places), "dimension": dimension, "others": tuple(shared)}
            yield about_rows(SAME_PEOPLE, form.path, [form.rows[i] for i in places], facts, column=_key(form))


def _names(collected: Collected, dimension: str) -> Counter[int]:
    found = Counter(name for form, _ in collected.forms_of(dimension) for name in form.people.get("name", ()))
    del found[0]
    return found


def _only_named(collected: Collected, dimension: str) -> bool:
    return any(only_named(form) for form, _ in collected.forms_of(dimension))


def _twice(collected: Collected, dimension: str) -> Iterator[Finding]:
    """Yield findings about persons with two rows that answer statements of the same sub-dimension."""
    forms = collected.forms_of(dimension)
    again: dict[int, set[int]] = {}
    seen: set[tuple[str, int]] = set()
    doubtful = persons_of_several_rows([people for _, people in forms])
    if not doubtful:
        return
    for number, (form, people) in enumerate(forms):
        for part, places in parts_of(form, collected.statements).items():
            for i in rows_of(people, doubtful, form.marks.answering(places)):
                if (part, people[i]) in seen:
                    again.setdefault(number, set()).add(i)
                seen.add((part, people[i]))
    for number, twice in again.items():
        form, people = forms[number]
        facts = {"people": len({people[i] for i in twice}), "dimension": dimension}
        yield about_rows(PERSON_TWICE, form.path, [form.rows[i] for i in twice], facts, column=_key(form))


def _key(form: Form) -> int:
    """The place of the column that identifies persons."""
    single = form.columns.single
    return next((single[role].place for role in PERSON if role in single and {role, "code"} & form.people.keys()), 0)


def repeated(collected: Collected, dimension: str) -> set[tuple[str, int]]:
    """The path and number of each row of a dimension that is not the first of its person."""
    seen: set[int] = set()
    found: set[tuple[str, int]] = set()
    forms = collected.forms_of(dimension)
    doubtful = persons_of_several_rows([people for _, people in forms])
    for form, people in forms:
        for i in rows_of(people, doubtful, range(len(people))) if doubtful else ():
            if people[i] in seen:
                found.add((form.path, form.rows[i]))
            seen.add(people[i])
    return found
