"""Mistakes: what people mistype in a sheet of answers, what is reported, and what is offered instead.

Each mistake is one change of a sheet without findings. `·` is a no-break space, `⏎` the end of a line, `⇥` a tab.
"""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from banjar_smartcity.checking.one_file import Known, nothing_known
from banjar_smartcity.checking.pipeline import check_tree
from banjar_smartcity.diagnostics import Finding
from banjar_smartcity.i18n import language
from banjar_smartcity.render.words.wording import hint, message
from banjar_smartcity.source.simple.scalars import NAMES
from banjar_smartcity.workspace.disk import Disk

ROOT = Path(__file__).parent.parent
SHEET = "data/dimensions/living/answers/2027-tahap-1.yaml"
TODAY = date(2027, 6, 1)
STAGE = """
  - id: 2027-tahap-1
    name: Tahap I 2027
    year: 2027
    starts_on: 2027-06-08
    ends_on: 2027-06-09
    place: null
    mode: null
    sources: []
"""
DOCUMENT = """id: data-jalan-kondisi-2026
title: Data kondisi jalan 2026
kind: data
issuer: Dinas PUPRP
number: null
issued_on: 2026-12-30
expires_on: null
access: public
file: data/evidence/files/data-jalan-kondisi-2026.txt
address: null
sha256: null
agency: puprp
"""
ANSWERS = """# Jawaban tahap I 2027.
# Pokja Smart Living
stage: 2027-tahap-1
dimension: living
answers:
  - item: outcome-living-drinking-water
    fact: null
    level: null
    sources: []
    evidence: []
    responsible: null
    answered_on: null



  - item: outcome-living-roads
    fact: Jalan kabupaten dalam kondisi baik 68,4 persen pada 2026.
    statistic:
      value: 68.4
      unit: persen
      year: 2026
    level: 2
    sources: []
    evidence:
      - evidence: data-jalan-kondisi-2026
        pages: "1"
    responsible: puprp
    answered_on: 2027-01-20
"""
FACT = "Jalan kabupaten dalam kondisi baik 68,4 persen pada 2026."

# Place in the sheet, kind and suggestion; None where nothing is wrong.
Expected = tuple[int, int, str, str | None]
MISTAKES: dict[str, tuple[str, str, Expected | None]] = {
    "01-kunci-salah-jawabn": (
        "responsible: puprp",
        "penanggung_jawab: puprp",
        (27, 5, "schema-unknown-key", "responsible"),
    ),
    "02-kunci-typo": (
        "answered_on: 2027-01-20",
        "answered_at: 2027-01-20",
        (28, 5, "schema-unknown-key", "answered_on"),
    ),
    "03-tab": ("    level: 2", "⇥level: 2", (22, 1, "yaml-syntax", "    level: 2")),
    "04-kutip-hilang": ('pages: "1"⏎', 'pages: "1⏎', (26, 16, "yaml-syntax", 'pages: "1"')),
    "05-id-butir-salah": (
        "outcome-living-roads",
        "outcome-living-jalan",
        (16, 11, "reference-unknown", "outcome-living-roads"),
    ),
    "06-tanggal-31-05": (
        "answered_on: 2027-01-20",
        "answered_on: 31/05/2027",
        (28, 18, "schema-pattern", "2027-05-31"),
    ),
    "07-tanggal-teks": (
        "answered_on: 2027-01-20",
        "answered_on: 20 Januari 2027",
        (28, 18, "schema-pattern", "2027-01-20"),
    ),
    "08-koma-desimal": ("value: 68.4", "value: 68,4", (19, 14, "schema-type", "68.4")),
    "09-level-5": ("level: 2", "level: 5", (22, 12, "answer-level", None)),
    "10-level-2-5": ("level: 2", "level: 2,5", (22, 12, "schema-type", None)),
    "10b-level-2-5": ("level: 2", "level: 2.5", (22, 12, "answer-level-fraction", None)),
    "10c-level-3": ("level: 2", 'level: "2"', (22, 12, "schema-type", "2")),
    "12-kutip-word": ('pages: "1"⏎', "pages: “1”⏎", (26, 16, "text-lookalike", '"1"')),
    "12b-kutip-word-fakta": (
        "fact: Jalan kabupaten dalam kondisi baik 68,4 persen pada 2026.",
        "fact: “Jalan kabupaten dalam kondisi baik: 68,4 persen”",
        (17, 11, "yaml-syntax", 'fact: "Jalan kabupaten dalam kondisi baik: 68,4 persen"'),
    ),
    "13-nbsp-kunci": ("level: 2", "level:·2", (22, 11, "yaml-syntax", "level: 2")),
    "13b-nbsp-indent": ("    level: 2", "····level: 2", (22, 1, "yaml-syntax", "    level: 2")),
    "13c-nbsp-nilai": ("responsible: puprp", "responsible: puprp·", (27, 18, "schema-lookalike", "puprp")),
    "17-titik-dua-teks": (
        "fact: Jalan kabupaten dalam kondisi baik 68,4 persen",
        "fact: Jalan kabupaten: kondisi baik 68,4 persen",
        (17, 26, "yaml-syntax", 'fact: "Jalan kabupaten: kondisi baik 68,4 persen pada 2026."'),
    ),
    "17b-titik-dua-akhir": (
        "kondisi baik 68,4 persen pada 2026.",
        "kondisi baik 68,4 persen pada 2026:",
        (17, 67, "yaml-syntax", 'fact: "Jalan kabupaten dalam kondisi baik 68,4 persen pada 2026:"'),
    ),
    "18": (
        "fact: Jalan kabupaten",
        "fact: @dinas PUPRP Jalan kabupaten",
        (17, 11, "yaml-syntax", 'fact: "@dinas PUPRP Jalan kabupaten dalam kondisi baik 68,4 persen pada 2026."'),
    ),
    "19": (
        "fact: Jalan kabupaten dalam kondisi baik 68,4 persen",
        "fact: %68,4 jalan kabupaten",
        (17, 11, "yaml-syntax", 'fact: "%68,4 jalan kabupaten pada 2026."'),
    ),
    "20": (
        "kondisi baik 68,4 persen pada 2026.",
        "kondisi baik 68,4 persen #sumber BPS 2026.",
        (17, 58, "text-lost", '"Jalan kabupaten dalam kondisi baik 68,4 persen #sumber BPS 2026."'),
    ),
    "21-tanpa-spasi": ("level: 2", "level:2", (22, 5, "yaml-syntax", "level: 2")),
    "22-indent-kurang": ("    level: 2", "   level: 2", (22, 4, "yaml-syntax", "    level: 2")),
    "22b-indent-lebih": ("    level: 2", "      level: 2", (22, 7, "schema-key-too-deep", "    level: 2")),
    "23-dash-tanpa-spasi": (
        "  - item: outcome-living-roads",
        "  -item: outcome-living-roads",
        (16, 3, "yaml-syntax", "- item: outcome-living-roads"),
    ),
    "24-answers-tertinggal": ("answers:⏎", "answers: []⏎", (5, 10, "yaml-syntax", "answers:")),
    "25-kunci-hilang": (
        "    sources: []⏎    evidence:⏎      - evidence: data",
        "    evidence:⏎      - evidence: data",
        (16, 5, "schema-missing-key", "sources: []"),
    ),
    "26-bukti-id-nama-berkas": (
        "- evidence: data-jalan-kondisi-2026",
        "- evidence: Data Jalan Kondisi 2026.xlsx",
        (25, 19, "schema-pattern", "data-jalan-kondisi-2026"),
    ),
    "27-bukti-typo": (
        "- evidence: data-jalan-kondisi-2026",
        "- evidence: data-jalan-kondsi-2026",
        (25, 19, "reference-unknown", "data-jalan-kondisi-2026"),
    ),
    "28-halaman-angka": ('pages: "1"⏎', "pages: 1⏎", None),
    "29-halaman-1-3": ('pages: "1"⏎', "pages: hal. 1-3⏎", None),
    "30-teks-2-baris": (
        "fact: Jalan kabupaten dalam kondisi baik 68,4 persen pada 2026.",
        "fact: Jalan kabupaten⏎dalam kondisi baik 68,4 persen",
        (18, 1, "yaml-syntax", "fact: Jalan kabupaten dalam kondisi baik 68,4 persen"),
    ),
    "31-ribuan": ("value: 68.4", "value: 1.180", (19, 14, "number-thousands", None)),
    "32-persen-dalam-angka": ("value: 68.4", "value: 68.4%", (19, 14, "schema-type", "68.4")),
    "33-skpd-kapital": ("responsible: puprp", "responsible: PUPRP", (27, 18, "schema-pattern", "puprp")),
    "34-tahun-masa-depan": ("answered_on: 2027-01-20", "answered_on: 2028-01-20", (28, 18, "answer-after-stage", None)),
    "35-tanggal-30feb": ("answered_on: 2027-01-20", "answered_on: 2027-02-30", (28, 18, "date-impossible", None)),
    "36-ya": ("level: 2", "level: ya", (22, 12, "schema-type", None)),
    "37-titik-koma": ("level: 2", "level = 2", (22, 5, "yaml-syntax", "level: 2")),
    "38-strip-panjang": (
        "  - item: outcome-living-roads",
        "  – item: outcome-living-roads",
        (16, 3, "yaml-syntax", "- item: outcome-living-roads"),
    ),
    "39-null-kapital": ("responsible: puprp", "responsible: Null", (27, 18, "schema-pattern", "null")),
    "40-nip-dalam-fakta": ("pada 2026.", "pada 2026 (NIP 198501012010011001).", (17, 73, "personal-data", None)),
    "41-hp": ("pada 2026.", "pada 2026, hubungi Bu Siti 0812-3456-7890.", (17, 85, "personal-data", None)),
    "42-dimensi-salah": ("dimension: living", "dimension: smart living", (4, 12, "schema-pattern", "living")),
    "43-item-dimensi-lain": (
        "outcome-living-roads",
        "outcome-society-net-enrolment",
        (16, 11, "answer-misplaced", None),
    ),
    "44-kurung-siku": (
        "fact: Jalan kabupaten",
        "fact: [lihat lampiran] Jalan kabupaten",
        (17, 28, "yaml-syntax", 'fact: "[lihat lampiran] Jalan kabupaten dalam kondisi baik 68,4 persen pada 2026."'),
    ),
    "45-petik-tunggal": (
        "fact: Jalan kabupaten dalam kondisi baik 68,4 persen pada 2026.",
        "fact: 'Jalan Jum'at dalam kondisi baik'",
        (17, 22, "yaml-syntax", 'fact: "Jalan Jum\'at dalam kondisi baik"'),
    ),
    "46-bintang": (
        "fact: Jalan",
        "fact: *Jalan",
        (17, 11, "yaml-syntax", 'fact: "*Jalan kabupaten dalam kondisi baik 68,4 persen pada 2026."'),
    ),
    "47-seru": (
        "fact: Jalan",
        "fact: !Jalan",
        (17, 11, "yaml-tag", 'fact: "!Jalan kabupaten dalam kondisi baik 68,4 persen pada 2026."'),
    ),
    "48-strip-teks": (
        "fact: Jalan",
        "fact: - Jalan",
        (17, 11, "yaml-syntax", 'fact: "- Jalan kabupaten dalam kondisi baik 68,4 persen pada 2026."'),
    ),
    "49-backtick": (
        "fact: Jalan",
        "fact: `Jalan",
        (17, 11, "yaml-syntax", 'fact: "`Jalan kabupaten dalam kondisi baik 68,4 persen pada 2026."'),
    ),
    "50-ampersand": (
        "fact: Jalan kabupaten",
        "fact: &Jalan kabupaten",
        (17, 11, "yaml-anchor-unused", 'fact: "&Jalan kabupaten dalam kondisi baik 68,4 persen pada 2026."'),
    ),
    "level-word": ("level: 2", "level: tiga", (22, 12, "schema-type", "3")),
    "level-fraction": ("level: 2", "level: 2.0", None),
    "level-thousands": ("level: 2", "level: 2.000", (22, 12, "number-fraction", "2")),
    "pages-round": ('pages: "1"⏎', "pages: 2.00⏎", (26, 16, "number-notation", '"2.00"')),
    "level-none": ("level: 2", "level: belum ada", (22, 12, "schema-type", "null")),
    "level-wide-digit": ("level: 2", "level: ２", (22, 12, "schema-lookalike", "2")),
    "level-with-remark": ("level: 2", "level: 2 #catatan", None),
    "year-thousands": ("year: 2026", "year: 2.026", (21, 13, "schema-type", "2026")),
    "year-in-quotes": ("year: 2026", 'year: "2026"', (21, 13, "schema-type", "2026")),
    "source-without-brackets": (
        "    sources: []⏎    evidence:⏎",
        "    sources: b2⏎    evidence:⏎",
        (23, 14, "schema-type", "[b2]"),
    ),
    "sources-null": (
        "    sources: []⏎    evidence:⏎",
        "    sources: null⏎    evidence:⏎",
        (23, 14, "schema-type", "[]"),
    ),
    "sources-only-nbsp": (
        "    sources: []⏎    evidence:⏎",
        '    sources: "·"⏎    evidence:⏎',
        (23, 14, "schema-type", "[]"),
    ),
    "agency-number": ("responsible: puprp", "responsible: 62", (27, 18, "schema-type", '"62"')),
    "sources-after-dashes": (
        "    sources: []⏎    evidence:⏎",
        "    sources:⏎      – b2⏎    evidence:⏎",
        (24, 7, "schema-lookalike", "[b2]"),
    ),
    "value-minus-sign": ("value: 68.4", "value: −68.4", (19, 14, "schema-lookalike", "-68.4")),
    "value-in-quotes": ("value: 68.4", 'value: "68.4"', (19, 14, "schema-type", "68.4")),
    "value-of-people": (
        "value: 68.4⏎      unit: persen",
        "value: 1.180⏎      unit: orang",
        (19, 14, "number-thousands", "1180"),
    ),
    "value-with-thousands-and-comma": ("value: 68.4", "value: 1.180,5", (19, 14, "schema-type", "1180.5")),
    "value-in-words": ("value: 68.4", "value: 1,5 juta", (19, 14, "schema-type", "1500000")),
    "fact-number": (
        "fact: Jalan kabupaten dalam kondisi baik 68,4 persen pada 2026.",
        "fact: 2.10",
        (17, 11, "schema-type", '"2.10"'),
    ),
    "fact-after-hash": (
        "fact: Jalan kabupaten",
        "fact: #12 Jalan kabupaten",
        (17, 11, "text-lost", '"#12 Jalan kabupaten dalam kondisi baik 68,4 persen pada 2026."'),
    ),
    "fact-hash-inside": (
        "fact: Jalan kabupaten dalam",
        "fact: Jalan ruas #12 sampai #40 dalam",
        (17, 22, "text-lost", '"Jalan ruas #12 sampai #40 dalam kondisi baik 68,4 persen pada 2026."'),
    ),
    "fact-hash-remark": ("pada 2026.", "pada 2026.  # angka sementara", None),
    "fact-hash-in-block": ("fact: Jalan kabupaten dalam", "fact: >-⏎      Jalan ruas #12 dalam", None),
    "fact-hash-second-line": (
        "dalam kondisi",
        "dalam⏎      kondisi #12",
        (18, 15, "text-lost", '"Jalan kabupaten dalam kondisi #12 baik 68,4 persen pada 2026."'),
    ),
    "fact-hash-first-line": (
        "Jalan kabupaten dalam",
        "Jalan ruas #12⏎      dalam",
        (18, 7, "yaml-syntax", 'fact: "Jalan ruas #12 dalam kondisi baik 68,4 persen pada 2026."'),
    ),
    "fact-in-quotes-of-word": (
        "fact: Jalan kabupaten dalam kondisi baik 68,4 persen pada 2026.",
        "fact: “Jalan kabupaten baik”",
        (17, 11, "text-lookalike", "Jalan kabupaten baik"),
    ),
    "fact-tag-without-name": (
        "fact: Jalan kabupaten",
        "fact: ! Jalan kabupaten",
        (17, 11, "yaml-tag", "fact: Jalan kabupaten dalam kondisi baik 68,4 persen pada 2026."),
    ),
    "date-short-year": ("answered_on: 2027-01-20", "answered_on: 20-1-27", (28, 18, "schema-pattern", "2027-01-20")),
    "date-us": ("answered_on: 2027-01-20", "answered_on: 1/20/2027", (28, 18, "schema-pattern", "2027-01-20")),
    "date-weekday": (
        "answered_on: 2027-01-20",
        "answered_on: Rabu, 20 Jan 2027",
        (28, 18, "schema-pattern", "2027-01-20"),
    ),
    "date-dashes": ("answered_on: 2027-01-20", "answered_on: 2027–01–20", (28, 18, "schema-lookalike", "2027-01-20")),
    "date-number": ("answered_on: 2027-01-20", "answered_on: 20270120", (28, 18, "schema-type", "2027-01-20")),
    "date-with-time": (
        "answered_on: 2027-01-20",
        "answered_on: 2027-01-20 08:30",
        (28, 18, "schema-pattern", "2027-01-20"),
    ),
    "pages-number": ('pages: "1"⏎', "pages: 2⏎", None),
    "pages-fraction": ('pages: "1"⏎', "pages: 2.10⏎", (26, 16, "schema-type", '"2.10"')),
    "pages-exponent": ('pages: "1"⏎', "pages: 1e3⏎", (26, 16, "number-notation", '"1e3"')),
    "pages-leading-zero": ('pages: "1"⏎', "pages: 0123⏎", (26, 16, "number-notation", '"0123"')),
    "pages-dash": ('pages: "1"⏎', "pages: 1–3⏎", None),
    "pages-hash": ('pages: "1"⏎', "pages: #12⏎", (26, 16, "text-lost", '"#12"')),
    "pages-tag": ('pages: "1"⏎', 'pages: ! "3"⏎', (26, 16, "yaml-tag", 'pages: "3"')),
    "key-nbsp": ("level: 2", "level·: 2", (22, 5, "schema-lookalike", "level")),
    "key-deep": (
        "    answered_on: 2027-01-20",
        "      note: lihat⏎    answered_on: 2027-01-20",
        (28, 11, "yaml-syntax", "    note: lihat"),
    ),
    "key-shallow": ("      year: 2026", "    year: 2026", (21, 5, "schema-key-not-deep", "      year: 2026")),
    "agency-by-name": ("responsible: puprp", "responsible: Dinas PUPRP", (27, 18, "schema-pattern", "puprp")),
    "agency-in-word-quotes": ("responsible: puprp", "responsible: “puprp”", (27, 18, "schema-lookalike", "puprp")),
    "agency-close": ("responsible: puprp", "responsible: pupr", (27, 18, "reference-unknown", "puprp")),
    "no-stage": ("stage: 2027-tahap-1⏎", "", (3, 1, "schema-missing-key", None)),
    "item-dashes": (
        "item: outcome-living-roads",
        "item: outcome–living–roads",
        (16, 11, "schema-lookalike", "outcome-living-roads"),
    ),
    "key-no-space": ("responsible: puprp", "responsible:puprp", (27, 5, "yaml-syntax", "responsible: puprp")),
    "agency-by-abbreviation-of-another": (
        "responsible: puprp",
        "responsible: BPKPAD",
        (27, 18, "schema-pattern", "bpkpad"),
    ),
    "yes-for-level": ("level: 2", "level: benar", (22, 12, "schema-type", None)),
    "month-name-wrong": ("answered_on: 2027-01-20", "answered_on: 20 Mars 2027", (28, 18, "schema-pattern", None)),
    "value-ambiguous": ("value: 68.4", "value: 1,180", (19, 14, "schema-type", None)),
    "value-share-whole": ("value: 68.4", "value: 68.0", None),
    "arrow-for-colon": ("level: 2", "level => 2", (22, 5, "yaml-syntax", "level: 2")),
    "item-hyphen": ("item: outcome-living-roads", "item: -", (16, 11, "yaml-syntax", None)),
    "level-hyphen": ("level: 2", "level: -", (22, 12, "yaml-syntax", "level: null")),
    "sources-nothing": (
        "    sources: []⏎    evidence:⏎",
        "    sources: kosong⏎    evidence:⏎",
        (23, 14, "schema-type", "[]"),
    ),
    "item-nothing": ("item: outcome-living-roads", "item: n/a", (16, 11, "schema-pattern", None)),
    "date-nothing": ("answered_on: 2027-01-20", "answered_on: belum ada", (28, 18, "schema-pattern", "null")),
    "item-number": ("item: outcome-living-roads", "item: 12", (16, 11, "schema-type", '"12"')),
    "agency-with-word-before": (
        "responsible: puprp",
        "responsible: dinas-puprp",
        (27, 18, "reference-unknown", "puprp"),
    ),
    "key-in-indonesian": ('        pages: "1"', '        halaman: "1"', (26, 9, "schema-unknown-key", "pages")),
    "list-key-no-colon": (
        "    evidence:⏎",
        "    evidence⏎",
        (24, 5, "yaml-syntax", "evidence:"),
    ),
    "entry-no-hyphen": (
        "  - item: outcome-living-roads",
        "    item: outcome-living-roads",
        (16, 5, "yaml-syntax", "  - item: outcome-living-roads"),
    ),
    "entry-no-hyphen-less-indented": (
        "  - item: outcome-living-roads",
        "  item: outcome-living-roads",
        (16, 3, "yaml-syntax", "- item: outcome-living-roads"),
    ),
    "statistic-with-value": (
        "    statistic:⏎",
        "    statistic: 68,4⏎",
        (18, 16, "yaml-syntax", "statistic:"),
    ),
    "two-faults": (
        "fact: Jalan kabupaten dalam kondisi baik 68,4 persen pada 2026.⏎    statistic:⏎      value: 68.4",
        "fact: Jalan: baik⏎    statistic:⏎      value:68.4",
        (17, 16, "yaml-syntax", 'fact: "Jalan: baik"'),
    ),
    "unit-missing-space": ("unit: persen", "unit:persen", (20, 7, "yaml-syntax", "unit: persen")),
    "word-quotes-key": ("level: 2", "“level”: 2", (22, 5, "schema-lookalike", "level")),
}


@pytest.fixture(scope="module")
def known() -> Known:
    return nothing_known()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("mistakes")
    shutil.copytree(ROOT / "data", root / "data")
    program = root / "data" / "program.yaml"
    text = program.read_text(encoding="utf-8")
    program.write_text(text.replace("\nstages:\n", f"\nstages:{STAGE}\n", 1), encoding="utf-8")
    files = root / "data" / "evidence" / "files"
    files.mkdir(parents=True)
    (files / "data-jalan-kondisi-2026.txt").write_text("Jalan baik 68,4 persen\n", encoding="utf-8")
    (root / "data" / "evidence" / "data-jalan-kondisi-2026.yaml").write_text(DOCUMENT, encoding="utf-8")
    return root


def found_in(root: Path, known: Known, content: bytes) -> list[Finding]:
    (root / SHEET).write_bytes(content)
    return [finding for finding in check_tree(Disk(root), TODAY, known).findings if finding.path == SHEET]


def typed(text: str) -> str:
    return text.replace("·", "\u00a0").replace("⏎", "\n").replace("⇥", "\t")


def with_mistake(old: str, new: str) -> str:
    before, found, after = ANSWERS.rpartition(typed(old))
    assert found, old
    return before + typed(new) + after


def brief(finding: Finding) -> Expected:
    return *finding.position, finding.kind.id, finding.suggestion


def test_the_sheet_itself_has_no_finding(workspace: Path, known: Known) -> None:
    assert [brief(finding) for finding in found_in(workspace, known, ANSWERS.encode())] == []


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_finding_that_offers_what_was_meant(name: str, workspace: Path, known: Known) -> None:
    old, new, expected = MISTAKES[name]
    found = [brief(finding) for finding in found_in(workspace, known, with_mistake(old, new).encode())]
    assert found == ([] if expected is None else [expected])


def test_two_answers_to_one_item_are_one_finding(workspace: Path, known: Known) -> None:
    answer = ANSWERS[ANSWERS.index("  - item: outcome-living-roads") :]
    assert [brief(finding) for finding in found_in(workspace, known, (ANSWERS + answer).encode())] == [
        (29, 11, "answer-duplicate", None)
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (ANSWERS.replace("\n", "\r\n").encode(), []),
        (b"\xef\xbb\xbf" + ANSWERS.encode(), [(1, 1, "file-byte-order-mark", None)]),
        (ANSWERS.encode("utf-16"), [(1, 1, "file-encoding", None)]),
        (ANSWERS.encode("utf-16-le"), [(1, 1, "file-encoding", None)]),
        (ANSWERS.encode("utf-16-be"), [(1, 1, "file-encoding", None)]),
        (ANSWERS.encode("utf-32"), [(1, 1, "file-encoding", None)]),
        (ANSWERS.replace("Jalan", "Jalan –", 1).encode("cp1252"), [(17, 17, "file-encoding", None)]),
        (b"", [(1, 1, "file-empty", None)]),
        (b"PK\x03\x04" + bytes(range(200)), [(1, 1, "file-not-text", None)]),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", [(1, 1, "file-not-text", None)]),
    ],
    ids=["CRLF", "BOM", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "ANSI", "empty", "workbook", "PDF"],
)
def test_a_file_saved_otherwise_is_named_as_what_it_is(
    content: bytes, expected: list[Expected], workspace: Path, known: Known
) -> None:
    assert [brief(finding) for finding in found_in(workspace, known, content)] == expected


def test_a_wrong_encoding_says_what_to_choose_in_notepad(workspace: Path, known: Known) -> None:
    (finding,) = found_in(workspace, known, ANSWERS.encode("utf-16"))
    assert "UTF-16" in message(finding, language("en"))
    for lang in ("en", "id"):
        assert all(word in hint(finding, language(lang)) for word in ("Notepad", "File", "Save as", "Encoding"))


def test_a_suggestion_never_repeats_personal_data(workspace: Path, known: Known) -> None:
    sheet = ANSWERS.replace(FACT, "Jalan: hubungi 0812-3456-7890 #12")
    found = found_in(workspace, known, sheet.encode())
    assert [finding.kind.id for finding in found] == ["yaml-syntax", "personal-data"]
    assert [finding.suggestion for finding in found] == [None, None]


def test_what_is_offered_for_a_broken_line_can_be_read(workspace: Path, known: Known) -> None:
    repaired = 0
    for old, new, expected in MISTAKES.values():
        if expected is None or expected[2] not in ("yaml-syntax", "yaml-tag", "yaml-anchor-unused"):
            continue
        lines = with_mistake(old, new).split("\n")
        line, suggestion = expected[0] - 1, expected[3] or ""
        blank = lines[line][: len(lines[line]) - len(lines[line].lstrip())]
        lines[line] = suggestion if suggestion.startswith(" ") else blank + suggestion
        found = [brief(finding) for finding in found_in(workspace, known, "\n".join(lines).encode())]
        repaired += all(entry[2] not in ("yaml-syntax", "yaml-tag", "yaml-anchor-unused") for entry in found)
    assert repaired >= 25


def test_keys_that_take_text_or_a_whole_number_are_known() -> None:
    schemas = [json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "schemas").glob("*.json")]
    found: set[str] = set()

    def look(part: object) -> None:
        if isinstance(part, dict):
            for name, schema in part.get("properties", {}).items() if isinstance(part.get("properties"), dict) else ():
                if {"string", "integer"} <= set(schema.get("type", ())) and "pattern" not in schema:
                    found.add(name)
            for value in part.values():
                look(value)
        elif isinstance(part, list):
            for value in part:
                look(value)

    look(schemas)
    assert found == set(NAMES)
