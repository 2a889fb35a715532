"""The page of an import: figures of the records, nothing about one to four people, both languages, on a phone."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
from collections import Counter
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.i18n import language
from banjar_smartcity.privacy.groups import FEWEST
from banjar_smartcity.render.page.surveys.imported import reasons
from respondents import EXAMPLE, TODAY, Row, items, survey, write_csv
from test_accessibility import AXE, BARE_TABLES, COLOURS, CUT_OFF, RUN, STRUCTURE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LIVING = items("living")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "region"
    shutil.copytree(EXAMPLE / "data", folder / "data")
    shutil.rmtree(folder / "data" / "surveys")
    return folder


def people(seed: int = 1) -> list[Row]:
    """A survey with what the page has to say: rows that do not count, blanks, two programmes and a hostile name."""
    rows = survey("living", 70, seed)
    for i, row in enumerate(rows):
        row["_validation_status"] = "Not Approved" if i in (10, 11) else "Approved"
        row["consent"] = "tidak" if i < 7 else "ya"
        if 20 <= i < 45:
            row["programme_health"] = "Program <b onload=x>dua</b>"
        if 30 <= i < 33:
            row[LIVING[0]] = ""
    return rows


def imported(root: Path, rows: list[Row], page: Path, *more: str) -> int:
    path = write_csv(root.parent / "living.csv", rows)
    options = ["--root", str(root), "--today", TODAY.isoformat(), "--page", str(page), "--with-faults", *more]
    return main(["survey", "import", path, *options])


def numbers(page: str) -> list[str]:
    """What the page shows as text, outside its head."""
    body = re.sub(r"<[^>]+>", " ", page[page.index("<body") :])
    return re.findall(r"\d+(?:[.,]\d+)?", unescape(body))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_page_has_the_figures_of_the_record(
    lang: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "s.html"
    assert imported(root, people(), page, "--lang", lang, "--format", "json") == 0
    data = json.loads(capsys.readouterr().out)
    text = page.read_text("utf-8")
    (record,) = data["surveys"]
    for one in (*record["statements"], *record["sub_dimensions"]):
        mean = f"{one['mean']:.2f}"
        assert (mean if lang == "en" else mean.replace(".", ",")) in numbers(text)
    figures = (*record["statements"], *record["sub_dimensions"])
    cells = Counter(cell for one in figures for cell in one["distribution"] or () if cell is not None)
    bars = Counter(int(n) for n in re.findall(r'class="count"[^>]*>(\d+)<', text))
    assert cells
    assert cells - bars == Counter()
    assert (bars - cells).total() <= 2 * 4, "those of the two programmes"
    assert "<b onload" not in text
    assert "Program &lt;b onload=x&gt;dua&lt;/b&gt;" in text
    assert "living.csv" not in text, "a file may be named after a person"
    assert not re.search(r"https?://|<script|style=", text)
    assert ("fewer than 5" if lang == "en" else "kurang dari 5") in text, "the three who left a statement blank"


@pytest.mark.parametrize("seed", range(6))
def test_no_number_on_the_page_is_of_one_to_four_people(seed: int, root: Path, tmp_path: Path) -> None:
    draw, rows = random.Random(seed), people(seed)
    for _ in range(draw.randrange(0, 40)):
        draw.choice(rows)[draw.choice(LIVING)] = ""
    rows = rows[: draw.choice([12, 30, 60])]
    page = tmp_path / "s.html"
    assert imported(root, rows, page, "--lang", "en") == 0
    text = page.read_text("utf-8")
    counts = re.findall(r'class="count"[^>]*>(\d+)<|\bn (\d+)<|mark \d: (\d+)', text)
    found = [int(next(filter(None, count))) for count in counts]
    (record,) = (root / "data" / "surveys").glob("survei-living-*.yaml")
    assert bool(found) == bool(re.search(r"respondents: \d", record.read_text("utf-8")))
    assert [count for count in found if 0 < count < FEWEST] == []
    assert [n for n in re.findall(r"(?:Not counted, [^:<]*|count|Respondents): (\d+)", text) if 0 < int(n) < 5] == []


@pytest.mark.parametrize("seed", range(30))
def test_no_number_of_rows_below_five_can_be_worked_out(seed: int) -> None:
    draw = random.Random(seed)
    fates = [(draw.randrange(1, 9), f"why {i}") for i in range(draw.randrange(1, 5))]
    total = sum(n for n, _ in fates)
    shown = list(reasons(fates, language("en")))
    assert {why for names, _ in shown for why in names.split(", ")} == {why for _, why in fates}
    hidden = [said for _, said in shown if not said.isdecimal()]
    assert all(int(said) >= FEWEST for _, said in shown if said.isdecimal())
    assert len(hidden) == (total < FEWEST)


def rows_line(page: Path) -> list[str]:
    """What the page says of the rows that were read and of those that do not count."""
    return re.findall(
        r"<li>(\d+ rows, of which[^<]*|rows that count[^<]*|Not counted[^<]*)</li>", page.read_text("utf-8")
    )


def test_the_page_tells_of_several_tables_only_together_how_many_rows_count(root: Path, tmp_path: Path) -> None:
    """Of 62 respondents 58 are in the first table: four are in the second one."""
    rows, page = survey("living", 70), tmp_path / "s.html"
    rows = [{**row, "consent": "tidak" if 50 <= i < 58 else "ya"} for i, row in enumerate(rows)]
    paths = [write_csv(tmp_path / f"living-{i}.csv", part) for i, part in enumerate((rows[:66], rows[66:]))]
    options = ["--root", str(root), "--today", TODAY.isoformat(), "--page", str(page), "--with-faults", "--lang", "en"]
    assert main(["survey", "import", *paths, *options]) == 0
    assert rows_line(page) == ["70 rows, of which 62 count", "Not counted, without consent: 8"]
    assert "Table 2" in page.read_text("utf-8")


def test_a_later_page_does_not_tell_how_many_rows_more_have_a_reason(root: Path, tmp_path: Path) -> None:
    """Twelve were refused or rejected at first, then 18: one refused more, and five more were rejected."""
    page = tmp_path / "s.html"

    def imported_again(people: int, refused: int, rejected: int) -> list[str]:
        rows = survey("living", people + refused + rejected)
        for i, row in enumerate(rows):
            row["consent"] = "tidak" if people <= i < people + refused else "ya"
            row["_validation_status"] = "Not Approved" if i >= people + refused else "Approved"
        assert imported(root, rows, page, "--lang", "en") == 0
        name = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        for arguments in (("init", "-q"), ("add", "-A"), (*name, "commit", "-qm", "x", "--allow-empty")):
            subprocess.run(["git", *arguments], cwd=root, check=True)
        return sorted(rows_line(page))

    first = ["67 rows, of which 55 count", "Not counted, not approved: 6", "Not counted, without consent: 6"]
    assert imported_again(55, 6, 6) == first
    assert imported_again(55, 6, 6) == first, "the same page again"
    later = ["Not counted, not approved: –", "Not counted, without consent: –"]
    assert imported_again(63, 7, 11) == ["81 rows, of which 63 count", *later]


def test_no_page_is_written_where_no_record_is(root: Path, tmp_path: Path) -> None:
    rows, page = survey("living", 60), tmp_path / "s.html"
    for row in rows[:12]:
        row.update({name: rows[0][name] for name in LIVING})
    path = write_csv(tmp_path / "living.csv", rows)
    options = ["--root", str(root), "--today", TODAY.isoformat()]
    assert main(["survey", "import", path, *options, "--page", str(page)]) == 1
    assert not page.exists()
    assert main(["survey", "import", path, *options, "--page", path]) == 2
    assert main(["survey", "import", path, *options, "--page", str(tmp_path / "s.pdf")]) == 2
    assert imported(root, survey("living", 60), page) == 0
    page.unlink()
    assert imported(root, survey("living", 60)[:57], page, "--replace") == 2, "too close to the version before"
    assert not page.exists()


def test_a_table_named_like_a_page_is_not_overwritten(root: Path, tmp_path: Path) -> None:
    table = tmp_path / "living.html"
    table.write_text("x", encoding="utf-8")
    options: list[Any] = ["--root", str(root), "--page", str(table)]
    assert main(["survey", "import", str(table), *options]) == 2
    assert table.read_text(encoding="utf-8") == "x"


@pytest.mark.needs("chromium")
@pytest.mark.parametrize(("lang", "scheme"), [("id", "light"), ("en", "dark")])
def test_axe_finds_nothing_and_a_phone_shows_everything(
    lang: str, scheme: str, chromium: Browser, root: Path, tmp_path: Path
) -> None:
    page = tmp_path / "s.html"
    assert imported(root, people(), page, "--lang", lang) == 0
    tab = chromium.new_page(bypass_csp=True, offline=True, viewport={"width": 360, "height": 640}, is_mobile=True)
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.goto(page.as_uri())
    tab.evaluate(AXE)
    assert tab.evaluate(RUN, STRUCTURE) == []
    assert tab.evaluate(RUN, COLOURS) == []
    assert tab.evaluate("document.documentElement.scrollWidth") == 360
    assert tab.evaluate(CUT_OFF) == []
    assert tab.evaluate(BARE_TABLES) == []
    tab.close()


def test_how_the_answers_were_collected_is_taken_from_the_map_and_kept_where_a_person_wrote_it(
    root: Path, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "living.csv", survey("living", 60))
    options = ["--root", str(root), "--today", TODAY.isoformat()]
    record = root / "data/surveys/survei-living-2026-tahap-1.yaml"
    assert main(["survey", "import", path, *options]) == 0
    text = record.read_text("utf-8")
    assert "collected:" not in text
    record.write_text(text.replace("official_wording: false\n", "official_wording: false\ncollected: paper\n"), "utf-8")
    assert main(["survey", "import", path, *options, "--replace"]) == 0
    assert "\ncollected: paper\n" in record.read_text("utf-8")
    columns = tmp_path / "kolom.yaml"
    columns.write_text("collected: online\n", encoding="utf-8")
    assert main(["survey", "import", path, *options, "--columns", str(columns), "--replace"]) == 0
    assert "\ncollected: online\n" in record.read_text("utf-8")
