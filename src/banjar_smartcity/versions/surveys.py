"""Surveys: records that a change adds or alters, next to every version of them that was published before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from ..checking.gathering.documents import of_kind
from ..diagnostics import Finding
from ..rules.policy import SURVEY_MARKS_TOLD, SURVEY_MEANS_TOLD, SURVEY_NOT_COMPARED, SURVEY_TOO_CLOSE
from ..source import Locator
from ..survey.columns.statements import statements_of
from ..survey.summary.earlier.apart import too_close
from ..survey.summary.earlier.published import Published, committed, groups_of, of_surveys
from ..survey.summary.earlier.related import of_one_survey
from ..survey.summary.earlier.steps import told_distributions, told_means
from .index.version import Version


def compare_surveys(base: Version, head: Version, root: Path, commits: Sequence[str]) -> Iterator[Finding]:
    """The figures that give somebody away next to those in the history of these commits, as an import would refuse."""
    before, after = (_surveys(side) for side in (base, head))
    known = [groups_of(data) for data in before.values()]
    changed = {path: data for path, data in after.items() if (groups := groups_of(data)) and groups not in known}
    if not changed:
        return
    history = committed(root, commits) if commits else Published((), complete=True)
    versions = (*before.values(), *history.versions)
    statements, locate = statements_of(head.checked.model), Locator(head.checked.texts)
    for survey in head.checked.model.surveys.values():
        data = changed.get(survey.at.path)
        if data is None:
            continue
        at = survey.at / "respondents"
        place = locate(at)
        if not history.complete:
            yield Finding(SURVEY_NOT_COMPARED, at.path, place, {}, None, at.pointer)
        earlier = of_surveys(versions, str(data["dimension"]), {one.item for one in survey.statements})
        close = too_close(data, earlier, statements)
        if close is not None:
            numbers = {"before": close.before, "after": close.after, "missing": close.missing}
            facts = {"group": (close.group, *close.also), **numbers}
            yield Finding(SURVEY_TOO_CLOSE, at.path, place, facts, None, at.pointer)
            continue
        own = [one for one in earlier if of_one_survey(data, one, statements.marks)]
        for kind, told in (
            (SURVEY_MARKS_TOLD, told_distributions(data, own, statements.marks)),
            (SURVEY_MEANS_TOLD, told_means(data, own, statements)),
        ):
            if names := tuple(dict.fromkeys(name or part for _, part, name in told)):
                yield Finding(kind, at.path, place, {"group": names}, None, at.pointer)


def _surveys(side: Version) -> dict[str, Mapping[str, Any]]:
    """The data of the surveys of a version, by path."""
    return {one.path: cast(Mapping[str, Any], one.data) for one in of_kind(side.checked.sound, "survey")}
