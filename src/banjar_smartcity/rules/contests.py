"""Contests: weights add up, marks are on the scale and given once, and judges do not mark their own agency."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..diagnostics import At, Diagnostic, Kind, Severity
from ..i18n import N_
from ..model.contest import Contest
from ..model.contest_links import entry_agencies, judge_agency
from .context import Context

WEIGHTS = Kind(
    id="contest-weights",
    severity=Severity.ERROR,
    message=N_("the weights of the criteria add up to {sum}, not 100"),
    hint=N_("Correct the weights from the contest's guide, or write null if they are not known."),
    why=N_("Weights are shares of the score in percent; if they do not add up to 100, one of them was copied wrongly."),
    example="- id: manfaat\n  weight: 60\n- id: kebaruan\n  weight: 30        # jumlahnya 90",
)
SCALE = Kind(
    id="contest-scale",
    severity=Severity.ERROR,
    message=N_("the highest mark, {highest}, is not above the lowest, {lowest}"),
    hint=N_("Correct the scale from the contest's guide."),
    why=N_("No mark fits such a scale."),
    example="scale: {lowest: 100, highest: 1, …}",
)
OFF_SCALE = Kind(
    id="contest-mark-range",
    severity=Severity.ERROR,
    message=N_("the mark {mark} is outside the scale, which goes from {lowest} to {highest}"),
    hint=N_("Correct the mark from the judge's sheet."),
    why=N_("One mark outside the scale can decide the whole ranking."),
    example="- {judge: sekda, entry: jempol, criterion: manfaat, mark: 850}        # skala 0-100",
)
TWICE = Kind(
    id="contest-mark-duplicate",
    severity=Severity.ERROR,
    message=N_('the judge "{judge}" has already marked "{entry}" for "{criterion}", on line {first}'),
    hint=N_("Keep one of the two marks."),
    why=N_("Two marks of one judge for one thing: nobody could say which one counts."),
    example="# dua baris dengan judge, entry dan criterion yang sama",
)
OWN_AGENCY = Kind(
    id="contest-own-agency",
    severity=Severity.WARNING,
    message=N_('the judge "{judge}" marks "{entry}", an entry of his or her own agency, {agency}'),
    hint=N_(
        "Let another judge mark it, or leave it as it is: `smartcity innovations contest` shows the ranks "
        "with and without such marks."
    ),
    why=N_("A judge who marks the work of his or her own agency can rightly be asked whether the mark was fair."),
    example="# juri: kepala-dinkes (dinkes); peserta: pos-kentang, milik dinkes",
)
KINDS = (WEIGHTS, SCALE, OFF_SCALE, TWICE, OWN_AGENCY)


def check_contests(context: Context) -> Iterator[Diagnostic]:
    """The faults of every contest."""
    for contest in context.model.contests.values():
        weights = [criterion.weight for criterion in contest.criteria or ()]
        total = sum((Fraction(str(weight)) for weight in weights if weight is not None), Fraction(0))
        if weights and None not in weights and total != 100:
            yield Diagnostic(WEIGHTS, contest.at.key("criteria"), {"sum": total})
        yield from _scale(contest)
        yield from _twice(contest)
        yield from _own_agency(context, contest)


def _scale(contest: Contest) -> Iterator[Diagnostic]:
    scale = contest.scale
    if scale is None:
        return
    bounds = {"lowest": scale.lowest, "highest": scale.highest}
    if scale.highest <= scale.lowest:
        yield Diagnostic(SCALE, scale.at / "highest", bounds)
        return
    for row in contest.marks.rows if contest.marks else ():
        if not scale.lowest <= row.mark <= scale.highest:
            yield Diagnostic(OFF_SCALE, row.at / "mark", {"mark": row.mark, **bounds})


def _twice(contest: Contest) -> Iterator[Diagnostic]:
    seen: dict[tuple[str, str, str], At] = {}
    for row in contest.marks.rows if contest.marks else ():
        first = seen.setdefault((row.judge, row.entry, row.criterion), row.at / "judge")
        if first != row.at / "judge":
            facts = {"judge": row.judge, "entry": row.entry, "criterion": row.criterion, "first": first}
            yield Diagnostic(TWICE, row.at / "judge", facts)


def _own_agency(context: Context, contest: Contest) -> Iterator[Diagnostic]:
    """Each pair of a judge and an entry of the same agency, reported once, at the first mark."""
    model = context.model
    judges = {judge.id: judge_agency(judge, model.program) for judge in contest.judges or ()}
    entries = {entry.id: entry_agencies(entry, model.innovations) for entry in contest.entries or ()}
    told: set[tuple[str, str]] = set()
    for row in contest.marks.rows if contest.marks else ():
        agency, pair = judges.get(row.judge), (row.judge, row.entry)
        if agency is not None and pair not in told and agency in entries.get(row.entry, ()):
            told.add(pair)
            record = model.agencies.get(agency)
            name = record.abbreviation if record else agency
            yield Diagnostic(OWN_AGENCY, row.at / "judge", {"judge": row.judge, "entry": row.entry, "agency": name})
