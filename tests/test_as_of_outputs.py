"""As of a day, in what people get: no output has a statement that only later sources make, or cites one of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from zipfile import ZipFile

import pytest

from banjar_smartcity.checking import pipeline
from banjar_smartcity.checking.pipeline import Checked
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.diagnostics import At
from banjar_smartcity.i18n import Text
from banjar_smartcity.model.model import Model
from banjar_smartcity.model.moment import Moment
from banjar_smartcity.model.parts import Together
from banjar_smartcity.model.register import Source
from conftest import BASE, ROOT, base_text, check, put, seeds

NAMES = tuple(f"sumber{n}" for n in range(5))
DAYS = tuple(date(2023, month, 1) for month in range(1, 13))
STAGE = "2023-tahap-1"


def _sources() -> str:
    entries = (
        f"  - {{id: {name}, title: judul{name}, kind: news, publisher: null, address: null, "
        "published: null, read: null}\n"
        for name in NAMES
    )
    return base_text("data/sources.yaml") + "".join(entries)


SOURCED = "sources: [sumber0]"
FILES = {
    "data/sources.yaml": _sources(),
    "data/agencies.yaml": f"""agencies:
  - {{id: dinkes, abbreviation: Dinkes, name: kata001, {SOURCED}}}
  - {{id: dkumpp, abbreviation: DKUMPP, name: null, sources: []}}
""",
    "data/program.yaml": f"""region:
  id: kabupaten-contoh
  name: Kabupaten Contoh
  official_name: KAB. CONTOH
  province: kata002
  seat: kata003
  {SOURCED}
language: id
instrument: mini-2023
variant: reguler
stage: {STAGE}
dimensions: [living, economy]
vision:
  - {{text: kata004, period: null, {SOURCED}}}
  - {{text: kata005, period: 2021-2026, {SOURCED}}}
missions:
  - {{id: misi-1, text: kata006, {SOURCED}}}
  - {{id: misi-2, text: kata007, period: 2021-2026, {SOURCED}}}
stages:
  - {{id: {STAGE}, name: Tahap, year: 2023, starts_on: 2023-06-12, ends_on: 2023-06-14,
     place: kata008, mode: online, {SOURCED}}}
  - {{id: 2023-tahap-2, name: kata009, year: 2023, starts_on: 2023-11-02, ends_on: 2023-11-16,
     place: kata010, mode: online, {SOURCED}}}
meetings:
  - {{id: rapat, name: kata011, starts_on: 2023-05-30, ends_on: 2023-05-30,
     place: kata012, chair: sekda, host: dinkes, {SOURCED}}}
offices:
  - id: sekda
    name: kata013
    agency: null
    roles: [kata014]
    holder: {{name: kata015, seen_on: 2022, {SOURCED}}}
    {SOURCED}
documents:
  - {{id: surat, title: kata016, kind: letter, number: kata017, issuer: kata018, date: null, {SOURCED}}}
""",
    "data/innovations/klinik-daring.yaml": f"""id: klinik-daring
name: kata020
also_named: [kata021]
expansions: [{{text: kata022, {SOURCED}}}]
dimension: living
sub_dimension: health
status: provisional
owners:
  - {{kind: agency, agency: dinkes, role: kata023, {SOURCED}}}
  - {{kind: community, name: kata024, {SOURCED}}}
started: 2022-03
description: {{text: kata025, {SOURCED}}}
facts:
  - {{text: kata026, date: 2022-03, {SOURCED}}}
  - {{text: kata027, date: null, {SOURCED}}}
conflicts: [{{text: kata028, {SOURCED}}}]
unknowns: []
possible_duplicate_of: pasar-rakyat
missions: [misi-1, misi-2]
programme: {{text: kata029, {SOURCED}}}
activity: {{text: kata030, {SOURCED}}}
budget: [{{year: 2022, line: 5.02.01.2.03.77, amount: 1000, {SOURCED}}}]
participants: [{{kind: school, name: kata032, {SOURCED}}}]
problem: {{text: kata070, {SOURCED}}}
method: {{text: kata071, {SOURCED}}}
novelty: {{text: kata072, {SOURCED}}}
results:
  - {{id: lama, measure: kata073, unit: hari, before: null, after: {{value: 3, year: 2022, {SOURCED}}}}}
digital: {{value: true, {SOURCED}}}
affairs: [{{id: kesehatan, name: kata074, main: true, {SOURCED}}}]
trial: {{date: 2022-01, {SOURCED}}}
evidence: [{{evidence: sk-forum, pages: '1'}}]
{SOURCED}
note: kata033
""",
    f"data/crosscutting/answers/{STAGE}.yaml": f"""stage: {STAGE}
dimension: null
answers:
  - item: baseline-planning-masterplan
    fact: kata040
    level: 2
    {SOURCED}
    evidence: [{{evidence: sk-forum, pages: '1'}}]
    responsible: dinkes
    answered_on: null
    blocked_by: kata041
    note: kata042
""",
    "data/results/2023.yaml": f"""year: 2023
instrument: mini-2023
published: null
{SOURCED}
rows:
  - region: KAB. CONTOH
    variant: reguler
    aspects: {{}}
    final: null
    derived: {{final: 2.99, tolerance: 0.01, text: kata050}}
    {SOURCED}
    note: kata051
  - {{region: KATA052, variant: reguler, aspects: {{}}, final: 2.20, {SOURCED}}}
""",
    "data/contests/2023.yaml": f"""year: 2023
name: kata060
organiser: dinkes
dates: [{{id: registration, starts_on: 2023-01-01, ends_on: 2023-01-02, {SOURCED}}}]
categories:
  - {{id: asn, name: kata061, finalists: null, {SOURCED}}}
scale: {{lowest: 0, highest: 100, {SOURCED}}}
criteria: [{{id: baru, name: kata062, weight: 100, {SOURCED}}}]
judges: [{{id: juri, kind: other, name: kata063, {SOURCED}}}]
entries:
  - {{id: satu, innovation: null, name: kata064, category: asn, agency: null,
     body: kata065, status: finalist, {SOURCED}}}
marks:
  given_on: null
  {SOURCED}
  rows: [{{judge: juri, entry: satu, criterion: baru, mark: 77.125}}]
results:
  published: null
  {SOURCED}
  rows: [{{category: asn, place: 1, entry: null, name: kata066}}]
conflicts: [{{text: kata067, {SOURCED}}}]
unknowns: []
{SOURCED}
note: null
""",
}
UNSHOWN = {"kata051"}
"""The note of a result, which no command shows."""


class Statement(NamedTuple):
    """Words of a record that its own sources state."""

    at: At
    words: frozenset[str]
    sources: tuple[str, ...]


def vary(value: Any, chosen: Mapping[At, tuple[str, ...]], holder: At | None = None) -> Any:
    """The model with other sources for each record of `chosen`."""
    if isinstance(value, At | Text | Source | Moment):
        return value
    if isinstance(value, dict):
        return {key: vary(part, chosen) for key, part in value.items()}
    if hasattr(value, "_fields"):
        at = getattr(value, "at", holder)
        changed = {name: vary(getattr(value, name), chosen, at and at / "holder") for name in value._fields}
        for name in ("sources", "region_sources"):
            if name in changed and at is not None and at in chosen:
                changed[name] = chosen[at]
        return value._replace(**changed)
    return tuple(vary(part, chosen) for part in value) if type(value) is tuple else value


def statements(value: Any, holder: At | None = None) -> Iterator[Statement]:
    """Every record with sources in the model, and its words."""
    if isinstance(value, dict):
        for part in value.values():
            yield from statements(part)
    elif hasattr(value, "_fields") and not isinstance(value, At | Text | Source | Moment):
        at = getattr(value, "at", holder)
        if at is not None and hasattr(value, "sources"):
            yield Statement(at, frozenset(words_of(value, value)), value.sources)
        elif at is not None and hasattr(value, "region_sources"):
            words = frozenset(filter(None, (value.seat, value.province and value.province.id)))
            yield Statement(at, words, value.region_sources)
        for name in value._fields:
            yield from statements(getattr(value, name), at and at / "holder")
    elif type(value) is tuple:
        for part in value:
            yield from statements(part)


def words_of(value: Any, top: Any) -> Iterator[str]:
    """The words of a record that are not those of a part with its own sources."""
    if isinstance(value, str):
        yield from re.findall(r"kata\d+", value.lower())
    elif isinstance(value, tuple) and (value is top or not hasattr(value, "sources")):
        for part in value:
            yield from words_of(part, top)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made-up") / "workspace"
    shutil.copytree(BASE, root)
    put(root, FILES)
    return root


@pytest.fixture(scope="module")
def made_up(workspace: Path) -> Checked:
    checked = check(workspace, date(2023, 5, 30))
    assert [f"{f.path} {f.kind.id} {f.facts}" for f in checked.findings if f.kind.severity.value == "error"] == []
    return checked._replace(findings=())


COMMANDS: tuple[tuple[str, ...], ...] = (
    ("report", "--format", "md", "--output", "-"),
    ("report", "--format", "html", "--output", "-"),
    *(
        (*command, "--format", format)
        for format in ("text", "json")
        for command in (
            ("status",),
            ("todo",),
            ("item", "baseline-planning-masterplan"),
            ("score", "--explain"),
            ("score", "--official", "2023"),
            ("innovations",),
            ("innovations", "show", "klinik-daring"),
            ("innovations", "shortlist"),
            ("innovations", "matrix"),
            ("innovations", "contest"),
            ("evidence", "check"),
        )
    ),
)


def run(*arguments: str) -> tuple[int, str]:
    """The exit code of a command, and all that it prints."""
    printed = StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        code = main(list(arguments))
    return code, printed.getvalue()


def outputs(root: Path, day: date, folder: Path, commands: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """What each command gives on a day, with the files of a site and a pack."""
    asked = ("--root", str(root), "--today", day.isoformat())
    for command in commands:
        code, text = run(*command, *asked)
        # What was not known on the day cannot be asked for, as an innovation or a contest.
        assert code in (0, 2), (command, text)
        yield " ".join(command), text
    tables = (("export",),) if root != ROOT else ()  # slow with all of our own data, and says no more
    for command in (("site", "--output"), ("evidence", "pack", "--output"), *tables):
        target = folder / command[0]
        code, text = run(*command, str(target), *asked)
        assert code == 0, text
        for path in sorted(target.rglob("*")):
            if path.suffix in (".html", ".json", ".md", ".csv", ".txt"):
                yield f"{command[0]} {path.relative_to(target)}", path.read_text(encoding="utf-8")
        shutil.rmtree(target)
    for name in ("form.html", "workbook.xlsx", "portal.html") if tables else ():
        target = folder / name
        words = ["portal"] if name.startswith("portal") else [target.stem, "out", "--all"]
        code, text = run(*words, "--output", str(target), *asked)
        assert code == 0, text
        yield " ".join((*words, name)), _text_of(target)
        target.unlink()


def _text_of(file: Path) -> str:
    """The text of a page, or of all parts of a workbook."""
    if file.suffix != ".xlsx":
        return file.read_text(encoding="utf-8")
    with ZipFile(file) as parts:
        return " ".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def may_show(sources: tuple[str, ...], register: Mapping[str, Source], day: date) -> bool:
    """The rule, said a second time: all sources of what they state together, else the earliest; undated stays."""
    known = [(e := register[name].earliest) is None or e <= day for name in sources]
    return all(known) if isinstance(sources, Together) else not known or any(known)


def told(text: str) -> set[str]:
    return set(re.findall(r"kata\d+", text.lower()))


@contextmanager
def checked_as(checked: Checked) -> Iterator[None]:
    """Let commands find these data in whatever folder they are asked about."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "check_workspace", lambda *_, **_more: checked)
        yield


def test_every_word_of_a_statement_is_shown_once_everything_is_known(
    made_up: Checked, workspace: Path, tmp_path: Path
) -> None:
    """Or the property below would look for words that nothing shows."""
    found: set[str] = set()
    with checked_as(made_up):
        for _, text in outputs(workspace, date(2023, 12, 31), tmp_path, COMMANDS):
            found |= told(text)
    wanted = {word for statement in statements(made_up.model) for word in statement.words}
    assert wanted - found == UNSHOWN & wanted
    assert len(wanted) > 40


@pytest.mark.parametrize("seed", seeds(10))
def test_no_output_has_a_statement_of_a_source_that_is_published_later(
    made_up: Checked, workspace: Path, tmp_path: Path, seed: int
) -> None:
    draw = Random(seed)
    register = dict(made_up.model.sources)
    for name in NAMES:
        day = draw.choice((None, *DAYS))
        recorded = {"published": Moment(day, day)} if day and draw.random() < 0.7 else {"not_before": day}
        register[name] = register[name]._replace(**recorded)
    chosen: dict[At, tuple[str, ...]] = {}
    for statement in statements(made_up.model):
        if statement.sources and statement.sources[0] in NAMES:
            together = isinstance(statement.sources, Together) or draw.random() < 0.3
            chosen[statement.at] = (Together if together else tuple)(draw.sample(NAMES, draw.randrange(4)))
    model: Model = vary(made_up.model, chosen)._replace(sources=register, source_list=tuple(register.values()))
    day = draw.choice(DAYS)
    later = {name for name in NAMES if (first := register[name].earliest) and first > day}
    hidden = {
        word
        for statement in statements(model)
        if not may_show(statement.sources, register, day)
        for word in statement.words
    }
    with checked_as(made_up._replace(model=model)):
        for where, text in outputs(workspace, day, tmp_path, COMMANDS):
            assert told(text) & hidden == set(), where
            assert {name for name in later if name in text} == set(), where


REAL: tuple[tuple[str, ...], ...] = tuple(
    command for command in COMMANDS if command[0] != "evidence" and command[1] != "show"
)


def test_no_output_of_our_own_data_tells_on_a_day_what_later_sources_say(tmp_path: Path) -> None:
    """The texts of every statement, on days that are drawn at random; the sources are those of the register."""
    model = check(ROOT, date(2023, 5, 30)).model
    register, draw = model.sources, Random(11)
    said = [found for found in real_statements(model) if found.sources]
    first = date(2019, 1, 1)
    for _ in seeds(20):
        day = first + timedelta(draw.randrange((date(2026, 12, 31) - first).days))
        known = {text for found in said if may_show(found.sources, register, day) for text in found.words}
        hidden = {text for found in said if not may_show(found.sources, register, day) for text in found.words} - known
        shows = tuple(("innovations", "show", name, "--format", "json") for name in model.innovations)
        for where, text in outputs(ROOT, day, tmp_path, (*REAL, *shows)):
            plain = re.sub(r"\s+", " ", text)
            assert [said for said in hidden if said in plain] == [], (day, where)


def real_statements(model: Model) -> Iterator[Statement]:
    """Statements of facts with the texts that they are recognised by, which are long enough to be nothing else."""
    for record in model.innovations.values():
        for part in (*record.expansions, *record.facts, *record.conflicts, record.description):
            if part:
                yield Statement(part.at, frozenset(filter(None, (part.text.id, part.text.en))), part.sources)
    for sheet in model.sheets:
        for answer in sheet.answers:
            texts = (answer.fact, answer.note)
            words = (word for text in texts if text for word in (text.id, text.en) if word)
            yield Statement(answer.at, frozenset(words), answer.sources)
    for contest in model.contests.values():
        for conflict in contest.conflicts:
            yield Statement(conflict.at, frozenset(filter(None, conflict.text)), conflict.sources)
    if program := model.program:
        for vision in program.visions:
            yield Statement(vision.at, frozenset(filter(None, vision.text)), vision.sources)
        for mission in program.missions:
            yield Statement(mission.at, frozenset(filter(None, mission.text)), mission.sources)
        for meeting in program.meetings:
            yield Statement(meeting.at, frozenset(filter(None, meeting.name)), meeting.sources)
        for document in program.documents:
            yield Statement(document.at, frozenset(filter(None, document.title)), document.sources)
