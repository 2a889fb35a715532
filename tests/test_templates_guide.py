"""docs/templates.md describes what custom templates see, and its examples work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from banjar_smartcity.i18n import language
from banjar_smartcity.render.page.custom.files import find_custom, shipped_text
from banjar_smartcity.render.page.custom.running import check_templates
from banjar_smartcity.render.page.custom.sandbox import Bounded
from banjar_smartcity.render.page.report import render_report, report_environment, template_values
from conftest import BASE, put
from test_report import report_of

DOCS = Path(__file__).parent.parent / "docs"
GUIDE = (DOCS / "templates.md").read_text(encoding="utf-8")
REPORT = report_of(BASE)


def examples(text: str) -> dict[str, str | bytes]:
    return {found[1]: found[2] for found in re.finditer(r"```jinja\n\{# (\S+) #\}\n(.*?)```", text, re.DOTALL)}


def quoted(text: str) -> set[str]:
    return set(re.findall(r"`(\w+)(?:\([^`]*\))?`", text))


@pytest.mark.parametrize(("format", "said"), [("html", "<h2>Sambutan</h2>"), ("md", "## Sambutan")])
def test_its_examples_make_a_report(format: str, said: str, tmp_path: Path) -> None:
    put(tmp_path, examples(GUIDE))
    text = "".join(render_report(REPORT, language("id"), format, custom=find_custom(tmp_path)))
    assert said in text
    assert "Contoh menjawab 2 dari 5 butir" in text


def test_the_example_of_the_indonesian_guide_makes_a_report(tmp_path: Path) -> None:
    put(tmp_path, examples((DOCS / "templat.md").read_text(encoding="utf-8")))
    text = "".join(render_report(REPORT, language("id"), "html", custom=find_custom(tmp_path)))
    assert "telah menjawab 2 dari 5 butir" in text


def test_it_names_every_value_and_no_other() -> None:
    values = GUIDE.partition("| --- | --- |\n")[2].partition("\n\n")[0]
    named = {name for line in values.splitlines() for name in quoted(line.split("|")[1])}
    asked = quoted(GUIDE.partition("to be called:")[2].partition("\n\n")[0])
    assert named | asked == {*template_values(REPORT, language("en"), None), "style"}


def test_it_names_every_filter_and_no_other(tmp_path: Path) -> None:
    put(tmp_path, examples(GUIDE))
    page = report_environment(REPORT, language("en"), "html", find_custom(tmp_path))
    assert isinstance(page, Bounded)
    check_templates(page)
    ours, _, jinjas = GUIDE.partition("Filters of the tool:")[2].partition("Of Jinja's:")
    assert quoted(ours) | quoted(jinjas.partition("`{{")[0]) == page.known


def test_it_names_every_block_and_no_other() -> None:
    reader = Environment(extensions=["jinja2.ext.i18n"])
    pages = [reader.parse(shipped_text(f"report.{format}.j2")) for format in ("html", "md")]
    blocks = {block.name for page in pages for block in page.find_all(nodes.Block)}
    assert quoted(GUIDE.partition("Blocks of both pages:")[2].partition("\n\n")[0]) - {"--history"} == blocks
