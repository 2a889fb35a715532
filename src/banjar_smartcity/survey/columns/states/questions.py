"""Questions: what a column asks about its row, by its name, so that some of its words may turn the row down."""

from __future__ import annotations

from ....spelling.patterns import late

_MOST_IN_NAME = 7
"""The most words in the name of such a column."""
_ABOUT_NO = late(
    "(?:apakah_|hasil_|status_|is_|sudah_)?(?:diterima|terima|dipakai|pakai|digunakan|dimasukkan|layak|sah|lolos|accepted|"
    "checked|selected|terpilih|final|cek|check|dicek|lengkap|complete|clean|ok|acc)(?:_(?:oleh_|by_|tim_)?(?:supervisor|kasi|kabid|kadis|kepala|pimpinan|atasan|camat|lurah|sekretaris|"
    "koordinator|korlap|pengawas|verifikator|validator|admin|tim|kantor|dinas|editor))?|ms_tms|v_tv"
    "|(?:spot|back|attention|gps|audio|foto|photo|lokasi|location|bot|human|ai|fraud|liveness)_?(?:checks?|audits?|cek)(?:_.*)?|"
    "(?:ai|bot|robot|fraud)_(?:detection|detected|status|verdict|result)|terpakai|pilih|locked|terkunci|"
    "(?:.*_)?(?:padan|dukcapil)(?:_.*)?|(?:is_)?active_user|pengguna_aktif|(?:is_)?(?:unik|unique)|"
    "penerima(?:_manfaat|_program|_layanan)*(?:_ini)?|(?:pengguna|user)_(?:atau_)?(?:non|bukan|tidak)(?:_.*)?|gunakan|hitung|sampel_final|final_sample|in_sample|dalam_sampel"
    "|(?:apakah_|anda_|sudah_)*(?:usia|umur|berusia|age)_(?:anda_|saudara_|sudah_)*(?:(?:di_)?(?:atas|minimal|min|lebih_dari|over|above|sudah)_)?1[78](?:_.*)?"
    "|(?:apakah_|anda_|saudara_|merupakan_|adalah_)*(?:warga|penduduk)(?:_asli)?_(?:di_)?(?:kab|kabupaten|kota|daerah|setempat)"
    "(?:_.*)?|(?:rekaman|audio|foto|lokasi|gps|koordinat)(?:_[a-z]+)?_(?:sesuai|cocok|ada)"
    "|(?:masuk|ikut|termasuk)_(?:rekap|rekapitulasi|sampel|sample|analisis|hitungan|perhitungan|olahan)|memenuhi_(?:syarat|kriteria).*"
    "|(?:ke)?putusan(?:_(?:akhir|final|tim|data|responden))?|(?:uji_|cek_)?konsistensi(?:_(?:jawaban|data|isian))?"
    "|(?:apakah_|anda_)*(?:punya|memiliki|mempunyai)_akun_(?:di_|pada_)?(?:aplikasi|layanan|program|sistem)_ini"
    "|(?:punya_|memiliki_)?ktp_(?:di_)?(?:kab|kabupaten|kota)(?:_.*)?|(?:.*_)?(?:menerima|mendapat(?:kan)?|merasakan)_manfaat_"
    "(?:program|layanan|aplikasi|inovasi)(?:_ini)?"
    "|status_kepesertaan_program(?:_ini)?|(?:anda_)?terdaftar_(?:di|dalam|pada)_(?:program|aplikasi|layanan)_ini|pengguna_bukan_pengguna"
    "|sudah_(?:mengunduh|menginstal|memasang)_aplikasi(?:_ini)?|(?:status_)?(?:kewarganegaraan|warga_negara|wni(?:_(?:atau_)?wna)?|citizenship|nationality)|(?:apakah_)?(?:anda_)?(?:tahu|"
    "mengetahui|kenal|mengenal|pernah_mendengar)_(?:tentang_)?(?:program|aplikasi|layanan|inovasi)_ini"
    "|(?:.*_)?(?:valid|validitas|validator|verif|verifikator|verifikasi|verified|diverifikasi|terverifikasi|eligible|"
    "eligibility|approved|disetujui|absah|keabsahan|dianalisis|diolah|dihitung|diikutkan|screening|skrining|qc)(?:_.*)?"
)
"""Names of columns that ask whether a row counts; a no under them may turn it down."""
_EITHER = late("(?:data_)?(?:valid|sah|layak|lolos|memenuhi)_(?:atau_)?(?:tidak|tdk)(?:_.*)?")
"""Names that give both answers, such as `Sah/Tidak sah`."""
_ABOUT_YES = late(
    "(?:ip|email|surel|nik|no_hp|hp|telepon|nomor(?:_urut)?|kode)_(?:ganda|dobel|duplikat|kembar)|"
    "duplicate_(?:ip|email|phone|id|nik|device)|(?:is_)?(?:fraud|suspicious|fake)(?:_flag)?|curang|(?:ter)?indikasi_.*|"
    "(?:apakah_|anda_)*(?:usia|umur|berusia|age)_(?:anda_|saudara_|masih_)*(?:di_?bawah|kurang_dari|under|below)_1[78](?:_.*)?|"
    "perlu_(?:di)?cek(?:_ulang|_lagi)?|(?:di)?cek_(?:ulang|lagi)|anomali|janggal|bermasalah|mencurigakan|"
    "tanda|penanda|mark|marker|terlalu_cepat|menarik_diri|mengundurkan_diri|"
    "(?:sudah|pernah)_(?:pernah_)?mengisi(?:_(?:survei|kuesioner|formulir)(?:_ini)?)?|double_entry|"
    "(?:is_)?(?:test|tes|testing|uji_?coba|simulasi|latihan|training|trial|dummy|percobaan|spam|gugur|batal|drop|dobel|ganda)"
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
    "result|konfirmasi|recall|wawancara|interview|pendataan|lapangan)(?:_.*)?"
)
"""Names of columns that say how the respondent was reached, at first or when somebody checked."""
_ABOUT_WHERE = late(
    "batch|gelombang|fase|tahap(?:an)?|kegiatan|acara|sesi|putaran|wave|round|phase|(?:form_|training_)?mode|mode_(?:pengisian|input|data)|versi|version|env|environment|"
    "(?:jenis|tipe|sumber|asal)_data|kanal|channel|tipe|type"
)
"""Names of columns that say in which stage or with which program a form was filled in."""
_ABOUT_PLACE = late("data|sumber|source|(?:lokasi|tempat)(?:_(?:survei|survey|wawancara|pengisian))?|collector")
"""Names of columns that say where a form was filled in; places may be called like a rejection."""
_ABOUT_KIND = late(
    "(?:kategori|jenis|tipe|type|kelompok|segment?|golongan|status|user)(?:_(?:responden|respondent|pengguna|user|type))?"
)
"""Names of columns that say of which kind somebody is."""
_ABOUT_AGE = late(
    "(?:(?:kelompok|rentang|kategori|golongan)_)?(?:usia|umur)(?:_(?:responden|anda|saudara|tahun|th|thn))*|"
    "(?:respondent_)?age(?:_(?:group|range|class|category|years))*|age_of_(?:the_)?respondent"
)
"""Names of columns with the age of the person who answers; those of children have another word."""
_REQUEST = late(
    "(?:^|_)(?:permohonan|pengajuan|pengaduan|aduan|keluhan|laporan|surat|perizinan|kendala|masalah|hambatan|kesulitan|"
    "problems?|complaints?|issues?|troubles?)(?:_|$)|^(?:hasil|status)_layanan$"
)
"""Names of what people ask of an office, which may be turned down too, and of what went wrong for them."""
_ABOUT_HOME = late(
    "(?:domisili|alamat|asal(?:_(?:daerah|wilayah|kabupaten))?|tempat_tinggal|kabupaten|kota|kabupaten_kota|kab_kota|"
    "wilayah|daerah|district|city|residence)(?:_(?:anda|saudara|responden|domisili|tinggal|asal))*"
)
"""Names of columns that say where the respondent lives."""
_ABOUT_USE = late(
    "(?:jumlah_)?kunjungan_ke_(?:layanan|program|tempat)_ini|(?:.*_)?(?:kapan|terakhir(?:_kali)?|berapa_(?:kali|lama|sering)|(?:sudah_)?lama|sejak_kapan|"
    "how_(?:often|long)|last_time|when)_(?:.*_)?(?:menggunakan|memakai|memanfaatkan|mengakses|pakai|penggunaan|pemakaian|pengguna|pemakai|used?|using)(?:_.*)?"
)
"""Names of columns that ask when or how often somebody used the programme."""


def about(name: str) -> str:
    """Which answer under a name may turn a row down; "" if none.

    "no" and "yes" are such answers, "met" is one that says that nobody was reached, "where" and "place" that of a
    trial, "kind" that of people who use nothing, "age" that of a child, "home" that of another region, "never" one
    that says that the programme was never used, "its" a clear word.
    """
    if name.count("_") >= _MOST_IN_NAME:  # a sentence is about something else
        return "never" if _ABOUT_USE.fullmatch(name) else ""
    if is_request(name):
        return ""
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
    if _ABOUT_PLACE.fullmatch(name):
        return "place"
    if _ABOUT_USE.fullmatch(name):
        return "never"
    if _ABOUT_KIND.fullmatch(name):
        return "kind"
    if _ABOUT_AGE.fullmatch(name):
        return "age"
    if _ABOUT_HOME.fullmatch(name):
        return "home"
    return "its" if _ITS.fullmatch(name) else ""


def is_how_long(name: str) -> bool:
    """Whether a column asks for how long somebody has used the programme: 0 years is less than one, and not never."""
    return "lama" in name.split("_") or "how_long" in name


def is_request(name: str) -> bool:
    """Whether a column is about what people asked of an office, and not about the row."""
    return _REQUEST.search(name) is not None and not _ITS.fullmatch(name)
