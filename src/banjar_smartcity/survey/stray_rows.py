"""Stray rows: tables of respondents in the repository, where only aggregates may be.

Files are chosen by name. The first bytes of those named like a table are read. The content is never shown.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from ..diagnostics import START, At, Diagnostic, Kind, Severity
from ..evidence.searched_texts import MAX_SCANNED, TABLES, decode
from ..i18n import N_
from ..model.focus import all_dimensions
from ..model.instrument import SURVEY
from ..model.model import Model
from ..privacy.search import find_personal_data
from ..workspace.disk import Disk
from ..workspace.tree import Tree

SURVEY_ROWS = Kind(
    id="survey-rows",
    severity=Severity.ERROR,
    message=N_("this file contains respondents' rows of a survey"),
    hint=N_("Move it out of the repository; if it was committed, tell the maintainer: it stays in the history."),
    why=N_(
        "Respondents' rows are personal data (UU 27/2022), even without names. Only aggregates enter the "
        "repository: smartcity survey import makes them from files that are kept elsewhere."
    ),
    example="data/surveys/responden-living.csv",
    secret=True,
)
KINDS = (SURVEY_ROWS,)

_LISTS = frozenset(
    tuple(headings.split())
    for headings in (
        "id instrument item aspect group dimension sub_dimension question_id question_en kind number weight mandatory",
        "id survey item respondents mean deviation",
    )
)
"""The headings of tables of `smartcity export` that name one statement a row. Nobody's answers are in them."""
_ENDINGS = (".csv", ".tsv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".json", ".jsonl", ".csv.txt", ".tab")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SHEETS = r"(?i)sharedStrings\.(?:xml|bin)$|worksheets[/\\][^/\\]+\.(?:xml|bin)$|^content\.xml$"
"""The parts of a zipped workbook that can have texts of cells; some programs write backslashes."""
_FIRST_TEXTS = r"<t(?: [^<>]*)?>([^<>]*)</t>"
_HEAD = 64 * 1024
_OTHER = r"[^0-9a-z]+"
_ENOUGH = 2
"""The least columns of statements in a table of answers; one could be a coincidence."""
_NUMBERED = r"(?:(.*)_)?(?:p|q|s|x|pernyataan|pertanyaan|statement|butir|item|soal|jawaban)?_?\d{1,2}"
"""Names of columns that an import may read as statements: `health_1`, `living_q1`, `p1`."""
_ENOUGH_NUMBERED = 3
"""The least of them in a table of answers that also has a column of respondents."""
_RESPONDENT_WORDS = (
    "respondent_code respondent_id respondent id_respondent code_respondent participant_id participant person_id "
    "respondent_no respondent_number kode_responden id_responden responden no_responden nomor_responden nama_responden "
    "respondent_name nik no_ktp nomor_ktp nik_responden no_hp nomor_hp no_wa nomor_wa no_telepon nomor_telepon phone "
    "whatsapp email surel instanceid meta_instanceid"
)
_RESPONDENTS = frozenset(_RESPONDENT_WORDS.split())
"""Columns that identify respondents; running numbers do not, as every table has them."""
_NAMES = frozenset(("nama", "nama_lengkap", "kode"))
"""Columns that may name persons or anything else; with them, four numbered columns may be quarters of a year."""
_METADATA = frozenset(
    ("deviceid", "subscriberid", "simserial", "instanceid", "meta_instanceid", "submission_time", "uuid")
)


def find_stray_rows(tree: Tree, paths: Iterable[str], model: Model) -> Iterator[Diagnostic]:
    """Yield a finding for each table of respondents among the files of a repository."""
    names: frozenset[str] | None = None
    places: frozenset[str] = frozenset()
    for path in paths:
        if not path.lower().endswith(_ENDINGS):
            continue
        if names is None:
            names, places = _statement_names(model), _place_names(model)
        yield from _look(tree, path, names, places)


def holds_people(folder: Path, name: str, model: Model) -> bool:
    """Whether a file has respondents' rows, or is a table with personal data."""
    tree = Disk(folder)
    head = _head(tree, name, _HEAD)
    words = _words(head, tree, name)
    if _is_answers(words, _statement_names(model)) or _is_numbered(words, _place_names(model)):
        return not _is_form(head, tree, name)
    is_table = name.lower().endswith(TABLES)
    return is_table and any(find_personal_data(decode(_head(tree, name, MAX_SCANNED))))


def _statement_names(model: Model) -> frozenset[str]:
    """Ids and texts of all statements, as `_plain` writes them."""
    found: set[str] = set()
    for instrument in model.instruments.values():
        for item in instrument.items:
            if item.kind == SURVEY:
                found.update(_plain(text) for text in (item.id, item.question.id, item.question.en) if text)
    return frozenset(name for name in found if len(name) >= 10)


def _place_names(model: Model) -> frozenset[str]:
    """Ids and names of dimensions and sub-dimensions, as `_plain` writes them."""
    found: set[str] = set()
    for dimension in all_dimensions(model):
        named = [(dimension.id, dimension.name), *((sub.id, sub.name) for sub in dimension.sub_dimensions)]
        for name, text in named:
            found.update(_plain(one) for one in (name, text.id, text.en) if one)
    return frozenset(found | {f"smart_{name}" for name in found})


def _plain(text: str) -> str:
    return re.sub(_OTHER, "_", text.casefold()).strip("_")


def _look(tree: Tree, path: str, names: frozenset[str], places: frozenset[str]) -> Iterator[Diagnostic]:
    head = _head(tree, path, _HEAD)
    if not head:
        return
    words = _words(head, tree, path)
    if (_is_answers(words, names) or _is_numbered(words, places)) and not _is_form(head, tree, path):
        yield Diagnostic(SURVEY_ROWS, At(path), {}, START)


def _is_form(head: bytes, tree: Tree, path: str) -> bool:
    """Whether a workbook only asks: a questionnaire names the statements as a table of answers does."""
    if not head.startswith((b"PK", _OLE)):
        return False
    from .blank_form import MAX_FORM, is_blank_form

    return is_blank_form(_head(tree, path, MAX_FORM + 1), path)


def _head(tree: Tree, path: str, limit: int) -> bytes:
    file = tree.open(path)
    if file is None:
        return b""
    with file:
        return file.read(limit)


def _words(head: bytes, tree: Tree, path: str) -> Collection[str]:
    """The names in the first row or first record, or the texts of a workbook."""
    if head.startswith(b"PK"):
        return _workbook_words(tree, path)
    if head.startswith(_OLE):
        return _binary_words(_head(tree, path, MAX_SCANNED))
    text = decode(head)
    if head.lstrip()[:1] in (b"[", b"{"):
        return {_plain(found) for found in re.findall(r'"([^"\\\n]{3,400})"\s*:', text)}
    lines = text.splitlines()[:5]
    if lines and tuple(re.split("[,;]", lines[0].removeprefix("\ufeff"))) in _LISTS:
        return ()
    first = "\n".join(lines)
    return {_plain(piece) for piece in re.split(r'[,;\t|"\n]', first)} | {
        _plain(row) for row in re.findall(r'"([^"]*)"', first)
    }


def _workbook_words(tree: Tree, path: str) -> Collection[str]:
    """The texts in the cells of a workbook, from the beginning of each part that can have them."""
    import zipfile

    found: set[str] = set()
    file = tree.open(path)
    if file is None:
        return found
    try:
        with file, zipfile.ZipFile(file) as archive:
            parts = [p for p in archive.namelist()[:500] if re.search(_SHEETS, p)]
            for part in parts[:20]:
                with archive.open(part) as cells:
                    content = cells.read(_HEAD * 4)
                if part.lower().endswith(".bin"):
                    found |= _binary_words(content)
                else:
                    text = content.decode("utf-8", "replace")
                    if tuple(re.findall(_FIRST_TEXTS, text.partition("</row>")[0])) not in _LISTS:
                        found |= {_plain(piece) for piece in re.findall(r">([^<>]{3,400})<", text)}
    except Exception:  # nobody could read rows from a damaged or hostile archive
        return found
    return found


def _binary_words(content: bytes) -> set[str]:
    """The texts of an .xls or of a part of an .xlsb, in letters of one byte or of two.

    The length of the next text may look like one more letter, so each text is added without its last letter too.
    """
    narrow = [piece.decode("ascii") for piece in re.findall(rb"[ -~]{3,400}", content)]
    wide = [piece.decode("utf-16-le") for piece in re.findall(rb"(?:[ -~]\0){3,400}", content)]
    return {_plain(piece) for text in (*narrow, *wide) for piece in (text, text[:-1])}


def _is_answers(words: Collection[str], names: frozenset[str]) -> bool:
    """Whether the names of columns are those of a table of answers."""
    statements = 0
    for word in words:
        if len(word) >= 10 and (word in names or any(word.endswith("_" + name) for name in names)):
            statements += 1
    if statements >= _ENOUGH:
        return True
    return statements > 0 and any(word.endswith(tuple(_METADATA)) for word in words)


def _is_numbered(words: Collection[str], places: frozenset[str]) -> bool:
    """Whether the names of columns are those of respondents and of statements that are only numbered."""
    enough = _ENOUGH_NUMBERED
    if _RESPONDENTS.isdisjoint(words):
        if _NAMES.isdisjoint(words):
            return False
        enough = 5
    numbered = 0
    for word in words:
        found = None if word.isdigit() else re.fullmatch(_NUMBERED, word)
        if found and (not found[1] or any(found[1] == name or found[1].endswith("_" + name) for name in places)):
            numbered += 1
    return numbered >= enough
