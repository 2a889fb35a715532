"""Parts that several records share: texts and sourced statements."""

from typing import Any, Protocol

from ..diagnostics import At
from ..i18n import Text
from ..named import NamedTuple


class Sourced(Protocol):
    """Any record that names its sources."""

    @property
    def at(self) -> At:
        """Its place in the data."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of its sources."""


class Together(tuple[str, ...]):
    """Ids of sources that state something only together: it is known when all of them are published."""

    __slots__ = ()


class Statement(NamedTuple):
    """A text and the sources that state it."""

    at: At
    text: Text
    sources: tuple[str, ...]


class EvidenceUse(NamedTuple):
    """A reference to a record of evidence, and the pages that count."""

    at: At
    evidence: str
    pages: str | None


def text(value: str | dict[str, str]) -> Text:
    """A text from the data; a plain string is Indonesian."""
    return Text(value) if isinstance(value, str) else Text(value["id"], value.get("en"))


def optional_text(value: str | dict[str, str] | None) -> Text | None:
    """A text from the data; None if it is null or left out."""
    return None if value is None else text(value)


def number_as_text(value: str | int | None) -> str | None:
    """A number of a page or a document, which may be written without quotes, as text."""
    return None if value is None else str(value)


def _pages(value: str | int | None) -> str | None:
    written = number_as_text(value)
    if written is None or not written[:1].isalpha():
        return written
    from ..spelling.numbers import pages_of

    return pages_of(written)


def sources(data: dict[str, Any]) -> tuple[str, ...]:
    """The sources of a statement of the data, as `Together` where it needs all of them."""
    return Together(data["sources"]) if data.get("sources_together") else tuple(data["sources"])


def statements(at: At, values: list[Any]) -> tuple[Statement, ...]:
    """Statements with their sources, from a list of the data."""
    return tuple(Statement(at / i, text(v["text"]), sources(v)) for i, v in enumerate(values))


def optional_statement(at: At, value: dict[str, Any] | None) -> Statement | None:
    """A statement with its sources; None if it is null or left out."""
    return Statement(at, text(value["text"]), sources(value)) if value else None


def conflicts(at: At, values: list[Any]) -> tuple[Statement, ...]:
    """Statements that sources contradict each other, each of which needs all of its sources."""
    return tuple(Statement(at / i, text(v["text"]), Together(v["sources"])) for i, v in enumerate(values))


def uses(at: At, values: list[Any]) -> tuple[EvidenceUse, ...]:
    """References to evidence, from a list of the data."""
    return tuple(EvidenceUse(at / i, v["evidence"], pages_of_use(v)) for i, v in enumerate(values))


def pages_of_use(value: dict[str, Any]) -> str | None:
    """The pages that a reference of the data names."""
    return _pages(value.get("pages"))
