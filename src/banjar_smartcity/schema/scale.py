"""Scale: bounds of a file that the instrument sets, so that its schema cannot; findings are those of the schema."""

from collections.abc import Iterator, Mapping, Sequence

from ..diagnostics import At, Diagnostic, Limit
from ..i18n import N_
from .kinds import WRONG_LENGTH, WRONG_RANGE


def off_scale(given: Mapping[At, int], scale: range) -> Iterator[Diagnostic]:
    """Marks that the scale does not have."""
    for at, mark in given.items():
        if scale and mark not in scale:
            words, limit = (N_("at least {limit}"), scale[0]) if mark < scale[0] else (N_("at most {limit}"), scale[-1])
            yield Diagnostic(WRONG_RANGE, at, {"value": str(mark), "bound": Limit(words, limit)})


def off_cells(given: Mapping[At, Sequence[object] | None], scale: range) -> Iterator[Diagnostic]:
    """Distributions without exactly one entry for each mark. One from 0 upwards is complete too: it was so once."""
    for at, cells in given.items():
        if cells is not None and scale and len(cells) not in (len(scale), scale.stop):
            few = len(cells) < len(scale)
            words = N_("at least {limit} entries") if few else N_("at most {limit} entries")
            yield Diagnostic(WRONG_LENGTH, at, {"bound": Limit(words, len(scale))})
