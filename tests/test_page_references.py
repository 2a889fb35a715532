"""Page references: what people write is read as the pages that a reader would open, and as nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.checking.pipeline import Checked
from banjar_smartcity.evidence.proof import BEYOND_END, NOT_A_PAGE, prove
from banjar_smartcity.scoring.score import compute_score
from banjar_smartcity.spelling.pages import read_pages
from conftest import TODAY, Build, base_text, check, findings

RECORD, ANSWERS = "data/evidence/sk-forum.yaml", "data/crosscutting/answers/2023-tahap-1.yaml"
HASH = base_text(RECORD).partition("sha256: ")[2].partition("\n")[0]

NUMBERED = {
    "3": ((3, 3),),
    "3-5": ((3, 5),),
    "3\u20135": ((3, 5),),
    "3, 7": ((3, 3), (7, 7)),
    "hal. 12": ((12, 12),),
    "Hlm 12-14 dan hlm 20": ((12, 14), (20, 20)),
    "hal 3-hal 5": ((3, 5),),
    "3 s.d. 7": ((3, 7),),
    "halaman 3 s/d 7, 9": ((3, 7), (9, 9)),
    "3 sampai dengan 5": ((3, 5),),
    "113-17": ((113, 117),),
    "9-3": ((3, 9),),
    "12 bawah": ((12, 12),),
    "slide 4": ((4, 4),),
    "pp. 3 & 7": ((3, 3), (7, 7)),
}
NAMED = {
    "Lampiran II": ("lampiran ii",),
    "iv": ("iv",),
    "hal. iv": ("iv",),
    "i-iv": ("i-iv",),
    "II-4": ("ii-4",),
    "Tabel 2.3": ("tabel 2.3",),
    "sampul": ("sampul",),
    "seluruh dokumen": ("seluruh",),
}
NOWHERE = ("halaman entah", "entah", "?", "-", "0", "hal", "laporan tahun 2025", "di map biru", "99999999999", "")


@pytest.mark.parametrize("text", NUMBERED)
def test_pages_in_numbers(text: str) -> None:
    assert read_pages(text).ranges == NUMBERED[text]


@pytest.mark.parametrize("text", NAMED)
def test_pages_and_parts_with_names(text: str) -> None:
    assert read_pages(text) == ((), NAMED[text])


@pytest.mark.parametrize("text", NOWHERE)
def test_what_leads_nowhere_names_no_page(text: str) -> None:
    assert not read_pages(text).names_a_page


def test_a_number_amid_words_is_a_page_only_after_a_word_for_page() -> None:
    assert read_pages("Tabel 3 di halaman 12, tahun 2025") == (((12, 12),), ("tabel 3",))


@given(st.text(max_size=600))
def test_any_text_has_an_answer(text: str) -> None:
    found = read_pages(text)
    assert all(1 <= first <= last for first, last in found.ranges)
    assert found.last is None or found.last in found.numbers


@given(st.lists(st.integers(1, 9999), min_size=1, max_size=5, unique=True), st.sampled_from(("", "hal. ", "Halaman ")))
def test_a_list_of_numbers_names_these_pages(pages: list[int], word: str) -> None:
    assert read_pages(word + ", ".join(map(str, pages))).numbers == frozenset(pages)


def supported(checked: Checked) -> float:
    """The supported level of the answer that names the document."""
    stage = checked.model.stage()
    assert stage is not None
    score = compute_score(checked.model, stage, TODAY, checked.holdings)
    assert score is not None
    return next(float(leaf.supported) for leaf in score.final.leaves if leaf.item.id == "baseline-planning-masterplan")


def with_pages(build: Build, pages: str, *, read: str = HASH, kind: str = "pdf", count: str = "12") -> Checked:
    document = f"sha256: {HASH}\ndocument: {{sha256: {read}, kind: {kind}, pages: {count}}}"
    texts = {
        RECORD: base_text(RECORD, (f"sha256: {HASH}", document)),
        ANSWERS: base_text(ANSWERS, ("pages: '1'", f"pages: {pages!r}")),
    }
    return check(build(texts))


@pytest.mark.parametrize("pages", ["12", "3-5", "hal. 12", "iv", "Lampiran II"])
def test_a_page_that_the_document_has_supports(pages: str, build: Build) -> None:
    assert supported(with_pages(build, pages)) > 0


@pytest.mark.parametrize(("pages", "fault"), [("13", BEYOND_END), ("10-13", BEYOND_END), ("halaman entah", NOT_A_PAGE)])
def test_a_page_that_is_not_there_supports_nothing_and_one_finding_says_so(
    pages: str, fault: object, build: Build
) -> None:
    checked = with_pages(build, pages)
    use = next(iter(checked.model.answers("2023-tahap-1").values())).evidence[0]
    assert prove(checked.model, checked.holdings, TODAY).use_fault(use) == fault
    assert supported(checked) == 0
    assert [f.kind.id for f in checked.findings] == [getattr(fault, "id", None)]


def test_where_nobody_has_counted_the_pages_they_support(build: Build) -> None:
    """Of another file: what was counted there does not count for this one."""
    assert supported(with_pages(build, "13", read="0" * 64)) > 0


@pytest.mark.parametrize(("kind", "count"), [("docx", "null"), ("xlsx", "2")])
def test_formats_without_printed_pages_have_no_last_page(kind: str, count: str, build: Build) -> None:
    assert supported(with_pages(build, "13", kind=kind, count=count)) > 0


def test_a_photo_has_no_pages_to_name(build: Build) -> None:
    texts = {
        RECORD: base_text(RECORD, ("kind: decree", "kind: photo")),
        ANSWERS: base_text(ANSWERS, ("pages: '1'", "pages: sisi kiri")),
    }
    assert not any("evidence-no-page" in line for line in findings(build(texts)))


def test_what_rests_on_pages_that_nobody_has_checked_is_a_part_of_the_supported_score(build: Build) -> None:
    """The only document of the base has no pages counted; once they are, nothing rests on unchecked pages."""
    checked = with_pages(build, "2")
    stage = checked.model.stage()
    assert stage is not None
    after = compute_score(checked.model, stage, TODAY, checked.holdings)
    unread = checked.model._replace(evidence={n: r._replace(document=None) for n, r in checked.model.evidence.items()})
    before = compute_score(unread, stage, TODAY, checked.holdings)
    assert before is not None
    assert after is not None
    assert 0 < before.final.unread <= before.final.supported
    assert after.final.unread == 0
    assert after.final.supported == before.final.supported
