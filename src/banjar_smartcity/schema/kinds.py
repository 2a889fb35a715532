"""The faults that data can have against a schema, and that a schema itself can have."""

from ..diagnostics import Kind, Severity
from ..i18n import N_

UNKNOWN_KEY = Kind(
    "schema-unknown-key",
    Severity.ERROR,
    N_('the key "{key}" is not known here'),
    N_("Correct the spelling, or remove it. Known here: {known}."),
    N_("A mistyped key would silently be left out of every count; so only known keys are allowed."),
    "dimensi: living        # seharusnya dimension",
)
MISSING_KEY = Kind(
    "schema-missing-key",
    Severity.ERROR,
    N_('the key "{key}" is missing'),
    N_("Add the line {line}."),
    N_("What is not known is shown as null or as an empty list, so that it can be counted and asked for."),
    "id: urc\n# name tidak ada",
    corrects=True,
)
TOO_DEEP = Kind(
    "schema-key-too-deep",
    Severity.ERROR,
    N_('the key "{key}" is indented too far'),
    N_("Begin it in the same column as {neighbours}."),
    N_("Indentation says what a key belongs to. Here it belongs to the entry around it."),
    "statistic:\n  year: 2026\n  level: 2",
)
NOT_DEEP = Kind(
    "schema-key-not-deep",
    Severity.ERROR,
    N_('the key "{key}" is not indented far enough'),
    N_("Begin it in the same column as {neighbours}."),
    N_("Indentation says what a key belongs to. Here it belongs to the entry above it."),
    "statistic:\n  value: 2\nyear: 2026",
)
LOOKALIKE = Kind(
    "schema-lookalike",
    Severity.ERROR,
    N_("{value} has a character from a word processor or another keyboard in it: {what}"),
    N_("Delete it, and type the character on the keyboard."),
    N_("It looks like the character that is required but is another, so nothing is found under this name."),
    "starts_on: 2023–06–12",
    corrects=True,
)
WRONG_TYPE = Kind(
    "schema-type",
    Severity.ERROR,
    N_("{value} is {found}; expected is {expected}"),
    N_("Write a value of the expected type. Text in quotes is text; without quotes 12 is a number and true is true."),
    N_("A number in place of a text, or a text in place of a list, cannot be computed with or shown rightly."),
    "level: tiga        # seharusnya 3",
    corrects=True,
)
WRONG_VALUE = Kind(
    "schema-value",
    Severity.ERROR,
    N_("{value} is not one of the values allowed here"),
    N_("Choose one of: {known}."),
    N_("Only these values have a meaning for the tool."),
    "status: sementara        # seharusnya provisional",
)
WRONG_FORM = Kind(
    "schema-pattern",
    Severity.ERROR,
    N_("{value} does not have the form wanted here"),
    N_("Wanted is the form {pattern}."),
    N_("Ids, dates and fingerprints have a fixed form so that programs and people read the same."),
    "starts_on: 12 Juni 2023        # seharusnya 2023-06-12",
    corrects=True,
)
WRONG_RANGE = Kind(
    "schema-range",
    Severity.ERROR,
    N_("{value} is outside the range: {bound}"),
    N_("Correct the number."),
    N_("The value cannot exist on this scale, so it must be a slip of the pen."),
    "level: 5        # paling tinggi 4",
)
WRONG_LENGTH = Kind(
    "schema-length",
    Severity.ERROR,
    N_("too short or too long here: {bound}"),
    N_("Add what is missing or shorten it."),
    N_("An empty text says nothing (write null if it is not known), and an endless one cannot be shown."),
    'name: ""',
)
REPEATED = Kind(
    "schema-repeated",
    Severity.ERROR,
    N_("this list holds the same entry twice"),
    N_("Keep one of the two."),
    N_("An entry that stands twice would be counted twice."),
    "sources: [b2, b2]",
)
OTHER = Kind(
    "schema-other",
    Severity.ERROR,
    N_('{value} does not meet the rule "{keyword}" of the schema'),
    N_("See the description of this place in the schema: {problem}"),
    N_("The schema states a rule that this value breaks."),
    "# aturan khusus dari skema",
)
INVALID_SCHEMA = Kind(
    "schema-invalid",
    Severity.ERROR,
    N_("this is not a usable JSON Schema: {problem}"),
    N_("Correct the schema; drafts 4, 6, 7, 2019-09 and 2020-12 are known."),
    N_("Without a sound schema nothing can be held against it."),
    '{"type": "teks"}',
)
UNRESOLVED = Kind(
    "schema-reference",
    Severity.ERROR,
    N_("the schema refers to a text that is not at hand: {problem}"),
    N_("Put the definitions into the schema itself (under $defs). Nothing is fetched from elsewhere."),
    N_("A schema under review must not make this computer open files or addresses."),
    '{"$ref": "other.json"}',
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
