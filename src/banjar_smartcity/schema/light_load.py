"""Light load: load `jsonschema_rs` without the parts of the standard library that it needs for nothing but a date.

While it loads, the engine has `email.utils` parse the day on which it was built. That module comes with sockets, random
numbers and encodings of mail, which take as long to load as the engine itself.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import ModuleType

_PACKAGE, _NAME = "email", "email.utils"
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"


@contextmanager
def without_mail() -> Iterator[None]:
    """Let `email.utils` be a stand-in that parses dates, unless the package is loaded already."""
    if _PACKAGE in sys.modules:
        yield
        return
    package, stand_in = ModuleType(_PACKAGE), ModuleType(_NAME)
    stand_in.parsedate_to_datetime = parse_mail_date  # type: ignore[attr-defined]  # as the module has it
    package.utils = stand_in  # type: ignore[attr-defined]  # as the package has it
    sys.modules[_PACKAGE], sys.modules[_NAME] = package, stand_in
    try:
        yield
    finally:
        for name, module in ((_PACKAGE, package), (_NAME, stand_in)):
            if sys.modules.get(name) is module:
                del sys.modules[name]


def parse_mail_date(text: str) -> datetime:
    """The instant of a date as mails have it, in Greenwich time: `Tue, 27 Oct 2026 10:17:51 +0000`."""
    _, day, month, year, time, zone = text.split()
    hour, minute, second = map(int, time.split(":"))
    if zone != "+0000":
        raise ValueError(text)
    return datetime(int(year), _MONTHS.split().index(month) + 1, int(day), hour, minute, second, tzinfo=UTC)
