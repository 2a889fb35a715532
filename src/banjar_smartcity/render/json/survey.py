"""Surveys as JSON: the findings of the lint, the result of an import, and two surveys compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ...i18n import Language
from ...survey.table.findings import Rows
from ..words.json import number
from .values import findings_data

if TYPE_CHECKING:
    from ...survey.gather import Gathered
    from ...survey.summary.compare import Comparison, Pair


FACTS = ("dimension", "sub_dimension")
"""Facts of a finding that are keys of their own."""


def lint_data(gathered: Gathered, lang: Language) -> dict[str, Any]:
    """Findings as plain data, each with the numbers of at most 1,000 of its rows and the count of all of them."""
    data = findings_data(gathered.findings, len(gathered.reads), lang)
    names = gathered.column_names
    for entry, finding in zip(data["findings"], gathered.findings, strict=True):
        entry["column_name"] = names.get((finding.path, finding.position.column))
        rows = finding.facts.get("rows")
        if isinstance(rows, Rows):
            count = finding.facts.get("count")
            entry["rows"] = list(rows)
            entry["count"] = count if isinstance(count, int) and len(rows) == 1000 else len(rows)
        for name in FACTS:
            if (value := finding.facts.get(name)) is not None:
                entry[name] = list(value) if isinstance(value, tuple) else value
    return data


def import_data(data: dict[str, Any], surveys: Iterable[Mapping[str, Any]], *, written: bool) -> dict[str, Any]:
    """The data of the lint, whether records were written, and a summary of each."""
    return {**data, "written": written, "surveys": list(surveys)}


def compare_data(comparison: Comparison) -> dict[str, Any]:
    """What two surveys have in common, with the means before and after."""

    def pair(one: Pair) -> dict[str, Any]:
        return {
            "before": {"n": one.before.n, "mean": number(one.before.mean)},
            "after": {"n": one.after.n, "mean": number(one.after.mean)},
            "difference": number(one.difference),
        }

    return {
        "before": {"id": comparison.before.id, "stage": comparison.before.stage},
        "after": {"id": comparison.after.id, "stage": comparison.after.stage},
        "statements": {name: pair(one) for name, one in comparison.statements},
        "sub_dimensions": {name: pair(one) for name, one in comparison.sub_dimensions},
        "programmes": [{"name": name, **pair(one)} for name, one in comparison.programmes],
    }
