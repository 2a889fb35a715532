"""The worked example of a new rule in CONTRIBUTING is a rule that works, and its tables are complete."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

from banjar_smartcity.checking.partial import without_errors
from banjar_smartcity.checking.pipeline import check_workspace
from banjar_smartcity.diagnostics import At, Kind
from banjar_smartcity.rules.context import Context
from conftest import TODAY, Build, base_text

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
KLINIK = "data/innovations/klinik-daring.yaml"


def example() -> ModuleType:
    """The module of the example, as if it were one of the rules."""
    [code] = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    module = ModuleType("banjar_smartcity.rules.starts")
    module.__package__ = "banjar_smartcity.rules"
    exec(compile(code, "CONTRIBUTING.md", "exec"), module.__dict__)
    return module


def test_the_example_finds_the_bad_case_and_not_the_good_one(build: Build, tmp_path: Path) -> None:
    rule = example()
    [kind] = rule.KINDS
    bad, good = re.findall(r"^started: (\S+)(?:  #! \S+)?$", GUIDE, re.MULTILINE)[-2:]
    for number, (started, places) in enumerate([(bad, [At(KLINIK, ("started",))]), (good, [])]):
        root = build({KLINIK: base_text(KLINIK, ("started: 2022-03", f"started: {started}"))})
        context = Context(without_errors(check_workspace(root, TODAY)), TODAY, {})
        found = list(rule.check_starts(context))
        assert [diagnostic.at for diagnostic in found] == places
        assert all(diagnostic.kind is kind for diagnostic in found)
        assert all(f"{{{name}}}" in kind.message for diagnostic in found for name in diagnostic.facts)
        root.rename(tmp_path / str(number))


def test_the_case_and_the_changelog_of_the_example_name_its_kind() -> None:
    [kind] = example().KINDS
    column = len("started: ") + 1
    assert f"#! {kind.id}@{column}" in GUIDE
    assert f"(`{kind.id}`)" in GUIDE
    assert f"tests/cases/{kind.id}/$case" in GUIDE


def test_each_field_of_a_kind_is_explained() -> None:
    table = GUIDE.partition("| field of `Kind` |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `(\w+)`", table, re.MULTILINE) == list(Kind._fields)


def test_the_commands_of_the_table_are_those_of_dev_py() -> None:
    table = GUIDE.partition("| command |")[2].partition("\n\n")[0]
    named = set(re.findall(r"^\| `python3 dev\.py (\w+)", table, re.MULTILINE))
    source = (ROOT / "dev.py").read_text("utf-8")
    known = set(re.findall(r'case \["(\w+)"', source))
    assert named <= known
    assert {"test", "format", "messages", "docs", "picture"} <= named
