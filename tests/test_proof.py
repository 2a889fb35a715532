"""Proof: what supports nothing, why, and which finding says so. The supported figure moves only with proof."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from banjar_smartcity.checking.pipeline import KINDS
from banjar_smartcity.diagnostics import Phrase, Severity
from banjar_smartcity.evidence import proof
from banjar_smartcity.evidence.proof import prove
from banjar_smartcity.model.web_address import is_home_page, is_on_public_web, page_of, repaired, web_address
from banjar_smartcity.scoring.score import compute_score
from banjar_smartcity.versions.diff.change import Gain
from banjar_smartcity.versions.diff.compare import compare
from banjar_smartcity.versions.index.version import version
from conftest import BASE, TODAY, Build, base_text, check, findings

RECORD = "data/evidence/sk-forum.yaml"
FILE = "data/evidence/files/sk-forum.txt"
NO_FILE = (f"file: {FILE}", "file: null")
HASH = re.findall(r"sha256: (.*)", base_text(RECORD))[0]
NO_HASH = (HASH, "null")
NO_NUMBER = ("number: 188.45/12/KUM/2023", "number: null")
INTERNAL = ("access: public", "access: internal\nkept_at: Lemari arsip")
WEB = ("address: null", "address: https://jdih.contoh.go.id/sk")

SUPPORTS = {
    "as it is": (),
    "issuer and date not known": (("issuer: Bupati", "issuer: null"), ("issued_on: 2023-01-10", "issued_on: null")),
    "on the web": (NO_FILE, NO_HASH, NO_NUMBER, WEB),
    "without scheme": (NO_FILE, NO_HASH, ("address: null", "address: jdih.contoh.go.id:8080/sk")),
    "internal with a number": (INTERNAL, NO_FILE, NO_HASH),
    "internal with a number of words": (INTERNAL, NO_FILE, NO_HASH, (NO_NUMBER[0], 'number: "No. 2/NA/ADA/2023"')),
    "internal with a hash": (INTERNAL, NO_FILE, NO_NUMBER),
    "path with a step": ((f"file: {FILE}", f"file: ./data//evidence/./files/{FILE.rpartition('/')[2]}"),),
    "last day": (("expires_on: 2023-12-31", "expires_on: 2023-05-30"),),
}
FAILS = {
    "evidence-expired": (("expires_on: 2023-12-31", "expires_on: 2023-05-29"),),
    "evidence-not-yet": (("issued_on: 2023-01-10", "issued_on: 2023-05-31"),),
    "evidence-not-yet, though in force before it is issued": (
        ("issued_on: 2023-01-10", "issued_on: 2023-05-31\nin_force_on: 2020-01-01"),
    ),
    "evidence-guessed": (("title: ", "# GUESS\ntitle: "),),
    "evidence-guessed, in small letters": (("title: ", "# Tebakan dari nama berkas\ntitle: "),),
    "evidence-guessed, after a dash": (("title: ", "# - guess\ntitle: "),),
    "evidence-unidentified": (INTERNAL, NO_FILE, NO_HASH, NO_NUMBER),
    "evidence-unidentified, by a dash": (INTERNAL, NO_FILE, NO_HASH, (NO_NUMBER[0], 'number: "- / -"')),
    "evidence-unidentified, on an inner web": (INTERNAL, NO_FILE, NO_HASH, NO_NUMBER, WEB),
    "evidence-unidentified, though public": (
        NO_FILE,
        NO_HASH,
        NO_NUMBER,
        ("access: public", "access: public\nkept_at: x"),
    ),
    "evidence-unidentified, by zeros": (INTERNAL, NO_FILE, NO_HASH, (NO_NUMBER[0], 'number: "0"')),
    **{
        f"evidence-unidentified, by words: {words}": (INTERNAL, NO_FILE, NO_HASH, (NO_NUMBER[0], f'number: "{words}"'))
        for words in ("tidak ada (2)", "Belum bernomor 3", "tanpa nomor, 2 lembar", "N/A 1", "menyusul 12/2023")
    },
    "evidence-unidentified, by a year": (INTERNAL, NO_FILE, NO_HASH, (NO_NUMBER[0], 'number: "No. ..../xx/2026"')),
    "evidence-nowhere, by a stand-in": (
        NO_FILE,
        NO_HASH,
        ("access: public", "access: internal\nkept_at: Menyusul"),
    ),
    "evidence-unidentified, in the network of an office": (
        NO_FILE,
        NO_HASH,
        NO_NUMBER,
        ("address: null", "address: http://192.168.1.4/sk"),
    ),
    "evidence-address, on one computer": (
        NO_FILE,
        NO_HASH,
        ("address: null", "address: http://localhost.localdomain/"),
    ),
    "evidence-nowhere": (NO_FILE, NO_HASH),
    "evidence-nowhere, by a dash": (NO_FILE, NO_HASH, ("access: public", 'access: internal\nkept_at: "-"')),
    "evidence-address": (NO_FILE, NO_HASH, ("address: null", "address: javascript:alert(1)")),
    "evidence-empty, internal": (INTERNAL, NO_FILE, NO_NUMBER, (HASH, proof.EMPTY_HASH)),
    "evidence-file-missing": ((f"file: {FILE}", "file: data/evidence/files/hilang.txt"),),
    "evidence-file-misplaced": ((f"file: {FILE}", "file: data/program.yaml"), NO_HASH),
    "evidence-hash": ((HASH, "0" * 63 + "1"),),
    "evidence-only-title": (("title: SK Forum", "title: Surat Keputusan Contoh"),),
}


@pytest.mark.parametrize("case", SUPPORTS)
def test_what_is_proof_supports(case: str, build: Build) -> None:
    checked = check(build({RECORD: base_text(RECORD, *SUPPORTS[case])}))
    assert prove(checked.model, checked.holdings, TODAY).fault("sk-forum") is None


@pytest.mark.parametrize("case", FAILS)
def test_what_is_no_proof_supports_nothing_and_one_finding_says_so(case: str, build: Build) -> None:
    root = build({RECORD: base_text(RECORD, *FAILS[case])})
    checked = check(root)
    fault = prove(checked.model, checked.holdings, TODAY).fault("sk-forum")
    kind = case.partition(",")[0]
    assert fault is not None
    assert fault.id == kind
    assert [line.rpartition(" ")[2] for line in findings(root) if RECORD in line] == [kind]
    stage = checked.model.stage()
    assert stage is not None
    score = compute_score(checked.model, stage, TODAY, checked.holdings)
    assert score is not None
    assert score.final.supported < score.final.claimed
    masterplan = next(leaf for leaf in score.final.leaves if leaf.item.id == "baseline-planning-masterplan")
    assert [doubt.reason.id for doubt in masterplan.doubts] == [kind]


def test_every_reason_is_a_kind_of_finding() -> None:
    reasons = {value.id for value in vars(proof).values() if isinstance(value, Phrase)}
    assert reasons - {kind.id for kind in KINDS} == {"evidence-unrecorded"}  # that is `reference-unknown`


WARNINGS = ("guessed", "unidentified", "repeated", "without-issuer", "page-crowded", "kind", "only-title", "not-yet")
ERRORS = ("empty", "format", "file-misplaced", "address")


def test_what_is_missing_is_a_warning_and_what_is_false_an_error() -> None:
    found = {kind.id: kind.severity for kind in KINDS}
    assert {found[f"evidence-{name}"] for name in WARNINGS} == {Severity.WARNING}
    assert {found[f"evidence-{name}"] for name in ERRORS} == {Severity.ERROR}


CROWDED = Path(__file__).parent / "cases" / "evidence-page-crowded" / "bad"
ROADS = "data/dimensions/living/answers/2023-tahap-1.yaml"


@pytest.mark.parametrize(
    ("words", "said"), [("hal. 1 alinea kedua", 1), ("Hlm 1 (atas)", 1), ("lihat halaman 1", 1), ("hal. 7 alinea 1", 0)]
)
def test_a_page_is_the_same_page_whatever_stands_beside_it(words: str, said: int, build: Build) -> None:
    texts = {str(p.relative_to(CROWDED)): p.read_text("utf-8") for p in CROWDED.rglob("*.yaml")}
    root = build({**texts, ROADS: texts[ROADS].replace("hlm. 1-2", words)})
    assert sum("evidence-page-crowded" in line for line in findings(root)) == said


@pytest.mark.parametrize(
    "path",
    [
        "data/agencies.yaml",
        "README.md",
        "data/evidence/sk-forum.yaml",
        "data/evidence/sk.txt",
        "data/evidence/Files/sk-forum.txt",
        "Data/evidence/files/sk-forum.txt",
        "data/evidence/files-lama/sk-forum.txt",
        "evidence/files/sk-forum.txt",
    ],
)
def test_only_files_among_the_documents_are_documents(path: str, build: Build) -> None:
    root = build({RECORD: base_text(RECORD, (f"file: {FILE}", f"file: {path}"), NO_HASH)})
    full = root / path
    if not full.exists():
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_text("Surat keputusan contoh\n", "utf-8")
    assert f"{RECORD}:9:7: evidence-file-misplaced" in findings(root)


@pytest.mark.parametrize("folder", [False, True])
def test_a_link_among_the_documents_is_not_a_document(folder: bool, build: Build) -> None:
    name = "data/evidence/files/lain/program.yaml" if folder else "data/evidence/files/lain.txt"
    root = build({RECORD: base_text(RECORD, (f"file: {FILE}", f"file: {name}"), NO_HASH)})
    target, place = (root / "data", root / "data/evidence/files/lain") if folder else (root / FILE, root / name)
    place.symlink_to(target)
    assert f"{RECORD}:9:7: evidence-file-misplaced" in findings(root)
    checked = check(root)
    assert prove(checked.model, checked.holdings, TODAY).fault("sk-forum") is proof.MISPLACED


def test_a_windows_separator_is_offered_as_the_right_one(build: Build) -> None:
    root = build({RECORD: base_text(RECORD, (f"file: {FILE}", "file: " + FILE.replace("/", "\\")))})
    (finding,) = check(root).findings
    assert (finding.kind.id, finding.suggestion) == ("path-outside", FILE)


def copy(name: str, *changes: tuple[str, str]) -> str:
    return base_text(RECORD, ("id: sk-forum", f"id: {name}"), ("title: SK Forum", f"title: {name}"), *changes)


def repeated(root: Path, today: date = TODAY) -> dict[str, str]:
    checked = check(root, today)
    return dict(prove(checked.model, checked.holdings, today).repeated)


@pytest.mark.parametrize("name", ["aaa-salinan", "zzz-salinan"])
def test_a_copy_takes_nothing_from_the_record_that_is_named(name: str, build: Build) -> None:
    other = "data/evidence/files/salinan.md"
    texts = {f"data/evidence/{name}.yaml": copy(name, (FILE, other)), other: (BASE / FILE).read_bytes()}
    assert repeated(build(dict(texts))) == {name: "sk-forum"}


def test_of_two_copies_the_one_without_a_fault_counts(build: Build) -> None:
    root = build(
        {
            RECORD: base_text(RECORD, ("title: ", "# GUESS\ntitle: ")),
            "data/evidence/salinan.yaml": copy("salinan"),
        }
    )
    assert repeated(root) == {"sk-forum": "salinan"}


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ((NO_FILE, NO_HASH, WEB), (NO_FILE, NO_HASH, ("address: null", "address: http://JDIH.contoh.go.id/sk/")), True),
        ((NO_FILE, NO_HASH, WEB), (NO_FILE, NO_HASH, ("address: null", "address: jdih.contoh.go.id/lain")), False),
        ((NO_FILE, NO_HASH, WEB), (NO_FILE, NO_HASH, ("address: null", f"address: {WEB[1][9:]}#hal=2")), True),
        ((WEB,), (NO_FILE, NO_HASH, WEB), True),
        ((NO_FILE, WEB), (INTERNAL, NO_FILE), True),
        ((INTERNAL, NO_FILE, NO_HASH), (INTERNAL, NO_FILE, NO_HASH), False),
        ((), (INTERNAL, NO_FILE), True),
    ],
)
def test_the_same_bytes_or_address_are_the_same_document(
    first: tuple[tuple[str, str], ...], second: tuple[tuple[str, str], ...], same: bool, build: Build
) -> None:
    root = build({RECORD: base_text(RECORD, *first), "data/evidence/salinan.yaml": copy("salinan", *second)})
    assert repeated(root) == ({"salinan": "sk-forum"} if same else {})


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b" \n\n"])
def test_a_text_with_other_line_ends_is_the_same_document(end: bytes, build: Build) -> None:
    other = "data/evidence/files/salinan.md"
    texts = {
        "data/evidence/salinan.yaml": copy("salinan", (FILE, other), NO_HASH),
        other: (BASE / FILE).read_bytes().replace(b"\n", end) + end,
    }
    assert repeated(build(dict(texts))) == {"salinan": "sk-forum"}


def test_two_files_from_one_page_of_the_web_are_two_documents(build: Build) -> None:
    other = "data/evidence/files/lampiran.md"
    root = build(
        {
            RECORD: base_text(RECORD, WEB),
            "data/evidence/lampiran.yaml": copy("lampiran", (FILE, other), NO_HASH, WEB),
            "data/evidence/halaman.yaml": copy("halaman", NO_FILE, NO_HASH, WEB),
            other: b"Lampiran dengan daftar anggota forum dan tugas setiap anggota\n",
        }
    )
    assert repeated(root) == {"halaman": "sk-forum"}


def test_of_a_file_and_its_page_the_one_that_is_named_counts(build: Build) -> None:
    other = "data/evidence/files/lain.md"
    root = build(
        {
            RECORD: base_text(RECORD, NO_FILE, NO_HASH, WEB),
            "data/evidence/lain.yaml": copy("lain", (FILE, other), NO_HASH, WEB),
            other: b"Salinan dengan daftar anggota forum dan tugas setiap anggota\n",
        }
    )
    assert repeated(root) == {"lain": "sk-forum"}


@pytest.mark.parametrize("name", ["v.foo", "v", "v.txt."])
def test_a_text_without_a_usual_ending_is_no_photo(name: str, build: Build) -> None:
    file = f"data/evidence/files/{name}"
    change = (("kind: decree", "kind: photo"), (FILE, file), NO_HASH)
    root = build({RECORD: base_text(RECORD, *change), file: (BASE / FILE).read_bytes()})
    checked = check(root)
    fault = prove(checked.model, checked.holdings, TODAY).fault("sk-forum")
    assert fault is not None
    assert fault.id == "evidence-kind"
    assert "evidence-kind" in [finding.kind.id for finding in checked.findings]


@pytest.mark.parametrize("name", ["sk.pdf ", "sk.pdf.", "sk.PDF . "])
def test_a_dot_after_an_ending_hides_no_format(name: str, build: Build) -> None:
    file = f"data/evidence/files/{name}"
    text = base_text(RECORD, (f"file: {FILE}", f'file: "{file}"'), NO_HASH)
    root = build({RECORD: text, file: (BASE / FILE).read_bytes()})
    assert "evidence-format" in [finding.kind.id for finding in check(root).findings]


SAME_PAGE = (
    *("http://jdih.go.id/sk/a", "https://jdih.go.id/sk/a/", "https://jdih.go.id/sk/a?", "https://jdih.go.id/sk/a#2"),
    *("https://jdih.go.id:443/sk/a", "http://jdih.go.id:80/sk/a", "https://jdih.go.id./sk/a", "//www.JDIH.go.id/sk/a"),
    *("https://jdih.go.id/sk/%61", "https://jdih.go.id//sk/./a", "https://jdih.go.id/x/../sk/a", "jdih.go.id/sk/a"),
    *("jdih.go.id/sk/a?utm_source=wa&UTM_medium=x", "jdih.go.id/sk/a?fbclid=IwAR1#isi", "jdih.go.id/sk/a?utm_id"),
)


@pytest.mark.parametrize("address", SAME_PAGE)
def test_one_page_of_the_web_has_one_name(address: str) -> None:
    assert page_of(address) == "jdih.go.id/sk/a"


@pytest.mark.parametrize(
    "address",
    [
        "jdih.go.id/sk/b",
        "jdih.go.id/sk/a?id=2",
        "jdih.go.id/sk/a?utm_id=1&id=2",
        "jdih.go.id/sk/a?nutm_x=1",
        "jdih.go.id:8080/sk/a",
        "go.id/sk/a",
    ],
)
def test_another_page_of_the_web_has_another_name(address: str) -> None:
    assert page_of(address) not in (None, "jdih.go.id/sk/a")


@pytest.mark.parametrize(
    ("address", "home"),
    [
        *(
            (a, True)
            for a in ("https://jdih.go.id", "jdih.go.id/", "http://www.jdih.go.id:80//?utm_source=wa", "a.id/#x")
        ),
        *((a, False) for a in ("https://jdih.go.id/sk", "jdih.go.id/?id=14", "jdih.go.id/#/sk/14", "javascript:a")),
    ],
)
def test_the_first_page_of_a_site_is_no_document(address: str, home: bool) -> None:
    assert is_home_page(address) == home


@pytest.mark.parametrize(
    ("address", "public"),
    [
        *((a, True) for a in ("https://jdih.go.id/a", "http://103.10.1.1/a", "https://local.go.id", "172.15.0.1/a")),
        *((a, False) for a in ("http://10.1.1.1/a", "http://172.16.0.1", "http://simpeg.local:8080/a", "a.intranet")),
        *((a, False) for a in ("https://a.invalid./x", "lemari", "javascript:alert(1)")),
    ],
)
def test_an_address_in_the_network_of_an_office_is_not_on_the_public_web(address: str, public: bool) -> None:
    assert is_on_public_web(address) is public


ADDRESSES = {
    "https://jdih.go.id/a?b#c": "https://jdih.go.id/a?b#c",
    "HTTP://JDIH.go.id/A": "http://jdih.go.id/A",
    "jdih.go.id/a": "https://jdih.go.id/a",
    "//jdih.go.id": "https://jdih.go.id",
    "jdih.go.id:8080/a": "https://jdih.go.id:8080/a",
    "https://example.org/contoh/x": "https://example.org/contoh/x",
    "https://drive.google.com/file/d/1_a-B/view?usp=sharing": "https://drive.google.com/file/d/1_a-B/view?usp=sharing",
    **dict.fromkeys(
        (
            *("javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://a.id/x"),
            *("mailto:a@b.id", "vbscript:x", "https:", "https://", "https:///x", "http:/a.id", "htps://a.id"),
            *("https://a@b.id", "https://a:b@c.id/x", "https://a.id/x y", "https://a.id/x\n", " https://a.id"),
            *(
                "https://a.id/\u200b",
                "https://a.id/\u202e",
                "a.id\\x",
                "https:\\\\a.id",
                "lemari",
                "Lemari arsip BPKAD",
            ),
            *(
                "sk.pdf",
                "data/evidence/files/x.pdf",
                "localhost/x",
                "http://localhost:80",
                "http://127.0.0.1/x",
                "-",
                "?",
            ),
            *(
                "https://a..id",
                "https://.id",
                "https://a.id:999999",
                *("https://a.id:99999", "http://a.localhost/x", "http://999.1.1.1/", "http://localhost.localdomain"),
                "https://a.id/<x>",
                "jdih.go.id:javascript",
                "0812",
            ),
        )
    ),
}


@pytest.mark.parametrize("text", ADDRESSES)
def test_only_the_web_is_an_address(text: str) -> None:
    assert web_address(text) == ADDRESSES[text]
    assert web_address(ADDRESSES[text] or "https://a.id") == (ADDRESSES[text] or "https://a.id")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("https:/jdih.go.id/a", "https://jdih.go.id/a"),
        ("https//jdih.go.id/a", "https://jdih.go.id/a"),
        (" https://jdih.go.id/Data Jalan.pdf ", "https://jdih.go.id/Data%20Jalan.pdf"),
        ("https:\\\\jdih.go.id", "https://jdih.go.id"),
        ("javascript:alert(1)", None),
        ("Lemari arsip", None),
        ("ftp://jdih.go.id", None),
    ],
)
def test_a_slip_in_an_address_is_offered_corrected(text: str, meant: str | None) -> None:
    assert repaired(text) == meant


def gains(before: Path, after: Path, today: date = TODAY) -> dict[str, Gain | None]:
    old, new = (version(check(root, today), today) for root in (before, after))
    return {change.id: change.gains for change in compare(old, new).changes if change.kind == "evidence"}


@pytest.mark.parametrize(
    ("old", "new", "gain", "since"),
    [
        ("2023-05-01", "2033-05-01", 1, None),
        ("2023-12-31", "2033-12-31", 1, date(2024, 1, 1)),
        ("2023-12-31", "null", 1, date(2024, 1, 1)),
        ("null", "2023-12-31", -1, date(2024, 1, 1)),
        ("2033-12-31", "2023-05-01", -1, None),
        ("2023-01-31", "2023-04-01", 0, None),
    ],
)
def test_an_end_that_is_moved_is_shown_with_what_it_gains(
    old: str, new: str, gain: int, since: date | None, build: Build, tmp_path: Path
) -> None:
    root = build({RECORD: base_text(RECORD, ("expires_on: 2023-12-31", f"expires_on: {old}"))})
    before = root.rename(tmp_path / "before")
    after = build({RECORD: base_text(RECORD, ("expires_on: 2023-12-31", f"expires_on: {new}"))})
    found = gains(before, after)["sk-forum"]
    assert found is not None
    assert ((found.points > 0) - (found.points < 0), found.since) == (gain, since)


def test_a_kind_that_is_changed_to_fit_is_shown_with_what_it_gains(build: Build, tmp_path: Path) -> None:
    before = build({RECORD: base_text(RECORD, ("kind: decree", "kind: report"))}).rename(tmp_path / "before")
    found = gains(before, build())["sk-forum"]
    assert found is not None
    assert found.points > 0


def test_a_guess_that_is_confirmed_is_shown_with_what_it_gains(build: Build, tmp_path: Path) -> None:
    before = build({RECORD: base_text(RECORD, ("title: ", "# GUESS\ntitle: "))}).rename(tmp_path / "before")
    found = gains(before, build())["sk-forum"]
    assert found is not None
    assert found.points > 0


def test_a_change_of_words_gains_nothing(build: Build, tmp_path: Path) -> None:
    before = build().rename(tmp_path / "before")
    assert gains(before, build({RECORD: base_text(RECORD, ("title: SK Forum", "title: SK Forum Kota"))})) == {
        "sk-forum": None
    }
