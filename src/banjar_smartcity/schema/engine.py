"""Verdicts: jsonschema-rs, imported without what it needs only to date its own build.

While it is imported, its extension turns the date of its build into an object with `email.utils`, which loads sockets,
random numbers and address parsing: 10 ms, a tenth of what `validate` may take in all. A stand-in that gives the date
as text serves as well; for anything else that is asked of it, the real module steps in.
"""

import sys
from types import ModuleType

_NAME = "email.utils"


class _StandIn(ModuleType):
    """Just enough of `email.utils`."""

    @staticmethod
    def parsedate_to_datetime(text: str) -> str:
        """The date as it is."""
        return text

    def __getattr__(self, name: str) -> object:
        sys.modules.pop(_NAME, None)
        from importlib import import_module

        return getattr(import_module(_NAME), name)


if _NAME in sys.modules:
    import jsonschema_rs
else:
    sys.modules[_NAME] = _StandIn(_NAME)
    try:
        import jsonschema_rs
    finally:
        if isinstance(sys.modules.get(_NAME), _StandIn):
            del sys.modules[_NAME]

__all__ = ["jsonschema_rs"]
