"""A contest as JSON; documented in docs/json.md."""

from __future__ import annotations

from datetime import date
from typing import Any

from ...i18n import Language, Text
from ...innovations.contest import CategoryRanking, JudgeSpread, Placing, Ranked, Ranking
from ...model.contest import ContestResult
from ...model.moment import Moment
from ...model.view import is_plan
from ..words.json import number
from ..words.wording import express


def contest_data(ranking: Ranking, today: date, lang: Language, *, partial: bool) -> dict[str, Any]:
    """A contest with its ranking and its judges; only names are in the chosen language."""
    contest = ranking.contest

    def in_language(text: Text | None) -> str | None:
        return None if text is None else express(lang.text(text), lang)

    return {
        "as_of": today.isoformat(),
        "partial": partial,
        "year": contest.year,
        "name": in_language(contest.name),
        "organiser": contest.organiser,
        "dates": {
            part.id: {
                "starts_on": _day(part.starts_on),
                "ends_on": _day(part.ends_on),
                "planned": part.planned or is_plan(today, part.starts_on or part.ends_on),
            }
            for part in contest.dates
        },
        "scale": contest.scale and {"lowest": contest.scale.lowest, "highest": contest.scale.highest},
        "criteria": None
        if contest.criteria is None
        else {c.id: {"name": in_language(c.name), "weight": c.weight} for c in contest.criteria},
        "unknown": list(ranking.unknown),
        "own_agency_marks": ranking.has_own,
        "categories": {found.category.id: _category(found, lang) for found in ranking.categories},
        "judges": None if contest.judges is None else {s.judge.id: _judge(s, lang) for s in ranking.judges},
        "results": contest.results and _results(contest.results, lang),
        "prizes": [{"text": in_language(prize.text), "sources": list(prize.sources)} for prize in contest.prizes],
        "unknowns": [in_language(text) for text in contest.unknowns],
        "sources": list(contest.sources),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _category(found: CategoryRanking, lang: Language) -> dict[str, Any]:
    finalists = found.category.finalists
    return {
        "name": express(lang.text(found.category.name), lang),
        "finalists": finalists.number if finalists else None,
        "entries": [_ranked(ranked, lang) for ranked in found.entries],
    }


def _ranked(ranked: Ranked, lang: Language) -> dict[str, Any]:
    entry = ranked.entry
    return {
        "id": entry.id,
        "name": express(lang.text(ranked.name), lang),
        "innovation": entry.innovation,
        "agency": entry.agency,
        "body": express(lang.text(entry.body), lang) if entry.body else None,
        "status": entry.status,
        "marks": ranked.given,
        "marks_wanted": ranked.wanted,
        **_placing(ranked.placing, ""),
        **_placing(ranked.without_own, "_without_own"),
        "own_agency_judges": list(ranked.own),
        "judges_aside": list(ranked.aside),
        "by_judge": {judge: number(score) for judge, score in ranked.scores.items()},
    }


def _placing(placing: Placing | None, ending: str) -> dict[str, Any]:
    rank, score = placing or (None, None)
    return {"rank" + ending: rank, "score" + ending: number(score)}


def _judge(spread: JudgeSpread, lang: Language) -> dict[str, Any]:
    judge = spread.judge
    return {
        "office": judge.office,
        "agency": spread.agency,
        "name": express(lang.text(judge.name), lang) if judge.name else None,
        "marks": spread.marks,
        "mean": number(spread.mean),
        "lowest": number(spread.lowest),
        "highest": number(spread.highest),
        "deviation": number(spread.deviation),
    }


def _results(results: ContestResult, lang: Language) -> dict[str, Any]:
    return {
        "published": _moment(results.published),
        "places": [
            {
                "category": row.category,
                "place": row.place,
                "entry": row.entry,
                "name": express(lang.text(row.name), lang) if row.name else None,
            }
            for row in results.rows
        ],
    }


def _moment(moment: Moment | None) -> str | None:
    if moment is None:
        return None
    return moment.first.isoformat()[: {"year": 4, "month": 7, "day": 10}[moment.precision]]
