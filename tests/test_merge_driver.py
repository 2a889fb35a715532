"""`smartcity merge-driver`: what is merged, what is marked as a conflict, and that no fault loses a side."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.cli.direct import merging
from banjar_smartcity.merge.texts import Merged, merge_texts

SHEET = """\
stage: tahap-1
answers:
  # Jalan
  - item: jalan
    fact: baik
    level: 2
    sources: [a, b]
    evidence: []
    answered_on: 2026-05-01

  # Air
  - item: air
    level: 3  # sementara
    note: 'lama'
"""


def changed(*edits: tuple[str, str], text: str = SHEET) -> str:
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def merge(ours: str, theirs: str, base: str = SHEET) -> tuple[str, tuple[str, ...]]:
    merged = merge_texts(base.encode(), ours.encode(), theirs.encode())
    assert isinstance(merged, Merged), merged
    return merged.content.decode(), merged.clashes


LEVEL = ("level: 2", "level: 3")
FIRST_EVIDENCE = ("evidence: []", "evidence:\n      - evidence: sk\n        pages: '1'")
LATER = ("2026-05-01", "2026-05-03")


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (LEVEL, FIRST_EVIDENCE),
        (LEVEL, ("level: 3  # sementara", "level: 4")),
        (LEVEL, ("  # Air\n", "  # Air minum\n")),
        (("[a, b]", "[a, c, b]"), ("lama", "baru")),
        (("stage: tahap-1", "stage: tahap-2"), ("'lama'", "lama")),
        (("    note: 'lama'\n", ""), LEVEL),
        (("'lama'\n", "'lama'\n    due: 2026-06-01\n"), ("note: 'lama'", "responsible: dinkes\n    note: 'lama'")),
    ],
)
def test_what_each_changed_elsewhere_is_kept(ours: tuple[str, str], theirs: tuple[str, str]) -> None:
    for one, other in ((ours, theirs), (theirs, ours)):
        assert merge(changed(one), changed(other)) == (changed(ours, theirs), ())


def test_first_entries_of_an_empty_list_are_both_kept() -> None:
    a, b = "\n      - evidence: a", "\n      - evidence: b"
    ours, theirs, both = (changed((" []", new)) for new in (a, b, a + b))
    assert merge(ours, theirs) == (both, ())


def test_a_list_in_brackets_goes_into_the_dashes_of_the_other() -> None:
    merged = merge("sources: [a, b, c]\n", "sources:\n  - a\n  - d\n", "sources: [a, b]\n")
    assert merged == ("sources:\n  - a\n  - c\n  - d\n", ())


def test_the_comment_beside_the_brackets_stays_beside_the_key() -> None:
    for ours, theirs in (("x: []  # belum\n", "x:\n  - a\n"), ("x:\n  - a\n", "x: []  # belum\n")):
        assert merge(ours, theirs, "x: []\n") == ("x:  # belum\n  - a\n", ())


def test_where_both_emptied_a_list_brackets_remain() -> None:
    assert merge("x:\n  - a\n", "x:\n  - b\n", "x:\n  - a\n  - b\n") == ("x: []\n", ())


def test_other_quotes_are_no_change_of_the_value() -> None:
    assert merge(changed(("'lama'", '"lama"')), changed(("'lama'", "baru"))) == (changed(("'lama'", "baru")), ())


def test_the_later_day_counts_where_the_claim_does_not_clash() -> None:
    ours, theirs = changed(LEVEL, ("2026-05-01", "2026-05-02")), changed(FIRST_EVIDENCE, LATER)
    assert merge(ours, theirs) == (changed(LEVEL, FIRST_EVIDENCE, LATER), ())


def test_the_level_of_one_never_goes_with_the_fact_of_another() -> None:
    text, clashes = merge(changed(LEVEL, FIRST_EVIDENCE), changed(("fact: baik", "fact: rusak")))
    claim = "    fact: {}\n    level: {}\n    sources: [a, b]\n"
    marked = f"<<<<<<< ours\n{claim.format('baik', 3)}=======\n{claim.format('rusak', 2)}>>>>>>> theirs\n"
    assert text == changed(FIRST_EVIDENCE, (claim.format("baik", 2), marked))
    assert clashes == ("answers[jalan].fact", "answers[jalan].level")


def test_in_what_is_no_answer_keys_are_merged_each_for_itself() -> None:
    base = "facts:\n  - id: a\n    level: 1\n    fact: x\n"
    assert merge(base.replace("1", "2"), base.replace("x", "y"), base) == (base.replace("1", "2").replace("x", "y"), ())


def test_one_value_changed_by_both_is_marked_alone() -> None:
    text, clashes = merge(changed(("'lama'", "satu"), LEVEL), changed(("'lama'", "dua")))
    marked = "<<<<<<< ours\n    note: satu\n=======\n    note: dua\n>>>>>>> theirs\n"
    assert text == changed(LEVEL, ("    note: 'lama'\n", marked))
    assert clashes == ("answers[air].note",)


def test_a_value_and_the_comment_beside_it_are_not_mixed() -> None:
    _, clashes = merge(changed(("3  # sementara", "3  # pasti")), changed(("3  # sementara", "4  # sementara")))
    assert clashes == ("answers[air].level",)


def test_what_one_removed_and_the_other_changed_is_marked() -> None:
    removed = SHEET[: SHEET.index("\n  # Air")]
    text, clashes = merge(removed, changed(("'lama'", "baru")))
    assert "<<<<<<< ours\n=======\n\n  # Air\n  - item: air\n" in text
    assert clashes == ("answers[air]",)


def test_the_first_key_of_an_entry_is_marked_with_its_dash() -> None:
    base = "rows:\n  - name: a\n    id: x\n"
    text, _ = merge(base.replace("a\n", "b\n"), base.replace("a\n", "c\n"), base)
    assert text == "rows:\n<<<<<<< ours\n  - name: b\n=======\n  - name: c\n>>>>>>> theirs\n    id: x\n"


def test_of_a_list_without_names_only_what_differs_is_marked() -> None:
    base = "".join(["rows:\n", *(f"  - {{a: {n}, b: {n}}}\n" for n in range(4))])
    text, clashes = merge(base.replace("b: 2", "b: 7"), base.replace("b: 2", "b: 8"), base)
    marked = "<<<<<<< ours\n  - {a: 2, b: 7}\n=======\n  - {a: 2, b: 8}\n>>>>>>> theirs\n"
    assert text == base.replace("  - {a: 2, b: 2}\n", marked)
    assert clashes == ("rows[…]",)


def test_a_comment_above_which_both_put_an_entry_stands_once() -> None:
    new = "  # Air\n  - item: {}\n    level: 1\n\n  - item: air"
    old = "  # Air\n  - item: air"
    text, clashes = merge(changed((old, new.format("satu"))), changed((old, new.format("dua"))))
    both = "  # Air\n  - item: satu\n    level: 1\n\n  - item: dua\n    level: 1\n\n  - item: air"
    assert (text, clashes) == (changed((old, both)), ())


def test_comments_of_both_are_kept_where_both_changed_them() -> None:
    text, clashes = merge(changed(("# Air", "# Air minum")), changed(("# Air", "# Air bersih")))
    assert (text, clashes) == (changed(("# Air\n", "# Air minum\n  # Air bersih\n")), ())


def test_what_one_sorted_takes_up_what_the_other_edited_and_added() -> None:
    base = "s:\n  - id: c\n    t: 1\n  - id: a\n    t: 1\n  - id: b\n    t: 1\n"
    ours = "s:\n  - id: a\n    t: 1\n  - id: b\n    t: 1\n  - id: c\n    t: 1\n"
    theirs = "s:\n  - id: c\n    t: 2\n  - id: x\n    t: 1\n  - id: a\n    t: 1\n  - id: b\n    t: 1\n"
    merged = "s:\n  - id: a\n    t: 1\n  - id: b\n    t: 1\n  - id: c\n    t: 2\n  - id: x\n    t: 1\n"
    assert merge(ours, theirs, base) == (merged, ())
    assert merge(theirs, ours, base) == (merged, ())


def test_blocks_of_text_are_values_too() -> None:
    base = "a: |\n  # bukan catatan\n\n  dua\n\nb: >+\n  x\n\n\nc: 'satu\n  dua'\n"
    ours, theirs = base.replace("  dua\n\n", "  dua\n  tiga\n\n"), base.replace("satu\n", "nol\n")
    assert merge(ours, theirs, base) == (ours.replace("satu\n", "nol\n"), ())


@pytest.mark.parametrize(
    "odd",
    ["x:\n  -\n    y: 1\n", "x: &n\n  y: 1\n", "x: [1,\n  2]\n", "x:\n- - 1\n  - 2\n", "'x' : 1\n"],
)
def test_an_unusual_layout_stays_as_it_is_beside_what_is_merged(odd: str) -> None:
    base = f"a: 1\n{odd}b: 1\n"
    ours, theirs = base.replace("a: 1", "a: 2"), base.replace("b: 1", "b: 2")
    assert merge(ours, theirs, base) == (f"a: 2\n{odd}b: 2\n", ())


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "clashes"),
    [
        ("x:\n  - a: 1\n    b: 1\n", "x:\n- a: 1\n  b: 2\n", "x:\n  - a: 1\n    b: 3\n", ("x",)),
        ("x: {a: 1}\n", "x: {a: 2}\n", "x:\n  a: 3\n", ("x",)),
        ("x: [a]  # dua\n", "x: [a, b]  # tiga\n", "x: [a, c]  # empat\n", ("x",)),
        ("x:  # dua\n  y: 1\n", "x:  # tiga\n  y: 2\n", "x:  # empat\n  y: 1\n", ("x",)),
        ("x:\n  - {id: a, t: 1}\n", "x: [{id: a, t: 2}]\n", "x: [{id: a, t: 3}]\n", ("x",)),
        ("x:\n  y: 1\n  z: 1\n", "x:\n  y: 1\n", "x:\n  z: 1\n", ("x",)),
        ("s:\n  - t: 1\n    id: a\n", "s:\n  - id: a\n", "s:\n  - t: 2\n    id: a\n", ("s[a]",)),
        ("x: a\n", "x:\n  y: 1\n", "x:\n  - y\n", ("x",)),
        ("e:\n  answered_on: 1\n", "e:\n  answered_on: 2\n", "e:\n  answered_on: 3\n", ("e.answered_on",)),
    ],
)
def test_layouts_that_do_not_fit_are_marked_as_a_whole(
    base: str, ours: str, theirs: str, clashes: tuple[str, ...]
) -> None:
    text, found = merge(ours, theirs, base)
    assert found == clashes
    assert text.count("<<<<<<< ours\n") == 1


@pytest.mark.parametrize("ended", [True, False])
def test_a_byte_order_mark_and_a_missing_last_line_end_do_no_harm(*, ended: bool) -> None:
    base = SHEET.encode()
    ours = b"\xef\xbb\xbf" + changed(LEVEL).encode()
    theirs = changed(("'lama'", "baru")).encode()[: None if ended else -1]
    expected = b"\xef\xbb\xbf" + changed(LEVEL, ("'lama'", "baru")).encode()[: None if ended else -1]
    assert merge_texts(base, ours, theirs) == Merged(expected, ())


# --- the driver, as git calls it


class Files:
    def __init__(self, folder: Path, base: bytes, ours: bytes, theirs: bytes) -> None:
        self.paths = [folder / name for name in (".merge_file_O", ".merge_file_A", ".merge_file_B")]
        for path, content in zip(self.paths, (base, ours, theirs), strict=True):
            path.write_bytes(content)

    def drive(self, *more: str) -> tuple[int, bytes]:
        code = main(["merge-driver", *map(str, self.paths), *(more or ("7", "data/x y.yaml"))])
        return code, self.paths[1].read_bytes()


BOTH_MARKED = b"<<<<<<< ours\na: 2\n=======\na: 3\n>>>>>>> theirs\n"


def test_the_outcome_stands_in_our_file_and_conflicts_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert Files(tmp_path, b"a: 1\n", b"a: 2\n", b"a: 3\n").drive() == (1, BOTH_MARKED)
    assert "data/x y.yaml" in capsys.readouterr().err
    assert sorted(os.listdir(tmp_path)) == [".merge_file_A", ".merge_file_B", ".merge_file_O"]


@pytest.mark.parametrize(
    ("size", "marks"), [("9", 9), ("", 7), ("0", 7), ("-3", 7), ("x", 7), ("999999999999", 7), ("99999", 200)]
)
def test_marks_have_the_size_that_git_asks_for_within_reason(tmp_path: Path, size: str, marks: int) -> None:
    _, content = Files(tmp_path, b"a: 1\n", b"a: 2\n", b"a: 3\n").drive(size, "x")
    assert content.split(b" ")[0] == b"<" * marks


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (b"a: [2\n", b"a: 3\n"),
        (b"a: &x 2\nb: *x\n", b"a: 3\n"),
        (b"a: !t 2\n", b"a: 3\n"),
        (b"a: 2\na: 2\n", b"a: 3\n"),
        (b"a: 2\n---\nb: 1\n", b"a: 3\n"),
        (b"\ta: 2\n", b"a: 3\n"),
        (b"<<<<<<< x: 1\n", b"a: 3\n"),
        (b"a: \xff\n", b"a: 3\n"),
        (b"", b"a: 3\n"),
        (b"[" * 50_000, b"{a: " * 50_000),
        (b"- 2\n", b"a: 3\n"),
        (b"2\n", b"3\n"),
        (b"a: [x, x, y]\n", b"a: [x, x, z]\n"),
        (b"a: [{item: x, level: 1}, {item: x, level: 2}]\n", b"a: [{item: x, level: 1}, {item: x, level: 3}]\n"),
        (b"a: 2\n" + b"#" * (9 << 20), b"a: 3\n"),
        (b"a:\r b: 1\n", b"a: 3\n"),
        ("a: 2 #\u2028b: 1\n".encode(), b"a: 3\n"),
    ],
)
def test_what_cannot_be_merged_by_entries_is_left_to_git_with_both_sides(
    tmp_path: Path, ours: bytes, theirs: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    code, content = Files(tmp_path, b"a: 1\n", ours, theirs).drive()
    assert code == 1
    assert content.startswith(b"<<<<<<< ours\n" + ours[:100].split(b"\n")[0])
    assert b"=======\n" + theirs[:100].split(b"\n")[0] in content
    assert "data/x y.yaml" in capsys.readouterr().err


def test_what_is_binary_is_left_as_git_leaves_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert Files(tmp_path, b"a\0", b"b\0", b"c\0").drive() == (1, b"b\0")
    said = capsys.readouterr().err
    assert "NUL" in said
    assert "git checkout --theirs" in said
    assert "data/x y.yaml" in said


@pytest.mark.parametrize("side", range(3))
def test_a_text_with_a_nul_in_it_is_not_called_merged(
    side: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = [b"id: a\n", b"id: b\n", b"id: c\n"]
    texts[side] += b"\0"
    code, content = Files(tmp_path, *texts).drive()
    said = capsys.readouterr().err
    assert code == 1
    if side == 0:  # neither side is binary: both are in it, between marks
        assert b"id: b" in content
        assert b"id: c" in content
    else:
        assert content == texts[1]
        assert "NUL" in said


def test_without_git_both_sides_stand_between_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    files = Files(tmp_path, b"a: [1", b"a: [2", b"a: [3")
    assert files.drive() == (1, b"<<<<<<< ours\na: [2\n=======\na: [3\n>>>>>>> theirs\n")


@pytest.mark.parametrize("error", [MemoryError(), RecursionError(), KeyboardInterrupt(), ValueError("\x1b[31m")])
def test_a_fault_of_ours_falls_back_to_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(merging, "merge_texts", fail)
    assert Files(tmp_path, b"a: 1\n", b"a: 2\n", b"a: 3\n").drive() == (1, BOTH_MARKED)
    told = capsys.readouterr().err
    assert type(error).__name__ in told
    assert "\x1b" not in told


def test_where_nothing_can_be_written_git_is_told_of_a_conflict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("disk penuh")

    monkeypatch.setattr(merging, "write_file", refuse)
    assert Files(tmp_path, b"a: 1\nb: 1\n", b"a: 2\nb: 1\n", b"a: 1\nb: 2\n").drive()[0] == 1
    assert "disk penuh" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_a_conflict(tmp_path: Path) -> None:
    assert main(["merge-driver", *(str(tmp_path / name) for name in "oab")]) == 1


def test_called_without_files_it_says_how_git_gets_to_call_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["merge-driver", "--lang", "en"]) == 2
    assert "--install" in capsys.readouterr().err
