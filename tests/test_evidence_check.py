"""`smartcity evidence check`: the state of every document, and what documents are used for."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.evidence.claims import claims, unpaged
from banjar_smartcity.evidence.state import EvidenceState, assess_evidence
from conftest import TODAY, Build, base_text, check, findings

RECORD = "data/evidence/sk-forum.yaml"
FILE = "data/evidence/files/sk-forum.txt"
SHEET = "data/crosscutting/answers/2023-tahap-1.yaml"
ROOT = Path(__file__).resolve().parent.parent
SECRET = hashlib.sha256(b"rahasia\n").hexdigest()
INTERNAL = base_text(
    RECORD,
    ("id: sk-forum", "id: dpa"),
    ("access: public", "access: internal\nkept_at: Lemari"),
    (f"file: {FILE}", "file: null"),
    ("796a45d29c6e6a60e3c0eb51e26c692a39784813598b4a06d2c87443a441d5f9", SECRET),
)


def state(root: Path, today: date = TODAY, within: int = 90, agency: str | None = None) -> EvidenceState:
    checked = check(root, today)
    return assess_evidence(checked.model, checked.holdings, root, today, within, agency)


def run(capsys: pytest.CaptureFixture[str], root: Path, *options: str) -> tuple[int, str]:
    code = main(["evidence", "check", "--root", str(root), "--today", "2023-05-30", "--lang", "en", *options])
    captured = capsys.readouterr()
    return code, captured.out + captured.err


def as_json(capsys: pytest.CaptureFixture[str], root: Path, *options: str) -> Any:
    return json.loads(run(capsys, root, "--format", "json", *options)[1])


def test_a_sound_document_is_there_as_recorded_in_force_and_used(build: Build) -> None:
    found = state(build())
    (document,) = found.documents
    assert (document.present, document.hash, document.force, document.stands) == (True, "agrees", "in-force", True)
    assert document.days_left == (date(2023, 12, 31) - TODAY).days
    assert [use.claim.id for use in document.uses] == [
        "baseline-planning-masterplan",
        "outcome-living-roads",
        "klinik-daring",
        "pasar-rakyat",
    ]
    assert [use.wanted for use in document.uses] == [True, False, None, None]
    assert document.wanted_by == ("baseline-planning-masterplan",)
    assert (found.faulty, found.overused, found.unused, found.unnamed) == ((), (), (), ())


@pytest.mark.parametrize(("within", "expiring"), [(0, 0), (214, 0), (215, 1), (400, 1)])
def test_what_expires_within_the_days_is_named(within: int, expiring: int, build: Build) -> None:
    assert len(state(build(), within=within).expiring) == expiring


def test_a_document_expires_after_its_last_day(build: Build) -> None:
    root = build()
    assert [s.days_left for s in state(root, date(2023, 12, 31), 0).expiring] == [0]
    assert [s.force for s in state(root, date(2024, 1, 1)).expired] == ["expired"]
    assert state(root, date(2023, 1, 9)).documents[0].force == "not-yet"


def test_a_file_that_is_missing_or_exchanged_is_faulty(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build({FILE: "Lain\n"})
    assert [s.hash for s in state(root).faulty] == ["differs"]
    code, said = run(capsys, root)
    assert code == 1
    assert "is not the file that was recorded" in said
    (root / FILE).unlink()
    (faulty,) = state(root).faulty
    assert (faulty.present, faulty.hash) == (False, None)
    code, said = run(capsys, root)
    assert code == 1
    assert f"{FILE} is missing" in said


def test_a_file_that_nobody_recorded_is_named(build: Build) -> None:
    root = build({"data/evidence/files/baru/x y.pdf": "x", "data/evidence/files/.gitkeep": ""})
    os.symlink("/etc/passwd", root / "data/evidence/files/tautan.pdf")
    assert state(root).unnamed == ("data/evidence/files/baru/x y.pdf",)
    assert state(root, agency="dinkes").unnamed == ()


def test_an_internal_document_in_the_repository_is_found_under_any_name(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    place = "data/evidence/lama/.cadangan/x.bin"
    root = build({"data/evidence/dpa.yaml": INTERNAL, place: "rahasia\n"})
    assert findings(root) == ["data/evidence/dpa.yaml:12:9: evidence-internal-leaked"]
    (faulty,) = state(root).faulty
    assert faulty.leaks == (place,)
    assert place in run(capsys, root)[1]


@pytest.mark.parametrize(
    ("recorded", "leaked", "found"),
    [
        (b"satu\ndua\n", b"satu\r\ndua\r\n", True),
        (b"satu\r\ndua\r\n", b"satu\ndua\n", True),
        (b"satu\ndua\n", b"satu\ndua\r\n", True),
        (b"satu\ndua\n", b"satu\ntiga\r\n", False),
        (b"\0satu\ndua\n", b"\0satu\r\ndua\r\n", False),
    ],
)
def test_an_internal_text_is_found_whatever_its_line_ends(
    recorded: bytes, leaked: bytes, found: bool, build: Build
) -> None:
    record = INTERNAL.replace(SECRET, hashlib.sha256(recorded).hexdigest())
    root = build({"data/evidence/dpa.yaml": record, "data/evidence/files/lain.txt": leaked})
    assert findings(root) == (["data/evidence/dpa.yaml:12:9: evidence-internal-leaked"] if found else [])


def test_an_internal_document_that_a_public_record_names_is_found_outside_of_the_evidence_too(build: Build) -> None:
    public = base_text(RECORD, ("id: sk-forum", "id: salinan"), (FILE, "dokumen/x.txt"))
    public = public.replace("796a45d29c6e6a60e3c0eb51e26c692a39784813598b4a06d2c87443a441d5f9", SECRET)
    root = build(
        {"data/evidence/dpa.yaml": INTERNAL, "data/evidence/salinan.yaml": public, "dokumen/x.txt": "rahasia\n"}
    )
    assert "data/evidence/dpa.yaml:12:9: evidence-internal-leaked" in findings(root)
    assert [line for line in findings(root) if "leaked" not in line] == [
        "data/evidence/salinan.yaml:9:7: evidence-file-misplaced",
        "data/evidence/salinan.yaml:9:7: evidence-repeated",
    ]


def test_an_internal_record_that_names_a_file_is_one_fault(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    text = INTERNAL.replace("file: null", "file: dokumen/x.pdf")
    root = build({"data/evidence/dpa.yaml": text, "dokumen/x.pdf": "rahasia\n"})
    assert findings(root) == ["data/evidence/dpa.yaml:10:7: evidence-internal-file"]
    assert "the file of an internal document must not be in the repository" in run(capsys, root)[1]


def test_nothing_is_hashed_where_no_internal_record_has_a_hash(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    root = build({"data/evidence/dpa.yaml": INTERNAL.replace(SECRET, "null"), "data/evidence/files/x.pdf": "x"})
    monkeypatch.setattr("banjar_smartcity.evidence.files.find_files", lambda root: pytest.fail("looked for files"))
    assert findings(root) == []


@pytest.mark.parametrize("pages", ["2", "hlm. 2-3", "halaman 2 s.d. 3", "2–3", "BAB II", "lampiran"])
def test_pages_may_be_spelled_in_any_way(pages: str, build: Build) -> None:
    assert findings(build({SHEET: base_text(SHEET, ("pages: '1'", f"pages: '{pages}'"))})) == []


@pytest.mark.parametrize("pages", ["null", "' '"])
def test_a_document_that_serves_several_names_its_pages(pages: str, build: Build) -> None:
    root = build({SHEET: base_text(SHEET, ("pages: '1'", f"pages: {pages}"))})
    assert findings(root) == [f"{SHEET}:8:27: evidence-without-pages"]
    (over,) = state(root).overused
    assert (over.reason, over.claim.id) == ("pages", "baseline-planning-masterplan")


def alone(build: Build, kind: str = "decree") -> Path:
    """Only the secretariat's answer names the document, without pages."""
    texts: dict[str, str | bytes | None] = {
        SHEET: base_text(SHEET, (", pages: '1'", "")),
        RECORD: base_text(RECORD, ("kind: decree", f"kind: {kind}")),
        "data/dimensions/living/answers/2023-tahap-1.yaml": None,
    }
    for name in ("klinik-daring", "pasar-rakyat"):
        path = f"data/innovations/{name}.yaml"
        texts[path] = base_text(path, ("[{evidence: sk-forum, pages: '1'}]", "[]"))
    return build(texts)


def test_a_document_that_serves_one_item_needs_no_pages(build: Build) -> None:
    model = check(alone(build)).model
    assert list(unpaged(model)) == []
    assert [claim.id for claim in claims(model) if claim.uses] == ["baseline-planning-masterplan"]


def test_the_same_item_in_another_stage_is_not_another_claim(build: Build) -> None:
    root = alone(build)
    text = (root / SHEET).read_text("utf-8").replace("2023-tahap-1", "2022-tahap-1")
    (root / SHEET).with_name("2022-tahap-1.yaml").write_text(text, "utf-8")
    assert [line for line in findings(root) if "pages" in line] == []


def test_a_photo_has_no_pages(build: Build) -> None:
    web = (f"file: {FILE}", "file: null"), ("address: null", "address: https://contoh.go.id/foto")
    root = build({RECORD: base_text(RECORD, ("kind: decree", "kind: photo"), *web)})
    text = (root / SHEET).read_text("utf-8").replace(", pages: '1'", "")
    (root / SHEET).write_text(text, "utf-8")
    assert findings(root) == [f"{SHEET}:8:5: evidence-off-kind"]


def test_a_document_of_no_wanted_kind_proves_nothing(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build({RECORD: base_text(RECORD, ("kind: decree", "kind: report"))})
    assert findings(root) == [f"{SHEET}:8:5: evidence-off-kind"]
    (over,) = state(root).overused
    assert (over.reason, over.claim.id, over.claim.wanted) == ("kind", "baseline-planning-masterplan", ("decree",))
    code, said = run(capsys, root)
    assert code == 0
    assert 'SK Forum (sk-forum): "Masterplan berdasar hukum" (baseline-planning-masterplan) requires decree' in said


def test_a_fact_without_a_level_claims_nothing(build: Build) -> None:
    root = build(
        {
            RECORD: base_text(RECORD, ("kind: decree", "kind: report")),
            SHEET: base_text(SHEET, ("level: 4", "level: null")),
        }
    )
    assert findings(root) == []


def test_an_unused_document_is_named_with_the_items_that_want_its_kind(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = build(
        {
            "data/evidence/peta.yaml": base_text(RECORD, ("id: sk-forum", "id: peta"), ("kind: decree", "kind: data")),
            "data/evidence/lagu.yaml": base_text(RECORD, ("id: sk-forum", "id: lagu"), ("kind: decree", "kind: other")),
        }
    )
    assert [s.evidence.id for s in state(root).unused] == ["lagu", "peta"]
    code, said = run(capsys, root)
    assert code == 0
    assert '(peta): data; this kind is required by "Penduduk miskin" (outcome-economy-poverty)\n' in said
    assert "SK Forum (lagu): other document; no item requires this kind" in said


def test_names_of_files_give_no_personal_data_back(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build({"data/evidence/files/ktp-6303054101900001.pdf": "x"})
    found = as_json(capsys, root, "--partial", "--within", "300")
    assert found["unnamed_files"] == ["data/evidence/files/ktp-….pdf"]
    _, said = run(capsys, root, "--partial")
    assert "ktp-….pdf" in said
    assert "630305" not in said


def test_json_holds_the_same_and_no_words(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(capsys, build({"data/evidence/files/x.pdf": "x"}), "--within", "300")
    assert list(found) == [
        *("as_of", "within", "partial", "documents", "faulty", "expired", "expiring", "unused"),
        *("unissued", "not_counted", "overused", "unnamed_files"),
    ]
    assert found["expiring"] == ["sk-forum"]
    assert found["unnamed_files"] == ["data/evidence/files/x.pdf"]
    (document,) = found["documents"]
    assert document["uses"][0] == {
        "by": "answer",
        "id": "baseline-planning-masterplan",
        "stage": "2023-tahap-1",
        "dimension": None,
        "pages": "1",
        "wanted": True,
    }


def test_errors_elsewhere_refuse_and_partial_leaves_them_out(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    path = "data/innovations/klinik-daring.yaml"
    root = build({path: base_text(path, ("dimension: living", "dimension: hidup")), FILE: None})
    code, said = run(capsys, root)
    assert code == 1
    assert "reference-unknown" in said
    assert "evidence-file-missing" not in said
    code, said = run(capsys, root, "--partial")
    assert code == 1
    assert "PARTIAL" in said
    assert f"{FILE} is missing" in said
    assert as_json(capsys, root, "--partial")["documents"][0]["uses"][-1]["id"] == "pasar-rakyat"


def test_an_agency_sees_its_own(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build()
    assert as_json(capsys, root, "--agency", "dkumpp")["documents"] == []
    assert len(as_json(capsys, root, "--agency", "dinkes")["documents"]) == 1
    assert run(capsys, root, "--agency", "dkisp")[0] == 2
    assert run(capsys, root, "--within", "-1")[0] == 2


@pytest.mark.parametrize("columns", ["60", "100"])
@pytest.mark.parametrize("lang", ["id", "en"])
def test_it_fits_the_terminal(
    columns: str, lang: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    shutil.copytree(ROOT / "examples" / "kabupaten-contoh", tmp_path / "r")
    folder = tmp_path / "r" / "data" / "evidence"
    (folder / "files" / "data-sampah-2025.pdf").unlink()
    (folder / "files" / "sk-inovasi-daerah-2026.pdf").write_text("\x1b[31mlain", "utf-8")
    (folder / "files" / "\x1b[31mbaru.pdf").write_text("baru", "utf-8")
    assert main(["evidence", "check", "--root", str(tmp_path / "r"), "--today", "2026-05-15", "--lang", lang]) == 1
    said = capsys.readouterr().out
    assert max(map(len, said.splitlines())) <= int(columns)
    assert "\x1b" not in said


def test_what_was_issued_after_the_day_did_not_exist_yet(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build()
    early = state(root, date(2023, 1, 1))
    assert [s.evidence.id for s in early.unissued] == ["sk-forum"]
    assert (early.issued, early.unused, early.expiring, early.overused) == ((), (), (), ())
    assert state(root).unissued == ()
    said = run(capsys, root, "--today", "2023-01-01")[1]
    assert said.splitlines()[0].endswith("· Evidence · as of 1 January 2023")
    assert "1 was not issued yet on that day" in said
    assert "sk-forum" not in said


@pytest.mark.parametrize(
    ("command", "lang", "expected"),
    [
        ("check", "en", "`smartcity evidence add FILE --agency AGENCY` records one"),
        ("check", "id", "`smartcity evidence add BERKAS --agency PERANGKAT_DAERAH` mencatatnya"),
        ("verify", "id", "`smartcity item BUTIR` menunjukkan dokumen yang diminta"),
    ],
)
def test_where_no_document_is_recorded_the_next_step_is_named(
    tmp_path: Path, command: str, lang: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "daerah"
    begun = ["init", str(root), "--name", "Kabupaten Uji", "--instrument", "kominfo-2023:reguler", "--year", "2026"]
    assert main(begun) == 0
    capsys.readouterr()
    assert main(["evidence", command, "--root", str(root), "--lang", lang]) == 0
    assert expected in " ".join(capsys.readouterr().out.split())
    assert main(["evidence", "check", "--root", str(root), "--lang", "en", "--agency", "pupr"]) == 2
    assert "no agency is recorded yet: add it to data/agencies.yaml" in " ".join(capsys.readouterr().err.split())
