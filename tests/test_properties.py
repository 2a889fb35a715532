"""What must hold whatever people write: no text stops the tool, and a score explains itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given
from hypothesis import strategies as st

from banjar_smartcity.checking.one_file import check_written
from banjar_smartcity.checking.resolve import resolve
from banjar_smartcity.diagnostics import At, Diagnostic, Finding
from banjar_smartcity.model.answer import AnswerSheet
from banjar_smartcity.privacy.search import check_personal_data, find_personal_data, redact
from banjar_smartcity.rules.dates import check_calendar
from banjar_smartcity.schema.validator import compile_schema, shipped
from banjar_smartcity.scoring.score import Score, compute_score
from banjar_smartcity.source.decode import split_lines
from banjar_smartcity.source.document import parse
from banjar_smartcity.workspace.disk import Disk
from banjar_smartcity.workspace.layout import discover
from conftest import BASE, TODAY, check, share

FILES = [(file.kind, file.path, (BASE / file.path).read_bytes()) for file in discover(Disk(BASE)).files]

MARKS = (
    "- ",
    "? ",
    ": ",
    "\n",
    "\r",
    "\r\n",
    "  ",
    "\t",
    "[",
    "]",
    "{",
    "}",
    ",",
    "'",
    '"',
    "|\n",
    ">\n",
    "#",
    "%",
    "@",
)
WORDS = (
    "a: ",
    "b",
    "&x ",
    "*x",
    "!!str ",
    "!<x> ",
    "---\n",
    "...\n",
    "~",
    "null",
    "true",
    "-1.5",
    "<<: ",
    "\\",
    "1e9",
    "NaN",
    " #12 ",
    "1.180",
    "2.00",
    "0123",
    "! ",
    "pages: ",
    "unit: orang",
    "31/05/2027",
    "68,4",
)
ODDITIES = (
    *("\u00a0", "“", "”", "–", "−", "２", "：", "\u200b", "\ufe0f", "PK\x03\x04"),
    *("\u2028", "\x85", "\ufeff", "é", "𝟘", "\\u0041", '"\\ud800"', "9" * 301, "081234567890", "\x00"),
)
fragments = st.sampled_from((*MARKS, *WORDS, *ODDITIES))
yamlish = st.lists(fragments, max_size=40).map(lambda parts: "".join(parts).encode("utf-8"))
any_bytes = st.binary(max_size=200) | st.text(max_size=100).map(str.encode) | yamlish


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, str, bytes]:
    """A file of the base with a piece of it replaced."""
    kind, path, content = draw(st.sampled_from(FILES))
    start = draw(st.integers(0, len(content)))
    end = draw(st.integers(start, min(len(content), start + 30)))
    return kind, path, content[:start] + draw(any_bytes | st.just(b"")) + content[end:]


def examine(path: str, kind: str | None, content: bytes) -> tuple[tuple[Finding, ...], str]:
    """All that is done with the bytes of one file before the rules see it."""
    document, diagnostics = parse(path, content)
    text = document.text if document else content.decode("utf-8", "replace").removeprefix("\ufeff")
    found: list[Diagnostic] = [*diagnostics, *check_personal_data(path, text)]
    if document is not None:
        found += check_calendar(document)
        found += shipped(kind).check(document) if kind else []
        found += check_written(document, shipped(kind).text) if kind else []
    return resolve(found, {path: text}), text


def lie_inside(findings: Iterable[Finding], text: str) -> bool:
    lines = split_lines(text)
    return all(
        1 <= finding.position.line <= len(lines)
        and 1 <= finding.position.column <= len(lines[finding.position.line - 1]) + 1
        for finding in findings
    )


@given(any_bytes)
@example(b"\xff\xfe")
@example(b'a: "')
@example(b"a: [")
def test_any_bytes_of_yaml_give_findings_inside_the_file(content: bytes) -> None:
    findings, text = examine("data/innovations/a.yaml", "innovation", content)
    assert findings or text
    assert lie_inside(findings, text)


@given(any_bytes)
def test_any_bytes_of_json_give_findings_inside_the_file(content: bytes) -> None:
    findings, text = examine("a.json", None, content)
    assert lie_inside(findings, text)


@given(any_bytes)
def test_any_bytes_as_a_schema_give_a_schema_or_findings(content: bytes) -> None:
    document, _ = parse("s.yaml", content)
    if document is not None:
        compiled, faults = compile_schema(document)
        assert (compiled is None) == bool(faults)
        assert lie_inside(resolve(faults, {"s.yaml": document.text}), document.text)


@given(damaged())
def test_a_damaged_record_gives_findings_inside_the_file(case: tuple[str, str, bytes]) -> None:
    kind, path, content = case
    findings, text = examine(path, kind, content)
    assert lie_inside(findings, text)


@share(3)
@given(damaged())
def test_a_workspace_with_a_damaged_record_gives_findings_inside_its_files(case: tuple[str, str, bytes]) -> None:
    _, path, content = case
    with TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        shutil.copytree(BASE, root)
        (root / path).write_bytes(content)
        checked = check(root)
    for finding in checked.findings:
        assert lie_inside([finding], checked.texts[finding.path])


@given(st.text(max_size=200) | st.text(alphabet="0123456789 .-()+@abNIK\n", max_size=200))
def test_redacted_text_holds_no_personal_data_of_before(text: str) -> None:
    for datum in find_personal_data(text):
        assert text[datum.start : datum.end] not in redact(text)


MODEL = check(BASE).model
HOLDINGS = check(BASE).holdings
STAGE = MODEL.stage()
TEMPLATE = MODEL.sheets[0].answers[0]
ANSWERABLE = [item for item in MODEL.items if item.aspect != "impact"]


def with_levels(levels: list[tuple[int | None, bool]]) -> Score:
    """The score where each answerable item has a level or none, with or without evidence."""
    answers = [
        TEMPLATE._replace(item=item.id, level=level, evidence=TEMPLATE.evidence if proved else ())
        for item, (level, proved) in zip(ANSWERABLE, levels, strict=True)
    ]
    assert STAGE is not None
    sheet = AnswerSheet(At("data/crosscutting/answers/2023-tahap-1.yaml"), STAGE.id, None, tuple(answers))
    score = compute_score(MODEL._replace(sheets=(sheet,)), STAGE, TODAY, HOLDINGS)
    assert score is not None
    return score


one_level = st.tuples(st.none() | st.integers(1, 4), st.booleans())
all_levels = st.lists(one_level, min_size=len(ANSWERABLE), max_size=len(ANSWERABLE))


@given(all_levels)
def test_the_contributions_of_dimensions_and_of_aspects_add_up_to_the_final_index(
    levels: list[tuple[int | None, bool]],
) -> None:
    score = with_levels(levels)
    assert sum(node.contribution for node in score.dimensions) == score.final.claimed
    assert sum(node.contribution for node in score.aspects) == score.final.claimed
    assert sum(leaf.contribution for leaf in score.final.leaves) == score.final.claimed
    assert sum(leaf.weight for leaf in score.final.leaves) == 1


@given(all_levels)
def test_every_figure_lies_within_its_bounds(levels: list[tuple[int | None, bool]]) -> None:
    score = with_levels(levels)
    for node in (score.final, *score.aspects, *score.dimensions):
        assert 0 <= node.lowest <= node.claimed <= node.highest <= 4
        assert 0 <= node.supported <= node.claimed
        assert 0 <= node.answered <= node.items
        assert node.contribution + node.cost <= node.weight * 4


@given(all_levels, st.data())
def test_no_figure_falls_when_a_level_rises(levels: list[tuple[int | None, bool]], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(levels) - 1))
    level, proved = levels[place]
    raised = data.draw(st.integers(level or 1, 4))
    before = with_levels(levels)
    after = with_levels([*levels[:place], (raised, proved), *levels[place + 1 :]])
    for old, new in zip(
        (before.final, *before.aspects, *before.dimensions),
        (after.final, *after.aspects, *after.dimensions),
        strict=True,
    ):
        assert old.claimed <= new.claimed
        assert old.supported <= new.supported
        assert old.lowest <= new.lowest
