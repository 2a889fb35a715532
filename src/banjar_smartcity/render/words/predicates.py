"""The predicate of an index, in a sentence."""

from __future__ import annotations

from ...i18n import N_, Language
from ...scoring.score import Score
from ...scoring.weighing.judgement import judge


def predicate_line(score: Score, lang: Language) -> str | None:
    """The predicates of the supported and the claimed index, and what is missing to the next one; None if none exist.

    Below the first band there is no predicate, and that is said.
    """
    claimed = judge(score.instrument, score.final.claimed)
    supported = judge(score.instrument, score.final.supported)
    if claimed is None or supported is None:
        return None
    _ = lang.translate
    none = _(N_("none, below the first"))
    words = [lang.text(judged.predicate.name) if judged.predicate else none for judged in (supported, claimed)]
    text = _(N_("Predicate: supported {supported}, claimed {claimed}.")).format(supported=words[0], claimed=words[1])
    if supported.next is None or supported.missing is None:
        return text
    more = _(N_("{points} more supported points give {predicate}."))
    return f"{text} {more.format(points=lang.number(supported.missing, 4), predicate=lang.text(supported.next.name))}"
