"""Findings on pages: what they are about has its name, as far as that is certain."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from banjar_smartcity.checking.pipeline import Checked, check_workspace
from banjar_smartcity.diagnostics import Finding, Kind, Phrase, Position, Severity
from banjar_smartcity.i18n import language
from banjar_smartcity.render.page.findings_view import group_findings, subjects

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "kabupaten-contoh"
LANG = language("id")


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check_workspace(EXAMPLE, date(2026, 5, 15))


def finding(fact: object, severity: Severity = Severity.WARNING) -> Finding:
    kind = Kind(id="made-up", severity=severity, message="{fact} …", hint="…", why="…", example="…")
    return Finding(kind, "data/dimensions/living/dimension.yaml", Position(1, 1), {"fact": fact}, None)


@pytest.mark.parametrize(
    ("fact", "shown"),
    [
        ("outcome-living-roads", "Berapa persen jalan daerah yang dalam kondisi baik? …"),
        ("energy", "Energi …"),
        ("kerupuk", "KERUPUK …"),
        ("foto-perbaikan-jalan-2025", "Foto perbaikan jalan kabupaten 2025 …"),
        (("energy", "nobody-knows"), "Energi, nobody-knows …"),
        (Phrase("error"), "kesalahan …"),
        (3, "3 …"),
    ],
)
def test_a_warning_has_the_name_of_what_it_is_about(checked: Checked, fact: object, shown: str) -> None:
    ((group),) = group_findings([finding(fact)], checked.model, LANG)
    assert [message for _, message, _ in group.findings] == [shown]


def test_an_error_may_be_about_an_id_and_keeps_it(checked: Checked) -> None:
    (group,) = group_findings([finding("kerupuk", Severity.ERROR)], checked.model, LANG)
    assert group.findings[0][1] == "kerupuk …"


def test_an_id_that_two_things_have_is_not_replaced(checked: Checked) -> None:
    record = checked.model.innovations["kerupuk"]._replace(id="energy")
    model = checked.model._replace(innovations={**checked.model.innovations, "energy": record})
    (group,) = group_findings([finding("energy")], model, LANG)
    assert group.findings[0][1] == "energy …"


def test_readers_without_paths_see_what_a_finding_is_about(checked: Checked) -> None:
    assert set(subjects([finding("x")], checked.model, LANG).values()) == {"Smart Living (kehidupan)"}
    found = set(subjects(checked.findings, checked.model, LANG).values())
    assert {"Berapa persen jalan daerah yang dalam kondisi baik?", "KERUPUK", "survei-environment-2026"} <= found
