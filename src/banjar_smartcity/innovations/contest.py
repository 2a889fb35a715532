"""Contest: entries ranked by their marks, judge beside judge, with and without marks on entries of one's own agency.

An entry's score is the weighted mean over the criteria of the plain mean over the judges, on the scale of the marks;
weights are taken as shares of their sum. Everything is exact. An entry that lacks a mark is shown as incomplete and is
not ranked: no missing mark counts as 0. A judge who gave an entry of his own agency no mark at all stood aside: his
marks are not missing. Ties share a rank, and the ranks after them are skipped (1, 1, 3).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from ..i18n import Text
from ..model.contest import Category, Contest, ContestEntry, Judge
from ..model.contest_links import entry_agencies, judge_agency
from ..model.model import Model

RESTS_ON = frozenset(("program", "agencies", "innovation", "contest", "sources"))
"""Kinds of record that a ranking rests on."""
OUT = frozenset(("withdrawn", "disqualified"))
"""What became of entries that are not ranked, whatever their marks."""
UNKNOWN = ("criteria", "weights", "judges", "entries", "marks")
"""What must be known to rank, in the order in which one asks for it."""

_Key = tuple[str, str]
"""A judge and an entry, or an entry and a criterion."""


class Placing(NamedTuple):
    """A rank and the score it rests on."""

    rank: int
    score: Fraction


class Ranked(NamedTuple):
    """An entry with its marks. `placing` is None where marks are missing, or where the entry is out of the contest."""

    entry: ContestEntry
    name: Text
    given: int
    """Marks that it has."""
    wanted: int
    """Marks that it should have: one for each criterion from each judge who did not stand aside."""
    placing: Placing | None
    without_own: Placing | None
    """The same without the marks of judges of the entry's own agency, among all entries without such marks."""
    own: tuple[str, ...]
    """Judges of the entry's own agency who marked it."""
    aside: tuple[str, ...]
    """Judges of the entry's own agency who gave it no mark."""
    scores: Mapping[str, Fraction]
    """Score by each judge alone, of those who marked it for all criteria."""

    @property
    def is_out(self) -> bool:
        """Whether it left the contest or was put out of it."""
        return self.entry.status in OUT


class CategoryRanking(NamedTuple):
    """The entries of a category: the ranked ones in order, then the incomplete, then those that are out."""

    category: Category
    entries: tuple[Ranked, ...]


class JudgeSpread(NamedTuple):
    """How a judge marks: plain mean, lowest and highest of all his marks, and how far he is from the others."""

    judge: Judge
    agency: str | None
    marks: int
    mean: Fraction | None
    lowest: Fraction | None
    highest: Fraction | None
    deviation: Fraction | None
    """Mean difference from the mean of the other judges for the same entry and criterion; below 0 is severe. None
    where nobody else marked the same."""


class Ranking(NamedTuple):
    """A contest as far as it can be ranked."""

    contest: Contest
    unknown: tuple[str, ...]
    """Of `UNKNOWN`, what is not known; with any of them nothing is ranked."""
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
    """The ranking of a contest; of one category where it is named."""
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
    """Each mark of a known judge for a known criterion and entry, by these three."""
    judges = {judge.id for judge in contest.judges or ()}
    criteria = {criterion.id for criterion in contest.criteria or ()}
    return {
        (row.judge, row.entry, row.criterion): Fraction(str(row.mark))
        for row in (contest.marks.rows if contest.marks else ())
        if row.judge in judges and row.entry in entries and row.criterion in criteria
    }


class _Panel(NamedTuple):
    agencies: Mapping[str, str | None]
    """Of each judge."""
    criteria: int
    weights: Mapping[str, Fraction]
    """Empty where nothing can be ranked."""


class _ScoreSheet(NamedTuple):
    ranked: Ranked
    score: Fraction | None
    without_own: Fraction | None


def _sheet(model: Model, entry: ContestEntry, marks: Mapping[_Key, Fraction], panel: _Panel) -> _ScoreSheet:
    """An entry with its scores, not yet placed."""
    weights = panel.weights
    record = model.innovations.get(entry.innovation or "")
    own_agencies = entry_agencies(entry, model.innovations)
    having = {judge for judge, _ in marks}
    own = [judge for judge, agency in panel.agencies.items() if agency in own_agencies]
    others = [judge for judge, agency in panel.agencies.items() if agency not in own_agencies]
    judges = [judge for judge in panel.agencies if judge in having or judge not in own]
    ranked = Ranked(
        entry,
        entry.name or Text(record.name if record else entry.innovation or entry.id),
        len(marks),
        len(judges) * panel.criteria,
        None,
        None,
        tuple(judge for judge in own if judge in having),
        tuple(judge for judge in own if judge not in having),
        {judge: score for judge in judges if judge in having and (score := _score(marks, [judge], weights))},
    )
    if entry.status in OUT:
        return _ScoreSheet(ranked, None, None)
    return _ScoreSheet(ranked, _score(marks, judges, weights), _score(marks, others, weights))


def _score(marks: Mapping[_Key, Fraction], judges: Collection[str], weights: Mapping[str, Fraction]) -> Fraction | None:
    """The weighted mean over criteria of the mean over judges; None where one of these marks is missing."""
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
    """Competition ranking, the highest first: what ties shares a rank, and as many ranks after it are skipped."""
    ranks: dict[Fraction, int] = {}
    for rank, score in enumerate(sorted(scores.values(), reverse=True), 1):
        ranks.setdefault(score, rank)
    return {name: Placing(ranks[score], score) for name, score in scores.items()}


def _spreads(
    contest: Contest, agencies: Mapping[str, str | None], marks: Mapping[tuple[str, str, str], Fraction]
) -> tuple[JudgeSpread, ...]:
    sums: dict[_Key, tuple[Fraction, int]] = {}
    of: dict[str, list[tuple[_Key, Fraction]]] = {}
    for (judge_id, entry, criterion), mark in marks.items():
        total, count = sums.get((entry, criterion), (Fraction(0), 0))
        sums[entry, criterion] = (total + mark, count + 1)
        of.setdefault(judge_id, []).append(((entry, criterion), mark))

    def deviations(given: Iterable[tuple[_Key, Fraction]]) -> Iterable[Fraction]:
        for key, mark in given:
            total, count = sums[key]
            if count > 1:
                yield mark - (total - mark) / (count - 1)

    found = []
    for judge in contest.judges or ():
        given = of.get(judge.id, [])
        values = [mark for _, mark in given]
        apart = list(deviations(given))
        found.append(
            JudgeSpread(
                judge,
                agencies[judge.id],
                len(values),
                sum(values, Fraction(0)) / len(values) if values else None,
                min(values, default=None),
                max(values, default=None),
                sum(apart, Fraction(0)) / len(apart) if apart else None,
            )
        )
    return tuple(found)
