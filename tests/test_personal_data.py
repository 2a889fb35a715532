"""Personal data are found wherever they hide; numbers of offices, budgets and documents pass."""

from __future__ import annotations

import zlib

import pytest

from banjar_smartcity.privacy.search import check_personal_data, find_personal_data, redact, secret_lines
from banjar_smartcity.source.pdf_properties import properties
from banjar_smartcity.versions.diff.faults import findings_of, fingerprints
from conftest import Build, base_text, check, findings
from invented_people import DISGUISED, LOOK_ALIKES, PLAIN, Sample, found, look_alikes, positives

IDENTITY = "a citizen's identity or family-card number (NIK, KK)"
CIVIL = "a civil servant's number (NIP)"
PHONE = "a phone number"
EMAIL = "a private e-mail address"
ACCOUNT = "a bank account number"
MEMBER = "a member's, pupil's, teacher's or officer's number (BPJS, NISN, NUPTK, NRP)"
BIRTH = "a person's date of birth"
PATIENT = "a patient's name or initials with the age"

LONG = 120_000
"""Signs of a long text. To go over it once for each of them takes many minutes."""
PERSONAL = [
    ("6303054101900001", IDENTITY),
    ("6303 0541 0190 0001", IDENTITY),
    ("6303-0541-0190-0001", IDENTITY),
    ("630305-410190-0001", IDENTITY),
    ("63.03.05.410190.0001", IDENTITY),
    ("NIK: 1234567890123456", IDENTITY),
    ("NIK6303054101900001", IDENTITY),
    ("nik_6303054101900001", IDENTITY),
    ("ktp/6303054101900001.pdf", IDENTITY),
    ("No. KK 6303.0512.0110.0002", IDENTITY),
    ("Kartu Keluarga nomor 6303051201100002", IDENTITY),
    ("196805121990031004", CIVIL),
    ("19680512 199003 1 004", CIVIL),
    ("NIP. 19680512.199003.1.004", CIVIL),
    ("NIP 19680512-199003-1-004", CIVIL),
    ("081234567890", PHONE),
    ("0812-3456-7890", PHONE),
    ("0812 345 6789", PHONE),
    ("0812.3456.7890", PHONE),
    ("(0812) 3456 7890", PHONE),
    ("+62 812 3456 7890", PHONE),
    ("(+62) 812-3456-7890", PHONE),
    ("6281234567890", PHONE),
    ("https://wa.me/6281234567890", PHONE),
    ("tel:+6281234567890", PHONE),
    ("hubungi Budi 08123456789.", PHONE),
    ("Telp. (0511) 4721234", PHONE),
    ("telepon 0511-4721234", PHONE),
    ("budi@gmail.com", EMAIL),
    ("budi@gmail.com.yaml", EMAIL),
    ("budi@toko-budi.co.id.png", EMAIL),
    ("mailto:budi.santoso+x@yahoo.co.id", EMAIL),
    ("budi@banjarkab.go.id.example.com", EMAIL),
    ("rekening 1234567890", ACCOUNT),
    ("No. Rek. 1234567890123", ACCOUNT),
    ("BRI 0123-01-012345-50-1", ACCOUNT),
    ("Bank Kalsel no. 001.03.01.12345-6", ACCOUNT),
    ("bank mandiri a.n. Budi 031-00-1234567-8", ACCOUNT),
    ("NIK: 637101/431150/0045", IDENTITY),
    ("NIP lama: 131228329", CIVIL),
    ("BPJS Kesehatan: 0001234567891", MEMBER),
    ("siswa Siti (NISN 0091234567)", MEMBER),
    ("NUPTK 4561734567130023", MEMBER),
    ("NRP. 85031234", MEMBER),
    ("NRP. 85031234 orang", MEMBER),
    ("surat-085318005505.pdf", PHONE),
    ("Surat 085318005505", PHONE),
    ("ev-085384140833-2023", PHONE),
    ("081345678912/README.md", PHONE),
    ("rusmini @ gmail.com", EMAIL),
    ("anwar AT gmail DOT com", EMAIL),
    ("Commonwealth - 9335469780 - Annisa", ACCOUNT),
]
PERSONS = [
    ("date_of_birth: 1991-01-30", BIRTH),
    ('"tanggalLahir": "19810817"', BIRTH),
    ("lahir: '1987-05-03'", BIRTH),
    ("tgl. lahir: 17 / 08 / 1981", BIRTH),
    ("TTL Martapura, 1 Jan '88", BIRTH),
    ("Siti, lahir 3\u00a0Mei\u00a01987", BIRTH),
    ("tanggal lahir: 12\u201308\u20131990", BIRTH),
    ("Norhayati kelahiran Martapura 14 Februari 1993", BIRTH),
    ("Lahir 3 Maret 1988, Rahmawati bekerja di Gambut", BIRTH),
    ("Mariani (Martapura, 3 Mei 1987)", BIRTH),
    ("Mariani (Martapura,\u00a03\u00a0Mei\u00a01987)", BIRTH),
    ("Ibu Hafizah, Sungai Tabuk, 8 Maret 1991", BIRTH),
    ("nama: Khairul Anwar, Gambut, 08-03-1991", BIRTH),
    ("pasien Ny.\u00a0S (34\u00a0tahun)", PATIENT),
    ("pasien a.n. M.A. (22 tahun)", PATIENT),
    ("Pasien atas nama Salasiah, 44 tahun", PATIENT),
    ("pasien Salasiah Noor (44 tahun)", PATIENT),
    ("pasien: A.B. / 45 th", PATIENT),
    ("lahir di Rantau, 1 Juli 1990 (Hafizah)", BIRTH),
    ("kelahiran 12 Mei 1979, Gusti Rina", BIRTH),
    ("Gusti Rina (l. 5 Juni 1984)", BIRTH),
]
INNOCENT = """logo@2x.png
logo@2x.min.js
huruf@com.png
kominfo@banjarkab.go.id.yaml
git@github.com.json
188.45/123/KUM/2023
Nomor 188.45/1234/KUM/2023 tanggal 30 Mei 2023
B-1384/DJAI/AI.01.04/12/2023
KEP-123/M.PPN/HK/01/2023
NOMOR 0812 TAHUN 2023
5.1.02.01.01.0024
kode rekening 5.1.02.01.01.0024
rekening 2.16.01.2.06.0002.5.1.02.01.01.0024
2.16.03.2.02.0011
1.02.02.2.02.0026.5.1.02.01.01.0024
DPA/A.1/2.16.2.20.2.21.01.0000/001/2023
DPA-SKPD Nomor 914/1.02.0.00.0.00.01.0000/2023
12.15.03.01.02.01.0001
1.3.2.05.01.05.048
63.03.05.2001
NPSN 30302345
Rp 62.812.345.678
anggaran 62.812.345.678 rupiah
Rp 1.234.567.890,00
Bank Kalsel menyalurkan Rp 10.000.000.000 kepada 1.132 orang
2023-05-30T08:15:00Z
20230530081500
2020 2021 2022 2023
Bank Sampah 2019 2020 2021
Bank Kalsel 2023-05-30 2023-06-14
bank sampah melayani 2.000 nasabah
e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
1234567812345678123456781234567812345678123456781234567812345678
550e8400-e29b-41d4-a716-446655440000
ISBN 978-602-8519-93-9
doi 10.1016/j.cities.2023.0812345678
home.banjarkab.go.id/berita/2023/05/30/1234567890
https://example.go.id/?id=6281234567890123
dinas@banjarkab.go.id
desa@sekumpul.desa.id
@disdik_banjar
-3.4123456789, 114.8512345678
version 1.2.3.4.5.6.7.8.9.10
10 20 30 20 20 10 20 20 20 20 10
PP 37/2007, Permendagri 72/2022, UU 27/2022
Call center 119 atau 112
maju, mandiri dan agamis 2021-2026
6303012345678901234567
0000000000000000
total: 3571234567890123
nomor polis 0812345678901
no 0812/3456/2023
BRI 14017 / 1500017
merge 0650614982 ke cabang utama
BPJS Kesehatan 1500400 atau 165
JKN 512.345 peserta
Rapat (Martapura, 3 Mei 2023)
Peresmian Pasar Batuah (Martapura, 12 Mei 2005)
Radar Banjarmasin (Martapura, 5 Juni 2008)
Bapak Bupati Banjar, Martapura, 3 Mei 2005
aplikasi lahir: 2019-05-12
Lahir 12 Juli 1947, Koperasi Indonesia
pasien Puskesmas Gambut (12 tahun)
pasien Hipertensi, 45 tahun
pasien Rujukan (12 bulan)
Sosialisasi (Aula Barakat, 12 Mei 2005)
NRP 2023/2024
nilai @ 12 dan 13""".splitlines()


@pytest.mark.parametrize(("text", "what"), PERSONAL)
def test_personal_data_are_found_once_and_named(text: str, what: str) -> None:
    assert [datum.what for datum in find_personal_data(f"# catatan: {text}\n")] == [what]


@pytest.mark.parametrize(("text", "what"), PERSONS)
def test_births_and_patients_are_found_once_and_named(text: str, what: str) -> None:
    assert [datum.what for datum in find_personal_data(f"# catatan: {text}\n")] == [what]


@pytest.mark.parametrize("text", INNOCENT)
def test_numbers_of_offices_budgets_and_documents_pass(text: str) -> None:
    assert list(find_personal_data(f"# catatan: {text}\n")) == []


@pytest.mark.parametrize(("text", "what"), PERSONAL)
def test_redaction_leaves_no_trace_of_the_number(text: str, what: str) -> None:
    cleaned = redact(f"sebelum {text} sesudah")
    assert cleaned.startswith("sebelum ")
    assert "…" in cleaned
    assert list(find_personal_data(cleaned)) == []
    assert sum(map(str.isdigit, cleaned)) <= 4


def test_text_without_personal_data_stays_as_it_is() -> None:
    assert redact("SK 188.45/123/KUM/2023") == "SK 188.45/123/KUM/2023"


def test_each_of_several_data_is_found_at_its_place() -> None:
    text = "a: 1 # 081234567890, budi@gmail.com\nb: é 6303054101900001\n"
    assert [d.position for d in check_personal_data("a.yaml", text)] == [(1, 8), (1, 22), (2, 6)]


HIDDEN = {
    "data/innovations/klinik-daring.yaml": base_text(
        "data/innovations/klinik-daring.yaml", ("Klinik", "Klinik 081234567890")
    ),
}


def test_a_finding_says_what_sort_of_datum_it_is_and_never_the_datum(build: Build) -> None:
    (finding,) = check(build(HIDDEN)).findings
    assert finding.kind.secret
    assert "0812" not in repr(finding)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("status: provisional", 'status: "6303054101900001"'),
        ("status: provisional", f'status: "{"x" * 50} 6303054101900001"'),
        ("missions: [misi-1]", "missions: [m-6303054101900001]"),
        ("facts:", "nik-6303054101900001: 1\nfacts:"),
        ("started: 2022-03", "started: 6303054101900001"),
        ("unknowns: []", "unknowns: {nik: 6303054101900001}"),
        ("sources: [berita]", "sources: {telp: 081234567890}"),
    ],
)
def test_no_other_finding_repeats_personal_data(old: str, new: str, build: Build) -> None:
    path = "data/innovations/klinik-daring.yaml"
    found = check(build({path: base_text(path, (old, new))})).findings
    assert "personal-data" in {finding.kind.id for finding in found}
    assert not any(part in repr(found) for part in ("630305", "0812"))


def test_personal_data_are_found_in_a_file_that_is_broken(build: Build) -> None:
    path = "data/innovations/klinik-daring.yaml"
    broken = base_text(path, ("name: Klinik Daring", "name: [Klinik # 081234567890"))
    assert [line.split()[1] for line in findings(build({path: broken}))] == ["yaml-syntax", "personal-data"]


@pytest.mark.parametrize(
    "text",
    [
        "1 " * (LONG // 2),
        "08" * (LONG // 2),
        "6303054101900001 " * (LONG // 16),
        "a" * LONG + "@",
        "a.b@c." * (LONG // 6),
        "rekening " * (LONG // 9) + "1",
        "NIK " * (LONG // 4),
        "1-" * (LONG // 2),
        "(62) " * (LONG // 5),
        "X" * LONG + ", 3 Mei 1987",
        "Siti Aminah (Martapura, 3 Mei 1987 " * (LONG // 35),
    ],
    ids=range(11),
)
def test_long_texts_are_searched_without_going_over_them_again_and_again(text: str) -> None:
    assert all(0 <= datum.start < datum.end <= len(text) for datum in find_personal_data(text))


def share(samples: list[Sample]) -> float:
    return sum(sample.what in found(sample.text) for sample in samples) / len(samples)


SEEDS = (63, 1, 2)
DATA = [sample for seed in SEEDS for sample in positives(seed)]


def test_the_invented_set_has_two_hundred_data_and_more_look_alikes() -> None:
    assert len(list(positives())) == 200
    assert len(list(look_alikes())) == 250


def test_of_plain_data_ninety_seven_in_a_hundred_are_found_and_named() -> None:
    assert share([sample for sample in DATA if sample.disguise is None]) >= 0.97


def test_of_disguised_data_ninety_in_a_hundred_are_found_and_named() -> None:
    assert share([sample for sample in DATA if sample.disguise is not None]) >= 0.90


@pytest.mark.parametrize("what", PLAIN)
def test_no_sort_of_data_is_missed(what: str) -> None:
    assert share([sample for sample in DATA if sample.what == what]) >= 0.9


@pytest.mark.parametrize("disguise", DISGUISED)
def test_no_disguise_hides_data(disguise: str) -> None:
    assert share([sample for sample in DATA if sample.disguise == disguise]) >= 0.85


@pytest.mark.parametrize("what", LOOK_ALIKES)
def test_hardly_any_look_alike_is_reported(what: str) -> None:
    others = [sample for seed in SEEDS for sample in look_alikes(seed) if sample.what == what]
    assert sum(bool(found(sample.text)) for sample in others) <= 1


def test_of_what_is_reported_ninety_eight_in_a_hundred_are_personal_data() -> None:
    in_vain = sum(bool(found(sample.text)) for seed in SEEDS for sample in look_alikes(seed))
    right = sum(bool(found(sample.text)) for sample in DATA)
    assert right / (right + in_vain) >= 0.98


@pytest.mark.parametrize(
    "lines",
    [
        "      id: &n6303051203850002 x",
        "# NIK Fulan 6303051203\n# 850002",
        '      id: "Penerima NIK 6303 0512\n        0385 0002 dicek"',
        "  - id: &x >-\n      NIK 6303 0512\n      0385 0002",
        "  - >-\n   NIK 6303 0512\n   0385 0002",
        "      id: Hubungi Fulan 0813-4900\n        -1234 pagi",
        "# rekening Bank Kalsel a.n. Fulan:\n#   0010301123456",
        "# - bank: Bank Kalsel\n# - nomor: 0010301123456",
        "      id: >- # ok\n        NIK 6303 0512\n        0385 0002",
        "  text: 6303 0512\n\n\n  lain: 1\n  hp: 081349001234",
    ],
)
def test_a_number_over_several_lines_is_found(lines: str) -> None:
    assert len(list(find_personal_data(lines + "\n"))) == 1


@pytest.mark.parametrize(
    "lines",
    [
        "- 2021\n- 2022\n- 2023\n- 2024",
        "a: 6303 0512\nb: 0385 0002",
        "a: 0813\nb: 4900\nc: 1234",
        "rekening: x\nnumber: 12345678901",
    ],
)
def test_entries_of_their_own_are_not_read_as_one_number(lines: str) -> None:
    assert list(find_personal_data(lines)) == []


def test_a_number_over_two_lines_is_hidden_with_both_and_the_lines_stay() -> None:
    text = "a: NIK 6303 0512\n  0385 0002 dicek\nb: 1\n"
    assert redact(text) == "a: NIK …\n dicek\nb: 1\n"
    assert secret_lines(text) == {1, 2}


def test_an_amount_in_a_budget_is_no_phone(build: Build) -> None:
    assert list(find_personal_data("budgets:\n  - account: 5.1.02.01.01.0024\n    amount: 6287000000\n")) == []


PATHS = {
    "data/innovations/klinik-081349001234.yaml": "data/innovations/klinik-….yaml",
    "data/evidence/files/6303051203850002/surat.pdf": "data/evidence/files/…/surat.pdf",
    "data/evidence/files/nip 198503122023211004.docx": "data/evidence/files/nip ….docx",
}


@pytest.mark.parametrize("path", PATHS)
def test_a_name_is_found_and_shown_nowhere(path: str, build: Build) -> None:
    checked = check(build({path: "isi: 1\n"}))
    named = [finding.path for finding in checked.findings if finding.kind.id == "personal-data-in-name"]
    assert named == [PATHS[path]]
    told = repr((checked.findings, checked.paths))
    assert not any(number in told for number in ("0813", "630305", "19850312"))


def test_a_folder_is_named_once(build: Build) -> None:
    folder = "data/evidence/files/6303051203850002"
    found = check(build({f"{folder}/{name}.docx": b"x" for name in "abc"})).findings
    assert [finding.kind.id for finding in found] == ["personal-data-in-name"]


NIK = "NIK 6303051203850002"
PLACES = {
    "data/evidence/files/catatan.txt": (NIK, "personal-data-in-document"),
    "data/evidence/files/catatan.yaml": (f"a: {NIK}\n", "personal-data-in-document"),
    "data/evidence/files/data.json": ('{"nik": "\\u00363030512038\\u0035 0002"}', "personal-data-in-document"),
    "data/evidence/files/peserta.csv": (f"nama,nik\nA,{NIK[4:]}\n", "personal-data-in-document"),
    "data/evidence/files/utf16.txt": ("NIK 6303051203850002".encode("utf-16"), "personal-data-in-document"),
    "README.md": (f"# Data\n\n{NIK}\n", "personal-data-in-document"),
    "data/catatan.json": (f'{{"a": "{NIK}"}}', "personal-data"),
    "templates/html/report.html.j2": (f"<p>{NIK}</p>", "personal-data"),
}


@pytest.mark.parametrize("path", PLACES)
def test_texts_that_are_no_records_are_searched(path: str, build: Build) -> None:
    content, kind = PLACES[path]
    assert [finding.kind.id for finding in check(build({path: content})).findings] == [kind]


INFO = b"%PDF-1.5\n1 0 obj\n<< /Title (Surat) /Author "
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>{NIK}</dc:creator></x:xmpmeta>".encode()


@pytest.mark.parametrize(
    "content",
    [
        INFO + f"({NIK}) >>".encode(),
        INFO + b"(NIK 6303\\0605\\0612\\\n03850002) >>",
        INFO + b"<FEFF" + NIK.encode("utf-16-be").hex().encode() + b"> >>",
        b"%PDF-1.7\n" + XMP,
        b"%PDF-1.5\n5 0 obj\n<< /Type /ObjStm /N 1 /Filter /FlateDecode >>\nstream\n"
        + zlib.compress(INFO + f"({NIK}) >>".encode())
        + b"\nendstream",
        b"%PDF-1.4\n" + b"x" * (9 << 20) + INFO + f"({NIK}) >>\n".encode(),
    ],
    ids=("literal", "escapes", "hexadecimal", "XMP", "object stream", "at the end"),
)
def test_what_a_pdf_says_of_itself_is_searched(content: bytes, build: Build) -> None:
    found = check(build({"data/evidence/files/surat.pdf": content})).findings
    assert [finding.kind.id for finding in found] == ["personal-data-in-document"]


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.4\n" + b"/Author (" * 100_000, b"%PDF " + b"/ObjStm stream\n" * 50_000, b"<x:xmpmeta" * 100_000],
)
def test_a_hostile_pdf_is_given_up(content: bytes) -> None:
    assert sum(map(len, properties(content))) < 1 << 21


SIGNED = "KEPALA DINAS KOMUNIKASI\n\n\nFULAN, S.Kom.\nPembina Utama Muda\nNIP. 19680512 199003 1 004\n"


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        (SIGNED, False),
        (SIGNED.replace("KEPALA DINAS KOMUNIKASI", "").replace("Pembina Utama Muda", ""), True),
        (SIGNED.replace("NIP. ", ""), True),
        (SIGNED.replace("19680512 199003 1 004", "0813-4900-1234"), True),
    ],
)
def test_the_number_of_who_signs_a_document_is_not_reported(text: str, reported: bool, build: Build) -> None:
    found = check(build({"data/evidence/files/surat.txt": text})).findings
    assert [finding.kind.id for finding in found] == ["personal-data-in-document"] * reported


def test_a_document_stops_no_figure(build: Build) -> None:
    checked = check(build({"data/evidence/files/surat.txt": f"{NIK}\n{NIK}\n"}))
    assert checked.errors == 0
    assert [dict(finding.facts)["count"] for finding in checked.findings] == [2]


@pytest.mark.parametrize("old", ["# hubungi 081349001234", "status: 081349001234", "telp-081349001234: 1"])
def test_no_fingerprint_depends_on_the_datum(old: str, build: Build) -> None:
    path = "data/innovations/klinik-daring.yaml"

    root = build()

    def names(line: str) -> tuple[str, ...]:
        (root / path).write_text(base_text(path, ("facts:", f"{line}\nfacts:")), encoding="utf-8")
        return fingerprints(findings_of(check(root)), {})

    assert names(old) == names(old.replace("1234", "5678"))
