"""`smartcity init`: begin a region in a folder, with its instruments and with every sheet to fill in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

from ...i18n import N_, Language, language
from ...source.letters import printable
from ...workspace.layout import PROGRAM
from ...workspace.unwritable import UnwritableError
from ...workspace.writers.workshop import sweep
from ...workspace.writing import create_files, refuse_links, refuse_protected
from ..faults import UsageFaultError
from ..options import Lang, Today
from ..output import write
from ..parameters.declared import argument, option
from ..session import Session, language_code, parse_today
from ..shared.asking import ask, can_ask

HELP = N_(
    "Begin a region. Writes its programme, registers, instruments and empty sheets with every question into a folder; "
    "nothing is overwritten."
)

_LONGEST = 200


def init(
    folder: Annotated[
        Path, argument(metavar=N_("FOLDER"), help=N_("The folder; default: this one."), show_default=False)
    ] = Path(),
    *,
    name: Annotated[
        str | None, option("--name", metavar=N_("TEXT"), help=N_('The region, for example "Kabupaten Tabalong".'))
    ] = None,
    official_name: Annotated[
        str | None,
        option(
            "--official-name",
            metavar=N_("TEXT"),
            help=N_('Its name in lists of official results; default: made of the name, for example "KAB. TABALONG".'),
        ),
    ] = None,
    instruments: Annotated[
        list[str] | None,
        option(
            "--instrument",
            metavar="ID",
            help=N_(
                "An instrument that the region answers, with a variant as ID:VARIANT if it has several; may be "
                "repeated. The first that asks by dimension is the default. `smartcity instruments` lists them."
            ),
        ),
    ] = None,
    year: Annotated[
        int | None,
        option("--year", metavar="N", min=2000, max=2199, help=N_("The year that is evaluated; default: this year.")),
    ] = None,
    language_of: Annotated[
        Literal["id", "en"] | None,
        option(
            "--language",
            metavar="id|en",
            help=N_("The language of the region; default: that of the output."),
            show_default=False,
        ),
    ] = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity init`. Either everything is written or nothing, and no file is overwritten."""
    from ...regions.begin import RegionWish, plan_region, usual
    from ...regions.shipped import shipped_instruments
    from ...render.records.region import region_files
    from ...render.terminal.region import begun_lines
    from ...stages.start import StartError

    chosen = language_of or (lang if lang else language_code(None))
    session = Session(folder, parse_today(today), language(lang or _named_language() or chosen))
    if _is_finished(folder):
        write(session.lang.translate(N_("An earlier run was interrupted; it is completed now.")))
        return _end(session, folder, [], ())
    _refuse_used(folder)
    asking = can_ask()
    _ = session.lang.translate
    if name is None and not asking:
        raise UsageFaultError(N_('name the region: --name "Kabupaten Tabalong"'))
    name = _usable(name if name is not None else ask(_(N_("Name of the region")), None), "name")
    if official_name is None and asking:
        from ...regions.begin import official_name as made

        official_name = ask(_(N_("Its name in lists of official results")), made(name))
    known = shipped_instruments()
    if not instruments and asking:
        instruments = _ask_instruments(session.lang)
    wish = RegionWish(
        name=name,
        official_name=_usable(official_name, "official-name") if official_name is not None else None,
        language=chosen,
        instruments=tuple(instruments or usual(known)),
        year=year or session.today.year,
    )
    try:
        region = plan_region(wish)
    except StartError as error:
        raise UsageFaultError(error.msgid, **error.facts) from error
    files = region_files(region, language(chosen))
    kept = _write(folder, files, {s.id: s.text for s in (*(p.shipped for p in region.answered), *region.kept)}, chosen)
    return _end(session, folder, list(begun_lines(region, session.lang)), kept)


def _named_language() -> str | None:
    return language_code(None) if os.environ.get("SMARTCITY_LANG") else None


def _is_finished(folder: Path) -> bool:
    """Whether this run completes one that was killed."""
    was_there = (folder / PROGRAM).exists()
    sweep(folder)
    return not was_there and (folder / PROGRAM).exists()


def _refuse_used(folder: Path) -> None:
    """Raise `UsageFaultError` if the folder holds data or is not a folder."""
    if folder.exists() and not folder.is_dir():
        raise UsageFaultError(N_("{path} is a file; name a folder"), path=folder)
    nearest = next((place for place in (folder, *folder.absolute().parents) if place.exists()), folder)
    try:
        refuse_protected(nearest)
    except UnwritableError as error:
        raise UsageFaultError(N_("{path} is read-only; choose another folder"), path=nearest) from error
    data = folder / "data"
    if os.path.lexists(folder / PROGRAM):
        raise UsageFaultError(N_("{path} already exists; nothing was written"), path=folder / PROGRAM)
    if os.path.lexists(data) and (data.is_symlink() or not data.is_dir() or _has_files(data)):
        raise UsageFaultError(N_("{path} is not empty; nothing was written. Choose another folder"), path=data)


def _has_files(folder: Path) -> bool:
    """Whether a folder has more than empty folders, such as a killed run leaves."""
    return any(names for _, _, names in os.walk(folder)) or any(path.is_symlink() for path in folder.rglob("*"))


def _usable(text: str, option: str) -> str:
    """A text on one line. Raise `UsageFaultError` if it is empty, too long or holds personal data."""
    from ...privacy.search import find_personal_data

    line = " ".join(printable(text).split())
    if not line:
        raise UsageFaultError(N_("--{option} is empty"), option=option)
    if len(line) > _LONGEST:
        raise UsageFaultError(N_("--{option} is longer than {most} characters"), option=option, most=_LONGEST)
    if next(find_personal_data(line), None):
        raise UsageFaultError(N_("an option holds personal data; nothing was written"))
    return line


def _ask_instruments(lang: Language) -> list[str]:
    """The instruments that a person chooses by number, each with its variant if there are several."""
    from ...regions.begin import MARK, usual
    from ...regions.shipped import shipped_instruments

    known = shipped_instruments()
    offered = [shipped for shipped in known.values() if shipped.is_answered]
    default = next((number for number, s in enumerate(offered, 1) if s.id in usual(known)), 1)
    write(lang.translate(N_("Instruments:")))
    for number, shipped in enumerate(offered, 1):
        write(f"  {number}  {shipped.id}  {lang.text(shipped.name)}")
    numbers = _numbers(lang.translate(N_("Which ones? Numbers with spaces")), str(default), len(offered), lang)
    found = []
    for number in numbers:
        shipped = offered[number - 1]
        variants = shipped.instrument.variants
        if len(variants) == 1:
            found.append(shipped.id)
            continue
        write(lang.translate(N_("Variants of {instrument}:")).format(instrument=shipped.id))
        for place, variant in enumerate(variants, 1):
            write(f"  {place}  {variant.id}  {lang.text(variant.name)}")
        (place, *_) = _numbers(lang.translate(N_("Which one?")), "1", len(variants), lang)
        found.append(f"{shipped.id}{MARK}{variants[place - 1].id}")
    # What is about innovations is not a matter of choice: it only shows what is recorded of them.
    return [*found, *(name for name in usual(known) if not known[name].is_answered)]


def _numbers(question: str, default: str, most: int, lang: Language) -> list[int]:
    """Numbers from 1 that a person chooses; the question comes again until there is at least one."""
    while True:
        words = ask(question, default).replace(",", " ").split()
        if words and all(word.isdecimal() and word.isascii() and 1 <= int(word) <= most for word in words):
            return list(dict.fromkeys(map(int, words)))
        write(lang.translate(N_("Write numbers from 1 to {most}.")).format(most=most))


def _write(folder: Path, files: dict[str, str], instruments: dict[str, str], code: str) -> tuple[str, ...]:
    """Write all files or none, the programme last, as it makes a workspace. Return those that were there and stay."""
    from ...regions.updates import RECORD, mark, marks_text
    from ...render.records.settings import schema_copies, settings_files
    from ..shared.stages import refuse_invalid

    program = files[PROGRAM].encode()
    refuse_invalid({PROGRAM: program}, "program")
    settings = settings_files(language(code))
    kept = tuple(path for path in settings if os.path.lexists(folder / path))
    contents = schema_copies()
    contents[RECORD] = marks_text({name: mark(text) for name, text in instruments.items()}).encode()
    contents |= {path: text.encode() for path, text in settings.items() if path not in kept}
    contents |= {path: text.encode() for path, text in files.items()}
    contents[PROGRAM] = contents.pop(PROGRAM)
    for path in contents:
        refuse_links(folder, folder / path)
    try:
        create_files({folder / path: [content] for path, content in contents.items()})
    except FileExistsError as error:
        raise UsageFaultError(N_("{path} already exists; nothing was written"), path=error.filename) from error
    return kept


def _end(session: Session, folder: Path, lines: list[str], kept: tuple[str, ...]) -> int:
    """Print what was done, what `validate` finds, and what to do next."""
    from ...render.terminal.region import next_lines
    from ..direct.checking import check_data

    for line in lines:
        write(line)
    if kept:
        text = N_(
            "Kept as they were: {files}. In git, `smartcity merge-driver --install` adds the lines that are missing."
        )
        write(session.lang.translate(text).format(files=", ".join(kept)))
    write("")
    code = check_data(session, [], "text", strict=False)
    here = os.path.abspath(folder) == os.getcwd()
    for line in next_lines(None if here else str(folder), session.lang):
        write(line)
    return code
