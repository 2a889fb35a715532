"""Two surveys compared, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...words.json import number

if TYPE_CHECKING:
    from ....model.survey import Survey
    from ....survey.summary.compare import Comparison, Pair
    from ....survey.summary.interval import Figures


def compare_data(comparison: Comparison) -> dict[str, Any]:
    """What two surveys have in common, with the means before and after."""

    def pair(one: Pair) -> dict[str, Any]:
        return {
            **{name: _figures(side) for name, side in (("before", one.before), ("after", one.after))},
            "difference": number(one.difference),
            "interval": None
            if (ends := one.interval) is None
            else {key: round(n, 6) for key, n in ends._asdict().items()},
            "not_comparable": [reason.id for reason in one.reasons],
        }

    return {
        **{name: _survey(one) for name, one in (("before", comparison.before), ("after", comparison.after))},
        "scale": None if comparison.scale is None else dict(zip(("lowest", "highest"), comparison.scale, strict=True)),
        "not_comparable": [reason.id for reason in comparison.reasons],
        "only_before": list(comparison.only_before),
        "only_after": list(comparison.only_after),
        "statements": {name: pair(one) for name, one in comparison.statements},
        "sub_dimensions": {name: pair(one) for name, one in comparison.sub_dimensions},
        "programmes": [{"name": name, **pair(one)} for name, one in comparison.programmes],
    }


def _survey(survey: Survey) -> dict[str, Any]:
    return {"id": survey.id, "stage": survey.stage, "collected": survey.collected}


def _figures(one: Figures) -> dict[str, Any]:
    return {"n": one.n, "mean": number(one.mean), "deviation": number(one.deviation)}
