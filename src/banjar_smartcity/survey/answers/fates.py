"""Fates: why a row does not count, in the words of the first lines and under a stable name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from ...diagnostics import Phrase
from ...i18n import N_
from ..cells.plain import plain, words
from ..table.findings import letter
from ..table.rows import Cell, is_blank, tidy

LONGER = Phrase(N_("longer than the row of column names"), "longer")
NAMES = Phrase(N_("names or numbers of columns"), "names")
SUMMARY = Phrase(N_("totals or means"), "summary")
APART = Phrase(N_("below other column names"), "apart")
DELETED = Phrase(N_("deleted"), "deleted")
REJECTED = Phrase(N_("not approved"), "rejected")
HELD = Phrase(N_("waiting for approval"), "held")
TEST = Phrase(N_("tests"), "test")
UNFINISHED = Phrase(N_("not finished"), "unfinished")
REFUSED = Phrase(N_("without consent"), "refused")
EMPTY = Phrase(N_("without a valid answer"), "empty")
COPY = Phrase(N_("submitted twice"), "copy")
REPLACED = Phrase(N_("replaced by a later edit"), "replaced")
AGAIN = Phrase(N_("of a person who is counted already"), "again")
ELSEWHERE = Phrase(N_("of another dimension"), "elsewhere")
FATES = (
    LONGER,
    NAMES,
    APART,
    SUMMARY,
    DELETED,
    REJECTED,
    HELD,
    TEST,
    UNFINISHED,
    REFUSED,
    EMPTY,
    COPY,
    REPLACED,
    AGAIN,
    ELSEWHERE,
)
"""Every reason, in the order in which they are asked: a row has the first one that applies."""
BY_STATUS: Mapping[str, Phrase] = {
    "rejected": REJECTED,
    "held": HELD,
    "deleted": DELETED,
    "test": TEST,
    "unfinished": UNFINISHED,
}

_SUMMARIES = words(
    "total grand_total sub_total subtotal rata_rata ratarata rata_2 rata2 nilai_rata_rata nilai_ratarata nilai_rata_2 "
    "nilai_rata2 rata rerata rataan mean average avg median modus jumlah nrr indeks index peringkat rangking ranking "
    "rank std_dev stddev stdev standar_deviasi standard_deviation nilai_ikm simpangan_baku varians variance skor_total "
    "skor_rata nilai_total nilai_indeks nilai_persepsi persentase persen nilai_interval nilai_konversi mutu_pelayanan "
    "kinerja_unit ikm_unit ikm_tertimbang nilai_tengah kuartil "
    "kuartil_1 kuartil_2 kuartil_3 quartile persentil percentile skor_maksimal skor_maksimum "
    "skor_minimal skor_minimum skor_ideal skor_tertinggi skor_terendah nilai_maksimal nilai_maksimum nilai_minimal "
    "nilai_minimum nilai_tertinggi nilai_terendah nilai_ideal pembulatan kunci_jawaban simpulan "
    "kesimpulan capaian standar_minimal standar_nilai target_nilai target_rpjmd target_capaian kelompok_pembanding "
    "nilai_pembanding tcr r_hitung r_tabel cronbach_alpha alpha_cronbach cronbach_s_alpha top_2_box "
    "top_two_box jml missing std_deviasi skewness kurtosis p_value validitas reliabilitas varian valid_n n_valid "
    "range_min_max skor_maks skor_min "
    "nilai_maks nilai_min nilai_max nilai_skm ikm_skm std_deviation tingkat_kepuasan std_error "
    "standard_error standar_error simpangan_rata_rata koefisien_variasi jawaban_terbanyak nilai_terbanyak"
)
_SUMMARY = re.compile(rf"(?:{'|'.join(sorted(_SUMMARIES))})(?:_(?!\d+$).*)?")
"""Words with which the label of a row of sums begins; with a number after them it is a person's code."""
_ONE_ANSWER = re.compile(
    "(?:(?:jumlah|frekuensi|total|banyaknya)_)?(?:(?:yang_)?(?:jawaban|menjawab|memilih|skor|nilai|opsi|pilihan|poin|skala|bobot)_)+"
    "[0-5](?:_.*)?|(?:(?:(?:jumlah|frekuensi|total|banyaknya)_)?(?:sangat_tidak_|tidak_|kurang_|sangat_|cukup_)?setuju|netral|ragu_ragu|ss|sts|ts|ks|"
    "(?:strongly_)?(?:dis)?agree|neutral)(?:_[0-5])?"
)
"""The label of a row that counts how often one answer was given, if the row has nothing else but numbers."""
_AFTER_GROUP = re.compile(
    "(?:.+_(?:total|subtotal|jumlah|rata_rata|average|count|sum|product|max|min|maximum|minimum|stdevp?|std_dev|varp?)"
    "|(?:max|min|maksimum|minimum|count|sum|average|stdevp?|varp?)_(?:desa|kelurahan|kecamatan|rt|rw|program|grup|kelompok)_.+)"
)
_YEAR = re.compile(r"_(?:tahun_)?(?:19|20)\d\d$")
_LEAST_FACTS = 3
"""So many facts next to marks are those of a person whose name begins like a sum: Total Suharto, 41, Bincau."""
_WEAK_SUMMARY = words(
    "min max mode sd sum count n x minimum maksimum maximum maks mak minimal maksimal terendah tertinggi nilai skor "
    "rating ikm skm bobot mutu hasil kategori predikat kesimpulan target kunci ideal skala konversi valid interpretasi "
    "koefisien semua seluruhnya keseluruhan seluruh_responden semua_responden overall all harapan tahun_lalu "
    "hasil_akhir nilai_akhir skor_akhir kepuasan baseline nilai_tahun_lalu skor_tahun_lalu tahun_sebelumnya"
)
"""Words that are such a label only if the rest of the row says so too."""
_BEGINS = words("nilai skor bobot unsur mutu kategori ikm skm konversi interval predikat kinerja hasil persepsi")
"""Words with which such a label begins if its numbers are none of a person; a symbol such as Σ is one too."""
_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,20})?")
_ANSWERS = words(
    "jawaban menjawab memilih opsi pilihan poin yang frekuensi banyaknya sangat_tidak_setuju sangat_setuju "
    "tidak_setuju kurang_setuju cukup_setuju setuju netral ragu_ragu ss sts ts ks strongly_agree strongly_disagree "
    "agree disagree neutral"
)
"""What such a label begins with, or is."""
_HEADINGS = words(
    "keterangan ket skala legenda legend catatan note notes frekuensi distribusi sebaran rekap rekapitulasi kriteria "
    "interval kategori sumber"
)
"""With one of these begins the heading of a scale, of frequencies or of notes below the people."""
_COLUMN = re.compile(r"^(?:kol(?:om)?|col(?:umn)?)[. ]*(?=\d+$)", re.IGNORECASE)
_SIGNS = frozenset("ΣΠμσ∑%")
"""What is a label of sums by itself."""
_MOST_HEADING = 2
_LEAST_NUMBERS = 3
MOST_LABEL = 120


NO, PERHAPS, SURELY = range(3)


def is_summary(cells: Sequence[Cell], first: Sequence[int], statements: Collection[int]) -> int:
    """Whether a row is one of sums or means: a text in one of its `first` places says so, before any other text.

    `statements` are the places of the answers. `PERHAPS` where its numbers may be marks of a person: SD is a school
    and Harapan a village, as well as what labels mean.
    """
    label = None
    for place in first:
        cell = cells[place] if place < len(cells) else None
        if type(cell) is str and not is_blank(cell) and _decimal(cell) is None:
            label = cell
            break
    if label is None or not may_be_label(label):
        return NO
    name = _YEAR.sub("", plain(label))
    others = sum(not is_blank(cell) for i, cell in enumerate(cells) if i not in statements)
    marks = [cells[i] for i in statements if i < len(cells) and not is_blank(cells[i])]
    numbers = [number for cell in marks if (number := _decimal(cell)) is not None]
    beyond = any(n > 9 or n != int(n) for n in numbers)
    if _SUMMARY.fullmatch(name):
        if beyond or not marks:
            return SURELY
        few, exact = others < _LEAST_FACTS or len(numbers) < len(marks), name in _SUMMARIES
        return SURELY if few and exact else PERHAPS if few or exact else NO
    if others == 1 and len(numbers) == len(marks):
        if not name:
            return SURELY if label.strip() in _SIGNS else NO
        if _ONE_ANSWER.fullmatch(name) or name in _WEAK_SUMMARY:
            return SURELY if beyond else PERHAPS
    if not name or (name not in _WEAK_SUMMARY and name.partition("_")[0] not in _BEGINS):
        return NO
    if not numbers and marks:  # the grade of each statement, such as Baik
        return PERHAPS if others == 1 and all(type(cell) is str for cell in marks) else NO
    return SURELY if len(numbers) == len(marks) and beyond else NO


def is_longer(cells: Sequence[Cell], width: int, sheet: str) -> bool:
    """Whether a row has cells beyond the names. In a sheet, what is behind an empty column is next to the table."""
    if len(cells) <= width or (sheet and is_blank(cells[width])):
        return False
    return not all(map(is_blank, cells[width:]))


def ends_like_sum(cell: Cell) -> bool:
    """Whether a text is the name of a group with that of a statistic after it, as spreadsheets label subtotals."""
    if type(cell) is not str or len(cell) > MOST_LABEL:
        return False
    return _AFTER_GROUP.fullmatch(plain(cell)) is not None


def may_be_label(cell: Cell) -> bool:
    """Whether a text is the label of a row of sums, or is one if the rest of the row says so too."""
    if type(cell) is not str or is_blank(cell) or len(cell) > MOST_LABEL or _decimal(cell) is not None:
        return False
    name = _YEAR.sub("", plain(cell))
    return (
        not name
        or name in _WEAK_SUMMARY
        or name.partition("_")[0] in _BEGINS
        or _SUMMARY.fullmatch(name) is not None
        or _ONE_ANSWER.fullmatch(name) is not None
    )


def may_be_summary(opening: str, *, cut: bool) -> bool:
    """Whether the label of a row of sums may begin with these letters, as `plain` writes them, or be them if not `cut`.

    The first word alone tells too little: R-0001 is a code, although "r hitung" begins like it.
    """
    word, _, rest = opening.partition("_")
    if not word:  # a symbol
        return True
    if cut and not rest and any(known.startswith(word) for known in _BEGINS):
        return True
    names = (*_SUMMARIES, *_WEAK_SUMMARY, *_ANSWERS)
    return (
        word in _BEGINS
        or any(name.startswith(opening) if cut else name == opening for name in names)
        or any(opening.startswith(f"{name}_") for name in (*_SUMMARIES, *_ANSWERS))
    )


def is_heading(others: Sequence[Cell]) -> bool:
    """Whether a row without answers, of which these are the cells, is the heading of a table below the people."""
    return 0 < len(others) <= _MOST_HEADING and plain(others[0]).partition("_")[0] in _HEADINGS


def has_only_notes(cells: Sequence[Cell], answers: Collection[int]) -> bool:
    """Whether the cells of the answers in a row are texts without any number alone, such as the source of a table."""
    given = [cells[place] for place in answers if place < len(cells) and not is_blank(cells[place])]
    return all(type(cell) is str and _decimal(cell) is None and " " in cell.strip() for cell in given)


def _decimal(cell: Cell) -> float | None:
    if type(cell) is int or type(cell) is float:
        return float(cell)
    text = tidy(cell).replace(",", ".").rstrip("%") if type(cell) is str else ""
    return float(text) if _NUMBER.fullmatch(text) else None


def numbers_of(cells: Sequence[Cell], width: int) -> int | None:
    """The first number of a row that numbers the columns one after the other, such as 1, 2, 3 or a, b, c; else None."""
    cells = [_bare(cell) if type(cell) is str else cell for cell in cells]
    given = [cell for cell in cells[:width] if not is_blank(cell)]
    letters = [letter(i) for i in range(len(given))]
    if given in (letters, [one.lower() for one in letters]):
        return 1 if len(given) >= max(_LEAST_NUMBERS, width - 1) else None
    numbers = [n for cell in cells[:width] if (n := _number(cell)) is not None]
    filled = sum(not is_blank(cell) for cell in cells)
    if len(numbers) != filled or filled < _LEAST_NUMBERS or filled < width - 1:
        return None
    first = numbers[0]
    return first if first in (0, 1, 2) and numbers == list(range(first, first + filled)) else None


def counts_columns(
    cells: Sequence[Cell], following: Sequence[Cell], places: tuple[Collection[int], Collection[int]], marks: range
) -> bool:
    """Whether a first row of numbers is none of a person: one is not a mark, or not what the next row holds there.

    `places` are those of the answers, and all others.
    """
    answers, others = places
    for place in answers:
        cell = cells[place] if place < len(cells) else None
        if not is_blank(cell) and _whole(cell) not in marks:
            return True
    for place in others:
        own = _whole(cells[place]) if place < len(cells) else None
        below = following[place] if place < len(following) else None
        if own is not None and not is_blank(below) and _whole(below) in (None, own):
            return True
    return False


def _whole(cell: Cell) -> int | None:
    text = str(cell).strip()
    return int(text) if text.isdecimal() and len(text) < 7 else None


def _number(cell: Cell) -> int | None:
    if type(cell) is int:
        return cell
    return int(cell) if type(cell) is str and cell.isdecimal() and len(cell) < 5 else None


def _bare(text: str) -> str:
    """A text without brackets, and without the word for a column before its number."""
    return _COLUMN.sub("", tidy(text).strip("()[]."))


class Fates:
    """The rows that do not count, by reason, collected while a table is read."""

    def __init__(self) -> None:
        self.rows: dict[Phrase, list[int]] = {}

    def add(self, why: Phrase, number: int) -> None:
        """Note a row that does not count."""
        self.rows.setdefault(why, []).append(number)

    def listed(self) -> Iterator[tuple[Phrase, Sequence[int]]]:
        """The reasons that apply, in their order, each with its rows."""
        for why in FATES:
            if rows := self.rows.get(why):
                yield why, rows
