"""What it rests on that an agency took part in a survey."""

from __future__ import annotations

from collections.abc import Mapping

from ....i18n import N_, Language
from ....model.evidence import Evidence
from ....model.survey import Programme, Survey


def took_part_line(survey: Survey, programme: Programme, evidence: Mapping[str, Evidence], lang: Language) -> str:
    """That an agency took part, and whether the imported table, a document or only the record says so."""
    _ = lang.translate
    documents = [evidence[use.evidence] for use in programme.evidence if use.evidence in evidence]
    if documents:
        titles = ", ".join(lang.text(document.title) for document in documents)
        return _(N_("the agency took part, as shown by: {documents}")).format(documents=titles)
    tables = survey.imported
    if tables is not None and programme.sub_dimension in (tables.took_part or ()):
        return _(N_("the agency took part, as the imported table says"))
    return _(N_("the agency took part, as the record says; no document shows it"))
