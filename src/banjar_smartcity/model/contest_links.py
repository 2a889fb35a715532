"""Contest links: what the parts of a contest name, in the contest itself and in other records."""

from collections.abc import Iterator, Mapping

from ..diagnostics import At
from .contest import Category, Contest, ContestEntry, Criterion, Judge
from .innovation import Innovation
from .parts import Sourced
from .program import Program


def registers(contest: Contest) -> dict[str, tuple[Category | Criterion | Judge | ContestEntry, ...] | None]:
    """The lists of a contest whose ids its other parts name; None where the list is not known."""
    return {
        "category": contest.categories,
        "criterion": contest.criteria,
        "judge": contest.judges,
        "entry": contest.entries,
    }


def contest_parts(contest: Contest) -> Iterator[Sourced]:
    """Every part of a contest that names sources of its own, and the contest itself."""
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
    yield from contest.conflicts


def names_outside(contest: Contest) -> Iterator[tuple[str, str, At]]:
    """Each record outside of the contest that it names: its kind, its id, and where it is named."""
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
    """Each name of something in the contest's own lists: its kind, its id, and where it is named."""
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
    """The agency a judge belongs to: his own, or that of his office."""
    if judge.agency or program is None:
        return judge.agency
    return next((office.agency for office in program.offices if office.id == judge.office), None)


def entry_agencies(entry: ContestEntry, innovations: Mapping[str, Innovation]) -> frozenset[str]:
    """The agencies an entry belongs to: the one that entered it, and those that own the innovation."""
    record = innovations.get(entry.innovation or "")
    owners = [owner.agency for owner in record.owners] if record else []
    return frozenset(agency for agency in (entry.agency, *owners) if agency)
