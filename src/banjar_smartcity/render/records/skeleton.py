"""The skeleton of a record of an innovation, with comments that say what to fill in."""

from __future__ import annotations

from ...i18n import N_, Language
from ...source.yaml_write import schema_comment

_INNOVATION = (
    (N_("Fill in what is known and keep null for the rest. Then run: smartcity validate"), ""),
    ("", "id: {id}"),
    (N_("The name that people use."), "name: null"),
    (N_("What the name stands for, each with the sources that say so: {text: …, sources: [id]}."), "expansions: []"),
    (N_("governance, branding, economy, living, society or environment."), "dimension: {dimension}"),
    (N_("A sub-dimension of that dimension, or null while it is not clear."), "sub_dimension: null"),
    (N_("provisional, confirmed or withdrawn."), "status: provisional"),
    (N_("Who runs it: {kind: agency, agency: dkisp, sources: [id]}, or another kind with a name."), "owners: []"),
    (N_("When it came into use: a year, a month or a day."), "started: null"),
    (N_("What it does: {text: …, sources: [id]}."), "description: null"),
    (N_("The problem that it solves, how, and what is new about it: {text: …, sources: [id]}."), "problem: null"),
    ("", "method: null"),
    ("", "novelty: null"),
    (
        N_("Measures: {id: …, measure: …, unit: …, before: {value: 14, year: 2023, sources: [id]}, after: null}."),
        "results: []",
    ),
    (N_("Whether it is digital: {value: true, sources: [id]}."), "digital: null"),
    (N_("{value: initiative, trial or in-use, sources: [id]}."), "phase: null"),
    (
        N_("{value: head-of-region, council, agency, civil-servant or community, sources: [id]}; never a person."),
        "initiator: null",
    ),
    (N_("{value: administration, public-service or other, sources: [id]}."), "kind: null"),
    (N_("Affairs of government: {id: kesehatan, name: Kesehatan, main: true, sources: [id]}."), "affairs: []"),
    (N_("When it was tried out: {date: 2022-01, sources: [id]}."), "trial: null"),
    (N_("What is known: {text: …, date: 2023-05-30, sources: [id]}."), "facts: []"),
    (N_("What is not known yet, one entry each."), "unknowns: []"),
    (N_("The id of another innovation that may be the same."), "possible_duplicate_of: null"),
    (N_("Missions of the RPJMD that it serves, from data/program.yaml."), "missions: []"),
    (N_("Programme and activity that pay for it: {text: …, sources: [id]}."), "programme: null"),
    ("", "activity: null"),
    (N_("By year: {year: 2023, line: 5.1.02.01.01.0024, amount: null, sources: [id]}."), "budget: []"),
    (N_("Groups that take part, never persons: {kind: kim, name: …, sources: [id]}."), "participants: []"),
    (N_('Its evidence: {evidence: id, pages: "3-4"}, from data/evidence/.'), "evidence: []"),
    (N_("Where this record comes from: ids of data/sources.yaml."), "sources: []"),
)


def innovation_skeleton(innovation_id: str, dimension: str | None, lang: Language, schema: str) -> str:
    """A record of an innovation as YAML, in which nothing but its id and perhaps its dimension is known.

    `schema` is the path of the schema for editors, as it is written in the file.
    """
    lines = [schema_comment(schema)]
    for comment, line in _INNOVATION:
        if comment:
            lines.append("# " + lang.translate(comment))
        lines.append(line.format(id=innovation_id, dimension=dimension or "null") if line else "")
    return "\n".join(lines) + "\n"
