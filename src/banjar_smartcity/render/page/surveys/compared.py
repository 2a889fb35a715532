"""Two surveys on one scale as a page: both means of each figure, and the 95 % interval of their difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from ....i18n import N_, Language
from ....model.model import Model
from ....named import NamedTuple
from ....survey.summary.compare import Comparison, Pair
from ...words.compared.surveys import INTERVAL, ONLY_ASKED, WAY_UNKNOWN, asked_names, half_width, reason_lines
from ...words.points import signed
from ...words.scale import Span
from ..environment import FORMATS, STYLE, environment, generate, style

PAGE = "survey_compared.html.j2"
STYLES = (STYLE, "html/chart.css", "html/survey.css", "html/print.css")


class PairLine(NamedTuple):
    """A pair of figures as words, and the places of its marks on the scale in percent; None if they are not drawn."""

    name: str
    before: str
    after: str
    difference: str
    why: str | None
    marks: tuple[str, str] | None
    interval: tuple[str, str] | None
    """Where the interval begins, counted from the earlier mean, and how wide it is."""


def render_compared(comparison: Comparison, model: Model, lang: Language) -> Iterator[str]:
    """The pieces of the page, one after the other."""
    page = environment(FORMATS["html"], {}, lang)
    names = asked_names(model, lang)
    span = None if comparison.scale is None else Span(*map(Fraction, comparison.scale))
    sections = (
        ("programmes", comparison.programmes),
        ("sub_dimensions", comparison.sub_dimensions),
        ("statements", comparison.statements),
    )
    asked = zip((comparison.only_before, comparison.only_after), ONLY_ASKED, strict=True)
    unknown = comparison.before.collected is None or comparison.after.collected is None
    shown = [(id, _lines(pairs, names, span, lang)) for id, pairs in sections if pairs]
    values = {
        "lang": lang.code,
        "region": lang.text(model.program.region) if model.program else "",
        **_titles(comparison, model, lang),
        "interval_name": lang.translate(N_("95 % interval, counted from before")),
        "reasons": list(reason_lines(comparison, lang, names)),
        "ticks": [(tick, _percent(span, tick)) for tick in span.ticks] if span else [],
        "sections": shown,
        "drawn": any(line.marks for _, lines in shown for line in lines),
        "notes": [
            *(
                lang.translate(text).format(names=", ".join(names.get(id, id) for id in only))
                for only, text in asked
                if only
            ),
            *([lang.translate(WAY_UNKNOWN)] if unknown else []),
            lang.translate(INTERVAL),
        ],
        "style": lambda: style(page, *STYLES),
    }
    return generate(page, PAGE, values)


def _titles(comparison: Comparison, model: Model, lang: Language) -> dict[str, str]:
    """What the two are about, and their stages; their ids where these are the same."""
    surveys = (comparison.before, comparison.after)
    dimension = model.dimensions.get(comparison.after.dimension)
    stages = [lang.text(stage.name) if (stage := model.stage(one.stage)) else one.id for one in surveys]
    before, after = stages if len(set(stages)) > 1 else (one.id for one in surveys)
    same = len({one.dimension for one in surveys}) == 1
    return {"dimension": lang.text(dimension.name) if dimension and same else "", "before": before, "after": after}


def _lines(
    pairs: Sequence[tuple[str, Pair]], names: Mapping[str, str], span: Span | None, lang: Language
) -> list[PairLine]:
    return [_line(names.get(name, name), pair, span, lang) for name, pair in pairs]


def _line(name: str, pair: Pair, span: Span | None, lang: Language) -> PairLine:
    marks = interval = None
    if (
        span is not None
        and pair.difference is not None
        and pair.before.mean is not None
        and pair.after.mean is not None
    ):
        marks = (_percent(span, pair.before.mean), _percent(span, pair.after.mean))
        if (ends := pair.interval) is not None:
            low, high = (_place(span, pair.before.mean + Fraction(end)) for end in ends)
            interval = (f"{low:.2f}%", f"{high - low:.2f}%")
    return PairLine(
        name=name,
        before=_figures(pair.before.n, pair.before.mean, lang),
        after=_figures(pair.after.n, pair.after.mean, lang),
        difference="–"
        if pair.difference is None
        else f"{signed(pair.difference, lang, 2)}{half_width(pair, lang, ' ')}",
        why="; ".join(lang.translate(reason.msgid) for reason in pair.reasons) or None,
        marks=marks,
        interval=interval,
    )


def _figures(n: int | None, mean: Fraction | None, lang: Language) -> str:
    return f"{'–' if mean is None else lang.number(mean)} (n\N{NO-BREAK SPACE}{'–' if n is None else n})"


def _place(span: Span, value: Fraction) -> float:
    return float(min(max(span.share(value), Fraction(0)), Fraction(1))) * 100


def _percent(span: Span, value: Fraction | float) -> str:
    return f"{_place(span, Fraction(value)):.2f}%"
