"""Verdicts: columns of any name that may say whether a row counts, as their name and all their words together tell.

Names such as `Diterima?` may be about something else too. So the rows count, but are asked about.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ....spelling.patterns import late
from ...cells.plain import plain, words
from ...cells.status import IS_FINISHED, is_approval, is_rejection, is_unmet, status_of
from ...cells.use import is_never
from ...table.fixed import FixedRows
from ...table.rows import Cell, FlatRows, RowBlock, is_blank
from ..column import Column, Columns
from ..names import role_of
from .thresholds import beyond, threshold_of

_MOST_WORDS, _MOST_COLUMNS = 6, 200
_LONGEST, _MOST_IN_NAME = 40, 7
"""The most letters of a word in such a column, and the most words of its name."""
_IMPORT_ID = '{"ImportId"'
"""How a cell of the third head of Qualtrics begins."""
_ROWS_EACH = 3
"""Of so many rows at most one is turned down, else the column is about something else."""
_ABOUT_NO = late(
    "(?:apakah_|hasil_|status_|is_|sudah_)?(?:diterima|terima|dipakai|pakai|digunakan|dimasukkan|layak|sah|lolos|accepted|"
    "checked|selected|terpilih|final|cek|check|dicek|lengkap|complete|clean|ok|acc)(?:_(?:oleh_|by_|tim_)?(?:supervisor|"
    "koordinator|korlap|pengawas|verifikator|validator|admin|tim|kantor|dinas|editor))?|ms_tms|v_tv"
    "|(?:spot|back|attention|gps|audio|foto|photo|lokasi|location)_?(?:checks?|audits?|cek)(?:_.*)?|terpakai|pilih|gunakan|hitung|sampel_final|final_sample|in_sample|dalam_sampel"
    "|(?:usia|umur|berusia|age)_(?:(?:di_)?(?:atas|minimal|min|lebih_dari|over|above|sudah)_)?1[78](?:_.*)?"
    "|(?:masuk|ikut|termasuk)_(?:sampel|sample|analisis|hitungan|perhitungan|olahan)|memenuhi_(?:syarat|kriteria).*"
    "|(?:status_)?(?:kewarganegaraan|warga_negara|wni(?:_(?:atau_)?wna)?|citizenship|nationality)|(?:apakah_)?(?:anda_)?(?:tahu|"
    "mengetahui|kenal|mengenal|pernah_mendengar)_(?:tentang_)?(?:program|aplikasi|layanan|inovasi)_ini"
    "|(?:.*_)?(?:valid|validitas|validator|verif|verifikator|verifikasi|verified|diverifikasi|terverifikasi|eligible|"
    "eligibility|approved|disetujui|absah|keabsahan|dianalisis|diolah|dihitung|diikutkan|screening|skrining|qc)(?:_.*)?"
)
"""Names of columns that ask whether a row counts; a no under them may turn it down."""
_EITHER = late("(?:data_)?(?:valid|sah|layak|lolos|memenuhi)_(?:atau_)?(?:tidak|tdk)(?:_.*)?")
"""Names that give both answers, such as `Sah/Tidak sah`."""
_ABOUT_YES = late(
    "perlu_(?:di)?cek(?:_ulang|_lagi)?|(?:di)?cek_(?:ulang|lagi)|anomali|janggal|bermasalah|mencurigakan|"
    "terlalu_cepat|menarik_diri|mengundurkan_diri|"
    "(?:sudah|pernah)_(?:pernah_)?mengisi(?:_(?:survei|kuesioner|formulir)(?:_ini)?)?|double_entry|"
    "(?:is_)?(?:test|tes|testing|uji_?coba|trial|dummy|percobaan|spam|gugur|batal|drop|dobel|ganda)"
    "|(?:.*_)?(?:dianulir|anulir|dibatalkan|invalid|outlier|pencilan|fiktif|palsu)(?:_.*)?"
    "|(?:.*_)?(?:tidak|tdk|non|not|bukan)_(?:valid|sah|layak|memenuhi|eligible|dihitung|dipakai|diolah|responden|pengguna|"
    "sasaran|sampel)(?:_.*)?"
)
"""Names of columns under which a yes may turn a row down."""
_SUBJECT = (
    "(?:data|kuesioner|questionnaire|responden|respondent|respon|response|isian|formulir|form|entri|entry|baris|row|record|"
    "submission)"
)
_ITS_NO = "(?:lengkap|bersih|sah|layak|lolos|diterima|dipakai|digunakan|terpakai|ok|sesuai|kelayakan|kelengkapan)"
_ITS_YES = "(?:ganda|dobel|duplikat|kembar|tes|test|uji|gugur|batal|drop|hapus|dihapus|rusak|kosong)"
_ITS = late(f"(?:.*_)?{_SUBJECT}(?:_.*)?")
_ITS_NO_NAME, _ITS_YES_NAME = (
    late(f"(?:.*_)?(?:{_SUBJECT}_(?:.*_)?{word}|{word}_(?:.*_)?{_SUBJECT})(?:_.*)?") for word in (_ITS_NO, _ITS_YES)
)
"""Names that have a word for the row itself, such as `kuesioner`; with another word they ask as those above do."""
_ABOUT_MET = late(
    "(?:.*_)?(?:panggilan|telepon|telpon|telp|call|callback|kunjungan|visit|kontak|contact|disposisi|disposition|outcome|"
    "konfirmasi|recall|wawancara|interview|pendataan|lapangan)(?:_.*)?"
)
"""Names of columns that say how the respondent was reached, at first or when somebody checked."""
_ABOUT_WHERE = late(
    "batch|gelombang|fase|tahap(?:an)?|kegiatan|acara|sesi|putaran|wave|round|phase|mode|versi|version|env|environment|"
    "(?:jenis|tipe|sumber|asal)_data|kanal|channel|tipe|type"
)
"""Names of columns that say in which stage or with which program a form was filled in."""
_ABOUT_USE = late(
    "(?:.*_)?(?:kapan|terakhir(?:_kali)?|berapa_(?:kali|lama|sering)|(?:sudah_)?lama|sejak_kapan|"
    "how_(?:often|long)|last_time|when)_(?:.*_)?(?:menggunakan|memakai|memanfaatkan|mengakses|pakai|penggunaan|pemakaian|used?|using)(?:_.*)?"
)
"""Names of columns that ask when or how often somebody used the programme."""
_TRIAL = words(
    "pilot piloting pilot_study pilot_survei training pelatihan pelatihan_enumerator pelatihan_petugas "
    "pelatihan_surveyor latihan simulasi demo dev development sandbox gladi gladi_bersih uji uji_coba tes test testing"
)
_OF_A_THING = late(
    "(?:^|_)(?:rumah|hunian|jalan|jembatan|bangunan|gedung|jamban|sanitasi|air|listrik|kendaraan|makanan|obat|ktp|kk|sim|"
    "bpjs|paspor|sertifikat|usaha|tanah|lahan|panen|tanaman|ternak)(?:_|$)"
)
"""Names of things that may be fit or not, as the row may be."""
_DAMAGED = words("rusak cacat ulang diulang gagal kosong sampah junk")
_NO = words(
    "tidak tdk t n no false 0 belum tms tv ts x jangan wna asing foreigner luar_wilayah di_luar_wilayah di_luar_area "
    "di_luar_sampel warga_negara_asing"
)
_NOT = words("tidak tdk belum not bukan")
_YES = words("ya y yes true 1 v ok ms s sudah iya ya_sudah ya_pernah")


def with_verdicts(columns: Columns, first: RowBlock | None) -> Columns:
    """The columns, with those among the unused ones that may say whether a row counts; `first` are some of the rows."""
    if first is None:
        return columns
    columns = _with_finished(columns, first)
    asked: dict[Column, str] = {}
    for column in columns.unused[:_MOST_COLUMNS]:
        cells = _cells(first, column.place)
        if (threshold := threshold_of(column, cells, columns.status)) is not None:
            asked[column] = THRESHOLD + threshold
        elif role_of(name := asked_name(column)) is None and _may_reject(name, cells):
            asked[column] = name
    if not asked:
        return columns
    return columns._replace(
        status=(*columns.status, *asked),
        asked={column.place: name for column, name in asked.items()},
        unused=tuple(column for column in columns.unused if column not in asked),
    )


ASKED = "?"
"""What is put before the plain name of a column whose rows count, but are asked about."""


THRESHOLD = ":"
"""What is put before a threshold that stands for the name of such a column."""


def state_of(name: str, cell: Cell) -> str | None:
    """What `status_of` says of a cell; of a column that is only asked about, the word that may turn the row down."""
    if not name.startswith(ASKED):
        return status_of(name, cell)
    asked = name.removeprefix(ASKED)
    return beyond(asked[1:], cell) if asked.startswith(THRESHOLD) else turned_down(asked, cell)


def asked_name(column: Column) -> str:
    """The plain name of a column that may be asked about, without groups before it."""
    whole = plain(column.name)
    return whole if _about(whole) else plain(column.name.rpartition("/")[2])


def _about(name: str) -> str:
    """Which answer under a name may turn a row down; "" if none.

    "no" and "yes" are such answers, "met" is one that says that nobody was reached, "where" the name of a trial,
    "never" one that says that the programme was never used, and "its" a clear word.
    """
    if name.count("_") >= _MOST_IN_NAME:  # a sentence is about something else
        return "never" if _ABOUT_USE.fullmatch(name) else ""
    if _EITHER.fullmatch(name):
        return "no"
    if _ABOUT_YES.fullmatch(name) or _ITS_YES_NAME.fullmatch(name):
        return "yes"
    if _ABOUT_NO.fullmatch(name) or _ITS_NO_NAME.fullmatch(name):
        return "no"
    if _ABOUT_MET.fullmatch(name):
        return "met"
    if _ABOUT_WHERE.fullmatch(name):
        return "where"
    if _ABOUT_USE.fullmatch(name):
        return "never"
    return "its" if _ITS.fullmatch(name) else ""


def turned_down(name: str, cell: Cell) -> str | None:
    """The word of a cell that may turn its row down; None if it does not. `name` is the plain name of the column."""
    word, about = _word(cell), _about(name)
    if (about == "yes" and word in _YES) or (about == "met" and is_unmet(word)):
        return word.replace("_", " ")
    if word and (is_rejection(word) or (about and word in _DAMAGED) or (about == "no" and word in _NO)):
        return word.replace("_", " ")
    if about == "never":
        return word.replace("_", " ") if is_never(word) else None
    if about == "where" and word in _TRIAL:
        return word.replace("_", " ")
    first, _, rest = word.partition("_")
    return first if about == "no" and rest and first in _NOT else None  # what follows may be somebody's remark


def _may_reject(name: str, cells: Sequence[Cell]) -> bool:
    """Whether the cells of a column turn some rows down, and all others say that or the opposite."""
    said = {_word(cell) or "?" for cell in set(cells) if not is_blank(cell) and not str(cell).startswith(_IMPORT_ID)}
    if _about(name) == "never":  # all others are any times and numbers
        return 0 < sum(is_never(_word(cell)) for cell in cells) * _ROWS_EACH <= len(cells)
    if not 0 < len(said) <= _MOST_WORDS or max(map(len, said)) > _LONGEST:
        return False
    no = {word for word in said if turned_down(name, word)}
    if not no or (no == {"x"} and len(said) == 1):  # a cross alone may be a tick
        return False
    if not _about(name) and (_OF_A_THING.search(name) or not all(word in no or is_approval(word) for word in said)):
        return False
    return sum(_word(cell) in no for cell in cells) * _ROWS_EACH <= len(cells)


def _with_finished(columns: Columns, first: RowBlock) -> Columns:
    """The columns, with one called `Finished` or `Complete?` as a state if it has words for yes and no, not times."""
    ended = columns.single.get("ended")
    found = [column for column in (*([ended] if ended else []), *columns.unused) if plain(column.name) in IS_FINISHED]
    found = [column for column in found if _all_states({_word(cell) for cell in _cells(first, column.place)})]
    if not found:
        return columns
    return columns._replace(
        status=(*columns.status, *found),
        single={role: column for role, column in columns.single.items() if column not in found},
        unused=tuple(column for column in columns.unused if column not in found),
    )


def _all_states(said: Collection[str]) -> bool:
    known = _YES | _NO | {"", "unverified"}
    return any(said) and all(word in known or is_approval(word) or is_rejection(word) for word in said)


def _word(cell: Cell) -> str:
    if type(cell) is float and cell.is_integer():
        cell = int(cell)
    text = str(cell).strip() if not is_blank(cell) else ""
    return {"✗": "x", "✘": "x", "✓": "v", "✔": "v"}.get(text) or plain(text)


def _cells(block: RowBlock, place: int) -> Sequence[Cell]:
    """The cells of a column in rows of a table."""
    if isinstance(block.rows, FlatRows | FixedRows):
        return block.rows.column(place) if place < block.rows.width else ()
    return [cells[place] if place < len(cells) else None for cells in block.rows]
