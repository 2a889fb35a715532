"""A seeded set of invented personal data and of what only looks like it: all numbers and names are made up.

Texts are templates; a place such as `{nik}` or `{d4}` (four digits) is filled by chance, the same in every run.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from banjar_smartcity.diagnostics import At
from banjar_smartcity.privacy.kinds import ACCOUNT, BIRTH, CIVIL_SERVANT, EMAIL, IDENTITY, PATIENT, PHONE, TAXPAYER
from banjar_smartcity.privacy.search import check_decoded, find_personal_data
from banjar_smartcity.source.document import parse

SEED = 63


class Sample(NamedTuple):
    """A text as it may be written into a data file, what is in it, and how that is disguised."""

    text: str
    what: str
    """The sort of datum; of a look-alike, what it really is."""
    disguise: str | None = None


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip().replace("\\n", "\n") for line in text.strip().splitlines())


_PROVINCES = "63 62 64 35 33 32 31 73 12 11 51 91 94 18 71 21".split()  # noqa: SIM905
_MOBILE = "811 812 813 815 821 822 823 831 838 851 852 853 857 859 877 881 895 896 899".split()  # noqa: SIM905
_AREAS = "0511 0511 0512 0517 0518 0526 021 022 031 0274 0411 0361 0541".split()  # noqa: SIM905
_MONTHS = ("Januari", "Februari", "Mei", "Juli", "Agustus", "Oktober", "Desember", "May", "August")
_NAMES = _lines("""
    Fulan
    Siti Aminah
    Ahmad Fauzi
    Rahmadi
    Noor Hayati
    H. Abdul Hamid
    Hj. Mariatul
    budi
    M. Rizky
    Dewi Lestari
    Gusti Muhammad
    norlaila
""")
_BANKS = _lines("""
    Bank Kalsel
    BRI
    BNI
    BCA
    Bank Mandiri
    BSI
    Mandiri
    BTN
    Bank Jago
    CIMB Niaga
    Bank Muamalat
    Bank Danamon
    SeaBank
    bank BJB
    BPD Kalsel
    Bank Permata
    BTPN
""")
_ACCOUNTS = _lines("""
    00{n30}03{d8}
    {d10}
    {d4}-01-{d6}-50-{d1}
    {d3}-00-{d7}-{d1}
    00{d1}.03.01.{d5}-{d1}
    {d4} {d4} {d4}
""")
PLAIN: Mapping[str, tuple[int, tuple[str, ...]]] = {
    IDENTITY: (
        24,
        _lines("""
        NIK {nik}
        NIK: {nik}
        penerima a.n. {name} NIK {nik}
        {name} ({nik})
        No. KTP {nik}
        nomor KK {nik} atas nama {name}
        pemohon {name}, {nik}, sudah diperiksa
        nik={nik16}
        {nik16}/{name}
        nik_{nik16}
        KTP-{nik16}
        n{nik16}
        {name};{nik16};Martapura
        """),
    ),
    CIVIL_SERVANT: (
        20,
        _lines("""
        NIP {nip}
        NIP. {nip}
        {name} NIP {nip}
        {name} / {nip}
        NIPPPK {nip}
        ({nip})
        """),
    ),
    PHONE: (
        32,
        _lines("""
        hubungi {name} {mobile}
        WA {mobile}
        HP: {mobile}
        {name} {mobile}
        {mobile}/{mobile}
        budi-{mobile12}
        kontak: {mobile} ({name})
        wa.me/62{mobile9}
        Narahubung {name} - {mobile}
        CP {mobile} a.n. {name}
        {mobile} ({name})
        Telp. {fixed}
        telepon {fixed}
        rumah {name}: {fixed}
        fax {fixed}
        Tlp/Fax {fixed}
        """),
    ),
    EMAIL: (
        8,
        _lines("""
        {mail}
        surel {mail}.
        <{mail}>
        mailto:{mail}
        kontak: {mail}; pagi
        """),
    ),
    ACCOUNT: (
        22,
        _lines("""
        rekening {account}
        No. Rek. {account}
        no rek {account} a.n. {name}
        rekening {bank} a.n. {name} {account}
        {bank}: {account}
        {bank} {account} a.n. {name}
        nomor rekening: {account} ({bank})
        {bank} - {account}
        transfer ke {account} a.n. {name}
        norek {account}
        {account} ({bank})
        {bank} no. {account}
        {bank} a.n. {name} {account}
        """),
    ),
    TAXPAYER: (
        8,
        _lines("""
        NPWP {npwp}
        NPWP: {npwp}
        NPWP {name} {npwp}
        pajak {n90}.{d3}.{d3}.{d1}-{d3}.000
        """),
    ),
    BIRTH: (
        12,
        _lines("""
        {person}, lahir {date}
        {person} (lahir {date})
        {person}, lahir di Martapura, {date}
        TTL: Martapura, {date}
        {person}, tanggal lahir {date}
        Tempat/tanggal lahir {person}: Banjarmasin, {date}
        tgl lahir {date} a.n. {person}
        {person} lahir di Astambul tanggal {date}
        {person}, kelahiran Martapura {date}
        {person}, born {date}
        date of birth of {person}: {date}
        tgl. lahir: {date}
        """),
    ),
    PATIENT: (
        14,
        _lines("""
        pasien Ny. {letters} ({age})
        pasien berinisial {letters}, {age} tahun
        Ny. {letters}, {age} tahun
        Tn. {letters} usia {age} tahun
        An. {letters} ({age} tahun)
        pasien {letters} ({age})
        pasien {letters}, {age} tahun, dirujuk
        seorang ibu berinisial {letters} ({age})
        pasien laki-laki inisial {letters} umur {age} th
        patient {letters} ({age})
        perempuan {age} tahun berinisial {letters}
        a patient with the initials {letters}, aged {age}
        Ny. Siti ({age})
        pasien bernama Tn. {letters}, umur {age}
        """),
    ),
}
"""Of each sort so many are written plainly, in these words."""
DISGUISED: Mapping[str, tuple[int, tuple[str, ...]]] = {
    "dash": (6, _lines("text: {words} {parts:‐‑‒–—―−－﹣} pagi")),
    "space": (6, ("text: {words} {parts:\u00a0\u2007\u2009\u202f\u3000} pagi",)),
    "invisible": (6, ("text: {words} {parts:\u200b\u200c\u200d\u2060\u00ad} pagi",)),
    "letter O": (6, _lines("text: {words} {capital} pagi")),
    "fullwidth": (6, _lines("text: {words} {wide} pagi")),
    "spread": (6, ("text: {words} {parts: .} pagi", "text: {words} {spread} pagi")),
    "wrapped": (
        12,
        _lines(r"""
        text: {words} {left}\n  {right} pagi\n
        text: >-\n  Data {words} {left}\n  {right} pagi\n
        text: "{words} {left}\n  {right} pagi"\n
        text: 'ada {words} {left}\n  {right} pagi'\n
        a: 1\n# {words} {left}\n# {right}\n
        list:\n- &x >- # ok\n   {words} {left}\n   {right}\n
        """),
    ),
    "escape": (6, _lines('text: "{words} {escaped} pagi"')),
    "name": (
        6,
        _lines("""
        data/evidence/files/ktp-{whole}.pdf
        data/innovations/{whole}.yaml
        data/evidence/files/{whole}/surat.pdf
        data/evidence/files/sk {whole} (1).pdf
        data/evidence/files/budi_{whole}.jpg
        id: budi-{whole}
        """),
    ),
}
"""Of each disguise so many, in these forms."""
LOOK_ALIKES: Mapping[str, tuple[str, ...]] = {
    "budget account": _lines("""
        rekening {budget}
        kode rekening {budget}
        rekening belanja {budget}
        2.16.01.2.06.00{d2}.{budget}
    """),
    "undotted budget account": _lines("""
        rekening belanja {budget12}
        kode rekening {budget12}
        rekening {budget12}
        rekening kegiatan {budget12} tahun 2026
    """),
    "amount": _lines("""
        amount: 628{d3}0000
        amount: 6287{d7}
        Rp 62.8{d2}.{d3}.678
        Rp{d11}
        pagu 6281{d7}
        anggaran {d10} rupiah
        Rp 1.{d3}.{d3}.890,00
        Bank Kalsel menyalurkan {d10} kepada pelaku usaha
        realisasi: 628{d9}
        Rp. 0812{d8}
    """),
    "ticket": _lines("""
        tiket #08{d8}
        tiket 0812{d7}
        aduan #{d10}
        INC08{d8}
        resi 0851{d8}
        nomor tiket 62812{d8}
        TKT-0812{d7}
        S/N 0812{d6}
    """),
    "commit": _lines("""
        commit {hex40}
        commit {hex12}
        commit {d10}
        commit 08{d8}
        lihat {hex7}..{hex7}
    """),
    "UUID": _lines("""
        {uuid}
        instance uuid:{uuid}
        {d8}-{d4}-4{d3}-8{d3}-{d12}
    """),
    "round number": _lines("""
        081200000000
        62000000000
        0000000000000000
        rekening {d1}0000000000
        jumlah {d1}000000000000000
        1111222233334444
    """),
    "date and time": _lines("""
        {day}T08:15:00Z
        {stamp}081500
        {day}..{day}
        IMG_{stamp}_081512.jpg
        Screenshot_{day}-08-13-49-123.png
        WhatsApp Image {day} at 08.13.49.jpeg
        2020 2021 2022 2023
        pukul 08.15 - 16.15 dan 12.30
        08.00-16.00, 08.30-15.30
    """),
    "coordinates": _lines("""
        -3.{d10}, 114.8{d9}
        lat -3.41{d5} lon 114.85{d5}
        0.81{d9}
        0,81{d9}
    """),
    "hash": _lines("""
        sha256: {hex64}
        md5 {hex32}
        {hex64}
        3f2a0812{d6}90bc
    """),
    "decree": _lines("""
        188.45/{d3}/KUM/20{n26}
        Nomor 08{d2}/{d4}/DKISP/2025
        NOMOR 0812 TAHUN 2023
        B-{d4}/DJAI/AI.01.04/12/2023
        100.3.3.2/08{d2}/Diskominfo/2024
        surat nomor 081{d6}/DISDIK/2025
        DPA/A.1/2.16.2.20.2.21.01.0000/001/2023
    """),
    "other code": _lines("""
        ISBN 978-602-{d4}-{d2}-9
        ISBN 978602{d7}
        ISSN {d4}-{d4}
        NPSN 303{d5}
        NIB {d13}
        doi 10.1016/j.cities.2023.0812{d6}
        barcode 899{d10}
        IMEI {d15}
        kode billing {d15}
    """),
    "kode wilayah": _lines("""
        63.03.05.{d4}
        kode desa 6303{d6}
        63.03.{d2}
        kodepos 706{d2}, 63.03.05.2001 dan 63.03.05.2002
    """),
    "plate and version": _lines("""
        DA {d4} XY
        versi {d1}.{d1}.{d2}
        1.2.3.4.5.6.7.8.9.10
        actions/checkout@v{d1}.1.2
        192.168.100.200
    """),
    "asset code": _lines("""
        12.15.03.01.02.01.{d4}
        1.3.2.05.01.05.{d3}
        NOP 63.03.{d3}.001.002-0034.0
    """),
    "statistics": _lines("""
        {d4}, {d4}, {d4}, {d4}
        10 20 30 20 20 10 20 20 20 20 10
        users: {d7}
        {d2},{d10} persen
        melayani {d1}.{d3} nasabah bank sampah
        1.132 KK, 4.510 jiwa
    """),
    "address of a page": _lines("""
        https://home.banjarkab.go.id/berita/2023/05/30/{d10}
        https://example.go.id/?id=6281{d8}
        https://example.go.id/a/0812{d7}/b
        https://youtu.be/x?t={d10}
        https://s.id/0813{d8}
    """),
    "official contact": _lines("""
        dinas@banjarkab.go.id
        desa@sekumpul.desa.id
        @disdik_banjar
        call center 119 atau 112
        git@github.com:dkisp/data.git
        foto@2x.png
        layanan 1500-129
        bebas pulsa 0800-1-234567
    """),
    "birthday of a thing": _lines("""
        hari lahir Pancasila 1 Juni 1945
        Pancasila lahir 1 Juni 1945
        layanan akta kelahiran sejak {day}
        program ini lahir {day}
        Kabupaten Banjar lahir 14 Agustus 1950
        Klinik Daring lahir 12 Mei 2019
        tanggal lahir warga diperbarui {day}
        angka kelahiran 2023: {d4}
    """),
    "ages and groups": _lines("""
        pasien TB ({age} orang)
        pasien usia {age} tahun ke atas
        RPJMD (5 tahun)
        pasien BPJS {age} persen
        {age} pasien ODGJ dibebaskan
        a.n. Bupati, Sekda (2)
        SD (6 tahun)
        lansia {age} tahun
        pasien DM usia 60 tahun ke atas
    """),
}
"""What only looks like personal data, by what it really is."""
LOOK_ALIKES_MADE = 250


class _Chance(dict[str, object]):
    """Fills the places of templates."""

    def __init__(self, rng: random.Random) -> None:
        super().__init__()
        self.rng = rng
        self.parts: list[str] = []
        self.cut = 1
        self.gap = ""

    def __missing__(self, place: str) -> object:
        if place[0] == "d" and place[1:].isdecimal():
            return "".join(self.rng.choice("123456789") for _ in range(int(place[1:])))
        if place[0] == "n" and place[1:].isdecimal():
            return f"{self.rng.randint(10, int(place[1:])):02}"
        if place.startswith("hex"):
            return "".join(self.rng.choice("0123456789abcdef") for _ in range(int(place[3:])))
        return getattr(self, "_" + place)()

    def any_of(self, texts: tuple[str, ...]) -> str:
        return self.rng.choice(texts).format_map(self)

    def number_of(self, what: str) -> None:
        """Take up a number of a sort, to be put in disguise part by part."""
        words = {
            IDENTITY: "penerima {name} NIK",
            CIVIL_SERVANT: "{name} NIP",
            PHONE: "hubungi {name}",
            ACCOUNT: "rekening {bank}",
            TAXPAYER: "NPWP",
        }
        self["words"] = words[what].format_map(self)
        nik, account = self._nik16(), "0010301{d6}".format_map(self)
        self.parts = {
            IDENTITY: [nik[k : k + 4] for k in range(0, 16, 4)],
            CIVIL_SERVANT: self.nip(),
            PHONE: ["0" + self.rng.choice(_MOBILE), "{d4}".format_map(self), "{d4}".format_map(self)],
            ACCOUNT: [account[:4], account[4:8], account[8:]],
            TAXPAYER: "{n90} {d3} {d3} {d1} {d3} 000".format_map(self).split(),
        }[what]
        self.cut = self.rng.randint(1, len(self.parts) - 1)
        self.gap = self.rng.choice((" ", "-", ""))
        self["parts"] = _Between(self.parts, self.rng)

    def birthday(self) -> tuple[int, int, int]:
        return self.rng.randint(1950, 2008), self.rng.randint(1, 12), self.rng.randint(1, 28)

    def nip(self) -> list[str]:
        year, month, day = self.birthday()
        began = str(min(year + self.rng.randint(20, 35), 2025)) + f"{self.rng.randint(1, 12):02}"
        if self.rng.random() < 0.45:
            began = f"{self.rng.randint(2021, 2025)}21"  # employed by contract
        return [f"{year}{month:02}{day:02}", began, self.rng.choice("12"), f"{self.rng.randint(1, 99):03}"]

    def _nik16(self) -> str:
        year, month, day = self.birthday()
        place = f"{self.rng.choice(_PROVINCES)}{self.rng.randint(1, 29):02}{self.rng.randint(1, 30):02}"
        day += self.rng.choice((0, 40))
        return f"{place}{day:02}{month:02}{year % 100:02}{self.rng.randint(1, 40):04}"

    def _nik(self) -> str:
        nik = self._nik16()
        fours = [nik[k : k + 4] for k in range(0, 16, 4)]
        parts = [nik[:6], nik[6:12], nik[12:]]
        return self.rng.choice((nik, " ".join(fours), "-".join(fours), ".".join(fours), "-".join(parts)))

    def _nip(self) -> str:
        return self.rng.choice(("", " ", ".", "-")).join(self.nip())

    def _mobile12(self) -> str:
        return f"0{self.rng.choice(_MOBILE)}" + "{d8}".format_map(self)

    def _mobile9(self) -> str:
        return self._mobile12()[1:]

    def _mobile(self) -> str:
        whole = self._mobile12()
        lead, middle, last = whole[:4], whole[4:8], whole[8:]
        return self.rng.choice((
            whole, f"{lead}-{middle}-{last}", f"{lead} {middle} {last}", f"{lead}.{middle}.{last}", f"+62{whole[1:]}",
            f"+62 {lead[1:]} {middle} {last}", f"62{whole[1:]}", f"(+62) {lead[1:]}-{middle}-{last}",
            f"({lead}) {middle} {last}", f"{lead} {middle}{last}",
        ))  # fmt: skip

    def _fixed(self) -> str:
        area, local = self.rng.choice(_AREAS), "4{d6}".format_map(self)
        return self.rng.choice((
            f"({area}) {local}", f"{area}-{local}", f"({area}){local}", f"{area} {local}", f"+62 {area[1:]} {local}",
            f"({area}) {local[:3]}-{local[3:]}", f"{area}/{local}",
        ))  # fmt: skip

    def _npwp(self) -> str:
        form = self.rng.choice(
            ("{n90}.{d3}.{d3}.{d1}-{d3}.000", "{n90}{d3}{d3}{d1}{d3}000", "0{n90}{d3}{d3}{d1}{d3}000")
        )
        return form.format_map(self)

    def _account(self) -> str:
        return self.any_of(_ACCOUNTS)

    def _bank(self) -> str:
        return self.rng.choice(_BANKS)

    def _name(self) -> str:
        return self.rng.choice(_NAMES)

    def _person(self) -> str:
        return self.rng.choice([name for name in _NAMES if " " in name])

    def _mail(self) -> str:
        first = self.rng.choice(("budi", "siti.aminah", "ahmad_fauzi99", "rizky+kerja", "DEWI-LESTARI"))
        return f"{first}@{self.rng.choice(('gmail.com', 'yahoo.co.id', 'OUTLOOK.COM', 'icloud.com', 'proton.me'))}"

    def _date(self) -> str:
        year, month, day = self.birthday()
        named = f"{day} {self.rng.choice(_MONTHS)} {year}"
        numbers = (f"{day:02}-{month:02}-{year}", f"{day:02}/{month:02}/{year}", f"{year}-{month:02}-{day:02}")
        return self.rng.choice((named, *numbers))

    def _day(self) -> str:
        return f"20{self.rng.randint(18, 26)}-{self.rng.randint(1, 12):02}-{self.rng.randint(1, 28):02}"

    def _stamp(self) -> str:
        return self._day().replace("-", "")

    def _letters(self) -> str:
        return self.rng.choice(("S", "M", "AS", "NH", "R", "A.S.", "M.R", "DK", "F"))

    def _age(self) -> int:
        return self.rng.randint(10, 89)

    def _budget(self) -> str:
        return "5.{kind}.0{d1}.0{d1}.0{d1}.00{d2}".format_map(self)

    def _kind(self) -> int:
        return self.rng.randint(1, 4)

    def _budget12(self) -> str:
        return self._budget().replace(".", "")

    def _uuid(self) -> str:
        return str(uuid.UUID(int=self.rng.getrandbits(128)))

    def _whole(self) -> str:
        return self.rng.choice(("", "-")).join(self.parts)

    def _capital(self) -> str:
        return self.gap.join(self.parts).replace("0", self.rng.choice("Oo"))

    def _wide(self) -> str:
        return "".join(chr(ord(digit) + 0xFEE0) for digit in "".join(self.parts))

    def _spread(self) -> str:
        return self.rng.choice((" - ", "  ", " – ")).join(self.parts)

    def _left(self) -> str:
        return self.gap.join(self.parts[: self.cut])

    def _right(self) -> str:
        return self.gap.join(self.parts[self.cut :])

    def _escaped(self) -> str:
        whole = self.gap.join(self.parts)
        k = self.rng.randrange(len(whole))
        escapes = (f"\\x{ord(whole[k]):02x}", f"\\u{ord(whole[k]):04x}", f"\\u200b{whole[k]}")
        return whole[:k] + self.rng.choice(escapes) + whole[k + 1 :]


class _Between(NamedTuple):
    """Parts of a number; its format gives the characters of which one is put between them."""

    parts: list[str]
    rng: random.Random

    def __format__(self, letters: str) -> str:
        return self.rng.choice(letters).join(self.parts)


_FORMS = ("text: {}", "# {}", "- text: Catatan, {}.", "note: '{}'")
_NUMBERS = (IDENTITY, CIVIL_SERVANT, PHONE, ACCOUNT, PHONE, IDENTITY, TAXPAYER)
_IN_NAMES = (IDENTITY, CIVIL_SERVANT, PHONE)


def positives(seed: int = SEED) -> Iterator[Sample]:
    """Two hundred invented data, each in a line or an entry as it may be written."""
    rng = random.Random(seed)
    for what, (count, texts) in PLAIN.items():
        for _ in range(count):
            yield Sample(rng.choice(_FORMS).format(_Chance(rng).any_of(texts)), what)
    made = 0
    for disguise, (count, texts) in DISGUISED.items():
        for _ in range(count):
            numbers = _IN_NAMES if disguise == "name" else _NUMBERS
            what = numbers[made % len(numbers)]
            made += 1
            chance = _Chance(rng)
            chance.number_of(what)
            yield Sample(chance.any_of(texts), what, disguise)


def look_alikes(seed: int = SEED) -> Iterator[Sample]:
    """Two hundred and fifty things that only look like personal data, about a dozen of each sort."""
    rng = random.Random(seed)
    sorts = list(LOOK_ALIKES.items())
    for k in range(LOOK_ALIKES_MADE):
        what, texts = sorts[k % len(sorts)]
        text = _Chance(rng).any_of(texts)
        yield Sample(text if ": " in text else rng.choice((*_FORMS, "{}")).format(text), what)


def found(text: str) -> list[str]:
    """The sorts of personal data found in a text, read as a data file is: the raw text, then the decoded values."""
    raw = [datum.what for datum in find_personal_data(text)]
    document = None if raw else parse("a.yaml", text.encode())[0]
    if document is None:
        return raw
    decoded = check_decoded(At("a.yaml"), text, document.data)
    return [fault.facts["what"].msgid for fault in decoded]  # type: ignore[attr-defined]
