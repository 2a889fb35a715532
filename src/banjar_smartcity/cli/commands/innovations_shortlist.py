"""`smartcity innovations shortlist`: who may represent each dimension and sub-dimension, on evidence."""

from __future__ import annotations

from ...i18n import N_
from ..options import DimensionOption, Format, Lang, Partial, Root, Today
from ..output import known_dimension, load_basis, warn_partial, write_json
from ..session import open_session
from .innovations import FEEDING, proof_of

HELP = N_("Rank the candidates of each dimension and sub-dimension. On evidence, with reasons; ties stay ties.")


def shortlist(
    *,
    dimension: DimensionOption = None,
    partial: Partial = False,
    format: Format = "text",
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Rank the candidates of each dimension and sub-dimension. On evidence, with reasons; ties stay ties."""
    session = open_session(root, today, lang)
    basis = load_basis(session, None, FEEDING, format, partial=partial)
    if basis is None:
        return 1
    chosen = known_dimension(basis.model, dimension, crosscutting=False)
    from ...innovations.maturity import assess
    from ...innovations.shortlist import draw_up

    lists = draw_up(basis.model, assess(basis.model, proof_of(basis, session)), chosen)
    if format == "json":
        from ...render.json.innovations import shortlist_data

        write_json(shortlist_data(basis.model, lists, session.today, partial=basis.partial))
        return 0
    from ...render.terminal.records.shortlist import print_shortlist

    banner = warn_partial(session.lang) if basis.partial else None
    print_shortlist(basis.model, lists, session.today, session.lang, banner=banner)
    return 0
