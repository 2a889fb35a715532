"""A new workspace as texts: the programme with comments, registers, dimensions, instruments and sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...i18n import N_, Language, Text
from ...regions.begin import FirstStage, Region
from ...regions.editors import copied_schema
from ...source.yaml_write import mapping_lines, quoted, scalar, schema_comment, yaml_text
from ...workspace.layout import PROGRAM
from .answer_sheet import sheet_text

_SCHEMA_LINE = re.compile(r"# yaml-language-server: \$schema=[^\n]*/([a-z-]+)\.schema\.json\n")


def region_files(region: Region, lang: Language) -> dict[str, str]:
    """The text of each data file of a new workspace, by its path. The programme is the last."""
    files = {
        "data/agencies.yaml": _register("agencies", (), region, lang),
        "data/assignments.yaml": _register("assignments", (), region, lang),
        "data/sources.yaml": _register("sources", region.sources, region, lang),
    }
    for record in region.dimensions:
        path = f"data/dimensions/{record['id']}/dimension.yaml"
        files[path] = yaml_text(
            record, copied_schema(path, "dimension"), (), ("sub_dimensions", "working_group", "sources")
        )
    for shipped in (*(part.shipped for part in region.answered), *region.kept):
        files[shipped.path] = _copied(shipped.text, shipped.path)
    for path, text in region.crosswalks:
        files[path] = _copied(text, path)
    for part in region.answered:
        for sheet in part.sheets:
            files[sheet.path] = sheet_text(part.stage, sheet, lang, copied_schema(sheet.path, "answers"))
    files[PROGRAM] = _program(region, lang)
    return files


def with_schema(text: str, schema: str) -> str:
    """The text of a data file whose first line names this place of its schema for editors."""
    named = _SCHEMA_LINE.match(text)
    return schema_comment(schema) + "\n" + text[named.end() :] if named else text


def _copied(text: str, path: str) -> str:
    """The text of a data file with the copied schema of the workspace."""
    named = _SCHEMA_LINE.match(text)
    return with_schema(text, copied_schema(path, named[1])) if named else text


def _register(kind: str, entries: tuple[Mapping[str, Any], ...], region: Region, lang: Language) -> str:
    comments = {
        "agencies": N_(
            "The agencies of the region, one entry each: {{id: diskominfo, name: Dinas Komunikasi dan Informatika, "
            "abbreviation: Diskominfo, sources: []}}."
        ),
        "assignments": N_(
            "Who answers which items, one entry each: {{stage: {stage}, aspect: {aspect}, agency: diskominfo}}."
        ),
        "sources": N_("The sources of statements, one entry each. Those of the instruments are here already."),
    }
    path = f"data/{kind}.yaml"
    first = region.answered[0]
    aspect = next(iter(first.variant.weights))
    header = [lang.translate(comments[kind]).format(stage=first.stage, aspect=aspect)]
    return yaml_text({kind: [dict(entry) for entry in entries]}, copied_schema(path, kind), header)


def _program(region: Region, lang: Language) -> str:
    _ = lang.translate
    first, *others = region.answered
    maturity = next((shipped.id for shipped in region.kept if shipped.is_of_innovations), None)
    lines = [
        schema_comment(copied_schema(PROGRAM, "program")),
        "# " + _(N_("Fill in what is known and keep null for the rest. Then run: smartcity validate")),
        "",
        "region:",
        f"  id: {_text(region.id)}",
        f"  name: {_text(region.name)}",
        "  # " + _(N_("As the ministry's lists of results write it; correct it if they write another name.")),
        f"  official_name: {_text(region.official_name)}",
        "  province: null",
        "  seat: null",
        "  sources: []",
        "",
        f"language: {region.language}",
        "",
        "# " + _(N_("The instrument that commands show, the variant of weights that applies, and the current stage.")),
        *_variants(first, lang),
        *mapping_lines(_entry(first), "", ""),
        *([f"maturity_instrument: {maturity}"] if maturity else []),
        *(["", "also:"] if others else []),
    ]
    for part in others:
        lines += (f"  {line}" for line in _variants(part, lang))
        lines += mapping_lines(_entry(part), "    ", "  - ")
    lines += ["", f"dimensions: [{', '.join(region.listed)}]", "", "vision: null", "missions: []", ""]
    lines += [
        "# " + _(N_("Write the days of each stage as soon as they are known, and the source that says so.")),
        "stages:",
    ]
    for place, part in enumerate(region.answered):
        lines += ["", *_stage(part, region, place)] if place else _stage(part, region, place)
    lines += ["", *(f"{key}: []" for key in ("meetings", "offices", "documents"))]
    return "\n".join(lines) + "\n"


def _entry(part: FirstStage) -> dict[str, str]:
    return {"instrument": part.shipped.id, "variant": part.variant.id, "stage": part.stage}


def _variants(part: FirstStage, lang: Language) -> Iterator[str]:
    """A comment that lists the variants, if there is a choice."""
    variants = part.shipped.instrument.variants if part.shipped.instrument else ()
    if len(variants) > 1:
        names = "; ".join(f"{v.id} ({lang.text(v.name)})" for v in variants)
        yield "# " + lang.translate(N_("Variants: {names}.")).format(names=names)


def _stage(part: FirstStage, region: Region, place: int) -> list[str]:
    record: dict[str, Any] = {
        "id": part.stage,
        **({"instrument": part.shipped.id} if place else {}),
        "name": _names(part.stage_name),
        "year": region.year,
        "starts_on": None,
        "ends_on": None,
        "place": None,
        "mode": None,
        "sources": [],
    }
    return mapping_lines(record, "    ", "  - ")


def _names(text: Text) -> Any:
    return {"id": text.id, "en": text.en} if text.en else text.id


def _text(text: str) -> str:
    """A text of the command line; in quotes unless it is plain words."""
    return scalar(text) if text.replace(" ", "").replace("-", "").isalpha() else quoted(text)
