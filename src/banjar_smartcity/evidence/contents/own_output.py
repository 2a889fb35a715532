"""Own output: whether a text is a page, a table or a list that this tool wrote from the data.

Pages and lists name their region and their day in one line at their top, or have sentences that only they have; JSON
and tables are known by their keys. So they are known after another program has saved them again. Blank questionnaires
hold no data of the region and are left alone.
"""

from __future__ import annotations

import re
from functools import cache

from ...i18n import LANGUAGES, language
from ...resources import MADE_BY

_READ, _TOP = 1 << 14, 700
"""Characters that are read, and the first of them, without repeated blanks: there a page or a list says its day."""
_AS_OF = r"·\s+(?:keadaan per|as (?:of|known on))\s+\d{1,2}\s+[A-Za-z]+\s+\d{4}\b"
_JSON = (
    (r'"as_of"\s*:\s*"', r'"partial"\s*:'),
    (r'"evaluations"\s*:', r'"left_out"\s*:'),
    (r'datapackage\.json"', r'"evidence_uses\.csv"'),
    (r'"supported_unread"\s*:', r'"answered"\s*:'),
    (r'"claimed"\s*:', r'"evidence_complete"\s*:'),
    (r'"path"\s*:\s*"data/[^"]*\.yaml"', r'"suggestion"\s*:', r'"severity"\s*:'),
    (r'"driver"\s*:\s*\{\s*"name"\s*:\s*"smartcity"',),
)
"""Keys of which our JSON has all of a line."""
_SENTENCES = (
    ("Regions are ranked only with those of the same instrument and year.",),
    ("{instrument}, {year}: the regions' own answers, as claimed",),
    ("{instrument}, {year}: the regions' own answers, as far as supported",),
    ("Quarter 1 is at or above the upper quartile, 4 is below the lower one.",),
    (
        "What you fill in is kept in this browser while you work. You may close the page and go on later on the same "
        "phone. Nothing is sent by itself.",
    ),
    ("The undersigned, in office as:", "states that the {n} answers below for {stage} say what was the case on {day}."),
    (
        "The items are in the order of the form. Copy each part with one touch, enter it on the site, and tick it "
        "here. Ticks are kept in this browser; the button below saves them as a file of the office.",
    ),
    ("%(num)s items, %(sheets)s pages with their cover sheets.",),
    ("%(num)s item, %(sheets)s pages with its cover sheet.",),
    ("What is claimed", "What shows it", "All items"),
    ("Reminder: {stage}", "As of {day} you have {n} thing to do that is due."),
    ("Reminder: {stage}", "As of {day} you have {n} things to do that are due."),
    ("This document is used by several items and is stored once in this pack: {path}",),
    ("{n} finding already existed.",),
    ("{n} findings already existed.",),
    ("Each version is computed as of the day of its commit.",),
    (
        "The 95 % interval (Welch) is where the difference would be if the respondents of both surveys had been drawn "
        "at random. They were chosen on purpose, so it describes only those who were asked. Where a deviation is not "
        "published, there is no interval.",
    ),
)
"""Sentences of pages and messages, in their order; each line is of one of them."""
_HEADINGS = (("No.", "Question", "Level", "Text", "Links", "Still missing", "Entered on the site"),)
"""Headings of tables, which are next to each other."""
_PLACE = r"\{\w+\}|%\(\w+\)s"
_STARTS = (
    r"# smartcity codeowners\b",
    r"Written by `smartcity [a-z]+`",
    r"BagIt-Version: ",
    r"BEGIN:VCALENDAR\b(?s:.{0,200})^PRODID:-//smartcity//",
    r"<!-- smartcity[ -]",
    r"[\w./-]{0,200}?data/[\w./-]{1,200}\.yaml:\d+:\d+: (?:error|warning) [a-z-]+: ",
)
"""How files for other programs begin."""
_LINES = (
    r"Bag-Software-Agent: smartcity\s*$",
    r"[0-9a-f]{64} [ *](?:data/)?(?:\S+/)?(?:print-list\.html|manifest-excel\.csv|0-cover\.html)\s*$",
    r"[0-9a-f]{64} [ *]bag-info\.txt\s*$",
    r"\W{0,6}data/(?:dimensions|crosscutting|innovations|evidence|surveys)/[\w/-]+\.yaml:\d+(?:$|:\d+: )",
    r"  smartcity evidence verify-pack \.\s*$",
)
"""Lines of which one is enough."""
_NAME = r"[a-z][a-z0-9_-]*"
ABOUT = ("docProps/core.xml", "xl/workbook.xml", "meta.xml")
"""Parts of an Office file that say who made it."""
_SENT = r'<sheet\b(?=[^<>]*\bname="smartcity")(?=[^<>]*\bstate="(?:veryH|h)idden")'
_MADE = rf"<(?:dc:creator|meta:initial-creator)[^<>]*>(?:{re.escape(MADE_BY)}|smartcity export)<"
_MADE_BEFORE = r"<dc:creator[^<>]*>smartcity<.*<dcterms:created[^<>]*>[0-9-]+T00:00:00Z<"
"""How earlier versions signed, at midnight; a person who is called so saves at other times."""
_FORM = r'<sheet\b[^<>]*\bname="survey"'
_FEWEST_COLUMNS = 5
COLUMNS = tuple(
    frozenset(names.split())
    for names in (
        "name_id name_en",
        "text_id text_en",
        "fact_id fact_en",
        "title_id title_en",
        "description_id description_en",
        "question_id question_en",
        "message_id message_en",
        "evidence answer pages",
        "assessor remark_id remark_en",
        "evidence sha256 used_by",
        "survey item mean",
        "result part value",
        "result region instrument",
        "final_derived ranks_basis",
        "region instrument variant",
        "publisher published read",
        "stage official_wording respondents",
    )
)
"""Columns that only tables of this tool have side by side."""


def is_own_output(text: str) -> bool:
    """Whether a text, as a reader sees it, was written by this tool from the data."""
    text = text.lstrip("\ufeff \t\r\n")
    if text.startswith(("{", "[")):
        return any(all(re.search(key, text) for key in keys) for keys in _JSON)
    read = text[:_READ]
    if any(re.match(start, read, re.M) for start in _STARTS) or any(
        re.search(rf"(?m)^{line}", read) for line in _LINES
    ):
        return True
    shown = " ".join(read.split())
    if re.search(_AS_OF, shown[:_TOP]) or any(_has(shown, sentences) for sentences in _sentences()):
        return True
    return _is_table(text.partition("\n")[0])


def _has(shown: str, sentences: tuple[re.Pattern[str], ...]) -> bool:
    """Whether a text has some sentences in their order."""
    place = 0
    for sentence in sentences:
        found = sentence.search(shown, place)
        if found is None:
            return False
        place = found.end()
    return True


@cache
def _sentences() -> tuple[tuple[re.Pattern[str], ...], ...]:
    """Our sentences in each language, with anything short in their places."""
    tongues = [language(code) for code in LANGUAGES]
    spoken = {tuple(map(tongue.translate, sentences)) for tongue in tongues for sentences in _SENTENCES}
    spoken |= {(" ".join(map(tongue.translate, row)),) for tongue in tongues for row in _HEADINGS}
    return tuple(tuple(map(_pattern, sentences)) for sentences in sorted(spoken))


def _pattern(sentence: str) -> re.Pattern[str]:
    """What a sentence looks like; it begins with words, so that it is found quickly."""
    opens, *parts = re.split(_PLACE, sentence)
    return re.compile(".{1,200}?".join(map(re.escape, (opens, *parts) if opens else parts)))


def is_own_book(cells: frozenset[str], about: str) -> bool:
    """Whether a workbook has the columns of our tables, or was written by us as another thing than a questionnaire."""
    if any(columns <= cells for columns in COLUMNS) or is_made_here(about) or re.search(_SENT, about):
        return True
    return re.search(_MADE_BEFORE, about) is not None and re.search(_FORM, about) is None


def is_made_here(about: str) -> bool:
    """Whether an Office file names this program as its author, also after others have saved it again."""
    return re.search(_MADE, about) is not None


def _is_table(head: str) -> bool:
    names = [name.strip().strip('"') for name in re.split(r"[,;\t]", head)]
    return (
        len(names) >= _FEWEST_COLUMNS
        and all(re.fullmatch(_NAME, name) for name in names)
        and any(columns <= frozenset(names) for columns in COLUMNS)
    )
