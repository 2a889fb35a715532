"""Surveys: records that a test writes by hand, sealed as an import would have sealed them."""

from __future__ import annotations

from collections.abc import Sequence

from banjar_smartcity.model.survey_seal import seal_of
from banjar_smartcity.source.document import parse
from banjar_smartcity.survey.answers.marks import FormMarks


def sealed(text: str, on: str = "2023-05-22") -> str:
    """The YAML of a survey without `lint` and `imported`, with both of them added, and with a whole seal."""
    document, _ = parse("data/surveys/survei.yaml", text.encode())
    assert document is not None
    data = document.data
    assert isinstance(data, dict)
    lint = {"errors": 0, "warnings": 0, "findings": []}
    imported = {
        "rows": data["respondents"],
        "files": 1,
        "not_counted": 0,
        "on": on,
        "took_part": _parts(data["programmes"], took_part=True),
        "stayed_away": _parts(data["programmes"], took_part=False),
    }
    seal = seal_of({**data, "lint": lint, "imported": imported})
    lines = [f"  {key}: {str(value).replace(chr(39), '')}" for key, value in {**imported, "seal": seal}.items()]
    return "\n".join((text.rstrip("\n"), "lint: {errors: 0, warnings: 0, findings: []}", "imported:", *lines, ""))


def _parts(programmes: object, *, took_part: bool) -> list[str]:
    assert isinstance(programmes, list)
    return [p["sub_dimension"] for p in programmes if p["agency_took_part"] is took_part]


def resealed(text: str) -> str:
    """The YAML of an imported survey that a test has changed, as if an import had written these figures."""
    document, _ = parse("data/surveys/survei.yaml", text.encode())
    assert document is not None
    data = document.data
    assert isinstance(data, dict)
    old = data["imported"]
    assert isinstance(old, dict)
    return text.replace(str(old["seal"]), seal_of(data))


def typed(text: str) -> str:
    """The YAML of an imported survey as a person would have typed it, without what only an import knows."""
    return text[: text.index("\nlint:")] + "\n"


def all_marks(rows: Sequence[bytes]) -> FormMarks:
    """Rows of marks as the reader of tables keeps them."""
    return FormMarks(b"".join(rows), max(1, len(rows[0]) if rows else 0))
