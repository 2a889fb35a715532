"""Kinds of what cannot be taken in from a workbook or a form that comes back from an agency."""

from ..diagnostics import Kind, Severity
from ..i18n import N_

CELL = Kind(
    id="returned-cell",
    severity=Severity.ERROR,
    message=N_('{cell}: "{text}" is not certain: {what}'),
    hint=N_("Ask the agency, correct the cell, and take the file in again. Nothing was written for this item."),
    why=N_("What may be meant in two ways is asked about and never guessed; the other items are taken in."),
    example="Jawaban!G12: 1.180        # seribu seratus delapan puluh, atau satu koma delapan belas?",
)
ROW = Kind(
    id="returned-row",
    severity=Severity.ERROR,
    message=N_("{cell}: it is not certain to which item this row belongs: {what}"),
    hint=N_("Restore the number and the question of the row as they were sent, and take the file in again."),
    why=N_("An answer that is written to another item would be wrong, and nobody would see it."),
    example="Jawaban!A12: 14        # padahal pertanyaannya milik butir 15",
)
DOCUMENT = Kind(
    id="returned-document",
    severity=Severity.WARNING,
    message=N_('{cell}: the document "{text}" is not recorded: {what}'),
    hint=N_(
        "Put the file into a folder, or one without this fault, and take the workbook in again with --evidence FOLDER."
    ),
    why=N_("Only recorded documents prove an answer. The rest of the answer is taken in."),
    example="Jawaban!K12: SK Tim.pdf        # tidak ada di folder --evidence",
)
PERSON = Kind(
    id="returned-personal-data",
    severity=Severity.ERROR,
    message=N_("{cell}: contains personal data: {what}"),
    hint=N_("Remove it from the cell and take the file in again. Nothing was written for this item."),
    why=N_("The repository may be public, and its history keeps what was written once."),
    example="Jawaban!F12: hubungi 0812…        # nomor telepon",
    secret=True,
)
KINDS = (CELL, ROW, DOCUMENT, PERSON)
