"""Sum labels: whether a row has sums or means, by its label and by its numbers."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from ....cells.plain import plain, words
from ....table.rows import Cell, is_blank, tidy

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
    "nilai_pembanding kunci bobot tcr r_hitung r_tabel cronbach_alpha alpha_cronbach cronbach_s_alpha top_2_box "
    "top_two_box jml missing std_deviasi skewness kurtosis p_value validitas reliabilitas varian valid_n n_valid "
    "range_min_max skor_maks skor_min nilai_maks nilai_min nilai_max nilai_skm ikm_skm std_deviation tingkat_kepuasan "
    "std_error standard_error standar_error simpangan_rata_rata koefisien_variasi jawaban_terbanyak nilai_terbanyak "
    "pindahan dipindahkan jumlah_pindahan jumlah_dipindahkan"
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
_SIGNS = frozenset("ΣΠμσ∑%")
"""What is a label of sums by itself."""
_LEAST_DIFFERENT, _LEAST_MEANS = 3, 6
"""So many of so many fractions in a row differ before they are means."""
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
        if type(cell) is str and not is_blank(cell) and decimal_of(cell) is None:
            label = cell
            break
    if label is None or not may_be_label(label):
        return NO
    name = _YEAR.sub("", plain(label))
    others = sum(not is_blank(cell) for i, cell in enumerate(cells) if i not in statements)
    marks = [cells[i] for i in statements if i < len(cells) and not is_blank(cells[i])]
    numbers = [number for cell in marks if (number := decimal_of(cell)) is not None]
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


def has_decimals(cells: Sequence[Cell], statements: Collection[int]) -> bool:
    """Whether a row has several different fractions for marks and nothing else, as means of a place have."""
    marks = [decimal_of(cells[i]) for i in statements if i < len(cells) and not is_blank(cells[i])]
    fractions = {number for number in marks if number is not None and number != int(number)}
    return (
        len(marks) >= _LEAST_MEANS
        and len(fractions) >= _LEAST_DIFFERENT
        and not any(number is None or number == int(number) for number in marks)
    )


def ends_like_sum(cell: Cell) -> bool:
    """Whether a text is the name of a group with that of a statistic after it, as spreadsheets label subtotals."""
    if type(cell) is not str or len(cell) > MOST_LABEL:
        return False
    return _AFTER_GROUP.fullmatch(plain(cell)) is not None


def may_be_label(cell: Cell) -> bool:
    """Whether a text is the label of a row of sums, or is one if the rest of the row says so too."""
    if type(cell) is not str or is_blank(cell) or len(cell) > MOST_LABEL or decimal_of(cell) is not None:
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


def decimal_of(cell: Cell) -> float | None:
    """The number of a cell; None if it is not one."""
    if type(cell) is int or type(cell) is float:
        return float(cell)
    text = tidy(cell).replace(",", ".").rstrip("%") if type(cell) is str else ""
    return float(text) if _NUMBER.fullmatch(text) else None
