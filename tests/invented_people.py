"""A seeded set of invented personal data and of what only looks like it: all numbers and names are made up."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterator
from typing import NamedTuple

from banjar_smartcity.privacy.kinds import ACCOUNT, BIRTH, CIVIL_SERVANT, EMAIL, IDENTITY, PATIENT, PHONE, TAXPAYER

SEED = 63


class Sample(NamedTuple):
    """A text as it may be written into a data file, the datum in it, and how that is disguised."""

    text: str
    what: str
    """The sort of datum; of a look-alike, what it really is."""
    disguise: str | None = None


_PROVINCES = ("63", "62", "64", "35", "33", "32", "31", "73", "12", "11", "51", "91", "94", "18", "71", "21")
_NAMES = (
    "Fulan", "Siti Aminah", "Ahmad Fauzi", "Rahmadi", "Noor Hayati", "H. Abdul Hamid", "Hj. Mariatul", "budi", "M. Rizky",
    "Dewi Lestari", "Gusti Muhammad", "norlaila",
)  # fmt: skip
_MOBILE = ("811", "812", "813", "815", "821", "822", "823", "831", "838", "851", "852", "853", "856", "857", "858", "859",
           "877", "878", "881", "882", "888", "895", "896", "897", "898", "899")  # fmt: skip


def _birthday(rng: random.Random) -> tuple[int, int, int]:
    return rng.randint(1950, 2008), rng.randint(1, 12), rng.randint(1, 28)


def _nik(rng: random.Random) -> list[str]:
    year, month, day = _birthday(rng)
    place = f"{rng.choice(_PROVINCES)}{rng.randint(1, 79):02}{rng.randint(1, 30):02}"
    return [place, f"{day + rng.choice((0, 40)):02}{month:02}{year % 100:02}", f"{rng.randint(1, 40):04}"]


def _nip(rng: random.Random) -> list[str]:
    year, month, day = _birthday(rng)
    began = min(year + rng.randint(20, 35), 2025)
    contract = rng.random() < 0.45
    began, during = (rng.randint(2021, 2025), "21") if contract else (began, f"{rng.randint(1, 12):02}")
    return [f"{year}{month:02}{day:02}", f"{began}{during}", rng.choice("12"), f"{rng.randint(1, 99):03}"]


def _digits(rng: random.Random, n: int) -> str:
    """Digits of no pattern that is a round number."""
    return "".join(rng.choice("0123456789") for _ in range(n - 2)) + rng.choice("123456789") + rng.choice("123456789")


def _mobile(rng: random.Random) -> list[str]:
    return ["0" + rng.choice(_MOBILE), _digits(rng, 4), _digits(rng, rng.choice((3, 4, 4)))]


def _fixed(rng: random.Random) -> list[str]:
    area = rng.choice(
        ("0511", "0511", "0512", "0517", "0518", "0526", "021", "022", "031", "0274", "0411", "0361", "0541")
    )
    return [area, rng.choice("23456789") + _digits(rng, rng.choice((5, 6, 6)))]


def _npwp(rng: random.Random) -> list[str]:
    return [
        f"{rng.randint(4, 95):02}",
        _digits(rng, 3),
        _digits(rng, 3),
        rng.choice("123456789"),
        _digits(rng, 3),
        "000",
    ]


def _account(rng: random.Random) -> str:
    return rng.choice(
        (
            lambda: f"00{rng.randint(1, 30)}03{_digits(rng, 8)}",
            lambda: _digits(rng, 10),
            lambda: f"{_digits(rng, 4)}-01-{_digits(rng, 6)}-50-{rng.randint(1, 9)}",
            lambda: f"{_digits(rng, 3)}-00-{_digits(rng, 7)}-{rng.randint(1, 9)}",
            lambda: f"00{rng.randint(1, 9)}.03.01.{_digits(rng, 5)}-{rng.randint(1, 9)}",
            lambda: f"{_digits(rng, 4)} {_digits(rng, 4)} {_digits(rng, 4)}",
        )
    )()


_MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def _date(rng: random.Random) -> str:
    year, month, day = _birthday(rng)
    return rng.choice(
        (
            f"{day:02}-{month:02}-{year}", f"{day} {_MONTHS[month - 1]} {year}", f"{day:02}/{month:02}/{year}",
            f"{year}-{month:02}-{day:02}", f"{day:02}.{month:02}.{year}",
        )
    )  # fmt: skip


def _plain_identity(rng: random.Random) -> str:
    parts, name = _nik(rng), rng.choice(_NAMES)
    whole = "".join(parts)
    fours = [whole[k : k + 4] for k in range(0, 16, 4)]
    number = rng.choice(
        (whole, whole, " ".join(fours), "-".join(fours), ".".join(fours), "-".join(parts), " ".join(parts))
    )
    return rng.choice(
        (
            f"NIK {number}", f"NIK: {number}", f"penerima a.n. {name} NIK {number}", f"{name} ({number})", f"No. KTP {number}",
            f"nomor KK {number} atas nama {name}", f"pemohon {name}, {number}, sudah diperiksa", f"nik={whole}", f"{whole}/{name}",
            f"nik_{whole}", f"KTP-{whole}", f"n{whole}",
        )
    )  # fmt: skip


def _plain_civil_servant(rng: random.Random) -> str:
    parts, name = _nip(rng), rng.choice(_NAMES)
    number = rng.choice(("".join(parts), " ".join(parts), ".".join(parts), "-".join(parts)))
    return rng.choice(
        (
            f"NIP {number}",
            f"NIP. {number}",
            f"{name} NIP {number}",
            f"{name} / {number}",
            f"NIPPPK {number}",
            f"({number})",
        )
    )


def _plain_phone(rng: random.Random) -> str:
    name = rng.choice(_NAMES)
    if rng.random() < 0.35:
        area, local = _fixed(rng)
        number = rng.choice(
            (
                f"({area}) {local}",
                f"{area}-{local}",
                f"({area}){local}",
                f"{area} {local}",
                f"({area}) {local[:3]}-{local[3:]}",
                f"+62 {area[1:]} {local}",
                f"({area}) - {local}",
            )
        )
        return rng.choice(
            (
                f"Telp. {number}",
                f"telepon {number}",
                f"rumah {name}: {number}",
                f"fax {number}",
                f"hubungi {number}",
                f"Tlp/Fax {number}",
            )
        )
    lead, middle, last = _mobile(rng)
    other = "".join(_mobile(rng))
    number = rng.choice(
        (
            lead + middle + last, f"{lead}-{middle}-{last}", f"{lead} {middle} {last}", f"{lead}.{middle}.{last}", f"+62{lead[1:]}{middle}{last}",
            f"+62 {lead[1:]} {middle} {last}", f"62{lead[1:]}{middle}{last}9", f"+62-{lead[1:]}-{middle}-{last}", f"(+62) {lead[1:]}-{middle}-{last}",
            f"({lead}) {middle} {last}",
        )
    )  # fmt: skip
    return rng.choice(
        (
            f"hubungi {name} {number}", f"WA {number}", f"HP: {number}", f"{name} {number}", f"{lead}{middle}{last}/{other}", f"{name.split()[-1].lower()}-{lead}{middle}{last}",
            f"kontak: {number} ({name})", f"wa.me/62{lead[1:]}{middle}{last}", f"Narahubung {name} - {number}", f"CP {number} a.n. {name}", f"{number} ({name})",
        )
    )  # fmt: skip


def _plain_email(rng: random.Random) -> str:
    first = rng.choice(("budi", "siti.aminah", "ahmad_fauzi99", "norlaila.mtp", "rizky+kerja", "dewi-lestari"))
    domain = rng.choice(
        (
            "gmail.com",
            "yahoo.co.id",
            "ymail.com",
            "outlook.com",
            "hotmail.com",
            "icloud.com",
            "proton.me",
            "rocketmail.com",
        )
    )
    return rng.choice(
        (
            f"{first}@{domain}",
            f"surel {first}@{domain}.",
            f"<{first}@{domain}>",
            f"mailto:{first}@{domain}",
            f"{first.upper()}@{domain.upper()}",
            f"kontak: {first}@{domain}; pagi",
        )
    )


def _plain_account(rng: random.Random) -> str:
    number, name = _account(rng), rng.choice(_NAMES)
    bank = rng.choice(
        (
            "Bank Kalsel",
            "BRI",
            "BNI",
            "BCA",
            "Bank Mandiri",
            "BSI",
            "Mandiri",
            "BTN",
            "Bank Jago",
            "CIMB Niaga",
            "Bank Muamalat",
            "Bank Danamon",
            "SeaBank",
            "bank BJB",
            "BPD Kalsel",
            "Bank Permata",
            "BTPN",
        )
    )
    return rng.choice(
        (
            f"rekening {number}", f"No. Rek. {number}", f"no rek {number} a.n. {name}", f"rekening {bank} a.n. {name} {number}", f"{bank}: {number}", f"{bank} {number} a.n. {name}",
            f"nomor rekening: {number} ({bank})", f"{bank} - {number}", f"transfer ke {number} a.n. {name}", f"norek {number}", f"{number} ({bank})", f"{bank} no. {number}", f"{bank} a.n. {name} {number}",
        )
    )  # fmt: skip


def _plain_taxpayer(rng: random.Random) -> str:
    a, b, c, d, e, f = _npwp(rng)
    number = rng.choice((f"{a}.{b}.{c}.{d}-{e}.{f}", a + b + c + d + e + f, f"0{a}{b}{c}{d}{e}{f}"))
    return rng.choice(
        (
            f"NPWP {number}",
            f"NPWP: {number}",
            f"NPWP {rng.choice(_NAMES)} {number}",
            f"no. NPWP {number}",
            f"pajak {a}.{b}.{c}.{d}-{e}.{f}",
        )
    )


def _plain_birth(rng: random.Random) -> str:
    name, date = (
        rng.choice(
            ("Siti Aminah", "Ahmad Fauzi", "Noor Hayati", "H. Abdul Hamid", "Dewi Lestari", "Gusti Muhammad Rusli")
        ),
        _date(rng),
    )
    return rng.choice(
        (
            f"{name}, lahir {date}", f"{name} (lahir {date})", f"{name}, lahir di Martapura, {date}", f"TTL: Martapura, {date}", f"{name}, tanggal lahir {date}",
            f"Tempat/tanggal lahir {name}: Banjarmasin, {date}", f"tgl lahir {date} a.n. {name}", f"{name} lahir di Astambul tanggal {date}", f"{name}, kelahiran Martapura {date}",
            f"{name}, born {date}", f"date of birth of {name}: {date}", f"tgl. lahir: {date}",
        )
    )  # fmt: skip


def _plain_patient(rng: random.Random) -> str:
    initials = rng.choice(("S", "M", "AS", "NH", "R", "A.S.", "M.R", "DK", "F"))
    age = rng.randint(1, 89)
    return rng.choice(
        (
            f"pasien Ny. {initials} ({age})", f"pasien berinisial {initials}, {age} tahun", f"Ny. {initials}, {age} tahun", f"Tn. {initials} usia {age} tahun", f"An. {initials} ({age} tahun)",
            f"pasien {initials} ({age})", f"pasien {initials}, {age} tahun, dirujuk", f"seorang ibu berinisial {initials} ({age})", f"pasien laki-laki inisial {initials} umur {age} th",
            f"patient {initials} ({age})", f"perempuan {age} tahun berinisial {initials}", f"a patient with the initials {initials}, aged {age}", f"Ny. Siti ({age})", f"pasien bernama Tn. {initials}, umur {age}",
        )
    )  # fmt: skip


PLAIN: tuple[tuple[str, int, Callable[[random.Random], str]], ...] = (
    (IDENTITY, 24, _plain_identity),
    (CIVIL_SERVANT, 20, _plain_civil_servant),
    (PHONE, 32, _plain_phone),
    (EMAIL, 8, _plain_email),
    (ACCOUNT, 22, _plain_account),
    (TAXPAYER, 8, _plain_taxpayer),
    (BIRTH, 12, _plain_birth),
    (PATIENT, 14, _plain_patient),
)
"""Of each sort so many are written plainly."""


def _number_in(rng: random.Random, what: str) -> tuple[str, list[str]]:
    """Words and the parts of a number, for disguises that change what is between the parts."""
    name = rng.choice(_NAMES)
    if what == IDENTITY:
        whole = "".join(_nik(rng))
        return rng.choice((f"penerima {name} NIK ", "NIK ", f"{name} ")), [whole[k : k + 4] for k in range(0, 16, 4)]
    if what == CIVIL_SERVANT:
        return rng.choice(("NIP ", f"{name} ")), _nip(rng)
    if what == PHONE:
        return rng.choice((f"hubungi {name} ", "WA ", f"{name} ")), _mobile(rng) if rng.random() < 0.8 else _fixed(rng)
    if what == TAXPAYER:
        return "NPWP ", _npwp(rng)
    return rng.choice(("rekening ", "Bank Kalsel: ", f"no. rek. {name} ")), [
        _digits(rng, 3),
        _digits(rng, 3),
        _digits(rng, 5),
    ]


_NUMBERS = (IDENTITY, CIVIL_SERVANT, PHONE, ACCOUNT, PHONE, IDENTITY, TAXPAYER, PHONE)


def _disguised(rng: random.Random, disguise: str, what: str) -> str:
    words, parts = _number_in(rng, what)
    if disguise == "dash":
        return f"text: {words}{rng.choice('‐‑‒–—―−－﹣').join(parts)} pagi"
    if disguise == "space":
        return f"text: {words}{rng.choice((' ', ' ', ' ', ' ', '　')).join(parts)} pagi"
    if disguise == "invisible":
        mark = rng.choice(("\u200b", "\u200c", "\u200d", "\u2060", "\u00ad"))
        return f"text: {words}{rng.choice((mark.join(parts), mark.join(''.join(parts))))} pagi"
    if disguise == "letter O":
        return f"text: {words}{rng.choice(('', '-', ' ')).join(parts).replace('0', rng.choice('OOo'))} pagi"
    if disguise == "fullwidth":
        return f"text: {words}{''.join(chr(ord(c) + 0xFEE0) for c in ''.join(parts))} pagi"
    if disguise == "spread":
        return f"text: {words}{rng.choice((' - ', '  ', ' . ', ' – ')).join(parts)} pagi"
    if disguise == "wrapped":
        cut = rng.randint(1, len(parts) - 1)
        gap = rng.choice((" ", "-", ""))
        left, right = gap.join(parts[:cut]), gap.join(parts[cut:])
        return rng.choice(
            (
                f"text: {words}{left}\n  {right} pagi\n", f"text: >-\n  Data {words}{left}\n  {right} pagi\n", f'text: "{words}{left}\n  {right} pagi"\n',
                f"text: 'ada {words}{left}\n  {right} pagi'\n", f"a: 1\n# {words}{left}\n# {right}\n", f"list:\n- &x >- # ok\n   {words}{left}\n   {right}\n",
            )
        )  # fmt: skip
    assert disguise == "escape"
    whole = rng.choice(("", " ", "-")).join(parts)
    k = rng.randrange(len(whole))
    escaped = rng.choice(
        (
            f"{whole[:k]}\\x{ord(whole[k]):02x}{whole[k + 1 :]}",
            f"{whole[:k]}\\u{ord(whole[k]):04x}{whole[k + 1 :]}",
            f"{whole[:k]}\\u200b{whole[k:]}",
        )
    )
    return f'text: "{words}{escaped} pagi"'


def _in_name(rng: random.Random, what: str) -> str:
    _, parts = _number_in(rng, what)
    number = rng.choice(("", "-")).join(parts)
    return rng.choice(
        (
            f"data/evidence/files/ktp-{number}.pdf", f"data/innovations/{number}.yaml", f"data/evidence/files/{number}/surat.pdf", f"data/evidence/files/sk {number} (1).pdf",
            f"data/evidence/files/budi_{number}.jpg", f"id: budi-{number}",
        )
    )  # fmt: skip


DISGUISES = ("dash", "space", "invisible", "letter O", "fullwidth", "spread", "wrapped", "wrapped", "escape")


def positives() -> Iterator[Sample]:
    """Two hundred invented data, each in a line or an entry as it may be written."""
    rng = random.Random(SEED)
    for what, count, make in PLAIN:
        for _ in range(count):
            yield Sample(rng.choice(("text: {}", "# {}", "- text: Catatan, {}.", "note: '{}'")).format(make(rng)), what)
    for k in range(54):
        disguise, what = DISGUISES[k % len(DISGUISES)], _NUMBERS[(k + k // 9) % len(_NUMBERS)]
        yield Sample(_disguised(rng, disguise, what), what, disguise)
    for k in range(6):
        what = (IDENTITY, CIVIL_SERVANT, PHONE)[k % 3]
        yield Sample(_in_name(rng, what), what, "name")


def _look_alikes(rng: random.Random) -> tuple[tuple[str, Callable[[], str]], ...]:
    def budget() -> str:
        return f"5.{rng.randint(1, 4)}.{rng.randint(1, 6):02}.{rng.randint(1, 30):02}.{rng.randint(1, 30):02}.{rng.randint(1, 99):04}"

    def date() -> str:
        return f"{rng.randint(2018, 2026)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"

    def hexes(n: int) -> str:
        return "".join(rng.choice("0123456789abcdef") for _ in range(n))

    unit = f"{rng.randint(1, 8)}.{rng.randint(1, 26):02}.0.00.0.00.{rng.randint(1, 40):02}.0000"
    return (
        ("budget account", lambda: rng.choice((f"rekening {budget()}", f"kode rekening {budget()}", f"rekening belanja {budget()}", f"DPA {unit} {budget()}", f"2.16.01.2.06.{rng.randint(1, 40):04}.{budget()}"))),
        ("undotted budget account", lambda: rng.choice((f"rekening belanja {budget().replace('.', '')}", f"kode rekening {budget().replace('.', '')}", f"rekening {budget().replace('.', '')}", f"rekening kegiatan {budget().replace('.', '')} tahun 2026"))),
        ("amount", lambda: rng.choice((f"amount: 62{rng.randint(80, 89)}{rng.randint(100, 999)}000", f"Rp 62.8{rng.randint(10, 99)}.{rng.randint(100, 999)}.678", f"Rp{rng.randint(10**9, 10**11)}", f"pagu 6281{rng.randint(10**6, 10**7)}", f"anggaran {rng.randint(10**9, 10**10)} rupiah", f"budget: {rng.randint(10**9, 10**12)}", f"Rp 1.{rng.randint(100, 999)}.{rng.randint(100, 999)}.890,00", f"Bank Kalsel menyalurkan {rng.randint(10**9, 10**10)} kepada pelaku usaha", f"realisasi: 628{rng.randint(10**8, 10**9)}"))),
        ("ticket", lambda: rng.choice((f"tiket #08{rng.randint(10**8, 10**9)}", f"tiket 0812{rng.randint(10**6, 10**7)}", f"aduan #{rng.randint(10**9, 10**10)}", f"INC08{rng.randint(10**8, 10**9)}", f"resi 0851{rng.randint(10**7, 10**8)}", f"nomor tiket 62812{rng.randint(10**6, 10**8)}", f"SP4N-LAPOR {rng.randint(10**7, 10**8)}"))),
        ("commit", lambda: rng.choice((f"commit {hexes(40)}", f"commit {hexes(12)}", f"commit {rng.randint(10**9, 10**10)}", f"commit 0{rng.randint(81, 89)}{rng.randint(10**7, 10**8)}", f"lihat {hexes(7)}..{hexes(7)}"))),
        ("UUID", lambda: rng.choice((str(uuid.UUID(int=rng.getrandbits(128))), f"instance uuid:{uuid.UUID(int=rng.getrandbits(128))}", f"{_digits(rng, 8)}-{_digits(rng, 4)}-4{_digits(rng, 3)}-8{_digits(rng, 3)}-{_digits(rng, 12)}"))),
        ("round number", lambda: rng.choice((f"0812{'0' * 8}", f"62{'0' * 9}", "0000000000000000", f"rekening {rng.randint(1, 9)}{'0' * 10}", f"jumlah {rng.randint(1, 9)}{'0' * 15}", "6281000000000", "1111111111111111"))),
        ("date and time", lambda: rng.choice((f"{date()}T08:15:00Z", date().replace("-", "") + "081500", f"{date()} {date()}", f"{date()}..{date()}", f"IMG_{date().replace('-', '')}_081512.jpg", f"Screenshot_{date()}-08-13-49-123.png", f"WhatsApp Image {date()} at 08.13.49.jpeg", "2020 2021 2022 2023", f"IMG-{date().replace('-', '')}-WA0012.jpg"))),
        ("coordinates", lambda: rng.choice((f"-3.{rng.randint(10**9, 10**10)}, 114.8{rng.randint(10**8, 10**9)}", f"114.{_digits(rng, 8)}", f"lat -3.41{_digits(rng, 5)} lon 114.85{_digits(rng, 5)}", f"0.81{_digits(rng, 9)}"))),
        ("hash", lambda: rng.choice((f"sha256: {hexes(64)}", f"md5 {hexes(32)}", hexes(64), "sha256: " + _digits(rng, 64)))),
        ("decree", lambda: rng.choice((f"188.45/{rng.randint(100, 999)}/KUM/{rng.randint(2019, 2026)}", f"Nomor 08{rng.randint(10, 99)}/{rng.randint(1000, 9999)}/DKISP/2025", "NOMOR 0812 TAHUN 2023", f"B-{rng.randint(1000, 9999)}/DJAI/AI.01.04/12/2023", f"800/{rng.randint(1000, 9999)}-PTIK/DKISP/{date().replace('-', '/')}", f"KEP-123/M.PPN/HK/01/{rng.randint(2019, 2026)}", f"surat nomor 081{rng.randint(10**6, 10**7)}/DISDIK/2025", f"DPA/A.1/2.16.2.20.2.21.01.0000/001/{rng.randint(2019, 2026)}"))),
        ("ISBN and other codes", lambda: rng.choice((f"ISBN 978-602-{rng.randint(1000, 9999)}-{rng.randint(10, 99)}-9", f"ISBN 978602{rng.randint(1000000, 9999999)}", f"ISSN {rng.randint(1000, 9999)}-{rng.randint(1000, 9999)}", f"NPSN {rng.randint(30300000, 30399999)}", f"NIB {rng.randint(10**12, 10**13)}", f"doi 10.1016/j.cities.2023.0812{rng.randint(10**5, 10**6)}", f"barcode 899{rng.randint(10**9, 10**10)}", f"IMEI {rng.randint(10**14, 10**15)}"))),
        ("kode wilayah", lambda: rng.choice((f"63.03.{rng.randint(1, 20):02}.{rng.randint(1001, 2020)}", f"kode desa 6303{rng.randint(10, 99)}{rng.randint(1001, 2020)}", f"63.03.{rng.randint(1, 20):02}", f"kodepos 706{rng.randint(10, 99)}, 63.03.05.2001 dan 63.03.05.2002"))),
        ("plate and version", lambda: rng.choice((f"DA {rng.randint(1000, 9999)} XY", f"versi {rng.randint(1, 9)}.{rng.randint(0, 20)}.{rng.randint(0, 99)}", "1.2.3.4.5.6.7.8.9.10", f"actions/checkout@v{rng.randint(2, 5)}.1.2", f"pip==2{rng.randint(0, 5)}.{rng.randint(0, 9)}.1", f"build 20{rng.randint(10**8, 10**9)}"))),
        ("asset code", lambda: rng.choice((f"12.15.03.01.02.01.{rng.randint(1, 99):04}", f"1.3.2.05.01.05.{rng.randint(100, 999)}", f"aset 1.3.2.{rng.randint(10, 20)}.01.02.{rng.randint(1, 99):03}.0001", f"NOP 63.03.{rng.randint(10, 99)}0.001.002-0034.0"))),
        ("statistics", lambda: rng.choice((f"{rng.randint(1000, 9999)}, {rng.randint(1000, 9999)}, {rng.randint(1000, 9999)}, {rng.randint(1000, 9999)}", "10 20 30 20 20 10 20 20 20 20 10", f"penduduk {rng.randint(500, 600)}.{rng.randint(100, 999)} jiwa", f"users: {rng.randint(10**6, 10**7)}", f"{rng.randint(10, 99)},{rng.randint(10**9, 10**10)} persen", f"melayani {rng.randint(1, 9)}.{rng.randint(100, 999)} nasabah bank sampah"))),
        ("address of a page", lambda: rng.choice((f"https://home.banjarkab.go.id/berita/{date().replace('-', '/')}/{rng.randint(10**9, 10**10)}", f"https://example.go.id/?id=6281{rng.randint(10**11, 10**12)}", f"https://example.go.id/a/0812{rng.randint(10**6, 10**7)}/b", f"https://youtu.be/x?t={rng.randint(10**9, 10**10)}", f"https://sipd.go.id/detail?no=081{rng.randint(10**8, 10**9)}"))),
        ("official contact", lambda: rng.choice(("dinas@banjarkab.go.id", "desa@sekumpul.desa.id", "@disdik_banjar", "call center 119 atau 112", "git@github.com:dkisp/data.git", "foto@2x.png", "layanan 1500-129", "bebas pulsa 0800-1-234567", "kampus@ulm.ac.id"))),
        ("birthday of a thing", lambda: rng.choice((f"hari lahir Pancasila 1 Juni {rng.randint(1945, 2026)}", f"layanan akta kelahiran sejak {date()}", f"program ini lahir {date()}", f"Kabupaten Banjar lahir 14 Agustus {rng.randint(1945, 1955)}", f"Klinik Daring lahir 12 Mei {rng.randint(2016, 2026)}", f"tanggal lahir warga diperbarui {date()}", f"angka kelahiran 2023: {rng.randint(1000, 9999)}", f"PATEN lahir 1 Januari {rng.randint(2013, 2026)}"))),
        ("ages and groups", lambda: rng.choice((f"pasien TB ({rng.randint(10, 99)} orang)", f"pasien usia {rng.randint(40, 60)} tahun ke atas", f"RPJMD ({rng.randint(5, 9)} tahun)", f"pasien BPJS {rng.randint(10, 99)} persen", f"{rng.randint(10, 99)} pasien ODGJ dibebaskan", f"a.n. Bupati, Sekda ({rng.randint(1, 9)})", f"SD ({rng.randint(6, 12)} tahun)", f"pasien rawat inap 20{rng.randint(10, 26)}", f"lansia {rng.randint(60, 90)} tahun"))),
    )  # fmt: skip


def look_alikes() -> Iterator[Sample]:
    """Two hundred and fifty things that only look like personal data, a dozen of each sort."""
    rng = random.Random(SEED)
    sorts = _look_alikes(rng)
    for k in range(250):
        what, make = sorts[k % len(sorts)]
        text = make()
        form = (
            rng.choice(("text: {}", "# {}", "- text: Catatan, {}.", "note: '{}'", "{}")) if ": " not in text else "{}"
        )
        yield Sample(form.format(text), what)
