"""`smartcity survey compare`: compare two surveys of the same programmes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ...i18n import N_
from ..basis import Basis, open_basis, refuse_excluded
from ..faults import UsageFaultError
from ..options import Format, Lang, Partial, Root, Today
from ..output import write, write_json
from ..parameters.declared import argument, option
from ..session import open_session

if TYPE_CHECKING:
    from ...model.survey import Survey
    from ...survey.summary.compare import Comparison

HELP = N_("Compare two surveys of the same programmes. Number, mean, difference and its 95 % interval.")


def compare(
    surveys: Annotated[
        list[str] | None,
        argument(metavar="[ID ID]", help=N_("Two records of data/surveys/, the earlier first."), show_default=False),
    ] = None,
    *,
    programme: Annotated[
        str | None,
        option("--programme", metavar=N_("NAME"), help=N_("The first and the last survey of this programme.")),
    ] = None,
    output: Annotated[
        Path | None,
        option("--output", metavar=N_("FILE"), help=N_("Write a page (.html) with both on one scale instead.")),
    ] = None,
    partial: Partial = False,
    format: Format = "text",
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity survey compare`."""
    from ...model.focus import stage_rules
    from ...render.json.surveys.compared import compare_data
    from ...render.terminal.records.survey_compared import print_comparison
    from ...survey.summary.compare import RESTS_ON, compare_surveys

    basis = open_basis(open_session(root, today, lang), RESTS_ON, format=format, partial=partial)
    model = basis.model
    if not model.surveys:
        raise UsageFaultError(N_("no survey is recorded yet; `smartcity survey import` records one"))
    before, after = _of_programme(basis, programme) if programme is not None else _named(basis, surveys or [])
    comparison = compare_surveys(before, after, stage_rules(model), programme)
    if not comparison.statements and not comparison.programmes and not comparison.sub_dimensions:
        raise UsageFaultError(N_("these two surveys have no statement and no programme in common"))
    if output is not None:
        _write_page(comparison, basis, output)
        return 0
    if format == "json":
        write_json(compare_data(comparison))
        return 0
    if basis.banner:
        write(basis.banner)
    print_comparison(comparison, model, basis.lang)
    return 0


_SURVEYS = (
    N_("unknown survey {name}; choose from {known}"),
    N_("unknown survey {name}; did you mean {meant}? Choose from {known}"),
)
_PROGRAMMES = (
    N_("unknown programme {name}; choose from {known}"),
    N_("unknown programme {name}; did you mean {meant}? Choose from {known}"),
)


def _of_programme(basis: Basis, programme: str) -> tuple[Survey, Survey]:
    """The first and the last survey of a programme."""
    from ...survey.summary.compare import surveys_of

    model = basis.model
    order = {stage.id: i for i, stage in enumerate(model.program.stages)} if model.program else {}
    found = surveys_of(programme, model.surveys.values(), order)
    if not found:
        named = {one.name.id for survey in model.surveys.values() for one in survey.programmes if one.name}
        raise _unknown(programme, named, *_PROGRAMMES)
    if len(found) == 1:
        raise UsageFaultError(N_("{name} was surveyed only once; two surveys are compared"), name=programme)
    return found[0], found[-1]


def _named(basis: Basis, names: Sequence[str]) -> tuple[Survey, Survey]:
    """The two surveys of these names."""
    if len(names) != 2:
        raise UsageFaultError(N_("name two surveys, or a programme with --programme"))
    if names[0] == names[1]:
        raise UsageFaultError(N_("{name} is named twice; two surveys are compared"), name=names[0])
    surveys = basis.model.surveys
    for name in names:
        if name not in surveys:
            refuse_excluded(basis, f"data/surveys/{name}.yaml")
            raise _unknown(name, surveys, *_SURVEYS)
    return surveys[names[0]], surveys[names[1]]


def _unknown(name: str, known: Iterable[str], unknown: str, similar: str) -> UsageFaultError:
    """The fault of a name that is not known, with the one that was probably meant."""
    from ...diagnostics import closest

    names = sorted(known)
    meant = closest(name, names)
    return UsageFaultError(similar if meant else unknown, name=name, meant=meant, known=", ".join(names))


def _write_page(comparison: Comparison, basis: Basis, output: Path) -> None:
    from ...render.page.surveys.compared import render_compared
    from ...workspace.writing import refuse_output, write_file

    if output.suffix.lower() not in (".html", ".htm"):
        raise UsageFaultError(N_("{path}: the page is a file .html"), path=output)
    refuse_output(basis.session.root, output)
    pieces = render_compared(comparison, basis.model, basis.lang)
    write_file(output, [piece.encode("utf-8", "backslashreplace") for piece in pieces])
    write(str(output))
