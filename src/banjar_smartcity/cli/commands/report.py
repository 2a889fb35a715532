"""`smartcity report`: write the evaluation report as one file: HTML, Markdown, PDF or Word."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import partial as bound
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from ...i18n import N_, Language
from ...workspace.writers.endings import require_ending
from ...workspace.writing import refuse_links, refuse_output, write_file
from ..basis import Basis, of_stage, open_basis, require_agency, require_dimension, require_report
from ..faults import UsageFaultError
from ..options import DimensionOption, InstrumentOption, Lang, Partial, Port, Root, StageOption, Today, Watch
from ..output import print_findings, write
from ..parameters.declared import option
from ..progress import progress
from ..session import Session, open_session
from ..shared.documents.reading import read_now
from ..shared.documents.seen import seen_in
from ..shared.drawn.pictures import report_pictures, require_pictures
from ..shared.extras import EXTRAS, require_extras

if TYPE_CHECKING:
    from ...publish.report import Report

HELP = N_("Write the evaluation report. For the region or one dimension; its path is printed.")

ENDINGS = {".html": "html", ".htm": "html", ".md": "md", ".markdown": "md", ".pdf": "pdf", ".docx": "docx"}


def report(
    *,
    dimension: DimensionOption = None,
    agency: Annotated[
        str | None,
        option("--agency", metavar="ID", help=N_("Only what this agency owes or answers, for example dkisp.")),
    ] = None,
    format: Annotated[
        Literal["html", "md", "pdf", "docx"] | None,
        option("--format", metavar="html|md|pdf|docx", help=N_("HTML (default), Markdown, PDF or Word.")),
    ] = None,
    output: Annotated[
        str | None,
        option("--output", metavar=N_("PATH"), help=N_("Where to write; - prints it. Default: in build/.")),
    ] = None,
    stage: StageOption = None,
    instrument: InstrumentOption = None,
    partial: Partial = False,
    summary: Annotated[
        bool,
        option("--summary", help=N_("Only the summary, on one page: where the region is and what to decide.")),
    ] = False,
    history: Annotated[
        bool, option("--history", help=N_("Show the figures over time, from the commits that changed the data."))
    ] = False,
    origins: Annotated[
        bool, option("--origins", help=N_("Show the file and line of everything, also on paper. For assessors."))
    ] = False,
    innovations: Annotated[
        Literal["brief", "full"] | None,
        option(
            "--innovations",
            metavar="brief|full",
            help=N_(
                "Innovations as a table, or each whole record as well. Default: brief for PDF and Word, else full."
            ),
            show_default=False,
        ),
    ] = None,
    seen: Annotated[
        bool,
        option("--seen", help=N_("Read the public documents, and show what is seen on the pages that answers name.")),
    ] = False,
    pictures: Annotated[
        bool,
        option(
            "--pictures", help=N_("Show the pages that answers name as pictures, of public documents; not Markdown.")
        ),
    ] = False,
    repository: Annotated[
        str | None,
        option(
            "--repository",
            metavar="URL",
            help=N_("Address of the files on the web, for links to their lines: https://host/.../blob/main/."),
        ),
    ] = None,
    watch: Watch = False,
    port: Port = 0,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity report`."""
    base = _base(repository)
    kind = _kind(format, output)
    require_extras(kind)
    if agency and (dimension or history):
        raise UsageFaultError(N_("--agency is not combined with --dimension or --history"))
    _refuse(kind, output, innovations, pictures=pictures, is_whole=not (agency or summary))
    if summary:
        _refuse_on_summary(history=history, origins=origins, seen=seen, pictures=pictures)
    session = open_session(root, today, lang)
    if output and output != "-":
        refuse_output(session.root, Path(output))
        require_ending(Path(output), [ending for ending, own in ENDINGS.items() if format in (None, own)])
    if watch:
        from ..preview.watch import watch_build

        target = Path(output) if output else refuse_links(session.root, session.root / "build" / "pratinjau.html")
        if kind != "html" or target.suffix.lower() != ".html":
            raise UsageFaultError(N_("--watch shows a page: name a file that ends in .html"))
        build = bound(
            report, dimension=dimension, agency=agency, output=str(target), stage=stage, instrument=instrument,
            partial=partial, summary=summary, history=history, origins=origins, innovations=innovations, seen=seen,
            pictures=pictures, repository=repository, root=root, today=today, lang=lang,
        )  # fmt: skip
        return watch_build(session, target, target.name, build, port)
    basis = of_stage(open_basis(session, stage=stage, instrument=instrument, partial=partial))
    chosen = require_dimension(basis.model, dimension)
    named = require_agency(basis.model, agency)
    from ...render.page.custom.files import TemplateFaultError, find_custom
    from ...render.page.report import AGENCY, REPORT, SUMMARY, render_report

    built = _built(session, basis, chosen, named, seen=seen, pictures=pictures)
    chart = None
    if history:
        from ...model.focus import other_instrument
        from ...render.page.charts.history_chart import history_view
        from ..shared.past import load_history

        chart = history_view(load_history(session, None, chosen, None, other_instrument(basis.model)), session.lang)
    name = "-".join(["ringkasan" if summary else "laporan", basis.stage.id, *filter(None, (chosen, named))])
    target = Path(output) if output else refuse_links(session.root, session.root / "build" / f"{name}.{kind}")
    try:
        custom = find_custom(session.root)
        page = "html" if kind in EXTRAS else kind
        sheet = SUMMARY if summary else AGENCY if named else REPORT
        # Paper is handed on, so it leads to no files; the default place of Markdown may be moved into the repository.
        placed = str(target) if kind == "html" and output != "-" else output
        shown = ("all" if origins else "none") if kind in EXTRAS else "on" if origins else "off"
        up = None if kind in EXTRAS else path_to_root(session.root, placed)
        brief = sheet == REPORT and (innovations == "brief" if innovations else kind in EXTRAS)
        pieces = render_report(
            built, session.lang, page, chart, custom, up, base, sheet, shown, brief=brief, on_paper=kind in EXTRAS
        )
        if output == "-":
            sys.stdout.writelines(list(pieces) if custom else pieces)
            return 0
        with progress(N_("Writing the report"), session.lang):
            write_file(target, _encoded(pieces, kind, session.lang, sheet))
    except TemplateFaultError as fault:
        paths = tuple(dict.fromkeys(finding.path for finding in fault.findings))
        print_findings(fault.findings, paths, {}, session.lang, "text")
        return 1
    write(str(target))
    return 0


def _refuse(kind: str, output: str | None, innovations: str | None, *, pictures: bool, is_whole: bool) -> None:
    """Raise `UsageFaultError` if the format cannot be printed, or has no choice of innovations or pictures."""
    if output == "-" and kind in EXTRAS:
        raise UsageFaultError(N_("{format} cannot be printed; name a file"), format=kind)
    if innovations and (kind == "md" or not is_whole):
        raise UsageFaultError(N_("--innovations is for the whole report, as page, PDF or Word"))
    if pictures:
        require_pictures(kind)


def _refuse_on_summary(**asked: bool) -> None:
    """Raise `UsageFaultError` if something is asked for that only the whole report shows."""
    options = ", ".join(f"--{name}" for name, wished in asked.items() if wished)
    if options:
        raise UsageFaultError(N_("{options} is for the whole report; --summary shows nothing of it"), options=options)


def _built(
    session: Session, basis: Basis, dimension: str | None, agency: str | None, *, seen: bool, pictures: bool
) -> Report:
    """The report; with `seen` and `pictures`, of the public documents that had been issued on its day."""
    built = require_report(basis, dimension)
    if seen or pictures:
        known = (r for r in basis.model.evidence.values() if r.issued_on is None or r.issued_on <= basis.today)
        public = {record.id for record in known if record.access == "public"}
        read = read_now(session, basis.checked, public)
        sights = seen_in(basis.checked.model, read)
        pages = report_pictures(session, built, read, sights) if pictures else built.pages_shown
        built = built._replace(seen=sights if seen else built.seen, pages_shown=pages)
    if agency:
        from ...publish.agency_report import limit_report

        return limit_report(built, agency)
    return built


def _kind(format: str | None, output: str | None) -> str:
    """The format that is asked for, or that the ending of the file's name indicates."""
    return format or ENDINGS.get(Path(output or "").suffix.lower(), "html")


def _encoded(page: Iterator[str], kind: str, lang: Language, sheet: str) -> Iterable[bytes]:
    if kind == "pdf":
        from ...render.office.pdf import render_pdf, render_sheet
        from ...render.page.report import SUMMARY

        return [render_sheet(page) if sheet == SUMMARY else render_pdf(page)]
    if kind == "docx":
        from ...render.office.word.document import render_docx

        return [render_docx(page, lang)]
    return (piece.encode("utf-8", "backslashreplace") for piece in page)


def path_to_root(root: Path, output: str | None) -> str | None:
    """The relative path from a report inside the repository to its root; None if the report is elsewhere."""
    if output in (None, "-"):
        return None
    folder, top = Path(os.path.realpath(output or "")).parent, Path(os.path.realpath(root))
    return "../" * len(folder.relative_to(top).parts) if folder.is_relative_to(top) else None


def _base(repository: str | None) -> str | None:
    """The address of the repository. An invalid one is refused before anything is computed."""
    if repository is None:
        return None
    from ...render.page.repository import base_address

    found = base_address(repository)
    if found is None:
        complaint = N_(
            "{value} is not the address of a repository; write for example https://host/region/data/blob/main/"
        )
        raise UsageFaultError(complaint, value=repository)
    return found
