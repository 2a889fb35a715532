"""`smartcity innovations shortlist`: the candidates of each dimension and sub-dimension, ranked by their evidence."""

from __future__ import annotations

from ...i18n import N_
from ..basis import open_basis, proof_of, require_dimension
from ..options import DimensionOption, Format, Lang, Partial, Root, Today
from ..output import write_json
from ..session import open_session

HELP = N_("Rank the candidates of each dimension and sub-dimension. By evidence, with reasons; ties stay ties.")


def shortlist(
    *,
    dimension: DimensionOption = None,
    partial: Partial = False,
    format: Format = "text",
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity innovations shortlist`."""
    from ...innovations.maturity import RESTS_ON, assess

    basis = open_basis(open_session(root, today, lang), RESTS_ON, format=format, partial=partial)
    chosen = require_dimension(basis.model, dimension, crosscutting=False)
    from ...innovations.shortlist import compute_shortlists

    lists = compute_shortlists(basis.model, assess(basis.model, proof_of(basis)), chosen)
    if format == "json":
        from ...render.json.innovations import shortlist_data

        write_json(shortlist_data(basis.model, lists, basis.today, partial=basis.partial))
        return 0
    from ...render.terminal.records.innovations.shortlist import print_shortlist

    print_shortlist(basis.model, lists, basis.today, basis.lang, banner=basis.banner)
    return 0
