"""Surveys as JSON: what the lint found, what an import wrote, and two surveys side by side."""

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


def lint_data(gathered: Gathered, lang: Language) -> dict[str, Any]:
    """Findings as plain data, with the rows they are about: of very many the first thousand, and how many there are."""
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
            if (told := finding.facts.get(name)) is not None:
                entry[name] = list(told) if isinstance(told, tuple) else told
    return data


def import_data(data: dict[str, Any], surveys: Iterable[Mapping[str, Any]], *, written: bool) -> dict[str, Any]:
    """What an import did."""
    return {**data, "written": written, "surveys": list(surveys)}


def compare_data(comparison: Comparison) -> dict[str, Any]:
    """Two surveys side by side."""

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
