"""`smartcity plan`: the steps that reach a target, the fewest or the ones that take least work."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ...i18n import N_
from ...resources import pip_install
from ..basis import Basis, of_stage, open_basis, require_score
from ..faults import UsageFaultError
from ..options import Format, InstrumentOption, Lang, Partial, Root, StageOption, Today
from ..output import write, write_json
from ..parameters.declared import option
from ..session import open_session

if TYPE_CHECKING:
    from ...planning.plan import TargetPlan

HELP = N_("Plan how to reach a target. With the fewest steps, or the least work, and proof that no plan is better.")
WRITTEN = (".html", ".ics")
NAMED = 10
"""Steps that an error message names; the others are counted."""


def plan(
    *,
    target: Annotated[
        str | None,
        option("--target", metavar="X", help=N_("The supported index to reach; default: that of program.yaml.")),
    ] = None,
    days: Annotated[str | None, option("--days", metavar=N_("N"), help=N_("The working days that there are."))] = None,
    output: Annotated[
        Path | None,
        option(
            "--output",
            metavar=N_("FILE"),
            help=N_("Write a page with the dates of each agency (.html), or a calendar of them (.ics)."),
        ),
    ] = None,
    stage: StageOption = None,
    instrument: InstrumentOption = None,
    partial: Partial = False,
    format: Format = "text",
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity plan`."""
    if output is not None and (format == "json" or output.suffix.lower() not in WRITTEN):
        raise UsageFaultError(N_("--output takes a name that ends in .html or .ics, without --format"))
    wanted, budget = _number("--target", target), _number("--days", days)
    session = open_session(root, today, lang)
    basis = of_stage(open_basis(session, format=format, stage=stage, instrument=instrument, partial=partial))
    made = _made(basis, wanted, budget)
    if format == "json":
        from ...render.json.steps.plan import plan_data

        of = require_score(basis).instrument
        write_json(plan_data(made, of, basis.stage, basis.today, basis.lang, partial=basis.partial))
    elif output is not None:
        _write(basis, made, output)
    else:
        from ...render.terminal.figures.plan import print_plan

        print_plan(basis.model, require_score(basis), basis.today, made, basis.lang, banner=basis.banner)
    return 0 if made.is_reached else 1


def _made(basis: Basis, wanted: Fraction | None, days: Fraction | None) -> TargetPlan:
    from ...planning.plan import plan_stage
    from ...planning.solver import UnsolvedError
    from ...scoring.steps.todo import compute_todo

    score = require_score(basis)
    steps = compute_todo(basis.model, score, basis.today, ()).steps
    target = wanted if wanted is not None else _recorded(basis)
    if target is None and days is None:
        raise UsageFaultError(
            N_("no target is recorded for {stage}; name one with --target, or the working days with --days"),
            stage=basis.stage.id,
        )
    lowest, highest = Fraction(str(score.instrument.lowest)), Fraction(str(score.instrument.highest))
    if wanted is not None and not lowest <= wanted <= highest:
        raise UsageFaultError(
            N_("the target {target} is outside the scale, which goes from {lowest} to {highest}"),
            target=float(wanted),
            lowest=score.instrument.lowest,
            highest=score.instrument.highest,
        )
    without = [step.id for step in steps if step.gain > 0 and step.effort is None]
    if days is not None and without:
        named = ", ".join(without[:NAMED])
        raise UsageFaultError(
            N_(
                "--days needs the effort of each step, and nobody has written it for {n}: {steps}{more}. "
                "Write it as `effort:` in data/assignments.yaml"
            ),
            n=len(without),
            steps=named,
            more=", …" if len(without) > NAMED else "",
        )
    try:
        return plan_stage(score, steps, target, days)
    except ImportError as missing:
        raise UsageFaultError(
            N_("a plan among more than 20 steps needs SciPy; install it with: {command}"),
            command=pip_install("[plan]"),
        ) from missing
    except UnsolvedError as error:
        raise UsageFaultError(N_("the solver found no exact answer; try another target")) from error


def _write(basis: Basis, made: TargetPlan, output: Path) -> None:
    """Write the page or the calendar, and print its path and how many steps have no date."""
    from ...planning.by_agency import by_agency
    from ...workspace.writing import refuse_output, write_file

    refuse_output(basis.session.root, output)
    model, lang = basis.model, basis.lang
    shares = by_agency(made.steps, model.agencies)
    if output.suffix.lower() == ".ics":
        from ...render.message.calendar import plan_calendar

        region = model.program.official_name if model.program else ""
        content = [plan_calendar(shares, model, basis.stage, region, basis.today, lang)]
    else:
        from ...render.page.plan import render_plan

        page = render_plan(made, shares, model, require_score(basis), basis.today, lang, banner=basis.banner)
        content = [piece.encode("utf-8", "backslashreplace") for piece in page]
    write_file(output, content)
    write(str(output))
    if undated := sum(step.due is None for step in made.steps):
        text = lang.ngettext("{n} step has no date.", "{n} steps have no date.", undated)
        write(text.format(n=undated))


def _recorded(basis: Basis) -> Fraction | None:
    """The target of the final index that the programme names for the stage; None if it names none."""
    program = basis.model.program
    found = (t.value for t in program.targets if t.stage == basis.stage.id and t.aspect is None) if program else ()
    return next((Fraction(str(value)) for value in found), None)


def _number(option: str, text: str | None) -> Fraction | None:
    """The number of an option, with a comma or a point; raise `UsageFaultError` if it is none."""
    if text is None:
        return None
    try:
        found = Fraction(text.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        found = Fraction(-1)
    if found < 0 or "/" in text:
        raise UsageFaultError(N_("{option} takes a number, not {value}"), option=option, value=text)
    return found
