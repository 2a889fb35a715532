"""Custom templates of a workspace replace blocks and parts of the shipped ones, and can do nothing else."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.i18n import language
from banjar_smartcity.render.page.custom import sandbox
from banjar_smartcity.render.page.custom.budget import Limits
from banjar_smartcity.render.page.custom.files import TemplateFaultError, find_custom, shipped_names, shipped_text
from banjar_smartcity.render.page.report import render_report
from banjar_smartcity.render.words.wording import message
from conftest import BASE, Build, put
from test_report import report_of, written

PAGE = "templates/report.html.j2"
EXTENDS = '{% extends "shipped/report.html.j2" %}\n'
REPORT = report_of(BASE)


@pytest.fixture(autouse=True)
def _little_to_spend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "LIMITS", Limits(300_000, 3_000_000))


def page(root: Path, texts: dict[str, str | bytes], format: str = "html") -> str:
    put(root, texts)
    return "".join(render_report(REPORT, language("en"), format, None, find_custom(root)))


def block(text: str, name: str) -> dict[str, str | bytes]:
    """A page that says something in one block."""
    return {PAGE: f"{EXTENDS}{{% block {name} %}}\n{text}\n{{% endblock %}}\n"}


BLOCKS = dict.fromkeys(re.findall(r"{% block (\w+)", shipped_text(PAGE.removeprefix("templates/"))))


def small(text: str) -> dict[str, str | bytes]:
    """A page that says something in its last block, and in no other: what happens there shows at once."""
    others = "".join(f"{{% block {name} %}}{{% endblock %}}" for name in BLOCKS if name != "end")
    return {PAGE: f"{EXTENDS}{{% block end %}}\n{text}\n{{% endblock %}}{others}\n"}


def faults(root: Path, texts: dict[str, str | bytes], format: str = "html") -> list[str]:
    with pytest.raises(TemplateFaultError) as caught:
        page(root, texts, format)
    english = language("en")
    return [f"{f.path}:{f.position.line}: {f.kind.id}: {message(f, english)}" for f in caught.value.findings]


@pytest.mark.parametrize("format", ["html", "md"])
def test_a_page_that_changes_nothing_is_the_shipped_one_byte_for_byte(format: str, tmp_path: Path) -> None:
    own = {f"templates/report.{format}.j2": f'{{% extends "shipped/report.{format}.j2" %}}\n'}
    assert page(tmp_path, dict(own), format) == written(REPORT, format)


def test_shipped_parts_that_are_copied_pass_and_give_the_same_page(tmp_path: Path) -> None:
    names = [
        name
        for name in shipped_names()
        if "/" in name and "md/" not in name and not name.startswith(("html/pack", "html/league"))
    ]
    shipped = Path(__file__).parent.parent / "templates"
    texts = {f"templates/{name}": (shipped / name).read_bytes() for name in names}
    assert page(tmp_path, dict(texts)) == written(REPORT, "html")


def test_a_block_can_be_filled_otherwise_and_show_the_shipped_one_within(tmp_path: Path) -> None:
    text = page(tmp_path, block("<p>Kata Bupati</p>\n{{ super() }}", "summary"))
    assert text.index("<p>Kata Bupati</p>") < text.index('id="summary"') < text.index('id="score"')


def test_a_block_of_each_dimension_sees_its_dimension(tmp_path: Path) -> None:
    text = page(tmp_path, block("<p>[{{ section.node.name|text }}]</p>", "section"))
    assert re.findall(r"<p>\[(.*)\]</p>", text) == ["Dimensi living", "Dimensi economy", "Cross-cutting"]


def test_a_part_can_be_replaced_and_show_the_shipped_one_within(tmp_path: Path) -> None:
    own = '<p>{{ stage.name|text }}: {{ node.claimed|number }}</p>\n{% include "shipped/html/summary.html.j2" %}\n'
    text = page(tmp_path, {"templates/html/summary.html.j2": own})
    assert "<p>Tahap I 2023: 1.40</p>" in text
    assert 'id="summary"' in text


def test_a_part_of_ones_own_name_can_be_included(tmp_path: Path) -> None:
    own = {**small('{% include "kami.html.j2" %}'), "templates/kami/x.html.j2": "<p>Kami</p>"}
    own[PAGE] = str(own[PAGE]).replace("kami.html.j2", "kami/x.html.j2")
    assert "<p>Kami</p>" in page(tmp_path, own)


def test_a_style_sheet_of_ones_own_is_the_one_that_the_policy_allows(tmp_path: Path) -> None:
    text = page(tmp_path, {"templates/html/style.css": "body { color: navy }\n"})
    assert "<style>body { color: navy }\n" in text


def test_markdown_can_be_added_to(tmp_path: Path) -> None:
    said = '{% block summary %}\nSalam, *{{ "a|b" }}*.\n\n{{ super() }}{% endblock %}\n'
    own: dict[str, str | bytes] = {"templates/report.md.j2": '{% extends "shipped/report.md.j2" %}\n' + said}
    assert "Salam, *a\\|b*.\n" in page(tmp_path, own, "md")


MARKDOWN_BLOCKS = [
    "summary",
    "score",
    "history",
    "sections",
    "section",
    "findings",
    "steps",
    "programme",
    "sources",
    "end",
]


@pytest.mark.parametrize("name", MARKDOWN_BLOCKS)
def test_super_in_markdown_gives_the_block_as_it_was(name: str, tmp_path: Path) -> None:
    scoped = " scoped" if name == "section" else ""
    own: dict[str, str | bytes] = {
        "templates/report.md.j2": '{% extends "shipped/report.md.j2" %}\n'
        f"{{% block {name}{scoped} %}}{{{{ super() }}}}{{% endblock %}}\n"
    }
    assert page(tmp_path, own, "md") == written(REPORT, "md")


def test_what_a_macro_or_a_set_block_gives_is_escaped_once_in_markdown(tmp_path: Path) -> None:
    said = (
        "{% macro bold(what) %}**{{ what }}**{% endmacro %}{% block summary %}"
        '{% set kept %}_{{ "b*" }}_{% endset %}{{ bold("a*") }} {{ kept }} {{ kept|upper }}{% endblock %}'
    )
    own: dict[str, str | bytes] = {"templates/report.md.j2": '{% extends "shipped/report.md.j2" %}\n' + said}
    # A filter may cut what is safe, so its result is escaped again.
    assert "**a\\*** _b\\*_ \\_B\\\\\\*\\_" in page(tmp_path, own, "md")


def test_the_repository_of_this_program_has_no_templates_of_its_own() -> None:
    assert find_custom(Path(__file__).parent.parent) is None


def test_a_workspace_without_templates_has_none(tmp_path: Path) -> None:
    put(tmp_path, {"templates/surat.docx": b"", "templates/lain.html.j2": "{{ of_another_program }}"})
    assert find_custom(tmp_path) is None


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{{ program.region|safe }}", "|safe"),
        ("{% autoescape false %}{{ lang }}{% endautoescape %}", "{% autoescape %}"),
        ("{{ 'a' * 10 ** 9 }}", "**"),
        ("{{ 'a' ~ lang }}", "~"),
        ("{{ '%999999999s' % lang }}", "%"),
        ("{{ ''.__class__ }}", ".__class__"),
        ("{{ 'a'|center(999999999) }}", "|center"),
        ("{{ 'a'|indent(999999999) }}", "|indent"),
        ("{{ '%s'|format(1) }}", "|format"),
        ("{{ lang|attr('upper') }}", "|attr"),
        ("{{ lang|forceescape }}", "|forceescape"),
        ("{{ 'a'|replace('a', 'aaaa') }}", "|replace"),
        ("{% filter upper %}a{% endfilter %}", "{% filter %}"),
        ("{% macro m() %}{{ varargs }}{% endmacro %}", "varargs"),
        ("{{ _(*['a']) }}", "*"),
        ('{% include "report.html.j2" %}', '"report.html.j2"'),
        ('{% include "shipped/report.html.j2" %}', '"shipped/report.html.j2"'),
        ("{% include lang %}", "{% include … %}"),
        ("<script>alert(1)</script>", "<script>"),
        ("<SCRIPT >alert(1)</SCRIPT>", "<SCRIPT >"),
        ("<meta http-equiv=refresh content='0;url=https://evil.example'>", "<meta http-equiv=refr"),
        ("<img src='https://evil.example/x.png'>", "<img src='https://evi"),
        ("<link rel=prefetch href='https://evil.example'>", "<link rel=prefetch hr"),
        ("<{{ 'meta' }} http-equiv=refresh>", "<"),
        ("<a{{ 'rea' }}>", "<a"),
        ("<!-- x -->", "<!-- x -->"),
        ("</main></body>", "</main>"),
        ("{% trans %}{% endtrans %}" + " " * 250, "two hundred spaces in a row"),
    ],
)
def test_what_is_refused_is_refused_before_anything_is_made(text: str, what: str, tmp_path: Path) -> None:
    said = f"{PAGE}:3: template-refused: a custom template may not use this: {what}"
    assert [line.split("\n")[0] for line in faults(tmp_path, small(text))] == [said]


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.format }}",
        "{{ ''.join }}",
        "{{ lang['format_map'] }}",
        "{{ lang[0] }}",
        "{{ lang[:1] }}",
        "{{ program.region._asdict }}".replace("._asdict", "['_asdict']()"),
        "{{ score.__class__ }}".replace(".__class__", "['__class__']"),
        "{{ locate.texts }}",
        "{{ locate.__call__ }}".replace(".__call__", "['__call__'].__globals__").replace(".__globals__", ""),
        "{{ cite['__globals__'] }}",
        "{{ bridge.func_globals }}",
        "{{ super['__init__'] }}",
        "{{ self._TemplateReference__context }}".replace("._Template", "['_Template").replace(
            "context }}", "context'] }}"
        ),
        "{{ namespace.mro() }}",
        "{{ today.replace(year=1) }}",
        "{{ today.strftime('%Y') }}",
        "{{ model.sources.pop('berita') }}",
        "{{ [1].append(2) }}",
        "{{ model }}",
        "{{ [1, 2] }}",
        "{{ cycler('a') }}",
        "{{ lipsum() }}",
        "{{ range(9) }}",
        "{{ dict(a=1) }}",
        "{{ joiner() }}",
        "{{ 'a' * 9 }}",
        "{{ [1] * 9 }}",
        "{{ [1, 2]|sum(start=[]) }}",
        "{{ [[1], [2]]|sum }}",
        "{{ 1|number(999999999) }}",
        "{{ node.claimed|number(99999) }}",
        "{% set ns = namespace(x=1) %}{{ ns.__class__ }}".replace(".__class__", "['__class__']"),
    ],
)
def test_what_can_only_be_seen_while_it_runs_fails_with_its_line(text: str, tmp_path: Path) -> None:
    (said,) = faults(tmp_path, small(text))
    assert said.startswith(f"{PAGE}:3: template-failed: this template fails here: ")


DOUBLING = "{% set ns = namespace(x='aaaaaaaa') %}{% for a in 'abcdefghijklmnopqrstuvwxyzabcdefghij' %}"


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in model.items %}{% endfor %}".replace("model.items", "'aaaaaaaaaa'").replace(
            "{% endfor %}", "{% for b in 'bbbbbbbbbb' %}" * 6 + "{% endfor %}" * 7
        ),
        DOUBLING + "{% set x %}{{ ns.x }}{{ ns.x }}{% endset %}{% set ns.x = x %}{% endfor %}",
        DOUBLING + "{% set ns.x = [ns.x, ns.x]|join %}{% endfor %}",
        DOUBLING + "{% set ns.x = 'aaaaaaaa'|list|join(ns.x) %}{% endfor %}",
        DOUBLING + "{% set ns.x = _('%(a)s%(a)s', a=ns.x) %}{% endfor %}",
        DOUBLING.replace("'aaaaaaaa'", "[1, 2]") + "{% set ns.x = ns.x + ns.x %}{% endfor %}",
        DOUBLING + "{% set ns.x = [ns.x, [ns.x]] %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}",
        DOUBLING.replace("'aaaaaaaa'", "3") + "{% set ns.x = ns.x * ns.x %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
        "{{ self.end() }}",
        "{% for a in 'abc' recursive %}{{ loop('abc') }}{% endfor %}",
        '{% include "kami/round.j2" %}',
        "{% for a in 'aaaaaaaaaa' if 'b' in 'bbbbbbbbbb'|list %}{% endfor %}".replace(
            "{% for", "{% for z in 'aaaaaaaaaa' %}" * 6 + "{% for"
        )
        + "{% endfor %}" * 6,
        "{{ _('%(a)999999999s', a=1) }}" * 0 + DOUBLING + "{{ 'aaaaaaaaaa' }}" * 2000 + "{% endfor %}" + "{{ m }}",
    ],
)
def test_what_would_never_end_or_grow_without_end_is_stopped(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "LIMITS", Limits(60_000, 600_000))
    round_again = {"templates/kami/round.j2": '{% include "kami/round.j2" %}'}
    (said,) = faults(tmp_path, {**small(text), **round_again})
    line = "[23]" if "self." in text else "3"  # a block that calls itself may run out of depth where it begins
    assert re.match(rf"({PAGE}:{line}|templates/kami/round.j2:1): template-failed: ", said)


@pytest.mark.parametrize("deep", ["(" * 5000, "[" * 3000, "{% if 1 %}" * 2000, "not " * 9000, "-" * 9000, "1+" * 9000])
def test_what_goes_too_deep_is_not_read(deep: str, tmp_path: Path) -> None:
    text = deep if deep.startswith("{%") else "{{ " + deep + "1 }}"
    assert all(": template-syntax: " in said or ": template-failed: " in said for said in faults(tmp_path, small(text)))


def test_a_width_in_a_sentence_is_shown_as_it_is_written(tmp_path: Path) -> None:
    assert "<p>%(a)999999999s 100%</p>" in page(tmp_path, small("<p>{{ _('%(a)999999999s 100%%', a=1) }}</p>"))


@pytest.mark.parametrize(
    "text",
    [
        "{% set x %}<p title=x>{% endset %}{{ x|first }}meta http-equiv=refresh>",
        "{% set x %}<p title=x>{% endset %}{{ x|list|join }}",
        "{% set x %}<p title=x>{% endset %}{{ x|trim('p title=x>') }}meta>",
        "{{ _('<meta http-equiv=refresh>') }}",
        "{% trans %}<meta http-equiv=refresh>{% endtrans %}".replace("<meta", "&lt;meta"),
        "{{ '<meta http-equiv=refresh>' }}",
        "{{ ['<meta', '>']|join }}",
    ],
)
def test_no_tag_can_be_put_together(text: str, tmp_path: Path) -> None:
    made = page(tmp_path, small(text))
    assert made.count("<meta") == written(REPORT, "html").count("<meta")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% block summary %}", "template-syntax: this template cannot be read: Unexpected end of template."),
        ("{{ 1 +* }}", "template-syntax: this template cannot be read: unexpected"),
        ("{% blok %}", "template-syntax: this template cannot be read: Encountered unknown tag 'blok'."),
        ("{% block sumary %}{% endblock %}", "template-block-unknown: the shipped page has no block sumary"),
        ("<p>Hilang</p>", "template-lacks: this template is missing something that others need: {% block … %}"),
        ("{% block end %}{{ node.skor }}{% endblock %}", "template-failed: this template fails here: 'banjar"),
        ("{% block end %}{{ skor }}{% endblock %}", "template-failed: this template fails here: 'skor' is undefined"),
    ],
)
def test_a_fault_names_file_and_line(text: str, said: str, tmp_path: Path) -> None:
    (found,) = faults(tmp_path, {PAGE: f"{EXTENDS}\n{text}"})
    assert found.startswith(f"{PAGE}:3: {said}")


@pytest.mark.parametrize(
    "text",
    [
        "<p>Laporan</p>",
        "",
        '{% extends "report.html.j2" %}',
        "<p>x</p>" + EXTENDS,
        "{% if 1 %}" + EXTENDS + "{% endif %}",
    ],
)
def test_a_page_begins_with_the_shipped_one_and_its_policy(text: str, tmp_path: Path) -> None:
    (found,) = faults(tmp_path, {PAGE: text})
    assert found.startswith(f"{PAGE}:1: template-lacks: ")
    assert '{% extends "shipped/report.html.j2" %}' in found


def test_a_part_defines_the_macros_that_others_take_from_it(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, {"templates/html/nodes.html.j2": "{% macro nodes() %}{% endmacro %}"})
    assert found.startswith("templates/html/nodes.html.j2:1: template-lacks: ")
    assert "{% macro parts %}" in found


def test_a_style_sheet_cannot_leave_its_element(tmp_path: Path) -> None:
    own: dict[str, str | bytes] = {"templates/html/style.css": "p {}\n</style><meta http-equiv=refresh>"}
    assert faults(tmp_path, own) == [
        "templates/html/style.css:2: template-refused: a custom template may not use this: <"
    ]


def test_faults_of_several_templates_are_told_together(tmp_path: Path) -> None:
    own: dict[str, str | bytes] = {
        PAGE: "x",
        "templates/html/items.html.j2": "{{",
        "templates/html/score.html.j2": "{% x %}",
    }
    assert len(faults(tmp_path, own)) == 3


def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    put(tmp_path, {".git/config": "token", "templates/x": ""})
    (tmp_path / PAGE).symlink_to("../.git/config")
    with pytest.raises(TemplateFaultError, match="path-outside"):
        find_custom(tmp_path)


def test_a_folder_of_templates_that_is_a_link_is_refused(tmp_path: Path) -> None:
    put(tmp_path, {"elsewhere/report.html.j2": EXTENDS, "root/x": ""})
    (tmp_path / "root" / "templates").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(TemplateFaultError, match="path-outside"):
        find_custom(tmp_path / "root")


@pytest.mark.parametrize("content", [b"x" * (300 << 10), b"\xff\xfe"])
def test_templates_are_small_texts(content: bytes, tmp_path: Path) -> None:
    put(tmp_path, {PAGE: content})
    with pytest.raises(TemplateFaultError, match="file-"):
        find_custom(tmp_path)


def test_a_pipe_is_no_template(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    os.mkfifo(tmp_path / PAGE)
    with pytest.raises(TemplateFaultError, match="file-unreadable"):
        find_custom(tmp_path)


@pytest.mark.parametrize(
    "name", ["../data/program.yaml", "/etc/passwd", "shipped/../../etc/passwd", "..\\a/x.j2", ".git/x.j2"]
)
def test_only_templates_can_be_included(name: str, tmp_path: Path) -> None:
    put(tmp_path, {"data/program.yaml": "x", "templates/.git/x.j2": "x"})
    (found,) = faults(tmp_path, small(f'{{% include "{name.replace(chr(92), chr(92) * 2)}" %}}'))
    assert found.startswith(f"{PAGE}:3: template-failed: ")


def test_a_script_of_the_workspace_is_never_taken(tmp_path: Path) -> None:
    put(tmp_path, {PAGE: EXTENDS, "templates/html/report.js": "alert(1)"})
    own = find_custom(tmp_path)
    assert own is not None
    assert own.read("html/report.js") is None


@pytest.mark.parametrize(("code", "said"), [("en", "this template fails here"), ("id", "templat ini gagal di sini")])
def test_a_fault_ends_with_1_and_leaves_the_report_of_before(
    code: str, said: str, build: Build, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    root = build(small("{{ skor }}"))
    target = tmp_path / "laporan.html"
    target.write_text("yang lama")
    arguments = ["report", "--root", str(root), "--output", str(target), "--lang", code, "--today", "2023-05-30"]
    assert main(arguments) == 1
    assert f"{PAGE}:3:4: error template-failed: {said}: 'skor' is undefined" in capsys.readouterr().out
    assert target.read_text() == "yang lama"
    assert os.listdir(tmp_path) == ["workspace", "laporan.html"] or sorted(os.listdir(tmp_path)) == [
        "laporan.html",
        "workspace",
    ]


def test_a_fault_leaves_nothing_printed_but_itself(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build(small("{{ skor }}"))
    assert main(["report", "--root", str(root), "--output", "-", "--lang", "en", "--today", "2023-05-30"]) == 1
    assert "<!DOCTYPE" not in capsys.readouterr().out


@pytest.mark.parametrize("command", [["diff", "HEAD"], ["validate"], ["score"], ["review"]])
def test_other_commands_read_no_templates(command: list[str], build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    import subprocess

    root = build(small("{{ skor }}"))
    for step in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"]):
        subprocess.run(["git", "-C", str(root), *step], check=True)
    assert main([*command, "--root", str(root), "--lang", "en", "--today", "2023-05-30"]) == 0
    assert "templates/" not in capsys.readouterr().out
