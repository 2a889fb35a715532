"""Contest: rank entries by their marks, with and without the marks of judges for entries of their own agency.

The score of an entry is the weighted mean over the criteria of the plain mean over the judges, on the scale of the
marks; weights are taken as shares of their sum. Figures are exact fractions. An entry with a missing mark is
incomplete and not ranked: a missing mark never counts as 0. A judge who gave no mark at all to an entry of his own
agency abstained, and his marks are not missing. Ties share a rank, and the ranks after them are skipped (1, 1, 3).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

from ..i18n import Text
from ..model.contest import Category, Contest, ContestEntry, Judge
from ..model.contest_links import entry_agencies, judge_agency
from ..model.model import Model
from ..named import NamedTuple

RESTS_ON = frozenset(("program", "agencies", "innovation", "contest", "sources"))
"""Kinds of record from which a ranking is computed."""
OUT = frozenset(("withdrawn", "disqualified"))
"""The status of entries that are not ranked, whatever their marks."""
UNKNOWN = ("criteria", "weights", "judges", "entries", "marks")
"""What must be known before anything can be ranked."""

_Key = tuple[str, str]
"""A judge and an entry, or an entry and a criterion."""


class Placing(NamedTuple):
    """A rank and the score that it comes from."""

    rank: int
    score: Fraction


class Ranked(NamedTuple):
    """An entry with its marks. `placing` is None if marks are missing or the entry is out of the contest."""

    entry: ContestEntry
    name: Text
    given: int
    """The number of marks that it has."""
    wanted: int
    """The number of marks that it should have: one for each criterion from each judge who did not abstain."""
    placing: Placing | None
    without_own: Placing | None
    """Its placing if no entry had marks from judges of its own agency."""
    own: tuple[str, ...]
    """Judges of the entry's own agency who marked it."""
    aside: tuple[str, ...]
    """Judges of the entry's own agency who gave it no mark."""
    scores: Mapping[str, Fraction]
    """The score by each single judge who marked it for all criteria."""

    @property
    def is_out(self) -> bool:
        """Whether it withdrew from the contest or was disqualified."""
        return self.entry.status in OUT


class CategoryRanking(NamedTuple):
    """The entries of a category: ranked entries in order, then incomplete ones, then those that are out."""

    category: Category
    entries: tuple[Ranked, ...]


class JudgeSpread(NamedTuple):
    """How a judge marks: plain mean, lowest and highest of all his marks, and his deviation from the others."""

    judge: Judge
    agency: str | None
    marks: int
    mean: Fraction | None
    lowest: Fraction | None
    highest: Fraction | None
    deviation: Fraction | None
    """The mean difference from the mean of the other judges for the same entry and criterion; below 0 is severe.
    None if nobody else gave such a mark."""


class Ranking(NamedTuple):
    """The ranking of a contest, as far as it can be computed."""

    contest: Contest
    unknown: tuple[str, ...]
    """The names in `UNKNOWN` of what is not known; if there are any, nothing is ranked."""
    categories: tuple[CategoryRanking, ...]
    judges: tuple[JudgeSpread, ...]

    @property
    def has_own(self) -> bool:
        """Whether a judge marked an entry of his own agency."""
        return any(ranked.own for category in self.categories for ranked in category.entries)


def latest(contests: Mapping[int, Contest]) -> int | None:
    """The newest year with a contest."""
    return max(contests, default=None)


def rank_contest(model: Model, contest: Contest, category: str | None = None) -> Ranking:
    """The ranking of a contest, or of one category of it."""
    chosen = [c for c in contest.categories if category in (None, c.id)]
    names = {c.id for c in chosen}
    entries = [entry for entry in contest.entries or () if entry.category in names]
    missing = _unknown(contest)
    agencies = {judge.id: judge_agency(judge, model.program) for judge in contest.judges or ()}
    marks = _marks(contest, {entry.id for entry in entries})
    judged: dict[str, dict[_Key, Fraction]] = {}
    for (judge, entry_id, criterion), mark in marks.items():
        judged.setdefault(entry_id, {})[judge, criterion] = mark
    weights = {c.id: Fraction(str(c.weight)) for c in contest.criteria or () if c.weight is not None}
    panel = _Panel(agencies, len(contest.criteria or ()), {} if missing else weights)
    sheets = {entry.id: _sheet(model, entry, judged.get(entry.id, {}), panel) for entry in entries}
    running = {entry.id for entry in entries if entry.status not in OUT}
    return Ranking(
        contest,
        missing,
        tuple(CategoryRanking(c, _ranked([sheets[e.id] for e in entries if e.category == c.id])) for c in chosen),
        _spreads(contest, agencies, {key: mark for key, mark in marks.items() if key[1] in running}),
    )


def _unknown(contest: Contest) -> tuple[str, ...]:
    weights = [criterion.weight for criterion in contest.criteria or ()]
    known = {
        "criteria": bool(contest.criteria),
        "weights": not contest.criteria or (None not in weights and any(weights)),
        "judges": bool(contest.judges),
        "entries": bool(contest.entries),
        "marks": bool(contest.marks and contest.marks.rows),
    }
    return tuple(what for what in UNKNOWN if not known[what])


def _marks(contest: Contest, entries: Collection[str]) -> dict[tuple[str, str, str], Fraction]:
    """The marks by (judge, entry, criterion), of those that are known."""
    judges = {judge.id for judge in contest.judges or ()}
    criteria = {criterion.id for criterion in contest.criteria or ()}
    return {
        (row.judge, row.entry, row.criterion): Fraction(str(row.mark))
        for row in (contest.marks.rows if contest.marks else ())
        if row.judge in judges and row.entry in entries and row.criterion in criteria
    }


class _Panel(NamedTuple):
    agencies: Mapping[str, str | None]
    """The agency of each judge."""
    criteria: int
    weights: Mapping[str, Fraction]
    """Weights by criterion; empty if nothing can be ranked."""


class _ScoreSheet(NamedTuple):
    ranked: Ranked
    score: Fraction | None
    without_own: Fraction | None


def _sheet(model: Model, entry: ContestEntry, marks: Mapping[_Key, Fraction], panel: _Panel) -> _ScoreSheet:
    """An entry with its scores, before it has a rank."""
    weights = panel.weights
    record = model.innovations.get(entry.innovation or "")
    own_agencies = entry_agencies(entry, model.innovations)
    marking = {judge for judge, _ in marks}
    own = [judge for judge, agency in panel.agencies.items() if agency in own_agencies]
    others = [judge for judge, agency in panel.agencies.items() if agency not in own_agencies]
    judges = [judge for judge in panel.agencies if judge in marking or judge not in own]
    ranked = Ranked(
        entry=entry,
        name=entry.name or Text(record.name if record else entry.innovation or entry.id),
        given=len(marks),
        wanted=len(judges) * panel.criteria,
        placing=None,
        without_own=None,
        own=tuple(judge for judge in own if judge in marking),
        aside=tuple(judge for judge in own if judge not in marking),
        scores={judge: score for judge in judges if judge in marking and (score := _score(marks, [judge], weights))},
    )
    if entry.status in OUT:
        return _ScoreSheet(ranked, None, None)
    return _ScoreSheet(ranked, _score(marks, judges, weights), _score(marks, others, weights))


def _score(marks: Mapping[_Key, Fraction], judges: Collection[str], weights: Mapping[str, Fraction]) -> Fraction | None:
    """The weighted mean over criteria of the mean over judges; None if one of these marks is missing."""
    if not judges or not weights or len(marks) < len(judges) * len(weights):
        return None
    total = Fraction(0)
    for criterion, weight in weights.items():
        for judge in judges:
            if (judge, criterion) not in marks:
                return None
            total += weight * marks[judge, criterion]
    return total / (len(judges) * sum(weights.values()))


def _ranked(sheets: list[_ScoreSheet]) -> tuple[Ranked, ...]:
    placed = _placings({s.ranked.entry.id: s.score for s in sheets if s.score is not None})
    without = _placings({s.ranked.entry.id: s.without_own for s in sheets if s.without_own is not None})
    entries = [
        s.ranked._replace(placing=placed.get(s.ranked.entry.id), without_own=without.get(s.ranked.entry.id))
        for s in sheets
    ]
    return tuple(sorted(entries, key=lambda r: (r.is_out, r.placing.rank if r.placing else len(entries) + 1)))


def _placings(scores: Mapping[str, Fraction]) -> dict[str, Placing]:
    """Competition ranking (1, 1, 3), the highest score first."""
    ranks: dict[Fraction, int] = {}
    for rank, score in enumerate(sorted(scores.values(), reverse=True), 1):
        ranks.setdefault(score, rank)
    return {name: Placing(ranks[score], score) for name, score in scores.items()}


def _spreads(
    contest: Contest, agencies: Mapping[str, str | None], marks: Mapping[tuple[str, str, str], Fraction]
) -> tuple[JudgeSpread, ...]:
    sums: dict[_Key, tuple[Fraction, int]] = {}
    by_judge: dict[str, list[tuple[_Key, Fraction]]] = {}
    for (judge_id, entry, criterion), mark in marks.items():
        total, count = sums.get((entry, criterion), (Fraction(0), 0))
        sums[entry, criterion] = (total + mark, count + 1)
        by_judge.setdefault(judge_id, []).append(((entry, criterion), mark))

    def deviations(given: Iterable[tuple[_Key, Fraction]]) -> Iterable[Fraction]:
        for key, mark in given:
            total, count = sums[key]
            if count > 1:
                yield mark - (total - mark) / (count - 1)

    found = []
    for judge in contest.judges or ():
        given = by_judge.get(judge.id, [])
        values = [mark for _, mark in given]
        differences = list(deviations(given))
        found.append(
            JudgeSpread(
                judge=judge,
                agency=agencies[judge.id],
                marks=len(values),
                mean=sum(values, Fraction(0)) / len(values) if values else None,
                lowest=min(values, default=None),
                highest=max(values, default=None),
                deviation=sum(differences, Fraction(0)) / len(differences) if differences else None,
            )
        )
    return tuple(found)
