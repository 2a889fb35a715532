"""Everything: the tables of a region, each after those that it refers to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..diagnostics import Finding
from ..i18n import Text
from ..model.program import Program
from ..model.register import Agency, Source
from ..publish.public import Site
from .answers import answer_tables
from .figures import figure_tables
from .innovations import innovation_tables
from .table import OpenColumn, OpenTable, connected
from .values import both, moment, shown, texts


def all_tables(site: Site, say: Callable[[Finding], Text]) -> Iterator[OpenTable]:
    """The tables of a site, one after the other. `say` makes the message of a finding."""
    return connected(shown(table, site.may_show) for table in _tables(site, say))


def _tables(site: Site, say: Callable[[Finding], Text]) -> Iterator[OpenTable]:
    model = site.report.model
    yield _regions(model.program)
    yield _sources(model.source_list)
    yield _agencies(model.agency_list)
    yield from answer_tables(site.report, site.documents)
    yield from innovation_tables(model)
    yield from figure_tables(site.report)
    yield _findings(site.report.findings, say)


def _regions(program: Program | None) -> OpenTable:
    counts = ("subdistricts", "villages", "urban_villages")
    return OpenTable(
        "regions",
        (
            *(OpenColumn("id"), OpenColumn("official_name"), *both("name"), *both("province"), OpenColumn("seat")),
            *(OpenColumn(name, "integer") for name in counts),
        ),
        tuple(
            {
                "id": one.region_id,
                "official_name": one.official_name,
                **texts("name", one.region),
                **texts("province", one.province),
                "seat": one.seat,
                "subdistricts": one.subdistricts,
                "villages": one.villages,
                "urban_villages": one.urban_villages,
            }
            for one in ([program] if program else [])
        ),
    )


def _sources(sources: tuple[Source, ...]) -> OpenTable:
    columns = ("id", "title", "kind", "publisher", "address", "published")
    return OpenTable(
        "sources",
        (*map(OpenColumn, columns), OpenColumn("read", "date")),
        tuple(
            {
                "id": s.id,
                "title": s.title,
                "kind": s.kind,
                "publisher": s.publisher,
                "address": s.address,
                "published": moment(s.published),
                "read": s.read,
            }
            for s in sources
        ),
    )


def _agencies(agencies: tuple[Agency, ...]) -> OpenTable:
    return OpenTable(
        "agencies",
        (
            *(OpenColumn("id"), OpenColumn("abbreviation"), *both("name"), OpenColumn("starts"), OpenColumn("ends")),
            OpenColumn("replaced_by", refers="agencies"),
        ),
        tuple(
            {
                "id": a.id,
                "abbreviation": a.abbreviation,
                **texts("name", a.name),
                "starts": moment(a.starts),
                "ends": moment(a.ends),
                "replaced_by": a.replaced_by,
            }
            for a in agencies
        ),
    )


def _findings(findings: tuple[Finding, ...], say: Callable[[Finding], Text]) -> OpenTable:
    columns = (OpenColumn("kind"), OpenColumn("severity"), OpenColumn("path"), OpenColumn("line", "integer"))
    return OpenTable(
        "findings",
        (OpenColumn("id", "integer"), *columns, OpenColumn("column", "integer"), *both("message")),
        tuple(
            {
                "id": number,
                "kind": f.kind.id,
                "severity": f.kind.severity.value,
                "path": f.path,
                "line": f.position.line,
                "column": f.position.column,
                **texts("message", say(f)),
            }
            for number, f in enumerate(findings, 1)
        ),
    )
