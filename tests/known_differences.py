"""Where our verdict is known to differ from that of the Python library `jsonschema`, and why ours is meant.

Each entry: schema, instance, our verdict (True: valid), reason.
"""

from __future__ import annotations

from typing import Any

KNOWN_DIFFERENCES: tuple[tuple[Any, Any, bool, str], ...] = (
    (
        {"pattern": "^[0-9]{4}$"},
        "2023\n",
        False,
        "In ECMA 262, which JSON Schema names, $ is the end of the text; in Python also a line end before it.",
    ),
    (
        {"pattern": "^\\d$"},
        "٣",
        False,
        "In ECMA 262 \\d is 0 to 9; in Python every decimal digit of Unicode.",
    ),
    (
        {"pattern": "^\\w$"},
        "é",
        False,
        "In ECMA 262 \\w is A to Z, a to z, 0 to 9 and _; in Python every letter of Unicode.",
    ),
    (
        {"multipleOf": 0.1},
        0.3,
        True,
        "0.3 is three times 0.1 as both are written; Python divides their nearest binary fractions.",
    ),
    (
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "dependencies": {"a": ["b"]}},
        {"a": 1},
        False,
        "Since 2019-09 `dependencies` is an old spelling that a validator may still honour; whoever wrote it meant it.",
    ),
    (
        {"$schema": "http://json-schema.org/draft-07/schema#", "contentEncoding": "base64"},
        "!",
        False,
        "Draft 7 lets a validator look into encoded content; text that is not base64 breaks what its schema says.",
    ),
)

# Besides: patterns are read by an engine close to ECMA 262, so a few are usable here and not in Python, and a few the
# other way round. A reference to another file or address, or a custom meta-schema (and with it a custom vocabulary),
# is refused at once with a finding at the schema, where `jsonschema` fails only when an instance reaches it. Nothing is
# ever fetched.
