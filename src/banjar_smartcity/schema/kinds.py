"""The faults that data can have against a schema, and that a schema itself can have."""

from ..diagnostics import Kind, Severity
from ..i18n import N_

FORM_OF_ID = "mpp-barokah"
"""What the pattern of ids looks like to a person."""

UNKNOWN_KEY = Kind(
    id="schema-unknown-key",
    severity=Severity.ERROR,
    message=N_('the key "{key}" is not known here'),
    hint=N_("Correct the spelling, or remove it. Known here: {known}."),
    why=N_("A mistyped key would silently be left out of every count, so only known keys are allowed."),
    example="dimensi: living        # seharusnya dimension",
)
MISSING_KEY = Kind(
    id="schema-missing-key",
    severity=Severity.ERROR,
    message=N_('the key "{key}" is missing'),
    hint=N_("Add the line {line}."),
    why=N_("What is not known is written as null or as an empty list, so that it can be counted and asked for."),
    example="id: urc\n# name tidak ada",
    corrects=True,
)
TOO_DEEP = Kind(
    id="schema-key-too-deep",
    severity=Severity.ERROR,
    message=N_('the key "{key}" is indented too far'),
    hint=N_("Begin it in the same column as {neighbours}."),
    why=N_("The indentation says what a key belongs to. This one belongs to the entry around it."),
    example="statistic:\n  year: 2026\n  level: 2        # seharusnya sejajar dengan statistic",
    corrects=True,
)
NOT_DEEP = Kind(
    id="schema-key-not-deep",
    severity=Severity.ERROR,
    message=N_('the key "{key}" is not indented far enough'),
    hint=N_("Begin it in the same column as {neighbours}."),
    why=N_("The indentation says what a key belongs to. This one belongs to the entry above it."),
    example="statistic:\n  value: 2\nyear: 2026        # seharusnya sejajar dengan value",
    corrects=True,
)
LOOKALIKE = Kind(
    id="schema-lookalike",
    severity=Severity.ERROR,
    message=N_("{value} contains {what}"),
    hint=N_("Delete it, and type the character on the keyboard."),
    why=N_("Word processors replace quotes, hyphens and spaces. Programs do not recognise the replacements."),
    example="starts_on: 2023–06–12        # tanda pisah, bukan tanda hubung",
    corrects=True,
)
WRONG_TYPE = Kind(
    id="schema-type",
    severity=Severity.ERROR,
    message=N_("{value} is {found}; expected {expected}"),
    hint=N_("Write what is expected here."),
    why=N_("A number in place of a text, or a text in place of a list, cannot be computed with or shown correctly."),
    example="level: tiga        # seharusnya 3",
    corrects=True,
)
WRONG_VALUE = Kind(
    id="schema-value",
    severity=Severity.ERROR,
    message=N_("{value} is not one of the values allowed here"),
    hint=N_("Choose one of: {known}."),
    why=N_("Only these values have a meaning for the tool."),
    example="status: sementara        # seharusnya provisional",
)
WRONG_FORM = Kind(
    id="schema-pattern",
    severity=Severity.ERROR,
    message=N_("{value} does not have the form required here"),
    hint=N_("Use the form {pattern}."),
    why=N_("Ids, dates and hashes have a fixed form so that programs and people read them in the same way."),
    example="starts_on: 12 Juni 2023        # seharusnya 2023-06-12",
    corrects=True,
)
WRONG_RANGE = Kind(
    id="schema-range",
    severity=Severity.ERROR,
    message=N_("{value} is outside the range: {bound}"),
    hint=N_("Correct the number."),
    why=N_("The value cannot exist on this scale, so it must be a typing mistake."),
    example="year: 20226        # paling tinggi 2200",
)
WRONG_LENGTH = Kind(
    id="schema-length",
    severity=Severity.ERROR,
    message=N_("this is too short or too long: {bound}"),
    hint=N_("Add what is missing, or shorten it."),
    why=N_(
        "An empty text has no meaning (write null if it is not known), and a text that is too long cannot be shown."
    ),
    example='name: ""',
)
REPEATED = Kind(
    id="schema-repeated",
    severity=Severity.ERROR,
    message=N_("this list contains the same entry twice"),
    hint=N_("Keep one of the two."),
    why=N_("An entry that is listed twice would be counted twice."),
    example="sources: [b2, b2]",
)
OTHER = Kind(
    id="schema-other",
    severity=Severity.ERROR,
    message=N_('{value} does not meet the rule "{keyword}" of the schema'),
    hint=N_("See the description of this place in the schema: {problem}"),
    why=N_("The schema states a rule that this value breaks."),
    example="# aturan khusus dari skema",
)
INVALID_SCHEMA = Kind(
    id="schema-invalid",
    severity=Severity.ERROR,
    message=N_("this is not a usable JSON Schema: {problem}"),
    hint=N_("Correct the schema; drafts 4, 6, 7, 2019-09 and 2020-12 are known."),
    why=N_("Nothing can be checked against a schema that is not valid."),
    example='{"type": "teks"}',
)
UNRESOLVED = Kind(
    id="schema-reference",
    severity=Severity.ERROR,
    message=N_("the schema refers to a text that is not available: {problem}"),
    hint=N_("Put the definitions into the schema itself (under $defs). Nothing is fetched from elsewhere."),
    why=N_("A schema under review must not make this computer open files or addresses."),
    example='{"$ref": "other.json"}',
)

KINDS = (
    UNKNOWN_KEY,
    MISSING_KEY,
    TOO_DEEP,
    NOT_DEEP,
    LOOKALIKE,
    WRONG_TYPE,
    WRONG_VALUE,
    WRONG_FORM,
    WRONG_RANGE,
    WRONG_LENGTH,
    REPEATED,
    OTHER,
    INVALID_SCHEMA,
    UNRESOLVED,
)
