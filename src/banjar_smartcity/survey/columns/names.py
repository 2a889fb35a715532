"""Names of columns: how people and survey programs name the respondent, the times, the programme and the rest."""

from __future__ import annotations

from collections.abc import Mapping

from ...spelling.patterns import late
from ..cells.consent import asks_for_refusal
from ..cells.plain import plain
from ..cells.states.status import takes_out

_WORDS: Mapping[str, str] = {
    "code": (
        "respondent_code respondent_id respondent respondents_code id_respondent code_respondent participant_id "
        "participant person_id respondent_key respondent_no respondent_number "
        "kode_responden id_responden responden kode no_responden nomor_responden nomor_anggota"
    ),
    "nik": "nik no_ktp nomor_ktp ktp nik_ktp no_nik nomor_nik nomor_induk_kependudukan nik_responden national_id",
    "phone": (
        "phone phone_number mobile mobile_number whatsapp wa no_wa nomor_wa no_whatsapp nomor_whatsapp hp no_hp "
        "nomor_hp "
        "telepon no_telepon nomor_telepon telp no_telp nomor_telp handphone no_handphone nomor_handphone ponsel "
        "no_ponsel nomor_ponsel no_hp_wa nomor_hp_wa no_telp_hp no_hp_responden respondent_phone telephone"
    ),
    "email": "email e_mail surel email_address alamat_email alamat_surel email_responden",
    "number": "id uid response_id no nomor no_urut nomor_urut _id number row_id "
    "record_id objectid object_id interview_key interview_id caseid case_id questid quest_id no_kuesioner "
    "nomor_kuesioner no_angket",
    "name": (
        "name nama nama_lengkap nama_responden full_name fullname respondent_name nama_peserta nama_pengguna "
        "responden_nama nama_anda nama_lengkap_responden your_name"
    ),
    "instance": (
        "instanceid meta_instanceid rootuuid meta_rootuuid uuid key submission_id submission_uuid instance_id "
        "responseid"
    ),
    "replaces": "deprecatedid meta_deprecatedid deprecated_id",
    "started": (
        "start started started_at waktu_buka dibuka start_time starttime time_started interview_start mulai "
        "timestamp cap_waktu stempel_waktu waktu datetime startdate start_date "
        "waktu_wawancara jam jam_wawancara pukul waktu_pengisian jam_pengisian time date_time tanggal_waktu "
        "tanggal_dan_waktu created created_at dibuat datestart"
    ),
    "day": (
        "tanggal date today tanggal_survei tanggal_wawancara interview_date survey_date tanggal_pengisian hari_tanggal "
        "hari_tgl tanggal_jam tanggal_respon tgl tgl_survei tgl_wawancara tgl_pengisian tanggal_survey tanggal_isi"
    ),
    "ended": (
        "end ended ended_at end_time endtime finish finished time_ended interview_end selesai "
        "akhir completed completed_at "
        "completion_time completiontime waktu_penyelesaian penyelesaian submitdate submit_date enddate end_date "
        "recordeddate recorded_date last_modified_time dateend "
        "time_completed time_ended finished_at"
    ),
    "duration": (
        "duration durasi interviewtime total_time totaltime time_spent time_taken time_taken_to_complete elapsed_time "
        "survey_duration interview_duration form_duration total_duration duration_of_interview lama_pengisian "
        "lama_wawancara lama_mengisi lama_survei durasi_pengisian durasi_wawancara durasi_survei waktu_total"
    ),
    "submitted": "submission_time submissiondate submission_date submitted submitted_at",
    "sent": "waktu_kirim jam_kirim tanggal_kirim waktu_submit jam_submit waktu_pengiriman dikirim",
    "consent": (
        "consent persetujuan setuju bersedia kesediaan informed_consent agree bersedia_diwawancara "
        "cons persetujuan_lisan persetujuan_tertulis "
        "apakah_anda_bersedia apakah_bersedia apakah_anda_setuju apakah_anda_menyetujui menyetujui izin berkenan"
    ),
    "occupation": "occupation job work pekerjaan profesi pekerjaan_responden jabatan unit_kerja",
    "user": (
        "user is_user pengguna apakah_pengguna pengguna_program pengguna_layanan pengguna_aplikasi pengguna_inovasi "
        "saya_pengguna saya_pengguna_program saya_pengguna_program_ini menggunakan pernah_menggunakan used "
        "status_penggunaan status_pemakaian "
        "program_user use programme_user status_pengguna pemakai uses frekuensi_penggunaan frekuensi_pemakaian "
        "frekuensi_menggunakan"
    ),
    "programme": (
        "programme program programme_name program_name nama_program nama_programme program_yang_dinilai layanan "
        "nama_layanan nama_aplikasi aplikasi inovasi nama_inovasi program_yang_digunakan "
        "nama_program_yang_ditanyakan name_of_the_programme_asked_about"
    ),
    "agency": (
        "agency owner owner_agency owning_agency programme_agency program_agency programme_owner program_owner "
        "owning_office opd skpd perangkat_daerah opd_pemilik skpd_pemilik pemilik pemilik_program "
        "instansi_pemilik dinas_pemilik opd_pengampu pengampu perangkat_daerah_pemilik "
        "nama_opd nama_skpd opd_pemilik_program perangkat_daerah_pemilik_program"
    ),
    "users": (
        "users number_of_users user_count users_count users_total total_users programme_users program_users "
        "registered_users active_users jumlah_pengguna pengguna_jumlah banyaknya_pengguna total_pengguna "
        "jumlah_pengguna_program jumlah_pemakai n_users"
    ),
    "took_part": (
        "agency_took_part took_part agency_present owner_present owner_took_part agency_participated "
        "opd_ikut opd_hadir opd_terlibat skpd_ikut skpd_hadir pemilik_ikut pemilik_hadir instansi_ikut "
        "instansi_hadir dinas_ikut dinas_hadir opd_ikut_serta pemilik_ikut_serta agency_attended agency_involved "
        "keikutsertaan_opd kehadiran_opd"
    ),
    "interviewer": (
        "interviewer enumerator surveyor surveior pewawancara pencacah pendata petugas petugas_survei petugas_survey "
        "petugas_wawancara petugas_lapangan petugas_pendata petugas_pewawancara nama_petugas nama_pewawancara "
        "nama_enumerator nama_surveyor nama_surveior nama_pencacah nama_pendata kode_petugas id_petugas "
        "kode_pewawancara id_pewawancara kode_enumerator id_enumerator kode_surveyor id_surveyor enumerator_id "
        "enumerator_name enumerator_code interviewer_id interviewer_name interviewer_code surveyor_id surveyor_name "
        "surveyor_code"
    ),
    "account": (
        "submitted_by username user_name submittername submitter_name submitterid submitter_id system_submittername "
        "system_submitterid deviceid device_id"
    ),
    "status": (
        "validation_status status_validasi validasi validation valid reviewstate review_state review_status "
        "review_quality reviewquality status_review review hasil_review status_verifikasi verifikasi verification "
        "verification_status hasil_verifikasi hasil_validasi approval approval_status approved status_persetujuan "
        "status_data status_kuesioner status_responden status_wawancara status_isian status qc qc_status hasil_qc "
        "status_qc quality_control quality data_quality kelayakan hasil_pemeriksaan status_pemeriksaan pemeriksaan "
        "keterangan ket kualitas kualitas_data tags progress layak dipakai dihitung diikutkan include included "
        "catatan_verifikator catatan_validasi catatan_pemeriksa keabsahan sah disetujui lolos "
        "response_quality quality_score kualitas_jawaban kualitas_respon kualitas_isian "
        "system_reviewstate catatan remarks remark catatan_petugas catatan_enumerator "
        "response_status completion_status status_respons status_pengisian "
        "distributionchannel distribution_channel response_type responsetype "
        "filter keep approve tl_review approval_by kode_status interview_quality kualitas_wawancara reliability "
        "keandalan sync_status upload_status status_sinkronisasi status_upload include_in_report cek_audio cek_rekaman "
        "durasi_wajar is_latest latest_version final_status case_status status_final partial_save_mode "
        "entry_status usable is_usable analisis in_analysis status_peninjauan status_akhir "
        "screening skrining kelayakan_responden hasil_cek hasil_pengecekan "
        "data_cleaning cleaning hasil_cleaning status_cleaning status_partisipasi "
        "interview_status finished_status status_respon status_jawaban submission_status status_submission"
    ),
    "dimension": "dimension dimensi nama_dimensi dimension_id",
    "sub_dimension": "sub_dimension subdimension sub_dimensi subdimensi nama_subdimensi nama_sub_dimensi",
}
ROLES: Mapping[str, str] = {word: role for role, words in _WORDS.items() for word in words.split()}
"""The role of a column by its name, as `plain` writes it."""
PERSON = ("nik", "phone", "email", "code", "number", "instance", "name")
"""The roles that identify persons, the strongest first; a name only if there is nothing else."""
REPLACES = "replaces"
"""The role of the column in which ODK writes which submission another one replaces."""
BY_PART = ("user", "programme", "agency", "users", "took_part")
"""The roles of which a table may have one column for each sub-dimension."""
HANDS = ("interviewer", "account")
"""The roles that say who filled in a form, the better one first."""
_QUESTIONS = (
    (
        late(
            "apakah_(?:anda|saudara|bapak_ibu)_pengguna|apakah_anda_(?:pernah_)?menggunakan|pernah_(?:memakai|pakai)|"
            "seberapa_sering_anda_menggunakan|are_you_a_user|have_you_used|do_you_use"
        ),
        "user",
    ),
    (late("nik_|no(?:mor)?_ktp|nomor_induk_kependudukan"), "nik"),
    (late("nomor_(?:telepon|hp)"), "phone"),
)
"""Beginnings of questions that are used as names of columns."""
_DEVICE = frozenset(("phonenumber", "simserial", "subscriberid"))
"""Data that survey programs add about the interviewer's device; they are never the respondent's."""


_CONSENT = late(
    r"(?:^|_)(?:bersedia(?:kah)?|kesediaan|berkenan(?:kah)?|(?:mau|sudi|hakun|handak|kawa)(?:kah|lah)_.*(?:wawancara|diwawancarai|responden|mengisi|maisi|manjawab|survei)|consent|are_you_willing|do_you_agree|i_agree)(?:_|$)"
    r"|^ketersediaan_(?:anda_|saudara_)?(?:untuk_)?(?:menjadi|sebagai|mengisi|mengikuti|diwawancarai?|berpartisipasi)(?:_|$)"
    r"|^(?:(?:lembar|pernyataan|formulir|tanda_tangan|ttd|paraf)_)+persetujuan$|^setuju_(?:ikut|mengikuti|mengisi|berpartisipasi|menjadi|diwawancara)|^(?:lembar_)?psp(?:_ditandatangani)?$|^izin_(?:wawancara|dari_responden|responden|peserta|mengikuti|mengisi)"
    r"|^(?:lanjut|lanjutkan|teruskan)_(?:ke_)?(?:survei|survey|kuesioner|wawancara|pengisian)"
    r"|^(?:lembar_|pernyataan_)?persetujuan_(?:anda|saudara|bapak_ibu|responden|peserta|setelah_penjelasan|mengikuti|mengisi|untuk|menjadi|wawancara)"
)
_OTHER_CONSENT = late(
    r"(?:^|_)(?:lagi|kembali|lanjutan|(?:di)?hubungi|kontak|contact(?:ed)?|recontact|follow_up|foto|difoto|photo\w*|"
    r"(?:di)?rekam|rekaman|record(?:ed|ing)|(?:di)?undang|fgd|(?:di)?publikasi(?:kan)?|publish(?:ed)?|"
    r"newsletter|membayar|pay|relawan|volunteer|merekomendasikan|recommend)(?:_|$)"
)
"""What people are asked to agree to besides the survey; who does not, takes part all the same."""
_TAKES_PART = late(
    r"(?:^|_)(?:consent|persetujuan|responden|respondent|survei|survey|kuesioner|angket|questionnaire|wawancara|(?:di)?wawancarai?|interview\w*|"
    r"mengisi|isi|ikut|mengikuti|serta|peserta|partisipasi|berpartisipasi|participat\w*|part|menjawab|terlibat|penelitian)"
    r"(?:_|$)|^(?:apakah_|mohon_)?(?:anda_|saudara_|bapak_ibu_|saya_)*(?:bersedia|berkenan|kesediaan|consent)"
    r"(?:_(?:anda|saudara|bapak|ibu))*$"
)
"""What says that a consent is one to the survey, wherever its column is."""
_USER = late(
    r"(?=(?:.*_)?(?:apakah|pernahkah|sudahkah|suahlah|seberapa|berapa|sudah|telah|pernah|suah)_)"
    r"(?:(?:apakah|pernahkah|sudahkah|suahlah|lah|seberapa_sering|berapa_sering|anda|saudara|bapak|ibu|kamu|pian|i|"
    r"sudah|telah|pernah|suah|merupakan|adalah|terdaftar|sebagai|seorang|(?:mengetahui|tahu|mengenal|kenal)_(?:dan|atau))_)+"
    r"(?:menggunakan|memakai|mamakai|makai|memanfaatkan|mengakses|pakai|pengguna|pemakai)_"
    r"(?:.*_)?(?:program|aplikasi|layanan|inovasi|sistem|ini|ngini|tersebut)(?:_|$)|(?:intensitas|keseringan|frekuensi)_(?:"
    r"menggunakan|memakai|penggunaan|pemakaian)(?:_.*)?_(?:program|aplikasi|layanan|inovasi|sistem|ini|tersebut)(?:_|$)"
    r"|status_(?:pengguna|pemakai)_(?:program|aplikasi|layanan)(?:_ini)?$|(?:anda_)?pernah(?:kah)?_(?:anda_)?(?:membuka|mencoba|mengunduh|"
    r"menginstal|mengikuti|mendaftar_di)_(?:program|aplikasi|layanan|inovasi|sistem)_(?:ini|tersebut)$"
    r"|(?:(?:have_you_ever|how_often_(?:do|did|have)_you)_used?|used)_(?:.*_)?(?:this|programme|program|service|app)(?:_|$)"
)
"""Questions whether somebody has ever used the programme, or how often."""
_OTHER_USE = late(
    r"_(?:media_sosial|medsos|internet|ojek|facebook|whatsapp|wa|instagram|tiktok|youtube|smartphone|ponsel|hp|"
    r"handphone|komputer|laptop|bpjs|kb|kontrasepsi|narkoba|rokok|kendaraan|sepeda|motor|mobil|angkutan|transportasi|"
    r"social_media|computer)(?:_|$)"
)
"""Things of daily life that are no programme."""
_CHECKED = late("_(?:valid|validasi|padan|sesuai|cek|ganda|status|ditemukan|terdaftar|terverifikasi)(?:_|$)")
"""What is said of a number when somebody has checked it."""
_STATUS = late(
    r"^(?:status_|hasil_)?(?:validasi|verifikasi|validation|verification|approval|pemeriksaan|review)_"
    r"(?!comment|correction|oleh|by|date|tanggal|catatan|note|aplikasi|app|layanan|pelayanan|service|program)"
    r"|^is_(?:valid|approved)$|^status_tinjauan$|^persetujuan_(?:supervisor|admin)"
    r"|^hasil_(?:cek|pengecekan)_(?:lapangan|data|ulang|akhir|responden|isian|kuesioner|supervisor|admin)$"
    r"|^sudah_(?:diverifikasi|divalidasi|disetujui)$|^(?:masuk|ikut|termasuk)_(?:dalam_)?(?:analisis|perhitungan|pengolahan|olah_data)$"
    r"|^(?!is_).+_complete$|^(?:di)?(?:ikutkan|hitung|pakai|masukkan|gunakan|olah)_(?:dalam|untuk|di)_(?:analisis|perhitungan|olah_data|pengolahan)$"
    r"|^lolos_(?:verifikasi|validasi|pemeriksaan|seleksi|qc)$"
)
"""Longer names of columns that ask for consent, or say of a row whether somebody approved it."""


_OF_FORM = "(?:pengisian|mengisi|wawancara|survei|survey|kuesioner|angket)"
_MOMENT = late(
    rf"(?:(?:jam|waktu|tanggal|tgl|pukul)_(?:{_OF_FORM}_)?)?(?:(?:mulai|dimulai|awal)|(selesai|akhir|berakhir|diselesaikan))"
    rf"(?:_{_OF_FORM})?(?:_(?:pada|pukul))?"
    "|(?:(?:date|time)_)?(?:(?:start|started|begin|begun|began)|(ended|finish|finished|completed|submitted))(?:_(?:on|at|date|time))?"
    "|((?:.*_)?(?:survei|survey|kuesioner|formulir|form|angket)_(?:.*_)?timestamp)"
)
"""When a form was begun or finished, of which the second has a group; REDCap writes only when."""
_ZONE = late("_wi(?:b|t|ta)$")
_UNIT = late(r"_(?:in_|dalam_)?(?:seconds?|secs?|s|minutes?|mins?|milliseconds?|ms|detik|menit|milidetik)$")
"""The unit at the end of the name of a column of durations."""


def asks_to_take_part(name: str) -> bool:
    """Whether a column of consents asks about the survey itself by its name, and not about something else."""
    last = plain(name.rpartition("/")[2])
    return ROLES.get(last) == "consent" or _TAKES_PART.search(last) is not None


def is_account(name: str) -> bool:
    """Whether a column has accounts or devices, which several people may share, and not interviewers."""
    return role_of(plain(name.rpartition("/")[2])) == "account"


def role_of(name: str) -> str | None:
    """The role of a column by its plain name without groups; None if it has none."""
    if name in _DEVICE:
        return None
    name = _ZONE.sub("", name)
    if role := ROLES.get(name):
        return role
    if ROLES.get(_UNIT.sub("", name)) == "duration":
        return "duration"
    if moment := _MOMENT.fullmatch(name):
        return "ended" if any(moment.groups()) else "started"
    if role := next((role for beginning, role in _QUESTIONS if beginning.match(name)), None):
        other = (role == "user" and _OTHER_USE.search(name)) or (role == "nik" and _CHECKED.search(name))
        return None if other else role
    if _USER.match(name):
        return None if _OTHER_USE.search(name) else "user"
    if takes_out(name):
        return "status"
    if asks_for_refusal(name) and not _OTHER_CONSENT.search(name):
        return "consent"
    if _CONSENT.search(name):
        return None if _OTHER_CONSENT.search(name) else "consent"
    return "status" if _STATUS.search(name) else None
