"""Data stay data in templates: words of Jinja in a value are shown as they are, and lead nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.i18n import language
from banjar_smartcity.render.page import environment
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
