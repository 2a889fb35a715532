"""Status: whether somebody approved, rejected, doubted or deleted a row, or whether it is only a test."""

from __future__ import annotations

from ....spelling.patterns import late
from ...table.rows import Cell, is_blank, tidy
from ..plain import plain, words
from .finished import (
    APPROVED,
    DELETED,
    DOUBTED,
    HELD,
    NO,
    NOTES,
    POOR,
    REJECTED,
    SENT_ON,
    TEST,
    UNFINISHED,
    completion,
)

_NOT = "(?:tidak|tdk|tak|bukan|not|un|in|non|no)_?"
_GOOD = (
    "(?:valid|sah|absah|disetujui|setuju|approved?|accept(?:ed)?|lolos|layak|dipakai|terpakai|digunakan|memenuhi_(?:syarat|kriteria)|diterima|"
    "eligible|usable)"
)
_REJECTION = (
    rf"(?:data_|isian_|kuesioner_|responden_|jawaban_|entri_|baris_)?(?:{_NOT}(?:(?:dapat_|bisa_)?{_GOOD}|ok|okay)|nok|rej|rejected|reject|den(?:y|ied)|declined?|disapproved?|ditolak|tolak|"
    "tms|batal|dibatalkan|gugur|palsu|fake|fiktif|invalid|dicoret|remove[d]?|fail(?:ed)?|(?:di)?isi_(?:dua|2)_kali|"
    "mengundurkan_diri|withdrawn|withdrew|trash(?:ed)?|archived|diarsipkan|void(?:ed)?|revoked|screen_?out|screened(?:_?out)?|tidak_masuk_hitungan|not_selected|diskualifikasi|disqualified|excluded?|dikeluarkan|spam|cancell?ed|"
    "terminated|drop(?:_?out)?|duplikat|duplicated?|duplikasi|ganda|over_?quota|quota_full|fabricated|dibuang|gagal|"
    "(?:dobel|double)(?:_(?:input|entri|entry|isi|data))?|(?:di)?eliminasi|(?:di)?afkir|outlier|pencilan|"
    "(?:jangan|tidak_(?:usah|perlu|boleh|ikut)|tidak|tdk)_(?:dihitung|diolah|diikutkan|dimasukkan|ikut_dihitung)|"
    "jangan_(?:dipakai|digunakan|dianalisis)|do_not_(?:use|count|include)|"
    "(?:duplikat|duplikasi|duplicate|double|dobel|ganda|kembar)_(?:dari|of|dengan|dgn|sama|with|no|nomor|baris|row|responden|respondent|kode|id)_.*)"
)
_BY_WHOM = "(?:_(?:oleh_|by_)?(?:responden|respondent|petugas|enumerator|supervisor|sistem|system|admin))?"
_REJECTED, _ONLY_REJECTED = late(rf"{_REJECTION}(?:_.*)?"), late(_REJECTION + _BY_WHOM)
"""A rejection with words after it, and without."""
_ENDS_REJECTED = late(
    ".*_(?:(?:jangan|tidak|tdk)_(?:dihitung|diolah|diikutkan|dimasukkan)|jangan_(?:dipakai|digunakan|dianalisis)|"
    "dikeluarkan|excluded|not_counted)"
)
"""A remark that ends with what becomes of the row."""
_ORDER = late(
    r"(?:[a-z]+_){0,2}?(?:(?:jangan|jgn)_(?:di(?:hitung|olah|ikutkan|masukkan|pakai|gunakan|analisis))|(?:tidak|tdk|tak|nggak|gak)_"
    r"(?:(?:usah|perlu|boleh|ikut)_)?(?:dihitung|diolah|diikutkan|dianalisis)|do_not_(?:count|include|use)|(?:mohon|mhn|harap|tolong)_"
    r"(?:di)?(?:hapus|keluarkan|buang|abaikan))(?:_(?:dulu|lagi|ya|saja|please))*(?:_(?:karena|krn|sebab|because)_.*)?"
)
"""What people write next to a row that should not count."""
_ORDERS = words("jangan jgn tidak tdk tak nggak gak do mohon mhn harap tolong")
"""One of these is in each of them; most cells have none."""
_HELD = late(
    "(?:on_hold|hold|pending|has_?issues|ditunda|tertunda|ditangguhkan|ditahan|menunggu|sedang_(?:ditinjau|diperiksa|diverifikasi|dicek)|(?:under|in|awaiting)_review|perlu_perbaikan|perlu_diperbaiki|revisi|dicek|"
    "perlu_cek|dikembalikan|returned|needs?_review|belum$|(?:belum|not_yet)_(?:valid|sah|disetujui|approved|diverifikasi|"
    "divalidasi|reviewed|diperiksa|lengkap))(?:_.*)?"
)
_DOUBT = late(
    "(?:kuesioner_|isian_|data_|jawaban_)?(?:asal(?:_asalan|_isi)?|sampah|junk|rusak|cacat|tidak_lengkap|salah(?:_isi|_input|_orang|_entri)?|keliru|curang|dicurigai|"
    "mencurigakan|meragukan|diragukan|(?:responden_|wawancara_|survei_|pengisian_)?(?:tidak|tdk|belum)_(?:selesai|tuntas)(?:_.*)?|(?:.*_)?(?:invalid|rejected|not_valid|disqualified)|(?:responden_|narasumber_)?menolak(?:_(?:untuk_)?(?:melanjutkan|(?:di)?wawancarai?|menjawab|"
    "mengisi|ikut)(?:_.*)?)?|sedang_(?:ditinjau|diperiksa|diverifikasi|dicek)|(?:under|in)_review|archived|diarsipkan|on_hold|pending|perlu_(?:di)?(?:cek|periksa|verifikasi|perbaiki)"
    "(?:_(?:ulang|lagi))?|(?:di)?cek_(?:ulang|lagi))"
    "|(?:mohon|harap|tolong|agar|untuk|perlu|sebaiknya|jangan)_(?:di)?(?:hapus|buang|hitung|olah|ikutkan|pakai|gunakan|abaikan)(?:_.*)?"
    "|(?:(?:responden|jawab(?:an)?|isi(?:an)?|mengisi|di(?:isi|jawab))_)*(?:(?:ng)?asal|sembarangan|(?:tidak|kurang)_(?:serius|"
    "konsisten|jujur)|main_main)|(?:entri|entry|input|isi|data)_ulang|double_entry|ralat(?:_.*)?|revisi_(?:dari|no|nomor).*"
    "|(?:sudah_)?pernah_(?:di)?(?:isi|mengisi|survei|wawancara)(?:_.*)?"
    "|bukan_(?:warga|penduduk|pengguna|responden|sasaran|sampel|target)(?:_.*)?|(?:masih_)?(?:di_?)?bawah_umur|under_?age"
    "|salah_sasaran|(?:responden_)?(?:sudah_)?(?:pindah|meninggal(?:_dunia)?|almarhum(?:ah)?)|(?:di)?isi(?:kan)?_(?:oleh_)?(?:petugas|enumerator|surveyor|"
    "pewawancara|admin|orang_lain)|diwakil(?:kan|i)(?:_.*)?|filled_(?:in_)?by_(?:staff|the_)?(?:enumerator|interviewer|staff)"
    "|(?:please_)?(?:hapus|buang|abaikan|delete|remove|ignore)(?:_(?:saja|baris|data|isian|respon|ini|ya|this|row|entry|response|please))*"
)
"""Words in a column of notes with which somebody doubts a row."""
_UNMET = late(
    "(?:responden_|nomor_|no_(?:hp|telp)_|number_)?(?:menolak|refus(?:e|ed|al)|(?:tidak|tdk|tak|belum|not)_(?:bersedia|mau|"
    "terhubung|tersambung|diangkat|dijawab|menjawab|aktif|bertemu|ketemu|ditemui|ditemukan|dihubungi|terhubungi|reached|"
    "contacted|available|at_home|home|(?:ada_|berada_)?di_(?:rumah|tempat)|(?:dapat|bisa)_(?:ditemui|ditemukan|dihubungi|"
    "diwawancarai|tersambung)|ada_(?:orang(?:nya)?|di_tempat|responden))|no_(?:answer|response|contact|show)|"
    "(?:no_one|nobody)_(?:at_)?home|busy|sibuk|(?:nomor_)?salah(?:_nomor|_sambung)?|wrong_number|rumah_kosong|"
    "(?:sudah_)?pindah|meninggal|moved|deceased|voice_?mail|unreachable|disconnected|unavailable|ineligible|partial|gagal|"
    r"terputus|mengaku_(?:tidak|belum|bukan)|menyangkal|membantah|tidak_mengaku|tidak_pernah_di(?:wawancarai?|datangi|survei))(?:_.*)?"
)
"""Words that say that the respondent was not reached, or did not answer then."""
_APPROVED = late(
    f"(?:{_GOOD}|acc|good|okay|ok|edited|received|none|null|complete|completed|"
    "aktif|active|data_aktif|terima|diterima|lengkap|selesai|finished|ya|yes|y|true|1|"
    "benar|s|ms|sudah|terverifikasi|tervalidasi|verified|validated|diverifikasi|divalidasi|submitted|terkirim|sent)(?:_.*)?"
)
_TEST = late(
    "(?:survey_)?(?:preview|test|tes)|(?:(?:ini|hanya|cuma|untuk|data|isian|sampel)_)*(?:uji(?:_?coba)?|coba(?:_coba)?|tes|test|percobaan|"
    "contoh(?:_(?:isian|pengisian|data|saja))?|dummy|testing|(?:pre|pilot)_?tes[t]?|pilot(?:ing|_survei|_study)?|"
    "(?:latihan|pelatihan|simulasi)(?:_(?:pelatihan|enumerator|petugas|surveyor|pewawancara))?)"
)
_DELETED = late(
    "(?:system_)?(?:deleted_?(?:at|by|on)|(?:is_)?deleted|soft_deleted?|tombstone|dihapus(?:_(?:pada|oleh))?|penghapusan)"
)
_ROW = "data|isian|row|record|response|respon|submission|entry|case|form"
_IS_TEST = late(
    f"(?:is_)?(?:test|dummy|pilot|trial|preview)_(?:{_ROW})|is_(?:test|dummy|pilot|trial|preview|training|uji_?coba)|training_mode|"
    f"(?:{_ROW}|mode|baris)_(?:uji|uji_?coba|tes|test|percobaan|dummy)"
)
_TAKES_OUT = late(
    "(?:is_)?(?:exclude[d]?|duplicated?|invalid|disqualified|drop(?:ped)?)|exclude_from_analysis|hapus|dikeluarkan|spam|gugur|"
    "(?:di)?coret|duplikat|dobel|dibuang|didiskualifikasi|dq|delete|del|to_(?:be_)?deleted?|(?:is_)?dup(?:e|es)?|"
    "(?:is_)?dup(?:licate|likat)?_flag|flag_dup(?:likat|licate)?|(?:is_)?(?:archived|arsip|diarsipkan|superseded|trashed|void(?:ed)?|revoked|withdrawn)|"
    "consent_(?:withdrawn|revoked)|(?:menarik(?:_kembali)?|mencabut|penarikan|pencabutan)_persetujuan|persetujuan_di(?:tarik|cabut)(?:_kembali)?|"
    "(?:permintaan_|request_(?:for_)?)(?:hapus|penghapusan|erasure|deletion|withdrawal)(?:_data)?|(?:erasure|deletion|withdrawal|gdpr)_request(?:ed)?|(?:is_)?black_?list(?:ed)?|(?:di)?(?:karantina|kuarantina)(?:_data)?|quarantined?|(?:di)?batalkan_pada|(?:archived|trashed|voided|revoked|withdrawn|cancell?ed)_at"
)
"""Columns in which a yes takes the row out."""
_FLAGS = late(
    f"(?:is_)?(?:(?:quality|qc|{_ROW})_)?(?:flags?|flagged|ditandai)|q_(?:ballotboxstuffing|relevantidduplicate|"
    "duplicaterespondent)|(?:is_)?(?:speeders?|straight_?lin(?:ing|ers?)|bot)(?:_flag)?|flag_(?:speeder|straightlin(?:ing|er)|bot)"
)
_REASONS = late(
    "(?:alasan|sebab)_(?:di)?(?:tolak|keluarkan|hapus|batalkan|coret|diskualifikasi)|alasan_(?:penolakan|pembatalan|tidak_valid)|"
    "(?:duplicate_of|superseded_by|replaced_by|diganti(?:kan)?_oleh)|(?:duplikat|dobel|ganda)_(?:dari|dengan)|(?:rejection|exclusion|reject|disqualification)_reason|reason_(?:for_)?(?:rejection|exclusion|rejected|excluded)"
)
"""Columns in which somebody writes why a row does not count."""
_PASSED = words("pass passed ok okay good valid clean fine normal baik bersih hijau green aman lolos sesuai")
"""What a mark in a column of flags says if nothing is wrong."""
_NOT_SO = late("(?:tidak|tdk|bukan|not|non)_|(?:unik|unique|tunggal|asli|original|primary)(?:_|$)")
"""What begins so in a column where a yes takes the row out says no: `not a duplicate`, `unique`."""
_BECAUSE = late("_(?:karena|sebab|because)_.*")
_BLANK_OR_COPY = late("(?:kosong|blank|empty)_(?:atau_|or_)?(?:duplikat|duplicate|ganda|dobel)")
_GONE = words("deleted dihapus terhapus data_dihapus data_terhapus")
_SHORT_REJECTED = late(
    "i_(?:(?:do_not|don_t|dont)_(?:agree|consent|accept)|disagree|decline|refuse)(?:_.*)?|"
    "(?:tidak|tdk)_(?:sesuai|lengkap|diterima|memenuhi(?:_(?:syarat|kriteria))?)|hapus|buang|delete|(?:.*_)?(?:diganti|superseded|replaced)|mismatch(?:ed)?(?:_.*)?|(?:likely_|probably_|suspected_)?(?:bot|robot|ai)(?:_generated)?|incomplete|unfinished|partial|belum_selesai"
)
"""Further rejections that people write about other things too."""
_KEPT = words(
    "ms published live terbit dipertahankan utama simpan keep kept included sesuai asli baik bersih normal "
    "tidak_ada_masalah unverified memenuhi lulus i_agree i_consent i_accept"
)
_SYMBOLS = {**dict.fromkeys("✗✘×❌", REJECTED), **dict.fromkeys("✓✔✅☑√", APPROVED)}
_POOR = frozenset(("poor", "low", "buruk", "jelek", "rendah"))
_KOBO = late("^(?:.*_)?uid_validation_status_(approved|not_approved|on_hold)(?:_.*)?$")
"""The state of a submission as the API of KoboToolbox writes it, with the time and the account."""
_CLAUSE = late("[,;:(]| - ")
_QUALITY, _REVIEW = late("qualit|kualitas"), late("review|valid|verif|approv|setuju")


def status_of(name: str, cell: Cell) -> str | None:
    """What the cell of a status column says of its row; None if it is empty or about something else.

    `name` is the plain name of the column. A word that is not understood is "" unless the column is for notes.
    """
    if cell is None or name in SENT_ON:
        return UNFINISHED if name in SENT_ON and is_blank(cell) else None
    text = plain(tidy(str(int(cell) if type(cell) is float and cell.is_integer() else cell)))
    if flag := takes_out(name):
        return _flagged(flag, text, str(cell).strip())
    if said := completion(name, text):
        return said
    text = _KOBO.sub(r"\1", text).removeprefix("validation_status_").removeprefix("label_")
    if not text:
        return _SYMBOLS.get(str(cell).strip())
    if name in NOTES:
        return _noted(text) or _begins(text, str(cell)) or (POOR if text in _POOR and _QUALITY.search(name) else None)
    if _TEST.fullmatch(text):
        return TEST
    if _HELD.fullmatch(text):
        return HELD
    if _REJECTED.fullmatch(text):
        return REJECTED
    if text in _GONE:
        return DELETED
    if text in _POOR:
        return POOR
    if text in ("no", "tidak", "false", "0", "n", "t", "tdk", "ts"):
        return REJECTED
    if _DOUBT.fullmatch(text) or _UNMET.fullmatch(text):
        return DOUBTED
    return APPROVED if _APPROVED.fullmatch(text) else ""


def takes_out(name: str) -> str | None:
    """What a yes in a column with this name says of its row; None if the column is not one of yes and no."""
    if _DELETED.fullmatch(name):
        return DELETED
    if _IS_TEST.fullmatch(name):
        return TEST
    if _TAKES_OUT.fullmatch(name):
        return REJECTED
    return DOUBTED if _FLAGS.fullmatch(name) or _REASONS.fullmatch(name) else None


def _flagged(flag: str, text: str, symbol: str) -> str | None:
    """What a cell says in a column where a yes is a `flag`."""
    if (text in NO or _NOT_SO.match(text)) and not _SYMBOLS.get(symbol):
        return None
    if flag != DOUBTED:
        return flag
    return None if text in _PASSED or _SYMBOLS.get(symbol) == APPROVED else _noted(text) or DOUBTED


def _noted(text: str) -> str | None:
    """What a note says, if it says that its row does not count, or doubts it."""
    if _TEST.fullmatch(text):
        return TEST
    if text in _GONE:
        return DELETED
    cause = _BECAUSE.sub("", text)
    if _ONLY_REJECTED.fullmatch(cause) or _ENDS_REJECTED.fullmatch(text):
        return REJECTED
    return DOUBTED if _DOUBT.fullmatch(text) or _DOUBT.fullmatch(cause) or _BLANK_OR_COPY.fullmatch(text) else None


def _begins(text: str, cell: str) -> str | None:
    """What a note says that begins as one that takes its row out: the same where a reason known here goes on."""
    clause, *others = map(plain, _CLAUSE.split(cell))
    said = None if clause == text else _noted(clause)
    return said if said is None or all(map(_is_reason, filter(None, others))) else DOUBTED


def _is_reason(clause: str) -> bool:
    return any(form.fullmatch(clause) for form in (_ONLY_REJECTED, _DOUBT, _UNMET))


def is_review(name: str) -> bool:
    """Whether a column of states has what somebody decided, who may approve also what is poor."""
    return _REVIEW.search(name) is not None and not _QUALITY.search(name)


def is_order(text: str) -> bool:
    """Whether a cell tells those who count to leave its row out, whatever its column is called."""
    if _ORDERS.isdisjoint(plain(text).split("_")):
        return False
    return any(_ORDER.fullmatch(plain(clause)) for clause in _CLAUSE.split(text))


def is_rejection(word: str) -> bool:
    """Whether a plain word says by itself, whatever the column is called, that a row does not count."""
    return word in _GONE or any(form.fullmatch(word) for form in (_ONLY_REJECTED, _SHORT_REJECTED))


def is_unmet(word: str) -> bool:
    """Whether a plain word says that the respondent was not reached."""
    return _UNMET.fullmatch(word) is not None


def is_doubt(word: str) -> bool:
    """Whether a plain word doubts a row."""
    return _DOUBT.fullmatch(word) is not None


def is_approval(word: str) -> bool:
    """Whether a plain word says that a row counts."""
    word = word.removeprefix("dapat_").removeprefix("bisa_")
    return word in _KEPT or (_APPROVED.fullmatch(word) is not None and "_" not in word)
