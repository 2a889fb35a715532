"""Contest links: what the parts of a contest refer to, in the contest itself and in other records."""

from collections.abc import Iterator, Mapping

from ..diagnostics import At
from .contest import Category, Contest, ContestEntry, Criterion, Judge
from .innovation import Innovation
from .parts import Sourced
from .program import Program


def registers(contest: Contest) -> dict[str, tuple[Category | Criterion | Judge | ContestEntry, ...] | None]:
    """The lists of a contest to whose ids its other parts refer, by kind; None if a list is not known."""
    return {
        "category": contest.categories,
        "criterion": contest.criteria,
        "judge": contest.judges,
        "entry": contest.entries,
    }


def contest_parts(contest: Contest) -> Iterator[Sourced]:
    """The contest, and every part of it that names its own sources."""
    yield contest
    yield from contest.dates
    for category in contest.categories:
        yield category
        if category.finalists:
            yield category.finalists
    for part in (contest.scale, contest.marks, contest.results):
        if part:
            yield part
    for register in (contest.criteria, contest.judges, contest.entries):
        yield from register or ()
    yield from (*contest.prizes, *contest.conflicts)


def names_outside(contest: Contest) -> Iterator[tuple[str, str, At]]:
    """Each reference to a record outside the contest: its kind, its id, and the place of the reference."""
    if contest.organiser:
        yield "agency", contest.organiser, contest.at / "organiser"
    for part in contest_parts(contest):
        yield from (("source", name, part.at / "sources" / i) for i, name in enumerate(part.sources))
    for judge in contest.judges or ():
        if judge.office:
            yield "office", judge.office, judge.at / "office"
        if judge.agency:
            yield "agency", judge.agency, judge.at / "agency"
    for entry in contest.entries or ():
        if entry.innovation:
            yield "innovation", entry.innovation, entry.at / "innovation"
        if entry.agency:
            yield "agency", entry.agency, entry.at / "agency"


def names_within(contest: Contest) -> Iterator[tuple[str, str, At]]:
    """Each reference to the contest's own lists: its kind, its id, and the place of the reference."""
    for entry in contest.entries or ():
        yield "category", entry.category, entry.at / "category"
    for mark in contest.marks.rows if contest.marks else ():
        yield "judge", mark.judge, mark.at / "judge"
        yield "entry", mark.entry, mark.at / "entry"
        yield "criterion", mark.criterion, mark.at / "criterion"
    for place in contest.results.rows if contest.results else ():
        yield "category", place.category, place.at / "category"
        if place.entry:
            yield "entry", place.entry, place.at / "entry"


def judge_agency(judge: Judge, program: Program | None) -> str | None:
    """The agency that a judge belongs to, directly or through an office; None if unknown."""
    if judge.agency or program is None:
        return judge.agency
    return next((office.agency for office in program.offices if office.id == judge.office), None)


def entry_agencies(entry: ContestEntry, innovations: Mapping[str, Innovation]) -> frozenset[str]:
    """The agencies that an entry belongs to: the one that entered it, and the owners of the innovation."""
    record = innovations.get(entry.innovation or "")
    owners = [owner.agency for owner in record.owners] if record else []
    return frozenset(agency for agency in (entry.agency, *owners) if agency)
