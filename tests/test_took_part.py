"""The report says what it rests on that an agency took part in a survey."""

from __future__ import annotations

import pytest

from banjar_smartcity.i18n import language
from banjar_smartcity.model.parts import EvidenceUse
from banjar_smartcity.render.words.evidence.took_part import took_part_line
from conftest import EXAMPLE, check

MODEL = check(EXAMPLE).model
SURVEY = next(survey for survey in MODEL.surveys.values() if survey.imported)
(PROGRAMME, *_) = SURVEY.programmes
FORUM = next(iter(MODEL.evidence.values()))


@pytest.mark.parametrize(
    ("by_table", "by_document", "said"),
    [
        (True, False, "as the imported table says"),
        (True, True, "as shown by: "),
        (False, True, "as shown by: "),
        (False, False, "as the record says; no document shows it"),
    ],
)
def test_a_table_a_document_or_only_the_record(by_table: bool, by_document: bool, said: str) -> None:
    assert SURVEY.imported is not None
    tables = SURVEY.imported._replace(took_part=(PROGRAMME.sub_dimension,) if by_table else ())
    uses = (EvidenceUse(PROGRAMME.at, FORUM.id, None),) if by_document else ()
    line = took_part_line(
        SURVEY._replace(imported=tables), PROGRAMME._replace(evidence=uses), MODEL.evidence, language("en")
    )
    assert said in line
    assert by_document == (language("en").text(FORUM.title) in line)
