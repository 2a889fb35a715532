"""Whatever people write shows in Markdown as it was written, and as nothing else."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from banjar_smartcity.render.words.markdown import Safe, escape
from banjar_smartcity.source.letters import visible

WORD_JOINER = "\u2060"
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown(text: str) -> str:
    """What a reader of Markdown is to see of a text."""
    return html.escape(visible(" ".join(text.split())), quote=False)


def read(markdown: str) -> str:
    return str(READER.render(markdown)).replace(WORD_JOINER, "").replace("&quot;", '"')


@given(st.text())
def test_any_text_is_one_paragraph_that_shows_it(text: str) -> None:
    assert read(escape(text)) == (f"<p>{shown(text)}</p>\n" if shown(text) else "")


@given(st.text(alphabet="\\`*_{}[]<>()#+-.!|~&$=:/@ \n\tw1aA;", max_size=40))
def test_text_made_of_marks_is_one_paragraph_that_shows_it(text: str) -> None:
    assert read(escape(text)) == (f"<p>{shown(text)}</p>\n" if shown(text) else "")


@given(st.text(alphabet="\\`*_[]<>()|~&- \na", max_size=40))
def test_a_table_cell_stays_one_cell(text: str) -> None:
    table = read(f"| a | b |\n| --- | --- |\n| {escape(text)} | end |\n")
    assert re.findall("<td>(.*?)</td>", table, re.DOTALL) == [shown(text), "end"]


@pytest.mark.parametrize(
    "text", ["https://evil.example", "http://evil.example", "www.evil.example", "see www.evil.example"]
)
def test_addresses_in_texts_do_not_become_links_on_platforms(text: str) -> None:
    assert not re.search(r"[a-z]://|www\.", escape(text))


def test_nobody_is_called_by_a_name_with_an_at_sign() -> None:
    assert "@somebody" not in READER.render(escape("ask @somebody"))


@pytest.mark.parametrize(
    "text", ["data/a.yaml:100:5", ":tada:", "a:+1:b", "GH-12", "see gl-7", "%3", '%"Tahap 1"', "!4"]
)
def test_platforms_make_no_pictures_and_no_references_of_texts(text: str) -> None:
    assert text not in html.unescape(READER.render(escape(text)))
    assert read(escape(text)) == f"<p>{shown(text)}</p>\n"


@pytest.mark.parametrize("text", ["data/a.yaml:10:5", "12:30:45", "61 % → 70 %", "level: 3"])
def test_what_no_platform_takes_for_anything_stays_plain(text: str) -> None:
    assert WORD_JOINER not in READER.render(escape(text))


def test_template_tags_of_site_builders_are_broken_up() -> None:
    assert "{{" not in escape("{{ 7*7 }}")
    assert "{%" not in escape("{% include x %}")


def test_what_is_escaped_is_marked_as_safe() -> None:
    assert isinstance(escape("a"), Safe)
