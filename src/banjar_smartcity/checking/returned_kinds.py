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
INNOVATION = Kind(
    id="returned-innovation",
    severity=Severity.ERROR,
    message=N_('{cell}: "{text}" may be the innovation "{name}" ({id})'),
    hint=N_(
        "If it is the same one, empty this row and change the record {id}. If it is another one, take the file in "
        "again with `--take theirs {new}`; to leave it out, with `--take ours {new}`."
    ),
    why=N_("An innovation that is recorded twice would count twice, and assessors notice."),
    example="Inovasi!B9: Si Marta        # sudah ada: SI-MARTA (si-marta-governance)",
)
_AGAIN = N_("Correct the cell as the assessors meant it, and take the file in again. Nothing was written.")
_WHY = N_("Marks decide the index, so what is not certain is asked about and never guessed.")
ASSESSED_TABLE = Kind(
    id="assessed-table",
    severity=Severity.ERROR,
    message=N_("no sheet has a column for the items and one for marks, remarks or decisions"),
    hint=N_("Name the columns: Butir, Asesor, Nilai, Catatan, Keputusan; or Item, Assessor, Mark, Remark, Decision."),
    why=_WHY,
    example="# nama kolom: A, B, C        # seharusnya Butir, Asesor 1, Catatan asesor 1",
)
ASSESSED_ITEM = Kind(
    id="assessed-item",
    severity=Severity.ERROR,
    message=N_('{cell}: "{text}" is neither the id nor the question of an item of {instrument}'),
    hint=N_("Write the id of the item, and take the file in again. Nothing was written."),
    why=_WHY,
    example="Nilai!A12: Masterplan        # seharusnya baseline-planning-legal-basis",
)
ASSESSED_MARK = Kind(
    id="assessed-mark",
    severity=Severity.ERROR,
    message=N_('{cell}: "{text}" is not a mark on the scale from {lowest} to {highest}'),
    hint=_AGAIN,
    why=_WHY,
    example="Nilai!C12: 25        # seharusnya 2,5",
)
ASSESSED_TWICE = Kind(
    id="assessed-twice",
    severity=Severity.ERROR,
    message=N_("{cell}: assessor {assessor} already has a mark for {item}, in {first}"),
    hint=N_("Keep the row that counts, and take the file in again. Nothing was written."),
    why=_WHY,
    example="Nilai!C12: asesor 1        # asesor 1 sudah ada di C7",
)
ASSESSED_CELL = Kind(
    id="assessed-cell",
    severity=Severity.ERROR,
    message=N_('{cell}: "{text}" is not understood: {what}'),
    hint=_AGAIN,
    why=_WHY,
    example="Nilai!E12: nanti        # diterima, atau perlu diperbaiki?",
)
ASSESSED_PERSON = Kind(
    id="assessed-personal-data",
    severity=Severity.ERROR,
    message=N_("{cell}: contains personal data: {what}"),
    hint=N_("Remove it from the cell and take the file in again. Nothing was written."),
    why=N_("The repository may be public, and its history keeps what was written once."),
    example="Nilai!D12: hubungi 0812…        # nomor telepon",
    secret=True,
)
KINDS = (
    *(CELL, ROW, DOCUMENT, PERSON, INNOVATION),
    *(ASSESSED_TABLE, ASSESSED_ITEM, ASSESSED_MARK, ASSESSED_TWICE, ASSESSED_CELL, ASSESSED_PERSON),
)
