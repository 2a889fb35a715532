"""An innovation as it could be known on a day."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date

from .innovation import Innovation, Origins
from .moment import parse_moment
from .outline import InnovationOutline
from .profile import MeasuredValue, Profile, ResultMeasure
from .view import View, is_after


def was_known(record: Innovation, view: View) -> bool:
    """Whether the innovation was known, and a source had put it in its dimension."""
    return view.knows(record.sources) and view.knows(record.sources_of.dimension)


def innovation_as_of(record: Innovation, view: View, kept: Container[str], missions: Container[str]) -> Innovation:
    """The innovation without what came later. `kept` and `missions` are those that were known."""
    facts = (fact for fact in record.facts if view.knows(fact.sources, fact.date))
    budget = (year for year in record.budget if view.knows(year.sources, parse_moment(year.year)))
    origins = record.sources_of
    begun = None if is_after(record.started, view.day) or not view.knows(origins.started) else record.started
    served = record.missions if view.knows(origins.missions) else ()
    found = view.cited(record)._replace(
        also_named=record.also_named if view.knows(origins.also_named) else (),
        sub_dimension=record.sub_dimension if view.knows(origins.sub_dimension) else None,
        sources_of=Origins(*map(view.known, origins)),
        expansions=view.all(record.expansions),
        owners=view.all(record.owners),
        started=begun,
        description=view.one(record.description),
        facts=tuple(map(view.cited, facts)),
        conflicts=view.all(record.conflicts),
        possible_duplicate_of=record.possible_duplicate_of if record.possible_duplicate_of in kept else None,
        missions=tuple(mission for mission in served if mission in missions),
        programme=view.one(record.programme),
        activity=view.one(record.activity),
        budget=tuple(map(view.cited, budget)),
        participants=view.all(record.participants),
        profile=_profile(record.profile, view),
    )
    answers = (answer._replace(cites=tuple(filter(found.states, answer.cites))) for answer in record.maturity)
    return found._replace(maturity=tuple(answers))


def latest_of(record: Innovation) -> date | None:
    """The last day on which by itself anything begins that an innovation tells.

    A view of that day and of all sources leaves the record as it is, if what it names was known. `date.max` if not.
    """
    results, trial = record.profile.results, record.profile.trial
    figures = [figure for result in results for figure in (result.before, result.after)]
    cites = (key for answer in record.maturity for key in answer.cites)
    if not (all(map(record.states, cites)) and all(result.before or result.after for result in results)):
        return date.max
    moments = [fact.date for fact in record.facts] + [record.started, trial.date if trial else None]
    years = [year.year for year in record.budget] + [figure.year for figure in figures if figure]
    return max((moment.first for moment in (*moments, *map(parse_moment, years)) if moment), default=None)


def latest_day(moments: Iterable[str | int | None]) -> date | None:
    """The last day on which one of these moments of the data begins."""
    return max((moment.first for moment in map(parse_moment, moments) if moment), default=None)


def is_left_alone(outline: InnovationOutline, view: View, kept: Container[str], missions: Container[str]) -> bool:
    """Whether `innovation_as_of` leaves an innovation as it is where every source was published."""
    return (
        (outline.latest is None or outline.latest <= view.day)
        and all(name in kept for name in outline.named("innovation"))
        and all(name in missions for name in outline.missions)
    )


def _profile(profile: Profile, view: View) -> Profile:
    trial = profile.trial
    tried = None if trial is None or is_after(trial.date, view.day) else view.one(trial, trial.date)
    results = (_result(result, view) for result in profile.results)
    return Profile(
        problem=view.one(profile.problem),
        method=view.one(profile.method),
        novelty=view.one(profile.novelty),
        results=tuple(result for result in results if result.before or result.after),
        digital=view.one(profile.digital),
        phase=view.one(profile.phase),
        initiator=view.one(profile.initiator),
        kind=view.one(profile.kind),
        affairs=view.all(profile.affairs),
        trial=tried,
    )


def _result(result: ResultMeasure, view: View) -> ResultMeasure:
    def known(figure: MeasuredValue | None) -> MeasuredValue | None:
        return view.one(figure, parse_moment(figure.year)) if figure else None

    return result._replace(before=known(result.before), after=known(result.after))
