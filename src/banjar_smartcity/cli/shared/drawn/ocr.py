"""OCR on the command line: whether the machine can do it, and what it reads in documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

from ....i18n import N_
from ...faults import UsageFaultError
from ...progress import each, progress
from ...session import Session
from ..extras import not_installed

if TYPE_CHECKING:
    from ....evidence.verified import VerifiedDocument
    from ....reading.drawn.ocr import MachineRead, Tesseract

NO_PROGRAM = N_(
    "--ocr needs the program tesseract, which is not on this machine. Debian and Ubuntu: apt install tesseract-ocr "
    "tesseract-ocr-ind; macOS: brew install tesseract tesseract-lang; Windows: see Tesseract's installation guide"
)
NO_LANGUAGE = N_(
    "tesseract has neither Indonesian nor English language data on this machine. Debian and Ubuntu: apt install "
    "tesseract-ocr-ind; macOS: brew install tesseract-lang"
)


def require_tesseract() -> Tesseract:
    """The program. Raise `UsageFaultError` if it, its language data or the extra is missing."""
    from ....reading.drawn.ocr import NoLanguageError, find_tesseract

    if find_spec("PIL") is None:
        raise not_installed("ocr")
    try:
        program = find_tesseract()
    except NoLanguageError as error:
        raise UsageFaultError(NO_LANGUAGE) from error
    if program is None:
        raise UsageFaultError(NO_PROGRAM)
    return program


def read_by_machine(
    session: Session, program: Tesseract, found: Sequence[VerifiedDocument]
) -> Mapping[str, MachineRead]:
    """What Tesseract reads in documents that have pages without text, by their ids."""
    from ....reading.drawn.ocr_kept import read_pictures_once
    from ....seeing.pictured.by_machine import sheets_to_read

    machine = {}
    wanted = [(document, sheets) for document in found if (sheets := sheets_to_read(document))]
    with progress(N_("Reading pictures of pages"), session.lang, len(wanted)) as step:
        for document, sheets in each(wanted, step):
            record = document.evidence
            if document.read is not None and record.file and record.sha256:
                path = session.root / record.file
                machine[record.id] = read_pictures_once(program, path, record.sha256, document.read.kind, sheets)
    return machine
