"""The pack for the assessors: its index as a page, its list of documents as CSV, and its text files."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from ....diagnostics import Phrase
from ....evidence.holdings import Holding
from ....i18n import N_, Language
from ....model.evidence import EVIDENCE_KINDS
from ....publish.pack.bag import Stripped
from ....publish.pack.contents import (
    ADDRESS,
    INTERNAL,
    LOUD,
    PACKED,
    Pack,
    Placed,
)
from ....publish.pack.pictures import LEFT_OUT
from ....source.letters import visible_line
from ....spelling.pages import read_pages
from ...words import wording
from ...words.scale import level
from ...words.values import STATUSES, WORDS
from ...words.wording import as_written
from ..environment import FORMATS, PRINT_STYLE, STYLE, environment, generate, link, style

PAGE = "pack.html.j2"
COLUMNS = (
    *("path", "status", "evidence", "title", "kind", "issuer", "number", "issued_on", "expires_on"),
    *("pages", "used_by", "access", "address", "kept_at", "sha256"),
)


STRIPPED = N_("Pictures are without camera, place and day. The list has the hashes of the originals.")
STRIPPED_COLUMNS = ("original_sha256", "left_out")
"""Columns that a list has only if pictures were stripped."""


def render_index(pack: Pack, lang: Language) -> str:
    """The HTML page with all documents of the pack by item."""
    chosen = FORMATS["html"]
    page = environment(chosen, filters(pack, lang), lang)
    values = {**_view(pack), "lang": lang.code, "link": link, "style": lambda: style(page, STYLE, PRINT_STYLE)}
    return "".join(generate(page, PAGE, values))


def _view(pack: Pack) -> dict[str, Any]:
    items = [item for aspect in pack.aspects if not aspect.surveyed for item in aspect.items]
    dimensions = {dimension.id: dimension.name for dimension in pack.model.ordered_dimensions}
    instrument = pack.model.instrument
    return {
        "pack": pack,
        "region": pack.model.program.region if pack.model.program else None,
        "scope": dimensions.get(pack.dimension or ""),
        "dimensions": dimensions,
        "items": items,
        "answered": sum(item.leaf.answered for item in items),
        "complete": sum(item.leaf.answered and not item.missing for item in items),
        "packed": pack.documents(PACKED),
        "loud": pack.documents(*LOUD),
        "internal": pack.documents(INTERNAL),
        "web": pack.documents(ADDRESS),
        "is_smart_city": instrument is None or instrument.is_of_programme,
        "unofficial": instrument is not None and instrument.evidence_rubric == "unofficial",
    }


def jump(path: str, pages: str | None) -> str:
    """The address of a document of the pack from its index, at the first of its pages where it is a PDF."""
    ranges = read_pages(pages or "").ranges if path.lower().endswith(".pdf") else ()
    return f"{quote(path)}{f'#page={ranges[0][0]}' if ranges else ''}"


def filters(pack: Pack, lang: Language) -> dict[str, Any]:
    """The filters of the templates of a pack."""

    def word(name: str | Phrase) -> str:
        return wording.express(name, lang) if isinstance(name, Phrase) else lang.translate(WORDS.get(name, name))

    def evidence_kind(name: str) -> str:
        return lang.translate(EVIDENCE_KINDS[name])

    def agency(name: str | None) -> str:
        found = pack.model.agencies.get(name or "")
        return found.abbreviation if found else name or ""

    return {
        "text": lang.text,
        "date": lang.date,
        "number": lang.number,
        "figure": lambda value: as_written(value, lang),
        "level": lambda value: level(value, lang),
        "word": word,
        "status": lambda name: lang.translate(STATUSES[name]),
        "evidence_kind": evidence_kind,
        "agency": agency,
        "jump": jump,
    }


def manifest_csv(
    pack: Pack, holdings: Mapping[str, Holding], lang: Language, between: str, stripped: Mapping[str, Stripped]
) -> bytes:
    """The CSV file: one row for each use of a document. It begins with a byte order mark, for spreadsheets.

    `between` separates cells: a comma, or the semicolon that Excel expects with Indonesian settings. If pictures are
    `stripped`, by their paths, two more columns give the hash of the original and what is left out.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=between, lineterminator="\r\n")
    writer.writerow((*COLUMNS, *(STRIPPED_COLUMNS if stripped else ())))
    for used_by, placed in pack.placed:
        row = _row(used_by, placed, holdings, lang)
        if stripped:
            one = stripped.get(placed.path or "")
            row = [*row[:-1], one.new, one.sha256, lang.translate(LEFT_OUT)] if one else [*row, None, None]
        writer.writerow([_cell(value) for value in row])
    return out.getvalue().encode("utf-8-sig", "backslashreplace")


def _row(used_by: str, placed: Placed, holdings: Mapping[str, Holding], lang: Language) -> list[str | None]:
    record = placed.evidence
    if record is None:
        return [None, placed.status, placed.id, *[None] * 6, placed.pages, used_by, *[None] * 4]
    holding = holdings.get(record.file or "")
    return [
        f"data/{placed.path}" if placed.path else None,
        placed.status,
        record.id,
        lang.text(record.title),
        record.kind,
        lang.text(record.issuer),
        record.number,
        record.issued_on.isoformat() if record.issued_on else None,
        record.expires_on.isoformat() if record.expires_on else None,
        placed.pages,
        used_by,
        record.access,
        record.address,
        record.kept_at,
        record.sha256 or (holding.sha256 if holding and placed.path else None),
    ]


def _cell(value: str | None) -> str:
    """A text as a cell that no spreadsheet reads as a formula."""
    text = visible_line(value or "")
    return "'" + text if text.startswith(("=", "+", "-", "@")) else text


def note(placed: Placed, folder: str, lang: Language) -> bytes:
    """The text file in an item's folder that points to a large document in the shared folder."""
    text = lang.translate(N_("This document is used by several items and is stored once in this pack: {path}"))
    up = "../" * (folder.count("/") + 1)
    return (text.format(path=f"{up}{placed.path}") + "\n").encode()


def bag_info(pack: Pack, lang: Language) -> dict[str, str]:
    """The entries of bag-info.txt; they do not depend on the computer."""
    instrument = pack.model.instrument
    about = lang.translate(
        N_("Evidence for the smart-city evaluation of {region}, {stage}, as of {day}")
        if instrument is None or instrument.is_of_programme
        else N_("Evidence of {region}, {stage}, as of {day}")
    )
    region = lang.text(pack.model.program.region) if pack.model.program else ""
    description = about.format(region=region, stage=lang.text(pack.stage.name), day=lang.date(pack.today))
    return {
        "Source-Organization": visible_line(region),
        "External-Description": visible_line(description),
        "External-Identifier": pack.name,
        "Bagging-Date": pack.today.isoformat(),
        "Bag-Software-Agent": "smartcity",
    }


_SIGNER = N_("diskominfo@example.go.id")


def readme(pack: Pack, lang: Language, *, signed: bool, stripped: int) -> bytes:
    """The README of the pack: where to begin, and how to check it with the programs of any computer."""
    _ = lang.translate
    lines = [
        bag_info(pack, lang)["External-Description"] + ".",
        "",
        _(N_("Open data/index.html in a browser. The documents are in data/, by aspect and item.")),
        _(N_("To print, follow data/print-list.html. Each item begins with its cover sheet.")),
        _(N_("data/manifest.csv lists them, data/manifest-excel.csv the same for Excel with Indonesian settings.")),
        *([_(STRIPPED)] if stripped else []),
        _(N_("The other files here prove that nothing was changed (BagIt, SHA-256). To check it, in this folder:")),
        "",
        "  smartcity evidence verify-pack .",
        "",
        _(N_("or without smartcity, in a terminal of Linux or macOS, or in Git Bash on Windows:")),
        "",
        "  sha256sum --check --strict --quiet tagmanifest-sha256.txt manifest-sha256.txt",
        "  find . ! -type d | cut -c3- > ../files.txt",
        "  cut -c67- manifest-sha256.txt tagmanifest-sha256.txt | grep -vxF -f - ../files.txt",
        "",
        _(N_("The first line shows nothing if all that is listed is there and unchanged.")),
        _(N_("The last one names files that are not listed: it may name these only, with nothing more:")),
        ", ".join(("tagmanifest-sha256.txt", *(["tagmanifest-sha256.txt.sig"] if signed else []))) + ".",
    ]
    if signed:
        lines += ["", *_signature_steps(lang)]
    return ("\r\n".join(lines) + "\r\n").encode()


def _signature_steps(lang: Language) -> list[str]:
    """How to find out who has signed, with the keys that their owner has given beforehand, or without them."""
    _ = lang.translate
    signed = "-n smartcity-pack -s tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt"
    return [
        _(N_("Who signed it, by the keys that the region gave you beforehand (the file keys next to this folder):")),
        "",
        f"  ssh-keygen -Y verify -f ../keys -I {_(_SIGNER)} {signed}",
        "",
        _(N_("After -I comes the name at the beginning of the line of the key. Without keys, this names the key:")),
        "",
        f"  ssh-keygen -Y check-novalidate {signed}",
        "",
        _(N_("Whose key that is you have to know from its owner, not from this pack.")),
    ]
