"""Problems: the terse messages of the YAML and JSON parsers in plain words, which can be translated."""

from json import JSONDecodeError

from ...i18n import N_

_TRAILING = "Illegal trailing comma"
NO_COLON = "could not find expected ':'"
_PROBLEMS = (
    ("mapping values are not allowed", N_("a colon is in the wrong place; text with a colon needs quotes")),
    (
        "cannot start any token",
        N_("this character cannot begin a value; use spaces instead of tabs, and quotes around special characters"),
    ),
    (NO_COLON, N_("a key has no colon")),
    ("did not find expected key", N_("the indentation is wrong, or a key is missing")),
    (
        "did not find expected '-' indicator",
        N_("the indentation is wrong: the next list entry should begin with a dash here"),
    ),
    ("did not find expected ',' or ']'", N_("a list in [ ] is not closed, or a comma is missing")),
    ("did not find expected ',' or '}'", N_("a mapping in { } is not closed, or a comma is missing")),
    ("did not find expected node content", N_("a value is missing")),
    ("unexpected end of stream", N_("quotes are not closed")),
    ("document indicator", N_("--- or ... is inside quotes")),
    ("unknown escape character", N_("there is an unknown escape after a backslash; use single quotes")),
    ("did not find expected hexdecimal number", N_("an escape has too few hexadecimal digits")),
    ("undefined alias", N_("an alias (*) has no anchor (&)")),
    ("second occurrence", N_("two anchors (&) have the same name")),
    ("did not find expected <document start>", N_("there is more text after the end of the data")),
    ("block sequence entries are not allowed", N_("a list entry may not begin here")),
    ("block mapping", N_("the indentation is wrong")),
    ("tab character", N_("tabs may not be used for indentation")),
    ("found a tab", N_("tabs may not be used for indentation")),
    ("simple key", N_("a key is too long or spans two lines")),
    (
        "expected alphabetic or numeric character",
        N_("an anchor (&) or alias (*) needs a name; quote text that begins with & or *"),
    ),
    ("tag", N_("a tag (!) is malformed; quote text that begins with !")),
    ("directive", N_("a line that begins with % is malformed; quote the text")),
    ("Expecting property name", N_("a key in double quotes is expected")),
    ("Expecting ',' delimiter", N_("a comma is missing")),
    ("Expecting ':' delimiter", N_("a colon is missing")),
    ("Expecting value", N_("a value is missing")),
    ("Extra data", N_("there is more text after the end of the data")),
    ("Unterminated string", N_("quotes are not closed")),
    (_TRAILING, N_("there is a comma before a closing bracket")),
)
_OTHER = N_("the text breaks a rule of the format")


def explain_problem(problem: str | None) -> str:
    """The msgid that explains the message of a parser."""
    return next((words for part, words in _PROBLEMS if problem and part in problem), _OTHER)


def place_json_problem(text: str, error: JSONDecodeError) -> tuple[str, int]:
    """The message of the parser of JSON, and the offset of what is wrong.

    Up to Python 3.12, `[1, ]` has no value before its bracket; since then, it has a comma too many.
    """
    before = text[: error.pos].rstrip()
    if text[error.pos : error.pos + 1] in ("]", "}") and before.endswith(","):
        return _TRAILING, len(before) - 1
    return error.msg, error.pos


MSGIDS = (*(words for _, words in _PROBLEMS), _OTHER)
