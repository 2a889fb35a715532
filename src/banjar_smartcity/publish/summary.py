"""Summary: the one page on which the region decides: where it is, why, and what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from ..model.model import Model
from ..model.target import Target
from ..named import NamedTuple
from ..planning.plan import TargetPlan, plan_stage
from ..planning.solver import UnsolvedError
from ..scoring.losses import OfficialLoss
from ..scoring.official import Nation, Standing, latest_distribution, latest_standing
from ..scoring.parts import ZERO, Node
from ..scoring.score import Score
from ..scoring.steps.owed import LATER, OwedGroup, group_steps
from ..scoring.steps.step import SURVEY
from ..scoring.steps.todo import Todo, Worth
from ..scoring.weighing.counting import exact

DECISIONS = 3
MOST_ASPECTS = 8
"""Aspects on the page; those that lose least are counted."""
MOST_NAMES = 3
"""Agencies of a decision that are named; the others are counted."""


class Compared(NamedTuple):
    """A figure that the supported index is compared with."""

    figure: Fraction
    difference: Fraction
    """The supported index minus the figure, in points."""


class AspectLine(NamedTuple):
    """An aspect: where it is among all regions, and what it loses."""

    node: Node
    lost: Fraction
    """The points of the final index that the supported level of the aspect loses."""
    spread: tuple[float, ...] | None
    """The lowest figure of all regions, the three quartiles and the highest."""
    published: float | None
    """The latest official figure of the region, with its rank and the points that it lost."""
    rank: int | None
    lost_before: Fraction | None
    target: Target | None


class Decision(NamedTuple):
    """A decision to take: a group of things to do, who has to do them and by when."""

    group: OwedGroup
    agencies: tuple[str, ...]
    """The first agencies, those that can gain most first; empty if nobody is named for any of it."""
    others: int
    """How many more agencies have to do with it."""
    due: date | None
    """The earliest day on which something of it is due."""


class FirstWeek(NamedTuple):
    """What to do in the first week, while nothing is answered."""

    items: int
    unnamed: int
    """How many items have no responsible agency."""
    surveys: int
    """How many surveys are to be run."""
    respondents: int
    """How many respondents each needs."""
    heaviest: Worth | None
    """The aspect whose items weigh most; None if they are all of one aspect."""
    documents: tuple[tuple[str, int], ...]
    """The kinds of document that are required most often, and for how many items."""


class Summary(NamedTuple):
    """Where a region, or a dimension of it, is, and what to decide. All figures are those of the day."""

    node: Node
    top: Fraction
    last: Standing | None
    since_last: Compared | None
    nation: Nation | None
    to_median: Compared | None
    target: Target | None
    to_target: Compared | None
    aspects: tuple[AspectLine, ...]
    """The aspects that lose most first, at most `MOST_ASPECTS`."""
    more_aspects: int
    decisions: tuple[Decision, ...]
    more_steps: int
    """How many groups of things to do are not shown, and what they gain together."""
    more_gain: Fraction
    first_week: FirstWeek | None
    """Only while nothing is answered."""
    plan: TargetPlan | None
    """How the target is reached; None without a target, or if the library for many steps is not installed."""


def build_summary(model: Model, score: Score, todo: Todo, loss: OfficialLoss | None, node: Node | None) -> Summary:
    """The summary of a score; of one dimension of it, if its `node` is given: that is compared with nothing."""
    year = score.stage.year
    whole = node is None
    shown = score.final if node is None else node
    last = latest_standing(model, year) if whole else None
    nation = latest_distribution(model, year) if whole else None
    spread = nation.distribution.values.get("final") if nation else None
    targets = {t.aspect: t for t in _targets(model, score)} if whole else {}
    target = targets.get(None)
    groups = group_steps(todo, score)
    needed = _needed(groups)
    rest = [group for group in groups if group.gain and group not in needed]
    lines = _aspects(score, last, nation, targets, loss) if whole else ()
    return Summary(
        node=shown,
        top=exact(score.instrument.highest),
        last=last,
        since_last=_compared(shown, last.final if last and _same_scale(model, score, last) else None),
        nation=nation,
        to_median=_compared(shown, spread[2] if spread else None),
        target=target,
        to_target=_compared(shown, target.value if target else None),
        aspects=lines[:MOST_ASPECTS],
        more_aspects=len(lines[MOST_ASPECTS:]),
        decisions=tuple(map(_decision, needed)),
        more_steps=len(rest),
        more_gain=sum((group.gain for group in rest), ZERO),
        first_week=None if shown.answered else _first_week(score, todo, shown),
        plan=_plan(score, todo, target) if target and shown.answered else None,
    )


def _plan(score: Score, todo: Todo, target: Target) -> TargetPlan | None:
    try:
        return plan_stage(score, todo.steps, exact(target.value), None)
    except (ImportError, UnsolvedError):
        return None


def _same_scale(model: Model, score: Score, standing: Standing) -> bool:
    """Whether a published index has the scale of this score, so that the two can be compared."""
    rules = model.instruments.get(standing.result.instrument or "")
    return rules is None or (rules.lowest, rules.highest) == (score.instrument.lowest, score.instrument.highest)


def _compared(node: Node, figure: float | None) -> Compared | None:
    return None if figure is None else Compared(exact(figure), node.supported - exact(figure))


def _targets(model: Model, score: Score) -> Iterable[Target]:
    return (t for t in model.program.targets if t.stage == score.stage.id) if model.program else ()


def _aspects(
    score: Score,
    last: Standing | None,
    nation: Nation | None,
    targets: dict[str | None, Target],
    loss: OfficialLoss | None,
) -> tuple[AspectLine, ...]:
    """The aspects, the ones that lose most first: in the last official result, while nothing is answered."""
    tops = {aspect.id: exact(aspect.highest) for aspect in score.instrument.aspects}
    before = {part.id: part.points for part in loss.aspects} if loss else {}
    spreads = nation.distribution.values if nation else {}
    lines = (
        AspectLine(
            node=node,
            lost=node.weight * (tops[node.id] - node.supported),
            spread=spreads.get(node.id),
            published=last.row.aspects.get(node.id) if last else None,
            rank=last.row.ranks.get(node.id) if last else None,
            lost_before=before.get(node.id),
            target=targets.get(node.id),
        )
        for node in score.aspects
    )
    if score.final.answered or not before:
        return tuple(sorted(lines, key=lambda line: -line.lost))
    return tuple(sorted(lines, key=lambda line: -(line.lost_before or ZERO)))


def _needed(groups: tuple[OwedGroup, ...]) -> tuple[OwedGroup, ...]:
    """What gains most: first of what is owed, then of what improves what is already proved."""
    gaining = [group for group in groups if group.gain]
    owed = [group for group in gaining if group.what not in LATER]
    later = [group for group in gaining if group.what in LATER]
    return tuple([*owed, *later][:DECISIONS])


def _decision(group: OwedGroup) -> Decision:
    gains: dict[str, Fraction] = {}
    for entry in group.entries:
        for name in entry.agencies:
            gains[name] = gains.get(name, ZERO) + entry.gain
    named = sorted(gains, key=lambda name: -gains[name])
    due = min((entry.due for entry in group.entries if entry.due), default=None)
    return Decision(group, tuple(named[:MOST_NAMES]), len(named[MOST_NAMES:]), due)


def _first_week(score: Score, todo: Todo, node: Node) -> FirstWeek:
    items = {leaf.item.id for leaf in node.leaves}
    steps = [step for step in todo.steps if items.intersection(step.items)]
    needed = Counter(kind for step in steps for kind in step.wanted)
    aspects = {leaf.item.aspect for leaf in node.leaves}
    worth = [one for one in todo.worth if one.aspect.id in aspects]
    return FirstWeek(
        items=len(items),
        unnamed=sum(len(step.leaves) for step in steps if not step.agencies),
        surveys=sum(step.kind is SURVEY for step in steps),
        respondents=score.instrument.survey.respondents,
        heaviest=worth[0] if len(worth) > 1 else None,
        documents=tuple(needed.most_common(MOST_NAMES)),
    )
