"""Session: the folder of the data, the day that counts as today, and the language of the output."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from ..i18n import DEFAULT, LANGUAGES, N_, Language, language
from ..model.moment import parse_date
from ..named import NamedTuple
from ..workspace.disk import read_file
from ..workspace.layout import PROGRAM, find_root
from ..workspace.writers.workshop import sweep
from .faults import UsageFaultError


class Session(NamedTuple):
    """What every command that reads data needs to know."""

    root: Path
    today: date
    lang: Language


def open_session(root: Path | None, today: str | None, lang: str | None) -> Session:
    """Open a session with these options. A missing one comes from the environment, the data or a default."""
    folder = _root(root)
    for place in (folder, folder / "data"):
        sweep(place)  # what a killed run had begun is finished before anything is read
    return Session(folder, parse_today(today), language(lang or language_code(folder)))


def _root(root: Path | None) -> Path:
    if root is not None:
        if not (root / PROGRAM).is_file():
            sweep(root)  # `init` may have been killed before its last file
        if not (root / PROGRAM).is_file():
            raise UsageFaultError(N_("there is no data/program.yaml in {root}"), root=root)
        return root
    found = find_root(Path.cwd())
    if found is None:
        sweep(Path.cwd())
        found = find_root(Path.cwd())
    if found is None:
        raise UsageFaultError(
            N_(
                "there is no data/program.yaml here or in a folder above; go into the repository, name it with --root, "
                "or begin a region with `smartcity init`"
            )
        )
    return found


def parse_today(today: str | None) -> date:
    """The day that counts as today: that of the command line, of SOURCE_DATE_EPOCH, or of the clock."""
    if today is not None:
        return parse_day(today)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now().astimezone().date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageFaultError(N_("SOURCE_DATE_EPOCH is not a number of seconds: {value}"), value=epoch) from error


def parse_day(text: str) -> date:
    """Parse a day of the command line, written YYYY-MM-DD."""
    day = parse_date(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) else None
    if day is None:
        raise UsageFaultError(N_("{value} is not a valid date; write YYYY-MM-DD, for example 2023-05-30"), value=text)
    return day


def language_code(root: Path | None) -> str:
    """The language that SMARTCITY_LANG names, or else data/program.yaml; Indonesian if neither does."""
    if chosen := os.environ.get("SMARTCITY_LANG"):
        if chosen not in LANGUAGES:
            raise UsageFaultError(N_("SMARTCITY_LANG must be id or en, not {value}"), value=chosen)
        return chosen
    return _program_language(root) if root else DEFAULT


def find_language() -> str:
    """The language that SMARTCITY_LANG names, or else the repository of the current folder."""
    return language_code(find_root(Path.cwd()))


def _program_language(root: Path) -> str:
    content, _ = read_file(os.path.join(root, PROGRAM), PROGRAM)
    for line in (content or b"").splitlines():
        if line.startswith(b"language:"):
            code = line.partition(b":")[2].split(b"#")[0].strip(b" '\"").decode("ascii", "replace")
            return code if code in LANGUAGES else DEFAULT
    return DEFAULT


def language_before_parsing(arguments: Sequence[str]) -> Language:
    """The language for help and usage errors, from arguments that are not parsed yet."""
    code = _option(arguments, "--lang")
    if code not in LANGUAGES:
        named = _option(arguments, "--root")
        root = Path(named) if named else find_root(Path.cwd())
        try:
            code = language_code(root)
        except UsageFaultError:
            code = DEFAULT
    return language(code)


def _option(arguments: Sequence[str], name: str) -> str | None:
    for i, argument in enumerate(arguments):
        if argument == name:
            return arguments[i + 1] if i + 1 < len(arguments) else None
        if argument.startswith(name + "="):
            return argument.partition("=")[2]
    return None
