"""Quick scans say the same as their slow definitions, and links are still followed with care."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from banjar_smartcity.diagnostics import At, Position
from banjar_smartcity.model.moment import parse_moment
from banjar_smartcity.privacy import hints as quick
from banjar_smartcity.privacy.by_kind.numbers import find_person, is_sum_of_money
from banjar_smartcity.privacy.by_kind.phones import find_phone
from banjar_smartcity.privacy.by_kind.reading import read
from banjar_smartcity.privacy.by_kind.runs import runs
from banjar_smartcity.privacy.search import check_decoded, find_personal_data
from banjar_smartcity.rules.dates import check_calendar
from banjar_smartcity.source.broken.syntax import conflicts_left
from banjar_smartcity.source.compose import may_be_deep
from banjar_smartcity.source.decode import find_control, positions
from banjar_smartcity.source.document import Document
from banjar_smartcity.workspace.disk import Disk
from banjar_smartcity.workspace.straight import is_straight, read_straight

PIECES = (
    "Rp12.345.678.901", "senilai Rp", "1.234.567.890", "nip ", "NISN ", "bpjs ", "telp ", "0811", "2345", "678", "nrp ",
    "12345678", "lahir ", "pasien ", "perempuan ", "Ny. S", "usia 4", "age: 5", "30 Mei 1987",
    "1987-05-30", "2023-02-30", "12345-06-07", "0000-01", "2024-05-301", "@", "(at)", " dot ", "\u0661\u0662",
    "\uff11", "\u00b2", "\u2013", "\x7f", "\r", "\n", "\n# ", "\u2028", "\x85", "\t",
    "<<<<<<< a\n", "=======", ">>>>>>>", "||||||| b", " " * 59, "-" * 60, "?:",
    "[[[", "{" * 39, ", ", ". ", " ", "o", "O", "l", "kata ", "O" * 9,
    "1 " * 210, "x" * 119, "aged  7", "sepuluh kata lagi ",
)  # fmt: skip
ANY = st.lists(st.one_of(st.sampled_from(PIECES), st.text("0123456789 .-/Oo()\n:Rpt", max_size=6)), max_size=14)
TEXTS = ANY | ANY.map(lambda pieces: [piece for piece in pieces if piece.isascii()])


@given(TEXTS)
@example(["a\x7f"])
@example(["a\x00"])
@example(["\u202e"])
@example(["a\tb\r\n"])
def test_control_characters_are_those_of_the_definition(pieces: list[str]) -> None:
    text = "".join(pieces)
    forbidden = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
    found = re.search(forbidden, text)
    assert find_control(text) == (found and (f"U+{ord(found[0]):04X}", found.start()))


@given(TEXTS)
@example(["a\r", "-" * 60])
@example([" " * 60])
@example(["a\n", "?" * 60])
@example(["a\x85", " " * 60])
@example(["a", " " * 60])
def test_nested_lines_are_those_of_the_definition(pieces: list[str]) -> None:
    text = "".join(pieces)
    nested = re.search("(?:^|[\\r\x85\u2028\u2029])[ ?:-]{60}", text, re.MULTILINE) is not None
    assert may_be_deep(text) == (nested or text.count("[") + text.count("{") > 40)


@given(TEXTS)
@example(["a\n=======\n"])
@example([">>>>>>> b"])
@example(["||||||| b"])
@example(["<<<<<<< a\n=======\n>>>>>>> b"])
@example([" ======="])
def test_marks_of_conflicts_are_those_of_the_definition(pieces: list[str]) -> None:
    text = "".join(pieces)
    marks = list(re.finditer(r"^(?:<{7,}|>{7,}|\|{7,}) .*$|^={7,}\r?$", text, re.MULTILINE))
    first = [found for found in marks if found[0].startswith("<")] or marks[:1]
    where: list[Position | None] = [positions(text)(found.start()) for found in first]
    assert [fault.position for fault in conflicts_left("x.yaml", text)] == where


@given(TEXTS)
@example([" 345-16-07"])
@example(["12345-16-07"])
@example(["2024-13"])
@example(["2024-05-311"])
@example(["1234-56-7890-12"])
@example(["2024-02-29 2023-02-28"])
def test_dates_are_those_of_the_definition(pieces: list[str]) -> None:
    text = "".join(pieces)
    dates = re.findall(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![0-9])", text)
    wrong = any(parse_moment(date) is None for date in dates)
    data = Document("x.yaml", text, {"started": "2023-02-30"})
    assert bool(list(check_calendar(data))) == wrong


def slow_hints(text: str) -> set[int]:
    """Each hint, looked for everywhere."""
    places = {
        place
        for found in re.finditer(quick._RUN.pattern, text)
        for place in quick._in_run(text, found.start(), found[0])
    }
    for sign in quick.AT:
        places |= {k for k in quick._places(text, sign) if sign != "@" or quick._follows_a_name(text, k)}
    if re.search(r"\d", text) is not None:
        small = text.lower()
        for word in quick._named(text):
            said = text if word in quick._TITLES else small
            places |= {k for k in quick._places(said, word) if quick._is_of_a_person(text, k)}
        places |= {found.start() for found in re.finditer(quick._PLACE_AND_DATE, text)}
    return places


@given(TEXTS)
def test_hints_are_found_wherever_they_are(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert set(quick.hints(text)) == slow_hints(text)
    for start, end in ((0, len(text)), (len(text) // 2, len(text))):
        assert quick.may_hold(text[start:end]) or not list(read(text, start, end))


AGES = tuple(f"{age}{gap}4" for age in ("usia", "umur", "age", "aged") for gap in (" ", ": "))
NUMBERS = ("4)", "4 tahun", "4-y", "30 Mei 87", "1987-05-30", "3, 1987", "19870530", *AGES)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("word", ["lahir", "almarhum", "laki-laki", "Ny.", "Sdr"])
def test_a_word_counts_as_far_as_it_ever_did(word: str, number: str) -> None:
    for gap in (0, 1, *range(90, 125)):
        for text in (
            f"{word}{'.' * gap}{number}",
            f"{number}{'.' * gap}{word}",
            f"1 {word}{'.' * gap}{number}. 4 {word}",
        ):
            assert set(quick.hints(text)) == slow_hints(text)


@pytest.mark.parametrize("sign", quick.AT)
def test_each_sign_of_an_address_is_a_hint(sign: str) -> None:
    text = f"budi{sign}gmail"
    assert quick.hints(text) == [4]
    assert quick.may_hold(text)


@pytest.mark.parametrize("digits", range(7, 11))
@pytest.mark.parametrize("between", ["", " ", ".", "-", "\n# ", " l", "x"])
@pytest.mark.parametrize("before", ["", "nrp ", "1 ", "o", "5 " * 198])
def test_as_few_digits_count_as_ever(digits: int, between: str, before: str) -> None:
    text = before + between.join("8123456790"[:digits])
    assert set(quick.hints(text)) == slow_hints(text)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("bantuan bibit padi gogo senilai Rp74.693.000.000.\n  date: 2024-06\n", []),
        ("bantuan bibit padi gogo senilai Rp74.693.000.000 / 0812 3456 789\n", [34]),
        ("ini adalah nomor NIP Rp74.693.000.000\n", [23]),
        ("    amount: 4225000000\n    sources:\n", []),
        ("    amount: 4225000000\n  - programme: x\n", []),
        ("    amount: 4225000000 # BRI\n", [12]),
        ("    amount: 4225000000\n      123456\n", [12, 23]),
        ("    amount: 6281234567\n    sources:\n", [12]),
        ("note: rekening amount: 4225000000\n    sources:\n", [23]),
        ("    account: 4225000000\n    sources:\n", [13]),
        ("NIK 6303010101900001\n    sources:\n", [4]),
        ("NIK 63030101\n    01900001\n", [4, 13]),
    ],
)
def test_a_sum_or_an_amount_alone_is_no_hint(text: str, places: list[int]) -> None:
    assert quick.hints(text) == places


@given(TEXTS)
def test_a_sum_of_money_is_nothing_that_is_looked_for(pieces: list[str]) -> None:
    text = "satu dua tiga empat " + "".join(pieces) + "Rp62.812.345.678"
    for run in filter(is_sum_of_money, runs(text)):
        for i in range(len(run.groups)):
            words = run.words(i)
            assert find_person(run, i, words) is None
            assert find_phone(run, i, words) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("untuk pembangunan jalan kota senilai Rp12.345.678.901", False),
        ("kepada pegawai dengan nomor NIP Rp123.456.789", True),
        ("kepada pegawai dengan nomor KPJ senilai Rp12.345.678.901", True),
        ("jalan kota senilai Rp12.345.678.901, telp 0811 234 5678", True),
    ],
)
def test_words_before_a_sum_count(text: str, expected: bool) -> None:
    assert bool(list(find_personal_data(text))) is expected


def test_a_path_with_a_link_is_not_straight(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    (root / "data" / "real").mkdir(parents=True)
    outside.mkdir()
    (outside / "x.yaml").write_text("rahasia", encoding="utf-8")
    (root / "data" / "real" / "x.yaml").write_text("isi", encoding="utf-8")
    (root / "data" / "out").symlink_to(outside)
    (root / "data" / "in").symlink_to("real")
    (root / "data" / "file.yaml").symlink_to("../../outside/x.yaml")
    (root / "data" / "lost.yaml").symlink_to("nowhere")
    tree = Disk(root)
    assert tree.read("data/real/x.yaml") == (b"isi", None)
    assert tree.read("data/in/x.yaml") == (b"isi", None)
    for path in ("data/out/x.yaml", "data/file.yaml", "data/../../outside/x.yaml", str(outside / "x.yaml")):
        content, fault = tree.read(path)
        assert content is None
        assert fault is not None
        assert fault.kind.id == "path-outside"
    odd = (
        "",
        ".",
        "/data/real/x.yaml",
        "data//real/x.yaml",
        "data/./real",
        "data/../data",
        "data/in",
        "data/in/x.yaml",
    )
    for path in (
        *odd,
        "data/none",
        "data\\real",
        "data/file.yaml",
        "data/out/x.yaml",
        "data/lost.yaml",
        "data/real/\0",
    ):
        assert not is_straight(root, path, {})
        assert read_straight(root, path, {}) is None
    assert read_straight(root, "data/real", {}) is None
    stock = tree.stock(["data/real/x.yaml", "data/in/x.yaml", "data/out/x.yaml", "data/file.yaml", "data/none"])
    assert [(kept.inside, kept.present, kept.linked) for kept in stock.values()] == [
        (True, True, False),
        (True, True, True),
        (False, False, False),
        (False, False, False),
        (True, False, False),
    ]


def test_a_folder_that_becomes_a_link_is_noticed(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    for folder in (root / "data", outside):
        folder.mkdir(parents=True)
        (folder / "x.yaml").write_text(folder.name, encoding="utf-8")
    tree = Disk(root)
    assert tree.read("data/x.yaml")[0] == b"data"
    (root / "data").rename(root / "before")
    (root / "data").symlink_to(outside)
    assert tree.read("data/x.yaml")[0] is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    os.mkfifo(tmp_path / "data" / "x.yaml")
    content, fault = Disk(tmp_path).read("data/x.yaml")
    assert content is None
    assert fault is not None
    assert fault.kind.id == "file-unreadable"


@pytest.mark.parametrize(
    ("text", "value", "found"),
    [
        ('note: "\\x3081234567890"\n# 99081234567890123\n', "081234567890", True),
        ("note: >\n  0812\n  3456\n  7890\n# 9 0812 3456 7890 123\n", "0812 3456 7890\n", True),
        ("note: >\n  Layanan 24 jam\n  di Martapura\n", "Layanan 24 jam di Martapura\n", False),
    ],
)
def test_a_decoded_number_is_found_though_its_digits_are_within_others(text: str, value: str, *, found: bool) -> None:
    assert bool([*check_decoded(At("data/x.yaml"), text, {"note": value})]) == found
