"""XLSForm: the questionnaire as a workbook for ODK and KoboToolbox, in both languages.

The standard is that of xlsform.org; the tests check the result with pyxform, which ODK and KoboToolbox use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED

from ....i18n import LANGUAGES, Language, Text, language
from ....named import NamedTuple
from ....source.letters import visible_line
from ....survey.form.questionnaire import FormSection, Questionnaire, field_name, group_name
from ...words.records import survey_words as words
from ..archive import UndatedZip, without_clock

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

NAMES = {"id": "Bahasa Indonesia (id)", "en": "English (en)"}
"""The languages as ODK names them: a name and a code."""
SURVEY = ("type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message", "appearance")
COLUMNS = (*SURVEY, "calculation")
TRANSLATED = ("label", "hint", "constraint_message")
"""Columns that there are once in each language."""
CODE_FORM = "regex(., '^[A-Za-z]{1,4}-?[0-9]{1,5}$')"
"""A pattern too short for a NIK or a telephone number, so that none is entered here by mistake."""
AGREED = "${consent} = 'yes'"
_CALL = re.compile(r"(\w)\((?=\S)")
_TAG = re.compile(r"<(?=[A-Za-z/!?&])")

Cell = str | Mapping[str, str]
"""The text of a cell, or its texts by language if the column is translated."""
Row = Mapping[str, Cell]


class _Sheets(NamedTuple):
    survey: tuple[Row, ...]
    choices: tuple[Row, ...]


def render_xlsform(questionnaire: Questionnaire, lang: Language, today: date) -> bytes:
    """The workbook. Its default language is the reader's; the same questionnaire and day give the same bytes."""
    sheets = _Sheets(tuple(_survey(questionnaire)), tuple(_choices(questionnaire)))
    settings = {
        "form_title": _title(questionnaire)[lang.code],
        "form_id": questionnaire.id,
        # A form with other texts must be another version.
        "version": f"{questionnaire.version} {sha256(repr(sheets).encode()).hexdigest()[:8]}",
        "default_language": NAMES[lang.code],
        "style": "pages",
    }
    return _workbook(sheets, settings, today)


def safe(text: str) -> str:
    """People's text as a label, in which references to questions, calls, links and tags have no effect.

    ODK replaces `${name}` and `instance(…)` in a label by values, and shows labels as Markdown with HTML.
    """
    calm = _CALL.sub(r"\1 (", visible_line(text))
    return _TAG.sub("< ", calm.replace("${", "$ {").replace("](", "] ("))


def literal(text: str) -> str:
    """People's text as a string of XPath, which cannot escape the quote that encloses a string."""
    # pyxform makes typographic quotes straight, and then they would end the string too.
    straight = safe(text).translate(str.maketrans("‘’“”", "''\"\""))
    return f'"{straight}"' if '"' not in straight else "'" + straight.replace("'", '"') + "'"


def _sentence(msgid: str, **facts: Text | str | int) -> dict[str, str]:
    """A message in each language; people's text in its facts is made safe."""

    def fact(value: Text | str | int, lang: Language) -> str:
        return safe(lang.text(value) if isinstance(value, Text) else str(value))

    return {
        lang.code: lang.translate(msgid).format(**{name: fact(value, lang) for name, value in facts.items()})
        for lang in map(language, LANGUAGES)
    }


def _translations(text: Text) -> dict[str, str]:
    return {lang.code: safe(lang.text(text)) for lang in map(language, LANGUAGES)}


def _title(questionnaire: Questionnaire) -> dict[str, str]:
    whole = questionnaire.title
    title = _translations(whole) if whole else _sentence(words.TITLE, region=questionnaire.region)
    scope = _translations(questionnaire.scope) if questionnaire.scope else {}
    return {code: f"{text}: {scope[code]}" if scope else text for code, text in title.items()}


def _survey(questionnaire: Questionnaire) -> Iterator[Row]:
    notes = [_sentence(msgid, **facts) for msgid, facts in words.warnings(questionnaire)]
    yield {"type": "note", "name": "wording", "label": _joined(notes)}
    facts = {"region": questionnaire.region, "stage": questionnaire.stage}
    yield {"type": "start", "name": "start"}
    yield {"type": "end", "name": "end"}
    consent = [_sentence(words.ABOUT, **facts), _sentence(words.PRIVACY), _sentence(words.CONSENT)]
    yield {"type": "select_one consent", "name": "consent", "label": _joined(consent), "required": "yes"}
    yield {"type": "note", "name": "not_agreed", "label": _sentence(words.ENDS), "relevant": "${consent} = 'no'"}
    yield {
        "type": "text",
        "name": "respondent_code",
        "label": _sentence(words.CODE),
        "hint": _sentence(words.CODE_HINT),
        "required": "yes",
        "relevant": AGREED,
        "constraint": CODE_FORM,
        "constraint_message": _sentence(words.CODE_WRONG),
    }
    yield {
        "type": "select_one occupation",
        "name": "occupation",
        "label": _sentence(words.OCCUPATION),
        "required": "yes",
        "relevant": AGREED,
    }
    for section in questionnaire.sections:
        yield from _section(questionnaire, section)


def _section(questionnaire: Questionnaire, section: FormSection) -> Iterator[Row]:
    several = len({s.dimension for s in questionnaire.sections}) > 1
    title, name = _translations(section.title), field_name(section.id)
    if several:
        title = {code: f"{text}: {title[code]}" for code, text in _translations(section.dimension).items()}
    yield {
        "type": "begin_group",
        "name": group_name(section.id),
        "label": title,
        "relevant": AGREED,
        "appearance": "field-list",
    }
    if section.programme is None:
        yield {
            "type": "text",
            "name": f"programme_{name}",
            "label": _sentence(words.PROGRAMME),
            "hint": _sentence(words.PROGRAMME_HINT),
            "required": "yes",
        }
    else:
        about = _sentence(words.ABOUT_PROGRAMME, programme=section.programme)
        yield {"type": "note", "name": f"about_{name}", "label": about}
        # So that the export has a column with the programme.
        yield {"type": "calculate", "name": f"programme_{name}", "calculation": literal(section.programme.id)}
    yield {"type": "select_one yes_no", "name": f"user_{name}", "label": _sentence(words.USER), "required": "yes"}
    yield {"type": "note", "name": f"not_user_{name}", "label": _sentence(words.NOT_USER), "relevant": _is(name, "no")}
    partly = 0 < questionnaire.official < len(questionnaire.questions)
    for question in section.questions:
        yield {
            "type": "select_one scale",
            "name": field_name(question.item),
            "label": _translations(question.text),
            **({"hint": _sentence(words.OWN_SENTENCE)} if partly and not question.official else {}),
            "required": "yes",
            "relevant": _is(name, "yes"),
            "appearance": "likert",
        }
    yield {"type": "end_group"}


def _is(name: str, answer: str) -> str:
    return f"${{user_{name}}} = '{answer}'"


def _joined(texts: Sequence[Mapping[str, str]]) -> dict[str, str]:
    return {code: "\n\n".join(text[code] for text in texts) for code in LANGUAGES}


def _choices(questionnaire: Questionnaire) -> Iterator[Row]:
    for code, msgid in (("yes", words.AGREE), ("no", words.DISAGREE)):
        yield {"list_name": "consent", "name": code, "label": _sentence(msgid)}
    for code, msgid in (("yes", words.YES), ("no", words.NO)):
        yield {"list_name": "yes_no", "name": code, "label": _sentence(msgid)}
    for code, msgid in words.OCCUPATIONS:
        yield {"list_name": "occupation", "name": code, "label": _sentence(msgid)}
    for step in questionnaire.scale:
        texts = _translations(step.text) if step.text else dict.fromkeys(LANGUAGES, "")
        label = {code: f"{step.level}: {text}" if text else str(step.level) for code, text in texts.items()}
        yield {"list_name": "scale", "name": str(step.level), "label": label}


def _workbook(sheets: _Sheets, settings: Mapping[str, str], today: date) -> bytes:
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    workbook = Workbook()
    workbook.properties.creator = "smartcity"
    workbook.properties.created = workbook.properties.modified = datetime(today.year, today.month, today.day)
    workbook.remove(workbook.worksheets[0])
    _fill(workbook.create_sheet(), "survey", COLUMNS, sheets.survey)
    _fill(workbook.create_sheet(), "choices", ("list_name", "name", "label"), sheets.choices)
    _fill(workbook.create_sheet(), "settings", tuple(settings), [settings])
    written = BytesIO()
    # Not workbook.save(): it would write the current time into the file.
    ExcelWriter(workbook, UndatedZip(written, "w", ZIP_DEFLATED)).save()
    return without_clock(written)


def _fill(sheet: Worksheet, name: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet.title = name
    sheet.freeze_panes = "A2"
    headings = [(column, code) for column in columns for code in (LANGUAGES if column in TRANSLATED else (None,))]
    for number, (column, code) in enumerate(headings, 1):
        wide = code or column in {"form_title", "version", "type", "name"}
        sheet.column_dimensions[get_column_letter(number)].width = 46 if code else 28 if wide else 18
        texts = [f"{column}::{NAMES[code]}" if code else column, *(_text(row.get(column, ""), code) for row in rows)]
        for line, text in enumerate(texts, 1):
            if not text:
                continue
            cell = sheet.cell(line, number)
            cell.value = text
            cell.data_type = "s"  # text, even if it begins with "=": a spreadsheet must never compute it
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if line == 1:
                cell.font = Font(bold=True)
            elif rows[line - 2].get("name") == "wording":
                cell.font, cell.fill = Font(bold=True), PatternFill("solid", start_color="FFE08A")


def _text(value: Cell, code: str | None) -> str:
    return value if isinstance(value, str) else value[code or LANGUAGES[0]]
