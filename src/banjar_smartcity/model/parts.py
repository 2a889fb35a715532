"""Parts that several records share: texts and sourced statements."""

from typing import Any, NamedTuple, Protocol

from ..diagnostics import At
from ..i18n import Text


class Sourced(Protocol):
    """Any record that names its sources."""

    @property
    def at(self) -> At:
        """Where it stands."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of sources."""


class Statement(NamedTuple):
    """A text and the sources that state it."""

    at: At
    text: Text
    sources: tuple[str, ...]


class EvidenceUse(NamedTuple):
    """A record of evidence, and the pages of it that count."""

    at: At
    evidence: str
    pages: str | None


def text(value: str | dict[str, str]) -> Text:
    """A text of the data: a string is Indonesian."""
    return Text(value) if isinstance(value, str) else Text(value["id"], value.get("en"))


def optional_text(value: str | dict[str, str] | None) -> Text | None:
    """A text, or None where it is null or left out."""
    return None if value is None else text(value)


def statements(at: At, values: list[Any]) -> tuple[Statement, ...]:
    """A list of sourced statements."""
    return tuple(Statement(at / i, text(v["text"]), tuple(v["sources"])) for i, v in enumerate(values))


def uses(at: At, values: list[Any]) -> tuple[EvidenceUse, ...]:
    """A list of references to evidence."""
    return tuple(EvidenceUse(at / i, v["evidence"], v.get("pages")) for i, v in enumerate(values))
