"""Kinds of what a text says and its data do not: words after #, figures and characters that are read as others."""

from ..diagnostics import Kind, Severity
from ..i18n import N_

LOST = Kind(
    id="text-lost",
    severity=Severity.ERROR,
    message=N_("what follows # is lost, because a # after a space begins a comment: {tail}"),
    hint=N_("Put the whole text in quotes. For a comment, leave two spaces before # and one after it."),
    why=N_(
        "After a space, # makes the rest of the line a comment. A number of a road or of a letter would be lost "
        "silently, and with it all that follows."
    ),
    example="fact: Jalan ruas #12 sampai #40        # terbaca: Jalan ruas",
    corrects=True,
)
NOTATION = Kind(
    id="number-notation",
    severity=Severity.ERROR,
    message=N_("{value} is a number to some programs and text to others"),
    hint=N_("Put it in quotes, or write a plain whole number."),
    why=N_("A number with leading zeros or an exponent means 83, 123 or the text 0123, depending on the program."),
    example='pages: 0123        # seharusnya "0123"',
    corrects=True,
)
FRACTION = Kind(
    id="number-fraction",
    severity=Severity.ERROR,
    message=N_("{value} is read as {read}, but a whole number is expected"),
    hint=N_("Write a whole number without a point."),
    why=N_("A point separates fractions: 1.000 is one, not a thousand."),
    example="respondents: 1.000        # seharusnya 1000",
    corrects=True,
)
THOUSAND = Kind(
    id="number-thousands",
    severity=Severity.WARNING,
    message=N_("{value} is read as {read}: is {other} meant?"),
    hint=N_("Write {other} if it is thousands, or {read} if it is a fraction."),
    why=N_("A point separates fractions, as in 68.4. Thousands are written without a point: 1180."),
    example="value: 1.180\nunit: orang",
)
LOOKALIKE = Kind(
    id="text-lookalike",
    severity=Severity.WARNING,
    message=N_("{value} contains {what}"),
    hint=N_("Delete it, and type the character on the keyboard."),
    why=N_("Such a character is part of the text, so programs show it and find nothing by it."),
    example="pages: “1”",
    corrects=True,
)
KINDS = (LOST, NOTATION, FRACTION, THOUSAND, LOOKALIKE)
