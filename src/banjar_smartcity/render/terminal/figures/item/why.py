"""Why a score is not higher: the points lost by cause, and each item with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from .....diagnostics import At
from .....i18n import N_, Language, Text, round_half_up
from .....model.evidence import EVIDENCE_KINDS
from .....model.instrument import Instrument
from .....scoring.bridge import bridge, differences
from .....scoring.losses import OfficialLoss
from .....scoring.parts import Leaf, Node
from ....words.points import PLACES, signed
from ....words.records.people import respondents
from ....words.scale import level
from ....words.wording import as_written, express
from ...console import WIDE, broken, styled, table

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text as Styled

DIFFERENCES = 10
"""The most items shown of those that the assessors scored differently from the region."""


def print_bridge(out: Console, node: Node, instrument: Instrument, lang: Language) -> None:
    """Print the way from the highest score down to the supported one: the points lost by each cause."""
    way = bridge(node, instrument)
    if not way.losses:
        return
    _ = lang.translate
    rows = [[_(N_("highest score")), "", lang.number(way.top, PLACES)]]
    for loss in way.losses:
        rows.append(["− " + express(loss.cause, lang), str(loss.items), "−" + lang.number(loss.points, PLACES)])
    rows.append(["= " + _(N_("supported by evidence")), "", lang.number(way.supported, PLACES)])
    out.print()
    title = _(N_("Why {supported} and not {top}"))
    heading = title.format(supported=lang.number(way.supported), top=lang.number(way.top))
    out.print(table([heading, _(N_("Items")), _(N_("Points"))], rows))
    shown = [round_half_up(loss.points, PLACES) for loss in way.losses]
    if round_half_up(way.top, PLACES) - sum(shown) != round_half_up(way.supported, PLACES):
        out.print(styled(_(N_("Rounded when shown: the last digit of the sum may differ.")), "dim"))


def print_differences(out: Console, node: Node, lang: Language) -> None:
    """Print the items that the assessors scored differently from the region, if their scores are recorded."""
    found = differences(node)
    if not found:
        return
    _ = lang.translate

    def shown(value: Fraction) -> str:
        return lang.number(value, 0 if value.denominator == 1 else 2)

    rows: list[list[Styled | str]] = [
        [
            _named(d.leaf.item.question, d.leaf.item.id, lang),
            shown(d.leaf.claimed),
            shown(d.assessed),
            signed(d.points, lang, 0 if d.points.denominator == 1 else 2),
        ]
        for d in found[:DIFFERENCES]
    ]
    out.print()
    title = lang.ngettext("{n} item assessed differently", "{n} items assessed differently", len(found))
    headings = [title.format(n=len(found)), _(N_("Claimed")), _(N_("Assessed")), _(N_("Difference"))]
    out.print(table(headings, rows))
    if len(found) > DIFFERENCES:
        more = _(N_("The {n} largest differences; --format json has all."))
        out.print(styled(more.format(n=DIFFERENCES), "dim"))


def print_placed(out: Console, loss: OfficialLoss, lang: Language) -> None:
    """Print what each aspect of the official result lost, and what is missing to the median and the upper quartile."""
    _ = lang.translate

    def shown(value: Fraction | None, *, sign: bool = True) -> str:
        if value is None:
            return "–"
        return signed(value, lang, 2) if sign and value else lang.number(value)

    where = [_(N_("Published")), _(N_("Change")), _(N_("Rank")), _(N_("Points lost"))]
    missing = [_(N_("To the median")), _(N_("To the upper quartile"))]
    parts = (*loss.aspects, loss.final)
    left = [
        [
            shown(part.score, sign=False),
            shown(part.change),
            "–" if part.rank is None else str(part.rank),
            lang.number(part.points, PLACES),
        ]
        for part in parts
    ]
    right = [[shown(part.to_median), shown(part.to_upper_quartile)] for part in parts]
    names, first = [lang.text(part.name) for part in parts], _(N_("Aspect"))
    out.print()
    if out.width >= WIDE:
        rows = [[name, *one, *other] for name, one, other in zip(names, left, right, strict=True)]
        out.print(table([first, *where, *missing], rows))
        return
    for heads, cells in ((where, left), (missing, right)):
        out.print(table(broken([first, *heads]), [[name, *row] for name, row in zip(names, cells, strict=True)]))


def print_losses(out: Console, loss: OfficialLoss, lang: Language) -> None:
    """Print the groups and the items that lost most in an official result, if every item score is recorded."""
    _ = lang.translate
    for heading, parts in ((N_("Group"), loss.groups), (N_("Item"), loss.items)):
        shown = [part for part in parts[:DIFFERENCES] if part.points]
        rows: list[list[Styled | str]] = [
            [
                lang.text(part.name) if parts is loss.groups else _named(part.name, part.id, lang),
                lang.number(part.score),
                lang.number(part.points, PLACES),
            ]
            for part in shown
        ]
        out.print()
        out.print(table([_(heading), _(N_("Assessed")), _(N_("Points lost"))], rows))


def _named(name: Text, id: str, lang: Language) -> Styled:
    """A name with the id that is typed to see more of it."""
    return styled(lang.text(name) or id).append("\n").append_text(styled(id, "dim"))


def explain_node(out: Console, node: Node, instrument: Instrument, seen: Mapping[At, str], lang: Language) -> None:
    """Print every item of a node with its score, contribution and reason, and what was seen in its documents."""
    _ = lang.translate
    text = _(N_("{name}: {claimed} claimed, {supported} supported; adds {part}"))
    figures = {"claimed": lang.number(node.claimed), "supported": lang.number(node.supported)}
    part = lang.number(node.contribution, PLACES)
    out.print(styled(text.format(name=lang.text(node.name), **figures, part=part), "bold"))
    headings = [_(N_("Item")), _(N_("Score")), _(N_("Supported"))]
    assessed, wide = any(leaf.given is not None for leaf in node.leaves), out.width >= WIDE
    if assessed and wide:
        headings.append(_(N_("Assessed")))
    if wide:
        headings += [_(N_("Weight %")), _(N_("Contribution"))]
    rows = [_leaf(leaf, instrument, seen, lang, assessed=assessed, wide=wide) for leaf in node.leaves]
    if wide:
        rows.append([*([""] * (len(headings) - 1)), "= " + part])
    out.print(table(headings if wide else broken(headings), rows))


def why(leaf: Leaf, instrument: Instrument, lang: Language) -> str:
    """Why an item counts as it does: its level, what is missing, and which documents do not count."""
    text = express(leaf.reason, lang)
    if leaf.facts:
        text += ": " + ", ".join(lang.translate(EVIDENCE_KINDS[kind]) for kind in leaf.facts)
    if leaf.doubts:
        text += f" ({'; '.join(f'{doubt.evidence}: {express(doubt.reason, lang)}' for doubt in leaf.doubts)})"
    if leaf.survey:
        text += f" ({leaf.survey.id}, {respondents(leaf.survey.respondents, lang)})"
    if leaf.answer and leaf.answer.external:
        text += f" ({_other_index(leaf, lang)})"
    if leaf.answer and leaf.answer.not_applicable:
        text += f" ({lang.text(leaf.answer.not_applicable)})"
    meaning = _level(leaf, instrument)
    if meaning is None:
        return text
    stated = lang.translate(N_("level {level}: {meaning}")).format(
        level=level(leaf.claimed, lang), meaning=lang.text(meaning).rstrip(".")
    )
    return f"{stated} · {text}"


def _other_index(leaf: Leaf, lang: Language) -> str:
    """The recorded value of another body's index, with its year."""
    given, asked = leaf.answer and leaf.answer.external, leaf.item.external
    if not given:
        return ""
    value = f"{given.year}: {as_written(given.value, lang)}"
    return f"{lang.text(asked.name)} {value}" if asked else value


def _level(leaf: Leaf, instrument: Instrument) -> Text | None:
    """The text of the claimed level; None if there is none."""
    if leaf.answer is None or leaf.answer.level is None:
        return None
    ladder = instrument.ladder(leaf.item)
    return ladder.levels.get(leaf.answer.level) if ladder else None


def _leaf(
    leaf: Leaf, instrument: Instrument, seen: Mapping[At, str], lang: Language, *, assessed: bool, wide: bool
) -> list[Styled | str]:
    def score(value: Fraction | None) -> str:
        return "–" if value is None else level(value, lang)

    first = styled(lang.text(leaf.item.question), "bold")
    for line in (leaf.item.id, why(leaf, instrument, lang)):
        first.append("\n").append_text(styled(line, "dim"))
    if leaf.given is not None and not wide:  # a column of its own would break ids
        name = lang.translate(N_("Assessed"))
        first.append("\n").append_text(styled(f"{name}: {score(leaf.given)}", "dim"))
    for use in leaf.answer.evidence if leaf.answer else ():
        if words := seen.get(use.at):
            first.append("\n").append_text(styled(f"{use.evidence}: {words}", "cyan"))
    cells: list[Styled | str] = [first, score(leaf.claimed), score(leaf.supported)]
    if assessed and wide:
        cells.append(score(leaf.given))
    if wide:
        cells += [lang.number(leaf.weight * 100, 3), lang.number(leaf.contribution, PLACES)]
    return cells
