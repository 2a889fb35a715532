"""The questionnaire as a page to print, for people who answer on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...i18n import Language, Text
from ...survey.form.questionnaire import Questionnaire
from ..words.records import survey_words as words
from .environment import FORMATS, environment, generate, style

PAGE = "questionnaire.html.j2"
STYLE = "html/questionnaire.css"
_SENTENCES = ("PRIVACY", "CONSENT", "AGREE", "DISAGREE", "CODE", "CODE_HINT", "OCCUPATION")
_SECTION_SENTENCES = ("PROGRAMME", "PROGRAMME_HINT", "USER", "YES", "NO", "NOT_USER", "OWN_SENTENCE")


def render_questionnaire(questionnaire: Questionnaire, lang: Language) -> Iterator[str]:
    """The pieces of the page, one after the other."""
    page = environment(FORMATS["html"], {"text": lang.text}, lang)
    return generate(page, PAGE, {**_view(questionnaire, lang), "style": lambda: style(page, STYLE)})


def _view(questionnaire: Questionnaire, lang: Language) -> dict[str, Any]:
    """The values for the template: the questionnaire, and sentences in the reader's language."""

    def sentence(msgid: str, **facts: object) -> str:
        filled = {name: lang.text(fact) if isinstance(fact, Text) else fact for name, fact in facts.items()}
        return lang.translate(msgid).format(**filled)

    region, title = questionnaire.region, questionnaire.title
    return {
        **questionnaire._asdict(),
        "lang": lang.code,
        "title": lang.text(title) if title else sentence(words.TITLE, region=region),
        "about": sentence(words.ABOUT, region=region, stage=questionnaire.stage),
        "warnings": [sentence(msgid, **facts) for msgid, facts in words.warnings(questionnaire)],
        "words": {name: sentence(getattr(words, name)) for name in (*_SENTENCES, *_SECTION_SENTENCES)},
        "about_programme": {
            section.id: sentence(words.ABOUT_PROGRAMME, programme=section.programme)
            for section in questionnaire.sections
            if section.programme
        },
        "occupations": [(code, sentence(msgid)) for code, msgid in words.OCCUPATIONS],
        "several": len({section.dimension for section in questionnaire.sections}) > 1,
        "partly": 0 < questionnaire.official < len(questionnaire.questions),
    }
