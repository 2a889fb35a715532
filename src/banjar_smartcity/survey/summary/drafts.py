"""Drafts: the records that an import would write, and whether they would overwrite what a person has written."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ...diagnostics import At
from ...evidence.holdings import take_stock
from ...evidence.proof import prove
from ...i18n import N_
from ...model.model import Model
from ...model.survey import Survey, build_survey
from ...model.survey_seal import is_untouched, mark_of
from ...named import NamedTuple
from ...privacy.groups import FEWEST
from ...regions.editors import schema_path
from ...scoring.support import Support, survey_support
from ...source.document import Document
from ...source.yaml_write import yaml_text
from ...workspace.disk import Disk
from ...workspace.layout import load_inside
from ..answers.account import TableAccount
from ..answers.programmes import FIELDS, programmes_of
from ..columns.statements import Statements
from ..gather import Gathered
from .complete import part_answers
from .earlier.apart import is_repeated, too_close
from .earlier.published import Published, published
from .earlier.related import of_one_survey
from .earlier.rest import TooClose
from .earlier.steps import without_small_steps
from .record import concerns, record_id, record_of, sealed

SPACED = ("programmes", "statements", "sub_dimensions", "lint", "imported", "note")
"""Keys of a record that have a blank line before them."""


class Conflict(NamedTuple):
    """Why a record may not be written: a message id and its facts."""

    msgid: str
    facts: Mapping[str, object]
    groups: tuple[str, ...] = ()
    """What the figures are about that may not be published: dimensions, sub-dimensions, statements or programmes."""


class SurveyDraft(NamedTuple):
    """A record to be written: its path, its text, and what the output says about it."""

    path: str
    text: str
    conflict: Conflict | None
    summary: Mapping[str, Any]
    support: Support
    record: Mapping[str, Any]
    """What the text says, as data."""
    tables: Sequence[TableAccount]
    """The tables that it comes from."""
    is_first: bool
    """Whether no version of it was published yet, or one that says the same; else their numbers of rows would tell."""


def draft_records(gathered: Gathered, model: Model, root: Path, *, replace: bool) -> list[SurveyDraft]:
    """One draft for each dimension with answers; `replace` allows overwriting what a person has written.

    Nothing allows figures that, together with those of an earlier version, would give somebody away.
    """
    before = published(root)
    dimensions = gathered.collected.dimensions
    return [_draft(gathered, dimension, model, root, before, replace=replace) for dimension in dimensions]


def _draft(
    gathered: Gathered, dimension: str, model: Model, root: Path, before: Published, *, replace: bool
) -> SurveyDraft:
    collected = gathered.collected
    findings = [f for f in gathered.findings if concerns(f, dimension, collected)]
    files = {form.path for form, _ in collected.forms_of(dimension)}
    tables = [table for table in gathered.tables if table.path in files]
    sources = {file.path for file in gathered.files if any(table.path in files for table in file.tables)}
    numbers = (sum(t.rows for t in tables), len(sources), sum(t.not_counted for t in tables))
    record = record_of(collected, dimension, findings, numbers)
    items = {statement["item"] for statement in record["statements"]}
    marks = collected.statements.marks
    versions = before.of(dimension, items)
    own = [one for one in versions if of_one_survey(record, one, marks)]
    answers = part_answers(collected, dimension)
    kinds = {part: one.kinds for part, one in answers.items()}
    record = sealed(without_small_steps(record, own, collected.statements, kinds))
    rivals = [s for s in model.surveys.values() if s.stage == collected.stage.id and _is_rival(s, items, dimension)]
    path = f"data/surveys/{record_id(dimension, collected.stage.id)}.yaml"
    conflict = None
    if len(rivals) == 1:
        path, record["id"] = rivals[0].at.path, rivals[0].id
    elif rivals:
        names = ", ".join(survey.at.path for survey in rivals)
        conflict = Conflict(N_("several records already give results of these statements: {names}"), {"names": names})
    kept: list[str] = []
    replaced = os.path.lexists(root / path)
    if replaced and conflict is None:
        loaded = load_inside(Disk(root), path)
        conflict = None if replace else _conflict(path, loaded.text, loaded.document, items)
        # Values that an import wrote are not kept: the tables may no longer have them.
        kept = _keep(record, loaded.document) if replace and not is_untouched(loaded.text) else []
    conflict = conflict or _unread(path, before) or _told(path, record, versions, collected.statements)
    programmes = programmes_of(collected, dimension)
    unknown = sorted({one.agency for one in programmes if one.agency is not None and one.agency_id is None})
    # Support is that of the record with what a person filled in, so that import and score agree.
    proof = None
    if any(programme.get("evidence") for programme in record["programmes"]):
        holdings = take_stock(Disk(root), model.evidence.values())
        proof = prove(model, holdings, collected.today)
    support = survey_support(build_survey(At(path), record), model.instrument, proof)
    summary = {
        "id": record["id"],
        "path": path,
        "stage": record["stage"],
        "dimension": dimension,
        "respondents": record["respondents"],
        "replaced": replaced,
        "supported": support.supported,
        "lint": record["lint"],
        "imported": record["imported"],
        "sub_dimensions": record["sub_dimensions"],
        "statements": record["statements"],
        "agencies_unknown": unknown,
        "kept": kept,
        "left_out": {p: a.left_out for p, a in answers.items() if a.left_out},
        "compared": "history" if before.complete else "disk",
    }
    return SurveyDraft(
        path=path,
        text=text_of(record, schema_path(root, path, "survey")),
        conflict=conflict,
        summary=summary,
        support=support,
        record=record,
        tables=tables,
        is_first=all(is_repeated(record, version) for version in own),
    )


def _is_rival(survey: Survey, items: set[str], dimension: str) -> bool:
    return survey.dimension == dimension and any(statement.item in items for statement in survey.statements)


def text_of(record: Mapping[str, Any], schema: str) -> str:
    """The record as YAML with a hash of its text, by which a later import sees whether anybody has changed it.

    `schema` is the path of the schema for editors.
    """
    rows = record["imported"]["rows"]
    source = "" if rows is None else f" dari {rows} baris"
    mark = "0" * 12
    lines = (
        f"Ditulis oleh smartcity survey import{source}; hanya angka gabungan (nilai hash {mark})",
        "Yang kosong (null) boleh diisi; impor berikutnya tidak menimpa perubahan tanpa --replace.",
    )
    text = yaml_text(record, schema, lines, SPACED)
    return text.replace(mark, mark_of(text), 1)


def _unread(path: str, before: Published) -> Conflict | None:
    """Why nobody can know what was published earlier; None if that is known."""
    if before.unread is None:
        return None
    if not before.unread:
        msgid = N_(
            "{path}: this clone does not have the whole history, so that earlier versions are not known. Fetch it with "
            "git fetch --unshallow, then import again"
        )
        return Conflict(msgid, {"path": path})
    if before.trust is not None:
        msgid = N_(
            "{path}: git does not open this repository, since it belongs to somebody else, so that earlier versions "
            "are not known. If you trust all that is in it, run once: {command}"
        )
        return Conflict(msgid, {"path": path, "command": before.trust})
    msgid = N_("{path}: git cannot read the history, so that earlier versions are not known: {why}")
    return Conflict(msgid, {"path": path, "why": before.unread})


def _told(
    path: str, record: Mapping[str, Any], versions: Sequence[Mapping[str, Any]], statements: Statements
) -> Conflict | None:
    """Why figures may not be published next to those of an earlier version; None if they may."""
    close = too_close(record, versions, statements)
    if close is None:
        return None
    numbers = {"before": close.before, "after": close.after, "missing": close.missing}
    return Conflict(_reason(close), {"path": path, **numbers}, (close.group, *close.also))


def _reason(close: TooClose) -> str:
    """Why two figures are too close, in words that say what can be done."""
    if close.before == close.after:
        return N_(
            "{path}: earlier versions give {group} of {before} respondents too, but with other answers; both together "
            "would tell which answers of a few people were changed. Keep the correction, and import it together with "
            "at least this many more respondents: {missing}. Or import the same tables as before. No option goes past "
            "this"
        )
    if abs(close.after - close.before) < FEWEST:
        return N_(
            "{path}: earlier versions give {group} of {before} respondents, this one of {after}; the difference would "
            "tell what a few of them answered. Respondents still missing: {missing}. Import again when there are that "
            "many more, or the same tables as before. No option goes past this"
        )
    return N_(
        "{path}: earlier versions give {group} of {before} respondents, this one of {after}; the difference would tell "
        "what those answered who are in one of them only, for example because all of them gave the same mark. "
        "Respondents still missing, at least: {missing}. Import again when there are that many more, or the same "
        "tables as before. No option goes past this"
    )


def _conflict(path: str, text: str, document: Document | None, items: set[str]) -> Conflict | None:
    """Why an existing file may not be replaced; None if it may."""
    data = document.data if document else None
    if not isinstance(data, dict) or not data.get("imported"):
        return Conflict(N_("{path} was not written by an import; check it, then add --replace"), {"path": path})
    if not is_untouched(text):
        return Conflict(
            N_("{path} has been changed by hand since its import; check it, then add --replace"), {"path": path}
        )
    statements = data.get("statements")
    known = (
        {s["item"] for s in statements if isinstance(s, dict) and "item" in s}
        if isinstance(statements, list)
        else set()
    )
    if known - items:
        return Conflict(
            N_(
                "{path} contains results of statements that are not in these files; import all files of the "
                "stage together"
            ),
            {"path": path},
        )
    return None


def _keep(record: dict[str, Any], document: Document | None) -> list[str]:
    """Copy into the record what a person filled in and the tables do not have; return the names of these fields."""
    data = document.data if document else None
    kept: list[str] = []
    if not isinstance(data, dict):
        return kept
    for key in ("starts_on", "ends_on"):
        if record[key] is None and isinstance(data.get(key), str):
            days = {**record, key: data[key]}
            if not days["starts_on"] or not days["ends_on"] or days["starts_on"] <= days["ends_on"]:
                record[key] = data[key]
                kept.append(key)
    if "collected" not in record and data.get("collected") is not None:
        record["collected"] = data["collected"]
        kept.append("collected")
    if data.get("note") is not None:
        record["note"] = data["note"]
        kept.append("note")
    before = data.get("programmes")
    for programme in record["programmes"]:
        for old in before if isinstance(before, list) else ():
            if not isinstance(old, dict) or old.get("sub_dimension") != programme["sub_dimension"]:
                continue
            same = programme["name"] is None or old.get("name") == programme["name"]
            for field in FIELDS:
                if same and programme[field] is None and old.get(field) is not None:
                    programme[field] = old[field]
                    kept.append(f"programmes.{programme['sub_dimension']}.{field}")
            if same and old.get("evidence") and "evidence" not in programme:
                programme["evidence"] = old["evidence"]
                kept.append(f"programmes.{programme['sub_dimension']}.evidence")
    return kept


__all__: Sequence[str] = ("Conflict", "SurveyDraft", "draft_records", "text_of")
