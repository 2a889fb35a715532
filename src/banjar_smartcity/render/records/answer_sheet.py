"""A new sheet of answers, with the question of each item and the evidence that it requires as comments."""

from __future__ import annotations

from collections.abc import Iterator

from ...i18n import N_, Language
from ...model.evidence import EVIDENCE_KINDS
from ...model.instrument import Level
from ...source.letters import visible_line
from ...source.yaml_write import mapping_lines, scalar, schema_comment
from ...stages.carry import Left, NewAnswer
from ...stages.start import Sheet


def sheet_text(stage: str, sheet: Sheet, lang: Language, schema: str) -> str:
    """A sheet as YAML. `schema` is the path of the schema for editors, as it is written in the file."""
    _ = lang.translate
    lines = [schema_comment(schema)]
    carried = sum(entry.carried for entry in sheet.entries)
    if carried:
        text = N_(
            "What has the key `carried` comes from an earlier stage and does not count yet. Check it, then run "
            "`smartcity confirm ITEM`."
        )
        lines.append(f"# {_(text)}")
    lines += ["", f"stage: {scalar(stage)}", f"dimension: {scalar(sheet.dimension)}"]
    lines.append("answers:" if sheet.entries else "answers: []")
    for place, entry in enumerate(sheet.entries):
        if place:
            lines.append("")
        lines += (f"  # {visible_line(line)}" for line in _above(entry, lang))
        lines += mapping_lines(entry.data, "    ", "  - ")
    asked = [f"{item.id}: {lang.text(item.question)}" for item in sheet.surveyed]
    if asked:
        lines += ["", "# " + _(N_("Answered by the citizen survey, not here (data/surveys/):"))]
        lines += (f"# - {visible_line(line)}" for line in asked)
    kept = [_kept(entry, lang) for entry in sheet.left]
    if kept:
        lines += ["", "# " + _(N_("What has no place here and stays in the earlier sheet:"))]
        lines += (f"# - {visible_line(line)}" for line in kept)
    return "\n".join(lines) + "\n"


def _above(entry: NewAnswer, lang: Language) -> Iterator[str]:
    """The comments above an item: its question, the evidence that it requires, and what to judge again."""
    _ = lang.translate
    yield lang.text(entry.item.question)
    if other := entry.item.external:
        taken = _(N_("Takes the value of: {name} ({body})"))
        yield taken.format(name=lang.text(other.name), body=lang.text(other.body))
    wanted = [f"{lang.text(w.text)} ({_(EVIDENCE_KINDS[w.kind])})" for w in entry.item.evidence]
    if wanted:
        yield _(N_("Required evidence:")) + " " + "; ".join(wanted)
    for item, level in entry.judged_before:
        yield _(N_("Judge again; before: {level} ({item})")).format(level=_level(level, lang), item=item)


def _level(level: Level | None, lang: Language) -> str:
    return lang.translate(N_("not applicable")) if level is None else f"level {level}"


def _kept(left: Left, lang: Language) -> str:
    """What has no place, why, and where it stays."""
    values = f" ({', '.join(left.values)})" if left.values else ""
    return f"{left.item}{values}: {lang.translate(left.reason.msgid)} · {left.path}"
