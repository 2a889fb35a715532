"""The page on commands: each with its use and its options, from the command line itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from page_text import code, document, fenced, plain, table
from typer._click import Command, Context
from typer.core import TyperGroup

from banjar_smartcity.cli.app import build_app
from banjar_smartcity.cli.registry import GROUPS
from banjar_smartcity.i18n import Language

SHARED = ("--root", "--today", "--lang", "--help")


class Words(NamedTuple):
    """The words of the page in one language."""

    title: str
    twin: str
    lead: str
    shared: str
    alone: str
    option: str
    meaning: str
    required: str
    codes: str


WORDS = {
    "en": Words(
        "Commands",
        "[Bahasa Indonesia](perintah.md)",
        "Every command and its options. This page is made from the program by `python3 dev.py docs`. "
        "[The tour](tour.md) shows what the commands print, [JSON](json.md) what `--format json` writes.",
        "Options of every command",
        "Without a command:",
        "option",
        "meaning",
        "Required.",
        "Exit codes: 0 clean, 1 errors in the data, 2 wrong use, 3 a bug in the tool.",
    ),
    "id": Words(
        "Perintah",
        "[English](commands.md)",
        "Semua perintah dan opsinya. Halaman ini dibuat dari programnya oleh `python3 dev.py docs`. "
        "[Keliling perintah](tur.md) menampilkan keluarannya, [JSON](json.md) isi `--format json`.",
        "Opsi setiap perintah",
        "Tanpa perintah:",
        "opsi",
        "arti",
        "Wajib.",
        "Kode keluar: 0 bersih, 1 ada kesalahan data, 2 salah pakai, 3 kesalahan program.",
    ),
}


def leaves(command: Command, context: Context) -> Iterator[Context]:
    """Each command that does something, as the context it is called in; a group before its own commands."""
    if not isinstance(command, TyperGroup):
        yield context
        return
    if context.parent is not None and command.invoke_without_command:
        yield context
    for name in command.list_commands(context):
        below = command.get_command(context, name)
        if below is not None:
            yield from leaves(below, below.context_class(below, parent=context, info_name=name))


def options(context: Context, words: Words, *, shared: bool) -> list[tuple[str, str]]:
    """Names and meaning of what a command takes."""
    records = (
        parameter.get_help_record(context)
        for parameter in context.command.get_params(context)
        if (not {*parameter.opts}.isdisjoint(SHARED)) == shared
    )
    return [(code(record[0].strip("{}")), meaning(record[1], words)) for record in records if record]


def meaning(text: str, words: Words) -> str:
    """The help of an option. What typer adds in brackets is English: the range is left out, `required` translated."""
    said, _, added = f"  {text}".partition("  [")
    return plain(f"{said} {words.required}" if "required" in added else said)


def section(context: Context, words: Words) -> list[str]:
    """A command with its use and the options of its own."""
    own = options(context, words, shared=False)
    usage = " ".join([context.command_path, *context.command.collect_usage_pieces(context)])
    parts = [f"### {context.command_path}", plain(context.command.help or ""), fenced(usage, "sh")]
    return [*parts, table((words.option, words.meaning), own)] if own else parts


def page(lang: Language) -> str:
    """The page in a language."""
    words = WORDS[lang.code]
    app = build_app(lang)
    root = app.context_class(app, info_name="smartcity")
    head = (words.option, words.meaning)
    parts = [f"# {words.title}", f"{words.lead} {words.twin}", f"## {words.shared}"]
    parts += [table(head, options(root, words, shared=True)), words.alone]
    parts += [table(head, options(root, words, shared=False)), words.codes]
    by_name: dict[str, list[str]] = {}
    for context in leaves(app, root):
        by_name.setdefault(context.command_path.split()[1], []).extend(section(context, words))
    for group, names in GROUPS:
        parts += [f"## {lang.translate(group)}", *(part for name in names for part in by_name[name])]
    return document(parts)
