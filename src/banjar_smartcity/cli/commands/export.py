"""`smartcity export`: write everything that is public as tables, for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from ...i18n import LANGUAGES, N_, Text, language
from ...workspace.unwritable import UnwritableError
from ...workspace.writers.endings import is_named_as_file
from ...workspace.writing import refuse_output, refuse_protected, write_made
from ..basis import of_stage, open_basis, require_report
from ..faults import UsageFaultError
from ..options import InstrumentOption, Lang, Partial, Root, StageOption, Today
from ..output import write
from ..parameters.declared import argument, option
from ..progress import progress
from ..session import open_session
from ..shared.extras import require_extras

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...diagnostics import Finding
    from ...tables.table import OpenTable
    from ..basis import Basis

HELP = N_(
    "Write everything public as tables. CSV with datapackage.json, Excel, SQLite or Parquet; internal documents are "
    "left out."
)
_PARQUET = ".parquet"
_FILES = (".xlsx", ".sqlite", ".zip")


def export(
    *,
    output: Annotated[
        Path,
        argument(
            metavar=N_("OUTPUT"),
            help=N_(
                "A folder, a file that ends in .xlsx, .sqlite or .zip, or a folder that ends in .parquet, which many "
                "regions may share."
            ),
        ),
    ],
    delimiter: Annotated[
        Literal[",", ";"] | None,
        option(
            "--delimiter",
            metavar=N_("SIGN"),
            help=N_(
                "What separates the columns of CSV: , (default) or ; with decimal commas, for Excel in Indonesian."
            ),
        ),
    ] = None,
    stage: StageOption = None,
    instrument: InstrumentOption = None,
    partial: Partial = False,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity export`."""
    ending = output.suffix.lower()
    if str(output) == "-" or (ending not in (*_FILES, _PARQUET) and is_named_as_file(output)):
        raise UsageFaultError(
            N_("{path}: export writes a folder, a file .xlsx, .sqlite or .zip, or a folder .parquet"), path=output
        )
    if delimiter and ending in (".xlsx", ".sqlite", _PARQUET):
        raise UsageFaultError(N_("--delimiter is for CSV; leave it out for {path}"), path=output)
    if ending == _PARQUET:
        require_extras("parquet")
    session = open_session(root, today, lang)
    _refuse(output, session.root)
    basis = of_stage(open_basis(session, stage=stage, instrument=instrument, partial=partial))
    with progress(N_("Writing tables"), session.lang):
        _write(basis, output, ending, delimiter or ",")
    write(str(output))
    return 0


def _write(basis: Basis, output: Path, ending: str, delimiter: str) -> None:
    tables = _tables(basis)
    if ending == ".xlsx":
        from ...render.office.sheets.tables_book import write_tables_book

        write_made(output, lambda place: write_tables_book(place, tables, basis.today))
    elif ending == ".sqlite":
        from ...render.package.sqlite import write_database

        write_made(output, lambda place: write_database(place, tables))
    elif ending == _PARQUET:
        _write_dataset(basis, tables, output)
    else:
        _write_package(basis, tables, output, delimiter)


def _tables(basis: Basis) -> Iterable[OpenTable]:
    from ...publish.public import publish
    from ...render.words.wording import message
    from ...tables.everything import all_tables

    languages = {code: language(code) for code in LANGUAGES}

    def say(finding: Finding) -> Text:
        return Text(message(finding, languages["id"]), message(finding, languages["en"]))

    return all_tables(publish(require_report(basis, None), basis.checked.holdings), say)


def _write_package(basis: Basis, tables: Iterable[OpenTable], output: Path, delimiter: str) -> None:
    from ...render.package.archive_file import write_package_archive
    from ...render.package.data_package import about_package, package_files
    from ...workspace.writers.folder import write_folder

    program = basis.model.program
    region = basis.lang.text(program.region) if program else ""
    title = basis.lang.translate(N_("Smart-city data of {region}")).format(region=region)
    official = program.region.id if program else ""
    about = about_package(official, title, basis.today, partial=basis.partial)
    files = package_files(tables, about, delimiter)
    if output.suffix.lower() == ".zip":
        write_made(output, lambda place: write_package_archive(place, files))
    else:
        write_folder(output, files, basis.session.root, "export")


def _write_dataset(basis: Basis, tables: Iterable[OpenTable], output: Path) -> None:
    from ...render.package.parquet import dataset_files, is_dataset_file
    from ...workspace.writers.dataset import write_dataset

    program, instrument = basis.model.program, basis.model.instrument
    assert program is not None and instrument is not None  # noqa: S101, PT018 - nothing has a score without
    files = dict(dataset_files(tables, program.region_id, basis.stage.year, instrument.id))
    write_dataset(output, files, basis.session.root, is_dataset_file)


def _refuse(output: Path, root: Path) -> None:
    """Refuse a place that export may not write to: among the data, or with something that it did not write."""
    if output.suffix.lower() == _PARQUET:
        from ...workspace.writers.dataset import refuse_dataset

        refuse_dataset(output, root)
        return
    if output.suffix.lower() not in _FILES:
        from ...workspace.writers.folder import refuse_foreign

        refuse_foreign(output, root, "export")
        return
    refuse_output(root, output)
    if not output.exists() or output.is_dir():  # writing refuses folders
        return
    if not output.is_file() or output.is_symlink() or not _is_own(output):
        raise UnwritableError(N_("{path} is not from this command, so it is not replaced; name another"), path=output)
    refuse_protected(output)


def _is_own(output: Path) -> bool:
    from ...render.office.sheets.tables_book import is_tables_book
    from ...render.package.archive_file import is_package_archive
    from ...render.package.sqlite import is_database

    known = {".xlsx": is_tables_book, ".sqlite": is_database, ".zip": is_package_archive}
    return known[output.suffix.lower()](output)
