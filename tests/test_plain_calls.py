"""Plain calls: what is read without the option parser is what the option parser reads."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from typer._click import Command, Context
from typer._click.exceptions import ClickException
from typer.core import TyperGroup

from banjar_smartcity.cli.app import build_app
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.cli.calling.plain import parse, target_of
from banjar_smartcity.cli.registry import FAMILIES, full_names
from banjar_smartcity.i18n import language

ROOT = Path(__file__).resolve().parent.parent
WORDS = ("", "-", "--", "-h", "--help", "data", "nowhere", "x y", "7", "0", "-1", "+7", " 7", "1_0", "٣", "99999999999")
VALUES = ("id", "en", "xx", "text", "json", "markdown", "all", "2023-05-30", "70000", "--root", "--dimension=living")
COMMANDS = sorted(set(full_names()) - set(FAMILIES))


def _command(words: list[str]) -> Command:
    """A command of the option parser that returns what it would have called its function with."""
    command: Command = build_app(language("en"))
    with pytest.MonkeyPatch.context() as patch:
        target = target_of(words)
        assert target is not None
        module, _, name = target[0].partition(":")
        place = import_module(f"banjar_smartcity.cli.commands.{module}")
        patch.setattr(place, name, wraps(getattr(place, name))(lambda **values: values))
        for word in words:
            assert isinstance(command, TyperGroup)
            found = command.get_command(Context(command, info_name="smartcity"), word)
            assert found is not None
            command = found
    return command


PARSERS = {name: _command(name.split()) for name in COMMANDS}


def _options(name: str) -> list[str]:
    return [spelling for parameter in PARSERS[name].params for spelling in parameter.opts if spelling.startswith("-")]


@st.composite
def calls(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A command with words after it: its own options, values that fit and that do not, and others' words."""
    name = draw(st.sampled_from(COMMANDS))
    own = st.sampled_from([*_options(name), "--help"])
    loose = st.sampled_from(WORDS + VALUES)
    joined = st.builds("{}={}".format, own, loose)
    return name, draw(st.lists(st.one_of(own, loose, joined), max_size=5))


def _parsed(name: str, words: list[str]) -> dict[str, Any]:
    command = PARSERS[name]
    with command.make_context(name.rsplit(maxsplit=1)[-1], list(words)) as context:
        found: dict[str, Any] = command.invoke(context)
        return found


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(calls())
@example(("validate", ["data", "--lang", "en", "--strict"]))
@example(("diff", ["HEAD~1", "HEAD", "--format=json"]))
@example(("todo", ["--limit", "-1"]))
def test_both_parsers_read_a_call_alike_or_the_light_one_hands_over(call: tuple[str, list[str]]) -> None:
    name, words = call
    found = parse([*name.split(), *words])
    if found is None:
        return
    try:
        expected = _parsed(name, words)
    except ClickException as error:
        pytest.fail(f"the option parser refuses what was read as {found.values}: {error}")
    defaults = {part.name: part.default for part in inspect.signature(found.function).parameters.values()}
    assert defaults | found.values == expected


@pytest.mark.parametrize(
    "call",
    [
        "validate",
        "validate data --lang en --strict",
        "validate --root . --format=json data/items",
        "score --summary --root .",
        "status --dimension living",
        "todo --limit 3",
        "diff HEAD~1 HEAD --format json",
        "report --output -o --lang id",
        "evidence check --root .",
    ],
)
def test_a_plain_call_is_read_without_the_option_parser(call: str) -> None:
    assert (parse(call.split()) is None) is ("-o" in call.split())


WATCH = """
import sys
from banjar_smartcity.cli.boundary import main
for call in sys.argv[2:]:
    code = main([*call.split(), "--lang", sys.argv[1]])
    print("ran", call, code, *sorted(sys.modules), sep="|", file=sys.stderr)
"""
TOLD = ("COLUMNS", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "JUPYTER_COLUMNS")
"""With one of these, a pipe is treated as a terminal."""
HEAVY = ("typer", "click", "rich", "jinja2", "babel")


IN_A_PIPE = ("validate --root .", "score", "status", "todo --root .", "diff HEAD HEAD")


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_command_in_a_pipe_loads_no_heavy_library(lang: str) -> None:
    """What one of them loads, those after it have too."""
    arguments = [sys.executable, "-c", WATCH, lang, *IN_A_PIPE]
    pipe = {name: value for name, value in os.environ.items() if name not in TOLD}
    process = subprocess.run(
        arguments, cwd=ROOT, env=pipe, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL
    )
    told = [line.split("|")[1:] for line in process.stderr.splitlines() if line.startswith("ran|")]
    assert [(call, code, set(HEAVY) & set(loaded)) for call, code, *loaded in told] == [
        (call, "0", set()) for call in IN_A_PIPE
    ]


def test_a_wrong_call_is_told_by_the_option_parser(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "--root", str(ROOT), "--formt", "json", "--lang", "en"]) == 2
    assert "unknown option --formt" in capsys.readouterr().err


def test_commands_declare_their_parameters_for_both_parsers() -> None:
    """Only the option parser would see an option of typer's own, so that a call with it would load typer each time."""
    modules = sorted((ROOT / "src/banjar_smartcity/cli/commands").glob("*.py"))
    assert len(modules) > 40
    own = re.compile(r"typer\.(Option|Argument)|from typer import")
    assert [path.name for path in modules if own.search(path.read_text("utf-8"))] == []
