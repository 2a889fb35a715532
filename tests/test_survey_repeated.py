"""An export with labels has the questions about each programme in the same words; each belongs to what follows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from banjar_smartcity.survey.columns.column import Column
from banjar_smartcity.survey.columns.meaning.repeated import by_next_statements
from respondents import Row, found, gathered, items, parts, survey

PROGRAMME = {"id": "Nama program yang ditanyakan", "en": "Name of the programme asked about"}
USER = {"id": "Apakah Anda pengguna program ini?", "en": "Are you a user of this programme?"}


def table(rows: list[Row], lang: str, groups: dict[str, str], tmp_path: Path) -> str:
    """The rows as KoboToolbox exports them with labels: for each part the programme, the user and the statements."""
    heads, keys = ["respondent_code", "start", "end"], ["respondent_code", "start", "end"]
    for part in parts("living"):
        group = groups.get(part, "")
        heads += [
            group + PROGRAMME[lang],
            group + USER[lang],
            *(group + item for item in items(part.replace("_", "-"))),
        ]
        keys += [f"programme_{part}", f"user_{part}", *items(part.replace("_", "-"))]
    for part in parts("living"):
        heads += [f"agency_{part}", f"users_{part}", f"agency_took_part_{part}"]
        keys += heads[-3:]
    lines = [heads, *([str(row[key]) for key in keys] for row in rows)]
    path = tmp_path / "living.csv"
    path.write_text("\n".join(";".join(line) for line in lines), encoding="utf-8")
    return str(path)


def not_users(part: str, count: int) -> list[Row]:
    """A survey some of whose people do not use one programme, and so left its statements blank."""
    blank = {f"user_{part}": "tidak", **dict.fromkeys(items(part.replace("_", "-")), "")}
    return [{**row, **blank} if i < count else row for i, row in enumerate(survey("living", 60))]


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("groups", [{}, {"harmony": "Harmoni/", "health": "Kesehatan/", "mobility": "Mobilitas/"}])
def test_who_uses_other_programmes_is_no_non_user(lang: str, groups: dict[str, str], tmp_path: Path) -> None:
    result = gathered(table(not_users(parts("living")[0], 7), lang, groups, tmp_path))
    assert found(result) == []
    (form,) = result.collected.forms
    names = {part: set(form.labels["programme", part].texts) - {""} for part in parts("living")}
    assert names == {part: {f"Program {part}"} for part in parts("living")}


def test_columns_that_do_not_stand_before_one_sub_dimension_each_are_left_as_they_are() -> None:
    statements = {2: "health", 3: "health", 5: "harmony"}
    first, second, last = Column(1, "user"), Column(4, "user"), Column(6, "user")
    assert by_next_statements([first, second], [], statements) == {"health": first, "harmony": second}
    assert by_next_statements([second, first], [], statements) == {"health": first, "harmony": second}
    assert by_next_statements([first, last], [], statements) == {}
    assert by_next_statements([first, second, last], [], statements) == {}
    assert by_next_statements([Column(0, "user"), first, second], [], statements) == {}
    assert by_next_statements([first, second], [], {2: "health", 5: "health"}) == {}


def test_a_column_that_says_what_it_is_about_ends_the_one_before() -> None:
    statements = {2: "health", 4: "harmony", 6: "mobility"}
    asked = [Column(1, "program"), Column(5, "program")]
    assert by_next_statements(asked, [Column(3, "programme_harmony")], statements) == {
        "health": asked[0],
        "mobility": asked[1],
    }
