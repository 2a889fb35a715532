"""Thresholds: columns whose cells are compared with a value to see whether their rows should count.

They have weights, scores of robots, the years of several surveys, or the answer that people were asked to give. Their
rows count, but are asked about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from ....spelling.patterns import late
from ...cells.answer import Said, answer_of
from ...cells.coded import codes_in
from ...cells.plain import plain, words
from ...cells.states.finished import SENT_ON, is_unfinished
from ...cells.states.status import is_rejection, is_unmet
from ...table.rows import Cell, is_blank, tidy
from ..column import Column
from .questions import about

WEIGHT_NAME = late(
    "(?:bobot|weights?|wt|wgt|pembobot|penimbang)(?:_(?:responden|respondent|sampel|sample|akhir|final|survei|survey|data))?"
    "|(?:respondent|sample|final|survey)_(?:weight|wt)"
)
"""Names of columns that say how much a row counts."""
_LIMITS = (
    (WEIGHT_NAME, "<=0"),
    (late("(?:q_)?(?:re)?captcha_?score|skor_(?:re)?captcha|(?:human|humanity)_?(?:score|probability)"), "<0.5"),
    (late("(?:bot|ai|fraud|robot)_?(?:score|probability|likelihood)|skor_bot"), ">=0.5"),
    (
        late(
            "(?:final_|call_|survey_)?(?:disposition|dispo|disp)(?:_code)?|(?:kode_)?aapor(?:_(?:code|kode|disposition))?"
        ),
        "first>=2",
    ),
    (late("q_relevantidfraudscore"), ">=30"),
    (late("q_relevantidduplicatescore"), ">=75"),
    (late("primary_?(?:first|last)"), "<=0"),
    (late("match_?sequence"), ">=1"),
    (late("gc"), ">=2"),
)
"""By the name of a column, the numbers that ask about a row: no weight, a robot, a copy.

The limits of scores are those that Qualtrics gives, and the middle of others; codes of AAPOR begin with 1 for an
interview (Standard Definitions, 2023); `PrimaryLast` and `MatchSequence` are what SPSS writes for copies, `gc` is
where panels of people write 2 or 3 for those whom they did not want.
"""
_LAST_PAGE = late("last_?page(?:_last_page)?|halaman_terakhir")
_YEAR_NAME = late(
    "(?:tahun|thn|year|periode|period|semester|gelombang|wave|putaran|round)"
    "(?:_(?:survei|survey|pelaksanaan|data|pengisian|pendataan|ke))?"
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_LABELS = "(?:sangat_tidak_|tidak_|kurang_|sangat_)?setuju|(?:strongly_)?(?:dis)?agree"
_ASKED_FOR = late(
    "(?:^|.*_)(?:pilih(?:lah)?|centang(?:lah)?|tandai|select|choose|mark|jawab(?:lah)?)_(?:saja_)?(?:"
    rf"(?:(?:angka|nomor|jawaban|opsi|kotak|skor|nilai|option|answer|number|the)_)+\d|(?:(?:jawaban|opsi|option|answer|the)_)*"
    rf"(?:{_LABELS}))(?:_.*)?"
    "|(?:.*_)?(?:attention|trap|atensi)_(?:checks?|questions?|items?)(?:_.*)?"
    "|(?:soal|pertanyaan|item|butir|cek|uji)_(?:perhatian|atensi|jebakan|kontrol)(?:_.*)?"
)
"""Names of statements that ask for one answer, to see whether they read."""
_ONE_OF = "one of "
_MOST_WORDS, _FEW = 6, 3
"""So many different answers such a statement has at most; at most one row in so many has another than the others."""


_RESULTS = words("hasil status kode_hasil kode_status hasil_akhir result result_code outcome disposition disposisi")
"""Names of columns whose codes, if the name lists them, may say that a row does not count."""


def threshold_of(column: Column, cells: Sequence[Cell], status: Collection[Column]) -> str | None:
    """What the cells of a column are compared with, for `beyond`; None if with nothing. `status`: those of states."""
    name = plain(column.name.rpartition("/")[2])
    if limit := next((limit for pattern, limit in _LIMITS if pattern.fullmatch(name)), None):
        given = _given(cells)
        return limit if _few([cell for cell in given if beyond(limit, cell)], given) else None
    if _LAST_PAGE.fullmatch(name) and not any(plain(one.name) in SENT_ON for one in status):
        pages = [number for cell in _given(cells) if (number := _number(cell)) is not None]
        return f"<{max(pages):g}" if pages else None
    if _YEAR_NAME.fullmatch(name):
        found = [_YEAR.search(_text(cell)) for cell in set(_given(cells))]
        years = {int(year[0]) for year in found if year}
        return f"year<{max(years)}" if len(years) > 1 and all(found) else None
    if codes := _codes(column.name):
        return codes if _few([cell for cell in _given(cells) if beyond(codes, cell)], _given(cells)) else None
    return _asked_for(_given(cells)) if _ASKED_FOR.fullmatch(plain(column.name)) else None


def beyond(threshold: str, cell: Cell) -> str | None:
    """What a cell says if it asks about its row; None if it does not."""
    if is_blank(cell):
        return None
    text = _text(cell)
    if threshold.startswith("="):
        return text if plain(text) != threshold[1:] else None
    if threshold.startswith("first"):
        return text if (digit := re.match(r"[1-9]", text)) and int(digit[0]) > 1 else None
    if threshold.startswith("year<"):
        found = _YEAR.search(text)
        return found[0] if found and int(found[0]) < int(threshold[5:]) else None
    number = _number(cell)
    if number is None:
        return None
    if threshold.startswith(_ONE_OF):
        return f"{number:g}" if f"{number:g}" in threshold.removeprefix(_ONE_OF).split() else None
    sign, limit = threshold.rstrip("0123456789."), float(threshold.lstrip("<>="))
    is_beyond = number < limit if sign == "<" else number <= limit if sign == "<=" else number >= limit
    return f"{number:g}" if is_beyond else None


def _codes(name: str) -> str | None:
    """The codes that turn a row down, if the name of a column lists what they mean; None if there are none."""
    asked = plain(name.partition("(")[0])
    if asked not in _RESULTS and not about(asked):
        return None
    meant = [(code, plain(word)) for code, word in codes_in(name).items()]
    out = [code for code, word in meant if is_rejection(word) or is_unmet(word) or is_unfinished(word)]
    return _ONE_OF + " ".join(out) if 0 < len(out) < len(meant) else None


def _asked_for(given: Sequence[Cell]) -> str | None:
    """The answer that nearly all gave, as they were asked to; None if there is none, or not all are answers."""
    said = Counter(plain(_text(cell)) for cell in given)
    if len(said) > _MOST_WORDS or not all(isinstance(answer_of(cell, {}), Said) for cell in set(given)):
        return None
    (most, count), *_ = said.most_common()
    return f"={most}" if len(said) > 1 and (len(given) - count) * _FEW <= len(given) else None


def _given(cells: Sequence[Cell]) -> Sequence[Cell]:
    return [cell for cell in cells if not is_blank(cell) and not str(cell).startswith('{"ImportId"')]


def _few(found: Sequence[Cell], given: Sequence[Cell]) -> bool:
    return len(found) > 0 and len(found) * _FEW <= len(given)


def _number(cell: Cell) -> float | None:
    if type(cell) is int or type(cell) is float:
        return float(cell)
    text = _text(cell).replace(",", ".")
    return float(text) if re.fullmatch(r"-?\d{1,9}(?:\.\d{1,9})?", text) else None


def _text(cell: Cell) -> str:
    if type(cell) is float and cell.is_integer():
        cell = int(cell)
    return tidy(str(cell))
