"""Data stay data in templates: words of Jinja in a value are shown as they are, and lead nowhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from jinja2 import Environment, nodes
from jinja2.sandbox import SandboxedEnvironment

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.i18n import language
from banjar_smartcity.render.page import environment
from banjar_smartcity.render.page.compiled import is_internal
from banjar_smartcity.render.page.custom.files import FOLDER, find_custom, shipped_names, shipped_text
from conftest import Build, base_text

KLINIK = "data/innovations/klinik-daring.yaml"
PROBES = (
    "{{ 7*191 }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ self.__init__.__globals__ }}",
    "{% include 'report.md.j2' %}",
    "{# gone #}",
    "{{ x.__class__ }}{{ gettext.__globals__ }}",
)


class Level(NamedTuple):
    """A record as templates get it."""

    level: int

    @property
    def double(self) -> int:
        return self.level * 2


@pytest.mark.parametrize("ending", ["html", "md"])
def test_words_of_templates_in_data_are_shown_as_they_are(ending: str, build: Build, tmp_path: Path) -> None:
    text = base_text(KLINIK, ("name: Klinik Daring", f"name: {' '.join(PROBES)!r}"))
    assert "7*191" in text
    root, output = build({KLINIK: text}), tmp_path / f"page.{ending}"
    assert main(["report", "--root", str(root), "--today", "2023-05-30", "--output", str(output), "--partial"]) == 0
    shown = output.read_text("utf-8")
    assert "7*191" in shown.replace("\\", "")
    assert "1337" not in shown.replace("7*191", "")
    assert not any(leak in shown for leak in ("<class", "&lt;class", "__builtins__", "&#39;__name__&#39;"))
    assert all(word in shown.replace("\\", "") for word in ("__mro__", "__globals__", "gone"))


@pytest.mark.parametrize(
    "probe",
    [
        "{{ value.__class__ }}",
        "{{ value.__class__.__mro__[1].__subclasses__() }}",
        "{{ value.name.__init__.__globals__ }}",
        "{{ gettext.__globals__ }}",
        "{{ value.mark.__func__ }}",
        "{{ value.mark.__code__ }}",
        "{{ value.name.format.__self__ }}",
        "{{ '{0.__class__}'.format(value) }}",
        "{{ value|attr('__class__') }}",
        "{{ namespace.__init__.__globals__ }}",
    ],
)
@pytest.mark.parametrize("ending", environment.FORMATS)
def test_a_template_reaches_nothing_behind_a_value(probe: str, ending: str) -> None:
    from jinja2.exceptions import SecurityError, UndefinedError

    class Value:
        name = "Klinik"

        def mark(self) -> str:
            return self.name

    page = environment.environment(environment.FORMATS[ending], {}, language("id"))
    with pytest.raises((SecurityError, UndefinedError)):
        page.from_string(probe).render(value=Value())


KEYS = ("__class__", "__init__", "__globals__", "format", "mro", "count", "index", "keys", "upper", "_fields")


@pytest.mark.parametrize("ending", environment.FORMATS)
@pytest.mark.parametrize("key", KEYS)
def test_a_key_from_data_reaches_entries_only(key: str, ending: str) -> None:
    page = environment.environment(environment.FORMATS[ending], {}, language("id"))
    probe = page.from_string("{{ value[key] is defined }}|{{ ([value]|map(attribute=key)|first) is defined }}")
    for value in (Level(1), {"a": 1}, "teks", [1], (1,), date(2023, 5, 30), len, language("id").translate):
        assert probe.render(value=value, key=key) == "False|False"
    # A record that has such a key is shown with its own value.
    assert probe.render(value={key: "isi"}, key=key) == "True|True"


def test_a_key_from_data_finds_fields_of_records() -> None:
    page = environment.environment(environment.FORMATS["html"], {}, language("id"))
    shown = page.from_string("{{ value[key] }} {{ [value]|map(attribute='double')|first }}")
    assert shown.render(value=Level(2), key="level") == "2 4"


@pytest.mark.parametrize("ending", environment.FORMATS)
def test_keys_of_python_in_a_record_are_shown_and_lead_nowhere(ending: str) -> None:
    record = {key: f"isi {key}" for key in KEYS}
    page = environment.environment(environment.FORMATS[ending], {}, language("id"))
    shown = page.from_string("{% for key, text in value|items %}{{ text }};{% endfor %}").render(value=record)
    assert shown.replace("\\", "") == "".join(f"isi {key};" for key in KEYS)


def test_shipped_templates_run_plainly_and_changed_ones_in_the_sandbox(tmp_path: Path) -> None:
    name = "html/style.css"
    copy = tmp_path / FOLDER / name
    copy.parent.mkdir(parents=True)
    copy.write_text(shipped_text(name), encoding="utf-8")
    kinds = []
    for text in ("", "\n/* changed */\n"):
        copy.write_text(shipped_text(name) + text, encoding="utf-8")
        page = environment.environment(environment.FORMATS["html"], {}, language("id"), find_custom(tmp_path))
        kinds.append(isinstance(page, SandboxedEnvironment))
    assert kinds == [False, True]


@pytest.mark.parametrize("name", [name for name in shipped_names() if name.endswith(".j2")])
def test_shipped_templates_name_nothing_behind_a_value(name: str) -> None:
    tree = Environment(extensions=["jinja2.ext.i18n"]).parse(shipped_text(name))
    assert not [found.attr for found in tree.find_all(nodes.Getattr) if is_internal(found.attr)]
    assert not {found.name for found in tree.find_all(nodes.Filter)} & {"attr", "format", "xmlattr"}
