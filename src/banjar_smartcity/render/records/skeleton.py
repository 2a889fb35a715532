"""The skeleton of a record of an innovation, with comments that say what to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...i18n import N_, Language
from ...source.yaml_write import mapping_lines, schema_comment

_INNOVATION: tuple[tuple[str, str, object], ...] = (
    (N_("Fill in what is known and keep null for the rest. Then run: smartcity validate"), "", None),
    ("", "id", None),
    (N_("The name that people use."), "name", None),
    (N_("What the name stands for, each with the sources that say so: {text: …, sources: [id]}."), "expansions", []),
    (N_("governance, branding, economy, living, society or environment."), "dimension", None),
    (N_("A sub-dimension of that dimension, or null while it is not clear."), "sub_dimension", None),
    (N_("provisional, confirmed or withdrawn."), "status", "provisional"),
    (N_("Who runs it: {kind: agency, agency: dkisp, sources: [id]}, or another kind with a name."), "owners", []),
    (N_("When it came into use: a year, a month or a day."), "started", None),
    (N_("What it does: {text: …, sources: [id]}."), "description", None),
    (N_("The problem that it solves, how, and what is new about it: {text: …, sources: [id]}."), "problem", None),
    ("", "method", None),
    ("", "novelty", None),
    (
        N_("Measures: {id: …, measure: …, unit: …, before: {value: 14, year: 2023, sources: [id]}, after: null}."),
        "results",
        [],
    ),
    (N_("Whether it is digital: {value: true, sources: [id]}."), "digital", None),
    (N_("{value: initiative, trial or in-use, sources: [id]}."), "phase", None),
    (
        N_("{value: head-of-region, council, agency, civil-servant or community, sources: [id]}; never a person."),
        "initiator",
        None,
    ),
    (N_("{value: administration, public-service or other, sources: [id]}."), "kind", None),
    (N_("Affairs of government: {id: kesehatan, name: Kesehatan, main: true, sources: [id]}."), "affairs", []),
    (N_("When it was tried out: {date: 2022-01, sources: [id]}."), "trial", None),
    (N_("What is known: {text: …, date: 2023-05-30, sources: [id]}."), "facts", []),
    (N_("What is not known yet, one entry each."), "unknowns", []),
    (N_("The id of another innovation that may be the same."), "possible_duplicate_of", None),
    (N_("Missions of the RPJMD that it serves, from data/program.yaml."), "missions", []),
    (N_("Programme and activity that pay for it: {text: …, sources: [id]}."), "programme", None),
    ("", "activity", None),
    (N_("By year: {year: 2023, line: 5.1.02.01.01.0024, amount: null, sources: [id]}."), "budget", []),
    (N_("Groups that take part, never persons: {kind: kim, name: …, sources: [id]}."), "participants", []),
    (N_('Its evidence: {evidence: id, pages: "3-4"}, from data/evidence/.'), "evidence", []),
    (N_("Where this record comes from: ids of data/sources.yaml."), "sources", []),
)


def innovation_skeleton(innovation_id: str, lang: Language, schema: str, known: Mapping[str, Any]) -> str:
    """A record of an innovation as YAML: its id, what is known by key, and nothing else.

    `schema` is the path of the schema for editors, as it is written in the file.
    """
    lines = [schema_comment(schema)]
    values: dict[str, Any] = {"id": innovation_id, **known}
    for comment, key, nothing in _INNOVATION:
        if comment:
            lines.append("# " + lang.translate(comment))
        lines += mapping_lines({key: values.pop(key, nothing)}, "", "") if key else [""]
    lines += [line for key, value in values.items() for line in mapping_lines({key: value}, "", "")]
    return "\n".join(lines) + "\n"
