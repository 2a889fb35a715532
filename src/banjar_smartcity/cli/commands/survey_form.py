"""`smartcity survey form`: write the questionnaire of the citizen survey, as a workbook or to print."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from ...i18n import N_, Text
from ...workspace.writing import refuse_links, refuse_output, write_file
from ..basis import open_basis, require_dimension
from ..faults import UsageFaultError
from ..options import DimensionOption, InstrumentOption, Lang, Root, StageOption, Today
from ..output import print_findings, write
from ..parameters.declared import option
from ..session import Session, open_session

if TYPE_CHECKING:
    from ...diagnostics import Diagnostic
    from ...model.model import Model
    from ...survey.form.wording import Wording
    from ...workspace.layout import Loaded

HELP = N_(
    "Write the questionnaire of the citizen survey. As a workbook for ODK and KoboToolbox (XLSForm), or as a page to "
    "print; its path is printed."
)
_ENDINGS = {"xlsx": (".xlsx",), "html": (".html", ".htm")}
REFUSAL = N_("No form was written, because some files have errors. Fix them.")


def form(
    *,
    dimension: DimensionOption = None,
    sub_dimension: Annotated[
        str | None,
        option("--sub-dimension", metavar="ID", help=N_("Only this sub-dimension, for example health.")),
    ] = None,
    format: Annotated[
        Literal["xlsx", "html"] | None,
        option("--format", metavar="xlsx|html", help=N_("XLSForm workbook (default), or a page to print.")),
    ] = None,
    output: Annotated[
        str | None,
        option("--output", metavar=N_("PATH"), help=N_("Where to write; - prints the page. Default: in build/.")),
    ] = None,
    wording: Annotated[
        Path | None,
        option("--wording", metavar=N_("FILE"), help=N_("YAML file with the official wording, which replaces ours.")),
    ] = None,
    programmes: Annotated[
        Path | None,
        option(
            "--programmes",
            metavar=N_("FILE"),
            help=N_("YAML file whose key `programmes` names the programme of each sub-dimension."),
        ),
    ] = None,
    stage: StageOption = None,
    instrument: InstrumentOption = None,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity survey form`."""
    from ...survey.form.questionnaire import RESTS_ON, build_questionnaire

    session = open_session(root, today, lang)
    if output and output != "-":
        refuse_output(session.root, Path(output))
    kind = format or ("html" if output and (output == "-" or output.lower().endswith((".html", ".htm"))) else "xlsx")
    if output == "-" and kind == "xlsx":
        raise UsageFaultError(N_("a workbook cannot be printed; name a file, or add --format html"))
    if output and output != "-" and not output.lower().endswith(_ENDINGS[kind]):
        raise UsageFaultError(N_("{path} must end in {ending}"), path=output, ending=_ENDINGS[kind][0])
    basis = open_basis(session, RESTS_ON, stage=stage, instrument=instrument, refusal=REFUSAL)
    chosen = require_dimension(basis.model, dimension, crosscutting=False)
    part = _require_sub_dimension(basis.model, chosen, sub_dimension)
    overrides = _read_overrides(session, basis.model, wording, programmes)
    if overrides is None:
        return 1
    built = build_questionnaire(basis.model, basis.stage, chosen, part, *overrides)
    if built is None:
        raise UsageFaultError(N_("data/program.yaml names no instrument with statements for citizens"))
    target = Path(output) if output else refuse_links(session.root, session.root / "build" / f"{built.id}.{kind}")
    if kind == "xlsx":
        from ...render.office.sheets.xlsform import render_xlsform

        write_file(target, [render_xlsform(built, session.lang, session.today)])
    else:
        from ...render.page.questionnaire import render_questionnaire

        pieces = render_questionnaire(built, session.lang)
        if output == "-":
            sys.stdout.writelines(pieces)
            return 0
        write_file(target, (piece.encode("utf-8", "backslashreplace") for piece in pieces))
    write(str(target))
    return 0


def _require_sub_dimension(model: Model, dimension: str | None, sub_dimension: str | None) -> str | None:
    """Return the sub-dimension of the command line. Raise `UsageFaultError` if the dimension does not have it."""
    from ...diagnostics import closest
    from ...model.likely import exactly
    from ...survey.form.questionnaire import section_of, statements

    asked = [item for item in statements(model).values() if dimension in (None, item.dimension)]
    known = list(dict.fromkeys(map(section_of, asked)))
    if sub_dimension is not None and sub_dimension not in known:
        sub_dimension = exactly(model, "sub-dimension", sub_dimension) or sub_dimension
    if sub_dimension is not None and sub_dimension not in known:
        meant = closest(sub_dimension, known)
        unknown = N_("unknown sub-dimension {sub_dimension}; choose from {known}")
        similar = N_("unknown sub-dimension {sub_dimension}; did you mean {meant}? Choose from {known}")
        facts = {"sub_dimension": sub_dimension, "meant": meant, "known": ", ".join(known)}
        raise UsageFaultError(similar if meant else unknown, **facts)
    return sub_dimension


def _read_overrides(
    session: Session, model: Model, wording: Path | None, programmes: Path | None
) -> tuple[Wording, Mapping[str, Text]] | None:
    """Read the office's own wording and programmes. If the files have errors, print them and return None."""
    from ...checking.resolve import resolve
    from ...survey.form.questionnaire import section_of, statements
    from ...survey.form.wording import OURS, build_programmes, build_wording

    items = statements(model)
    marks = model.instrument.survey_levels if model.instrument else range(0)
    texts: dict[str, str] = {}
    faults: list[Diagnostic] = []
    sentences, names = OURS, dict[str, Text]()
    if wording is not None:
        sentences, found = build_wording(_read(wording, texts), items, marks)
        faults += found
    if programmes is not None:
        named, found = build_programmes(_read(programmes, texts), {section_of(item) for item in items.values()})
        names |= named
        faults += found
    if faults:
        findings = resolve(faults, texts)
        print_findings(findings, tuple(texts), texts, session.lang, "text")
        if any(finding.kind.severity.value == "error" for finding in findings):
            print(session.lang.translate(REFUSAL), file=sys.stderr)
            return None
    return sentences, names


def _read(path: Path, texts: dict[str, str]) -> Loaded:
    """Load a file of the command line, and keep its text to show where a fault is."""
    from ...workspace.layout import load

    if not path.exists():
        raise UsageFaultError(N_("there is no file or folder {path}"), path=path)
    loaded = load(str(path), str(path))
    texts[str(path)] = loaded.text
    return loaded
