"""Remind: what is due in exactly that many days and all that is overdue, for a person to send."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.render.message.calendar import escaped, folded
from banjar_smartcity.render.message.reminder_text import length
from conftest import Build, base_text, share

FILE = "data/assignments.yaml"
INSTRUMENT = "data/instruments/mini-2023.yaml"
LINES = """assignments:
  - {stage: 2023-tahap-1, item: outcome-economy-poverty, agency: dkumpp, due: 2023-06-01}
  - {stage: 2023-tahap-1, dimension: living, sub_dimension: health, agency: dinkes, due: 2023-06-06}
"""


def remind(capsys: pytest.CaptureFixture[str], root: Path, day: str, *words: str, code: int = 0) -> str:
    capsys.readouterr()
    assert main(["remind", "--root", str(root), "--today", day, *words]) == code
    captured = capsys.readouterr()
    return captured.out + captured.err


def due(capsys: pytest.CaptureFixture[str], root: Path, day: str, *words: str) -> dict[str, list[tuple[str, int]]]:
    data = json.loads(remind(capsys, root, day, "--format", "json", *words))
    return {a["id"]: [(d["id"], d["days_left"]) for d in a["due"]] for a in data["agencies"]}


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        ("2023-05-24", {}),
        ("2023-05-25", {"dkumpp": [("outcome-economy-poverty", 7)]}),
        ("2023-05-26", {}),
        ("2023-05-29", {"dkumpp": [("outcome-economy-poverty", 3)]}),
        ("2023-05-30", {"dinkes": [("health", 7)]}),
        ("2023-06-01", {}),
        (
            "2023-06-07",
            {"dinkes": [("health", -1)], "dkumpp": [("outcome-economy-poverty", -6)]},
        ),
        ("2023-06-15", {}),
    ],
)
def test_what_is_due_in_exactly_so_many_days_and_all_that_is_overdue(
    build: Build, capsys: pytest.CaptureFixture[str], day: str, wanted: dict[str, list[tuple[str, int]]]
) -> None:
    assert due(capsys, build({FILE: LINES}), day) == wanted


def test_days_and_agency_are_chosen(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build({FILE: LINES})
    assert due(capsys, root, "2023-06-01", "--days", "0, 5") == {
        "dinkes": [("health", 5)],
        "dkumpp": [("outcome-economy-poverty", 0)],
    }
    assert list(due(capsys, root, "2023-06-07", "--agency", "dinkes")) == ["dinkes"]


def test_without_a_due_date_the_day_of_the_stage_counts_and_is_said(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = build({FILE: "assignments: [{stage: 2023-tahap-1, dimension: economy, agency: dkumpp}]\n"})
    text = remind(capsys, root, "2023-06-09")
    assert "Tenggat 12 Juni 2023, 3 hari lagi" in text
    assert "hari tahap yang berlaku: 12 Juni 2023" in text
    (root / FILE).write_text(LINES, "utf-8")
    assert "berlaku" not in remind(capsys, root, "2023-05-29")


def test_a_stage_that_is_over_reminds_nobody(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    assert "sudah berakhir" in remind(capsys, build({FILE: LINES}), "2023-06-20")


def many(n: int, name: str = "Berapa persen jalan kabupaten yang mantap menurut *data* nomor") -> dict[str, str]:
    """A workspace in which an agency owes n items more."""
    items = "".join(
        f"  - id: outcome-economy-i{i}\n    aspect: outcome\n    group: Economy\n    dimension: economy\n"
        f"    sub_dimension: null\n    question: {name} {i}\n    ladder: umum\n    evidence: []\n"
        for i in range(n)
    )
    return {
        FILE: "assignments: [{stage: 2023-tahap-1, dimension: economy, agency: dkumpp}]\n",
        INSTRUMENT: base_text(INSTRUMENT, ("items:\n", "items:\n" + items)),
    }


@pytest.mark.parametrize("n", [0, 8, 14, 40])
def test_a_whatsapp_text_has_at_most_1000_characters_and_counts_what_does_not_fit(
    build: Build, capsys: pytest.CaptureFixture[str], n: int
) -> None:
    data = json.loads(remind(capsys, build(many(n)), "2023-06-05", "--format", "json"))
    (agency,) = data["agencies"]
    text, shown = agency["whatsapp"], agency["whatsapp"].count("\n- ")
    assert length(text) <= 1000
    left = re.search(r"dan (\d+) hal lagi", text)
    assert shown + (int(left[1]) if left else 0) == agency["count"] == n + 1
    assert agency["email"].count("\n- ") == n + 1
    assert not set("|\t") & set(text)
    assert all(line.count("*") in (0, 2) for line in text.splitlines())
    assert max(map(len, agency["email"].splitlines())) <= 60


def entries(text: str) -> list[str]:
    return [line[2:].rpartition(": ")[0] for line in text.splitlines() if line.startswith("- ")]


@pytest.mark.parametrize("n", [1, 5, 9, 40])
def test_a_whatsapp_text_has_whole_questions_where_there_is_room_and_whole_words_elsewhere(
    build: Build, capsys: pytest.CaptureFixture[str], n: int
) -> None:
    name = "Berapa persen rumah tangga di seluruh wilayah kabupaten yang mempunyai akses air minum layak"
    data = json.loads(remind(capsys, build(many(n, name)), "2023-06-05", "--format", "json"))
    shown = entries(data["agencies"][0]["whatsapp"])
    full = {f"{name} {i}" for i in range(n)}
    cut = [text for text in shown if text.endswith("…")]
    assert all(name.startswith(text[:-1] + " ") for text in cut)
    assert bool(cut) == (n > 5)
    assert cut or full < set(shown)


def test_emoji_count_twice_as_phones_count_them(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(remind(capsys, build(many(40, "😀" * 70)), "2023-06-05", "--format", "json"))
    assert len(data["agencies"][0]["whatsapp"].encode("utf-16-le")) // 2 <= 1000


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_same_day_gives_the_same_bytes_and_another_day_the_same_uid(
    build: Build, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    root = build({FILE: LINES})
    for name, day in (("a", "2023-06-07"), ("b", "2023-06-07"), ("c", "2023-06-08")):
        assert "tidak ada yang dikirim" in remind(capsys, root, day, "--output", str(tmp_path / name))
    first, again, later = (files(tmp_path / name) for name in "abc")
    assert first == again
    assert sorted(first) == [
        f"2023-06-07-{agency}{end}" for agency in ("dinkes", "dkumpp") for end in ("-email.txt", "-wa.txt", ".ics")
    ]
    uids = [
        re.findall(rb"UID:.*", found[f"{day}-dinkes.ics"])
        for found, day in ((first, "2023-06-07"), (later, "2023-06-08"))
    ]
    assert uids == [[b"UID:kab-contoh.2023-tahap-1.dinkes.20230606@smartcity\r"]] * 2
    assert b"DTSTAMP:20230607T000000Z\r\n" in first["2023-06-07-dinkes.ics"]


def read_calendar(content: bytes) -> list[dict[str, str]]:
    """The events of a calendar, read by the rules of RFC 5545; it fails where one is broken."""
    assert content.endswith(b"\r\n")
    lines = content[:-2].split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    for line in lines:
        line.decode()  # no character is broken in two
    unfolded = content[:-2].replace(b"\r\n ", b"").decode().split("\r\n")
    assert (unfolded[0], unfolded[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert {"VERSION:2.0", "METHOD:PUBLISH", "CALSCALE:GREGORIAN"} < set(unfolded)
    events: list[dict[str, str]] = []
    for text in unfolded:
        if text == "BEGIN:VEVENT":
            events.append({})
        elif events and text not in ("END:VEVENT", "END:VCALENDAR"):
            name, _, value = text.partition(":")
            assert name not in events[-1]
            events[-1][name] = value
    assert all({"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY"} <= set(event) for event in events)
    return events


def test_the_calendar_has_an_event_for_each_due_day(
    build: Build, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    more = LINES + "  - {stage: 2023-tahap-1, aspect: baseline, agency: dkumpp, due: 2023-06-05}\n"
    changed = many(30, "Jalan; mantap, atau \\ rusak é—")
    sheet = "data/crosscutting/answers/2023-tahap-1.yaml"
    root = build(
        {**changed, FILE: more + "  - {stage: 2023-tahap-1, dimension: economy, agency: dkumpp}\n", sheet: None}
    )
    remind(capsys, root, "2023-06-05", "--days", "0,7", "--output", str(tmp_path))
    events = read_calendar((tmp_path / "2023-06-05-dkumpp.ics").read_bytes())
    assert [event["DTSTART;VALUE=DATE"] for event in events] == ["20230601", "20230605", "20230612"]
    assert [event["DTEND;VALUE=DATE"] for event in events] == ["20230602", "20230606", "20230613"]
    assert len({event["UID"] for event in events}) == 3
    text = events[-1]["DESCRIPTION"]
    assert r"\n- Jalan\; mantap\, atau \\ rusak é— 7 (outcome-economy-i7)" in text
    assert events[-1]["SUMMARY"] == "DKUMPP: 30 hal jatuh tempo"


@share(2)
@given(st.text())
def test_a_folded_line_reads_as_it_was_written(text: str) -> None:
    line = "DESCRIPTION:" + escaped(text)
    pieces = list(folded(line))
    assert all(len(piece) <= 75 for piece in pieces)
    assert b"\r\n".join(pieces).replace(b"\r\n ", b"").decode() == line
    assert not re.search(r"[\x00-\x1f\x7f]", line)
    assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,n])*", line.removeprefix("DESCRIPTION:"))


@pytest.mark.parametrize("wrong", ["", "x", "7,,x", "-1", "1.5", "400", "²"])
def test_days_that_are_no_numbers_are_refused(build: Build, capsys: pytest.CaptureFixture[str], wrong: str) -> None:
    assert "--days" in remind(capsys, build({FILE: LINES}), "2023-06-05", "--days", wrong, code=2)


def test_english_texts_have_english_dates(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    text = remind(capsys, build({FILE: LINES}), "2023-06-07", "--lang", "en", "--agency", "dinkes")
    assert "Overdue: 6 June 2023, 1 day ago" in text
    assert "Nothing was sent" in text
