"""`smartcity innovations show`: all facts of one innovation, and the reasons for its maturity."""

from __future__ import annotations

from typing import Annotated

from ...diagnostics import closest
from ...i18n import N_
from ..basis import open_basis, proof_of, refuse_excluded
from ..faults import UsageFaultError
from ..options import Format, Lang, Partial, Root, Today
from ..output import write_json
from ..parameters.declared import argument
from ..session import open_session

HELP = N_("Show one innovation. Its facts with sources, its evidence, and its maturity indicator by indicator.")


def show(
    innovation: Annotated[str, argument(metavar="ID", help=N_("For example mpp-barokah."))],
    *,
    partial: Partial = False,
    format: Format = "text",
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity innovations show`."""
    from ...innovations.maturity import RESTS_ON, assess_innovation

    basis = open_basis(open_session(root, today, lang), RESTS_ON, format=format, partial=partial)
    from ...innovations.shortlist import twins_in
    from ...model.maturity import indicators
    from ...source import Locator

    model = basis.model
    record = model.innovations.get(innovation)
    if innovation in model.drafts:
        path = model.drafts[innovation].at.path
        raise UsageFaultError(N_("{id} is a draft: fill in its name in {path} first"), id=innovation, path=path)
    if record is None:
        refuse_excluded(basis, f"data/innovations/{innovation}.yaml")
        meant = closest(innovation, model.innovations)
        complaint = (
            N_("unknown innovation {id} as of {day}; did you mean {meant}?")
            if meant
            else N_("unknown innovation {id} as of {day}")
        )
        raise UsageFaultError(complaint, id=innovation, day=basis.lang.date(basis.today), meant=meant)
    proof = proof_of(basis)
    found = assess_innovation(record, indicators(model.maturity_instrument), proof)
    group = twins_in(model.innovations).get(record.id, ())
    others = tuple(model.innovations[other.id] for other in group if other.id != record.id)
    locate = Locator(basis.checked.texts)
    if format == "json":
        from ...render.json.innovations import innovation_data

        write_json(innovation_data(model, found, proof, others, locate, basis.lang, partial=basis.partial))
        return 0
    from ...render.terminal.records.innovations.sheet import print_innovation

    print_innovation(model, found, proof, others, locate, basis.lang, banner=basis.banner)
    return 0
