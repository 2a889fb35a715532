"""What is replaced is named as what it is: other figures, days and sentences, old documents that count now."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from banjar_smartcity.spelling.assertions import assertion, negations
from conftest import base_text
from test_diff import KLINIK
from test_review import FILED, Texts, held_by, lay, reviewed, told
from test_scoring import EVIDENCE, PROGRAM, SECRETARIAT, SHEET

SOURCES, RESULTS = "data/sources.yaml", "data/results/2023.yaml"
TAKEN = "Taken away, replaced or weaker"


def both(tmp_path: Path, base: Texts, head: Texts) -> tuple[Path, Path, str, Path]:
    """The arguments of a review of a change of the base."""
    lama, baru = lay(tmp_path / "lama", base), lay(tmp_path / "baru", {**base, **head})
    return lama, baru, "--root", baru


def named_first(out: str) -> str:
    """The section of what is taken away or replaced; empty if there is none."""
    return re.split(r"\n\n(?=\S+.*\n─)", out.partition(TAKEN)[2], maxsplit=1)[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Menghemat Rp10 juta", "Menghemat Rp10 miliar"),
        ("tumbuh 5 persen", "tumbuh -5 persen"),
        ("tumbuh 5 persen", "tumbuh \N{MINUS SIGN}5 persen"),
        ("1.176 dari 1.284", "1,176 dari 1.284"),
        ("mencapai target", "tidak mencapai target"),
        ("The target was met", "The target wasn't met"),
        ("Kemiskinan turun", "Kemiskinan naik"),
        ("sebelas kecamatan menyusul", "semua kecamatan tercakup"),
        ("12 dari 84", "84 dari 12"),
        ("91 persen", "91 permil"),
    ],
)
def test_sentences_that_say_different_things_are_told_apart(one: str, other: str) -> None:
    assert assertion(one) != assertion(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pada 2025 mencapai 84,3 persen.", "Cakupan tahun 2025 mencapai 84,3 %"),
        ("RPJMD 2025-2029", "RPJMD tahun 2025\N{EN DASH}2029"),
        ("tumbuh -5 persen", "pertumbuhan \N{MINUS SIGN}5 persen"),
        ("Jalan mantap", "Jalan yang mantap"),
        ("Satuan kerja", "satuan Kerja"),
    ],
)
def test_sentences_that_are_only_worded_otherwise_are_not(one: str, other: str) -> None:
    assert assertion(one) == assertion(other)
    assert negations(one) == negations(other) == 0


def test_a_sentence_that_turns_into_its_opposite_is_not_only_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = {SHEET: base_text(SHEET, ("Jalan mantap 70", "Jalan tidak mantap 70"))}
    out = told(capsys, *both(tmp_path, {}, head))[1]
    assert "Only words changed" not in out
    assert "other figures on the same documents" in named_first(out)


@pytest.mark.parametrize(("english", "words"), [("Roads were not good, 70 percent", False), ("70 % good roads", True)])
def test_a_translation_that_denies_what_its_text_says_is_not_only_words(
    english: str, words: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, was = "{id: Jalan mantap 70 persen, en: '%s'}", "Roads good, 70 percent"
    sides = ({SHEET: base_text(SHEET, ("Jalan mantap 70 persen", text % said))} for said in (was, english))
    out = told(capsys, *both(tmp_path, *sides))[1]
    assert ("Only words changed" in out) == words


REPLACED: dict[str, tuple[Texts, bool]] = {
    "day of a source": ({SOURCES: base_text(SOURCES, ("published: 2023-05-01", "published: 2022-05-01"))}, True),
    "official figure": ({RESULTS: base_text(RESULTS, ("final: 2.20", "final: 3.20"))}, True),
    "day of a stage": ({PROGRAM: base_text(PROGRAM, ("ends_on: 2023-06-14", "ends_on: 2023-07-14"))}, True),
    "statement of an innovation": ({KLINIK: base_text(KLINIK, ("Dipakai sejak Maret", "Belum dipakai"))}, True),
    "day on which a source was read": ({SOURCES: base_text(SOURCES, ("read: 2023-05-02", "read: 2023-05-09"))}, False),
    "words of an innovation": ({KLINIK: base_text(KLINIK, ("Dipakai sejak Maret", "Digunakan sejak Maret"))}, False),
    "state of an innovation": ({KLINIK: base_text(KLINIK, ("provisional", "confirmed"))}, False),
    "added statement": (
        {KLINIK: base_text(KLINIK, ("facts:\n", "facts:\n  - {text: Ada 9 bidan, date: null, sources: [berita]}\n"))},
        False,
    ),
}


@pytest.mark.parametrize("name", REPLACED)
def test_a_figure_or_day_that_is_replaced_comes_first(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head, first = REPLACED[name]
    assert (TAKEN in told(capsys, *both(tmp_path, {}, head))[1]) == first


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_additions_to_a_record_do_not_hide_what_is_replaced_in_it(
    format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = "".join(
        f"  - {{id: aa-{n}, title: Baru, kind: other, publisher: null, address: null, published: null, read: null}}\n"
        for n in range(50)
    )
    text = base_text(SOURCES, ("published: 2023-05-01", "published: 2022-05-01"), ("sources:\n", "sources:\n" + new))
    out = told(capsys, *both(tmp_path, {}, {SOURCES: text}), "--format", format)[1]
    assert "2023-05-01 → 2022-05-01" in out.replace("\\", "")


def record(*changes: tuple[str, str]) -> Texts:
    return {EVIDENCE: base_text(EVIDENCE, *changes)}


NOW: dict[str, tuple[Texts, Texts, bool]] = {
    "issued earlier": (record(("issued_on: 2023-01-10", "issued_on: 2023-06-10")), record(), True),
    "of another kind": (record(("kind: decree", "kind: minutes")), record(), True),
    "no longer a guess": (record(("title:", "# TEBAKAN dari nama berkas, harus diperiksa:\ntitle:")), record(), True),
    "with a number": (record(("number: 188.45/12/KUM/2023", "number: null")), record(), False),
    "ends later": (record(("expires_on: 2023-12-31", "expires_on: 2024-12-31")), record(), False),
}


@pytest.mark.parametrize("name", NOW)
def test_an_old_document_that_counts_now_is_named(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base, head, counts = NOW[name]
    out = told(capsys, *both(tmp_path, base, head))[1]
    assert ("the document is the same; only what its record says of it has changed" in named_first(out)) == counts
    assert ("by documents of which only the record has changed" in out.partition("\n")[0]) == counts


def test_a_document_with_another_file_is_not_called_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = {**record(("issued_on: 2023-01-10", "issued_on: 2023-06-10")), **FILED}
    baru = str(FILED["data/evidence/sk-baru.yaml"])
    head: Texts = {EVIDENCE: baru.replace("sk-baru\n", "sk-forum\n", 1)}
    out = told(capsys, *both(tmp_path, base, head))[1]
    assert "the document is the same" not in out
    assert "by documents with a file" in out.partition("\n")[0]


STATISTIC = "    statistic: {value: 70.1, unit: persen, year: 2022}\n    level: 3"
WITH_STATISTIC = base_text(SHEET, ("    level: 3", STATISTIC))


@pytest.mark.parametrize(
    ("old", "new"), [("value: 70.1", "value: 90.1"), ("year: 2022", "year: 2023"), ("persen, year", "permil, year")]
)
@pytest.mark.parametrize("proved", [False, True])
def test_other_figures_on_the_same_documents_are_named(
    old: str, new: str, proved: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = WITH_STATISTIC.replace(old, new)
    if proved:
        sheet = sheet.replace("[{evidence: sk-forum", "[{evidence: sk-baru, pages: '3'}, {evidence: sk-forum")
    out = told(capsys, *both(tmp_path, {SHEET: WITH_STATISTIC, **FILED}, {SHEET: sheet}))[1]
    assert ("other figures on the same documents" in named_first(out)) == (not proved)


@pytest.mark.parametrize(
    ("pages", "other"), [('"3"', True), ('"1-2"', False), ("2", False), ('"halaman 2"', False), ('"1, 3"', True)]
)
def test_other_pages_of_the_same_document_are_named(
    pages: str, other: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = {SHEET: base_text(SHEET, ('pages: "2"', f"pages: {pages}"))}
    out = told(capsys, *both(tmp_path, {}, head))[1]
    assert ("other pages of the same document are named" in named_first(out)) == other


CARRIED = base_text(SHEET, ("    answered_on", "    carried: 2023-tahap-0\n    answered_on"))
FORMER = base_text(
    PROGRAM,
    (
        "stages:\n",
        "stages:\n  - {id: 2023-tahap-0, name: Dulu, year: 2022, starts_on: null, ends_on: null, place: null, "
        "mode: null, sources: [berita]}\n",
    ),
)


@pytest.mark.parametrize("confirmed", [False, True])
def test_an_answer_carried_over_counts_quietly_only_once_it_is_confirmed(
    confirmed: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = "    confirmed_from: 2023-tahap-0\n" if confirmed else ""
    head = CARRIED.replace("    carried: 2023-tahap-0\n", to)
    out = told(capsys, *both(tmp_path, {PROGRAM: FORMER, SHEET: CARRIED}, {SHEET: head}))[1]
    assert ("nobody is recorded to have confirmed it" in named_first(out)) == (not confirmed)
    assert (TAKEN in out) == (not confirmed)


@pytest.mark.parametrize(
    ("end", "held"), [("2023-06-13", True), ("2023-06-14", False), ("null", False), ("2023-05-30", True)]
)
def test_an_answer_whose_new_document_ends_before_the_stage_is_held(
    end: str, held: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    short = {
        path: text.replace("expires_on: 2023-12-31", f"expires_on: {end}") if isinstance(text, str) else text
        for path, text in FILED.items()
    }
    head = {SECRETARIAT: base_text(SECRETARIAT, ("evidence: sk-forum", "evidence: sk-baru"))}
    found = reviewed(capsys, *both(tmp_path, short, head))
    assert held_by(found) == ({"supported-falls": ["supported-falls"]} if held else {})
    gains = next(change["gains"] for change in found["changes"] if change["kind"] == "answer")
    assert (gains is not None and gains["falls_short"]) == held
    if held:
        day = "31 May 2023" if end == "2023-05-30" else "14 June 2023"
        out = told(capsys, tmp_path / "lama", tmp_path / "baru")[1]
        assert f"rests on documents that end before the last day of the stage; from {day} on" in out


def test_an_answer_that_could_not_last_before_either_is_not_held(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = base_text(EVIDENCE, ("expires_on: 2023-12-31", "expires_on: 2023-06-01"))
    baru = str(FILED["data/evidence/sk-baru.yaml"]).replace("expires_on: 2023-12-31", "expires_on: 2023-06-02")
    head = {SECRETARIAT: base_text(SECRETARIAT, ("evidence: sk-forum", "evidence: sk-baru"))}
    base: Texts = {**FILED, EVIDENCE: ended, "data/evidence/sk-baru.yaml": baru}
    assert held_by(reviewed(capsys, *both(tmp_path, base, head))) == {}


CROSSWALK = """from: mini-2023
to: mini-2023
sources: []
links: []
"""


@pytest.mark.parametrize("folder", ["crosswalks", "migrations"])
def test_what_carries_answers_over_to_another_form_is_a_rule(
    folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lama, baru = lay(tmp_path / "lama", {}), lay(tmp_path / "baru", {})
    (baru / "data" / folder).mkdir()
    text = CROSSWALK if folder == "crosswalks" else CROSSWALK.replace("links", "items")
    (baru / "data" / folder / "mini-2023--mini-2023.yaml").write_text(text, "utf-8")
    assert held_by(reviewed(capsys, lama, baru, "--root", baru))["rules-changed"] == ["rules-changed"]
